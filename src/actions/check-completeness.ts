/** Vérifier la complétude: each selected request becomes complète, or à compléter with the list of what is missing. */
import { checkCompleteness } from '../scheme/completeness';
import { move } from '../scheme/states';
import type { Row } from '../sheets/schema';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';
import { again, selected } from './selected';

const TITLE = 'Vérifier la complétude';

export function checkRequests(desk: Desk): () => void {
  const chosen = selected(desk, 'requests');
  return () => {
    const requests = desk.workbook.table('requests');
    const lines: string[] = [];
    for (const { at, values, problems } of again(desk, 'requests', chosen)) {
      const { missing, hints } = checkCompleteness(values);
      const all = [...problems.map(({ header, reason }) => `${header} : ${reason}`), ...missing];
      const status = all.length === 0 ? 'complète' : 'à compléter';
      const allowed = values.status === status ? null : moveOf(values, status);
      if (allowed !== null && !allowed.ok) {
        lines.push(`${values.reference} : ${allowed.reason}`);
        continue;
      }
      const completeness = [all.length === 0 ? wording.complete : all.join('\n'), ...hints.map(wording.hint)].join(
        '\n',
      );
      requests.update(at, { status, completeness });
      if (values.status !== status)
        desk.ledger.record({
          action: TITLE,
          subject: values.reference,
          field: 'Statut',
          before: values.status,
          after: status,
        });
      lines.push(wording.completenessResult(values.reference, status, all));
    }
    desk.save();
    desk.screen.tell(TITLE, lines.join('\n'));
  };
}

function moveOf({ status }: Row<'requests'>, to: 'complète' | 'à compléter') {
  return status === '' ? { ok: false as const, reason: wording.noStatus } : move('request', status, to, TITLE);
}
