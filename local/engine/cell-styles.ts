/** The looks of cells: each different style is stored once in the spreadsheet, cells hold its index. */
import type { CellStyle } from './document';
import { AUTOMATIC_FORMAT } from './entry';

/** Properties to set; null takes a property back to the default. */
export type StylePatch = { readonly [property in keyof CellStyle]?: CellStyle[property] | null };

export class CellStyles {
  readonly #styles: CellStyle[];
  readonly #indexes = new Map<string, number>();
  readonly #patched = new Map<string, Map<number, number>>();
  /** The patch of the call under way: one call sets it on every cell of an area. */
  #last: { patch: StylePatch; known: Map<number, number> } | undefined;

  constructor(styles: CellStyle[]) {
    this.#styles = styles;
    styles.forEach((style, index) => {
      this.#indexes.set(styleKey(style), index);
    });
  }

  at(index: number): CellStyle {
    return this.#styles[index] ?? {};
  }

  numberFormat(index: number): string {
    return this.#styles[index]?.numberFormat ?? AUTOMATIC_FORMAT;
  }

  /** The index of style `index` with the patch applied. */
  patched(index: number, patch: StylePatch): number {
    const known = this.#knownFor(patch);
    const again = known.get(index);
    if (again !== undefined) return again;
    const entries = Object.entries({ ...this.at(index), ...patch }).filter(
      ([property, value]) => value !== null && !(property === 'numberFormat' && value === AUTOMATIC_FORMAT),
    );
    const style: CellStyle = Object.fromEntries(entries);
    const key = styleKey(style);
    let found = this.#indexes.get(key);
    if (found === undefined) {
      found = this.#styles.push(style) - 1;
      this.#indexes.set(key, found);
    }
    known.set(index, found);
    return found;
  }

  /** What a patch makes of each style that it met. */
  #knownFor(patch: StylePatch): Map<number, number> {
    if (this.#last?.patch === patch) return this.#last.known;
    const key = JSON.stringify(patch);
    let known = this.#patched.get(key);
    if (known === undefined) {
      known = new Map();
      this.#patched.set(key, known);
    }
    this.#last = { patch, known };
    return known;
  }
}

function styleKey(style: CellStyle): string {
  return JSON.stringify(Object.entries(style).sort(([a], [b]) => (a < b ? -1 : 1)));
}
