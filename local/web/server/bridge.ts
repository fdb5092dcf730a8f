/** The server's side of the thread in which the Workspace lives: calls go in, results and events come out. */
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { HostOptions } from '../host/workspace-host';
import type { Caller, Failure, FromHost, HostEvent, ToHost } from '../wire';

/** Of the Workspace's thread: V8 lets a heap without a near limit grow far beyond what it holds. 10,000 requests hold some 180. */
const HEAP_MB = 512;

/** A call that the host did not carry out. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export class Bridge {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #bell = new Int32Array(new SharedArrayBuffer(4));
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners: ((event: HostEvent) => void)[] = [];
  readonly #ready: Promise<void>;
  readonly #ended: Promise<void>;
  #calls = 0;
  #stopped: (() => void) | undefined;

  /** Starts the thread; `entry` is its script. */
  constructor(entry: URL, options: HostOptions, onDeath: (error: Error) => void) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(entry, {
      workerData: { port: port2, bell: this.#bell, options },
      transferList: [port2],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    this.#ready = new Promise((resolve, reject) => {
      const onMessage = (message: FromHost): void => {
        if (message.type === 'ready') resolve();
        this.#receive(message);
      };
      port1.on('message', onMessage);
      this.#worker.on('error', error => {
        const problem = error instanceof Error ? error : new Error(String(error));
        for (const { reject: fail } of this.#waiting.values()) fail(problem);
        reject(problem);
        onDeath(problem);
      });
    });
    this.#ended = new Promise(resolve => {
      this.#worker.on('exit', () => resolve());
      this.#stopped = resolve;
    });
  }

  /** Resolves when the Workspace is open. */
  ready(): Promise<void> {
    return this.#ready;
  }

  /** Calls a method of the host. Rejects with CallFailed when it refuses. */
  call(method: string, params: unknown, caller: Caller): Promise<unknown> {
    this.#calls += 1;
    const id = this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#post({ type: 'call', id, method, params, caller });
    });
  }

  answer(ask: string, answer: string | null): void {
    this.#post({ type: 'answer', ask, answer });
  }

  left(session: string): void {
    this.#post({ type: 'left', session });
  }

  onEvent(listener: (event: HostEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** Lets the gesture under way end, saves, and ends the thread. */
  async stop(): Promise<void> {
    this.#post({ type: 'stop' });
    await this.#ended;
    await this.#worker.terminate();
  }

  #post(message: ToHost): void {
    this.#port.postMessage(message);
    Atomics.add(this.#bell, 0, 1);
    Atomics.notify(this.#bell, 0);
  }

  #receive(message: FromHost): void {
    switch (message.type) {
      case 'ready':
        return;
      case 'stopped':
        this.#stopped?.();
        return;
      case 'event':
        for (const listener of this.#listeners) listener(message.event);
        return;
      case 'result':
        this.#settle(message.id)?.resolve(message.value);
        return;
      case 'failure':
        this.#settle(message.id)?.reject(new CallFailed(message.failure));
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}
