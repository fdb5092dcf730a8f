/**
 * The selection with the best total that fits in an amount, found exactly: a 0/1 knapsack on whole cents, solved over the
 * selections that no other one equals for less, cut by the bound of the fractional problem.
 */
import { type Cents, ZERO } from './money';

/** Something that may be chosen, in order of priority: `cost` at least 0, `worth` a whole number. */
export interface Choosable {
  readonly cost: Cents;
  readonly worth: number;
}

/** More selections to compare than one execution can: nothing was found. */
export const TOO_MANY = 'too many';

/** Compared selections after which the search gives up: about two seconds. */
const MOST_COMPARISONS = 4_000_000;

/** What is chosen so far; `ranks` has one bit an item, the highest for the first in priority. */
interface Choice {
  readonly cost: number;
  readonly worth: number;
  readonly ranks: bigint;
}

interface Item {
  readonly cost: number;
  readonly worth: number;
  readonly rank: bigint;
  readonly index: number;
}

/**
 * Indexes of the items, in their order, whose total worth is the greatest within `capacity`. Among equals: the least total
 * cost, then the one that holds the first item, in order, in which they differ. Items of negative worth are never chosen.
 */
export function bestSelection(
  choosables: readonly Choosable[],
  capacity: Cents,
  mostComparisons: number = MOST_COMPARISONS,
): readonly number[] | typeof TOO_MANY {
  const room = Math.max(capacity, ZERO);
  const items = choosables
    .map(
      ({ cost, worth }, index): Item => ({
        cost,
        worth,
        rank: 1n << BigInt(choosables.length - 1 - index),
        index,
      }),
    )
    .filter(({ cost, worth }) => cost <= room && worth >= 0)
    .sort(byWorthForCost);

  const relaxed = new Relaxation(items);
  let kept: readonly Choice[] = [{ cost: 0, worth: 0, ranks: 0n }];
  let comparisons = 0;
  for (const [position, item] of items.entries()) {
    comparisons += 2 * kept.length;
    if (comparisons > mostComparisons) return TOO_MANY;
    const extended = kept
      .filter(({ cost }) => cost + item.cost <= room)
      .map(({ cost, worth, ranks }) => ({
        cost: cost + item.cost,
        worth: worth + item.worth,
        ranks: ranks | item.rank,
      }));
    kept = promising(undominated(kept, extended), relaxed, position + 1, room);
  }
  // The costs rise, and so do the worths: the last one is the best.
  const best = kept[kept.length - 1]?.ranks ?? 0n;
  return items
    .filter(({ rank }) => (best & rank) !== 0n)
    .map(({ index }) => index)
    .sort((a, b) => a - b);
}

/** The greater worth for its cost first, compared exactly; then the order of the items, so that the search is always the same. */
function byWorthForCost(a: Item, b: Item): number {
  const difference = BigInt(b.worth) * BigInt(a.cost) - BigInt(a.worth) * BigInt(b.cost);
  if (difference !== 0n) return difference > 0n ? 1 : -1;
  return b.worth - a.worth || a.cost - b.cost || a.index - b.index;
}

/** Both lists as one, by rising cost, without what another one equals or exceeds at the same cost or less. */
function undominated(without: readonly Choice[], withItem: readonly Choice[]): Choice[] {
  const merged: Choice[] = [];
  let one = 0;
  let other = 0;
  while (one < without.length || other < withItem.length) {
    const a = without[one];
    const b = withItem[other];
    const takesA = b === undefined || (a !== undefined && comesBefore(a, b));
    const next = takesA ? a : b;
    if (takesA) one += 1;
    else other += 1;
    if (next !== undefined && next.worth > (merged[merged.length - 1]?.worth ?? -1)) merged.push(next);
  }
  return merged;
}

/** By cost; at the same cost the greater worth, then the one that holds the first item in which they differ. */
const comesBefore = (a: Choice, b: Choice): boolean =>
  a.cost !== b.cost ? a.cost < b.cost : a.worth !== b.worth ? a.worth > b.worth : a.ranks > b.ranks;

/** Those that may still become the best, once the items from `position` on are tried. */
function promising(selections: readonly Choice[], relaxed: Relaxation, position: number, room: number): Choice[] {
  const outlooks = selections.map(({ cost, worth }) => {
    const { sure, atMost } = relaxed.outlook(position, room - cost);
    return { sure: worth + sure, atMost: worth + atMost };
  });
  const sure = outlooks.reduce((most, outlook) => Math.max(most, outlook.sure), 0);
  return selections.filter((_, index) => (outlooks[index]?.atMost ?? 0) >= sure);
}

/** What the items from a position on can still add: taken whole in order, and at most, when the last one may be cut. */
class Relaxation {
  private readonly costs: readonly number[];
  private readonly worths: readonly number[];

  constructor(private readonly items: readonly Item[]) {
    this.costs = sums(items.map(({ cost }) => cost));
    this.worths = sums(items.map(({ worth }) => worth));
  }

  /** `sure` is reached by taking items in order while they fit; no choice adds more than `atMost`. */
  outlook(position: number, room: number): { readonly sure: number; readonly atMost: number } {
    const { costs, worths, items } = this;
    const from = costs[position] ?? 0;
    let low = position;
    let high = items.length;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((costs[middle] ?? 0) - from <= room) low = middle;
      else high = middle - 1;
    }
    const sure = (worths[low] ?? 0) - (worths[position] ?? 0);
    const cut = items[low];
    if (cut === undefined) return { sure, atMost: sure };
    const left = room - ((costs[low] ?? 0) - from);
    // One more than the quotient: a division of binary numbers may fall short of the exact one.
    return { sure, atMost: sure + Math.floor((left / cut.cost) * cut.worth) + 1 };
  }
}

/** The sums of the first 0, 1, 2… numbers. */
function sums(numbers: readonly number[]): number[] {
  const totals = [0];
  for (const [index, number] of numbers.entries()) totals.push((totals[index] ?? 0) + number);
  return totals;
}
