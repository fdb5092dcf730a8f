/** AICT_COLONNE: the header, then the column; ranges begin at the header and may be open. */
import { AICT_COLONNE, AICT_PART_COLLECTIVITE, AICT_PART_DISPOSITIF } from '../../src/sheets/custom-functions/index';
import { column, counting, open, shown, thrown } from './grids';

const SETTINGS = [0.8, 0.5, 15_000] as const;
const amounts = column('Coût estimé TTC', 1234.57, 15_600, '', 'abc', 100);
const statuses = column('Adhérent', 'Adhérent', 'Non adhérent', 'Adhérent', 'Adhérent', 'Adhérent');

describe('AICT_COLONNE', () => {
  it.each<[string, unknown[], unknown]>([
    [
      'the scheme’s shares below their header',
      ['Part dispositif', amounts, statuses, ...SETTINGS],
      [['Part dispositif'], [987.66], [7_500], [''], [expect.stringMatching(/^ERREUR : « abc »/)], [80]],
    ],
    [
      'the authority’s shares',
      ['Part collectivité', amounts, statuses, ...SETTINGS],
      [['Part collectivité'], [246.91], [8_100], [''], [expect.stringMatching(/^ERREUR : « abc »/)], [20]],
    ],
    [
      'no ceiling',
      ['Part dispositif', column('C', 20_000), column('A', true), 0.8, 0.5],
      column('Part dispositif', 16_000),
    ],
    [
      'an empty ceiling',
      ['Part dispositif', column('C', 20_000), column('A', true), 0.8, 0.5, ''],
      column('Part dispositif', 16_000),
    ],
    [
      'the title as the workbook spells it',
      ['part collectivite', column('C', 100), column('A', true), '80 %', '50 %'],
      column('Part collectivité', 20),
    ],
    [
      'open ranges',
      ['Part dispositif', open(5_000, 'C', 100), open(5_000, 'A', true), ...SETTINGS],
      column('Part dispositif', 80),
    ],
    ['an empty table', ['Part dispositif', open(1_000, 'C'), open(1_000, 'A'), ...SETTINGS], column('Part dispositif')],
    ['ranges of the header alone', ['Part dispositif', 'C', 'A', ...SETTINGS], column('Part dispositif')],
    ['the same, as arrays', ['Part dispositif', [['C']], [['A']], ...SETTINGS], column('Part dispositif')],
    [
      'a single status for all',
      ['Part dispositif', column('C', 100, 200), 'Adhérent', ...SETTINGS],
      column('Part dispositif', 80, 160),
    ],
  ])('%s', (_, given, expected) => {
    expect(shown(AICT_COLONNE(...(given as Parameters<typeof AICT_COLONNE>)))).toEqual(expected);
  });

  it.each<[string, unknown[], string]>([
    [
      'another title',
      ['Total', amounts, statuses, ...SETTINGS],
      'Argument « titre » : « Total » n’est pas une colonne',
    ],
    ['no title', ['', amounts, statuses, ...SETTINGS], 'Argument « titre » : la cellule est vide'],
    [
      'an empty rate',
      ['Part dispositif', amounts, statuses, '', 0.5],
      'Argument « tauxAdherent » : la cellule est vide',
    ],
    ['a missing rate', ['Part dispositif', amounts, statuses, 0.8], 'Argument « tauxNonAdherent » : il manque'],
    ['a bad ceiling', ['Part dispositif', amounts, statuses, 0.8, 0.5, 'x'], 'Argument « plafond » : « x »'],
    [
      'a range of rates',
      ['Part dispositif', amounts, statuses, column(0.8, 0.7), 0.5],
      'une seule valeur est attendue',
    ],
    [
      'two columns',
      [
        'Part dispositif',
        [
          ['a', 'b'],
          [1, 2],
        ],
        statuses,
        ...SETTINGS,
      ],
      '« montants » : la plage a 2 colonnes',
    ],
    ['other heights', ['Part dispositif', amounts, column('A', true), ...SETTINGS], 'même nombre de lignes'],
    ['no amounts', ['Part dispositif', undefined, statuses, ...SETTINGS], 'Argument « montants » : il manque'],
  ])('throws on %s', (_, given, sentence) => {
    expect(thrown(() => AICT_COLONNE(...(given as Parameters<typeof AICT_COLONNE>)))).toContain(sentence);
  });

  it.each([1_000, 10_000])(
    '%i rows: each is what the single formulas give, and is read a fixed number of times',
    rows => {
      const values = Array.from({ length: rows }, (_, row) => (row % 7 === 0 ? '' : row * 1.37));
      const members = Array.from({ length: rows }, (_, row) => row % 3 === 0);
      const given = counting(
        column('Coût', ...values.map(value => (value === '' ? '' : Math.round(value * 100) / 100))),
      );
      const result = AICT_COLONNE('Part dispositif', given.range, column('Adhérent', ...members), ...SETTINGS);
      const others = AICT_COLONNE('Part collectivité', given.range, column('Adhérent', ...members), ...SETTINGS);
      expect(result).toHaveLength(rows + 1);
      for (const row of [2, 7, 8, rows - 1]) {
        const [amount] = given.range[row + 1] ?? [];
        expect(result[row + 1]?.[0]).toBe(AICT_PART_DISPOSITIF(amount, members[row], ...SETTINGS));
        expect(others[row + 1]?.[0]).toBe(AICT_PART_COLLECTIVITE(amount, members[row], ...SETTINGS));
      }
      expect(given.reads()).toBeLessThanOrEqual(4 * (rows + 1) + 10);
    },
  );
});
