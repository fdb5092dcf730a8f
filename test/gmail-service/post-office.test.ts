// Delivery between mailboxes, refusals, absence replies, quotas of both kinds, and a restart.
import { simpleParser } from 'mailparser';
import { NO_SUCH_USER, SENDING_LIMIT_TEXT } from '../../local/post/automatic-mail';
import { decodeText } from '../../local/post/charset';
import { decodeWords } from '../../local/post/header-text';
import { threadSubject } from '../../local/post/mailbox';
import { parseMime, walkParts } from '../../local/post/mime-tree';
import { PostOffice, SendRefused } from '../../local/post/post-office';
import { HandClock, MemoryStore } from './memory-workspace';

const ACCOUNT = 'dispositif@cuf.example';
const HOUR = 3600_000;

function office(plan: 'consumer' | 'workspace' = 'workspace') {
  const clock = new HandClock('2018-11-05T14:30:00+01:00');
  const store = new MemoryStore();
  const post = new PostOffice(store, clock);
  post.openAccount({ address: ACCOUNT, plan });
  const send = (to: string) => post.sendFrom(ACCOUNT, Buffer.from(`To: ${to}\r\nSubject: Consultation\r\n\r\nBonjour`));
  return { clock, store, post, send };
}

function refusal(run: () => unknown): SendRefused {
  try {
    run();
  } catch (error) {
    if (error instanceof SendRefused) return error;
    throw error;
  }
  throw new Error('it was sent');
}

describe('an address that does not exist', () => {
  test('sends back a delivery report, seconds later, in the thread of the mail it answers', async () => {
    const { clock, post, send } = office();
    post.setRefusal('parti@conseil.example', NO_SUCH_USER);
    const sent = send('parti@conseil.example');
    expect(post.received(ACCOUNT)).toHaveLength(0);
    expect(post.nextArrival()).toBe(clock.now() + 5_000);
    clock.advance(5_000);
    const [report] = post.received(ACCOUNT);
    const parsed = await simpleParser(report?.raw ?? Buffer.alloc(0));
    expect(parsed.headers.get('content-type')).toMatchObject({
      value: 'multipart/report',
      params: { 'report-type': 'delivery-status' },
    });
    expect(parsed.headers.get('x-failed-recipients')).toBe('parti@conseil.example');
    const parts = [...walkParts(parseMime(report?.raw ?? Buffer.alloc(0)))];
    expect(String(parts.find(part => part.mimeType === 'message/delivery-status')?.body)).toContain('Status: 5.1.1');
    expect(report?.record.threadId).toBe(sent.threadId);
    expect(report?.record.subject).toBe('Delivery Status Notification (Failure)');
    expect(parsed.inReplyTo).toBe(post.mailbox(ACCOUNT).find(sent.id)?.messageId);
    expect(post.received('parti@conseil.example')).toHaveLength(0);
  });

  test('does not answer a report: two refusing addresses do not write to each other for ever', () => {
    const { clock, post } = office();
    post.setRefusal('a@x.example', NO_SUCH_USER);
    post.setRefusal('b@x.example', NO_SUCH_USER);
    post.deliver(Buffer.from('Subject: s\r\n\r\nb'), { envelopeFrom: 'b@x.example', to: 'a@x.example', auth: 'none' });
    clock.advance(HOUR);
    post.settle();
    expect(post.nextArrival()).toBeUndefined();
  });
});

test('an absent person’s server answers each mail with its own text and marks', async () => {
  const { clock, post, send } = office();
  post.setAutoReply('alpha@conseil.example', { text: 'Je suis absent jusqu’au 12 novembre.' });
  send('alpha@conseil.example');
  clock.advance(HOUR);
  const parsed = await simpleParser(post.received(ACCOUNT)[0]?.raw ?? Buffer.alloc(0));
  expect(parsed.text?.trim()).toBe('Je suis absent jusqu’au 12 novembre.');
  expect(parsed.subject).toBe('Réponse automatique : Consultation');
  expect(parsed.headers.get('auto-submitted')).toBe('auto-replied');
  expect(post.received('alpha@conseil.example')).toHaveLength(1);
});

describe('quota', () => {
  test('throwing: the send after the last allowed one is refused with a retry time, and leaves no trace', () => {
    const { clock, post, send } = office();
    post.limitSends(ACCOUNT, { sends: 2, how: 'throw' });
    send('a@x.example');
    send('b@x.example');
    const error = refusal(() => send('c@x.example'));
    expect(error.code).toBe(429);
    expect(error.message).toBe('User-rate limit exceeded.  Retry after 2018-11-06T13:30:00.000Z (Mail sending)');
    expect(post.sent(ACCOUNT)).toHaveLength(2);
    expect(post.received('c@x.example')).toHaveLength(0);
    clock.advance(24 * HOUR);
    send('c@x.example');
    expect(post.received('c@x.example')).toHaveLength(1);
  });

  test('bouncing: the send is accepted and stands in SENT, nobody gets it, and a notice comes in its thread', () => {
    const { clock, post, send } = office();
    post.limitSends(ACCOUNT, { sends: 1, how: 'bounce' });
    send('a@x.example');
    const lost = send('b@x.example');
    expect(post.sent(ACCOUNT).map(mail => mail.record.id)).toContain(lost.id);
    clock.advance(HOUR);
    expect(post.received('b@x.example')).toHaveLength(0);
    const [notice, ...more] = post.received(ACCOUNT);
    expect(more).toHaveLength(0);
    expect(String(notice?.raw)).toContain(SENDING_LIMIT_TEXT);
    expect(notice?.record.from).toBe('Mail Delivery Subsystem <mailer-daemon@googlemail.com>');
    expect(notice?.record.threadId).toBe(lost.threadId);
  });

  test.each([
    ['consumer', 100],
    ['workspace', 1500],
  ] as const)('an account %s has %i recipients in 24 rolling hours', (plan, limit) => {
    const { clock, post, send } = office(plan);
    const fifty = Array.from({ length: 50 }, (_, i) => `p${i}@x.example`).join(', ');
    for (let left = limit; left > 0; left -= 50) send(fifty);
    expect(post.remainingRecipients(ACCOUNT)).toBe(0);
    expect(refusal(() => send('a@x.example')).code).toBe(429);
    clock.advance(24 * HOUR);
    expect(post.remainingRecipients(ACCOUNT)).toBe(limit);
    send('a@x.example');
  });
});

test('aliases and plus-addresses of an account lead to its mailbox; elsewhere a plus is another address', () => {
  const { post } = office();
  post.openAccount({ address: ACCOUNT, aliases: ['appui@cuf.example'] });
  for (const to of [ACCOUNT, 'Appui+x@cuf.example', 'dispositif+a+b@cuf.example']) {
    post.deliver(Buffer.from('Subject: s\r\n\r\nb'), { envelopeFrom: 'a@b.example', to, auth: 'none' });
  }
  expect(post.received(ACCOUNT)).toHaveLength(3);
  post.deliver(Buffer.from('Subject: s\r\n\r\nb'), { envelopeFrom: ACCOUNT, to: 'z+1@x.example', auth: 'none' });
  expect([post.received('z@x.example').length, post.received('z+1@x.example').length]).toEqual([0, 1]);
});

test('an imported message keeps the date its importer gave, and its Received says when it came', () => {
  const { clock, post } = office();
  const internalDate = clock.now() - 72 * HOUR;
  const [record] = post.deliver(Buffer.from('Subject: s\r\n\r\nb'), {
    envelopeFrom: 'a@b.example',
    to: ACCOUNT,
    auth: 'none',
    internalDate,
  });
  expect(record?.internalDate).toBe(internalDate);
  const received = /^Received:[^;]*;\s*([^\r]*)/m.exec(String(post.received(ACCOUNT)[0]?.raw))?.[1];
  expect(Date.parse(received ?? '')).toBe(clock.now());
});

test('a restart finds mail, threads, queue and quota as they were', () => {
  const { clock, store, post, send } = office();
  post.setRefusal('parti@x.example', NO_SUCH_USER);
  post.limitSends(ACCOUNT, { sends: 1, how: 'throw' });
  send('parti@x.example');
  const again = new PostOffice(store.restarted(), clock);
  expect(again.sent(ACCOUNT)).toEqual(post.sent(ACCOUNT));
  expect(() => again.sendFrom(ACCOUNT, Buffer.from('To: a@x.example\r\n\r\nb'))).toThrow('User-rate limit exceeded');
  clock.advance(HOUR);
  expect(again.received(ACCOUNT)).toHaveLength(1);
});

test('what a person writes is the same bytes at every replay', async () => {
  const write = () =>
    office().post.compose({
      from: 'Élise <e@x.example>',
      to: ACCOUNT,
      subject: 'Offre « été »',
      text: 'Bonjour',
      html: '<p>Bonjour</p>',
      attachments: [{ filename: 'note détaillée.pdf', content: Buffer.from('%PDF') }],
    });
  const first = await write();
  expect(await write()).toEqual(first);
  const parsed = await simpleParser(first);
  expect([parsed.subject, parsed.attachments[0]?.filename]).toEqual(['Offre « été »', 'note détaillée.pdf']);
});

test.each([
  ['Re: RE : Tr: Fwd: [CONS-2018-001] Objet', '[cons-2018-001] objet'],
  ['Rép : Objet', 'objet'],
  ['Re[2]: Objet', 'objet'],
  ['Recherche: objet', 'recherche: objet'],
  ['', ''],
])('the thread subject of %j is %j', (subject, expected) => {
  expect(threadSubject(subject)).toBe(expected);
});

test.each([
  ['=?utf-8?Q?=C3?= =?utf-8?Q?=A9t=C3=A9?=', 'été'],
  ['=?iso-8859-1?Q?=80?=', '€'],
  ['=?x-unknown?B?w6k=?=', 'é'],
  ['pas =?utf-8?B?w6k=?= encodé', 'pas é encodé'],
  ['=?utf-8?Q?incomplet', '=?utf-8?Q?incomplet'],
])('the encoded words of %j read %j', (header, expected) => {
  expect(decodeWords(header)).toBe(expected);
});

test.each([
  [[0x80, 0x92], 'windows-1252', '€’'],
  [[0xc3, 0xa9], '', 'é'],
  [[0xe9], '', 'é'],
  [[0xc3, 0xa9], 'us-ascii', 'é'],
  [[0xe9], 'no-such-charset', 'é'],
  [[0xa4], 'iso-8859-15', '€'],
] as [number[], string, string][])('bytes %j in %s are %s', (bytes, charset, expected) => {
  expect(decodeText(Buffer.from(bytes), charset)).toBe(expected);
});
