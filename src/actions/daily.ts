/**
 * Each morning: a reminder to the holders who have not answered, once, to the authorities that have not paid, and a digest to
 * those who asked for it.
 */
import { holderValues, said } from '../mail/letter-values';
import { replyLines } from '../mail/wording';
import { daysLeft } from '../scheme/deadline';
import { endsSoon } from '../scheme/holders';
import { formatCents } from '../scheme/money';
import { contributionBalance } from '../scheme/movements';
import { formatDay, formatDayInWords, formatInstantInWords, type Instant, startOfDay } from '../scheme/time';
import { writeToday } from '../sheets/layout';
import { WORKBOOK_VERSION } from '../sheets/migrations';
import type { Row } from '../sheets/schema';
import { wording } from '../sheets/wording';
import { assignmentWording as words } from '../sheets/wording-assignment';
import { jobWording } from '../sheets/wording-jobs';
import { announceRetention } from './anonymise';
import { payableOf } from './assignment-account';
import { budgetOf } from './budget';
import { contributionReminders } from './call-funds';
import { ensureCommitteeBook } from './committee-book';
import type { Desk } from './desk';
import { deliverLetters, type LetterToQueue, prepareLetters, queueLetters } from './letters';
import { pausedJobs } from './pauses';
import { opinionReminders, rememberReminders } from './prepare-session';
import { LETTERS_JOB } from './sending-progress';
import { takeComments } from './take-comments';

/** The trigger's work; under the lock. Twice in a day does nothing the second time. */
export function morning(desk: Desk): void {
  if (!desk.managesMail || desk.memory.get('digest') === desk.today()) return;
  desk.memory.set('digest', desk.today());
  writeToday(desk.workbook.spreadsheet, startOfDay(desk.today()));
  hearCommittee(desk);
  const retention = announceRetention(desk);
  const wanted = [
    ...reminders(desk),
    ...contributionReminders(desk),
    ...opinionReminders(desk),
    ...digest(desk, retention),
  ];
  const letters = prepareLetters(desk, wanted);
  queueLetters(desk, letters);
  rememberReminders(desk, letters);
  desk.save();
  deliverLetters(desk);
}

/** Members who have commented are not reminded; what fails here holds no letter up, and reaches the account that owns the trigger. */
function hearCommittee(desk: Desk): void {
  try {
    if (!hasCommitteeBook(desk)) return;
    takeComments(desk);
  } catch (problem) {
    desk.failures.push(problem);
  }
}

/** Whether the committee's workbook is known; one whose address was lost is found again. An older workbook waits for Installer. */
function hasCommitteeBook(desk: Desk): boolean {
  const { memory } = desk;
  if (memory.get('committeeBook') !== null) return true;
  return memory.get('version') === WORKBOOK_VERSION && ensureCommitteeBook(desk);
}

/** One reminder a holder and a consultation, `RappelJours` before the deadline, to those who have sent nothing. */
function reminders(desk: Desk): LetterToQueue[] {
  const { reminderDays } = desk.settings;
  if (reminderDays === 0) return [];
  const letters: LetterToQueue[] = [];
  for (const [reference, open] of desk.memory.openConsultations()) {
    const left = daysLeft(desk.today(), open.deadline as Instant);
    const silent = open.holders.filter(({ deposits, declined, reminded }) => deposits === 0 && !declined && !reminded);
    if (open.closed || left < 0 || left > reminderDays || silent.length === 0) continue;
    const consultation = desk.workbook.table('consultations').find('reference', reference);
    if (!consultation) continue;
    const bids = desk.workbook.table('bids').where('consultation', reference);
    const nameOf = (bid: string, code: string) =>
      bids.find(({ values }) => values.reference === bid)?.values.organisation || code;
    for (const holder of silent) {
      holder.reminded = true;
      letters.push({
        template: 'Rappel avant la date limite',
        about: holder.bid,
        to: holder.addresses.join('; '),
        values: {
          ...holderValues(
            {
              consultation: reference,
              subject: consultation.values.subject,
              organisation: nameOf(holder.bid, holder.code),
              contact: '',
            },
            desk.settings,
          ),
          'Date limite': formatInstantInWords(open.deadline as Instant),
          'Lignes de réponse': replyLines,
        },
      });
    }
    desk.memory.setOpenConsultation(reference, open);
  }
  return letters;
}

/** What there is to do, what falls due, what is left of the envelope; no mail on a day without either. */
function digest(desk: Desk, retention: readonly string[]): LetterToQueue[] {
  const { alertRecipients, edition } = desk.settings;
  if (alertRecipients.length === 0) return [];
  const requests = desk.workbook
    .table('requests')
    .all()
    .map(({ values }) => values);
  const consultations = desk.workbook
    .table('consultations')
    .all()
    .map(({ values }) => values);
  const assignments = desk.workbook
    .table('assignments')
    .all()
    .map(({ values }) => values);
  const messages = desk.workbook
    .table('messages')
    .all()
    .map(({ values }) => values);
  const holders = desk.workbook
    .table('holders')
    .all()
    .map(({ values }) => values);
  const todo = [
    wording.digestCount('reçue', requests.filter(({ status }) => status === 'reçue').length),
    wording.digestCount('complète', requests.filter(({ status }) => status === 'complète').length),
    wording.digestProposed(requests.filter(({ proposedChanges }) => proposedChanges !== '').length),
    wording.digestOpenings(consultations.filter(({ status }) => status === 'échue').map(({ reference }) => reference)),
    wording.digestMessages(messages.filter(({ toDo }) => toDo !== '').length),
    ...assignmentTasks(assignments),
    wording.digestReceipts(requests.filter(({ receipt }) => receipt === 'échec').map(({ reference }) => reference)),
    ...pausedJobs(desk).map(job =>
      job === LETTERS_JOB ? jobWording.digestPausedLetters : jobWording.digestPaused(job),
    ),
    ...retention,
  ].filter(line => line !== '');
  const due = [
    ...consultations
      .filter(({ status, deadline }) => status === 'envoyée' && deadline !== null)
      .map(({ reference, deadline }) => wording.digestDeadline(reference, formatInstantInWords(deadline as Instant))),
    ...holders.flatMap(holder => {
      const soon = endsSoon(
        { ...holder, renewals: holder.renewals ?? 0, suspended: holder.suspended === true },
        desk.today(),
      );
      return soon === null ? [] : [wording.digestAgreement(holder.code, formatDayInWords(soon.lastDay), soon.daysLeft)];
    }),
  ];
  if (todo.length === 0 && due.length === 0) return [];
  const budget = budgetOf(desk, requests, assignments);
  return [
    {
      template: 'Récapitulatif quotidien',
      about: wording.digestAbout(formatDay(desk.today())),
      to: alertRecipients.join('; '),
      values: {
        Édition: String(edition),
        Date: formatDay(desk.today()),
        'À faire': said(todo.length === 0 ? wording.digestNothing : todo.join('\n')),
        Échéances: due.length === 0 ? wording.digestNoDeadline : due.join('\n'),
        Budget: wording.digestBudget(
          formatCents(budget.envelope),
          formatCents(budget.reserved),
          formatCents(budget.committed),
          formatCents(budget.remaining),
        ),
        'Lien du classeur': desk.workbook.spreadsheet.getUrl(),
      },
    },
  ];
}

/** What waits on assignments: the signature, the service fait, the payment, a surplus to give back. */
function assignmentTasks(assignments: readonly Row<'assignments'>[]): string[] {
  const inState = (state: Row<'assignments'>['state']) =>
    assignments.filter(row => row.state === state).map(({ reference }) => reference);
  const overpaid = assignments
    .filter(row => row.state !== '' && contributionBalance(payableOf(row)).surplus > 0)
    .map(({ reference }) => reference);
  return [
    words.digestToSign(inState('à signer')),
    words.digestToAccept(inState('livré')),
    words.digestToPay(inState('service fait')),
    words.digestToRefund(overpaid),
  ];
}
