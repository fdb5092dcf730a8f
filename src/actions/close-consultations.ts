/** Closing consultations whose deadline has passed: by the sweep, to the second, with the counts of what came. */
import { isLate } from '../scheme/deadline';
import type { Instant } from '../scheme/time';
import type { OpenConsultation } from '../sheets/memory';
import type { StoredRow } from '../sheets/table';
import type { Desk } from './desk';
import { recordMove } from './moves';

const GESTURE = 'Date limite dépassée';

/** Closes every consultation that is due, from what the memory has counted; says which. The caller saves. */
export function closeDue(desk: Desk): string[] {
  return dueConsultations(desk).map(([reference, open]) => {
    const row = findConsultation(desk, reference, open);
    if (row?.values.status === 'envoyée') closeConsultation(desk, row, countsOf(open), open);
    else desk.memory.setOpenConsultation(reference, { ...open, closed: true });
    return reference;
  });
}

/** The open consultations whose deadline has passed. */
export function dueConsultations(desk: Desk): [string, OpenConsultation][] {
  return [...desk.memory.openConsultations()].filter(
    ([, { closed, deadline }]) => !closed && isLate(desk.now(), deadline as Instant),
  );
}

/** Its row, where the memory says that it stands; searched for when it has moved. */
function findConsultation(desk: Desk, reference: string, open: OpenConsultation): StoredRow<'consultations'> | null {
  const table = desk.workbook.table('consultations');
  const [row] = table.height + 1 >= open.row ? table.readRows([open.row]) : [];
  return row?.values.reference === reference ? row : table.find('reference', reference);
}

/** Marks one consultation échue with the counts of its answers; the caller saves. */
export function closeConsultation(
  desk: Desk,
  row: StoredRow<'consultations'>,
  totals: Totals,
  open: OpenConsultation | null,
): void {
  const { reference, status } = row.values;
  desk.workbook.table('consultations').update(row.at, { status: 'échue', ...totals });
  recordMove(desk, GESTURE, reference, status, 'échue');
  row.values.status = 'échue';
  if (open) desk.memory.setOpenConsultation(reference, { ...open, closed: true });
}

/** How many holders answered, how many deposits are late, how many holders asked. */
interface Totals {
  readonly answers: number;
  readonly late: number;
  readonly questions: number;
}

function countsOf({ holders }: OpenConsultation): Totals {
  return {
    answers: holders.filter(({ deposits, declined }) => deposits > 0 || declined).length,
    late: holders.reduce((total, { late }) => total + late, 0),
    questions: holders.filter(({ asked }) => asked).length,
  };
}

/** The same from the rows themselves. */
export function counts(bids: readonly StoredRow<'bids'>[]): Totals {
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
