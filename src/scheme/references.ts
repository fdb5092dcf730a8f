/**
 * References of files: made, read, counted, and found in what people write. `DEM-2018-001`, `CONS-2018-001`,
 * `OFF-2018-001-ALPHA` (a second deposit: `…-ALPHA-2`), `MS-2018-001`, `CAND-2018-001`; the year is the edition's.
 */
import { ok, type Result, refused } from './result';
import { referenceWording as wording } from './wording';

const PREFIXES = { request: 'DEM', consultation: 'CONS', bid: 'OFF', assignment: 'MS', application: 'CAND' } as const;

export type ReferenceKind = keyof typeof PREFIXES;
/** Every kind but bids, whose reference also says whose bid it is. */
export type NumberedKind = Exclude<ReferenceKind, 'bid'>;

/** A framework holder's code: capital letters without accents and digits, a letter first. */
export type HolderCode = string & { readonly __brand: 'HolderCode' };

export interface NumberedReference {
  readonly kind: NumberedKind;
  readonly edition: number;
  readonly number: number;
}

/** `number` is the consultation's; `deposit` counts the bids of one holder from 1. */
export interface BidReference {
  readonly kind: 'bid';
  readonly edition: number;
  readonly number: number;
  readonly holder: HolderCode;
  readonly deposit: number;
}

export type Reference = NumberedReference | BidReference;

const KINDS = new Map(Object.entries(PREFIXES).map(([kind, prefix]) => [prefix as string, kind as ReferenceKind]));
const LARGEST_NUMBER = 999_999;

/** The reference as it is written everywhere. Throws RangeError when a number is not one to 999 999. */
export function formatReference(reference: Reference): string {
  const { kind, edition, number } = reference;
  if (!inRange(number)) throw new RangeError(`Not a number of reference: ${number}`);
  const stem = `${PREFIXES[kind]}-${edition}-${String(number).padStart(3, '0')}`;
  if (reference.kind !== 'bid') return stem;
  if (!inRange(reference.deposit)) throw new RangeError(`Not a number of deposit: ${reference.deposit}`);
  return `${stem}-${reference.holder}${reference.deposit === 1 ? '' : `-${reference.deposit}`}`;
}

/** `DEM-2018-001`, and so on. */
export const numberedReference = (kind: NumberedKind, edition: number, number: number): string =>
  formatReference({ kind, edition, number });

/** The reference of a holder's n-th deposit for a consultation. Throws RangeError unless given a consultation's reference. */
export function bidReference(consultation: string, holder: HolderCode, deposit = 1): string {
  const parsed = parseReference(consultation);
  if (parsed?.kind !== 'consultation') throw new RangeError(`Not a consultation: ${consultation}`);
  return formatReference({ kind: 'bid', edition: parsed.edition, number: parsed.number, holder, deposit });
}

/** Any hyphen that a mail program or a person may put in place of ours. */
const HYPHENS = /[\u00AD\u2010-\u2015\u2212\uFE63\uFF0D]/g;
const NUMBERED = /^(DEM|CONS|MS|CAND)-(\d{4})-(\d{3,6})$/;
const BID = /^OFF-(\d{4})-(\d{3,6})-([A-Z][A-Z0-9]{0,19})(?:-([1-9]\d{0,5}))?$/;

/** The one reference that a text is, whatever its case, spaces around it or hyphens; null when it is none. */
export function parseReference(text: string): Reference | null {
  const plain = text.length > 80 ? '' : text.replace(HYPHENS, '-').trim().toUpperCase();
  const numbered = NUMBERED.exec(plain);
  if (numbered !== null) {
    const kind = KINDS.get(numbered[1] ?? '');
    const number = Number(numbered[3]);
    if (kind === undefined || kind === 'bid' || !isCanonical(numbered[3] ?? '')) return null;
    return { kind, edition: Number(numbered[2]), number };
  }
  const bid = BID.exec(plain);
  if (bid === null || !isCanonical(bid[2] ?? '') || bid[4] === '1') return null;
  return {
    kind: 'bid',
    edition: Number(bid[1]),
    number: Number(bid[2]),
    holder: (bid[3] ?? '') as HolderCode,
    deposit: Number(bid[4] ?? 1),
  };
}

const CANDIDATE =
  /(?<![\p{L}\p{N}_])(?:DEM|CONS|OFF|MS|CAND)-\d{4}-\d{3,6}(?:-[A-Z0-9]{1,20}){0,2}(?![\p{L}\p{N}_])/giu;

/**
 * The references that stand in a free text (a subject, a comment), as we write them, each once, in order. Linear in the
 * length of the text. After the number of a file that is no bid, words joined by a hyphen are not part of the reference.
 */
export function findReferences(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [candidate] of text.replace(HYPHENS, '-').matchAll(CANDIDATE)) {
    const parts = candidate.split('-');
    for (let length = parts.length; length >= 3; length -= 1) {
      const reference = parseReference(parts.slice(0, length).join('-'));
      if (reference === null) continue;
      found.add(formatReference(reference));
      break;
    }
  }
  return [...found];
}

/**
 * The number of the next file of a kind: one above the highest of the edition, so that a number is never given twice,
 * even after a row was deleted above. What is not a reference of that kind and edition does not count.
 */
export function nextNumber(kind: NumberedKind, edition: number, existing: readonly string[]): number {
  let highest = 0;
  for (const text of existing) {
    const reference = parseReference(text);
    if (reference?.kind === kind && reference.edition === edition) highest = Math.max(highest, reference.number);
  }
  return highest + 1;
}

/** The number of the next deposit of a holder for a consultation, from the references of the bids already there. */
export function nextDeposit(consultation: string, holder: HolderCode, existing: readonly string[]): number {
  const parsed = parseReference(consultation);
  const deposits = existing.map(parseReference).map(reference => {
    const sameFile = reference?.edition === parsed?.edition && reference?.number === parsed?.number;
    return reference?.kind === 'bid' && sameFile && reference.holder === holder ? reference.deposit : 0;
  });
  return Math.max(0, ...deposits) + 1;
}

/** A holder's code as staff typed it: put in capitals; refused when it could not stand in a reference. */
export function parseHolderCode(raw: string): Result<HolderCode> {
  const code = raw.normalize('NFC').trim().toUpperCase();
  if (code === '') return refused(wording.emptyCode);
  return /^[A-Z][A-Z0-9]{0,19}$/.test(code) ? ok(code as HolderCode) : refused(wording.badCode(raw.slice(0, 40)));
}

const inRange = (number: number): boolean => Number.isInteger(number) && number >= 1 && number <= LARGEST_NUMBER;

/** `001` and `1000`, but neither `000` nor `0001`: one file has one reference. */
const isCanonical = (digits: string): boolean =>
  inRange(Number(digits)) && digits === String(Number(digits)).padStart(3, '0');
