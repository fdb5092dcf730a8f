/** Enregistrer un retrait: the request is withdrawn, its consultation stops, the holders are told, the money is released. */
import { formatCents, minus, NO_VAT, ZERO } from '../scheme/money';
import { settleTermination } from '../scheme/termination';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { stopConsultation } from './abandon-consultation';
import { RESERVING } from './budget';
import type { Desk } from './desk';
import { queueLetters, tellAndDeliver } from './letters';
import { checkMove, recordMove } from './moves';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';

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
    const letters = stops ? stopConsultation(desk, consultation, reason, TITLE) : [];
    const assignment = desk.workbook.table('assignments').find('request', reference);
    const released = [
      ...(RESERVING.includes(values.status) && values.reserved !== null
        ? [wording.reservationReleased(formatCents(values.reserved))]
        : []),
      ...(assignment === null ? [] : endAssignment(desk, assignment, reason)),
    ];
    desk.workbook.table('requests').update(row.at, { status: 'retirée', reason, reserved: null });
    recordMove(desk, TITLE, reference, values.status, 'retirée');
    desk.ledger.record({ action: TITLE, subject: reference, field: 'Motif', after: reason });
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

/** Ends an assignment on which no work was accepted: its shares are computed again, what is due back is said. */
function endAssignment(desk: Desk, { at, values }: StoredRow<'assignments'>, reason: string): string[] {
  checkMove('assignment', values.reference, values.state, 'résilié', TITLE);
  const total = values.ttc ?? ZERO;
  const settled = settleTermination(
    {
      total,
      base: minus(total, values.excess ?? ZERO),
      rate: values.schemeRate ?? NO_VAT,
      contributionReceived: values.contributionReceived ?? ZERO,
      paidToHolder: values.paid ?? ZERO,
    },
    ZERO,
  );
  if (!settled.ok) throw new Refused(settled.reason);
  desk.workbook.table('assignments').update(at, { state: 'résilié', schemeShare: ZERO, authorityShare: ZERO });
  recordMove(desk, TITLE, values.reference, values.state, 'résilié');
  desk.ledger.record({ action: TITLE, subject: values.reference, field: 'Motif', after: reason });
  return [wording.assignmentEnded(values.reference, values.schemeShare ?? ZERO, settled.value.refundToAuthority)];
}
