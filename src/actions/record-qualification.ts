/** Consigner la qualification: what the talk with the authority made clear is kept on the request, which becomes qualifiée. */
import { formatDay } from '../scheme/time';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';
import { checkMove, recordMove } from './moves';
import { require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Consigner la qualification';

export function recordQualification(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'requests');
  checkMove('request', chosen.values.reference, chosen.values.status, 'qualifiée', TITLE, true);
  const note = desk.screen.ask(TITLE, wording.askQualification(chosen.values.reference));
  if (note === null) return null;
  require(note !== '', wording.emptyText);
  return () => {
    const [row] = again(desk, 'requests', [chosen]);
    if (!row) return;
    const { status, reference, qualification } = row.values;
    checkMove('request', reference, status, 'qualifiée', TITLE, true);
    const dated = `${formatDay(desk.today())} : ${note}`;
    desk.workbook.table('requests').update(row.at, {
      status: 'qualifiée',
      qualification: qualification === '' ? dated : `${qualification}\n${dated}`,
    });
    desk.ledger.record({
      action: TITLE,
      subject: reference,
      field: 'Qualification',
      after: dated,
    });
    recordMove(desk, TITLE, reference, status, 'qualifiée');
    desk.save();
    desk.screen.note(wording.qualified(reference));
  };
}
