/**
 * What a column can hold: how a cell is read into a typed value, how a value is written back, how it shows.
 * `unknown` stops here: a bad cell becomes a problem with its reason, never an exception.
 */
import * as z from 'zod/mini';
import { type Cents, formatCents, parseAmount, parseRate, type Rate, rateToNumber, toEuros } from '../scheme/money';
import type { Result } from '../scheme/result';
import { type Day, endOfDay, type Instant, parseFrenchDay, parseFrenchInstant, startOfDay } from '../scheme/time';
import { wording } from './wording';

/** What a script can put into a cell. */
export type CellValue = string | number | boolean | Date;

/** Google's number formats, one per kind of value. `@` keeps text as typed: no formula, no number, no date is made of it. */
export const FORMATS = {
  text: '@',
  amount: '#,##0.00\\ "€"',
  rate: '0\\ %',
  integer: '0',
  score: '0.00',
  instant: 'dd/mm/yyyy hh:mm',
  day: 'dd/mm/yyyy',
} as const;

/** A rate that is no whole percentage shows its decimals: 8,5 % of VAT never reads « 9 % ». */
export const FINE_RATE = '0.0#\\ %';

/** Whether a cell of a column of rates needs `FINE_RATE`. `value` is the share: 0.085 for 8,5 %. */
export function isFineRate(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value * 100 - Math.round(value * 100)) > 1e-9;
}

export type ColumnKind = keyof typeof FORMATS;

/** Who writes a column: the add-on (protected), staff, or a formula in the header cell. */
export type ColumnOwner = 'addon' | 'staff' | 'formula';

export interface Column<T> {
  readonly header: string;
  readonly kind: ColumnKind;
  readonly owner: ColumnOwner;
  readonly help: string;
  readonly width: number;
  /** The closed list of values, when the column has one. */
  readonly choices?: readonly string[];
  /** The formula of the header cell, for a computed column. */
  readonly formula?: string;
  /** Words of people's own, which may name anybody: the ledger tells that they changed, not what they say. */
  readonly isFreeText: boolean;
  readonly parse: z.ZodMiniType<T, unknown>;
  readonly print: (value: T) => CellValue;
}

export interface ColumnOptions {
  owner?: ColumnOwner;
  width?: number;
  formula?: string;
  freeText?: boolean;
}

function isDate(cell: unknown): cell is Date {
  return Object.prototype.toString.call(cell) === '[object Date]';
}

/** The text a person sees in a text cell; a number or a date typed by hand keeps its plain form. */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (isDate(cell)) return cell.toISOString();
  return String(cell);
}

function isBlank(cell: unknown): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

/** A zod type from a parser that answers a Result: blank cells give `empty`. */
function cell<T>(empty: T, read: (cell: unknown) => Result<T>): z.ZodMiniType<T, unknown> {
  return z.pipe(
    z.unknown(),
    z.transform((raw, context) => {
      if (isBlank(raw)) return empty;
      const result = read(raw);
      if (result.ok) return result.value;
      context.issues.push({ code: 'custom', message: result.reason, input: raw });
      return z.NEVER;
    }),
  ) as z.ZodMiniType<T, unknown>;
}

function column<T>(
  kind: ColumnKind,
  header: string,
  help: string,
  options: ColumnOptions,
  parse: z.ZodMiniType<T, unknown>,
  print: (value: T) => CellValue,
): Column<T> {
  const { owner = 'addon', width = DEFAULT_WIDTHS[kind], formula, freeText = false } = options;
  return {
    header,
    kind,
    help,
    owner: formula ? 'formula' : owner,
    width,
    isFreeText: freeText,
    parse,
    print,
    ...(formula ? { formula } : {}),
  };
}

const DEFAULT_WIDTHS: Record<ColumnKind, number> = {
  text: 160,
  amount: 110,
  rate: 80,
  integer: 80,
  score: 90,
  instant: 130,
  day: 100,
};

/** Free text, exactly as typed. */
export function text(header: string, help: string, options: ColumnOptions = {}): Column<string> {
  return column(
    'text',
    header,
    help,
    options,
    cell('', raw => ({ ok: true, value: cellText(raw) })),
    value => value,
  );
}

/** One of a closed list of words, or nothing. */
export function choice<const C extends string>(
  header: string,
  choices: readonly C[],
  help: string,
  options: ColumnOptions = {},
): Column<C | ''> {
  const read = (raw: unknown): Result<C | ''> => {
    const typed = cellText(raw).trim();
    const found = choices.find(word => word === typed);
    return found !== undefined ? { ok: true, value: found } : { ok: false, reason: wording.notInList(typed, choices) };
  };
  return {
    ...column<C | ''>('text', header, help, { width: 120, ...options }, cell<C | ''>('', read), value => value),
    choices,
  };
}

/** An amount in euros, held in cents. */
export function amount(header: string, help: string, options: ColumnOptions = {}): Column<Cents | null> {
  return column<Cents | null>('amount', header, help, options, cell<Cents | null>(null, parseAmount), value =>
    value === null ? '' : toEuros(value),
  );
}

/** A rate such as 20 %, held exactly. */
export function rate(header: string, help: string, options: ColumnOptions = {}): Column<Rate | null> {
  return column<Rate | null>('rate', header, help, options, cell<Rate | null>(null, parseRate), value =>
    value === null ? '' : rateToNumber(value),
  );
}

function readNumber(raw: unknown): Result<number> {
  const value =
    typeof raw === 'number'
      ? raw
      : Number(
          cellText(raw)
            .replace(/[\s\u00a0\u202f]/g, '')
            .replace(',', '.'),
        );
  return Number.isFinite(value) ? { ok: true, value } : { ok: false, reason: wording.notANumber(cellText(raw)) };
}

/** A whole number: a count, a rank, a number of pages. */
export function integer(header: string, help: string, options: ColumnOptions = {}): Column<number | null> {
  const read = (raw: unknown): Result<number> => {
    const result = readNumber(raw);
    return result.ok && !Number.isInteger(result.value)
      ? { ok: false, reason: wording.notAWholeNumber(cellText(raw)) }
      : result;
  };
  return column<number | null>('integer', header, help, options, cell<number | null>(null, read), value => value ?? '');
}

/** A score, to two decimals. */
export function score(header: string, help: string, options: ColumnOptions = {}): Column<number | null> {
  return column<number | null>(
    'score',
    header,
    help,
    options,
    cell<number | null>(null, readNumber),
    value => value ?? '',
  );
}

/** An instant, shown in Europe/Paris. A date typed without a time counts as its beginning, or its end when `endsDay`. */
export function instant(
  header: string,
  help: string,
  options: ColumnOptions & { endsDay?: boolean } = {},
): Column<Instant | null> {
  const bound = options.endsDay ? endOfDay : startOfDay;
  return column<Instant | null>(
    'instant',
    header,
    help,
    options,
    cell<Instant | null>(null, raw => parseFrenchInstant(raw, bound)),
    value => (value === null ? '' : new Date(value)),
  );
}

/** A calendar day, shown in Europe/Paris. */
export function day(header: string, help: string, options: ColumnOptions = {}): Column<Day | null> {
  return column<Day | null>('day', header, help, options, cell<Day | null>(null, parseFrenchDay), value =>
    value === null ? '' : new Date(startOfDay(value)),
  );
}

/** oui, non, or not said. */
export function yesNo(header: string, help: string, options: ColumnOptions = {}): Column<boolean | null> {
  const read = (raw: unknown): Result<boolean> => {
    if (typeof raw === 'boolean') return { ok: true, value: raw };
    const typed = cellText(raw).trim().toLowerCase();
    if (typed === 'oui' || typed === 'vrai') return { ok: true, value: true };
    if (typed === 'non' || typed === 'faux') return { ok: true, value: false };
    return { ok: false, reason: wording.notYesNo(cellText(raw)) };
  };
  return {
    ...column<boolean | null>(
      'text',
      header,
      help,
      { width: 80, ...options },
      cell<boolean | null>(null, read),
      value => (value === null ? '' : value ? 'oui' : 'non'),
    ),
    choices: ['oui', 'non'],
  };
}

/** How a value of a column reads in a sentence or in the ledger. */
export function describe(value: unknown, kind: ColumnKind): string {
  if (value === null || value === undefined || value === '') return '';
  if (kind === 'amount' && typeof value === 'number') return formatCents(value as Cents);
  return String(value);
}
