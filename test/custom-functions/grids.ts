/** How the tests write the grids that Google passes to custom functions, and what comes back. */
import vm from 'node:vm';
import { type Instant, isoParis } from '../../src/scheme/time';

/** A range of one column. */
export const column = (...cells: unknown[]): unknown[][] => cells.map(cell => [cell]);

/** An open range: cells, then the thousands of blank rows below them. */
export const open = (rows: number, ...cells: unknown[]): unknown[][] => [
  ...column(...cells),
  ...Array.from({ length: rows - cells.length }, () => ['']),
];

/** The same value, made of another realm's arrays and dates, as Google's are. */
export function foreign(value: unknown): unknown {
  const parse = vm.runInNewContext(
    '(text => JSON.parse(text, (key, value) => value && value.date !== undefined ? new Date(value.date) : value))',
  ) as (text: string) => unknown;
  const text = JSON.stringify(value, function (this: Record<string, unknown>, key, plain: unknown) {
    const original = this[key];
    return original instanceof Date ? { date: original.getTime() } : plain;
  });
  return parse(text);
}

/** The spaces of typography as plain ones, so that sentences can be typed here. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

/** The sentence that a call throws, spaces plain; fails when it throws none. */
export function thrown(call: () => unknown): string {
  let given: unknown;
  try {
    given = call();
  } catch (error) {
    return plainSpaces((error as Error).message);
  }
  throw new Error(`No error, but ${JSON.stringify(given)}`);
}

/** What a formula shows: dates as ISO in Paris, spaces plain, the rest as it is. */
export function shown(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(shown);
  if (typeof given === 'string') return plainSpaces(given);
  return Object.prototype.toString.call(given) === '[object Date]'
    ? isoParis((given as Date).getTime() as Instant)
    : given;
}

/** A range that counts how often its rows are read. */
export function counting(range: unknown[][]): { range: unknown[][]; reads: () => number } {
  let reads = 0;
  const proxy = new Proxy(range, {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
  return { range: proxy, reads: () => reads };
}
