/**
 * Scoring: technical score given by staff, price points = lowest admissible price ÷ price × points. Computed in whole
 * numbers and rounded half up to two decimals, so that nobody wins by a rounding of the machine.
 */
import type { Cents } from './money';
import { ok, type Result, refused } from './result';
import { scoringWording as wording } from './wording-days';

/** Points of a consultation: required, without a default, frozen when it is sent. */
export interface Points {
  readonly technical: number;
  readonly price: number;
}

/** A bid that may be ranked; `price` is what CUF pays. */
export interface ScorableBid {
  readonly reference: string;
  readonly technicalScore: number;
  readonly price: Cents;
}

export interface ScoredBid extends ScorableBid {
  readonly priceScore: number;
  readonly totalScore: number;
  /** From 1; bids that nothing separates share a rank. */
  readonly rank: number;
  /** True when another bid is equal in total, technical score and price: the award asks for a reason. */
  readonly tied: boolean;
}

const HUNDREDTHS = 100;
const inHundredths = (points: number): number => Math.round(points * HUNDREDTHS);

/** Points must be positive or zero, with two decimals at most, and not both zero. */
export function checkPoints(technical: number | null, price: number | null): Result<Points> {
  if (technical === null || price === null) return refused(wording.pointsMissing);
  const bad = [technical, price].find(
    points => !Number.isFinite(points) || points < 0 || points > 1000 || Math.abs(inHundredths(points) - points * HUNDREDTHS) > 1e-6,
  );
  if (bad !== undefined) return refused(wording.badPoints(bad));
  return technical + price > 0 ? ok({ technical, price }) : refused(wording.noPoints);
}

/** Lowest ÷ price × points, two decimals, half up; a price of zero has all the points. Throws RangeError below the lowest. */
export function priceScore(price: Cents, lowest: Cents, points: number): number {
  if (price < lowest || lowest < 0) throw new RangeError(`Price ${price} is below the lowest, ${lowest}`);
  if (price === 0) return points;
  const numerator = BigInt(lowest) * BigInt(inHundredths(points)) * 2n + BigInt(price);
  return Number(numerator / (2n * BigInt(price))) / HUNDREDTHS;
}

/** Scores and ranks: by total, then technical score, then price; what is still equal shares its rank. */
export function rankBids(bids: readonly ScorableBid[], points: Points): ScoredBid[] {
  if (bids.length === 0) return [];
  const lowest = bids.reduce((least, { price }) => (price < least ? price : least), bids[0]?.price as Cents);
  const scored = bids.map(bid => {
    const price = priceScore(bid.price, lowest, points.price);
    const total = (inHundredths(bid.technicalScore) + inHundredths(price)) / HUNDREDTHS;
    return { ...bid, priceScore: price, totalScore: total };
  });
  const order = (a: (typeof scored)[number], b: (typeof scored)[number]) =>
    b.totalScore - a.totalScore || inHundredths(b.technicalScore) - inHundredths(a.technicalScore) || a.price - b.price;
  return [...scored]
    .sort(order)
    .map(bid => ({
      ...bid,
      rank: 1 + scored.filter(other => order(other, bid) < 0).length,
      tied: scored.some(other => other !== bid && order(other, bid) === 0),
    }));
}
