/** Instants and days pass through Paris exactly as the tz database says, with neither the machine's zone nor its locale. */
import {
  addDays,
  addYears,
  type Day,
  dayOf,
  daysBetween,
  endOfDay,
  formatDay,
  formatDayInWords,
  formatInstant,
  formatInstantInWords,
  instant,
  instantAt,
  isoParis,
  parisOffset,
  startOfDay,
  weekday,
} from '../../src/scheme/time';
import { datesOf } from './holiday-oracle';

const HOUR = 3_600_000;
const paris = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `2018-11-16 23:59:59`, according to the tz database. */
function clock(ms: number): string {
  const parts = new Map<string, string>(paris.formatToParts(ms).map(({ type, value }) => [type, value]));
  const date = ['year', 'month', 'day'].map(type => parts.get(type)).join('-');
  return `${date} ${['hour', 'minute', 'second'].map(type => parts.get(type)).join(':')}`;
}

/** The instants, to the second, at which the tz database changes the offset of Paris in a year. */
function changesOf(year: number): number[] {
  const offsetAt = (ms: number): number => Date.parse(`${clock(ms).replace(' ', 'T')}Z`) - ms;
  const changes: number[] = [];
  for (let start = Date.UTC(year, 0, 1); start < Date.UTC(year + 1, 0, 1); start += 24 * HOUR) {
    if (offsetAt(start) === offsetAt(start + 24 * HOUR)) continue;
    let [before, after] = [start, start + 24 * HOUR];
    while (after - before > 1000) {
      const middle = before + Math.floor((after - before) / 2000) * 1000;
      if (offsetAt(middle) === offsetAt(start)) before = middle;
      else after = middle;
    }
    changes.push(after);
  }
  return changes;
}

const years = Array.from({ length: 2040 - 1996 + 1 }, (_, index) => 1996 + index);

describe('around each change of the clocks', () => {
  it.each(years)('%i: the second before, the second itself and the hours around are those of the tz database', year => {
    const changes = changesOf(year);
    expect(changes).toHaveLength(2);
    for (const change of changes)
      for (const shift of [-25 * HOUR, -2 * HOUR, -HOUR, -1000, -1, 0, 1000, HOUR, 2 * HOUR, 25 * HOUR]) {
        const at = instant(change + shift);
        expect(isoParis(at).slice(0, 19).replace('T', ' ')).toBe(clock(at));
        expect(`${dayOf(at)} `).toBe(clock(at).slice(0, 11));
      }
  });

  it.each(years)('%i: every day begins at 00:00:00 and ends at 23:59:59', year => {
    const wrong = datesOf(year).filter(date => {
      const day = date as Day;
      const bounds = [clock(startOfDay(day)), clock(endOfDay(day)), dayOf(startOfDay(day)), dayOf(endOfDay(day))];
      return bounds.join() !== [`${date} 00:00:00`, `${date} 23:59:59`, date, date].join();
    });
    expect(wrong).toEqual([]);
  });

  it('a clock time that spring skips is taken an hour later', () => {
    expect(isoParis(instantAt('2018-03-25' as Day, 2, 30))).toBe('2018-03-25T03:30:00+02:00');
  });

  it('of a clock time that autumn repeats, the first is meant', () => {
    expect(isoParis(instantAt('2018-10-28' as Day, 2, 30))).toBe('2018-10-28T02:30:00+02:00');
    expect(isoParis(instantAt('2018-10-28' as Day, 3))).toBe('2018-10-28T03:00:00+01:00');
  });

  it('the offset is one hour in winter and two in summer', () => {
    expect(parisOffset(startOfDay('2018-01-15' as Day))).toBe(HOUR);
    expect(parisOffset(startOfDay('2018-07-15' as Day))).toBe(2 * HOUR);
  });
});

describe('an instant', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, 0, Date.UTC(2300, 0, 1)])('%p is not one of the calendar', ms => {
    expect(() => instant(ms)).toThrow(RangeError);
  });
});

describe('days', () => {
  it.each([
    ['2018-12-31', 1, '2019-01-01'],
    ['2020-02-28', 1, '2020-02-29'],
    ['2018-03-24', 2, '2018-03-26'],
    ['2018-01-01', -1, '2017-12-31'],
  ])('%s and %i days are %s', (day, days, expected) => {
    expect(addDays(day as Day, days)).toBe(expected);
    expect(daysBetween(day as Day, expected as Day)).toBe(days);
  });

  it.each([
    ['2018-11-05', 1, '2019-11-05'],
    ['2020-02-29', 1, '2021-02-28'],
    ['2020-02-29', 4, '2024-02-29'],
  ])('%s and %i years are %s', (day, count, expected) => {
    expect(addYears(day as Day, count)).toBe(expected);
  });

  it('Sunday is 0', () => {
    expect(weekday('2018-11-18' as Day)).toBe(0);
  });
});

describe('in French', () => {
  it.each([
    ['2018-11-16', 'vendredi 16 novembre 2018'],
    ['2018-11-01', 'jeudi 1er novembre 2018'],
    ['2018-08-11', 'samedi 11 août 2018'],
  ])('%s is %s', (day, words) => {
    expect(formatDayInWords(day as Day)).toBe(words);
  });

  it('the deadline shows its seconds, another hour does not', () => {
    const day = '2018-11-16' as Day;
    expect(formatInstantInWords(endOfDay(day))).toBe('vendredi 16 novembre 2018 à 23 h 59 min 59 s (heure de Paris)');
    expect(formatInstantInWords(instantAt(day, 14, 5))).toBe('vendredi 16 novembre 2018 à 14 h 05 (heure de Paris)');
  });

  it('cells show day, month, year, hour and minute', () => {
    expect(formatDay('2018-11-05' as Day)).toBe('05/11/2018');
    expect(formatInstant(instantAt('2018-11-05' as Day, 14, 30))).toBe('05/11/2018 14:30');
  });
});
