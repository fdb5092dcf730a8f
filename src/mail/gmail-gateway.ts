/** The only door to the mailbox: the Gmail advanced service, handed in; pages followed, errors sorted, bytes converted. */
import { signedBytes } from './bytes';
import { bodyBytes } from './gmail-body';
import type { GmailMessageResource } from './gmail-message';
import { gmail as wording } from './wording';

/** What the gateway uses of the Gmail advanced service; the global `Gmail` of Apps Script fits. */
export interface GmailService {
  readonly Users?: GmailUsers | undefined;
}

interface GmailUsers {
  getProfile(userId: string): {
    emailAddress?: string | undefined;
    historyId?: string | undefined;
  };
  readonly History?: { list(userId: string, options: object): HistoryPage } | undefined;
  readonly Messages?: GmailMessages | undefined;
  readonly Settings?: { readonly SendAs?: { list(userId: string): SendAsList } | undefined } | undefined;
}

interface GmailMessages {
  get(userId: string, id: string, options: object): GmailMessageResource;
  list(userId: string, options: object): MessagePage;
  send(resource: SendResource, userId: string): SentResource;
  send(resource: SendResource, userId: string, media: unknown): SentResource;
  readonly Attachments?:
    | { get(userId: string, messageId: string, id: string): { data?: unknown; size?: number | undefined } }
    | undefined;
}

interface SendResource {
  raw?: unknown;
  threadId?: string | undefined;
}

interface SentResource {
  id?: string | undefined;
  threadId?: string | undefined;
}

interface HistoryPage {
  historyId?: string | undefined;
  nextPageToken?: string | undefined;
  history?: readonly { messagesAdded?: readonly { message?: ListedResource | undefined }[] | undefined }[] | undefined;
}

interface MessagePage {
  nextPageToken?: string | undefined;
  messages?: readonly ListedResource[] | undefined;
}

interface ListedResource {
  id?: string | undefined;
  threadId?: string | undefined;
  labelIds?: readonly string[] | undefined;
}

interface SendAsList {
  sendAs?:
    | readonly {
        sendAsEmail?: string | undefined;
        isPrimary?: boolean | undefined;
        verificationStatus?: string | undefined;
      }[]
    | undefined;
}

/** A message as lists give it; `labelIds` is empty where the list does not say. */
export interface ListedMessage {
  readonly id: string;
  readonly threadId: string;
  readonly labelIds: readonly string[];
}

/** What was added since a history id, and the id to start from next time; `expired` when Gmail has forgotten that id. */
export type HistoryReading =
  | { readonly kind: 'read'; readonly added: readonly ListedMessage[]; readonly historyId: string }
  | { readonly kind: 'expired' };

/**
 * What became of a send. `uncertain`: it may have left (5xx, time-out, no answer), so it must not be sent again before
 * SENT has been looked at. `quota`: Gmail's limit, nothing left. `refused`: this message will never leave as it is.
 * `reason` is for the screen, `error` is what Gmail said, for the log.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly id: string; readonly threadId: string }
  | { readonly kind: 'quota' | 'uncertain' | 'refused'; readonly reason: string; readonly error: string };

/** Above this size a message goes as media, not inside the request (about 5 MB of base64 is where Gmail fails). */
const MEDIA_THRESHOLD_BYTES = 3 * 1024 * 1024;
const PAGE_SIZE = 500;
const PAGES_MAX = 200;
const ME = 'me';

/** A member of the advanced service is absent: the service is not enabled in this project. */
export class GmailServiceMissing extends Error {
  readonly code = 'GMAIL_SERVICE_MISSING';
  constructor(member: string) {
    super(`Gmail advanced service: ${member} is missing`);
    this.name = 'GmailServiceMissing';
  }
}

/**
 * The mailbox of the account that runs.
 * @param service the global `Gmail`, or undefined when it is not enabled
 * @param newBlob makes a blob of signed bytes and a media type (`Utilities.newBlob`)
 */
export class GmailGateway {
  constructor(
    private readonly service: GmailService | undefined,
    private readonly newBlob: (bytes: number[], type: string) => unknown,
  ) {}

  /** Address of the account, lower case, and the mailbox's present history id. */
  profile(): { readonly address: string; readonly historyId: string } {
    const { emailAddress = '', historyId = '' } = this.users().getProfile(ME);
    return { address: emailAddress.toLowerCase(), historyId: String(historyId) };
  }

  /** Messages added since `historyId`, each once, in order, whatever their label: the caller skips SENT and DRAFT. */
  historySince(historyId: string): HistoryReading {
    return this.readHistory({ startHistoryId: historyId, historyTypes: ['messageAdded'], maxResults: PAGE_SIZE });
  }

  /** Messages added to SENT since `historyId`: the proof that a mail left or not. */
  sentSince(historyId: string): HistoryReading {
    return this.readHistory({
      startHistoryId: historyId,
      historyTypes: ['messageAdded'],
      labelId: 'SENT',
      maxResults: PAGE_SIZE,
    });
  }

  private readHistory(options: object): HistoryReading {
    const history = this.users().History;
    if (history === undefined) throw new GmailServiceMissing('Users.History');
    const added = new Map<string, ListedMessage>();
    let historyId = '';
    let pageToken: string | undefined;
    try {
      for (let page = 0; page < PAGES_MAX; page += 1) {
        const read = history.list(ME, pageToken === undefined ? options : { ...options, pageToken });
        historyId = String(read.historyId ?? historyId);
        for (const record of read.history ?? []) {
          for (const { message } of record.messagesAdded ?? []) keep(added, message);
        }
        pageToken = read.nextPageToken;
        if (pageToken === undefined || pageToken === '') break;
      }
    } catch (error) {
      if (statusOf(error) === 404) return { kind: 'expired' };
      throw error;
    }
    return { kind: 'read', added: [...added.values()], historyId };
  }

  /** Messages received since an instant in epoch seconds, spam and trash included, each once. */
  listSince(epochSeconds: number): ListedMessage[] {
    const found = new Map<string, ListedMessage>();
    const options = { q: `after:${Math.floor(epochSeconds)}`, includeSpamTrash: true, maxResults: PAGE_SIZE };
    let pageToken: string | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const read = this.messages().list(ME, pageToken === undefined ? options : { ...options, pageToken });
      for (const message of read.messages ?? []) keep(found, message);
      pageToken = read.nextPageToken;
      if (pageToken === undefined || pageToken === '') break;
    }
    return [...found.values()];
  }

  /** A message with its parts, undefined when it has been deleted since it was listed. */
  getMessage(id: string): GmailMessageResource | undefined {
    return this.get(id, { format: 'full' });
  }

  /** A message with the named headers only, for the comparison of tokens. */
  getHeaders(id: string, names: readonly string[]): GmailMessageResource | undefined {
    return this.get(id, { format: 'metadata', metadataHeaders: [...names] });
  }

  private get(id: string, options: object): GmailMessageResource | undefined {
    try {
      return this.messages().get(ME, id, options);
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  /** Bytes (0 to 255) of an attachment. */
  attachment(messageId: string, attachmentId: string): Uint8Array {
    const attachments = this.messages().Attachments;
    if (attachments === undefined) throw new GmailServiceMissing('Users.Messages.Attachments');
    return bodyBytes(attachments.get(ME, messageId, attachmentId).data);
  }

  /** Addresses this account may send as: its own and those whose verification is done. Lower case. */
  sendAs(): string[] {
    const sendAs = this.users().Settings?.SendAs;
    if (sendAs === undefined) throw new GmailServiceMissing('Users.Settings.SendAs');
    return (sendAs.list(ME).sendAs ?? [])
      .filter(entry => entry.isPrimary === true || entry.verificationStatus === 'accepted')
      .map(entry => (entry.sendAsEmail ?? '').toLowerCase())
      .filter(address => address !== '');
  }

  /** Sends composed bytes, in `threadId` when given. Never throws for what Gmail answers: the outcome says it. */
  send(message: Uint8Array, options: { readonly threadId?: string } = {}): SendOutcome {
    const messages = this.messages();
    const bytes = signedBytes(message);
    const resource: SendResource = options.threadId === undefined ? {} : { threadId: options.threadId };
    try {
      const { id = '', threadId = '' } =
        message.length > MEDIA_THRESHOLD_BYTES
          ? messages.send(resource, ME, this.newBlob(bytes, 'message/rfc822'))
          : messages.send({ ...resource, raw: bytes }, ME);
      return id === '' ? failure('uncertain', 'no message id') : { kind: 'sent', id, threadId };
    } catch (error) {
      return failure(sendFailure(error), messageOf(error));
    }
  }

  private users(): GmailUsers {
    if (this.service?.Users === undefined) throw new GmailServiceMissing('Users');
    return this.service.Users;
  }

  private messages(): GmailMessages {
    const { Messages } = this.users();
    if (Messages === undefined) throw new GmailServiceMissing('Users.Messages');
    return Messages;
  }
}

function keep(found: Map<string, ListedMessage>, message: ListedResource | undefined): void {
  if (message?.id === undefined || message.id === '') return;
  found.set(message.id, { id: message.id, threadId: message.threadId ?? '', labelIds: [...(message.labelIds ?? [])] });
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}

/** HTTP status that an error of the advanced service carries, in its details or in its sentence; undefined when it says none. */
function statusOf(error: unknown): number | undefined {
  if (typeof error === 'object' && error !== null && 'details' in error) {
    const { details } = error;
    if (typeof details === 'object' && details !== null && 'code' in details && typeof details.code === 'number') {
      return details.code;
    }
  }
  const message = messageOf(error);
  const stated = /(?:\bcode:? |\berror |\bstatus |\bHTTP )(\d{3})\b/i.exec(message);
  if (stated !== null) return Number(stated[1]);
  return /not found|notFound/i.test(message) ? 404 : undefined;
}

function failure(kind: 'quota' | 'uncertain' | 'refused', error: string): SendOutcome {
  return { kind, reason: wording[kind], error };
}

/** Sorts a failed send: only an answer that proves nothing left is `quota` or `refused`; everything else stays uncertain. */
function sendFailure(error: unknown): 'quota' | 'uncertain' | 'refused' {
  const status = statusOf(error);
  const message = messageOf(error);
  if (status !== undefined && status >= 500) return 'uncertain';
  if (status === 408) return 'uncertain';
  if (
    status === 429 ||
    /\b(?:rate|quota|limit) exceeded|limit for sending mail|too many (?:times|concurrent)|rateLimitExceeded/i.test(
      message,
    )
  ) {
    return 'quota';
  }
  if (status !== undefined && status >= 400) return 'refused';
  return /invalid|recipient address required|not authorized|permission|forbidden|precondition/i.test(message)
    ? 'refused'
    : 'uncertain';
}
