/** An amendment to a call-off contract: the new total stays under the ceiling, and the shares are computed again on it. */
import { type Cents, formatCents, minus, type Rate } from './money';
import { ok, type Result, refused } from './result';
import { type Ceiling, type CeilingDerogation, financedBase, type Shares, splitShares } from './shares';
import { amendmentWording as wording } from './wording';

export interface AmendableAssignment extends Ceiling {
  /** With VAT, all former amendments included. */
  readonly total: Cents;
  readonly shares: Pick<Shares, 'scheme' | 'authority'>;
  readonly vatRate: Rate;
  /** The rate frozen at award. */
  readonly rate: Rate;
  readonly paidToHolder: Cents;
  readonly derogation?: CeilingDerogation | undefined;
}

/** The new shares, and what they change; a change is negative when the share goes down. */
export interface Amendment {
  readonly shares: Shares;
  readonly schemeChange: Cents;
  readonly authorityChange: Cents;
}

/**
 * The shares of the new total (with VAT, initial contract and amendments together). Refused above the ceiling without a
 * derogation, below what the holder was already paid, or when nothing changes. Whether the envelope can bear
 * `schemeChange` is for `checkCommitment` to say.
 */
export function amend(assignment: AmendableAssignment, newTotal: Cents): Result<Amendment> {
  const { total, shares: former, vatRate, rate, paidToHolder, derogation, ceiling, ceilingOn } = assignment;
  if (newTotal === total) return refused(wording.unchanged(formatCents(total)));
  if (newTotal <= 0 || newTotal < paidToHolder)
    return refused(wording.belowPaid(formatCents(newTotal), formatCents(paidToHolder)));
  const financed = financedBase({ ttc: newTotal, vatRate, ceiling, ceilingOn, derogation });
  if (!financed.ok) return financed;
  const shares = splitShares({ total: newTotal, base: financed.value.base, rate });
  return ok({
    shares,
    schemeChange: minus(shares.scheme, former.scheme),
    authorityChange: minus(shares.authority, former.authority),
  });
}
