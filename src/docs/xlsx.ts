/**
 * Tables as a workbook in Office Open XML (ECMA-376): one sheet each, with frozen and bold headers, filters and number
 * formats. Google exports no workbook that the add-on did not make itself, so it is written here.
 */
import { type Day, dayOf, daysBetween, type Instant, parisOffset } from '../scheme/time';
import type { ExportCell, ExportTable } from './export-table';
import { zipOf } from './zip';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET_MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const CONTENT_TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const SHEET_TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const DAY_MS = 86_400_000;
/** The day that Excel's numbers of days count from, once past the 29 February 1900 that never was. */
const EXCEL_EPOCH = '1899-12-30' as Day;
const LONGEST_CELL = 32_767;
const LONGEST_NAME = 31;
const WIDEST = 60;

/** Number formats from 164 on are the file's own. */
const FORMATS = ['#,##0.00\\ "€"', '0.0#\\ %', '0.00', 'dd/mm/yyyy', 'dd/mm/yyyy\\ hh:mm'] as const;
/** Styles by place in `cellXfs`. */
const STYLES = { plain: 0, header: 1, text: 2, amount: 3, rate: 4, score: 5, day: 6, instant: 7, integer: 8 } as const;
type Style = keyof typeof STYLES;

/** The bytes of the file. `utf8` gives the bytes of a text. */
export function xlsxOf(tables: readonly ExportTable[], utf8: (text: string) => Uint8Array): Uint8Array {
  const sheets = tables.map((table, index) => ({
    table,
    name: sheetName(table.name, index),
    path: `sheet${index + 1}`,
  }));
  const parts: readonly (readonly [path: string, xml: string])[] = [
    ['[Content_Types].xml', contentTypes(sheets.map(({ path }) => path))],
    ['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbookXml(sheets)],
    [
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...sheets.map(({ path }) => ['worksheet', `worksheets/${path}.xml`] as const),
        ['styles', 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', stylesXml()],
    ...sheets.map(({ table, path }) => [`xl/worksheets/${path}.xml`, sheetXml(table)] as const),
  ];
  return zipOf(parts.map(([path, xml]) => ({ path, bytes: utf8(DECLARATION + xml) })));
}

const contentTypes = (sheets: readonly string[]): string =>
  `<Types xmlns="${CONTENT_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPES}.styles+xml"/>${sheets
    .map(path => `<Override PartName="/xl/worksheets/${path}.xml" ContentType="${SHEET_TYPES}.worksheet+xml"/>`)
    .join('')}</Types>`;

const relationships = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="${RELATIONSHIPS}">${targets
    .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

/** Filters are also names of the workbook: a reader that finds one without the other mends the file. */
function workbookXml(sheets: readonly { readonly name: string; readonly table: ExportTable }[]): string {
  const entries = sheets.map(
    ({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const filters = sheets.map(
    ({ name, table }, index) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${escaped(name.replace(/'/g, "''"))}'!${areaOf(table, '$')}</definedName>`,
  );
  return `<workbook xmlns="${SHEET_MAIN}" xmlns:r="${OFFICE}"><sheets>${entries.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`;
}

function stylesXml(): string {
  const formats = FORMATS.map((format, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escaped(format)}"/>`);
  const style = (format: number, more = ''): string =>
    `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${more}`;
  const styles = [
    style(0, '/>'),
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
    style(49, ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'),
    ...FORMATS.map((_, index) => style(164 + index, '/>')),
    style(1, '/>'),
  ];
  return `<styleSheet xmlns="${SHEET_MAIN}"><numFmts count="${formats.length}">${formats.join('')}</numFmts><fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEF3F8"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${styles.length}">${styles.join('')}</cellXfs></styleSheet>`;
}

function sheetXml(table: ExportTable): string {
  const { headers, rows } = table;
  const widths = headers.map((header, column) => {
    const longest = rows.reduce((most, row) => Math.max(most, widthOf(row[column] ?? null)), header.length);
    return `<col min="${column + 1}" max="${column + 1}" width="${Math.min(longest + 2, WIDEST)}" customWidth="1"/>`;
  });
  const lines = [
    rowXml(
      1,
      headers.map((header, column) => textXml(1, column, header, 'header')),
    ),
    ...rows.map((row, index) =>
      rowXml(
        index + 2,
        row.map((cell, column) => cellXml(index + 2, column, cell)),
      ),
    ),
  ];
  return `<worksheet xmlns="${SHEET_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${widths.length === 0 ? '' : `<cols>${widths.join('')}</cols>`}<sheetData>${lines.join('')}</sheetData><autoFilter ref="${areaOf(table)}"/></worksheet>`;
}

const areaOf = ({ headers, rows }: ExportTable, fixed = ''): string =>
  `${fixed}A${fixed}1:${fixed}${columnName(Math.max(headers.length, 1) - 1)}${fixed}${rows.length + 1}`;

const rowXml = (row: number, cells: readonly string[]): string => `<row r="${row}">${cells.join('')}</row>`;

function cellXml(row: number, column: number, cell: ExportCell): string {
  if (cell === null) return '';
  switch (cell.kind) {
    case 'text':
      return cell.value === '' ? '' : textXml(row, column, cell.value, 'text');
    case 'day':
      return numberXml(row, column, daysBetween(EXCEL_EPOCH, cell.value), 'day');
    case 'instant':
      return numberXml(row, column, serialOf(cell.value), 'instant');
    default:
      return numberXml(row, column, cell.value, cell.kind);
  }
}

/** A text inside its cell is never a formula, whatever it begins with. */
const textXml = (row: number, column: number, text: string, style: Style): string =>
  `<c r="${columnName(column)}${row}" s="${STYLES[style]}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, LONGEST_CELL))}</t></is></c>`;

const numberXml = (row: number, column: number, value: number, style: Style): string =>
  `<c r="${columnName(column)}${row}" s="${STYLES[style]}"><v>${value}</v></c>`;

/** Days and part of a day by the clock of Paris, as a spreadsheet keeps an hour that somebody read there. */
function serialOf(at: Instant): number {
  const clock = at + parisOffset(at);
  return daysBetween(EXCEL_EPOCH, dayOf(at)) + (((clock % DAY_MS) + DAY_MS) % DAY_MS) / DAY_MS;
}

function widthOf(cell: ExportCell): number {
  if (cell === null) return 0;
  if (cell.kind === 'text') return cell.value.split('\n').reduce((most, { length }) => Math.max(most, length), 0);
  return cell.kind === 'instant' ? 16 : 12;
}

/** A for 0, Z for 25, AA for 26. */
function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest === 0 ? '' : columnName(rest - 1)) + String.fromCharCode(65 + (column % 26));
}

/** What a sheet may be called: 31 characters, none of `[]:*?/\`, no quotation mark at an end. */
const sheetName = (name: string, index: number): string =>
  name
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .slice(0, LONGEST_NAME)
    .trim() || `Feuille ${index + 1}`;

/** Text in XML 1.0: five signs escaped, and no control character, which it cannot hold. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&apos;');
