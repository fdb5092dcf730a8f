/** Closing consultations whose deadline has passed: by the sweep, to the second, with the counts of what came. */
import { isLate } from '../scheme/deadline';
import type { Instant } from '../scheme/time';
import type { OpenConsultation } from '../sheets/memory';
import type { StoredRow } from '../sheets/table';
import { rowsOfConsultation } from './deposits';
import type { Desk } from './desk';
import { recordMove } from './moves';

const GESTURE = 'Date limite dépassée';

/** Closes every consultation that is due; says which. */
export function closeDue(desk: Desk): string[] {
  const closed: string[] = [];
  for (const [reference, open] of desk.memory.openConsultations()) {
    if (open.closed || !isLate(desk.now(), open.deadline as Instant)) continue;
    const row = desk.workbook.table('consultations').find('reference', reference);
    if (!row) continue;
    if (row.values.status === 'envoyée') closeConsultation(desk, row, rowsOfConsultation(desk, reference, open), open);
    else desk.memory.setOpenConsultation(reference, { ...open, closed: true });
    closed.push(reference);
  }
  if (closed.length > 0) desk.save();
  return closed;
}

/** Marks one consultation échue and counts its answers; the caller saves. */
export function closeConsultation(
  desk: Desk,
  row: StoredRow<'consultations'>,
  bids: readonly StoredRow<'bids'>[],
  open: OpenConsultation | null,
): void {
  const { reference, status } = row.values;
  desk.workbook.table('consultations').update(row.at, { status: 'échue', ...counts(bids) });
  recordMove(desk, GESTURE, reference, status, 'échue');
  row.values.status = 'échue';
  if (open) desk.memory.setOpenConsultation(reference, { ...open, closed: true });
}

/** How many holders answered, how many deposits are late, how many holders asked. */
export function counts(bids: readonly StoredRow<'bids'>[]): { answers: number; late: number; questions: number } {
  const holders = new Set(
    bids
      .filter(({ values }) => ['reçue', 'remplacée', 'déclinée'].includes(values.state))
      .map(({ values }) => values.holder),
  );
  return {
    answers: holders.size,
    late: bids.filter(({ values }) => values.timeliness === 'hors délai').length,
    questions: bids.filter(({ values }) => values.state === 'question').length,
  };
}
