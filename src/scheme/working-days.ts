/** Working days: jours ouvrables (every day but Sundays and holidays) or jours ouvrés (Monday to Friday, no holiday). */
import { holidayCalendar, holidayNames, type Zone } from './holidays';
import { ok, type Result, refused } from './result';
import { addDays, type Day, daysBetween, weekday, yearOf } from './time';
import { workingDayWording as wording } from './wording-days';

/** How days are counted (setting `ModeJours`). */
export const DAY_MODES = ['ouvrables', 'ouvrés'] as const;
export type DayMode = (typeof DAY_MODES)[number];

const SUNDAY = 0;
const SATURDAY = 6;
const WEEK = 7;

/** What days are counted by: the mode, the zone's holidays, and dates added by hand. */
export interface DayCount {
  readonly mode: DayMode;
  readonly zone: Zone;
  readonly extraHolidays?: readonly Day[];
}

/** The mode that a text names, whatever its case and accents. */
export function parseDayMode(text: string): Result<DayMode> {
  const typed = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .trim()
    .toLowerCase();
  if (typed === 'ouvrables') return ok('ouvrables');
  if (typed === 'ouvres') return ok('ouvrés');
  return refused(wording.unknownMode(text.slice(0, 40), DAY_MODES));
}

/** Why a day does not count, or null when it does. */
export type Exclusion = (day: Day) => string | null;

/** The days that a count leaves out, each with its reason. */
export function exclusions({ mode, zone, extraHolidays = [] }: DayCount): Exclusion {
  const holiday = holidayCalendar(zone, extraHolidays);
  return day => {
    const name = holiday(day);
    if (name !== null) return name;
    if (weekday(day) === SUNDAY) return wording.sunday;
    return mode === 'ouvrés' && weekday(day) === SATURDAY ? wording.saturday : null;
  };
}

/**
 * Working days after `from`, up to and including `to`; zero when `to` is not after `from`. Counted by weeks and by years,
 * so that a long span costs little more than a short one.
 */
export function countWorkingDays(from: Day, to: Day, { mode, zone, extraHolidays = [] }: DayCount): number {
  const span = daysBetween(from, to);
  if (span <= 0) return 0;
  const rests = (day: Day): boolean => weekday(day) === SUNDAY || (mode === 'ouvrés' && weekday(day) === SATURDAY);
  const weeks = Math.floor(span / WEEK);
  let total = weeks * (mode === 'ouvrés' ? WEEK - 2 : WEEK - 1);
  for (let day = addDays(from, weeks * WEEK + 1); day <= to; day = addDays(day, 1)) if (!rests(day)) total += 1;
  const counts = (day: Day): boolean => day > from && day <= to && !rests(day);
  const extra = new Set(extraHolidays);
  for (let year = yearOf(from); year <= yearOf(to); year += 1)
    for (const day of holidayNames(year, zone).keys()) {
      if (counts(day)) total -= 1;
      extra.delete(day);
    }
  for (const day of extra) if (counts(day)) total -= 1;
  return total;
}
