/** Déclarer sans suite, and the same for a withdrawal: the consultation stops, those who were consulted are told why. */
import type { Gesture } from '../scheme/states';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { lettersToServed } from './consulted';
import type { Desk } from './desk';
import { queueLetters, tellAndDeliver } from './letters';
import { checkMove, recordMove } from './moves';
import { unnamed } from './named-people';
import { forgetPause } from './pauses';
import { require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Déclarer sans suite';

export function abandonConsultation(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'consultations');
  checkMove('consultation', chosen.values.reference, chosen.values.status, 'sans suite', TITLE);
  const reason = desk.screen.ask(TITLE, wording.askReason(chosen.values.reference));
  if (reason === null) return null;
  require(reason !== '', wording.reasonRequired);
  return () => {
    const [row] = again(desk, 'consultations', [chosen]);
    if (!row) return;
    checkMove('consultation', row.values.reference, row.values.status, 'sans suite', TITLE);
    const requests = desk.workbook.table('requests');
    const request = requests.find('reference', row.values.request);
    const letters = stopConsultation(desk, row, { reason, gesture: TITLE, request: request?.values ?? null });
    if (request) {
      const back = request.values.status === 'en consultation' ? 'qualifiée' : request.values.status;
      requests.update(request.at, { ...(back === '' ? {} : { status: back }), consultation: '' });
      recordMove(desk, TITLE, request.values.reference, request.values.status, back);
    }
    queueLetters(desk, letters);
    desk.save();
    tellAndDeliver(desk, TITLE, [wording.abandoned(row.values.reference)], letters.length);
  };
}

interface Stopping {
  readonly reason: string;
  readonly gesture: Gesture;
  /** The request that it served; null when its row is gone. */
  readonly request: Row<'requests'> | null;
}

/** Marks a consultation sans suite and prepares the letters to those who received it; the caller queues and saves. */
export function stopConsultation(
  desk: Desk,
  row: StoredRow<'consultations'>,
  { reason, gesture, request }: Stopping,
): Partial<Row<'letters'>>[] {
  const { values, at } = row;
  const bids = desk.workbook.table('bids');
  const rows = values.status === 'brouillon' ? [] : bids.where('consultation', values.reference);
  const letters = lettersToServed(desk, values, rows, 'Consultation sans suite', { Motif: reason });
  for (const bid of rows)
    if (bid.values.sendState === 'à envoyer')
      bids.update(bid.at, { sendState: 'non consulté', reason: wording.stoppedBeforeSending });
  desk.workbook.table('consultations').update(at, { status: 'sans suite', reason });
  recordMove(desk, gesture, values.reference, values.status, 'sans suite');
  desk.ledger.record({
    action: gesture,
    subject: values.reference,
    field: 'Motif',
    after: request === null ? reason : unnamed(reason, request),
  });
  desk.memory.setOpenConsultation(values.reference, null);
  forgetPause(desk, values.reference);
  return letters;
}
