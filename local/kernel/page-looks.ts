/**
 * Calls that a page makes by itself, without a gesture of anybody: the sidebar looks every few seconds whether something has
 * changed. Looks that found nothing to do and cost the same are told as one run, and no accident is spent on them.
 */
import type { ExecutionRecord } from './contract';

export class PageLooks {
  /** The newest records, as long as they are all looks; by what they have in common. */
  readonly #newest = new Map<string, ExecutionRecord>();
  /** Functions that have written something when a page called them by itself: the slices of a long job. */
  readonly #working = new Set<string>();

  /** Whether a page that calls this function by itself has been seen to work with it, not just to look. */
  works(functionName: string): boolean {
    return this.#working.has(functionName);
  }

  /** To be told of every other run, and of a page's own call that did something. */
  noteRun(): void {
    this.#newest.clear();
  }

  noteWork(functionName: string): void {
    this.#working.add(functionName);
  }

  /** The record that already stands for such a look; undefined when this one is the first since the last other run. */
  same(look: ExecutionRecord): ExecutionRecord | undefined {
    return this.#newest.get(likeness(look));
  }

  noteLook(look: ExecutionRecord): void {
    this.#newest.set(likeness(look), look);
  }
}

function likeness({ function: name, by, calls, logs }: ExecutionRecord): string {
  return JSON.stringify([name, by, calls, logs]);
}
