/**
 * The outbox: each mail leaves exactly once, whatever call the execution dies at. Before the first send every mail is
 * marked `en cours` with its token; after a crash only what Gmail's SENT history shows decides, and doubt goes to a person.
 */
import type { GmailGateway, SendOutcome } from './gmail-gateway';
import { headerOf } from './gmail-message';
import { tokensIn } from './matching';

/** A mail ready to leave, recognised later by its token (in its Reply-To and in its subject). */
export interface Outgoing {
  readonly token: string;
  readonly bytes: () => Uint8Array;
  readonly threadId?: string;
}

/** What became of one mail. `waiting`: not attempted, may be sent later; `uncertain`: attempted, only SENT can tell. */
export type Departure =
  | { readonly kind: 'sent'; readonly token: string; readonly id: string; readonly thread: string; readonly at: number }
  | { readonly kind: 'refused'; readonly token: string; readonly reason: string }
  | { readonly kind: 'uncertain'; readonly token: string; readonly reason: string }
  | { readonly kind: 'waiting'; readonly token: string; readonly reason: 'time' }
  | {
      readonly kind: 'waiting';
      readonly token: string;
      readonly reason: 'quota';
      /** From when Gmail takes mail again, in epoch milliseconds; null when it did not say. */
      readonly retryAt: number | null;
    };

export interface SendLimits {
  /** Now, in epoch milliseconds. */
  readonly now: () => number;
  /** False when the execution should stop cleanly before Google stops it. */
  readonly mayContinue: () => boolean;
  /** Waits; Gmail is kept under 60 sends a minute. */
  readonly sleep: (ms: number) => void;
}

const SENDS_A_MINUTE = 55;
const MINUTE = 60_000;

/** Sends mails in order; stops at the first sign of a quota, or when time runs out, and says what became of each. */
export function sendAll(gmail: GmailGateway, mails: readonly Outgoing[], limits: SendLimits): Departure[] {
  const outcomes: Departure[] = [];
  const sentAt: number[] = [];
  let stopped: { reason: 'time' } | { reason: 'quota'; retryAt: number | null } | null = null;
  for (const mail of mails) {
    if (stopped === null && !limits.mayContinue()) stopped = { reason: 'time' };
    if (stopped !== null) {
      outcomes.push({ kind: 'waiting', token: mail.token, ...stopped });
      continue;
    }
    const oldest = sentAt[sentAt.length - SENDS_A_MINUTE];
    if (oldest !== undefined && limits.now() - oldest < MINUTE) limits.sleep(MINUTE - (limits.now() - oldest));
    const options = mail.threadId === undefined ? {} : { threadId: mail.threadId };
    const outcome = departureOf(mail.token, gmail.send(mail.bytes(), options), limits.now());
    if (outcome.kind === 'sent') sentAt.push(outcome.at);
    if (outcome.kind === 'waiting' && outcome.reason === 'quota')
      stopped = { reason: 'quota', retryAt: outcome.retryAt };
    outcomes.push(outcome);
  }
  return outcomes;
}

function departureOf(token: string, outcome: SendOutcome, at: number): Departure {
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', token, id: outcome.id, thread: outcome.threadId, at };
    case 'quota':
      return { kind: 'waiting', token, reason: 'quota', retryAt: retryOf(outcome.error) };
    default:
      return { kind: outcome.kind, token, reason: outcome.reason };
  }
}

/** Gmail's sentence over quota ends with « Retry after 2018-11-06T14:00:00.000Z ». */
function retryOf(error: string): number | null {
  const [, stated = ''] = /retry after (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z)/i.exec(error) ?? [];
  const at = Date.parse(stated);
  return Number.isNaN(at) ? null : at;
}

/** How long after an attempt SENT is trusted to show it. */
export const SETTLING_TIME = 10 * MINUTE;

export interface SentTrace {
  readonly id: string;
  readonly thread: string;
  readonly at: number;
}

/**
 * Which of these tokens really left since a history id, by Gmail's own list of what was added to SENT; null when
 * the history no longer reaches back that far, and nothing may be concluded.
 */
export function tracesOf(
  gmail: GmailGateway,
  historyId: string,
  tokens: readonly string[],
): Map<string, SentTrace> | null {
  const history = gmail.sentSince(historyId);
  if (history.kind === 'expired') return null;
  const wanted = new Set(tokens);
  const found = new Map<string, SentTrace>();
  for (const { id } of history.added) {
    if (found.size === wanted.size) break;
    const sent = gmail.getHeaders(id, ['Reply-To']);
    if (sent === undefined) continue;
    const at = Number(sent.internalDate ?? Number.NaN);
    for (const token of tokensIn([headerOf(sent, 'Reply-To')]))
      if (wanted.has(token)) found.set(token, { id, thread: sent.threadId ?? '', at });
  }
  return found;
}
