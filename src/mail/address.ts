/** E-mail addresses: checked strictly before we write to them, read tolerantly when they come in. */
import { decodeEncodedWords } from './encoded-words';

/** A mailbox as a header shows it: `address` in lower case, or as found when it has no @; `name` decoded, '' when absent. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const DOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;
const ADDRESS_LIMIT = 254;
const LOCAL_LIMIT = 64;
const HEADER_LIMIT = 20_000;

/** Whether we may send to this address: one ASCII `local@domain.tld`, no name, no space, no second address (RFC 5321 §4.1.2, 4.5.3). */
export function isSendableAddress(address: string): boolean {
  if (address.length > ADDRESS_LIMIT) return false;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const domain = address.slice(at + 1);
  if (local.length > LOCAL_LIMIT || !LOCAL_PART.test(local)) return false;
  return domain.split('.').every(label => label.length <= 63) && DOMAIN.test(domain);
}

/** The form under which two spellings of one address are equal: trimmed, lower case. */
export function normalisedAddress(address: string): string {
  return address.trim().toLowerCase();
}

/** Domain of an address in lower case, '' when it has none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0
    ? ''
    : address
        .slice(at + 1)
        .trim()
        .toLowerCase();
}

/** One character at a time over a header: what is quoted, in a comment, or inside angle brackets. */
interface HeaderScan {
  text: string;
  angle: string | undefined;
  comment: string;
}

/**
 * The mailboxes of a From, To or Reply-To header, in order. Quoted names, comments, groups and encoded words are understood;
 * what holds no @ is left out. Linear in the length, which is capped at 20 000 characters; never fails.
 */
export function parseMailboxes(header: string): Mailbox[] {
  const input = header.slice(0, HEADER_LIMIT);
  const mailboxes: Mailbox[] = [];
  let scan: HeaderScan = { text: '', angle: undefined, comment: '' };
  let quoted = false;
  let depth = 0;
  let inAngle = false;

  const close = (): void => {
    const mailbox = mailboxOf(scan);
    if (mailbox !== undefined) mailboxes.push(mailbox);
    scan = { text: '', angle: undefined, comment: '' };
    inAngle = false;
  };
  const put = (character: string): void => {
    if (depth > 0) scan.comment += character;
    else if (inAngle) scan.angle = (scan.angle ?? '') + character;
    else scan.text += character;
  };

  for (let i = 0; i < input.length; i += 1) {
    const character = input.charAt(i);
    if (character === '\\' && (quoted || depth > 0)) {
      i += 1;
      put(input.charAt(i));
    } else if (quoted) {
      if (character === '"') quoted = false;
      else put(character);
    } else if (depth > 0) {
      if (character === '(') depth += 1;
      else if (character === ')') depth -= 1;
      else put(character);
    } else if (character === '"') {
      quoted = true;
    } else if (character === '(') {
      depth = 1;
    } else if (inAngle) {
      if (character === '>') inAngle = false;
      else put(character);
    } else if (character === '<') {
      inAngle = true;
      scan.angle = '';
    } else if (character === ',' || character === ';') {
      close();
    } else if (character === ':' && !scan.text.includes('@')) {
      scan.text = '';
    } else {
      put(character);
    }
  }
  close();
  return mailboxes;
}

function mailboxOf({ text, angle, comment }: HeaderScan): Mailbox | undefined {
  const outside = text.trim();
  const address = normalisedAddress(angle ?? lastWordWithAt(outside));
  if (!address.includes('@')) return undefined;
  const name = angle === undefined ? comment : outside || comment;
  return { name: tidyName(decodeEncodedWords(name)), address };
}

function lastWordWithAt(text: string): string {
  const words = text.split(/\s+/).filter(word => word.includes('@'));
  return words[words.length - 1] ?? '';
}

function tidyName(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}
