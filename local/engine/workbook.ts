/** One spreadsheet of the Workspace: its tabs, names and formulas over the stored document, whoever writes in it. */
import type { Clock, CustomFunctions } from '../kernel/contract';
import { Calculator, type FormulaResult } from './calculator';
import { CellStyles } from './cell-styles';
import type { CellValue } from './display';
import {
  type ChartDocument,
  emptySheet,
  type SheetArea,
  type SheetDocument,
  type SpreadsheetDocument,
} from './document';
import { offsetFormula, renameSheetIn, type ShapeChange, sameName, shiftFormula } from './formula-references';
import { type Area, contains, type Position } from './grid-area';
import { type SortKey, sortedRows } from './row-order';
import { Sheet, type SheetHost } from './sheet';
import { reshape, reshapeCharts, shiftedArea, stretched } from './sheet-shape';
import type { ChangedRows } from './spreadsheet-documents';
import { ZoneTime } from './zone-time';

/** Google's limit for one spreadsheet. */
export const MAX_CELLS = 10_000_000;

/** A change that the workbook cannot hold. `reason` is Google's sentence. */
export class WorkbookError extends Error {
  override readonly name = 'WorkbookError';
}

export class Workbook implements SheetHost {
  readonly styles: CellStyles;
  readonly #calculator: Calculator;
  readonly #sheets = new Map<number, Sheet>();
  readonly #touch: (rows?: ChangedRows) => void;
  #zone: ZoneTime;

  constructor(
    readonly document: SpreadsheetDocument,
    touch: (rows?: ChangedRows) => void,
    clock: Clock,
    customFunctions: () => CustomFunctions,
  ) {
    this.#touch = touch;
    this.#zone = new ZoneTime(document.timeZone);
    this.styles = new CellStyles(document.styles);
    const zone = () => this.#zone;
    this.#calculator = new Calculator(
      {
        get zone() {
          return zone();
        },
        sheets: () => document.sheets,
        namedArea: name => this.namedArea(name),
        numberFormat: (sheetId, row, column) => this.#sheetById(sheetId)?.numberFormat(row, column) ?? '',
      },
      clock,
      customFunctions,
    );
  }

  get id(): string {
    return this.document.id;
  }

  get zone(): ZoneTime {
    return this.#zone;
  }

  /** The tabs, in order. */
  get sheets(): Sheet[] {
    return this.document.sheets.map(document => this.#model(document));
  }

  sheet(name: string): Sheet | undefined {
    const document = this.document.sheets.find(sheet => sameName(sheet.name, name));
    return document && this.#model(document);
  }

  sheetById(sheetId: number): Sheet | undefined {
    return this.#sheetById(sheetId);
  }

  get activeSheet(): Sheet {
    const active = this.#sheetById(this.document.activeSheetId) ?? this.sheets[0];
    if (active === undefined) throw new WorkbookError('The spreadsheet has no sheet.');
    return active;
  }

  /** Adds an empty tab; `index` counts from 0, default the last place. */
  insertSheet(name: string, index = this.document.sheets.length): Sheet {
    this.#refuseName(name);
    this.refuseGrowth(emptySheet(0, '').maxRows * emptySheet(0, '').maxColumns);
    const document = emptySheet(this.document.nextSheetId, name);
    this.document.nextSheetId += 1;
    this.document.sheets.splice(index, 0, document);
    this.shapeChanged();
    return this.#model(document);
  }

  deleteSheet(sheet: Sheet): void {
    const others = this.document.sheets.filter(({ sheetId }) => sheetId !== sheet.sheetId);
    if (others.every(({ hidden }) => hidden)) {
      throw new WorkbookError("You can't remove all the visible sheets in a document.");
    }
    this.document.sheets = others;
    this.document.namedRanges = this.document.namedRanges.filter(({ area }) => area.sheetId !== sheet.sheetId);
    for (const chart of others.flatMap(({ charts }) => charts))
      chart.ranges = chart.ranges.filter(({ sheetId }) => sheetId !== sheet.sheetId);
    if (this.document.activeSheetId === sheet.sheetId) this.select(this.#firstVisible(), []);
    this.shapeChanged();
  }

  renameSheet(sheet: Sheet, name: string): void {
    if (sheet.name === name) return;
    if (!sameName(sheet.name, name)) this.#refuseName(name);
    const before = sheet.name;
    sheet.document.name = name;
    this.#rewriteFormulas(text => renameSheetIn(text, before, name));
    this.shapeChanged();
  }

  /** Moves a tab; `index` counts from 0. */
  moveSheet(sheet: Sheet, index: number): void {
    const { sheets } = this.document;
    sheets.splice(sheets.indexOf(sheet.document), 1);
    sheets.splice(index, 0, sheet.document);
    this.changed();
  }

  /** Makes a tab active, with what is selected in it. */
  select(sheet: Sheet, selection: Area[]): void {
    this.document.activeSheetId = sheet.sheetId;
    this.document.selection = selection;
    this.changed();
  }

  /** Puts a new chart over a tab. */
  addChart(sheet: Sheet, chart: Omit<ChartDocument, 'chartId'>): void {
    sheet.document.charts.push({ ...structuredClone(chart), chartId: this.document.nextChartId });
    this.document.nextChartId += 1;
    this.changed();
  }

  /** Replaces a chart of that tab by the one of the same number; false when it is gone. */
  updateChart(sheet: Sheet, chart: ChartDocument): boolean {
    const at = sheet.document.charts.findIndex(({ chartId }) => chartId === chart.chartId);
    if (at < 0) return false;
    sheet.document.charts[at] = structuredClone(chart);
    this.changed();
    return true;
  }

  /** Takes a chart off a tab; false when it is gone. */
  removeChart(sheet: Sheet, chartId: number): boolean {
    const kept = sheet.document.charts.filter(chart => chart.chartId !== chartId);
    if (kept.length === sheet.document.charts.length) return false;
    sheet.document.charts = kept;
    this.changed();
    return true;
  }

  /** Puts a comment on a cell; from then on it follows that cell. */
  placeComment(sheet: Sheet, commentId: string, { row, column }: Position): void {
    sheet.document.commentCells[commentId] = { row, column };
    this.changed();
  }

  /** Takes a comment off its cell. */
  dropComment(commentId: string): void {
    for (const { commentCells } of this.document.sheets) {
      if (!(commentId in commentCells)) continue;
      delete commentCells[commentId];
      this.changed();
    }
  }

  namedArea(name: string): SheetArea | undefined {
    return this.document.namedRanges.find(range => sameName(range.name, name))?.area;
  }

  setNamedArea(name: string, area: SheetArea): void {
    const known = this.document.namedRanges.find(range => sameName(range.name, name));
    if (known === undefined) this.document.namedRanges.push({ name, area });
    else known.area = area;
    this.shapeChanged();
  }

  removeNamedArea(name: string): boolean {
    const kept = this.document.namedRanges.filter(range => !sameName(range.name, name));
    if (kept.length === this.document.namedRanges.length) return false;
    this.document.namedRanges = kept;
    this.shapeChanged();
    return true;
  }

  setTimeZone(timeZone: string): void {
    this.#zone = new ZoneTime(timeZone);
    this.document.timeZone = timeZone;
    this.shapeChanged();
  }

  /** Inserts, deletes or moves rows or columns; formulas of every tab, names and the selection follow. */
  reshape(sheet: Sheet, change: ShapeChange): void {
    const { document } = sheet;
    const size = change.axis === 'row' ? document.maxRows : document.maxColumns;
    if (change.kind === 'insert') {
      this.refuseGrowth(change.count * (change.axis === 'row' ? document.maxColumns : document.maxRows));
    }
    if (change.kind === 'delete' && change.count >= size) {
      throw new WorkbookError(`You can't delete all the ${change.axis}s on the sheet.`);
    }
    const atEnd = change.kind === 'insert' && change.at > size;
    const firstRow =
      change.axis === 'column' ? 1 : change.kind === 'move' ? Math.min(change.from, change.before) : change.at;
    const moved: ChangedRows = { sheetId: sheet.sheetId, row: firstRow, rows: Number.POSITIVE_INFINITY };
    reshape(document, change);
    reshapeCharts(this.document.sheets, document, change);
    if (atEnd) {
      for (const range of this.document.namedRanges) {
        if (range.area.sheetId === sheet.sheetId) range.area = stretched(range.area, range.area, change, size);
      }
      this.#calculator.sheetGrew();
      this.#touch(moved);
      return;
    }
    for (const own of this.document.sheets) {
      for (const formula of Object.values(own.formulas)) {
        formula.text = shiftFormula(formula.text, own.name, document.name, change);
      }
    }
    this.document.namedRanges = this.document.namedRanges.flatMap(range => {
      if (range.area.sheetId !== sheet.sheetId) return [range];
      const area = shiftedArea(range.area, change);
      return area === undefined ? [] : [{ ...range, area }];
    });
    if (this.document.activeSheetId === sheet.sheetId) {
      this.document.selection = this.document.selection.flatMap(area => shiftedArea(area, change) ?? []);
    }
    this.#calculator.shapeChanged(document);
    this.#touch(moved);
  }

  /** Sorts the rows of an area by columns of the sheet; formulas move like copies, everything else of a row stays with it. */
  sort(sheet: Sheet, area: Area, keys: readonly SortKey[]): void {
    const order = sortedRows(sheet, area, keys);
    if (order.every((row, index) => row === area.row + index)) return;
    const { values, styles, formulas, notes } = sheet.document;
    const lines = order.map(row => ({
      row,
      values: Array.from({ length: area.columns }, (_, c) => values[row - 1]?.[area.column - 1 + c] ?? null),
      styles: Array.from({ length: area.columns }, (_, c) => styles[row - 1]?.[area.column - 1 + c] ?? 0),
    }));
    const moved = { formulas: { ...formulas }, notes: { ...notes } };
    lines.forEach((line, index) => {
      const to = area.row + index;
      for (let c = 0; c < area.columns; c += 1) {
        const column = area.column + c;
        placeAt(values, to, column, line.values[c] ?? null, null);
        placeAt(styles, to, column, line.styles[c] ?? 0, 0);
        const from = `${line.row}:${column}`;
        const target = `${to}:${column}`;
        const formula = formulas[from];
        if (formula === undefined) delete moved.formulas[target];
        else moved.formulas[target] = { ...formula, text: offsetFormula(formula.text, to - line.row, 0) };
        const note = notes[from];
        if (note === undefined) delete moved.notes[target];
        else moved.notes[target] = note;
      }
    });
    sheet.document.formulas = moved.formulas;
    sheet.document.notes = moved.notes;
    const { commentCells } = sheet.document;
    for (const [id, { row, column }] of Object.entries(commentCells)) {
      if (contains(area, row, column)) commentCells[id] = { row: area.row + order.indexOf(row), column };
    }
    this.contentChanged(sheet.sheetId, area);
  }

  results(sheetId: number): Iterable<{ row: number; column: number; cells: FormulaResult['cells'] }> {
    this.#calculator.settle();
    return this.#calculator.results(sheetId);
  }

  /** The value of a named range's first cell. */
  namedValue(name: string): CellValue | undefined {
    const area = this.namedArea(name);
    return area && this.#sheetById(area.sheetId)?.value(area.row, area.column);
  }

  contentChanged(sheetId: number, area: Area): void {
    this.#calculator.contentChanged({
      sheetId,
      row: area.row,
      column: area.column,
      rows: area.rows,
      columns: area.columns,
    });
    this.#touch({ sheetId, row: area.row, rows: area.rows });
  }

  /** Tabs or names changed. */
  shapeChanged(): void {
    this.#calculator.shapeChanged();
    this.#touch();
  }

  changed(): void {
    this.#touch();
  }

  /** The script has other functions now: its formulas are computed anew. */
  scriptsChanged(): void {
    this.#calculator.scriptsChanged();
  }

  /** Throws when so many more cells do not fit in the spreadsheet. */
  refuseGrowth(added: number): void {
    const cells = this.document.sheets.reduce((sum, { maxRows, maxColumns }) => sum + maxRows * maxColumns, added);
    if (cells > MAX_CELLS) {
      throw new WorkbookError(
        `This action would increase the number of cells in the workbook above the limit of ${MAX_CELLS} cells.`,
      );
    }
  }

  #sheetById(sheetId: number): Sheet | undefined {
    const document = this.document.sheets.find(sheet => sheet.sheetId === sheetId);
    return document && this.#model(document);
  }

  #model(document: SheetDocument): Sheet {
    let sheet = this.#sheets.get(document.sheetId);
    if (sheet?.document !== document) {
      sheet = new Sheet(document, this);
      this.#sheets.set(document.sheetId, sheet);
    }
    return sheet;
  }

  #firstVisible(): Sheet {
    return this.sheets.find(sheet => !sheet.document.hidden) ?? this.activeSheet;
  }

  #rewriteFormulas(rewrite: (text: string) => string): void {
    for (const { formulas } of this.document.sheets) {
      for (const formula of Object.values(formulas)) formula.text = rewrite(formula.text);
    }
  }

  #refuseName(name: string): void {
    if (name.trim() === '' || name.length > 100) throw new WorkbookError('Invalid sheet name.');
    if (this.sheet(name) !== undefined) {
      throw new WorkbookError(`A sheet with the name "${name}" already exists. Please enter another name.`);
    }
  }
}

function placeAt<T>(rows: (T[] | null)[], row: number, column: number, value: T, empty: T): void {
  let line = rows[row - 1];
  if (!line) {
    if (value === empty) return;
    while (rows.length < row) rows.push(null);
    line = [];
    rows[row - 1] = line;
  }
  while (line.length < column) line.push(empty);
  line[column - 1] = value;
}
