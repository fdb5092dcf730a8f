/** E-mail addresses that staff type into a cell: one or several, each of a form that mail can be sent to. */
import { ok, type Result, refused } from './result';
import { addressWording as wording } from './wording';

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL_PART = 64;
const LONGEST_CELL = 2_000;

/**
 * The addresses of a cell, in lower case, each once, in order; they are separated by semicolons, commas or line ends.
 * An empty cell gives none. Refused as a whole when one of them is not `nom@domaine.fr`.
 */
export function parseAddresses(raw: string): Result<readonly string[]> {
  if (raw.length > LONGEST_CELL) return refused(wording.tooLong);
  const typed = raw.split(/[;,\s]+/).filter(address => address !== '');
  const addresses = typed.map(address => address.toLowerCase());
  const bad = addresses.findIndex(address => !isAddress(address));
  if (bad >= 0) return refused(wording.notAddress((typed[bad] ?? '').slice(0, 80)));
  return ok([...new Set(addresses)]);
}

/** One ASCII address with a domain name (RFC 5321 §4.1.2 without quoted names, §4.5.3 for the lengths). */
function isAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const labels = address.slice(at + 1).split('.');
  return (
    address.length <= LONGEST_ADDRESS &&
    local.length <= LONGEST_LOCAL_PART &&
    LOCAL_PART.test(local) &&
    labels.length >= 2 &&
    labels.every(label => LABEL.test(label))
  );
}
