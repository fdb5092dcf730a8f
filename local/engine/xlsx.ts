/** A spreadsheet as an .xlsx file: values, formulas, number formats, looks (conditional ones too), notes, comments, validations, names, frozen rows, hidden tabs. */
import ExcelJS from 'exceljs';
import { excelConditions } from './conditional-style';
import { CellFault, type CellValue, isDateFormat } from './display';
import type { CellStyle, SheetArea, Stored, ValidationDocument } from './document';
import { AUTOMATIC_FORMAT } from './entry';
import { type ExportedSheets, exportedFormula } from './formula-export';
import { sameName } from './formula-references';
import { sheetPrefix } from './formula-tokens';
import { type Area, areaName, cellName, columnLetters } from './grid-area';
import type { Sheet } from './sheet';
import type { Workbook } from './workbook';
import { xlsxParts } from './xlsx-parts';
import { addThreads, type CellThread, plainComment } from './xlsx-threads';
import { zipArchive } from './zip-archive';

/** Excel's own limits; what is longer is cut in the file, never in the workbook. */
const MAX_TEXT = 32_767;
const MAX_SHEET_NAME = 31;
const MAX_INLINE_LIST = 255;
/** Google's width in pixels of one character of Excel's width. */
const PIXELS_PER_CHARACTER = 7;
const LISTS_TAB = 'Listes de validation';

const EXCEL_ERRORS: ReadonlySet<string> = new Set(['#N/A', '#REF!', '#NAME?', '#DIV/0!', '#NULL!', '#VALUE!', '#NUM!']);

export interface XlsxOptions {
  /** When the file is made: the same workbook at the same instant gives the same bytes. */
  readonly at?: Date;
  /** The comments of the spreadsheet. */
  readonly threads?: readonly CellThread[];
}

/** The file, as bytes. */
export function toXlsx(book: Workbook, { at = new Date(0), threads = [] }: XlsxOptions = {}): Uint8Array {
  const file = new ExcelJS.Workbook();
  file.created = at;
  file.modified = at;
  const names = exportedNames(book.sheets);
  const sheets: ExportedSheets = {
    find: name => {
      const sheet = book.sheets.find(candidate => sameName(candidate.name, name));
      const exportedName = sheet && names.get(sheet.sheetId);
      return sheet && exportedName !== undefined ? { ...sheet.document, exportedName } : undefined;
    },
  };
  const lists = new ListsTab(file);
  const numbers = new Map<number, number>();
  for (const sheet of book.sheets) {
    const target = writeSheet(file, book, sheet, names, sheets, lists);
    writePlainComments(
      target,
      threads.filter(({ sheetId }) => sheetId === sheet.sheetId),
    );
    numbers.set(sheet.sheetId, target.id);
  }
  lists.write([...names.values()]);
  for (const { name, area } of book.document.namedRanges) {
    const exportedName = names.get(area.sheetId);
    if (exportedName !== undefined) file.definedNames.add(absolute(exportedName, area), name);
  }
  const parts = xlsxParts(file);
  addThreads(parts, threads, sheetId => numbers.get(sheetId));
  return zipArchive(
    [...parts].map(([path, text]) => ({ path, bytes: Buffer.from(text, 'utf8') })),
    at,
  );
}

/** A cell has one comment in Excel: its threads stand there, under the note when there is one. */
function writePlainComments(target: ExcelJS.Worksheet, threads: readonly CellThread[]): void {
  const cells = new Map<string, CellThread[]>();
  for (const thread of threads) {
    const cell = cellName(thread);
    cells.set(cell, [...(cells.get(cell) ?? []), thread]);
  }
  for (const [address, own] of cells) {
    const cell = target.getCell(address);
    const note = typeof cell.note === 'string' ? `${cell.note}\n\n` : '';
    cell.note = `${note}${plainComment(own)}`.slice(0, MAX_TEXT);
  }
}

function writeSheet(
  file: ExcelJS.Workbook,
  book: Workbook,
  sheet: Sheet,
  names: ReadonlyMap<number, string>,
  sheets: ExportedSheets,
  lists: ListsTab,
): ExcelJS.Worksheet {
  const { document } = sheet;
  const target = file.addWorksheet(names.get(sheet.sheetId) ?? sheet.name, {
    state: document.hidden ? 'hidden' : 'visible',
    views:
      document.frozenRows > 0 || document.frozenColumns > 0
        ? [{ state: 'frozen', ySplit: document.frozenRows, xSplit: document.frozenColumns }]
        : [],
    properties: document.tabColor === null ? {} : { tabColor: { argb: argb(document.tabColor) } },
  });
  const [rows, columns] = [sheet.lastRow, sheet.lastColumn];
  if (rows > 0 && columns > 0) {
    const area: Area = { row: 1, column: 1, rows, columns };
    const formats = sheet.numberFormats(area);
    sheet.values(area).forEach((line, r) => {
      line.forEach((value, c) => {
        const cell = target.getCell(r + 1, c + 1);
        if (value !== null && value !== '') cell.value = excelValue(value);
        const format = formats[r]?.[c] ?? AUTOMATIC_FORMAT;
        if (format !== AUTOMATIC_FORMAT) cell.numFmt = excelFormat(format);
        dress(cell, sheet.style(r + 1, c + 1));
      });
    });
  }
  for (const { row, column, formula, cells } of sheet.formulas()) {
    const value = cells[0]?.[0]?.value ?? null;
    const result = excelValue(value ?? '');
    target.getCell(row, column).value = { formula: exportedFormula(formula, sheet.name, value, sheets), result };
  }
  for (const { row, column, note } of sheet.notes()) target.getCell(row, column).note = note.slice(0, MAX_TEXT);
  for (const [column, width] of Object.entries(document.columnWidths)) {
    target.getColumn(Number(column)).width = width / PIXELS_PER_CHARACTER;
  }
  for (const column of document.hiddenColumns) target.getColumn(column).hidden = true;
  for (const format of excelConditions(document.conditionalFormats, excelLook)) target.addConditionalFormatting(format);
  for (const { area, rule } of document.validations) {
    const validation = excelValidation(rule, source => listFormula(book, names, lists, source));
    if (validation !== undefined) validations(target).add(areaName(area), validation);
  }
  return target;
}

/** The validations of a tab: exceljs has them, its types do not. */
function validations(sheet: ExcelJS.Worksheet): { add(range: string, validation: ExcelJS.DataValidation): void } {
  const holder: unknown = Reflect.get(sheet, 'dataValidations');
  if (typeof holder === 'object' && holder !== null && 'add' in holder && typeof holder.add === 'function') {
    return holder as { add(range: string, validation: ExcelJS.DataValidation): void };
  }
  throw new Error('exceljs no longer keeps data validations by range.');
}

function excelValue(
  value: Exclude<CellValue, null>,
): ExcelJS.CellValue & (string | number | boolean | ExcelJS.CellErrorValue) {
  if (value instanceof CellFault) return isExcelError(value.code) ? { error: value.code } : value.code;
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : value;
}

function isExcelError(code: string): code is ExcelJS.CellErrorValue['error'] {
  return EXCEL_ERRORS.has(code);
}

/** Google's patterns in Excel's words: lower-case letters in dates, quoted currency signs. */
function excelFormat(format: string): string {
  const plain = format.replace(/\[\$([^\]-]+)(?:-[0-9A-Fa-f]*)?\]/g, '"$1"');
  if (!isDateFormat(format)) return plain;
  return plain.replace(/"[^"]*"|[A-Za-z]+/g, part =>
    part.startsWith('"') || /^(?:AM|PM|A|P)$/.test(part) ? part : part.toLowerCase(),
  );
}

function dress(cell: ExcelJS.Cell, style: CellStyle): void {
  const { background } = style;
  if (background !== undefined && isColour(background)) {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: argb(background) } };
  }
  const font = excelFont(style);
  if (Object.keys(font).length > 0) cell.font = font;
  const horizontal = HORIZONTAL.find(name => name === style.horizontalAlignment);
  const vertical = VERTICAL.find(name => name === style.verticalAlignment);
  if (horizontal !== undefined || vertical !== undefined || style.wrap !== undefined) {
    cell.alignment = {
      ...(horizontal === undefined ? {} : { horizontal }),
      ...(vertical === undefined ? {} : { vertical }),
      ...(style.wrap === undefined ? {} : { wrapText: style.wrap }),
    };
  }
}

function excelFont({
  fontColor,
  fontWeight,
  fontStyle,
  fontSize,
  fontFamily,
  fontLine,
}: CellStyle): Partial<ExcelJS.Font> {
  return {
    ...(fontColor !== undefined && isColour(fontColor) ? { color: { argb: argb(fontColor) } } : {}),
    ...(fontWeight === undefined ? {} : { bold: fontWeight === 'bold' }),
    ...(fontStyle === undefined ? {} : { italic: fontStyle === 'italic' }),
    ...(fontLine === undefined ? {} : { underline: fontLine === 'underline', strike: fontLine === 'line-through' }),
    ...(fontSize === undefined ? {} : { size: fontSize }),
    ...(fontFamily === undefined ? {} : { name: fontFamily }),
  };
}

/** A look that a condition gives: a fill's colour is its background there. */
function excelLook(style: CellStyle): Partial<ExcelJS.Style> {
  const { background } = style;
  return {
    font: excelFont(style),
    ...(background !== undefined && isColour(background)
      ? { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: argb(background) } } }
      : {}),
  };
}

const HORIZONTAL = ['left', 'center', 'right'] as const;
const VERTICAL = ['top', 'middle', 'bottom'] as const;

function isColour(colour: string): boolean {
  return /^#[0-9A-Fa-f]{6}$/.test(colour);
}

function argb(colour: string): string {
  return `FF${isColour(colour) ? colour.slice(1).toUpperCase() : '000000'}`;
}

const OPERATORS: Readonly<Record<string, ExcelJS.DataValidationOperator>> = {
  BETWEEN: 'between',
  NOT_BETWEEN: 'notBetween',
  EQUAL_TO: 'equal',
  NOT_EQUAL_TO: 'notEqual',
  GREATER_THAN: 'greaterThan',
  AFTER: 'greaterThan',
  GREATER_THAN_OR_EQUAL_TO: 'greaterThanOrEqual',
  ON_OR_AFTER: 'greaterThanOrEqual',
  LESS_THAN: 'lessThan',
  BEFORE: 'lessThan',
  LESS_THAN_OR_EQUAL_TO: 'lessThanOrEqual',
  ON_OR_BEFORE: 'lessThanOrEqual',
};

/** Texts and checkboxes have no counterpart in Excel and are left out; everything else is kept. */
function excelValidation(
  rule: ValidationDocument,
  list: (values: ValidationDocument['values']) => string,
): ExcelJS.DataValidation | undefined {
  const shared = {
    allowBlank: true,
    showErrorMessage: !rule.allowInvalid,
    ...(rule.helpText === null ? {} : { showInputMessage: true, prompt: rule.helpText.slice(0, MAX_INLINE_LIST) }),
  };
  if (rule.criteria === 'VALUE_IN_LIST' || rule.criteria === 'VALUE_IN_RANGE') {
    return { type: 'list', formulae: [list(rule.values)], ...shared };
  }
  const [, kind, comparison = ''] = /^(NUMBER|DATE)_(.+)$/.exec(rule.criteria) ?? [];
  const operator = OPERATORS[comparison];
  if (kind === undefined || operator === undefined) return undefined;
  // Serial numbers, which exceljs writes as they are.
  return { type: 'decimal', operator, formulae: rule.values.map(Number), ...shared };
}

function listFormula(
  book: Workbook,
  names: ReadonlyMap<number, string>,
  lists: ListsTab,
  values: ValidationDocument['values'],
): string {
  const [first] = values;
  if (typeof first === 'object' && first !== null) {
    const sheet = book.sheetById(first.sheetId);
    return sheet === undefined ? '""' : absolute(names.get(first.sheetId) ?? sheet.name, first);
  }
  const texts = values.map(value => String(value as Stored));
  const inline = texts.join(',');
  const fits = inline.length <= MAX_INLINE_LIST && texts.every(text => !/[",]/.test(text));
  return fits ? `"${inline}"` : lists.place(texts);
}

/** Lists that do not fit in a validation stand in a hidden tab of the file. */
class ListsTab {
  readonly #file: ExcelJS.Workbook;
  readonly #lists: string[][] = [];

  constructor(file: ExcelJS.Workbook) {
    this.#file = file;
  }

  place(texts: string[]): string {
    const known = this.#lists.findIndex(list => list.join('\u0000') === texts.join('\u0000'));
    const column = known < 0 ? this.#lists.push(texts) : known + 1;
    const letters = columnLetters(column);
    return `${sheetPrefix(LISTS_TAB)}$${letters}$1:$${letters}$${texts.length}`;
  }

  write(taken: readonly string[]): void {
    if (this.#lists.length === 0) return;
    if (taken.includes(LISTS_TAB)) throw new Error(`The workbook already has a tab « ${LISTS_TAB} ».`);
    const sheet = this.#file.addWorksheet(LISTS_TAB, { state: 'hidden' });
    this.#lists.forEach((texts, column) => {
      texts.forEach((text, row) => {
        sheet.getCell(row + 1, column + 1).value = text;
      });
    });
  }
}

/** Excel's names of tabs: no more than 31 characters, none of * ? : \ / [ ], no two alike. */
function exportedNames(sheets: readonly Sheet[]): Map<number, string> {
  const names = new Map<number, string>();
  const taken = new Set<string>();
  for (const { sheetId, name } of sheets) {
    const base =
      name
        .replace(/[*?:\\/[\]]/g, ' ')
        .replace(/^'|'$/g, ' ')
        .slice(0, MAX_SHEET_NAME)
        .trim() || 'Feuille';
    let unique = base;
    for (let copy = 2; taken.has(unique.toLowerCase()); copy += 1) {
      const suffix = ` (${copy})`;
      unique = base.slice(0, MAX_SHEET_NAME - suffix.length) + suffix;
    }
    taken.add(unique.toLowerCase());
    names.set(sheetId, unique);
  }
  return names;
}

function absolute(sheetName: string, { row, column, rows, columns }: SheetArea): string {
  const corner = (r: number, c: number) => cellName({ row: r, column: c }).replace(/([A-Z]+)(\d+)/, '$$$1$$$2');
  const prefix = `'${sheetName.replaceAll("'", "''")}'!`;
  const last = rows * columns === 1 ? '' : `:${corner(row + rows - 1, column + columns - 1)}`;
  return `${prefix}${corner(row, column)}${last}`;
}
