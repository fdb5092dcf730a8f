/**
 * The money that moves for an assignment, one line a movement: what each may be, what it changes, and what is then due or
 * to be given back. A line is never entered twice, and nobody is refunded more than was received above what was due.
 */
import { type Cents, formatCents, larger, minus, sum, ZERO } from './money';
import { checkPayment, type PayableAssignment, type PaymentTerms, type RecordedInvoice } from './payment';
import { ok, type Result, refused } from './result';
import { type Day, formatDay } from './time';
import { movementWording as wording } from './wording-money';

/** What a movement is (column `Sens`): in from the authority, back to it, out to the holder, back from it. */
export const MOVEMENT_DIRECTIONS = ['participation reçue', 'remboursement', 'acompte', 'solde', 'avoir'] as const;
export type MovementDirection = (typeof MOVEMENT_DIRECTIONS)[number];

/** A movement as somebody enters it. */
export interface Movement {
  readonly direction: MovementDirection;
  readonly amount: Cents;
  readonly date: Day;
  /** The paper that proves it: a transfer, a statement of account. */
  readonly document: string;
}

/** A movement that the workbook already holds. */
export interface RecordedMovement extends Omit<Movement, 'date'> {
  readonly number: string;
  readonly assignment: string;
  readonly date: Day | null;
  /** True for a payment that was authorised and whose transfer nobody has entered yet. */
  readonly awaitsTransfer: boolean;
}

/** The two totals that movements change. Both are net: of refunds, and of what the holder gave back. */
export interface Account {
  readonly contributionReceived: Cents;
  readonly paidToHolder: Cents;
}

/** What the authority still owes or has paid too much, now. One of the two is zero. */
export interface ContributionBalance {
  readonly stillDue: Cents;
  readonly surplus: Cents;
}

/** A new line with the totals that follow from it, or the transfer of a payment that was authorised before. */
export type MovementOutcome =
  | { readonly kind: 'recorded'; readonly account: Account }
  | { readonly kind: 'transferred'; readonly number: string };

export interface MovementFacts {
  /** Once terminated, its total is the value of the accepted work. */
  readonly assignment: PayableAssignment;
  readonly terms: PaymentTerms;
  readonly invoices: readonly RecordedInvoice[];
  /** Movements of every assignment. */
  readonly movements: readonly RecordedMovement[];
  readonly today: Day;
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** The direction that was typed, accents and case aside; `participation` alone is enough. Refused with the list. */
export function parseDirection(typed: string): Result<MovementDirection> {
  const text = plain(typed);
  const found = MOVEMENT_DIRECTIONS.find(
    one => plain(one) === text || (text !== '' && plain(one).split(' ')[0] === text),
  );
  return found === undefined ? refused(wording.unknownDirection(typed, MOVEMENT_DIRECTIONS)) : ok(found);
}

/** What the authority still owes on its share, or has paid above it. */
export function contributionBalance({
  authorityShare,
  contributionReceived,
}: Pick<PayableAssignment, 'authorityShare' | 'contributionReceived'>): ContributionBalance {
  return {
    stillDue: larger(minus(authorityShare, contributionReceived), ZERO),
    surplus: larger(minus(contributionReceived, authorityShare), ZERO),
  };
}

/**
 * Whether a movement may be entered. A contribution is a fact: it is always taken, partial, late or too high. A refund is at
 * most the surplus; a payment passes the payment gate, or after a termination is what the accepted work leaves due; what
 * the holder gives back is at most what it was paid. Refused: nothing, a date to come, no document, the same line again.
 */
export function checkMovement(facts: MovementFacts, movement: Movement): Result<MovementOutcome> {
  const { direction, amount, date, document } = movement;
  const { assignment, movements, today } = facts;
  if (amount <= 0) return refused(wording.nothing);
  if (date > today) return refused(wording.future(formatDay(date)));
  if (plain(document) === '') return refused(wording.noDocument);
  const twin = movements.find(other => isSame(other, movement, assignment.reference));
  if (twin !== undefined)
    return refused(
      wording.twice(twin.number, twin.assignment, formatCents(amount), formatDay(twin.date ?? date), twin.document),
    );
  const authorised = movements.find(
    other => other.awaitsTransfer && other.assignment === assignment.reference && other.direction === direction,
  );
  if (authorised !== undefined)
    return authorised.amount === amount
      ? ok({ kind: 'transferred', number: authorised.number })
      : refused(wording.otherAmount(authorised.number, formatCents(authorised.amount), formatCents(amount)));
  const allowed = mayMove(facts, direction, amount);
  return allowed.ok ? ok({ kind: 'recorded', account: accountAfter(assignment, direction, amount) }) : allowed;
}

/** Papers are compared by their letters and digits alone: « VIR-7 » and « vir 7 » are the same. */
const paper = (document: string): string => plain(document).replace(/ /g, '');

/**
 * The same sum on the same paper: whatever the assignment it is one movement entered twice, on the same day; for one
 * assignment on any day, when the paper has a number of its own.
 */
function isSame(other: RecordedMovement, { direction, amount, date, document }: Movement, assignment: string): boolean {
  const isOnePaper = paper(other.document) === paper(document);
  const isOneTransfer = other.date === date || (other.assignment === assignment && /\d/.test(document));
  return (
    !other.awaitsTransfer && other.direction === direction && other.amount === amount && isOnePaper && isOneTransfer
  );
}

function mayMove(facts: MovementFacts, direction: MovementDirection, amount: Cents): Result<unknown> {
  const { assignment, terms, invoices } = facts;
  const { paidToHolder, state, total } = assignment;
  switch (direction) {
    case 'participation reçue':
      return ok(amount);
    case 'remboursement': {
      const { surplus } = contributionBalance(assignment);
      return amount <= surplus ? ok(amount) : refused(wording.refundTooHigh(formatCents(amount), formatCents(surplus)));
    }
    case 'avoir':
      return amount <= paidToHolder
        ? ok(amount)
        : refused(wording.creditTooHigh(formatCents(amount), formatCents(paidToHolder)));
    default: {
      if (state !== 'résilié') return checkPayment(direction, amount, { assignment, terms, recorded: invoices });
      const due = larger(minus(total, paidToHolder), ZERO);
      return amount <= due ? ok(amount) : refused(wording.aboveAcceptedWork(formatCents(amount), formatCents(due)));
    }
  }
}

/** The totals once the movement is entered. */
export function accountAfter(
  { contributionReceived, paidToHolder }: Account,
  direction: MovementDirection,
  amount: Cents,
): Account {
  switch (direction) {
    case 'participation reçue':
      return { contributionReceived: sum([contributionReceived, amount]), paidToHolder };
    case 'remboursement':
      return { contributionReceived: minus(contributionReceived, amount), paidToHolder };
    case 'avoir':
      return { contributionReceived, paidToHolder: minus(paidToHolder, amount) };
    default:
      return { contributionReceived, paidToHolder: sum([paidToHolder, amount]) };
  }
}
