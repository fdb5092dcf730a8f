/** Enregistrer les livrables: a first or a corrected delivery; the authority is asked whether the service is done. */
import { acceptanceLines } from '../mail/acceptance-line';
import { missingToStart } from '../scheme/payment';
import { formatDay } from '../scheme/time';
import type { Row } from '../sheets/schema';
import { assignmentWording as words } from '../sheets/wording-assignment';
import { holderOf } from './agreement';
import { payableOf, termsOf } from './assignment-account';
import { authorityLetter } from './assignment-letters';
import { moveAssignment, moveRequest, requestOf } from './assignment-moves';
import type { Desk } from './desk';
import { prepareLetters, queueLetters, tellAndDeliver } from './letters';
import { checkMove } from './moves';
import { require } from './refused';
import { again, selectedOne } from './selected';
import { awaitAnswer } from './verdict';

const TITLE = 'Enregistrer les livrables';

export function recordDeliverables(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'assignments');
  checkDeliverable(desk, chosen.values);
  const deliverables = desk.screen.ask(TITLE, words.askDeliverables(chosen.values.reference));
  if (deliverables === null) return null;
  require(deliverables !== '', words.deliverablesRequired);
  return () => {
    const [row] = again(desk, 'assignments', [chosen]);
    if (!row) return;
    const { at, values } = row;
    const { reference } = values;
    checkDeliverable(desk, values);
    const request = requestOf(desk, values);
    const holder = holderOf(desk, values.holder);
    const letters = prepareLetters(desk, [
      authorityLetter(
        desk,
        'Livrables à valider',
        { request: request.values, assignment: reference },
        {
          Organisme: holder.organisation || holder.code,
          Livrables: deliverables,
          'Lignes de réponse': acceptanceLines,
        },
      ),
    ]);
    if (values.state === 'signé') moveAssignment(desk, row, 'en cours', TITLE);
    moveAssignment(desk, row, 'livré', TITLE);
    moveRequest(desk, request, 'livrée', TITLE);
    const notes = [values.acceptanceNotes, words.deliveryNote(formatDay(desk.today()))];
    desk.workbook.table('assignments').update(at, {
      deliverablesReceivedOn: desk.today(),
      deliverables,
      acceptedByCuf: '',
      acceptedByAuthority: '',
      acceptanceNotes: notes.filter(line => line !== '').join('\n'),
    });
    desk.ledger.record({ action: TITLE, subject: reference, field: 'Livrables', after: deliverables });
    awaitAnswer(
      desk,
      reference,
      letters.map(({ token = '' }) => token),
    );
    queueLetters(desk, letters);
    desk.save();
    tellAndDeliver(desk, TITLE, [words.delivered(reference)], letters.length);
  };
}

/** Refused before the work could start, and once a delivery waits or is accepted. */
export function checkDeliverable(desk: Desk, row: Row<'assignments'>): void {
  const { reference, state } = row;
  if (state !== 'signé') {
    checkMove('assignment', reference, state, 'livré', TITLE);
    return;
  }
  const missing = missingToStart(payableOf(row), termsOf(desk)).map(({ reason }) => reason);
  require(missing.length === 0, words.notStarted(reference, missing));
}
