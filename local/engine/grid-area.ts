/** Where cells stand: rectangles of a sheet, counted from 1 as Google does, and their A1 notation. */

/** A cell, row and column counted from 1. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells; `rows` and `columns` are at least 1. */
export interface Area extends Position {
  readonly rows: number;
  readonly columns: number;
}

/** A rectangle whose bottom or right side may be open (`P1:P`, `A:C`, `2:5`). */
export interface OpenArea {
  readonly row: number;
  readonly column: number;
  readonly lastRow: number | null;
  readonly lastColumn: number | null;
}

/** 1 → `A`, 27 → `AA`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** `A` → 1, `aa` → 27. */
export function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** `H20`. */
export function cellName({ row, column }: Position): string {
  return `${columnLetters(column)}${row}`;
}

/** `H20` for one cell, `A1:C4` otherwise. */
export function areaName(area: Area): string {
  const first = cellName(area);
  if (area.rows === 1 && area.columns === 1) return first;
  return `${first}:${cellName({ row: area.row + area.rows - 1, column: area.column + area.columns - 1 })}`;
}

/** The key of a cell in a sheet's sparse records: `row:column`. */
export function cellKey(row: number, column: number): string {
  return `${row}:${column}`;
}

/** The cell of a key of a sparse record. */
export function keyPosition(key: string): Position {
  const colon = key.indexOf(':');
  return { row: Number(key.slice(0, colon)), column: Number(key.slice(colon + 1)) };
}

export function contains(area: Area, row: number, column: number): boolean {
  return row >= area.row && row < area.row + area.rows && column >= area.column && column < area.column + area.columns;
}

export function intersection(a: Area, b: Area): Area | undefined {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : undefined;
}

/** What is left of `area` once `hole` is cut out: at most four rectangles. */
export function subtract(area: Area, hole: Area): Area[] {
  const cut = intersection(area, hole);
  if (cut === undefined) return [area];
  const left: Area[] = [];
  const keep = (row: number, column: number, rows: number, columns: number) => {
    if (rows > 0 && columns > 0) left.push({ row, column, rows, columns });
  };
  const belowCut = cut.row + cut.rows;
  const rightOfCut = cut.column + cut.columns;
  keep(area.row, area.column, cut.row - area.row, area.columns);
  keep(belowCut, area.column, area.row + area.rows - belowCut, area.columns);
  keep(cut.row, area.column, cut.rows, cut.column - area.column);
  keep(cut.row, rightOfCut, cut.rows, area.column + area.columns - rightOfCut);
  return left;
}

/** Whether the rectangles together cover `area`. */
export function covered(area: Area, by: readonly Area[]): boolean {
  let rest: Area[] = [area];
  for (const cover of by) rest = rest.flatMap(part => subtract(part, cover));
  return rest.length === 0;
}

export function sameArea(a: Area, b: Area): boolean {
  return a.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns;
}

const CORNER = /^\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?$/;

function corner(text: string): { row: number | null; column: number | null } | undefined {
  const match = CORNER.exec(text);
  if (match === null || text === '' || (match[1] === undefined && match[2] === undefined)) return undefined;
  return {
    column: match[1] === undefined ? null : columnNumber(match[1]),
    row: match[2] === undefined ? null : Number(match[2]),
  };
}

/** Reads `H20`, `A1:C4`, `P1:P`, `A:C`, `2:5` (`$` allowed, corners in any order); undefined when it is no A1 notation. */
export function parseA1(text: string): OpenArea | undefined {
  const parts = text.split(':');
  const start = corner(parts[0] ?? '');
  if (start === undefined || parts.length > 2) return undefined;
  if (parts.length === 1) {
    if (start.row === null || start.column === null) return undefined;
    return { row: start.row, column: start.column, lastRow: start.row, lastColumn: start.column };
  }
  const end = corner(parts[1] ?? '');
  if (end === undefined) return undefined;
  const open = (a: number | null, b: number | null) => (a === null || b === null ? null : Math.max(a, b));
  const low = (a: number | null, b: number | null) => Math.min(a ?? b ?? 1, b ?? a ?? 1);
  return {
    row: low(start.row, end.row),
    column: low(start.column, end.column),
    lastRow: open(start.row, end.row),
    lastColumn: open(start.column, end.column),
  };
}
