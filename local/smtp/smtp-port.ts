/**
 * A real SMTP port on the loopback address: any mail program of this machine sends into the local post. It asks for no
 * password and takes any; what it receives is delivered as the very bytes.
 */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

export type Verdict = 'pass' | 'fail' | 'none';

/** Delivers one message; `from` is '' for the empty sender of a bounce. */
export type Delivery = (raw: Buffer, from: string, to: readonly string[], auth: Verdict) => Promise<void>;

export interface SmtpPort {
  readonly port: number;
  stop(): Promise<void>;
}

const MAX_BYTES = 25 * 1024 * 1024;
/** How a tester says what Google should find about the sender; it is taken off before the message is stored. */
const VERDICT_FIELD = /^X-Appui-Auth:[ \t]*(pass|fail|none)[ \t]*\r?\n/im;

/** Listens on 127.0.0.1; port 0 takes any that is free. Rejects when the port is taken. */
export async function openSmtpPort(port: number, deliver: Delivery): Promise<SmtpPort> {
  const server = new SMTPServer({
    name: 'workspace.local',
    banner: 'Appui AICT, Workspace local',
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    size: MAX_BYTES,
    onAuth: (_auth, _session, done) => done(null, { user: 'local' }),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          done(Object.assign(new Error('Message exceeds 25 MB'), { responseCode: 552 }));
          return;
        }
        const { raw, verdict } = withVerdict(Buffer.concat(chunks));
        const { from, to } = envelopeOf(session);
        deliver(raw, from, to, verdict).then(
          () => done(),
          (error: Error) => done(Object.assign(new Error(error.message), { responseCode: 451 })),
        );
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  // From now on an error concerns one connection, and its program has been told.
  server.removeAllListeners('error');
  server.on('error', error => console.error(`SMTP: ${error.message}`));
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  };
}

function envelopeOf({ envelope }: SMTPServerSession): { from: string; to: string[] } {
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
  return { from, to: envelope.rcptTo.map(({ address }) => address) };
}

/** Looks in the header only: a line of the body is the sender's own text. */
function withVerdict(raw: Buffer): { raw: Buffer; verdict: Verdict } {
  const end = raw.indexOf('\r\n\r\n');
  const header = raw.subarray(0, end === -1 ? raw.length : end + 2).toString('latin1');
  const found = VERDICT_FIELD.exec(header);
  if (found === null) return { raw, verdict: 'none' };
  const rest = header.slice(0, found.index) + header.slice(found.index + found[0].length);
  return {
    raw: Buffer.concat([Buffer.from(rest, 'latin1'), end === -1 ? Buffer.alloc(0) : raw.subarray(end + 2)]),
    verdict: found[1]?.toLowerCase() as Verdict,
  };
}
