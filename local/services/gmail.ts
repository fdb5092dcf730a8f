/**
 * The advanced service `Gmail` over the local post office. The mailbox is always that of the account the execution runs as.
 * Errors carry what Google's carry: `name` GoogleJsonResponseException, the sentence, and `details.code`.
 */

import { bytesOf, signedBytes } from '../kernel/bytes';
import { type Clock, type EpochMs, type Execution, ScriptError, ServiceObject } from '../kernel/contract';
import { addressKey } from '../post/header-text';
import { parseQuery, type Query, type Searchable, UnknownOperator } from '../post/mail-search';
import type { Mailbox, MessageRecord } from '../post/mailbox';
import { isAttachment, type MimePart, partText, readableText, walkParts } from '../post/mime-tree';
import { type PostOffice, SendRefused } from '../post/post-office';

/** A message handed over as a string or as bytes fails from this size; as media it may reach 25 MB. */
export const MAX_RAW_BYTES = 5 * 1024 * 1024;
/** A text part larger than this is given as an attachment id, to be fetched. */
export const MAX_INLINE_BYTES = 1024 * 1024;
/** Search finds a message this long after it came (lag of minutes; list by label or history do not lag). */
export const SEARCH_LAG_MS = 3 * 60_000;

/** What the script may read of an error: `error.details.code` is the HTTP status. */
export interface ErrorDetails {
  readonly code: number;
  readonly message: string;
  readonly errors: readonly { readonly reason: string; readonly domain: string; readonly message: string }[];
}

/** An error of a Google API as Apps Script throws it; `details` is part of what the script sees. */
export class GoogleJsonError extends ScriptError {
  readonly details: ErrorDetails;
  constructor(method: string, code: number, reason: string, message: string) {
    super(`API call to ${method} failed with error: ${message}`, 'GoogleJsonResponseException');
    this.details = { code, message, errors: [{ reason, domain: 'global', message }] };
  }
}

/** A blob of Utilities.newBlob, as far as an upload reads it. */
interface MediaBlob {
  getBytes(): number[];
  getContentType(): string | null;
}

type Options = Readonly<Record<string, unknown>>;

interface PartBody {
  size: number;
  /** Signed bytes, as Apps Script gives them. */
  data?: number[];
  attachmentId?: string;
}

export interface MessagePart {
  partId: string;
  mimeType: string;
  filename: string;
  headers: { name: string; value: string }[];
  body: PartBody;
  parts?: MessagePart[];
}

export interface Message {
  id: string;
  threadId: string;
  labelIds?: string[];
  snippet?: string;
  historyId?: string;
  internalDate?: string;
  sizeEstimate?: number;
  payload?: Partial<MessagePart>;
  raw?: number[];
}

/** One API method of one execution: counts the call, checks whose mailbox is asked for, throws Google's errors. */
class Caller {
  readonly #execution: Execution;
  readonly #post: PostOffice;
  readonly #clock: Clock;

  constructor(execution: Execution, post: PostOffice, clock: Clock) {
    this.#execution = execution;
    this.#post = post;
    this.#clock = clock;
  }

  get post(): PostOffice {
    return this.#post;
  }

  now(): EpochMs {
    return this.#clock.now();
  }

  /** Counts the call as `Gmail.<counted>`, then gives the caller's mailbox. `method` is the API's own name. */
  begin(counted: string, method: string, userId: unknown): Mailbox {
    this.#execution.requireService('Gmail');
    this.#execution.count(`Gmail.${counted}`);
    const own = this.#execution.effectiveUser;
    if (userId !== 'me' && (typeof userId !== 'string' || addressKey(userId) !== addressKey(own))) {
      throw new GoogleJsonError(method, 403, 'forbidden', `Delegation denied for ${own}`);
    }
    return this.#post.mailbox(own);
  }

  get account(): string {
    return this.#execution.effectiveUser;
  }
}

function notFound(method: string): GoogleJsonError {
  return new GoogleJsonError(method, 404, 'notFound', 'Requested entity was not found.');
}

function invalid(method: string, message: string): GoogleJsonError {
  return new GoogleJsonError(method, 400, 'invalid', message);
}

/** Options of a call; a name that the method does not know is refused rather than ignored. */
function readOptions(method: string, given: unknown, known: readonly string[]): Options {
  if (given === undefined || given === null) return {};
  if (typeof given !== 'object' || Array.isArray(given)) throw invalid(method, 'Invalid optional arguments');
  const options: Options = Object.fromEntries(Object.entries(given));
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) throw invalid(method, `Unknown name "${name}": Cannot bind query parameter.`);
  }
  return options;
}

function stringList(method: string, name: string, value: unknown): string[] {
  if (value === undefined) return [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (!list.every(item => typeof item === 'string')) throw invalid(method, `Invalid value at '${name}'`);
  return list.filter(item => typeof item === 'string');
}

/** maxResults: default 100, at most 500. */
function pageSize(method: string, value: unknown): number {
  if (value === undefined) return 100;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw invalid(method, `Invalid value at 'max_results' (TYPE_UINT32), ${JSON.stringify(value)}`);
  }
  return Math.min(value, 500);
}

/** A page token holds where the page starts and what it is a page of: it cannot serve another question. */
function readPageToken(method: string, token: unknown, question: string): number {
  if (token === undefined || token === null || token === '') return 0;
  const [start = '', asked] = Buffer.from(String(token), 'base64url').toString('utf8').split('\n');
  if (asked !== question || !/^\d+$/.test(start)) throw invalid(method, 'Invalid pageToken');
  return Number(start);
}

function pageToken(start: number, question: string): string {
  return Buffer.from(`${start}\n${question}`, 'utf8').toString('base64url');
}

function findMessage(box: Mailbox, method: string, id: unknown): MessageRecord {
  if (typeof id !== 'string' || !/^[0-9a-f]{10,20}$/.test(id)) throw invalid(method, 'Invalid id value');
  const record = box.find(id);
  if (!record) throw notFound(method);
  return record;
}

/** Attachment ids are opaque and change from one call to the next: nobody may keep one. */
function attachmentId(record: MessageRecord, part: MimePart, now: EpochMs): string {
  return `ANGjdJ${Buffer.from(`${record.id}\n${part.partId}\n${now}\n${'.'.repeat(120)}`).toString('base64url')}`;
}

function partOfAttachmentId(id: string, messageId: string): string | undefined {
  if (!id.startsWith('ANGjdJ')) return undefined;
  const [owner, partId] = Buffer.from(id.slice(6), 'base64url').toString('utf8').split('\n');
  return owner === messageId ? partId : undefined;
}

/** Text of the message is given as UTF-8 whatever its charset (the header keeps the old name); files are given as they are. */
function bodyBytes(part: MimePart): Buffer {
  return isAttachment(part) ? part.body : Buffer.from(partText(part), 'utf8');
}

function partBody(record: MessageRecord, part: MimePart, now: EpochMs): PartBody {
  const container = part.parts.length > 0 && part.mimeType.startsWith('multipart/');
  if (container) return { size: 0 };
  const bytes = bodyBytes(part);
  if (isAttachment(part) || bytes.length > MAX_INLINE_BYTES) {
    return { attachmentId: attachmentId(record, part, now), size: bytes.length };
  }
  return bytes.length === 0 ? { size: 0 } : { size: bytes.length, data: signedBytes(bytes) };
}

function messagePart(record: MessageRecord, part: MimePart, now: EpochMs): MessagePart {
  return {
    partId: part.partId,
    mimeType: part.mimeType,
    filename: part.filename,
    headers: part.headers.map(({ name, value }) => ({ name, value })),
    body: partBody(record, part, now),
    ...(part.parts.length === 0 ? {} : { parts: part.parts.map(child => messagePart(record, child, now)) }),
  };
}

const HTML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function snippet(tree: MimePart): string {
  const text = readableText(tree).slice(0, 2000).split(/\s+/).join(' ').trim();
  return Array.from(text)
    .slice(0, 200)
    .map(char => HTML_ESCAPES[char] ?? char)
    .join('');
}

/** Gmail.Users.Messages.Attachments */
class Attachments extends ServiceObject {
  static readonly scriptName = 'Gmail.Users.Messages.Attachments';
  readonly #caller: Caller;
  constructor(caller: Caller) {
    super();
    this.#caller = caller;
  }

  /** `{ size, data }`: signed bytes, transfer encoding undone. */
  get(userId: string, messageId: string, id: string): { size: number; data: number[] } {
    const method = 'gmail.users.messages.attachments.get';
    const box = this.#caller.begin('Users.Messages.Attachments.get', method, userId);
    const record = findMessage(box, method, messageId);
    const partId = typeof id === 'string' ? partOfAttachmentId(id, record.id) : undefined;
    if (partId === undefined) throw invalid(method, 'Invalid attachment token');
    for (const part of walkParts(this.#caller.post.tree(record))) {
      if (part.partId !== partId) continue;
      const bytes = bodyBytes(part);
      return { size: bytes.length, data: signedBytes(bytes) };
    }
    throw notFound(method);
  }
}

/** Gmail.Users.Messages */
class Messages extends ServiceObject {
  static readonly scriptName = 'Gmail.Users.Messages';
  readonly #caller: Caller;
  constructor(caller: Caller) {
    super();
    this.#caller = caller;
  }

  get Attachments(): Attachments {
    return new Attachments(this.#caller);
  }

  /** Sends `resource.raw`, or the media; gives `{ id, threadId, labelIds }`. */
  send(resource: Options | null, userId: string, mediaData?: MediaBlob): Message {
    const method = 'gmail.users.messages.send';
    this.#caller.begin('Users.Messages.send', method, userId);
    const fields = readResource(method, resource, ['raw', 'threadId']);
    const raw = mediaData ? readMedia(method, mediaData) : readRaw(method, fields.raw);
    const threadId = fields.threadId;
    if (threadId !== undefined && typeof threadId !== 'string') throw invalid(method, 'Invalid thread_id value');
    try {
      const record = this.#caller.post.sendFrom(this.#caller.account, raw, threadId || undefined);
      return { id: record.id, threadId: record.threadId, labelIds: [...record.labelIds] };
    } catch (error) {
      if (error instanceof SendRefused) throw new GoogleJsonError(method, error.code, error.reason, error.message);
      throw error;
    }
  }

  get(userId: string, id: string, optionalArgs?: Options): Message {
    const method = 'gmail.users.messages.get';
    const box = this.#caller.begin('Users.Messages.get', method, userId);
    const options = readOptions(method, optionalArgs, ['format', 'metadataHeaders']);
    const record = findMessage(box, method, id);
    const format = options.format ?? 'full';
    const tree = this.#caller.post.tree(record);
    const message: Message = {
      id: record.id,
      threadId: record.threadId,
      labelIds: [...record.labelIds],
      snippet: snippet(tree),
      historyId: String(record.historyId),
      internalDate: String(record.internalDate),
      sizeEstimate: record.size,
    };
    switch (format) {
      case 'minimal':
        return message;
      case 'raw':
        return { ...message, raw: signedBytes(box.raw(record.id)) };
      case 'full':
        return { ...message, payload: messagePart(record, tree, this.#caller.now()) };
      case 'metadata': {
        const names = stringList(method, 'metadata_headers', options.metadataHeaders).map(name => name.toLowerCase());
        const headers = tree.headers
          .filter(field => names.length === 0 || names.includes(field.name.toLowerCase()))
          .map(({ name, value }) => ({ name, value }));
        return { ...message, payload: { mimeType: tree.mimeType, headers } };
      }
      default:
        throw invalid(
          method,
          `Invalid value at 'format' (type.googleapis.com/google.apps.gmail.v1.Format), "${format}"`,
        );
    }
  }

  /** Newest first. `q` does not find what came in the last three minutes; spam and trash only if asked for. */
  list(
    userId: string,
    optionalArgs?: Options,
  ): { messages?: { id: string; threadId: string }[]; nextPageToken?: string; resultSizeEstimate: number } {
    const method = 'gmail.users.messages.list';
    const box = this.#caller.begin('Users.Messages.list', method, userId);
    const known = ['q', 'labelIds', 'pageToken', 'maxResults', 'includeSpamTrash'];
    const options = readOptions(method, optionalArgs, known);
    const { pageToken: token, maxResults, ...asked } = options;
    const question = JSON.stringify(asked);
    const query = readQuery(method, options.q);
    const labels = stringList(method, 'label_ids', options.labelIds);
    const hidden = ['SPAM', 'TRASH'].filter(label => !labels.includes(label));
    const all = options.includeSpamTrash === true || query?.anywhere === true;
    const indexedUntil = this.#caller.now() - SEARCH_LAG_MS;
    const found = box
      .messages()
      .filter(message => labels.every(label => message.labelIds.includes(label)))
      .filter(message => all || !hidden.some(label => message.labelIds.includes(label)))
      .filter(message => !query || (message.addedAt <= indexedUntil && query.matches(searchable(message))))
      .sort((a, b) => b.internalDate - a.internalDate);
    const start = readPageToken(method, token, question);
    const end = start + pageSize(method, maxResults);
    const page = found.slice(start, end).map(({ id, threadId }) => ({ id, threadId }));
    return {
      ...(page.length === 0 ? {} : { messages: page }),
      ...(end < found.length ? { nextPageToken: pageToken(end, question) } : {}),
      resultSizeEstimate: found.length,
    };
  }
}

function searchable(record: MessageRecord): Searchable {
  return { ...record, at: record.internalDate };
}

function readQuery(method: string, q: unknown): Query | undefined {
  if (q === undefined || q === null || q === '') return undefined;
  try {
    return parseQuery(String(q));
  } catch (error) {
    if (!(error instanceof UnknownOperator)) throw error;
    throw invalid(method, `The local Workspace does not know this part of a search: ${error.message}`);
  }
}

function readResource(method: string, resource: unknown, known: readonly string[]): Options {
  if (resource === null || resource === undefined) return {};
  if (typeof resource !== 'object') throw invalid(method, 'Invalid JSON payload received.');
  const fields: Options = Object.fromEntries(Object.entries(resource));
  for (const name of Object.keys(fields)) {
    if (!known.includes(name)) {
      throw invalid(method, `Invalid JSON payload received. Unknown name "${name}" at 'message': Cannot find field.`);
    }
  }
  return fields;
}

function readRaw(method: string, raw: unknown): Buffer {
  if (raw === undefined || raw === null || raw === '' || (Array.isArray(raw) && raw.length === 0)) {
    throw invalid(method, "'raw' RFC822 payload message string or uploading message via /upload/* URL required");
  }
  const bytes = rawBytes(method, raw);
  if (bytes.length > MAX_RAW_BYTES) {
    throw new GoogleJsonError(method, 413, 'uploadTooLarge', 'Request Entity Too Large');
  }
  return bytes;
}

function rawBytes(method: string, raw: unknown): Buffer {
  if (typeof raw === 'string') {
    if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(raw)) {
      throw invalid(method, "Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed");
    }
    return Buffer.from(raw, 'base64url');
  }
  try {
    return bytesOf(raw);
  } catch {
    throw invalid(method, "Invalid value at 'message.raw' (TYPE_BYTES)");
  }
}

function readMedia(method: string, blob: MediaBlob): Buffer {
  const type = blob.getContentType();
  if (type !== 'message/rfc822') {
    throw invalid(method, `Media type '${type ?? ''}' is not supported. Valid media types: [message/rfc822]`);
  }
  return bytesOf(blob.getBytes());
}

export interface HistoryRecord {
  id: string;
  messages: { id: string; threadId: string }[];
  messagesAdded?: { message: { id: string; threadId: string; labelIds: string[] } }[];
}

/** Gmail.Users.History */
class History extends ServiceObject {
  static readonly scriptName = 'Gmail.Users.History';
  readonly #caller: Caller;
  constructor(caller: Caller) {
    super();
    this.#caller = caller;
  }

  /**
   * Additions since `startHistoryId`, oldest first; 404 when that id is older than a week or not yet reached.
   * `history` is absent when there is none. Every page needs the same `startHistoryId`.
   */
  list(
    userId: string,
    optionalArgs?: Options,
  ): { history?: HistoryRecord[]; historyId: string; nextPageToken?: string } {
    const method = 'gmail.users.history.list';
    const box = this.#caller.begin('Users.History.list', method, userId);
    const known = ['startHistoryId', 'historyTypes', 'labelId', 'pageToken', 'maxResults'];
    const options = readOptions(method, optionalArgs, known);
    const given = options.startHistoryId;
    if (given === undefined) throw invalid(method, 'Missing required parameter: startHistoryId');
    const text = String(given);
    if (!/^\d{1,20}$/.test(text)) {
      throw invalid(method, `Invalid value at 'start_history_id' (TYPE_UINT64), ${JSON.stringify(text)}`);
    }
    const additions = box.additionsSince(Number(text), this.#caller.now());
    if (additions === 'gone') throw notFound(method);

    const types = stringList(method, 'history_types', options.historyTypes);
    const asksAdditions = types.length === 0 || types.includes('messageAdded');
    const label = options.labelId;
    const records = (asksAdditions ? additions : []).flatMap(({ historyId, id }) => {
      const record = historyRecord(box, historyId, id);
      const labelled = record.messagesAdded?.some(added => added.message.labelIds.includes(String(label)));
      return label === undefined || labelled ? [record] : [];
    });
    const question = `${text} ${types.join()} ${String(label)}`;
    const start = readPageToken(method, options.pageToken, question);
    const end = start + pageSize(method, options.maxResults);
    const page = records.slice(start, end);
    return {
      ...(page.length === 0 ? {} : { history: page }),
      historyId: String(box.currentHistoryId()),
      ...(end < records.length ? { nextPageToken: pageToken(end, question) } : {}),
    };
  }
}

/** A message deleted since then still stands in history, without its labels. */
function historyRecord(box: Mailbox, historyId: number, id: string): HistoryRecord {
  const message = box.find(id);
  const threadId = message?.threadId ?? id;
  return {
    id: String(historyId),
    messages: [{ id, threadId }],
    messagesAdded: [{ message: { id, threadId, labelIds: [...(message?.labelIds ?? [])] } }],
  };
}

/** Gmail.Users.Labels: the system labels only. */
class Labels extends ServiceObject {
  static readonly scriptName = 'Gmail.Users.Labels';
  readonly #caller: Caller;
  constructor(caller: Caller) {
    super();
    this.#caller = caller;
  }

  list(userId: string): { labels: { id: string; name: string; type: string }[] } {
    this.#caller.begin('Users.Labels.list', 'gmail.users.labels.list', userId);
    const ids = ['INBOX', 'SENT', 'DRAFT', 'SPAM', 'TRASH', 'UNREAD', 'STARRED', 'IMPORTANT'];
    return { labels: ids.map(id => ({ id, name: id, type: 'system' })) };
  }
}

export interface SendAs {
  sendAsEmail: string;
  displayName: string;
  isPrimary?: boolean;
  isDefault?: boolean;
  verificationStatus?: 'accepted' | 'pending';
}

/** Gmail.Users.Settings.SendAs */
class SendAsSettings extends ServiceObject {
  static readonly scriptName = 'Gmail.Users.Settings.SendAs';
  readonly #caller: Caller;
  constructor(caller: Caller) {
    super();
    this.#caller = caller;
  }

  /** The account's own address first (primary, without a verification status), then the others. */
  list(userId: string): { sendAs: SendAs[] } {
    this.#caller.begin('Users.Settings.SendAs.list', 'gmail.users.settings.sendAs.list', userId);
    const account = this.#caller.post.account(this.#caller.account);
    const own: SendAs = {
      sendAsEmail: account.address,
      displayName: account.displayName,
      isPrimary: true,
      isDefault: true,
    };
    const others = account.sendAs.map(
      (entry): SendAs => ({
        sendAsEmail: entry.address,
        displayName: entry.displayName,
        verificationStatus: entry.verified ? 'accepted' : 'pending',
      }),
    );
    return { sendAs: [own, ...others] };
  }
}

/** Gmail.Users.Settings */
class Settings extends ServiceObject {
  static readonly scriptName = 'Gmail.Users.Settings';
  readonly #caller: Caller;
  constructor(caller: Caller) {
    super();
    this.#caller = caller;
  }

  get SendAs(): SendAsSettings {
    return new SendAsSettings(this.#caller);
  }
}

/** Gmail.Users */
class Users extends ServiceObject {
  static readonly scriptName = 'Gmail.Users';
  readonly #caller: Caller;
  constructor(caller: Caller) {
    super();
    this.#caller = caller;
  }

  get Messages(): Messages {
    return new Messages(this.#caller);
  }

  get History(): History {
    return new History(this.#caller);
  }

  get Labels(): Labels {
    return new Labels(this.#caller);
  }

  get Settings(): Settings {
    return new Settings(this.#caller);
  }

  getProfile(userId: string): {
    emailAddress: string;
    messagesTotal: number;
    threadsTotal: number;
    historyId: string;
  } {
    const box = this.#caller.begin('Users.getProfile', 'gmail.users.getProfile', userId);
    return {
      emailAddress: box.address,
      messagesTotal: box.size,
      threadsTotal: new Set(box.messages().map(message => message.threadId)).size,
      historyId: String(box.currentHistoryId()),
    };
  }
}

/** The global `Gmail` of one execution. */
export class GmailService extends ServiceObject {
  static readonly scriptName = 'Gmail';
  readonly #caller: Caller;
  constructor(execution: Execution, post: PostOffice, clock: Clock) {
    super();
    this.#caller = new Caller(execution, post, clock);
  }

  get Users(): Users {
    return new Users(this.#caller);
  }
}
