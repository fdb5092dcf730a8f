/** Prolonger le délai: later, for all at once, before it passes; every holder consulted is told the same. */
import { checkExtension } from '../scheme/deadline';
import { dayOf, formatDayInWords, formatInstantInWords, type Instant, parseFrenchDay } from '../scheme/time';
import type { Row } from '../sheets/schema';
import { wording } from '../sheets/wording';
import { equalWording as words } from '../sheets/wording-equal';
import { lettersToServed } from './consulted';
import type { Desk } from './desk';
import { queueLetters, tellAndDeliver } from './letters';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Prolonger le délai';

export function extendDeadline(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'consultations');
  checkExtendable(desk, chosen.values);
  const { reference, deadline } = chosen.values;
  const typed = desk.screen.ask(TITLE, words.askDeadline(reference, formatInstantInWords(deadline as Instant)));
  if (typed === null) return null;
  const day = parseFrenchDay(typed);
  if (!day.ok) throw new Refused(day.reason);
  const wanted = checkExtension(desk.now(), deadline as Instant, day.value);
  if (!wanted.ok) throw new Refused(wanted.reason);
  const reason = desk.screen.ask(TITLE, wording.askReason(reference));
  if (reason === null) return null;
  require(reason !== '', wording.reasonRequired);
  return () => {
    const [row] = again(desk, 'consultations', [chosen]);
    if (!row) return;
    checkExtendable(desk, row.values);
    const before = row.values.deadline as Instant;
    const extended = checkExtension(desk.now(), before, day.value);
    if (!extended.ok) throw new Refused(extended.reason);
    const rows = desk.workbook.table('bids').where('consultation', reference);
    const [was, is] = [formatInstantInWords(before), formatInstantInWords(extended.value)];
    const letters = lettersToServed(desk, row.values, rows, 'Prolongation du délai', {
      'Ancienne date limite': was,
      'Date limite': is,
      Motif: reason,
    });
    desk.workbook.table('consultations').update(row.at, {
      deadline: extended.value,
      deadlineExplained: words.explained(row.values.deadlineExplained, formatDayInWords(dayOf(extended.value)), reason),
    });
    const open = desk.memory.openConsultations().get(reference);
    if (open)
      // A reminder that left before the former deadline does not stand for the new one.
      desk.memory.setOpenConsultation(reference, {
        ...open,
        deadline: extended.value,
        holders: open.holders.map(holder => ({ ...holder, reminded: false })),
      });
    desk.ledger.record({ action: TITLE, subject: reference, field: 'Date limite', before: was, after: is });
    desk.ledger.record({ action: TITLE, subject: reference, field: 'Motif', after: reason });
    queueLetters(desk, letters);
    desk.save();
    tellAndDeliver(desk, TITLE, [words.extended(reference, is, letters.length)], letters.length);
  };
}

/** Only a consultation that all have received can be extended for all. */
function checkExtendable(desk: Desk, { reference, status, deadline, sendingComplete }: Row<'consultations'>): void {
  require(status === 'envoyée' && deadline !== null, words.notUnderWay(reference, status));
  require(sendingComplete === true, words.sendingNotComplete(reference));
  const today = checkExtension(desk.now(), deadline, dayOf(deadline));
  // The same day is never later: what is looked for is whether the deadline has passed.
  if (!today.ok && desk.now() > deadline) throw new Refused(today.reason);
}
