/**
 * Scoring: technical score given by staff, price points = lowest admissible price ÷ price × points. Computed in whole
 * numbers and rounded half up to two decimals, so that nobody wins by a rounding of the machine.
 */
import { type Cents, smaller } from './money';
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
/** Beyond six decimals a technical score, often a mean of criteria, is binary noise. */
const MILLIONTHS = 1_000_000;
const inMillionths = (points: number): number => Math.round(points * MILLIONTHS);

/** Points must be positive or zero, with two decimals at most, and not both zero. */
export function checkPoints(technical: number | null, price: number | null): Result<Points> {
  if (technical === null || price === null) return refused(wording.pointsMissing);
  const bad = [technical, price].find(
    points =>
      !Number.isFinite(points) ||
      points < 0 ||
      points > 1000 ||
      Math.abs(inHundredths(points) - points * HUNDREDTHS) > 1e-6,
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

/** Technical score + lowest ÷ price × points, rounded once, half up, to two decimals. */
function totalScore({ technicalScore, price }: ScorableBid, lowest: Cents, points: number): number {
  if (price === 0) return (inHundredths(technicalScore) + inHundredths(points)) / HUNDREDTHS;
  const scale = BigInt(MILLIONTHS / HUNDREDTHS);
  const numerator =
    BigInt(inMillionths(technicalScore)) * BigInt(price) + BigInt(lowest) * BigInt(inHundredths(points)) * scale;
  const denominator = scale * BigInt(price);
  return Number((2n * numerator + denominator) / (2n * denominator)) / HUNDREDTHS;
}

/** Scores and ranks: by total, then technical score, then price; what is still equal shares its rank. */
export function rankBids(bids: readonly ScorableBid[], points: Points): ScoredBid[] {
  if (bids.length === 0) return [];
  const lowest = bids.map(({ price }) => price).reduce(smaller);
  const scored = bids.map(bid => ({
    ...bid,
    priceScore: priceScore(bid.price, lowest, points.price),
    totalScore: totalScore(bid, lowest, points.price),
  }));
  const order = (a: (typeof scored)[number], b: (typeof scored)[number]) =>
    b.totalScore - a.totalScore || inMillionths(b.technicalScore) - inMillionths(a.technicalScore) || a.price - b.price;
  return [...scored].sort(order).map(bid => ({
    ...bid,
    rank: 1 + scored.filter(other => order(other, bid) < 0).length,
    tied: scored.some(other => other !== bid && order(other, bid) === 0),
  }));
}
