/**
 * The V8 context of a script: ECMAScript built-ins and `console`, nothing else, with the Workspace's clock behind Date.
 * Everything that crosses is converted, so that the script only ever meets objects of its own realm; service objects
 * cross as strict proxies that refuse, by name, whatever the local Workspace does not provide.
 */
import { types } from 'node:util';
import vm from 'node:vm';
import { type EpochMs, type LogLine, type Realm, ScriptError, ServiceObject, UnplayableStep } from './contract';
import { classNameOf, memberKind, shownAs } from './member';
import { INVOKE, WORKSHOP, type Workshop, type WorkshopHost } from './workshop';

/** What stands between the script and the services: the execution in flight. */
export interface Gate {
  /** Before each service member is used, as `Class.member`; throws when the execution is over or not allowed. */
  enter(member: string): void;
  /** After it, whether it threw or not; throws when the execution must die after the effect. */
  leave(): void;
  /** The step cannot be played: the execution is over, whatever the script catches. */
  abort(step: UnplayableStep): void;
  now(): EpochMs;
  log(line: LogLine): void;
}

/** An object on which a script may set members of its own choice, such as an HTML template. Values stay the realm's. */
export abstract class OpenServiceObject extends ServiceObject {
  /** What the script has set, by name; not a member that the script can see. */
  static readonly #members = new WeakMap<OpenServiceObject, Map<string, unknown>>();

  static membersOf(object: OpenServiceObject): Map<string, unknown> {
    let members = OpenServiceObject.#members.get(object);
    if (members === undefined) {
      members = new Map();
      OpenServiceObject.#members.set(object, members);
    }
    return members;
  }
}

/** Real milliseconds after which a script that never returns is cut off. */
const RUNAWAY_MS = 120_000;

/** Google's globals that no part provides: to name one is a mistake that must say its name. */
const GOOGLE_GLOBALS = [
  'AccessApproval',
  'AdminDirectory',
  'AdminReports',
  'AdSense',
  'Analytics',
  'BigQuery',
  'Browser',
  'CacheService',
  'Calendar',
  'CalendarApp',
  'CardService',
  'Charts',
  'Classroom',
  'ConferenceDataService',
  'ContactsApp',
  'ContentService',
  'DataStudioApp',
  'DocumentApp',
  'Docs',
  'Drive',
  'DriveApp',
  'FormApp',
  'Forms',
  'Gmail',
  'GmailApp',
  'GroupsApp',
  'HtmlService',
  'Jdbc',
  'LanguageApp',
  'LinearOptimizationService',
  'LockService',
  'Logger',
  'MailApp',
  'Maps',
  'People',
  'PropertiesService',
  'ScriptApp',
  'Session',
  'Sheets',
  'SitesApp',
  'SlidesApp',
  'Slides',
  'SpreadsheetApp',
  'Tasks',
  'UiApp',
  'UrlFetchApp',
  'Utilities',
  'XmlService',
  'YouTube',
] as const;

/** The script ran for longer than any real run may, without a service call that would have stopped it. */
export class RunawayScript extends Error {
  override readonly name = 'RunawayScript';
}

export class ScriptRealm implements Realm {
  readonly #context: vm.Context;
  readonly #workshop: Workshop;
  readonly #facades = new WeakMap<ServiceObject, object>();
  readonly #targets = new WeakMap<object, ServiceObject>();
  readonly #functions: Record<string, unknown>;
  readonly #scripts: readonly vm.Script[];
  readonly #runawayMs: number;
  #loaded = false;
  #gate: Gate | undefined;
  #services: (() => Record<string, unknown>) | undefined;

  /** `runawayMs`: real milliseconds after which a script that never returns is cut off. */
  constructor(scripts: readonly vm.Script[], runawayMs: number = RUNAWAY_MS) {
    this.#runawayMs = runawayMs;
    this.#context = vm.createContext(Object.create(null), { microtaskMode: 'afterEvaluate', name: 'script' });
    const host: WorkshopHost = {
      now: () => this.#inFlight().now(),
      log: (level, args) => this.#inFlight().log({ level, text: args.map(value => this.#shown(value)).join(' ') }),
    };
    this.#workshop = (WORKSHOP.runInContext(this.#context) as (host: WorkshopHost) => Workshop)(host);
    this.#functions = vm.runInContext('globalThis', this.#context) as Record<string, unknown>;
    this.#installGlobals();
    this.#scripts = scripts;
  }

  /**
   * Runs something with an execution behind the services and the clock of this realm, and puts back the one before.
   * The execution's globals are made at the first use of any.
   */
  within<T>(gate: Gate, services: () => Record<string, unknown>, seed: number, body: () => T): T {
    const before = { gate: this.#gate, services: this.#services };
    let made: Record<string, unknown> | undefined;
    this.#gate = gate;
    this.#services = () => {
      made ??= services();
      return made;
    };
    this.#workshop.random(seed);
    try {
      return body();
    } finally {
      this.#gate = before.gate;
      this.#services = before.services;
    }
  }

  /** Runs the files of the script, once; throws what their top level throws. */
  load(): void {
    if (this.#loaded) return;
    this.#loaded = true;
    this.#evaluate(() => {
      for (const script of this.#scripts) script.runInContext(this.#context);
    });
  }

  /** Whether the loaded script has a global function of that name. */
  has(name: string): boolean {
    return !GOOGLE_NAMES.has(name) && !BUILT_IN.has(name) && typeof this.#functions[name] === 'function';
  }

  /** Names of the global functions of the loaded script. */
  functionNames(): string[] {
    return Object.getOwnPropertyNames(this.#functions).filter(name => this.has(name));
  }

  /**
   * Calls a global function with host arguments and gives its result as a host value. Promises settle once the stack
   * is empty, as in Apps Script; a promise given back counts as the outcome.
   */
  call(name: string, args: readonly unknown[]): unknown {
    const given = args.map(arg => this.toScript(arg));
    let outcome: { value: unknown } | { reason: unknown } | undefined;
    this.#evaluate(() => {
      const result = (this.#functions[name] as (...list: unknown[]) => unknown)(...given);
      if (types.isPromise(result)) {
        this.#workshop.settle(
          result,
          value => {
            outcome = { value };
          },
          reason => {
            outcome = { reason };
          },
        );
      } else outcome = { value: result };
    });
    const ended = outcome as { value: unknown } | { reason: unknown } | undefined;
    if (ended === undefined) return undefined;
    if ('reason' in ended) throw ended.reason;
    return this.fromScript(ended.value);
  }

  /** Compiles and runs source in the scope of the script; for HTML templates. */
  evaluate(source: string, filename: string): unknown {
    return new vm.Script(source, { filename }).runInContext(this.#context);
  }

  toScript(value: unknown): unknown {
    return this.#outward(value, 0);
  }

  fromScript(value: unknown): unknown {
    return this.#inward(value, 0);
  }

  error(message: string, name = 'Exception'): Error {
    return this.#workshop.error(message, name);
  }

  #evaluate(run: () => void): void {
    this.#workshop.invoke(run);
    try {
      INVOKE.runInContext(this.#context, { timeout: this.#runawayMs });
    } catch (error) {
      if (isNodeTimeout(error))
        throw new RunawayScript(`Le script a tourné plus de ${this.#runawayMs / 1000} s sans finir.`);
      throw error;
    }
  }

  #inFlight(): Gate {
    if (this.#gate === undefined) throw new Error('No execution is bound to this realm.');
    return this.#gate;
  }

  #installGlobals(): void {
    for (const name of GOOGLE_GLOBALS) {
      const read = () => {
        let value: unknown;
        try {
          value = this.#services?.()[name];
        } catch (error) {
          throw this.#thrown(error);
        }
        if (value === undefined) throw this.#missing(name);
        return this.toScript(value);
      };
      const refuse = () => {
        throw this.error(`${name} est un service de Google : un script ne doit pas le remplacer.`, 'TypeError');
      };
      Object.defineProperty(this.#functions, name, {
        get: this.#workshop.method(`get ${name}`, read) as () => unknown,
        set: this.#workshop.method(`set ${name}`, refuse) as () => void,
        enumerable: false,
        configurable: false,
      });
    }
  }

  #missing(member: string): Error {
    return this.error(`${member} n'est pas fourni par le Workspace local`, 'TypeError');
  }

  #outward(value: unknown, depth: number): unknown {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return value;
    if (depth > MAX_DEPTH) throw this.error('Objet trop profond, ou qui se contient lui-même.', 'TypeError');
    if (value instanceof ServiceObject) return this.#facade(value);
    if (this.#targets.has(value)) return value;
    if (typeof value === 'function') throw new TypeError('A host function may not be handed to a script.');
    if (Array.isArray(value)) {
      const array = this.#workshop.array(value.length);
      for (let index = 0; index < value.length; index += 1) array[index] = this.#outward(value[index], depth + 1);
      return array;
    }
    if (types.isDate(value)) return this.#workshop.date(value.getTime());
    if (types.isUint8Array(value)) {
      const array = this.#workshop.array(value.length);
      for (let index = 0; index < value.length; index += 1) array[index] = ((value[index] ?? 0) << 24) >> 24;
      return array;
    }
    if (types.isNativeError(value)) return this.#workshop.error(value.message, value.name);
    if (!isPlain(value))
      throw new TypeError(`A ${value.constructor?.name ?? 'host object'} may not be handed to a script.`);
    const object = this.#workshop.object();
    for (const [key, member] of Object.entries(value)) define(object, key, this.#outward(member, depth + 1));
    return object;
  }

  /** Most long arrays are bytes: what is no object goes through as it is. */
  #inwardArray(value: readonly unknown[], depth: number): unknown[] {
    const array: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      const item = value[index];
      array.push(typeof item === 'object' || typeof item === 'function' ? this.#inward(item, depth + 1) : item);
    }
    return array;
  }

  #inward(value: unknown, depth: number): unknown {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return value;
    if (depth > MAX_DEPTH) throw new ScriptError('Objet trop profond, ou qui se contient lui-même.', 'TypeError');
    const target = this.#targets.get(value);
    if (target !== undefined) return target;
    if (typeof value === 'function') throw new ScriptError('Une fonction ne passe pas à un service.', 'TypeError');
    if (Array.isArray(value)) return this.#inwardArray(value, depth);
    if (types.isDate(value)) return new Date(value.getTime());
    if (types.isUint8Array(value)) return Uint8Array.from(value);
    if (types.isTypedArray(value)) return Array.from(value as Iterable<number>);
    if (types.isNativeError(value)) return hostError(value);
    if (types.isMap(value) || types.isSet(value) || types.isPromise(value) || types.isRegExp(value)) {
      throw new ScriptError(
        `Un objet ${Object.prototype.toString.call(value).slice(8, -1)} ne passe pas à un service.`,
        'TypeError',
      );
    }
    const object: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(value)) define(object, key, this.#inward(member, depth + 1));
    return object;
  }

  #facade(target: ServiceObject): object {
    const known = this.#facades.get(target);
    if (known !== undefined) return known;
    const className = classNameOf(target);
    const methods = new Map<string, unknown>();
    const facade = this.#workshop.facade({
      get: key => this.#member(target, className, methods, key),
      set: (key, value) => {
        if (target instanceof OpenServiceObject && typeof key === 'string') {
          OpenServiceObject.membersOf(target).set(key, value);
          return;
        }
        throw this.error(`${className}.${String(key)} ne peut pas être modifié par un script`, 'TypeError');
      },
      has: key => typeof key === 'string' && memberKind(target, key) !== undefined,
      refuse: what => {
        throw this.error(`${className} : ${what} est refusé par le Workspace local`, 'TypeError');
      },
    });
    this.#facades.set(target, facade);
    this.#targets.set(facade, target);
    return facade;
  }

  #member(target: ServiceObject, className: string, methods: Map<string, unknown>, key: string | symbol): unknown {
    if (typeof key === 'symbol') {
      if (key === Symbol.toPrimitive)
        return this.#method(methods, className, 'toString', () => shownAs(target, className));
      return key === Symbol.toStringTag ? className : undefined;
    }
    if (target instanceof OpenServiceObject) {
      const members = OpenServiceObject.membersOf(target);
      if (members.has(key)) return members.get(key);
    }
    const kind = memberKind(target, key);
    if (kind === 'method') {
      return this.#method(methods, className, key, args =>
        (
          (target as unknown as Record<string, (...list: unknown[]) => unknown>)[key] as (...list: unknown[]) => unknown
        ).apply(target, args),
      );
    }
    if (kind === 'value') {
      return this.#guarded(`${className}.${key}`, () => (target as unknown as Record<string, unknown>)[key]);
    }
    if (key === 'toString') return this.#method(methods, className, 'toString', () => shownAs(target, className));
    if (key === 'then' || key === 'toJSON' || key === 'constructor') return undefined;
    throw this.#missing(`${className}.${key}`);
  }

  #method(methods: Map<string, unknown>, className: string, name: string, run: (args: unknown[]) => unknown): unknown {
    let method = methods.get(name);
    if (method === undefined) {
      method = this.#workshop.method(name, args =>
        this.#guarded(`${className}.${name}`, () => run(args.map(arg => this.fromScript(arg)))),
      );
      methods.set(name, method);
    }
    return method;
  }

  /** Uses a service member: errors become the realm's; the gate has the last word, even over an error. */
  #guarded(member: string, use: () => unknown): unknown {
    const gate = this.#inFlight();
    gate.enter(member);
    let result: unknown;
    try {
      result = use();
    } catch (error) {
      if (error instanceof UnplayableStep) gate.abort(error);
      gate.leave();
      throw this.#thrown(error);
    }
    gate.leave();
    return this.toScript(result);
  }

  #thrown(error: unknown): unknown {
    // What already belongs to the realm goes through as it is.
    const isOwn = error instanceof (this.#functions.Error as ErrorConstructor);
    if (isOwn || !types.isNativeError(error)) return error;
    const own = this.error(error.message, error.name);
    for (const [key, detail] of Object.entries(error)) {
      if (key !== 'name' && key !== 'message' && key !== 'stack') define(own, key, this.toScript(detail));
    }
    if (!(error instanceof ScriptError)) hostCauses.set(own, error);
    return own;
  }

  #shown(value: unknown): string {
    if (typeof value === 'string') return value;
    if (typeof value === 'object' && value !== null) {
      if (this.#targets.has(value)) return String(value);
      if (types.isNativeError(value)) return `${value.name}: ${value.message}`;
      try {
        return JSON.stringify(value) ?? String(value);
      } catch {
        return Object.prototype.toString.call(value);
      }
    }
    return String(value);
  }
}

/** The error of the local Workspace behind an error of the script, when there is one: a defect of ours, not of Google. */
export function hostCause(error: unknown): Error | undefined {
  return typeof error === 'object' && error !== null ? hostCauses.get(error) : undefined;
}

const hostCauses = new WeakMap<object, Error>();
const MAX_DEPTH = 100;
const GOOGLE_NAMES: ReadonlySet<string> = new Set(GOOGLE_GLOBALS);
/** Also what the global object has by inheritance, such as `toString`. */
const BUILT_IN: ReadonlySet<string> = new Set(
  vm.runInNewContext('[globalThis, Object.prototype].flatMap(Object.getOwnPropertyNames)') as string[],
);

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Sets a member whatever its name, `__proto__` included. */
function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

function hostError(error: Error): Error {
  const copy = new Error(error.message);
  copy.name = error.name;
  if (error.stack !== undefined) copy.stack = error.stack;
  return copy;
}

function isNodeTimeout(error: unknown): boolean {
  return types.isNativeError(error) && (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
