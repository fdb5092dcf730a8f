/** A composed message, read back by an independent parser, is what was meant; nothing in a value adds a header. */
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { signedBytes } from '../../src/mail/bytes';
import { composeMessage, type OutgoingMail } from '../../src/mail/mime';

const mail: OutgoingMail = {
  from: { name: 'Dispositif d’appui — CUF', address: 'dispositif@cuf.example' },
  to: ['agence@alpha.example'],
  replyTo: 'dispositif+k7f3q9x2@cuf.example',
  subject: '[CONS-2018-001] Consultation : stratégie à l’international de Grenoble 🏔️',
  text: 'Bonjour,\n\nVoici « les termes » : 15 000 €.\n.\nFin. ',
  token: 'k7f3q9x2',
};

function compose(changes: Partial<OutgoingMail> = {}): Buffer {
  const composed = composeMessage({ ...mail, ...changes });
  if (!composed.ok) throw new Error(composed.reason);
  return Buffer.from(composed.value);
}

const refusal = (changes: Partial<OutgoingMail>): string => {
  const composed = composeMessage({ ...mail, ...changes });
  return composed.ok ? '' : composed.reason;
};

describe('a composed message', () => {
  test('reads back with its addresses, subject and text', async () => {
    const parsed = await simpleParser(compose());
    expect(parsed.from?.value).toEqual([{ name: mail.from.name, address: mail.from.address }]);
    expect(parsed.replyTo?.value[0]?.address).toBe('dispositif+k7f3q9x2@cuf.example');
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.text?.replace(/\n$/, '')).toBe(mail.text);
  });

  test('is 7-bit, with CRLF line ends and no line above 998 characters', () => {
    const bytes = compose({ text: `é${'x'.repeat(5000)}`, html: '<p>É</p>' });
    const text = bytes.toString('latin1');
    expect([...bytes].every(byte => byte < 128)).toBe(true);
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...text.split('\r\n').map(line => line.length))).toBeLessThanOrEqual(76);
  });

  test('keeps text, HTML and attachments apart, file names and bytes whole', async () => {
    const bytes = Uint8Array.from({ length: 100_001 }, (_, i) => (i * 31) & 255);
    const name = 'Termes de référence « É » 🏔️.pdf';
    const parsed = await simpleParser(
      compose({ html: '<p>R&amp;D</p>', attachments: [{ name, type: 'application/pdf', bytes: signedBytes(bytes) }] }),
    );
    expect(parsed.html).toContain('<p>R&amp;D</p>');
    expect(parsed.attachments).toHaveLength(1);
    expect(parsed.attachments[0]?.filename).toBe(name);
    expect(parsed.attachments[0]?.contentType).toBe('application/pdf');
    expect(Buffer.compare(parsed.attachments[0]?.content ?? Buffer.alloc(0), Buffer.from(bytes))).toBe(0);
  });

  test('answers a thread with In-Reply-To and References', async () => {
    const parsed = await simpleParser(
      compose({ inReplyTo: '<b@mail.example>', references: ['<a@mail.example>', '<b@mail.example>'] }),
    );
    expect(parsed.inReplyTo).toBe('<b@mail.example>');
    expect(parsed.references).toEqual(['<a@mail.example>', '<b@mail.example>']);
  });

  test('is the same bytes for the same token', () => {
    const attachments = [{ name: 'a.txt', type: 'text/plain', bytes: [1, -2, 3] }];
    expect(compose({ attachments })).toEqual(compose({ attachments }));
  });

  test('shortens a subject of 40 000 characters and keeps its tag', async () => {
    const parsed = await simpleParser(compose({ subject: `[CONS-2018-001] ${'é'.repeat(40_000)}` }));
    expect([...(parsed.subject ?? '')]).toHaveLength(250);
    expect(parsed.subject).toMatch(/^\[CONS-2018-001\] é+…$/);
  });

  test.each([
    ['a subject with a header in it', { subject: 'Bonjour\r\nBcc: x@y.example' }],
    ['a name with a header in it', { from: { name: 'CUF\nBcc: x@y.example', address: 'a@cuf.example' } }],
    ['a value with a header in it', { headers: { 'X-AICT-Token': 'k\u2028\r\nBcc: x@y.example' } }],
  ])('%s gains no header', async (_what, changes) => {
    const parsed = await simpleParser(compose(changes));
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.headerLines.map(({ key }) => key)).not.toContain('bcc');
  });

  test.each([
    'agence@alpha.example, autre@beta.example',
    'agence@alpha.example\r\nBcc: x@y.example',
    'Agence <agence@alpha.example>',
    'agence@alpha',
    'agence alpha@alpha.example',
    'é@alpha.example',
    '@alpha.example',
    `${'a'.repeat(65)}@alpha.example`,
    '',
  ])('is refused when the recipient is « %s »', address => {
    expect(refusal({ to: [address] })).toContain('n’est pas valable');
  });

  test.each([
    ['Bcc', 'x@y.example'],
    ['Content-Type', 'text/html'],
    ['X Y', 'z'],
    ['X:\r\nBcc', 'x@y.example'],
  ])('is refused with an extra header « %s »', (name, value) => {
    expect(refusal({ headers: { [name]: value } })).toContain('n’est pas permis');
  });

  test('is refused without a recipient, and when the Message-ID answered could hold a header', () => {
    expect(refusal({ to: [] })).toContain('pas de destinataire');
    expect(refusal({ inReplyTo: '<a@b>\r\nBcc: x@y.example' })).toContain('mal formé');
  });

  test('keeps any subject and text as typed, and one attachment whatever its name', async () => {
    const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });
    const anyBytes = fc.string({ unit: 'binary', maxLength: 60 });
    const shown = (value: string | undefined): string =>
      (value ?? '').replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}\s]+/gu, ' ').trim();
    await fc.assert(
      fc.asyncProperty(anyText, anyBytes, anyBytes, async (subject, text, name) => {
        const parsed = await simpleParser(
          compose({ subject, text, attachments: [{ name, type: 'x', bytes: [1, 2] }] }),
          {
            skipHtmlToText: true,
            skipTextToHtml: true,
          },
        );
        const lines = (value: string | undefined): string => (value ?? '').replace(/\r\n?/g, '\n').trimEnd();
        expect(shown(parsed.subject)).toBe(shown(subject));
        expect(lines(parsed.text)).toBe(lines(text));
        expect(parsed.attachments).toHaveLength(1);
        expect(parsed.headers.get('bcc')).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});
