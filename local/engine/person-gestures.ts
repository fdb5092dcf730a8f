/** What a person does in a workbook with keyboard and mouse: typing, rows, sorting. Refused with a French sentence where Google refuses. */
import { type Clock, Refusal } from '../kernel/contract';
import { cellEntry, UnstorableValue } from './cell-entry';
import { choices, fits } from './cell-validation';
import { displayText } from './display';
import type { ProtectionDocument } from './document';
import type { Entry } from './entry';
import { type Area, areaName, cellName } from './grid-area';
import { protectionAgainst, protectionAgainstShape } from './protection-rules';
import type { Sheet } from './sheet';
import type { Workbook } from './workbook';
import { yearOf } from './zone-time';

/** What a person can put in a cell; text is read as typed, '' or null empties it. */
export type TypedValue = string | number | boolean | Date | null;

/** What an onEdit trigger is told. `value` and `oldValue` are Google's texts: undefined when the cell is, was, empty or for several cells. */
export interface EditHappened {
  readonly sheetId: number;
  readonly area: Area;
  readonly value: string | undefined;
  readonly oldValue: string | undefined;
}

/** A list that stands beside its own help is told when it is short. */
const MAX_TOLD_CHOICES = 12;

export class PersonGestures {
  readonly #book: Workbook;
  readonly #clock: Clock;

  constructor(book: Workbook, clock: Clock) {
    this.#book = book;
    this.#clock = clock;
  }

  /** Types in one cell, as `by`. Throws Refusal: outside the tab, protected, refused by the cell's validation, unreadable. */
  typeCell(sheet: Sheet, row: number, column: number, value: TypedValue, by: string): EditHappened {
    const area = { row, column, rows: 1, columns: 1 };
    this.#inside(sheet, area);
    this.#allowed(sheet, protectionAgainst(this.#book.document, sheet.document, area, by), area);
    const entry = this.#entry(sheet, row, column, value);
    this.#validated(sheet, row, column, entry);
    return this.#write(sheet, area, entry);
  }

  /** Writes past protections and validations, as a script of the owner could. */
  tamper(sheet: Sheet, row: number, column: number, value: TypedValue): EditHappened {
    const area = { row, column, rows: 1, columns: 1 };
    this.#inside(sheet, area);
    return this.#write(sheet, area, this.#entry(sheet, row, column, value));
  }

  /** Inserts empty rows above row `before`. */
  insertRows(sheet: Sheet, before: number, count: number, by: string): void {
    if (before < 1 || before > sheet.document.maxRows + 1)
      throw new Refusal(`Il n’y a pas de ligne ${before} dans « ${sheet.name} ».`);
    this.#allowed(sheet, protectionAgainstShape(this.#book.document, sheet.document, undefined, by), undefined);
    this.#book.reshape(sheet, { kind: 'insert', axis: 'row', at: before, count });
  }

  /** Deletes rows from row `first` on. */
  deleteRows(sheet: Sheet, first: number, count: number, by: string): void {
    const area = { row: first, column: 1, rows: count, columns: sheet.document.maxColumns };
    this.#inside(sheet, area);
    this.#allowed(sheet, protectionAgainstShape(this.#book.document, sheet.document, area, by), area);
    this.#book.reshape(sheet, { kind: 'delete', axis: 'row', at: first, count });
  }

  /** Sorts the tab by a column; frozen rows stay on top. */
  sortRows(sheet: Sheet, column: number, ascending: boolean, by: string): void {
    const { frozenRows, maxColumns } = sheet.document;
    const rows = sheet.lastRow - frozenRows;
    if (column < 1 || column > maxColumns)
      throw new Refusal(`Il n’y a pas de colonne ${column} dans « ${sheet.name} ».`);
    if (rows < 1) return;
    const area = { row: frozenRows + 1, column: 1, rows, columns: maxColumns };
    this.#allowed(sheet, protectionAgainst(this.#book.document, sheet.document, area, by), area);
    this.#book.sort(sheet, area, [{ column, ascending }]);
  }

  /** Moves a column in front of column `before` (counted before the move). */
  moveColumn(sheet: Sheet, column: number, before: number, by: string): void {
    const area = { row: 1, column, rows: sheet.document.maxRows, columns: 1 };
    this.#inside(sheet, area);
    if (before < 1 || before > sheet.document.maxColumns + 1)
      throw new Refusal(`Il n’y a pas de colonne ${before} dans « ${sheet.name} ».`);
    this.#allowed(sheet, protectionAgainstShape(this.#book.document, sheet.document, area, by), area);
    this.#book.reshape(sheet, { kind: 'move', axis: 'column', from: column, count: 1, before });
  }

  /** Inserts empty columns in front of column `before`. */
  insertColumns(sheet: Sheet, before: number, count: number, by: string): void {
    if (before < 1 || before > sheet.document.maxColumns + 1)
      throw new Refusal(`Il n’y a pas de colonne ${before} dans « ${sheet.name} ».`);
    this.#allowed(sheet, protectionAgainstShape(this.#book.document, sheet.document, undefined, by), undefined);
    this.#book.reshape(sheet, { kind: 'insert', axis: 'column', at: before, count });
  }

  /** Selects cells of a tab, which becomes the active one. */
  setSelection(sheet: Sheet, areas: Area[]): void {
    for (const area of areas) this.#inside(sheet, area);
    this.#book.select(sheet, areas);
  }

  #write(sheet: Sheet, area: Area, entry: Entry): EditHappened {
    const oldValue = this.#eventText(sheet, area);
    sheet.write(area, [[entry]]);
    return { sheetId: sheet.sheetId, area, value: this.#eventText(sheet, area), oldValue };
  }

  /** Google gives the raw value as text: dates as serial numbers, booleans as TRUE and FALSE. */
  #eventText(sheet: Sheet, { row, column }: Area): string | undefined {
    const [[value = null] = []] = sheet.values({ row, column, rows: 1, columns: 1 });
    if (value === null) return undefined;
    if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
    return typeof value === 'object' ? value.code : String(value);
  }

  #entry(sheet: Sheet, row: number, column: number, value: TypedValue): Entry {
    const year = yearOf(this.#book.zone.toSerial(this.#clock.now()));
    try {
      return cellEntry(value, sheet.numberFormat(row, column), this.#book.zone, year);
    } catch (error) {
      if (error instanceof UnstorableValue)
        throw new Refusal(`La cellule ${cellName({ row, column })} ne peut pas contenir plus de 50 000 caractères.`);
      throw error;
    }
  }

  #validated(sheet: Sheet, row: number, column: number, entry: Entry): void {
    const rule = sheet.validation(row, column);
    if (rule === undefined || rule.allowInvalid || entry.kind === 'formula') return;
    const shown = displayText(entry.value, entry.format ?? sheet.numberFormat(row, column));
    const shownIn = (area: Area & { sheetId: number }) =>
      this.#book.sheetById(area.sheetId)?.displayValues(area).flat() ?? [];
    if (fits(rule, entry.value, shown, shownIn)) return;
    const place = `« ${shown} » n’est pas accepté en ${cellName({ row, column })} de « ${sheet.name} ».`;
    const list = choices(rule, shownIn);
    const help = rule.helpText === null || rule.helpText === '' ? '' : ` ${rule.helpText}`;
    const isTold = list !== undefined && (help === '' || list.length <= MAX_TOLD_CHOICES);
    throw new Refusal(`${place}${help}${isTold ? ` Valeurs possibles : ${list.join(', ')}.` : ''}`);
  }

  #inside(sheet: Sheet, area: Area): void {
    const { maxRows, maxColumns } = sheet.document;
    const inside =
      area.row >= 1 &&
      area.column >= 1 &&
      area.row + area.rows - 1 <= maxRows &&
      area.column + area.columns - 1 <= maxColumns;
    if (!inside) throw new Refusal(`La plage ${areaName(area)} sort de l’onglet « ${sheet.name} ».`);
  }

  #allowed(sheet: Sheet, protection: ProtectionDocument | undefined, area: Area | undefined): void {
    if (protection === undefined) return;
    const why = protection.description === '' ? '' : ` (${protection.description})`;
    throw new Refusal(
      area === undefined
        ? `L’onglet « ${sheet.name} » est protégé : vous ne pouvez pas le modifier${why}.`
        : `La plage ${areaName(area)} de « ${sheet.name} » est protégée : vous ne pouvez pas la modifier${why}.`,
    );
  }
}
