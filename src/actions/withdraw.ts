/** Enregistrer un retrait: the request is withdrawn, its consultation stops, the holders are told, the money is released. */
import { formatCents, ZERO } from '../scheme/money';
import { wording } from '../sheets/wording';
import { stopConsultation } from './abandon-consultation';
import { RESERVING } from './budget';
import type { Desk } from './desk';
import { queueLetters, tellAndDeliver } from './letters';
import { checkMove, recordMove } from './moves';
import { unnamed } from './named-people';
import { require } from './refused';
import { again, selectedOne } from './selected';
import { endAssignment } from './terminate';

const TITLE = 'Enregistrer un retrait';

export function withdrawRequest(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'requests');
  const { reference } = chosen.values;
  checkMove('request', reference, chosen.values.status, 'retirée', TITLE);
  const reason = desk.screen.ask(TITLE, wording.askReason(reference));
  if (reason === null) return null;
  require(reason !== '', wording.reasonRequired);
  return () => {
    const [row] = again(desk, 'requests', [chosen]);
    if (!row) return;
    const { values } = row;
    checkMove('request', reference, values.status, 'retirée', TITLE);
    const consultation =
      values.consultation === '' ? null : desk.workbook.table('consultations').find('reference', values.consultation);
    const stops = consultation !== null && !['attribuée', 'sans suite'].includes(consultation.values.status);
    const stopped = stops ? stopConsultation(desk, consultation, { reason, gesture: TITLE, request: values }) : [];
    const assignment = desk.workbook.table('assignments').find('request', reference);
    // Nothing was accepted before the request is; an assignment that was terminated has its own settlement.
    const ended =
      assignment === null || assignment.values.state === 'résilié'
        ? { sentences: [], letters: [] }
        : endAssignment(desk, assignment, { acceptedWork: ZERO, reason, gesture: TITLE });
    const letters = [...stopped, ...ended.letters];
    const released = [
      ...(RESERVING.includes(values.status) && values.reserved !== null
        ? [wording.reservationReleased(formatCents(values.reserved))]
        : []),
      ...ended.sentences,
    ];
    desk.workbook.table('requests').update(row.at, { status: 'retirée', reason, reserved: null });
    recordMove(desk, TITLE, reference, values.status, 'retirée');
    desk.ledger.record({ action: TITLE, subject: reference, field: 'Motif', after: unnamed(reason, values) });
    if (values.reserved !== null && RESERVING.includes(values.status))
      desk.ledger.record({
        action: 'Réservation libérée',
        subject: reference,
        field: 'Montant réservé',
        before: formatCents(values.reserved),
      });
    queueLetters(desk, letters);
    desk.save();
    tellAndDeliver(desk, TITLE, [wording.withdrawn(reference), ...released], letters.length);
  };
}
