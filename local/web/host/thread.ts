/** The thread of the Workspace: takes the server's messages in order, and makes time pass when the clock follows the machine. */
import '../../play/paris-time';
import { type MessagePort, workerData } from 'node:worker_threads';
import type { FromHost, ToHost } from '../wire';
import { Host } from './host';
import { Inbox } from './inbox';
import { METHOD_TABLE } from './methods';
import type { HostOptions } from './workspace-host';

interface ThreadData {
  port: MessagePort;
  bell: Int32Array;
  options: HostOptions;
}

const TICK_MS = 5000;

const { port, bell, options } = workerData as ThreadData;
const send = (message: FromHost): void => port.postMessage(message);
const inbox = new Inbox(port, bell);
const host = new Host(options, inbox, METHOD_TABLE, send);

/** What is under way, so that messages are handled one after the other. */
let queue: Promise<void> = Promise.resolve();

function enqueue(body: () => Promise<void> | void): void {
  // One gesture that fails must not end the Workspace for everybody.
  queue = queue.then(body).catch(error => console.error(error));
}

const ticking = setInterval(() => {
  if (host.workspace.clock.follows) enqueue(() => host.tick());
}, TICK_MS);

port.on('message', (message: ToHost) => {
  if (message.type === 'stop') {
    host.work.stop();
    enqueue(() => {
      clearInterval(ticking);
      host.workspace.afterGesture();
      send({ type: 'stopped' });
      port.close();
    });
    return;
  }
  // An answer is for a run that waits: it must not queue behind it.
  if (message.type !== 'call') inbox.note(message);
  // Long work answers between its slices; behind it, a page would wait for minutes.
  else if (host.work.isUnderWay) void host.handle(message).catch(error => console.error(error));
  else enqueue(() => host.handle(message));
});
send({ type: 'ready' });
