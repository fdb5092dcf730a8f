/** Entering an invoice or a credit note: a number once in the workbook, all invoices together at most the price. */
import { type Cents, cents, formatCents, minus, parseAmount, sum, ZERO } from './money';
import { type Invoice, invoiceKey, invoiceProblems, type PayableAssignment, type RecordedInvoice } from './payment';
import { ok, type Result, refused } from './result';
import { type Day, formatDay } from './time';
import { invoiceWording as wording } from './wording-money';

/** A document as the holder sent it; a credit note has a negative amount. */
export interface InvoiceToEnter extends Invoice {
  readonly date: Day;
}

/** An amount with VAT that may be negative: `-200` is a credit note of 200 €. */
export function parseInvoiceAmount(typed: string): Result<Cents> {
  const minusSign = /^\s*[-−]\s*/.exec(typed);
  const amount = parseAmount(minusSign === null ? typed : typed.slice(minusSign[0].length));
  return amount.ok && minusSign !== null ? ok(minus(ZERO, amount.value)) : amount;
}

/**
 * The total invoiced once the document is entered. An invoice waits for the signature, is refused once all is settled, and is
 * at most what the price leaves; a credit note is at most what was invoiced. The number must be new, for any assignment.
 */
export function enterInvoice(
  assignment: PayableAssignment,
  document: InvoiceToEnter,
  facts: { readonly recorded: readonly RecordedInvoice[]; readonly today: Day },
): Result<Cents> {
  const { reference, state, invoice } = assignment;
  const { number, amount, date } = document;
  const { recorded, today } = facts;
  const invoiced = invoice?.amount ?? ZERO;
  const total = sum([invoiced, amount]);
  if (state === 'à signer') return refused(wording.unsigned);
  if (amount > 0 && (state === 'soldé' || state === 'clos')) return refused(wording.settled(state));
  if (date > today) return refused(wording.future(formatDay(date)));
  if (amount === 0) return refused(wording.nothing);
  const own = recorded.find(other => other.assignment === reference && invoiceKey(other.number) === invoiceKey(number));
  if (own !== undefined) return refused(wording.twice(number, reference));
  if (amount < 0 && total < 0)
    return refused(wording.creditTooHigh(formatCents(minus(ZERO, amount)), formatCents(invoiced)));
  // A credit note is looked at as an invoice of nothing much: only its number can be wrong.
  const problems = invoiceProblems(assignment, { number, amount: amount < 0 ? cents(1) : total }, recorded);
  return problems.length === 0 ? ok(total) : refused(problems.map(({ reason }) => reason).join('\n'));
}
