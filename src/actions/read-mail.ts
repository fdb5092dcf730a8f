/**
 * Reads the mailbox: every message received since the last time gets one row in tab Messages, what it is, what it is tied
 * to and by which signals. Nothing of a sealed bid is read or written. Cost: two calls a message at most, plus a few.
 */

import { type AuthenticityReading, readAuthenticity } from '../mail/authenticity';
import { type IncomingMessage, parseIncoming } from '../mail/incoming';
import { evidenceOf, type MatchEvidence, type MatchResult, type MatchTarget, matchMessage } from '../mail/matching';
import { classifyNature, machineNature, type NatureReading } from '../mail/nature';
import { type Instant, instant } from '../scheme/time';
import type { HolderIndex, OpenConsultation } from '../sheets/memory';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { recordAnswer, recordDeposit, rowsOfAll } from './deposits';
import type { Desk } from './desk';
import { EarlierMessages } from './duplicates';
import { takeAcceptance } from './take-acceptance';
import { namesApplication, takeApplicantMail } from './take-applicant-mail';
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
  const incoming: IncomingMessage[] = [];
  let done = 0;
  for (const id of unknown) {
    if (!desk.mayContinue()) break;
    done += 1;
    const resource = desk.gmail.getMessage(id);
    if (resource === undefined) continue;
    const message = parseIncoming(resource);
    if (!message.labelIds.some(label => SKIPPED_LABELS.includes(label))) incoming.push(message);
  }
  const earlier = new EarlierMessages(desk, incoming);
  const rows: Row<'messages'>[] = [];
  const late: LateBid[] = [];
  let bids = 0;
  for (const message of incoming) {
    const taken = takeIn(desk, desks, earlier, message);
    rows.push(taken.row);
    earlier.add(taken.row);
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

/** What the other readers of a message are given: what it shows, and what it is. */
interface Read {
  readonly message: IncomingMessage;
  readonly evidence: MatchEvidence;
  readonly match: MatchResult;
  readonly authenticity: AuthenticityReading;
  readonly reading: NatureReading;
  readonly receivedAt: Instant;
  readonly from: string;
  readonly attachments: string;
}

/** What became of the message: what its row says, and the bid that it is. */
interface Outcome {
  readonly tiedTo?: string;
  readonly toDo?: string;
  readonly signals?: readonly string[];
  readonly nature?: NatureReading['nature'];
  readonly subject?: string;
  readonly bid?: boolean;
  readonly late?: LateBid | null;
}

function takeIn(desk: Desk, consultations: Consultations, earlier: EarlierMessages, message: IncomingMessage): TakenIn {
  const read = readOne(desk, consultations, message);
  const { reading, match } = read;
  const outcome = dispatch(desk, consultations, earlier, read);
  return {
    row: {
      receivedAt: read.receivedAt,
      from: read.from,
      subject: outcome.subject ?? (reading.sealed ? wording.sealed : message.subject),
      nature: outcome.nature ?? reading.nature,
      tiedTo: outcome.tiedTo ?? (match.kind === 'match' ? match.key : ''),
      signals: (outcome.signals ?? match.signals).join(', '),
      authenticity: read.authenticity.authenticity,
      attachments: read.attachments,
      toDo: outcome.toDo ?? toDoOf(read, consultations),
      id: message.id,
      messageId: message.messageId,
    },
    bid: outcome.bid === true,
    late: outcome.late ?? null,
  };
}

function readOne(desk: Desk, consultations: Consultations, message: IncomingMessage): Read {
  const bases = desk.memory.get('replyBases') ?? [];
  // Of a bounce, the address that counts is the one that failed, not the daemon's.
  const failed = machineNature(message)?.failure?.recipients ?? [];
  const evidence = evidenceOf(message, bases);
  const match = matchMessage(failed.length > 0 ? { ...evidence, senders: failed } : evidence, consultations.targets);
  const authenticity = readAuthenticity(message);
  const attachments = attachmentsOf(message);
  const receivedAt = receptionOf(message, desk.now());
  const isApplication =
    attachments !== '' &&
    !namesRequest(evidence) &&
    consultations.open.size === 0 &&
    awaitsApplications(desk, { receivedAt, isAboutOne: namesApplication(evidence) });
  const reading = classifyNature(message, {
    match,
    answersConsultation: match.kind !== 'none',
    authenticity,
    ...(isApplication ? { otherwise: 'candidature' as const } : {}),
  });
  return {
    message,
    evidence,
    match,
    authenticity,
    reading,
    receivedAt,
    from: message.from.map(({ address }) => address).join(', '),
    attachments,
  };
}

/** Gives the message to the one reader that it is for; what comes first here wins. */
function dispatch(desk: Desk, consultations: Consultations, earlier: EarlierMessages, read: Read): Outcome {
  const { message, evidence, match, authenticity, reading, receivedAt } = read;
  const repeated = earlier.repetition(message, read.from, read.attachments);
  if (repeated.kind === 'double') return doubleOf(repeated.of, repeated.toDo);
  if (repeated.kind === 'contradiction')
    return { nature: 'à vérifier', toDo: wording.toCheck(repeated.reason), tiedTo: '' };
  if (match.kind === 'none' && (reading.nature === 'autre' || reading.nature === 'à vérifier')) {
    const context = { evidence, authenticity, isOrdinary: reading.nature === 'autre', receivedAt };
    const taken =
      takeAcceptance(desk, message, context) ??
      takeOpinions(desk, message, context) ??
      takeAuthorityMail(desk, message, context) ??
      takeApplicantMail(desk, context);
    if (taken === null) return {};
    return { ...taken, nature: taken.nature ?? (taken.toDo === '' ? reading.nature : 'à vérifier') };
  }
  if (reading.nature === 'candidature')
    return takeApplication(desk, message, { receivedAt, attachments: read.attachments });
  if (reading.failure?.sendingLimit === true) {
    const rowsOf = (reference: string): StoredRow<'bids'>[] => consultations.rowsOf(reference);
    const tiedTo = takeBack(desk, { receivedAt, tokens: evidence.tokens, open: consultations.open, rowsOf });
    return { tiedTo, toDo: tiedTo === '' ? wording.bounceUntied : '' };
  }
  const tied = match.kind === 'match' ? consultations.holderOf(match.key) : null;
  return tied === null
    ? {}
    : takeHolderMail(desk, { ...tied, rows: consultations.rowsOf(tied.reference) }, earlier, read);
}

/** The row of a double says what the first one said, and counts for nothing. */
function doubleOf(first: Row<'messages'>, toDo: string): Outcome {
  const { nature, tiedTo, subject } = first;
  return { tiedTo, toDo, subject, nature: nature === '' ? 'à vérifier' : nature };
}

interface TiedHolder {
  readonly reference: string;
  readonly open: OpenConsultation;
  readonly holder: HolderIndex;
  readonly rows: StoredRow<'bids'>[];
}

/** A holder's answer to a consultation, or what a machine says of our mail to it. */
function takeHolderMail(desk: Desk, tied: TiedHolder, earlier: EarlierMessages, read: Read): Outcome {
  const { reference, open, holder, rows } = tied;
  const { reading } = read;
  switch (reading.nature) {
    case 'offre':
      return takeBid(desk, tied, earlier, read);
    case 'question':
      recordAnswer(desk, reference, open, holder, 'question', rows);
      return { toDo: wording.questionToAnswer(reference) };
    case 'offre déclinée':
      recordAnswer(desk, reference, open, holder, 'déclinée', rows);
      return { toDo: holder.deposits > 0 ? wording.declinedAfterBid(holder.code, reference) : '' };
    case 'réponse automatique':
      return { toDo: read.attachments === '' ? '' : wording.automaticWithDocuments };
    case 'échec de remise':
      return reading.failure?.final === false ? {} : recordBounce(desk, tied);
    default:
      return {};
  }
}

function takeBid(desk: Desk, tied: TiedHolder, earlier: EarlierMessages, read: Read): Outcome {
  const { reference, open, holder, rows } = tied;
  const { message, receivedAt, attachments, authenticity } = read;
  const alike = rows.find(
    ({ values }) =>
      values.holder === holder.code &&
      values.receivedMessage !== '' &&
      attachments !== '' &&
      values.attachments === attachments,
  )?.values;
  const other = alike === undefined ? '' : earlier.senderOf(alike.receivedMessage);
  const proven = unprovenOver(authenticity.authenticity, holder.code, rows);
  if (proven !== undefined)
    return { nature: 'à vérifier', toDo: wording.toCheck(wording.unprovenReplacement(proven.reference)) };
  const { bid, late } = recordDeposit(
    desk,
    reference,
    open,
    holder,
    { id: message.id, receivedAt, attachments, authenticity: authenticity.authenticity },
    rows,
  );
  const repeats = alike !== undefined && other !== '' && other !== read.from;
  const toDo = repeats ? wording.sameFromElsewhere(alike.reference, other) : '';
  if (!late) return { tiedTo: bid, toDo, bid: true };
  const organisation = rows.find(({ values }) => values.reference === bid)?.values.organisation ?? '';
  return {
    tiedTo: bid,
    toDo: [wording.lateBid(bid), toDo].filter(part => part !== '').join(' '),
    bid: true,
    late: { bid, consultation: reference, organisation, receivedAt, deadline: open.deadline as Instant },
  };
}

/** The deposit whose sender was verified, that one which proves no sender would take the place of; undefined when there is none. */
function unprovenOver(
  authenticity: Row<'bids'>['authenticity'],
  holder: string,
  rows: readonly StoredRow<'bids'>[],
): Row<'bids'> | undefined {
  if (authenticity === 'vérifiée') return undefined;
  return rows.find(
    ({ values }) => values.holder === holder && values.receivedMessage !== '' && values.authenticity === 'vérifiée',
  )?.values;
}

function recordBounce(desk: Desk, { reference, holder, rows }: TiedHolder): Outcome {
  const row = rows.find(({ values }) => values.reference === holder.bid);
  if (row) {
    desk.workbook.table('bids').update(row.at, { sendState: 'échec', reason: wording.bounced });
    desk.ledger.record({
      action: 'Échec de remise',
      subject: holder.bid,
      field: 'Envoi',
      before: row.values.sendState,
      after: 'échec',
    });
  }
  return { toDo: wording.bounceToMend(holder.code, reference) };
}

/** What is left to do when no reader said it. */
function toDoOf({ reading, attachments }: Read, { open }: Consultations): string {
  if (reading.nature === 'à vérifier') return wording.toCheck(reading.reasons.join(' '));
  if (reading.nature === 'échec de remise') return wording.bounceUntied;
  // A message with documents from nobody known, while bids are awaited: perhaps a holder who writes from elsewhere.
  return reading.nature === 'autre' && attachments !== '' && open.size > 0 ? wording.strayBid : '';
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
