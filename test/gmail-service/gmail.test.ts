// The advanced service Gmail as a script meets it: payload trees, history, search, threads, errors, what each call counts as.
import { callKind } from '../../local/kernel/counted';
import { PostOffice } from '../../local/post/post-office';
import { GmailService, type GoogleJsonError, type MessagePart } from '../../local/services/gmail';
import { HandClock, MemoryStore, RecordingExecution } from './memory-workspace';

const ACCOUNT = 'dispositif@cuf.example';
const HOLDER = 'alpha@conseil.example';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function workspace() {
  const clock = new HandClock('2018-11-05T14:30:00+01:00');
  const store = new MemoryStore();
  const post = new PostOffice(store, clock);
  post.openAccount({ address: ACCOUNT, displayName: 'Cités Unies France', plan: 'workspace' });
  const execution = new RecordingExecution(clock, ACCOUNT);
  return { clock, store, post, execution, gmail: new GmailService(execution, post, clock) };
}

function raw(lines: string[]): string {
  return Buffer.from(lines.join('\r\n'), 'utf8').toString('base64url');
}

const letter = (more: string[] = [], body = 'Bonjour'): string =>
  raw([`From: ${ACCOUNT}`, `To: ${HOLDER}`, 'Subject: [CONS-2018-001] Consultation', ...more, '', body]);

function thrown(run: () => unknown): GoogleJsonError {
  try {
    run();
  } catch (error) {
    return error as GoogleJsonError;
  }
  throw new Error('nothing was thrown');
}

const text = (part: MessagePart | undefined): string => Buffer.from(part?.body.data ?? []).toString('utf8');
const header = (part: Partial<MessagePart> | undefined, name: string): string | undefined =>
  part?.headers?.find(field => field.name.toLowerCase() === name.toLowerCase())?.value;

describe('sending', () => {
  test('answers id, thread and SENT, and the message stands in SENT under a new Message-ID', () => {
    const { gmail } = workspace();
    const sent = gmail.Users.Messages.send({ raw: letter(['Message-ID: <ours@cuf.example>']) }, 'me');
    expect(sent).toEqual({ id: expect.stringMatching(/^[0-9a-f]{16}$/), threadId: sent.id, labelIds: ['SENT'] });
    const { payload } = gmail.Users.Messages.get('me', sent.id);
    expect(header(payload, 'Message-ID')).toMatch(/^<CA.*@mail\.gmail\.com>$/);
  });

  test('takes a byte array, a base64 string and a blob as media', () => {
    const { gmail, post } = workspace();
    const bytes = [...Buffer.from(letter(), 'base64url')].map(byte => (byte > 127 ? byte - 256 : byte));
    gmail.Users.Messages.send({ raw: bytes }, 'me');
    gmail.Users.Messages.send(null, 'me', { getBytes: () => bytes, getContentType: () => 'message/rfc822' });
    expect(post.received(HOLDER)).toHaveLength(2);
  });

  test('replaces a From that is not a verified address of the account, and keeps one that is', () => {
    const { gmail, post } = workspace();
    post.openAccount({
      address: ACCOUNT,
      displayName: 'Cités Unies France',
      sendAs: [
        { address: 'appui@cuf.example', displayName: '', verified: true },
        { address: 'faux@cuf.example', displayName: '', verified: false },
      ],
    });
    for (const from of ['Appui <appui@cuf.example>', 'Été, direction <faux@cuf.example>', 'x@ailleurs.example']) {
      gmail.Users.Messages.send({ raw: raw([`From: ${from}`, `To: ${HOLDER}`, 'Subject: s', '', 'b']) }, 'me');
    }
    const senders = post.received(HOLDER).map(mail => header(gmailOf(post, HOLDER).get(mail.record.id), 'From'));
    expect(senders).toEqual([
      'Appui <appui@cuf.example>',
      expect.stringContaining(`<${ACCOUNT}>`),
      expect.stringContaining(`<${ACCOUNT}>`),
    ]);
  });

  test('drops HTML comments, whatever the encoding, and nothing else', () => {
    const { gmail } = workspace();
    const html = '<p>É<!-- repère -->té <!-- ouvert</p>';
    const encoded = Buffer.from(html).toString('base64');
    const sent = gmail.Users.Messages.send(
      { raw: letter(['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: base64'], encoded) },
      'me',
    );
    const { payload } = gmail.Users.Messages.get('me', sent.id);
    expect(text(payload as MessagePart)).toBe('<p>Été <!-- ouvert</p>');
  });

  test('a mail to oneself, by a plus-address too, is one message in SENT and in the inbox', () => {
    const { gmail } = workspace();
    const to = 'dispositif+jeton@cuf.example';
    const sent = gmail.Users.Messages.send({ raw: raw([`To: ${to}`, 'Subject: essai', '', 'b']) }, 'me');
    expect(gmail.Users.Messages.get('me', sent.id, { format: 'minimal' }).labelIds).toEqual([
      'SENT',
      'INBOX',
      'UNREAD',
    ]);
    expect(gmail.Users.getProfile('me').messagesTotal).toBe(1);
  });

  test('Bcc reaches its recipient and nobody sees it, but the sender', () => {
    const { gmail, post } = workspace();
    const sent = gmail.Users.Messages.send({ raw: letter(['Bcc: beta@conseil.example']) }, 'me');
    expect(post.received('beta@conseil.example')).toHaveLength(1);
    expect(String(post.received(HOLDER)[0]?.raw)).not.toMatch(/^Bcc:/m);
    expect(header(gmail.Users.Messages.get('me', sent.id).payload, 'Bcc')).toBe('beta@conseil.example');
  });

  test.each([
    ['no recipient', raw(['Subject: s', '', 'b']), 400, 'Recipient address required'],
    ['an address that is none', raw(['To: "nobody"', 'Subject: s', '', 'b']), 400, 'Recipient address required'],
    [
      '51 recipients',
      letter([`Cc: ${Array.from({ length: 50 }, (_, i) => `p${i}@x.example`).join(', ')}`]),
      400,
      'Limit Exceeded',
    ],
    ['nothing', '', 400, "'raw' RFC822 payload"],
    ['what is not base64', 'é%%', 400, 'Base64 decoding failed'],
    [
      'more than 5 MB as a string',
      raw([`To: ${HOLDER}`, '', 'x'.repeat(5 * 1024 * 1024)]),
      413,
      'Request Entity Too Large',
    ],
  ])('refuses %s', (_what, message, code, sentence) => {
    const { gmail, post } = workspace();
    const error = thrown(() => gmail.Users.Messages.send({ raw: message }, 'me'));
    expect(error.name).toBe('GoogleJsonResponseException');
    expect(error.message).toContain('API call to gmail.users.messages.send failed with error: ');
    expect(error.message).toContain(sentence);
    expect(error.details.code).toBe(code);
    expect(post.sent(ACCOUNT)).toHaveLength(0);
  });

  test('media above 5 MB goes through', () => {
    const { gmail, post } = workspace();
    const attachment = Buffer.alloc(6 * 1024 * 1024, 'A').toString('base64');
    const message = [
      `To: ${HOLDER}`,
      'Content-Type: application/pdf; name=a.pdf',
      'Content-Transfer-Encoding: base64',
      '',
      attachment,
    ];
    const bytes = [...Buffer.from(message.join('\r\n'))];
    gmail.Users.Messages.send(null, 'me', { getBytes: () => bytes, getContentType: () => 'message/rfc822' });
    expect(post.received(HOLDER)).toHaveLength(1);
  });

  test('speaks for the account it runs as, and for no other', () => {
    const { gmail } = workspace();
    expect(gmail.Users.getProfile(ACCOUNT).emailAddress).toBe(ACCOUNT);
    expect(thrown(() => gmail.Users.getProfile('autre@cuf.example')).details.code).toBe(403);
  });
});

function gmailOf(post: PostOffice, address: string) {
  const clock = new HandClock('2018-11-06T00:00:00+01:00');
  const gmail = new GmailService(new RecordingExecution(clock, address), post, clock);
  return { get: (id: string) => gmail.Users.Messages.get('me', id).payload };
}

describe('threads', () => {
  async function conversation() {
    const space = workspace();
    const sent = space.gmail.Users.Messages.send({ raw: letter(['Reply-To: dispositif+jeton@cuf.example']) }, 'me');
    const [received] = space.post.received(HOLDER);
    if (!received) throw new Error('not received');
    const answer = (subject?: string) =>
      space.post.composeReply({
        original: received.raw,
        from: `Alpha Conseil <${HOLDER}>`,
        text: 'Voici notre offre.',
        quote: true,
        ...(subject === undefined ? {} : { subject }),
      });
    const deliver = (mail: Buffer) =>
      space.post.deliver(mail, { envelopeFrom: HOLDER, to: 'dispositif+jeton@cuf.example', auth: 'pass' })[0];
    return { ...space, sent, received, answer, deliver };
  }

  test.each([undefined, 'RE: [CONS-2018-001] Consultation', 'TR : Re: [CONS-2018-001]  consultation'])(
    'an answer with our Message-ID and the same subject (%s) joins our thread',
    async subject => {
      const { sent, answer, deliver } = await conversation();
      expect(deliver(await answer(subject))?.threadId).toBe(sent.threadId);
    },
  );

  test('another subject opens another thread, even with our Message-ID', async () => {
    const { sent, answer, deliver } = await conversation();
    expect(deliver(await answer('Notre offre'))?.threadId).not.toBe(sent.threadId);
  });

  test('the answer goes to Reply-To, quotes our text and is dated by its writer', async () => {
    const { answer } = await conversation();
    const mail = String(await answer());
    expect(mail).toMatch(/^To: dispositif\+jeton@cuf\.example/m);
    expect(mail).toMatch(/^In-Reply-To: <CA.*@mail\.gmail\.com>/m);
    expect(mail).toMatch(/^> Bonjour/m);
  });

  test('a second send joins a thread only by its id, its References and its subject together', async () => {
    const { gmail, sent, answer, deliver } = await conversation();
    const reply = deliver(await answer());
    const cited = header(gmail.Users.Messages.get('me', reply?.id ?? '').payload, 'Message-ID') ?? '';
    const again = (headers: string[], threadId?: string) =>
      gmail.Users.Messages.send({ raw: letter(headers), ...(threadId === undefined ? {} : { threadId }) }, 'me')
        .threadId;
    expect(again([`References: ${cited}`], sent.threadId)).toBe(sent.threadId);
    expect(again([], sent.threadId)).not.toBe(sent.threadId);
    expect(again([`References: ${cited}`])).not.toBe(sent.threadId);
    expect(thrown(() => again([], '1111111111111111')).details.code).toBe(404);
  });
});

describe('reading', () => {
  test('windows-1252 text comes as UTF-8 with its euro sign, a file comes as its own bytes', () => {
    const { gmail, post } = workspace();
    const message = Buffer.concat([
      Buffer.from(
        'From: a@b.example\r\nTo: x\r\nSubject: =?windows-1252?Q?12_500_=80?=\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\n',
      ),
      Buffer.from([0x31, 0x32, 0x20, 0x80]),
      Buffer.from(
        "\r\n--B\r\nContent-Type: text/csv; charset=windows-1252\r\nContent-Disposition: attachment; filename*=utf-8''d%C3%A9tail.csv\r\n\r\n",
      ),
      Buffer.from([0x80, 0x31]),
      Buffer.from('\r\n--B--\r\n'),
    ]);
    const [record] = post.deliver(message, { envelopeFrom: 'a@b.example', to: ACCOUNT, auth: 'none' });
    const id = record?.id ?? '';
    const { payload, snippet } = gmail.Users.Messages.get('me', id);
    const [plain, file] = payload?.parts ?? [];
    expect(header(payload, 'Subject')).toBe('12 500 €');
    expect([text(plain), snippet]).toEqual(['12 €', '12 €']);
    expect(plain?.body.attachmentId).toBeUndefined();
    expect([file?.filename, file?.body.data]).toEqual(['détail.csv', undefined]);
    const fetched = gmail.Users.Messages.Attachments.get('me', id, file?.body.attachmentId ?? '');
    expect(fetched).toEqual({ size: 2, data: [-128, 0x31] });
  });

  test('an attachment id is not the same at the next call, and both still work', () => {
    const { clock, gmail, post } = workspace();
    const message = Buffer.from('From: a@b.example\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF');
    const [record] = post.deliver(message, { envelopeFrom: 'a@b.example', to: ACCOUNT, auth: 'none' });
    const id = record?.id ?? '';
    const first = gmail.Users.Messages.get('me', id).payload?.body?.attachmentId ?? '';
    clock.advance(1000);
    const second = gmail.Users.Messages.get('me', id).payload?.body?.attachmentId ?? '';
    expect(second).not.toBe(first);
    const fetch = (given: string) => gmail.Users.Messages.Attachments.get('me', id, given);
    expect(fetch(first)).toEqual(fetch(second));
    expect(thrown(() => fetch('ANGjdJabc')).details.code).toBe(400);
  });

  test('the name of a sender that hides an address in an encoded word stays a name', () => {
    const { gmail, post } = workspace();
    const hidden = Buffer.from('chef@cuf.example, "x"').toString('base64');
    const message = Buffer.from(`From: =?utf-8?B?${hidden}?= <a@b.example>\r\nSubject: s\r\n\r\nb`);
    const [record] = post.deliver(message, { envelopeFrom: 'a@b.example', to: ACCOUNT, auth: 'fail' });
    const { payload } = gmail.Users.Messages.get('me', record?.id ?? '', {
      format: 'metadata',
      metadataHeaders: ['From'],
    });
    expect(payload?.headers).toEqual([{ name: 'From', value: '"chef@cuf.example, \\"x\\"" <a@b.example>' }]);
  });

  test.each([
    ['pass', 'dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=conseil.example'],
    ['fail', 'dmarc=fail (p=NONE sp=NONE dis=NONE) header.from=conseil.example'],
    ['none', 'spf=none'],
  ] as const)('reception writes its verdict %s on top of a forged one', (auth, expected) => {
    const { gmail, post } = workspace();
    const forged = 'Authentication-Results: mx.google.com; dmarc=pass header.from=conseil.example';
    const message = Buffer.from(`${forged}\r\nFrom: ${HOLDER}\r\nSubject: s\r\n\r\nb`);
    const [record] = post.deliver(message, { envelopeFrom: HOLDER, to: ACCOUNT, auth });
    const { payload } = gmail.Users.Messages.get('me', record?.id ?? '');
    const topmost = header(payload, 'Authentication-Results') ?? '';
    expect(topmost.startsWith('mx.google.com;')).toBe(true);
    expect(topmost).toContain(expected);
    expect(Date.parse(header(payload, 'Received')?.split(';')[1] ?? '')).toBe(record?.internalDate);
  });

  test.each([
    ['an id that is none', 'nope', 400],
    ['an unknown id', 'ffffffffffffffff', 404],
  ])('%s is an error', (_what, id, code) => {
    expect(thrown(() => workspace().gmail.Users.Messages.get('me', id)).details.code).toBe(code);
  });
});

describe('history', () => {
  function receive(post: PostOffice, count: number) {
    for (let i = 0; i < count; i += 1) {
      post.deliver(Buffer.from(`From: a@b.example\r\nSubject: n${i}\r\n\r\nb`), {
        envelopeFrom: 'a@b.example',
        to: ACCOUNT,
        auth: 'pass',
      });
    }
  }

  test('gives every addition once, in order, over pages of the same start id', () => {
    const { gmail, post } = workspace();
    const start = gmail.Users.getProfile('me').historyId;
    receive(post, 7);
    const ids: string[] = [];
    let pageToken: string | undefined;
    let pages = 0;
    do {
      const page = gmail.Users.History.list('me', {
        startHistoryId: start,
        historyTypes: ['messageAdded'],
        maxResults: 3,
        ...(pageToken === undefined ? {} : { pageToken }),
      });
      ids.push(...(page.history ?? []).flatMap(record => record.messagesAdded?.map(added => added.message.id) ?? []));
      pageToken = page.nextPageToken;
      pages += 1;
    } while (pageToken !== undefined);
    expect(pages).toBe(3);
    expect(ids).toEqual(post.received(ACCOUNT).map(mail => mail.record.id));
  });

  test('a page token serves no other start id', () => {
    const { gmail, post } = workspace();
    const start = gmail.Users.getProfile('me').historyId;
    receive(post, 3);
    const { nextPageToken = '' } = gmail.Users.History.list('me', { startHistoryId: start, maxResults: 1 });
    const other = () =>
      gmail.Users.History.list('me', {
        startHistoryId: gmail.Users.getProfile('me').historyId,
        pageToken: nextPageToken,
      });
    expect(thrown(other).details.code).toBe(400);
  });

  test('by label SENT, it shows what left and nothing else', () => {
    const { gmail, post } = workspace();
    const start = gmail.Users.getProfile('me').historyId;
    receive(post, 2);
    const sent = gmail.Users.Messages.send({ raw: letter() }, 'me');
    const page = gmail.Users.History.list('me', { startHistoryId: start, labelId: 'SENT' });
    expect(page.history?.flatMap(record => record.messages.map(message => message.id))).toEqual([sent.id]);
  });

  test('nothing new: no `history` at all, and the present id', () => {
    const { gmail } = workspace();
    const { historyId } = gmail.Users.getProfile('me');
    expect(gmail.Users.History.list('me', { startHistoryId: historyId })).toEqual({ historyId });
  });

  test.each([
    ['a start before what Gmail keeps', '1', 404, 'Requested entity was not found.'],
    ['a start that is not reached yet', '99999999', 404, 'Requested entity was not found.'],
    ['a start that is no number', 'abc', 400, 'Invalid value at \'start_history_id\' (TYPE_UINT64), "abc"'],
  ])('%s is refused', (_what, startHistoryId, code, sentence) => {
    const error = thrown(() => workspace().gmail.Users.History.list('me', { startHistoryId }));
    expect([error.details.code, error.details.message]).toEqual([code, sentence]);
  });

  test('a start passed by more than seven days ago is refused; a quiet mailbox keeps its position', () => {
    const { clock, gmail, post } = workspace();
    const start = gmail.Users.getProfile('me').historyId;
    clock.advance(30 * DAY);
    expect(gmail.Users.History.list('me', { startHistoryId: start }).history).toBeUndefined();
    receive(post, 1);
    clock.advance(7 * DAY - 1);
    expect(gmail.Users.History.list('me', { startHistoryId: start }).history).toHaveLength(1);
    clock.advance(1);
    expect(thrown(() => gmail.Users.History.list('me', { startHistoryId: start })).details.code).toBe(404);
  });

  test('Google may drop it sooner', () => {
    const { gmail, post } = workspace();
    const start = gmail.Users.getProfile('me').historyId;
    post.mailbox(ACCOUNT).dropHistory();
    expect(thrown(() => gmail.Users.History.list('me', { startHistoryId: start })).details.code).toBe(404);
  });

  test('a message deleted since then is named, and is not found', () => {
    const { gmail, post } = workspace();
    const start = gmail.Users.getProfile('me').historyId;
    receive(post, 1);
    const id = post.received(ACCOUNT)[0]?.record.id ?? '';
    post.mailbox(ACCOUNT).remove(id);
    expect(gmail.Users.History.list('me', { startHistoryId: start }).history).toHaveLength(1);
    expect(thrown(() => gmail.Users.Messages.get('me', id)).details.code).toBe(404);
  });
});

describe('search', () => {
  function found(q: string, more: Record<string, unknown> = {}) {
    const space = workspace();
    const start = Math.floor(space.clock.now() / 1000);
    const add = (from: string, subject: string, spam = false) => {
      space.post.deliver(Buffer.from(`From: ${from}\r\nSubject: ${subject}\r\n\r\nb`), {
        envelopeFrom: from,
        to: ACCOUNT,
        auth: 'pass',
        spam,
      });
      space.clock.advance(10 * MINUTE);
    };
    add('a@b.example', 'un');
    add('c@d.example', 'deux', true);
    add('a@b.example', 'trois');
    space.clock.advance(-8 * MINUTE);
    const subjects = new Map(
      space.post
        .mailbox(ACCOUNT)
        .messages()
        .map(record => [record.id, record.subject]),
    );
    const query = q.replace('START', String(start)).replace('LATER', String(start + 600));
    const { messages = [] } = space.gmail.Users.Messages.list('me', { q: query, ...more });
    return messages.map(message => subjects.get(message.id));
  }

  test.each([
    ['what came less than three minutes ago is not found', 'after:START', {}, ['un']],
    ['spam only when it is asked for', 'after:START', { includeSpamTrash: true }, ['deux', 'un']],
    ['spam with in:anywhere', 'in:anywhere after:START', {}, ['deux', 'un']],
    ['before is not included', 'in:anywhere before:LATER', {}, ['un']],
    ['by sender', 'in:anywhere from:c@d.example', {}, ['deux']],
    ['by subject, and not another', 'in:anywhere subject:(un) -from:c@d.example', {}, ['un']],
  ])('%s', (_what, q, more, expected) => {
    expect(found(q, more)).toEqual(expected);
  });

  test.each(['larger:5M', 'after:2018/11/05', 'facture', '{from:a from:b}', 'is:starred'])(
    '%s is refused by name',
    q => {
      expect(() => found(q)).toThrow('does not know this part of a search');
    },
  );

  test('a list by label does not lag', () => {
    const { gmail } = workspace();
    const sent = gmail.Users.Messages.send({ raw: letter() }, 'me');
    expect(gmail.Users.Messages.list('me', { labelIds: ['SENT'] }).messages).toEqual([
      { id: sent.id, threadId: sent.threadId },
    ]);
    expect(gmail.Users.Messages.list('me', { q: 'in:sent' }).messages).toBeUndefined();
  });
});

test('every call is counted under a name of the kernel’s list, before its effect', () => {
  const { gmail, execution } = workspace();
  const sent = gmail.Users.Messages.send({ raw: letter() }, 'me');
  gmail.Users.Messages.get('me', sent.id);
  gmail.Users.Messages.list('me');
  gmail.Users.History.list('me', { startHistoryId: gmail.Users.getProfile('me').historyId });
  gmail.Users.Labels.list('me');
  gmail.Users.Settings.SendAs.list('me');
  thrown(() => gmail.Users.Messages.Attachments.get('me', sent.id, 'x'));
  expect(execution.calls).toHaveLength(8);
  expect(execution.calls.filter(call => callKind(call) === undefined)).toEqual([]);
});
