/** Rewrites header fields of a raw message and leaves every other byte alone. */
import { readHeader } from './header-text';

export interface HeaderChange {
  /** Fields put before all others, in this order, as complete lines without line end. */
  readonly prepend?: readonly string[];
  /** Fields taken out, whatever their case. */
  readonly remove?: readonly string[];
  /** Fields added after the others, as complete lines without line end. */
  readonly append?: readonly string[];
}

function lines(fields: readonly string[] | undefined): Buffer {
  return Buffer.from((fields ?? []).map(field => `${field}\r\n`).join(''), 'utf8');
}

/** The message with its header changed; the body is the same bytes. */
export function changeHeader(raw: Buffer, change: HeaderChange): Buffer {
  const remove = new Set((change.remove ?? []).map(name => name.toLowerCase()));
  const { fields, bodyStart } = readHeader(raw, 0, raw.length);
  const kept = fields.filter(field => !remove.has(field.name.toLowerCase())).map(field => field.raw);
  const last = kept.at(-1);
  const unterminated = last !== undefined && last.at(-1) !== 0x0a ? Buffer.from('\r\n') : Buffer.alloc(0);
  const body = raw.subarray(bodyStart);
  return Buffer.concat([lines(change.prepend), ...kept, unterminated, lines(change.append), Buffer.from('\r\n'), body]);
}

/** Trace fields before everything else; what the sender wrote is untouched, malformed lines included. */
export function prependFields(raw: Buffer, fields: readonly string[]): Buffer {
  return Buffer.concat([lines(fields), raw]);
}

/** A header value on one line: line ends and controls of a hostile value become spaces. */
export function oneLine(value: string): string {
  return Array.from(value, char => (char < ' ' || char === '\u007f' ? ' ' : char)).join('');
}
