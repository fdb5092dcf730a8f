/**
 * The charts that the add-on keeps over tabs Accueil and Budget. A chart is ours when it shows exactly our cells, whatever
 * its title, size or place became: so it is put back when it is gone, and left as staff made it when it stands.
 */
import { BUDGET_BLOCKS } from './budget-tab';
import { type TabKey, tabOf } from './schema';
import { budgetWording, pageWording } from './wording-pages';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

interface WantedChart {
  readonly tab: TabKey;
  readonly title: string;
  readonly ranges: (budget: Sheet) => Range[];
  readonly series: number;
  /** The cell of its upper left corner, how far right of it, and its size in pixels. */
  readonly row: number;
  readonly column: number;
  readonly offset: number;
  readonly width: number;
  readonly height: number;
}

/** Paid, committed, reserved, remaining: contrast of 3:1 with white and told apart without seeing red or green. */
const COLOURS = ['#1f4e79', '#3f87c2', '#b85c00', '#7a7f85'];
/** About the height of a row and the width of a column, to make room for a chart. */
const CELL = { width: 100, height: 21 };

function wantedCharts(): WantedChart[] {
  const { charts: titles } = budgetWording;
  const { supportType, member, funder, envelope } = BUDGET_BLOCKS;
  const labelsAndParts =
    ({ row, rows }: { row: number; rows: number }, parts: number) =>
    (budget: Sheet): Range[] => [budget.getRange(row, 1, rows, 1), budget.getRange(row, 3, rows, parts)];
  // Side by side with the table, on a screen of 1366 pixels; each as high as a whole number of rows, one under the other.
  const beside = { tab: 'budget', column: 7, offset: 8, width: 430, series: 3 } as const;
  return [
    {
      ...beside,
      title: titles.envelope,
      ranges: labelsAndParts(envelope, 4),
      series: 4,
      row: 2,
      height: 8 * CELL.height,
    },
    { ...beside, title: titles.supportType, ranges: labelsAndParts(supportType, 3), row: 10, height: 9 * CELL.height },
    { ...beside, title: titles.member, ranges: labelsAndParts(member, 3), row: 19, height: 8 * CELL.height },
    { ...beside, title: titles.funder, ranges: labelsAndParts(funder, 3), row: 27, height: 8 * CELL.height },
    {
      ...beside,
      tab: 'home',
      title: titles.envelope,
      ranges: labelsAndParts(envelope, 4),
      series: 4,
      row: 3,
      column: 5,
      width: 400,
      height: 10 * CELL.height,
    },
  ];
}

/** Puts in the charts that are missing; gives what was done, in words. */
export function keepCharts(charts: GoogleAppsScript.Charts.Charts, spreadsheet: Spreadsheet): string[] {
  const budget = spreadsheet.getSheetByName(tabOf('budget').name);
  if (!budget) return [];
  const changes: string[] = [];
  const present = new Map<TabKey, Set<string>>();
  for (const wanted of wantedCharts()) {
    const sheet = spreadsheet.getSheetByName(tabOf(wanted.tab).name);
    if (!sheet) continue;
    const standing = present.get(wanted.tab) ?? new Set(sheet.getCharts().map(chart => shownCells(chart.getRanges())));
    present.set(wanted.tab, standing);
    if (standing.has(shownCells(wanted.ranges(budget)))) continue;
    makeRoom(sheet, wanted);
    sheet.insertChart(built(charts, sheet, wanted, wanted.ranges(budget)));
    changes.push(pageWording.chartAdded(wanted.title, tabOf(wanted.tab).name));
  }
  return changes;
}

function shownCells(ranges: readonly Range[]): string {
  return ranges.map(range => `${range.getSheet().getName()}!${range.getA1Notation()}`).join(' ');
}

/** A chart may not stand beyond the last row or column. */
function makeRoom(sheet: Sheet, { row, column, offset, width, height }: WantedChart): void {
  const columns = column + Math.ceil((offset + width) / CELL.width) - sheet.getMaxColumns();
  const rows = row + Math.ceil(height / CELL.height) - sheet.getMaxRows();
  if (columns > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), columns);
  if (rows > 0) sheet.insertRowsAfter(sheet.getMaxRows(), rows);
}

function built(
  charts: GoogleAppsScript.Charts.Charts,
  sheet: Sheet,
  { title, series, row, column, offset, width, height }: WantedChart,
  ranges: readonly Range[],
): GoogleAppsScript.Spreadsheet.EmbeddedChart {
  const builder = sheet.newChart().setChartType(charts.ChartType.BAR);
  for (const range of ranges) builder.addRange(range);
  builder
    .setNumHeaders(1)
    .setPosition(row, column, offset, 0)
    .setOption('title', title)
    .setOption('width', width)
    .setOption('height', height)
    .setOption('isStacked', true)
    .setOption('useFirstColumnAsDomain', true)
    .setOption('legend.position', 'bottom')
    .setOption('colors', COLOURS.slice(0, series));
  for (let index = 0; index < series; index += 1) builder.setOption(`series.${index}.dataLabel`, 'value');
  return builder.build();
}
