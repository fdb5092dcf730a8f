/** Where rows and columns of the grid stand, in pixels from the first cell: the header row is higher, columns have their own width. */
import type { Result } from '../../host/methods';

export type SheetShape = Result<'workbook.sheet'>;

export const ROW_HEIGHT = 24;
export const HEADER_HEIGHT = 42;
/** The strip of column letters, and that of row numbers. */
export const LETTERS_HEIGHT = 22;
export const NUMBERS_WIDTH = 48;

export class GridGeometry {
  /** Left edge of each column from 0, and the right edge of the last. */
  readonly #edges: number[];
  readonly #headerHeight: number;

  constructor(readonly shape: SheetShape) {
    this.#edges = [0];
    for (const width of shape.columnWidths) this.#edges.push((this.#edges.at(-1) ?? 0) + width);
    this.#headerHeight = shape.frozenRows > 0 ? HEADER_HEIGHT : ROW_HEIGHT;
  }

  get width(): number {
    return this.#edges.at(-1) ?? 0;
  }

  get height(): number {
    return this.top(this.shape.rows + 1);
  }

  /** Rows and columns count from 1. */
  top(row: number): number {
    return row === 1 ? 0 : this.#headerHeight + (row - 2) * ROW_HEIGHT;
  }

  rowHeight(row: number): number {
    return row === 1 ? this.#headerHeight : ROW_HEIGHT;
  }

  left(column: number): number {
    return this.#edges[column - 1] ?? 0;
  }

  columnWidth(column: number): number {
    return this.shape.columnWidths[column - 1] ?? 0;
  }

  rowAt(y: number): number {
    if (y < this.#headerHeight) return 1;
    return Math.min(this.shape.rows, Math.floor((y - this.#headerHeight) / ROW_HEIGHT) + 2);
  }

  columnAt(x: number): number {
    const index = this.#edges.findIndex(edge => edge > x);
    return index === -1 ? this.shape.columns : Math.max(1, index);
  }
}

/** 1 → `A`, 27 → `AA`. */
export function columnName(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A length as a style takes it. */
export function px(length: number): string {
  return `${length}px`;
}
