/** The split between funders as it was frozen, and as it follows the share once that has changed. */
import fc from 'fast-check';
import { frozenSplit } from '../../src/actions/funders-split';
import { cents, formatCents, sum } from '../../src/scheme/money';

const written = (...amounts: readonly number[]): string =>
  amounts.map((amount, index) => `Bailleur ${index} : ${formatCents(cents(amount))}`).join('\n');

it('reads each funder and its amount back to the cent', () => {
  expect(frozenSplit('AFD : 5 712,01 €\nDAECT : 5 712,00 €', cents(1_142_401))).toEqual([
    { funder: 'AFD', amount: 571_201 },
    { funder: 'DAECT', amount: 571_200 },
  ]);
});

it.each([
  ['nothing', ''],
  ['no amount', 'AFD : bientôt'],
])('finds nobody in %s', (_, text) => {
  expect(frozenSplit(text, cents(100))).toEqual([]);
});

it('adds up to the share as it stands, whatever was frozen', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 1_200_000 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 0, max: 1_500_000 }), (frozen, share) => {
      fc.pre(frozen.some(amount => amount > 0));
      const split = frozenSplit(written(...frozen), cents(share));
      expect(sum(split.map(({ amount }) => amount))).toBe(share);
    }),
  );
});
