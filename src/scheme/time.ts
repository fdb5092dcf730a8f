/**
 * Instants and days, each a type of its own, and their passage through Europe/Paris: computed from the European rule for
 * summer time, so that neither the machine's zone nor its locale data count.
 */
import { ok, type Result, refused } from './result';
import { timeWording as wording } from './wording-days';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly __brand: 'Instant' };
/** A calendar day, `YYYY-MM-DD`. */
export type Day = string & { readonly __brand: 'Day' };

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY_MS = 24 * HOUR;
/** Directive 2000/84/CE and the ones before it: one rule for summer time since 1996. */
const FIRST_YEAR = 1996;
const LAST_YEAR = 2199;

/** An instant from epoch milliseconds. Throws RangeError outside the years 1996 to 2199. */
export function instant(ms: number): Instant {
  const year = Number.isFinite(ms) ? new Date(ms).getUTCFullYear() : Number.NaN;
  if (!(year >= FIRST_YEAR - 1 && year <= LAST_YEAR + 1))
    throw new RangeError(`Not an instant of ${FIRST_YEAR} to ${LAST_YEAR}: ${ms}`);
  return ms as Instant;
}

/** Last Sunday of a month at 01:00 UTC, when summer time begins (March) and ends (October). */
function lastSunday(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month, 0));
  return lastDay.getTime() - lastDay.getUTCDay() * DAY_MS + HOUR;
}

/** Offset of Paris from UTC at an instant, in milliseconds: one hour, two in summer. */
export function parisOffset(at: Instant): number {
  const year = new Date(at).getUTCFullYear();
  return at >= lastSunday(year, 3) && at < lastSunday(year, 10) ? 2 * HOUR : HOUR;
}

/** The clock of Paris at an instant, readable through the UTC getters. */
function parisClock(at: Instant): Date {
  return new Date(at + parisOffset(at));
}

/** The day it is in Paris. */
export function dayOf(at: Instant): Day {
  return parisClock(at).toISOString().slice(0, 10) as Day;
}

/** A day from its text `YYYY-MM-DD`; refused when there is no such day. */
export function parseDay(text: string): Result<Day> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? dayFrom(Number(match[1]), Number(match[2]), Number(match[3]), text) : refused(wording.notADay(text));
}

function dayFrom(year: number, month: number, day: number, typed: string): Result<Day> {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists) return refused(wording.notADay(typed));
  if (year < FIRST_YEAR || year > LAST_YEAR) return refused(wording.yearOutOfRange(typed, FIRST_YEAR, LAST_YEAR));
  return ok(date.toISOString().slice(0, 10) as Day);
}

const utcOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/**
 * An instant from a day and a clock time in Paris. A time that the spring change skips is taken an hour later; of a time
 * that the autumn change repeats, the first one is meant.
 */
export function instantAt(day: Day, hours: number, minutes = 0, seconds = 0): Instant {
  const clock = utcOf(day) + hours * HOUR + minutes * 60 * SECOND + seconds * SECOND;
  const summer = instant(clock - 2 * HOUR);
  return parisOffset(summer) === 2 * HOUR ? summer : instant(clock - HOUR);
}

/** Midnight in Paris, where the day begins. */
export const startOfDay = (day: Day): Instant => instantAt(day, 0);

/** 23:59:59 in Paris, the last second of the day. */
export const endOfDay = (day: Day): Instant => instantAt(day, 23, 59, 59);

export function addDays(day: Day, days: number): Day {
  return new Date(utcOf(day) + days * DAY_MS).toISOString().slice(0, 10) as Day;
}

/** The same day some months later; the last day of the month when that month is shorter. */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(utcOf(day));
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), last));
  return first.toISOString().slice(0, 10) as Day;
}

/** The same day of another year; 29 February becomes 28 February where there is none. */
export function addYears(day: Day, years: number): Day {
  const moved = `${String(yearOf(day) + years).padStart(4, '0')}${day.slice(4)}`;
  // Where there is no 29 February, the calendar carries it over to March.
  const exists = new Date(utcOf(moved as Day)).getUTCMonth() + 1 === Number(day.slice(5, 7));
  return (exists ? moved : `${moved.slice(0, 8)}28`) as Day;
}

/** Days from one day to another, negative when the other is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((utcOf(to) - utcOf(from)) / DAY_MS);

/** 0 for Sunday to 6 for Saturday. */
export const weekday = (day: Day): number => new Date(utcOf(day)).getUTCDay();

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Negative, zero or positive, for sorting. */
export const compareDays = (a: Day, b: Day): number => (a < b ? -1 : Number(a > b));

/** `05/11/2018`. */
export const formatDay = (day: Day): string => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

/** `05/11/2018 14:30`, Paris. */
export function formatInstant(at: Instant): string {
  return `${formatDay(dayOf(at))} ${parisClock(at).toISOString().slice(11, 16)}`;
}

/** `vendredi 16 novembre 2018`, `jeudi 1er novembre 2018`. */
export function formatDayInWords(day: Day): string {
  const number = Number(day.slice(8, 10));
  const month = wording.months[Number(day.slice(5, 7)) - 1];
  return `${wording.weekdays[weekday(day)]} ${number === 1 ? '1er' : number} ${month} ${day.slice(0, 4)}`;
}

/** `vendredi 16 novembre 2018 à 23 h 59 min 59 s (heure de Paris)`; seconds only when there are some. */
export function formatInstantInWords(at: Instant): string {
  const clock = parisClock(at);
  return wording.at(formatDayInWords(dayOf(at)), clock.getUTCHours(), clock.getUTCMinutes(), clock.getUTCSeconds());
}

/** `2018-11-16T23:59:59+01:00`. */
export function isoParis(at: Instant): string {
  const offset = parisOffset(at) / HOUR;
  return `${parisClock(at).toISOString().slice(0, 19)}+0${offset}:00`;
}

function isDate(raw: unknown): raw is Date {
  return Object.prototype.toString.call(raw) === '[object Date]';
}

const FRENCH =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[\s,]+(?:à\s+)?(\d{1,2})\s?[h:]\s?(?:(\d{2})(?:\s?(?::|mn|min|m)(?:\s?(\d{2})\s?s?)?)?)?)?$/i;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T\s](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;
const LONGEST_TYPED = 40;

interface Typed {
  readonly day: Day;
  /** Null when only a day was typed. */
  readonly at: Instant | null;
}

/** A cell or a prompt: a date, `16/11/2018`, `16/11/2018 12:00`, `16/11/2018 à 12 h 30`, or ISO. */
function parseTyped(raw: unknown): Result<Typed> {
  if (isDate(raw)) {
    const ms = raw.getTime();
    if (Number.isNaN(ms)) return refused(wording.notADay('date invalide'));
    const outside = refused(wording.yearOutOfRange(String(raw.getUTCFullYear()), FIRST_YEAR, LAST_YEAR));
    if (ms < startOfDay(`${FIRST_YEAR}-01-01` as Day) || ms >= startOfDay(`${LAST_YEAR + 1}-01-01` as Day))
      return outside;
    return ok({ day: dayOf(instant(ms)), at: instant(ms) });
  }
  const text = typeof raw === 'string' ? raw.replace(/[\u00a0\u202f]/g, ' ').trim() : '';
  if (text === '' || text.length > LONGEST_TYPED) return refused(wording.notADay(String(raw).slice(0, LONGEST_TYPED)));
  const french = FRENCH.exec(text);
  if (french) return typedAt(text, [french[3], french[2], french[1]], [french[4], french[5], french[6]]);
  const iso = ISO.exec(text);
  if (!iso) return refused(wording.notADay(text));
  const local = typedAt(text, [iso[1], iso[2], iso[3]], [iso[4], iso[5], iso[6]]);
  if (!local.ok || iso[7] === undefined) return local;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? refused(wording.notADay(text)) : parseTyped(new Date(ms));
}

function typedAt(
  text: string,
  [year, month, date]: (string | undefined)[],
  [hours, minutes, seconds]: (string | undefined)[],
): Result<Typed> {
  const day = dayFrom(Number(year), Number(month), Number(date), text);
  if (!day.ok) return day;
  if (hours === undefined) return ok({ day: day.value, at: null });
  const clock = [Number(hours), Number(minutes ?? 0), Number(seconds ?? 0)] as const;
  if (clock[0] > 23 || clock[1] > 59 || clock[2] > 59) return refused(wording.notATime(text));
  return ok({ day: day.value, at: instantAt(day.value, ...clock) });
}

/** The day of a cell or of a prompt; a time, if any, is left out. Refused with a sentence that shows the form. */
export function parseFrenchDay(raw: unknown): Result<Day> {
  const typed = parseTyped(raw);
  return typed.ok ? ok(typed.value.day) : typed;
}

/** The instant of a cell or of a prompt; a day without a time is taken at `bound` (its start, unless told). */
export function parseFrenchInstant(raw: unknown, bound: (day: Day) => Instant = startOfDay): Result<Instant> {
  const typed = parseTyped(raw);
  if (!typed.ok) return typed;
  const { day, at } = typed.value;
  return ok(at ?? bound(day));
}
