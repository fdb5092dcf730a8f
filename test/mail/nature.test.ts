/** What an incoming message is: failures and automatic replies by their marks, bids sealed unless they plainly ask or decline. */
import fc from 'fast-check';
import { parseIncoming } from '../../src/mail/incoming';
import { classifyNature, type NatureContext, type NatureReading } from '../../src/mail/nature';
import { corpusFiles, forEachCorpusFile } from './corpus';
import { type Envelope, gmailResource, message } from './gmail-resource';

const stranger: NatureContext = {
  match: { kind: 'none', keys: [], signals: [], reason: 'Aucun indice.' },
  answersConsultation: false,
  authenticity: { authenticity: 'vérifiée', toCheck: false, reason: '' },
};
const holder: NatureContext = {
  ...stranger,
  match: { kind: 'match', key: 'OFF-2018-001-ALPHA', signals: ['fil', 'expéditeur'], reason: 'Deux indices.' },
  answersConsultation: true,
};

const read = (text: string, context = stranger, envelope: Envelope = {}): NatureReading =>
  classifyNature(message(text, envelope), context);

const mail = (headers: string, body = 'Bonjour,\n\nBien cordialement'): string =>
  `From: Agence <agence@alpha.example>\nTo: dispositif@cuf.example\n${headers}\n\n${body}`;

describe('bounces of the corpus are échec de remise', () => {
  forEachCorpusFile('bounces', bytes => {
    const { nature, failure } = classifyNature(parseIncoming(gmailResource(bytes)), holder);
    expect(nature).toBe('échec de remise');
    expect(failure?.final).toBe(true);
  });

  test('and name the address that failed when they carry a report', () => {
    const named = corpusFiles('bounces').filter(({ bytes }) =>
      /^(?:final-recipient|x-failed-recipients):/im.test(bytes.toString('latin1')),
    );
    for (const { name, bytes } of named) {
      const { failure } = classifyNature(parseIncoming(gmailResource(bytes)), stranger);
      expect([name, failure?.recipients]).toEqual([name, [expect.stringMatching(/^[^@\s]+@[^@\s]+$/)]]);
    }
  });
});

describe('ordinary mail of the corpus is never discarded', () => {
  forEachCorpusFile('mime', bytes => {
    const { nature } = classifyNature(parseIncoming(gmailResource(bytes)), stranger);
    expect(['autre', 'à vérifier']).toContain(nature);
  });
});

describe('a program’s message, by its headers', () => {
  test.each([
    ['Auto-Submitted: auto-replied', 'réponse automatique'],
    ['Auto-Submitted: auto-generated (vacation)', 'réponse automatique'],
    ['Auto-Submitted: no', 'autre'],
    ['X-Autoreply: yes', 'réponse automatique'],
    ['X-Autorespond: 1', 'réponse automatique'],
    ['X-Vacation: yes', 'réponse automatique'],
    ['X-Vacation: no', 'autre'],
    ['Precedence: auto_reply', 'réponse automatique'],
    ['Precedence: bulk', 'réponse automatique'],
    ['Precedence: junk', 'réponse automatique'],
    ['Precedence: list', 'autre'],
    ['X-Failed-Recipients: contact@beta.example', 'échec de remise'],
    ['Return-Path: <>', 'à vérifier'],
    ['Return-Path: <agence@alpha.example>', 'autre'],
    ['Subject: Réponse automatique : Consultation', 'à vérifier'],
    ['Subject: =?UTF-8?Q?R=C3=A9ponse_automatique?=', 'à vérifier'],
    ['Subject: Absence du bureau', 'à vérifier'],
    ['Subject: RE : Absence du bureau', 'à vérifier'],
    ['Subject: Non remis : Consultation', 'à vérifier'],
    ['Subject: Absence de conflit d’intérêts', 'autre'],
    ["Subject: Absence de conflit d'intérêts", 'autre'],
    ['Subject: Notre réponse automatiquement classée', 'autre'],
  ])('« %s » → %s', (header, nature) => {
    expect(read(mail(header)).nature).toBe(nature);
  });

  test.each([
    'MAILER-DAEMON@alpha.example',
    'postmaster@alpha.example',
    'MAILER-DAEMON (Mail Delivery System)',
    '<>, Mailer-Daemon <mailer-daemon@googlemail.com>',
  ])('from « %s » → échec de remise', from => {
    expect(read(`From: ${from}\nSubject: Consultation\n\nx`).nature).toBe('échec de remise');
  });

  test('an automatic reply in a holder’s own thread is not an answer', () => {
    expect(read(mail('Auto-Submitted: auto-replied'), holder)).toMatchObject({
      nature: 'réponse automatique',
      sealed: false,
    });
  });

  test('a reading receipt is an accusé', () => {
    const receipt = mail(
      'Content-Type: multipart/report; report-type=disposition-notification; boundary=b',
      '--b\nContent-Type: text/plain\n\nLu\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; agence@alpha.example\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--\n',
    );
    expect(read(receipt).nature).toBe('accusé');
  });
});

describe('a delivery report', () => {
  const report = (action: string): string =>
    `From: MAILER-DAEMON@mail.example\nSubject: Report\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nx\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example\n\nOriginal-Recipient: rfc822;contact@beta.example\nFinal-Recipient: rfc822; Boite@Beta.example\nAction: ${action}\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; ok@gamma.example\nAction: delivered\n--b\nContent-Type: message/rfc822\n\nFrom: dispositif@cuf.example\nReply-To: dispositif+k7f3q9x2abcd@cuf.example\nSubject: [CONS-2018-001] Consultation\n\nx\n--b--\n`;

  test('names those who failed, under both addresses, and not those who were served', () => {
    expect(read(report('failed')).failure).toEqual({
      recipients: ['contact@beta.example', 'boite@beta.example'],
      final: true,
      sendingLimit: false,
    });
  });
  test('that only says delayed fails nothing', () => {
    expect(read(report('delayed')).failure).toMatchObject({ final: false, recipients: [] });
  });
  test('is read where Gmail nests its fields, as headers or as text of a child part', () => {
    const fields = [
      { name: 'Final-Recipient', value: 'rfc822; contact@beta.example' },
      { name: 'Action', value: 'failed' },
    ];
    const text = fields.map(({ name, value }) => `${name}: ${value}`).join('\r\n');
    for (const child of [
      { mimeType: 'text/plain', headers: fields },
      { mimeType: 'text/plain', headers: [], body: { data: [...Buffer.from(text)] } },
      { mimeType: 'text/plain', headers: [], body: { data: Buffer.from(text).toString('base64url') } },
    ]) {
      const incoming = parseIncoming({
        payload: {
          mimeType: 'multipart/report',
          headers: [{ name: 'Content-Type', value: 'multipart/report; report-type="delivery-status"; boundary="b"' }],
          parts: [{ mimeType: 'message/delivery-status', body: { size: 0 }, parts: [child] }],
        },
      });
      expect(classifyNature(incoming, stranger).failure?.recipients).toEqual(['contact@beta.example']);
    }
  });
  test('by which Gmail says that the sending limit is reached is recognised', () => {
    const limit = read(
      'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Failure)\n\nYou have reached a limit for sending mail. Your message was not sent.',
    );
    expect(limit.failure?.sendingLimit).toBe(true);
  });
});

describe('an answer to a consultation', () => {
  const pdf =
    '--b\nContent-Type: text/plain\n\nQuestion : quel est le calendrier ?\n--b\nContent-Type: application/pdf; name=offre.pdf\nContent-Disposition: attachment; filename=offre.pdf\n\nx\n--b--\n';

  test.each([
    ['Question : le calendrier est-il négociable ?', 'question', false],
    ['Bonjour,\n\nPouvez-vous nous préciser le nombre de réunions attendues ?\n\nMerci', 'question', false],
    ['Bonjour,\nNous ne répondrons pas à cette consultation.\nCordialement', 'offre déclinée', false],
    ['Nous déclinons.', 'offre déclinée', false],
    ['Nous ne sommes pas en mesure d’y répondre cette fois.', 'offre déclinée', false],
    ['Nous ne déclinons pas et répondrons bientôt.', 'offre', true],
    ['Nous ne répondrons pas ? Si !', 'offre', true],
    ['Bonjour,\nNotre offre : 12 000 € HT. Cela vous convient-il ?', 'offre', true],
    ['MONTANT HT : 12 000\nAvez-vous une question ?', 'offre', true],
    ['Vous trouverez notre offre ici https://alpha.example/offre, est-ce possible ?', 'offre', true],
    ['Bonjour,\nVoici.', 'offre', true],
    ['', 'offre', true],
  ])('« %s » → %s, sealed: %s', (body, nature, sealed) => {
    expect(read(mail('Subject: Re: [CONS-2018-001]', body), holder)).toMatchObject({ nature, sealed });
  });

  test('with an attachment stays sealed whatever its first lines say', () => {
    const bid = mail('Subject: Question\nContent-Type: multipart/mixed; boundary=b', pdf);
    expect(read(bid, holder)).toMatchObject({ nature: 'offre', sealed: true });
  });

  test('our own question mark in the quoted text does not make a question', () => {
    const body = 'Voici.\n\nLe lun. 5 nov. 2018 à 10:00, CUF <dispositif@cuf.example> a écrit :\n> Une question ?';
    expect(read(mail('Subject: Re:', body), holder)).toMatchObject({ nature: 'offre', sealed: true });
  });

  test.each([
    ['in spam', {}, { labelIds: ['SPAM'] }],
    ['with a verdict that cannot be trusted', { authenticity: { ...stranger.authenticity, toCheck: true } }, {}],
    [
      'tied by one signal',
      { match: { kind: 'doubt', keys: ['k'], signals: ['objet'], reason: 'Un seul indice.' } },
      {},
    ],
  ] as const)('%s is à vérifier and stays sealed', (_what, context, envelope) => {
    expect(read(mail('Subject: Re:'), { ...holder, ...context }, envelope)).toMatchObject({
      nature: 'à vérifier',
      sealed: true,
    });
  });

  test('received by Google at another time than Gmail says is à vérifier', () => {
    const header =
      'Received: from a.example by mx.google.com with ESMTPS id x; Mon, 05 Nov 2018 01:00:00 -0800 (PST)\nSubject: Re:';
    const at = Date.parse('2018-11-05T09:00:00Z');
    expect(read(mail(header), holder, { internalDate: String(at + 4 * 60_000) }).nature).toBe('offre');
    expect(read(mail(header), holder, { internalDate: String(at + 6 * 60_000) }).nature).toBe('à vérifier');
  });
});

describe('a message that answers nothing', () => {
  test('is autre, or what is awaited from others', () => {
    expect(read(mail('Subject: Bonjour')).nature).toBe('autre');
    expect(read(mail('Subject: Bonjour'), { ...stranger, otherwise: 'candidature' }).nature).toBe('candidature');
  });
});

describe('whatever the bytes', () => {
  const natures = ['autre', 'à vérifier', 'réponse automatique', 'échec de remise', 'accusé'];

  test('a message gets one nature and a sentence that says why', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\r\n',
        'From: ',
        'Subject: ',
        'Content-Type: multipart/report; boundary=b',
        '--b',
        'Auto-Submitted: ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const { nature, reasons } = classifyNature(
          parseIncoming(gmailResource(Buffer.from(pieces.join('')))),
          stranger,
        );
        expect(natures).toContain(nature);
        expect(reasons[0]).toBeTruthy();
      }),
    );
  });

  test('a body alone never makes a person’s mail a machine’s', () => {
    const words = fc.constantFrom(
      'Auto-Submitted: auto-replied',
      'Je suis absente',
      'Undelivered Mail',
      'MAILER-DAEMON',
      '--b',
      '',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string())), lines => {
        const body = lines.join('\n');
        expect(['autre', 'à vérifier']).toContain(read(mail('Subject: Notre offre', body)).nature);
        expect(['offre', 'question', 'à vérifier']).toContain(read(mail('Subject: Notre offre', body), holder).nature);
      }),
    );
  });
});
