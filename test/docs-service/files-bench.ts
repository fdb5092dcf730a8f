/** A Drive and its Docs in memory, one execution at a time, counting its calls. */

import type { Execution, Outcome, Store } from '../../local/kernel/contract';
import { callKind } from '../../local/kernel/counted';
import type { DocumentApp } from '../../local/services/document-app';
import type { Drive } from '../../local/services/drive';
import { FilesPart } from '../../local/services/files-part';

export const INSTALLER = 'dispositif@cuf.example';
export const COLLEAGUE = 'anne@cuf.example';

class MemoryStore implements Store {
  readonly #documents = new Map<string, Map<string, unknown>>();
  readonly #bytes = new Map<string, Buffer>();
  #last = 0;

  get<T>(kind: string, id: string): T | undefined {
    return this.#documents.get(kind)?.get(id) as T | undefined;
  }
  put<T>(kind: string, id: string, value: T): T {
    JSON.stringify(value);
    const documents = this.#documents.get(kind) ?? new Map<string, unknown>();
    this.#documents.set(kind, documents.set(id, value));
    return value;
  }
  touch(kind: string, id: string): void {
    if (!this.#documents.get(kind)?.has(id)) throw new Error(`touched before put: ${kind} ${id}`);
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
    this.#last += 1;
    return `${prefix}-${String(this.#last).padStart(6, '0')}`;
  }
}

export interface Run {
  readonly DocumentApp: DocumentApp;
  readonly Drive: Drive;
  readonly calls: string[];
  end(outcome: Outcome): void;
}

export class FilesBench {
  now = Date.parse('2018-11-05T10:00:00Z');
  readonly part = new FilesPart({
    store: new MemoryStore(),
    clock: { now: () => this.now },
    part: name => {
      throw new Error(`There is no part ${name} on this bench.`);
    },
  });

  /** An execution as an account; `dieAt` throws before the effect of that counted call, from 1. */
  run(effectiveUser = INSTALLER, dieAt = Number.POSITIVE_INFINITY): Run {
    const calls: string[] = [];
    const listeners: ((outcome: Outcome) => void)[] = [];
    const execution = {
      effectiveUser,
      requireService: () => undefined,
      count: (method: string) => {
        if (callKind(method) === undefined) throw new Error(`${method} is missing from the list of counted members.`);
        if (calls.length + 1 === dieAt) throw new Error('killed');
        calls.push(method);
      },
      onEnd: (listener: (outcome: Outcome) => void) => listeners.push(listener),
    } as unknown as Execution;
    const globals = this.part.globals(execution) as { DocumentApp: DocumentApp; Drive: Drive };
    return {
      ...globals,
      calls,
      end: outcome => {
        for (const listener of listeners) listener(outcome);
      },
    };
  }
}
