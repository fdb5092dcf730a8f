/** A block of cells, as a script reads and writes it. Reads and writes of values, formulas, formats and notes are counted. */
import { cellEntry, unstorable } from '../../engine/cell-entry';
import type { StylePatch } from '../../engine/cell-styles';
import { choices, fits } from '../../engine/cell-validation';
import { CellFault, type CellValue, displayText } from '../../engine/display';
import type { SheetArea, ValidationDocument } from '../../engine/document';
import type { Entry } from '../../engine/entry';
import { type Area, areaName, cellName } from '../../engine/grid-area';
import type { SortKey } from '../../engine/row-order';
import type { Sheet } from '../../engine/sheet';
import { yearOf } from '../../engine/zone-time';
import { ScriptError, ServiceObject } from '../../kernel/contract';
import { DataValidation, validationDocument } from './data-validation';
import type { WrapStrategy } from './enumerations';
import { protect } from './protect';
import { mismatch, placeRange, type RangePlace, type SheetsSession, text, whole } from './session';

/** What a script reads in a cell. */
export type ScriptValue = string | number | boolean | Date;

export class Range extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #place: RangePlace;

  constructor(session: SheetsSession, place: RangePlace) {
    super();
    this.#session = session;
    this.#place = place;
    placeRange(this, place);
  }

  // Where it is: free.

  getRow(): number {
    return this.#place.area.row;
  }

  getColumn(): number {
    return this.#place.area.column;
  }

  getRowIndex(): number {
    return this.#place.area.row;
  }

  getLastRow(): number {
    return this.#place.area.row + this.#place.area.rows - 1;
  }

  getLastColumn(): number {
    return this.#place.area.column + this.#place.area.columns - 1;
  }

  getNumRows(): number {
    return this.#place.area.rows;
  }

  getNumColumns(): number {
    return this.#place.area.columns;
  }

  getHeight(): number {
    return this.#place.area.rows;
  }

  getWidth(): number {
    return this.#place.area.columns;
  }

  getA1Notation(): string {
    return areaName(this.#place.area);
  }

  getGridId(): number {
    return this.#place.sheetId;
  }

  getSheet(): ServiceObject {
    return this.#session.make.sheet(this.#place);
  }

  /** The cell at row and column of this range, both from 1. */
  getCell(row: number, column: number): ServiceObject {
    const { area } = this.#place;
    const [r, c] = [whole(row, 'Range.getCell'), whole(column, 'Range.getCell')];
    if (r < 1 || c < 1 || r > area.rows || c > area.columns) throw new ScriptError('Cell reference out of range');
    return this.#at({ row: area.row + r - 1, column: area.column + c - 1, rows: 1, columns: 1 });
  }

  offset(rowOffset: number, columnOffset: number, numRows?: number, numColumns?: number): ServiceObject {
    const { area } = this.#place;
    return this.#at({
      row: area.row + whole(rowOffset, 'Range.offset'),
      column: area.column + whole(columnOffset, 'Range.offset'),
      rows: numRows === undefined ? area.rows : whole(numRows, 'Range.offset'),
      columns: numColumns === undefined ? area.columns : whole(numColumns, 'Range.offset'),
    });
  }

  activate(): this {
    this.#session.book(this.#place.bookId).select(this.#sheet, [this.#place.area]);
    return this;
  }

  // Values.

  getValue(): ScriptValue {
    return this.#read('getValue', this.#corner, (sheet, area) => this.#scriptValues(sheet, area))[0]?.[0] ?? '';
  }

  getValues(): ScriptValue[][] {
    return this.#read('getValues', this.#place.area, (sheet, area) => this.#scriptValues(sheet, area));
  }

  getDisplayValue(): string {
    return this.#read('getDisplayValue', this.#corner, (sheet, area) => sheet.displayValues(area))[0]?.[0] ?? '';
  }

  getDisplayValues(): string[][] {
    return this.#read('getDisplayValues', this.#place.area, (sheet, area) => sheet.displayValues(area));
  }

  isBlank(): boolean {
    return this.#read('isBlank', this.#place.area, (sheet, area) =>
      sheet.values(area).every(line => line.every(value => value === null)),
    );
  }

  /** The same value in every cell of the range. */
  setValue(value: unknown): this {
    this.#storable(value, 'setValue');
    return this.#writeValues('setValue', () => value);
  }

  setValues(values: unknown): this {
    const block = this.#block(values, 'setValues');
    for (const line of block) for (const value of line) this.#storable(value, 'setValues');
    return this.#writeValues('setValues', (row, column) => block[row]?.[column]);
  }

  // Formulas.

  getFormula(): string {
    return this.#read('getFormula', this.#corner, (sheet, area) => sheet.formulaText(area.row, area.column));
  }

  getFormulas(): string[][] {
    return this.#read('getFormulas', this.#place.area, (sheet, area) =>
      sheet.map(area, (row, column) => sheet.formulaText(row, column)),
    );
  }

  setFormula(formula: unknown): this {
    const given = text(formula, 'Range.setFormula');
    return this.#writeEntries('setFormula', () => formulaEntry(given));
  }

  setFormulas(formulas: unknown): this {
    const block = this.#block(formulas, 'setFormulas').map(line =>
      line.map(formula => text(formula, 'Range.setFormulas')),
    );
    return this.#writeEntries('setFormulas', (row, column) => formulaEntry(block[row]?.[column] ?? ''));
  }

  // Looks.

  getNumberFormat(): string {
    return this.#read('getNumberFormat', this.#corner, (sheet, area) => sheet.numberFormats(area))[0]?.[0] ?? 'General';
  }

  getNumberFormats(): string[][] {
    return this.#read('getNumberFormats', this.#place.area, (sheet, area) => sheet.numberFormats(area));
  }

  setNumberFormat(format: unknown): this {
    return this.#style('setNumberFormat', { numberFormat: text(format, 'Range.setNumberFormat') });
  }

  setNumberFormats(formats: unknown): this {
    return this.#styles('setNumberFormats', formats, format => ({
      numberFormat: text(format, 'Range.setNumberFormats'),
    }));
  }

  getBackground(): string {
    return this.#read(
      'getBackground',
      this.#corner,
      (sheet, { row, column }) => sheet.style(row, column).background ?? WHITE,
    );
  }

  getBackgrounds(): string[][] {
    return this.#read('getBackgrounds', this.#place.area, (sheet, area) =>
      sheet.map(area, (row, column) => sheet.style(row, column).background ?? WHITE),
    );
  }

  setBackground(colour: unknown): this {
    return this.#style('setBackground', { background: textOrNull(colour, 'Range.setBackground') });
  }

  setBackgrounds(colours: unknown): this {
    return this.#styles('setBackgrounds', colours, colour => ({
      background: textOrNull(colour, 'Range.setBackgrounds'),
    }));
  }

  setFontColor(colour: unknown): this {
    return this.#style('setFontColor', { fontColor: textOrNull(colour, 'Range.setFontColor') });
  }

  setFontColors(colours: unknown): this {
    return this.#styles('setFontColors', colours, colour => ({ fontColor: textOrNull(colour, 'Range.setFontColors') }));
  }

  getFontWeight(): string {
    return this.#read(
      'getFontWeight',
      this.#corner,
      (sheet, { row, column }) => sheet.style(row, column).fontWeight ?? 'normal',
    );
  }

  setFontWeight(weight: unknown): this {
    return this.#style('setFontWeight', { fontWeight: textOrNull(weight, 'Range.setFontWeight') });
  }

  setFontWeights(weights: unknown): this {
    return this.#styles('setFontWeights', weights, weight => ({
      fontWeight: textOrNull(weight, 'Range.setFontWeights'),
    }));
  }

  setFontStyle(style: unknown): this {
    return this.#style('setFontStyle', { fontStyle: textOrNull(style, 'Range.setFontStyle') });
  }

  setFontLine(line: unknown): this {
    return this.#style('setFontLine', { fontLine: textOrNull(line, 'Range.setFontLine') });
  }

  setFontSize(size: unknown): this {
    return this.#style('setFontSize', { fontSize: whole(size, 'Range.setFontSize') });
  }

  setFontFamily(family: unknown): this {
    return this.#style('setFontFamily', { fontFamily: textOrNull(family, 'Range.setFontFamily') });
  }

  setHorizontalAlignment(alignment: unknown): this {
    return this.#style('setHorizontalAlignment', {
      horizontalAlignment: textOrNull(alignment, 'Range.setHorizontalAlignment'),
    });
  }

  setVerticalAlignment(alignment: unknown): this {
    return this.#style('setVerticalAlignment', {
      verticalAlignment: textOrNull(alignment, 'Range.setVerticalAlignment'),
    });
  }

  setWrap(wrap: unknown): this {
    if (typeof wrap !== 'boolean') throw mismatch([wrap], 'Range.setWrap');
    return this.#style('setWrap', { wrap });
  }

  setWrapStrategy(strategy: (typeof WrapStrategy)['WRAP' | 'OVERFLOW' | 'CLIP']): this {
    return this.#style('setWrapStrategy', { wrap: strategy.name() === 'WRAP' });
  }

  // Notes.

  getNote(): string {
    return this.#read('getNote', this.#corner, (sheet, { row, column }) => sheet.note(row, column));
  }

  getNotes(): string[][] {
    return this.#read('getNotes', this.#place.area, (sheet, area) =>
      sheet.map(area, (row, column) => sheet.note(row, column)),
    );
  }

  setNote(note: unknown): this {
    const given = textOrNull(note, 'Range.setNote') ?? '';
    return this.#writeNotes('setNote', () => given);
  }

  setNotes(notes: unknown): this {
    const block = this.#block(notes, 'setNotes').map(line =>
      line.map(note => textOrNull(note, 'Range.setNotes') ?? ''),
    );
    return this.#writeNotes('setNotes', (row, column) => block[row]?.[column] ?? '');
  }

  clearNote(): this {
    return this.#write('clearNote', (sheet, area) => {
      sheet.clearNotes(area);
    });
  }

  // Validation.

  getDataValidation(): DataValidation | null {
    return this.#read('getDataValidation', this.#corner, (sheet, { row, column }) =>
      this.#validation(sheet.validation(row, column)),
    );
  }

  getDataValidations(): (DataValidation | null)[][] {
    return this.#read('getDataValidations', this.#place.area, (sheet, area) =>
      sheet.map(area, (row, column) => this.#validation(sheet.validation(row, column))),
    );
  }

  setDataValidation(rule: unknown): this {
    const document = validationDocument(rule, 'Range.setDataValidation') ?? undefined;
    return this.#write('setDataValidation', (sheet, area) => {
      sheet.setValidation(area, document);
    });
  }

  setDataValidations(rules: unknown): this {
    const block = this.#block(rules, 'setDataValidations').map(line =>
      line.map(rule => validationDocument(rule, 'Range.setDataValidations') ?? undefined),
    );
    return this.#write('setDataValidations', (sheet, area) => {
      sheet.map(area, (row, column) => {
        sheet.setValidation({ row, column, rows: 1, columns: 1 }, block[row - area.row]?.[column - area.column]);
      });
    });
  }

  clearDataValidations(): this {
    return this.#write('clearDataValidations', (sheet, area) => {
      sheet.setValidation(area, undefined);
    });
  }

  /** Checkboxes with false, or the unchecked value, in empty cells. */
  insertCheckboxes(checked?: unknown, unchecked?: unknown): this {
    const values = [checked, unchecked].filter((value): value is string | number | boolean => value !== undefined);
    const rule: ValidationDocument = { criteria: 'CHECKBOX', values, allowInvalid: false, helpText: null };
    return this.#write('insertCheckboxes', (sheet, area) => {
      sheet.setValidation(area, rule);
      if (values.length === 1) return;
      const empty: Entry = { kind: 'value', value: values[1] ?? false };
      const now = sheet.values(area);
      sheet.write(
        area,
        now.map(line => line.map(value => (value === null ? empty : undefined))),
      );
    });
  }

  removeCheckboxes(): this {
    return this.#write('removeCheckboxes', (sheet, area) => {
      sheet.setValidation(area, undefined);
      sheet.clearContent(area);
    });
  }

  // Emptying, order, protection.

  clearContent(): this {
    return this.#write('clearContent', (sheet, area) => {
      sheet.clearContent(area);
    });
  }

  clearFormat(): this {
    return this.#write('clearFormat', (sheet, area) => {
      sheet.clearStyle(area);
    });
  }

  /** Empties content and looks; with options only what they name. */
  clear(options?: unknown): this {
    const only = clearOptions(options);
    return this.#write('clear', (sheet, area) => {
      if (only.contentsOnly) sheet.clearContent(area);
      if (only.formatOnly) sheet.clearStyle(area);
      if (only.commentsOnly) sheet.clearNotes(area);
      if (only.validationsOnly) sheet.setValidation(area, undefined);
    });
  }

  /** By a column of the sheet (from 1), or several; `{ column, ascending }`. */
  sort(spec: unknown): this {
    const keys = sortKeys(spec, 'Range.sort');
    return this.#write('sort', (sheet, area) => {
      this.#session.book(this.#place.bookId).sort(sheet, area, keys);
    });
  }

  protect(): ServiceObject {
    return protect(this.#session, this.#place, 'Range.protect', this.#place.area);
  }

  createTextFinder(findText: unknown): ServiceObject {
    return this.#session.make.textFinder([this.#place], text(findText, 'Range.createTextFinder'));
  }

  override toString(): string {
    return 'Range';
  }

  get #sheet(): Sheet {
    return this.#session.sheet(this.#place);
  }

  get #corner(): Area {
    return { row: this.#place.area.row, column: this.#place.area.column, rows: 1, columns: 1 };
  }

  #at(area: Area): ServiceObject {
    return this.#session.make.range(this.#session.within(this.#place, area));
  }

  #read<T>(method: string, area: Area, look: (sheet: Sheet, area: Area) => T): T {
    return this.#session.read(`Range.${method}`, area.rows * area.columns, () => look(this.#sheet, area));
  }

  #write(method: string, write: (sheet: Sheet, area: Area) => void): this {
    const { area } = this.#place;
    this.#session.allowCells(this.#place);
    this.#session.write(`Range.${method}`, area.rows * area.columns, () => {
      this.#session.within(this.#place, area);
      write(this.#sheet, area);
    });
    return this;
  }

  #scriptValues(sheet: Sheet, area: Area): ScriptValue[][] {
    const dates = sheet.dates(area);
    const { zone } = this.#session.book(this.#place.bookId);
    return sheet.values(area).map((line, row) =>
      line.map((value, column) => {
        if (value === null) return '';
        if (value instanceof CellFault) return value.code;
        return typeof value === 'number' && dates[row]?.[column] === true ? new Date(zone.toInstant(value)) : value;
      }),
    );
  }

  #validation(rule: ValidationDocument | undefined): DataValidation | null {
    return rule === undefined ? null : new DataValidation(this.#session, this.#place.bookId, rule);
  }

  #storable(value: unknown, method: string): void {
    const reason = unstorable(value);
    if (reason === undefined) return;
    if (typeof value === 'string' || value instanceof Date) throw new ScriptError(reason);
    throw mismatch([value], `Range.${method}`);
  }

  #writeValues(method: string, value: (row: number, column: number) => unknown): this {
    const { zone } = this.#session.book(this.#place.bookId);
    const year = yearOf(zone.toSerial(this.#session.clock.now()));
    return this.#writeEntries(method, (row, column, format) => cellEntry(value(row, column), format, zone, year));
  }

  #writeEntries(method: string, entry: (row: number, column: number, format: string) => Entry): this {
    return this.#write(method, (sheet, area) => {
      const entries = sheet.map(area, (row, column) => {
        const made = entry(row - area.row, column - area.column, sheet.numberFormat(row, column));
        this.#refuseInvalid(sheet, row, column, made);
        return made;
      });
      sheet.write(area, entries);
    });
  }

  #refuseInvalid(sheet: Sheet, row: number, column: number, entry: Entry): void {
    const rule = sheet.validation(row, column);
    if (rule === undefined || rule.allowInvalid || entry.kind === 'formula') return;
    const value: CellValue = entry.value;
    const shownIn = (area: SheetArea) =>
      this.#session.book(this.#place.bookId).sheetById(area.sheetId)?.displayValues(area).flat() ?? [];
    if (fits(rule, value, displayText(value, entry.format ?? sheet.numberFormat(row, column)), shownIn)) return;
    const list = choices(rule, shownIn);
    throw new ScriptError(
      `The data you entered in cell ${cellName({ row, column })} violates the data validation rules set on this cell.` +
        (list === undefined ? '' : ` Please enter one of the following values: ${list.join(', ')}.`),
    );
  }

  #writeNotes(method: string, note: (row: number, column: number) => string): this {
    return this.#write(method, (sheet, area) => {
      sheet.map(area, (row, column) => {
        sheet.setNote(row, column, note(row - area.row, column - area.column));
      });
    });
  }

  #style(method: string, patch: StylePatch): this {
    return this.#write(method, (sheet, area) => {
      sheet.setStyle(area, patch);
    });
  }

  #styles(method: string, values: unknown, patch: (value: unknown) => StylePatch): this {
    const block = this.#block(values, method).map(line => line.map(patch));
    return this.#write(method, (sheet, area) => {
      sheet.setStyle(area, (row, column) => block[row]?.[column] ?? {});
    });
  }

  /** A 2-D array of exactly the size of the range; throws Google's sentences. */
  #block(values: unknown, method: string): unknown[][] {
    const { rows, columns } = this.#place.area;
    if (!Array.isArray(values) || !values.every(line => Array.isArray(line)))
      throw mismatch([values], `Range.${method}`);
    const block: unknown[][] = values;
    if (block.length !== rows) {
      throw new ScriptError(
        `The number of rows in the data does not match the number of rows in the range. The data has ${block.length} but the range has ${rows}.`,
      );
    }
    for (const line of block) {
      if (line.length !== columns) {
        throw new ScriptError(
          `The number of columns in the data does not match the number of columns in the range. The data has ${line.length} but the range has ${columns}.`,
        );
      }
    }
    return block;
  }
}

const WHITE = '#ffffff';

function textOrNull(value: unknown, method: string): string | null {
  if (value === null) return null;
  return text(value, method);
}

function formulaEntry(formula: string): Entry {
  if (formula === '') return { kind: 'value', value: null };
  return { kind: 'formula', formula: { text: formula.startsWith('=') ? formula : `=${formula}` } };
}

/** What `sort` sorts by: a column number, `{ column, ascending }`, or several. */
export function sortKeys(spec: unknown, method: string): SortKey[] {
  if (Array.isArray(spec)) return spec.flatMap((item: unknown) => sortKeys(item, method));
  if (typeof spec === 'number') return [{ column: spec, ascending: true }];
  if (typeof spec === 'object' && spec !== null && 'column' in spec && typeof spec.column === 'number') {
    return [{ column: spec.column, ascending: !('ascending' in spec) || spec.ascending !== false }];
  }
  throw mismatch([spec], method);
}

/** What `clear` empties: content and looks, or only what the options name. */
export function clearOptions(options: unknown): {
  contentsOnly: boolean;
  formatOnly: boolean;
  commentsOnly: boolean;
  validationsOnly: boolean;
} {
  const given = typeof options === 'object' && options !== null ? options : {};
  const has = (name: string) => Object.entries(given).some(([key, value]) => key === name && value === true);
  const named = ['contentsOnly', 'formatOnly', 'commentsOnly', 'validationsOnly'].some(has);
  return {
    contentsOnly: !named || has('contentsOnly'),
    formatOnly: !named || has('formatOnly'),
    commentsOnly: has('commentsOnly'),
    validationsOnly: has('validationsOnly'),
  };
}
