/**
 * Appliquer les décisions: the committee's decisions on the selected requests, members first, each retained one reserved
 * on the envelope in its rank; one that does not fit is postponed, and the next are still tried.
 */
import { STANDARD_VAT, smaller } from '../scheme/money';
import { type DecidedRequest, decideFunding } from '../scheme/selection';
import { ceilingWithVat } from '../scheme/shares';
import type { Instant } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { budgetOf } from './budget';
import { ceilingDerogation, derogationsOf, envelopeDerogation } from './derogations';
import type { Desk } from './desk';
import { membershipColumns, registerLines } from './membership';
import { checkMove, recordMove } from './moves';
import { require } from './refused';
import { again, selected } from './selected';

const TITLE = 'Appliquer les décisions';
type Request = StoredRow<'requests'>;

export function applyDecisions(desk: Desk): (() => void) | null {
  const chosen = selected(desk, 'requests');
  checkAll(chosen);
  const decided = chosen.filter(({ values }) => values.decision !== '');
  if (
    !desk.screen.confirm(
      TITLE,
      wording.confirmDecisions(decided.map(({ values }) => `${values.reference} : ${values.decision}`)),
    )
  )
    return null;
  return () => {
    const present = again(desk, 'requests', decided);
    checkAll(present);
    const requests = desk.workbook.table('requests');
    const others = requests.all().filter(({ at }) => !present.some(row => row.at === at));
    const assignments = desk.workbook.table('assignments').all();
    const derogations = derogationsOf(desk);
    const membership = freshMembership(desk, present);
    const plan = decideFunding({
      requests: present.map(row =>
        decidedRequest(desk, row, membership.get(row.at)?.member ?? row.values.member, derogations),
      ),
      budget: budgetOf(
        desk,
        others.map(({ values }) => values),
        assignments.map(({ values }) => values),
      ),
      terms: desk.settings,
    });
    const lines = plan.outcomes.map((outcome, index) => {
      const row = present[index] as Request;
      const { values } = row;
      if (outcome.decision === null) return `${outcome.reference} : ${outcome.detail}`;
      const settled = outcome.decision === 'retenue' && values.status === 'ajournée';
      const reason = outcome.reason === '' ? (settled ? '' : values.reason) : outcome.reason;
      requests.update(row.at, {
        ...membership.get(row.at),
        status: outcome.decision,
        decision: outcome.decision,
        decidedAt: desk.now(),
        rank: outcome.rank,
        reserved: outcome.decision === 'retenue' ? outcome.reserved : null,
        retainedCost: values.retainedCost ?? defaultCost(desk, values),
        reason,
      });
      recordMove(desk, TITLE, outcome.reference, values.status, outcome.decision);
      if (outcome.decision === 'retenue')
        desk.ledger.record({
          action: 'Réservation',
          subject: outcome.reference,
          field: 'Montant réservé',
          after: wording.euros(outcome.reserved),
        });
      else if (reason !== '')
        desk.ledger.record({ action: TITLE, subject: outcome.reference, field: 'Motif', after: reason });
      return wording.decisionResult(outcome.reference, outcome.decision, outcome.reserved, outcome.detail);
    });
    desk.save();
    desk.screen.tell(TITLE, [...lines, wording.remaining(plan.budget.remaining)].join('\n'));
  };
}

function checkAll(rows: readonly Request[]): void {
  require(rows.some(({ values }) => values.decision !== ''), wording.noDecision);
  for (const { values, problems } of rows) {
    const bad = problems.filter(({ header }) =>
      ['Décision', 'Note', 'Coût retenu TTC', 'Coût estimé TTC'].includes(header),
    );
    require(bad.length === 0, bad.map(({ header, reason }) => `${values.reference}, ${header} : ${reason}`).join('\n'));
    if (values.decision !== '') checkMove('request', values.reference, values.status, values.decision, TITLE);
  }
}

/** With `DateAdhesion` décision, membership is read again on the day of the decision. */
function freshMembership(desk: Desk, rows: readonly Request[]) {
  if (desk.settings.membershipDate !== 'décision') return new Map<number, Partial<Row<'requests'>>>();
  const register = registerLines(desk);
  return new Map(
    rows.map(({ at, values }) => [at, membershipColumns(desk, values.siren, register, desk.today()).columns] as const),
  );
}

function decidedRequest(
  desk: Desk,
  { values }: Request,
  member: string,
  derogations: readonly Row<'derogations'>[],
): DecidedRequest {
  return {
    reference: values.reference,
    memberStatus: member === 'Adhérent' ? 'Adhérent' : 'Non adhérent',
    score: values.score,
    receivedAt: values.receivedAt ?? (0 as Instant),
    decision: values.decision === '' ? 'ajournée' : values.decision,
    estimate: values.retainedCost ?? defaultCost(desk, values),
    ceilingDerogation: ceilingDerogation(derogations, [values.reference])?.derogation,
    envelopeDerogation: envelopeDerogation(derogations, [values.reference]),
  };
}

/** The cost that the committee keeps when it says nothing: the applicant's estimate, at most the ceiling. */
function defaultCost(desk: Desk, { estimate }: Row<'requests'>) {
  return estimate === null ? null : smaller(estimate, ceilingWithVat(desk.settings, STANDARD_VAT));
}
