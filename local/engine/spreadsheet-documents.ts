/**
 * How a spreadsheet is kept in the store: one document for its tabs, names and formulas, and one for each block of rows of
 * a tab, so that an edit in a long tab rewrites a few hundred rows and not all of them.
 */
import type { Store } from '../kernel/contract';
import { complete, type SheetDocument, SPREADSHEET_KIND, type SpreadsheetDocument, type Stored } from './document';

/** The kind of the blocks in the Store; their ids are `spreadsheet/tab/block`. */
export const ROWS_KIND = 'spreadsheetRows';
/** Rows of one block. */
export const BLOCK_ROWS = 256;

/** Rows of a tab whose values or looks are others than before. */
export interface ChangedRows {
  readonly sheetId: number;
  /** From 1. */
  readonly row: number;
  /** Infinity: to the end of the tab. */
  readonly rows: number;
}

type Rows = Pick<SheetDocument, 'values' | 'styles'>;
/** A tab as it stands in the first document; `values` and `styles` are there only in workbooks of the first format. */
type SheetHead = Omit<SheetDocument, keyof Rows> & Partial<Rows> & { readonly blocks?: number };
type SpreadsheetHead = Omit<SpreadsheetDocument, 'sheets'> & { readonly sheets: readonly SheetHead[] };

/** Stands in the store for a spreadsheet in memory: what is written is its state when it is written. */
class LiveHead {
  constructor(readonly document: SpreadsheetDocument) {}

  toJSON(): SpreadsheetHead {
    return {
      ...this.document,
      sheets: this.document.sheets.map(({ values, styles, ...head }) => ({
        ...head,
        blocks: blocksOf({ values, styles }),
      })),
    };
  }
}

/** Stands in the store for some rows of a tab in memory. */
class LiveRows implements Rows {
  readonly #sheet: SheetDocument;
  readonly #block: number;

  constructor(sheet: SheetDocument, block: number) {
    this.#sheet = sheet;
    this.#block = block;
  }

  get values(): (Stored[] | null)[] {
    return this.#slice(this.#sheet.values);
  }

  get styles(): (number[] | null)[] {
    return this.#slice(this.#sheet.styles);
  }

  toJSON(): Rows {
    return { values: this.values, styles: this.styles };
  }

  #slice<T>(items: readonly T[]): T[] {
    return items.slice(this.#block * BLOCK_ROWS, (this.#block + 1) * BLOCK_ROWS);
  }
}

/** One spreadsheet in the store. */
export class SpreadsheetDocuments {
  readonly document: SpreadsheetDocument;
  readonly #store: Store;
  /** What the store holds under the id; another object there means that somebody replaced the spreadsheet. */
  #held: unknown;
  /** Blocks in the store, by tab. */
  readonly #blocks = new Map<number, number>();

  private constructor(store: Store, document: SpreadsheetDocument, held: unknown) {
    this.#store = store;
    this.document = document;
    this.#held = held;
  }

  /** Puts a new spreadsheet into the store. */
  static create(store: Store, document: SpreadsheetDocument): SpreadsheetDocuments {
    const documents = new SpreadsheetDocuments(store, document, undefined);
    documents.touch();
    return documents;
  }

  /** The spreadsheet of that id; undefined when there is none. */
  static open(store: Store, id: string): SpreadsheetDocuments | undefined {
    const held = store.get<SpreadsheetHead | LiveHead>(SPREADSHEET_KIND, id);
    if (held === undefined) return undefined;
    const document =
      held instanceof LiveHead
        ? held.document
        : { ...held, sheets: held.sheets.map(sheet => assembled(store, id, sheet)) };
    complete(document);
    const documents = new SpreadsheetDocuments(store, document, held);
    const heads: readonly { sheetId: number; blocks?: number }[] =
      held instanceof LiveHead
        ? document.sheets.map(sheet => ({ sheetId: sheet.sheetId, blocks: blocksOf(sheet) }))
        : held.sheets;
    for (const { sheetId, blocks } of heads) documents.#blocks.set(sheetId, blocks ?? 0);
    return documents;
  }

  /** Whether this is still what the store has under the id. */
  get isCurrent(): boolean {
    return this.#store.get(SPREADSHEET_KIND, this.document.id) === this.#held;
  }

  /** To be called after a change in the document; `rows` when values or looks of cells are others. */
  touch(rows?: ChangedRows): void {
    const { id } = this.document;
    if (this.#held instanceof LiveHead) this.#store.touch(SPREADSHEET_KIND, id);
    else this.#held = this.#store.put(SPREADSHEET_KIND, id, new LiveHead(this.document));
    const gone = new Set(this.#blocks.keys());
    for (const sheet of this.document.sheets) {
      gone.delete(sheet.sheetId);
      this.#touchRows(sheet, rows);
    }
    for (const sheetId of gone) this.#dropBlocks(sheetId, 0);
  }

  /** Takes the spreadsheet out of the store. */
  remove(): void {
    this.#store.remove(SPREADSHEET_KIND, this.document.id);
    for (const sheetId of [...this.#blocks.keys()]) this.#dropBlocks(sheetId, 0);
  }

  #touchRows(sheet: SheetDocument, changed: ChangedRows | undefined): void {
    const { sheetId } = sheet;
    const before = this.#blocks.get(sheetId) ?? 0;
    const count = blocksOf(sheet);
    this.#dropBlocks(sheetId, count);
    this.#blocks.set(sheetId, count);
    const isChanged = changed?.sheetId === sheetId;
    const first = isChanged ? Math.floor((changed.row - 1) / BLOCK_ROWS) : before;
    const last = isChanged ? Math.floor((changed.row + changed.rows - 2) / BLOCK_ROWS) : -1;
    for (let block = Math.min(first, before); block < count; block += 1) {
      if (block > last && block < before) block = before;
      if (block < count)
        this.#store.put(ROWS_KIND, rowsId(this.document.id, sheetId, block), new LiveRows(sheet, block));
    }
  }

  /** Takes the blocks from number `kept` on out of the store. */
  #dropBlocks(sheetId: number, kept: number): void {
    for (let block = kept; block < (this.#blocks.get(sheetId) ?? 0); block += 1) {
      this.#store.remove(ROWS_KIND, rowsId(this.document.id, sheetId, block));
    }
    this.#blocks.delete(sheetId);
  }
}

function rowsId(id: string, sheetId: number, block: number): string {
  return `${id}/${sheetId}/${block}`;
}

function blocksOf({ values, styles }: Rows): number {
  return Math.ceil(Math.max(values.length, styles.length) / BLOCK_ROWS);
}

function assembled(store: Store, id: string, { blocks = 0, ...head }: SheetHead): SheetDocument {
  const sheet: SheetDocument = { ...head, values: head.values ?? [], styles: head.styles ?? [] };
  for (let block = 0; block < blocks; block += 1) {
    const rows = store.get<Rows>(ROWS_KIND, rowsId(id, sheet.sheetId, block));
    if (rows === undefined) throw new Error(`The rows ${block} of tab ${sheet.sheetId} of ${id} are missing.`);
    append(sheet.values, block, rows.values);
    append(sheet.styles, block, rows.styles);
  }
  return sheet;
}

/** A block may have ended before its last row when it was written: what follows stands at its own rows all the same. */
function append<T>(items: (T | null)[], block: number, lines: readonly (T | null)[]): void {
  if (lines.length === 0) return;
  while (items.length < block * BLOCK_ROWS) items.push(null);
  for (const line of lines) items.push(line);
}
