// A Workspace and its host in the test's own process, and the mail writer before it: as the server calls them, without a thread.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { Host } from '../../local/web/host/host';
import { Inbox } from '../../local/web/host/inbox';
import { METHOD_TABLE, type MethodName, type Params, type Result } from '../../local/web/host/methods';
import { type Bridge, CallFailed } from '../../local/web/server/bridge';
import { MailWriter } from '../../local/web/server/mail-writer';
import type { FromHost } from '../../local/web/wire';

export const CUF = 'dispositif@cuf.example';
export const START = Date.parse('2018-11-09T10:00:00+01:00');
const NOBODY = { session: 'test', by: '' };

export class MailDesk {
  readonly #folder = mkdtempSync(join(tmpdir(), 'appui-aict-mail-'));
  readonly #channel = new MessageChannel();
  readonly #waiting = new Map<number, (message: FromHost) => void>();
  readonly #host: Host;
  readonly #writer: MailWriter;
  #calls = 0;
  /** Kinds of documents that were told as changed since this was last emptied. */
  readonly changes: string[] = [];

  constructor() {
    const options = {
      folder: join(this.#folder, 'workspace'),
      bundleDir: join(__dirname, '../../dist'),
      scenarios: join(__dirname, '../../scenarios'),
    };
    const inbox = new Inbox(this.#channel.port2, new Int32Array(new SharedArrayBuffer(4)));
    this.#host = new Host(options, inbox, METHOD_TABLE, message => this.#heard(message));
    const bridge: Pick<Bridge, 'call'> = { call: (method, params) => this.#ask(method, params) };
    this.#writer = new MailWriter(bridge);
  }

  /** An empty Workspace of CUF's, on a fixed day. */
  async open(): Promise<void> {
    await this.#host.replace(START, CUF);
  }

  close(): void {
    this.#channel.port1.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Rejects with the sentence of a refusal. */
  async call<N extends MethodName>(method: N, params: Params<N>): Promise<Result<N>> {
    return (await this.#ask(method, params)) as Result<N>;
  }

  /** A method of the server, as a page calls it. */
  async callServer(method: string, params: unknown): Promise<unknown> {
    const known = this.#writer.methods().get(method);
    if (known === undefined) throw new Error(`The server has no ${method}.`);
    return await known(params, NOBODY);
  }

  /** What the SMTP port does with a message. */
  readonly receive: MailWriter['receive'] = (...message) => this.#writer.receive(...message);

  moveClock(ms: number): void {
    this.#host.workspace.moveTo(this.#host.workspace.clock.now() + ms);
  }

  /** What a box holds, newest first. */
  async folder(box: string, folder: 'réception' | 'envoyés' | 'spam') {
    return (await this.call('mail.list', { box, folder, from: 0, count: 200, search: '', at: '' })).messages;
  }

  /** The newest message of a folder, read. */
  async newest(box: string, folder: 'réception' | 'envoyés' | 'spam' = 'réception') {
    const [line] = await this.folder(box, folder);
    if (line === undefined) throw new Error(`There is no message in ${folder} of ${box}.`);
    return await this.call('mail.read', { box, id: line.id, folder });
  }

  async #ask(method: string, params: unknown): Promise<unknown> {
    this.#calls += 1;
    const id = this.#calls;
    const answered = new Promise<FromHost>(resolve => this.#waiting.set(id, resolve));
    await this.#host.handle({ type: 'call', id, method, params, caller: NOBODY });
    const answer = await answered;
    if (answer.type === 'failure') throw new CallFailed(answer.failure);
    return answer.type === 'result' ? answer.value : undefined;
  }

  #heard(message: FromHost): void {
    if (message.type === 'result' || message.type === 'failure') this.#waiting.get(message.id)?.(message);
    if (message.type === 'event' && message.event.kind === 'changed') this.changes.push(...message.event.documents);
  }
}
