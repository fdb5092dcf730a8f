/** A tab, as a script holds it. Handles, names and sizes are free; everything that changes the tab is counted. */
import { cellEntry, unstorable } from '../../engine/cell-entry';
import type { SheetDocument } from '../../engine/document';
import { type Area, parseA1 } from '../../engine/grid-area';
import type { Sheet as SheetModel } from '../../engine/sheet';
import type { Workbook } from '../../engine/workbook';
import { yearOf } from '../../engine/zone-time';
import { ScriptError, ServiceObject } from '../../kernel/contract';
import { builtChart, EmbeddedChart, type EmbeddedChartBuilder, newChart, placedChart } from './charts';
import { ConditionalFormatRule, conditionalFormatDocuments } from './conditional-format';
import { ProtectionType } from './enumerations';
import { protect } from './protect';
import { clearOptions, sortKeys } from './range';
import { mismatch, OUTSIDE, placeSheet, type SheetPlace, type SheetsSession, text, whole } from './session';

export class Sheet extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #place: SheetPlace;

  constructor(session: SheetsSession, place: SheetPlace) {
    super();
    this.#session = session;
    this.#place = place;
    placeSheet(this, place);
  }

  // Handles, names, sizes: free.

  getName(): string {
    return this.#shape(sheet => sheet.name);
  }

  getSheetName(): string {
    return this.getName();
  }

  getSheetId(): number {
    return this.#place.sheetId;
  }

  /** From 1. */
  getIndex(): number {
    return this.#shape(
      () => this.#book.document.sheets.findIndex(({ sheetId }) => sheetId === this.#place.sheetId) + 1,
    );
  }

  getParent(): ServiceObject {
    return this.#session.make.spreadsheet(this.#place.bookId);
  }

  getMaxRows(): number {
    return this.#shape(sheet => sheet.document.maxRows);
  }

  getMaxColumns(): number {
    return this.#shape(sheet => sheet.document.maxColumns);
  }

  getLastRow(): number {
    return this.#session.look(() => this.#sheet.lastRow);
  }

  getLastColumn(): number {
    return this.#session.look(() => this.#sheet.lastColumn);
  }

  isSheetHidden(): boolean {
    return this.#shape(sheet => sheet.document.hidden);
  }

  getFrozenRows(): number {
    return this.#shape(sheet => sheet.document.frozenRows);
  }

  getFrozenColumns(): number {
    return this.#shape(sheet => sheet.document.frozenColumns);
  }

  getTabColor(): string | null {
    return this.#shape(sheet => sheet.document.tabColor);
  }

  getColumnWidth(column: number): number {
    const key = String(whole(column, 'Sheet.getColumnWidth'));
    return this.#read('getColumnWidth', sheet => sheet.document.columnWidths[key] ?? DEFAULT_WIDTH);
  }

  isColumnHiddenByUser(column: number): boolean {
    const wanted = whole(column, 'Sheet.isColumnHiddenByUser');
    return this.#read('isColumnHiddenByUser', sheet => sheet.document.hiddenColumns.includes(wanted));
  }

  /** `getRange('B2:D4')`, or row, column and sizes, all from 1. */
  getRange(first: unknown, column?: unknown, numRows?: unknown, numColumns?: unknown): ServiceObject {
    if (typeof first === 'string' && column === undefined) return this.#a1(first);
    const given = [first, column, numRows, numColumns].filter(value => value !== undefined);
    if (given.length < 2 || given.some(value => typeof value !== 'number')) throw mismatch(given, 'Sheet.getRange');
    return this.#range({
      row: whole(first, 'Sheet.getRange'),
      column: whole(column, 'Sheet.getRange'),
      rows: numRows === undefined ? 1 : whole(numRows, 'Sheet.getRange'),
      columns: numColumns === undefined ? 1 : whole(numColumns, 'Sheet.getRange'),
    });
  }

  getRangeList(notations: unknown): ServiceObject {
    if (!Array.isArray(notations)) throw mismatch([notations], 'Sheet.getRangeList');
    return this.#session.make.rangeList(
      notations.map((notation: unknown) =>
        this.#session.within(this.#place, this.#areaOf(text(notation, 'Sheet.getRangeList'))),
      ),
    );
  }

  /** From A1 to the last row and column with content; one cell when the tab is empty. */
  getDataRange(): ServiceObject {
    return this.#session.look(() =>
      this.#range({
        row: 1,
        column: 1,
        rows: Math.max(1, this.#sheet.lastRow),
        columns: Math.max(1, this.#sheet.lastColumn),
      }),
    );
  }

  activate(): this {
    return this.#write('activate', sheet => {
      this.#book.select(sheet, []);
    });
  }

  getActiveRange(): ServiceObject | null {
    const [first] = this.#book.activeSheet.sheetId === this.#place.sheetId ? this.#book.document.selection : [];
    return first === undefined ? null : this.#range(first);
  }

  createTextFinder(findText: unknown): ServiceObject {
    return this.#session.make.textFinder(
      [{ ...this.#place, area: this.#sheet.whole }],
      text(findText, 'Sheet.createTextFinder'),
    );
  }

  // Changes.

  /** Adds a row below the last one with content, at the moment it is written. */
  appendRow(values: unknown): this {
    if (!Array.isArray(values)) throw mismatch([values], 'Sheet.appendRow');
    const row: unknown[] = [...values];
    for (const value of row) {
      const reason = unstorable(value);
      if (reason !== undefined) throw new ScriptError(reason);
    }
    if (row.length > this.#sheet.document.maxColumns) throw new ScriptError(OUTSIDE);
    const last = this.#sheet.document.maxRows;
    this.#session.allowCells({
      ...this.#place,
      area: { row: Math.min(this.#sheet.lastRow + 1, last), column: 1, rows: 1, columns: Math.max(1, row.length) },
    });
    this.#session.write('Sheet.appendRow', row.length, () => {
      const sheet = this.#sheet;
      const at = sheet.lastRow + 1;
      const missing = at - sheet.document.maxRows;
      if (missing > 0)
        this.#book.reshape(sheet, { kind: 'insert', axis: 'row', at: sheet.document.maxRows + 1, count: missing });
      if (row.length === 0) return;
      const { zone } = this.#book;
      const year = yearOf(zone.toSerial(this.#session.clock.now()));
      const area = { row: at, column: 1, rows: 1, columns: row.length };
      sheet.write(area, [row.map((value, index) => cellEntry(value, sheet.numberFormat(at, index + 1), zone, year))]);
    });
    return this;
  }

  insertRowAfter(after: number): this {
    return this.#insert('insertRowAfter', 'row', whole(after, 'Sheet.insertRowAfter') + 1, 1);
  }

  insertRowBefore(before: number): this {
    return this.#insert('insertRowBefore', 'row', whole(before, 'Sheet.insertRowBefore'), 1);
  }

  insertRowsAfter(after: number, count: number): this {
    return this.#insert(
      'insertRowsAfter',
      'row',
      whole(after, 'Sheet.insertRowsAfter') + 1,
      whole(count, 'Sheet.insertRowsAfter'),
    );
  }

  insertRowsBefore(before: number, count: number): this {
    return this.#insert(
      'insertRowsBefore',
      'row',
      whole(before, 'Sheet.insertRowsBefore'),
      whole(count, 'Sheet.insertRowsBefore'),
    );
  }

  insertRows(at: number, count = 1): this {
    return this.#insert('insertRows', 'row', whole(at, 'Sheet.insertRows'), whole(count, 'Sheet.insertRows'));
  }

  insertColumnAfter(after: number): this {
    return this.#insert('insertColumnAfter', 'column', whole(after, 'Sheet.insertColumnAfter') + 1, 1);
  }

  insertColumnBefore(before: number): this {
    return this.#insert('insertColumnBefore', 'column', whole(before, 'Sheet.insertColumnBefore'), 1);
  }

  insertColumnsAfter(after: number, count: number): this {
    return this.#insert(
      'insertColumnsAfter',
      'column',
      whole(after, 'Sheet.insertColumnsAfter') + 1,
      whole(count, 'Sheet.insertColumnsAfter'),
    );
  }

  insertColumnsBefore(before: number, count: number): this {
    return this.#insert(
      'insertColumnsBefore',
      'column',
      whole(before, 'Sheet.insertColumnsBefore'),
      whole(count, 'Sheet.insertColumnsBefore'),
    );
  }

  deleteRow(row: number): this {
    return this.#delete('deleteRow', 'row', whole(row, 'Sheet.deleteRow'), 1);
  }

  deleteRows(row: number, count: number): void {
    this.#delete('deleteRows', 'row', whole(row, 'Sheet.deleteRows'), whole(count, 'Sheet.deleteRows'));
  }

  deleteColumn(column: number): this {
    return this.#delete('deleteColumn', 'column', whole(column, 'Sheet.deleteColumn'), 1);
  }

  deleteColumns(column: number, count: number): void {
    this.#delete('deleteColumns', 'column', whole(column, 'Sheet.deleteColumns'), whole(count, 'Sheet.deleteColumns'));
  }

  /** Sorts the rows below the frozen ones. */
  sort(column: number, ascending = true): this {
    const [key] = sortKeys({ column, ascending }, 'Sheet.sort');
    const { frozenRows, maxColumns } = this.#sheet.document;
    const rows = this.getLastRow() - frozenRows;
    if (rows < 1 || key === undefined) return this;
    const area = { row: frozenRows + 1, column: 1, rows, columns: maxColumns };
    this.#session.allowCells({ ...this.#place, area });
    return this.#write('sort', sheet => {
      this.#book.sort(sheet, area, [key]);
    });
  }

  setName(name: unknown): this {
    const given = text(name, 'Sheet.setName');
    this.#session.allowShape(this.#place, undefined);
    this.#session.command('Sheet.setName', () => {
      this.#book.renameSheet(this.#sheet, given);
    });
    return this;
  }

  hideSheet(): this {
    const others = this.#book.sheets.filter(
      ({ sheetId, document }) => sheetId !== this.#place.sheetId && !document.hidden,
    );
    if (others.length === 0) throw new ScriptError("You can't hide all the sheets in a document.");
    return this.#set('hideSheet', { hidden: true });
  }

  showSheet(): this {
    return this.#set('showSheet', { hidden: false });
  }

  setFrozenRows(rows: number): void {
    this.#set('setFrozenRows', { frozenRows: whole(rows, 'Sheet.setFrozenRows') });
  }

  setFrozenColumns(columns: number): void {
    this.#set('setFrozenColumns', { frozenColumns: whole(columns, 'Sheet.setFrozenColumns') });
  }

  setTabColor(colour: unknown): this {
    return this.#set('setTabColor', { tabColor: colour === null ? null : text(colour, 'Sheet.setTabColor') });
  }

  setColumnWidth(column: number, width: number): this {
    return this.#setWidths(
      'setColumnWidth',
      whole(column, 'Sheet.setColumnWidth'),
      1,
      whole(width, 'Sheet.setColumnWidth'),
    );
  }

  setColumnWidths(column: number, count: number, width: number): this {
    return this.#setWidths(
      'setColumnWidths',
      whole(column, 'Sheet.setColumnWidths'),
      whole(count, 'Sheet.setColumnWidths'),
      whole(width, 'Sheet.setColumnWidths'),
    );
  }

  hideColumns(column: number, count = 1): void {
    const columns = Array.from(
      { length: whole(count, 'Sheet.hideColumns') },
      (_, index) => whole(column, 'Sheet.hideColumns') + index,
    );
    this.#write('hideColumns', ({ document }) => {
      document.hiddenColumns = [...new Set([...document.hiddenColumns, ...columns])].sort((a, b) => a - b);
    });
  }

  showColumns(column: number, count = 1): void {
    const first = whole(column, 'Sheet.showColumns');
    const end = first + whole(count, 'Sheet.showColumns');
    this.#write('showColumns', ({ document }) => {
      document.hiddenColumns = document.hiddenColumns.filter(hidden => hidden < first || hidden >= end);
    });
  }

  clear(options?: unknown): this {
    const only = clearOptions(options);
    this.#session.allowCells({ ...this.#place, area: this.#sheet.whole });
    return this.#write('clear', sheet => {
      if (only.contentsOnly) sheet.clearContent(sheet.whole);
      if (only.formatOnly) sheet.setStyle(sheet.whole, PLAIN);
      if (only.commentsOnly) sheet.clearNotes(sheet.whole);
      if (only.validationsOnly) sheet.setValidation(sheet.whole, undefined);
    });
  }

  clearContents(): this {
    this.#session.allowCells({ ...this.#place, area: this.#sheet.whole });
    return this.#write('clearContents', sheet => {
      sheet.clearContent(sheet.whole);
    });
  }

  getConditionalFormatRules(): ConditionalFormatRule[] {
    return this.#session.read('Sheet.getConditionalFormatRules', 0, () =>
      this.#sheet.document.conditionalFormats.map(rule => new ConditionalFormatRule(this.#session, this.#place, rule)),
    );
  }

  setConditionalFormatRules(rules: unknown): void {
    const documents = conditionalFormatDocuments(rules, 'Sheet.setConditionalFormatRules');
    this.#write('setConditionalFormatRules', ({ document }) => {
      document.conditionalFormats = documents;
    });
  }

  clearConditionalFormatRules(): void {
    this.#write('clearConditionalFormatRules', ({ document }) => {
      document.conditionalFormats = [];
    });
  }

  newChart(): EmbeddedChartBuilder {
    return newChart(this.#session, this.#place);
  }

  getCharts(): EmbeddedChart[] {
    return this.#read('getCharts', ({ document }) =>
      document.charts.map(chart => new EmbeddedChart(this.#session, this.#place, structuredClone(chart))),
    );
  }

  insertChart(chart: unknown): void {
    const added = placedChart(builtChart(chart, this.#place.bookId, 'Sheet.insertChart'));
    this.#session.allowShape(this.#place, undefined);
    this.#write('insertChart', sheet => {
      this.#book.addChart(sheet, added);
    });
  }

  updateChart(chart: unknown): void {
    const built = builtChart(chart, this.#place.bookId, 'Sheet.updateChart');
    const chartId = this.#chartId(built.chartId);
    const changed = { ...placedChart(built), chartId };
    this.#session.allowShape(this.#place, undefined);
    this.#write('updateChart', sheet => {
      if (!this.#book.updateChart(sheet, changed)) throw new ScriptError(NO_SUCH_CHART);
    });
  }

  removeChart(chart: unknown): void {
    const chartId = this.#chartId(builtChart(chart, this.#place.bookId, 'Sheet.removeChart').chartId);
    this.#session.allowShape(this.#place, undefined);
    this.#write('removeChart', sheet => {
      if (!this.#book.removeChart(sheet, chartId)) throw new ScriptError(NO_SUCH_CHART);
    });
  }

  protect(): ServiceObject {
    return protect(this.#session, this.#place, 'Sheet.protect', null);
  }

  getProtections(type: unknown): ServiceObject[] {
    const kind = ([ProtectionType.RANGE, ProtectionType.SHEET] as unknown[]).includes(type) ? String(type) : undefined;
    if (kind === undefined) throw mismatch([type], 'Sheet.getProtections');
    return this.#session.read('Sheet.getProtections', 0, () =>
      this.#sheet.document.protections
        .filter(protection => protection.kind === kind)
        .map(({ id }) => this.#session.make.protection(this.#place, id)),
    );
  }

  override toString(): string {
    return 'Sheet';
  }

  get #book(): Workbook {
    return this.#session.book(this.#place.bookId);
  }

  get #sheet(): SheetModel {
    return this.#session.sheet(this.#place);
  }

  /** The number of a chart that stands in this tab, or will once what is pending is written. */
  #chartId(chartId: number | null): number {
    if (chartId === null) throw new ScriptError(NO_SUCH_CHART);
    return chartId;
  }

  #shape<T>(look: (sheet: SheetModel) => T): T {
    return this.#session.shape(() => look(this.#sheet));
  }

  #read<T>(method: string, look: (sheet: SheetModel) => T): T {
    return this.#session.read(`Sheet.${method}`, 0, () => look(this.#sheet));
  }

  #range(area: Area): ServiceObject {
    return this.#session.make.range(this.#session.within(this.#place, area));
  }

  #a1(notation: string): ServiceObject {
    const bang = notation.lastIndexOf('!');
    if (bang < 0) {
      const named = parseA1(notation) === undefined ? this.#book.namedArea(notation) : undefined;
      if (named !== undefined) {
        const { sheetId, row, column, rows, columns } = named;
        return this.#session.make.range({ bookId: this.#place.bookId, sheetId, area: { row, column, rows, columns } });
      }
      return this.#range(this.#areaOf(notation));
    }
    const name = notation
      .slice(0, bang)
      .replace(/^'(.*)'$/, '$1')
      .replaceAll("''", "'");
    const sheet = this.#book.sheet(name);
    if (sheet === undefined) throw new ScriptError('Range not found');
    const place = { bookId: this.#place.bookId, sheetId: sheet.sheetId };
    return this.#session.make.range(this.#session.within(place, areaIn(notation.slice(bang + 1), sheet.document)));
  }

  #areaOf(notation: string): Area {
    return this.#shape(({ document }) => areaIn(notation, document));
  }

  #write(method: string, write: (sheet: SheetModel) => void): this {
    this.#session.write(`Sheet.${method}`, 0, () => {
      write(this.#sheet);
      this.#book.changed();
    });
    return this;
  }

  #set(method: string, properties: Partial<SheetDocument>): this {
    this.#session.allowShape(this.#place, undefined);
    this.#session.write(
      `Sheet.${method}`,
      0,
      () => {
        Object.assign(this.#sheet.document, properties);
        this.#book.changed();
      },
      true,
    );
    return this;
  }

  #setWidths(method: string, first: number, count: number, width: number): this {
    return this.#write(method, ({ document }) => {
      for (let column = first; column < first + count; column += 1) document.columnWidths[String(column)] = width;
    });
  }

  #insert(method: string, axis: 'row' | 'column', at: number, count: number): this {
    const { maxRows, maxColumns } = this.#shape(sheet => sheet.document);
    if (at < 1 || at > (axis === 'row' ? maxRows : maxColumns) + 1) throw new ScriptError(OUTSIDE);
    if (count < 1) throw new ScriptError(`The number of ${axis}s to insert must be at least 1.`);
    this.#session.inGoogleWords(() => this.#book.refuseGrowth(count * (axis === 'row' ? maxColumns : maxRows)));
    this.#session.allowShape(this.#place, undefined);
    this.#session.write(
      `Sheet.${method}`,
      0,
      () => this.#book.reshape(this.#sheet, { kind: 'insert', axis, at, count }),
      true,
    );
    return this;
  }

  #delete(method: string, axis: 'row' | 'column', at: number, count: number): this {
    const { maxRows, maxColumns } = this.#shape(sheet => sheet.document);
    const size = axis === 'row' ? maxRows : maxColumns;
    if (at < 1 || count < 1 || at + count - 1 > size) throw new ScriptError(`Those ${axis}s are out of bounds.`);
    const area =
      axis === 'row'
        ? { row: at, column: 1, rows: count, columns: maxColumns }
        : { row: 1, column: at, rows: maxRows, columns: count };
    this.#session.allowShape(this.#place, area);
    this.#session.write(
      `Sheet.${method}`,
      0,
      () => this.#book.reshape(this.#sheet, { kind: 'delete', axis, at, count }),
      true,
    );
    return this;
  }
}

const NO_SUCH_CHART = 'The chart is not in this sheet.';

/** The width of a column nobody has set, in pixels. */
const DEFAULT_WIDTH = 100;

const PLAIN = {
  numberFormat: null,
  background: null,
  fontColor: null,
  fontWeight: null,
  fontStyle: null,
  fontSize: null,
  fontFamily: null,
  fontLine: null,
  horizontalAlignment: null,
  verticalAlignment: null,
  wrap: null,
} as const;

/** The rectangle of an A1 notation in a tab of that size; open sides end with the tab. */
export function areaIn(notation: string, { maxRows, maxColumns }: { maxRows: number; maxColumns: number }): Area {
  const open = parseA1(notation);
  if (open === undefined) throw new ScriptError('Range not found');
  return {
    row: open.row,
    column: open.column,
    rows: (open.lastRow ?? Math.max(maxRows, open.row)) - open.row + 1,
    columns: (open.lastColumn ?? Math.max(maxColumns, open.column)) - open.column + 1,
  };
}
