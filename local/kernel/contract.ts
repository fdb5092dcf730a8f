/**
 * What the parts of the local Workspace promise one another: the store that survives a kill, the clock,
 * the execution that counts calls, the realm of the script, and the base of every object a script can hold.
 */

/** Milliseconds since the epoch, UTC. The Workspace's own clock, never the machine's. */
export type EpochMs = number;

export interface Clock {
  now(): EpochMs;
}

/**
 * JSON documents and byte blobs of one Workspace. `put` keeps the reference: mutate the object, then `touch` it.
 * What was touched is written atomically at the end of each step; a document must survive JSON.stringify.
 */
export interface Store {
  get<T>(kind: string, id: string): T | undefined;
  put<T>(kind: string, id: string, value: T): T;
  touch(kind: string, id: string): void;
  remove(kind: string, id: string): void;
  ids(kind: string): string[];
  writeBytes(name: string, data: Uint8Array): void;
  readBytes(name: string): Buffer | undefined;
  /** A new id, unique in this Workspace and the same at every replay: `prefix-000001`. */
  newId(prefix: string): string;
}

export type Outcome = 'ok' | 'error' | 'killed' | 'timeout';
export type ExecutionKind = 'menu' | 'dialog' | 'installable' | 'simple' | 'custom';

/** Cells a counted call moves, and what it takes in modelled milliseconds (default: the latency table by method). */
export interface CallCost {
  read?: number;
  written?: number;
  ms?: number;
}

/** One run of a script function. Services get it at construction and report to it. */
export interface Execution {
  readonly functionName: string;
  readonly kind: ExecutionKind;
  /** Whose rights the code has: the creator of the trigger, or the person who clicked. */
  readonly effectiveUser: string;
  /** What Session.getActiveUser() shows; '' where Google hides it. */
  readonly activeUser: string;
  readonly startedAt: EpochMs;
  readonly realm: Realm;
  /**
   * To be called once by each method that reaches a server, BEFORE its effect, as `Class.method`
   * (`Range.getValues`). Spends modelled time; may end the execution (kill, time limit).
   */
  count(method: string, cost?: CallCost): void;
  /** Modelled time without a counted call (Utilities.sleep, a wait for a lock). */
  spend(ms: number): void;
  /** Throws Google's own sentence when this kind of execution may not use the service (custom functions, simple triggers). */
  requireService(service: string): void;
  /** Answers of the person to prompts and dialogs, and the record of what they saw. */
  readonly person: Person;
  /** Runs when the execution is over; on `killed` and `timeout`, writes that were never flushed must be dropped. */
  onEnd(listener: (outcome: Outcome) => void): void;
}

export type ScreenKind = 'alert' | 'prompt' | 'toast' | 'dialog' | 'sidebar' | 'error';

/** The human in front of the screen. `ask` takes the next scripted answer; it throws when none is left. */
export interface Person {
  show(kind: ScreenKind, title: string, text: string): void;
  ask(kind: 'alert' | 'prompt', title: string, text: string): string;
}

/** Moves values between Node and the script's own V8 context: arrays, dates, errors and plain objects become the realm's own. */
export interface Realm {
  toScript(value: unknown): unknown;
  fromScript(value: unknown): unknown;
  /** An Error of the script's realm, as Google would throw it. */
  error(message: string, name?: string): Error;
}

/**
 * Every object that a script can hold extends this. Its public methods and getters ARE the API the script sees;
 * everything internal is `#private` or lives in another object. The kernel wraps it in a strict proxy: a member that
 * is not there throws with its name; arguments come in as host values, results go out as realm values.
 */
export abstract class ServiceObject {}

/** Thrown by services where Google throws; the proxy turns it into an Error of the realm, message unchanged. */
export class ScriptError extends Error {
  override readonly name: string;
  constructor(message: string, name = 'Exception') {
    super(message);
    this.name = name;
  }
}

/** What a person's own gesture (typing, inserting rows) meets when the workbook refuses it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** The functions of the loaded script, as the workbook's formulas may call them. */
export interface CustomFunctions {
  has(name: string): boolean;
  /** Arguments as Google passes them: scalar, Date, or 2-D array; blanks are ''. Throws with the script's message. */
  call(name: string, args: unknown[]): unknown;
}
