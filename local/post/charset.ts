/**
 * Bytes of a mail to text. Node 20 reads windows-1252 as if it were ISO-8859-1 (0x80 becomes U+0080, not €),
 * so that family is decoded here by the WHATWG table, which is also what Gmail and browsers do with ISO-8859-1.
 */

/** What 0x80 to 0x9F mean in windows-1252; the five unassigned bytes stay control characters. */
const WINDOWS_1252_HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const WINDOWS_1252_LABELS = new Set([
  'windows-1252',
  'cp1252',
  'x-cp1252',
  'iso-8859-1',
  'iso8859-1',
  'iso_8859-1',
  'latin1',
  'l1',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
]);

const ASCII_LABELS = new Set(['', 'us-ascii', 'ascii', 'ansi_x3.4-1968']);

/** The text if the bytes are valid UTF-8, else undefined. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeWindows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  return text.replace(/[\u0080-\u009f]/g, char => WINDOWS_1252_HIGH.charAt(char.charCodeAt(0) - 0x80));
}

/**
 * Text of `bytes` in `charset` (a MIME label, any case; '' when none was named). No label or an unknown one means
 * UTF-8 where the bytes are valid UTF-8, else windows-1252. Never throws; nothing is dropped.
 */
export function decodeText(bytes: Uint8Array, charset: string): string {
  const label = charset.trim().toLowerCase();
  if (ASCII_LABELS.has(label)) return decodeUtf8(bytes) ?? decodeWindows1252(bytes);
  if (WINDOWS_1252_LABELS.has(label)) return decodeWindows1252(bytes);
  try {
    return new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeUtf8(bytes) ?? decodeWindows1252(bytes);
  }
}
