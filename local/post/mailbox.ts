/**
 * One mailbox: its messages, their threads, and the history of what was added. The raw bytes stand beside, one file a message.
 * Ids, threads and history follow Gmail; where Gmail is not documented, the stricter reading (docs/local-workspace.md).
 */
import type { EpochMs, Store } from '../kernel/contract';
import { addressKey, headerValue, messageIds, readAddresses } from './header-text';
import { isAttachment, type MimePart, walkParts } from './mime-tree';

/** What the index keeps of one message, so that lists and threads need no bytes. Times are epoch ms. */
export interface MessageRecord {
  readonly id: string;
  readonly threadId: string;
  readonly account: string;
  historyId: number;
  labelIds: string[];
  /** When Google took it in; for an imported message what its importer said. */
  readonly internalDate: EpochMs;
  /** When the mailbox got it: search finds it a while later. */
  readonly addedAt: EpochMs;
  readonly messageId: string;
  readonly subject: string;
  readonly from: string;
  /** To and Cc as decoded text. */
  readonly recipients: string;
  readonly hasAttachment: boolean;
  readonly size: number;
  /** SMTP envelope: who sent it and which address of this mailbox it was for. */
  readonly envelope: { readonly from: string; readonly to: string };
}

/** `[historyId, message id, when]` of one addition. */
type HistoryEntry = [historyId: number, messageId: string, at: EpochMs];

interface MailboxDocument {
  address: string;
  historyId: number;
  messages: string[];
  history: HistoryEntry[];
  /** Highest history id that was dropped: a position before it is refused. */
  droppedUpTo: number;
}

export interface NewMessage {
  readonly raw: Buffer;
  readonly tree: MimePart;
  readonly at: EpochMs;
  readonly internalDate: EpochMs;
  readonly labelIds: readonly string[];
  readonly envelope: { readonly from: string; readonly to: string };
  /** The thread's id, 'own' to open one, 'cited' to join what it cites whatever its subject; else References and subject say. */
  readonly thread?: string;
}

/** History older than this is refused: Google promises "at least a week" at best. */
export const HISTORY_DAYS = 7;
const DAY_MS = 24 * 3600_000;

const KIND = 'mailbox';
const MESSAGE_KIND = 'mail';

/** Reply and forward marks in the languages that Gmail and Outlook write; the tag `[CONS-…]` is part of the subject. */
const REPLY_MARK = /^(?:re|r[eé]p|r[eé]f|aw|sv|fwd?|tr|wg)\s{0,2}(?:\[\d+\])?\s{0,2}[:：]\s*/i;

/** The subject without reply marks, spaces collapsed, lower case: what threads compare. */
export function threadSubject(subject: string): string {
  let text = subject.replace(/\s+/g, ' ').trim();
  for (let mark = REPLY_MARK.exec(text); mark; mark = REPLY_MARK.exec(text)) text = text.slice(mark[0].length);
  return text.toLowerCase();
}

function rawName(id: string): string {
  return `mail/${id}.eml`;
}

export class Mailbox {
  readonly address: string;
  readonly #store: Store;

  constructor(store: Store, address: string) {
    this.#store = store;
    this.address = addressKey(address);
  }

  #document(): MailboxDocument {
    return (
      this.#store.get<MailboxDocument>(KIND, this.address) ??
      this.#store.put<MailboxDocument>(KIND, this.address, {
        address: this.address,
        historyId: 1000,
        messages: [],
        history: [],
        droppedUpTo: 0,
      })
    );
  }

  /** Every message in the order of arrival. */
  messages(): MessageRecord[] {
    // A look at a box that never got anything must not make one.
    const known = this.#store.get<MailboxDocument>(KIND, this.address);
    return known?.messages.flatMap(id => this.find(id) ?? []) ?? [];
  }

  get size(): number {
    return this.#store.get<MailboxDocument>(KIND, this.address)?.messages.length ?? 0;
  }

  find(id: string): MessageRecord | undefined {
    const record = this.#store.get<MessageRecord>(MESSAGE_KIND, id);
    return record?.account === this.address ? record : undefined;
  }

  /** The very bytes; throws when the store lost them. */
  raw(id: string): Buffer {
    const raw = this.find(id) && this.#store.readBytes(rawName(id));
    if (!raw) throw new Error(`The bytes of message ${id} are missing from the workspace.`);
    return raw;
  }

  hasThread(threadId: string): boolean {
    return this.#document().messages.some(id => this.find(id)?.threadId === threadId);
  }

  /**
   * The thread that a message joins: it cites a message of this mailbox (nearest first) and has the same subject.
   * Google's own delivery reports join it whatever their subject.
   */
  threadOf(tree: MimePart, anySubject = false): string | undefined {
    const cited = [
      ...messageIds(headerValue(tree.headers, 'In-Reply-To')).slice(0, 20),
      ...messageIds(headerValue(tree.headers, 'References')).reverse().slice(0, 200),
    ];
    if (cited.length === 0) return undefined;
    const subject = threadSubject(headerValue(tree.headers, 'Subject') ?? '');
    const wanted = new Set(cited);
    const found = this.messages().filter(message => wanted.has(message.messageId));
    for (const id of cited) {
      const match = found.find(
        message => message.messageId === id && (anySubject || threadSubject(message.subject) === subject),
      );
      if (match) return match.threadId;
    }
    return undefined;
  }

  /** Stores a message, gives it its id, thread and history record. */
  add(message: NewMessage): MessageRecord {
    const box = this.#document();
    const id = this.#newId(message.at);
    const { headers } = message.tree;
    const record: MessageRecord = {
      id,
      threadId: this.#threadFor(message) ?? id,
      account: this.address,
      historyId: this.#nextHistoryId(box),
      labelIds: [...message.labelIds],
      internalDate: message.internalDate,
      addedAt: message.at,
      messageId: messageIds(headerValue(headers, 'Message-ID'))[0] ?? '',
      subject: headerValue(headers, 'Subject') ?? '',
      from: headerValue(headers, 'From') ?? '',
      recipients: [headerValue(headers, 'To'), headerValue(headers, 'Cc')].filter(Boolean).join(', '),
      hasAttachment: [...walkParts(message.tree)].some(part => part.filename !== '' && isAttachment(part)),
      size: message.raw.length,
      envelope: message.envelope,
    };
    this.#store.writeBytes(rawName(id), message.raw);
    this.#store.put(MESSAGE_KIND, id, record);
    box.messages.push(id);
    box.history.push([record.historyId, id, message.at]);
    this.#store.touch(KIND, this.address);
    return record;
  }

  /** undefined opens a thread of its own. */
  #threadFor({ thread, tree }: NewMessage): string | undefined {
    if (thread === 'own') return undefined;
    return thread === undefined || thread === 'cited' ? this.threadOf(tree, thread === 'cited') : thread;
  }

  /** Adds labels to a message that is already here: a mail to oneself is one message, in Sent and in the inbox. */
  addLabels(id: string, labelIds: readonly string[]): void {
    const record = this.find(id);
    if (!record) throw new Error(`No message ${id} in ${this.address}.`);
    record.labelIds.push(...labelIds.filter(label => !record.labelIds.includes(label)));
    this.#store.touch(MESSAGE_KIND, id);
  }

  /** Takes a label off: a message that is read is no longer UNREAD. */
  removeLabel(id: string, labelId: string): void {
    const record = this.find(id);
    if (record === undefined || !record.labelIds.includes(labelId)) return;
    record.labelIds = record.labelIds.filter(label => label !== labelId);
    this.#store.touch(MESSAGE_KIND, id);
  }

  /** A person deletes a message for good: history still names it, `get` answers 404. */
  remove(id: string): void {
    const box = this.#document();
    box.messages = box.messages.filter(known => known !== id);
    this.#store.remove(MESSAGE_KIND, id);
    this.#store.touch(KIND, this.address);
  }

  currentHistoryId(): number {
    return this.#document().historyId;
  }

  /**
   * Additions after `start`, oldest first, or 'gone' when `start` lies in the future or before what is still kept
   * at `now` (seven days).
   */
  additionsSince(start: number, now: EpochMs): { historyId: number; id: string }[] | 'gone' {
    const box = this.#document();
    const kept = box.history.findIndex(([, , at]) => at > now - HISTORY_DAYS * DAY_MS);
    const expired = kept === -1 ? box.history : box.history.slice(0, kept);
    const dropped = Math.max(box.droppedUpTo, expired.at(-1)?.[0] ?? 0);
    if (start > box.historyId || start < dropped || start < 1000) return 'gone';
    return box.history.filter(([historyId]) => historyId > start).map(([historyId, id]) => ({ historyId, id }));
  }

  /** Google drops its history now ("in some rare circumstances … a few hours"): every earlier position is refused. */
  dropHistory(): void {
    const box = this.#document();
    box.historyId = this.#nextHistoryId(box);
    box.droppedUpTo = box.historyId;
    this.#store.touch(KIND, this.address);
  }

  /** History ids grow with gaps, as Gmail's do. */
  #nextHistoryId(box: MailboxDocument): number {
    box.historyId += 1 + ((box.historyId * 7919) % 37);
    return box.historyId;
  }

  /** Gmail's ids are the time in ms, then 20 bits, in hexadecimal; here those bits count, so that ids never collide. */
  #newId(at: EpochMs): string {
    const serial = Number(/(\d+)$/.exec(this.#store.newId('mail'))?.[1] ?? '0');
    return ((BigInt(Math.trunc(at)) << 20n) + BigInt(serial % (1 << 20))).toString(16);
  }
}

/** The recipients that a message names in To, Cc and Bcc, without doubles. */
export function namedRecipients(tree: MimePart): string[] {
  const fields = tree.headers.filter(field => ['to', 'cc', 'bcc'].includes(field.name.toLowerCase()));
  const addresses = fields.flatMap(field => readAddresses(field.value)).map(entry => addressKey(entry.address));
  return [...new Set(addresses)];
}
