/** Public holidays: the eleven of Code du travail L3133-1, and those that Alsace-Moselle and the overseas territories add. */
import { ok, type Result, refused } from './result';
import { addDays, type Day, yearOf } from './time';
import { holidayWording as wording } from './wording-days';

/** Where holidays are counted (setting `ZoneFeries`). */
export const ZONES = [
  'métropole',
  'Alsace-Moselle',
  'Guadeloupe',
  'Martinique',
  'Guyane',
  'La Réunion',
  'Mayotte',
  'Saint-Barthélemy',
  'Saint-Martin',
] as const;
export type Zone = (typeof ZONES)[number];

/** A holiday with its name in French. */
export interface Holiday {
  readonly day: Day;
  readonly name: string;
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[\s\u2010-\u2013-]+/g, ' ')
    .trim();

/** The zone that a text names, whatever its case, accents and hyphens; otherwise a sentence with the list. */
export function parseZone(text: string): Result<Zone> {
  const found = ZONES.find(zone => plain(zone) === plain(text.slice(0, 40)));
  return found === undefined ? refused(wording.unknownZone(text.slice(0, 40), ZONES)) : ok(found);
}

/** Easter Sunday of a year, Gregorian calendar (Meeus, Jones and Butcher). */
export function easter(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return dated(year, month, day);
}

const dated = (year: number, month: number, day: number): Day =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as Day;

const { names } = wording;
/** Fixed national holidays: month, day, name. */
const NATIONAL: readonly (readonly [number, number, string])[] = [
  [1, 1, names.newYear],
  [5, 1, names.labour],
  [5, 8, names.victory],
  [7, 14, names.bastille],
  [8, 15, names.assumption],
  [11, 1, names.allSaints],
  [11, 11, names.armistice],
  [12, 25, names.christmas],
];

/** Each overseas zone's own day, in memory of the abolition of slavery. */
const OVERSEAS: Partial<Record<Zone, readonly [number, number]>> = {
  Mayotte: [4, 27],
  Martinique: [5, 22],
  Guadeloupe: [5, 27],
  Guyane: [6, 10],
  'La Réunion': [12, 20],
  'Saint-Barthélemy': [10, 9],
  'Saint-Martin': [5, 28],
};

/** The holidays of a year in a zone, in no particular order. */
export function holidaysOf(year: number, zone: Zone): Holiday[] {
  const sunday = easter(year);
  const holidays: Holiday[] = NATIONAL.map(([month, day, name]) => ({ day: dated(year, month, day), name }));
  holidays.push(
    { day: addDays(sunday, 1), name: names.easterMonday },
    { day: addDays(sunday, 39), name: names.ascension },
    { day: addDays(sunday, 50), name: names.whitMonday },
  );
  if (zone === 'Alsace-Moselle')
    holidays.push(
      { day: addDays(sunday, -2), name: names.goodFriday },
      { day: dated(year, 12, 26), name: names.saintStephen },
    );
  const own = OVERSEAS[zone];
  if (own) holidays.push({ day: dated(year, own[0], own[1]), name: names.abolition });
  return holidays;
}

/** Years already computed, by zone: a column of 10,000 dates needs few of them, many times. */
const computed = new Map<string, ReadonlyMap<Day, string>>();

/** The holidays of a year in a zone, by day; of two on one day, the first named. */
export function holidayNames(year: number, zone: Zone): ReadonlyMap<Day, string> {
  const key = `${year} ${zone}`;
  const known = computed.get(key);
  if (known) return known;
  const found = new Map<Day, string>();
  for (const { day, name } of holidaysOf(year, zone)) if (!found.has(day)) found.set(day, name);
  computed.set(key, found);
  return found;
}

/** Says of a day whether it is a holiday, and which. */
export function holidayCalendar(zone: Zone, extra: readonly Day[] = []): (day: Day) => string | null {
  const own = new Set(extra);
  return day => holidayNames(yearOf(day), zone).get(day) ?? (own.has(day) ? names.extra : null);
}
