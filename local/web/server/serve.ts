/** `npm start`: opens the Workspace of a folder and serves its pages on the loopback address until it is told to stop. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve as listen, type ServerType } from '@hono/node-server';
import type { HostOptions } from '../host/workspace-host';
import { webApp } from './app';
import { Bridge } from './bridge';

export interface ServeOptions extends HostOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Folder of the built pages. */
  readonly pages: string;
  /** Script of the Workspace's thread. */
  readonly thread: URL;
}

export interface Serving {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves; rejects when the port is taken or the Workspace cannot be opened. */
export async function serve(options: ServeOptions, onDeath: (error: Error) => void): Promise<Serving> {
  const { folder, bundleDir, scenarios } = options;
  const bridge = new Bridge(options.thread, { folder, bundleDir, scenarios }, onDeath);
  await bridge.ready();
  const app = webApp({
    bridge,
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
    stop: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
      await bridge.stop();
    },
  };
}
