/**
 * A tab as rows of named objects. Columns are found by their header, in one read; reads come in blocks; writes are
 * collected and leave in as few blocks as there are contiguous ones.
 */
import * as z from 'zod/mini';
import { type CellValue, FINE_RATE, isFineRate } from './columns';
import { type Row, type TabKey, tabOf } from './schema';
import { wording } from './wording';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Key<K extends TabKey> = keyof Row<K> & string;

/** The workbook is not as the add-on needs it; the sentence says what is missing and what to do. */
export class WorkbookProblem extends Error {
  readonly code: string;
  constructor(code: 'missing-tab' | 'missing-header' | 'double-header', message: string) {
    super(message);
    this.name = 'WorkbookProblem';
    this.code = code;
  }
}

export interface CellProblem {
  readonly header: string;
  readonly reason: string;
}

/** A row as it stands in the sheet: its number (1 is the header), its typed values, the cells that could not be read. */
export interface StoredRow<K extends TabKey> {
  readonly at: number;
  readonly values: Row<K>;
  readonly problems: CellProblem[];
}

/** What several tables share: whether writes wait for a flush. Any read flushes them. */
export interface WriteBuffer {
  pending: boolean;
}

/** Rows between two wanted ones that are read along: fewer cells than a call is worth. */
const READ_THROUGH = 8;
/** A call takes as long as moving some 2 000 cells: up to half of that, rows near the top are read with their header. */
const CELLS_WORTH_A_CALL = 1_000;

/** Rows added at once when a tab is full. */
export const GROWTH = 200;

/** A text as a regular expression that matches it alone. */
export function literalPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** Header text compared without the invisible spaces that a paste can bring. */
function plainHeader(cell: unknown): string {
  return String(cell)
    .replace(/[\u00a0\u202f\u200b\ufeff]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

export class Table<K extends TabKey> {
  private readonly known = new Map<number, unknown[]>();
  private readonly changes = new Map<number, Map<number, CellValue>>();
  /** Rows in which nobody but the add-on has anything to write yet. */
  private readonly untouched = new Set<number>();
  private positions: Map<string, number> | null = null;
  private nextRow: number | null = null;
  private width = 0;
  /** What was searched and read already, for an execution that only looks. */
  private kept: { readonly found: Map<string, readonly number[]>; all: StoredRow<K>[] | null } | null = null;

  constructor(
    private readonly key: K,
    private readonly sheet: Sheet,
    private readonly buffer: WriteBuffer,
  ) {}

  /** The sheet row after the last one that holds something, appended rows of this execution included. */
  private freeRow(): number {
    this.nextRow ??= Math.max(this.sheet.getLastRow(), 1) + 1;
    return this.nextRow;
  }

  /** Number of rows under the header, as the server knows it (no call). */
  get height(): number {
    return this.freeRow() - 2;
  }

  private values(row: number, column: number, rows: number, columns: number): unknown[][] {
    this.buffer.pending = false;
    return this.sheet.getRange(row, column, rows, columns).getValues();
  }

  private learnHeader(cells: readonly unknown[]): void {
    const tab = tabOf(this.key);
    const found = new Map<string, number>();
    cells.forEach((cell, index) => {
      const name = plainHeader(cell);
      if (name !== '' && !found.has(name)) found.set(name, index + 1);
    });
    const positions = new Map<string, number>();
    const missing: string[] = [];
    for (const [key, column] of Object.entries(tab.columns)) {
      const at = found.get(column.header);
      if (at === undefined) missing.push(column.header);
      else positions.set(key, at);
    }
    if (missing.length > 0) throw new WorkbookProblem('missing-header', wording.missingHeader(tab.name, missing));
    this.positions = positions;
    this.width = cells.length;
  }

  private header(): Map<string, number> {
    if (this.positions === null) {
      const [cells = []] = this.values(1, 1, 1, Math.max(this.sheet.getLastColumn(), 1));
      this.learnHeader(cells);
    }
    return this.positions as unknown as Map<string, number>;
  }

  /** The sheet column of a key; reads the header row if it has not been read. */
  column(key: Key<K>): number {
    return this.header().get(key) as number;
  }

  private parse(at: number, cells: unknown[]): StoredRow<K> {
    this.known.set(at, cells);
    const values: Record<string, unknown> = {};
    const problems: CellProblem[] = [];
    const positions = this.header();
    for (const [key, column] of Object.entries(tabOf(this.key).columns)) {
      const parsed = z.safeParse(column.parse, cells[(positions.get(key) as number) - 1]);
      if (parsed.success) values[key] = parsed.data;
      else {
        values[key] = null;
        if (column.owner !== 'formula')
          problems.push({ header: column.header, reason: parsed.error.issues[0]?.message ?? '' });
      }
    }
    return { at, values: values as Row<K>, problems };
  }

  /** For an execution that only looks: what it reads a second time comes from what it read first. */
  keepReads(): void {
    this.kept = { found: new Map(), all: null };
  }

  /** Every row that holds something, in one read, header included. */
  all(): StoredRow<K>[] {
    const rows = this.kept?.all ?? this.readAll();
    if (this.kept !== null) this.kept.all = rows;
    return rows;
  }

  private readAll(): StoredRow<K>[] {
    const height = Math.max(this.sheet.getLastRow(), 1);
    const [header = [], ...rows] = this.values(1, 1, height, Math.max(this.sheet.getLastColumn(), 1));
    this.learnHeader(header);
    this.nextRow ??= height + 1;
    const typed = Object.entries(tabOf(this.key).columns)
      .filter(([, column]) => column.owner !== 'formula')
      .map(([key]) => (this.positions?.get(key) as number) - 1);
    return rows
      .map((cells, index) => ({ cells, at: index + 2 }))
      .filter(({ cells }) => typed.some(column => cells[column] !== '' && cells[column] !== null))
      .map(({ cells, at }) => this.parse(at, cells));
  }

  /** Rows `first` to `first + count - 1` of the sheet, in one read. */
  read(first: number, count = 1): StoredRow<K>[] {
    this.header();
    if (count < 1) return [];
    const kept = this.keptRows(first, count);
    if (kept !== null) return kept;
    return this.values(first, 1, count, this.width).map((cells, index) => this.parse(first + index, cells));
  }

  /** The same rows, when this execution keeps what it reads and has read them all. */
  private keptRows(first: number, count: number): StoredRow<K>[] | null {
    if (this.kept === null) return null;
    const rows = Array.from({ length: count }, (_, index) => first + index);
    if (!rows.every(row => this.known.has(row))) return null;
    return rows.map(row => this.parse(row, this.known.get(row) ?? []));
  }

  /** Given rows, in as few reads as there are blocks; a few rows between two are read along. */
  readRows(rows: readonly number[]): StoredRow<K>[] {
    if (rows.length === 0) return [];
    const sorted = [...new Set(rows)].sort((a, b) => a - b);
    const blocks: { first: number; count: number }[] = [];
    for (const row of sorted) {
      const last = blocks[blocks.length - 1];
      if (last && row - (last.first + last.count) <= READ_THROUGH) last.count = row - last.first + 1;
      else blocks.push({ first: row, count: 1 });
    }
    const last = sorted[sorted.length - 1] ?? 1;
    const nearTop = this.positions === null && last * Math.max(this.sheet.getLastColumn(), 1) <= CELLS_WORTH_A_CALL;
    const read = nearTop ? this.readFromTop(last) : blocks.flatMap(({ first, count }) => this.read(first, count));
    const found = new Map(read.map(row => [row.at, row]));
    return rows.flatMap(row => found.get(row) ?? []);
  }

  /** The header and the rows down to `last`, in one read. */
  private readFromTop(last: number): StoredRow<K>[] {
    const [header = [], ...rows] = this.values(1, 1, last, Math.max(this.sheet.getLastColumn(), 1));
    this.learnHeader(header);
    return rows.map((cells, index) => this.parse(index + 2, cells));
  }

  /** Sheet rows where the cell of `key` is exactly `value`: one search on the server, no cell read. */
  rowsWhere(key: Key<K>, value: string): readonly number[] {
    return this.found(`${key}=${value}`, () => this.searchWhere(key, value));
  }

  private found(what: string, search: () => readonly number[]): readonly number[] {
    const rows = this.kept?.found.get(what) ?? search();
    this.kept?.found.set(what, rows);
    return rows;
  }

  private searchWhere(key: Key<K>, value: string): number[] {
    const height = Math.max(this.sheet.getLastRow(), 1);
    const column = this.column(key);
    if (height < 2) return [];
    this.buffer.pending = false;
    return this.sheet
      .getRange(2, column, height - 1, 1)
      .createTextFinder(value)
      .matchEntireCell(true)
      .matchCase(true)
      .findAll()
      .map(range => range.getRow());
  }

  /** Sheet rows where the cell of `key` is exactly one of `values`, case aside: one search for all of them. */
  private rowsAmong(key: Key<K>, values: readonly string[]): readonly number[] {
    return this.found(`${key} among ${values.join('|')}`, () => this.searchAmong(key, values));
  }

  private searchAmong(key: Key<K>, values: readonly string[]): number[] {
    const height = Math.max(this.sheet.getLastRow(), 1);
    const column = this.column(key);
    if (height < 2 || values.length === 0) return [];
    this.buffer.pending = false;
    return this.sheet
      .getRange(2, column, height - 1, 1)
      .createTextFinder(`^(${values.map(literalPattern).join('|')})$`)
      .useRegularExpression(true)
      .findAll()
      .map(range => range.getRow());
  }

  /** Those of `values` that stand in the column of `key`: one search for all of them. */
  valuesAmong(key: Key<K>, values: readonly string[]): string[] {
    return this.whereAmong(key, values).map(row => String(row.values[key]));
  }

  /** Rows where the cell of `key` is one of `values`: one search, then as few reads as there are blocks. */
  whereAmong(key: Key<K>, values: readonly string[]): StoredRow<K>[] {
    return this.readRows(this.rowsAmong(key, values));
  }

  /**
   * The cell of column `key` on the row that holds `reference`, found with one search and no read of cells: the search
   * gives the header's cell and the reference's. Null when the row is not there; throws when the header is not.
   */
  locate(key: Key<K>, reference: string): { row: number; column: number } | null {
    const tab = tabOf(this.key);
    const header = (tab.columns as Record<string, { header: string }>)[key]?.header ?? '';
    const escaped = [header, reference].map(literalPattern);
    this.buffer.pending = false;
    const hits = this.sheet
      .createTextFinder(`^(${escaped.join('|')})$`)
      .useRegularExpression(true)
      .findAll();
    const column = hits.find(hit => hit.getRow() === 1)?.getColumn();
    if (column === undefined) throw new WorkbookProblem('missing-header', wording.missingHeader(tab.name, [header]));
    const row = hits.find(hit => hit.getRow() > 1 && hit.getColumn() !== column)?.getRow();
    return row === undefined ? null : { row, column };
  }

  /** The one row where the cell of `key` is exactly `value`, or null. */
  find(key: Key<K>, value: string): StoredRow<K> | null {
    const [row] = value === '' ? [] : this.rowsWhere(key, value);
    return row === undefined ? null : (this.read(row)[0] ?? null);
  }

  /** Rows where the cell of `key` is exactly `value`. */
  where(key: Key<K>, value: string): StoredRow<K>[] {
    return this.readRows(this.rowsWhere(key, value));
  }

  /** Forgets what was read of rows; the header stays known. */
  forgetRows(): void {
    this.known.clear();
    if (this.kept !== null) this.keepReads();
    this.untouched.clear();
    this.nextRow = null;
  }

  /** Whether changes wait for `commit`. */
  get hasChanges(): boolean {
    return this.changes.size > 0;
  }

  /** Queues changes to a row; nothing leaves before `commit`. */
  update(at: number, patch: Partial<Row<K>>): void {
    const positions = this.header();
    const columns = tabOf(this.key).columns as Record<string, { print(value: unknown): CellValue }>;
    const row = this.changes.get(at) ?? new Map<number, CellValue>();
    for (const [key, value] of Object.entries(patch))
      if (value !== undefined) row.set(positions.get(key) as number, columns[key]?.print(value) ?? '');
    this.changes.set(at, row);
  }

  /**
   * Says that nobody types in this row yet, so that its empty cells may be written over as empty: a holder's row before
   * its bid is opened. What a person has typed in it all the same stays.
   */
  markUntouched(at: number): void {
    this.untouched.add(at);
  }

  /** Queues one value for a cell that `locate` found. */
  put({ row, column }: { row: number; column: number }, value: CellValue): void {
    const cells = this.changes.get(row) ?? new Map<number, CellValue>();
    cells.set(column, value);
    this.changes.set(row, cells);
  }

  /**
   * Queues new rows under the last one and gives their sheet rows. The whole row is written, in one block: an empty
   * value leaves the spilled cells of a computed column as they are.
   */
  append(rows: readonly Partial<Row<K>>[]): number[] {
    this.header();
    return rows.map(row => {
      const at = this.freeRow();
      this.nextRow = at + 1;
      const cells: CellValue[] = Array(this.width).fill('');
      this.known.set(at, cells);
      this.untouched.add(at);
      this.changes.set(at, new Map(cells.map((_, index) => [index + 1, ''])));
      this.update(at, row);
      return at;
    });
  }

  /** Columns that a block write may carry along with the value they already have: those that only the add-on writes. */
  private bridges(positions: Map<string, number>): Set<number> {
    const columns = Object.entries(tabOf(this.key).columns);
    return new Set(
      columns.filter(([, column]) => column.owner === 'addon').map(([key]) => positions.get(key) as number),
    );
  }

  /** The same for one row: also what is empty where nobody types yet. */
  private bridgesOf(at: number, ours: Set<number>): Set<number> {
    if (!this.untouched.has(at)) return ours;
    const empty = (this.known.get(at) ?? []).flatMap((cell, index) => (cell === '' ? [index + 1] : []));
    return new Set([...ours, ...empty]);
  }

  /** Adds rows to the tab when what was queued needs them: before any write, since it sends those that wait. */
  makeRoom(): void {
    const lastRow = Math.max(0, ...this.changes.keys());
    const height = this.sheet.getMaxRows();
    if (lastRow > height) this.sheet.insertRowsAfter(height, Math.max(GROWTH, lastRow - height));
  }

  /** Cells about to be written whose rate is no whole percentage; none in most commits. */
  private fineRates(): { row: number; column: number }[] {
    const columns = tabOf(this.key).columns as Record<string, { readonly kind: string }>;
    const rates = [...(this.positions ?? [])].flatMap(([key, column]) =>
      columns[key]?.kind === 'rate' ? [column] : [],
    );
    return [...this.changes].flatMap(([row, cells]) =>
      rates.filter(column => isFineRate(cells.get(column))).map(column => ({ row, column })),
    );
  }

  /** Writes what was queued, one call a rectangle, in rows that are there; says how many cells changed. */
  commit(): number {
    if (this.changes.size === 0) return 0;
    const ours = this.positions === null ? new Set<number>() : this.bridges(this.positions);
    const blocks: { row: number; column: number; cells: CellValue[][] }[] = [];
    let written = 0;
    for (const at of [...this.changes.keys()].sort((a, b) => a - b)) {
      const changed = this.changes.get(at) as Map<number, CellValue>;
      for (const { column, cells } of runs(changed, this.known.get(at), this.bridgesOf(at, ours))) {
        written += cells.length;
        const above = blocks.find(
          block =>
            block.row + block.cells.length === at && block.column === column && block.cells[0]?.length === cells.length,
        );
        if (above) above.cells.push(cells);
        else blocks.push({ row: at, column, cells: [cells] });
      }
    }
    for (const { row, column, cells } of blocks)
      this.sheet.getRange(row, column, cells.length, cells[0]?.length ?? 1).setValues(cells);
    for (const { row, column } of this.fineRates()) this.sheet.getRange(row, column).setNumberFormat(FINE_RATE);
    this.changes.clear();
    this.buffer.pending = true;
    return written;
  }
}

/** Contiguous runs of changed cells of one row; a gap is bridged where the cell's present value is known and ours to write. */
function runs(
  changed: Map<number, CellValue>,
  known: unknown[] | undefined,
  bridges: Set<number>,
): { column: number; cells: CellValue[] }[] {
  const found: { column: number; cells: CellValue[] }[] = [];
  for (const column of [...changed.keys()].sort((a, b) => a - b)) {
    const value = changed.get(column) as CellValue;
    const last = found[found.length - 1];
    const next = last ? last.column + last.cells.length : 0;
    const gap = last ? Array.from({ length: column - next }, (_, index) => next + index) : [];
    if (last && gap.every(between => known !== undefined && bridges.has(between))) {
      last.cells.push(...gap.map(between => known?.[between - 1] as CellValue), value);
    } else found.push({ column, cells: [value] });
  }
  if (known) for (const { column, cells } of found) known.splice(column - 1, cells.length, ...cells);
  return found;
}
