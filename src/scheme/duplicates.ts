/**
 * Requests of an edition that look alike: the same authority with a similar title or need, the same person for another
 * authority, the same text from another one. Sentences for staff, never a refusal: an authority may ask twice.
 */
import { duplicateWording as wording } from './wording-duplicates';

/** What is compared of a request; texts as they stand in the workbook. */
export interface ComparedRequest {
  readonly reference: string;
  readonly status: string;
  readonly siren: string;
  readonly title: string;
  readonly need: string;
  readonly contact: string;
  readonly email: string;
  readonly phone: string;
}

/** Share of words in common from which two titles, or two needs, are alike. */
const ALIKE = 0.6;
/** From which two needs are nearly the same text, whoever wrote them. */
const SAME_TEXT = 0.9;
/** Shorter texts say too little to be compared across authorities. */
const MEANINGFUL_WORDS = 8;
const SHORT_WORD = 3;
const TEXT_LIMIT = 10_000;
const PHONE_DIGITS = 9;
/** A withdrawn request may well be made again. */
const GONE = 'retirée';

/** What staff should look at between a request and the others of the edition; empty when nothing looks alike. */
export function duplicateHints(request: ComparedRequest, others: readonly ComparedRequest[]): readonly string[] {
  const rest = others.filter(({ reference, status }) => reference !== request.reference && status !== GONE);
  const ours = rest.filter(other => isSameSiren(request, other));
  const twins = ours.filter(other => isSimilar(request, other));
  const siblings = ours.filter(other => !twins.includes(other));
  const elsewhere = rest.filter(other => !ours.includes(other));
  const people = elsewhere.filter(other => isSamePerson(request, other));
  const copies = elsewhere.filter(other => isSameText(request, other));
  return [
    ...twins.map(({ reference }) => wording.sameNeed(reference)),
    ...(siblings.length === 0 ? [] : [wording.sameAuthority(siblings.map(({ reference }) => reference))]),
    ...(people.length === 0 ? [] : [wording.samePerson(people.map(({ reference }) => reference))]),
    ...copies.map(({ reference }) => wording.similarNeed(reference)),
  ];
}

function isSameSiren(a: ComparedRequest, b: ComparedRequest): boolean {
  const digits = (text: string): string => text.replace(/\D/g, '');
  return digits(a.siren) !== '' && digits(a.siren) === digits(b.siren);
}

const isSimilar = (a: ComparedRequest, b: ComparedRequest): boolean =>
  likeness(wordsOf(a.title), wordsOf(b.title)) >= ALIKE || likeness(wordsOf(a.need), wordsOf(b.need)) >= ALIKE;

function isSamePerson(a: ComparedRequest, b: ComparedRequest): boolean {
  const sameEmail = folded(a.email) !== '' && folded(a.email) === folded(b.email);
  const [phone, other] = [a, b].map(one => one.phone.replace(/\D/g, '').slice(-PHONE_DIGITS));
  const samePhone = phone !== undefined && phone.length === PHONE_DIGITS && phone === other;
  return sameEmail || (samePhone && folded(a.contact) === folded(b.contact));
}

function isSameText(a: ComparedRequest, b: ComparedRequest): boolean {
  const [ours, theirs] = [wordsOf(a.need), wordsOf(b.need)];
  return Math.min(ours.size, theirs.size) >= MEANINGFUL_WORDS && likeness(ours, theirs) >= SAME_TEXT;
}

/** Words in common over all words (Jaccard), from 0 to 1; 0 when one has none. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter(word => b.has(word)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

function wordsOf(text: string): ReadonlySet<string> {
  const words = folded(text.slice(0, TEXT_LIMIT)).split(/[^a-z0-9]+/);
  return new Set(words.filter(word => word.length > SHORT_WORD));
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .trim()
    .toLowerCase();
}
