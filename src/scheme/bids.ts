/** Deposits of holders: which one counts, which are replaced, and which may be ranked. */
import { isLate } from './deadline';
import { type Cents, formatCents, formatRate, type Rate, ttcOf } from './money';
import { ok, type Result, refused } from './result';
import { type Ceiling, type CeilingDerogation, financedBase } from './shares';
import type { Instant } from './time';
import { bidWording as wording } from './wording-days';

/** A message that a holder sent as its bid, by its reference. */
export interface Deposit {
  readonly reference: string;
  readonly receivedAt: Instant;
}

export type Timeliness = 'dans les délais' | 'hors délai';

export interface JudgedDeposit extends Deposit {
  readonly timeliness: Timeliness;
  /** `reçue` for the one that counts and for late ones, which are kept and shown; `remplacée` for the others. */
  readonly state: 'reçue' | 'remplacée';
}

export const timelinessOf = (received: Instant, deadline: Instant): Timeliness =>
  isLate(received, deadline) ? 'hors délai' : 'dans les délais';

/**
 * Judges the deposits of one holder, in any order: the last one on time counts and replaces the earlier ones on time; a
 * late one never replaces anything. Between two of the same second, the later in the list counts.
 */
export function judgeDeposits(deposits: readonly Deposit[], deadline: Instant): JudgedDeposit[] {
  const judged = deposits.map(deposit => ({ ...deposit, timeliness: timelinessOf(deposit.receivedAt, deadline) }));
  const onTime = judged.filter(({ timeliness }) => timeliness === 'dans les délais');
  const counting = onTime.reduce<(typeof onTime)[number] | null>(
    (last, deposit) => (last === null || deposit.receivedAt >= last.receivedAt ? deposit : last),
    null,
  );
  return judged.map(deposit => ({
    ...deposit,
    state: deposit.timeliness === 'hors délai' || deposit === counting ? 'reçue' : 'remplacée',
  }));
}

/** Whether the bids are still sealed: until the opening nothing of them is read, whatever the hour. */
export const isSealed = (consultationStatus: string): boolean =>
  consultationStatus === 'envoyée' || consultationStatus === 'échue' || consultationStatus === 'brouillon';

/** The three amounts of a bid, as staff confirm them. */
export interface BidAmounts {
  readonly ht: Cents;
  readonly vatRate: Rate;
  readonly ttc: Cents;
}

/**
 * Completes and checks amounts: HT and rate give TTC, and with all three TTC must be HT + round(HT × rate). TTC alone
 * is enough only without VAT. A missing or contradictory amount is refused with a sentence.
 */
export function completeAmounts(amounts: {
  readonly ht: Cents | null;
  readonly vatRate: Rate | null;
  readonly ttc: Cents | null;
}): Result<BidAmounts> {
  const { ht, vatRate, ttc } = amounts;
  if (vatRate === null) {
    if (ht !== null && ttc !== null && ht === ttc) return refused(wording.rateMissingEqual);
    return refused(wording.rateMissing);
  }
  if (ht === null && ttc === null) return refused(wording.amountMissing);
  if (ht === null) {
    if (vatRate === 0 && ttc !== null) return positive({ ht: ttc, vatRate, ttc });
    return refused(wording.htMissing);
  }
  const computed = ttcOf(ht, vatRate);
  if (ttc !== null && ttc !== computed)
    return refused(wording.inconsistent(formatCents(ht), formatRate(vatRate), formatCents(computed), formatCents(ttc)));
  return positive({ ht, vatRate, ttc: computed });
}

function positive(amounts: BidAmounts): Result<BidAmounts> {
  return amounts.ttc > 0 ? ok(amounts) : refused(wording.zeroAmount);
}

/** What decides whether a bid may be ranked. */
export interface RankCandidate {
  readonly state: string;
  readonly timeliness: string;
  readonly irregular: string;
  readonly confirmed: boolean;
  readonly ttc: Cents | null;
  readonly vatRate: Rate | null;
  readonly technicalScore: number | null;
}

export interface RankingTerms extends Ceiling {
  readonly technicalPoints: number;
  /** Whether a recorded derogation admits late bids for this consultation. */
  readonly lateAdmitted: boolean;
  readonly ceilingDerogation?: CeilingDerogation | undefined;
}

/** How a bid that is not ranked is decided; `pending` when staff have something to do first. */
export interface NotRanked {
  readonly decision: 'irrégulière' | 'hors délai' | null;
  readonly reason: string;
  /** True when staff can still mend it: confirm the amounts, give the score. */
  readonly pending: boolean;
}

/** Null when the bid may be ranked; otherwise why it may not. */
export function whyNotRanked(bid: RankCandidate, terms: RankingTerms): NotRanked | null {
  const out = (reason: string, decision: NotRanked['decision'] = null): NotRanked => ({
    decision,
    reason,
    pending: false,
  });
  const wait = (reason: string): NotRanked => ({ decision: null, reason, pending: true });
  if (bid.state === 'remplacée') return out(wording.replaced);
  if (bid.state === 'déclinée') return out(wording.declined);
  if (bid.state === 'en attente' || bid.state === 'question') return out(wording.noBid);
  if (bid.timeliness === 'hors délai' && !terms.lateAdmitted) return out(wording.late, 'hors délai');
  if (bid.irregular.trim() !== '') return out(bid.irregular.trim(), 'irrégulière');
  if (bid.state !== 'reçue') return wait(wording.toSettle(bid.state));
  if (!bid.confirmed || bid.ttc === null || bid.vatRate === null) return wait(wording.notConfirmed);
  const { ttc, vatRate } = bid;
  const financed = financedBase({
    ttc,
    vatRate,
    derogation: terms.ceilingDerogation,
    ceiling: terms.ceiling,
    ceilingOn: terms.ceilingOn,
  });
  if (!financed.ok) return out(financed.reason);
  if (bid.technicalScore === null) return wait(wording.noTechnicalScore);
  const score = checkTechnicalScore(bid.technicalScore, terms.technicalPoints);
  return score.ok ? null : wait(score.reason);
}

/** A technical score is between 0 and the points that the consultation gives it. */
export const checkTechnicalScore = (score: number, points: number): Result<number> =>
  score >= 0 && score <= points ? ok(score) : refused(wording.scoreOutOfRange(score, points));

/** How far a deposit is on its way to a rank; `out` when it has none to expect. */
export type BidStanding = 'to settle' | 'to confirm' | 'to score' | 'to rank' | 'ranked' | 'out';

/** What a deposit awaits, from why it may not be ranked; `rank` is the one that it has. */
export function standingOf(bid: RankCandidate, why: NotRanked | null, rank: number | null): BidStanding {
  if (why === null) return rank === null ? 'to rank' : 'ranked';
  if (!why.pending) return 'out';
  if (bid.state !== 'reçue') return 'to settle';
  return bid.confirmed && bid.ttc !== null && bid.vatRate !== null ? 'to score' : 'to confirm';
}
