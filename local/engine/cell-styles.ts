/** The looks of cells: each different style is stored once in the spreadsheet, cells hold its index. */
import type { CellStyle } from './document';
import { AUTOMATIC_FORMAT } from './entry';

/** Properties to set; null takes a property back to the default. */
export type StylePatch = { readonly [property in keyof CellStyle]?: CellStyle[property] | null };

export class CellStyles {
  readonly #styles: CellStyle[];
  readonly #indexes = new Map<string, number>();
  readonly #patched = new Map<string, number>();

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
    const patchKey = `${index} ${JSON.stringify(patch)}`;
    const known = this.#patched.get(patchKey);
    if (known !== undefined) return known;
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
    this.#patched.set(patchKey, found);
    return found;
  }
}

function styleKey(style: CellStyle): string {
  return JSON.stringify(Object.entries(style).sort(([a], [b]) => (a < b ? -1 : 1)));
}
