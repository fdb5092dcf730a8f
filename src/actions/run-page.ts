/** How a call from one of the add-on's pages runs: under the lock, and what the page gets back is a value or a sentence. */
import type { Google } from '../sheets/google';
import { wording } from '../sheets/wording';
import { Desk } from './desk';
import { takeUpInterrupted } from './recovery';
import { sentenceOf, withLock } from './run';

/** What a page gets: plain data, or why not. `busy`: another execution holds the workbook, the page may ask again. */
export type PageAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly busy: boolean; readonly reason: string };

const PAGE_WAIT_MS = 15_000;

/** What a page only looks at: no lock, nothing is written. Never throws. */
export function lookForPage<T>(google: Google, look: (desk: Desk) => T): PageAnswer<T> {
  try {
    const desk = new Desk(google, { kind: 'person', email: google.session.getActiveUser().getEmail() });
    return { ok: true, value: look(desk) };
  } catch (problem) {
    return { ok: false, busy: false, reason: sentenceOf(problem) };
  }
}

/** Runs what a page asked for, as the person at the page. Never throws: an exception is never shown. */
export function runPage<T>(google: Google, work: (desk: Desk) => T): PageAnswer<T> {
  try {
    const desk = new Desk(google, { kind: 'person', email: google.session.getActiveUser().getEmail() });
    let answer: PageAnswer<T> = { ok: false, busy: true, reason: wording.busy };
    withLock(google, PAGE_WAIT_MS, () => {
      takeUpInterrupted(desk);
      answer = { ok: true, value: work(desk) };
    });
    return answer;
  } catch (problem) {
    return { ok: false, busy: false, reason: sentenceOf(problem) };
  }
}
