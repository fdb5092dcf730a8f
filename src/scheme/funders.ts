/** How the scheme's share is split between its funders: to the cent, by the largest remainder. */
import { type Cents, cents, formatRate, type Rate, rate } from './money';
import { ok, type Result, refused } from './result';
import { funderWording as wording } from './wording';

export interface FunderShare {
  readonly funder: string;
  readonly share: Rate;
}

export interface FunderAmount {
  readonly funder: string;
  readonly amount: Cents;
}

/** The list of funders as it may be used: at least one, each named once, shares that make exactly 100 %. */
export function checkFunders(shares: readonly FunderShare[]): Result<readonly FunderShare[]> {
  if (shares.length === 0) return refused(wording.none);
  const names = new Set<string>();
  for (const { funder } of shares) {
    if (funder.trim() === '') return refused(wording.nameless);
    if (names.has(funder)) return refused(wording.twice(funder));
    names.add(funder);
  }
  const total = shares.reduce((parts, { share }) => parts + share, 0);
  if (total === rate(1)) return ok(shares);
  const list = shares.map(({ funder, share }) => wording.share(funder, formatRate(share))).join(', ');
  return refused(wording.notWhole(list, formatRate(total as Rate)));
}

/**
 * The amount split between the funders, in their order: each gets the whole cents of its share, then the cents that
 * are left go one by one to the largest remainders, the first of the list when remainders are equal.
 */
export function splitBetweenFunders(amount: Cents, shares: readonly FunderShare[]): Result<readonly FunderAmount[]> {
  const checked = checkFunders(shares);
  if (!checked.ok) return checked;
  const parts = largestRemainder(
    amount,
    checked.value.map(({ share }) => share),
  );
  return ok(checked.value.map(({ funder }, index) => ({ funder, amount: parts[index] ?? cents(0) })));
}

/**
 * `amount` split in proportion to `weights` (whole numbers, not all zero), to the cent, by the largest remainder.
 * Throws RangeError on a negative amount or weight, or when there is nothing to split by.
 */
export function largestRemainder(amount: Cents, weights: readonly number[]): Cents[] {
  const total = weights.reduce((all, weight) => all + weight, 0);
  if (amount < 0 || total <= 0 || weights.some(weight => weight < 0))
    throw new RangeError(`Cannot split ${amount} by ${weights.join(', ')}`);
  const whole = BigInt(total);
  const exact = weights.map(weight => BigInt(amount) * BigInt(weight));
  const parts = exact.map(product => Number(product / whole));
  const left = amount - parts.reduce((all, part) => all + part, 0);
  const byRemainder = exact
    .map((product, index) => ({ index, remainder: product % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const favoured = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return parts.map((part, index) => cents(favoured.has(index) ? part + 1 : part));
}
