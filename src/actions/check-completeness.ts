/**
 * Vérifier la complétude: each selected request becomes complète, or à compléter, and then its authority is told what is
 * missing. What looks odd (kind of authority, likeness with another request) is noted for staff and blocks nothing.
 */
import type { RequestFacts } from '../scheme/completeness';
import { type Criterion, checkCriteria } from '../scheme/criteria';
import { duplicateHints } from '../scheme/duplicates';
import { emptyGrid } from '../scheme/request-grid';
import type { Result } from '../scheme/result';
import { move } from '../scheme/states';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { askCompletion } from './ask-completion';
import { showCommittee } from './committee-book';
import type { Desk } from './desk';
import { queueLetters, tellAndDeliver } from './letters';
import { require } from './refused';
import { requestCompleteness } from './request-completeness';
import { again, selected } from './selected';

const TITLE = 'Vérifier la complétude';

export function checkRequests(desk: Desk): () => void {
  const chosen = selected(desk, 'requests');
  const refusals = chosen.map(row => ({ reference: row.values.reference, refusal: judgeRequest(row).refusal }));
  require(refusals.some(({ refusal }) => refusal === null), refusals
    .map(({ reference, refusal }) => `${reference} : ${refusal}`)
    .join('\n'));
  return () => {
    const requests = desk.workbook.table('requests');
    const lines: string[] = [];
    const letters: Partial<Row<'letters'>>[] = [];
    const criteria = selectionCriteria(desk);
    const grid = criteria.ok ? emptyGrid(criteria.value) : '';
    if (!criteria.ok) lines.push(criteria.reason);
    const edition = requests.all().map(({ values }) => values);
    for (const row of again(desk, 'requests', chosen)) {
      const { at, values } = row;
      const { missing, toGive, hints, status, refusal } = judgeRequest(row);
      if (refusal !== null) {
        lines.push(`${values.reference} : ${refusal}`);
        continue;
      }
      const found = missing.length === 0 ? wording.complete : missing.join('\n');
      const completeness = [found, ...[...hints, ...duplicateHints(values, edition)].map(wording.hint)].join('\n');
      requests.update(at, { status, completeness, ...(status === 'complète' && values.grid === '' ? { grid } : {}) });
      if (values.status !== status)
        desk.ledger.record({
          action: TITLE,
          subject: values.reference,
          field: 'Statut',
          before: values.status,
          after: status,
        });
      lines.push(wording.completenessResult(values.reference, status, missing));
      if (status === 'complète') continue;
      const isNew = values.status !== status || values.completeness !== completeness;
      const asked = askCompletion(desk, row, { missing, toGive, isNew });
      requests.update(at, asked.columns);
      letters.push(...asked.letters);
      lines.push(asked.sentence);
    }
    queueLetters(desk, letters);
    desk.save();
    showCommittee(desk);
    tellAndDeliver(desk, TITLE, lines, letters.length);
  };
}

/** The criteria of the score of a request, from tab Listes; none when staff gave them no points. */
export function selectionCriteria(desk: Desk): Result<readonly Criterion[]> {
  const lines = desk.workbook.lists.map(({ values }) => ({
    name: values.requestCriterion,
    points: values.requestCriterionPoints,
  }));
  return checkCriteria(lines, null);
}

/** What a request lacks, the state that this gives it, and why the table of states does not let it go there, if so. */
export interface JudgedRequest {
  readonly missing: readonly string[];
  /** The facts that the authority has to give. */
  readonly toGive: readonly (keyof RequestFacts)[];
  /** What is worth a look and blocks nothing. */
  readonly hints: readonly string[];
  readonly status: 'complète' | 'à compléter';
  readonly refusal: string | null;
}

export function judgeRequest({ values, problems }: StoredRow<'requests'>): JudgedRequest {
  const { missing: lacking, toGive, hints } = requestCompleteness(values);
  const missing = [...problems.map(({ header, reason }) => `${header} : ${reason}`), ...lacking];
  const status = missing.length === 0 ? 'complète' : 'à compléter';
  return {
    missing,
    toGive,
    hints,
    status,
    refusal: values.status === status ? null : refusalOf(values.status, status),
  };
}

function refusalOf(from: Row<'requests'>['status'], to: JudgedRequest['status']): string | null {
  if (from === '') return wording.noStatus;
  const moved = move('request', from, to, TITLE);
  return moved.ok ? null : moved.reason;
}
