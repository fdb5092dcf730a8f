/** Confirmer les montants: a person vouches for the amounts of the selected bids; HT, rate and TTC must agree to the cent. */
import { completeAmounts, isSealed } from '../scheme/bids';
import { formatCents } from '../scheme/money';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';
import { require } from './refused';
import { again, selected } from './selected';

const TITLE = 'Confirmer les montants';

export function confirmAmounts(desk: Desk): (() => void) | null {
  const chosen = selected(desk, 'bids');
  checkOpened(desk, chosen);
  require(chosen.some(({ values }) => isConfirmable(values)), chosen
    .map(({ values }) => wording.nothingToConfirm(values.reference, values.state))
    .join('\n'));
  const lines = chosen.map(({ values }) =>
    wording.amountsToConfirm(values.reference, values.ht, values.vatRate, values.ttc),
  );
  if (!desk.screen.confirm(TITLE, lines.join('\n'))) return null;
  return () => {
    const rows = again(desk, 'bids', chosen);
    checkOpened(desk, rows);
    const report = rows.map(row => confirmOne(desk, row));
    desk.save();
    desk.screen.tell(TITLE, report.join('\n'));
  };
}

function checkOpened(desk: Desk, rows: readonly StoredRow<'bids'>[]): void {
  for (const reference of new Set(rows.map(({ values }) => values.consultation))) {
    // An opened consultation that is not decided is in the memory: its row is read only to say why not.
    if (desk.memory.openConsultations().get(reference)?.opened === true) continue;
    const consultation = desk.workbook.table('consultations').find('reference', reference);
    require(consultation && !isSealed(consultation.values.status), wording.notOpened(
      reference,
      consultation?.values.status ?? '',
    ));
    require(consultation.values.status === 'plis ouverts', wording.alreadyDecided(
      reference,
      consultation.values.status,
    ));
  }
}

function confirmOne(desk: Desk, { at, values, problems }: StoredRow<'bids'>): string {
  const bad = problems.filter(({ header }) => ['Montant HT', 'Taux TVA', 'Montant TTC'].includes(header));
  if (bad.length > 0) return bad.map(({ header, reason }) => `${values.reference}, ${header} : ${reason}`).join('\n');
  if (!isConfirmable(values)) return wording.nothingToConfirm(values.reference, values.state);
  const amounts = completeAmounts(values);
  if (!amounts.ok) return `${values.reference} : ${amounts.reason}`;
  desk.workbook.table('bids').update(at, { ...amounts.value, confirmedBy: desk.who });
  desk.ledger.record({
    action: TITLE,
    subject: values.reference,
    field: 'Montant TTC',
    before: values.ttc === null ? '' : formatCents(values.ttc),
    after: formatCents(amounts.value.ttc),
  });
  return wording.amountsConfirmed(values.reference, amounts.value.ttc);
}

/** Whether there are amounts to vouch for. */
function isConfirmable({ receivedMessage, state }: Row<'bids'>): boolean {
  return receivedMessage !== '' && state === 'reçue';
}
