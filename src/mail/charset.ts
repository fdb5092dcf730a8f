/** Reads bytes as text in the character sets that French mail programs use, whatever their label claims. */
import { readUtf8, TextPieces } from './bytes';

/** Windows-1252, 0x80 to 0x9F, where it differs from ISO-8859-1 (WHATWG Encoding Standard); 0x80 is the euro. */
const WINDOWS_1252 = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
];

/** ISO-8859-15 where it differs from ISO-8859-1. */
const LATIN_9: Readonly<Record<number, number>> = {
  164: 0x20ac,
  166: 0x0160,
  168: 0x0161,
  180: 0x017d,
  184: 0x017e,
  188: 0x0152,
  189: 0x0153,
  190: 0x0178,
};

function windows1252Code(byte: number): number {
  return byte >= 0x80 && byte <= 0x9f ? (WINDOWS_1252[byte - 0x80] ?? byte) : byte;
}

function latin9Code(byte: number): number {
  return LATIN_9[byte] ?? windows1252Code(byte);
}

function singleByteText(bytes: Uint8Array, codeOf: (byte: number) => number): string {
  const text = new TextPieces();
  for (let i = 0; i < bytes.length; i += 1) text.add(codeOf(bytes[i] ?? 0));
  return text.toString();
}

function utf16Text(bytes: Uint8Array, bigEndian: boolean): string {
  const text = new TextPieces();
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const [a, b] = [bytes[i] ?? 0, bytes[i + 1] ?? 0];
    text.add(bigEndian ? (a << 8) | b : (b << 8) | a);
  }
  return text.toString();
}

/**
 * Text of bytes labelled `charset` (any case). The label is a claim: bytes that are valid UTF-8 with at least one
 * accented character are UTF-8 whatever a single-byte label says (Gmail re-encodes some bodies and keeps the label);
 * bytes that are not valid UTF-8 are windows-1252, and ISO-8859-1 is read as windows-1252, as browsers do.
 * U+0080, a euro sign that somebody decoded wrongly, comes out as €.
 */
export function decodeText(bytes: Uint8Array, charset: string): string {
  const label = charset.trim().toLowerCase();
  const utf8 = readUtf8(bytes);
  // UTF-16 has zero bytes wherever there is a space or a line end: without any, somebody re-encoded the text.
  if (/^utf-16(?:le|be)?$/.test(label) && (bytes.includes(0) || !utf8.valid)) {
    return utf16Text(bytes, label === 'utf-16be');
  }
  const isUtf8 = utf8.valid && (utf8.multibyte || !hasHighByte(bytes));
  const text = isUtf8
    ? utf8.text
    : singleByteText(bytes, /8859-?15|latin-?9/.test(label) ? latin9Code : windows1252Code);
  return text.replace(/\u0080/g, '€');
}

function hasHighByte(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i += 1) if ((bytes[i] ?? 0) > 127) return true;
  return false;
}
