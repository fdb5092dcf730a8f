/** Header fields of a message: cut into lines, unfolded, their encoded words and parameters decoded, their addresses read. */
import addressparser from 'nodemailer/lib/addressparser';
import { parseHeaderValue } from 'nodemailer/lib/mime-funcs';
import { decodeText } from './charset';

/** One field: its name as written, its value unfolded and decoded, and the very bytes it came from (with line ends). */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
  readonly raw: Buffer;
}

/** A field name is printable ASCII without colon or space (RFC 5322 §2.2). */
const FIELD = /^([!-9;-~]+)[ \t]*:[ \t]*/;
const ADDRESS_FIELDS = new Set(['from', 'sender', 'reply-to', 'to', 'cc', 'bcc']);
const ENCODED_WORD = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=/g;
const SPECIALS = /[()<>@,;:\\".[\]]/;

interface EncodedRun {
  charset: string;
  bytes: Buffer[];
}

function wordBytes(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64');
  const binary = text
    .replace(/_/g, ' ')
    .replace(/=([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(binary, 'latin1');
}

/**
 * Text with its RFC 2047 encoded words decoded. Words of one charset that follow one another are joined as bytes
 * first: many programs cut a character in two. `wrap` is applied to what each run of words became.
 */
export function decodeWords(text: string, wrap: (decoded: string) => string = decoded => decoded): string {
  let result = '';
  let end = 0;
  let run: EncodedRun | undefined;
  const flush = (): void => {
    if (run) result += wrap(decodeText(Buffer.concat(run.bytes), run.charset));
    run = undefined;
  };
  for (const match of text.matchAll(ENCODED_WORD)) {
    const [word, charset = '', encoding = '', content = ''] = match;
    const between = text.slice(end, match.index);
    const adjacent = run !== undefined && /^\s*$/.test(between);
    if (!adjacent || run?.charset.toLowerCase() !== charset.toLowerCase()) {
      flush();
      if (!adjacent) result += between;
      run = { charset, bytes: [] };
    }
    run?.bytes.push(wordBytes(encoding, content));
    end = match.index + word.length;
  }
  flush();
  return result + text.slice(end);
}

/** A display name that held specials while encoded is quoted once decoded, so that it cannot become an address. */
function quoteIfSpecial(decoded: string): string {
  return SPECIALS.test(decoded) ? `"${decoded.replace(/["\\]/g, '\\$&')}"` : decoded;
}

function fieldValue(name: string, raw: Buffer): string {
  const text = decodeText(raw, '').replace(/\r?\n/g, '').replace(FIELD, '').trimEnd();
  return ADDRESS_FIELDS.has(name.toLowerCase()) ? decodeWords(text, quoteIfSpecial) : decodeWords(text);
}

/** End of the line that starts at `from`, its line feed included. */
export function lineEnd(bytes: Buffer, from: number, limit: number): number {
  const feed = bytes.indexOf(0x0a, from);
  return feed === -1 || feed >= limit ? limit : feed + 1;
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  return end - start <= 2 && /^\r?\n?$/.test(bytes.toString('latin1', start, end));
}

/**
 * The header fields of the entity at `start`, and where its body begins. Lines that are neither a field nor the
 * continuation of one are passed over (an mbox `From ` line); without a blank line everything is header.
 */
export function readHeader(
  bytes: Buffer,
  start: number,
  limit: number,
): { readonly fields: HeaderField[]; readonly bodyStart: number } {
  const spans: { name: string; start: number; end: number }[] = [];
  let open: { name: string; start: number; end: number } | undefined;
  let at = start;
  while (at < limit) {
    const end = lineEnd(bytes, at, limit);
    if (isBlank(bytes, at, end)) {
      at = end;
      break;
    }
    const first = bytes[at];
    if (first === 0x20 || first === 0x09) {
      if (open) open.end = end;
    } else {
      const name = FIELD.exec(bytes.toString('latin1', at, Math.min(end, at + 1000)))?.[1];
      open = name === undefined ? undefined : { name, start: at, end };
      if (open) spans.push(open);
    }
    at = end;
  }
  const fields = spans.map(span => {
    const raw = bytes.subarray(span.start, span.end);
    return { name: span.name, raw, value: fieldValue(span.name, raw) };
  });
  return { fields, bodyStart: at };
}

/** Value of the first field of that name, or undefined. */
export function headerValue(fields: readonly HeaderField[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return fields.find(field => field.name.toLowerCase() === wanted)?.value;
}

export interface StructuredValue {
  /** The token before the parameters, lower case. */
  readonly value: string;
  readonly params: Readonly<Record<string, string>>;
}

/** A field such as Content-Type with its parameters (RFC 2231 continuations and encoded words decoded). */
export function structuredValue(fields: readonly HeaderField[], name: string): StructuredValue {
  const wanted = name.toLowerCase();
  const field = fields.find(candidate => candidate.name.toLowerCase() === wanted);
  if (!field) return { value: '', params: {} };
  const text = decodeText(field.raw, '').replace(/\r?\n/g, '').replace(FIELD, '');
  const parsed = parseHeaderValue(text, { stripComments: true });
  const params: Record<string, string> = {};
  for (const [key, value] of Object.entries(parsed.params)) params[key.toLowerCase()] = decodeWords(value);
  return { value: parsed.value.trim().toLowerCase(), params };
}

export interface MailAddress {
  readonly name: string;
  /** As written; compare with `addressKey`. */
  readonly address: string;
}

/** The addresses of a field value, groups flattened; entries without an address are left out. */
export function readAddresses(value: string | undefined): MailAddress[] {
  return addressparser(value ?? '', { flatten: true })
    .filter(entry => entry.address !== '')
    .map(entry => ({ name: entry.name, address: entry.address }));
}

/** The form in which addresses are compared: lower case, no space around. */
export function addressKey(address: string): string {
  return address.trim().toLowerCase();
}

/** The domain of an address, lower case; '' when it has none. */
export function addressDomain(address: string): string {
  return addressKey(address).split('@').at(-1) ?? '';
}

/** The message ids (`<…>`) of a References or In-Reply-To value, in order. */
export function messageIds(value: string | undefined): string[] {
  return (value ?? '').match(/<[^<>\s]+>/g) ?? [];
}
