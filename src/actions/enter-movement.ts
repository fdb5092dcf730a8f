/** A line of Mouvements, and what it changes on its assignment: totals, the scheme's part of what was paid, states. */
import { paidByScheme } from '../scheme/envelope';
import { formatCents, ZERO } from '../scheme/money';
import { type Account, contributionBalance, type Movement } from '../scheme/movements';
import { missingToStart } from '../scheme/payment';
import type { Gesture } from '../scheme/states';
import type { StoredRow } from '../sheets/table';
import { assignmentWording as words } from '../sheets/wording-assignment';
import { payableOf, termsOf, totalOf } from './assignment-account';
import { moveAssignment, moveRequest, requestOf } from './assignment-moves';
import type { Desk } from './desk';

type MovementGesture = Extract<Gesture, 'Enregistrer un mouvement' | 'Autoriser le paiement'>;

export interface MovementToEnter {
  readonly movement: Movement;
  /** The totals that follow from it. */
  readonly account: Account;
  readonly gesture: MovementGesture;
}

/**
 * Writes the line, the totals and the states that follow; the caller saves. Gives the number of the line, and what there is
 * to say: what is still due, what was paid too much, what has moved on.
 */
export function enterMovement(
  desk: Desk,
  row: StoredRow<'assignments'>,
  { movement, account, gesture }: MovementToEnter,
  numbers: readonly string[],
): { readonly number: string; readonly sentences: string[] } {
  const { at, values } = row;
  const { direction, amount, date, document } = movement;
  const number = nextNumber(desk.settings.edition, numbers);
  const isAuthorised = gesture === 'Autoriser le paiement';
  const isOfAuthority = direction === 'participation reçue' || direction === 'remboursement';
  desk.workbook.table('movements').append([
    {
      number,
      assignment: values.reference,
      direction,
      party: isOfAuthority ? values.authority : values.holder,
      amount,
      date,
      document,
      recordedBy: desk.who,
      ...(isAuthorised ? { authorisedOn: desk.today(), transferred: false } : {}),
    },
  ]);
  desk.ledger.record({
    action: gesture,
    subject: values.reference,
    field: direction,
    after: `${number} : ${formatCents(amount)}, ${date}, ${document}`,
  });
  const { contributionReceived, paidToHolder: paid } = account;
  const schemePaid = paidByScheme({
    total: totalOf(values),
    scheme: values.schemeShare ?? ZERO,
    paidToHolder: paid,
  });
  Object.assign(values, { contributionReceived, paid, schemePaid });
  desk.workbook.table('assignments').update(at, { contributionReceived, paid, schemePaid });
  const sentences = isOfAuthority
    ? [contributionSentence(values), ...started(desk, row, gesture)]
    : [words.paidSoFar(paid, totalOf(values)), ...settled(desk, row, movement, gesture)];
  return { number, sentences };
}

function nextNumber(edition: number, numbers: readonly string[]): string {
  const last = Math.max(0, ...numbers.map(number => Number(/(\d+)$/.exec(number)?.[1] ?? 0)));
  return `MVT-${edition}-${String(last + 1).padStart(3, '0')}`;
}

function contributionSentence(values: StoredRow<'assignments'>['values']): string {
  const { stillDue, surplus } = contributionBalance(payableOf(values));
  if (surplus > 0) return words.contributionSurplus(surplus);
  return stillDue > 0 ? words.contributionDue(stillDue) : words.contributionComplete;
}

/** With « avant démarrage », the contribution is what the work waited for. */
function started(desk: Desk, row: StoredRow<'assignments'>, gesture: MovementGesture): string[] {
  const { values } = row;
  if (values.state !== 'signé' || gesture !== 'Enregistrer un mouvement') return [];
  if (missingToStart(payableOf(values), termsOf(desk)).length > 0) return [];
  moveAssignment(desk, row, 'en cours', gesture);
  return [words.started(values.reference)];
}

/** The balance settles the assignment; on a terminated one it only pays what was accepted. */
function settled(
  desk: Desk,
  row: StoredRow<'assignments'>,
  { direction, date }: Movement,
  gesture: MovementGesture,
): string[] {
  const { at, values } = row;
  if (direction !== 'solde') return [];
  desk.workbook.table('assignments').update(at, { settledOn: date });
  if (values.state === 'résilié') return paidOnAcceptedWork(desk, values, gesture);
  moveRequest(desk, requestOf(desk, values), 'payée', gesture);
  moveAssignment(desk, row, 'soldé', gesture);
  return [words.settled(values.reference)];
}

/** A request accepted before its assignment was terminated has no other end than the payment of that work. */
function paidOnAcceptedWork(
  desk: Desk,
  values: StoredRow<'assignments'>['values'],
  gesture: MovementGesture,
): string[] {
  const request = requestOf(desk, values);
  if (request.values.status !== 'acceptée' || (values.paid ?? ZERO) < totalOf(values)) return [];
  moveRequest(desk, request, 'payée', gesture);
  return [words.requestPaid(values.request)];
}
