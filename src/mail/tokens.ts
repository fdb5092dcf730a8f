/** What ties an answer to what we sent: the token in a plus-address and the reference in the subject. */
import { parseMailboxes } from './address';

/** Digits of a token: no i, l, o, u, which people and programs confuse. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const TOKEN_LENGTH = 12;
const TOKEN = /^[0-9a-hjkmnp-tv-z]{12}$/;
const ADDRESSES_LIMIT = 200;
const SUBJECT_LIMIT = 2_000;

/**
 * A token of 12 characters (60 bits) made of its seeds: the same seeds give the same token, and without the secret among
 * them nobody guesses it. Case does not matter when it comes back.
 * @param sha256 digest of a text in UTF-8, as signed or unsigned bytes
 */
export function makeToken(sha256: (text: string) => readonly number[], ...seeds: readonly string[]): string {
  const digest = sha256(seeds.map(seed => `${seed.length}:${seed}`).join(''));
  return Array.from({ length: TOKEN_LENGTH }, (_, index) => DIGITS.charAt((digest[index] ?? 0) & 31)).join('');
}

/** The addresses of the setting `AdresseReponse`, which may hold two; lower case. */
export function replyAddresses(setting: string): string[] {
  return setting
    .split(/[\s,;]+/)
    .map(address => address.toLowerCase())
    .filter(address => address !== '');
}

/** `dispositif@cuf.example` and a token → `dispositif+token@cuf.example`. Of two addresses the first is used. */
export function replyToAddress(base: string, token: string): string {
  const [address = ''] = replyAddresses(base);
  const at = address.lastIndexOf('@');
  return at < 0 ? address : `${address.slice(0, at)}+${token}${address.slice(at)}`;
}

/** The tokens of plus-addresses in header texts or addresses, lower case, each once; with `bases`, only of those addresses. */
export function tokensIn(headers: readonly string[], bases?: readonly string[]): string[] {
  const allowed = bases === undefined ? undefined : new Set(bases.map(base => base.toLowerCase()));
  const tokens = new Set<string>();
  for (const { address } of headers.slice(0, ADDRESSES_LIMIT).flatMap(parseMailboxes)) {
    const at = address.lastIndexOf('@');
    const plus = address.lastIndexOf('+', at);
    const token = plus < 0 ? '' : address.slice(plus + 1, at);
    const base = address.slice(0, Math.max(plus, 0)) + address.slice(at);
    if (TOKEN.test(token) && (allowed === undefined || allowed.has(base))) tokens.add(token);
  }
  return [...tokens];
}

/** `CONS-2018-001` → `[CONS-2018-001]`. */
export function subjectTag(reference: string): string {
  return `[${reference}]`;
}

/** The references in square brackets of a subject, upper case, each once, whatever `Re:`, `TR:` or `RE :` stands before. */
export function subjectTags(subject: string): string[] {
  const text = subject.slice(0, SUBJECT_LIMIT).replace(/[\u2010-\u2013\u2212]/g, '-');
  const tags = text.matchAll(/\[\s?((?:DEM|CONS|OFF|MS|CAND)-\d{4}-\d{3,6}(?:-[A-Z0-9]{1,20}){0,2})\s?\]/gi);
  return [...new Set([...tags].map(match => (match[1] ?? '').toUpperCase()))];
}
