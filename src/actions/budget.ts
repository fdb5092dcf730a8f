/** The budget as the workbook stands now, computed from inputs: never from the Budget tab's formulas. */
import { type Budget, type Commitment, computeBudget, type Reservation } from '../scheme/envelope';
import { ZERO } from '../scheme/money';
import type { Row } from '../sheets/schema';
import { totalOf } from './assignment-account';
import type { Desk } from './desk';
import { frozenSplit } from './funders-split';

/** States in which a request holds its reservation. */
export const RESERVING: readonly string[] = ['retenue', 'qualifiée', 'en consultation'];

/** The budget from the rows of Demandes and the rows of Marchés. */
export function budgetOf(
  desk: Desk,
  requests: readonly Row<'requests'>[],
  assignments: readonly Row<'assignments'>[],
): Budget {
  return computeBudget({
    envelope: desk.settings.envelope,
    reservations: reservationsOf(requests),
    assignments: assignments.map(commitmentOf),
  });
}

/** The same, with both tabs read here. */
export function presentBudget(desk: Desk): Budget {
  const { workbook } = desk;
  const requests = workbook.table('requests').all();
  const assignments = workbook.table('assignments').all();
  return budgetOf(
    desk,
    requests.map(({ values }) => values),
    assignments.map(({ values }) => values),
  );
}

/** What the retained requests hold until their award. */
export const reservationsOf = (requests: readonly Row<'requests'>[]): Reservation[] =>
  requests.filter(({ status }) => RESERVING.includes(status)).map(reservationOf);

function reservationOf(request: Row<'requests'>): Reservation {
  return {
    reference: request.reference,
    supportType: request.supportType,
    memberStatus: request.member === 'Adhérent' ? 'Adhérent' : 'Non adhérent',
    amount: request.reserved ?? ZERO,
  };
}

/** An assignment as the budget takes it. */
export function commitmentOf(assignment: Row<'assignments'>): Commitment {
  return {
    reference: assignment.reference,
    supportType: assignment.supportType,
    memberStatus: assignment.member === 'Adhérent' ? 'Adhérent' : 'Non adhérent',
    total: totalOf(assignment),
    scheme: assignment.schemeShare ?? ZERO,
    paidToHolder: assignment.paid ?? ZERO,
    contributionCalled: assignment.fundsCalledOn === null ? ZERO : (assignment.authorityShare ?? ZERO),
    contributionReceived: assignment.contributionReceived ?? ZERO,
    funders: frozenSplit(assignment.fundersSplit, assignment.schemeShare ?? ZERO),
  };
}
