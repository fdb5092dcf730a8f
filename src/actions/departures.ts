/** What every mail of the scheme goes through: composed the same way, counted, sent exactly once, resumed by what SENT shows. */

import type { LetterName } from '../mail/letter-templates';
import type { LetterValues } from '../mail/letter-values';
import type { MailAttachment } from '../mail/mime';
import { composeMessage } from '../mail/mime';
import { type Departure, type Outgoing, SETTLING_TIME, type SentTrace, sendAll, tracesOf } from '../mail/outbox';
import { letterOfRow, type RenderedLetter, renderTemplate } from '../mail/templates';
import { makeToken, replyToAddress } from '../mail/tokens';
import type { Result } from '../scheme/result';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A token for a new mail: short, unguessable, unique. */
export function newToken(desk: Desk, about: string): string {
  return makeToken(
    text => desk.digest(text),
    about,
    desk.google.utilities.getUuid(),
    String(desk.memory.get('salt') ?? ''),
  );
}

/** The letter of a name as staff wrote it in tab Modèles, filled in; refused with a sentence that says what is missing. */
export function fillLetter(desk: Desk, name: LetterName, values: LetterValues): Result<RenderedLetter> {
  const row = desk.workbook.letters.find(letter => letter.name.trim() === name);
  if (!row) return { ok: false, reason: wording.letterMissing(name) };
  const letter = letterOfRow(row);
  return letter.ok ? renderTemplate(letter.value, values) : letter;
}

export interface MailToCompose {
  readonly token: string;
  readonly to: readonly string[];
  readonly letter: RenderedLetter;
  readonly attachments?: readonly MailAttachment[];
}

/** The bytes of a mail: from the managing account, answers to a plus-address that carries the token. */
export function composeMail(desk: Desk, { token, to, letter, attachments = [] }: MailToCompose): Result<Uint8Array> {
  const { senderName, replyAddresses } = desk.workbook.settings.settings;
  const [replyBase] = replyAddresses;
  if (replyBase === undefined) return { ok: false, reason: wording.noReplyAddress };
  rememberReplyBases(desk, replyAddresses);
  return composeMessage({
    from: { name: senderName, address: desk.memory.get('managingAccount') ?? replyBase },
    to,
    replyTo: replyToAddress(replyBase, token),
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    attachments,
    token,
  });
}

/** The addresses that answers come back to, so that the token of one is recognised without reading the settings. */
function rememberReplyBases(desk: Desk, addresses: readonly string[]): void {
  const known = desk.memory.get('replyBases') ?? [];
  if (addresses.every(address => known.includes(address))) return;
  desk.memory.set('replyBases', [...new Set([...known, ...addresses])]);
}

/** No mail leaves before the instant: Gmail has said that the limit is reached. */
export function pauseSends(desk: Desk, until: number): void {
  desk.memory.set('pausedUntil', Math.max(desk.memory.get('pausedUntil') ?? 0, until));
}

/** How many more mails may leave today: none while Gmail's limit holds, else by our own count over the last 24 hours. */
export function sendsLeft(desk: Desk): number {
  if ((desk.memory.get('pausedUntil') ?? 0) > desk.now()) return 0;
  const since = desk.now() - DAY;
  const sent = (desk.memory.get('sends') ?? []).filter(({ hour }) => hour > since - HOUR);
  return desk.workbook.settings.settings.dailyMails - sent.reduce((total, { count }) => total + count, 0);
}

/** Adds mails to our own count of the last 24 hours, in the memory, before they are attempted. */
export function countSends(desk: Desk, count: number): void {
  if (count === 0) return;
  const hour = Math.floor(desk.now() / HOUR) * HOUR;
  const kept = (desk.memory.get('sends') ?? []).filter(entry => entry.hour > hour - DAY - HOUR && entry.hour !== hour);
  const now = (desk.memory.get('sends') ?? []).find(entry => entry.hour === hour)?.count ?? 0;
  desk.memory.set('sends', [...kept, { hour, count: now + count }]);
}

/**
 * Sends mails that the workbook already shows as `en cours`, in order. Counts them first, in the memory that is then
 * saved: a mail that was counted and did not leave costs a little quota, never a second copy.
 */
export function depart(desk: Desk, mails: readonly Outgoing[]): Departure[] {
  countSends(desk, mails.length);
  desk.memory.set('attemptedAt', desk.now());
  if (desk.memory.get('sendingSince') === null)
    desk.memory.set('sendingSince', { historyId: desk.gmail.profile().historyId, at: desk.now() });
  desk.save();
  const departures = sendAll(desk.gmail, mails, {
    now: () => Date.now(),
    mayContinue: () => desk.mayContinue(),
    sleep: ms => desk.google.utilities.sleep(ms),
  });
  for (const departure of departures)
    if (departure.kind === 'waiting' && departure.reason === 'quota')
      pauseSends(desk, departure.retryAt ?? desk.now() + HOUR);
  desk.memory.save();
  return departures;
}

/** How a row says what became of its mail. */
export interface DepartureColumns {
  readonly state: 'envoyé' | 'en cours' | 'à envoyer' | 'échec';
  readonly sentAt: number | null;
  readonly message: string;
  readonly thread: string;
  readonly reason: string;
}

export function columnsOf(departure: Departure): DepartureColumns {
  switch (departure.kind) {
    case 'sent':
      return sentColumns({ id: departure.id, thread: departure.thread, at: departure.at });
    case 'refused':
      return { state: 'échec', sentAt: null, message: '', thread: '', reason: wording.mailRefused(departure.reason) };
    case 'uncertain':
      return { state: 'en cours', sentAt: null, message: '', thread: '', reason: wording.mailUncertain };
    case 'waiting':
      return {
        state: 'à envoyer',
        sentAt: null,
        message: '',
        thread: '',
        reason: departure.reason === 'quota' ? wording.mailQuota : wording.mailTime,
      };
  }
}

export function sentColumns({ id, thread, at }: SentTrace): DepartureColumns {
  return { state: 'envoyé', sentAt: Math.floor(at / 1000) * 1000, message: id, thread, reason: '' };
}

/**
 * What SENT shows of mails left `en cours` by an execution that died; null when it is too early to look, or when Gmail's
 * history no longer reaches back and a person has to look.
 */
export function lookForTraces(desk: Desk, tokens: readonly string[]): Map<string, SentTrace> | 'too early' | 'unknown' {
  const since = desk.memory.get('sendingSince');
  if (since === null) return 'unknown';
  const attempted = desk.memory.get('attemptedAt') ?? 0;
  if (desk.now() - attempted < SETTLING_TIME) return 'too early';
  return tracesOf(desk.gmail, since.historyId, tokens) ?? 'unknown';
}
