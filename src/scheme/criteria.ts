/**
 * Technical criteria: the points of each, which together make the points of the technical score, and a bid's score from
 * its marks. Criteria without points only describe; the score is then given as one number.
 */
import { ok, type Result, refused } from './result';
import { criteriaWording as wording } from './wording-criteria';

/** A line of the list of criteria, as staff keep it; `points` is null when the cell is empty. */
export interface CriterionLine {
  readonly name: string;
  readonly points: number | null;
}

/** A criterion on which marks are given, from 0 to `points`. */
export interface Criterion {
  readonly name: string;
  readonly points: number;
}

const HUNDREDTHS = 100;
const inHundredths = (points: number): number => Math.round(points * HUNDREDTHS);
const hasTwoDecimals = (points: number): boolean => Math.abs(inHundredths(points) - points * HUNDREDTHS) < 1e-6;
const french = (points: number): string => String(points).replace('.', ',');

/**
 * The criteria that marks are given on; none when no line has points. Refused when a line has no name or stands twice,
 * when only some lines have points, when points are not positive with two decimals at most, and when they do not add up
 * to the points of the technical score, when it has any of its own (null: any total will do). Lines that are empty altogether
 * do not count.
 */
export function checkCriteria(
  lines: readonly CriterionLine[],
  technicalPoints: number | null,
): Result<readonly Criterion[]> {
  const written = lines
    .map(({ name, points }, index) => ({ name: name.trim(), points, row: index + 1 }))
    .filter(({ name, points }) => name !== '' || points !== null);
  const names = new Set<string>();
  for (const { name, row } of written) {
    if (name === '') return refused(wording.nameless(row));
    const plain = name.normalize('NFKC').toLowerCase();
    if (names.has(plain)) return refused(wording.twice(name));
    names.add(plain);
  }
  if (written.every(({ points }) => points === null)) return ok([]);
  const criteria: Criterion[] = [];
  for (const { name, points } of written) {
    if (points === null) return refused(wording.partly(name));
    if (!(points > 0 && points <= 1000 && hasTwoDecimals(points)))
      return refused(wording.badPoints(name, french(points)));
    criteria.push({ name, points });
  }
  if (technicalPoints === null) return ok(criteria);
  const total = criteria.reduce((sum, { points }) => sum + inHundredths(points), 0);
  return total === inHundredths(technicalPoints)
    ? ok(criteria)
    : refused(wording.otherTotal(french(total / HUNDREDTHS), french(technicalPoints)));
}

/**
 * The technical score of a bid: the sum of its marks, one a criterion, in the order of the criteria. Refused when a mark
 * is missing, or not between 0 and the points of its criterion. Marks are read to the hundredth.
 */
export function technicalScore(criteria: readonly Criterion[], marks: readonly (number | null)[]): Result<number> {
  let total = 0;
  for (const [index, { name, points }] of criteria.entries()) {
    const mark = marks[index] ?? null;
    if (mark === null) return refused(wording.noMark(name));
    if (!(mark >= 0 && mark <= points)) return refused(wording.markOutOfRange(french(mark), name, french(points)));
    total += inHundredths(mark);
  }
  return ok(total / HUNDREDTHS);
}
