/**
 * Appliquer les décisions: the committee's decisions on the selected requests, members first, each retained one reserved
 * on the envelope in its rank; one that does not fit is postponed, and the next are still tried. Each authority is told.
 */
import { decideFunding } from '../scheme/selection';
import { formatDay } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { budgetOf } from './budget';
import { showCommittee } from './committee-book';
import { decisionLetter } from './decision-letters';
import { derogationsOf } from './derogations';
import type { Desk } from './desk';
import { checkFundable, defaultCost, fundableRequest } from './fundable';
import { queueLetters, tellAndDeliver } from './letters';
import { membershipAtDecision } from './membership';
import { checkMove, recordMove } from './moves';
import { unnamed } from './named-people';
import { require } from './refused';
import { again, selected } from './selected';

const TITLE = 'Appliquer les décisions';
type Request = StoredRow<'requests'>;

export function applyDecisions(desk: Desk): (() => void) | null {
  const chosen = selected(desk, 'requests');
  checkAll(chosen);
  const decided = chosen.filter(isToDecide);
  if (
    !desk.screen.confirm(
      TITLE,
      wording.confirmDecisions(
        decided.map(({ values }) => `${values.reference} : ${values.decision}`),
        decided
          .filter(({ values }) => owesReason(values.decision, values.reason))
          .map(({ values }) => values.reference),
      ),
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
    const membership = membershipAtDecision(desk, present);
    const plan = decideFunding({
      requests: present.map(({ at, values }) => ({
        ...fundableRequest(desk, { ...values, ...membership.get(at) }, derogations),
        decision: values.decision === '' ? 'ajournée' : values.decision,
      })),
      budget: budgetOf(
        desk,
        others.map(({ values }) => values),
        assignments.map(({ values }) => values),
      ),
      terms: desk.settings,
    });
    const letters: Partial<Row<'letters'>>[] = [];
    const lines = plan.outcomes.flatMap((outcome, index) => {
      const row = present[index] as Request;
      const { values } = row;
      if (outcome.decision === null) return `${outcome.reference} : ${outcome.detail}`;
      const settled = outcome.decision === 'retenue' && values.status === 'ajournée';
      const retainedCost = values.retainedCost ?? defaultCost(desk, values);
      const reason = outcome.reason === '' ? (settled ? '' : values.reason) : outcome.reason;
      requests.update(row.at, {
        ...membership.get(row.at),
        status: outcome.decision,
        decision: outcome.decision,
        decidedAt: desk.now(),
        rank: outcome.rank,
        reserved: outcome.decision === 'retenue' ? outcome.reserved : null,
        retainedCost,
        reason,
      });
      recordMove(desk, TITLE, outcome.reference, values.status, outcome.decision);
      if (values.session !== null)
        desk.ledger.record({
          action: TITLE,
          subject: outcome.reference,
          field: 'Séance du',
          after: formatDay(values.session),
        });
      if (outcome.decision === 'retenue')
        desk.ledger.record({
          action: 'Réservation',
          subject: outcome.reference,
          field: 'Montant réservé',
          after: wording.euros(outcome.reserved),
        });
      if (reason !== '')
        desk.ledger.record({
          action: TITLE,
          subject: outcome.reference,
          field: 'Motif',
          after: unnamed(reason, values),
        });
      const told = decisionLetter(desk, values, {
        decision: outcome.decision,
        reason,
        retainedCost,
        reserved: outcome.reserved,
      });
      letters.push(...told.letters);
      const result = wording.decisionResult(outcome.reference, outcome.decision, outcome.reserved, outcome.detail);
      return [
        result,
        ...(owesReason(outcome.decision, reason) ? [wording.appliedWithoutReason(outcome.reference)] : []),
        ...(told.sentence === '' ? [] : [told.sentence]),
      ];
    });
    queueLetters(desk, letters);
    desk.save();
    showCommittee(desk);
    tellAndDeliver(desk, TITLE, [...lines, wording.remaining(plan.budget.remaining)], letters.length);
  };
}

/** An authority that is told no, or later, is told why. */
const owesReason = (decision: string, reason: string): boolean =>
  (decision === 'refusée' || decision === 'ajournée') && reason.trim() === '';

/** A postponed request whose decision is still to postpone it stays as it is. */
const isToDecide = ({ values: { decision, status } }: Request): boolean =>
  decision !== '' && !(decision === 'ajournée' && status === 'ajournée');

function checkAll(rows: readonly Request[]): void {
  require(rows.some(isToDecide), wording.noDecision);
  checkFundable(rows);
  for (const row of rows) {
    const { values } = row;
    if (values.decision !== '' && isToDecide(row))
      checkMove('request', values.reference, values.status, values.decision, TITLE);
  }
}
