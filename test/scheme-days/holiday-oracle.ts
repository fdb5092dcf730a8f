/** Public holidays according to date-holidays, brought to the rule where the two differ, and the deadline counted from them. */
import Holidays from 'date-holidays';
import type { Zone } from '../../src/scheme/holidays';

const REGIONS: Record<Zone, [string, string?]> = {
  métropole: ['FR'],
  'Alsace-Moselle': ['FR', '67'],
  Guadeloupe: ['FR', 'GP'],
  Martinique: ['FR', 'MQ'],
  Guyane: ['FR', 'GF'],
  'La Réunion': ['FR', 'RE'],
  Mayotte: ['FR', 'YT'],
  'Saint-Barthélemy': ['FR', 'BL'],
  'Saint-Martin': ['FR', 'MF'],
};

/** `2019-04-22`, as date-holidays knows them. */
export function publishedHolidays(zone: Zone, year: number): { date: string; name: string }[] {
  const [country, state] = REGIONS[zone];
  const calendar = state === undefined ? new Holidays(country) : new Holidays(country, state);
  return calendar
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .map(({ date, name }) => ({ date: date.slice(0, 10), name }));
}

/** The two documented differences: Good Friday is no holiday in the Antilles, and Saint-Martin keeps 28 May, not 27. */
export function expectedHolidays(zone: Zone, year: number): Set<string> {
  const dates = publishedHolidays(zone, year)
    .filter(({ name }) => !(name === 'Vendredi saint' && (zone === 'Guadeloupe' || zone === 'Martinique')))
    .map(({ date, name }) =>
      zone === 'Saint-Martin' && name === 'Abolition de l’esclavage' ? date.replace('-05-27', '-05-28') : date,
    );
  return new Set(dates);
}

/** Remembers the years of a zone, so that whole years can be walked day by day. */
export function holidayLookup(zone: Zone): (date: string) => boolean {
  const years = new Map<string, Set<string>>();
  return date => {
    const year = date.slice(0, 4);
    const known = years.get(year) ?? expectedHolidays(zone, Number(year));
    years.set(year, known);
    return known.has(date);
  };
}

interface Calendar {
  readonly next: string;
  readonly weekday: number;
}
const calendar = new Map<string, Calendar>();

/** The date after, and the day of the week (0 for Sunday), through the machine's local calendar at noon. */
function calendarOf(date: string): Calendar {
  const known = calendar.get(date);
  if (known) return known;
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const next = new Date(year, month - 1, day + 1, 12);
  const two = (value: number): string => String(value).padStart(2, '0');
  const found = {
    next: `${next.getFullYear()}-${two(next.getMonth() + 1)}-${two(next.getDate())}`,
    weekday: new Date(year, month - 1, day, 12).getDay(),
  };
  calendar.set(date, found);
  return found;
}

export const nextDate = (date: string): string => calendarOf(date).next;

const sundayIsZero = (date: string): number => calendarOf(date).weekday;

export const isWorkingDate = (date: string, mode: string, isHoliday: (date: string) => boolean): boolean =>
  !isHoliday(date) && sundayIsZero(date) !== 0 && (mode === 'ouvrables' || sundayIsZero(date) !== 6);

/** The last day, walked one day at a time. */
export function walkedDeadline(
  sentOn: string,
  days: number,
  mode: string,
  shift: boolean,
  isHoliday: (date: string) => boolean,
): string {
  let date = sentOn;
  let left = days;
  while (left > 0) {
    date = nextDate(date);
    if (isWorkingDate(date, mode, isHoliday)) left -= 1;
  }
  while (shift && !isWorkingDate(date, 'ouvrés', isHoliday)) date = nextDate(date);
  return date;
}

/** Every date of a year. */
export function datesOf(year: number): string[] {
  const dates = [`${year}-01-01`];
  for (let date = nextDate(`${year}-01-01`); date.startsWith(String(year)); date = nextDate(date)) dates.push(date);
  return dates;
}
