// A workspace in memory for tests of one service: a store, a clock moved by hand, an execution that records its calls.
import type {
  Clock,
  EpochMs,
  Execution,
  ExecutionKind,
  Outcome,
  Person,
  Realm,
  Store,
} from '../../local/kernel/contract';

export class MemoryStore implements Store {
  readonly #documents = new Map<string, Map<string, unknown>>();
  readonly #bytes = new Map<string, Buffer>();
  #serial = 0;

  get<T>(kind: string, id: string): T | undefined {
    return this.#documents.get(kind)?.get(id) as T | undefined;
  }
  put<T>(kind: string, id: string, value: T): T {
    const ofKind = this.#documents.get(kind) ?? new Map<string, unknown>();
    this.#documents.set(kind, ofKind.set(id, value));
    return value;
  }
  touch(kind: string, id: string): void {
    if (this.get(kind, id) === undefined) throw new Error(`touched ${kind} ${id}, which was never put`);
  }
  remove(kind: string, id: string): void {
    this.#documents.get(kind)?.delete(id);
  }
  ids(kind: string): string[] {
    return [...(this.#documents.get(kind)?.keys() ?? [])];
  }
  writeBytes(name: string, data: Uint8Array): void {
    this.#bytes.set(name, Buffer.from(data));
  }
  readBytes(name: string): Buffer | undefined {
    return this.#bytes.get(name);
  }
  newId(prefix: string): string {
    this.#serial += 1;
    return `${prefix}-${String(this.#serial).padStart(6, '0')}`;
  }
  /** What a restart would read back: every document through JSON. */
  restarted(): MemoryStore {
    const next = new MemoryStore();
    for (const [kind, documents] of this.#documents) {
      for (const [id, value] of documents) next.put(kind, id, JSON.parse(JSON.stringify(value)));
    }
    for (const [name, data] of this.#bytes) next.writeBytes(name, data);
    next.#serial = this.#serial;
    return next;
  }
}

export class HandClock implements Clock {
  #now: EpochMs;
  constructor(iso: string) {
    this.#now = Date.parse(iso);
  }
  now(): EpochMs {
    return this.#now;
  }
  advance(ms: number): void {
    this.#now += ms;
  }
}

const noRealm: Realm = {
  toScript: value => value,
  fromScript: value => value,
  error: (message, name) => Object.assign(new Error(message), name === undefined ? {} : { name }),
};

const nobody: Person = {
  show: () => undefined,
  ask: () => {
    throw new Error('nobody is there to answer');
  },
};

export class RecordingExecution implements Execution {
  readonly functionName = 'test';
  readonly kind: ExecutionKind = 'menu';
  readonly startedAt: EpochMs;
  readonly realm = noRealm;
  readonly person = nobody;
  readonly calls: string[] = [];

  constructor(
    clock: Clock,
    readonly effectiveUser: string,
    readonly activeUser = effectiveUser,
  ) {
    this.startedAt = clock.now();
  }
  count(method: string): void {
    this.calls.push(method);
  }
  spend(): void {}
  requireService(): void {}
  onEnd(_listener: (outcome: Outcome) => void): void {}
}
