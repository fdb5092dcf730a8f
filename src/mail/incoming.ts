/** An incoming message as the rest of the folder reads it: headers in order, one text, its files, what a report returns. */
import { type Mailbox, parseMailboxes } from './address';
import { decodeText } from './charset';
import { decodeEncodedWords, parseParameters } from './encoded-words';
import { bodyBytes } from './gmail-body';
import type { GmailMessageResource, GmailPart } from './gmail-message';
import { textOfHtml } from './html-text';

export interface Header {
  /** In lower case. */
  readonly name: string;
  /** Unfolded; encoded words not read. */
  readonly value: string;
}

export interface IncomingAttachment {
  readonly name: string;
  readonly mimeType: string;
  /** Bytes, as Gmail says. */
  readonly size: number;
  /** '' when Gmail gave the content with the message. */
  readonly attachmentId: string;
  /** An image that the HTML body shows, or a signature of the message: not a document somebody joined. */
  readonly decorative: boolean;
}

/** What a delivery or reading report says. */
export interface MailReport {
  readonly kind: 'delivery' | 'disposition';
  /** Groups of fields: the first is about the message, each other about one recipient. */
  readonly groups: readonly (readonly Header[])[];
}

export interface IncomingMessage {
  readonly id: string;
  readonly threadId: string;
  readonly labelIds: readonly string[];
  /** Gmail's reception time in epoch milliseconds; NaN when Gmail gave none. */
  readonly internalDate: number;
  /** What Google's own topmost Received header says, in epoch milliseconds; undefined when there is none. */
  readonly receivedAt: number | undefined;
  readonly headers: readonly Header[];
  readonly from: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly replyTo: readonly Mailbox[];
  /** Every address the message was sent or delivered to: To, Cc, Delivered-To, X-Original-To. */
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly messageId: string;
  /** Message-IDs of In-Reply-To and References, angle brackets included, each once. */
  readonly references: readonly string[];
  readonly contentType: string;
  readonly contentTypeParameters: ReadonlyMap<string, string>;
  /** The body as text; from the HTML when there is no plain text. '' when there is neither. */
  readonly text: string;
  readonly attachments: readonly IncomingAttachment[];
  readonly report: MailReport | undefined;
  /** Headers of the message that a report returns; empty when it returns none. */
  readonly returnedHeaders: readonly Header[];
  /** Whether something was left unread because of its size. */
  readonly truncated: boolean;
}

const TEXT_LIMIT = 200_000;
const PARTS_LIMIT = 300;
const DEPTH_LIMIT = 30;
const HEADERS_LIMIT = 500;
const HEADER_LIMIT = 20_000;
const SUBJECT_LIMIT = 2_000;
const REFERENCES_LIMIT = 100;

/** The value of the first header of a name (lower case), undefined when absent. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers.find(header => header.name === name)?.value;
}

/** Reads a message of the Gmail API (format full). Tolerant: never fails, whatever the parts hold; sizes are capped. */
export function parseIncoming(resource: GmailMessageResource): IncomingMessage {
  const payload = resource.payload ?? {};
  const headers = headersOf(payload);
  const reading = new BodyReading();
  reading.read(payload, 0, undefined);
  const mailboxes = (name: string): Mailbox[] =>
    headers.filter(header => header.name === name).flatMap(header => parseMailboxes(header.value));
  const contentType = parseParameters(headerValue(headers, 'content-type') ?? payload.mimeType ?? '');
  return {
    id: resource.id ?? '',
    threadId: resource.threadId ?? '',
    labelIds: [...(resource.labelIds ?? [])],
    internalDate: Number(resource.internalDate ?? Number.NaN),
    receivedAt: googleReceptionTime(headers),
    headers,
    from: mailboxes('from'),
    to: mailboxes('to'),
    replyTo: mailboxes('reply-to'),
    recipients: distinct(
      ['to', 'cc', 'delivered-to', 'x-original-to'].flatMap(mailboxes).map(({ address }) => address),
    ),
    subject: decodeEncodedWords((headerValue(headers, 'subject') ?? '').slice(0, SUBJECT_LIMIT)),
    messageId: messageIds(headerValue(headers, 'message-id') ?? '')[0] ?? '',
    references: distinct(
      ['in-reply-to', 'references'].flatMap(name => messageIds(headerValue(headers, name) ?? '')),
    ).slice(0, REFERENCES_LIMIT),
    contentType: contentType.value,
    contentTypeParameters: contentType.parameters,
    text: reading.text(),
    attachments: reading.attachments,
    report: reading.report,
    returnedHeaders: reading.returnedHeaders,
    truncated: reading.truncated,
  };
}

function headersOf(part: GmailPart): Header[] {
  return (part.headers ?? []).slice(0, HEADERS_LIMIT).map(({ name = '', value = '' }) => ({
    name: String(name).trim().toLowerCase(),
    value: unfolded(String(value).slice(0, HEADER_LIMIT)),
  }));
}

function unfolded(value: string): string {
  return value.replace(/[\r\n]+[ \t]?/g, ' ').trim();
}

function messageIds(value: string): string[] {
  return value.slice(0, HEADER_LIMIT).match(/<[^<>\s]{1,250}>/g) ?? [];
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** Whether a Received header says that Google wrote it: only above every other server's is it believed. */
export function isGoogleReceived(received: string): boolean {
  return /\bby (?:[a-z0-9.-]+\.google\.com|2002:[0-9a-f:]+|10\.\d)/i.test(received);
}

/** Time of the topmost Received header when Google wrote it; that of a foreign server proves nothing. */
function googleReceptionTime(headers: readonly Header[]): number | undefined {
  const received = headerValue(headers, 'received');
  if (received === undefined || !isGoogleReceived(received)) return undefined;
  const time = Date.parse(received.slice(received.lastIndexOf(';') + 1).trim());
  return Number.isNaN(time) ? undefined : time;
}

const SIGNATURE_TYPES = new Set([
  'application/pgp-signature',
  'application/pgp-keys',
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
]);

/** Where a part stands: in a body that shows images, or in a report. */
type Surrounding = 'related' | 'report' | undefined;

/** One walk over the parts, in order. */
class BodyReading {
  readonly attachments: IncomingAttachment[] = [];
  returnedHeaders: Header[] = [];
  report: MailReport | undefined;
  truncated = false;
  private parts = 0;
  private length = 0;
  private readonly texts: string[] = [];

  text(): string {
    return this.texts.join('\n\n');
  }

  /** Reads a part and what it holds; gives whether it brought text that is not blank. */
  read(part: GmailPart, depth: number, surrounding: Surrounding): boolean {
    this.parts += 1;
    if (this.parts > PARTS_LIMIT || depth > DEPTH_LIMIT) {
      this.truncated = true;
      return false;
    }
    const type = (part.mimeType ?? 'text/plain').toLowerCase();
    if (type === 'message/delivery-status' || type === 'message/global-delivery-status') {
      return this.readReport(part, 'delivery');
    }
    if (type === 'message/disposition-notification') return this.readReport(part, 'disposition');
    if (/^(?:text\/rfc822-headers|message\/global-headers)$/.test(type)) {
      this.returnedHeaders = parseFields(this.partText(part)).flat();
      return false;
    }
    if (/^message\/(?:rfc822|global)$/.test(type)) return this.readEnclosed(part, surrounding);
    if (isFile(part)) return this.keepFile(part, type, surrounding);
    // A multipart whose boundary never comes: its content is the text that somebody meant.
    if (type.startsWith('multipart/') && (part.parts ?? []).length === 0) return this.keepText(this.partText(part));
    if (type === 'multipart/alternative') return this.readAlternative(part, depth);
    if (type.startsWith('multipart/')) return this.readChildren(part, depth, surroundingOf(type, surrounding));
    if (type === 'text/html') return this.keepText(textOfHtml(this.partText(part)));
    if (type.startsWith('text/')) return this.keepText(this.partText(part));
    return this.keepFile(part, type, surrounding);
  }

  private readChildren(part: GmailPart, depth: number, surrounding: Surrounding): boolean {
    let found = false;
    for (const child of part.parts ?? []) found = this.read(child, depth + 1, surrounding) || found;
    return found;
  }

  /** The first version with text counts, plain text before HTML; files of every version are kept. */
  private readAlternative(part: GmailPart, depth: number): boolean {
    const children = part.parts ?? [];
    const isPlain = (child: GmailPart): boolean => (child.mimeType ?? '').toLowerCase() === 'text/plain';
    let found = false;
    for (const child of [...children.filter(isPlain), ...children.filter(child => !isPlain(child))]) {
      const [count, length] = [this.texts.length, this.length];
      const brought = this.read(child, depth + 1, undefined);
      if (found) {
        this.texts.splice(count);
        this.length = length;
      }
      found = found || brought;
    }
    return found;
  }

  private readReport(part: GmailPart, kind: MailReport['kind']): boolean {
    const children = part.parts ?? [];
    const own = parseFields(this.partText(part));
    // Gmail nests the fields in child parts, as their body or as their headers; other servers leave them in place.
    const nested = children.flatMap(child => [headersOf(child), ...parseFields(this.partText(child))]);
    const groups = [...own, ...nested].filter(group => group.length > 0);
    this.report ??= { kind, groups };
    return false;
  }

  private readEnclosed(part: GmailPart, surrounding: Surrounding): boolean {
    const inner = part.parts?.[0];
    const headers = inner === undefined ? (parseFields(this.partText(part))[0] ?? []) : headersOf(inner);
    if (surrounding === 'report' || this.returnedHeaders.length === 0) this.returnedHeaders = headers;
    if (surrounding !== 'report') this.keepFile(part, 'message/rfc822', surrounding);
    return false;
  }

  private keepFile(part: GmailPart, type: string, surrounding: Surrounding): boolean {
    const headers = headersOf(part);
    const shown =
      type.startsWith('image/') && surrounding === 'related' && headerValue(headers, 'content-id') !== undefined;
    this.attachments.push({
      name: decodeEncodedWords(part.filename ?? '').trim(),
      mimeType: type,
      size: part.body?.size ?? 0,
      attachmentId: part.body?.attachmentId ?? '',
      decorative: shown || SIGNATURE_TYPES.has(type),
    });
    return false;
  }

  private keepText(text: string): boolean {
    const room = TEXT_LIMIT - this.length;
    if (text.length > room) this.truncated = true;
    const kept = text.slice(0, room);
    this.length += kept.length;
    if (kept !== '') this.texts.push(kept);
    return kept.trim() !== '';
  }

  private partText(part: GmailPart): string {
    const type = parseParameters(headerValue(headersOf(part), 'content-type') ?? '');
    return decodeText(bodyBytes(part.body?.data), type.parameters.get('charset') ?? '').replace(/\r\n?/g, '\n');
  }
}

function surroundingOf(type: string, outer: Surrounding): Surrounding {
  if (type === 'multipart/related') return 'related';
  return type === 'multipart/report' ? 'report' : outer;
}

/** A part that somebody joined: it has a file name, is disposed as an attachment, or is too big for Gmail to give at once. */
function isFile(part: GmailPart): boolean {
  const type = (part.mimeType ?? '').toLowerCase();
  if (type.startsWith('multipart/')) return false;
  if ((part.filename ?? '') !== '' || (part.body?.attachmentId ?? '') !== '') return true;
  return /^attachment\b/i.test(headerValue(headersOf(part), 'content-disposition') ?? '');
}

/** Groups of `Name: value` lines parted by blank lines, continued lines joined; other lines are left out. */
function parseFields(text: string): Header[][] {
  const groups: Header[][] = [[]];
  for (const line of text.slice(0, TEXT_LIMIT).split('\n')) {
    const group = groups[groups.length - 1] ?? [];
    const last = group[group.length - 1];
    if (line.trim() === '') {
      if (group.length > 0) groups.push([]);
    } else if (/^[ \t]/.test(line) && last !== undefined) {
      group[group.length - 1] = { name: last.name, value: `${last.value} ${line.trim()}` };
    } else {
      const colon = line.indexOf(':');
      const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
      if (/^[a-z][a-z0-9-]{0,60}$/.test(name)) group.push({ name, value: line.slice(colon + 1).trim() });
    }
  }
  return groups.filter(group => group.length > 0);
}
