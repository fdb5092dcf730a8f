/**
 * The Workspace's own clock. It is set by hand, or follows the machine from where it stands; what executions take in
 * modelled time passes too, until the clock is set again: an instant that a scenario gives is exact.
 */
import type { Clock, EpochMs } from './contract';

/** Whoever makes time pass while it runs. */
export interface Running {
  readonly startedAt: EpochMs;
  /** Modelled milliseconds so far. */
  readonly elapsed: number;
}

/** Somebody asked the clock to go back. */
export class ClockError extends Error {
  override readonly name = 'ClockError';
}

export class WorkspaceClock implements Clock {
  #set: EpochMs;
  /** Modelled time that executions took since the clock was last set. */
  #drift = 0;
  /** Machine time at which the clock began to follow it. */
  #followsSince: EpochMs | undefined;
  readonly #running: Running[] = [];

  constructor(start: EpochMs) {
    this.#set = start;
  }

  /** Now; while an execution runs, the instant it has reached. */
  now(): EpochMs {
    const inner = this.#running.at(-1);
    return inner === undefined ? this.#wall() + this.#drift : inner.startedAt + inner.elapsed;
  }

  /** The instant to which the clock was last set, or has come by following the machine: it never goes back. */
  get setTo(): EpochMs {
    return this.#wall();
  }

  /** Moves forward, or stays. */
  set(instant: EpochMs): void {
    const wall = this.#wall();
    // The machine's clock moves on between a look and the next: that is no step back.
    if (this.follows && instant >= this.#set && instant < wall) return;
    if (!(instant >= wall)) {
      throw new ClockError(`L'horloge ne recule pas : ${iso(instant)} est avant ${iso(wall)}, où elle se trouve déjà.`);
    }
    this.#set = instant;
    this.#drift = 0;
    if (this.#followsSince !== undefined) this.#followsSince = Date.now();
  }

  /** Whether the clock follows the machine. */
  get follows(): boolean {
    return this.#followsSince !== undefined;
  }

  /** From now on the clock follows the machine (true), or stays where it is (false). */
  followMachine(follow: boolean): void {
    this.#set = this.#wall();
    this.#followsSince = follow ? Date.now() : undefined;
  }

  /** Runs something whose time passes as modelled; afterwards the clock stands where the outermost one ended. */
  during<T>(running: Running, body: () => T): T {
    this.#running.push(running);
    try {
      return body();
    } finally {
      this.#running.pop();
      if (this.#running.length === 0 && this.#followsSince === undefined) {
        this.#drift = Math.max(this.#drift, running.startedAt + running.elapsed - this.#set);
      }
    }
  }

  #wall(): EpochMs {
    return this.#followsSince === undefined ? this.#set : this.#set + (Date.now() - this.#followsSince);
  }
}

function iso(instant: EpochMs): string {
  return Number.isFinite(instant) ? new Date(instant).toISOString() : String(instant);
}
