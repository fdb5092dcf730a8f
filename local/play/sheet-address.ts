// How a scenario names cells: a column by its header, a row by the value of its first column, by `#3`, or by its number.
import type { Sheet } from '../engine/sheet';
import type { RowAddress } from './scenario';

/** A header or a row that the tab does not have; the message is a sentence. */
export class UnknownPlace extends Error {
  override readonly name = 'UnknownPlace';
}

const HEADER_ROW = 1;
const list = (words: readonly string[]): string => words.map(word => `« ${word} »`).join(', ');

/** Column numbers by header, as shown in row 1; the first of two equal headers counts. */
export function headerColumns(sheet: Sheet): Map<string, number> {
  const columns = new Map<string, number>();
  shownRow(sheet, HEADER_ROW).forEach((header, index) => {
    const name = header.trim();
    if (name !== '' && !columns.has(name)) columns.set(name, index + 1);
  });
  return columns;
}

/** The columns of the headers, in the order given. Throws UnknownPlace on a header that the tab does not have. */
export function columnsOf(sheet: Sheet, headers: readonly string[]): number[] {
  const known = headerColumns(sheet);
  return headers.map(header => {
    const column = known.get(header.trim());
    if (column === undefined) {
      throw new UnknownPlace(
        `The tab « ${sheet.name} » has no column « ${header} »; it has ${list([...known.keys()])}.`,
      );
    }
    return column;
  });
}

/**
 * The sheet row of an address. A text is looked for in the first column, as shown; `#3` is the sheet's third row; a
 * number is a value of the first column when there is one, else the sheet's row.
 */
export function rowOf(sheet: Sheet, address: RowAddress): number {
  if (typeof address === 'string' && /^#\d+$/.test(address)) return existing(sheet, Number(address.slice(1)), address);
  const wanted = String(address).trim();
  const row = firstColumn(sheet).indexOf(wanted) + 1;
  if (row > 0) return row;
  if (typeof address === 'number') return existing(sheet, address, `${address}`);
  throw new UnknownPlace(`The tab « ${sheet.name} » has no row « ${address} » in its first column.`);
}

/** Like `rowOf`, but a number is always the sheet's row: what a script would write to. */
export function rawRowOf(sheet: Sheet, address: RowAddress): number {
  return typeof address === 'number' ? existing(sheet, address, `${address}`) : rowOf(sheet, address);
}

/** Whether the first column shows this value. */
export function hasRow(sheet: Sheet, address: RowAddress): boolean {
  return firstColumn(sheet).includes(String(address).trim());
}

/** The last row that holds something typed or written: what computed columns spill does not count. */
export function lastFilledRow(sheet: Sheet): number {
  const width = sheet.lastColumn;
  if (width === 0) return 0;
  const own = Array.from({ length: width }, (_, index) => index).filter(index => !sheet.formula(HEADER_ROW, index + 1));
  const block = sheet.values({ row: 1, column: 1, rows: sheet.lastRow, columns: width });
  return block.findLastIndex(line => own.some(index => line[index] !== null && line[index] !== '')) + 1;
}

function firstColumn(sheet: Sheet): string[] {
  if (sheet.lastRow === 0) return [];
  const shown = sheet
    .displayValues({ row: 1, column: 1, rows: sheet.lastRow, columns: 1 })
    .map(([value = '']) => value.trim());
  if (shown.length > 0) shown[0] = '';
  return shown;
}

function shownRow(sheet: Sheet, row: number): string[] {
  const columns = sheet.lastColumn;
  return columns === 0 ? [] : (sheet.displayValues({ row, column: 1, rows: 1, columns })[0] ?? []);
}

function existing(sheet: Sheet, row: number, written: string): number {
  if (row < 1 || row > sheet.document.maxRows) {
    throw new UnknownPlace(`The tab « ${sheet.name} » has no row ${written}; it has ${sheet.document.maxRows} rows.`);
  }
  return row;
}
