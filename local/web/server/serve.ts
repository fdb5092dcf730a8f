/** `npm start`: opens the Workspace of a folder and serves its pages on the loopback address until it is told to stop. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve as listen, type ServerType } from '@hono/node-server';
import { openSmtpPort, type SmtpPort } from '../../smtp/smtp-port';
import type { HostOptions } from '../host/workspace-host';
import { webApp } from './app';
import { Bridge } from './bridge';
import { MailWriter } from './mail-writer';

export interface ServeOptions extends HostOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The port of mail programs; 0 takes any free port. */
  readonly smtpPort: number;
  /** Folder of the built pages. */
  readonly pages: string;
  /** Script of the Workspace's thread. */
  readonly thread: URL;
}

export interface Serving {
  readonly url: string;
  /** The port that mail programs send to; null when it is taken by something else. */
  readonly smtpPort: number | null;
  stop(): Promise<void>;
}

/** Serves; rejects when the port is taken or the Workspace cannot be opened. */
export async function serve(options: ServeOptions, onDeath: (error: Error) => void): Promise<Serving> {
  const { folder, bundleDir, scenarios } = options;
  const bridge = new Bridge(options.thread, { folder, bundleDir, scenarios }, onDeath);
  await bridge.ready();
  const writer = new MailWriter(bridge);
  const smtp = await smtpPort(options.smtpPort, writer);
  const state = { smtpPort: smtp?.port ?? null };
  const app = webApp({
    bridge,
    serverMethods: new Map([...writer.methods(), ['server.state', async () => state]]),
    pages: options.pages,
    scriptBridge: readFileSync(join(options.pages, 'script-bridge.js'), 'utf8'),
  });
  const server = await new Promise<ServerType>((resolve, reject) => {
    const opened = listen({ fetch: app.fetch, port: options.port, hostname: '127.0.0.1' }, () => resolve(opened));
    opened.on('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    smtpPort: state.smtpPort,
    stop: async () => {
      await smtp?.stop();
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
      await bridge.stop();
    },
  };
}

/** Nobody needs the port to work in the pages: when it is taken, the rest goes on. */
async function smtpPort(port: number, writer: MailWriter): Promise<SmtpPort | undefined> {
  try {
    return await openSmtpPort(port, (raw, from, to, auth) => writer.receive(raw, from, to, auth));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return undefined;
    throw error;
  }
}
