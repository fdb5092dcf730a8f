/**
 * Every 15 minutes, as the managing account: what triggers missed is caught up, what was cut is resumed, mail is read,
 * late bids are flagged, consultations whose deadline has passed are closed. It reads only what may have changed.
 */
import { formatInstantInWords } from '../scheme/time';
import { wording } from '../sheets/wording';
import { closeDue, dueConsultations } from './close-consultations';
import { refreshCommitteeBook } from './committee-book';
import type { Desk } from './desk';
import { receiptLink } from './edit-link';
import { deliverLetters, type LetterToQueue, prepareLetters, queueLetters } from './letters';
import { performQueuedOpenings } from './open-bids';
import { type LateBid, REFRESH_MS, readMail } from './read-mail';
import { resumeReceipts } from './receipts';
import { answerKey, receiveAnswer } from './receive-answer';
import { recoverMemory } from './recovery';
import { resumeConsultation } from './send-terms';
import { takeComments } from './take-comments';

const OVERLAP_MS = 3_600_000;
const RETRY_MS = 10 * 60_000;

/** The trigger's work; under the lock. */
export function sweep(desk: Desk): void {
  if (!desk.managesMail) return;
  desk.memory.set('sweptAt', desk.now());
  desk.ledger.catchUp();
  if (desk.memory.get('interrupted') === true) recoverMemory(desk);
  const mail = readMail(desk, late => alertLate(desk, late));
  catchUpAnswers(desk, mail.read > 0 || dueConsultations(desk).length > 0);
  closeDue(desk);
  if ((desk.memory.get('openings') ?? []).length > 0) desk.save();
  performQueuedOpenings(desk);
  resumeOutbox(desk);
  settleOutbox(desk);
  if (mail.read === 0) attempt(desk, () => attendCommittee(desk));
  desk.memory.setNextDue(nextDue(desk));
  desk.save();
}

/** Relever les courriels: the mail part of the sweep, at a person's request. */
export function readMailNow(desk: Desk): () => void {
  return () => {
    if (!desk.managesMail) {
      desk.memory.setNextDue(desk.now());
      desk.save();
      desk.screen.tell(READ_MAIL, wording.mailReadByManager(desk.memory.get('managingAccount') ?? ''));
      return;
    }
    desk.ledger.catchUp();
    if (desk.memory.get('interrupted') === true) recoverMemory(desk);
    const mail = readMail(desk, late => alertLate(desk, late));
    closeDue(desk);
    resumeOutbox(desk);
    desk.memory.setNextDue(nextDue(desk));
    desk.save();
    desk.screen.tell(READ_MAIL, wording.mailRead(mail.read, mail.bids, mail.late.length, mail.toCheck));
  };
}

const READ_MAIL = 'Relever les courriels';

/** Form answers whose trigger did not run, or died: each becomes its one row. A busy sweep leaves them to the next one. */
function catchUpAnswers(desk: Desk, busy: boolean): void {
  const { memory } = desk;
  const postponed = memory.get('answersPostponed') === true;
  if (busy && !postponed) {
    memory.set('answersPostponed', true);
    return;
  }
  if (postponed) memory.set('answersPostponed', false);
  const form = memory.get('form');
  const answers = memory.get('answers');
  if (form === null || answers === null) return;
  const fresh = desk.forms
    .answersSince(form.id, answers.since)
    .filter(answer => !(memory.get('answers')?.recent ?? []).includes(answerKey(answer)));
  for (const answer of fresh) {
    if (!desk.mayContinue()) return;
    receiveAnswer(desk, answer);
  }
  const since = desk.now() - OVERLAP_MS;
  const now = memory.get('answers') ?? answers;
  if (fresh.length > 0 || (now.recent.length > 0 && since - answers.since > OVERLAP_MS))
    memory.set('answers', { since: Math.max(answers.since, since), recent: now.recent });
}

/** Sends what waits and takes up what was cut; one that fails for a reason of its own does not hold up the others. */
function resumeOutbox(desk: Desk): void {
  for (const reference of desk.memory.get('waiting')?.consultations ?? []) {
    if (!desk.mayContinue()) return;
    attempt(desk, () => resumeConsultation(desk, reference));
  }
  attempt(desk, () => resumeReceipts(desk, responseId => receiptLink(desk, responseId)));
  attempt(desk, () => deliverLetters(desk));
}

function attempt(desk: Desk, work: () => unknown): void {
  try {
    work();
  } catch (problem) {
    console.error(problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem));
    desk.failures.push(problem);
  }
}

/** The committee's workbook, when it lags behind or a colleague asked for its comments; a sweep with mail leaves it to the next. */
function attendCommittee(desk: Desk): void {
  const book = desk.memory.get('committeeBook');
  if (book === null || !(book.asked || book.stale.length > 0)) return;
  desk.save();
  if (book.asked) takeComments(desk);
  else refreshCommitteeBook(desk);
}

/** When nothing is on its way, the point from which SENT would be looked at moves on with the mailbox. */
function settleOutbox(desk: Desk): void {
  const { memory } = desk;
  const waiting = memory.get('waiting');
  const idle = !waiting || (waiting.consultations.length === 0 && waiting.receipts.length === 0 && !waiting.letters);
  const mailbox = memory.get('mailbox');
  if (idle && mailbox && memory.get('sendingSince')?.historyId !== mailbox.historyId)
    memory.set('sendingSince', { historyId: mailbox.historyId, at: mailbox.readAt });
}

/** Instant of the next thing a sweep would find by itself; null when only something new could give it work. */
function nextDue(desk: Desk): number | null {
  const { memory } = desk;
  const waiting = memory.get('waiting');
  const due: number[] = [];
  for (const { deadline, closed } of memory.openConsultations().values()) if (!closed) due.push(deadline + 1000);
  if (waiting && (waiting.consultations.length > 0 || waiting.receipts.length > 0 || waiting.letters))
    due.push(desk.now() + RETRY_MS);
  const book = memory.get('committeeBook');
  const committeeWaits = book !== null && (book.asked || book.stale.length > 0);
  if (memory.get('answersPostponed') === true || (memory.get('openings') ?? []).length > 0 || committeeWaits)
    due.push(desk.now());
  const mailbox = memory.get('mailbox');
  if (mailbox) due.push(mailbox.readAt + REFRESH_MS);
  return due.length === 0 ? null : Math.min(...due);
}

/** Late bids are told to those who want to know, once each; a letter that cannot be written holds nothing up. */
function alertLate(desk: Desk, late: readonly LateBid[]): void {
  const recipients = desk.workbook.settings.settings.alertRecipients;
  if (recipients.length === 0) return;
  const letters = late.map(
    ({ bid, consultation, organisation, receivedAt, deadline }): LetterToQueue => ({
      template: "Alerte d'offre hors délai",
      about: bid,
      to: recipients.join('; '),
      values: {
        Consultation: consultation,
        Organisme: organisation,
        'Reçue le': formatInstantInWords(receivedAt),
        'Date limite': formatInstantInWords(deadline),
        Retard: wording.delayOf(receivedAt - deadline),
        'Lien du classeur': desk.workbook.spreadsheet.getUrl(),
      },
    }),
  );
  attempt(desk, () => queueLetters(desk, prepareLetters(desk, letters)));
}
