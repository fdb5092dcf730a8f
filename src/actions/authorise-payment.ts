/** Autoriser le paiement: an instalment or the balance, whole, only once nothing is missing; otherwise the list of what is. */
import { type Cents, minus, sum, ZERO } from '../scheme/money';
import { accountAfter } from '../scheme/movements';
import { nextPayment, type Payment } from '../scheme/payment';
import type { StoredRow } from '../sheets/table';
import { assignmentWording as words } from '../sheets/wording-assignment';
import { invoicesOf, movementsOf, payableOf, termsOf, totalOf } from './assignment-account';
import type { Desk } from './desk';
import { enterMovement } from './enter-movement';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';
import { awaitAnswer } from './verdict';

const TITLE = 'Autoriser le paiement';
type Assignment = StoredRow<'assignments'>;

export function authorisePayment(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'assignments');
  const { reference, holder } = chosen.values;
  const payment = openPayment(desk, chosen);
  if (
    !desk.screen.confirm(
      TITLE,
      words.confirmPayment(reference, payment.kind, payment.amount, holder, unspentAfter(chosen, payment)),
    )
  )
    return null;
  return () => {
    const [row] = again(desk, 'assignments', [chosen]);
    if (row) authorise(desk, row, openPayment(desk, row));
  };
}

/** What the balance leaves of the price, invoiced by nobody; an instalment leaves the rest to come. */
const unspentAfter = ({ values }: Assignment, { kind, amount }: Payment): Cents =>
  kind === 'solde' ? minus(totalOf(values), sum([values.paid ?? ZERO, amount])) : ZERO;

/** What may be paid now; refused with everything that is missing. */
function openPayment(desk: Desk, { values }: Assignment): Payment {
  const rows = desk.workbook.table('assignments').all();
  const open = nextPayment(payableOf(values), termsOf(desk), invoicesOf(rows.map(row => row.values)));
  if ('payment' in open) return open.payment;
  throw new Refused(
    words.cannotPay(
      values.reference,
      open.missing.map(({ reason }) => reason),
    ),
  );
}

function authorise(desk: Desk, row: Assignment, { kind, amount }: Payment): void {
  const { reference, holder, invoice } = row.values;
  const movements = movementsOf(desk);
  const pending = movements.find(one => one.awaitsTransfer && one.assignment === reference && one.direction === kind);
  require(pending === undefined, words.stillAwaitsTransfer(reference, pending?.number ?? ''));
  const { number, sentences } = enterMovement(
    desk,
    row,
    {
      movement: { direction: kind, amount, date: desk.today(), document: words.authorisationOf(invoice) },
      account: accountAfter(payableOf(row.values), kind, amount),
      gesture: TITLE,
    },
    movements.map(one => one.number),
  );
  if (kind === 'solde') awaitAnswer(desk, reference, []);
  desk.save();
  desk.screen.tell(TITLE, [words.authorised(number, kind, amount, holder), ...sentences].join('\n'));
}
