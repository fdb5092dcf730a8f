/** AICT_TAUX, AICT_PART_DISPOSITIF, AICT_PART_COLLECTIVITE: single values, columns, defaults, and what they refuse. */
import fc from 'fast-check';
import { AICT_PART_COLLECTIVITE, AICT_PART_DISPOSITIF, AICT_TAUX } from '../../src/sheets/custom-functions/index';
import { column, foreign, open, shown, thrown } from './grids';

const NOT_A_STATUS = (shown: string): string =>
  `« ${shown} » n’est pas un statut d’adhésion : écrivez Adhérent, Non adhérent, VRAI ou FAUX.`;

describe('AICT_TAUX', () => {
  it.each<[unknown[], unknown]>([
    [['Adhérent'], 0.8],
    [['Non adhérent'], 0.5],
    [['adherent'], 0.8],
    [[' NON-ADHÉRENT '], 0.5],
    [[true], 0.8],
    [[false], 0.5],
    [['VRAI'], 0.8],
    [['faux'], 0.5],
    [[''], ''],
    [['   '], ''],
    [['Adhérent', 0.7], 0.7],
    [['Adhérent', '', 0.4], 0.8],
    [['Non adhérent', '', 0.4], 0.4],
    [['Non adhérent', undefined, '33 %'], 0.33],
    [['Adhérent', 75], 0.75],
    [['Adhérent', 0], 0],
    [[[['Adhérent']]], 0.8],
  ])('%j gives %p', (given, expected) => {
    expect(AICT_TAUX(...(given as [unknown]))).toBe(expected);
  });

  it.each<[string, unknown[], string]>([
    ['a number', [1], `Argument « adherent » : ${NOT_A_STATUS('1')}`],
    ['another word', ['oui'], `Argument « adherent » : ${NOT_A_STATUS('oui')}`],
    ['the error of another formula', ['#REF!'], 'Argument « adherent » : la cellule contient une erreur (#REF!)'],
    ['nothing at all', [], 'Argument « adherent » : il manque'],
    ['a rate above 100 %', ['Adhérent', 120], 'Argument « tauxAdherent » : « 120 » n’est pas un taux'],
    [
      'a rate that is a word',
      ['Adhérent', '', 'moitié'],
      'Argument « tauxNonAdherent » : « moitié » n’est pas un taux',
    ],
    ['a rate that is a box', ['Adhérent', true], 'Argument « tauxAdherent » : « VRAI » n’est pas un taux'],
    ['a row instead of a column', [[['Adhérent', 'Adhérent']]], 'Argument « adherent » : la plage a 2 colonnes'],
  ])('throws on %s', (_, given, sentence) => {
    expect(thrown(() => AICT_TAUX(...(given as [unknown])))).toContain(sentence);
  });

  it('a bad rate throws even where no row needs it', () => {
    expect(thrown(() => AICT_TAUX(column('', ''), 'x'))).toContain('tauxAdherent');
  });

  it.each<[string, unknown, unknown]>([
    [
      'a bad cell stands in its own row, an empty one stays empty',
      column('Adhérent', '', 'Peut-être', 3, 'Non adhérent'),
      column(0.8, '', `ERREUR : ${NOT_A_STATUS('Peut-être')}`, `ERREUR : ${NOT_A_STATUS('3')}`, 0.5),
    ],
    ['trailing empty rows are left out', open(2_000, 'Adhérent', '', false), column(0.8, '', 0.5)],
    ['a range of blanks gives one empty cell', open(1_000), column('')],
    ['an error travels as an error', column('#N/A', true), [[expect.stringMatching(/^ERREUR : .*#N\/A/)], [0.8]]],
  ])('%s', (_, given, expected) => {
    expect(shown(AICT_TAUX(given))).toEqual(expected);
  });
});

describe('the two shares', () => {
  const both = (...given: unknown[]): unknown[] => [
    AICT_PART_DISPOSITIF(...(given as [unknown, unknown])),
    AICT_PART_COLLECTIVITE(...(given as [unknown, unknown])),
  ];

  it.each<[unknown[], [unknown, unknown]]>([
    [
      [1234.57, 'Adhérent'],
      [987.66, 246.91],
    ],
    [
      [1234.57, 'Non adhérent'],
      [617.29, 617.28],
    ],
    [
      [10_800, true],
      [8640, 2160],
    ],
    [
      ['10 800,00 €', 'Adhérent'],
      [8640, 2160],
    ],
    [
      [15_600, 'Adhérent', '', '', 15_000],
      [12_000, 3_600],
    ],
    [
      [15_600, 'Adhérent'],
      [12_480, 3_120],
    ],
    [
      [15_600, 'Adhérent', 0.8, 0.5, ''],
      [12_480, 3_120],
    ],
    [
      [9_000, 'Adhérent', 0.7, 0.4, '15 000'],
      [6_300, 2_700],
    ],
    [
      [0, 'Adhérent'],
      [0, 0],
    ],
    [
      ['', 'Adhérent'],
      ['', ''],
    ],
    [
      [10_800, ''],
      ['', ''],
    ],
  ])('%j give %j', (given, expected) => {
    expect(both(...given)).toEqual(expected);
  });

  it.each<[unknown[], string]>([
    [[-5, 'Adhérent'], 'Argument « montant » : « -5 » est négatif'],
    [['12.500', 'Adhérent'], 'Argument « montant » : « 12.500 » peut se lire'],
    [[new Date(Date.UTC(2018, 10, 5)), 'Adhérent'], 'Argument « montant » : « 05/11/2018 » n’est pas un montant'],
    [[false, 'Adhérent'], 'Argument « montant » : « FAUX » n’est pas un montant'],
    [[100, 0], 'Argument « adherent »'],
    [[100, 'Adhérent', '', '', 'aucun'], 'Argument « plafond » : « aucun » n’est pas un montant'],
    [[100], 'Argument « adherent » : il manque'],
  ])('%j throw a sentence that names the argument', (given, sentence) => {
    expect(thrown(() => both(...given))).toContain(sentence);
  });

  it('ranges go together row by row, single values count for every row', () => {
    const amounts = column(1234.57, 15_600, '', 'abc', 100, 100);
    const statuses = column('Adhérent', 'Non adhérent', 'Adhérent', true, '', 'x');
    expect(shown(AICT_PART_DISPOSITIF(amounts, statuses, '', '', 15_000))).toEqual([
      [987.66],
      [7_500],
      [''],
      ['ERREUR : « abc » n’est pas un montant : saisissez des euros, par exemple 12 500,50.'],
      [''],
      [`ERREUR : ${NOT_A_STATUS('x')}`],
    ]);
    expect(shown(AICT_PART_COLLECTIVITE(column(100, 200), 'Adhérent'))).toEqual(column(20, 40));
    expect(shown(AICT_PART_COLLECTIVITE(100, column(true, false, '')))).toEqual(column(20, 50));
    expect(shown(AICT_PART_DISPOSITIF(column(100, 100), true, column('', 0.6)))).toEqual(column(80, 60));
  });

  it('rows below the last amount are left out, though their status is known', () => {
    expect(shown(AICT_PART_DISPOSITIF(open(1_000, 100), [['Adhérent'], ...open(999, false, false)]))).toEqual([[80]]);
  });

  it('ranges of different heights are refused, and named', () => {
    expect(thrown(() => both(column(1, 2, 3), column(true, true)))).toBe(
      'Les plages n’ont pas le même nombre de lignes : « montant » en a 3, « adherent » en a 2. Faites-les commencer et finir aux mêmes lignes.',
    );
  });

  it('add up to the amount, to the cent', () => {
    const anyRow = fc.tuple(
      fc.integer({ min: 0, max: 5_000_000 }),
      fc.boolean(),
      fc.constantFrom('', 15_000, 12_345.67),
    );
    fc.assert(
      fc.property(anyRow, ([hundredths, member, ceiling]) => {
        const [scheme, authority] = both(hundredths / 100, member, '', '', ceiling) as [number, number];
        expect(Math.round(scheme * 100) + Math.round(authority * 100)).toBe(hundredths);
      }),
    );
  });

  it('arrays and dates of another realm are read as ours', () => {
    const grid = foreign(column(100, new Date(0), ''));
    expect(shown(AICT_PART_DISPOSITIF(grid, 'Adhérent'))).toEqual([
      [80],
      [expect.stringMatching(/^ERREUR : « date »/)],
    ]);
  });
});
