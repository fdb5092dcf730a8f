/** How every action runs: under the script lock, with a clear sentence when it cannot, and no exception on the screen. */
import { isOutOfReach, UnreadableFile } from '../docs/documents-gateway';
import { refusals } from '../docs/wording';
import { FormProblem } from '../forms/form-gateway';
import type { Google } from '../sheets/google';
import { WorkbookProblem } from '../sheets/table';
import { wording } from '../sheets/wording';
import type { Selection } from '../sheets/workbook';
import { type Actor, Desk } from './desk';
import { takeUpInterrupted } from './recovery';
import { Refused } from './refused';

const PERSON_WAIT_MS = 15_000;
const TRIGGER_WAIT_MS = 25_000;

/** Runs work under the script lock; says false, and does nothing, when another execution keeps it too long. */
export function withLock(google: Google, waitMs: number, work: () => void): boolean {
  const lock = google.locks.getScriptLock();
  if (!lock.tryLock(waitMs)) return false;
  try {
    work();
  } finally {
    lock.releaseLock();
  }
  return true;
}

/** Work that a menu item does: what it asks of the person comes first, then a piece that runs under the lock. */
export type MenuAction = (desk: Desk) => (() => void) | null;

/** What became of a menu item: its work was done, was refused with a sentence, or the person gave up. */
export type Outcome = 'done' | 'refused' | 'given up';

/**
 * Runs a menu item. The action reads and asks without the lock (a person may take minutes) and returns the work to do
 * under it, which must check again what it relies on; null means that the person gave up. What the work has to say waits
 * until the lock is free.
 * `aim`: the rows to work on instead of the selected ones.
 */
export function runMenu(google: Google, title: string, action: MenuAction, aim?: Selection): Outcome {
  const actor: Actor = { kind: 'person', email: google.session.getActiveUser().getEmail() };
  const desk = new Desk(google, actor);
  if (aim !== undefined) desk.workbook.aimAt(aim);
  try {
    const work = action(desk);
    if (work === null) return 'given up';
    const locked = () => {
      desk.screen.hold();
      desk.startOver();
      takeUpInterrupted(desk);
      work();
    };
    const isDone = withLock(google, PERSON_WAIT_MS, locked);
    desk.screen.release();
    if (!isDone) desk.screen.tell(title, wording.busy);
    return isDone ? 'done' : 'refused';
  } catch (problem) {
    desk.screen.release();
    desk.screen.tell(title, sentenceOf(problem));
    return 'refused';
  }
}

/** Runs a trigger's work under the lock. When the lock is busy the next sweep does it; an error reaches the trigger's owner. */
export function runTrigger(google: Google, work: (desk: Desk) => void): void {
  const desk = new Desk(google, { kind: 'automaton' });
  if (!withLock(google, TRIGGER_WAIT_MS, () => work(desk))) console.warn(wording.busy);
  const [failure] = desk.failures;
  if (failure !== undefined) throw failure;
}

/** Whether the problem's message was written for the person who reads it. */
function isSentence(problem: unknown): problem is Error {
  return (
    problem instanceof Refused ||
    problem instanceof WorkbookProblem ||
    problem instanceof FormProblem ||
    problem instanceof UnreadableFile
  );
}

/** What the person reads of a problem; what was not written for them goes to the log. */
export function sentenceOf(problem: unknown): string {
  if (isSentence(problem)) return problem.message;
  if (isOutOfReach(problem)) return refusals.documentOutOfReach;
  console.error(describeError(problem));
  return wording.unexpected;
}

function describeError(problem: unknown): string {
  return problem instanceof Error ? `${problem.name}: ${problem.message}\n${problem.stack ?? ''}` : String(problem);
}
