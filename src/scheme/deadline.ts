/**
 * The deadline of a consultation: the day of sending does not count, the last day is included until 23:59:59 in Paris,
 * and a last day that is a Saturday, a Sunday or a holiday moves to the next working day. One second late is late.
 */
import { ok, type Result, refused } from './result';
import {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  endOfDay,
  formatDayInWords,
  formatInstantInWords,
  type Instant,
} from './time';
import { deadlineWording as wording } from './wording-days';
import { countWorkingDays, type DayCount, exclusions } from './working-days';

export interface DeadlineTerms extends DayCount {
  /** Instant of sending, or the day alone. */
  readonly sentAt: Instant | Day;
  /** Working days to leave, 1 to 366. */
  readonly days: number;
  /** Whether a last day that is a Saturday, a Sunday or a holiday moves to the next working day (`ReportWeekend`). */
  readonly shift: boolean;
}

/** A day that does not count, and why. */
export interface ExcludedDay {
  readonly day: Day;
  readonly reason: string;
}

export interface Deadline {
  readonly deadline: Instant;
  readonly day: Day;
  readonly sentOn: Day;
  readonly terms: DeadlineTerms;
  /** Days between the sending and the last one counted that did not count. */
  readonly excluded: readonly ExcludedDay[];
  /** The day counted before it was moved; null when it did not move. */
  readonly movedFrom: Day | null;
}

const LONGEST = 366;

/** The deadline that a sending gives. Throws RangeError unless `days` is a whole number from 1 to 366. */
export function computeDeadline(terms: DeadlineTerms): Deadline {
  const { sentAt, days, shift } = terms;
  if (!Number.isInteger(days) || days < 1 || days > LONGEST)
    throw new RangeError(`Not a number of working days from 1 to ${LONGEST}: ${days}`);
  const sentOn = typeof sentAt === 'string' ? sentAt : dayOf(sentAt);
  const excludes = exclusions(terms);
  const excluded: ExcludedDay[] = [];
  let last = sentOn;
  for (let counted = 0; counted < days; ) {
    last = addDays(last, 1);
    const reason = excludes(last);
    if (reason === null) counted += 1;
    else excluded.push({ day: last, reason });
  }
  const restsOn = exclusions({ ...terms, mode: 'ouvrés' });
  let day = last;
  if (shift) while (restsOn(day) !== null) day = addDays(day, 1);
  return { deadline: endOfDay(day), day, sentOn, terms, excluded, movedFrom: day === last ? null : last };
}

/** How the deadline was found, in plain French: what was counted, what was not and why, whether it moved. */
export function explainDeadline({ sentOn, day, terms, excluded, movedFrom }: Deadline): string {
  const listed = excluded.map(({ day: on, reason }) => wording.excludedDay(formatDayInWords(on), reason));
  const sentences = [wording.count(terms.days, terms.mode, formatDayInWords(sentOn))];
  if (listed.length > 0) sentences.push(wording.notCounted(listed));
  if (movedFrom !== null) {
    const reason = exclusions({ ...terms, mode: 'ouvrés' })(movedFrom) ?? '';
    sentences.push(wording.moved(formatDayInWords(movedFrom), reason, formatDayInWords(day)));
  }
  return sentences.join(' ');
}

/** A deadline set by hand does not move, and is refused when it leaves less than the legal delay. */
export function checkHandSetDeadline(day: Day, terms: DeadlineTerms): Result<Instant> {
  const { sentAt, days } = terms;
  const sentOn = typeof sentAt === 'string' ? sentAt : dayOf(sentAt);
  const left = countWorkingDays(sentOn, day, terms);
  if (left >= days) return ok(endOfDay(day));
  const earliest = computeDeadline({ ...terms, shift: false }).day;
  return refused(wording.tooShort(formatDayInWords(day), left, days, terms.mode, formatDayInWords(earliest)));
}

/** A deadline moves only later, and only before it passes. */
export function checkExtension(now: Instant, present: Instant, wanted: Day): Result<Instant> {
  if (isLate(now, present)) return refused(wording.alreadyPassed(formatInstantInWords(present)));
  const extended = endOfDay(wanted);
  return extended > present
    ? ok(extended)
    : refused(wording.notLater(formatInstantInWords(extended), formatInstantInWords(present)));
}

/**
 * Whether a reception is after the deadline. Compared in whole seconds: the deadline is the last second that counts, so
 * 23:59:59.900 is on time and 00:00:00.000 is late.
 */
export function isLate(received: Instant, deadline: Instant): boolean {
  return Math.floor(received / 1000) > Math.floor(deadline / 1000);
}

/** Whole days left until the deadline's day, negative when it has passed. */
export const daysLeft = (today: Day, deadline: Instant): number => daysBetween(today, dayOf(deadline));
