/**
 * A free tab as a grid of texts and formulas, with its looks: read in two calls, compared, and written in blocks only when
 * something of it is missing or was changed.
 */
import { FORMATS } from './columns';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** A text, a formula, or a place that a formula beside or above it fills. */
export type PageCell = string | { readonly formula: string } | null;

/** What a line is for, which says how it looks. */
export type LineKind = 'title' | 'heading' | 'line';

export interface PageLine {
  readonly kind: LineKind;
  /** As many as the page has columns. */
  readonly cells: readonly PageCell[];
  /** Number formats, one a cell; General without. */
  readonly formats?: readonly string[];
}

export interface Page {
  readonly firstRow: number;
  readonly columns: number;
  readonly lines: readonly PageLine[];
}

const LOOKS: Record<
  LineKind,
  { readonly background: string; readonly ink: string; readonly weight: 'bold' | 'normal' }
> = {
  title: { background: '#ffffff', ink: '#1f4e79', weight: 'bold' },
  heading: { background: '#1f4e79', ink: '#ffffff', weight: 'bold' },
  line: { background: '#ffffff', ink: '#1f1f1f', weight: 'normal' },
};
/** Links are blue where the spreadsheet does not make them so by itself. */
const LINK = '#1155cc';
const GENERAL = 'General';

/** Writes the page where it differs from what stands there; says whether it did. */
export function keepPage(sheet: Sheet, page: Page): boolean {
  const { firstRow, columns, lines } = page;
  const block = sheet.getRange(firstRow, 1, lines.length, columns);
  const formulas = block.getFormulas();
  const values = block.getValues();
  const intact = lines.every(({ cells }, row) =>
    cells.every((cell, column) => stands(cell, formulas[row]?.[column] ?? '', values[row]?.[column])),
  );
  if (intact) return false;
  block
    .setNumberFormats(lines.map(({ cells, formats }) => cells.map((_, column) => formats?.[column] ?? GENERAL)))
    .setBackgrounds(looks(page, 'background'))
    .setFontColors(lines.map(({ kind, cells }) => cells.map(cell => (isLink(cell) ? LINK : LOOKS[kind].ink))))
    .setFontWeights(looks(page, 'weight'))
    .setWrap(true)
    .setValues(lines.map(({ cells }) => cells.map(cell => (typeof cell === 'string' ? cell : ''))));
  for (const { row, column, rows } of formulaBlocks(lines))
    sheet.getRange(firstRow + row, column + 1, rows.length, rows[0]?.length ?? 1).setFormulas(rows);
  return true;
}

function stands(cell: PageCell, formula: string, value: unknown): boolean {
  if (cell === null) return formula === '';
  if (typeof cell === 'string') return formula === '' && value === cell;
  // A formula that cannot spill over what somebody typed under it shows an error: the page is written again.
  return formula === cell.formula && !/^#(?:REF|SPILL)!/.test(String(value));
}

function isLink(cell: PageCell): boolean {
  return typeof cell === 'object' && cell !== null && cell.formula.includes('HYPERLINK(');
}

function looks<K extends keyof (typeof LOOKS)['line']>(page: Page, look: K): (typeof LOOKS)['line'][K][][] {
  return page.lines.map(({ kind, cells }) => cells.map(() => LOOKS[kind][look]));
}

interface FormulaBlock {
  readonly row: number;
  readonly column: number;
  readonly rows: string[][];
}

/** The formulas of the page in rectangles, counted from 0: side by side, then lines of the same columns together. */
function formulaBlocks(lines: readonly PageLine[]): FormulaBlock[] {
  const blocks: FormulaBlock[] = [];
  lines.forEach(({ cells }, row) => {
    for (let column = 0; column < cells.length; column += 1) {
      const run: string[] = [];
      const first = column;
      for (let cell = cells[column]; typeof cell === 'object' && cell !== null; cell = cells[column]) {
        run.push(cell.formula);
        column += 1;
      }
      if (run.length === 0) continue;
      const above = blocks.find(
        block =>
          block.column === first && block.row + block.rows.length === row && block.rows[0]?.length === run.length,
      );
      if (above) above.rows.push(run);
      else blocks.push({ row, column: first, rows: [run] });
    }
  });
  return blocks;
}

/** The number formats that pages use, by name. */
export const PAGE_FORMATS = { ...FORMATS, general: GENERAL, elapsedDays: '0;0' } as const;
