/**
 * A real SMTP port on the loopback address: any mail program of this machine sends into the local post. It asks for no
 * password and takes any; what it receives is delivered as the very bytes.
 */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { changeHeader } from '../post/header-block';
import { readHeader } from '../post/header-text';
import type { AuthVerdict } from '../post/reception';

/** Delivers one message; `from` is '' for the empty sender of a bounce. */
export type Delivery = (raw: Buffer, from: string, to: readonly string[], auth: AuthVerdict) => Promise<void>;

export interface SmtpPort {
  readonly port: number;
  stop(): Promise<void>;
}

export interface SmtpLimits {
  /** Size of a message in bytes; 25 MB when it is not given, as Gmail takes. */
  readonly maxBytes?: number;
}

const MAX_BYTES = 25 * 1024 * 1024;
/** As many as one delivery of the host takes; a program sends the rest in a message of its own. */
const MAX_RECIPIENTS = 50;
/** A program that keeps its connection open does not keep the Workspace from ending. */
const CLOSE_LIMIT_MS = 500;
/** How a tester says what Google should find about the sender; it is taken off before the message is stored. */
const VERDICT_FIELD = 'x-appui-auth';
const VERDICTS: readonly string[] = ['pass', 'fail', 'none'] satisfies AuthVerdict[];
const ADDRESS = /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/u;

/** Listens on 127.0.0.1; port 0 takes any that is free. Rejects when the port is taken. */
export async function openSmtpPort(port: number, deliver: Delivery, limits: SmtpLimits = {}): Promise<SmtpPort> {
  const server = new SMTPServer({
    name: 'workspace.local',
    banner: 'Appui AICT, Workspace local',
    authOptional: true,
    authMethods: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'],
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    // A name for the caller would be asked of a server outside.
    disableReverseLookup: true,
    size: limits.maxBytes ?? MAX_BYTES,
    rejectOversized: true,
    hideENHANCEDSTATUSCODES: false,
    maxRecipients: MAX_RECIPIENTS,
    closeTimeout: CLOSE_LIMIT_MS,
    onAuth: (_auth, _session, done) => done(null, { user: 'local' }),
    onMailFrom: ({ address }, _session, done) => done(address === '' ? null : faultOf(address)),
    onRcptTo: ({ address }: SMTPServerAddress, _session, done) => done(faultOf(address)),
    onData: (stream, session, done) => {
      receive(stream, session, deliver).then(
        () => done(),
        (error: Error) => {
          console.error(`SMTP: ${error.message}`);
          done(reply(451, 'The local Workspace could not take the message, try again'));
        },
      );
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

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function faultOf(address: string): Error | null {
  return ADDRESS.test(address) ? null : reply(553, 'This is not an address: name@domain is expected');
}

/** Takes the whole message in, then delivers it; what is beyond the size is not kept, and the server refuses it. */
async function receive(stream: SMTPServerDataStream, session: SMTPServerSession, deliver: Delivery): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    if (stream.sizeExceeded) chunks.length = 0;
    else chunks.push(chunk as Buffer);
  }
  if (stream.sizeExceeded) return;
  const { mailFrom, rcptTo } = session.envelope;
  const { raw, verdict } = withVerdict(Buffer.concat(chunks));
  await deliver(
    raw,
    mailFrom === false ? '' : mailFrom.address,
    rcptTo.map(({ address }) => address),
    verdict,
  );
}

/** The first verdict asked for, and the message without any such field; a line of the body is the sender's own text. */
function withVerdict(raw: Buffer): { raw: Buffer; verdict: AuthVerdict } {
  const { fields } = readHeader(raw, 0, raw.length);
  const asked = fields.find(({ name }) => name.toLowerCase() === VERDICT_FIELD);
  if (asked === undefined) return { raw, verdict: 'none' };
  const value = asked.value.trim().toLowerCase();
  return {
    raw: changeHeader(raw, { remove: [VERDICT_FIELD] }),
    verdict: VERDICTS.includes(value) ? (value as AuthVerdict) : 'none',
  };
}
