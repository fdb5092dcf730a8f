/** What a text typed in a cell becomes, as Google Sheets reads it in fr_FR: number, date, rate, amount, boolean, formula or text. */
import type { FormulaDocument, Stored } from './document';
import { serialOf } from './zone-time';

/** The number format that means "text exactly as typed". */
export const TEXT_FORMAT = '@';
/** The format of a cell nobody has formatted. */
export const AUTOMATIC_FORMAT = 'General';

export const DATE_FORMAT = 'dd/MM/yyyy';
export const DATE_TIME_FORMAT = 'dd/MM/yyyy HH:mm:ss';
export const TIME_FORMAT = 'HH:mm:ss';
export const PERCENT_FORMAT = '0%';
const EURO_FORMAT = '#,##0.00 [$€-1]';
const WHOLE_EURO_FORMAT = '#,##0 [$€-1]';

/** What is put in a cell. `format` is the number format that the entry brings to a cell without one of its own. */
export type Entry =
  | { readonly kind: 'value'; readonly value: Stored; readonly format?: string }
  | { readonly kind: 'formula'; readonly formula: FormulaDocument };

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['VRAI', true],
  ['TRUE', true],
  ['FAUX', false],
  ['FALSE', false],
]);

/** Spaces that French puts between groups of three digits and before signs. */
const SPACE = '[ \\u00a0\\u202f]';
const DIGITS = `(?:\\d{1,3}(?:${SPACE}\\d{3})+|\\d+)`;
const NUMBER = new RegExp(`^([+-]?)(${DIGITS}?)(?:,(\\d*))?(?:[eE]([+-]?\\d+))?$`);
const PERCENT = new RegExp(`^(.*?)${SPACE}?%$`);
const EURO_AFTER = new RegExp(`^(.*?)${SPACE}?€$`);

const MONTHS: readonly (readonly string[])[] = [
  ['janvier', 'janv.', 'janv', 'jan'],
  ['février', 'fevrier', 'févr.', 'févr', 'fév', 'fev'],
  ['mars', 'mar'],
  ['avril', 'avr.', 'avr'],
  ['mai'],
  ['juin'],
  ['juillet', 'juil.', 'juil'],
  ['août', 'aout'],
  ['septembre', 'sept.', 'sept', 'sep'],
  ['octobre', 'oct.', 'oct'],
  ['novembre', 'nov.', 'nov'],
  ['décembre', 'decembre', 'déc.', 'déc', 'dec'],
];

/**
 * Reads a text as if typed in a cell whose number format is `format`; `year` completes a day without one.
 * In a text cell everything stays as typed; a leading apostrophe forces text.
 */
export function readEntry(text: string, format: string, year: number): Entry {
  if (text === '') return { kind: 'value', value: null };
  if (format === TEXT_FORMAT) return { kind: 'value', value: text };
  if (text.startsWith("'")) return { kind: 'value', value: text.slice(1) };
  if (text.startsWith('=') && text.length > 1) return { kind: 'formula', formula: { text, typed: true } };
  const trimmed = text.trim();
  const boolean = BOOLEANS.get(trimmed.toUpperCase());
  if (boolean !== undefined) return { kind: 'value', value: boolean };
  const numeric = readNumber(trimmed) ?? readDate(trimmed, year);
  if (numeric !== undefined) return { kind: 'value', ...numeric };
  // Google turns a leading + into a formula; what is no expression then shows an error.
  if (text.startsWith('+') && text.length > 1) return { kind: 'formula', formula: { text: `=${text}`, typed: true } };
  return { kind: 'value', value: text };
}

interface Numeric {
  readonly value: number;
  readonly format?: string;
}

function readNumber(text: string): Numeric | undefined {
  const plain = plainNumber(text);
  if (plain !== undefined) return { value: plain };
  const percent = PERCENT.exec(text)?.[1];
  if (percent !== undefined) {
    const value = plainNumber(percent);
    // Two roundings: 0.07 × 100 style noise must not survive the division.
    return value === undefined
      ? undefined
      : { value: Number((value / 100).toPrecision(15)), format: percent.includes(',') ? '0.00%' : PERCENT_FORMAT };
  }
  const amount = EURO_AFTER.exec(text)?.[1] ?? (text.startsWith('€') ? text.slice(1).trim() : undefined);
  if (amount === undefined) return undefined;
  const value = plainNumber(amount);
  return value === undefined ? undefined : { value, format: amount.includes(',') ? EURO_FORMAT : WHOLE_EURO_FORMAT };
}

function plainNumber(text: string): number | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', decimals, exponent] = match;
  if (whole === '' && (decimals === undefined || decimals === '')) return undefined;
  const digits = whole.replace(/[^\d]/g, '');
  const value = Number(`${sign}${digits === '' ? '0' : digits}.${decimals || '0'}e${exponent ?? '0'}`);
  return Number.isFinite(value) ? value : undefined;
}

const CLOCK = String.raw`(\d{1,2})(?::|h)(\d{2})(?::(\d{2}))?`;
const TIME_ONLY = new RegExp(`^${CLOCK}$`);
const WITH_TIME = new RegExp(`^(.+?)(?:[ \\u00a0]+(?:à )?|T)${CLOCK}$`);

function readDate(text: string, year: number): Numeric | undefined {
  const time = TIME_ONLY.exec(text);
  if (time !== null) {
    const [, hours, minutes, seconds] = time;
    const serial = serialOf(1899, 12, 30, Number(hours), Number(minutes), Number(seconds ?? 0));
    return serial === undefined ? undefined : { value: serial, format: TIME_FORMAT };
  }
  const moment = WITH_TIME.exec(text);
  if (moment === null) {
    const serial = dateSerial(text, year, 0, 0, 0);
    return serial === undefined ? undefined : { value: serial, format: DATE_FORMAT };
  }
  const [, day = '', hours, minutes, seconds] = moment;
  const serial = dateSerial(day, year, Number(hours), Number(minutes), Number(seconds ?? 0));
  return serial === undefined ? undefined : { value: serial, format: DATE_TIME_FORMAT };
}

function dateSerial(text: string, year: number, hours: number, minutes: number, seconds: number): number | undefined {
  const at = (y: number, month: number, day: number) => serialOf(y, month, day, hours, minutes, seconds);
  let match = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (match !== null) return at(fullYear(match[4] ?? ''), Number(match[3]), Number(match[1]));
  match = /^(\d{1,2})[/-](\d{1,2})$/.exec(text);
  if (match !== null) return at(year, Number(match[2]), Number(match[1]));
  match = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (match !== null) return at(Number(match[1]), Number(match[3]), Number(match[4]));
  match = /^(\d{1,2})[/-](\d{4})$/.exec(text);
  if (match !== null) return at(Number(match[2]), Number(match[1]), 1);
  match = /^(\d{4})[/-](\d{2})$/.exec(text);
  if (match !== null) return at(Number(match[1]), Number(match[2]), 1);
  match = /^(?:(\d{1,2}|1er)[ \u00a0])?([\p{L}.]+)(?:[ \u00a0](\d{4}))?$/u.exec(text);
  if (match === null || (match[1] === undefined && match[3] === undefined)) return undefined;
  const word = (match[2] ?? '').toLocaleLowerCase('fr');
  const month = MONTHS.findIndex(names => names.includes(word)) + 1;
  const day = match[1] === undefined ? 1 : Number.parseInt(match[1], 10);
  return month === 0 ? undefined : at(match[3] === undefined ? year : Number(match[3]), month, day);
}

/** Two digits are a year from 1930 to 2029, as in Google Sheets. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year < 30 ? 2000 + year : 1900 + year;
}
