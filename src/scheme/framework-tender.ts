/**
 * The tender for the framework agreement: whether an application is late, whether it keeps to the number of pages and to
 * the frame of reply, and what the call of 2018 expects, as data.
 */
import { type Timeliness, timelinessOf } from './bids';
import { ok, type Result, refused } from './result';
import { dayOf, formatDayInWords, formatInstantInWords, type Instant, startOfDay } from './time';
import { frameworkTenderWording as wording } from './wording-days';

/** One thing that the call asks for: the header of its column, and what it covers. */
export interface Expectation<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly detail: string;
}

export type FramePart = keyof typeof wording.parts;
export type ExpectedExperience = keyof typeof wording.experiences;
export type Sector = keyof typeof wording.sectors;

function expectations<Key extends string>(
  labels: Readonly<Record<Key, string>>,
  details: Readonly<Record<Key, string>>,
): readonly Expectation<Key>[] {
  return (Object.keys(labels) as Key[]).map(key => ({ key, label: labels[key], detail: details[key] }));
}

/** The six parts of the frame of reply, in order. */
export const frameParts = (): readonly Expectation<FramePart>[] => expectations(wording.parts, wording.partDetails);

/** The six experiences that applicants must have, in order. */
export const expectedExperiences = (): readonly Expectation<ExpectedExperience>[] =>
  expectations(wording.experiences, wording.experienceDetails);

/** The six sectors, of which an applicant covers one or more: what the screen says, in order. */
export const frameworkSectors = (): readonly string[] => Object.values(wording.sectors);

/** Whether an application came in time, to the second; always, while no closing is set. */
export const applicationTimeliness = (receivedAt: Instant, closesAt: Instant | null): Timeliness =>
  closesAt === null ? 'dans les délais' : timelinessOf(receivedAt, closesAt);

export type Conformity = 'conforme' | 'non conforme' | 'pages non vérifiables' | 'à vérifier';

/** A file of the application. `pages` is null when they cannot be counted. */
export interface ApplicationPiece {
  readonly name: string;
  readonly pages: number | null;
  /** Of the content, to recognise an identical copy; null when unknown. */
  readonly fingerprint: string | null;
  /** Why staff leave it out of the count; null when they do not. */
  readonly leftOut: string | null;
}

/** The number of pages of an application, all annexes included. */
export interface PageCount {
  /** Of the pieces whose pages are known. */
  readonly total: number;
  readonly conformity: Conformity;
  /** Sentences for staff: what was counted, left out, unreadable. */
  readonly reasons: readonly string[];
}

/**
 * Adds up the pages of the pieces. An identical copy of a counted piece may be left out, with a reason; anything else is
 * counted, and said so. Known pages above the limit are enough for « non conforme », even where others are unreadable.
 */
export function countPages(pieces: readonly ApplicationPiece[], maxPages: number): PageCount {
  if (pieces.length === 0) return { total: 0, conformity: 'à vérifier', reasons: [wording.noPiece] };
  const reasons: string[] = [];
  const counted = pieces.filter(piece => {
    const { name, leftOut } = piece;
    if (leftOut === null) return true;
    if (leftOut.trim() === '') reasons.push(wording.noReason(name));
    else if (!isCopyOfCounted(piece, pieces)) reasons.push(wording.notACopy(name));
    else {
      reasons.push(wording.leftOut(name, leftOut.trim()));
      return false;
    }
    return true;
  });
  const unreadable = counted.filter(({ pages }) => !isPageNumber(pages));
  const total = counted.reduce((sum, { pages }) => sum + (isPageNumber(pages) ? pages : 0), 0);
  reasons.push(...unreadable.map(({ name }) => wording.unreadable(name)));
  if (total > maxPages) {
    const detail = counted.map(({ name, pages }) => wording.counted(name, isPageNumber(pages) ? pages : null));
    return { total, conformity: 'non conforme', reasons: [wording.tooLong(total, maxPages, detail), ...reasons] };
  }
  return { total, conformity: unreadable.length > 0 ? 'pages non vérifiables' : 'conforme', reasons };
}

const isPageNumber = (pages: number | null): pages is number => pages !== null && Number.isInteger(pages) && pages > 0;

const isCopyOfCounted = ({ fingerprint }: ApplicationPiece, pieces: readonly ApplicationPiece[]): boolean =>
  fingerprint !== null && pieces.some(other => other.leftOut === null && other.fingerprint === fingerprint);

/** `nom du fichier : 12`, one a line: pages that staff counted themselves. Refused, with the line, when one reads otherwise. */
export function parseStaffCounts(cell: string): Result<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const line of cell.split('\n').map(text => text.trim())) {
    if (line === '') continue;
    const colon = line.lastIndexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    const pages = /^([1-9]\d{0,3})(?:\s?pages?)?$/.exec(line.slice(colon + 1).trim())?.[1];
    if (name === '' || pages === undefined) return refused(wording.countForm(line));
    counts.set(name, Number(pages));
  }
  return ok(counts);
}

/**
 * The pieces with the pages that staff counted where the software cannot, and what is said of it. A count that is certain is
 * never replaced.
 */
export function withStaffCounts(
  pieces: readonly ApplicationPiece[],
  counts: ReadonlyMap<string, number>,
): { readonly pieces: readonly ApplicationPiece[]; readonly remarks: readonly string[] } {
  const remarks: string[] = [];
  const counted = pieces.map(piece => {
    const pages = counts.get(piece.name);
    if (pages === undefined) return piece;
    if (piece.pages !== null) {
      if (piece.pages !== pages) remarks.push(wording.countNotTaken(piece.name, piece.pages));
      return piece;
    }
    remarks.push(wording.countedByStaff(piece.name, pages));
    return { ...piece, pages };
  });
  for (const name of counts.keys())
    if (!pieces.some(piece => piece.name === name)) remarks.push(wording.countOfNothing(name));
  return { pieces: counted, remarks };
}

/** What staff found of each part: there, absent, or not looked at yet (null). */
export type PartsFound = Readonly<Record<FramePart, boolean | null>>;

/** What an application is worth in form. */
export interface ApplicationConformity {
  readonly pages: number;
  readonly conformity: Conformity;
  readonly reasons: readonly string[];
}

/**
 * Pages and frame together. One breach makes « non conforme »; otherwise pages that cannot be counted come first, then
 * parts that nobody has checked.
 */
export function checkApplication(
  pieces: readonly ApplicationPiece[],
  parts: PartsFound,
  maxPages: number,
): ApplicationConformity {
  const count = countPages(pieces, maxPages);
  const absent = frameParts().filter(({ key }) => parts[key] === false);
  const unchecked = frameParts().filter(({ key }) => parts[key] === null);
  const found: Conformity[] = [count.conformity];
  if (absent.length > 0) found.push('non conforme');
  if (unchecked.length > 0) found.push('à vérifier');
  return {
    pages: count.total,
    conformity: SEVEREST_FIRST.find(conformity => found.includes(conformity)) ?? 'conforme',
    reasons: [
      ...count.reasons,
      ...absent.map(({ label }) => wording.missingPart(label)),
      ...unchecked.map(({ label }) => wording.uncheckedPart(label)),
    ],
  };
}

const SEVEREST_FIRST: readonly Conformity[] = ['non conforme', 'pages non vérifiables', 'à vérifier', 'conforme'];

/** What decides whether an applicant is to be told of an interview. */
export interface InterviewFacts {
  readonly conformity: string;
  readonly decision: string;
  readonly isLate: boolean;
  /** What staff set, and what the applicant was last told. */
  readonly interviewOn: Instant | null;
  readonly invitedFor: Instant | null;
}

/** What is to be told of an interview: a first date, another one than before, nothing new, or no date is set. */
export type InterviewNotice =
  | { readonly kind: 'first'; readonly on: Instant }
  | { readonly kind: 'moved'; readonly on: Instant; readonly from: Instant }
  | { readonly kind: 'told'; readonly on: Instant }
  | { readonly kind: 'none' };

/**
 * The letter that an applicant is due. Refused for what can no longer be retained (late without a derogation, not conform,
 * already decided), for a date that has passed, and for one that was erased after the applicant was told.
 */
export function interviewNotice(facts: InterviewFacts, now: Instant): Result<InterviewNotice> {
  const { conformity, decision, isLate, interviewOn: on, invitedFor: from } = facts;
  if (on === null)
    return from === null ? ok({ kind: 'none' }) : refused(wording.interviewErased(interviewInWords(from)));
  if (on === from) return ok({ kind: 'told', on });
  if (decision === 'retenue' || decision === 'refusée') return refused(wording.interviewDecided(decision));
  if (isLate) return refused(wording.interviewLate);
  if (conformity === 'non conforme') return refused(wording.interviewNotConform);
  if (isDayOnly(on) ? dayOf(on) < dayOf(now) : on < now) return refused(wording.interviewPast(interviewInWords(on)));
  return ok(from === null ? { kind: 'first', on } : { kind: 'moved', on, from });
}

/** `lundi 29 octobre 2018 à 14 h 30 (heure de Paris)`; the day alone when no hour was typed. */
export const interviewInWords = (on: Instant): string =>
  isDayOnly(on) ? formatDayInWords(dayOf(on)) : formatInstantInWords(on);

const isDayOnly = (at: Instant): boolean => at === startOfDay(dayOf(at));
