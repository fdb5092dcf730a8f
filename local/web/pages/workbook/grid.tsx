/**
 * The grid of a tab: real cells under ARIA's grid roles, only the window in view in the page. Frozen rows and columns stay
 * in sight; one cell is current, a block may be selected; the keyboard does what it does in Google Sheets.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CellStyle } from '../../../engine/document';
import type { Result } from '../../host/methods';
import type { CellView } from '../../host/workbook-methods';
import { columnName, GridGeometry, LETTERS_HEIGHT, NUMBERS_WIDTH, px, type SheetShape } from './grid-geometry';
import type { RowBlocks } from './row-blocks';

/** A block of selected cells; `row` and `column` are those of the current cell, the others of the opposite corner. */
export interface GridSelection {
  row: number;
  column: number;
  toRow: number;
  toColumn: number;
}

/** Where an editor stands over the grid. */
export interface EditorPlace {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface GridProps {
  label: string;
  shape: SheetShape;
  blocks: RowBlocks;
  /** Rises when rows have arrived. */
  arrivals: number;
  selection: GridSelection;
  /** The selection as it stands, drawn or not yet. */
  selected: () => GridSelection;
  onSelect: (selection: GridSelection) => void;
  /** A person begins to type (`text`), or opens the cell as it stands (null). */
  onEdit: (text: string | null) => void;
  /** Whether an editor is opening, which this key is for. */
  holdKey: (event: KeyboardEvent) => boolean;
  onClear: () => void;
  /** Tab while cells are entered one after the other; false leaves it to the browser, which goes out of the grid. */
  onTab: (step: number) => boolean;
  /** The editor of a cell, when one is open. */
  editor: { row: number; column: number; draw: (place: EditorPlace) => preact.JSX.Element | null } | undefined;
  /** Rows that carry comments, by `row:column`. */
  marks: ReadonlyMap<string, number>;
  charts: Result<'workbook.charts'>;
}

/** Rows drawn beyond what is in view, so that scrolling shows no gap. */
const SPARE_ROWS = 12;
const SPARE_COLUMNS = 2;

export function Grid(props: GridProps) {
  const { shape, blocks, selection, onSelect, label } = props;
  const geometry = useMemo(() => new GridGeometry(shape), [shape]);
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ left: 0, top: 0, width: 1200, height: 600 });
  const isDragging = useRef(false);
  /** The selection that Home led to, and how far back it brings the view. */
  const home = useRef<{ at: GridSelection; isTop: boolean } | undefined>(undefined);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () =>
      setView({
        left: element.scrollLeft,
        top: element.scrollTop,
        width: element.clientWidth,
        height: element.clientHeight,
      });
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);

  const frozenHeight = geometry.top(shape.frozenRows + 1);
  const firstRow = Math.max(shape.frozenRows + 1, geometry.rowAt(view.top + frozenHeight) - SPARE_ROWS);
  const lastRow = Math.min(shape.rows, geometry.rowAt(view.top + view.height) + SPARE_ROWS);
  const frozenWidth = geometry.left(shape.frozenColumns + 1);
  const firstColumn = Math.max(shape.frozenColumns + 1, geometry.columnAt(view.left + frozenWidth) - SPARE_COLUMNS);
  const lastColumn = Math.min(shape.columns, geometry.columnAt(view.left + view.width) + SPARE_COLUMNS);

  useEffect(() => {
    blocks.see([
      [1, Math.max(1, shape.frozenRows)],
      [firstRow, lastRow],
    ]);
  }, [blocks, firstRow, lastRow, shape.frozenRows]);

  useEffect(() => {
    const stop = () => {
      isDragging.current = false;
    };
    addEventListener('mouseup', stop);
    return () => removeEventListener('mouseup', stop);
  }, []);

  // The current cell is kept in view, clear of what is frozen.
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { toRow: row, toColumn: column } = selection;
    if (home.current?.at === selection) {
      element.scrollTo(0, home.current.isTop ? 0 : element.scrollTop);
      home.current = undefined;
    }
    if (row > shape.frozenRows) {
      const top = geometry.top(row) - frozenHeight;
      const bottom = geometry.top(row) + geometry.rowHeight(row) + LETTERS_HEIGHT;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    }
    if (column > shape.frozenColumns) {
      const left = geometry.left(column) - frozenWidth;
      const right = geometry.left(column) + geometry.columnWidth(column) + NUMBERS_WIDTH;
      if (left < element.scrollLeft) element.scrollLeft = left;
      else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth;
    }
  }, [selection, geometry]);

  const move = (rows: number, columns: number, extend: boolean): void => {
    // Keys may come faster than the grid is drawn: each starts from where the last one led.
    const now = props.selected();
    const from = extend ? { row: now.toRow, column: now.toColumn } : now;
    const row = clamp(from.row + rows, shape.rows);
    const column = nextColumn(geometry, from.column, columns);
    onSelect(extend ? { ...now, toRow: row, toColumn: column } : { row, column, toRow: row, toColumn: column });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, shiftKey: extend } = event;
    // A fast typist is ahead of the editor that opens.
    if (event.target === box.current && props.holdKey(event)) {
      event.preventDefault();
      return;
    }
    if (props.editor !== undefined) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((view.height - frozenHeight) / 24) - 1);
    const steps: Record<string, [number, number]> = {
      ArrowUp: [isCommand ? -shape.rows : -1, 0],
      ArrowDown: [isCommand ? Math.max(1, shape.lastRow - selection.toRow) : 1, 0],
      ArrowLeft: [0, isCommand ? -shape.columns : -1],
      ArrowRight: [0, isCommand ? shape.columns : 1],
      PageUp: [-page, 0],
      PageDown: [page, 0],
    };
    const step = steps[key];
    if (key === 'Tab') {
      if (isCommand || event.altKey || !props.onTab(extend ? -1 : 1)) return;
    } else if (step !== undefined && !event.altKey) move(step[0], step[1], extend);
    else if (key === 'Home') {
      move(isCommand ? -shape.rows : 0, -shape.columns, extend);
      // Frozen rows and columns are in sight already: they would not bring the others back.
      home.current = { at: props.selected(), isTop: isCommand };
    } else if (key === 'End') move(isCommand ? shape.lastRow - selection.toRow : 0, shape.columns, extend);
    else if (key === 'Enter' || key === 'F2') props.onEdit(null);
    else if (key === 'ArrowDown' && event.altKey) props.onEdit(null);
    else if (key === 'Delete' || key === 'Backspace') props.onClear();
    else if (isCommand && key.toLowerCase() === 'a')
      onSelect({ row: 1, column: 1, toRow: Math.max(1, shape.lastRow), toColumn: shape.columns });
    else if (key.length === 1 && !isCommand && !event.altKey) props.onEdit(key);
    else {
      // An accent that waits for its letter: the editor is there in time to receive both.
      if (key === 'Dead' && !isCommand) props.onEdit('');
      return;
    }
    event.preventDefault();
  };

  /** The cell under the pointer; 0 for the strips of letters and numbers. */
  const cellAt = (event: MouseEvent): { row: number; column: number } => {
    const element = box.current as HTMLDivElement;
    const bounds = element.getBoundingClientRect();
    const x = event.clientX - bounds.left - NUMBERS_WIDTH;
    const y = event.clientY - bounds.top - LETTERS_HEIGHT;
    const column = x < 0 ? 0 : geometry.columnAt(x < frozenWidth ? x : x + element.scrollLeft);
    const row = y < 0 ? 0 : geometry.rowAt(y < frozenHeight ? y : y + element.scrollTop);
    return { row, column };
  };
  const onMouseDown = (event: MouseEvent): void => {
    if (event.button !== 0 || (event.target as Element).closest('.editor') !== null) return;
    const { row, column } = cellAt(event);
    if (row === 0 && column === 0) return;
    isDragging.current = row > 0 && column > 0;
    if (row === 0) onSelect({ row: 1, column, toRow: shape.rows, toColumn: column });
    else if (column === 0) onSelect({ row, column: 1, toRow: row, toColumn: shape.columns });
    else if (event.shiftKey) onSelect({ ...selection, toRow: row, toColumn: column });
    else onSelect({ row, column, toRow: row, toColumn: column });
  };
  const onMouseMove = (event: MouseEvent): void => {
    if (!isDragging.current) return;
    const { row, column } = cellAt(event);
    if (row > 0 && column > 0 && (row !== selection.toRow || column !== selection.toColumn))
      onSelect({ ...selection, toRow: row, toColumn: column });
  };

  /** A frozen cell stays in sight, and its editor over it. */
  const editorAt = (editor: NonNullable<GridProps['editor']>) =>
    editor.draw({
      left: NUMBERS_WIDTH + geometry.left(editor.column) + (editor.column <= shape.frozenColumns ? view.left : 0),
      top: LETTERS_HEIGHT + geometry.top(editor.row) + (editor.row <= shape.frozenRows ? view.top : 0),
      width: geometry.columnWidth(editor.column),
      height: geometry.rowHeight(editor.row),
    });
  const columns = [...range(1, shape.frozenColumns), ...range(firstColumn, lastColumn)].filter(
    column => geometry.columnWidth(column) > 0,
  );
  const draw = { geometry, columns, blocks, selection, frozenColumns: shape.frozenColumns, marks: props.marks };
  const isShown =
    (selection.row <= shape.frozenRows || (selection.row >= firstRow && selection.row <= lastRow)) &&
    columns.includes(selection.column);
  return (
    <div
      class="grid"
      ref={box}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={shape.rows}
      aria-colcount={shape.columns}
      aria-multiselectable="true"
      aria-activedescendant={isShown ? cellId(selection.row, selection.column) : undefined}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onMouseMove={onMouseMove}
      onDblClick={event => {
        const { row, column } = cellAt(event);
        if (row > 0 && column > 0) props.onEdit(null);
      }}
    >
      <div
        class="grid-extent"
        role="presentation"
        style={{ width: px(NUMBERS_WIDTH + geometry.width), height: px(LETTERS_HEIGHT + geometry.height) }}
      >
        <div class="grid-top" role="presentation" style={{ height: px(LETTERS_HEIGHT + frozenHeight) }}>
          <Letters {...draw} />
          {range(1, shape.frozenRows).map(row => (
            <Row key={row} row={row} top={LETTERS_HEIGHT + geometry.top(row)} isFrozen {...draw} />
          ))}
        </div>
        {range(firstRow, lastRow).map(row => (
          <Row key={row} row={row} top={LETTERS_HEIGHT + geometry.top(row)} {...draw} />
        ))}
        {props.charts.map(chart => (
          <ChartPicture key={chart.chartId} chart={chart} geometry={geometry} />
        ))}
        {props.editor !== undefined && (
          // A grid holds rows of cells and nothing else: what is typed belongs to its cell.
          <div role="row" aria-rowindex={props.editor.row}>
            <div role="gridcell" aria-colindex={props.editor.column}>
              {editorAt(props.editor)}
            </div>
          </div>
        )}
      </div>
    </div>
  );
}

/** A chart where the tab has it: a picture, which may hold no script, with its description. */
function ChartPicture({ chart, geometry }: { chart: Result<'workbook.charts'>[number]; geometry: GridGeometry }) {
  const { anchor, width, height, description, svg } = chart;
  return (
    <div
      class="chart"
      role="row"
      aria-rowindex={anchor.row}
      style={{
        left: px(NUMBERS_WIDTH + geometry.left(anchor.column) + anchor.offsetX),
        top: px(LETTERS_HEIGHT + geometry.top(anchor.row) + anchor.offsetY),
      }}
    >
      <div role="gridcell" aria-colindex={anchor.column}>
        <img
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
          width={width}
          height={height}
          alt={description}
        />
      </div>
    </div>
  );
}

interface Draw {
  geometry: GridGeometry;
  columns: number[];
  blocks: RowBlocks;
  selection: GridSelection;
  frozenColumns: number;
  marks: ReadonlyMap<string, number>;
}

/** The strip of column letters, of use to the eye: to a screen reader each cell says its column. */
function Letters({ geometry, columns, selection, frozenColumns }: Draw) {
  return (
    <div class="letters" aria-hidden="true" style={{ height: px(LETTERS_HEIGHT) }}>
      <span class="corner" style={{ width: px(NUMBERS_WIDTH), height: px(LETTERS_HEIGHT) }} />
      {columns.map(column => (
        <span
          key={column}
          class={isBetween(column, selection.column, selection.toColumn) ? 'letter on' : 'letter'}
          style={placed(geometry, column, frozenColumns, LETTERS_HEIGHT)}
        >
          {columnName(column)}
        </span>
      ))}
    </div>
  );
}

function Row(props: Draw & { row: number; top: number; isFrozen?: boolean }) {
  const { geometry, row, top, columns, blocks, selection, isFrozen, frozenColumns, marks } = props;
  const height = geometry.rowHeight(row);
  const cells = blocks.row(row);
  const isOn = isBetween(row, selection.row, selection.toRow);
  return (
    <div
      class="row"
      role="row"
      aria-rowindex={row}
      style={{ top: px(top), height: px(height), zIndex: isFrozen ? 2 : undefined }}
    >
      <span
        class={isOn ? 'number on' : 'number'}
        role="rowheader"
        style={{ width: px(NUMBERS_WIDTH), height: px(height) }}
      >
        {row}
      </span>
      {columns.map(column => (
        <Cell
          key={column}
          row={row}
          column={column}
          cell={cells?.[column - 1]}
          look={blocks.style(row, cells?.[column - 1])}
          marks={marks.get(`${row}:${column}`) ?? 0}
          isSelected={isOn && isBetween(column, selection.column, selection.toColumn)}
          isCurrent={row === selection.row && column === selection.column}
          style={placed(geometry, column, frozenColumns, height)}
        />
      ))}
    </div>
  );
}

interface CellProps {
  row: number;
  column: number;
  cell: CellView | null | undefined;
  look: CellStyle | undefined;
  marks: number;
  isSelected: boolean;
  isCurrent: boolean;
  style: Record<string, string>;
}

function Cell({ row, column, cell, look, marks, isSelected, isCurrent, style }: CellProps) {
  const names = ['cell'];
  if (isSelected) names.push('selected');
  if (isCurrent) names.push('current');
  if (cell?.isKept === true) names.push('kept');
  if (cell?.fault !== undefined) names.push('faulty');
  // Rows below the header are one line high: what is longer ends in three dots, and is told whole by pointing at it.
  if (row === 1) names.push('wrapped');
  const whole = row > 1 && look?.wrap === true ? cell?.text : undefined;
  const title = [whole, cell?.fault, cell?.note, marks > 0 ? `${marks} commentaire${marks > 1 ? 's' : ''}` : undefined]
    .filter(text => text !== undefined)
    .join('\n');
  return (
    <div
      id={cellId(row, column)}
      class={names.join(' ')}
      role="gridcell"
      aria-colindex={column}
      aria-selected={isSelected}
      aria-readonly={cell?.isKept === true ? true : undefined}
      title={title === '' ? undefined : title}
      style={{ ...style, ...lookOf(look, cell) }}
    >
      <span class="cell-text">{cell?.text ?? ''}</span>
      {cell?.note !== undefined && <span class="note-mark" aria-hidden="true" />}
      {marks > 0 && <span class="comment-mark" aria-hidden="true" />}
      {cell?.hasChoices === true && (
        <span class="choice-mark" aria-hidden="true">
          ▾
        </span>
      )}
    </div>
  );
}

/** Formats come from the workbook's document: only values that a style sheet takes are passed on. */
function lookOf(look: CellStyle | undefined, cell: CellView | null | undefined): Record<string, string> {
  const css: Record<string, string> = {};
  const align = look?.horizontalAlignment ?? cell?.align;
  if (align === 'right' || align === 'center' || align === 'left') css['text-align'] = align;
  if (look === undefined) return css;
  if (look.background !== undefined && COLOUR.test(look.background)) css['background-color'] = look.background;
  if (look.fontColor !== undefined && COLOUR.test(look.fontColor)) css.color = look.fontColor;
  if (look.fontWeight === 'bold') css['font-weight'] = '600';
  if (look.fontStyle === 'italic') css['font-style'] = 'italic';
  if (look.fontLine === 'line-through' || look.fontLine === 'underline') css['text-decoration'] = look.fontLine;
  if (typeof look.fontSize === 'number') css['font-size'] = `${Math.min(36, Math.max(6, look.fontSize)) * 1.3}px`;
  return css;
}

const COLOUR = /^#[0-9a-f]{3,8}$/i;

function placed(geometry: GridGeometry, column: number, frozenColumns: number, height: number): Record<string, string> {
  const left = px(NUMBERS_WIDTH + geometry.left(column));
  const size = { width: px(geometry.columnWidth(column)), height: px(height), left };
  return column <= frozenColumns ? { ...size, position: 'sticky', 'z-index': '1' } : { ...size, position: 'absolute' };
}

/** The id of a cell's element: what the grid calls its active descendant. */
function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function clamp(value: number, highest: number): number {
  return Math.min(highest, Math.max(1, value));
}

function isBetween(value: number, one: number, other: number): boolean {
  return value >= Math.min(one, other) && value <= Math.max(one, other);
}

/** The column so many steps away, hidden ones passed over. */
function nextColumn(geometry: GridGeometry, from: number, steps: number): number {
  let column = from;
  const direction = Math.sign(steps);
  for (let left = Math.abs(steps); left > 0; left -= 1) {
    let next = column + direction;
    while (next >= 1 && next <= geometry.shape.columns && geometry.columnWidth(next) === 0) next += direction;
    if (next < 1 || next > geometry.shape.columns) break;
    column = next;
  }
  return column;
}
