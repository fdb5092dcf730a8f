/** Letters of tab Envois: written with the decision that causes them, sent once by the managing account, resumed by the sweep. */
import { htmlOfText } from '../mail/html';
import type { LetterName } from '../mail/letter-templates';
import type { LetterValues } from '../mail/letter-values';
import type { SentTrace } from '../mail/outbox';
import type { HolderIndex } from '../sheets/memory';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { jobWording } from '../sheets/wording-jobs';
import {
  columnsOf,
  composeMail,
  depart,
  fillLetter,
  lookForTraces,
  newToken,
  sendsLeft,
  sentColumns,
} from './departures';
import type { Desk } from './desk';
import { forgetPause, pausedJobs, rememberPause } from './pauses';
import { Refused, require } from './refused';
import {
  isLetterPaused,
  LETTERS_JOB,
  LONG_JOB,
  lettersProgress,
  type SendingProgress,
  SLICE,
} from './sending-progress';
import { showSending } from './show-sending';

type Letter = Row<'letters'>;

export interface LetterToQueue {
  readonly template: LetterName;
  /** Reference of the file or of the bid that the letter is about. */
  readonly about: string;
  readonly to: string;
  readonly values: LetterValues;
}

/** Letters filled in and ready to queue; throws a refusal that names the first one that cannot be written. */
export function prepareLetters(desk: Desk, letters: readonly LetterToQueue[]): Partial<Letter>[] {
  return letters.map(({ template, about, to, values }) => {
    const letter = fillLetter(desk, template, values);
    if (!letter.ok) throw new Refused(letter.reason);
    return {
      token: newToken(desk, `${template} ${about}`),
      template,
      subject: about,
      to,
      mailSubject: letter.value.subject,
      mailText: letter.value.text,
      state: 'à envoyer' as const,
      queuedAt: desk.now(),
      queuedBy: desk.who,
    };
  });
}

/** Adds prepared letters to tab Envois; they leave at `deliverLetters`, or with the next sweep. */
export function queueLetters(desk: Desk, letters: readonly Partial<Letter>[]): void {
  if (letters.length === 0) return;
  desk.workbook.table('letters').append(letters);
  rememberTokens(desk, letters);
  awaitLetters(desk);
}

/** Remembers that tab Envois holds letters that have not left. */
export function awaitLetters(desk: Desk): void {
  const waiting = desk.memory.get('waiting') ?? { consultations: [], receipts: [], letters: false };
  desk.memory.set('waiting', { ...waiting, letters: true });
}

/** A holder may answer any letter of its consultation: the tokens of all of them lead to its row. */
function rememberTokens(desk: Desk, letters: readonly Partial<Letter>[]): void {
  for (const [reference, open] of desk.memory.openConsultations()) {
    let changed = false;
    for (const holder of open.holders) {
      const tokens = letters.filter(letter => isFor(holder, letter)).map(({ token }) => token ?? '');
      if (tokens.length === 0) continue;
      holder.letterTokens.push(...tokens);
      changed = true;
    }
    if (changed) desk.memory.setOpenConsultation(reference, open);
  }
}

/** Whether a letter went to the holder itself: an alert about its bid goes to others, whose answers are not its own. */
export function isFor(
  { bid, addresses }: Pick<HolderIndex, 'bid' | 'addresses'>,
  { subject, to = '' }: Partial<Letter>,
): boolean {
  const written = to.toLowerCase().split(/[;,\s]+/);
  return subject === bid && addresses.some(address => written.includes(address));
}

/** What became of the letters that waited. */
export interface Delivery {
  /** Letters that still wait, those that a person interrupted left out. */
  readonly left: number;
  readonly sent: number;
  /** The letters that waited, as they stand now. */
  readonly rows: readonly Letter[];
}

/** Sends what waits in tab Envois, `most` letters at most, when this account manages the mail. */
export function deliverLetters(desk: Desk, most = Number.POSITIVE_INFINITY): Delivery {
  const waiting = desk.memory.get('waiting');
  const isHeld = pausedJobs(desk).includes(LETTERS_JOB);
  if (!waiting?.letters && !isHeld) return { left: 0, sent: 0, rows: [] };
  const table = desk.workbook.table('letters');
  const unsent = table.where('state', 'à envoyer');
  const queued = unsent.filter(({ values }) => !isLetterPaused(values));
  if (queued.length === unsent.length) forgetPause(desk, LETTERS_JOB);
  const uncertain = table.where('state', 'en cours').filter(({ values }) => values.reason !== wording.mailUnknown);
  const rows = [...queued, ...uncertain].map(({ values }) => values);
  if (!desk.managesMail) return { left: rows.length, sent: 0, rows };
  const resumed = resume(desk, uncertain);
  const toSend = [...queued, ...resumed.absent];
  const sendable = toSend.slice(0, Math.min(most, Math.max(0, sendsLeft(desk))));
  const mails = sendable.flatMap(row => {
    const { values } = row;
    const mail = composeMail(desk, {
      token: values.token,
      to: values.to.split(/[;,\s]+/).filter(address => address !== ''),
      letter: { subject: values.mailSubject, text: values.mailText, html: htmlOfText(values.mailText) },
    });
    if (mail.ok) return [{ row, token: values.token, bytes: () => mail.value }];
    change(desk, row, { state: 'échec', reason: mail.reason });
    return [];
  });
  for (const { row } of mails) change(desk, row, { state: 'en cours', reason: '' });
  const departures = mails.length === 0 ? [] : depart(desk, mails);
  departures.forEach((departure, index) => {
    const { state, sentAt, message, thread, reason } = columnsOf(departure);
    const row = mails[index]?.row;
    if (row) change(desk, row, { state, sentAt: sentAt as Letter['sentAt'], messageId: message, thread, reason });
  });
  const left =
    resumed.pending + toSend.filter(({ values }) => values.state !== 'envoyé' && values.state !== 'échec').length;
  if (left === 0 && waiting?.letters) desk.memory.set('waiting', { ...waiting, letters: false });
  desk.save();
  return { left, sent: departures.filter(({ kind }) => kind === 'sent').length, rows };
}

/** Queues a change to a letter's row, and keeps what was read of it up to date. */
function change(desk: Desk, row: StoredRow<'letters'>, columns: Partial<Letter>): void {
  Object.assign(row.values, columns);
  desk.workbook.table('letters').update(row.at, columns);
}

/** Sends the next letters and says where they stand; sends nothing when nothing may leave now. */
export function sendLettersSlice(desk: Desk): SendingProgress {
  require(desk.managesMail, jobWording.mailByManager(desk.memory.get('managingAccount') ?? ''));
  const before = Date.now();
  const { sent, rows } = deliverLetters(desk, SLICE);
  return lettersProgress(rows, sendsLeft(desk), { sent, elapsedMs: Date.now() - before });
}

/** Holds back the letters that wait, until a person takes them up again; letters that are queued later leave as usual. */
export function pauseLetters(desk: Desk): SendingProgress {
  const waiting = desk.workbook.table('letters').where('state', 'à envoyer');
  require(waiting.length > 0, jobWording.nothingToPause);
  for (const row of waiting) change(desk, row, { reason: jobWording.letterPaused });
  rememberPause(desk, LETTERS_JOB);
  desk.ledger.record({ action: jobWording.pausedAction, subject: LETTERS_JOB, after: String(waiting.length) });
  desk.save();
  return lettersProgress(
    waiting.map(({ values }) => values),
    sendsLeft(desk),
    { sent: 0, elapsedMs: 0 },
  );
}

/** Lets the letters that were held back leave, here or with the next sweep; saved. */
export function unpauseLetters(desk: Desk): void {
  const paused = desk.workbook
    .table('letters')
    .where('state', 'à envoyer')
    .filter(({ values }) => isLetterPaused(values));
  for (const row of paused) change(desk, row, { reason: '' });
  forgetPause(desk, LETTERS_JOB);
  awaitLetters(desk);
  desk.ledger.record({ action: jobWording.resumedAction, subject: LETTERS_JOB, after: String(paused.length) });
  desk.save();
}

/**
 * The end of an action that queued letters: sends them and says what was done. A long queue leaves by slices, with the
 * page « Envoi »; what nobody drives leaves with the sweep.
 */
export function tellAndDeliver(desk: Desk, title: string, sentences: readonly string[], queued: number): void {
  const before = Date.now();
  const delivery = deliverLetters(desk, queued > LONG_JOB ? SLICE : Number.POSITIVE_INFINITY);
  const text = [...sentences, letterNotice(queued, delivery.left)].filter(line => line !== '');
  if (delivery.left === 0 || !desk.managesMail) {
    desk.screen.tell(title, text.join('\n'));
    return;
  }
  const pace = { sent: delivery.sent, elapsedMs: Date.now() - before };
  showSending(desk, title, lettersProgress(delivery.rows, sendsLeft(desk), pace), sentences);
}

function resume(
  desk: Desk,
  uncertain: readonly StoredRow<'letters'>[],
): { absent: StoredRow<'letters'>[]; pending: number } {
  if (uncertain.length === 0) return { absent: [], pending: 0 };
  const traces = lookForTraces(
    desk,
    uncertain.map(({ values }) => values.token),
  );
  if (traces === 'too early') return { absent: [], pending: uncertain.length };
  if (traces === 'unknown') {
    for (const row of uncertain) change(desk, row, { reason: wording.mailUnknown });
    return { absent: [], pending: 0 };
  }
  const absent: StoredRow<'letters'>[] = [];
  for (const row of uncertain) {
    const trace: SentTrace | undefined = traces.get(row.values.token);
    if (!trace) {
      absent.push(row);
      continue;
    }
    const { state, sentAt, message, thread, reason } = sentColumns(trace);
    change(desk, row, { state, sentAt: sentAt as Letter['sentAt'], messageId: message, thread, reason });
  }
  return { absent, pending: 0 };
}

/** A sentence on the letters an action queued: gone, or leaving with the next sweep. */
function letterNotice(queued: number, left: number): string {
  if (queued === 0) return '';
  return left === 0 ? wording.lettersSent(queued) : wording.lettersQueued(queued);
}
