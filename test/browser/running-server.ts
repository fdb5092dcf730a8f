/** The server as `npm start` runs it, on free ports and a folder of its own; it can be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const START_LIMIT_MS = 30_000;

export class RunningServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'appui-aict-workspace-'));
  url = '';
  smtpPort = 0;
  #process: ChildProcess | undefined;

  /** On a free port, or on one that a page still knows. */
  async start(port = 0): Promise<void> {
    const script = join(ROOT, 'build/web-server/start.js');
    const options = ['--port', String(port), '--smtp-port', '0', '--workspace', join(this.folder, 'workspace')];
    const child = spawn(process.execPath, [script, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process = child;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      const late = setTimeout(() => reject(new Error(`The server did not start: ${said}`)), START_LIMIT_MS);
      child.once('exit', code => reject(new Error(`The server ended with ${code}: ${said}`)));
      child.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const url = /http:\/\/localhost:\d+/.exec(said)?.[0];
        const smtp = /port (\d+), sans mot de passe/.exec(said)?.[1];
        if (url === undefined || smtp === undefined) return;
        clearTimeout(late);
        this.url = url;
        this.smtpPort = Number(smtp);
        resolve();
      });
    });
  }

  /** Dies at once, as in a power cut. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends as on Ctrl+C, and leaves nothing behind. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
    child.kill(signal);
    await ended;
  }

  /** Calls a method of the host as a page does. */
  async call(method: string, params: unknown, by = 'dispositif@cuf.example'): Promise<unknown> {
    const response = await fetch(`${this.url}/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-session': 'test', 'x-person': encodeURIComponent(by) },
      body: JSON.stringify(params),
    });
    const answer = (await response.json()) as { value?: unknown; refused?: string };
    if (!response.ok) throw new Error(answer.refused ?? `${response.status}`);
    return answer.value;
  }
}
