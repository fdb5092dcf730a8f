/** The framework agreement of a holder, as tab Titulaires keeps it: whether it is in force on a day, and who it binds. */
import { whyNotInForce } from '../scheme/holders';
import type { Day } from '../scheme/time';
import type { Row } from '../sheets/schema';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';
import { Refused } from './refused';

/** The row of a holder; refused when it is no longer there. */
export function holderOf(desk: Desk, code: string): Row<'holders'> {
  const holder = desk.workbook
    .table('holders')
    .all()
    .find(({ values }) => values.code.trim().toUpperCase() === code.trim().toUpperCase());
  if (holder === undefined) throw new Refused(wording.holderGone(code));
  return holder.values;
}

/** Why the agreement of a holder is not in force that day; null when it is. */
export function whyNoAgreement({ signedOn, renewals, suspended }: Row<'holders'>, on: Day): string | null {
  return whyNotInForce({ signedOn, renewals: renewals ?? 0, suspended: suspended === true }, on);
}
