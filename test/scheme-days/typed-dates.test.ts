/** Dates as cells and prompts give them: read when there is no doubt, refused with a sentence otherwise. */
import vm from 'node:vm';
import {
  type Day,
  endOfDay,
  instant,
  isoParis,
  parseDay,
  parseFrenchDay,
  parseFrenchInstant,
} from '../../src/scheme/time';

const dayOfText = (raw: unknown): string => {
  const result = parseFrenchDay(raw);
  return result.ok ? result.value : result.reason;
};
const instantOfText = (raw: unknown): string => {
  const result = parseFrenchInstant(raw);
  return result.ok ? isoParis(result.value) : result.reason;
};

describe('a day', () => {
  it.each([
    ['16/11/2018', '2018-11-16'],
    ['5/1/2018', '2018-01-05'],
    ['16-11-2018', '2018-11-16'],
    ['16.11.2018', '2018-11-16'],
    ['  16/11/2018  ', '2018-11-16'],
    ['16/11/2018 à 12 h 30', '2018-11-16'],
    ['2018-11-16', '2018-11-16'],
    ['2018-11-16T23:30:00Z', '2018-11-17'],
    ['29/02/2020', '2020-02-29'],
  ])('« %s » is %s', (typed, expected) => {
    expect(dayOfText(typed)).toBe(expected);
  });

  it.each([
    '',
    'demain',
    '29/02/2019',
    '31/04/2018',
    '16/13/2018',
    '16/11/18',
    '00/11/2018',
    '2018-02-30',
    '2018-02-30T10:00:00Z',
    '16/11/2018 25:00',
    '16/11/2018 10:60',
    '16/11/2018 12 h m',
    '16/11/2018'.repeat(10),
  ])('« %s » is none', typed => {
    expect(parseFrenchDay(typed).ok).toBe(false);
  });

  it.each([43_420, true, null, undefined, [], {}])('%p is none: a number may be anything', raw => {
    expect(parseFrenchDay(raw).ok).toBe(false);
  });

  it.each(['01/01/1995', '01/01/2200'])('%s is outside the calendar, and the sentence says so', typed => {
    expect(dayOfText(typed)).toContain('entre 1996 et 2199');
  });

  it('a date comes from another realm as well as from this one', () => {
    const foreign: unknown = vm.runInNewContext('new Date(Date.UTC(2018, 10, 16, 23, 30))');
    expect(dayOfText(foreign)).toBe('2018-11-17');
    expect(dayOfText(new Date(Number.NaN))).toContain('date invalide');
  });

  it.each([
    ['1995-12-31T23:00:00Z', '1996-01-01'],
    ['2199-12-31T22:59:59Z', '2199-12-31'],
  ])('the calendar begins and ends at midnight in Paris: %s is %s', (iso, expected) => {
    expect(dayOfText(new Date(iso))).toBe(expected);
    expect(dayOfText(iso)).toContain(iso.startsWith('1995') ? '1996' : expected);
  });

  it.each(['1995-12-31T22:59:59Z', '2199-12-31T23:00:00Z'])('%s is outside it', iso => {
    expect(parseFrenchDay(new Date(iso)).ok).toBe(false);
  });

  it('its own text reads back', () => {
    expect(parseDay('2018-11-16')).toEqual({ ok: true, value: '2018-11-16' });
    expect(parseDay('2018-11-31').ok).toBe(false);
    expect(parseDay('16/11/2018').ok).toBe(false);
  });
});

describe('an instant', () => {
  it.each([
    ['16/11/2018 14:30', '2018-11-16T14:30:00+01:00'],
    ['16/11/2018 14h30', '2018-11-16T14:30:00+01:00'],
    ['16/11/2018 à 14 h', '2018-11-16T14:00:00+01:00'],
    ['16/11/2018 à 14 h 30 min', '2018-11-16T14:30:00+01:00'],
    ['16/11/2018 à 23 h 59 min 59 s', '2018-11-16T23:59:59+01:00'],
    ['16/11/2018, 23:59:59', '2018-11-16T23:59:59+01:00'],
    ['16/07/2018\u00a0à\u00a014\u202fh\u202f30', '2018-07-16T14:30:00+02:00'],
    ['2018-11-16 14:30', '2018-11-16T14:30:00+01:00'],
    ['2018-11-16T14:30:00+05:00', '2018-11-16T10:30:00+01:00'],
    ['16/11/2018', '2018-11-16T00:00:00+01:00'],
  ])('« %s » is %s', (typed, expected) => {
    expect(instantOfText(typed)).toBe(expected);
  });

  it('a day without a time is taken at the bound that is asked', () => {
    const end = parseFrenchInstant('16/11/2018', endOfDay);
    expect(end).toEqual({ ok: true, value: endOfDay('2018-11-16' as Day) });
  });

  it('a date is itself', () => {
    const ms = Date.UTC(2018, 10, 16, 12, 0, 1);
    expect(parseFrenchInstant(new Date(ms))).toEqual({ ok: true, value: instant(ms) });
  });
});
