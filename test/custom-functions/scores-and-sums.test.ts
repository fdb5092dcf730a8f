/** AICT_NOTE_PRIX, AICT_BUDGET_RESTANT, AICT_SIRET_VALIDE. */
import { AICT_BUDGET_RESTANT, AICT_NOTE_PRIX, AICT_SIRET_VALIDE } from '../../src/sheets/custom-functions/index';
import { column, open, shown, thrown } from './grids';

describe('AICT_NOTE_PRIX', () => {
  const prices = column(14_400, '', 12_600, '13 000,00');

  it.each<[unknown[], unknown]>([
    [[12_600, prices, 40], 40],
    [[14_400, prices, 40], 35],
    [['13 000', prices, '40'], 38.77],
    [[12_600, 12_600, 40], 40],
    [[14_400, prices, 0], 0],
    [[14_400, prices, '33,5'], 29.31],
    [['', prices, 40], ''],
    [[14_400, prices, ''], ''],
    [
      [prices, prices, 40],
      [[35], [''], [40], [38.77]],
    ],
    [
      [open(1_000, 14_400, 12_600), open(1_000, 14_400, 12_600), 40],
      [[35], [40]],
    ],
    [[14_400, [[12_600, 14_400]], 40], 35],
  ])('%j: %j', (given, expected) => {
    expect(shown(AICT_NOTE_PRIX(...(given as [unknown, unknown, unknown])))).toEqual(expected);
  });

  it('a bad price of the column stands in its own row', () => {
    const given = column(14_400, 'décliné', 12_600);
    expect(shown(AICT_NOTE_PRIX(given, given, 40))).toEqual([
      [35],
      [expect.stringMatching(/^ERREUR : « décliné »/)],
      [40],
    ]);
  });

  it.each<[unknown[], string]>([
    [[0, prices, 40], 'Argument « prix » : un prix est supérieur à zéro.'],
    [['x', prices, 40], 'Argument « prix » : « x »'],
    [[12_000, prices, 40], 'Argument « prix » : le prix 12 000,00 € est plus bas que le plus bas'],
    [[12_600, column(12_600, 'x'), 40], 'Argument « tousLesPrix », ligne 2 : « x »'],
    [[column(12_600, 13_000), column(12_600, 'x'), 40], 'Argument « tousLesPrix », ligne 2 : « x »'],
    [[12_600, column(12_600, 0), 40], 'Argument « tousLesPrix », ligne 2 : un prix est supérieur à zéro.'],
    [[12_600, column('', ''), 40], 'Argument « tousLesPrix » : aucun prix n’est donné'],
    [[12_600, prices, -1], 'Argument « points » : « -1 » n’est pas un nombre de points'],
    [[12_600, prices, 40.125], 'Argument « points » : « 40,125 »'],
    [[12_600, prices, true], 'Argument « points » : « VRAI »'],
    [[12_600, undefined, 40], 'Argument « tousLesPrix » : il manque'],
  ])('%j throw a sentence that names the argument', (given, sentence) => {
    expect(thrown(() => AICT_NOTE_PRIX(...(given as [unknown, unknown, unknown])))).toContain(sentence);
  });
});

describe('AICT_BUDGET_RESTANT', () => {
  it.each<[unknown[], unknown]>([
    [[100_000, 42_000, 15_500.5], 42_499.5],
    [[100_000, column(0.1, 0.2, ''), open(2_000, 0.3)], 99_999.4],
    [['100 000 €', '', ''], 100_000],
    [[100_000, 90_000, 20_000], -10_000],
    [
      [
        column(60_000, 40_000),
        [
          [1, 2],
          [3, ''],
        ],
        0,
      ],
      99_994,
    ],
    [['', 10, 10], ''],
  ])('%j: %j', (given, expected) => {
    expect(shown(AICT_BUDGET_RESTANT(...(given as [unknown, unknown, unknown])))).toEqual(expected);
  });

  it.each<[unknown[], string]>([
    [['beaucoup', 0, 0], 'Argument « enveloppe » : « beaucoup » n’est pas un montant'],
    [[100_000, column(1, 'x'), 0], 'Argument « reserve », ligne 2 : « x » n’est pas un montant'],
    [[100_000, 0, -5], 'Argument « engage » : « -5 » est négatif'],
    [[100_000, 0], 'Argument « engage » : il manque'],
  ])('%j throw a sentence that names the argument', (given, sentence) => {
    expect(thrown(() => AICT_BUDGET_RESTANT(...(given as [unknown, unknown, unknown])))).toContain(sentence);
  });
});

describe('AICT_SIRET_VALIDE', () => {
  it.each<[unknown, unknown]>([
    ['213801855', true],
    ['213 801 855', true],
    [213_801_855, true],
    ['213801856', false],
    ['732 829 320 00074', true],
    ['73282932000075', false],
    ['35600000000048', true],
    ['35600000049837', true],
    ['35600000049838', false],
    ['21380185', false],
    ['Grenoble', false],
    [12_345, false],
    ['', ''],
    [column('213801855', '', 'x', '732829320'), column(true, '', false, true)],
    [open(1_000, '213801855'), column(true)],
  ])('%j: %j', (given, expected) => {
    expect(shown(AICT_SIRET_VALIDE(given))).toEqual(expected);
  });

  it('the error of another formula is neither valid nor invalid', () => {
    expect(thrown(() => AICT_SIRET_VALIDE('#REF!'))).toContain('la cellule contient une erreur (#REF!)');
  });
});
