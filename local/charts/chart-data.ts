/** What a chart shows: its ranges put together as Google does, then headers, categories and series. */
import { type CellValue, displayText } from '../engine/display';
import type { ChartDocument } from '../engine/document';
import { AUTOMATIC_FORMAT } from '../engine/entry';
import type { Workbook } from '../engine/workbook';

/** A cell that a chart reads. */
export interface ChartCell {
  readonly value: CellValue;
  /** As the tab shows it. */
  readonly shown: string;
  /** Its number format, General when it has none. */
  readonly format: string;
}

/** The cells of one range of a chart, line by line. */
export type ChartCells = readonly (readonly ChartCell[])[];

export interface ChartSeries {
  readonly name: string;
  /** One a category; null where the cell holds no number. */
  readonly values: readonly (number | null)[];
}

export interface ChartData {
  /** Name of what the categories are, from the header; '' without one. */
  readonly about: string;
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
  /** The number format of the values, General when they have none. */
  readonly format: string;
}

const BLANK: ChartCell = { value: null, shown: '', format: AUTOMATIC_FORMAT };

/** The cells of each range of a chart; columns that are hidden are left out, as Google does by default. */
export function chartCells(book: Workbook, chart: ChartDocument): ChartCells[] {
  return chart.ranges.flatMap(({ sheetId, ...area }) => {
    const sheet = book.sheetById(sheetId);
    if (sheet === undefined) return [];
    const shown = sheet.displayValues(area);
    const formats = sheet.numberFormats(area);
    const hidden = new Set(sheet.document.hiddenColumns.map(column => column - area.column));
    return [
      sheet.values(area).map((line, row) =>
        line
          .map((value, column) => ({
            value,
            shown: shown[row]?.[column] ?? '',
            format: formats[row]?.[column] ?? AUTOMATIC_FORMAT,
          }))
          .filter((_, column) => !hidden.has(column)),
      ),
    ];
  });
}

/** The categories and series of a chart. Rows without a category and without a number are left out. */
export function chartData(chart: ChartDocument, cells: readonly ChartCells[]): ChartData {
  const merged = chart.mergeStrategy === 'MERGE_ROWS' ? cells.flat() : sideBySide(cells);
  const lines = chart.transposed ? transposed(merged) : merged;
  const headerCount = Math.min(chart.numHeaders ?? guessedHeaders(lines), lines.length);
  const headers = joinedHeaders(lines.slice(0, headerCount));
  const width = Math.max(0, ...lines.map(line => line.length));
  const below = lines.slice(headerCount);
  const hasCategories = chart.options.useFirstColumnAsDomain === true || below.some(line => isText(line[0]));
  const firstSeries = hasCategories ? 1 : 0;
  const body = below.filter(
    line => (hasCategories && (line[0]?.shown ?? '') !== '') || line.slice(firstSeries).some(isNumber),
  );
  const series = Array.from({ length: Math.max(0, width - firstSeries) }, (_, index) => ({
    name: headers[index + firstSeries] ?? '',
    values: body.map(line => numberIn(line[index + firstSeries])),
  }));
  return {
    about: hasCategories ? (headers[0] ?? '') : '',
    categories: body.map((line, index) => (hasCategories ? (line[0]?.shown ?? '') : String(index + 1))),
    series,
    format: body.flatMap(line => line.slice(firstSeries)).find(isNumber)?.format ?? AUTOMATIC_FORMAT,
  };
}

/**
 * The same numbers as rows of texts, for people who do not see the picture: the headers, then one row a category.
 * Numbers show as in the tab.
 */
export function chartTable({ about, categories, series, format }: ChartData): string[][] {
  return [
    [about, ...series.map(({ name }) => name)],
    ...categories.map((category, row) => [
      category,
      ...series.map(({ values }) => displayText(values[row] ?? null, format)),
    ]),
  ];
}

function sideBySide(blocks: readonly ChartCells[]): ChartCell[][] {
  const height = Math.max(0, ...blocks.map(block => block.length));
  return Array.from({ length: height }, (_, row) =>
    blocks.flatMap(block => block[row] ?? (block[0] ?? []).map(() => BLANK)),
  );
}

function transposed(lines: readonly (readonly ChartCell[])[]): ChartCell[][] {
  const width = Math.max(0, ...lines.map(line => line.length));
  return Array.from({ length: width }, (_, column) => lines.map(line => line[column] ?? BLANK));
}

/** One header when the first line holds no number and a later one does. */
function guessedHeaders(lines: ChartCells): number {
  const [first, ...others] = lines;
  return first !== undefined && !first.some(isNumber) && others.some(line => line.some(isNumber)) ? 1 : 0;
}

function joinedHeaders(lines: ChartCells): string[] {
  const width = Math.max(0, ...lines.map(line => line.length));
  return Array.from({ length: width }, (_, column) =>
    lines
      .map(line => line[column]?.shown ?? '')
      .filter(shown => shown !== '')
      .join(' '),
  );
}

function isText(cell: ChartCell | undefined): boolean {
  return typeof cell?.value === 'string' && cell.value !== '';
}

function isNumber(cell: ChartCell): boolean {
  return typeof cell.value === 'number';
}

function numberIn(cell: ChartCell | undefined): number | null {
  return typeof cell?.value === 'number' ? cell.value : null;
}
