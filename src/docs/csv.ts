/**
 * A table as CSV: RFC 4180 (CRLF, quotes where needed) in UTF-8 with a byte-order mark, fields apart by semicolons and
 * decimals by commas, as a French spreadsheet opens it at once. No text is taken for a formula.
 */
import { formatDay, formatInstant } from '../scheme/time';
import type { ExportCell, ExportTable } from './export-table';

const BYTE_ORDER_MARK = '\ufeff';
const SEPARATOR = ';';
const LINE_END = '\r\n';

/** What makes a spreadsheet take a text for a formula or a command (OWASP, « CSV Injection »). */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[";\r\n]|^\s|\s$/;

/** The text of the file, its byte-order mark included. */
export function csvOf({ headers, rows }: ExportTable): string {
  const lines = [headers.map(safeText), ...rows.map(row => row.map(shown))];
  return BYTE_ORDER_MARK + lines.map(fields => fields.map(quoted).join(SEPARATOR) + LINE_END).join('');
}

function shown(cell: ExportCell): string {
  if (cell === null) return '';
  switch (cell.kind) {
    case 'text':
      return safeText(cell.value);
    case 'day':
      return formatDay(cell.value);
    case 'instant':
      return formatInstant(cell.value);
    case 'amount':
      return cell.value.toFixed(2).replace('.', ',');
    default:
      return String(cell.value).replace('.', ',');
  }
}

/** An apostrophe keeps a text a text, as it does when typed in a cell. */
const safeText = (text: string): string => (FORMULA_START.test(text) ? `'${text}` : text);

const quoted = (field: string): string => (NEEDS_QUOTES.test(field) ? `"${field.replace(/"/g, '""')}"` : field);
