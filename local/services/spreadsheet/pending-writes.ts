/**
 * The writes of one execution that Google has not sent yet: they reach the workbook at the next read, at flush() or when
 * the script ends by itself; an execution that is killed or timed out loses them.
 */
import type { Execution } from '../../kernel/contract';

export class PendingWrites {
  #queue: (() => void)[] = [];
  #changesShape = false;

  constructor(execution: Execution) {
    execution.onEnd(outcome => {
      if (outcome === 'killed' || outcome === 'timeout') this.#queue = [];
      else this.apply();
    });
  }

  /** `changesShape`: sizes, names or places of cells are others afterwards. */
  add(write: () => void, changesShape = false): void {
    this.#queue.push(write);
    this.#changesShape ||= changesShape;
  }

  /** Writes everything, in order. A write that the workbook refuses throws, and those after it are lost. */
  apply(): void {
    const queue = this.#queue;
    this.#queue = [];
    this.#changesShape = false;
    for (const write of queue) write();
  }

  /** Writes everything when sizes or names may be others afterwards. */
  applyShape(): void {
    if (this.#changesShape) this.apply();
  }
}
