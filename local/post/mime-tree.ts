/**
 * A raw message as the tree of parts that Gmail's API shows. Synchronous, because a script's call cannot wait.
 * Hostile input is capped in depth and in parts; beyond the caps a part is kept whole, as one leaf.
 */
import { decodeText } from './charset';
import { type HeaderField, lineEnd, readHeader, structuredValue } from './header-text';

export interface MimePart {
  /** '' for the message, then '0', '1', '1.0'… as Gmail numbers parts. */
  readonly partId: string;
  readonly headers: readonly HeaderField[];
  /** Lower case; text/plain where none or an unreadable one is given (RFC 2045 §5.2). */
  readonly mimeType: string;
  /** Parameters of Content-Type: boundary, charset, report-type… */
  readonly params: Readonly<Record<string, string>>;
  /** 'inline', 'attachment' or ''. */
  readonly disposition: string;
  readonly filename: string;
  readonly charset: string;
  /** Content with its transfer encoding undone, at the first reading; empty for multipart containers. */
  readonly body: Buffer;
  readonly parts: readonly MimePart[];
  /** Where the encoded content stands in the raw message; undefined inside an encoded container. */
  readonly span: { readonly start: number; readonly end: number } | undefined;
  readonly transferEncoding: string;
}

const MAX_DEPTH = 40;
const MAX_PARTS = 2000;

interface Walk {
  count: number;
}

/** Undoes quoted-printable; what is not a valid escape stays as it is. */
function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const text = bytes
    .toString('latin1')
    .split('\n')
    .map(line => line.trimEnd() + (line.endsWith('\r') ? '\r' : ''))
    .join('\n')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}

/** Undoes base64; padding in the middle (two encoded blocks one after the other) does not end it. */
function decodeBase64(bytes: Buffer): Buffer {
  const blocks = bytes
    .toString('latin1')
    .replace(/[^A-Za-z0-9+/=]/g, '')
    .split(/=+/);
  return Buffer.concat(blocks.map(block => Buffer.from(block, 'base64')));
}

function decodeTransfer(bytes: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return decodeBase64(bytes);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(bytes);
  return bytes;
}

/** The line is `--boundary` or `--boundary--`, followed by blanks only. */
function delimiterKind(bytes: Buffer, start: number, end: number, boundary: Buffer): 'open' | 'close' | undefined {
  if (bytes[start] !== 0x2d || bytes[start + 1] !== 0x2d) return undefined;
  const after = start + 2 + boundary.length;
  if (after > end || !bytes.subarray(start + 2, after).equals(boundary)) return undefined;
  const rest = bytes.toString('latin1', after, end);
  if (/^[ \t]*\r?\n?$/.test(rest)) return 'open';
  return /^--[ \t]*\r?\n?$/.test(rest) ? 'close' : undefined;
}

/** The spans between the delimiter lines; the line end before a delimiter belongs to it (RFC 2046 §5.1.1). */
function splitMultipart(
  bytes: Buffer,
  start: number,
  limit: number,
  boundary: string,
): { start: number; end: number }[] {
  const wanted = Buffer.from(boundary, 'utf8');
  const spans: { start: number; end: number }[] = [];
  let open: number | undefined;
  let at = start;
  while (at < limit) {
    const end = lineEnd(bytes, at, limit);
    const kind = delimiterKind(bytes, at, end, wanted);
    if (kind) {
      if (open !== undefined) spans.push({ start: open, end: trimLineEnd(bytes, open, at) });
      open = kind === 'open' ? end : undefined;
      if (kind === 'close') return spans;
    }
    at = end;
  }
  if (open !== undefined && open < limit) spans.push({ start: open, end: limit });
  return spans;
}

function trimLineEnd(bytes: Buffer, start: number, end: number): number {
  let cut = end;
  if (cut > start && bytes[cut - 1] === 0x0a) cut -= 1;
  if (cut > start && bytes[cut - 1] === 0x0d) cut -= 1;
  return cut;
}

function childId(parent: string, index: number): string {
  return parent === '' ? String(index) : `${parent}.${index}`;
}

function readEntity(
  bytes: Buffer,
  start: number,
  limit: number,
  partId: string,
  depth: number,
  inRaw: boolean,
  walk: Walk,
): MimePart {
  walk.count += 1;
  const { fields, bodyStart } = readHeader(bytes, start, limit);
  const type = structuredValue(fields, 'Content-Type');
  const disposition = structuredValue(fields, 'Content-Disposition');
  const transferEncoding = structuredValue(fields, 'Content-Transfer-Encoding').value;
  const mimeType = /^[^\s/]+\/[^\s/]+$/.test(type.value) ? type.value : 'text/plain';
  const common = {
    partId,
    headers: fields,
    params: type.params,
    disposition: disposition.value,
    filename: disposition.params.filename ?? type.params.name ?? '',
    charset: type.params.charset ?? '',
    transferEncoding,
  };
  const span = inRaw ? { start: bodyStart, end: limit } : undefined;
  const mayDescend = depth < MAX_DEPTH && walk.count < MAX_PARTS;
  const boundary = type.params.boundary ?? '';

  if (mimeType.startsWith('multipart/') && boundary !== '' && mayDescend) {
    const spans = splitMultipart(bytes, bodyStart, limit, boundary);
    if (spans.length > 0) {
      const parts = spans.map((part, index) =>
        readEntity(bytes, part.start, part.end, childId(partId, index), depth + 1, inRaw, walk),
      );
      return { ...common, mimeType, body: Buffer.alloc(0), parts, span: undefined };
    }
  }
  let decoded: Buffer | undefined;
  const body = (): Buffer => {
    decoded ??= decodeTransfer(bytes.subarray(bodyStart, limit), transferEncoding);
    return decoded;
  };
  const nested =
    mimeType === 'message/rfc822' && mayDescend
      ? [readEntity(body(), 0, body().length, childId(partId, 0), depth + 1, false, walk)]
      : [];
  return {
    ...common,
    mimeType,
    get body() {
      return body();
    },
    parts: nested,
    span,
  };
}

/** The message as a tree. Never throws: a message that cannot be understood is one text/plain part. */
export function parseMime(raw: Buffer): MimePart {
  return readEntity(raw, 0, raw.length, '', 0, true, { count: 0 });
}

/** Every part in the order of reading, the message itself first. */
export function* walkParts(part: MimePart): Generator<MimePart> {
  yield part;
  for (const child of part.parts) yield* walkParts(child);
}

/** A leaf that Gmail shows as an attachment: named, marked so, or not text. */
export function isAttachment(part: MimePart): boolean {
  if (part.mimeType.startsWith('multipart/') && part.parts.length > 0) return false;
  return part.filename !== '' || part.disposition === 'attachment' || !isText(part);
}

function isText(part: MimePart): boolean {
  return part.mimeType.startsWith('text/') || part.mimeType.startsWith('multipart/');
}

/** Text of a leaf, decoded by its charset. */
export function partText(part: MimePart): string {
  return decodeText(part.body, part.charset);
}

/** The first readable text of the message: its plain text, else its HTML without tags. '' when there is none. */
export function readableText(message: MimePart): string {
  let html: string | undefined;
  for (const part of walkParts(message)) {
    if (isAttachment(part) || part.parts.length > 0) continue;
    if (part.mimeType === 'text/html') html ??= partText(part);
    else if (part.body.length > 0) return partText(part);
  }
  return html === undefined ? '' : textOfHtml(html);
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: '\u00a0',
};

/** Enough of an HTML body for a snippet; the tag patterns below are not linear on hostile text. */
const SNIPPET_SOURCE_CHARS = 20_000;

function textOfHtml(html: string): string {
  return html
    .slice(0, SNIPPET_SOURCE_CHARS)
    .replace(/<(style|script|title)\b[^>]*>[^<]*<\/\1>/gi, '')
    .replace(/<(?:br|\/p|\/div|\/tr|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '');
}
