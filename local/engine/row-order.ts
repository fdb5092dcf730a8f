/** The order of rows after a sort, as Google Sheets does it: numbers and dates, then text, then booleans; blanks always last. */
import { CellFault, type CellValue } from './display';
import type { Area } from './grid-area';
import type { Sheet } from './sheet';

/** A column of the sheet, counted from 1. */
export interface SortKey {
  readonly column: number;
  readonly ascending: boolean;
}

const collator = new Intl.Collator('fr', { numeric: false, sensitivity: 'base' });

/** The sheet's row numbers of an area in their new order; rows that compare equal keep theirs. */
export function sortedRows(sheet: Sheet, area: Area, keys: readonly SortKey[]): number[] {
  const columns = keys.map(({ column, ascending }) => ({
    ascending,
    values: sheet.values({ row: area.row, column, rows: area.rows, columns: 1 }).map(([value]) => value ?? null),
  }));
  const order = Array.from({ length: area.rows }, (_, index) => index);
  order.sort((a, b) => {
    for (const { values, ascending } of columns) {
      const left = values[a] ?? null;
      const right = values[b] ?? null;
      const blank = Number(isBlank(left)) - Number(isBlank(right));
      if (blank !== 0) return blank;
      const difference = compare(left, right);
      if (difference !== 0) return ascending ? difference : -difference;
    }
    return a - b;
  });
  return order.map(index => area.row + index);
}

function isBlank(value: CellValue): boolean {
  return value === null || value === '';
}

function compare(a: CellValue, b: CellValue): number {
  const kind = rank(a) - rank(b);
  if (kind !== 0) return kind;
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b);
  return Number(a) - Number(b) || 0;
}

function rank(value: CellValue): number {
  if (value instanceof CellFault) return 3;
  if (typeof value === 'number') return 0;
  return typeof value === 'string' ? 1 : 2;
}
