/**
 * Withdrawal or termination after money moved: the shares are computed again on the work that was accepted, the authority
 * is refunded what it paid above its new share, and the rest of the scheme's share goes back to the envelope.
 */
import { type Cents, formatCents, larger, minus, type Rate, smaller, ZERO } from './money';
import { ok, type Result, refused } from './result';
import { type Shares, splitShares } from './shares';
import { terminationWording as wording } from './wording';

/** An assignment as it stood. `base` is what the scheme's rate applied to: the total unless it was above the ceiling. */
export interface RunningAssignment {
  readonly total: Cents;
  readonly base: Cents;
  readonly rate: Rate;
  /** Received from the authority, net of refunds. */
  readonly contributionReceived: Cents;
  /** Paid to the holder, net of credit notes. */
  readonly paidToHolder: Cents;
}

/** All amounts are positive or zero, with VAT; of each pair (refund, still due) and (to pay, to recover) one is zero. */
export interface Settlement {
  readonly shares: Shares;
  readonly refundToAuthority: Cents;
  readonly stillDueByAuthority: Cents;
  readonly toPayToHolder: Cents;
  readonly toRecoverFromHolder: Cents;
  /** What the envelope gets back. */
  readonly released: Cents;
}

/** The settlement of an assignment that stops, on the value with VAT of the accepted work: from nothing to the total. */
export function settleTermination(assignment: RunningAssignment, acceptedWork: Cents): Result<Settlement> {
  const { total, base, rate, contributionReceived, paidToHolder } = assignment;
  if (acceptedWork < 0 || acceptedWork > total)
    return refused(wording.acceptedOutOfRange(formatCents(acceptedWork), formatCents(total)));
  const before = splitShares({ total, base, rate });
  const shares = splitShares({ total: acceptedWork, base: smaller(acceptedWork, base), rate });
  return ok({
    shares,
    refundToAuthority: larger(minus(contributionReceived, shares.authority), ZERO),
    stillDueByAuthority: larger(minus(shares.authority, contributionReceived), ZERO),
    toPayToHolder: larger(minus(acceptedWork, paidToHolder), ZERO),
    toRecoverFromHolder: larger(minus(paidToHolder, acceptedWork), ZERO),
    released: minus(before.scheme, shares.scheme),
  });
}
