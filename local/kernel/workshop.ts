/**
 * What runs inside a new V8 context before the script: the built-ins learn the Workspace's time and seed, what Apps
 * Script lacks goes away, and the host gets the tools with which it makes objects of that realm.
 */
import vm from 'node:vm';
import type { EpochMs, LogLine } from './contract';

/** Makes objects that belong to the realm; the host fills them. */
export interface Workshop {
  array(length: number): unknown[];
  object(): Record<string, unknown>;
  date(time: number): Date;
  error(message: string, name: string): Error;
  method(name: string, host: (args: unknown[]) => unknown): unknown;
  facade(handler: FacadeHandler): object;
  invoke(run: () => unknown): void;
  /** Calls one of the two once the promise has settled. */
  settle(promise: unknown, fulfilled: (value: unknown) => void, rejected: (reason: unknown) => void): void;
  random(seed: number): void;
}

/** What a strict proxy asks of the host. */
export interface FacadeHandler {
  get(key: string | symbol): unknown;
  set(key: string | symbol, value: unknown): void;
  has(key: string | symbol): boolean;
  refuse(what: string): never;
}

/** What the new context asks of the host. */
export interface WorkshopHost {
  now(): EpochMs;
  log(level: LogLine['level'], args: unknown[]): void;
}

/** Runs inside the new context: makes the built-ins tell the Workspace's time, and gives the host its tools. */
export const WORKSHOP = new vm.Script(
  `(function (host) {
  'use strict';
  const NativeDate = Date;
  const defineProperty = Object.defineProperty;
  const hide = (target, name, value) =>
    defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });

  const WorkspaceDate = function Date(...args) {
    if (new.target === undefined) return new NativeDate(host.now()).toString();
    return Reflect.construct(NativeDate, args.length === 0 ? [host.now()] : args, new.target);
  };
  defineProperty(WorkspaceDate, 'length', { value: 7 });
  defineProperty(WorkspaceDate, 'prototype', { value: NativeDate.prototype, writable: false });
  hide(WorkspaceDate, 'now', function now() { return host.now(); });
  hide(WorkspaceDate, 'parse', NativeDate.parse);
  hide(WorkspaceDate, 'UTC', NativeDate.UTC);
  hide(NativeDate.prototype, 'constructor', WorkspaceDate);
  hide(globalThis, 'Date', WorkspaceDate);

  const format = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format').get;
  defineProperty(Intl.DateTimeFormat.prototype, 'format', {
    get() {
      const native = format.call(this);
      return date => native(date === undefined ? host.now() : date);
    },
    enumerable: false,
    configurable: true,
  });
  const formatToParts = Intl.DateTimeFormat.prototype.formatToParts;
  hide(Intl.DateTimeFormat.prototype, 'formatToParts', function (date) {
    return formatToParts.call(this, date === undefined ? host.now() : date);
  });

  delete globalThis.WebAssembly;
  delete globalThis.SharedArrayBuffer;
  delete globalThis.Atomics;
  const console = {};
  for (const level of ['log', 'info', 'warn', 'error']) {
    console[level] = function (...args) { host.log(level, args); };
  }
  hide(globalThis, 'console', console);

  const errors = { TypeError, RangeError, ReferenceError, SyntaxError, Error };
  const then = Promise.prototype.then;
  let invoked;
  hide(globalThis, Symbol.for('local-workspace.invoke'), () => invoked());
  return {
    array: length => new Array(length),
    object: () => ({}),
    date: time => new NativeDate(time),
    error(message, name) {
      const Kind = Object.hasOwn(errors, name) ? errors[name] : Error;
      const error = new Kind(message);
      if (error.name !== name) hide(error, 'name', name);
      return error;
    },
    method(name, run) {
      const method = function (...args) { return run(args); };
      defineProperty(method, 'name', { value: name });
      return method;
    },
    facade: handler =>
      new Proxy({}, {
        get: (_, key) => handler.get(key),
        set: (_, key, value) => { handler.set(key, value); return true; },
        has: (_, key) => handler.has(key),
        defineProperty: (_, key) => handler.refuse(String(key)),
        deleteProperty: (_, key) => handler.refuse(String(key)),
        setPrototypeOf: () => handler.refuse('setPrototypeOf'),
        preventExtensions: () => handler.refuse('preventExtensions'),
      }),
    invoke: run => { invoked = run; },
    settle(promise, fulfilled, rejected) {
      then.call(promise, value => { fulfilled(value); }, reason => { rejected(reason); });
    },
    random(seed) {
      let state = seed >>> 0;
      hide(Math, 'random', function random() {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
      });
    },
  };
})`,
  { filename: 'local-workspace:realm.js' },
);

/** Runs what the host gave to `invoke`, inside the context and under its own microtask queue. */
export const INVOKE = new vm.Script(`globalThis[Symbol.for('local-workspace.invoke')]()`, {
  filename: 'local-workspace:invoke.js',
});
