/** The host of the Workspace in the test's own process: methods are called as a page calls them, events are kept. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Host } from '../../local/web/host/host';
import { Inbox } from '../../local/web/host/inbox';
import { METHOD_TABLE, type MethodName, type Params, type Result } from '../../local/web/host/methods';
import type { FromHost, HostEvent, ToHost } from '../../local/web/wire';

const ROOT = join(__dirname, '../..');
export const MANAGER = 'dispositif@cuf.example';

export class HostInProcess {
  readonly folder = mkdtempSync(join(tmpdir(), 'appui-aict-host-'));
  readonly events: HostEvent[] = [];
  /** Called with each event, before it is kept. */
  onEvent: ((event: HostEvent) => void) | undefined;
  readonly #scenarios: string;
  readonly #results = new Map<number, FromHost>();
  readonly #ports: MessagePort[] = [];
  /** What people do while the host waits for one of them: the messages are there before it looks. */
  readonly #tab: MessagePort;
  #host: Host;
  #calls = 0;

  constructor(scenarios = join(ROOT, 'scenarios')) {
    this.#scenarios = scenarios;
    const { port1, port2 } = new MessageChannel();
    this.#tab = port1;
    this.#ports.push(port1, port2);
    this.#host = this.#open();
  }

  get host(): Host {
    return this.#host;
  }

  /** What the method gives; rejects with the sentence of a refusal, or the error of a fault. */
  async call<N extends MethodName>(name: N, params: Params<N>, by = MANAGER): Promise<Result<N>> {
    const id = this.#nextId();
    await this.#host.handle({ type: 'call', id, method: name, params, caller: { session: 'tab', by } });
    return this.resultOf<N>(id);
  }

  /** Leaves a call in the host's inbox, for when it waits; gives its number. */
  post<N extends MethodName>(name: N, params: Params<N>, by = MANAGER): number {
    const id = this.#nextId();
    this.#deliver({ type: 'call', id, method: name, params, caller: { session: 'tab', by } });
    return id;
  }

  answer(ask: string, answer: string | null): void {
    this.#deliver({ type: 'answer', ask, answer });
  }

  resultOf<N extends MethodName>(id: number): Result<N> {
    const message = this.#results.get(id);
    if (message?.type === 'failure') throw new Error(message.failure.message);
    if (message?.type !== 'result') throw new Error(`The call ${id} has no result.`);
    return message.value as Result<N>;
  }

  /** Ends as a killed process would, and opens the same folder again. */
  reopen(): void {
    this.#host = this.#open();
  }

  /** Installs the add-on from its menu, its question answered. */
  async install(): Promise<void> {
    this.onEvent = event => {
      if (event.kind === 'ask') this.answer(event.question.id, 'OK');
    };
    await this.call('script.open', {});
    const sheet = this.#host.stage.workbook.activeSheet.name;
    await this.call('script.menu', { item: 'Installer ou mettre à jour', selection: { sheet, rows: [1] } });
    this.onEvent = undefined;
  }

  close(): void {
    for (const port of this.#ports) port.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #nextId(): number {
    this.#calls += 1;
    return this.#calls;
  }

  #deliver(message: ToHost): void {
    this.#tab.postMessage(message);
  }

  #open(): Host {
    const options = {
      folder: join(this.folder, 'workspace'),
      bundleDir: join(ROOT, 'dist'),
      scenarios: this.#scenarios,
    };
    const inbox = new Inbox(this.#ports[1] as MessagePort, new Int32Array(new SharedArrayBuffer(4)));
    return new Host(options, inbox, METHOD_TABLE, message => {
      if (message.type === 'event') {
        this.onEvent?.(message.event);
        this.events.push(message.event);
      } else if (message.type === 'result' || message.type === 'failure') this.#results.set(message.id, message);
    });
  }
}
