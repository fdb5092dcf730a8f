/** Composes a message as RFC 5322 bytes: every header encoded and folded, no value able to add a header or a recipient. */
import type { Result } from '../scheme/result';
import { isSendableAddress, type Mailbox } from './address';
import { asciiBytes, type ByteList, base64Bytes, joinBytes, utf8Bytes } from './bytes';
import {
  encodedDisplayName,
  encodedHeaderText,
  folded,
  headerParameter,
  headerText,
  safeFileName,
} from './encoded-words';
import { composing } from './wording';

/** A file that goes with a message; `bytes` signed (as Apps Script's blobs give them) or unsigned. */
export interface MailAttachment {
  readonly name: string;
  /** Media type such as `application/pdf`. */
  readonly type: string;
  readonly bytes: ByteList;
}

/** A message to compose. Text uses any line ends; `text` is always sent, `html` beside it when given. */
export interface OutgoingMail {
  readonly from: Mailbox;
  readonly to: readonly string[];
  readonly replyTo?: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Headers beside the usual ones, such as `X-AICT-Token`; names in ASCII letters, digits and hyphens. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly MailAttachment[];
  /** Message-ID answered, angle brackets included. */
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  /** Makes the boundaries: the same token gives the same bytes. */
  readonly token: string;
}

/** Characters of a subject; the rest of an endless title stands in the letter's text. */
const SUBJECT_LIMIT = 250;
const QP_LINE = 76;
const MESSAGE_ID = /^<[!-;=?-~]{1,250}>$/;
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,80}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}$/i;
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,60}$/;
const OWN_HEADERS = new Set([
  'from',
  'sender',
  'to',
  'cc',
  'bcc',
  'reply-to',
  'subject',
  'in-reply-to',
  'references',
  'mime-version',
]);

/**
 * The message as 7-bit bytes, CRLF line ends. Refused with a French reason: no recipient, an address that is not one plain
 * address, a header or Message-ID that could be read otherwise than meant. Line ends inside a subject or a name become spaces.
 */
export function composeMessage(mail: OutgoingMail): Result<Uint8Array> {
  const refusal = refusalOf(mail);
  if (refusal !== undefined) return { ok: false, reason: refusal };
  const head = headerLines(mail).map(line => asciiBytes(`${line}\r\n`));
  return { ok: true, value: joinBytes([...head, ...entityBytes(entityOf(mail))]) };
}

function refusalOf(mail: OutgoingMail): string | undefined {
  if (mail.to.length === 0) return composing.noRecipient;
  const addresses = [mail.from.address, ...mail.to, ...(mail.replyTo === undefined ? [] : [mail.replyTo])];
  const wrong = addresses.find(address => !isSendableAddress(address));
  if (wrong !== undefined) return composing.badAddress(headerText(wrong));
  const badName = Object.keys(mail.headers ?? {}).find(
    name => !HEADER_NAME.test(name) || OWN_HEADERS.has(name.toLowerCase()) || name.toLowerCase().startsWith('content-'),
  );
  if (badName !== undefined) return composing.badHeader(headerText(badName));
  const ids = [...(mail.inReplyTo === undefined ? [] : [mail.inReplyTo]), ...(mail.references ?? [])];
  if (ids.some(id => !MESSAGE_ID.test(id))) return composing.badMessageId;
  return undefined;
}

function headerLines(mail: OutgoingMail): string[] {
  const name = encodedDisplayName(mail.from.name, 'From: '.length);
  const lines = [
    name === '' ? `From: ${mail.from.address}` : `From: ${name}\r\n <${mail.from.address}>`,
    `To: ${mail.to.join(',\r\n ')}`,
  ];
  if (mail.replyTo !== undefined) lines.push(`Reply-To: ${mail.replyTo}`);
  lines.push(`Subject: ${encodedHeaderText(shortened(mail.subject), 'Subject: '.length)}`);
  if (mail.inReplyTo !== undefined) lines.push(`In-Reply-To: ${mail.inReplyTo}`);
  if (mail.references !== undefined && mail.references.length > 0) {
    lines.push(`References: ${folded(mail.references, 'References: '.length)}`);
  }
  for (const [header, value] of Object.entries(mail.headers ?? {})) {
    lines.push(`${header}: ${encodedHeaderText(value, header.length + 2)}`);
  }
  lines.push('MIME-Version: 1.0');
  return lines;
}

function shortened(subject: string): string {
  const characters = [...headerText(subject)];
  return characters.length <= SUBJECT_LIMIT
    ? characters.join('')
    : `${characters.slice(0, SUBJECT_LIMIT - 1).join('')}…`;
}

/** A MIME entity: its content headers, then bytes, or further entities between boundaries. */
interface Entity {
  readonly headers: readonly string[];
  readonly body: Uint8Array | { readonly boundary: string; readonly parts: readonly Entity[] };
}

function entityOf(mail: OutgoingMail): Entity {
  const seed = mail.token.replace(/[^A-Za-z0-9]/g, '').slice(0, 40);
  const text = textEntity('text/plain', mail.text);
  const body =
    mail.html === undefined ? text : multipart('alternative', seed, [text, textEntity('text/html', mail.html)]);
  const attachments = mail.attachments ?? [];
  return attachments.length === 0 ? body : multipart('mixed', seed, [body, ...attachments.map(attachmentEntity)]);
}

/** `=_` cannot occur in quoted-printable nor in base64, so no body can hold the boundary. */
function multipart(kind: 'mixed' | 'alternative', seed: string, parts: readonly Entity[]): Entity {
  const boundary = `=_aict_${kind}_${seed}`;
  return { headers: [`Content-Type: multipart/${kind};\r\n boundary="${boundary}"`], body: { boundary, parts } };
}

function textEntity(type: 'text/plain' | 'text/html', text: string): Entity {
  return {
    headers: [`Content-Type: ${type}; charset=UTF-8`, 'Content-Transfer-Encoding: quoted-printable'],
    body: asciiBytes(quotedPrintable(text)),
  };
}

function attachmentEntity(attachment: MailAttachment): Entity {
  const name = safeFileName(attachment.name);
  const type = MEDIA_TYPE.test(attachment.type) ? attachment.type.toLowerCase() : 'application/octet-stream';
  return {
    headers: [
      [`Content-Type: ${type}`, ...headerParameter('name', name)].join(';\r\n '),
      ['Content-Disposition: attachment', ...headerParameter('filename', name)].join(';\r\n '),
      'Content-Transfer-Encoding: base64',
    ],
    body: base64Bytes(attachment.bytes, true),
  };
}

function entityBytes({ headers, body }: Entity): Uint8Array[] {
  const pieces = [asciiBytes(`${headers.join('\r\n')}\r\n\r\n`)];
  if (body instanceof Uint8Array) return [...pieces, body, asciiBytes('\r\n')];
  for (const part of body.parts) pieces.push(asciiBytes(`--${body.boundary}\r\n`), ...entityBytes(part));
  pieces.push(asciiBytes(`--${body.boundary}--\r\n`));
  return pieces;
}

/** Text as quoted-printable (RFC 2045 §6.7): UTF-8, lines of at most 76 characters, CRLF between them. */
function quotedPrintable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(quotedPrintableLine)
    .join('\r\n');
}

function quotedPrintableLine(line: string): string {
  const bytes = utf8Bytes(line);
  const rows: string[] = [];
  let row = '';
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    const isLast = i === bytes.length - 1;
    const plain = byte > 32 && byte < 127 && byte !== 61;
    const keptSpace = (byte === 32 || byte === 9) && !isLast;
    const piece =
      plain || keptSpace ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (row.length + piece.length > QP_LINE - 1) {
      rows.push(`${row}=`);
      row = '';
    }
    row += piece;
  }
  rows.push(row);
  return rows.join('\r\n');
}
