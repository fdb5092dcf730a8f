/**
 * Money without a lost cent: amounts are whole cents, rates are whole hundred-thousandths, and every product
 * of the two is exact before it is rounded, once, half up.
 */
import { ok, type Result, refused } from './result';
import { amountWording as wording } from './wording';

/** An amount in whole cents of euro. Built by `cents`, `fromEuros` and `parseAmount` only. */
export type Cents = number & { readonly __brand: 'Cents' };

/** A rate from 0 to 100 %, in whole hundred-thousandths (20 % is 20 000). Built by `rate` and `parseRate` only. */
export type Rate = number & { readonly __brand: 'Rate' };

/** How many parts a whole has in a `Rate`: three decimals of a per cent. */
const RATE_SCALE = 100_000;

/** 10 billion euros, far above any envelope: beyond it, a cell was mistyped. */
const LARGEST_AMOUNT = 1_000_000_000_000;

/** The standard French VAT rate (Code général des impôts, art. 278). */
export const STANDARD_VAT = 20_000 as Rate;

export const NO_VAT = 0 as Rate;

export const ZERO = 0 as Cents;

/** A number that is known to be whole cents. Throws RangeError when it is not: that is a mistake in the code, not in a cell. */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`Not a whole number of cents: ${amount}`);
  return (amount === 0 ? 0 : amount) as Cents;
}

/** A fraction (0.8) that is known to be a rate. Throws RangeError when it is not: for constants of the code. */
export function rate(fraction: number): Rate {
  const parts = rateParts(fraction);
  if (parts === undefined) throw new RangeError(`Not a rate: ${fraction}`);
  return parts;
}

export const sum = (amounts: readonly Cents[]): Cents => cents(amounts.reduce((total, amount) => total + amount, 0));

/** `from − taken`, negative when more is taken than there is. */
export const minus = (from: Cents, taken: Cents): Cents => cents(from - taken);

export const smaller = (a: Cents, b: Cents): Cents => (a <= b ? a : b);

export const larger = (a: Cents, b: Cents): Cents => (a >= b ? a : b);

/**
 * Euros, as a cell or a formula gives them, to the nearest cent, halves away from zero: the amount that the cell shows.
 * The decimal is read at 15 significant digits, as a spreadsheet does, so 1.005 is 1,01 € whatever its binary value.
 * Refuses what is not finite, or above 10 billion euros.
 */
export function fromEuros(euros: number): Result<Cents> {
  if (!Number.isFinite(euros)) return refused(wording.unreadable(String(euros)));
  const size = Math.abs(euros);
  if (size * 100 > LARGEST_AMOUNT) return refused(wording.outOfRange(String(euros)));
  if (size < 0.001) return ok(ZERO);
  const [whole = '0', decimals = ''] = size.toPrecision(15).split('.');
  const roundUp = Number(decimals.charAt(2)) >= 5 ? 1 : 0;
  const amount = Number(whole) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0')) + roundUp;
  return ok(cents(euros < 0 ? -amount : amount));
}

/** Euros for a cell: the nearest double, which `fromEuros` reads back to the same cents. */
export const toEuros = (amount: Cents): number => amount / 100;

const SPACES = /\s+/g;
/** U+0080 is a euro sign that a mail program decoded badly. */
const CURRENCY = /^(?:€|\u0080)\s*|\s*(?:€|\u0080|eur|euros?)$/gi;
const LONGEST_AMOUNT_TEXT = 40;

/** How an amount may be written without doubt. Each gives the whole part, and the decimals if any. */
const AMOUNT_FORMS = [
  /^(\d{1,13})(?:[.,](\d{1,2}))?$/, // 12500 · 12500,5 · 12500.50
  /^(\d{1,3}(?: \d{3})+)(?:[.,](\d{1,2}))?$/, // 12 500,50
  /^(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))$/, // 12.500,50
  /^(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))$/, // 12,500.50
  /^(\d{1,3}(?:\.\d{3}){2,})$/, // 1.234.567
  /^(\d{1,3}(?:,\d{3}){2,})$/, // 1,234,567
] as const;

/** `12.500` is twelve thousand five hundred to one reader and twelve and a half to another. */
const AMBIGUOUS_AMOUNT = /^([1-9]\d{0,2})[.,](\d{3})$/;

/**
 * An amount typed by a person or read from a cell: a number of euros, or French text such as `12 500,50 €` with any
 * kind of space. Refuses, with a sentence, what is empty, negative, not an amount, finer than a cent in text, or
 * ambiguous (`12.500`): nothing is guessed.
 */
export function parseAmount(raw: unknown): Result<Cents> {
  if (typeof raw === 'number') return raw < 0 ? refused(wording.negative(String(raw))) : fromEuros(raw);
  if (typeof raw !== 'string') return refused(wording.unreadable(shown(raw)));

  // NFKC makes every no-break or thin space plain, and full-width digits ordinary ones.
  const text = raw.normalize('NFKC').replace(SPACES, ' ').trim();
  if (text === '') return refused(wording.empty);
  if (text.length > LONGEST_AMOUNT_TEXT) return refused(wording.unreadable(shown(text)));

  const figure = text.replace(CURRENCY, '').trim();
  if (/^[-−]/.test(figure)) return refused(wording.negative(text));
  const ambiguous = AMBIGUOUS_AMOUNT.exec(figure);
  if (ambiguous !== null) {
    const [, whole = '', decimals = ''] = ambiguous;
    return refused(wording.ambiguous(text, formatCents(cents(Number(whole + decimals) * 100)), `${whole},${decimals}`));
  }
  for (const form of AMOUNT_FORMS) {
    const match = form.exec(figure);
    if (match === null) continue;
    const whole = Number((match[1] ?? '').replace(/\D/g, ''));
    const amount = whole * 100 + Number((match[2] ?? '').padEnd(2, '0'));
    return amount > LARGEST_AMOUNT ? refused(wording.outOfRange(text)) : ok(cents(amount));
  }
  return refused(/^\d[\d ]*[.,]\d{3,}$/.test(figure) ? wording.finerThanCent(text) : wording.unreadable(text));
}

/** `1 234,57 €`, with no-break spaces (U+00A0) between thousands and before the sign. */
export function formatCents(amount: Cents): string {
  const size = Math.abs(amount);
  const whole = String(Math.floor(size / 100)).replace(/\B(?=(?:\d{3})+$)/g, '\u00A0');
  return `${amount < 0 ? '-' : ''}${whole},${String(size % 100).padStart(2, '0')}\u00A0€`;
}

/**
 * A rate typed by a person or read from a cell: the fraction that a percent cell holds (0.2), or text (`20 %`, `20`,
 * `0,2`). Without a sign, at most 1 is a fraction and more than 1 is a percentage; the text `1`, which could be either,
 * is refused, as is anything negative, above 100 %, or finer than a thousandth of a per cent.
 */
export function parseRate(raw: unknown): Result<Rate> {
  if (typeof raw === 'number') return rateFrom(raw > 1 ? raw / 100 : raw, String(raw));
  if (typeof raw !== 'string') return refused(wording.unreadableRate(shown(raw)));
  const text = raw.normalize('NFKC').replace(SPACES, ' ').trim();
  if (text === '') return refused(wording.emptyRate);
  const match = /^(\d{1,3}(?:[.,]\d{1,8})?) ?(%)?$/.exec(text);
  if (match === null) return refused(wording.unreadableRate(shown(text)));
  const value = Number((match[1] ?? '').replace(',', '.'));
  if (match[2] === undefined && value === 1) return refused(wording.ambiguousRate(text));
  return rateFrom(match[2] === '%' || value > 1 ? value / 100 : value, text);
}

function rateFrom(fraction: number, text: string): Result<Rate> {
  const parts = rateParts(fraction);
  return parts === undefined ? refused(wording.unreadableRate(text)) : ok(parts);
}

/** The fraction in whole hundred-thousandths, or undefined when it has none. Binary noise (0.1 + 0.2) is not a digit. */
function rateParts(fraction: number): Rate | undefined {
  const parts = Math.round(fraction * RATE_SCALE);
  const exact = Math.abs(fraction * RATE_SCALE - parts) < 1e-6;
  return exact && parts >= 0 && parts <= RATE_SCALE ? (parts as Rate) : undefined;
}

/** The fraction for a percent cell: 0.2 for 20 %. */
export const rateToNumber = (value: Rate): number => value / RATE_SCALE;

/** `20 %`, `5,5 %`, with a no-break space (U+00A0) before the sign. */
export const formatRate = (value: Rate): string => `${String(value / (RATE_SCALE / 100)).replace('.', ',')}\u00A0%`;

/** amount × rate, to the cent, halves away from zero (half up for amounts that are not negative). Exact for any `Cents`. */
export function percentOf(amount: Cents, value: Rate): Cents {
  // Whole scales and the rest are multiplied apart, so that no product leaves the safe integers.
  const size = Math.abs(amount);
  const rest = size % RATE_SCALE;
  const scales = (size - rest) / RATE_SCALE;
  const product = scales * value + Math.floor((rest * value * 2 + RATE_SCALE) / (RATE_SCALE * 2));
  return cents(amount < 0 ? -product : product);
}

/** amount × part ÷ whole, to the cent, half up, exact. Throws RangeError unless 0 ≤ part ≤ whole and whole > 0. */
export function proportionOf(amount: Cents, part: Cents, whole: Cents): Cents {
  if (amount < 0 || part < 0 || whole <= 0 || part > whole)
    throw new RangeError(`Not a proportion: ${amount} × ${part} ÷ ${whole}`);
  const divisor = BigInt(whole);
  return cents(Number((BigInt(amount) * BigInt(part) * 2n + divisor) / (divisor * 2n)));
}

/** VAT on an amount before tax. The rate 0 is legitimate (« TVA non applicable, art. 293 B du CGI »). */
export const vatOn = (beforeTax: Cents, vatRate: Rate): Cents => percentOf(beforeTax, vatRate);

/** TTC = HT + round(HT × rate). */
export const ttcOf = (beforeTax: Cents, vatRate: Rate): Cents => sum([beforeTax, vatOn(beforeTax, vatRate)]);

/** The amount before tax of a price with VAT, to the nearest cent: `ttcOf` gives the price back, or a cent more or less. */
export const htOf = (withTax: Cents, vatRate: Rate): Cents =>
  cents(
    Number(
      (BigInt(withTax) * BigInt(RATE_SCALE * 2) + BigInt(RATE_SCALE + vatRate)) / BigInt((RATE_SCALE + vatRate) * 2),
    ),
  );

/** What a refused cell shows, short enough for a sentence. */
function shown(raw: unknown): string {
  const text = String(raw);
  return text.length > LONGEST_AMOUNT_TEXT ? `${text.slice(0, LONGEST_AMOUNT_TEXT)}…` : text;
}
