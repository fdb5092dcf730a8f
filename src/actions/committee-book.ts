/**
 * The committee's own workbook, kept up to date: made by the managing account, whose files nobody else's click can reach;
 * brought up to date at once when staff act on files, by the next sweep otherwise, whole each morning.
 */
import { breakDownBudget } from '../scheme/envelope';
import type { CommitteeTab, StandingTab } from '../sheets/committee-book';
import { addressOfBook, LostBook } from '../sheets/committee-book';
import {
  applicationsForCommittee,
  budgetForCommittee,
  opinionsForCommittee,
  requestsForCommittee,
} from '../sheets/committee-tabs';
import { committeeWording as words } from '../sheets/wording-committee';
import { budgetOf, commitmentOf, reservationsOf } from './budget';
import type { Desk } from './desk';
import { committeeMembers } from './opinions';
import { foreseenShare } from './scheme-share';

/** What of the committee's workbook may lag behind. */
export const WHOLE = ['requests', 'applications', 'opinions', 'assignments', 'committee'] as const;

/** Makes the workbook when there is none that this account reaches, and fills it; says whether it made one. */
export function ensureCommitteeBook(desk: Desk): boolean {
  const known = desk.memory.get('committeeBook');
  const folder = desk.memory.get('files')?.folder;
  if (folder === undefined) return false;
  if (known !== null && isThere(desk, known.id)) return false;
  const id = desk.committeeBook.ensure(words.bookName, folder);
  desk.memory.set('committeeBook', { id, stale: [...WHOLE], shared: '', asked: false });
  desk.memory.save();
  refreshCommitteeBook(desk);
  return true;
}

function isThere(desk: Desk, id: string): boolean {
  try {
    desk.committeeBook.read(id);
    return true;
  } catch (problem) {
    if (problem instanceof LostBook) return false;
    throw problem;
  }
}

/** What became of an update: addresses that Google did not take. */
export interface Refreshed {
  readonly unknownToGoogle: readonly string[];
}

/**
 * Brings the parts that lag behind up to date, and stores that it did. Nothing when there is no such workbook, or for another
 * account than the managing one: the sweep does it then.
 */
export function refreshCommitteeBook(desk: Desk, parts?: readonly string[]): Refreshed {
  const book = desk.memory.get('committeeBook');
  const wanted = [...new Set([...(book?.stale ?? []), ...(parts ?? [])])];
  if (book === null || wanted.length === 0 || !desk.managesMail) return { unknownToGoogle: [] };
  const tabs = tabsOf(desk, wanted);
  if (tabs.length > 0) desk.committeeBook.write(book.id, tabs, standingTabs(desk, book.id, tabs));
  const sharing = wanted.includes('committee') ? share(desk, book) : { shared: book.shared, unknownToGoogle: [] };
  desk.memory.set('committeeBook', { ...book, stale: [], shared: sharing.shared });
  desk.memory.save();
  return sharing;
}

/** The same, after staff's own work: what fails here holds nothing up, and the sweep tries again. */
export function showCommittee(desk: Desk): void {
  try {
    desk.workbook.settle();
    refreshCommitteeBook(desk);
  } catch (problem) {
    console.error(problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem));
  }
}

/** Where the committee's workbook is; empty when there is none. */
export function committeeBookUrl(desk: Desk): string {
  const book = desk.memory.get('committeeBook');
  return book === null ? '' : addressOfBook(book.id);
}

function standingTabs(desk: Desk, id: string, tabs: readonly CommitteeTab[]): StandingTab[] {
  const standing = desk.committeeBook.read(id);
  if (tabs.every(({ name }) => standing.some(tab => tab.name === name))) return standing;
  desk.committeeBook.addTabs(id, tabs, standing);
  return desk.committeeBook.read(id);
}

/** The tabs that these parts of the workbook show in, each source read once. */
function tabsOf(desk: Desk, parts: readonly string[]): CommitteeTab[] {
  const { workbook } = desk;
  const has = (...keys: string[]): boolean => keys.some(key => parts.includes(key));
  const requests = has('requests', 'assignments')
    ? workbook
        .table('requests')
        .all()
        .map(({ values }) => values)
    : [];
  const tabs: CommitteeTab[] = [];
  if (has('requests')) tabs.push(requestsForCommittee(requests, request => foreseenShare(desk, request)));
  if (has('applications'))
    tabs.push(
      applicationsForCommittee(
        workbook
          .table('applications')
          .all()
          .map(({ values }) => values),
      ),
    );
  if (has('opinions'))
    tabs.push(
      opinionsForCommittee(
        workbook
          .table('opinions')
          .all()
          .map(({ values }) => values),
      ),
    );
  if (has('requests', 'assignments')) {
    const assignments = workbook
      .table('assignments')
      .all()
      .map(({ values }) => values);
    tabs.push(
      budgetForCommittee(
        budgetOf(desk, requests, assignments),
        breakDownBudget(reservationsOf(requests), assignments.map(commitmentOf)),
      ),
    );
  }
  return tabs;
}

/** Shares with the addresses of the members when they are others than the last time. */
function share(desk: Desk, book: { id: string; shared: string }): Refreshed & { readonly shared: string } {
  const addresses = committeeMembers(desk)
    .map(({ email }) => email.trim().toLowerCase())
    .filter(email => email.includes('@'));
  const wanted = [...new Set(addresses)].sort();
  const shared = desk.sha256(wanted.join('\n')).slice(0, 16);
  if (shared === book.shared) return { shared, unknownToGoogle: [] };
  const unknownToGoogle = desk.committeeBook.share(book.id, wanted);
  return { shared: unknownToGoogle.length === 0 ? shared : '', unknownToGoogle };
}
