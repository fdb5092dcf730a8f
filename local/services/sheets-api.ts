/**
 * The advanced service `Sheets` (API v4) under drive.file: reading and changing, in one call each, the spreadsheets
 * that the add-on made. Unlike SpreadsheetApp it acts at once, and no text it is given becomes a formula unless it is asked to.
 */
import { CellFault, type CellValue } from '../engine/display';
import type { Sheet } from '../engine/sheet';
import type { Spreadsheets } from '../engine/spreadsheets';
import type { Workbook } from '../engine/workbook';
import { type DriveFile, GOOGLE_SHEET, type GoogleFiles } from '../files/google-files';
import { type CallCost, type Execution, ServiceObject } from '../kernel/contract';
import { GoogleJsonError } from './gmail';
import { type FieldMask, type FieldShape, fieldMask, InvalidField, masked } from './partial-response';
import { invalidArgument, type Json, listOf, members, textOf } from './sheets-arguments';
import { type CheckedRequest, type GridSizes, SheetsChanges } from './sheets-changes';

export interface SheetsApiServices {
  readonly execution: Execution;
  readonly files: GoogleFiles;
  readonly spreadsheets: () => Spreadsheets;
}

const VALUE: FieldShape = { stringValue: true, numberValue: true, boolValue: true, formulaValue: true };
const SPREADSHEET: FieldShape = {
  spreadsheetId: true,
  spreadsheetUrl: true,
  properties: { title: true, locale: true, timeZone: true },
  sheets: {
    properties: {
      sheetId: true,
      title: true,
      index: true,
      gridProperties: { rowCount: true, columnCount: true, frozenRowCount: true },
    },
    data: { rowData: { values: { userEnteredValue: VALUE, effectiveValue: VALUE, formattedValue: true } } },
  },
};
/** What an answer holds without a mask: everything but the cells. */
const WITHOUT_CELLS = 'spreadsheetId,spreadsheetUrl,properties,sheets(properties)';

export class Sheets extends ServiceObject {
  readonly Spreadsheets: SheetsSpreadsheets;

  constructor(services: SheetsApiServices) {
    super();
    this.Spreadsheets = new SheetsSpreadsheets(services);
  }
}

export class SheetsSpreadsheets extends ServiceObject {
  static readonly scriptName = 'Sheets.Spreadsheets';
  readonly #services: SheetsApiServices;

  constructor(services: SheetsApiServices) {
    super();
    this.#services = services;
  }

  /** A spreadsheet; cells only when `fields` asks for them, as far as the last one that holds something. */
  get(spreadsheetId: unknown, optionalArgs?: unknown): Json {
    const api = 'sheets.spreadsheets.get';
    this.#count('get', { read: cellsIn(this.#services.spreadsheets().get(String(spreadsheetId)), optionalArgs) });
    const { fields } = members(optionalArgs ?? {}, ['fields'], api);
    const file = this.#visible(spreadsheetId, api);
    const mask = readMask(fields ?? WITHOUT_CELLS, api);
    return masked(this.#resource(file, this.#book(file)), mask) as Json;
  }

  /** Applies requests in order, all of them or none. */
  batchUpdate(resource: unknown, spreadsheetId: unknown): Json {
    const api = 'sheets.spreadsheets.batchUpdate';
    this.#count('batchUpdate', { written: cellsGiven(resource) });
    const { requests } = members(resource, ['requests'], api);
    const file = this.#visible(spreadsheetId, api);
    const book = this.#book(file);
    const replies = this.#apply(book, requests, api);
    this.#services.files.touch(file);
    return { spreadsheetId: file.id, replies };
  }

  #count(method: string, cost: CallCost = {}): void {
    const { execution } = this.#services;
    execution.requireService('Sheets');
    execution.count(`Sheets.Spreadsheets.${method}`, cost);
  }

  #visible(id: unknown, api: string): DriveFile {
    const { files, execution } = this.#services;
    const file = typeof id === 'string' ? files.find(id) : undefined;
    if (file?.mimeType !== GOOGLE_SHEET || !file.appUsers.includes(execution.effectiveUser))
      throw new GoogleJsonError(api, 404, 'notFound', 'Requested entity was not found.');
    return file;
  }

  #book(file: DriveFile): Workbook {
    const book = this.#services.spreadsheets().get(file.id);
    if (book === undefined) throw new Error(`The spreadsheet ${file.id} has a file and no content.`);
    return book;
  }

  #apply(book: Workbook, requests: unknown, api: string): Json[] {
    const changes = new SheetsChanges(book, api);
    const sizes: GridSizes = new Map(
      book.sheets.map(({ sheetId, document }) => [sheetId, { rows: document.maxRows, columns: document.maxColumns }]),
    );
    const checked: CheckedRequest[] = listOf(requests, 'requests', api).map((request, index) =>
      changes.check(request, index, sizes),
    );
    return checked.map(change => change());
  }

  #resource(file: DriveFile, book: Workbook): Json {
    return {
      spreadsheetId: file.id,
      spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${file.id}/edit`,
      properties: { title: book.document.name, locale: book.document.locale, timeZone: book.document.timeZone },
      sheets: book.sheets.map((sheet, index) => ({
        properties: sheetProperties(sheet, index),
        data: [{ rowData: rowData(sheet) }],
      })),
    };
  }
}

/** As Google gives them: a number that is zero is absent, but for the id. */
function sheetProperties({ sheetId, name, document }: Sheet, index: number): Json {
  return {
    sheetId,
    title: name,
    index,
    gridProperties: {
      rowCount: document.maxRows,
      columnCount: document.maxColumns,
      ...(document.frozenRows > 0 && { frozenRowCount: document.frozenRows }),
    },
  };
}

function rowData(sheet: Sheet): Json[] {
  const { lastRow: rows, lastColumn: columns } = sheet;
  if (rows === 0 || columns === 0) return [];
  const area = { row: 1, column: 1, rows, columns };
  const shown = sheet.displayValues(area);
  return sheet.values(area).map((line, r) => {
    const cells = line.map((value, c): Json => {
      const formula = sheet.formulaText(r + 1, c + 1);
      const effectiveValue = extendedValue(value);
      if (formula === '' && effectiveValue === undefined) return {};
      return {
        userEnteredValue: formula === '' ? effectiveValue : { formulaValue: formula },
        effectiveValue,
        formattedValue: shown[r]?.[c] ?? '',
      };
    });
    const filled = cells.findLastIndex(cell => Object.keys(cell).length > 0) + 1;
    return filled === 0 ? {} : { values: cells.slice(0, filled) };
  });
}

function extendedValue(value: CellValue): Json | undefined {
  if (value === null || value === '') return undefined;
  if (value instanceof CellFault) return { stringValue: value.code };
  if (typeof value === 'number') return { numberValue: value };
  return typeof value === 'boolean' ? { boolValue: value } : { stringValue: value };
}

function readMask(fields: unknown, api: string): FieldMask {
  try {
    return fieldMask(textOf(fields, 'fields', api), SPREADSHEET);
  } catch (error) {
    if (error instanceof InvalidField) throw invalidArgument(api, `Invalid field selection ${error.field}`);
    throw error;
  }
}

/** Cells that an answer moves: none without a mask that asks for them. */
function cellsIn(book: Workbook | undefined, optionalArgs: unknown): number {
  const asked = (optionalArgs as Json | undefined)?.fields;
  if (book === undefined || typeof asked !== 'string' || !asked.includes('rowData')) return 0;
  return book.sheets.reduce((sum, { lastRow, lastColumn }) => sum + lastRow * lastColumn, 0);
}

/** Cells that requests write, before they are checked. */
function cellsGiven(resource: unknown): number {
  const count = (value: unknown): number => {
    if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + count(item), 0);
    if (typeof value !== 'object' || value === null) return 0;
    const { values, ...rest } = value as Json;
    return Array.isArray(values) ? values.length : count(Object.values(rest));
  };
  return count(resource);
}
