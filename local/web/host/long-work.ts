/**
 * Work that takes long: a scenario that plays, months that pass. It goes slice by slice; between two slices the pages are
 * told how far it is, what others ask is answered, and whoever watches may stop it.
 */
import type { HostEvent } from '../wire';

/** How far a piece of work is: `done` of `total` slices, and what comes now, in words. */
export interface WorkState {
  title: string;
  done: number;
  total: number;
  text: string;
}

interface Surroundings {
  readonly emit: (event: HostEvent) => void;
  /** Tells the pages what was written so far. */
  readonly tellChanges: () => void;
}

/** How often the pages hear of it at most. */
const TELL_EVERY_MS = 250;

export class LongWork {
  readonly #around: Surroundings;
  #state: WorkState | null = null;
  #isStopAsked = false;
  #toldAt = 0;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** What is under way; null when nothing is. */
  get state(): WorkState | null {
    return this.#state;
  }

  get isUnderWay(): boolean {
    return this.#state !== null;
  }

  /** Asks the work to end after the slice under way; without effect when there is none. */
  stop(): void {
    this.#isStopAsked = this.isUnderWay;
  }

  /**
   * Does a piece of work; `body` calls `next` before each slice, and ends when it gives false: somebody has stopped it.
   * One piece at a time.
   */
  async run(
    title: string,
    total: number,
    body: (next: (done: number, text: string) => Promise<boolean>) => Promise<void>,
  ): Promise<void> {
    if (this.isUnderWay) throw new Error('One piece of long work at a time.');
    this.#isStopAsked = false;
    this.#toldAt = 0;
    this.#state = { title, done: 0, total, text: '' };
    try {
      await body(async (done, text) => {
        this.#state = { title, done, total, text };
        await this.#tell();
        return !this.#isStopAsked;
      });
    } finally {
      this.#state = null;
      this.#around.emit({ kind: 'progress', title, done: total, total, text: '' });
    }
  }

  async #tell(): Promise<void> {
    if (this.#state === null || Date.now() - this.#toldAt < TELL_EVERY_MS) return;
    this.#around.emit({ kind: 'progress', ...this.#state });
    this.#around.tellChanges();
    // What came meanwhile is taken before the next slice.
    await new Promise(resolve => setImmediate(resolve));
    this.#toldAt = Date.now();
  }
}
