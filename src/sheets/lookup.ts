/** Finding exact texts in the whole workbook with one search on the server, whatever the number of rows. */
import { literalPattern } from './table';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** Where a searched text stands. */
export interface Place {
  readonly tab: string;
  readonly row: number;
  readonly column: number;
}

/** A pattern of RE2 that matches a text literally; digits may be grouped by spaces as people type them. */
function literal(text: string): string {
  return /^\d{9}$/.test(text) ? `${text.slice(0, 3)}\\s?${text.slice(3, 6)}\\s?${text.slice(6)}` : literalPattern(text);
}

/** Every cell of the workbook whose whole text is one of `texts`. */
export function findEverywhere(spreadsheet: Spreadsheet, texts: readonly string[]): Place[] {
  const wanted = texts.filter(text => text !== '');
  if (wanted.length === 0) return [];
  return spreadsheet
    .createTextFinder(`^(${wanted.map(literal).join('|')})$`)
    .useRegularExpression(true)
    .findAll()
    .map(range => ({ tab: range.getSheet().getName(), row: range.getRow(), column: range.getColumn() }));
}
