/** A list that only grows, kept in the store in chunks, so that a new line rewrites one small file. */
import type { Store } from './contract';

const CHUNK = 100;

export class Log<T> {
  readonly #store: Store;
  readonly #kind: string;

  constructor(store: Store, kind: string) {
    this.#store = store;
    this.#kind = kind;
  }

  /** Every line, oldest first. */
  all(): T[] {
    const lines: T[] = [];
    for (let chunk = 0; ; chunk += 1) {
      const part = this.#chunk(chunk);
      if (part === undefined) return lines;
      lines.push(...part);
    }
  }

  add(line: T): T {
    const last = this.#lastChunk();
    const lines = this.#chunk(last);
    if (lines === undefined || lines.length >= CHUNK) this.#store.put(this.#kind, id(lines ? last + 1 : last), [line]);
    else {
      lines.push(line);
      this.#store.touch(this.#kind, id(last));
    }
    return line;
  }

  /** To be called after a line was changed in place; lines are looked for from the newest on. */
  touch(line: T): void {
    for (let chunk = this.#lastChunk(); chunk >= 0; chunk -= 1) {
      if (this.#chunk(chunk)?.includes(line) !== true) continue;
      this.#store.touch(this.#kind, id(chunk));
      return;
    }
  }

  #lastChunk(): number {
    return Math.max(0, this.#store.ids(this.#kind).length - 1);
  }

  #chunk(number: number): T[] | undefined {
    return this.#store.get<T[]>(this.#kind, id(number));
  }
}

function id(chunk: number): string {
  return String(chunk).padStart(4, '0');
}
