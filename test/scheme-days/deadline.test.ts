/** Working days and deadlines: the known answers, whole years against a day-by-day count, lateness to the second. */
import fc from 'fast-check';
import {
  checkExtension,
  checkHandSetDeadline,
  computeDeadline,
  type DeadlineTerms,
  daysLeft,
  explainDeadline,
  isLate,
} from '../../src/scheme/deadline';
import { ZONES } from '../../src/scheme/holidays';
import { addDays, type Day, dayOf, endOfDay, instant, isoParis, startOfDay } from '../../src/scheme/time';
import { countWorkingDays, DAY_MODES, type DayMode, parseDayMode } from '../../src/scheme/working-days';
import { datesOf, holidayLookup, isWorkingDate, nextDate, walkedDeadline } from './holiday-oracle';

const terms = (sentAt: string, changes: Partial<DeadlineTerms> = {}): DeadlineTerms => ({
  sentAt: sentAt as Day,
  days: 10,
  mode: 'ouvrables',
  zone: 'métropole',
  shift: true,
  ...changes,
});

describe('the known answers', () => {
  it.each<[string, DayMode, string]>([
    ['2018-11-05', 'ouvrables', '2018-11-16'],
    ['2018-11-06', 'ouvrables', '2018-11-19'],
    ['2018-10-29', 'ouvrables', '2018-11-12'],
    ['2018-12-20', 'ouvrables', '2019-01-03'],
    ['2019-04-29', 'ouvrables', '2019-05-13'],
    ['2018-11-05', 'ouvrés', '2018-11-19'],
  ])('sent %s, 10 %s: %s', (sentOn, mode, expected) => {
    const { day, deadline } = computeDeadline(terms(sentOn, { mode }));
    expect(day).toBe(expected);
    expect(isoParis(deadline)).toBe(`${expected}T23:59:59+01:00`.replace('05-13T23:59:59+01', '05-13T23:59:59+02'));
  });

  it('the hour of sending does not count: only its day in Paris', () => {
    const late = instant(Date.parse('2018-11-05T23:59:59+01:00'));
    const next = instant(Date.parse('2018-11-06T00:00:00+01:00'));
    expect(computeDeadline(terms('', { sentAt: late })).day).toBe('2018-11-16');
    expect(computeDeadline(terms('', { sentAt: next })).day).toBe('2018-11-19');
  });

  it('without the shift, a Saturday stays', () => {
    expect(computeDeadline(terms('2018-11-06', { shift: false })).day).toBe('2018-11-17');
  });

  it('a holiday that staff added does not count, and moves a last day', () => {
    const extraHolidays = ['2018-11-16' as Day];
    expect(computeDeadline(terms('2018-11-05', { extraHolidays })).day).toBe('2018-11-19');
  });
});

describe('whole years, every zone and mode', () => {
  const cases = ZONES.flatMap(zone => DAY_MODES.map(mode => [zone, mode] as const));

  it.each(cases)('%s, %s: ten days from any day of six years end where a walk ends', (zone, mode) => {
    const isHoliday = holidayLookup(zone);
    const wrong: string[] = [];
    for (const date of [2008, 2018, 2019, 2020, 2024, 2038].flatMap(datesOf))
      for (const shift of [true, false]) {
        const { day } = computeDeadline(terms(date, { zone, mode, shift }));
        const walked = walkedDeadline(date, 10, mode, shift, isHoliday);
        if (day !== walked) wrong.push(`${date}, report ${shift}: ${day}, not ${walked}`);
      }
    expect(wrong).toEqual([]);
  });

  it.each(cases)('%s, %s: any delay from any day', (zone, mode) => {
    const isHoliday = holidayLookup(zone);
    const anyDate = fc.integer({ min: 0, max: 5_000 }).map(days => addDays('2000-01-01' as Day, days));
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), fc.boolean(), (date, days, shift) => {
        const found = computeDeadline(terms(date, { zone, mode, shift, days }));
        expect(found.day).toBe(walkedDeadline(date, days, mode, shift, isHoliday));
        expect(countWorkingDays(date, found.movedFrom ?? found.day, { zone, mode })).toBe(days);
      }),
      { numRuns: 30 },
    );
  });
});

describe('counting working days', () => {
  it.each(DAY_MODES)('%s: any span, any added holidays, is what a walk counts', mode => {
    const isHoliday = holidayLookup('Alsace-Moselle');
    const anyDate = fc.integer({ min: 0, max: 3_000 }).map(days => addDays('2015-01-01' as Day, days));
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5, max: 900 }), fc.array(anyDate), (from, span, extraHolidays) => {
        const to = addDays(from, span);
        const extra = new Set<string>(extraHolidays);
        let walked = 0;
        for (let date: string = from; date < to; ) {
          date = nextDate(date);
          if (isWorkingDate(date, mode, on => isHoliday(on) || extra.has(on))) walked += 1;
        }
        expect(countWorkingDays(from, to, { mode, zone: 'Alsace-Moselle', extraHolidays })).toBe(walked);
      }),
      { numRuns: 60 },
    );
  });

  it('a holiday on a Sunday, two holidays on one day, an added date given twice: each counts once', () => {
    // 11 November 2018 is a Sunday; in 2008, 1 May is also Ascension Day.
    const count = { mode: 'ouvrables', zone: 'métropole' } as const;
    expect(countWorkingDays('2018-11-10' as Day, '2018-11-12' as Day, count)).toBe(1);
    expect(countWorkingDays('2008-04-30' as Day, '2008-05-02' as Day, count)).toBe(1);
    const extraHolidays = ['2018-11-13', '2018-11-13', '2018-11-11'] as Day[];
    expect(countWorkingDays('2018-11-12' as Day, '2018-11-14' as Day, { ...count, extraHolidays })).toBe(1);
  });

  it('nothing when the end is not after the start', () => {
    const count = { mode: 'ouvrables', zone: 'métropole' } as const;
    expect(countWorkingDays('2018-11-05' as Day, '2018-11-05' as Day, count)).toBe(0);
    expect(countWorkingDays('2018-11-05' as Day, '2018-11-01' as Day, count)).toBe(0);
  });

  it.each([
    ['ouvrables', 'ouvrables'],
    ['OUVRÉS', 'ouvrés'],
    [' ouvres ', 'ouvrés'],
  ])('« %s » is the mode %s', (typed, mode) => {
    expect(parseDayMode(typed)).toEqual({ ok: true, value: mode });
  });

  it('another mode is refused with both', () => {
    const result = parseDayMode('francs');
    expect(result.ok ? '' : result.reason).toContain('ouvrables ou ouvrés');
  });
});

describe('a number of days that no consultation has', () => {
  it.each([0, -1, 1.5, 367, Number.NaN])('%p throws', days => {
    expect(() => computeDeadline(terms('2018-11-05', { days }))).toThrow(RangeError);
  });
});

describe('the explanation', () => {
  it('says what was counted, what was not and why, and that it moved', () => {
    expect(explainDeadline(computeDeadline(terms('2018-10-29')))).toBe(
      'Le délai est de 10 jours ouvrables, comptés à partir du lendemain de l’envoi (lundi 29 octobre 2018). ' +
        'Ne comptent pas : le jeudi 1er novembre 2018 (Toussaint) et le dimanche 4 novembre 2018. ' +
        'Le dernier jour tombant le samedi 10 novembre 2018, la date limite est reportée au lundi 12 novembre 2018.',
    );
  });

  it('agrees in number, and is silent on what did not happen', () => {
    expect(explainDeadline(computeDeadline(terms('2018-11-05', { days: 1 })))).toBe(
      'Le délai est de 1 jour ouvrable, compté à partir du lendemain de l’envoi (lundi 5 novembre 2018).',
    );
    expect(explainDeadline(computeDeadline(terms('2018-11-05')))).toContain(
      'Ne compte pas : le dimanche 11 novembre 2018 (armistice de 1918).',
    );
  });
});

describe('a date set by hand', () => {
  it('does not move, whatever day it is', () => {
    const sunday = '2018-11-18' as Day;
    expect(checkHandSetDeadline(sunday, terms('2018-11-05'))).toEqual({ ok: true, value: endOfDay(sunday) });
  });

  it.each([
    ['2018-11-15', 'ne laisse que 9 jours ouvrables'],
    ['2018-11-06', 'ne laisse que 1 jour ouvrable'],
    ['2018-11-05', 'ne laisse aucun jour ouvrable'],
  ])('%s is refused: it %s', (date, sentence) => {
    const result = checkHandSetDeadline(date as Day, terms('2018-11-05'));
    const reason = result.ok ? '' : result.reason;
    expect(reason).toContain(sentence);
    expect(reason).toContain('Choisissez le vendredi 16 novembre 2018 ou une date ultérieure.');
  });

  it('may be the last day of the legal delay, a Saturday included', () => {
    expect(checkHandSetDeadline('2018-11-17' as Day, terms('2018-11-06')).ok).toBe(true);
  });
});

describe('an extension', () => {
  const deadline = endOfDay('2018-11-16' as Day);

  it('moves the deadline later, to the end of the day', () => {
    const result = checkExtension(startOfDay('2018-11-10' as Day), deadline, '2018-11-20' as Day);
    expect(result).toEqual({ ok: true, value: endOfDay('2018-11-20' as Day) });
  });

  it('is possible until the last second, and not after', () => {
    expect(checkExtension(deadline, deadline, '2018-11-20' as Day).ok).toBe(true);
    const after = checkExtension(instant(deadline + 1000), deadline, '2018-11-20' as Day);
    expect(after.ok ? '' : after.reason).toContain('est passée');
  });

  it.each(['2018-11-16', '2018-11-10'])('%s is not later', date => {
    const result = checkExtension(startOfDay('2018-11-10' as Day), deadline, date as Day);
    expect(result.ok ? '' : result.reason).toContain('ne peut être que reculée');
  });
});

describe('lateness', () => {
  const deadline = endOfDay('2018-11-16' as Day);

  it.each([
    [-1000, false],
    [0, false],
    [999, false],
    [1000, true],
    [60_000, true],
  ])('%i ms after the deadline: late is %s', (ms, expected) => {
    expect(isLate(instant(deadline + ms), deadline)).toBe(expected);
  });

  it('days left count by the days of Paris', () => {
    expect(daysLeft('2018-11-13' as Day, deadline)).toBe(3);
    expect(daysLeft(dayOf(deadline), deadline)).toBe(0);
    expect(daysLeft('2018-11-17' as Day, deadline)).toBe(-1);
  });
});
