/** Values between formulas and the functions of the script: what Google passes in, what it makes of what comes out. */
import { createHash } from 'node:crypto';
import { CellFault, type CellValue } from './display';
import { AUTOMATIC_FORMAT, DATE_FORMAT, DATE_TIME_FORMAT } from './entry';
import type { ZoneTime } from './zone-time';

/** One cell of a formula's result; `format` is the automatic number format it brings. */
export interface ResultCell {
  readonly value: CellValue;
  readonly format?: string;
}

/** A cell as a function of the script gets it: blank is '', an error its code, a number under a date format a Date. */
export function scriptArgument(value: CellValue, isDate: boolean, zone: ZoneTime): string | number | boolean | Date {
  if (value === null) return '';
  if (value instanceof CellFault) return value.code;
  return isDate && typeof value === 'number' ? new Date(zone.toInstant(value)) : value;
}

/** The cells that a returned value fills: at least one; a list without rows is a column; ragged rows are filled with blanks. */
export function resultCells(returned: unknown, zone: ZoneTime): ResultCell[][] {
  if (!Array.isArray(returned)) return [[resultCell(returned, zone)]];
  const rows = returned.map((row: unknown) => (Array.isArray(row) ? row : [row]));
  const width = Math.max(0, ...rows.map(row => row.length));
  if (width === 0) return [[{ value: '' }]];
  return rows.map(row => Array.from({ length: width }, (_, column) => resultCell(row[column], zone)));
}

function resultCell(returned: unknown, zone: ZoneTime): ResultCell {
  if (returned === null || returned === undefined) return { value: '' };
  if (returned instanceof Date) {
    const instant = returned.getTime();
    if (Number.isNaN(instant)) return { value: new CellFault('#NUM!', 'La date rendue n’est pas valide.') };
    const value = zone.toSerial(instant);
    return { value, format: Number.isInteger(value) ? DATE_FORMAT : DATE_TIME_FORMAT };
  }
  switch (typeof returned) {
    case 'number':
      return Number.isFinite(returned)
        ? { value: returned, format: AUTOMATIC_FORMAT }
        : { value: new CellFault('#NUM!', 'Le résultat n’est pas un nombre valide.') };
    case 'string':
    case 'boolean':
      return { value: returned };
    case 'bigint':
      return { value: Number(returned) };
    default:
      return { value: String(returned) };
  }
}

/** The same key for the same function and arguments: Google calls a function again only when an argument changes. */
export function callKey(name: string, args: readonly unknown[]): string {
  const parts: string[] = [name];
  const add = (value: unknown): void => {
    if (Array.isArray(value)) {
      parts.push('[');
      for (const item of value) add(item);
      parts.push(']');
    } else if (value instanceof Date) {
      parts.push(`d${value.getTime()}`);
    } else {
      const text = String(value);
      parts.push(`${(typeof value)[0]}${text.length}:${text}`);
    }
  };
  for (const arg of args) add(arg);
  return createHash('sha256').update(parts.join('\u0001')).digest('base64');
}
