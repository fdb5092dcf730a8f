/** How a cell becomes an amount, a rate, a day, a status: what is typed without doubt is read, the rest is refused. */

import { parseZone, ZONES, type Zone } from '../../scheme/holidays';
import { MEMBER_STATUSES, type MemberStatus } from '../../scheme/membership';
import { type Cents, parseAmount, parseRate, type Rate } from '../../scheme/money';
import { ok, type Result, refused } from '../../scheme/result';
import { checkPoints } from '../../scheme/scoring';
import { type Day, formatDay, parseFrenchDay } from '../../scheme/time';
import { DAY_MODES, type DayMode, parseDayMode } from '../../scheme/working-days';
import { shareTitles, wording } from './wording';

const SHOWN_CHARACTERS = 40;
/** As many as a consultation may leave. */
export const MOST_DAYS = 366;

/** Dates come from another realm, where `instanceof` is false. */
export function isDate(cell: unknown): cell is Date {
  return Object.prototype.toString.call(cell) === '[object Date]';
}

/** A cell as a sentence quotes it. */
export function shown(cell: unknown): string {
  if (typeof cell === 'boolean') return cell ? wording.yes : wording.no;
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  if (isDate(cell)) {
    const day = parseFrenchDay(cell);
    return day.ok ? formatDay(day.value) : 'date';
  }
  const text = String(cell).trim();
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

/** Text without accents, case or hyphens, for comparing words that people type. */
function plain(cell: unknown): string {
  if (typeof cell !== 'string' || cell.length > SHOWN_CHARACTERS) return '';
  return cell
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[\s\u2010-\u2013-]+/g, ' ')
    .trim();
}

const isTrue = (cell: unknown): boolean => cell === true || plain(cell) === 'vrai';
const isFalse = (cell: unknown): boolean => cell === false || plain(cell) === 'faux';

/** Adhérent, Non adhérent, VRAI, FAUX; a number is refused, since 1 or 0 could mean anything. */
export function readAdherent(cell: unknown): Result<MemberStatus> {
  const [member, nonMember] = MEMBER_STATUSES;
  if (isTrue(cell) || plain(cell) === plain(member)) return ok(member);
  if (isFalse(cell) || plain(cell) === plain(nonMember)) return ok(nonMember);
  return refused(wording.notMemberStatus(shown(cell), MEMBER_STATUSES));
}

/** An amount, positive or zero, to the nearest cent. */
export function readAmount(cell: unknown): Result<Cents> {
  return typeof cell === 'number' || typeof cell === 'string'
    ? parseAmount(cell)
    : refused(wording.notAmount(shown(cell)));
}

/** A price: an amount above zero. */
export function readPrice(cell: unknown): Result<Cents> {
  const amount = readAmount(cell);
  return amount.ok && amount.value === 0 ? refused(wording.zeroPrice) : amount;
}

export function readRate(cell: unknown): Result<Rate> {
  return typeof cell === 'number' || typeof cell === 'string' ? parseRate(cell) : refused(wording.notRate(shown(cell)));
}

/** A day in Paris: a date, with or without a time, or its text. */
export function readDay(cell: unknown): Result<Day> {
  return isDate(cell) || typeof cell === 'string' ? parseFrenchDay(cell) : refused(wording.notDate(shown(cell)));
}

export function readMode(cell: unknown): Result<DayMode> {
  return typeof cell === 'string' ? parseDayMode(cell) : refused(wording.notText(shown(cell), DAY_MODES));
}

export function readZone(cell: unknown): Result<Zone> {
  return typeof cell === 'string' ? parseZone(cell) : refused(wording.notText(shown(cell), ZONES));
}

/** A whole number of days, from 1 to 366. */
export function readDays(cell: unknown): Result<number> {
  const days = typeof cell === 'string' && /^\s*\d{1,3}\s*$/.test(cell) ? Number(cell) : cell;
  const fits = typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS;
  return fits ? ok(days) : refused(wording.notDays(shown(cell), MOST_DAYS));
}

/** Points, as a consultation takes them: 0 to 1 000, two decimals at most. */
export function readPoints(cell: unknown): Result<number> {
  const typed = typeof cell === 'string' && /^\s*\d{1,4}(?:[.,]\d{1,2})?\s*$/.test(cell);
  const points = typed ? Number(cell.replace(',', '.')) : cell;
  const fits = typeof points === 'number' && checkPoints(1, points).ok;
  return fits ? ok(points) : refused(wording.notPoints(shown(cell)));
}

/** oui and non, as settings show them, or VRAI and FAUX. */
export function readYesNo(cell: unknown): Result<boolean> {
  if (isTrue(cell) || plain(cell) === 'oui') return ok(true);
  if (isFalse(cell) || plain(cell) === 'non') return ok(false);
  return refused(wording.notYesNo(shown(cell)));
}

export type ShareTitle = (typeof shareTitles)[keyof typeof shareTitles];

/** The header of a computed column, spelled as the workbook spells it. */
export function readTitle(cell: unknown): Result<ShareTitle> {
  const title = Object.values(shareTitles).find(known => plain(known) === plain(cell));
  return title === undefined ? refused(wording.notTitle(shown(cell))) : ok(title);
}
