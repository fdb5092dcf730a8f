/**
 * The envelope of an edition: what is reserved on selection, committed on award, and left. Only the scheme's share
 * consumes it, and at every moment envelope = reserved + committed + remaining.
 */
import { largestRemainder } from './funders';
import type { MemberStatus } from './membership';
import { type Cents, formatCents, minus, proportionOf, smaller, sum, ZERO } from './money';
import { ok, type Result, refused } from './result';
import { envelopeWording as wording } from './wording';

/** A retained request that waits for its award: the amount frozen when it was retained. */
export interface Reservation {
  readonly reference: string;
  readonly supportType: string;
  readonly memberStatus: MemberStatus;
  readonly amount: Cents;
}

/** An assignment: the frozen shares, and the money that moved. `paidToHolder` is net of credit notes. */
export interface Commitment {
  readonly reference: string;
  readonly supportType: string;
  readonly memberStatus: MemberStatus;
  readonly total: Cents;
  readonly scheme: Cents;
  readonly paidToHolder: Cents;
  readonly contributionCalled: Cents;
  /** Net of refunds. */
  readonly contributionReceived: Cents;
  /** The scheme's share by funder, frozen at award. */
  readonly funders: readonly { readonly funder: string; readonly amount: Cents }[];
}

/** `paid` is a part of `committed`. `remaining` is negative only under a derogation. */
export interface Budget {
  readonly envelope: Cents;
  readonly reserved: Cents;
  readonly committed: Cents;
  readonly paid: Cents;
  readonly remaining: Cents;
  readonly contributionsCalled: Cents;
  readonly contributionsReceived: Cents;
}

/** A recorded derogation that lets the remainder go below zero, by at most `overrun`. */
export interface EnvelopeDerogation {
  readonly overrun: Cents;
}

/** The budget of the edition, from what is reserved and committed now. */
export function computeBudget(state: {
  envelope: Cents;
  reservations: readonly Reservation[];
  assignments: readonly Commitment[];
}): Budget {
  const { envelope, reservations, assignments } = state;
  const reserved = sum(reservations.map(({ amount }) => amount));
  const committed = sum(assignments.map(({ scheme }) => scheme));
  return {
    envelope,
    reserved,
    committed,
    paid: sum(assignments.map(paidByScheme)),
    remaining: minus(envelope, sum([reserved, committed])),
    contributionsCalled: sum(assignments.map(({ contributionCalled }) => contributionCalled)),
    contributionsReceived: sum(assignments.map(({ contributionReceived }) => contributionReceived)),
  };
}

/**
 * The scheme's part of what a holder was paid, in the proportion of the shares: when the whole price is paid, it is the
 * scheme's share to the cent.
 */
export function paidByScheme({
  total,
  scheme,
  paidToHolder,
}: Pick<Commitment, 'total' | 'scheme' | 'paidToHolder'>): Cents {
  if (total === 0) return ZERO;
  return proportionOf(scheme, smaller(paidToHolder, total), total);
}

/** The budget once an amount is reserved. Refused when the remainder would be negative, unless a derogation covers it. */
export function checkReservation(budget: Budget, amount: Cents, derogation?: EnvelopeDerogation): Result<Budget> {
  return consume(budget, { reserve: amount, commit: ZERO, derogation });
}

/**
 * The budget once the real share is committed in place of the reservation. What lightens the envelope, or leaves it as it
 * is, always passes, even when it is already overrun.
 */
export function checkCommitment(commitment: {
  budget: Budget;
  reservationReleased: Cents;
  amount: Cents;
  derogation?: EnvelopeDerogation | undefined;
}): Result<Budget> {
  const { budget, reservationReleased, amount, derogation } = commitment;
  if (reservationReleased > budget.reserved)
    throw new RangeError(`Cannot release ${reservationReleased}, ${budget.reserved} is reserved`);
  return consume(budget, { reserve: minus(ZERO, reservationReleased), commit: amount, derogation });
}

/** The budget once a reservation is released (withdrawal, no follow-up). Throws RangeError when less is reserved. */
export function releaseReservation(budget: Budget, amount: Cents): Budget {
  if (amount > budget.reserved) throw new RangeError(`Cannot release ${amount}, ${budget.reserved} is reserved`);
  return { ...budget, reserved: minus(budget.reserved, amount), remaining: sum([budget.remaining, amount]) };
}

function consume(
  budget: Budget,
  change: { reserve: Cents; commit: Cents; derogation: EnvelopeDerogation | undefined },
): Result<Budget> {
  const needed = sum([change.reserve, change.commit]);
  const remaining = minus(budget.remaining, needed);
  const floor = minus(ZERO, change.derogation?.overrun ?? ZERO);
  if (needed > 0 && remaining < floor) {
    const missing = formatCents(minus(floor, remaining));
    return refused(wording.exhausted(formatCents(budget.remaining), formatCents(needed), missing));
  }
  return ok({
    ...budget,
    reserved: sum([budget.reserved, change.reserve]),
    committed: sum([budget.committed, change.commit]),
    remaining,
  });
}

/** One line of the budget's details. Reservations have no funder yet: the split is frozen at award. */
export interface BudgetLine {
  readonly item: string;
  readonly reserved: Cents;
  readonly committed: Cents;
  readonly paid: Cents;
}

export interface BudgetBreakdown {
  readonly bySupportType: readonly BudgetLine[];
  readonly byMemberStatus: readonly BudgetLine[];
  readonly byFunder: readonly BudgetLine[];
}

/** The same budget by support type, by member status and by funder, each item in the order in which it first appears. */
export function breakDownBudget(
  reservations: readonly Reservation[],
  assignments: readonly Commitment[],
): BudgetBreakdown {
  const reservedBy = (key: (of: Reservation) => string) =>
    reservations.map(reservation => line(key(reservation), { reserved: reservation.amount }));
  const committedBy = (key: (of: Commitment) => string) =>
    assignments.map(one => line(key(one), { committed: one.scheme, paid: paidByScheme(one) }));
  return {
    bySupportType: grouped([...reservedBy(of => of.supportType), ...committedBy(of => of.supportType)]),
    byMemberStatus: grouped([...reservedBy(of => of.memberStatus), ...committedBy(of => of.memberStatus)]),
    byFunder: grouped(assignments.flatMap(byFunder)),
  };
}

function byFunder(assignment: Commitment): BudgetLine[] {
  const { funders } = assignment;
  const amounts = funders.map(({ amount }) => amount);
  if (sum(amounts) === 0) return funders.map(({ funder }) => line(funder, {}));
  const paid = largestRemainder(paidByScheme(assignment), amounts);
  return funders.map(({ funder, amount }, index) => line(funder, { committed: amount, paid: paid[index] ?? ZERO }));
}

const line = (item: string, amounts: Partial<Omit<BudgetLine, 'item'>>): BudgetLine => ({
  item,
  reserved: ZERO,
  committed: ZERO,
  paid: ZERO,
  ...amounts,
});

function grouped(lines: readonly BudgetLine[]): BudgetLine[] {
  const items = new Map<string, BudgetLine>();
  for (const { item, reserved, committed, paid } of lines) {
    const total = items.get(item) ?? line(item, {});
    items.set(item, {
      item,
      reserved: sum([total.reserved, reserved]),
      committed: sum([total.committed, committed]),
      paid: sum([total.paid, paid]),
    });
  }
  return [...items.values()];
}
