/** How a value given to a cell by a script or a person is stored: text is read as typed, a Date becomes a serial number. */

import { displayText } from './display';
import type { Stored } from './document';
import { AUTOMATIC_FORMAT, DATE_FORMAT, DATE_TIME_FORMAT, type Entry, readEntry, TEXT_FORMAT } from './entry';
import type { ZoneTime } from './zone-time';

/** Google's limit for the text of one cell, in UTF-16 units. */
export const MAX_CELL_TEXT = 50_000;
export const TOO_LONG = `Your input contains more than the maximum of ${MAX_CELL_TEXT} characters in a single cell.`;

/** A value that no cell can hold. */
export class UnstorableValue extends Error {
  override readonly name = 'UnstorableValue';
}

/**
 * The entry for a value put in a cell of that number format; `year` completes a day typed without one.
 * In a text cell everything becomes text. Throws UnstorableValue on text above 50,000 characters, an invalid
 * Date, NaN, an infinite number, and on objects.
 */
export function cellEntry(value: unknown, format: string, zone: ZoneTime, year: number): Entry {
  const reason = unstorable(value);
  if (reason !== undefined) throw new UnstorableValue(reason);
  if (typeof value === 'string') return readEntry(value, format, year);
  if (value instanceof Date) return dateEntry(value, format, zone);
  if (typeof value !== 'number' && typeof value !== 'boolean') return { kind: 'value', value: null };
  return { kind: 'value', value: format === TEXT_FORMAT ? displayText(value, AUTOMATIC_FORMAT) : value };
}

/** Whether a script's value can be stored at all; gives the reason when not. */
export function unstorable(value: unknown): string | undefined {
  if (typeof value === 'string') return value.length > MAX_CELL_TEXT ? TOO_LONG : undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `A cell cannot hold the number ${value}.`;
  if (value === null || value === undefined || typeof value === 'boolean') return undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'A cell cannot hold an invalid Date.' : undefined;
  return 'A cell holds text, a number, a boolean or a Date; an object or a function was given.';
}

function dateEntry(date: Date, format: string, zone: ZoneTime): Entry {
  const serial: Stored = zone.toSerial(date.getTime());
  const automatic = Number.isInteger(serial) ? DATE_FORMAT : DATE_TIME_FORMAT;
  if (format === TEXT_FORMAT) return { kind: 'value', value: displayText(serial, automatic) };
  return { kind: 'value', value: serial, format: automatic };
}
