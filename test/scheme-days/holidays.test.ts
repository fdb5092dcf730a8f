/** Public holidays: the rule's own list, against date-holidays wherever the two are meant to agree. */
import { easter, holidayCalendar, holidaysOf, parseZone, ZONES, type Zone } from '../../src/scheme/holidays';
import type { Day } from '../../src/scheme/time';
import { expectedHolidays, publishedHolidays } from './holiday-oracle';

const daysOf = (zone: Zone, year: number): string[] =>
  [...new Set(holidaysOf(year, zone).map(({ day }): string => day))].sort();
const years = Array.from({ length: 2060 - 1996 + 1 }, (_, index) => 1996 + index);

describe('Easter Sunday', () => {
  it.each([
    [1996, '1996-04-07'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2018, '2018-04-01'],
    [2019, '2019-04-21'],
    [2024, '2024-03-31'],
    [2038, '2038-04-25'],
    [2049, '2049-04-18'],
    [2076, '2076-04-19'],
    [2100, '2100-03-28'],
  ])('%i: %s', (year, expected) => {
    expect(easter(year)).toBe(expected);
  });
});

describe('the holidays of a zone', () => {
  it.each(ZONES)('%s: those of date-holidays from 1996 to 2060, but for the documented differences', zone => {
    for (const year of years)
      expect([year, daysOf(zone, year)]).toEqual([year, [...expectedHolidays(zone, year)].sort()]);
  });

  it('the documented differences are still there, so that the exceptions above excuse nothing else', () => {
    const names = (zone: Zone): string[] => publishedHolidays(zone, 2019).map(({ date, name }) => `${date} ${name}`);
    expect(names('Guadeloupe')).toContain('2019-04-19 Vendredi saint');
    expect(names('Martinique')).toContain('2019-04-19 Vendredi saint');
    expect(names('Saint-Martin')).toContain('2019-05-27 Abolition de l’esclavage');
  });

  it.each<[Zone, string]>([
    ['Alsace-Moselle', '2019-04-19'],
    ['Alsace-Moselle', '2019-12-26'],
    ['Mayotte', '2019-04-27'],
    ['Martinique', '2019-05-22'],
    ['Guadeloupe', '2019-05-27'],
    ['Guyane', '2019-06-10'],
    ['La Réunion', '2019-12-20'],
    ['Saint-Barthélemy', '2019-10-09'],
    ['Saint-Martin', '2019-05-28'],
  ])('%s adds %s', (zone, date) => {
    expect(daysOf(zone, 2019)).toContain(date);
  });

  it('there are eleven in metropolitan France, twelve overseas, thirteen in Alsace-Moselle', () => {
    expect(ZONES.map(zone => holidaysOf(2018, zone).length)).toEqual([11, 13, 12, 12, 12, 12, 12, 12, 12]);
  });
});

describe('the calendar', () => {
  it('names the holiday, and knows the dates that staff added', () => {
    const nameOf = holidayCalendar('métropole', ['2018-11-02' as Day, '2018-12-25' as Day]);
    expect(nameOf('2018-11-01' as Day)).toBe('Toussaint');
    expect(nameOf('2018-11-02' as Day)).toBe('jour férié supplémentaire');
    expect(nameOf('2018-12-25' as Day)).toBe('Noël');
    expect(nameOf('2018-11-03' as Day)).toBeNull();
  });
});

describe('a zone as it is typed', () => {
  it.each([
    ['métropole', 'métropole'],
    ['METROPOLE', 'métropole'],
    ['alsace moselle', 'Alsace-Moselle'],
    [' la  reunion ', 'La Réunion'],
    ['Saint‑Barthélemy', 'Saint-Barthélemy'],
    ['saint martin', 'Saint-Martin'],
  ])('« %s » is %s', (typed, zone) => {
    expect(parseZone(typed)).toEqual({ ok: true, value: zone });
  });

  it.each(['', 'Corse', 'réunion', 'x'.repeat(10_000)])('« %s » is refused with the list', typed => {
    const result = parseZone(typed);
    expect(result.ok ? '' : result.reason).toContain('Saint-Barthélemy');
  });
});
