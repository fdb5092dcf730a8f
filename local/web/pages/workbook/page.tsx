/** Page « Classeur »: the workbook that CUF works in, with its tabs, its grid, its formula bar and the add-on's menu. */
import './workbook.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CommentThread } from '../../host/comment-methods';
import type { Result } from '../../host/methods';
import type { CellDetail } from '../../host/workbook-methods';
import { ConfirmBox, type ConfirmBoxProps } from '../confirm-box';
import { useChanges, useEvents } from '../events';
import { call, downloadAddress, Unreachable } from '../host-call';
import { localLinks } from '../local-links';
import type { PageProps } from '../page-props';
import { selectInSheet } from '../selection';
import { CellEditor } from './cell-editor';
import { ChoiceList, firstHolding } from './choice-list';
import { CommentsPane } from './comments-pane';
import { FormulaLine } from './formula-line';
import { type EditorPlace, Grid, type GridSelection } from './grid';
import { columnName, type SheetShape } from './grid-geometry';
import { useGridShortcuts } from './grid-shortcuts';
import { HeldKeys } from './held-keys';
import { lastPlace, rememberPlace } from './last-place';
import { MenuBar } from './menu-bar';
import { RowBlocks } from './row-blocks';
import { filling, readTabSeparated, writeTabSeparated } from './tab-separated';

type Books = Result<'workbook.list'>;
type Place = { spreadsheet: string; sheet: number };

const UNREADABLE = 'Cette cellule ne se lit pas pour le moment : réessayez.';
const FIRST_CELL: GridSelection = { row: 1, column: 1, toRow: 1, toColumn: 1 };

/** Links of a cell that the formula bar has room for. */
const LINKS_IN_BAR = 2;

export default function WorkbookPage({ me }: PageProps) {
  const [books, setBooks] = useState<Books>([]);
  const [place, setPlace] = useState<Place>();
  const [menus, setMenus] = useState<Result<'script.open'>['menus']>([]);
  const remembered = useMemo(lastPlace, []);
  const [start, setStart] = useState(() => (remembered === undefined ? FIRST_CELL : cellAt(remembered)));
  const [running, setRunning] = useState('');
  const [notice, setNotice] = useState('');
  const [outside, setOutside] = useState('');

  const refreshBooks = useCallback(() => {
    call('workbook.list', {}).then(list => {
      setBooks(list);
      setPlace((known = remembered) =>
        known && list.some(({ id, sheets }) => id === known.spreadsheet && sheets.some(({ id }) => id === known.sheet))
          ? known
          : firstPlace(list),
      );
    }, say(setNotice));
  }, []);
  useEffect(refreshBooks, []);
  useChanges(['spreadsheet'], refreshBooks);
  // Back after a loss: what was said of the loss is over.
  useEvents(event => {
    if (event.kind === 'hello') setNotice('');
  });
  useEffect(() => {
    call('script.open', {}).then(({ menus, outside }) => {
      setMenus(menus);
      setOutside(outside);
    }, say(setNotice));
  }, [me]);

  const book = books.find(({ id }) => id === place?.spreadsheet);
  const tab = book?.sheets.find(({ id }) => id === place?.sheet) ?? book?.sheets[0];

  const run = async (caption: string): Promise<void> => {
    setRunning(caption);
    setNotice('');
    try {
      await call('script.menu', { item: caption, selection: selectedForMenu.current });
    } catch (error) {
      setNotice((error as Error).message);
    }
    setRunning('');
  };
  const selectedForMenu = useRef({ sheet: '', rows: [1] });
  const onSelection = useCallback((sheet: string, selection: GridSelection) => {
    const [first, last] = [selection.row, selection.toRow].sort((a, b) => a - b) as [number, number];
    const rows = [selection.row];
    for (let row = first; row <= last && rows.length < 5000; row += 1) if (row !== selection.row) rows.push(row);
    selectedForMenu.current = { sheet, rows };
    selectInSheet(selectedForMenu.current);
  }, []);

  return (
    <div class="workbook">
      <h1 class="visually-hidden">Classeur</h1>
      <div class="workbook-bar">
        {books.length > 1 && (
          <label>
            Classeur{' '}
            <select
              value={place?.spreadsheet}
              onChange={event => setPlace(firstPlace(books.filter(({ id }) => id === event.currentTarget.value)))}
            >
              {books.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {/* The script is bound to one workbook: another has no menu of ours. */}
        {book?.isBound === true && <MenuBar menus={menus} isBusy={running !== ''} onRun={run} />}
        <a
          class="download"
          href={downloadAddress('workbook.xlsx', { spreadsheet: place?.spreadsheet ?? '' })}
          aria-disabled={place === undefined}
        >
          Télécharger (.xlsx)
        </a>
        <p class="running" role="status" aria-live="polite">
          {running === '' ? notice || (book?.isBound === true ? outside : '') : `« ${running} » en cours…`}
        </p>
      </div>
      {place !== undefined && tab !== undefined && (
        <SheetView
          key={`${place.spreadsheet}/${tab.id}/${me}/${start.row}/${start.column}`}
          place={{ spreadsheet: place.spreadsheet, sheet: tab.id }}
          name={tab.name}
          onSelection={onSelection}
          onNotice={setNotice}
          start={start}
          onFollow={(sheet, at) => {
            setStart(at);
            setPlace({ spreadsheet: place.spreadsheet, sheet });
          }}
        />
      )}
      <div class="tabs" role="tablist" aria-label="Onglets">
        {book?.sheets.map(sheet => (
          <button
            key={sheet.id}
            type="button"
            role="tab"
            aria-selected={sheet.id === tab?.id}
            tabIndex={sheet.id === tab?.id ? 0 : -1}
            style={sheet.color === null ? undefined : { boxShadow: `inset 0 -3px ${sheet.color}` }}
            onClick={() => {
              setStart(FIRST_CELL);
              setPlace({ spreadsheet: book.id, sheet: sheet.id });
            }}
            onKeyDown={event => {
              const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
              if (step === undefined) return;
              const to = book.sheets.at((book.sheets.indexOf(sheet) + step) % book.sheets.length);
              if (to !== undefined) setPlace({ spreadsheet: book.id, sheet: to.id });
              const next =
                step === 1 ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling;
              if (next instanceof HTMLElement) next.focus();
            }}
          >
            {sheet.name}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The cell that is being typed in, wherever the selection goes meanwhile. */
interface Editing {
  row: number;
  column: number;
  text: string;
  isTypedOver: boolean;
  /** The list of what it takes, while the host has not given it yet, or none. */
  choices: readonly string[] | 'coming' | null;
}

/** Cells that one gesture may change. */
const MAX_CELLS = 20_000;

interface SheetViewProps {
  place: Place;
  name: string;
  onSelection: (sheet: string, selection: GridSelection) => void;
  onNotice: (text: string) => void;
  /** Follows a link to another place of the workbook. */
  onFollow: (sheet: number, start: GridSelection) => void;
  start: GridSelection;
}

function SheetView({ place, name, onSelection, onNotice, onFollow, start }: SheetViewProps) {
  const [shape, setShape] = useState<SheetShape>();
  const [charts, setCharts] = useState<Result<'workbook.charts'>>([]);
  const [arrivals, setArrivals] = useState(0);
  const [selection, setSelection] = useState(start);
  const [detail, setDetail] = useState<CellDetail>();
  const [editing, setEditing] = useState<Editing>();
  const [threads, setThreads] = useState<readonly CommentThread[]>([]);
  const [pane, setPane] = useState<'shut' | 'open' | 'writing'>('shut');
  const [asked, setAsked] = useState<ConfirmBoxProps>();
  const blocks = useMemo(() => new RowBlocks(place, () => setArrivals(count => count + 1)), []);
  const here = useRef(selection);
  const select = (next: GridSelection): void => {
    here.current = next;
    setSelection(next);
  };

  const refresh = useCallback(() => {
    call('workbook.sheet', place).then(
      fresh =>
        setShape(known =>
          JSON.stringify({ ...known, revision: 0 }) === JSON.stringify({ ...fresh, revision: 0 }) ? known : fresh,
        ),
      say(onNotice),
    );
    call('workbook.charts', place).then(setCharts, say(onNotice));
    call('comment.list', place).then(setThreads, say(onNotice));
    blocks.refresh();
    readDetail();
  }, []);
  /** The cell that the detail speaks of. */
  const detailAt = useRef({ row: 0, column: 0 });
  const readDetail = useCallback(() => {
    const { row, column } = here.current;
    call('workbook.cell', { ...place, row, column }).then(found => {
      if (here.current.row !== row || here.current.column !== column) return;
      detailAt.current = { row, column };
      setDetail(found);
    }, say(onNotice));
  }, []);
  useEffect(refresh, []);
  useChanges(['spreadsheet'], refresh);
  useChanges(['comment'], () => void call('comment.list', place).then(setThreads, say(onNotice)));
  useEffect(() => {
    setDetail(undefined);
    onSelection(name, selection);
    rememberPlace({ ...place, row: selection.row, column: selection.column });
    const soon = setTimeout(readDetail, 60);
    return () => clearTimeout(soon);
  }, [selection]);

  const ask = (title: string, text: string, yes: string): Promise<boolean> =>
    new Promise(resolve => {
      setAsked({
        title,
        text,
        yes,
        onAnswer: isSure => {
          setAsked(undefined);
          focusGrid();
          resolve(isSure);
        },
      });
    });
  const attempt = async (gesture: () => Promise<unknown>): Promise<void> => {
    try {
      await gesture();
      onNotice('');
    } catch (error) {
      onNotice((error as Error).message);
    }
  };
  const focusGrid = (): void => document.querySelector<HTMLElement>('.grid')?.focus();

  const keys = useRef(new HeldKeys()).current;
  /** The list of the cell that is typed over, on its way. */
  const coming = useRef<Promise<readonly string[]>>(Promise.resolve([]));
  const openEditor = async (typed: string | null): Promise<void> => {
    keys.hold(typed ?? '');
    const { row, column } = here.current;
    const held = blocks.row(row);
    const seen = held?.[column - 1];
    // A cell that is typed over needs nothing from the host first: its editor is there before the next letter, and its list follows.
    if (typed !== null && held !== undefined && seen?.isKept !== true) {
      const choices = seen?.hasChoices === true ? 'coming' : null;
      setEditing({ row, column, text: choices === null ? '' : (seen?.text ?? ''), isTypedOver: true, choices });
      if (choices === null) return;
      coming.current = call('workbook.cell', { ...place, row, column }).then(
        found => found.choices ?? [],
        () => [],
      );
      const list = await coming.current;
      setEditing(now => (now?.row === row && now.column === column ? { ...now, choices: list } : now));
      return;
    }
    const known = detailAt.current;
    const isKnown = detail !== undefined && known.row === row && known.column === column;
    const found = isKnown ? detail : await call('workbook.cell', { ...place, row, column }).catch(() => undefined);
    if (found === undefined) onNotice(UNREADABLE);
    if (found === undefined || !(await mayChange(found))) {
      keys.drop();
      return;
    }
    detailAt.current = { row, column };
    setDetail(found);
    const { input, choices } = found;
    const isTypedOver = typed !== null;
    setEditing({ row, column, text: isTypedOver && choices === null ? '' : input, isTypedOver, choices });
  };
  /** What is computed never; what the add-on keeps, when the person insists. */
  const mayChange = async (found: CellDetail): Promise<boolean> => {
    if (found.kept === '') return true;
    if (found.spilledFrom === '') return await ask('Modifier quand même ?', found.kept, 'Modifier');
    onNotice(found.kept);
    return false;
  };
  /** Where a line of entries by Tab began: Enter goes back below it. */
  const entryColumn = useRef<number | undefined>(undefined);
  const moveFrom = (row: number, column: number, rows: number, columns: number): void => {
    const next = {
      row: Math.min(shape?.rows ?? row, Math.max(1, row + rows)),
      column: Math.min(shape?.columns ?? column, Math.max(1, column + columns)),
    };
    select({ ...next, toRow: next.row, toColumn: next.column });
  };
  const write = (row: number, column: number, text: string): void => {
    if (text === detail?.input && detailAt.current.row === row && detailAt.current.column === column) return;
    void attempt(() =>
      call('workbook.type', { ...place, row, column, text }).catch((error: Error) => {
        if (!(error instanceof Unreachable)) throw error;
        throw new Error(
          `${error.message} Vérifiez ${columnName(column)}${row} : « ${text.slice(0, 80)} » n’y est peut-être pas.`,
        );
      }),
    );
  };
  /** Writes what was entered; into a cell whose list is still on its way, the choice that it holds once it is there. */
  const enter = (text: string): void => {
    const { row, column } = editing ?? here.current;
    if (editing?.choices !== 'coming' || text === '') write(row, column, text);
    else void coming.current.then(choices => write(row, column, firstHolding(choices, text) ?? text));
  };
  const commit = (text: string, rows: number, columns: number): void => {
    const { row, column } = editing ?? here.current;
    setEditing(undefined);
    focusGrid();
    if (columns !== 0) entryColumn.current ??= column;
    const back = rows === 0 ? undefined : entryColumn.current;
    if (rows !== 0) entryColumn.current = undefined;
    if (rows !== 0 || columns !== 0) moveFrom(row, back ?? column, rows, columns);
    enter(text);
  };
  /** The focus went elsewhere: what was typed counts, and the focus stays where it went. */
  const leaveEditor = (text: string): void => {
    if (editing !== undefined) enter(text);
    setEditing(undefined);
  };
  const block = () => ({
    row: Math.min(selection.row, selection.toRow),
    column: Math.min(selection.column, selection.toColumn),
    rows: Math.abs(selection.toRow - selection.row) + 1,
    columns: Math.abs(selection.toColumn - selection.column) + 1,
  });
  const paste = (given: string[][]): void => {
    const { row, column, rows, columns } = block();
    const values = rows * columns > MAX_CELLS ? given : filling(given, rows, columns);
    void attempt(async () => {
      const refusals = await call('workbook.paste', { ...place, row, column, values });
      const [height, width] = [values.length, Math.max(...values.map(line => line.length))];
      select({ row, column, toRow: row + height - 1, toColumn: column + width - 1 });
      tellRefusals(refusals);
    });
  };
  const clear = (): void => {
    const { rows, columns } = block();
    if (rows * columns > MAX_CELLS) onNotice('Sélectionnez moins de cellules à la fois (20 000 au plus).');
    else paste([['']]);
  };
  useGridShortcuts({
    onCopy: (clipboard, isCut) => {
      const { row, column, rows, columns } = block();
      const held = Array.from({ length: Math.min(rows, MAX_CELLS) }, (_, down) => blocks.row(row + down));
      if (held.every(line => line !== undefined)) {
        const texts = held.map(line =>
          Array.from({ length: columns }, (_, across) => line?.[column - 1 + across]?.text ?? ''),
        );
        clipboard?.setData('text/plain', writeTabSeparated(texts));
        if (isCut) clear();
        return;
      }
      void attempt(async () => {
        const texts = await call('workbook.copy', { ...place, row, column, rows, columns });
        await navigator.clipboard.writeText(writeTabSeparated(texts));
        if (isCut) clear();
      });
    },
    onPaste: text => paste(readTabSeparated(text)),
    onTurn: method =>
      void attempt(async () => {
        const { sheet, row, column, rows, columns, refusals } = await call(method, {});
        const back = { row, column, toRow: row + rows - 1, toColumn: column + columns - 1 };
        if (sheet === place.sheet) select(back);
        else onFollow(sheet, back);
        tellRefusals(refusals);
      }),
  });

  const { row, column } = selection;
  const cell = `${columnName(column)}${row}`;
  const open = threads.filter(({ isResolved }) => !isResolved);
  const marks = useMemo(() => {
    const counts = new Map<string, number>();
    for (const thread of threads) {
      const key = `${thread.row}:${thread.column}`;
      if (!thread.isResolved) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }, [threads]);
  // Ctrl+Alt+M comments the current cell, as in Sheets.
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'm' || !event.altKey || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setPane('writing');
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const drawEditor = (at: EditorPlace) => {
    if (editing === undefined) return null;
    const common = {
      place: at,
      initial: editing.text,
      takeTypedAhead: () => keys.take(),
      label: `Saisie en ${columnName(editing.column)}${editing.row}`,
      onCommit: commit,
      onLeave: leaveEditor,
      onCancel: () => {
        setEditing(undefined);
        focusGrid();
      },
    };
    if (editing.choices !== null) return <ChoiceList {...common} choices={editing.choices} />;
    return <CellEditor {...common} isTypedOver={editing.isTypedOver} />;
  };
  return (
    <>
      <div class="formula-bar">
        <output class="cell-name" aria-label="Cellule">
          {cell}
        </output>
        <FormulaLine
          cell={cell}
          input={detail?.input}
          isReadOnly={detail === undefined || detail.spilledFrom !== ''}
          onStart={async () => detail !== undefined && (await mayChange(detail))}
          onCommit={text => commit(text, 0, 0)}
          onLeave={focusGrid}
        />
        {detail?.link != null && (
          <button
            type="button"
            class="main"
            onClick={() => {
              const { link } = detail;
              if (link !== null)
                onFollow(link.sheet, { row: link.row, column: link.column, toRow: link.row, toColumn: link.column });
            }}
          >
            Suivre le lien
          </button>
        )}
        {localLinks(detail?.text ?? '')
          .slice(0, LINKS_IN_BAR)
          .map(({ href, text }) => (
            <a key={href} class="follow" href={href}>
              {text}
            </a>
          ))}
        <button type="button" onClick={() => void attempt(() => call('workbook.insertRow', { ...place, before: row }))}>
          Insérer une ligne au-dessus
        </button>
        <button
          type="button"
          onClick={() => {
            const { row: first, rows: count } = block();
            const sentence =
              count === 1 ? `Supprimer la ligne ${first} ?` : `Supprimer ${count} lignes à partir de la ${first} ?`;
            void ask(
              sentence,
              'Ce qu’elles contiennent est perdu ; les formules et les commentaires suivent.',
              'Supprimer',
            ).then(isSure => {
              if (isSure) void attempt(() => call('workbook.deleteRows', { ...place, first, count }));
            });
          }}
        >
          {selection.row === selection.toRow ? 'Supprimer la ligne' : 'Supprimer les lignes'}
        </button>
        <button type="button" onClick={() => void attempt(() => call('workbook.sort', { ...place, column }))}>
          Trier sur la colonne
        </button>
        <button type="button" aria-pressed={pane !== 'shut'} onClick={() => setPane(pane === 'shut' ? 'open' : 'shut')}>
          Commentaires{open.length > 0 ? ` (${open.length})` : ''}
        </button>
      </div>
      <p class="cell-help" aria-live="polite">
        {[detail?.fault, detail?.kept, detail?.note].filter(text => text !== undefined && text !== '').join(' — ')}
      </p>
      <div class="sheet-area">
        {shape !== undefined && (
          <Grid
            label={`Onglet ${name}`}
            shape={shape}
            blocks={blocks}
            arrivals={arrivals}
            selection={selection}
            selected={() => here.current}
            onSelect={next => {
              entryColumn.current = undefined;
              select(next);
            }}
            onTab={step => {
              if (entryColumn.current === undefined) return false;
              moveFrom(here.current.row, here.current.column, 0, step);
              return true;
            }}
            holdKey={event => keys.keep(event)}
            onEdit={text => void openEditor(text)}
            onClear={clear}
            marks={marks}
            charts={charts}
            editor={editing === undefined ? undefined : { ...editing, draw: drawEditor }}
          />
        )}
        {pane !== 'shut' && (
          <CommentsPane
            {...place}
            threads={threads}
            cell={cell}
            selection={selection}
            isWriting={pane === 'writing'}
            onGo={thread =>
              select({ row: thread.row, column: thread.column, toRow: thread.row, toColumn: thread.column })
            }
            onClose={() => {
              setPane('shut');
              focusGrid();
            }}
          />
        )}
      </div>
      {asked !== undefined && <ConfirmBox {...asked} />}
    </>
  );
}

function cellAt({ row, column }: { row: number; column: number }): GridSelection {
  return { row, column, toRow: row, toColumn: column };
}

function firstPlace(books: Books): Place | undefined {
  const [book] = books;
  const sheet = book?.sheets[0];
  return book === undefined || sheet === undefined ? undefined : { spreadsheet: book.id, sheet: sheet.id };
}

function say(tell: (text: string) => void): (error: Error) => void {
  return error => tell(error.message);
}

function tellRefusals(refusals: readonly string[]): void {
  if (refusals.length === 0) return;
  const others = refusals.length - 3;
  throw new Error(`${refusals.slice(0, 3).join(' ')}${others > 0 ? ` Et ${others} autres cellules.` : ''}`);
}
