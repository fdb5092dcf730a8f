/**
 * The ledger: each line carries the fingerprint of the line before it and of its own content, so that a line that was
 * changed, deleted, inserted, moved or cut off shows, and is named. Personal data never enters it in clear.
 */
import { increasingSubsequence } from './increasing-subsequence';
import type { Instant } from './time';
import { ledgerWording as wording } from './wording';

/** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. */
export type Sha256 = (text: string) => string;

/** What happened: who did what, to which file, and what a field was before and after. */
export interface LedgerEvent {
  readonly at: Instant;
  /** An account's address, or `automate` for a trigger. */
  readonly who: string;
  readonly action: string;
  readonly subject: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface LedgerEntry extends LedgerEvent {
  readonly number: number;
}

/** A line of the Journal as it is written. */
export interface LedgerRow extends LedgerEntry {
  readonly hash: string;
}

/** A line of the Journal as it is read: its row in the tab, and null where a cell no longer holds a number or a time. */
export interface StoredLedgerRow extends Omit<LedgerRow, 'number' | 'at'> {
  readonly line: number;
  readonly number: number | null;
  readonly at: Instant | null;
}

/** The last number and fingerprint, kept apart from the workbook. */
export interface LedgerHead {
  readonly number: number;
  readonly hash: string;
}

/** The head of a ledger that has no line yet. */
export const EMPTY_LEDGER: LedgerHead = { number: 0, hash: '0'.repeat(64) };

export type LedgerFindingKind =
  | 'changed'
  | 'deleted'
  | 'inserted'
  | 'duplicated'
  | 'moved'
  | 'cutOff'
  | 'rewritten'
  | 'unnumbered';

/** What is wrong, with the numbers of the lines concerned (first and last), the row in the tab if any, and a sentence. */
export interface LedgerFinding {
  readonly kind: LedgerFindingKind;
  readonly from: number | null;
  readonly to: number | null;
  readonly line: number | null;
  readonly reason: string;
}

/**
 * The fingerprint of an entry after a line. The serialisation is a JSON array: two entries that differ anywhere never
 * give the same text. Time counts in whole seconds, which a spreadsheet's dates keep exactly.
 */
export function chain(previousHash: string, entry: LedgerEntry, sha256: Sha256): string {
  const { number, at, who, action, subject, field, before, after } = entry;
  return sha256(
    JSON.stringify([previousHash, number, Math.round(at / 1000), who, action, subject, field, before, after]),
  );
}

/** The lines to append after the head, numbered and chained, in the form in which a cell keeps them; and the new head. */
export function appendEntries(
  head: LedgerHead,
  events: readonly LedgerEvent[],
  sha256: Sha256,
): { readonly rows: readonly LedgerRow[]; readonly head: LedgerHead } {
  const rows: LedgerRow[] = [];
  let last = head;
  for (const event of events) {
    const entry: LedgerEntry = {
      number: last.number + 1,
      at: (Math.round(event.at / 1000) * 1000) as Instant,
      who: kept(event.who, sha256),
      action: kept(event.action, sha256),
      subject: kept(event.subject, sha256),
      field: kept(event.field, sha256),
      before: kept(event.before, sha256),
      after: kept(event.after, sha256),
    };
    const hash = chain(last.hash, entry, sha256);
    rows.push({ ...entry, hash });
    last = { number: entry.number, hash };
  }
  return { rows, head: last };
}

const LONGEST_TEXT = 2_000;
/** Control characters other than tab and line end, halves of surrogate pairs, code points that are no character. */
const UNKEPT = /(?![\t\n])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/**
 * A text as a cell keeps it, so that what is read back is what was hashed: plain line ends, no control character, no
 * leading apostrophe (Sheets takes it for its own mark). A text of more than 2 000 characters is cut there and ends with
 * its length and fingerprint.
 */
function kept(text: string, sha256: Sha256): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(UNKEPT, '\uFFFD').replace(/^'/, '’');
  if (plain.length <= LONGEST_TEXT) return plain;
  const start = plain.slice(0, LONGEST_TEXT).replace(/[\uD800-\uDBFF]$/, '');
  return `${start}${wording.cut(plain.length, sha256(plain))}`;
}

/**
 * What is wrong with the lines of the Journal, given in the order of the tab; empty when all is whole. The lines after
 * the head that chain properly are no finding: an execution died before it stored the head (see `adoptTail`).
 * A line changed together with its fingerprint shows at the next line, which no longer follows it: both are named.
 */
export function verifyLedger(
  rows: readonly StoredLedgerRow[],
  head: LedgerHead,
  sha256: Sha256,
): readonly LedgerFinding[] {
  const findings: LedgerFinding[] = [];
  const numbered: NumberedRow[] = [];
  for (const row of rows) {
    if (isNumbered(row)) numbered.push(row);
    else findings.push(finding('unnumbered', row.line, null, null, wording.unnumbered(row.line)));
  }
  const { genuine, findings: broken } = followChain(numbered, head, sha256);
  return [...findings, ...broken, ...movedRows(genuine)];
}

/**
 * The head moved to the end of the lines that follow it and chain on it, in the order of their numbers, and those lines.
 * Lines that do not chain are left to `verifyLedger`.
 */
export function adoptTail(
  rows: readonly StoredLedgerRow[],
  head: LedgerHead,
  sha256: Sha256,
): { readonly head: LedgerHead; readonly adopted: readonly StoredLedgerRow[] } {
  const byNumber = groupByNumber(rows.filter(isNumbered));
  const adopted: StoredLedgerRow[] = [];
  let last = head;
  for (;;) {
    const next = byNumber.get(last.number + 1)?.find(row => follows(last.hash, row, sha256));
    if (next === undefined) return { head: last, adopted };
    adopted.push(next);
    last = { number: next.number, hash: next.hash };
  }
}

type NumberedRow = StoredLedgerRow & { readonly number: number };
type AtLeastOne = [NumberedRow, ...NumberedRow[]];

const isNumbered = (row: StoredLedgerRow): row is NumberedRow =>
  row.number !== null && Number.isSafeInteger(row.number) && row.number >= 1;

/** Whether the row's own fingerprint is the one that its content has after that line. */
function follows(previousHash: string, row: NumberedRow, sha256: Sha256): boolean {
  return row.at !== null && chain(previousHash, { ...row, at: row.at }, sha256) === row.hash;
}

function groupByNumber(rows: readonly NumberedRow[]): Map<number, AtLeastOne> {
  const groups = new Map<number, AtLeastOne>();
  for (const row of rows) {
    const group = groups.get(row.number);
    if (group === undefined) groups.set(row.number, [row]);
    else group.push(row);
  }
  return groups;
}

/** Walks the numbers from 1 up, and sorts the rows into the genuine line of each number and what is wrong. */
function followChain(rows: readonly NumberedRow[], head: LedgerHead, sha256: Sha256) {
  const byNumber = groupByNumber(rows);
  const findings: LedgerFinding[] = [];
  const genuine: NumberedRow[] = [];
  const missing: number[] = [];
  // Null after a line that is missing: the next one cannot be held against anything.
  let previousHash: string | null = EMPTY_LEDGER.hash;

  for (let number = 1; number <= head.number; number += 1) {
    const candidates = byNumber.get(number);
    byNumber.delete(number);
    if (candidates === undefined) {
      missing.push(number);
      previousHash = null;
      continue;
    }
    const { row, others } = genuineAmong(candidates, previousHash, byNumber.get(number + 1) ?? [], sha256);
    genuine.push(row);
    for (const other of others)
      findings.push(finding('duplicated', other.line, number, number, wording.duplicated(number, other.line)));

    if (previousHash === null || follows(previousHash, row, sha256)) {
      previousHash = row.hash;
      if (number === head.number && row.hash !== head.hash)
        findings.push(finding('rewritten', row.line, 1, number, wording.rewritten(number, row.line)));
    } else {
      findings.push(finding('changed', row.line, number, number, wording.changed(number, row.line)));
      previousHash = hashToFollow(previousHash, row, byNumber.get(number + 1) ?? [], sha256);
    }
  }

  const lastFound = genuine[genuine.length - 1]?.number ?? 0;
  for (const [from, to] of ranges(missing)) {
    const kind = from > lastFound ? 'cutOff' : 'deleted';
    findings.push(finding(kind, null, from, to, wording[kind](from, to)));
  }
  const beyond = [...byNumber.values()].flat();
  const adopted = new Set(adoptTail(beyond, head, sha256).adopted);
  for (const row of beyond) {
    if (adopted.has(row)) genuine.push(row);
    else findings.push(finding('inserted', row.line, row.number, row.number, wording.inserted(row.number, row.line)));
  }
  return { genuine, findings };
}

/** Of the rows that bear one number, the one that the chain holds: it follows the line before, or the next follows it. */
function genuineAmong(
  candidates: AtLeastOne,
  previousHash: string | null,
  next: readonly NumberedRow[],
  sha256: Sha256,
): { row: NumberedRow; others: readonly NumberedRow[] } {
  const [first, ...rest] = candidates;
  if (rest.length === 0) return { row: first, others: rest };
  const row =
    candidates.find(candidate => previousHash !== null && follows(previousHash, candidate, sha256)) ??
    candidates.find(candidate => next.some(following => follows(candidate.hash, following, sha256))) ??
    first;
  return { row, others: candidates.filter(candidate => candidate !== row) };
}

/**
 * After a line whose fingerprint is wrong: what the next line is held against, so that one change gives one finding. The
 * computed fingerprint when the next line was built on it (only the fingerprint was changed), otherwise the stored one.
 */
function hashToFollow(previousHash: string, row: NumberedRow, next: readonly NumberedRow[], sha256: Sha256): string {
  if (row.at === null) return row.hash;
  const computed = chain(previousHash, { ...row, at: row.at }, sha256);
  return next.some(following => follows(computed, following, sha256)) ? computed : row.hash;
}

/** The smallest set of genuine lines that are out of the order of their numbers, as ranges. */
function movedRows(genuine: readonly NumberedRow[]): LedgerFinding[] {
  const inTabOrder = [...genuine].sort((a, b) => a.line - b.line);
  const inPlace = new Set(increasingSubsequence(inTabOrder.map(({ number }) => number)));
  const moved = inTabOrder.map(({ number }) => number).filter(number => !inPlace.has(number));
  return ranges(moved.sort((a, b) => a - b)).map(([from, to]) => {
    const line = from === to ? (genuine.find(({ number }) => number === from)?.line ?? null) : null;
    return finding('moved', line, from, to, wording.moved(from, to));
  });
}

/** 1, 2, 3, 7 as 1–3 and 7–7. */
function ranges(numbers: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found[found.length - 1];
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found;
}

const finding = (
  kind: LedgerFindingKind,
  line: number | null,
  from: number | null,
  to: number | null,
  reason: string,
): LedgerFinding => ({ kind, line, from, to, reason });
