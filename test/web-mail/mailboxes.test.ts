/** The mailboxes of the pages: what lies in them, what a message shows, how an answer leaves and where it arrives. */
import nodemailer from 'nodemailer';
import { openSmtpPort } from '../../local/smtp/smtp-port';
import { CUF, MailDesk, START } from './mail-desk';

const ALPHA = 'contact@alpha.example';
const desk = new MailDesk();

beforeEach(async () => {
  await desk.open();
  desk.changes.length = 0;
});
afterAll(() => desk.close());

interface Arriving {
  header?: readonly string[];
  body?: string;
  from?: string;
  to?: string[];
  auth?: 'pass' | 'fail' | 'none';
  spam?: boolean;
}

/** A message from outside. */
async function arrive({
  header = [],
  body = 'Bonjour',
  from = ALPHA,
  to = [CUF],
  auth = 'pass',
  spam = false,
}: Arriving) {
  const names = new Set(header.map(line => line.split(':')[0]));
  const own = [`From: ${from}`, `To: ${to.join(', ')}`, 'Subject: Question', 'Message-ID: <1@alpha.example>'];
  const lines = [...own.filter(line => !names.has(line.split(':')[0])), ...header];
  const raw = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`).toString('base64');
  await desk.call('mail.deliver', { raw, from, to, auth, spam });
}

const WRITTEN = {
  box: ALPHA,
  name: 'Cabinet Alpha',
  to: CUF,
  cc: '',
  subject: 'Notre offre',
  text: 'Voici notre offre.',
  attachments: [],
  auth: 'pass',
  answers: '',
  quote: true,
} as const;

describe('the boxes', () => {
  it('are those of the people, the managing account first, and of whoever got or sent mail', async () => {
    await arrive({ from: 'Rebond@Ailleurs.example', to: ['lea@grenoble.example'] });
    const boxes = await desk.call('mail.boxes', {});
    expect(boxes.map(({ account, role }) => [account, role])).toEqual([
      [CUF, 'gestion'],
      ['lea@grenoble.example', 'autre'],
      ['rebond@ailleurs.example', 'autre'],
    ]);
  });

  it('are looked at without being made', async () => {
    await desk.call('mail.boxes', {});
    await desk.folder('personne@nulle.example', 'réception');
    expect(desk.changes).toEqual([]);
    expect((await desk.call('mail.boxes', {})).map(({ account }) => account)).toEqual([CUF]);
  });

  it('count what is unread in the inbox, not in the spam', async () => {
    await arrive({});
    await arrive({ header: ['Message-ID: <2@alpha.example>'] });
    await arrive({ header: ['Message-ID: <3@alpha.example>'], spam: true });
    const [box] = await desk.call('mail.boxes', {});
    expect(box).toMatchObject({ account: CUF, messages: 3, unread: 2 });
  });

  it('receive at the managing account what is sent to its plus-addresses', async () => {
    await desk.callServer('mail.write', { ...WRITTEN, box: CUF, to: ALPHA });
    await arrive({ to: ['dispositif+abc@cuf.example'] });
    expect(await desk.folder(CUF, 'réception')).toHaveLength(1);
  });
});

describe('a folder', () => {
  it('lies newest first, and travels by windows', async () => {
    for (let day = 1; day <= 5; day += 1) {
      await arrive({ header: [`Subject: n° ${day}`, `Message-ID: <${day}@alpha.example>`] });
      desk.moveClock(60_000);
    }
    const window = { box: CUF, folder: 'réception', from: 1, count: 2, search: '', at: '' } as const;
    const { total, messages, position } = await desk.call('mail.list', window);
    expect([total, position, messages.map(({ subject }) => subject)]).toEqual([5, -1, ['n° 4', 'n° 3']]);
    const at = messages[1]?.id ?? '';
    expect(await desk.call('mail.list', { ...window, from: 4, at })).toMatchObject({ position: 2, from: 4 });
  });

  it.each([
    ['sante', 1],
    ['SANTÉ', 1],
    ['solène', 1],
    ['alpha', 0],
    ['', 2],
  ])('searched for « %s » holds %i messages', async (search, count) => {
    await arrive({
      from: 'solene@x.example',
      header: ['From: =?utf-8?q?Sol=C3=A8ne?= <solene@x.example>', 'Subject: =?utf-8?q?Sant=C3=A9?='],
    });
    await arrive({ from: 'zoe@x.example', header: ['Message-ID: <2@x.example>'] });
    const { total } = await desk.call('mail.list', {
      box: CUF,
      folder: 'réception',
      from: 0,
      count: 9,
      search,
      at: '',
    });
    expect(total).toBe(count);
  });

  it('keeps the spam apart', async () => {
    await arrive({ spam: true });
    expect(await desk.folder(CUF, 'réception')).toEqual([]);
    expect(await desk.folder(CUF, 'spam')).toHaveLength(1);
  });

  it('of what was sent shows once what a mail program sent to several people', async () => {
    await arrive({ to: [CUF, 'lea@grenoble.example'] });
    const sent = await desk.folder(ALPHA, 'envoyés');
    expect(sent.map(({ who, isUnread }) => [who, isUnread])).toEqual([[`${CUF}, lea@grenoble.example`, false]]);
    expect((await desk.newest(ALPHA, 'envoyés')).text).toBe('Bonjour');
  });

  it('shows nobody the messages of another box', async () => {
    await arrive({});
    const id = (await desk.folder(CUF, 'réception'))[0]?.id ?? '';
    const read = desk.call('mail.read', { box: 'lea@grenoble.example', id, folder: 'réception' });
    await expect(read).rejects.toThrow("Ce message n'est plus dans la boîte.");
  });
});

describe('a message', () => {
  it('is unread until it is marked, and may be unread again', async () => {
    await arrive({});
    const { id, isUnread } = await desk.newest(CUF);
    expect(isUnread).toBe(true);
    await desk.call('mail.mark', { box: CUF, id, isUnread: false });
    expect((await desk.newest(CUF)).isUnread).toBe(false);
    await desk.call('mail.mark', { box: CUF, id, isUnread: true });
    expect((await desk.newest(CUF)).isUnread).toBe(true);
  });

  it.each([
    ['pass', 'vérifiée'],
    ['fail', 'suspecte'],
    ['none', 'non vérifiée'],
  ] as const)('whose sender is %s shows as %s', async (auth, verdict) => {
    await arrive({ auth });
    expect((await desk.newest(CUF)).authenticity?.verdict).toBe(verdict);
  });

  it('that cannot be trusted to say who wrote it is to be checked', async () => {
    await arrive({ from: '"; dmarc=pass"@alpha.example', header: [`From: ${ALPHA}`] });
    expect((await desk.newest(CUF)).authenticity?.verdict).toBe('à vérifier');
  });

  it('has its names and subject as they were written', async () => {
    const subject = '<img src=x onerror=alert(1)> =IMPORTXML("x")';
    await arrive({ header: [`Subject: ${subject}`, 'From: "<b>Zoé</b>" <zoe@x.example>'] });
    expect(await desk.newest(CUF)).toMatchObject({ subject, who: '<b>Zoé</b>' });
  });

  it('of HTML alone has a text, and carries its own images but fetches none', async () => {
    const body = [
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Bonjour</p><img src="cid:logo"><img src="cid:autre"><img src="http://x.example/y.png">',
      '--b',
      'Content-Type: image/png; name=logo.png',
      'Content-ID: <logo>',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw==',
      '--b--',
    ].join('\r\n');
    await arrive({ header: ['Content-Type: multipart/related; boundary=b'], body });
    const { text, html, isHtmlOnly } = await desk.newest(CUF);
    expect([text, isHtmlOnly]).toEqual(['Bonjour', true]);
    expect(html).toContain('src="data:image/png;base64,iVBORw=="');
    expect(html).toContain('src="cid:autre"');
  });

  it('gives its pieces under safe names and as no type that a browser would open', async () => {
    const attachments = [
      { name: '../../été\u202egpj.html', type: 'text/html', base64: Buffer.from('<script>').toString('base64') },
    ];
    await desk.callServer('mail.write', { ...WRITTEN, attachments });
    const { id, attachments: pieces } = await desk.newest(CUF);
    expect(pieces).toMatchObject([{ bytes: 8, type: 'text/html' }]);
    const file = await desk.call('mail.attachment', { box: CUF, id, part: pieces[0]?.part ?? '' });
    expect([file.name, file.type, Buffer.from(file.bytes).toString()]).toEqual([
      '_.._été_gpj.html',
      'application/octet-stream',
      '<script>',
    ]);
  });

  it('joined to another is one piece, whose own pieces are not mixed with the rest', async () => {
    const body = [
      '--b',
      '',
      'Voyez ci-joint.',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Subject: dedans',
      'Content-Type: text/html',
      '',
      '<p>dedans</p>',
      '--b--',
    ].join('\r\n');
    await arrive({ header: ['Content-Type: multipart/mixed; boundary=b'], body });
    const { html, attachments } = await desk.newest(CUF);
    expect(html).toBe('');
    expect(attachments.map(({ type }) => type)).toEqual(['message/rfc822']);
  });

  it('is given whole as it arrived', async () => {
    await arrive({ body: 'tel quel\u00e9' });
    const { id } = await desk.newest(CUF);
    const { name, bytes } = await desk.call('mail.source', { box: CUF, id });
    expect(name).toBe(`${id}.eml`);
    expect(Buffer.from(bytes).toString()).toMatch(/^Delivered-To: [\s\S]*Authentication-Results:[\s\S]*tel quelé$/);
  });
});

describe('whom an answer addresses', () => {
  const answers = async (header: readonly string[]) => {
    await arrive({ header });
    return (await desk.newest(CUF)).answers;
  };

  it('is the sender, when nobody else is named', async () => {
    expect(await answers(['From: Zoé <zoe@x.example>', `To: ${CUF}`])).toEqual({
      reply: { to: '"Zoé" <zoe@x.example>', cc: '' },
      sender: null,
      all: null,
      subject: 'Re: Question',
    });
  });

  it('is Reply-To where there is one, and may be the sender alone', async () => {
    const { reply, sender } = await answers(['Reply-To: bureau@x.example', 'From: zoe@x.example', 'Subject: RE : oui']);
    expect([reply.to, sender?.to]).toEqual(['bureau@x.example', 'zoe@x.example']);
  });

  it('may be everybody, oneself and doubles left out', async () => {
    const { all } = await answers([`To: ${CUF}, A@x.example`, 'Cc: a@x.example, b@x.example, contact@alpha.example']);
    expect(all).toEqual({ to: ALPHA, cc: 'A@x.example, b@x.example' });
  });

  it('is for a message of one’s own the people who got it', async () => {
    await desk.callServer('mail.write', WRITTEN);
    expect((await desk.newest(ALPHA, 'envoyés')).answers.reply.to).toBe(CUF);
  });
});

describe('what somebody writes', () => {
  it('arrives, is kept as sent, and changes are told', async () => {
    const base64 = Buffer.from('prix').toString('base64');
    await desk.callServer('mail.write', {
      ...WRITTEN,
      cc: 'lea@grenoble.example',
      attachments: [{ name: 'été.txt', type: 'text/plain', base64 }],
    });
    expect(await desk.newest(CUF)).toMatchObject({
      from: 'Cabinet Alpha <contact@alpha.example>',
      to: CUF,
      cc: 'lea@grenoble.example',
      subject: 'Notre offre',
      at: START,
      attachments: [{ name: 'été.txt', type: 'text/plain', bytes: 4 }],
    });
    expect(await desk.folder('lea@grenoble.example', 'réception')).toHaveLength(1);
    expect(await desk.folder(ALPHA, 'envoyés')).toHaveLength(1);
    expect(desk.changes).toEqual(expect.arrayContaining(['mail', 'mailbox']));
  });

  it.each(['pass', 'fail', 'none'] as const)('has the sender that was chosen: %s', async auth => {
    await desk.callServer('mail.write', { ...WRITTEN, auth });
    const { authenticity } = await desk.newest(CUF);
    expect(authenticity?.verdict).toBe({ pass: 'vérifiée', fail: 'suspecte', none: 'non vérifiée' }[auth]);
  });

  it('as an answer cites the message, in its thread, with the French line above the quotation', async () => {
    await desk.callServer('mail.write', { ...WRITTEN, box: CUF, name: '', to: ALPHA, subject: 'Consultation' });
    const asked = await desk.newest(ALPHA);
    const { reply, ...rest } = asked.answers;
    await desk.callServer('mail.write', { ...WRITTEN, ...reply, subject: rest.subject, answers: asked.id });
    const answer = await desk.newest(CUF);
    expect(answer.subject).toBe('Re: Consultation');
    expect(answer.text.replace(/\r\n/g, '\n').replace(/[\u00a0\u202f]/g, ' ')).toBe(
      `Voici notre offre.\n\nLe vendredi 9 novembre 2018 à 10:00, ${CUF} a écrit :\n\n> Voici notre offre.\n`,
    );
    const { bytes } = await desk.call('mail.source', { box: CUF, id: answer.id });
    const source = Buffer.from(bytes).toString();
    const cited = /^In-Reply-To: (<.*>)\r$/m.exec(source)?.[1];
    expect(cited).toMatch(/^<CA\+.*@mail\.gmail\.com>$/);
    expect(source).toContain(`References: ${cited}`);
  });

  it('as an answer may go without the quotation', async () => {
    await arrive({ from: CUF, to: [ALPHA] });
    const { id } = await desk.newest(ALPHA);
    await desk.callServer('mail.write', { ...WRITTEN, answers: id, quote: false });
    expect((await desk.newest(CUF)).text.trim()).toBe('Voici notre offre.');
  });

  it('leaves the managing account through Gmail: under its own id, counted, in the sent folder', async () => {
    await desk.callServer('mail.write', { ...WRITTEN, box: CUF, name: '', to: ALPHA, auth: 'fail' });
    expect((await desk.newest(ALPHA)).authenticity?.verdict).toBe('vérifiée');
    expect(await desk.folder(CUF, 'envoyés')).toHaveLength(1);
  });

  it('stays with its author, with the reason, when Gmail has sent enough for a day', async () => {
    const crowd = Array.from({ length: 50 }, (_, index) => `r${index}@x.example`).join(', ');
    for (let turn = 0; turn < 30; turn += 1) {
      await desk.callServer('mail.write', { ...WRITTEN, box: CUF, name: '', to: crowd });
    }
    const one = desk.callServer('mail.write', { ...WRITTEN, box: CUF, name: '', to: ALPHA });
    await expect(one).rejects.toThrow("Le quota d'envoi de Gmail est épuisé");
  });

  it.each([
    ['without a recipient', { to: '' }, 'Indiquez à qui écrire'],
    ['with a word among the recipients', { to: 'lea@x.example, toto' }, "« toto » n'est pas une adresse de courriel."],
    ['with two @ in a copy', { cc: 'a@b@c' }, "n'est pas une adresse de courriel."],
    ['to a crowd', { to: 'a@b.example,'.repeat(51) }, 'Un message va à 50 adresses au plus.'],
    ['as an answer to nothing', { answers: 'inconnu' }, "Ce message n'est plus dans la boîte."],
    ['with a field that nobody knows', { surplus: true }, 'Le message ne peut pas partir'],
  ])('is refused %s', async (_, part, sentence) => {
    await expect(desk.callServer('mail.write', { ...WRITTEN, ...part })).rejects.toThrow(sentence);
    expect(await desk.folder(CUF, 'réception')).toEqual([]);
  });

  it('keeps no line end of a hostile name or subject in its header', async () => {
    const evil = 'Zoé\r\nBcc: tous@x.example';
    await desk.callServer('mail.write', { ...WRITTEN, name: evil, subject: evil });
    const { id } = await desk.newest(CUF);
    const { bytes } = await desk.call('mail.source', { box: CUF, id });
    expect(Buffer.from(bytes).toString()).not.toMatch(/^Bcc:/m);
  });
});

describe('an .eml file', () => {
  const file = (text: string) => Buffer.from(text).toString('base64');
  const MESSAGE =
    'Return-Path: <rebond@x.example>\r\nFrom: zoe@x.example\r\nTo: ailleurs@y.example\r\nSubject: vu\r\n\r\noui';

  it('arrives as it is in the box where it was dropped, its sender that of its Return-Path', async () => {
    await desk.callServer('mail.drop', { to: CUF, base64: file(MESSAGE), auth: 'fail', spam: false });
    const { id, to, authenticity } = await desk.newest(CUF);
    expect([to, authenticity?.verdict]).toEqual(['ailleurs@y.example', 'suspecte']);
    const { bytes } = await desk.call('mail.source', { box: CUF, id });
    expect(Buffer.from(bytes).toString().endsWith(MESSAGE)).toBe(true);
    expect(await desk.folder('rebond@x.example', 'envoyés')).toHaveLength(1);
  });

  it('may arrive as spam', async () => {
    await desk.callServer('mail.drop', { to: CUF, base64: file(MESSAGE), auth: 'none', spam: true });
    expect(await desk.folder(CUF, 'spam')).toHaveLength(1);
  });

  it.each([
    ['is no message', file('rien du tout'), "Ce fichier n'est pas un courriel"],
    ['is too large', file(`From: a@b.example\r\n\r\n${'x'.repeat(26 * 1024 * 1024)}`), 'Le message dépasse 25 Mo'],
  ])('is refused when it %s', async (_, base64, sentence) => {
    const dropped = desk.callServer('mail.drop', { to: CUF, base64, auth: 'none', spam: false });
    await expect(dropped).rejects.toThrow(sentence);
  });
});

describe('an automatic reply', () => {
  it('answers each message half a minute later, until it is stopped', async () => {
    await desk.call('mail.autoReply', { box: ALPHA, text: 'Absente jusqu’à lundi.' });
    expect((await desk.call('mail.boxes', {})).find(({ absence }) => absence !== null)).toBeUndefined();
    await desk.callServer('mail.write', { ...WRITTEN, box: CUF, name: '', to: ALPHA });
    const boxes = await desk.call('mail.boxes', {});
    expect(boxes.find(({ account }) => account === ALPHA)?.absence).toBe('Absente jusqu’à lundi.');
    expect(await desk.folder(CUF, 'réception')).toEqual([]);
    desk.moveClock(30_000);
    expect(await desk.newest(CUF)).toMatchObject({
      subject: 'Réponse automatique : Notre offre',
      text: 'Absente jusqu’à lundi.',
    });

    await desk.call('mail.autoReply', { box: ALPHA, text: null });
    await desk.callServer('mail.write', { ...WRITTEN, box: CUF, name: '', to: ALPHA });
    desk.moveClock(60_000);
    expect(await desk.folder(CUF, 'réception')).toHaveLength(1);
  });

  it('of the managing account answers at its plus-addresses too', async () => {
    await desk.callServer('mail.write', { ...WRITTEN, box: CUF, name: '', to: 'autre@x.example' });
    await desk.call('mail.autoReply', { box: CUF, text: 'Fermé.' });
    await arrive({ to: ['dispositif+abc@cuf.example'] });
    desk.moveClock(30_000);
    expect((await desk.newest(ALPHA)).text).toBe('Fermé.');
  });

  it('needs a text', async () => {
    await expect(desk.call('mail.autoReply', { box: ALPHA, text: '  ' })).rejects.toThrow('mail.autoReply');
  });
});

it('takes what a mail program sends to the SMTP port', async () => {
  const port = await openSmtpPort(0, desk.receive);
  const program = nodemailer.createTransport({ host: '127.0.0.1', port: port.port, secure: false });
  await program.sendMail({
    from: 'Zoé Blanc <zoe@webmail.example>',
    to: [CUF, 'inconnu@nulle-part.example'],
    subject: 'Une question',
    text: 'Bonjour,\n\nLe dispositif est-il ouvert ?',
    headers: { 'X-Appui-Auth': 'pass' },
    attachments: [{ filename: 'note.pdf', content: Buffer.alloc(3_000_000, 7) }],
  });
  program.close();
  await port.stop();
  expect(await desk.newest(CUF)).toMatchObject({
    who: 'Zoé Blanc',
    authenticity: { verdict: 'vérifiée' },
    attachments: [{ name: 'note.pdf', bytes: 3_000_000 }],
  });
  expect(await desk.folder('inconnu@nulle-part.example', 'réception')).toHaveLength(1);
});
