/** How the references of a formula follow rows and columns that are inserted, deleted, moved, sorted, or a tab that is renamed. */
import { prefixSheet, type Reference, type ReferenceEnd, referenceText, sheetPrefix, tokenize } from './formula-tokens';

export type Axis = 'row' | 'column';

/** A change of shape of one tab. `at` and `from` count from 1; `before` is the place counted before the move. */
export type ShapeChange =
  | { readonly kind: 'insert'; readonly axis: Axis; readonly at: number; readonly count: number }
  | { readonly kind: 'delete'; readonly axis: Axis; readonly at: number; readonly count: number }
  | {
      readonly kind: 'move';
      readonly axis: Axis;
      readonly from: number;
      readonly count: number;
      readonly before: number;
    };

/** Where a row or column stands after the change; undefined when it was deleted. */
export function shiftedIndex(index: number, change: ShapeChange): number | undefined {
  switch (change.kind) {
    case 'insert':
      return index >= change.at ? index + change.count : index;
    case 'delete':
      if (index < change.at) return index;
      return index < change.at + change.count ? undefined : index - change.count;
    case 'move': {
      const { from, count, before } = change;
      const moved = index >= from && index < from + count;
      if (before > from) {
        if (moved) return index + before - from - count;
        return index >= from + count && index < before ? index - count : index;
      }
      if (moved) return index + before - from;
      return index >= before && index < from ? index + count : index;
    }
  }
}

/** Where the span `first`…`last` stands after the change (`last` null: open); undefined when nothing of it is left. */
export function shiftedSpan(
  first: number,
  last: number | null,
  change: ShapeChange,
): { first: number; last: number | null } | undefined {
  if (change.kind !== 'delete') {
    const start = shiftedIndex(first, change) ?? first;
    if (last === null) return { first: change.kind === 'move' ? first : start, last };
    const end = shiftedIndex(last, change) ?? last;
    return { first: Math.min(start, end), last: Math.max(start, end) };
  }
  const start = shiftedIndex(first, change) ?? change.at;
  if (last === null) return { first: start, last };
  const end = shiftedIndex(last, change) ?? change.at - 1;
  return end < start ? undefined : { first: start, last: end };
}

/** The formula's text after rows or columns of tab `changed` moved; `own` is the tab of the formula. Names compare without case. */
export function shiftFormula(text: string, own: string, changed: string, change: ShapeChange): string {
  return mapReferences(text, reference => {
    const sheet = prefixSheet(reference.prefix) ?? own;
    return sameName(sheet, changed) ? shiftReference(reference, change) : reference;
  });
}

/** The formula's text as if copied `rows` down and `columns` right: relative references follow. */
export function offsetFormula(text: string, rows: number, columns: number): string {
  const move = (end: ReferenceEnd): ReferenceEnd | undefined => {
    const row = end.row === null || end.rowFixed ? end.row : end.row + rows;
    const column = end.column === null || end.columnFixed ? end.column : end.column + columns;
    return (row !== null && row < 1) || (column !== null && column < 1) ? undefined : { ...end, row, column };
  };
  return mapReferences(text, reference => {
    const start = move(reference.start);
    const end = reference.end === null ? null : move(reference.end);
    return start === undefined || end === undefined ? undefined : { ...reference, start, end };
  });
}

/** The formula's text once tab `before` is called `after`. */
export function renameSheetIn(text: string, before: string, after: string): string {
  return mapReferences(text, reference => {
    const sheet = prefixSheet(reference.prefix);
    return sheet !== undefined && sameName(sheet, before) ? { ...reference, prefix: sheetPrefix(after) } : reference;
  });
}

/** Tabs and names compare without case, as in Google Sheets. */
export function sameName(a: string, b: string): boolean {
  return a.toLocaleLowerCase('fr') === b.toLocaleLowerCase('fr');
}

/** Rewrites each reference; undefined writes `#REF!`. Everything else stays as typed. */
function mapReferences(text: string, change: (reference: Reference) => Reference | undefined): string {
  let result = text.startsWith('=') ? '=' : '';
  for (const token of tokenize(text)) {
    if (token.kind !== 'reference') {
      result += token.text;
      continue;
    }
    const changed = change(token.reference);
    if (changed === undefined) result += '#REF!';
    else result += changed === token.reference ? token.text : referenceText(changed);
  }
  return result;
}

function shiftReference(reference: Reference, change: ShapeChange): Reference | undefined {
  const { start, end } = reference;
  const first = start[change.axis];
  if (end === null) {
    if (first === null) return reference;
    const index = shiftedIndex(first, change);
    return index === undefined ? undefined : { ...reference, start: { ...start, [change.axis]: index } };
  }
  const last = end[change.axis];
  if (first === null) return reference;
  const span = shiftedSpan(first, last, change);
  if (span === undefined) return undefined;
  return {
    ...reference,
    start: { ...start, [change.axis]: span.first },
    end: { ...end, [change.axis]: span.last },
  };
}
