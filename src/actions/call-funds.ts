/** Appeler la contribution: the authority is asked for its share, once; each morning those who have not paid are reminded. */
import { type Cents, formatCents, ZERO } from '../scheme/money';
import { contributionBalance } from '../scheme/movements';
import { missingToStart } from '../scheme/payment';
import { daysBetween, formatDay, formatDayInWords } from '../scheme/time';
import type { Row } from '../sheets/schema';
import { assignmentWording as words } from '../sheets/wording-assignment';
import { payableOf, termsOf, totalOf } from './assignment-account';
import { authorityLetter } from './assignment-letters';
import { moveAssignment, requestOf } from './assignment-moves';
import type { Desk } from './desk';
import { type LetterToQueue, prepareLetters, queueLetters, tellAndDeliver } from './letters';
import { require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Appeler la contribution';
type Assignment = Row<'assignments'>;

export function callFunds(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'assignments');
  const { reference, authority } = chosen.values;
  if (!desk.screen.confirm(TITLE, words.confirmCall(reference, authority, checkCall(chosen.values)))) return null;
  return () => {
    const [row] = again(desk, 'assignments', [chosen]);
    if (!row) return;
    const { at, values } = row;
    const due = checkCall(values);
    const request = requestOf(desk, values).values;
    const letters = prepareLetters(desk, [
      authorityLetter(desk, 'Appel de fonds', { request, assignment: reference }, contributionValues(values, due)),
    ]);
    desk.workbook.table('assignments').update(at, {
      fundsCalledOn: values.fundsCalledOn ?? desk.today(),
      calledAmount: values.authorityShare,
      remindedOn: desk.today(),
    });
    desk.ledger.record({ action: TITLE, subject: reference, field: 'Montant appelé', after: formatCents(due) });
    const starts = values.state === 'signé' && missingToStart(payableOf(values), termsOf(desk)).length === 0;
    if (starts) moveAssignment(desk, row, 'en cours', TITLE);
    queueLetters(desk, letters);
    desk.save();
    const sentences = [words.called(reference, due), ...(starts ? [words.started(reference)] : [])];
    tellAndDeliver(desk, TITLE, sentences, letters.length);
  };
}

/** What may be called; refused before the signature, when nothing is due, and when that share is called already. */
export function checkCall(row: Assignment): Cents {
  const { reference, state, authorityShare, contributionReceived, fundsCalledOn, calledAmount } = row;
  require(state !== 'à signer', words.notSigned(reference));
  const share = authorityShare ?? ZERO;
  const { stillDue } = contributionBalance(payableOf(row));
  require(stillDue > 0, words.nothingToCall(reference, share, contributionReceived ?? ZERO));
  require(fundsCalledOn === null || (calledAmount ?? share) < share, words.alreadyCalled(
    reference,
    fundsCalledOn === null ? '' : formatDay(fundsCalledOn),
    share,
    stillDue,
  ));
  return stillDue;
}

function contributionValues(row: Assignment, due: Cents) {
  return {
    'Montant TTC': formatCents(totalOf(row)),
    'Part collectivité': formatCents(row.authorityShare ?? ZERO),
    'Déjà versé': formatCents(row.contributionReceived ?? ZERO),
    'Montant dû': formatCents(due),
  };
}

/**
 * Reminders of a morning: to each authority whose share was called and is not all in, every `RelanceParticipation` days
 * since the call or the last reminder.
 */
export function contributionReminders(desk: Desk): LetterToQueue[] {
  const { contributionReminderDays } = desk.settings;
  const table = desk.workbook.table('assignments');
  if (contributionReminderDays === 0 || table.height === 0) return [];
  return table.all().flatMap(({ at, values }) => {
    const { reference, fundsCalledOn, remindedOn } = values;
    if (fundsCalledOn === null || values.schemeRate === null) return [];
    const { stillDue } = contributionBalance(payableOf(values));
    const since = daysBetween(remindedOn ?? fundsCalledOn, desk.today());
    if (stillDue === 0 || since < contributionReminderDays) return [];
    const request = desk.workbook.table('requests').find('reference', values.request);
    if (request === null) return [];
    table.update(at, { remindedOn: desk.today() });
    desk.ledger.record({
      action: 'Relance',
      subject: reference,
      field: 'Montant appelé',
      after: formatCents(stillDue),
    });
    const parties = { request: request.values, assignment: reference };
    return authorityLetter(desk, 'Relance de l’appel de fonds', parties, {
      ...contributionValues(values, stillDue),
      'Appelé le': formatDayInWords(fundsCalledOn),
    });
  });
}
