/** One tab of a spreadsheet: reads and writes of blocks of values, formulas, formats, notes, validations. Rows and columns count from 1. */
import type { FormulaResult } from './calculator';
import type { CellStyles, StylePatch } from './cell-styles';
import { type CellValue, displayText, isDateFormat } from './display';
import type { CellStyle, FormulaDocument, SheetDocument, Stored, ValidationDocument } from './document';
import { AUTOMATIC_FORMAT, type Entry } from './entry';
import { usFormulaText } from './formula-syntax';
import { type Area, cellKey, contains, intersection, keyPosition, sameArea, subtract } from './grid-area';
import type { ResultCell } from './script-arguments';

/** What a tab asks of its spreadsheet. */
export interface SheetHost {
  readonly styles: CellStyles;
  /** Results of the tab's formulas, up to date. */
  results(sheetId: number): Iterable<{ row: number; column: number; cells: FormulaResult['cells'] }>;
  contentChanged(sheetId: number, area: Area): void;
  changed(): void;
}

export class Sheet {
  readonly #host: SheetHost;

  constructor(
    readonly document: SheetDocument,
    host: SheetHost,
  ) {
    this.#host = host;
  }

  get sheetId(): number {
    return this.document.sheetId;
  }

  get name(): string {
    return this.document.name;
  }

  /** The whole tab, empty cells included. */
  get whole(): Area {
    return { row: 1, column: 1, rows: this.document.maxRows, columns: this.document.maxColumns };
  }

  /** The last row with a value, a formula or a spilled result; 0 when the tab is empty. */
  get lastRow(): number {
    return this.#extent().row;
  }

  /** The last column with a value, a formula or a spilled result; 0 when the tab is empty. */
  get lastColumn(): number {
    return this.#extent().column;
  }

  /** The values of a block, results of formulas included. */
  values(area: Area): CellValue[][] {
    const block: CellValue[][] = [];
    for (let row = area.row; row < area.row + area.rows; row += 1) {
      const stored = this.document.values[row - 1];
      const line = new Array<CellValue>(area.columns).fill(null);
      if (stored) {
        for (let column = 0; column < area.columns; column += 1)
          line[column] = stored[area.column - 1 + column] ?? null;
      }
      block.push(line);
    }
    this.#overlay(area, (row, column, cell) => {
      const line = block[row];
      if (line !== undefined) line[column] = cell.value;
    });
    return block;
  }

  value(row: number, column: number): CellValue {
    return this.values({ row, column, rows: 1, columns: 1 })[0]?.[0] ?? null;
  }

  /** The number formats that a block shows with: the one set, else what the entry or the formula brought. */
  numberFormats(area: Area): string[][] {
    const block = this.map(area, (row, column) => this.numberFormat(row, column));
    this.#overlay(area, (row, column, cell) => {
      const line = block[row];
      if (line?.[column] === AUTOMATIC_FORMAT && cell.format !== undefined) line[column] = cell.format;
    });
    return block;
  }

  /** The number format set on a cell; General when none. */
  numberFormat(row: number, column: number): string {
    return this.#host.styles.numberFormat(this.#styleIndex(row, column));
  }

  displayValues(area: Area): string[][] {
    const formats = this.numberFormats(area);
    return this.values(area).map((line, row) =>
      line.map((value, column) => displayText(value, formats[row]?.[column] ?? AUTOMATIC_FORMAT)),
    );
  }

  /** Whether each cell of a block holds a date: a number under a date format. */
  dates(area: Area): boolean[][] {
    return this.numberFormats(area).map(line => line.map(isDateFormat));
  }

  formula(row: number, column: number): FormulaDocument | undefined {
    return this.document.formulas[cellKey(row, column)];
  }

  /** The formula of a cell in US syntax, '' without one. */
  formulaText(row: number, column: number): string {
    const formula = this.formula(row, column);
    return formula === undefined ? '' : usFormulaText(formula);
  }

  style(row: number, column: number): CellStyle {
    return this.#host.styles.at(this.#styleIndex(row, column));
  }

  /** Writes a block of entries; `undefined` leaves a cell as it is. An entry's own format goes to cells without one. */
  write(area: Area, entries: readonly (readonly (Entry | undefined)[])[]): void {
    const { values, formulas } = this.document;
    for (let row = 0; row < area.rows; row += 1) {
      for (let column = 0; column < area.columns; column += 1) {
        const entry = entries[row]?.[column];
        if (entry === undefined) continue;
        const r = area.row + row;
        const c = area.column + column;
        const key = cellKey(r, c);
        if (entry.kind === 'formula') {
          formulas[key] = entry.formula;
          setAt(values, r, c, null);
          continue;
        }
        delete formulas[key];
        setAt(values, r, c, entry.value);
        if (entry.format !== undefined && this.numberFormat(r, c) === AUTOMATIC_FORMAT) {
          this.#setStyleIndex(r, c, this.#host.styles.patched(this.#styleIndex(r, c), { numberFormat: entry.format }));
        }
      }
    }
    this.#host.contentChanged(this.sheetId, area);
  }

  /** Empties values and formulas; formats, notes and validations stay. */
  clearContent(area: Area): void {
    const lastRow = Math.min(area.row + area.rows - 1, this.document.values.length);
    for (let row = area.row; row <= lastRow; row += 1) {
      const line = this.document.values[row - 1];
      if (!line) continue;
      for (let column = area.column; column < area.column + area.columns && column <= line.length; column += 1) {
        line[column - 1] = null;
      }
      trim(line);
    }
    for (const key of Object.keys(this.document.formulas)) {
      const { row, column } = keyPosition(key);
      if (contains(area, row, column)) delete this.document.formulas[key];
    }
    this.#host.contentChanged(this.sheetId, area);
  }

  /** Changes looks; a block as high as the tab becomes the columns' own style. */
  setStyle(area: Area, patch: StylePatch | ((row: number, column: number) => StylePatch)): void {
    const { styles, document } = { styles: this.#host.styles, document: this.document };
    if (typeof patch !== 'function' && area.row === 1 && area.rows >= document.maxRows) {
      for (let column = area.column; column < area.column + area.columns; column += 1) {
        while (document.columnStyles.length < column) document.columnStyles.push(0);
        document.columnStyles[column - 1] = styles.patched(document.columnStyles[column - 1] ?? 0, patch);
      }
      for (const line of document.styles) {
        if (!line) continue;
        for (let column = area.column; column < area.column + area.columns; column += 1) {
          const own = line[column - 1] ?? 0;
          if (own !== 0) line[column - 1] = styles.patched(own, patch);
        }
      }
    } else {
      for (let row = area.row; row < area.row + area.rows; row += 1) {
        for (let column = area.column; column < area.column + area.columns; column += 1) {
          const change = typeof patch === 'function' ? patch(row - area.row, column - area.column) : patch;
          this.#setStyleIndex(row, column, styles.patched(this.#styleIndex(row, column), change));
        }
      }
    }
    this.#host.contentChanged(this.sheetId, area);
  }

  clearStyle(area: Area): void {
    for (let row = area.row; row < area.row + area.rows; row += 1) {
      for (let column = area.column; column < area.column + area.columns; column += 1) {
        if (this.#styleIndex(row, column) !== 0) this.#setStyleIndex(row, column, PLAIN_STYLE);
      }
    }
    this.#host.contentChanged(this.sheetId, area);
  }

  note(row: number, column: number): string {
    return this.document.notes[cellKey(row, column)] ?? '';
  }

  setNote(row: number, column: number, note: string): void {
    if (note === '') delete this.document.notes[cellKey(row, column)];
    else this.document.notes[cellKey(row, column)] = note;
    this.#host.changed();
  }

  clearNotes(area: Area): void {
    for (const key of Object.keys(this.document.notes)) {
      const { row, column } = keyPosition(key);
      if (contains(area, row, column)) delete this.document.notes[key];
    }
    this.#host.changed();
  }

  validation(row: number, column: number): ValidationDocument | undefined {
    return this.document.validations.findLast(({ area }) => contains(area, row, column))?.rule;
  }

  /** Sets or, with undefined, removes the rule of a block. */
  setValidation(area: Area, rule: ValidationDocument | undefined): void {
    const kept = this.document.validations.flatMap(item =>
      subtract(item.area, area).map(part => ({ ...item, area: part })),
    );
    if (rule !== undefined) {
      const text = JSON.stringify(rule);
      const above = kept.find(
        item =>
          item.area.column === area.column &&
          item.area.columns === area.columns &&
          item.area.row + item.area.rows === area.row &&
          JSON.stringify(item.rule) === text,
      );
      if (above === undefined) kept.push({ area, rule });
      else above.area = { ...above.area, rows: above.area.rows + area.rows };
    }
    this.document.validations = kept;
    this.#host.changed();
  }

  /** Every formula of the tab with what it shows, in reading order. */
  formulas(): { row: number; column: number; formula: FormulaDocument; cells: ResultCell[][] }[] {
    const found = [];
    for (const { row, column, cells } of this.#host.results(this.sheetId)) {
      const formula = this.formula(row, column);
      if (formula !== undefined) found.push({ row, column, formula, cells });
    }
    return found.sort((a, b) => a.row - b.row || a.column - b.column);
  }

  /** Every note of the tab, in reading order. */
  notes(): { row: number; column: number; note: string }[] {
    return Object.entries(this.document.notes)
      .map(([key, note]) => ({ ...keyPosition(key), note }))
      .sort((a, b) => a.row - b.row || a.column - b.column);
  }

  /** Builds a block cell by cell; `make` gets the sheet's row and column. */
  map<T>(area: Area, make: (row: number, column: number) => T): T[][] {
    return Array.from({ length: area.rows }, (_, row) =>
      Array.from({ length: area.columns }, (__, column) => make(area.row + row, area.column + column)),
    );
  }

  #overlay(area: Area, show: (row: number, column: number, cell: ResultCell) => void): void {
    for (const { row, column, cells } of this.#host.results(this.sheetId)) {
      const filled = { row, column, rows: cells.length, columns: cells[0]?.length ?? 1 };
      const common = sameArea(area, filled) ? area : intersection(area, filled);
      if (common === undefined) continue;
      for (let r = common.row; r < common.row + common.rows; r += 1) {
        for (let c = common.column; c < common.column + common.columns; c += 1) {
          const cell = cells[r - row]?.[c - column];
          if (cell !== undefined) show(r - area.row, c - area.column, cell);
        }
      }
    }
  }

  #extent(): { row: number; column: number } {
    let row = 0;
    let column = 0;
    const { values } = this.document;
    for (let index = values.length - 1; index >= 0; index -= 1) {
      const line = values[index];
      if (!line) continue;
      trim(line);
      if (line.length === 0) continue;
      row = Math.max(row, index + 1);
      column = Math.max(column, line.length);
    }
    for (const result of this.#host.results(this.sheetId)) {
      row = Math.max(row, result.row + result.cells.length - 1);
      column = Math.max(column, result.column + (result.cells[0]?.length ?? 1) - 1);
    }
    return { row, column };
  }

  #styleIndex(row: number, column: number): number {
    const own = this.document.styles[row - 1]?.[column - 1] ?? 0;
    if (own === PLAIN_STYLE) return 0;
    return own === 0 ? (this.document.columnStyles[column - 1] ?? 0) : own;
  }

  #setStyleIndex(row: number, column: number, index: number): void {
    const { styles } = this.document;
    while (styles.length < row) styles.push(null);
    let line = styles[row - 1];
    if (!line) {
      line = [];
      styles[row - 1] = line;
    }
    while (line.length < column) line.push(0);
    line[column - 1] = index === 0 ? PLAIN_STYLE : index;
  }
}

/** A cell whose own style is none, under a column that has one. */
const PLAIN_STYLE = -1;

function setAt(rows: (Stored[] | null)[], row: number, column: number, value: Stored): void {
  if (value === null) {
    const line = rows[row - 1];
    if (line && column <= line.length) {
      line[column - 1] = null;
      trim(line);
    }
    return;
  }
  while (rows.length < row) rows.push(null);
  let line = rows[row - 1];
  if (!line) {
    line = [];
    rows[row - 1] = line;
  }
  while (line.length < column) line.push(null);
  line[column - 1] = value;
}

function trim(line: Stored[]): void {
  while (line.length > 0 && line[line.length - 1] === null) line.pop();
}
