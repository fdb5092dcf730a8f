/**
 * How long the personal data of files that were not retained is kept: some months after the last thing that happened to
 * the file, and never less than thirty days after staff were told. Other files follow the rules of accounts and contracts.
 */
import type { RequestState } from './states';
import { addDays, addMonths, compareDays, type Day, dayOf, type Instant } from './time';

/** Days between the warning and the earliest anonymisation. */
export const WARNING_DAYS = 30;

/** States of a request that nobody helps, or not yet: only a file without an assignment is meant. */
const NOT_RETAINED: readonly RequestState[] = ['reçue', 'à compléter', 'complète', 'ajournée', 'refusée', 'retirée'];

export interface KeptFile {
  readonly reference: string;
  /** What happened to the file, in any order: reception, last answer, decision; null where it did not happen. */
  readonly events: readonly (Instant | null)[];
  /** Day of the warning; null before it. */
  readonly toldOn: Day | null;
}

export interface RetentionPlan {
  /** Whose time is over and who were told early enough. */
  readonly due: readonly string[];
  /** To be told today: their time is over within `WARNING_DAYS`, or already is. */
  readonly toTell: readonly string[];
  /** Told, and the first day on which they may be anonymised. */
  readonly waiting: readonly { readonly reference: string; readonly from: Day }[];
}

export const isNotRetained = (state: RequestState | '', hasAssignment: boolean): boolean =>
  !hasAssignment && NOT_RETAINED.some(one => one === state);

/** The day on which the time is over: months, to the day, after the last event; null for a file to which nothing happened. */
export function endOfRetention({ events }: Pick<KeptFile, 'events'>, months: number): Day | null {
  const happened = events.filter(at => at !== null);
  if (happened.length === 0) return null;
  return addMonths(dayOf(Math.max(...happened) as Instant), months);
}

export function planRetention(files: readonly KeptFile[], months: number, today: Day): RetentionPlan {
  const due: string[] = [];
  const toTell: string[] = [];
  const waiting: { reference: string; from: Day }[] = [];
  for (const file of files) {
    const end = endOfRetention(file, months);
    if (end === null) continue;
    if (file.toldOn === null) {
      if (compareDays(end, addDays(today, WARNING_DAYS)) <= 0) toTell.push(file.reference);
      continue;
    }
    const told = addDays(file.toldOn, WARNING_DAYS);
    const from = compareDays(end, told) > 0 ? end : told;
    if (compareDays(from, today) <= 0) due.push(file.reference);
    else waiting.push({ reference: file.reference, from });
  }
  return { due, toTell, waiting };
}

/** At least this long: a shorter value would be found in words that have nothing to do with the person. */
const TELLING_LENGTH = 4;

/** How French texts name somebody without the first name. */
const CIVILITY = '(?:M\\.|Mr|Mme|Mlle|Monsieur|Madame|Mademoiselle)';
const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The text with every mention of the values replaced, whatever its case and spaces; « Mme Roux » is one of « Amélie Roux ». */
export function withoutMentions(text: string, values: readonly string[], replacement: string): string {
  let cleaned = text;
  for (const value of [...values].sort((a, b) => b.length - a.length)) {
    const words = value.trim().split(/\s+/);
    if (value.trim().length < TELLING_LENGTH) continue;
    cleaned = cleaned.replace(new RegExp(words.map(escaped).join('\\s+'), 'giu'), () => replacement);
    for (const word of words.filter(one => words.length > 1 && /^\p{Lu}[\p{L}'’-]+$/u.test(one)))
      cleaned = cleaned.replace(
        new RegExp(`${CIVILITY}\\s+${escaped(word)}(?![\\p{L}\\p{N}])`, 'giu'),
        () => replacement,
      );
  }
  return cleaned;
}
