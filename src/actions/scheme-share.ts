/** What the scheme would pay of a request that is not yet awarded. */
import { schemeRate } from '../mail/letter-values';
import { type Cents, percentOf, STANDARD_VAT, smaller } from '../scheme/money';
import { ceilingWithVat } from '../scheme/shares';
import type { Row } from '../sheets/schema';
import type { Desk } from './desk';
import { defaultCost } from './fundable';

/** Of the cost that the committee keeps, by default the estimate, at most the ceiling; null without a cost. */
export function foreseenShare(desk: Desk, request: Row<'requests'>): Cents | null {
  const cost = request.retainedCost ?? defaultCost(desk, request);
  if (cost === null) return null;
  return percentOf(
    smaller(cost, ceilingWithVat(desk.settings, STANDARD_VAT)),
    schemeRate(request.member ?? '', desk.settings),
  );
}
