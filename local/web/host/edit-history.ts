/** What each browser tab has typed, so that it can take it back: Ctrl+Z undoes one's own edits, never somebody else's. */
import type { Stored } from '../../engine/document';
import { TEXT_FORMAT } from '../../engine/entry';
import type { Area } from '../../engine/grid-area';
import type { TypedValue } from '../../engine/person-gestures';
import type { Sheet } from '../../engine/sheet';

/** Edits that one tab can take back. */
const KEPT_EDITS = 100;
/** Tabs whose edits are remembered. */
const KEPT_TABS = 50;

/** A block before and after an edit, each cell as a person would type what stood there. */
export interface Edit {
  readonly sheetId: number;
  readonly area: Area;
  readonly before: readonly (readonly TypedValue[])[];
  readonly after: readonly (readonly TypedValue[])[];
}

export type Direction = 'undo' | 'redo';

export class EditHistory {
  readonly #edits = new Map<string, Record<Direction, Edit[]>>();

  /** Remembers what the gesture changes in the block, and gives what the gesture gives. */
  during<T>(session: string, sheet: Sheet, area: Area, gesture: () => T): T {
    const before = contents(sheet, area);
    const result = gesture();
    const after = contents(sheet, area);
    if (!sameContents(before, after)) {
      const own = this.#of(session);
      own.undo.push({ sheetId: sheet.sheetId, area, before, after });
      own.undo.splice(0, own.undo.length - KEPT_EDITS);
      own.redo.length = 0;
    }
    return result;
  }

  /** The next edit in that direction, which is then behind; undefined when there is none. */
  take(session: string, direction: Direction): Edit | undefined {
    return this.#of(session)[direction].pop();
  }

  /** An edit that was taken back can be done again, and the other way round. */
  turn(session: string, direction: Direction, edit: Edit): void {
    this.#of(session)[direction === 'undo' ? 'redo' : 'undo'].push(edit);
  }

  /** Rows have come, gone or moved: no edit of that tab knows its place any more. */
  forget(sheetId: number): void {
    for (const own of this.#edits.values()) {
      own.undo = own.undo.filter(edit => edit.sheetId !== sheetId);
      own.redo = own.redo.filter(edit => edit.sheetId !== sheetId);
    }
  }

  clear(): void {
    this.#edits.clear();
  }

  #of(session: string): Record<Direction, Edit[]> {
    const own = this.#edits.get(session) ?? { undo: [], redo: [] };
    // The tab that was busy last stands last.
    this.#edits.delete(session);
    this.#edits.set(session, own);
    for (const oldest of this.#edits.keys()) {
      if (this.#edits.size <= KEPT_TABS) break;
      this.#edits.delete(oldest);
    }
    return own;
  }
}

/** What a person would type in each cell to get what stands there: formulas and stored values, not what is shown. */
export function contents(sheet: Sheet, area: Area): TypedValue[][] {
  return sheet.map(area, (row, column) => {
    const formula = sheet.formula(row, column);
    if (formula !== undefined) return formula.text;
    return asTyped(sheet.document.values[row - 1]?.[column - 1] ?? null, sheet.numberFormat(row, column));
  });
}

/** A text stays text whatever it looks like: an apostrophe says so, but in a text cell. */
function asTyped(value: Stored, format: string): TypedValue {
  if (typeof value === 'string' && value !== '' && format !== TEXT_FORMAT) return `'${value}`;
  return value;
}

export function sameContents(one: Edit['before'], other: Edit['before']): boolean {
  return one.every((line, down) => line.every((value, across) => value === other[down]?.[across]));
}
