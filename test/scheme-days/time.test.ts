/** Instants and days in Paris: the offset against the locale data of Node, and everything a person may type. */
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import {
  addDays,
  addYears,
  compareDays,
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
  parseDay,
  parseFrenchDay,
  parseFrenchInstant,
  startOfDay,
  weekday,
  yearOf,
} from '../../src/scheme/time';

const HOUR = 3_600_000;
const at = (iso: string) => instant(Date.parse(iso));
const day = (text: string): Day => {
  const parsed = parseDay(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
};

/** The clock of Paris as Node's locale data give it, `2018-11-16 23:59:59`. */
const PARIS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' });
const oracle = (ms: number): string => PARIS.format(new Date(ms)).replace('T', ' ');
const ours = (ms: number): string =>
  new Date(ms + parisOffset(instant(ms))).toISOString().slice(0, 19).replace('T', ' ');

/** From a day of 1996 to one of 2199. */
const days = fc.integer({ min: 0, max: 74_000 }).map(count => addDays(day('1996-01-01'), count));

describe('the offset of Paris', () => {
  test('agrees with the locale data at every hour of the weeks of change, 1996 to 2040', () => {
    const wrong: string[] = [];
    for (let year = 1996; year <= 2040; year += 1)
      for (const month of [2, 9])
        for (let ms = Date.UTC(year, month, 22); ms < Date.UTC(year, month + 1, 2); ms += HOUR)
          if (ours(ms) !== oracle(ms)) wrong.push(new Date(ms).toISOString());
    expect(wrong).toEqual([]);
  });

  test('agrees with the locale data at any instant of 1996 to 2040', () => {
    const ms = fc.integer({ min: Date.UTC(1996, 0, 1), max: Date.UTC(2040, 11, 31) });
    fc.assert(fc.property(ms, one => expect(ours(one)).toBe(oracle(one))));
  });

  test.each([
    ['2018-03-25T00:59:59.999Z', 1],
    ['2018-03-25T01:00:00.000Z', 2],
    ['2018-10-28T00:59:59.999Z', 2],
    ['2018-10-28T01:00:00.000Z', 1],
  ])('at %s is %i h', (iso, hours) => {
    expect(parisOffset(at(iso))).toBe(hours * HOUR);
  });

  test('does not depend on the zone of the machine', () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    try {
      expect(dayOf(at('2018-11-16T22:59:59Z'))).toBe('2018-11-16');
      expect(endOfDay(day('2018-11-16'))).toBe(Date.parse('2018-11-16T22:59:59Z'));
    } finally {
      process.env.TZ = zone;
    }
  });
});

describe('an instant', () => {
  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [Date.UTC(1970, 0, 1)], [Date.UTC(2300, 0, 1)]])(
    'is never %d',
    ms => {
      expect(() => instant(ms)).toThrow(RangeError);
    },
  );

  test.each([
    ['2018-11-16', 23, 59, 59, '2018-11-16T22:59:59Z'],
    ['2018-07-14', 12, 0, 0, '2018-07-14T10:00:00Z'],
    ['2018-03-25', 1, 59, 59, '2018-03-25T00:59:59Z'],
    ['2018-03-25', 2, 30, 0, '2018-03-25T01:30:00Z'],
    ['2018-03-25', 3, 0, 0, '2018-03-25T01:00:00Z'],
    ['2018-10-28', 1, 59, 59, '2018-10-27T23:59:59Z'],
    ['2018-10-28', 2, 30, 0, '2018-10-28T00:30:00Z'],
    ['2018-10-28', 3, 0, 0, '2018-10-28T02:00:00Z'],
  ])('on %s at %i:%i:%i in Paris', (on, hours, minutes, seconds, iso) => {
    expect(new Date(instantAt(day(on), hours, minutes, seconds)).toISOString()).toBe(iso.replace('Z', '.000Z'));
  });

  test('of a day lies between its start and its end, which are its own', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 23 }), (on, hours) => {
        const one = instantAt(on, hours);
        expect(dayOf(one)).toBe(on);
        expect(dayOf(startOfDay(on))).toBe(on);
        expect(dayOf(endOfDay(on))).toBe(on);
        expect(one).toBeGreaterThanOrEqual(startOfDay(on));
        expect(one).toBeLessThanOrEqual(endOfDay(on));
        expect(startOfDay(addDays(on, 1)) - endOfDay(on)).toBe(1000);
      }),
    );
  });

  test.each([
    ['2018-11-16T22:59:59Z', '2018-11-16T23:59:59+01:00'],
    ['2018-07-14T10:00:00Z', '2018-07-14T12:00:00+02:00'],
    ['2018-10-28T00:30:00Z', '2018-10-28T02:30:00+02:00'],
    ['2018-10-28T01:30:00Z', '2018-10-28T02:30:00+01:00'],
  ])('%s is written %s, and means the same', (utc, iso) => {
    expect(isoParis(at(utc))).toBe(iso);
    expect(Date.parse(iso)).toBe(Date.parse(utc));
  });
});

describe('a day', () => {
  test.each(['2018-02-29', '2018-13-01', '2018-00-10', '2018-11-31', '18-11-16', '2018-11-16 ', '16/11/2018', ''])(
    'is not %j',
    text => {
      expect(parseDay(text)).toEqual({ ok: false, reason: expect.stringMatching(/n’est pas une date/) });
    },
  );

  test.each(['1995-12-31', '2200-01-01'])('is not out of the calendar: %s', text => {
    expect(parseDay(text)).toEqual({ ok: false, reason: expect.stringMatching(/entre 1996 et 2199/) });
  });

  test('counts, compares and keeps its weekday', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -500, max: 500 }), (from, count) => {
        fc.pre(from > '1998-01-01' && from < '2197-01-01');
        const to = addDays(from, count);
        expect(daysBetween(from, to)).toBe(count);
        expect(Math.sign(compareDays(from, to))).toBe(-Math.sign(count) + 0);
        expect(weekday(to)).toBe((((weekday(from) + count) % 7) + 7) % 7);
      }),
    );
  });

  test.each([
    ['2018-11-05', 1, '2019-11-05'],
    ['2020-02-29', 1, '2021-02-28'],
    ['2020-02-29', 4, '2024-02-29'],
    ['2018-12-31', 3, '2021-12-31'],
  ])('%s, %i years later, is %s', (from, years, to) => {
    expect(addYears(day(from), years)).toBe(to);
  });

  test('has its year', () => {
    expect(yearOf(day('2018-11-05'))).toBe(2018);
  });
});

describe('what people read', () => {
  test.each([
    ['2018-11-05', '05/11/2018', 'lundi 5 novembre 2018'],
    ['2018-11-01', '01/11/2018', 'jeudi 1er novembre 2018'],
    ['2020-02-29', '29/02/2020', 'samedi 29 février 2020'],
    ['2019-08-15', '15/08/2019', 'jeudi 15 août 2019'],
    ['2018-12-30', '30/12/2018', 'dimanche 30 décembre 2018'],
  ])('%s is %s, %s', (on, short, words) => {
    expect(formatDay(day(on))).toBe(short);
    expect(formatDayInWords(day(on))).toBe(words);
  });

  test.each([
    ['2018-11-05T13:30:00Z', '05/11/2018 14:30', 'lundi 5 novembre 2018 à 14 h 30 (heure de Paris)'],
    ['2018-11-16T22:59:59Z', '16/11/2018 23:59', 'vendredi 16 novembre 2018 à 23 h 59 min 59 s (heure de Paris)'],
    ['2018-11-16T23:00:00Z', '17/11/2018 00:00', 'samedi 17 novembre 2018 à 0 h 00 (heure de Paris)'],
    ['2018-07-14T07:05:09Z', '14/07/2018 09:05', 'samedi 14 juillet 2018 à 9 h 05 min 09 s (heure de Paris)'],
  ])('%s is %s', (iso, short, words) => {
    expect(formatInstant(at(iso))).toBe(short);
    expect(formatInstantInWords(at(iso))).toBe(words);
  });
});

describe('what people type', () => {
  const otherRealm: unknown = runInNewContext('new Date(Date.UTC(2018, 10, 15, 23))');
  const typed: [unknown, string][] = [
    ['16/11/2018', '2018-11-16T00:00:00+01:00'],
    ['6/1/2019', '2019-01-06T00:00:00+01:00'],
    [' 16/11/2018 ', '2018-11-16T00:00:00+01:00'],
    ['16-11-2018', '2018-11-16T00:00:00+01:00'],
    ['16.11.2018', '2018-11-16T00:00:00+01:00'],
    ['16/11/2018 12:00', '2018-11-16T12:00:00+01:00'],
    ['16/11/2018 23:59:59', '2018-11-16T23:59:59+01:00'],
    ['16/11/2018 à 12 h 30', '2018-11-16T12:30:00+01:00'],
    ['16/11/2018 à 12h', '2018-11-16T12:00:00+01:00'],
    ['16/11/2018 12h30', '2018-11-16T12:30:00+01:00'],
    ['16/11/2018 à 23 h 59 min 59 s', '2018-11-16T23:59:59+01:00'],
    ['16/11/2018\u00a0\u00e0\u202f12\u00a0h\u00a030', '2018-11-16T12:30:00+01:00'],
    ['2018-11-16', '2018-11-16T00:00:00+01:00'],
    ['2018-11-16T12:00', '2018-11-16T12:00:00+01:00'],
    ['2018-11-16T12:00:00Z', '2018-11-16T13:00:00+01:00'],
    ['2018-11-16T12:00:00.000Z', '2018-11-16T13:00:00+01:00'],
    ['2018-11-16T23:59:59+01:00', '2018-11-16T23:59:59+01:00'],
    ['2018-07-14T12:00:00', '2018-07-14T12:00:00+02:00'],
    [new Date('2018-11-16T08:00:00Z'), '2018-11-16T09:00:00+01:00'],
    [otherRealm, '2018-11-16T00:00:00+01:00'],
    [new Date('1995-12-31T23:00:00Z'), '1996-01-01T00:00:00+01:00'],
    [new Date('2199-12-31T22:59:59Z'), '2199-12-31T23:59:59+01:00'],
  ];
  test.each(typed)('%j is the instant %s', (raw, iso) => {
    const parsed = parseFrenchInstant(raw);
    expect(parsed.ok && isoParis(parsed.value)).toBe(iso);
    const parsedDay = parseFrenchDay(raw);
    expect(parsedDay.ok && parsedDay.value).toBe(iso.slice(0, 10));
  });

  test('a day alone is taken at the bound that is asked, a time is kept', () => {
    expect(parseFrenchInstant('16/11/2018', endOfDay)).toEqual({ ok: true, value: endOfDay(day('2018-11-16')) });
    expect(parseFrenchInstant('16/11/2018 00:00', endOfDay)).toEqual({
      ok: true,
      value: startOfDay(day('2018-11-16')),
    });
  });

  const refusals: [unknown, RegExp][] = [
    ['', /n’est pas une date/],
    ['demain', /« demain » n’est pas une date/],
    ['16/11/18', /n’est pas une date/],
    ['31/11/2018', /n’est pas une date/],
    ['29/02/2019', /n’est pas une date/],
    ['11/16/2018', /n’est pas une date/],
    ['16/11', /n’est pas une date/],
    ['2018-02-30T12:00:00Z', /n’est pas une date/],
    ['16/11/2018 25:00', /n’est pas une heure/],
    ['16/11/2018 12:60', /n’est pas une heure/],
    ['16/11/2018 12', /n’est pas une date/],
    ['16/11/1995', /entre 1996 et 2199/],
    ['2018-11-16T12:00:00Z et plus', /n’est pas une date/],
    [43_420, /n’est pas une date/],
    [true, /n’est pas une date/],
    [null, /n’est pas une date/],
    [undefined, /n’est pas une date/],
    [new Date(Number.NaN), /n’est pas une date/],
    [new Date('1899-12-30T00:00:00Z'), /entre 1996 et 2199/],
    [`16/11/2018${' '.repeat(50)}x`, /n’est pas une date/],
  ];
  test.each(refusals)('%j is refused with a sentence', (raw, sentence) => {
    expect(parseFrenchDay(raw)).toEqual({ ok: false, reason: expect.stringMatching(sentence) });
    expect(parseFrenchInstant(raw)).toEqual({ ok: false, reason: expect.stringMatching(sentence) });
  });

  test('no text, however long, makes a sentence of more than a line or two', () => {
    const parsed = parseFrenchDay('9'.repeat(40_000));
    expect(parsed.ok ? 0 : parsed.reason.length).toBeLessThan(200);
  });

  test('what is shown of an instant reads back to the same minute, of a day to the same day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (on, hours, minutes) => {
        fc.pre(!(hours === 2 && (on.slice(5, 7) === '03' || on.slice(5, 7) === '10')));
        const one = instantAt(on, hours, minutes);
        expect(parseFrenchInstant(formatInstant(one))).toEqual({ ok: true, value: one });
        expect(parseFrenchDay(formatDay(on))).toEqual({ ok: true, value: on });
        expect(parseFrenchInstant(isoParis(one))).toEqual({ ok: true, value: one });
      }),
    );
  });
});
