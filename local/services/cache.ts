/** CacheService: texts that expire by the Workspace's clock, with Google's sizes and its eviction beyond 1 000 items. */
import { type EpochMs, type Execution, type Part, ScriptError, ServiceObject } from '../kernel/contract';
import type { KernelContext } from '../kernel/services-context';

const KIND = 'cache';
/** Largest value, in UTF-8 bytes. */
export const VALUE_BYTES = 100 * 1024;
/** Longest key, in characters. */
export const KEY_LENGTH = 250;
export const MAX_ITEMS = 1_000;
/** What is left after an eviction: those farthest from their end. */
export const ITEMS_KEPT = 900;
export const DEFAULT_SECONDS = 600;
export const MAX_SECONDS = 21_600;

interface Entry {
  value: string;
  until: EpochMs;
}

type Entries = Record<string, Entry>;

export class Cache extends ServiceObject {
  readonly #execution: Execution;
  readonly #context: KernelContext;
  readonly #id: string;

  constructor(execution: Execution, context: KernelContext, id: string) {
    super();
    this.#execution = execution;
    this.#context = context;
    this.#id = id;
  }

  get(key: string): string | null {
    this.#execution.count('Cache.get');
    return this.#live()[checkedKey(key)]?.value ?? null;
  }

  getAll(keys: string[]): Record<string, string> {
    this.#execution.count('Cache.getAll');
    const live = this.#live();
    const found: Record<string, string> = {};
    for (const key of keys) {
      const entry = live[checkedKey(key)];
      if (entry !== undefined) found[key] = entry.value;
    }
    return found;
  }

  put(key: string, value: string, expirationInSeconds: number = DEFAULT_SECONDS): void {
    this.#execution.count('Cache.put');
    this.#write({ [key]: value }, expirationInSeconds);
  }

  putAll(values: Record<string, string>, expirationInSeconds: number = DEFAULT_SECONDS): void {
    this.#execution.count('Cache.putAll');
    this.#write(values, expirationInSeconds);
  }

  remove(key: string): void {
    this.#execution.count('Cache.remove');
    this.#drop([key]);
  }

  removeAll(keys: string[]): void {
    this.#execution.count('Cache.removeAll');
    this.#drop(keys);
  }

  #write(values: Record<string, unknown>, seconds: number): void {
    if (!(seconds >= 1 && seconds <= MAX_SECONDS)) throw new ScriptError('Invalid argument: expirationInSeconds');
    const live = this.#live();
    const until = this.#context.clock.now() + Math.floor(seconds) * 1000;
    for (const [key, value] of Object.entries(values)) {
      if (value === null || value === undefined) throw new ScriptError('Invalid argument: value');
      const text = String(value);
      if (Buffer.byteLength(text, 'utf8') > VALUE_BYTES) throw new ScriptError('Argument too large: value');
      live[checkedKey(key)] = { value: text, until };
    }
    this.#context.store.put(KIND, this.#id, evicted(live));
  }

  #drop(keys: string[]): void {
    const live = this.#live();
    let dropped = false;
    for (const key of keys) dropped = delete live[checkedKey(key)] || dropped;
    if (dropped) this.#context.store.put(KIND, this.#id, live);
  }

  #live(): Entries {
    const now = this.#context.clock.now();
    const entries = this.#context.store.get<Entries>(KIND, this.#id) ?? {};
    const live: Entries = Object.create(null) as Entries;
    for (const [key, entry] of Object.entries(entries)) if (entry.until > now) live[key] = entry;
    return live;
  }
}

export class CacheService extends ServiceObject {
  readonly #execution: Execution;
  readonly #context: KernelContext;

  constructor(execution: Execution, context: KernelContext) {
    super();
    this.#execution = execution;
    this.#context = context;
  }

  getScriptCache(): Cache {
    return this.#open('script');
  }

  getUserCache(): Cache {
    return this.#open(`user:${this.#execution.effectiveUser}`);
  }

  getDocumentCache(): Cache {
    return this.#open(`document:${this.#context.boundSpreadsheetId}`);
  }

  #open(id: string): Cache {
    return new Cache(this.#execution, this.#context, id);
  }
}

export function cachePart(context: KernelContext): Part {
  return { name: 'cache', globals: execution => ({ CacheService: new CacheService(execution, context) }) };
}

function checkedKey(key: unknown): string {
  if (typeof key !== 'string' || key === '') throw new ScriptError('Invalid argument: key');
  if (key.length > KEY_LENGTH) throw new ScriptError('Argument too large: key');
  return key;
}

function evicted(entries: Entries): Entries {
  const all = Object.entries(entries);
  if (all.length <= MAX_ITEMS) return entries;
  return Object.fromEntries(all.sort(([, one], [, other]) => other.until - one.until).slice(0, ITEMS_KEPT));
}
