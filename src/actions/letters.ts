/** Letters of tab Envois: written with the decision that causes them, sent once by the managing account, resumed by the sweep. */
import { htmlOfText } from '../mail/html';
import type { LetterName } from '../mail/letter-templates';
import type { LetterValues } from '../mail/letter-values';
import type { SentTrace } from '../mail/outbox';
import type { HolderIndex } from '../sheets/memory';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
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
import { Refused } from './refused';

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

/** Sends what waits in tab Envois, when this account manages the mail; says how many letters still wait. */
export function deliverLetters(desk: Desk): number {
  const waiting = desk.memory.get('waiting');
  if (!waiting?.letters) return 0;
  const table = desk.workbook.table('letters');
  const queued = table.where('state', 'à envoyer');
  const uncertain = table.where('state', 'en cours').filter(({ values }) => values.reason !== wording.mailUnknown);
  if (!desk.managesMail) return queued.length + uncertain.length;
  const resumed = resume(desk, uncertain);
  const sendable = [...queued, ...resumed.absent].slice(0, Math.max(0, sendsLeft(desk)));
  const mails = sendable.flatMap(({ at, values }) => {
    const mail = composeMail(desk, {
      token: values.token,
      to: values.to.split(/[;,\s]+/).filter(address => address !== ''),
      letter: { subject: values.mailSubject, text: values.mailText, html: htmlOfText(values.mailText) },
    });
    if (mail.ok) return [{ at, token: values.token, bytes: () => mail.value }];
    table.update(at, { state: 'échec', reason: mail.reason });
    return [];
  });
  for (const { at } of mails) table.update(at, { state: 'en cours', reason: '' });
  const departures = mails.length === 0 ? [] : depart(desk, mails);
  departures.forEach((departure, index) => {
    const { state, sentAt, message, thread, reason } = columnsOf(departure);
    table.update(mails[index]?.at ?? 0, {
      state,
      sentAt: sentAt as Letter['sentAt'],
      messageId: message,
      thread,
      reason,
    });
  });
  const left =
    resumed.pending +
    queued.length +
    resumed.absent.length -
    departures.filter(({ kind }) => kind === 'sent' || kind === 'refused').length;
  if (left === 0) desk.memory.set('waiting', { ...waiting, letters: false });
  desk.save();
  return left;
}

function resume(
  desk: Desk,
  uncertain: readonly StoredRow<'letters'>[],
): { absent: StoredRow<'letters'>[]; pending: number } {
  if (uncertain.length === 0) return { absent: [], pending: 0 };
  const table = desk.workbook.table('letters');
  const traces = lookForTraces(
    desk,
    uncertain.map(({ values }) => values.token),
  );
  if (traces === 'too early') return { absent: [], pending: uncertain.length };
  if (traces === 'unknown') {
    for (const { at } of uncertain) table.update(at, { reason: wording.mailUnknown });
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
    table.update(row.at, { state, sentAt: sentAt as Letter['sentAt'], messageId: message, thread, reason });
  }
  return { absent, pending: 0 };
}

/** A sentence on the letters an action queued: gone, or leaving with the next sweep. */
export function letterNotice(queued: number, left: number): string {
  if (queued === 0) return '';
  return left === 0 ? wording.lettersSent(queued) : wording.lettersQueued(queued);
}
