/** Cell addresses in A1 notation, for the formulas that the add-on writes. */
import { type TabKey, tabOf } from './schema';

/** Letters of a column counted from 1: 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/**
 * Gives `'Demandes'!AD1:AD` for a column: an open range from row 1, so that inserting and sorting rows leave it whole;
 * `'Listes'!B2:B5` when rows are given. The headers of a tab are read once.
 */
export type ColumnRanges = (tab: TabKey, key: string, rows?: { first: number; last: number }) => string;

export function columnRanges(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet): ColumnRanges {
  const headers = new Map<TabKey, string[]>();
  return (tab, key, rows) => {
    const { name, columns } = tabOf(tab);
    if (!headers.has(tab)) {
      const sheet = spreadsheet.getSheetByName(name);
      const cells = sheet?.getRange(1, 1, 1, Math.max(sheet.getLastColumn(), 1)).getValues()[0] ?? [];
      headers.set(tab, cells.map(String));
    }
    const header = (columns as Record<string, { header: string }>)[key]?.header ?? '';
    const letters = columnLetters((headers.get(tab)?.indexOf(header) ?? -1) + 1);
    if (rows === undefined) return `'${name}'!${letters}1:${letters}`;
    return `'${name}'!${letters}${rows.first}${rows.last > rows.first ? `:${letters}${rows.last}` : ''}`;
  };
}
