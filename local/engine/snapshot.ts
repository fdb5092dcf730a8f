/** A spreadsheet as JSON for the outputs of a play: typed values, shown texts, formulas with their notes. */
import { CellFault, type CellValue, isDateFormat } from './display';
import { cellName, columnLetters } from './grid-area';
import type { Sheet } from './sheet';
import type { Workbook } from './workbook';

/** A value of `workbook.json`: instants are ISO texts with the offset of the spreadsheet's zone, an empty cell is ''. */
export type SnapshotValue = string | number | boolean;
export type SnapshotRow = Record<string, SnapshotValue>;

/** `{ tab: [ { header: value } ] }`, rows in sheet order from row 2 to the last one with content. */
export function workbookJson(book: Workbook): Record<string, SnapshotRow[]> {
  return tables(book, (value, shown, format) => typedValue(book, value, shown, format));
}

/** The same, as shown. */
export function displayJson(book: Workbook): Record<string, Record<string, string>[]> {
  return tables(book, (_value, shown) => shown);
}

/**
 * `{ tab: { "H1": { formula, note } } }` for the cells that have one or the other ('' for what is missing). The note of a
 * failed formula without its own is the sentence of its error.
 */
export function cellsJson(book: Workbook): Record<string, Record<string, { formula: string; note: string }>> {
  return Object.fromEntries(
    book.sheets.map(sheet => {
      const cells: Record<string, { formula: string; note: string }> = {};
      for (const { row, column, formula, cells: results } of sheet.formulas()) {
        const value = results[0]?.[0]?.value;
        const error = value instanceof CellFault ? value.message : '';
        cells[cellName({ row, column })] = { formula: formula.text, note: sheet.note(row, column) || error };
      }
      for (const { row, column, note } of sheet.notes()) {
        cells[cellName({ row, column })] ??= { formula: '', note };
      }
      return [sheet.name, cells];
    }),
  );
}

/** The columns of a table by header: the second of two equal ones gets ` (2)`, one without a header its letters. */
function headerKeys(shown: readonly string[]): string[] {
  const taken = new Map<string, number>();
  return shown.map((text, index) => {
    const header = text.trim() === '' ? columnLetters(index + 1) : text.trim();
    const count = (taken.get(header) ?? 0) + 1;
    taken.set(header, count);
    return count === 1 ? header : `${header} (${count})`;
  });
}

function tables<T>(
  book: Workbook,
  cell: (value: CellValue, shown: string, format: string) => T,
): Record<string, Record<string, T>[]> {
  return Object.fromEntries(book.sheets.map(sheet => [sheet.name, table(sheet, cell)]));
}

function table<T>(sheet: Sheet, cell: (value: CellValue, shown: string, format: string) => T): Record<string, T>[] {
  const { lastRow: rows, lastColumn: columns } = sheet;
  if (rows === 0 || columns === 0) return [];
  const area = { row: 1, column: 1, rows, columns };
  const values = sheet.values(area);
  const shown = sheet.displayValues(area);
  const formats = sheet.numberFormats(area);
  const headers = headerKeys(shown[0] ?? []);
  // A column without a header counts only when something stands below.
  const kept = headers.map((_, c) => (shown[0]?.[c] ?? '').trim() !== '' || shown.some(line => line[c] !== ''));
  const last = values.findLastIndex(line => line.some(value => value !== null && value !== '' && value !== false));
  return values.slice(1, last + 1).map((line, index) => {
    const row: Record<string, T> = {};
    line.forEach((value, c) => {
      const header = headers[c];
      if (header === undefined || kept[c] !== true) return;
      row[header] = cell(value, shown[index + 1]?.[c] ?? '', formats[index + 1]?.[c] ?? '');
    });
    return row;
  });
}

function typedValue(book: Workbook, value: CellValue, shown: string, format: string): SnapshotValue {
  if (value === null) return '';
  if (value instanceof CellFault) return value.code;
  if (typeof value === 'boolean') return shown === 'oui' || shown === 'non' ? shown : value;
  if (typeof value !== 'number' || !isDateFormat(format)) return value;
  // Below one day there is a time but no date.
  return value < 1 ? shown : book.zone.toIso(value);
}
