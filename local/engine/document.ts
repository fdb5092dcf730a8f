/** The stored form of a spreadsheet: plain JSON, one document of kind `spreadsheet` per workbook in the Store. */
import type { Area, Position } from './grid-area';

/** The value of a cell as stored; dates are serial numbers with a date format, an empty cell is null. */
export type Stored = string | number | boolean | null;

/** A formula as it was given. `typed` marks French syntax (a person's keyboard, or setValue), else the API's US syntax. */
export interface FormulaDocument {
  text: string;
  typed?: true;
}

/** Opaque looks of a cell; only `numberFormat` changes what a cell means. */
export interface CellStyle {
  numberFormat?: string;
  background?: string;
  fontColor?: string;
  fontWeight?: string;
  fontStyle?: string;
  fontSize?: number;
  fontFamily?: string;
  fontLine?: string;
  horizontalAlignment?: string;
  verticalAlignment?: string;
  wrap?: boolean;
}

export interface ValidationDocument {
  /** A name of SpreadsheetApp.DataValidationCriteria. */
  criteria: string;
  /** Texts, numbers, serial numbers, booleans; an area for VALUE_IN_RANGE. */
  values: (Stored | SheetArea)[];
  allowInvalid: boolean;
  helpText: string | null;
}

export interface SheetArea extends Area {
  sheetId: number;
}

export interface ProtectionDocument {
  id: string;
  kind: 'SHEET' | 'RANGE';
  area: Area | null;
  description: string;
  warningOnly: boolean;
  /** Addresses that may edit beside the owner. */
  editors: string[];
  unprotected: Area[];
}

export interface ConditionalFormatDocument {
  areas: Area[];
  criteria: string;
  values: Stored[];
  style: CellStyle;
}

/** What a script may give as an option of a chart. */
export type ChartOption = string | number | boolean | null;

/** A chart that floats over a tab; its ranges may be of any tab. */
export interface ChartDocument {
  /** Unique in its spreadsheet, for ever. */
  chartId: number;
  /** A name of Charts.ChartType. */
  type: string;
  ranges: SheetArea[];
  /** Rows at the top (columns at the left when transposed) that hold headers; null lets the drawing guess. */
  numHeaders: number | null;
  transposed: boolean;
  mergeStrategy: 'MERGE_COLUMNS' | 'MERGE_ROWS';
  /** By path, as `legend.position` or `colors.0`. */
  options: Record<string, ChartOption>;
  /** The cell of its upper left corner, and how many pixels further it stands. */
  anchor: { row: number; column: number; offsetX: number; offsetY: number };
}

export interface SheetDocument {
  sheetId: number;
  name: string;
  maxRows: number;
  maxColumns: number;
  hidden: boolean;
  frozenRows: number;
  frozenColumns: number;
  tabColor: string | null;
  /** By row from 0, then by column from 0; rows and tails without a value are absent. */
  values: (Stored[] | null)[];
  /** By `row:column`. */
  formulas: Record<string, FormulaDocument>;
  /** Indexes in `styles` of the spreadsheet, laid out like `values`; 0 takes the column's. */
  styles: (number[] | null)[];
  /** By column from 0. */
  columnStyles: number[];
  notes: Record<string, string>;
  columnWidths: Record<string, number>;
  hiddenColumns: number[];
  validations: { area: Area; rule: ValidationDocument }[];
  conditionalFormats: ConditionalFormatDocument[];
  protections: ProtectionDocument[];
  charts: ChartDocument[];
  /** The cell of each comment on this tab, by the comment's id; one whose cell is gone is absent. */
  commentCells: Record<string, Position>;
}

export interface NamedRangeDocument {
  name: string;
  area: SheetArea;
}

export interface SpreadsheetDocument {
  id: string;
  name: string;
  locale: string;
  timeZone: string;
  owner: string;
  editors: string[];
  sheets: SheetDocument[];
  namedRanges: NamedRangeDocument[];
  /** Entry 0 is the style of an untouched cell. */
  styles: CellStyle[];
  activeSheetId: number;
  /** What the person has selected in the active sheet. */
  selection: Area[];
  nextSheetId: number;
  nextChartId: number;
}

/** The kind of these documents in the Store. */
export const SPREADSHEET_KIND = 'spreadsheet';
/** The size of a new tab in Google Sheets. */
export const NEW_SHEET_ROWS = 1000;
export const NEW_SHEET_COLUMNS = 26;

/** A new, empty tab. */
export function emptySheet(sheetId: number, name: string): SheetDocument {
  return {
    sheetId,
    name,
    maxRows: NEW_SHEET_ROWS,
    maxColumns: NEW_SHEET_COLUMNS,
    hidden: false,
    frozenRows: 0,
    frozenColumns: 0,
    tabColor: null,
    values: [],
    formulas: {},
    styles: [],
    columnStyles: [],
    notes: {},
    columnWidths: {},
    hiddenColumns: [],
    validations: [],
    conditionalFormats: [],
    protections: [],
    charts: [],
    commentCells: {},
  };
}

/** Gives a document that was stored before charts and comments existed what it lacks. */
export function complete(stored: SpreadsheetDocument): void {
  const document: Partial<Pick<SpreadsheetDocument, 'nextChartId'>> = stored;
  document.nextChartId ??= 1;
  const sheets: Partial<Pick<SheetDocument, 'charts' | 'commentCells'>>[] = stored.sheets;
  for (const sheet of sheets) {
    sheet.charts ??= [];
    sheet.commentCells ??= {};
  }
}
