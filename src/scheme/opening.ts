/** The opening of bids: after the deadline, before two people who are not one, neither in conflict of interest on the file. */
import { isLate } from './deadline';
import { ok, type Result, refused } from './result';
import { formatInstantInWords, type Instant } from './time';
import { openersWording as wording } from './wording-days';

/** Somebody whom the workbook knows, by the names that others call them. */
export interface KnownPerson {
  readonly name: string;
  /** As Google shows it. */
  readonly displayName: string;
  readonly email: string;
  /** Whether a conflict of interest is declared on this file. */
  readonly isConflicted: boolean;
}

/** The words of a name, or of what stands before the @ of an address, in an order that no writing changes. */
function wordsOf(typed: string): readonly string[] {
  const [local = ''] = /^[^\s@]+@[^\s@]+$/.test(typed.trim()) ? typed.split('@') : [typed];
  return local
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
    .sort();
}

/** Marie Dupont, DUPONT Marie and marie.dupont@cuf.example are one person. */
const plain = (typed: string): string => wordsOf(typed).join(' ');

/** The one person that a name, a name shown by Google or an address designates; none when it fits nobody, or several. */
function personCalled(typed: string, people: readonly KnownPerson[]): KnownPerson | null {
  const [person = null, ...others] = people.filter(one => isCalled(one, typed));
  return others.length === 0 ? person : null;
}

const isCalled = ({ name, displayName, email }: KnownPerson, typed: string): boolean =>
  [name, displayName, email].some(called => plain(called) !== '' && plain(called) === plain(typed));

/** Whether one may be the other, shortened: « A. Martin » or « Martin » for « Anne Martin ». */
function mayShorten(one: string, other: string): boolean {
  const [short, long] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length);
  const left = [...(long ?? [])];
  return [...(short ?? [])]
    .sort((a, b) => b.length - a.length)
    .every(word => {
      const same = left.indexOf(word);
      const at = same >= 0 ? same : left.findIndex(whole => isInitial(word, whole) || isInitial(whole, word));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
}

const isInitial = (letter: string, word: string): boolean => letter.length === 1 && word.startsWith(letter);

/**
 * The two people who open, by the name that the workbook gives them when it knows them. Refused before the deadline, when a
 * name is missing, when both are or may be one person, and when one is in conflict on the file.
 */
export function checkOpening(opening: {
  readonly reference: string;
  readonly now: Instant;
  readonly deadline: Instant;
  readonly openers: readonly [string, string];
  readonly people: readonly KnownPerson[];
}): Result<readonly [string, string]> {
  const { now, deadline, openers, people, reference } = opening;
  if (!isLate(now, deadline)) return refused(wording.stillSealed(reference, formatInstantInWords(deadline)));
  const [first, second] = [openers[0].trim(), openers[1].trim()];
  if (plain(first) === '' || plain(second) === '') return refused(wording.twoNames);
  if (plain(first) === plain(second)) return refused(wording.sameName(first));
  const [one, other] = [personCalled(first, people), personCalled(second, people)];
  if (one !== null && one === other) return refused(wording.samePerson(first, second, one.name));
  if ((one === null || other === null) && mayShorten(first, second)) return refused(wording.maybeSame(first, second));
  const excluded = [first, second].find(typed => people.some(who => who.isConflicted && isCalled(who, typed)));
  if (excluded !== undefined) return refused(wording.conflict(excluded, reference));
  return ok([one?.name.trim() || first, other?.name.trim() || second] as const);
}
