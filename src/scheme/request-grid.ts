/**
 * The grid by which staff score a request: one line a criterion of `Listes`, `Critère (40) : 32`, and the score that the lines
 * make. Kept as text on the request, so that a change of the criteria leaves older grids as they were filled.
 */
import { type Criterion, technicalScore } from './criteria';
import { ok, type Result, refused } from './result';
import { requestGridWording as wording } from './wording-request-grid';

const TEXT_LIMIT = 10_000;

/** The grid to fill in; '' when no criterion has points. */
export function emptyGrid(criteria: readonly Criterion[]): string {
  return criteria.map(({ name, points }) => `${name} (${french(points)}) : `).join('\n');
}

/**
 * The score of a filled grid, to the hundredth; null while no mark stands in it. Refused when a line names no criterion, when a
 * mark is no number, is missing, stands twice, or is beyond the points of its criterion.
 */
export function scoreOfGrid(grid: string, criteria: readonly Criterion[]): Result<number | null> {
  const marks = new Map<string, number>();
  for (const line of grid.slice(0, TEXT_LIMIT).split('\n')) {
    if (line.trim() === '') continue;
    const at = line.lastIndexOf(':');
    const label = plain((at < 0 ? line : line.slice(0, at)).replace(/\(\s*[\d.,]+\s*\)\s*$/, ''));
    const criterion = criteria.find(({ name }) => plain(name) === label);
    if (criterion === undefined) return refused(wording.unknownLine(line.trim()));
    const typed = at < 0 ? '' : line.slice(at + 1).trim();
    if (typed === '') continue;
    if (!/^\d{1,4}(?:[.,]\d{1,2})?$/.test(typed)) return refused(wording.notAMark(typed, criterion.name));
    if (marks.has(criterion.name)) return refused(wording.markedTwice(criterion.name));
    marks.set(criterion.name, Number(typed.replace(',', '.')));
  }
  if (marks.size === 0) return ok(null);
  return technicalScore(
    criteria,
    criteria.map(({ name }) => marks.get(name) ?? null),
  );
}

const french = (points: number): string => String(points).replace('.', ',');

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
