/** Bytes as Apps Script gives and takes them (signed numbers), UTF-8 and base64: the runtime has no TextEncoder, no atob. */

/** Signed (Apps Script) or unsigned bytes, or base64 digits still to read: what stands where bytes are expected. */
export type ByteList = readonly number[] | Uint8Array | Int8Array;

const REPLACEMENT = 0xfffd;

/** The code point at `index`; a lone surrogate counts as U+FFFD, so that what follows is always valid UTF-8. */
function safeCodePoint(text: string, index: number): { code: number; width: 1 | 2 } {
  const first = text.charCodeAt(index);
  if (first < 0xd800 || first > 0xdfff) return { code: first, width: 1 };
  const second = first < 0xdc00 && index + 1 < text.length ? text.charCodeAt(index + 1) : 0;
  if (second >= 0xdc00 && second <= 0xdfff) {
    return { code: 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00), width: 2 };
  }
  return { code: REPLACEMENT, width: 1 };
}

/** UTF-8 bytes (0 to 255) of a text. A lone surrogate becomes U+FFFD. */
export function utf8Bytes(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3);
  let length = 0;
  for (let i = 0; i < text.length; ) {
    const { code, width } = safeCodePoint(text, i);
    i += width;
    if (code < 0x80) {
      out[length++] = code;
    } else if (code < 0x800) {
      out[length++] = 0xc0 | (code >> 6);
      out[length++] = 0x80 | (code & 63);
    } else if (code < 0x10000) {
      out[length++] = 0xe0 | (code >> 12);
      out[length++] = 0x80 | ((code >> 6) & 63);
      out[length++] = 0x80 | (code & 63);
    } else {
      out[length++] = 0xf0 | (code >> 18);
      out[length++] = 0x80 | ((code >> 12) & 63);
      out[length++] = 0x80 | ((code >> 6) & 63);
      out[length++] = 0x80 | (code & 63);
    }
  }
  return out.slice(0, length);
}

/** What a UTF-8 reading gives: the text, and whether every byte was valid (an invalid one reads as U+FFFD). */
export interface Utf8Reading {
  readonly text: string;
  readonly valid: boolean;
  readonly multibyte: boolean;
}

/** Number of continuation bytes, smallest code point and value bits announced by a UTF-8 lead byte; undefined when it leads nothing. */
function leadByte(byte: number): { more: number; least: number; bits: number } | undefined {
  if (byte >= 0xc2 && byte <= 0xdf) return { more: 1, least: 0x80, bits: byte & 31 };
  if (byte >= 0xe0 && byte <= 0xef) return { more: 2, least: 0x800, bits: byte & 15 };
  if (byte >= 0xf0 && byte <= 0xf4) return { more: 3, least: 0x10000, bits: byte & 7 };
  return undefined;
}

/** Reads bytes as UTF-8, never failing. */
export function readUtf8(bytes: Uint8Array): Utf8Reading {
  const text = new TextPieces();
  let valid = true;
  let multibyte = false;
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) {
      text.add(byte);
      i += 1;
      continue;
    }
    const lead = leadByte(byte);
    let code = lead?.bits ?? 0;
    let read = 0;
    while (lead !== undefined && read < lead.more && ((bytes[i + 1 + read] ?? 0) & 0xc0) === 0x80) {
      code = (code << 6) | ((bytes[i + 1 + read] ?? 0) & 63);
      read += 1;
    }
    const whole = lead !== undefined && read === lead.more && code >= lead.least && code <= 0x10ffff;
    if (whole && (code < 0xd800 || code > 0xdfff)) {
      multibyte = true;
      text.add(code);
    } else {
      valid = false;
      text.add(REPLACEMENT);
    }
    i += 1 + read;
  }
  return { text: text.toString(), valid, multibyte };
}

/** Collects code points in blocks: fast on megabytes, and far below the engine's limit of arguments. */
export class TextPieces {
  private readonly blocks: string[] = [];
  private units: number[] = [];

  /** Adds one code point. */
  add(code: number): void {
    if (code > 0xffff) {
      this.units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    } else {
      this.units.push(code);
    }
    if (this.units.length >= 4096) this.flush();
  }

  /** The whole text so far. */
  toString(): string {
    this.flush();
    return this.blocks.join('');
  }

  private flush(): void {
    this.blocks.push(String.fromCharCode(...this.units));
    this.units = [];
  }
}

/** Signed bytes (−128 to 127) as Apps Script wants them. */
export function signedBytes(bytes: Uint8Array): number[] {
  return Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length));
}

/** Unsigned bytes from signed or unsigned ones. */
export function unsignedBytes(bytes: ByteList): Uint8Array {
  return Uint8Array.from(bytes);
}

const BASE64_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64_LINE_BYTES = 57;
const CR = 13;
const LF = 10;
const PADDING = 61;

/** Base64 of bytes, as ASCII codes. With `lines`, 76 digits a line, each line but the last ended by CRLF. */
export function base64Bytes(bytes: ByteList, lines = false): Uint8Array {
  const digits = Math.ceil(bytes.length / 3) * 4;
  const breaks = lines ? Math.max(0, Math.ceil(bytes.length / BASE64_LINE_BYTES) - 1) : 0;
  const out = new Uint8Array(digits + breaks * 2);
  let length = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    if (lines && i > 0 && i % BASE64_LINE_BYTES === 0) {
      out[length++] = CR;
      out[length++] = LF;
    }
    const left = bytes.length - i;
    const group = (((bytes[i] ?? 0) & 255) << 16) | (((bytes[i + 1] ?? 0) & 255) << 8) | ((bytes[i + 2] ?? 0) & 255);
    out[length++] = BASE64_DIGITS.charCodeAt(group >> 18);
    out[length++] = BASE64_DIGITS.charCodeAt((group >> 12) & 63);
    out[length++] = left > 1 ? BASE64_DIGITS.charCodeAt((group >> 6) & 63) : PADDING;
    out[length++] = left > 2 ? BASE64_DIGITS.charCodeAt(group & 63) : PADDING;
  }
  return out;
}

/** Value of a base64 digit of either alphabet (RFC 4648 §4 and §5), −1 for anything else. */
function base64Value(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  if (code === 43 || code === 45) return 62;
  if (code === 47 || code === 95) return 63;
  return -1;
}

/** Bytes of a base64 text, standard or web-safe, padded or not; characters that are no digit are skipped. */
export function bytesOfBase64(text: string): Uint8Array {
  const out = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let held = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i += 1) {
    const value = base64Value(text.charCodeAt(i));
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[length++] = (held >> bits) & 255;
    }
  }
  return out.slice(0, length);
}

/** ASCII text as bytes; only for text known to be 7-bit (what this folder composes). */
export function asciiBytes(text: string): Uint8Array {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) out[i] = text.charCodeAt(i) & 127;
  return out;
}

/** ASCII codes as text. */
export function asciiText(bytes: Uint8Array): string {
  const text = new TextPieces();
  for (let i = 0; i < bytes.length; i += 1) text.add((bytes[i] ?? 0) & 127);
  return text.toString();
}

/** The pieces end to end. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    out.set(piece, offset);
    offset += piece.length;
  }
  return out;
}
