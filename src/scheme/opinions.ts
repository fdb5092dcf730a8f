/**
 * The opinions of the steering committee: what a text says, which opinion of each member counts on a file (the last one,
 * none on a file where the member has declared a conflict of interest), and the summary that the column Avis shows.
 */
import { findReferences } from './references';
import { ok, type Result, refused } from './result';
import type { Instant } from './time';
import { opinionWording as wording } from './wording-opinions';

export const OPINIONS = ['favorable', 'réservé', 'défavorable', 'sans avis'] as const;
export type Opinion = (typeof OPINIONS)[number];

/** Only this much of a text is read for an opinion: comments are shorter, and mails are read line by line. */
const READ_LIMIT = 5_000;

/** Lower case, without accents or invisible signs, plain spaces and apostrophes. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u2018\u2019\u02bc`´]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

const ABSTAINS =
  /\b(?:sans (?:avis|opinion)(?! (?:de)?favorable)|pas d'(?:avis|opinion)(?! (?:de)?favorable)|(?:abstiens|abstient|abstention)|ne (?:me|se) prononce(?:rai|ra)? pas|ne (?:souhaite|peux|peut) pas (?:me|se) prononcer)\b/;
const WORD = "[a-z']{1,20}";
/** A negation, then at most two words, then the opinion: "pas du tout favorable", "n'est pas très favorable". */
const NEGATED = new RegExp(
  `\\b(?:pas|non|ni|jamais|aucun|aucunement|nullement|guere|point|n(?:'|e )[a-z]{1,12} plus)(?:[ -]${WORD}){0,2}[ -]((?:de)?favorable)s?\\b`,
);
/** The same from further away: what it says is for a person to read. */
const FAR_NEGATED =
  /\b(?:pas|non|ni|jamais|aucune?|aucunement|nullement|guere|sans|partage)\b[^.;:!?()]{0,120}favorable/;
const NO_RESERVE =
  /\b(?:sans|pas de|aucune)(?: la)?(?: moindre)? (?:reserve|objection|condition)s?(?: particuliere)?s?\b|\bn'(?:ai|a|avons|emets) (?:pas de |aucune )(?:reserve|objection)s?\b/g;
const RESERVED =
  /\b(?:sous|avec|des|quelques|fortes) reserves?\b|\bavis (?:tres |plutot )?(?:reservee?s?|mitige)\b|^(?:(?:je suis|nous sommes|plutot|tres|assez) )*(?:reservee?s?|mitigee?s?)\b|\b(?:suis|sommes|reste|restons) (?:tres |plutot |assez )?(?:reservee?s?|mitigee?s?)\b/;
const CONDITION =
  /\b(?:a condition|a la condition|sous condition|conditionne|pourvu que|a moins que|mais|toutefois|cependant|neanmoins|en revanche|si)\b/;

/**
 * The opinion that a text gives; null when it gives none, or says two things: a person then reads it. A question gives no
 * opinion. "favorable sous réserve" is réservé; a negated "favorable" is never favorable. Linear in the length of the text.
 */
export function readOpinion(text: string): Opinion | null {
  const said = (folded(text.slice(0, READ_LIMIT)).match(/[^.!?\n]+[.!?]*/g) ?? [])
    .filter(sentence => !sentence.includes('?'))
    .join(' ');
  const plain = said.replace(NO_RESERVE, ' ');
  const negation = NEGATED.exec(plain);
  if (negation !== null) return negation[1] === 'favorable' && !saysAgain(plain, negation) ? 'défavorable' : null;
  const favorable = /\bfavorable(?:s|ment)?\b/.test(plain);
  const unfavorable = /\bdefavorable(?:s|ment)?\b/.test(plain);
  if (ABSTAINS.test(plain)) return favorable || unfavorable ? null : 'sans avis';
  if (FAR_NEGATED.test(plain)) return null;
  if (favorable && unfavorable) return null;
  if (unfavorable) return 'défavorable';
  const reserved = RESERVED.test(plain);
  if (!favorable) return reserved ? 'réservé' : null;
  return /\breserv/.test(plain) || CONDITION.test(plain) || /\bpeu favorable/.test(plain) ? 'réservé' : 'favorable';
}

/** Whether another "favorable" stands beside the one that is negated. */
const saysAgain = (plain: string, negation: RegExpExecArray): boolean =>
  plain.replace(negation[0], ' ').includes('favorable');

/** A member of the committee, as tab Comité holds it. */
export interface CommitteeMember {
  readonly name: string;
  /** Name that Google shows beside the comments. */
  readonly displayName: string;
  readonly organisation: string;
  readonly email: string;
  /** Files on which the member has declared a conflict of interest, as typed. */
  readonly conflicts: string;
}

/** One opinion as it was given, whatever became of it. */
export interface GivenOpinion {
  readonly subject: string;
  readonly member: string;
  readonly organisation: string;
  readonly opinion: Opinion;
  readonly text: string;
  readonly givenAt: Instant;
  /** When its author took it back; null, or absent, when it stands. */
  readonly withdrawnAt?: Instant | null;
}

const isWithdrawn = ({ withdrawnAt = null }: GivenOpinion): boolean => withdrawnAt !== null;

/** Names are compared without case, accents, or spaces around. */
export const samePerson = (one: string, other: string): boolean => folded(one) === folded(other) && folded(one) !== '';

export const namedMember = ({ name, organisation }: Pick<CommitteeMember, 'name' | 'organisation'>): string =>
  wording.named(name, organisation);

/** The one member that a name, a name shown by Google or an address designates. */
export function memberCalled(typed: string, members: readonly CommitteeMember[]): Result<CommitteeMember> {
  if (members.length === 0) return refused(wording.noMembers);
  const found = members.filter(({ name, displayName, email }) =>
    [name, displayName, email].some(called => samePerson(called, typed)),
  );
  const [member] = found;
  if (member === undefined) return refused(wording.unknownMember(typed, members.map(namedMember)));
  if (found.length > 1)
    return refused(
      wording.severalMembers(
        typed,
        found.map(one => `${namedMember(one)} <${one.email}>`),
      ),
    );
  return ok(member);
}

/** Whether the member has declared a conflict of interest on one of these files. */
export function isInConflict({ conflicts }: Pick<CommitteeMember, 'conflicts'>, files: readonly string[]): boolean {
  const declared = findReferences(conflicts.slice(0, READ_LIMIT));
  return files.some(file => file !== '' && declared.includes(file));
}

/** What became of one opinion. */
export interface WeighedOpinion<T extends GivenOpinion> {
  readonly given: T;
  readonly fate: 'counted' | 'replaced' | 'conflict' | 'notMember' | 'withdrawn';
}

/**
 * What becomes of each opinion, in the order given: the last of each member on a file counts, of two at the same second the
 * later one of the list; those of a member in conflict on the file, or of somebody who is no member, never do, nor one that
 * its author took back: the one before it counts again.
 */
export function weighOpinions<T extends GivenOpinion>(
  opinions: readonly T[],
  members: readonly CommitteeMember[],
): WeighedOpinion<T>[] {
  const last = new Map<string, T>();
  const keyOf = (given: T): string => `${given.subject}\n${folded(given.member)}\n${folded(given.organisation)}`;
  for (const given of opinions) {
    if (isWithdrawn(given)) continue;
    const before = last.get(keyOf(given));
    if (before === undefined || given.givenAt >= before.givenAt) last.set(keyOf(given), given);
  }
  return opinions.map(given => {
    const member = members.find(
      ({ name, organisation }) => samePerson(name, given.member) && folded(organisation) === folded(given.organisation),
    );
    if (isWithdrawn(given)) return { given, fate: 'withdrawn' };
    if (member === undefined) return { given, fate: 'notMember' };
    if (isInConflict(member, [given.subject])) return { given, fate: 'conflict' };
    return { given, fate: last.get(keyOf(given)) === given ? 'counted' : 'replaced' };
  });
}

/** What a fate is called in the column « Pris en compte ». */
export const fateInWords = (fate: WeighedOpinion<GivenOpinion>['fate']): string => wording[fate];

/** Members who may speak on a file and have not. */
export function silentMembers(
  subject: string,
  opinions: readonly GivenOpinion[],
  members: readonly CommitteeMember[],
): CommitteeMember[] {
  return members.filter(
    member =>
      !isInConflict(member, [subject]) &&
      !opinions.some(
        given => given.subject === subject && !isWithdrawn(given) && samePerson(given.member, member.name),
      ),
  );
}

/**
 * The column Avis of a file: a line for each opinion that was given, with the names, then those set aside for a conflict of
 * interest, then those who have not spoken; the empty text when nobody has spoken and nobody is set aside.
 */
export function opinionSummary(
  subject: string,
  opinions: readonly GivenOpinion[],
  members: readonly CommitteeMember[],
): string {
  const weighed = weighOpinions(
    opinions.filter(given => given.subject === subject),
    members,
  );
  const counted = weighed.filter(({ fate }) => fate === 'counted').map(({ given }) => given);
  const named = ({ member, organisation }: GivenOpinion): string => wording.named(member, organisation);
  const excluded = members.filter(member => isInConflict(member, [subject])).map(namedMember);
  if (counted.length === 0 && excluded.length === 0) return '';
  const silent = silentMembers(subject, opinions, members).map(namedMember);
  return [
    ...OPINIONS.map(opinion => {
      const those = counted.filter(given => given.opinion === opinion).map(named);
      return those.length === 0 ? '' : wording.line(opinion, those);
    }),
    excluded.length === 0 ? '' : wording.excluded(excluded),
    silent.length === 0 ? '' : wording.silent(silent),
  ]
    .filter(line => line !== '')
    .join('\n');
}
