/** Enregistrer une facture: an invoice of the holder, or its credit note; a number once in the workbook, never above the price. */
import { enterInvoice, parseInvoiceAmount } from '../scheme/invoice';
import { type Cents, formatCents, minus, ZERO } from '../scheme/money';
import { formatDay } from '../scheme/time';
import type { Row } from '../sheets/schema';
import { assignmentWording as words } from '../sheets/wording-assignment';
import { INVOICE_SEPARATOR, invoicesOf, payableOf, totalOf } from './assignment-account';
import type { Desk } from './desk';
import { parsedDay } from './draw-up-contract';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Enregistrer une facture';
const LONGEST_NUMBER = 60;
/** No amendment is signed any more. */
const ENDED: readonly string[] = ['soldé', 'clos', 'résilié'];

export function recordInvoice(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'assignments');
  const { reference } = chosen.values;
  checkInvoiceable(chosen.values);
  const typedNumber = desk.screen.ask(TITLE, words.askInvoiceNumber(reference));
  if (typedNumber === null) return null;
  // The separator of column Facture cannot be part of a number.
  const number = typedNumber.replace(/\s*;\s*/g, ', ').slice(0, LONGEST_NUMBER);
  const typedAmount = desk.screen.ask(TITLE, words.askInvoiceAmount);
  if (typedAmount === null) return null;
  const amount = parseInvoiceAmount(typedAmount);
  if (!amount.ok) throw new Refused(amount.reason);
  const typedDate = desk.screen.ask(TITLE, words.askInvoiceDate);
  if (typedDate === null) return null;
  const date = parsedDay(desk, typedDate);
  return () => {
    const [row] = again(desk, 'assignments', [chosen]);
    if (!row) return;
    const { at, values } = row;
    const rows = desk.workbook.table('assignments').all();
    const invoiced = enterInvoice(
      payableOf(values),
      { number, amount: amount.value, date },
      { recorded: invoicesOf(rows.map(one => one.values)), today: desk.today() },
    );
    if (!invoiced.ok) throw new Refused(`${reference} : ${invoiced.reason}`);
    const line = words.invoiceLine(number, formatDay(date), formatCents(amount.value));
    desk.workbook.table('assignments').update(at, {
      invoice: [values.invoice, number].filter(text => text !== '').join(INVOICE_SEPARATOR),
      invoicedAmount: invoiced.value,
      invoices: [values.invoices, line].filter(text => text !== '').join('\n'),
    });
    desk.ledger.record({ action: TITLE, subject: reference, field: 'Facture', after: line });
    desk.save();
    desk.screen.tell(TITLE, report(values, number, amount.value, invoiced.value).join('\n'));
  };
}

/** Refused before the signature; once all is settled, the rule takes credit notes alone. */
export function checkInvoiceable({ reference, state }: Row<'assignments'>): void {
  require(state !== 'à signer', words.notSigned(reference));
}

function report(row: Row<'assignments'>, number: string, amount: Cents, invoiced: Cents): string[] {
  const { reference, paid } = row;
  const entered =
    amount < 0
      ? words.creditRecorded(reference, number, minus(ZERO, amount), invoiced)
      : words.invoiceRecorded(reference, number, amount, invoiced);
  const below = minus(totalOf(row), invoiced);
  const overpaid = minus(paid ?? ZERO, invoiced);
  return [
    entered,
    ...(overpaid > 0 ? [words.toRecover(overpaid)] : []),
    ...(below > 0 && !ENDED.includes(row.state) ? [words.invoicedBelow(below)] : []),
  ];
}
