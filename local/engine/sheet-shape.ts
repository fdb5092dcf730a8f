/** Inserts, deletes and moves rows or columns of a tab: everything laid out on it follows. Formulas and names follow in workbook.ts. */
import type { ChartDocument, SheetDocument } from './document';
import { type ShapeChange, shiftedIndex, shiftedSpan } from './formula-references';
import { type Area, cellKey, keyPosition } from './grid-area';

/** Applies a change of shape to the values, looks, notes, comments, validations, protections and widths of a tab. */
export function reshape(sheet: SheetDocument, change: ShapeChange): void {
  if (change.axis === 'row') {
    sheet.values = moveItems(sheet.values, change, null);
    sheet.styles = moveItems(sheet.styles, change, null);
    if (change.kind === 'insert') inheritStyles(sheet, change.at, change.count);
    if (change.kind === 'delete' && change.at <= sheet.frozenRows) {
      sheet.frozenRows -= Math.min(change.count, sheet.frozenRows - change.at + 1);
    }
  } else {
    sheet.values = sheet.values.map(line => line && moveItems(line, change, null));
    sheet.styles = sheet.styles.map(line => line && moveItems(line, change, 0));
    sheet.columnStyles = moveItems(sheet.columnStyles, change, 0);
    sheet.columnWidths = Object.fromEntries(
      Object.entries(sheet.columnWidths).flatMap(([column, width]) => {
        const moved = shiftedIndex(Number(column), change);
        return moved === undefined ? [] : [[String(moved), width]];
      }),
    );
    sheet.hiddenColumns = sheet.hiddenColumns.flatMap(column => shiftedIndex(column, change) ?? []);
  }
  sheet.formulas = moveKeys(sheet.formulas, change);
  sheet.notes = moveKeys(sheet.notes, change);
  sheet.commentCells = Object.fromEntries(
    Object.entries(sheet.commentCells).flatMap(([id, cell]) => {
      const index = shiftedIndex(cell[change.axis], change);
      return index === undefined ? [] : [[id, { ...cell, [change.axis]: index }]];
    }),
  );
  const end = change.axis === 'row' ? sheet.maxRows : sheet.maxColumns;
  const follow = (area: Area) => {
    const moved = shiftedArea(area, change);
    return moved && stretched(area, moved, change, end);
  };
  sheet.validations = sheet.validations.flatMap(item => {
    const moved = shiftedArea(item.area, change);
    return moved === undefined ? [] : [{ ...item, area: inherited(item.area, moved, change) }];
  });
  sheet.conditionalFormats = sheet.conditionalFormats.flatMap(item => {
    const areas = item.areas.flatMap(area => {
      const moved = shiftedArea(area, change);
      return moved === undefined ? [] : [inherited(area, moved, change)];
    });
    return areas.length === 0 ? [] : [{ ...item, areas }];
  });
  sheet.protections = sheet.protections.flatMap(protection => {
    const unprotected = protection.unprotected.flatMap(area => follow(area) ?? []);
    if (protection.area === null) return [{ ...protection, unprotected }];
    const area = follow(protection.area);
    return area === undefined ? [] : [{ ...protection, area, unprotected }];
  });
  const size = change.axis === 'row' ? 'maxRows' : 'maxColumns';
  if (change.kind === 'insert') sheet[size] += change.count;
  if (change.kind === 'delete') sheet[size] -= change.count;
}

/**
 * Charts after the change of tab `changed`, wherever they stand: their ranges follow, one that is gone is left out, and a
 * chart of that tab keeps its place beside the cells under its corner.
 */
export function reshapeCharts(sheets: readonly SheetDocument[], changed: SheetDocument, change: ShapeChange): void {
  for (const sheet of sheets) {
    for (const chart of sheet.charts) {
      chart.ranges = chart.ranges.flatMap(range =>
        range.sheetId === changed.sheetId ? (shiftedArea(range, change) ?? []) : [range],
      );
      if (sheet === changed) moveAnchor(chart, changed, change);
    }
  }
}

function moveAnchor({ anchor }: ChartDocument, sheet: SheetDocument, change: ShapeChange): void {
  const { axis } = change;
  const last = axis === 'row' ? sheet.maxRows : sheet.maxColumns;
  const moved = shiftedIndex(anchor[axis], change);
  anchor[axis] = Math.min(moved ?? (change.kind === 'delete' ? change.at : anchor[axis]), last);
}

/** Where an area stands after the change; undefined when nothing is left of it. */
export function shiftedArea<A extends Area>(area: A, change: ShapeChange): A | undefined {
  if (change.axis === 'row') {
    const span = shiftedSpan(area.row, area.row + area.rows - 1, change);
    return span?.last == null ? undefined : { ...area, row: span.first, rows: span.last - span.first + 1 };
  }
  const span = shiftedSpan(area.column, area.column + area.columns - 1, change);
  return span?.last == null ? undefined : { ...area, column: span.first, columns: span.last - span.first + 1 };
}

/** An area that reached the tab's last row or column still does once the tab grew (`H2:H` stays open). */
export function stretched<A extends Area>(before: A, after: A, change: ShapeChange, end: number): A {
  if (change.kind !== 'insert' || change.at !== end + 1) return after;
  return lastOf(before, change) === end ? lengthened(after, change) : after;
}

/** Rules follow rows and columns inserted right after the area, as in Google Sheets. */
function inherited(before: Area, after: Area, change: ShapeChange): Area {
  return change.kind === 'insert' && lastOf(before, change) === change.at - 1 ? lengthened(after, change) : after;
}

function lastOf(area: Area, { axis }: ShapeChange): number {
  return axis === 'row' ? area.row + area.rows - 1 : area.column + area.columns - 1;
}

function lengthened<A extends Area>(area: A, change: ShapeChange & { kind: 'insert' }): A {
  return change.axis === 'row'
    ? { ...area, rows: area.rows + change.count }
    : { ...area, columns: area.columns + change.count };
}

/** New rows look like the row above; at the top, like the row that was first. */
function inheritStyles(sheet: SheetDocument, at: number, count: number): void {
  const model = at > 1 ? sheet.styles[at - 2] : sheet.styles[count];
  if (!model) return;
  while (sheet.styles.length < at - 1 + count) sheet.styles.push(null);
  for (let row = at - 1; row < at - 1 + count; row += 1) sheet.styles[row] = [...model];
}

function moveItems<T>(items: T[], change: ShapeChange, empty: T): T[] {
  switch (change.kind) {
    case 'insert':
      if (change.at > items.length) return items;
      return [
        ...items.slice(0, change.at - 1),
        ...new Array<T>(change.count).fill(empty),
        ...items.slice(change.at - 1),
      ];
    case 'delete':
      return [...items.slice(0, change.at - 1), ...items.slice(change.at - 1 + change.count)];
    case 'move': {
      const { from, count, before } = change;
      const length = Math.max(items.length, from + count - 1, before - 1);
      const padded = [...items, ...new Array<T>(length - items.length).fill(empty)];
      const moved = padded.splice(from - 1, count);
      padded.splice(before > from ? before - count - 1 : before - 1, 0, ...moved);
      return padded;
    }
  }
}

function moveKeys<T>(record: Record<string, T>, change: ShapeChange): Record<string, T> {
  const moved: Record<string, T> = {};
  for (const [key, value] of Object.entries(record)) {
    const position = keyPosition(key);
    const index = shiftedIndex(position[change.axis], change);
    if (index === undefined) continue;
    moved[change.axis === 'row' ? cellKey(index, position.column) : cellKey(position.row, index)] = value;
  }
  return moved;
}
