/** Page « Classeur »: the workbook that CUF works in, with its tabs, its grid, its formula bar and the add-on's menu. */
import './workbook.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CommentThread } from '../../host/comment-methods';
import type { Result } from '../../host/methods';
import type { CellDetail } from '../../host/workbook-methods';
import { ConfirmBox, type ConfirmBoxProps } from '../confirm-box';
import { useChanges } from '../events';
import { call, downloadAddress } from '../host-call';
import type { PageProps } from '../page-props';
import { selectInSheet } from '../selection';
import { CellEditor } from './cell-editor';
import { CommentsPane } from './comments-pane';
import { Grid, type GridSelection } from './grid';
import { columnName, type SheetShape } from './grid-geometry';
import { MenuBar } from './menu-bar';
import { RowBlocks } from './row-blocks';
import { readTabSeparated, writeTabSeparated } from './tab-separated';

type Books = Result<'workbook.list'>;
type Place = { spreadsheet: string; sheet: number };

const UNREADABLE = 'Cette cellule ne se lit pas pour le moment : réessayez.';
const FIRST_CELL: GridSelection = { row: 1, column: 1, toRow: 1, toColumn: 1 };

export default function WorkbookPage({ me }: PageProps) {
  const [books, setBooks] = useState<Books>([]);
  const [place, setPlace] = useState<Place>();
  const [menus, setMenus] = useState<Result<'script.open'>['menus']>([]);
  const [start, setStart] = useState(FIRST_CELL);
  const [running, setRunning] = useState('');
  const [notice, setNotice] = useState('');

  const refreshBooks = useCallback(() => {
    call('workbook.list', {}).then(list => {
      setBooks(list);
      setPlace(known => (known && list.some(({ id }) => id === known.spreadsheet) ? known : firstPlace(list)));
    }, say(setNotice));
  }, []);
  useEffect(refreshBooks, []);
  useChanges(['spreadsheet'], refreshBooks);
  useEffect(() => {
    call('script.open', {}).then(({ menus }) => setMenus(menus), say(setNotice));
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
        <MenuBar menus={menus} isBusy={running !== ''} onRun={run} />
        <a
          class="download"
          href={downloadAddress('workbook.xlsx', { spreadsheet: place?.spreadsheet ?? '' })}
          aria-disabled={place === undefined}
        >
          Télécharger (.xlsx)
        </a>
        <p class="running" role="status" aria-live="polite">
          {running === '' ? notice : `« ${running} » en cours…`}
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
  const [editing, setEditing] = useState<{ text: string; choices: readonly string[] | null }>();
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

  /** What was typed while the editor opens; undefined when none is opening. */
  const typedAhead = useRef<string | undefined>(undefined);
  const openEditor = async (typed: string | null): Promise<void> => {
    if (typedAhead.current !== undefined) {
      // Enter before the editor is there commits what was typed.
      typedAhead.current += typed ?? '\n';
      return;
    }
    typedAhead.current = typed ?? '';
    const { row, column } = here.current;
    const known = detailAt.current;
    const isKnown = detail !== undefined && known.row === row && known.column === column;
    const found = isKnown ? detail : await call('workbook.cell', { ...place, row, column }).catch(() => undefined);
    const reason = found === undefined ? UNREADABLE : found.spilledFrom === '' ? '' : found.kept;
    if (
      found === undefined ||
      reason !== '' ||
      (found.kept !== '' && !(await ask('Modifier quand même ?', found.kept, 'Modifier')))
    ) {
      if (reason !== '') onNotice(reason);
      typedAhead.current = undefined;
      return;
    }
    detailAt.current = { row, column };
    setDetail(found);
    setEditing({ text: typed === null ? found.input : '', choices: found.choices });
  };
  const takeTypedAhead = useCallback((): string => {
    const ahead = typedAhead.current ?? '';
    typedAhead.current = undefined;
    return ahead;
  }, []);
  const commit = (text: string, rows: number, columns: number): void => {
    const { row, column } = here.current;
    setEditing(undefined);
    focusGrid();
    if (rows !== 0 || columns !== 0) {
      const next = {
        row: Math.min(shape?.rows ?? row, Math.max(1, row + rows)),
        column: Math.min(shape?.columns ?? column, Math.max(1, column + columns)),
      };
      select({ ...next, toRow: next.row, toColumn: next.column });
    }
    if (text === detail?.input) return;
    void attempt(() => call('workbook.type', { ...place, row, column, text }));
  };
  const block = () => ({
    row: Math.min(selection.row, selection.toRow),
    column: Math.min(selection.column, selection.toColumn),
    rows: Math.abs(selection.toRow - selection.row) + 1,
    columns: Math.abs(selection.toColumn - selection.column) + 1,
  });
  const paste = (values: string[][]): void => {
    const { row, column } = block();
    void attempt(async () => {
      const refusals = await call('workbook.paste', { ...place, row, column, values });
      if (refusals.length > 0) throw new Error(refusals.slice(0, 3).join(' '));
    });
  };
  const clear = (): void => {
    const { rows, columns } = block();
    if (rows * columns > 20_000) {
      onNotice('Sélectionnez moins de cellules à la fois (20 000 au plus).');
      return;
    }
    paste(Array.from({ length: rows }, () => Array.from({ length: columns }, () => '')));
  };

  useEffect(() => {
    const isGrid = (): boolean => document.activeElement?.classList.contains('grid') === true;
    const onCopy = (event: ClipboardEvent): void => {
      if (!isGrid()) return;
      const { row, column, rows, columns } = block();
      event.preventDefault();
      const held = Array.from({ length: rows }, (_, down) => blocks.row(row + down));
      if (held.every(line => line !== undefined)) {
        const texts = held.map(
          line => line?.slice(column - 1, column - 1 + columns).map(cell => cell?.text ?? '') ?? [],
        );
        event.clipboardData?.setData('text/plain', writeTabSeparated(texts));
      } else {
        void attempt(async () => {
          const texts = await call('workbook.copy', { ...place, row, column, rows, columns });
          await navigator.clipboard.writeText(writeTabSeparated(texts));
        });
      }
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (!isGrid()) return;
      event.preventDefault();
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text !== '') paste(readTabSeparated(text));
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('paste', onPaste);
    };
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
  return (
    <>
      <div class="formula-bar">
        <output class="cell-name" aria-label="Cellule">
          {cell}
        </output>
        <input
          aria-label={`Contenu de ${cell}`}
          value={detail?.input ?? ''}
          readOnly={detail === undefined || detail.spilledFrom !== ''}
          onKeyDown={event => {
            if (event.key === 'Enter') commit(event.currentTarget.value, 0, 0);
            if (event.key === 'Escape') {
              event.currentTarget.value = detail?.input ?? '';
              focusGrid();
            }
          }}
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
          Supprimer
        </button>
        <button type="button" onClick={() => void attempt(() => call('workbook.sort', { ...place, column }))}>
          Trier
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
            onSelect={select}
            onEdit={text => void openEditor(text)}
            onClear={clear}
            marks={marks}
            charts={charts}
            editor={
              editing === undefined
                ? undefined
                : at => (
                    <CellEditor
                      place={at}
                      initial={editing.text}
                      takeTypedAhead={takeTypedAhead}
                      choices={editing.choices}
                      label={`Saisie en ${cell}`}
                      onCommit={commit}
                      onCancel={() => {
                        setEditing(undefined);
                        focusGrid();
                      }}
                    />
                  )
            }
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

function firstPlace(books: Books): Place | undefined {
  const [book] = books;
  const sheet = book?.sheets[0];
  return book === undefined || sheet === undefined ? undefined : { spreadsheet: book.id, sheet: sheet.id };
}

function say(tell: (text: string) => void): (error: Error) => void {
  return error => tell(error.message);
}
