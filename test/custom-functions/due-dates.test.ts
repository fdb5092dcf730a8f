/** AICT_ECHEANCES and AICT_REPARTITION: the lists of Accueil and the parts of Budget. */
import * as fc from 'fast-check';
import { AICT_ECHEANCES, AICT_REPARTITION } from '../../src/sheets/custom-functions/index';

const column = (...cells: unknown[]): unknown[][] => cells.map(cell => [cell]);
const paris = (text: string): Date => new Date(`${text}+01:00`);
const TODAY = paris('2018-11-12T00:00:00');
const LATE = paris('2018-11-10T23:59:59');
const SOON = paris('2018-11-16T23:59:59');
const LATER = paris('2018-12-24T23:59:59');

const REFERENCES = column('Référence', 'CONS-1', 'CONS-2', 'CONS-3', 'CONS-4', '');
const DATES = column('Date limite', LATER, SOON, '', LATE, '');
const STATES = column('Statut', 'envoyée', 'envoyée', 'envoyée', 'échue', '');

describe('AICT_ECHEANCES', () => {
  test('gives reference, date and days left, the nearest first; what is past counts below zero', () => {
    expect(AICT_ECHEANCES(REFERENCES, DATES, TODAY)).toEqual([
      ['CONS-4', LATE, -2],
      ['CONS-2', SOON, 4],
      ['CONS-1', LATER, 42],
    ]);
  });

  test('keeps the rows of one state, or of two columns', () => {
    expect(AICT_ECHEANCES(REFERENCES, DATES, TODAY, 5, '', STATES, 'envoyée').map(([reference]) => reference)).toEqual([
      'CONS-2',
      'CONS-1',
    ]);
    const decisions = column('Décision', '', 'retenue', '', '', '');
    expect(AICT_ECHEANCES(REFERENCES, DATES, TODAY, 5, '', STATES, 'envoyée', decisions, '')).toEqual([
      ['CONS-1', LATER, 42],
    ]);
  });

  test('keeps so many, and those within so many days', () => {
    expect(AICT_ECHEANCES(REFERENCES, DATES, TODAY, 1)).toEqual([['CONS-4', LATE, -2]]);
    expect(AICT_ECHEANCES(REFERENCES, DATES, TODAY, 5, 4)).toEqual([['CONS-2', SOON, 4]]);
    expect(AICT_ECHEANCES(REFERENCES, DATES, TODAY, 5, 42)).toHaveLength(2);
  });

  test('two dates of the same day stand in the order of the tab', () => {
    const same = AICT_ECHEANCES(column('R', 'B', 'A'), column('D', SOON, SOON), TODAY);
    expect(same.map(([reference]) => reference)).toEqual(['B', 'A']);
  });

  test('a cell that is no date says so at the top, in its own row', () => {
    const rows = AICT_ECHEANCES(column('R', 'A', 'B'), column('D', SOON, 'bientôt'), TODAY);
    expect(rows[0]).toEqual(['B', expect.stringContaining('ERREUR : '), '']);
    expect(rows[1]).toEqual(['A', SOON, 4]);
  });

  test('says so when nothing falls due, in an empty tab too', () => {
    expect(AICT_ECHEANCES(column('R', ''), column('D', ''), TODAY)).toEqual([['Rien pour le moment', '', '']]);
    expect(AICT_ECHEANCES('R', 'D', TODAY)).toEqual([['Rien pour le moment', '', '']]);
  });

  test.each([
    [[REFERENCES, DATES, ''], 'Argument « jour »'],
    [[REFERENCES, undefined, TODAY], 'Argument « dates »'],
    [[REFERENCES, DATES, TODAY, 'x'], 'Argument « nombre »'],
    [[REFERENCES, DATES, TODAY, 5, 1.5], 'Argument « horizon »'],
    [[[['a', 'b']], DATES, TODAY], 'Argument « references »'],
  ])('refuses %# with the name of the argument', (given, sentence) => {
    expect(() => AICT_ECHEANCES(...(given as [unknown, unknown, unknown]))).toThrow(sentence);
  });
});

describe('AICT_REPARTITION', () => {
  test.each([
    [8160, column(0.5, 0.5), [[4080], [4080]]],
    [0.01, column(0.5, 0.5), [[0.01], [0]]],
    [100, column(0.5, '', 0.5, ''), [[50], [''], [50]]],
    [100, 1, [[100]]],
  ])('%p by %j gives %j', (amount, shares, expected) => {
    expect(AICT_REPARTITION(amount, shares)).toEqual(expected);
  });

  test('parts always add up to the amount, to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 99 }), (cents, percent) => {
        const parts = AICT_REPARTITION(cents / 100, column(percent / 100, (100 - percent) / 100))
          .flat()
          .map(Number);
        expect(Math.round(parts.reduce((sum, part) => sum + part * 100, 0))).toBe(cents);
      }),
    );
  });

  test.each([
    [[100, column(0.5, 0.4)], '100 %'],
    [['x', column(1)], 'Argument « montant »'],
    [[100, column('x')], 'Argument « parts », ligne 1'],
    [[100, undefined], 'Argument « parts »'],
  ])('refuses %# in a sentence', (given, sentence) => {
    expect(() => AICT_REPARTITION(...(given as [unknown, unknown]))).toThrow(sentence);
  });
});
