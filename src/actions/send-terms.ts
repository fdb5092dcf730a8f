/**
 * Envoyer les termes de référence: one mail per holder in force, same text, same PDF, same deadline, each exactly once.
 * The consultation is frozen with its first send; whatever stops the sending, the sweep takes it up where SENT shows it.
 */

import { defaultLetter, type LetterTemplate } from '../mail/letter-templates';
import { holderValues, invitationValues } from '../mail/letter-values';
import type { Outgoing } from '../mail/outbox';
import { checkLetter, letterOfRow, renderTemplate } from '../mail/templates';
import { replyLines } from '../mail/wording';
import { type Invitee, whomToConsult } from '../scheme/consultation';
import { checkCriteria } from '../scheme/criteria';
import { computeDeadline, type Deadline, explainDeadline } from '../scheme/deadline';
import { bidReference } from '../scheme/references';
import { dayOf, formatInstantInWords } from '../scheme/time';
import type { OpenConsultation } from '../sheets/memory';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { equalWording } from '../sheets/wording-equal';
import { jobWording } from '../sheets/wording-jobs';
import { checkAgreedText } from './agreed-text';
import { correctionsOf, queueCorrected } from './correct-address';
import {
  columnsOf,
  composeMail,
  type DepartureColumns,
  depart,
  lookForTraces,
  newToken,
  sendsLeft,
  sentColumns,
} from './departures';
import type { Desk } from './desk';
import { prepareLetters, queueLetters } from './letters';
import { forgetPause, pausedJobs, rememberPause } from './pauses';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';
import { consultationProgress, isPaused, LONG_JOB, type Pace, type SendingProgress, SLICE } from './sending-progress';
import { showSending } from './show-sending';

const TITLE = 'Envoyer les termes de référence';
export const INVITATION = 'Consultation des titulaires';
type Consultation = StoredRow<'consultations'>;
type Bid = StoredRow<'bids'>;

/**
 * Menu item: asks, then sends or, for another account than the managing one, queues. Above `LONG_JOB` mails it sends the
 * first slice, and the page « Envoi » the others; the sweep does when nobody has that page open. On a consultation whose
 * sending was interrupted, it takes the sending up again.
 */
export function sendTerms(desk: Desk): (() => void) | null {
  const row = selectedOne(desk, 'consultations');
  if (row.values.status !== 'brouillon' && pausedJobs(desk).includes(row.values.reference))
    return resumeByMenu(desk, row);
  if (row.values.status === 'envoyée') {
    const corrections = correctionsOf(desk, row.values);
    if (corrections.length > 0) return resendByMenu(desk, row, corrections);
  }
  checkReady(desk, row);
  const { reference, subject } = row.values;
  checkNotUnderWay(desk, reference);
  if (!desk.screen.confirm(TITLE, wording.confirmSending(reference, subject))) return null;
  return () => {
    checkNotUnderWay(desk, reference);
    const [present] = again(desk, 'consultations', [row]);
    if (!present) return;
    checkReady(desk, present);
    if (desk.managesMail) showSending(desk, TITLE, launch(desk, present, []));
    else {
      const count = queueForManager(desk, present);
      desk.screen.tell(TITLE, wording.termsQueued(reference, count));
    }
  };
}

/** Refuses a sending that has begun, or that waits for the managing account. */
function checkNotUnderWay({ memory }: Desk, reference: string): void {
  require(!memory.openConsultations().has(reference), wording.alreadySent(reference));
  require(!memory.get('waiting')?.consultations.includes(reference), wording.alreadyQueued(reference));
}

/** Refuses, with the first thing that is missing, unless the consultation may be sent. */
export function checkReady(desk: Desk, row: Consultation): void {
  const [reason] = missingToSend(desk, row);
  if (reason !== undefined) throw new Refused(reason);
}

/** Everything that is missing before anything is sent, a sentence each; the first one is the action's refusal. */
export function missingToSend(desk: Desk, { values }: Consultation): string[] {
  const { settings } = desk;
  const { reference, status, documentId, agreedOn } = values;
  if (status !== 'brouillon') return [wording.notDraft(reference, status)];
  const arePointsSet = settings.technicalPoints !== null && settings.pricePoints !== null;
  const criteria = checkCriteria(criteriaOf(desk), settings.technicalPoints ?? 0);
  return [
    ...(documentId === '' ? [wording.noTerms(reference)] : []),
    ...(arePointsSet ? [] : [wording.pointsRequired]),
    ...(arePointsSet && !criteria.ok ? [criteria.reason] : []),
    ...(settings.replyAddresses.length === 0 ? [wording.noReplyAddress] : []),
    ...(settings.agreementRequired && agreedOn === null ? [wording.agreementRequired(reference)] : []),
  ];
}

/** The technical criteria of tab Listes, with their points when staff gave some. */
function criteriaOf(desk: Desk): { name: string; points: number | null }[] {
  return desk.workbook.lists.flatMap(({ values: { criterion, criterionPoints } }) =>
    criterion === '' ? [] : [{ name: criterion, points: criterionPoints }],
  );
}

/** Holders in force with a usable reason for each one left out. */
export function inviteesOf(desk: Desk, { values }: Consultation): readonly Invitee[] {
  const holders = desk.workbook.table('holders').all();
  const unreadable = holders.flatMap(({ values: holder, problems }) =>
    problems.map(({ header, reason }) => wording.badHolder(holder.code, header, reason)),
  );
  require(unreadable.length === 0, unreadable.join('\n'));
  const result = whomToConsult({
    holders: holders.map(({ values: holder }) => ({
      ...holder,
      suspended: holder.suspended === true,
      renewals: holder.renewals ?? 0,
    })),
    excluded: values.excluded,
    on: desk.today(),
  });
  if (!result.ok) throw new Refused(result.reason);
  require(result.value.some(({ invited }) => invited), wording.noHolderInForce);
  return result.value;
}

/** The letter of the consultation, checked: unknown or missing fields are refused before anything leaves. */
export function invitationLetter(desk: Desk): LetterTemplate {
  const row = desk.workbook.letters.find(({ name }) => name.trim() === INVITATION);
  require(row, wording.letterMissing(INVITATION));
  const letter = letterOfRow(row);
  if (!letter.ok) throw new Refused(letter.reason);
  const checked = checkLetter(letter.value);
  if (!checked.ok) throw new Refused(checked.reason);
  return checked.value;
}

/** The letter and the holders of a sending that leaves now; refused when one cannot be used or the day's mails are short. */
export function departing(desk: Desk, row: Consultation) {
  const letter = invitationLetter(desk);
  const invitees = inviteesOf(desk, row);
  const invited = invitees.filter(({ invited: is }) => is);
  checkQuota(desk, invited.length);
  return { letter, invitees, invited };
}

/** Refuses to start when the day's mails are short: all holders must have the same delay. */
export function checkQuota(desk: Desk, mails: number): void {
  require(sendsLeft(desk) >= mails, wording.quotaShort(mails, sendsLeft(desk)));
}

/** The deadline that a sending now would give. */
export function deadlineFromNow(desk: Desk): Deadline {
  const { settings } = desk;
  return computeDeadline({
    sentAt: desk.now(),
    days: settings.delayDays,
    mode: settings.dayMode,
    zone: settings.holidayZone,
    extraHolidays: desk.workbook.extraHolidays,
    shift: settings.shiftToWorkingDay,
  });
}

/** Rows of the holders for a colleague's click: they wait for the managing account's next sweep. */
function queueForManager(desk: Desk, row: Consultation): number {
  const invitees = inviteesOf(desk, row);
  const bids = invitees.map(invitee => bidRow(desk, row, invitee, 'à envoyer'));
  desk.workbook.table('bids').append(bids);
  const waiting = desk.memory.get('waiting') ?? { consultations: [], receipts: [], letters: false };
  desk.memory.set('waiting', { ...waiting, consultations: [...waiting.consultations, row.values.reference] });
  desk.ledger.record({ action: 'Envoi demandé', subject: row.values.reference });
  desk.save();
  return invitees.filter(({ invited }) => invited).length;
}

function bidRow(
  desk: Desk,
  { values }: Consultation,
  invitee: Invitee,
  sendState: 'à envoyer' | 'en cours',
): Partial<Row<'bids'>> {
  const reference = bidReference(values.reference, invitee.code, 1);
  const shared = {
    reference,
    consultation: values.reference,
    holder: invitee.code,
    organisation: invitee.organisation,
    address: invitee.addresses.join('; '),
  };
  return invitee.invited
    ? { ...shared, sendState, state: 'en attente', token: newToken(desk, reference) }
    : { ...shared, sendState: 'non consulté', reason: invitee.reason };
}

/** Sends again what bounced, to the corrected addresses; the sending's own end sees to the deadline of all. */
function resendByMenu(
  desk: Desk,
  chosen: Consultation,
  corrections: ReturnType<typeof correctionsOf>,
): (() => void) | null {
  const { reference } = chosen.values;
  const codes = corrections.map(({ row }) => row.values.holder);
  if (!desk.screen.confirm(TITLE, equalWording.confirmResend(reference, codes))) return null;
  return () => {
    const [row] = again(desk, 'consultations', [chosen]);
    if (!row) return;
    queueCorrected(desk, reference, correctionsOf(desk, row.values));
    awaitConsultation(desk, reference);
    desk.save();
    if (desk.managesMail) showSending(desk, TITLE, sendSlice(desk, reference));
    else desk.screen.tell(TITLE, jobWording.mailByManager(desk.memory.get('managingAccount') ?? ''));
  };
}

/** Takes an interrupted sending up again, when the person confirms it; the page « Envoi » goes on from there. */
function resumeByMenu(desk: Desk, chosen: Consultation): (() => void) | null {
  const { reference } = chosen.values;
  const consulted = desk.workbook
    .table('bids')
    .where('consultation', reference)
    .filter(({ values }) => values.sendState !== '' && values.sendState !== 'non consulté');
  const done = consulted.filter(({ values }) => values.sendState === 'envoyé').length;
  if (!desk.screen.confirm(TITLE, jobWording.confirmResume(reference, done, consulted.length))) return null;
  return () => {
    unpauseConsultation(desk, reference);
    if (desk.managesMail) showSending(desk, TITLE, sendSlice(desk, reference));
    else desk.screen.tell(TITLE, jobWording.mailByManager(desk.memory.get('managingAccount') ?? ''));
  };
}

/** Lets an interrupted sending go on, here or with the next sweep; saved. */
export function unpauseConsultation(desk: Desk, reference: string): void {
  const { row, rows } = standing(desk, reference);
  require(row && pausedJobs(desk).includes(reference), jobWording.notPaused(reference));
  require(row.values.status === 'envoyée', jobWording.deadlinePassed(reference));
  for (const bid of rows) if (isPaused(bid.values)) change(desk, bid, { reason: '' });
  forgetPause(desk, reference);
  awaitConsultation(desk, reference);
  desk.ledger.record({ action: jobWording.resumedAction, subject: reference, after: servedOf(rows) });
  desk.save();
}

/**
 * Stops a sending where it stands: what has not left stays `à envoyer`, and neither the sweep nor another slice sends it
 * until a person takes it up again.
 */
export function pauseConsultation(desk: Desk, reference: string): SendingProgress {
  const { row, rows } = standing(desk, reference);
  require(row && row.values.status === 'envoyée', jobWording.nothingToPause);
  const waiting = rows.filter(({ values }) => values.sendState === 'à envoyer');
  require(waiting.length > 0, jobWording.nothingToPause);
  for (const bid of waiting) change(desk, bid, { reason: jobWording.paused });
  rememberPause(desk, reference);
  if (!rows.some(({ values }) => values.sendState === 'en cours')) leaveAlone(desk, reference);
  desk.ledger.record({ action: jobWording.pausedAction, subject: reference, after: servedOf(rows) });
  desk.save();
  return progressOf(desk, row, rows, { sent: 0, elapsedMs: 0 });
}

function servedOf(rows: readonly Bid[]): string {
  const consulted = rows.filter(({ values }) => values.sendState !== '' && values.sendState !== 'non consulté');
  return jobWording.servedOf(consulted.filter(({ values }) => values.sendState === 'envoyé').length, consulted.length);
}

/** Sends the next mails of a sending and says where it stands; sends nothing when nothing may leave now. */
export function sendSlice(desk: Desk, reference: string): SendingProgress {
  require(desk.managesMail, jobWording.mailByManager(desk.memory.get('managingAccount') ?? ''));
  const before = Date.now();
  const isWaiting = desk.memory.get('waiting')?.consultations.includes(reference) === true;
  const { sent, row, rows } = isWaiting
    ? resumeConsultation(desk, reference, SLICE)
    : { sent: 0, ...standing(desk, reference) };
  require(row, jobWording.notPaused(reference));
  return progressOf(desk, row, rows, { sent, elapsedMs: Date.now() - before });
}

/** A consultation and the rows of its holders, as they stand. */
interface Standing {
  /** Null when its row is not there any more. */
  readonly row: Consultation | null;
  readonly rows: readonly Bid[];
}

function standing(desk: Desk, reference: string): Standing {
  return {
    row: desk.workbook.table('consultations').find('reference', reference),
    rows: desk.workbook.table('bids').where('consultation', reference),
  };
}

function progressOf(desk: Desk, { values }: Consultation, rows: readonly Bid[], pace: Pace): SendingProgress {
  return consultationProgress(
    {
      reference: values.reference,
      deadline: values.deadline === null ? '' : formatInstantInWords(values.deadline),
      explained: values.deadlineExplained,
    },
    rows.map(bid => bid.values),
    sendsLeft(desk),
    pace,
  );
}

/**
 * Starts a sending: freezes deadline, points, text and PDF, marks `en cours` the holders whose mail leaves now, sends.
 * `queued` are the rows that a colleague's click left. Sends all in one go up to `LONG_JOB` mails; above, `most` mails,
 * and the others wait.
 */
export function launch(desk: Desk, row: Consultation, queued: readonly Bid[], most: number = SLICE): SendingProgress {
  const startedAt = Date.now();
  const { values, at } = row;
  const { settings, memory, workbook, ledger } = desk;
  const bids = workbook.table('bids');
  checkAgreedText(desk, row);
  const { letter, invitees, invited } = departing(desk, row);
  const deadline = deadlineFromNow(desk);
  const explained = explainDeadline(deadline);
  const pdf = desk.documents.pdfOf(values.documentId);
  const files = memory.get('files');
  const frozenPdf = desk.documents.keepPdf(files?.folder ?? '', pdfName(values.reference), pdf.bytes);

  const atOnce = new Set(invited.length > LONG_JOB ? invited.slice(0, most) : invited);
  const rows = invitees.map(invitee => bidRow(desk, row, invitee, atOnce.has(invitee) ? 'en cours' : 'à envoyer'));
  const places = queued.length === 0 ? bids.append(rows) : placeQueued(desk, rows, queued);
  const frozen = {
    status: 'envoyée' as const,
    version: values.version ?? 1,
    technicalPoints: settings.technicalPoints,
    pricePoints: settings.pricePoints,
    sentAt: desk.now(),
    deadline: deadline.deadline,
    invited: invited.length,
    answers: 0,
    late: 0,
    questions: 0,
    deadlineExplained: explained,
    frozenPdf,
    frozenPdfHash: desk.hashOfBytes(pdf.bytes),
    sentSubject: letter.subject,
    sentText: letter.text,
    sendingComplete: false,
  };
  workbook.table('consultations').update(at, frozen);
  ledger.record({
    action: TITLE,
    subject: values.reference,
    field: 'Statut',
    before: values.status,
    after: 'envoyée',
  });
  ledger.record({
    action: 'Date limite fixée',
    subject: values.reference,
    field: 'Date limite',
    after: formatInstantInWords(deadline.deadline),
  });
  ledger.record({
    action: TITLE,
    subject: values.request,
    field: 'Statut',
    before: 'qualifiée',
    after: 'en consultation',
  });
  memory.setOpenConsultation(values.reference, {
    request: values.request,
    row: at,
    deadline: deadline.deadline,
    closed: false,
    opened: false,
    extraRows: [],
    holders: rows.flatMap((bid, index) =>
      bid.token
        ? [
            {
              code: bid.holder ?? '',
              bid: bid.reference ?? '',
              row: places[index] ?? 0,
              token: bid.token,
              letterTokens: [],
              thread: '',
              message: '',
              addresses: invitees[index]?.addresses.map(address => address.toLowerCase()) ?? [],
              deposits: 0,
              declined: false,
              reminded: false,
              late: 0,
              asked: false,
            },
          ]
        : [],
    ),
  });
  memory.set('replyBases', [...settings.replyAddresses]);
  awaitConsultation(desk, values.reference);
  desk.write();
  // Reading the request after the writes also makes them last before anything leaves.
  const request = workbook.table('requests').locate('status', values.request);
  const present: Consultation = { ...row, values: { ...values, ...frozen } };
  const mails = rows.flatMap((bid, index) => (bid.sendState === 'en cours' ? [{ at: places[index] ?? 0, bid }] : []));
  const departures = depart(
    desk,
    mails.map(({ bid }) => mailTo(desk, present, bid, pdf.bytes)),
  );
  departures.forEach((departure, index) => {
    const mail = mails[index];
    if (!mail) return;
    const columns = bidColumns(columnsOf(departure));
    Object.assign(mail.bid, columns);
    bids.update(mail.at, columns);
  });
  if (request !== null) workbook.table('requests').put(request, 'en consultation');
  desk.write();
  return consultationProgress(
    { reference: values.reference, deadline: formatInstantInWords(deadline.deadline), explained },
    rows.map(({ reference = '', holder = '', organisation = '', sendState = '', reason = '' }) => ({
      reference,
      holder,
      organisation,
      sendState,
      reason,
    })),
    sendsLeft(desk),
    {
      sent: departures.filter(({ kind }) => kind === 'sent').length,
      elapsedMs: Date.now() - startedAt,
    },
  );
}

function placeQueued(desk: Desk, rows: Partial<Row<'bids'>>[], queued: readonly Bid[]): number[] {
  const bids = desk.workbook.table('bids');
  return rows.map(row => {
    const present = queued.find(({ values }) => values.reference === row.reference);
    if (!present) return bids.append([row])[0] ?? 0;
    bids.update(present.at, row);
    return present.at;
  });
}

function pdfName(reference: string): string {
  return `Termes de référence ${reference}.pdf`;
}

/** Remembers that a sending is not over. */
export function awaitConsultation(desk: Desk, reference: string): void {
  const waiting = desk.memory.get('waiting') ?? { consultations: [], receipts: [], letters: false };
  if (!waiting.consultations.includes(reference))
    desk.memory.set('waiting', { ...waiting, consultations: [...waiting.consultations, reference] });
}

/** What the row of a holder says of its mail. */
function bidColumns({ state, sentAt, message, thread, reason }: DepartureColumns): Partial<Row<'bids'>> {
  return {
    sendState: state,
    sentAt: sentAt as Row<'bids'>['sentAt'],
    sentMessage: message,
    thread,
    ...(reason === '' ? {} : { reason }),
  };
}

/** The mail to one holder, from what was frozen on the consultation. */
function mailTo(desk: Desk, row: Consultation, bid: Partial<Row<'bids'>>, pdf: number[]): Outgoing {
  const token = bid.token ?? '';
  return {
    token,
    bytes: () => {
      const letter = renderInvitation(desk, row, bid);
      const mail = composeMail(desk, {
        token,
        to: addressesOf(bid.address ?? ''),
        letter,
        attachments: [{ name: pdfName(row.values.reference), type: 'application/pdf', bytes: pdf }],
      });
      if (!mail.ok) throw new Refused(mail.reason);
      return mail.value;
    },
  };
}

function addressesOf(cell: string): string[] {
  return cell.split(/[;,\s]+/).filter(address => address !== '');
}

/** The letter to one holder with its deadline, its reply lines and the scoring. */
export function renderInvitation(desk: Desk, { values }: Consultation, bid: Partial<Row<'bids'>>) {
  const letter = renderTemplate(
    { ...defaultLetter(INVITATION), subject: values.sentSubject, text: values.sentText },
    invitationValues(
      {
        consultation: values.reference,
        subject: values.subject,
        organisation: bid.organisation ?? '',
        contact: '',
        deadline: values.deadline ?? desk.now(),
        deadlineExplained: values.deadlineExplained,
        technicalPoints: values.technicalPoints ?? 0,
        pricePoints: values.pricePoints ?? 0,
        criteria: criteriaOf(desk),
        replyLines,
      },
      desk.settings,
    ),
  );
  if (!letter.ok) throw new Refused(letter.reason);
  return letter.value;
}

/**
 * The sweep's part, and a slice's: sends what a colleague queued, takes up a sending that was cut, closes one that is done;
 * `most` mails at most. Of a sending that a person interrupted it only looks at what may have left. Gives the number sent,
 * and how the rows stand then.
 */
export function resumeConsultation(
  desk: Desk,
  reference: string,
  most = Number.POSITIVE_INFINITY,
): Standing & { readonly sent: number } {
  const { row, rows } = standing(desk, reference);
  const nothing = { sent: 0, row, rows };
  if (!row || row.values.status === 'sans suite') {
    done(desk, reference);
    return nothing;
  }
  if (row.values.status === 'brouillon') {
    checkReady(desk, row);
    const { done: sent } = launch(desk, row, rows, most);
    return { sent, ...standing(desk, reference) };
  }
  const uncertain = rows.filter(({ values }) => values.sendState === 'en cours');
  const traces =
    uncertain.length === 0
      ? new Map()
      : lookForTraces(
          desk,
          uncertain.map(({ values }) => values.token),
        );
  if (traces === 'too early') return nothing;
  const isHeld = pausedJobs(desk).includes(reference) || rows.some(({ values }) => isPaused(values));
  if (traces === 'unknown') {
    for (const bid of uncertain) change(desk, bid, { sendState: 'échec', reason: wording.mailUnknown });
    if (isHeld) settleHeld(desk, reference);
    else finish(desk, row, rows);
    return nothing;
  }
  const toSend = rows.filter(({ values }) => values.sendState === 'à envoyer');
  for (const bid of uncertain) {
    const trace = traces.get(bid.values.token);
    if (trace) change(desk, bid, bidColumns(sentColumns(trace)));
    else toSend.push(bid);
  }
  if (toSend.length === 0) {
    finish(desk, row, rows);
    return nothing;
  }
  if (isHeld) {
    for (const bid of toSend) change(desk, bid, { sendState: 'à envoyer', reason: jobWording.paused });
    settleHeld(desk, reference);
    return nothing;
  }
  if (row.values.sendingComplete === true)
    desk.workbook.table('consultations').update(row.at, { sendingComplete: false });
  const sendable = toSend.slice(0, Math.min(most, Math.max(0, sendsLeft(desk))));
  if (sendable.length === 0) {
    desk.save();
    return nothing;
  }
  const present = moveDeadline(
    desk,
    row,
    rows.filter(({ values }) => values.sendState === 'envoyé'),
  );
  const pdf = desk.documents.bytesOf(row.values.frozenPdf);
  for (const bid of sendable) change(desk, bid, { sendState: 'en cours', reason: '' });
  const departures = depart(
    desk,
    sendable.map(({ values }) => mailTo(desk, present, values, pdf)),
  );
  departures.forEach((departure, index) => {
    const bid = sendable[index];
    if (bid) change(desk, bid, bidColumns(columnsOf(departure)));
  });
  const left = toSend.length - departures.filter(({ kind }) => kind === 'sent' || kind === 'refused').length;
  if (left === 0) finish(desk, present, rows);
  else desk.save();
  return { sent: departures.filter(({ kind }) => kind === 'sent').length, row: present, rows };
}

/** What is left of an interrupted sending waits for a person: the sweep looks at it no more. */
function settleHeld(desk: Desk, reference: string): void {
  rememberPause(desk, reference);
  leaveAlone(desk, reference);
  desk.save();
}

function leaveAlone(desk: Desk, reference: string): void {
  const waiting = desk.memory.get('waiting');
  if (waiting)
    desk.memory.set('waiting', {
      ...waiting,
      consultations: waiting.consultations.filter(other => other !== reference),
    });
}

/** Queues a change to a holder's row, and keeps what was read of it up to date. */
function change(desk: Desk, bid: Bid, columns: Partial<Row<'bids'>>): void {
  Object.assign(bid.values, columns);
  desk.workbook.table('bids').update(bid.at, columns);
}

/** A sending that goes on another day gives everybody the later deadline, and tells those already served. */
function moveDeadline(desk: Desk, row: Consultation, served: readonly Bid[]): Consultation {
  const { values } = row;
  if (values.sentAt === null || values.deadline === null || dayOf(values.sentAt) === desk.today()) return row;
  const deadline = deadlineFromNow(desk);
  if (deadline.deadline <= values.deadline) return row;
  const changed = { deadline: deadline.deadline, deadlineExplained: explainDeadline(deadline) };
  desk.workbook.table('consultations').update(row.at, changed);
  desk.ledger.record({
    action: 'Date limite recalculée',
    subject: values.reference,
    field: 'Date limite',
    before: formatInstantInWords(values.deadline),
    after: formatInstantInWords(deadline.deadline),
  });
  const open = desk.memory.openConsultations().get(values.reference);
  if (open) desk.memory.setOpenConsultation(values.reference, { ...open, deadline: deadline.deadline });
  queueLetters(
    desk,
    prepareLetters(
      desk,
      served.map(bid => ({
        template: 'Nouvelle date limite' as const,
        about: bid.values.reference,
        to: bid.values.address,
        values: {
          ...holderValues(
            {
              consultation: values.reference,
              subject: values.subject,
              organisation: bid.values.organisation,
              contact: '',
            },
            desk.settings,
          ),
          'Date limite': formatInstantInWords(deadline.deadline),
          'Ancienne date limite': formatInstantInWords(values.deadline ?? deadline.deadline),
          'Explication du délai': changed.deadlineExplained,
        },
      })),
    ),
  );
  return { ...row, values: { ...values, ...changed } };
}

/** Closes a sending: threads remembered for matching, the consultation marked complete, the request in its state. */
function finish(desk: Desk, { values, at }: Consultation, bids: readonly Bid[]): void {
  const open = desk.memory.openConsultations().get(values.reference);
  if (open) desk.memory.setOpenConsultation(values.reference, withThreads(open, bids));
  if (values.sendingComplete !== true) {
    desk.workbook.table('consultations').update(at, { sendingComplete: true });
    desk.ledger.record({ action: 'Envoi terminé', subject: values.reference });
  }
  const requests = desk.workbook.table('requests');
  const request = requests.find('reference', values.request);
  if (request?.values.status === 'qualifiée') requests.update(request.at, { status: 'en consultation' });
  done(desk, values.reference);
}

function withThreads(open: OpenConsultation, bids: readonly Bid[]): OpenConsultation {
  return {
    ...open,
    holders: open.holders.map(holder => {
      const bid = bids.find(({ values }) => values.token === holder.token);
      return bid ? { ...holder, thread: bid.values.thread, message: bid.values.sentMessage, row: bid.at } : holder;
    }),
  };
}

function done(desk: Desk, reference: string): void {
  leaveAlone(desk, reference);
  forgetPause(desk, reference);
  desk.save();
}
