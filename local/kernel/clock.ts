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
  /** Where the runs have brought the clock by the time that they took. */
  #reached: EpochMs;
  /** The end of every run, also of those inside another: people may have read it. */
  #seen: EpochMs;
  /** Machine time at which the clock began to follow it. */
  #followsSince: EpochMs | undefined;
  readonly #running: Running[] = [];

  /** `seen` is the latest instant that people saw before, when the clock is taken up again. */
  constructor(start: EpochMs, seen: EpochMs = start) {
    this.#set = start;
    this.#reached = Math.max(start, seen);
    this.#seen = this.#reached;
  }

  /** Now; while an execution runs, the instant it has reached. */
  now(): EpochMs {
    const inner = this.#running.at(-1);
    return inner === undefined ? Math.max(this.#wall(), this.#reached) : inner.startedAt + inner.elapsed;
  }

  /** The instant to which the clock was last set, or has come by following the machine: it never goes back. */
  get setTo(): EpochMs {
    return this.#wall();
  }

  /**
   * What people read: the latest instant that any run has come to. It goes back only where a scenario sets an exact
   * instant before it.
   */
  get shown(): EpochMs {
    return Math.ceil(Math.max(this.now(), this.#wall(), this.#seen));
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
    if (this.#followsSince !== undefined) this.#followsSince = Date.now();
    else {
      this.#reached = instant;
      this.#seen = instant;
    }
  }

  /** Sets the clock to what it shows: from there on nothing that people set or wait for comes before it. */
  settle(): void {
    this.#set = this.shown;
    this.#reached = this.#set;
    if (this.#followsSince !== undefined) this.#followsSince = Date.now();
  }

  /** Whether the clock follows the machine. */
  get follows(): boolean {
    return this.#followsSince !== undefined;
  }

  /** From now on the clock follows the machine (true), or stays where it is (false). */
  followMachine(follow: boolean): void {
    this.settle();
    this.#followsSince = follow ? Date.now() : undefined;
  }

  /**
   * Runs something whose time passes as modelled; afterwards the clock stands where the outermost one ended, until the
   * machine that it follows has come there too.
   */
  during<T>(running: Running, body: () => T): T {
    this.#running.push(running);
    try {
      return body();
    } finally {
      this.#running.pop();
      const end = running.startedAt + running.elapsed;
      this.#seen = Math.max(this.#seen, end);
      if (this.#running.length === 0) this.#reached = Math.max(this.#reached, end);
    }
  }

  #wall(): EpochMs {
    return this.#followsSince === undefined ? this.#set : this.#set + (Date.now() - this.#followsSince);
  }
}

function iso(instant: EpochMs): string {
  return Number.isFinite(instant) ? new Date(instant).toISOString() : String(instant);
}
