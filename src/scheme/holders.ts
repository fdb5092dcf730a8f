/**
 * Framework agreements: valid one year from signature, renewable twice. A holder is consulted, and awarded, only on a day
 * on which its agreement is in force.
 */
import { ok, type Result, refused } from './result';
import { addDays, addYears, type Day, daysBetween, formatDay } from './time';
import { holderWording as wording } from './wording';

/** What the agreement of a holder rests on. `signedOn` is null until it is signed. */
export interface FrameworkAgreement {
  readonly signedOn: Day | null;
  readonly renewals: number;
  readonly suspended: boolean;
}

/** The agreement as its row of Titulaires holds it, empty cells included. */
export interface AgreementRow {
  readonly code: string;
  readonly signedOn: Day | null;
  readonly renewals: number | null;
  readonly suspended: boolean | null;
}

export const MOST_RENEWALS = 2;
export const WARNING_DAYS = 60;

const isRenewalCount = (renewals: number): boolean =>
  Number.isInteger(renewals) && renewals >= 0 && renewals <= MOST_RENEWALS;

/** The agreement of a row: empty cells mean no renewal and not suspended. Refused when the renewals are not 0, 1 or 2. */
export function agreementOf({ code, signedOn, renewals, suspended }: AgreementRow): Result<FrameworkAgreement> {
  const count = renewals ?? 0;
  if (!isRenewalCount(count)) return refused(wording.badRow(code, String(count), MOST_RENEWALS));
  return ok({ signedOn, renewals: count, suspended: suspended ?? false });
}

/**
 * The last day, included: signature + 1 year − 1 day, each renewal adding a year. Null when it is not signed, or when the
 * number of renewals is not 0, 1 or 2. The anniversary of a 29 February is 28 February where there is no 29th.
 */
export function lastDay({ signedOn, renewals }: FrameworkAgreement): Day | null {
  if (signedOn === null || !isRenewalCount(renewals)) return null;
  return addDays(addYears(signedOn, 1 + renewals), -1);
}

/** Why the agreement does not allow a consultation that day, in words for the row; null when it is in force. */
export function whyNotInForce(agreement: FrameworkAgreement, on: Day): string | null {
  const { signedOn, renewals, suspended } = agreement;
  if (signedOn === null) return wording.unsigned;
  const last = lastDay(agreement);
  if (last === null) return wording.badRenewals(String(renewals), MOST_RENEWALS);
  if (on < signedOn) return wording.notYet(formatDay(signedOn));
  if (on > last) return wording.ended(formatDay(last));
  return suspended ? wording.suspended : null;
}

export const inForceOn = (agreement: FrameworkAgreement, on: Day): boolean => whyNotInForce(agreement, on) === null;

/**
 * The agreement with one more renewal. Refused the third time, when it is not signed, and once it has ended: what has
 * ended cannot be renewed. A suspended holder may be renewed, and stays suspended.
 */
export function renew<Agreement extends FrameworkAgreement>(agreement: Agreement, on: Day): Result<Agreement> {
  const { signedOn, renewals } = agreement;
  if (signedOn === null) return refused(wording.renewUnsigned);
  const last = lastDay(agreement);
  if (last === null) return refused(wording.renewBadCount(String(renewals), MOST_RENEWALS));
  if (renewals >= MOST_RENEWALS) return refused(wording.renewedTwice(formatDay(last)));
  if (on > last) return refused(wording.renewEnded(formatDay(last)));
  return ok({ ...agreement, renewals: renewals + 1 });
}

/** The last day and the days left until it, when a running agreement, suspended or not, has 60 or fewer; otherwise null. */
export function endsSoon(agreement: FrameworkAgreement, today: Day): { lastDay: Day; daysLeft: number } | null {
  const last = lastDay(agreement);
  if (last === null || agreement.signedOn === null || today < agreement.signedOn) return null;
  const daysLeft = daysBetween(today, last);
  return daysLeft >= 0 && daysLeft <= WARNING_DAYS ? { lastDay: last, daysLeft } : null;
}
