/** Vérifier la complétude: each selected request becomes complète, or à compléter with the list of what is missing. */
import { checkCompleteness } from '../scheme/completeness';
import { move } from '../scheme/states';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';
import { require } from './refused';
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
    for (const row of again(desk, 'requests', chosen)) {
      const { at, values } = row;
      const { missing, hints, status, refusal } = judgeRequest(row);
      if (refusal !== null) {
        lines.push(`${values.reference} : ${refusal}`);
        continue;
      }
      const found = missing.length === 0 ? wording.complete : missing.join('\n');
      const completeness = [found, ...hints.map(wording.hint)].join('\n');
      requests.update(at, { status, completeness });
      if (values.status !== status)
        desk.ledger.record({
          action: TITLE,
          subject: values.reference,
          field: 'Statut',
          before: values.status,
          after: status,
        });
      lines.push(wording.completenessResult(values.reference, status, missing));
    }
    desk.save();
    desk.screen.tell(TITLE, lines.join('\n'));
  };
}

/** What a request lacks, the state that this gives it, and why the table of states does not let it go there, if so. */
export interface JudgedRequest {
  readonly missing: readonly string[];
  /** What is worth a look and blocks nothing. */
  readonly hints: readonly string[];
  readonly status: 'complète' | 'à compléter';
  readonly refusal: string | null;
}

export function judgeRequest({ values, problems }: StoredRow<'requests'>): JudgedRequest {
  const { missing: lacking, hints } = checkCompleteness(values);
  const missing = [...problems.map(({ header, reason }) => `${header} : ${reason}`), ...lacking];
  const status = missing.length === 0 ? 'complète' : 'à compléter';
  return { missing, hints, status, refusal: values.status === status ? null : refusalOf(values.status, status) };
}

function refusalOf(from: Row<'requests'>['status'], to: JudgedRequest['status']): string | null {
  if (from === '') return wording.noStatus;
  const moved = move('request', from, to, TITLE);
  return moved.ok ? null : moved.reason;
}
