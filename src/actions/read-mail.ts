/**
 * Reads the mailbox: every message received since the last time gets one row in tab Messages, what it is, what it is tied
 * to and by which signals. Nothing of a sealed bid is read or written. Cost: two calls a message at most, plus a few.
 */

import { readAuthenticity } from '../mail/authenticity';
import { type IncomingMessage, parseIncoming } from '../mail/incoming';
import { evidenceOf, type MatchTarget, matchMessage } from '../mail/matching';
import { classifyNature, machineNature, type NatureReading } from '../mail/nature';
import { type Instant, instant } from '../scheme/time';
import type { OpenConsultation } from '../sheets/memory';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { recordAnswer, recordDeposit, rowsOfAll } from './deposits';
import type { Desk } from './desk';
import { takeAcceptance } from './take-acceptance';
import { awaitsApplications, takeApplication } from './take-application';
import { namesRequest, takeAuthorityMail } from './take-authority-mail';
import { takeOpinions } from './take-opinions';
import { takeBack } from './unsent';

const SKIPPED_LABELS = ['SENT', 'DRAFT', 'CHAT'];
const ONE_DAY_S = 86_400;
/** 1 January 2000: an imported message may carry any date; its gap with Google's own header makes it à vérifier. */
const OLDEST = 946_684_800_000;

/** What a reading of the mailbox did. */
export interface MailReading {
  readonly read: number;
  readonly bids: number;
  readonly toCheck: number;
  readonly late: readonly LateBid[];
}

/** A bid that came after its deadline. */
export interface LateBid {
  readonly bid: string;
  readonly consultation: string;
  readonly organisation: string;
  readonly receivedAt: Instant;
  readonly deadline: Instant;
}

/**
 * Takes in what is new and writes its rows; the caller saves, which also keeps the new history id. Must run under the
 * lock, as the managing account.
 * `onLate` may queue what late bids call for: it leaves with their rows.
 */
export function readMail(desk: Desk, onLate: (late: readonly LateBid[]) => void): MailReading {
  const mailbox = desk.memory.get('mailbox');
  const nothing: MailReading = { read: 0, bids: 0, toCheck: 0, late: [] };
  if (mailbox === null) return nothing;
  const { ids, historyId } = newMessages(desk, mailbox);
  if (ids.length === 0) {
    if (desk.now() - mailbox.readAt > REFRESH_MS)
      desk.memory.set('mailbox', { ...mailbox, historyId, readAt: desk.now() });
    return nothing;
  }
  const unknown = withoutKnown(desk, ids, mailbox.rows);
  const desks = new Consultations(desk);
  const rows: Row<'messages'>[] = [];
  const late: LateBid[] = [];
  let bids = 0;
  let done = 0;
  for (const id of unknown) {
    if (!desk.mayContinue()) break;
    done += 1;
    const resource = desk.gmail.getMessage(id);
    if (resource === undefined) continue;
    const message = parseIncoming(resource);
    if (message.labelIds.some(label => SKIPPED_LABELS.includes(label))) continue;
    const taken = takeIn(desk, desks, message);
    rows.push(taken.row);
    if (taken.bid) bids += 1;
    if (taken.late !== null) late.push(taken.late);
  }
  const messages = desk.workbook.table('messages');
  if (rows.length > 0) messages.append(rows);
  if (late.length > 0) onLate(late);
  desk.write();
  // The id moves on only when everything it covers has its row; what is left is read by the next sweep, rows being keyed by id.
  if (done === unknown.length) desk.memory.set('mailbox', { historyId, readAt: desk.now(), rows: messages.height });
  return { read: rows.length, bids, toCheck: rows.filter(({ nature }) => nature === 'à vérifier').length, late };
}

/** A history id older than this is stored again, so that Gmail does not forget it. */
export const REFRESH_MS = 6 * 3_600_000;

function newMessages(desk: Desk, mailbox: { historyId: string; readAt: number }): { ids: string[]; historyId: string } {
  const history = desk.gmail.historySince(mailbox.historyId);
  if (history.kind === 'read')
    return {
      ids: history.added
        .filter(({ labelIds }) => !labelIds.some(label => SKIPPED_LABELS.includes(label)))
        .map(({ id }) => id),
      historyId: history.historyId || mailbox.historyId,
    };
  const { historyId } = desk.gmail.profile();
  const listed = desk.gmail.listSince(Math.floor(mailbox.readAt / 1000) - ONE_DAY_S);
  return { ids: listed.map(({ id }) => id), historyId };
}

/** Messages that have no row yet. The search is spared when the tab has exactly the rows that the last reading left. */
function withoutKnown(desk: Desk, ids: readonly string[], rows: number): string[] {
  const messages = desk.workbook.table('messages');
  if (messages.height === rows) return [...ids];
  const known = new Set(messages.valuesAmong('id', ids));
  return ids.filter(id => !known.has(id));
}

/** The open consultations, with their rows read once when a message needs them. */
class Consultations {
  readonly open: Map<string, OpenConsultation>;
  readonly targets: MatchTarget[];
  private rows: Map<string, StoredRow<'bids'>[]> | null = null;

  constructor(private readonly desk: Desk) {
    this.open = desk.memory.openConsultations();
    this.targets = [...this.open].flatMap(([reference, { holders }]) =>
      holders.map(holder => ({
        key: holder.bid,
        reference,
        tokens: [holder.token, ...holder.letterTokens],
        threadIds: holder.thread === '' ? [] : [holder.thread],
        messageIds: [],
        addresses: holder.addresses,
      })),
    );
  }

  rowsOf(reference: string): StoredRow<'bids'>[] {
    this.rows ??= rowsOfAll(this.desk, this.open);
    return this.rows.get(reference) ?? [];
  }

  holderOf(bid: string) {
    for (const [reference, open] of this.open) {
      const holder = open.holders.find(one => one.bid === bid);
      if (holder) return { reference, open, holder };
    }
    return null;
  }
}

interface TakenIn {
  readonly row: Row<'messages'>;
  readonly bid: boolean;
  readonly late: LateBid | null;
}

function takeIn(desk: Desk, consultations: Consultations, message: IncomingMessage): TakenIn {
  const bases = desk.memory.get('replyBases') ?? [];
  // Of a bounce, the address that counts is the one that failed, not the daemon's.
  const failed = machineNature(message)?.failure?.recipients ?? [];
  const evidence = evidenceOf(message, bases);
  const match = matchMessage(failed.length > 0 ? { ...evidence, senders: failed } : evidence, consultations.targets);
  const authenticity = readAuthenticity(message);
  const documents = message.attachments.some(({ decorative }) => !decorative);
  const isApplication =
    documents && !namesRequest(evidence) && consultations.open.size === 0 && awaitsApplications(desk);
  const reading = classifyNature(message, {
    match,
    answersConsultation: match.kind !== 'none',
    authenticity,
    ...(isApplication ? { otherwise: 'candidature' as const } : {}),
  });
  const tied = match.kind === 'match' ? consultations.holderOf(match.key) : null;
  const receivedAt = receptionOf(message, desk.now());
  const attachments = attachmentsOf(message);
  const mayAnswer = match.kind === 'none' && (reading.nature === 'autre' || reading.nature === 'à vérifier');
  const context = { evidence, authenticity, isOrdinary: reading.nature === 'autre', receivedAt };
  const verdict = mayAnswer
    ? (takeAcceptance(desk, message, context) ??
      takeOpinions(desk, message, context) ??
      takeAuthorityMail(desk, message, context))
    : null;
  let tiedTo = match.kind === 'match' ? match.key : '';
  let late: LateBid | null = null;
  let toDo = toDoOf(reading) || (mayBeStrayBid(reading, attachments, consultations) ? wording.strayBid : '');
  if (verdict !== null) {
    tiedTo = verdict.tiedTo;
    toDo = verdict.toDo;
  } else if (reading.nature === 'candidature') {
    const taken = takeApplication(desk, message, { receivedAt, attachments });
    tiedTo = taken.tiedTo;
    toDo = taken.toDo;
  } else if (reading.failure?.sendingLimit === true) {
    tiedTo = takeBack(desk, {
      receivedAt,
      tokens: evidence.tokens,
      open: consultations.open,
      rowsOf: reference => consultations.rowsOf(reference),
    });
    toDo = tiedTo === '' ? wording.bounceUntied : '';
  } else if (tied !== null) {
    const rows = consultations.rowsOf(tied.reference);
    if (reading.nature === 'offre') {
      const deposit = recordDeposit(
        desk,
        tied.reference,
        tied.open,
        tied.holder,
        { id: message.id, receivedAt, attachments, authenticity: authenticity.authenticity },
        rows,
      );
      tiedTo = deposit.bid;
      if (deposit.late) {
        late = {
          bid: deposit.bid,
          consultation: tied.reference,
          organisation: rows.find(({ values }) => values.reference === deposit.bid)?.values.organisation ?? '',
          receivedAt,
          deadline: tied.open.deadline as Instant,
        };
        toDo = wording.lateBid(deposit.bid);
      } else toDo = '';
    } else if (reading.nature === 'question') {
      recordAnswer(desk, tied.reference, tied.open, tied.holder, 'question', rows);
      toDo = wording.questionToAnswer(tied.reference);
    } else if (reading.nature === 'offre déclinée') {
      recordAnswer(desk, tied.reference, tied.open, tied.holder, 'déclinée', rows);
      toDo = '';
    } else if (reading.nature === 'échec de remise' && reading.failure?.final !== false) {
      const row = rows.find(({ values }) => values.reference === tied.holder.bid);
      if (row) {
        desk.workbook.table('bids').update(row.at, { sendState: 'échec', reason: wording.bounced });
        desk.ledger.record({
          action: 'Échec de remise',
          subject: tied.holder.bid,
          field: 'Envoi',
          before: row.values.sendState,
          after: 'échec',
        });
      }
      toDo = wording.bounceToMend(tied.holder.code, tied.reference);
    }
  }
  return {
    row: {
      receivedAt,
      from: message.from.map(({ address }) => address).join(', '),
      subject: reading.sealed ? wording.sealed : message.subject,
      nature: verdict?.nature ?? (verdict !== null && verdict.toDo !== '' ? 'à vérifier' : reading.nature),
      tiedTo,
      signals: (verdict ?? match).signals.join(', '),
      authenticity: authenticity.authenticity,
      attachments,
      toDo,
      id: message.id,
    },
    bid: reading.nature === 'offre' && tied !== null,
    late,
  };
}

/** A message with documents from nobody known, while bids are awaited: perhaps a holder who writes from elsewhere. */
function mayBeStrayBid({ nature }: NatureReading, attachments: string, { open }: Consultations): boolean {
  return nature === 'autre' && attachments !== '' && open.size > 0;
}

function toDoOf({ nature, reasons }: NatureReading): string {
  return nature === 'à vérifier'
    ? wording.toCheck(reasons.join(' '))
    : nature === 'échec de remise'
      ? wording.bounceUntied
      : '';
}

/** The server's reception time, to the second; the present when Gmail gave none. */
function receptionOf(message: IncomingMessage, now: Instant): Instant {
  const { internalDate } = message;
  const plausible = internalDate > OLDEST && internalDate < now + ONE_DAY_S * 1000;
  return plausible ? instant(Math.floor(internalDate / 1000) * 1000) : now;
}

/** Number and total size of what is joined, images of the signature left out. */
export function attachmentsOf({ attachments }: Pick<IncomingMessage, 'attachments'>): string {
  const documents = attachments.filter(({ decorative }) => !decorative);
  return documents.length === 0
    ? ''
    : wording.attachmentCount(
        documents.length,
        documents.reduce((total, { size }) => total + size, 0),
      );
}
