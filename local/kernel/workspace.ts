/**
 * One Workspace: its store, its clock, its accounts and the script bound to its workbook. People act through it (menu,
 * opening, what they type), time passes through it, and every run of the script that follows is recorded.
 */

import { documentProperties, SCRIPT_PROPERTIES } from '../services/properties';
import { AUTH_MODE } from '../services/script-app';
import { Ui } from '../services/ui';
import { Bundle, BundleError } from './bundle';
import { WorkspaceClock } from './clock';
import type {
  CustomFunctions,
  EpochMs,
  Execution,
  ExecutionKind,
  ExecutionRecord,
  Fault,
  Happening,
  Part,
  Person,
  PersonAtScreen,
  Selection,
  TriggerName,
} from './contract';
import { ScriptError, UnplayableStep } from './contract';
import { type CallListener, type Finished, messageOf, ScriptExecution } from './execution';
import { Log } from './log';
import { findItem, type MenuModel, unknownItem } from './menu';
import { PageLooks } from './page-looks';
import { type KernelPartFactory, PARTS } from './parts';
import { type Screen, ScriptedPerson } from './person';
import { QuietRuns, WAKE_PROPERTY, wakeInstant } from './quiet';
import { hashOf } from './random';
import { ScriptRealm } from './realm';
import type { KernelContext } from './services-context';
import { type StoreSnapshot, WorkspaceStore } from './store';
import { assertParisTime, SCRIPT_TIME_ZONE } from './time-zone';
import { type TriggerDocument, TriggerRegistry } from './triggers';

/** A failed trigger: Google writes to the account that made it. */
export interface FailureNotice {
  /** ISO instant. */
  at: string;
  to: string;
  function: string;
  error: string;
}

export interface WorkspaceOptions {
  start: EpochMs;
  /** The account that owns the workbook and acts by default. */
  owner: string;
  /** Folder of the built script; `dist` by default. */
  bundleDir?: string;
  /** The script itself instead of a folder; for tests. */
  bundle?: Bundle;
  /** Folder where the state lives; in memory when absent. */
  folder?: string;
  parts?: readonly KernelPartFactory[];
}

/** A run asked for by name. */
export interface FireOptions {
  kind: ExecutionKind;
  trigger?: TriggerName;
  /** As whom it runs. */
  by: string;
  /** What Session.getActiveUser() shows; default: `by` for people's own clicks, '' for triggers. */
  activeUser?: string;
  /** The event object, or the arguments of a dialog's call as an array. */
  event?: (execution: Execution) => unknown;
  answers?: readonly string[];
  fault?: Fault;
  selection?: Selection;
  /** Whoever sits at the screen, instead of the answers. */
  person?: PersonAtScreen;
  /** A page calls it by itself, without a gesture of the person who has it open. */
  isByItself?: boolean;
}

/** What a page called: the run's record, and either what the function gave or why it failed, as the page gets them. */
export interface PageCall {
  record: ExecutionRecord;
  value: unknown;
  error: string | null;
}

/** What a person had in front of them when they clicked. */
export interface MenuClick {
  by?: string;
  spreadsheetId?: string;
  /** Name of the active sheet. */
  sheet: string;
  /** Selected sheet rows, from 1. */
  rows: readonly number[];
  answers?: readonly string[];
  person?: PersonAtScreen;
}

/** Longest stretch of left-out runs that one record stands for. */
interface CoalescedRun {
  triggerId: string;
  record: ExecutionRecord;
}

interface WorkspaceDocument {
  owner: string;
  boundSpreadsheetId: string;
  clock: EpochMs;
  /** What the clock showed, when runs have brought it further. */
  shown?: EpochMs;
}

const DOCUMENT = ['workspace', 'state'] as const;

export class Workspace {
  readonly clock: WorkspaceClock;
  readonly store: WorkspaceStore;
  readonly owner: string;
  readonly boundSpreadsheetId: string;
  readonly triggers: TriggerRegistry;
  /** Number of the step being played, for the record of the screens. */
  step = 0;
  /** What goes wrong in the next run of a menu item, of a page that does more than look, or of an installable trigger; used once. */
  nextFault: Fault | undefined;
  /** Called before and after the effect of each counted call of menu items and installable triggers; not inside itself. */
  onCall: CallListener | undefined;
  /** Every `Class.member` that scripts have used so far in this process. */
  readonly usedMembers = new Set<string>();

  readonly #bundleDir: string | undefined;
  readonly #givenBundle: Bundle | undefined;
  readonly #parts: Part[];
  readonly #context: KernelContext;
  readonly #executions: Log<ExecutionRecord>;
  readonly #screens: Log<Screen>;
  readonly #notices: Log<FailureNotice>;
  readonly #menus = new Map<string, MenuModel[]>();
  readonly #quiet = new QuietRuns();
  readonly #looks = new PageLooks();
  readonly #running: ScriptExecution[] = [];
  #customRealm: ScriptRealm | undefined;
  #coalesced: CoalescedRun | undefined;
  #inCallListener = false;
  /** Runs that wait for a person's answer. */
  #asking = 0;

  private constructor(
    store: WorkspaceStore,
    state: WorkspaceDocument,
    options: Pick<WorkspaceOptions, 'bundle' | 'bundleDir' | 'parts'>,
  ) {
    assertParisTime();
    this.store = store;
    this.owner = state.owner;
    this.boundSpreadsheetId = state.boundSpreadsheetId;
    this.clock = new WorkspaceClock(state.clock, state.shown);
    this.triggers = new TriggerRegistry(store, this.clock);
    this.#givenBundle = options.bundle;
    this.#bundleDir = options.bundleDir;
    this.#executions = new Log(store, 'execution');
    this.#screens = new Log(store, 'screen');
    this.#notices = new Log(store, 'notice');
    store.onTouch(kind => this.#quiet.noteWrite(kind));
    this.#context = this.#makeContext();
    this.#parts = (options.parts ?? PARTS).map(make => make(this.#context));
  }

  /** A new Workspace; on a folder, which must be empty, or in memory. */
  static create(options: WorkspaceOptions): Workspace {
    const store = options.folder === undefined ? WorkspaceStore.inMemory() : WorkspaceStore.create(options.folder);
    const state = store.put<WorkspaceDocument>(...DOCUMENT, {
      owner: options.owner,
      boundSpreadsheetId: store.newId('spreadsheet'),
      clock: options.start,
    });
    const workspace = new Workspace(store, state, options);
    for (const part of workspace.#parts) part.onCreate?.();
    workspace.afterGesture();
    return workspace;
  }

  /** The last complete state of a folder. */
  static open(folder: string, options: Pick<WorkspaceOptions, 'bundle' | 'bundleDir' | 'parts'> = {}): Workspace {
    const store = WorkspaceStore.open(folder);
    const state = store.get<WorkspaceDocument>(...DOCUMENT);
    if (state === undefined) throw new Error(`Le dossier ${folder} ne contient pas de Workspace local.`);
    return new Workspace(store, state, options);
  }

  /** A Workspace in memory that goes on from a state taken with `snapshot`. */
  static from(
    snapshot: StoreSnapshot,
    options: Pick<WorkspaceOptions, 'bundle' | 'bundleDir' | 'parts'> = {},
  ): Workspace {
    const store = WorkspaceStore.from(snapshot);
    const state = store.get<WorkspaceDocument>(...DOCUMENT);
    if (state === undefined) throw new Error('This state is not that of a Workspace.');
    return new Workspace(store, state, options);
  }

  /** The whole state as it stands: other Workspaces may go on from it, each on its own. */
  snapshot(): StoreSnapshot {
    this.#requireIdle();
    this.afterGesture();
    return this.store.snapshot();
  }

  /** Every run so far, oldest first, as `executions.json` shows them. */
  get executions(): ExecutionRecord[] {
    return this.#executions.all();
  }

  /** Everything that people saw and answered. */
  get screens(): Screen[] {
    return this.#screens.all();
  }

  /** What Google wrote to the owners of failed triggers. */
  get notices(): FailureNotice[] {
    return this.#notices.all();
  }

  get bundle(): Bundle {
    return this.#givenBundle ?? Bundle.load(this.#bundleDir ?? 'dist');
  }

  /** Another part, by its name. */
  part<T>(name: string): T {
    const part = this.#parts.find(candidate => candidate.name === name);
    if (part === undefined) throw new Error(`The local Workspace has no part named ${name}.`);
    return part as T;
  }

  /** Moves the clock forward; the time triggers that are due on the way run in order. */
  moveTo(instant: EpochMs): void {
    this.#requireIdle();
    if (this.isAsking) throw new UnplayableStep(TIME_STANDS_STILL);
    if (!this.clock.follows && instant < this.clock.setTo) this.clock.set(instant);
    for (;;) {
      const due = this.triggers.nextDue(instant);
      if (due === undefined) break;
      this.clock.set(Math.max(due.nextAt, this.clock.setTo));
      if (this.#mayLeaveOut(due)) this.#leaveOut(due);
      else this.#fireTimed(due);
    }
    // A clock that follows the machine has gone on while the triggers ran.
    this.clock.set(Math.max(instant, this.clock.setTo));
    this.afterGesture();
  }

  /** Lets what is due by now run; for a clock that follows the machine. */
  catchUp(): void {
    this.moveTo(this.clock.setTo);
  }

  /** A person opens the workbook: the script builds their menu. Gives the records of the runs. */
  openWorkbook(by: string = this.owner): ExecutionRecord[] {
    this.#requireIdle();
    this.#menus.set(by, []);
    const records = this.#context.happen({
      type: 'ON_OPEN',
      sourceId: this.boundSpreadsheetId,
      by,
      event: execution => this.#openEvent(execution),
    });
    this.afterGesture();
    return records;
  }

  /** The menus that a person has on screen; empty until they open the workbook. */
  menusOf(by: string): readonly MenuModel[] {
    return this.#menus.get(by) ?? [];
  }

  /**
   * A person clicks an item of the menu, found by its caption. An error of the script is shown to them and recorded;
   * an unknown item, an answer missing or to spare is an UnplayableStep.
   */
  runMenu(caption: string, click: MenuClick): ExecutionRecord {
    this.#requireIdle();
    const by = click.by ?? this.owner;
    if (!this.#menus.has(by)) this.openWorkbook(by);
    let functionName = findItem(this.menusOf(by), caption);
    if (functionName === undefined) {
      // The menu may have changed since they opened it: they reload the page.
      this.openWorkbook(by);
      functionName = findItem(this.menusOf(by), caption);
    }
    if (functionName === undefined) throw unknownItem(this.menusOf(by), caption);
    const selection: Selection = {
      spreadsheetId: click.spreadsheetId ?? this.boundSpreadsheetId,
      sheetName: click.sheet,
      rows: [...click.rows],
    };
    return this.fire(functionName, {
      kind: 'menu',
      by,
      selection,
      answers: click.answers ?? [],
      ...(click.person === undefined ? {} : { person: click.person }),
    });
  }

  /**
   * A page of the add-on calls a function (`google.script.run`). What the function gives travels as Google serialises it:
   * a date anywhere makes the whole value null, and a function or a cycle fails.
   */
  callFromPage(functionName: string, args: readonly unknown[], call: Omit<FireOptions, 'kind' | 'event'>): PageCall {
    if (functionName.endsWith('_')) {
      throw new UnplayableStep(`Une page n'appelle pas ${functionName} : un nom qui finit par _ est privé.`);
    }
    const { finished, record } = this.#fire(functionName, { ...call, kind: 'dialog', event: () => args });
    if (record.outcome !== 'ok') return { record, value: null, error: record.error };
    try {
      return { record, value: asPageValue(finished.value), error: null };
    } catch (problem) {
      return { record, value: null, error: messageOf(problem) };
    }
  }

  /** Runs a function of the script at once. */
  fire(functionName: string, options: FireOptions): ExecutionRecord {
    return this.#fire(functionName, options).record;
  }

  #fire(functionName: string, options: FireOptions): { finished: Finished; record: ExecutionRecord } {
    const record = (screen: Omit<Screen, 'step'>): void => {
      this.#screens.add({ step: this.step, ...screen });
    };
    const scripted = new ScriptedPerson(options.answers ?? [], record);
    const person = options.person === undefined ? scripted : this.#waitedFor(options.person(record));
    const isPersonal = options.kind === 'menu' || options.kind === 'dialog';
    const isHeard = isPersonal || options.kind === 'installable';
    const takesFault = isHeard && (options.isByItself !== true || this.#looks.works(functionName));
    const fault = options.fault ?? (takesFault ? this.nextFault : undefined);
    if (takesFault) this.nextFault = undefined;
    const execution = new ScriptExecution({
      functionName,
      kind: options.kind,
      trigger: options.trigger ?? triggerOf(options.kind),
      effectiveUser: options.by,
      activeUser: options.activeUser ?? (isPersonal ? options.by : ''),
      human: options.kind === 'installable' ? '' : options.by,
      realm: new ScriptRealm(this.bundle.scripts),
      clock: this.clock,
      person,
      granted: this.bundle.scopes,
      onMember: member => this.usedMembers.add(member),
      ...(fault === undefined ? {} : { fault }),
      ...(options.selection === undefined ? {} : { selection: options.selection }),
      ...(isHeard ? { onCall: this.#relayCall } : {}),
    });
    const { value: finished, isLook } = this.#quiet.listen(() =>
      this.#run(execution, running => {
        const given = options.event?.(running);
        return Array.isArray(given) ? given : given === undefined ? [] : [given];
      }),
    );
    const added =
      options.isByItself === true ? this.#recordOwnCall(finished.record, isLook) : this.#recordRun(finished.record);
    this.#afterRun(finished, added, options, person, scripted.unused);
    return { finished, record: added };
  }

  #recordRun(record: ExecutionRecord): ExecutionRecord {
    this.#coalesced = undefined;
    this.#looks.noteRun();
    return this.#executions.add(record);
  }

  /** What a page did by itself: looks that follow each other and cost the same are counted in the record of the first. */
  #recordOwnCall(record: ExecutionRecord, isLook: boolean): ExecutionRecord {
    if (!isLook) this.#looks.noteWork(record.function);
    if (!isLook || record.outcome !== 'ok') return this.#recordRun(record);
    this.#coalesced = undefined;
    const same = this.#looks.same(record);
    if (same === undefined) {
      const added = this.#executions.add(record);
      this.#looks.noteLook(added);
      return added;
    }
    same.coalesced = (same.coalesced ?? 1) + 1;
    this.#executions.touch(same);
    return same;
  }

  /** While a person reads or is asked, the run waits: others may act, and what they do is kept. */
  #waitedFor(person: Person): Person {
    const waiting = <T>(body: () => T): T => {
      this.#asking += 1;
      this.afterGesture();
      try {
        return body();
      } finally {
        this.#asking -= 1;
      }
    };
    return {
      show: (...screen) => waiting(() => person.show(...screen)),
      ask: (...question) => waiting(() => person.ask(...question)),
    };
  }

  /** The functions of the script, for the formulas of one recalculation. */
  customFunctions(): CustomFunctions {
    return this.#context.customFunctions();
  }

  /** Something happened in the world: see PartContext.happen. */
  happen(happening: Happening): ExecutionRecord[] {
    return this.#context.happen(happening);
  }

  /** Writes everything that a person's gesture or a run has changed. */
  afterGesture(): void {
    this.#customRealm = undefined;
    if (this.#running.length > this.#asking) return;
    const state = this.store.get<WorkspaceDocument>(...DOCUMENT);
    const { setTo, shown } = this.clock;
    if (state !== undefined && (state.clock !== setTo || state.shown !== shown)) {
      state.clock = setTo;
      state.shown = shown;
      this.store.touch(...DOCUMENT);
    }
    this.store.save();
  }

  /** Writes what is pending and gives the Workspace back. */
  saved(): this {
    this.afterGesture();
    return this;
  }

  /** Whether a run waits for a person's answer: others act, and time stands still. */
  get isAsking(): boolean {
    return this.#asking > 0;
  }

  /** Whether something would be lost if the process died now. */
  get hasUnsaved(): boolean {
    return this.store.isDirty;
  }

  #run(execution: ScriptExecution, args: (execution: Execution) => readonly unknown[]): Finished {
    this.#running.push(execution);
    try {
      return this.clock.during(execution, () =>
        execution.realm.within(
          execution,
          () => this.#globals(execution),
          hashOf(`${this.store.newId('run')}/${execution.functionName}`),
          () => execution.run(args),
        ),
      );
    } finally {
      this.#running.pop();
    }
  }

  #afterRun(
    finished: Finished,
    record: ExecutionRecord,
    options: FireOptions,
    person: Person,
    unused: readonly string[],
  ): void {
    // A page that called hears of the failure itself.
    if (options.kind === 'menu' && record.outcome !== 'ok' && finished.unplayable === undefined) {
      person.show('error', '', record.error ?? '');
    }
    if (options.kind === 'installable' && record.outcome !== 'ok') {
      this.#notices.add({
        at: new Date(this.clock.now()).toISOString(),
        to: options.by,
        function: record.function,
        error: record.error ?? '',
      });
    }
    this.afterGesture();
    if (finished.unplayable !== undefined) throw finished.unplayable;
    // A run that died cannot have asked everything: what is left over is then no mistake of the scenario.
    if (unused.length > 0 && record.outcome === 'ok') {
      const spare = unused.map(answer => `« ${answer} »`).join(', ');
      throw new UnplayableStep(`Réponses en trop, que personne n'a demandées : ${spare}.`);
    }
  }

  readonly #relayCall: CallListener = (number, method, phase, execution) => {
    if (this.onCall === undefined || this.#inCallListener) return;
    this.#inCallListener = true;
    try {
      this.onCall(number, method, phase, execution);
    } finally {
      this.#inCallListener = false;
    }
  };

  #fireTimed(trigger: TriggerDocument & { nextAt: EpochMs }): void {
    const due = trigger.nextAt;
    this.triggers.advance(trigger, this.clock.setTo);
    this.#quiet.watch(trigger.id, () => {
      const record = this.fire(trigger.handler, {
        kind: 'installable',
        trigger: 'time',
        by: trigger.user,
        activeUser: trigger.user,
        event: () => ({ authMode: AUTH_MODE.FULL, triggerUid: trigger.id, ...timeFields(due) }),
      });
      return record.outcome;
    });
  }

  /** Never while a fault waits for its run, or somebody listens to its calls. */
  #mayLeaveOut(trigger: TriggerDocument & { nextAt: EpochMs }): boolean {
    if (!isFrequent(trigger) || this.nextFault !== undefined || this.onCall !== undefined) return false;
    return this.#quiet.mayLeaveOut(trigger.id, trigger.nextAt, this.#wakeAt());
  }

  /** Counts a run that was left out, in one record for a whole stretch of them. */
  #leaveOut(trigger: TriggerDocument & { nextAt: EpochMs }): void {
    this.triggers.advance(trigger, trigger.nextAt);
    if (this.#coalesced?.triggerId === trigger.id) {
      const { record } = this.#coalesced;
      record.coalesced = (record.coalesced ?? 0) + 1;
      this.#executions.touch(record);
      return;
    }
    const record = this.#recordRun({
      function: trigger.handler,
      trigger: 'time',
      by: trigger.user,
      startedAt: new Date(this.clock.setTo).toISOString(),
      calls: {},
      totalCalls: 0,
      cellsRead: 0,
      cellsWritten: 0,
      modelledMs: 0,
      realMs: 0,
      outcome: 'ok',
      error: null,
      logs: [],
      coalesced: 1,
    });
    this.#coalesced = { triggerId: trigger.id, record };
  }

  /** The earliest instant that the script has declared; undefined when it has declared none that can be read. */
  #wakeAt(): EpochMs | undefined {
    const declared = [SCRIPT_PROPERTIES, documentProperties(this.boundSpreadsheetId)]
      .map(id => this.store.get<Record<string, string>>('properties', id)?.[WAKE_PROPERTY])
      .filter(value => value !== undefined);
    if (declared.length === 0) return undefined;
    const instants = declared.map(wakeInstant);
    return instants.some(instant => instant === undefined) ? undefined : Math.min(...(instants as number[]));
  }

  #happen(happening: Happening): ExecutionRecord[] {
    const records: ExecutionRecord[] = [];
    const simple = SIMPLE_TRIGGERS[happening.type];
    const selection = happening.selection === undefined ? {} : { selection: happening.selection };
    if (simple !== undefined && happening.sourceId === this.boundSpreadsheetId && this.#hasFunction(simple)) {
      records.push(
        this.fire(simple, {
          kind: 'simple',
          trigger: simple,
          by: happening.by,
          event: execution => ({ authMode: AUTH_MODE.LIMITED, ...happening.event(execution) }),
          ...selection,
          ...(happening.person === undefined ? {} : { person: happening.person }),
        }),
      );
    }
    for (const trigger of this.triggers.matching(happening.type, happening.sourceId)) {
      records.push(
        this.fire(trigger.handler, {
          kind: 'installable',
          trigger: TRIGGER_NAMES[happening.type],
          by: trigger.user,
          event: execution => ({
            authMode: AUTH_MODE.FULL,
            triggerUid: trigger.id,
            ...happening.event(execution),
          }),
          ...selection,
        }),
      );
    }
    return records;
  }

  #openEvent(execution: Execution): Record<string, unknown> {
    const sheets = this.#parts.find(part => part.spreadsheet !== undefined);
    const source = sheets?.spreadsheet?.(execution, this.boundSpreadsheetId);
    return source === undefined ? {} : { source };
  }

  #hasFunction(name: string): boolean {
    return this.#batchRealm().has(name);
  }

  /** The V8 context that the formulas share until the next gesture or run. */
  #batchRealm(): ScriptRealm {
    if (this.#customRealm === undefined) {
      const realm = new ScriptRealm(this.bundle.scripts);
      const execution = this.#customExecution(realm, 'load');
      try {
        realm.within(
          execution,
          () => this.#globals(execution),
          0,
          () => realm.load(),
        );
      } catch (cause) {
        throw new BundleError(`Le script ne se charge pas : ${messageOf(cause)}`, { cause });
      }
      this.#customRealm = realm;
    }
    return this.#customRealm;
  }

  #customExecution(realm: ScriptRealm, functionName: string): ScriptExecution {
    return new ScriptExecution({
      functionName,
      kind: 'custom',
      trigger: 'custom',
      effectiveUser: '',
      activeUser: '',
      human: '',
      realm,
      clock: this.clock,
      person: new ScriptedPerson([], screen => this.#screens.add({ step: this.step, ...screen })),
      granted: this.bundle.scopes,
      onMember: member => this.usedMembers.add(member),
    });
  }

  #callCustom(name: string, args: unknown[]): unknown {
    const realm = this.#batchRealm();
    const execution = this.#customExecution(realm, name);
    const finished = this.#run(execution, () => args);
    const moved = { read: args.reduce<number>((sum, arg) => sum + cellsIn(arg), 0), written: cellsIn(finished.value) };
    finished.record.cellsRead += moved.read;
    finished.record.cellsWritten += moved.written;
    this.#recordRun(finished.record);
    if (finished.record.outcome !== 'ok') {
      throw new ScriptError(finished.record.error ?? messageOf(finished.failure), 'Error');
    }
    return finished.value;
  }

  #globals(execution: ScriptExecution): Record<string, unknown> {
    const globals: Record<string, unknown> = {};
    for (const part of this.#parts) {
      for (const [name, value] of Object.entries(part.globals(execution))) {
        if (Object.hasOwn(globals, name)) throw new Error(`Two parts provide ${name}.`);
        if (this.bundle.offers(name)) globals[name] = value;
        else Object.defineProperty(globals, name, { get: () => refuseAdvanced(name) });
      }
    }
    return globals;
  }

  #requireIdle(): void {
    if (this.#running.length > this.#asking) throw new Error('People and the clock do not act inside a run: use fire.');
  }

  #makeContext(): KernelContext {
    return {
      store: this.store,
      clock: this.clock,
      owner: this.owner,
      boundSpreadsheetId: this.boundSpreadsheetId,
      timeZone: SCRIPT_TIME_ZONE,
      triggers: this.triggers,
      customFunctions: () => ({
        has: name => !name.endsWith('_') && this.#hasFunction(name),
        call: (name, args) => this.#callCustom(name, args),
      }),
      ui: execution => new Ui(execution, this.#context),
      happen: happening => this.#happen(happening),
      part: name => this.part(name),
      scopes: () => this.bundle.scopes,
      page: name => this.bundle.pages.get(name),
      evaluate: (execution, source, filename) => (execution.realm as ScriptRealm).evaluate(source, filename),
      addMenu: (execution, menu) => {
        const human = execution instanceof ScriptExecution ? execution.human : '';
        this.#menus.set(human, [...this.menusOf(human), menu]);
      },
    };
  }
}

const TIME_STANDS_STILL =
  "Une boîte de dialogue du classeur attend une réponse : l'horloge n'avance pas avant. Répondez-y, ou fermez-la.";

/** What `google.script.run` hands to a page: plain data only; a date makes the whole value null. */
function asPageValue(value: unknown): unknown {
  if (value === undefined) return null;
  return hasDate(value) ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}

function hasDate(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof Date || Object.values(value).some(hasDate);
}

const SIMPLE_TRIGGERS: Readonly<Partial<Record<Happening['type'], 'onOpen' | 'onEdit'>>> = {
  ON_OPEN: 'onOpen',
  ON_EDIT: 'onEdit',
};

const TRIGGER_NAMES: Readonly<Record<Happening['type'], TriggerName>> = {
  ON_OPEN: 'onOpen',
  ON_EDIT: 'onEdit',
  ON_CHANGE: 'onChange',
  ON_FORM_SUBMIT: 'formSubmit',
};

function triggerOf(kind: ExecutionKind): TriggerName {
  switch (kind) {
    case 'menu':
    case 'dialog':
    case 'custom':
      return kind;
    case 'simple':
      return 'onOpen';
    case 'installable':
      return 'time';
  }
}

/** Only frequent triggers are worth leaving out, and only they may say that nothing has changed since the last run. */
function isFrequent(trigger: TriggerDocument): boolean {
  return trigger.schedule?.every === 'minutes' || trigger.schedule?.every === 'hours';
}

/** The fields of a time trigger's event, in UTC as Google gives them. */
function timeFields(instant: EpochMs): Record<string, number | string> {
  const date = new Date(instant);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    'day-of-month': date.getUTCDate(),
    'day-of-week': date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    timezone: 'UTC',
  };
}

function cellsIn(value: unknown): number {
  if (!Array.isArray(value)) return 1;
  return value.reduce<number>((sum, row: unknown) => sum + (Array.isArray(row) ? row.length : 1), 0);
}

function refuseAdvanced(name: string): never {
  throw new ScriptError(
    `${name} is not defined : le service avancé n'est pas activé dans appsscript.json.`,
    'ReferenceError',
  );
}
