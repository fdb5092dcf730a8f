/** How a value shows in its cell in fr_FR: number formats by numfmt, VRAI and FAUX, error codes as they are. */
import { format as formatValue, isDateFormat as isDatePattern } from 'numfmt';
import type { Stored } from './document';
import { AUTOMATIC_FORMAT, TEXT_FORMAT } from './entry';

/** What stands in a cell whose formula failed: a code such as `#REF!` and the sentence that a person reads on hovering. */
export class CellFault {
  constructor(
    readonly code: string,
    readonly message: string,
  ) {}
}

export type CellValue = Stored | CellFault;

const dateFormats = new Map<string, boolean>();

/** Whether numbers under this format are dates or times. */
export function isDateFormat(format: string): boolean {
  const known = dateFormats.get(format);
  if (known !== undefined) return known;
  const answer = format !== AUTOMATIC_FORMAT && format !== TEXT_FORMAT && isDatePattern(engineFormat(format));
  dateFormats.set(format, answer);
  return answer;
}

/**
 * The display string of a value. Groups of digits and signs are set apart by U+00A0: numfmt and Google use U+202F in
 * places, and no program may depend on which.
 */
export function displayText(value: CellValue, format: string): string {
  if (value === null) return '';
  if (value instanceof CellFault) return value.code;
  if (typeof value === 'boolean') return value ? 'VRAI' : 'FAUX';
  if (typeof value === 'string') return value;
  if (engineFormat(format) === 'General' && Number.isSafeInteger(value) && Math.abs(value) < 1e15) return String(value);
  const text = formatValue(engineFormat(format), value, { locale: 'fr', leap1900: false, throws: false });
  return text.replaceAll('\u202f', '\u00a0');
}

const engineFormats = new Map<string, string>();

/** Google's patterns in numfmt's words: `[$€-1]` is the euro sign alone, a bare `€` is quoted, AM/PM letters stay. */
function engineFormat(format: string): string {
  const known = engineFormats.get(format);
  if (known !== undefined) return known;
  const pattern =
    format === AUTOMATIC_FORMAT || format === ''
      ? 'General'
      : format
          .replace(/\[\$([^\]-]+)(?:-[0-9A-Fa-f]*)?\]/g, '"$1"')
          .replace(/"[^"]*"|€/g, part => (part === '€' ? '"€"' : part));
  engineFormats.set(format, pattern);
  return pattern;
}
