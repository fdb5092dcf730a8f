/** Why each action on an assignment is not possible now, asked of the actions themselves: what the Fiche shows. */
import type { DossierAction } from '../scheme/next-step';
import { nextPayment } from '../scheme/payment';
import type { Row } from '../sheets/schema';
import { payableOf, termsOf } from './assignment-account';
import { checkCall } from './call-funds';
import type { Desk } from './desk';
import { checkAmendable } from './record-amendment';
import { checkDeliverable } from './record-deliverables';
import { checkInvoiceable } from './record-invoice';
import { Refused } from './refused';
import { checkAwaitsVerdict } from './verdict';

/** By action, '' where it is possible. No call: the row alone says it. */
export function assignmentChecks(desk: Desk, row: Row<'assignments'>): Partial<Record<DossierAction, string>> {
  return {
    'Appeler la contribution': refusalOf(() => checkCall(row)),
    'Enregistrer les livrables': refusalOf(() => checkDeliverable(desk, row)),
    'Constater le service fait': refusalOf(() => checkAwaitsVerdict(row)),
    'Enregistrer une facture': refusalOf(() => checkInvoiceable(row)),
    'Enregistrer un avenant': refusalOf(() => checkAmendable(row)),
    'Autoriser le paiement': whatIsMissing(desk, row),
  };
}

function whatIsMissing(desk: Desk, row: Row<'assignments'>): string {
  // The numbers of other assignments were checked when the invoice was entered.
  const open = nextPayment(payableOf(row), termsOf(desk), []);
  return 'payment' in open ? '' : open.missing.map(({ reason }) => reason).join('\n');
}

function refusalOf(check: () => unknown): string {
  try {
    check();
    return '';
  } catch (problem) {
    if (problem instanceof Refused) return problem.message;
    throw problem;
  }
}
