/**
 * LockService. A lock is held by one execution in flight; another one that runs inside it waits its whole time and
 * then fails, since the holder cannot go on meanwhile. Locks end with the run.
 */
import { type Execution, type Part, ScriptError, ServiceObject } from '../kernel/contract';
import type { KernelContext } from '../kernel/services-context';

/** Google's text when a lock could not be had in time. */
export const LOCK_TIMEOUT_TEXT = 'Lock timeout: another process was holding the lock for too long.';

/** Who holds which lock. */
class Holders {
  readonly #byName = new Map<string, Execution>();

  take(name: string, execution: Execution): boolean {
    const holder = this.#byName.get(name);
    if (holder !== undefined) return holder === execution;
    this.#byName.set(name, execution);
    execution.onEnd(() => this.release(name, execution));
    return true;
  }

  release(name: string, execution: Execution): void {
    if (this.#byName.get(name) === execution) this.#byName.delete(name);
  }

  isHeldBy(name: string, execution: Execution): boolean {
    return this.#byName.get(name) === execution;
  }
}

export class Lock extends ServiceObject {
  readonly #execution: Execution;
  readonly #holders: Holders;
  readonly #name: string;

  constructor(execution: Execution, holders: Holders, name: string) {
    super();
    this.#execution = execution;
    this.#holders = holders;
    this.#name = name;
  }

  /** Whether the lock was had within so many milliseconds. */
  tryLock(timeoutInMillis: number): boolean {
    this.#execution.count('Lock.tryLock');
    return this.#acquire(timeoutInMillis);
  }

  waitLock(timeoutInMillis: number): void {
    this.#execution.count('Lock.waitLock');
    if (!this.#acquire(timeoutInMillis)) throw new ScriptError(LOCK_TIMEOUT_TEXT);
  }

  hasLock(): boolean {
    return this.#holders.isHeldBy(this.#name, this.#execution);
  }

  releaseLock(): void {
    this.#holders.release(this.#name, this.#execution);
  }

  #acquire(timeout: unknown): boolean {
    if (typeof timeout !== 'number' || !(timeout >= 0)) throw new ScriptError('Invalid argument: timeoutInMillis');
    if (this.#execution.fault?.lockBusy !== true && this.#holders.take(this.#name, this.#execution)) return true;
    this.#execution.spend(timeout);
    return false;
  }
}

export class LockService extends ServiceObject {
  readonly #execution: Execution;
  readonly #context: KernelContext;
  readonly #holders: Holders;

  constructor(execution: Execution, context: KernelContext, holders: Holders) {
    super();
    this.#execution = execution;
    this.#context = context;
    this.#holders = holders;
  }

  getScriptLock(): Lock {
    return this.#open('script');
  }

  getUserLock(): Lock {
    return this.#open(`user:${this.#execution.effectiveUser}`);
  }

  /** Null where the run does not come from the document: a time trigger, a form's answer. */
  getDocumentLock(): Lock | null {
    return this.#execution.kind === 'installable' ? null : this.#open(`document:${this.#context.boundSpreadsheetId}`);
  }

  #open(name: string): Lock {
    return new Lock(this.#execution, this.#holders, name);
  }
}

export function lockPart(context: KernelContext): Part {
  const holders = new Holders();
  return { name: 'lock', globals: execution => ({ LockService: new LockService(execution, context, holders) }) };
}
