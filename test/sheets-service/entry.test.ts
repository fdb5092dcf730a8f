/** What typed text becomes in fr_FR, and how values show. */
import fc from 'fast-check';
import { displayText, isDateFormat } from '../../local/engine/display';
import { readEntry } from '../../local/engine/entry';
import { serialOf, ZoneTime } from '../../local/engine/zone-time';

const day = (year: number, month: number, date: number, hours = 0, minutes = 0, seconds = 0) =>
  serialOf(year, month, date, hours, minutes, seconds) ?? Number.NaN;

describe('text typed in a cell', () => {
  test.each<[string, number, string | undefined]>([
    ['01', 1, undefined],
    ['00123', 123, undefined],
    ['12,5', 12.5, undefined],
    ['-3,25', -3.25, undefined],
    ['1 234,5', 1234.5, undefined],
    ['1\u202f234', 1234, undefined],
    ['123 456 789', 123456789, undefined],
    ['1e3', 1000, undefined],
    ['+33612345678', 33612345678, undefined],
    ['80 %', 0.8, '0%'],
    ['7,5%', 0.075, '0.00%'],
    ['1 234,57 €', 1234.57, '#,##0.00 [$€-1]'],
    ['12€', 12, '#,##0 [$€-1]'],
    ['1/2', day(2018, 2, 1), 'dd/MM/yyyy'],
    ['1-2', day(2018, 2, 1), 'dd/MM/yyyy'],
    ['16/11/2018', day(2018, 11, 16), 'dd/MM/yyyy'],
    ['16.11.2018', day(2018, 11, 16), 'dd/MM/yyyy'],
    ['16/11/18', day(2018, 11, 16), 'dd/MM/yyyy'],
    ['2018-11-16', day(2018, 11, 16), 'dd/MM/yyyy'],
    ['16/11/2018 14:30', day(2018, 11, 16, 14, 30), 'dd/MM/yyyy HH:mm:ss'],
    ['16/11/2018 23:59:59', day(2018, 11, 16, 23, 59, 59), 'dd/MM/yyyy HH:mm:ss'],
    ['5 novembre 2018', day(2018, 11, 5), 'dd/MM/yyyy'],
    ['1er mai', day(2018, 5, 1), 'dd/MM/yyyy'],
    ['14:30', 14.5 / 24, 'HH:mm:ss'],
  ])('« %s » is the number %d', (text, value, format) => {
    expect(readEntry(text, 'General', 2018)).toEqual({
      kind: 'value',
      value,
      ...(format === undefined ? {} : { format }),
    });
  });

  test.each<[string, boolean]>([
    ['VRAI', true],
    ['faux', false],
    ['TRUE', true],
  ])('« %s » is a boolean', (text, value) => {
    expect(readEntry(text, 'General', 2018)).toEqual({ kind: 'value', value });
  });

  test.each([
    '31/02/2018',
    '12.5',
    '06 12 34 56 78',
    'DEM-2018-001',
    '2018-001',
    '- note',
    'R&D <Lyon> "É" $& $1',
    '🙂',
    ' ',
    '=',
    '+',
    'oui',
  ])('« %s » stays text', text => {
    expect(readEntry(text, 'General', 2018)).toEqual({ kind: 'value', value: text });
  });

  test.each([
    ['=SOMME(A1;B1)', '=SOMME(A1;B1)'],
    ['+33 6 12 34 56 78', '=+33 6 12 34 56 78'],
    ['=IMPORTXML("http://x")', '=IMPORTXML("http://x")'],
  ])('« %s » is a formula', (text, formula) => {
    expect(readEntry(text, 'General', 2018)).toEqual({ kind: 'formula', formula: { text: formula, typed: true } });
  });

  test('an apostrophe in front forces text and does not show', () => {
    expect(readEntry("'=1+1", 'General', 2018)).toEqual({ kind: 'value', value: '=1+1' });
  });

  test('in a text cell everything stays exactly as typed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), text => {
        expect(readEntry(text, '@', 2018)).toEqual({ kind: 'value', value: text });
      }),
    );
  });
});

describe('how values show', () => {
  test.each<[number | string | boolean | null, string, string]>([
    [day(2018, 11, 5, 14, 30), 'dd/MM/yyyy HH:mm', '05/11/2018 14:30'],
    [day(2018, 11, 5), 'dd/MM/yyyy', '05/11/2018'],
    [day(2018, 11, 5), 'd mmmm yyyy', '5 novembre 2018'],
    [1234.57, '#,##0.00 "€"', '1\u00a0234,57 €'],
    [1234.57, '#,##0.00 €', '1\u00a0234,57 €'],
    [1234.5, '#,##0.00 [$€-1]', '1\u00a0234,50 €'],
    [0.2, '0 %', '20 %'],
    [0.125, '0.00%', '12,50%'],
    [12.5, 'General', '12,5'],
    [0.1 + 0.2, 'General', '0,3'],
    [123456789012, 'General', '123456789012'],
    [true, 'General', 'VRAI'],
    [false, '0.00', 'FAUX'],
    ['00123', '@', '00123'],
    [null, 'General', ''],
  ])('%p under %s shows « %s »', (value, format, expected) => {
    expect(displayText(value, format)).toBe(expected);
  });

  test.each<[string, boolean]>([
    ['dd/MM/yyyy', true],
    ['HH:mm', true],
    ['0.00', false],
    ['#,##0.00 "jours"', false],
    ['@', false],
    ['General', false],
  ])('%s holds dates: %p', (format, expected) => {
    expect(isDateFormat(format)).toBe(expected);
  });
});

describe('serial numbers and instants of Paris', () => {
  const paris = new ZoneTime('Europe/Paris');

  test.each([
    ['2018-11-05T14:30:00+01:00', 43409 + 14.5 / 24],
    ['2018-07-14T00:00:00+02:00', 43295],
  ])('%s is %d, both ways', (iso, serial) => {
    expect(paris.toSerial(Date.parse(iso))).toBeCloseTo(serial, 9);
    expect(paris.toIso(serial)).toBe(iso);
  });

  test('the hour that comes twice is its first one, the one that does not exist moves forward', () => {
    expect(paris.toIso(day(2018, 10, 28, 2, 30))).toBe('2018-10-28T02:30:00+02:00');
    expect(paris.toIso(day(2018, 3, 25, 2, 30))).toBe('2018-03-25T03:30:00+02:00');
  });

  test('instants come back to the millisecond, but for the hour that comes twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2060, 0) }), instant => {
        const back = paris.toInstant(paris.toSerial(instant));
        expect([instant, instant - 3_600_000]).toContain(back);
      }),
    );
  });
});
