/** An assignment of the workbook as the rules on money take it: its account, every movement, every invoice. */

import { type Cents, sum, ZERO } from '../scheme/money';
import type { RecordedMovement } from '../scheme/movements';
import type { PayableAssignment, PaymentTerms, RecordedInvoice } from '../scheme/payment';
import { type AssignmentState, isState } from '../scheme/states';
import type { Row } from '../sheets/schema';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';
import { Refused } from './refused';

type Assignment = Row<'assignments'>;

/** The price as it stands: contract and amendments, or the accepted work once terminated. Always the two shares together. */
export const totalOf = ({ schemeShare, authorityShare }: Assignment): Cents =>
  sum([schemeShare ?? ZERO, authorityShare ?? ZERO]);

/** The state of an assignment; refused when its cell cannot be read. */
export function stateOf({ reference, state }: Assignment): AssignmentState {
  if (!isState('assignment', state)) throw new Refused(`${reference} : ${wording.noStatus}`);
  return state;
}

/** A row of Marchés as the payment rules take it. */
export function payableOf(row: Assignment): PayableAssignment {
  const { reference, holder, signedOn, deliverablesReceivedOn, acceptedByCuf, acceptedByAuthority } = row;
  return {
    reference,
    holder,
    state: stateOf(row),
    signedOn,
    total: totalOf(row),
    authorityShare: row.authorityShare ?? ZERO,
    contributionReceived: row.contributionReceived ?? ZERO,
    deliverablesReceivedOn,
    acceptedByCuf: acceptedByCuf === '' ? null : acceptedByCuf,
    acceptedByAuthority: acceptedByAuthority === '' ? null : acceptedByAuthority,
    invoice: row.invoice === '' ? null : { number: row.invoice, amount: row.invoicedAmount ?? ZERO },
    paidToHolder: row.paid ?? ZERO,
  };
}

/** What Paramètres says of payments. */
export const termsOf = ({ settings: { contributionDue, instalmentRate } }: Desk): PaymentTerms => ({
  contributionDue,
  instalmentRate,
});

/** Between two invoice numbers in column Facture. */
export const INVOICE_SEPARATOR = ' ; ';

/** The invoices of every assignment, one by one. */
export function invoicesOf(assignments: readonly Assignment[]): RecordedInvoice[] {
  return assignments.flatMap(({ reference, holder, invoice }) =>
    invoice === '' ? [] : invoice.split(INVOICE_SEPARATOR).map(number => ({ assignment: reference, holder, number })),
  );
}

/** Every movement of the workbook; no call while there are none. A line that lost its sense or amount is refused by name. */
export function movementsOf(desk: Desk): (RecordedMovement & { readonly at: number })[] {
  const table = desk.workbook.table('movements');
  if (table.height === 0) return [];
  return table.all().map(({ at, values, problems }) => {
    const { number, assignment, direction, amount, date, document, transferred } = values;
    const [problem] = problems;
    if (direction === '' || amount === null || problem !== undefined)
      throw new Refused(
        wording.badCell('Mouvements', at, problem?.header ?? 'Sens', problem?.reason ?? wording.noStatus),
      );
    return { at, number, assignment, direction, amount, date, document, awaitsTransfer: transferred === false };
  });
}
