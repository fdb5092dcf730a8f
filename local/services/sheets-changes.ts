/**
 * The requests of `Sheets.Spreadsheets.batchUpdate` that the add-on makes: tabs added and deleted, cells written, rows added and deleted,
 * widths. Each is checked against what those before it will have made, so that all are applied or none.
 */
import type { StylePatch } from '../engine/cell-styles';
import type { SheetDocument } from '../engine/document';
import { AUTOMATIC_FORMAT, type Entry, TEXT_FORMAT } from '../engine/entry';
import type { Workbook } from '../engine/workbook';
import { ScriptError } from '../kernel/contract';
import { type FieldMask, type FieldShape, fieldMask, InvalidField } from './partial-response';
import { invalidArgument, type Json, listOf, members, textOf, wholeOf } from './sheets-arguments';

/** Rows and columns of each tab, by its id, once the requests before have been applied. */
export type GridSizes = Map<number, { rows: number; columns: number }>;
/** Applies a request that was checked; gives its reply. */
export type CheckedRequest = () => Json;

/** Google's limit for the text of one cell. */
const MAX_CELL_TEXT = 50_000;
const CELL: FieldShape = {
  userEnteredValue: true,
  userEnteredFormat: { numberFormat: true, textFormat: { bold: true }, backgroundColor: true, wrapStrategy: true },
};

export class SheetsChanges {
  readonly #book: Workbook;
  readonly #api: string;

  constructor(book: Workbook, api: string) {
    this.#book = book;
    this.#api = api;
  }

  check(request: unknown, index: number, sizes: GridSizes): CheckedRequest {
    const kinds = members(request, Object.keys(this.#checks), this.#api);
    const [kind, ...others] = Object.keys(kinds);
    const check = kind === undefined ? undefined : this.#checks[kind];
    if (kind === undefined || check === undefined || others.length > 0)
      throw this.#refuse(`Invalid requests[${index}]: exactly one kind of request must be set.`);
    return check(kinds[kind], sizes, `requests[${index}].${kind}`);
  }

  readonly #checks: Readonly<Record<string, (given: unknown, sizes: GridSizes, name: string) => CheckedRequest>> = {
    addSheet: (given, _sizes, name) => {
      const { title, shape } = this.#newTab(members(given, ['properties'], this.#api).properties, `${name}.properties`);
      if (this.#book.sheet(title) !== undefined)
        throw this.#refuse(
          `Invalid ${name}: A sheet with the name "${title}" already exists. Please enter another name.`,
        );
      return () => {
        const sheet = this.#book.insertSheet(title);
        Object.assign(sheet.document, shape);
        this.#book.shapeChanged();
        return { addSheet: { properties: { sheetId: sheet.sheetId, title } } };
      };
    },
    deleteSheet: (given, sizes, name) => {
      const { sheetId } = members(given, ['sheetId'], this.#api);
      const { sheet } = this.#sheet(sheetId, sizes, name);
      sizes.delete(sheet.sheetId);
      return () => {
        this.#book.deleteSheet(sheet);
        return {};
      };
    },
    updateSpreadsheetProperties: (given, _sizes, name) => {
      const { properties, fields } = members(given, ['properties', 'fields'], this.#api);
      const { locale, timeZone } = members(properties, ['locale', 'timeZone'], this.#api);
      if (fields !== 'locale,timeZone' || locale !== 'fr_FR')
        throw new ScriptError(
          `${this.#api}: the local Workspace keeps spreadsheets in fr_FR, and sets their time zone.`,
        );
      const zone = textOf(timeZone, `${name}.properties.timeZone`, this.#api);
      return () => {
        this.#book.setTimeZone(zone);
        return {};
      };
    },
    updateCells: (given, sizes, name) => this.#updateCells(given, sizes, name),
    appendDimension: (given, sizes, name) => {
      const { sheetId, dimension, length } = members(given, ['sheetId', 'dimension', 'length'], this.#api);
      const { sheet, size } = this.#sheet(sheetId, sizes, name);
      const count = wholeOf(length, `${name}.length`, this.#api, 1);
      const axis = this.#axis(dimension, name);
      size[axis === 'row' ? 'rows' : 'columns'] += count;
      return () => {
        const { maxRows, maxColumns } = sheet.document;
        this.#book.reshape(sheet, { kind: 'insert', axis, at: (axis === 'row' ? maxRows : maxColumns) + 1, count });
        return {};
      };
    },
    deleteDimension: (given, sizes, name) => {
      const { range } = members(given, ['range'], this.#api);
      const { sheet, size, axis, start, count } = this.#dimensionRange(range, sizes, name);
      const side = axis === 'row' ? 'rows' : 'columns';
      if (count >= size[side]) throw this.#refuse(`Invalid ${name}: You can't delete all the ${side} on the sheet.`);
      size[side] -= count;
      return () => {
        this.#book.reshape(sheet, { kind: 'delete', axis, at: start + 1, count });
        return {};
      };
    },
    updateDimensionProperties: (given, sizes, name) => {
      const { range, properties, fields } = members(given, ['range', 'properties', 'fields'], this.#api);
      const { sheet, axis, start, count } = this.#dimensionRange(range, sizes, name);
      if (axis !== 'column' || fields !== 'pixelSize')
        throw new ScriptError(`${this.#api}: the local Workspace sets the widths of columns only.`);
      const width = wholeOf(members(properties, ['pixelSize'], this.#api).pixelSize, `${name}.pixelSize`, this.#api, 1);
      return () => {
        for (let column = start + 1; column <= start + count; column += 1)
          sheet.document.columnWidths[String(column)] = width;
        this.#book.changed();
        return {};
      };
    },
  };

  /** What `properties` of a new tab ask for. */
  #newTab(properties: unknown, name: string): { title: string; shape: GridShape } {
    const { title, gridProperties } = members(properties, ['title', 'gridProperties'], this.#api);
    const grid = members(gridProperties ?? {}, ['rowCount', 'columnCount', 'frozenRowCount'], this.#api);
    return {
      title: textOf(title, `${name}.title`, this.#api),
      shape: {
        maxRows: wholeOf(grid.rowCount ?? 1_000, `${name}.rowCount`, this.#api, 1),
        maxColumns: wholeOf(grid.columnCount ?? 26, `${name}.columnCount`, this.#api, 1),
        frozenRows: wholeOf(grid.frozenRowCount ?? 0, `${name}.frozenRowCount`, this.#api),
      },
    };
  }

  #updateCells(given: unknown, sizes: GridSizes, name: string): CheckedRequest {
    const { rows, fields, start } = members(given, ['rows', 'fields', 'start'], this.#api);
    const mask = this.#mask(fields, name);
    const { sheetId, rowIndex, columnIndex } = members(start, ['sheetId', 'rowIndex', 'columnIndex'], this.#api);
    const { sheet, size } = this.#sheet(sheetId, sizes, name);
    const top = wholeOf(rowIndex ?? 0, `${name}.start.rowIndex`, this.#api);
    const left = wholeOf(columnIndex ?? 0, `${name}.start.columnIndex`, this.#api);
    const cells = listOf(rows, `${name}.rows`, this.#api).map(row => {
      const { values } = members(row, ['values'], this.#api);
      return listOf(values ?? [], `${name}.rows.values`, this.#api).map(cell => this.#cell(cell, mask, name));
    });
    const width = Math.max(0, ...cells.map(line => line.length));
    if (top + cells.length > size.rows || left + width > size.columns)
      throw this.#refuse(
        `Invalid ${name}: Attempting to write row: ${top + cells.length - 1}, beyond the last requested row of: ${size.rows - 1}`,
      );
    return () => {
      cells.forEach((line, down) => {
        line.forEach(({ entry, patch }, across) => {
          const area = { row: top + down + 1, column: left + across + 1, rows: 1, columns: 1 };
          if (patch !== undefined) sheet.setStyle(area, patch);
          if (entry !== undefined) sheet.write(area, [[entry]]);
        });
      });
      return {};
    };
  }

  #cell(given: unknown, mask: FieldMask, name: string): { entry?: Entry; patch?: StylePatch } {
    const cell = members(given, ['userEnteredValue', 'userEnteredFormat'], this.#api);
    const isAll = mask === '*';
    const formats = isAll ? '*' : mask.get('userEnteredFormat');
    return {
      ...((isAll || mask.has('userEnteredValue')) && { entry: this.#entry(cell.userEnteredValue, name) }),
      ...(formats !== undefined && { patch: this.#patch(cell.userEnteredFormat ?? {}, formats, name) }),
    };
  }

  /** A text stays the text that it is, whatever it begins with; a formula is one only when it is given as such. */
  #entry(given: unknown, name: string): Entry {
    if (given === undefined || given === null) return { kind: 'value', value: null };
    const value = members(given, ['stringValue', 'numberValue', 'boolValue', 'formulaValue'], this.#api);
    const [kind, ...others] = Object.keys(value);
    if (kind === undefined || others.length > 0)
      throw this.#refuse(`Invalid ${name}: a value has one kind, ${Object.keys(value).join(', ') || 'none'} given.`);
    const content = value[kind];
    switch (kind) {
      case 'stringValue':
        return { kind: 'value', value: this.#cellText(content, name) };
      case 'numberValue':
        if (typeof content !== 'number' || !Number.isFinite(content))
          throw this.#refuse(`Invalid value at '${name}' (TYPE_DOUBLE)`);
        return { kind: 'value', value: content };
      case 'boolValue':
        if (typeof content !== 'boolean') throw this.#refuse(`Invalid value at '${name}' (TYPE_BOOL)`);
        return { kind: 'value', value: content };
      default:
        throw new ScriptError(`${this.#api}: the local Workspace takes no formula through the Sheets API.`);
    }
  }

  #cellText(content: unknown, name: string): string {
    const text = textOf(content, name, this.#api);
    if (text.length > MAX_CELL_TEXT)
      throw this.#refuse(
        `Invalid ${name}: Your input contains more than the maximum of ${MAX_CELL_TEXT} characters in a single cell.`,
      );
    return text;
  }

  /** Formats that the mask names and the cell does not give go back to the default. */
  #patch(given: unknown, mask: FieldMask, name: string): StylePatch {
    const format = members(given, ['numberFormat', 'textFormat', 'backgroundColor', 'wrapStrategy'], this.#api);
    const asks = (field: string): boolean => mask === '*' || mask.has(field);
    return {
      ...(asks('numberFormat') && { numberFormat: this.#numberFormat(format.numberFormat, name) }),
      ...(asks('textFormat') && {
        fontWeight: members(format.textFormat ?? {}, ['bold'], this.#api).bold === true ? 'bold' : null,
      }),
      ...(asks('backgroundColor') && { background: this.#colour(format.backgroundColor, name) }),
      ...(asks('wrapStrategy') && { wrap: format.wrapStrategy === 'WRAP' }),
    };
  }

  #numberFormat(given: unknown, name: string): string {
    if (given === undefined) return AUTOMATIC_FORMAT;
    const { type, pattern } = members(given, ['type', 'pattern'], this.#api);
    if (type === 'TEXT') return TEXT_FORMAT;
    return textOf(pattern, `${name}.numberFormat.pattern`, this.#api);
  }

  /** `#rrggbb` of parts from 0 to 1; a part that is absent is 0. */
  #colour(given: unknown, name: string): string | null {
    if (given === undefined) return null;
    const parts = members(given, ['red', 'green', 'blue'], this.#api);
    return `#${['red', 'green', 'blue']
      .map(part => {
        const share = parts[part] ?? 0;
        if (typeof share !== 'number' || share < 0 || share > 1)
          throw this.#refuse(`Invalid value at '${name}.backgroundColor.${part}' (TYPE_FLOAT)`);
        return Math.round(share * 255)
          .toString(16)
          .padStart(2, '0');
      })
      .join('')}`;
  }

  #mask(fields: unknown, name: string): FieldMask {
    try {
      return fieldMask(textOf(fields, `${name}.fields`, this.#api).replaceAll('.', '/'), CELL);
    } catch (error) {
      if (error instanceof InvalidField) throw this.#refuse(`Invalid field: ${error.field} at ${name}.fields`);
      throw error;
    }
  }

  #sheet(given: unknown, sizes: GridSizes, name: string) {
    const sheetId = wholeOf(given, `${name}.sheetId`, this.#api);
    const sheet = this.#book.sheetById(sheetId);
    const size = sizes.get(sheetId);
    if (sheet === undefined || size === undefined) throw this.#refuse(`Invalid ${name}: No grid with id: ${sheetId}`);
    return { sheet, size };
  }

  #axis(dimension: unknown, name: string): 'row' | 'column' {
    if (dimension === 'ROWS') return 'row';
    if (dimension === 'COLUMNS') return 'column';
    throw this.#refuse(`Invalid value at '${name}.dimension' (Dimension), "${String(dimension)}"`);
  }

  /** A half-open range of rows or columns from 0, inside the tab. */
  #dimensionRange(range: unknown, sizes: GridSizes, name: string) {
    const given = members(range, ['sheetId', 'dimension', 'startIndex', 'endIndex'], this.#api);
    const { sheet, size } = this.#sheet(given.sheetId, sizes, name);
    const axis = this.#axis(given.dimension, name);
    const start = wholeOf(given.startIndex ?? 0, `${name}.range.startIndex`, this.#api);
    const end = wholeOf(given.endIndex, `${name}.range.endIndex`, this.#api, 1);
    if (end <= start || end > (axis === 'row' ? size.rows : size.columns))
      throw this.#refuse(`Invalid ${name}.range: [${start}, ${end}) is outside the grid.`);
    return { sheet, size, axis, start, count: end - start };
  }

  #refuse(message: string) {
    return invalidArgument(this.#api, message);
  }
}

type GridShape = Pick<SheetDocument, 'maxRows' | 'maxColumns' | 'frozenRows'>;
