/** A spreadsheet in memory for the tests of the engine, with functions of a script that count their calls. */

import { readEntry } from '../../local/engine/entry';
import { parseA1 } from '../../local/engine/grid-area';
import type { Sheet } from '../../local/engine/sheet';
import { Spreadsheets } from '../../local/engine/spreadsheets';
import type { Workbook } from '../../local/engine/workbook';
import type { CustomFunctions, Store } from '../../local/kernel/contract';

export const OWNER = 'gestion@cuf.example';
export const COLLEAGUE = 'collegue@cuf.example';
export const NOW = Date.parse('2018-11-05T14:30:00+01:00');

export interface CountedFunctions extends CustomFunctions {
  readonly calls: { name: string; args: unknown[] }[];
}

/** The functions of a pretended script. */
export function functions(list: Record<string, (...args: never[]) => unknown>): CountedFunctions {
  const calls: { name: string; args: unknown[] }[] = [];
  return {
    calls,
    has: name => Object.hasOwn(list, name),
    call: (name, args) => {
      calls.push({ name, args });
      const run = list[name];
      if (run === undefined) throw new Error(`No function ${name}`);
      return run(...(args as never[]));
    },
  };
}

/** A store that keeps documents by reference and counts what is touched. */
export class MemoryStore implements Store {
  readonly documents = new Map<string, unknown>();
  touched = 0;
  #next = 0;

  get<T>(kind: string, id: string): T | undefined {
    return this.documents.get(`${kind}/${id}`) as T | undefined;
  }
  put<T>(kind: string, id: string, value: T): T {
    this.documents.set(`${kind}/${id}`, value);
    return value;
  }
  touch(): void {
    this.touched += 1;
  }
  remove(kind: string, id: string): void {
    this.documents.delete(`${kind}/${id}`);
  }
  ids(kind: string): string[] {
    return [...this.documents.keys()].filter(key => key.startsWith(`${kind}/`)).map(key => key.slice(kind.length + 1));
  }
  writeBytes(): void {}
  readBytes(): undefined {
    return undefined;
  }
  newId(prefix: string): string {
    this.#next += 1;
    return `${prefix}-${String(this.#next).padStart(6, '0')}`;
  }
}

export interface MemoryBook {
  readonly book: Workbook;
  readonly store: MemoryStore;
  readonly spreadsheets: Spreadsheets;
  readonly scripts: CountedFunctions;
  readonly clock: { time: number; now(): number };
}

/** A spreadsheet with these tabs, at 14:30 on 05/11/2018 in Paris. */
export function memoryBook(tabs: string[] = ['Feuille'], scripts: CountedFunctions = functions({})): MemoryBook {
  const store = new MemoryStore();
  const clock = { time: NOW, now: () => clock.time };
  const spreadsheets = new Spreadsheets(store, clock, () => scripts);
  const book = spreadsheets.create({ name: 'Essai', owner: OWNER, tabs });
  return { book, store, spreadsheets, scripts, clock };
}

/** The tab of that name, which must exist. */
export function tab(book: Workbook, name = 'Feuille'): Sheet {
  const sheet = book.sheet(name);
  if (sheet === undefined) throw new Error(`No tab ${name}`);
  return sheet;
}

/** Types a text in a cell as a person would, without any check. */
export function type(sheet: Sheet, notation: string, text: string): void {
  const { row, column } = cell(notation);
  sheet.write({ row, column, rows: 1, columns: 1 }, [[readEntry(text, sheet.numberFormat(row, column), 2018)]]);
}

/** Writes plain values from a corner on. */
export function fill(sheet: Sheet, notation: string, values: (string | number | boolean | null)[][]): void {
  const { row, column } = cell(notation);
  const area = { row, column, rows: values.length, columns: values[0]?.length ?? 0 };
  sheet.write(
    area,
    values.map(line => line.map(value => ({ kind: 'value', value }))),
  );
}

/** Sets a formula as setFormula does, in US syntax. */
export function setFormula(sheet: Sheet, notation: string, text: string): void {
  const { row, column } = cell(notation);
  sheet.write({ row, column, rows: 1, columns: 1 }, [[{ kind: 'formula', formula: { text } }]]);
}

/** What a cell shows. */
export function shown(sheet: Sheet, notation: string): string {
  const { row, column } = cell(notation);
  return sheet.displayValues({ row, column, rows: 1, columns: 1 })[0]?.[0] ?? '';
}

/** What a column shows, from a cell down. */
export function shownDown(sheet: Sheet, notation: string, rows: number): string[] {
  const { row, column } = cell(notation);
  return sheet.displayValues({ row, column, rows, columns: 1 }).map(([text = '']) => text);
}

export function cell(notation: string): { row: number; column: number } {
  const area = parseA1(notation);
  if (area === undefined) throw new Error(`No cell ${notation}`);
  return area;
}
