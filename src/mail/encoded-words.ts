/** Text in headers: encoded words (RFC 2047) written and read, file names (RFC 2231), lines folded, injection impossible. */
import { asciiText, base64Bytes, bytesOfBase64, joinBytes, utf8Bytes } from './bytes';
import { decodeText } from './charset';

/** Bytes of text in one encoded word: 39 make 64 characters, which leaves room for the header's name on a line of 76. */
const WORD_BYTES = 39;
const LINE_LENGTH = 76;
const LONGEST_ASCII_WORD = 60;
const DECODE_LIMIT = 20_000;

/** A value fit for one header line: control characters, line ends of every kind and runs of spaces become one space. */
export function headerText(value: string): string {
  return value.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control} ]+/gu, ' ').trim();
}

/** A header's text, encoded when it is not plain ASCII, and folded; `offset` is what already stands on its first line. */
export function encodedHeaderText(value: string, offset: number): string {
  const text = headerText(value);
  const words = text.split(' ');
  const plain = /^[ -~]*$/.test(text) && !text.includes('=?') && words.every(word => word.length <= LONGEST_ASCII_WORD);
  return plain ? folded(words, offset) : encodedWords(text).join('\r\n ');
}

/** Words on lines of at most 76 characters, continued by CRLF and a space. */
export function folded(words: readonly string[], offset: number): string {
  let line = offset;
  let out = '';
  for (const [index, word] of words.entries()) {
    if (index === 0) {
      out += word;
      line += word.length;
    } else if (line + 1 + word.length > LINE_LENGTH) {
      out += `\r\n ${word}`;
      line = 1 + word.length;
    } else {
      out += ` ${word}`;
      line += 1 + word.length;
    }
  }
  return out;
}

function encodedWords(text: string): string[] {
  const words: string[] = [];
  let held: Uint8Array[] = [];
  let size = 0;
  const close = (): void => {
    if (size > 0) words.push(`=?UTF-8?B?${asciiText(base64Bytes(joinBytes(held)))}?=`);
    held = [];
    size = 0;
  };
  for (const character of text) {
    const bytes = utf8Bytes(character);
    if (size + bytes.length > WORD_BYTES) close();
    held.push(bytes);
    size += bytes.length;
  }
  close();
  return words;
}

/** The display name of an address: quoted when it is ASCII, encoded otherwise, '' when empty. */
export function encodedDisplayName(name: string, offset: number): string {
  const text = headerText(name);
  if (text === '') return '';
  if (/^[ -~]*$/.test(text) && !text.includes('=?') && text.length <= LONGEST_ASCII_WORD) {
    return `"${text.replace(/(["\\])/g, '\\$1')}"`;
  }
  return encodedHeaderText(text, offset);
}

const ENCODED_WORD = /=\?([^\s?*]{1,40})(?:\*[^\s?]{0,20})?\?([bq])\?([^?]{0,2000})\?=/gi;

/**
 * Header text with its encoded words read; neighbours of one character set and encoding are joined before decoding, since
 * programs cut in the middle of a character. What is not an encoded word stays. Input capped at 20 000 characters.
 */
export function decodeEncodedWords(value: string): string {
  const input = value.slice(0, DECODE_LIMIT);
  let out = '';
  let from = 0;
  let pending: { charset: string; bytes: Uint8Array[] } | undefined;
  const settle = (): void => {
    if (pending !== undefined) out += decodeText(joinBytes(pending.bytes), pending.charset);
    pending = undefined;
  };
  for (const match of input.matchAll(ENCODED_WORD)) {
    const [whole, charset = '', encoding = '', digits = ''] = match;
    const start = match.index ?? 0;
    const between = input.slice(from, start);
    const bytes = encoding.toLowerCase() === 'b' ? bytesOfBase64(digits) : qEncodingBytes(digits);
    if (pending === undefined || between.trim() !== '' || pending.charset !== charset.toLowerCase()) {
      const joins = pending !== undefined && between.trim() === '';
      settle();
      if (!joins) out += between;
      pending = { charset: charset.toLowerCase(), bytes: [] };
    }
    pending.bytes.push(bytes);
    from = start + whole.length;
  }
  settle();
  return out + input.slice(from);
}

function qEncodingBytes(digits: string): Uint8Array {
  return escapedBytes(digits.replace(/_/g, ' '), '=');
}

/** Bytes of a text where `=41` or `%41` stands for a byte; other characters stand for their UTF-8 bytes. */
function escapedBytes(text: string, mark: '=' | '%'): Uint8Array {
  const pieces: Uint8Array[] = [];
  const pattern = mark === '=' ? /=([0-9a-f]{2})/gi : /%([0-9a-f]{2})/gi;
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    pieces.push(utf8Bytes(text.slice(from, match.index)), Uint8Array.of(Number.parseInt(match[1] ?? '0', 16)));
    from = (match.index ?? 0) + match[0].length;
  }
  pieces.push(utf8Bytes(text.slice(from)));
  return joinBytes(pieces);
}

const PARAMETER_ASCII = /^[A-Za-z0-9!#$&+.^_`{}~-]*$/;
const FILE_NAME_LIMIT = 120;

/** A file name that no system misreads: no path, no control, no direction mark, not empty, at most 120 characters with its extension. */
export function safeFileName(name: string): string {
  const cleaned = headerText(name)
    .replace(/[\\/:*?"<>|]+/g, '_')
    .replace(/^\.+/, '')
    .trim();
  const characters = [...cleaned];
  if (characters.length === 0) return 'piece-jointe';
  if (characters.length <= FILE_NAME_LIMIT) return cleaned;
  const dot = cleaned.lastIndexOf('.');
  const extension = dot > 0 && cleaned.length - dot <= 10 ? cleaned.slice(dot) : '';
  return characters.slice(0, FILE_NAME_LIMIT - extension.length).join('') + extension;
}

/** A header parameter such as `filename`, each piece to stand on its own line: ASCII for old programs, RFC 2231 when that loses something. */
export function headerParameter(key: string, value: string): string[] {
  const ascii = asciiLikeness(value);
  const quoted = `${key}="${ascii.replace(/(["\\])/g, '\\$1')}"`;
  return ascii === value ? [quoted] : [quoted, `${key}*=UTF-8''${percentEncoded(value)}`];
}

/** The text in ASCII, accents dropped, everything else replaced by `_`. */
function asciiLikeness(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^ -~]/g, '_');
}

function percentEncoded(text: string): string {
  let out = '';
  for (const character of text) {
    if (PARAMETER_ASCII.test(character)) out += character;
    else for (const byte of utf8Bytes(character)) out += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

/** A header value and its parameters, as in Content-Type: `value` in lower case, parameters by lower-case name, decoded. */
export interface ParameterisedHeader {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads `value; name=x; name*=UTF-8''x; name*0=…` tolerantly. Linear; capped at 20 000 characters. */
export function parseParameters(header: string): ParameterisedHeader {
  const [value = '', ...rest] = splitOutsideQuotes(header.slice(0, DECODE_LIMIT));
  const parameters = new Map<string, string>();
  const continued = new Map<string, { extended: boolean; pieces: string[] }>();
  for (const piece of rest) {
    const equals = piece.indexOf('=');
    if (equals < 0) continue;
    const key = piece.slice(0, equals).trim().toLowerCase();
    const raw = unquoted(piece.slice(equals + 1).trim());
    const star = key.indexOf('*');
    if (star < 0) {
      if (!parameters.has(key)) parameters.set(key, decodeEncodedWords(raw));
      continue;
    }
    const name = key.slice(0, star);
    const held = continued.get(name) ?? { extended: false, pieces: [] };
    held.extended = held.extended || key.endsWith('*');
    held.pieces.push(raw);
    continued.set(name, held);
  }
  for (const [name, { extended, pieces }] of continued) {
    parameters.set(name, extended ? decodeExtended(pieces.join('')) : pieces.join(''));
  }
  return { value: value.trim().toLowerCase(), parameters };
}

function decodeExtended(value: string): string {
  const [charset = '', , ...rest] = value.split("'");
  return rest.length === 0 ? value : decodeText(escapedBytes(rest.join("'"), '%'), charset);
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') : value;
}

function splitOutsideQuotes(header: string): string[] {
  const pieces: string[] = [];
  let quoted = false;
  let from = 0;
  for (let i = 0; i < header.length; i += 1) {
    const character = header.charAt(i);
    if (character === '\\' && quoted) i += 1;
    else if (character === '"') quoted = !quoted;
    else if (character === ';' && !quoted) {
      pieces.push(header.slice(from, i));
      from = i + 1;
    }
  }
  pieces.push(header.slice(from));
  return pieces;
}
