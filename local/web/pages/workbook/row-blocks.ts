/** The rows of a tab that this page holds: blocks fetched as they come into view, fetched again when the workbook changes. */
import type { CellStyle } from '../../../engine/document';
import type { CellView, WindowView } from '../../host/workbook-methods';
import { call } from '../host-call';

const BLOCK_ROWS = 60;
/** Blocks kept besides those in view. */
const KEPT_BLOCKS = 12;

export interface SheetPlace {
  spreadsheet: string;
  sheet: number;
}

interface Block {
  view?: WindowView;
  /** Whether what is held may be out of date. */
  isStale: boolean;
  isAsked: boolean;
}

export class RowBlocks {
  readonly #place: SheetPlace;
  readonly #onArrival: () => void;
  readonly #blocks = new Map<number, Block>();
  #inView: number[] = [];

  constructor(place: SheetPlace, onArrival: () => void) {
    this.#place = place;
    this.#onArrival = onArrival;
  }

  /** Rows of each stretch, first to last, are in view: fetches what is missing. */
  see(stretches: readonly (readonly [number, number])[]): void {
    const inView = new Set<number>();
    for (const [first, last] of stretches)
      for (let block = blockOf(first); block <= blockOf(last); block += 1) inView.add(block);
    this.#inView = [...inView];
    for (const block of this.#inView) this.#fetch(block);
    for (const block of this.#blocks.keys()) {
      if (this.#blocks.size <= KEPT_BLOCKS) break;
      if (!this.#inView.includes(block)) this.#blocks.delete(block);
    }
  }

  /** The workbook has changed: what is in view is fetched again, the rest when it is next seen. */
  refresh(): void {
    for (const block of this.#blocks.values()) block.isStale = true;
    for (const block of this.#inView) this.#fetch(block);
  }

  /** The cells of a row by column from 0; undefined while it is on its way. */
  row(row: number): readonly (CellView | null)[] | undefined {
    const view = this.#blocks.get(blockOf(row))?.view;
    return view?.rows[row - view.row];
  }

  style(row: number, cell: CellView | null | undefined): CellStyle | undefined {
    if (cell?.style === undefined) return undefined;
    return this.#blocks.get(blockOf(row))?.view?.styles[cell.style];
  }

  async #fetch(number: number): Promise<void> {
    const block = this.#blocks.get(number) ?? { isStale: true, isAsked: false };
    this.#blocks.set(number, block);
    if (block.isAsked || !block.isStale) return;
    block.isAsked = true;
    block.isStale = false;
    try {
      block.view = await call('workbook.window', { ...this.#place, row: number * BLOCK_ROWS + 1, rows: BLOCK_ROWS });
    } catch {
      block.isStale = true;
      return;
    } finally {
      block.isAsked = false;
    }
    this.#onArrival();
    if (block.isStale && this.#inView.includes(number)) await this.#fetch(number);
  }
}

function blockOf(row: number): number {
  return Math.floor((row - 1) / BLOCK_ROWS);
}
