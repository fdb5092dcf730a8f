/**
 * One run of a script function: what it may do, what it costs, when it must die. A run that was killed or cut off can
 * do nothing more: every further call of a service throws again, whatever the script catches.
 */
import type {
  CallCost,
  Clock,
  EpochMs,
  Execution,
  ExecutionKind,
  ExecutionRecord,
  Fault,
  LogLine,
  Outcome,
  Person,
  Selection,
  TriggerName,
} from './contract';
import { ScriptError, type UnplayableStep } from './contract';
import { callKind } from './counted';
import { callLatency, RUN_LIMIT_MS, SHORT_RUN_LIMIT_MS, TIME_LIMIT_TEXT } from './latency';
import { refusedMember, refusedService } from './permission';
import { type Gate, hostCause, RunawayScript, type ScriptRealm } from './realm';
import { missingScope } from './scopes';

/** Told of each counted call: its number from 1, before and after its effect. */
export type CallListener = (number: number, method: string, phase: 'before' | 'after', execution: Execution) => void;

export interface ExecutionOptions {
  functionName: string;
  kind: ExecutionKind;
  trigger: TriggerName;
  effectiveUser: string;
  activeUser: string;
  /** Whoever sits in front of the screen; '' when nobody does. */
  human: string;
  realm: ScriptRealm;
  clock: Clock;
  person: Person;
  /** The permissions that the manifest asks for. */
  granted: ReadonlySet<string>;
  fault?: Fault;
  selection?: Selection;
  onCall?: CallListener;
  /** Told of every member the script uses, counted or not. */
  onMember?: (member: string) => void;
}

interface Death {
  outcome: 'killed' | 'timeout' | 'error';
  message: string;
  /** To be thrown to whoever plays. */
  unplayable?: UnplayableStep;
}

export class ScriptExecution implements Execution, Gate {
  readonly functionName: string;
  readonly kind: ExecutionKind;
  readonly effectiveUser: string;
  readonly activeUser: string;
  readonly startedAt: EpochMs;
  readonly realm: ScriptRealm;
  readonly person: Person;
  readonly fault?: Fault;
  readonly selection?: Selection;
  readonly #options: ExecutionOptions;
  readonly #limit: number;
  readonly #calls: Record<string, number> = {};
  readonly #logs: LogLine[] = [];
  readonly #endListeners: ((outcome: Outcome) => void)[] = [];
  #total = 0;
  #cellsRead = 0;
  #cellsWritten = 0;
  #elapsed = 0;
  #depth = 0;
  #done: { number: number; method: string }[] = [];
  #diesAfterEffect = false;
  #death: Death | undefined;

  constructor(options: ExecutionOptions) {
    this.#options = options;
    this.functionName = options.functionName;
    this.kind = options.kind;
    this.effectiveUser = options.effectiveUser;
    this.activeUser = options.activeUser;
    this.startedAt = options.clock.now();
    this.realm = options.realm;
    this.person = options.person;
    if (options.fault !== undefined) this.fault = options.fault;
    if (options.selection !== undefined) this.selection = options.selection;
    const isShort = options.kind === 'simple' || options.kind === 'custom';
    const limit = isShort ? SHORT_RUN_LIMIT_MS : RUN_LIMIT_MS;
    this.#limit = options.fault?.timeLimit === undefined ? limit : options.fault.timeLimit * 1000;
  }

  /** Whoever sits in front of the screen; '' when nobody does. */
  get human(): string {
    return this.#options.human;
  }

  /** Modelled milliseconds so far. */
  get elapsed(): number {
    return this.#elapsed;
  }

  /** Why it was ended from outside, if it was. */
  get death(): Outcome | undefined {
    return this.#death?.outcome;
  }

  now(): EpochMs {
    return this.startedAt + Math.floor(this.#elapsed);
  }

  log(line: LogLine): void {
    this.#logs.push(line);
  }

  count(method: string, cost: CallCost = {}): void {
    this.#assertAlive();
    if (this.#diesAfterEffect) this.#kill();
    const kind = callKind(method);
    if (kind === undefined) throw new Error(`${method} is missing from the list of local/kernel/counted.ts.`);
    this.#options.onMember?.(method);
    const refusal = this.#refusal(method);
    if (refusal !== undefined) throw new ScriptError(refusal);
    const number = this.#total + 1;
    const kill = this.fault?.kill;
    if (kill?.call === number && kill.when === 'before') this.#kill();
    this.#options.onCall?.(number, method, 'before', this);
    this.spend(callLatency(kind, cost));
    this.#total = number;
    this.#calls[method] = (this.#calls[method] ?? 0) + 1;
    this.#cellsRead += cost.read ?? 0;
    this.#cellsWritten += cost.written ?? 0;
    this.#done.push({ number, method });
    if (kill?.call === number && kill.when === 'after') this.#diesAfterEffect = true;
  }

  spend(ms: number): void {
    this.#assertAlive();
    this.#elapsed += ms;
    if (this.#elapsed > this.#limit) {
      this.#elapsed = this.#limit;
      this.#die({ outcome: 'timeout', message: TIME_LIMIT_TEXT });
    }
  }

  /** Cells that a custom function was given and gave back: they reach no server, and count in the cost all the same. */
  moveCells(read: number, written: number): void {
    this.#cellsRead += read;
    this.#cellsWritten += written;
  }

  requireService(service: string): void {
    this.#assertAlive();
    const refusal = refusedService(this.kind, service);
    if (refusal !== undefined) throw new ScriptError(refusal);
  }

  onEnd(listener: (outcome: Outcome) => void): void {
    this.#endListeners.push(listener);
  }

  enter(member: string): void {
    this.#assertAlive();
    this.#options.onMember?.(member);
    const refusal = this.#refusal(member);
    if (refusal !== undefined) throw this.realm.error(refusal);
    this.#depth += 1;
  }

  leave(): void {
    this.#depth -= 1;
    if (this.#death !== undefined) throw this.#mourn();
    if (this.#depth > 0) return;
    const done = this.#done;
    this.#done = [];
    for (const { number, method } of done) this.#options.onCall?.(number, method, 'after', this);
    if (this.#diesAfterEffect) this.#kill();
  }

  abort(step: UnplayableStep): void {
    this.#death ??= { outcome: 'error', message: step.message, unplayable: step };
  }

  /** Loads the script, calls the function, ends the run, and gives its result beside its record. */
  run(args: readonly unknown[] | ((execution: Execution) => readonly unknown[])): Finished {
    const began = performance.now();
    let failure: unknown;
    let value: unknown;
    try {
      this.realm.load();
      if (!this.realm.has(this.functionName)) {
        throw this.realm.error(`Script function not found: ${this.functionName}`);
      }
      value = this.realm.call(this.functionName, typeof args === 'function' ? args(this) : args);
    } catch (error) {
      failure = error ?? new ScriptError(String(error));
    }
    if (this.#death === undefined && failure instanceof RunawayScript) {
      this.#death = { outcome: 'timeout', message: TIME_LIMIT_TEXT };
      this.log({ level: 'error', text: failure.message });
    }
    const outcome = this.#death?.outcome ?? (failure === undefined ? 'ok' : 'error');
    const error = this.#death?.message ?? (failure === undefined ? null : messageOf(failure));
    if (this.#death === undefined && failure !== undefined) this.log({ level: 'error', text: stackOf(failure) });
    for (const listener of this.#endListeners) listener(outcome);
    const record: ExecutionRecord = {
      function: this.functionName,
      trigger: this.#options.trigger,
      by: this.effectiveUser,
      startedAt: new Date(this.startedAt).toISOString(),
      calls: this.#calls,
      totalCalls: this.#total,
      cellsRead: this.#cellsRead,
      cellsWritten: this.#cellsWritten,
      modelledMs: Math.round(this.#elapsed),
      realMs: Math.round((performance.now() - began) * 1000) / 1000,
      outcome,
      error,
      logs: this.#logs,
    };
    const finished: Finished = { record, value };
    if (failure !== undefined) finished.failure = failure;
    if (this.#death?.unplayable !== undefined) finished.unplayable = this.#death.unplayable;
    return finished;
  }

  #refusal(member: string): string | undefined {
    return refusedMember(this.kind, member) ?? missingScope(member, this.#options.granted);
  }

  #assertAlive(): void {
    if (this.#death !== undefined) throw this.#mourn();
  }

  #kill(): never {
    return this.#die({ outcome: 'killed', message: `Exécution interrompue au ${this.#total}e appel compté` });
  }

  #die(death: Death): never {
    this.#death = death;
    throw this.#mourn();
  }

  #mourn(): Error {
    return this.realm.error(this.#death?.message ?? '', 'Exception');
  }
}

/** What is left of a run. `value` is the host's copy of the result; `failure` what the script threw. */
export interface Finished {
  record: ExecutionRecord;
  value: unknown;
  failure?: unknown;
  unplayable?: UnplayableStep;
}

/** What Google would show of something thrown. */
export function messageOf(failure: unknown): string {
  if (typeof failure !== 'object' || failure === null || !('message' in failure)) return String(failure);
  const { name, message } = failure as { name?: unknown; message: unknown };
  return typeof name === 'string' && name !== 'Error' && name !== 'Exception' ? `${name}: ${message}` : String(message);
}

function stackOf(failure: unknown): string {
  const cause = hostCause(failure);
  const stack =
    cause?.stack ?? (typeof failure === 'object' && failure !== null && 'stack' in failure ? failure.stack : undefined);
  return typeof stack === 'string' ? stack : messageOf(failure);
}
