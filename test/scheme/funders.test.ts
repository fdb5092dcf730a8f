/** The funders' split: exact, in the list's order, by the largest remainder. */
import fc from 'fast-check';
import { checkFunders, largestRemainder, splitBetweenFunders } from '../../src/scheme/funders';
import { cents, rate } from '../../src/scheme/money';

const funders = (...shares: [string, number][]) => shares.map(([funder, share]) => ({ funder, share: rate(share) }));

describe('splitBetweenFunders', () => {
  it.each([
    [
      'an odd cent goes to the first when remainders are equal',
      1001,
      funders(['AFD', 0.5], ['DAECT', 0.5]),
      [501, 500],
    ],
    ['the largest remainder gets the cent', 100, funders(['AFD', 0.333], ['DAECT', 0.667]), [33, 67]],
    ['two cents left', 101, funders(['A', 0.3334], ['B', 0.3333], ['C', 0.3333]), [34, 34, 33]],
    ['one funder takes all', 98766, funders(['AFD', 1]), [98766]],
    ['a share of nothing', 98766, funders(['AFD', 1], ['DAECT', 0]), [98766, 0]],
    ['nothing to split', 0, funders(['AFD', 0.6], ['DAECT', 0.4]), [0, 0]],
  ])('%s', (_case, amount, shares, expected) => {
    const split = splitBetweenFunders(cents(amount), shares);
    expect(split.ok && split.value.map(part => part.amount)).toEqual(expected);
  });

  it.each([
    ['no funder', [], 'Aucun bailleur'],
    ['shares of 99,999 %', funders(['A', 0.33333], ['B', 0.33333], ['C', 0.33333]), '99,999\u00A0%'],
    ['shares of 110 %', funders(['AFD', 0.6], ['DAECT', 0.5]), '110\u00A0%'],
    ['the same funder twice', funders(['AFD', 0.5], ['AFD', 0.5]), 'deux fois'],
    ['a funder without a name', funders([' ', 1]), 'pas de nom'],
  ])('refuses %s', (_case, shares, why) => {
    expect(checkFunders(shares)).toEqual({ ok: false, reason: expect.stringContaining(why) });
    expect(splitBetweenFunders(cents(100), shares).ok).toBe(false);
  });
});

describe('largestRemainder', () => {
  it('splits every amount exactly, each part within a cent of its due', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000_000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), weights, (n, list) => {
        fc.pre(list.some(weight => weight > 0));
        const amount = cents(n);
        const parts = largestRemainder(amount, list);
        expect(parts.reduce((all, part) => all + part, 0)).toBe(amount);
        const total = BigInt(list.reduce((all, weight) => all + weight, 0));
        parts.forEach((part, index) => {
          const floor = (BigInt(amount) * BigInt(list[index] ?? 0)) / total;
          expect([floor, floor + 1n]).toContain(BigInt(part));
        });
      }),
    );
  });
});
