/** The best selection within an amount, against every selection there is. */
import fc from 'fast-check';
import { bestSelection, type Choosable, TOO_MANY } from '../../src/scheme/best-selection';
import { cents } from '../../src/scheme/money';

const item = (cost: number, worth: number): Choosable => ({ cost: cents(cost), worth });

/** Every subset tried: the greatest worth, then the least cost, then the first items. */
function bruteForce(items: readonly Choosable[], capacity: number): number[] {
  let best = { worth: 0, cost: 0, ranks: 0 };
  for (let mask = 0; mask < 2 ** items.length; mask += 1) {
    let worth = 0;
    let cost = 0;
    items.forEach((one, index) => {
      if ((mask >> (items.length - 1 - index)) % 2 === 0) return;
      worth += one.worth;
      cost += one.cost;
    });
    if (cost > Math.max(0, capacity)) continue;
    const better = worth - best.worth || best.cost - cost || mask - best.ranks;
    const usesWorthless = items.some((one, index) => one.worth < 0 && (mask >> (items.length - 1 - index)) % 2 === 1);
    if (better > 0 && !usesWorthless) best = { worth, cost, ranks: mask };
  }
  return items.flatMap((_, index) => ((best.ranks >> (items.length - 1 - index)) % 2 === 1 ? [index] : []));
}

it.each([
  ['nothing to choose from', [], 100, []],
  ['nothing left', [item(1, 1)], 0, []],
  ['an envelope already overrun', [item(0, 5), item(1, 9)], -10, [0]],
  ['two small ones rather than a better large one', [item(10, 10), item(5, 6), item(5, 6)], 10, [1, 2]],
  ['what fits to the cent', [item(60, 6), item(40, 5), item(41, 5)], 100, [0, 1]],
  ['the first of two equals', [item(5, 5), item(5, 5)], 5, [0]],
  ['the cheaper of two of the same worth', [item(6, 5), item(5, 5)], 6, [1]],
  ['never what has a negative worth', [item(1, -1), item(1, 1)], 2, [1]],
] as [string, Choosable[], number, number[]][])('%s', (_, items, capacity, expected) => {
  expect(bestSelection(items, cents(capacity))).toEqual(expected);
});

it('is the very one that trying every selection finds', () => {
  const choosable = fc.oneof(
    fc.record({ cost: fc.integer({ min: 0, max: 1_500_000 }), worth: fc.integer({ min: -200, max: 60_001 }) }),
    // Many requests cost the ceiling and have round scores: ties everywhere.
    fc.record({
      cost: fc.constantFrom(750_000, 1_200_000, 600_000),
      worth: fc.constantFrom(1, 12_001, 13_001, 15_001),
    }),
  );
  fc.assert(
    fc.property(
      fc.array(choosable, { maxLength: 11 }),
      fc.integer({ min: -1_000, max: 10_000_000 }),
      (wanted, capacity) => {
        const items = wanted.map(({ cost, worth }) => item(cost, worth));
        expect(bestSelection(items, cents(capacity))).toEqual(bruteForce(items, capacity));
      },
    ),
    { numRuns: 300 },
  );
});

it('finds it among hundreds of requests, with costs to the cent', () => {
  let seed = 42;
  const next = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const items = Array.from({ length: 400 }, () => item(100_000 + next(1_100_000), (next(2_001) + 1) * 401 + 1));
  const chosen = bestSelection(items, cents(10_000_000));
  expect(chosen).not.toBe(TOO_MANY);
  const cost = (chosen as number[]).reduce((total, index) => total + (items[index]?.cost ?? 0), 0);
  expect(cost).toBeLessThanOrEqual(10_000_000);
});

it('gives up, rather than guess, when there are more selections to compare than allowed', () => {
  const items = Array.from({ length: 30 }, (_, index) => item(2 ** index + 2 ** 20, 2 ** index + 2 ** 20));
  expect(bestSelection(items, cents(2 ** 24), 1_000)).toBe(TOO_MANY);
});
