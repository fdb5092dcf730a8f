/**
 * The step that every custom function shares: arguments that are a cell or a range of one column become typed values,
 * row by row; a single value gives a single value, a range gives a column without its trailing empty rows.
 */
import { ok, type Result, refused } from '../../scheme/result';
import { wording } from './wording';

/** How a cell that is not blank becomes a value, or a sentence. */
export type CellReader<T> = (cell: unknown) => Result<T>;

/** An argument: one value for every row, or one value a row. */
export interface Argument<T> {
  readonly name: string;
  /** Rows of the range; null for a single value, which counts for every row. */
  readonly height: number | null;
  /** Whether the row has nothing to compute from. */
  readonly blankAt: (row: number) => boolean;
  readonly at: (row: number) => Result<T>;
}

type Values<Arguments> = { [Name in keyof Arguments]: Arguments[Name] extends Argument<infer T> ? T : never };

/** What a function gives: a value, nothing for an empty cell, or a column in which a bad row holds its error. */
export type Spilled<Out> = Out | '' | (Out | string)[][];

/** Google gives blanks as '', omitted arguments as undefined; a cell of spaces looks blank, and counts as such. */
export function isBlank(cell: unknown): boolean {
  return cell === '' || cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

/** How formulas pass on the error of another cell: a code, or the text of a function such as these. */
const IN_ERROR = /^(?:#(?:REF!|N\/A|ERROR!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)|ERREUR : )/;
const SHOWN_CHARACTERS = 40;

/** Reads a cell that is not blank, once it is known not to hold the error of another formula. */
function readCell<T>(cell: unknown, read: CellReader<T>): Result<T> {
  if (typeof cell === 'string' && IN_ERROR.test(cell))
    return refused(wording.cellInError(cell.slice(0, SHOWN_CHARACTERS)));
  return read(cell);
}

const cellsOf = (row: unknown): readonly unknown[] => (Array.isArray(row) ? row : [row]);

/** A range of one cell is its cell, as Google passes it. */
function unwrapped(raw: unknown): unknown {
  if (!Array.isArray(raw) || raw.length !== 1) return raw;
  const row = cellsOf(raw[0]);
  return row.length === 1 ? row[0] : raw;
}

/** The cells of a range of one column. Throws the sentence for staff when it has several. */
function columnCells(name: string, range: readonly unknown[]): readonly unknown[] {
  return range.map(row => {
    const cells = cellsOf(row);
    if (cells.length > 1) throw new Error(wording.inArgument(name, wording.severalColumns(cells.length)));
    return cells[0];
  });
}

function argument<T>(name: string, given: unknown, read: CellReader<T>, whenBlank: Result<T> | null): Argument<T> {
  const readOrDefault = (cell: unknown): Result<T> =>
    whenBlank !== null && isBlank(cell) ? whenBlank : readCell(cell, read);
  const isEmpty = (cell: unknown): boolean => whenBlank === null && isBlank(cell);
  if (Array.isArray(given)) {
    const cells = columnCells(name, given);
    return {
      name,
      height: cells.length,
      blankAt: row => isEmpty(cells[row]),
      at: row => readOrDefault(cells[row]),
    };
  }
  const blank = isEmpty(given);
  const value = blank ? refused(wording.empty) : readOrDefault(given);
  if (!blank && !value.ok) throw new Error(wording.inArgument(name, value.reason));
  return { name, height: null, blankAt: () => blank, at: () => value };
}

/** An argument whose empty cells give empty cells. Throws a sentence when it is left out, or is a bad single value. */
export function required<T>(name: string, raw: unknown, read: CellReader<T>): Argument<T> {
  if (raw === undefined) throw new Error(wording.inArgument(name, wording.missing));
  return argument(name, unwrapped(raw), read, null);
}

/** An argument with a default, which empty cells mean too. Throws a sentence on a bad single value. */
export function optional<T>(name: string, raw: unknown, read: CellReader<T>, byDefault: T): Argument<T> {
  return argument(name, unwrapped(raw), read, ok(byDefault));
}

/** An argument whose range begins with a header, which is left out; a single value counts for every row. */
export function belowHeader<T>(name: string, raw: unknown, read: CellReader<T>): Argument<T> {
  if (raw === undefined) throw new Error(wording.inArgument(name, wording.missing));
  return argument(name, Array.isArray(raw) ? raw.slice(1) : raw, read, null);
}

/** One value, never a range, never empty. Throws a sentence otherwise. */
export function single<T>(name: string, raw: unknown, read: CellReader<T>): T {
  if (raw === undefined) throw new Error(wording.inArgument(name, wording.missing));
  const given = unwrapped(raw);
  if (Array.isArray(given)) throw new Error(wording.inArgument(name, wording.severalValues));
  const value = isBlank(given) ? refused(wording.empty) : readCell(given, read);
  if (!value.ok) throw new Error(wording.inArgument(name, value.reason));
  return value.value;
}

/** One value or a default, never a range. Throws a sentence on a bad value. */
export function singleOr<T>(name: string, raw: unknown, read: CellReader<T>, byDefault: T): T {
  return isBlank(unwrapped(raw)) ? byDefault : single(name, raw, read);
}

/** The cells of a range of any shape that are not blank, read; `row` counts from 1 in the range. */
export function readList<T>(raw: unknown, read: CellReader<T>): { row: number; cell: unknown; value: Result<T> }[] {
  const rows: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  const list: { row: number; cell: unknown; value: Result<T> }[] = [];
  rows.forEach((cells, index) => {
    for (const cell of cellsOf(cells))
      if (!isBlank(cell)) list.push({ row: index + 1, cell, value: readCell(cell, read) });
  });
  return list;
}

/** The values of a range of any shape, or of one cell; blanks are left out. Throws a sentence on the first bad one. */
export function list<T>(name: string, raw: unknown, read: CellReader<T>): T[] {
  return readList(raw, read).map(({ row, value }) => {
    if (value.ok) return value.value;
    throw new Error(
      Array.isArray(raw) ? wording.inList(name, row, value.reason) : wording.inArgument(name, value.reason),
    );
  });
}

/**
 * The column that ranges give, one row of output a row of input, without the trailing rows that have nothing to compute
 * from. Throws a sentence when the ranges differ in height.
 */
export function column<Arguments extends Readonly<Record<string, Argument<unknown>>>, Out>(
  given: Arguments,
  compute: (values: Values<Arguments>) => Result<Out>,
): (Out | string)[][] {
  const all = Object.values(given);
  let height = commonHeight(all);
  while (height > 0 && all.some(({ blankAt }) => blankAt(height - 1))) height -= 1;
  const rows: (Out | string)[][] = [];
  for (let row = 0; row < height; row += 1) {
    const result = all.some(({ blankAt }) => blankAt(row)) ? null : rowResult(given, row, compute);
    if (result === null) rows.push(['']);
    else rows.push([result.ok ? result.value : wording.inRow(result.reason)]);
  }
  return rows;
}

/** One value from single values; a column as soon as one argument is a range. Throws a sentence on a bad single value. */
export function spill<Arguments extends Readonly<Record<string, Argument<unknown>>>, Out>(
  given: Arguments,
  compute: (values: Values<Arguments>) => Result<Out>,
): Spilled<Out> {
  const all = Object.values(given);
  if (all.some(({ height }) => height !== null)) {
    const rows = column(given, compute);
    return rows.length > 0 ? rows : [['']];
  }
  if (all.some(({ blankAt }) => blankAt(0))) return '';
  const result = rowResult(given, 0, compute);
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

function commonHeight(all: readonly Argument<unknown>[]): number {
  const ranges = all.filter(({ height }) => height !== null);
  const height = ranges[0]?.height ?? 0;
  if (ranges.some(range => range.height !== height))
    throw new Error(wording.heights(ranges.map(({ name, height: rows }) => wording.height(name, rows ?? 0))));
  return height;
}

function rowResult<Arguments extends Readonly<Record<string, Argument<unknown>>>, Out>(
  given: Arguments,
  row: number,
  compute: (values: Values<Arguments>) => Result<Out>,
): Result<Out> {
  const values: Record<string, unknown> = {};
  for (const [key, { at }] of Object.entries(given)) {
    const value = at(row);
    if (!value.ok) return value;
    values[key] = value.value;
  }
  return compute(values as Values<Arguments>);
}
