/** The SMTP port, spoken to by a real mail program and by hand: what it takes, what it refuses and with which answer. */
import { connect, type Socket } from 'node:net';
import nodemailer from 'nodemailer';
import { openSmtpPort, type SmtpPort } from '../../local/smtp/smtp-port';

interface Delivered {
  raw: string;
  from: string;
  to: readonly string[];
  auth: string;
}

const MAX_BYTES = 20_000;
const delivered: Delivered[] = [];
let failure: Error | undefined;
let port: SmtpPort;

beforeAll(async () => {
  port = await openSmtpPort(
    0,
    async (raw, from, to, auth) => {
      if (failure !== undefined) throw failure;
      delivered.push({ raw: raw.toString('latin1'), from, to, auth });
    },
    { maxBytes: MAX_BYTES },
  );
});
afterAll(() => port.stop());
beforeEach(() => {
  delivered.length = 0;
  failure = undefined;
});

const program = (options: object = {}) =>
  nodemailer.createTransport({ host: '127.0.0.1', port: port.port, secure: false, ...options });

const MAIL = { from: 'zoe@webmail.example', to: 'dispositif@cuf.example', subject: 'Question', text: 'Bonjour' };

/** Says each line, the next one after the answer to the one before; gives the answers, the greeting left out. */
async function say(lines: readonly string[]): Promise<string[]> {
  const socket: Socket = connect(port.port, '127.0.0.1');
  const answers: string[] = [];
  const waiting = [...lines];
  let received = '';
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString();
      // The last line of an answer has a space after its code.
      for (let last = /^\d{3} .*\r\n/m.exec(received); last !== null; last = /^\d{3} .*\r\n/m.exec(received)) {
        answers.push(last[0].trim());
        received = received.slice(last.index + last[0].length);
        const next = waiting.shift();
        if (next === undefined) socket.end();
        else socket.write(`${next}\r\n`);
      }
    });
  });
  return answers.slice(1);
}

const HELLO = 'EHLO test.example';

describe('what the port takes', () => {
  it('delivers the very bytes to every recipient of the envelope, whoever the header names', async () => {
    const raw =
      'From: zoe@webmail.example\r\nTo: liste@webmail.example\r\nSubject: =?utf-8?q?Ann=C3=A9e?=\r\n\r\n.un point\r\n';
    await program().sendMail({
      envelope: { from: 'rebond@webmail.example', to: ['a@x.example', 'b@y.example'] },
      raw,
    });
    expect(delivered).toEqual([
      { raw, from: 'rebond@webmail.example', to: ['a@x.example', 'b@y.example'], auth: 'none' },
    ]);
  });

  it('takes the empty sender of a report', async () => {
    await program().sendMail({ ...MAIL, envelope: { from: '', to: ['a@x.example'] } });
    expect(delivered[0]?.from).toBe('');
  });

  it.each(['PLAIN', 'LOGIN', 'CRAM-MD5'])('takes any name and password by %s', async authMethod => {
    await program({ authMethod, auth: { user: 'nimporte', pass: 'quoi' } }).sendMail(MAIL);
    expect(delivered).toHaveLength(1);
  });

  it('takes addresses with accents', async () => {
    await program().sendMail({ ...MAIL, to: 'éléonore@collectivité.example' });
    expect(delivered[0]?.to[0]).toMatch(/^éléonore@/);
  });
});

describe('the verdict on the sender', () => {
  it.each([
    ['pass', 'pass'],
    ['fail', 'fail'],
    ['none', 'none'],
    [' PASS ', 'pass'],
    ['peut-être', 'none'],
  ])('X-Appui-Auth: %s gives %s, and the field is not stored', async (asked, auth) => {
    await program().sendMail({ ...MAIL, headers: { 'X-Appui-Auth': asked } });
    expect(delivered[0]?.auth).toBe(auth);
    expect(delivered[0]?.raw).not.toMatch(/x-appui-auth/i);
    expect(delivered[0]?.raw).toContain('Subject: Question');
  });

  it('is none when nothing is asked, and when only the text speaks of it', async () => {
    await program().sendMail({ ...MAIL, text: 'X-Appui-Auth: pass\r\n\r\nX-Appui-Auth: pass' });
    expect(delivered[0]?.auth).toBe('none');
    expect(delivered[0]?.raw).toContain('X-Appui-Auth: pass');
  });

  it('takes every such field off, and believes the first', async () => {
    const raw = 'X-Appui-Auth: fail\r\nFrom: a@b.example\r\nx-appui-auth: pass\r\n\r\nBonjour\r\n';
    await program().sendMail({ envelope: { from: 'a@b.example', to: ['c@d.example'] }, raw });
    expect(delivered[0]).toMatchObject({ auth: 'fail', raw: 'From: a@b.example\r\n\r\nBonjour\r\n' });
  });
});

describe('what the port refuses', () => {
  it('says its size, and refuses a larger message before it is sent', async () => {
    const [hello, sender] = await say([HELLO, `MAIL FROM:<a@b.example> SIZE=${MAX_BYTES + 1}`, 'QUIT']);
    expect(hello).toMatch(/^250 /);
    expect(sender).toMatch(/^552 5\.3\.4 /);
  });

  it('refuses after the fact one that did not say its size, and delivers nothing', async () => {
    const text = `${'x'.repeat(70)}\r\n`.repeat(400);
    const answers = await say([
      HELLO,
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<c@d.example>',
      'DATA',
      `Subject: long\r\n\r\n${text}.`,
      'QUIT',
    ]);
    expect(answers[4]).toMatch(/^552 5\.3\.4 /);
    expect(delivered).toEqual([]);
  });

  it.each([
    ['MAIL FROM:<personne>', /^5\d\d /],
    ['MAIL FROM:<a b@c.example>', /^5\d\d /],
    ['RCPT TO:<personne>', /^5\d\d /],
    ['RCPT TO:<>', /^5\d\d /],
    ['RCPT TO:<a@b@c.example>', /^5\d\d /],
  ])('refuses the address of %s', async (line, code) => {
    const before = line.startsWith('RCPT') ? [HELLO, 'MAIL FROM:<a@b.example>'] : [HELLO];
    const answers = await say([...before, line, 'QUIT']);
    expect(answers[before.length]).toMatch(code);
  });

  it('asks for a second message beyond fifty recipients', async () => {
    const recipients = Array.from({ length: 51 }, (_, index) => `RCPT TO:<r${index}@x.example>`);
    const answers = await say([HELLO, 'MAIL FROM:<a@b.example>', ...recipients, 'QUIT']);
    expect(answers[51]).toMatch(/^250 /);
    expect(answers[52]).toMatch(/^452 /);
  });

  it('asks to try again when the Workspace could not take it, and goes on', async () => {
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    failure = new Error('the disk is full');
    await expect(program().sendMail(MAIL)).rejects.toThrow(/451/);
    expect(told).toHaveBeenCalled();
    told.mockRestore();
    failure = undefined;
    await program().sendMail(MAIL);
    expect(delivered).toHaveLength(1);
  });
});

it('rejects when its port is taken', async () => {
  await expect(openSmtpPort(port.port, async () => undefined)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

it('ends though a program keeps its connection open', async () => {
  const other = await openSmtpPort(0, async () => undefined);
  const socket = connect(other.port, '127.0.0.1');
  await new Promise(resolve => socket.once('data', resolve));
  await other.stop();
  socket.destroy();
});
