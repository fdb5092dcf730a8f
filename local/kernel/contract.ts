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
  /** What the scenario asks to go wrong in this execution; services read the part that concerns them. */
  readonly fault?: Fault;
  /** What the person had selected when they clicked; absent for triggers and custom functions. */
  readonly selection?: Selection;
}

/** Accidents that a scenario asks for. They apply to one execution: the next one of a menu item or an installable trigger. */
export interface Fault {
  /** Dies at this counted call (from 1), before or after its effect. */
  kill?: { call: number; when: 'before' | 'after' };
  /** Seconds of modelled time instead of the 6 minutes. */
  timeLimit?: number;
  /** Every lock is held by somebody else for the whole execution. */
  lockBusy?: boolean;
  /** Mail recipients left for the day, and what Gmail does beyond: throws, or takes the message and bounces it. */
  mailQuota?: number;
  how?: 'throw' | 'bounce';
}

/** The selected rows of the active sheet; `rows` are sheet row numbers from 1, in order; the first one is the current row. */
export interface Selection {
  spreadsheetId: string;
  sheetName: string;
  rows: number[];
}

export type ScreenKind = 'alert' | 'prompt' | 'toast' | 'dialog' | 'sidebar' | 'error';

/** The buttons under a question, by their names in Google. */
export type ButtonSetName = 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';

/** A page of HtmlService as a person gets it; sizes in pixels, null where the script set none. */
export interface ShownPage {
  html: string;
  width: number | null;
  height: number | null;
}

/** The human in front of the screen. `ask` takes the next scripted answer; it throws when none is left. */
export interface Person {
  /** `page` comes with dialogs and sidebars; `text` is what it says to somebody who reads it. */
  show(kind: ScreenKind, title: string, text: string, page?: ShownPage): void;
  ask(kind: 'alert' | 'prompt', title: string, text: string, buttons: ButtonSetName): string;
}

/** Makes the person of one run; what they see and answer must go to `record`. */
export type PersonAtScreen = (record: (screen: ScreenContent) => void) => Person;

/** One screen as it is recorded; `answer` is null when nothing was asked. */
export interface ScreenContent {
  kind: ScreenKind;
  title: string;
  text: string;
  answer: string | null;
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

/**
 * A step that cannot be played: a missing menu item, an answer missing or to spare. It passes through the script
 * without being caught and reaches whoever plays.
 */
export class UnplayableStep extends Error {
  override readonly name = 'UnplayableStep';
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

/** What happened in the world and may fire triggers: somebody opened the workbook, typed, or sent a form. */
export interface Happening {
  type: 'ON_OPEN' | 'ON_EDIT' | 'ON_CHANGE' | 'ON_FORM_SUBMIT';
  /** Id of the spreadsheet or form where it happened. */
  sourceId: string;
  /** Who did it; '' for a respondent. */
  by: string;
  /** The event object, without `authMode` and `triggerUid`, which the kernel adds. Built once per execution. */
  event: (execution: Execution) => Record<string, unknown>;
  selection?: Selection;
  /** Whoever sits at the screen when simple triggers run; nobody is asked without it. */
  person?: PersonAtScreen;
}

/** What the kernel lends to the parts: one per Workspace, given once at construction. */
export interface PartContext {
  readonly store: Store;
  readonly clock: Clock;
  /** The account that installs. */
  readonly owner: string;
  /** The spreadsheet to which the script is bound; the Sheets part makes it in `onCreate`. */
  readonly boundSpreadsheetId: string;
  readonly timeZone: string;
  /** The functions of the script for one recalculation: they share one V8 context. Ask again for the next batch. */
  customFunctions(): CustomFunctions;
  /** What `SpreadsheetApp.getUi()` gives to this execution; throws Google's sentence where there is no screen. */
  ui(execution: Execution): ServiceObject;
  /** Fires the simple and installable triggers that match, at once, and gives their records in order. */
  happen(happening: Happening): ExecutionRecord[];
  /** The other parts, by the name they give themselves: `part<DriveFiles>('drive')`. Throws when absent. */
  part<T>(name: string): T;
}

/** One Google service or a family of them. */
export interface Part {
  /** What the parts call one another by. */
  readonly name?: string;
  /** The globals it puts into the scope of a script, made once per execution, at the first use of any of them. */
  globals(execution: Execution): Record<string, unknown>;
  /** Runs once, when a Workspace is created (never when it is opened again). */
  onCreate?(): void;
  /** The Sheets part only: the Spreadsheet object for an event, as seen by this execution. */
  spreadsheet?(execution: Execution, id: string): ServiceObject;
}

export type PartFactory = (context: PartContext) => Part;

/** One line of `executions.json`. */
export interface ExecutionRecord {
  function: string;
  trigger: TriggerName;
  by: string;
  /** ISO instant, UTC. */
  startedAt: string;
  calls: Record<string, number>;
  totalCalls: number;
  cellsRead: number;
  cellsWritten: number;
  modelledMs: number;
  realMs: number;
  outcome: Outcome;
  error: string | null;
  logs: LogLine[];
  /**
   * How many runs this record stands for: due ones that were left out, the script having said that they had nothing to do,
   * or looks of a page that cost the same and wrote nothing.
   */
  coalesced?: number;
}

export type TriggerName = 'menu' | 'dialog' | 'onOpen' | 'onEdit' | 'onChange' | 'formSubmit' | 'time' | 'custom';

export interface LogLine {
  level: 'log' | 'info' | 'warn' | 'error';
  text: string;
}
