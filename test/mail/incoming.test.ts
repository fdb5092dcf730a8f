/** An incoming message: one text whatever the character set, files told from decoration, nothing fails on hostile parts. */
import fc from 'fast-check';
import { isSendableAddress, parseMailboxes } from '../../src/mail/address';
import { base64Bytes, bytesOfBase64, readUtf8, utf8Bytes } from '../../src/mail/bytes';
import { decodeText } from '../../src/mail/charset';
import { decodeEncodedWords, parseParameters } from '../../src/mail/encoded-words';
import type { GmailPart } from '../../src/mail/gmail-message';
import { textOfHtml } from '../../src/mail/html-text';
import { parseIncoming } from '../../src/mail/incoming';
import { forEachCorpusFile } from './corpus';
import { gmailResource, message } from './gmail-resource';

describe('the corpus of awkward messages is read without failing', () => {
  forEachCorpusFile('mime', bytes => {
    const read = parseIncoming(gmailResource(bytes));
    expect(read.truncated).toBe(false);
    expect(`${read.text}${read.attachments.length}`).not.toBe('0');
  });
});

describe('text in any character set', () => {
  test.each([
    ['utf-8', [0xe2, 0x82, 0xac, 0xc3, 0xa9], '€é'],
    ['windows-1252', [0x80, 0xe9, 0x92], '€é’'],
    ['iso-8859-1', [0x80, 0xe9], '€é'],
    ['ISO-8859-15', [0xa4, 0xe9, 0xbd], '€éœ'],
    ['us-ascii', [0xe9], 'é'],
    ['iso-8859-1, but Gmail gave UTF-8', [0xc3, 0xa9], 'é'],
    ['utf-8, but the bytes are windows-1252', [0xe9, 0x20], 'é '],
    ['utf-8, a euro decoded wrongly', [0xc2, 0x80], '€'],
    ['', [0x61], 'a'],
    ['utf-16le', [0xe9, 0x00], 'é'],
    ['utf-16le, but Gmail gave UTF-8', [0x61, 0x20, 0xc3, 0xa9], 'a é'],
  ])('%s', (charset, bytes, text) => {
    expect(decodeText(Uint8Array.from(bytes), charset.split(',')[0] ?? '')).toBe(text);
  });

  test('UTF-8 reads as it is written, lone surrogates as U+FFFD, and any bytes read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (text, bytes) => {
        expect(Buffer.from(utf8Bytes(text)).equals(Buffer.from(text, 'utf8'))).toBe(true);
        expect(readUtf8(Uint8Array.from(Buffer.from(text, 'utf8'))).text).toBe(Buffer.from(text, 'utf8').toString());
        expect(readUtf8(bytes).valid).toBe(Buffer.from(Buffer.from(bytes).toString('utf8')).equals(Buffer.from(bytes)));
      }),
    );
    expect(Buffer.from(utf8Bytes('a\ud800b')).toString()).toBe('a\ufffdb');
  });

  test('base64 goes both ways, in either alphabet', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        const buffer = Buffer.from(bytes);
        expect(Buffer.from(base64Bytes([...new Int8Array(buffer)])).toString()).toBe(buffer.toString('base64'));
        expect(Buffer.from(bytesOfBase64(buffer.toString('base64url'))).equals(buffer)).toBe(true);
      }),
    );
  });
});

describe('the body', () => {
  const html = 'Content-Type: text/html; charset=utf-8\n\n<p>Prix&nbsp;: 12&#160;500&nbsp;&euro;</p>';
  const plain = 'Content-Type: text/plain; charset=utf-8\n\nPrix : 12 500 €';

  test('is the plain text when there is one, the HTML otherwise', () => {
    const both = message(`Content-Type: multipart/alternative; boundary=b\n\n--b\n${html}\n--b\n${plain}\n--b--`);
    expect(both.text.trim()).toBe('Prix : 12 500 €');
    const onlyHtml = message(`Content-Type: multipart/alternative; boundary=b\n\n--b\n${html}\n--b--`);
    expect(onlyHtml.text).toBe('Prix\u00a0: 12\u00a0500\u00a0€');
  });

  test('joins the texts of a mixed message and leaves out a forwarded one', () => {
    const read = message(
      `Content-Type: multipart/mixed; boundary=b\n\n--b\n${plain}\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nsecret\n--b\n${plain}\n--b--`,
    );
    expect(read.text.match(/12 500/g)).toHaveLength(2);
    expect(read.text).not.toContain('secret');
    expect(read.attachments).toMatchObject([{ mimeType: 'message/rfc822' }]);
  });

  test('of 300 KB is cut and says so', () => {
    const read = message(`Content-Type: text/plain\n\n${'mot '.repeat(75_000)}`);
    expect(read.text).toHaveLength(200_000);
    expect(read.truncated).toBe(true);
  });
});

describe('files', () => {
  const image =
    'Content-Type: image/png; name=logo.png\nContent-ID: <logo>\nContent-Disposition: inline; filename=logo.png\n\nx';
  test('a logo that the HTML shows is decoration, the same image joined is a file', () => {
    const inside = message(
      `Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<img src="cid:logo">\n--b\n${image}\n--b--`,
    );
    expect(inside.attachments).toMatchObject([{ name: 'logo.png', decorative: true }]);
    const joined = message(
      `Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nx\n--b\n${image}\n--b--`,
    );
    expect(joined.attachments).toMatchObject([{ name: 'logo.png', decorative: false }]);
  });
  test('a PDF has its decoded name, its size and an id to fetch it', () => {
    const read = message(
      'Content-Type: application/pdf; name="=?UTF-8?Q?r=C3=A9ponse.pdf?="\nContent-Disposition: attachment\n\nabc',
    );
    expect(read.attachments).toMatchObject([{ name: 'réponse.pdf', mimeType: 'application/pdf', decorative: false }]);
    expect(read.attachments[0]?.attachmentId).not.toBe('');
  });
});

describe('headers', () => {
  test.each([
    ['a@x.example', [['', 'a@x.example']]],
    ['Jeanne <A@X.example>', [['Jeanne', 'a@x.example']]],
    [
      '"Doe, J. <b@y>" <a@x.example>, c@z.example',
      [
        ['Doe, J. <b@y>', 'a@x.example'],
        ['', 'c@z.example'],
      ],
    ],
    ['a@x.example (Jeanne)', [['Jeanne', 'a@x.example']]],
    ['=?UTF-8?B?w4lsaXNl?= <a@x.example>', [['Élise', 'a@x.example']]],
    [
      'Groupe: a@x.example, b@x.example;',
      [
        ['', 'a@x.example'],
        ['', 'b@x.example'],
      ],
    ],
    ['undisclosed-recipients:;', []],
    ['<>', []],
    ['', []],
  ])('« %s »', (header, expected) => {
    expect(parseMailboxes(header).map(({ name, address }) => [name, address])).toEqual(expected);
  });
  test.each([
    ['=?iso-8859-1?Q?R=E9ponse_?= =?iso-8859-1?Q?=E0_la?= suite', 'Réponse à la suite'],
    ['=?UTF-8?B?w4k=?==?UTF-8?B?w4k=?=', 'ÉÉ'],
    ['=?utf-8?q?=C3?= =?utf-8?q?=A9?=', 'é'],
    ['TR: =?utf-8?q?=C3=A9?=', 'TR: é'],
    ['sans code =?', 'sans code =?'],
  ])('encoded words « %s » → « %s »', (value, text) => {
    expect(decodeEncodedWords(value)).toBe(text);
  });
  test('parameters are read in all their forms', () => {
    const { value, parameters } = parseParameters(
      `Application/PDF; name="a;\\"b.pdf"; filename*0="é"; title*=UTF-8''d%C3%A9lai; x*0*=utf-8''%C3; x*1*=%A9`,
    );
    expect(value).toBe('application/pdf');
    expect(parameters.get('name')).toBe('a;"b.pdf');
    expect(parameters.get('title')).toBe('délai');
    expect(parameters.get('x')).toBe('é');
  });
  test('Google’s topmost Received gives a time, another server’s none', () => {
    const by = (server: string) =>
      message(`Received: from a by ${server} with SMTP id x; Mon, 05 Nov 2018 10:00:00 +0100\n\nx`).receivedAt;
    expect(by('mx.google.com')).toBe(Date.parse('2018-11-05T09:00:00Z'));
    expect(by('2002:a05:6000:1234::1')).toBe(Date.parse('2018-11-05T09:00:00Z'));
    expect(by('mx.evil.example')).toBeUndefined();
  });
  test('an address is sendable only if it is one plain address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => !isSendableAddress(text) || /^[!-~]+@[!-~]+$/.test(text)),
    );
    expect(isSendableAddress("j.d'arc+x@sous.domaine-alpha.example")).toBe(true);
  });
});

describe('HTML as text', () => {
  test.each([
    ['<p>Un</p><p>Deux</p>', 'Un\n\nDeux'],
    ['Un<br>Deux<br/>Trois', 'Un\nDeux\nTrois'],
    ['<div>Un</div><div>Deux</div>', 'Un\nDeux'],
    ['<table><tr><td>MONTANT HT :</td><td>12 500 €</td></tr></table>', 'MONTANT HT : 12 500 €'],
    ['<style>p{}</style><script>x</script><!-- y --><p>Un</p>', 'Un'],
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['1 < 2 et 3 > 2', '1 < 2 et 3 > 2'],
    ['<blockquote><div>cité</div></blockquote>moi', '> cité\nmoi'],
    ['prix &#128; &#x20AC; &euro;', 'prix € € €'],
    ['&eacute;&Eacute;&ccedil;&oelig;', 'éÉçœ'],
    ['<p>Prix : <s>9 000 €</s> <del>8 500 €</del> 8 000 €</p>', 'Prix : ~~9 000 €~~ ~~8 500 €~~ 8 000 €'],
    ['<p>ouvert', 'ouvert'],
    ['<p', ''],
  ])('%s', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });
  test.each(['<', '<!--', '<style>', '</', '&', '<p>', '<blockquote>', '&#', '<style></styl', ' ', '\n'])(
    '100 KB of « %s » ends',
    piece => {
      expect(typeof textOfHtml(piece.repeat(Math.ceil(100_000 / piece.length)))).toBe('string');
    },
  );
});

describe('hostile parts', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  const { part } = fc.letrec<{ part: GmailPart }>(tie => ({
    part: fc.record(
      {
        mimeType: fc.oneof(
          text,
          fc.constantFrom(
            'multipart/mixed',
            'multipart/alternative',
            'multipart/report',
            'text/plain',
            'text/html',
            'message/delivery-status',
            'message/rfc822',
          ),
        ),
        filename: text,
        headers: fc.array(
          fc.record({
            name: fc.oneof(text, fc.constantFrom('From', 'Subject', 'Content-Type', 'Received', 'To')),
            value: text,
          }),
        ),
        body: fc.record({
          size: fc.nat(),
          data: fc.oneof(text, fc.array(fc.integer({ min: -128, max: 127 })), fc.constant(null)),
        }),
        parts: fc.array(tie('part'), { maxLength: 3, depthIdentifier: 'parts' }),
      },
      { requiredKeys: [] },
    ),
  }));
  test('are read, whatever they hold', () => {
    fc.assert(
      fc.property(part, payload => {
        const read = parseIncoming({ payload });
        expect(typeof read.text).toBe('string');
        expect(read.headers.every(({ name }) => name === name.toLowerCase())).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
  test('nested without end, or in thousands, are cut and say so', () => {
    let deep: GmailPart = { mimeType: 'text/plain' };
    for (let i = 0; i < 5000; i += 1) deep = { mimeType: 'multipart/mixed', parts: [deep] };
    expect(parseIncoming({ payload: deep }).truncated).toBe(true);
    const wide = {
      mimeType: 'multipart/mixed',
      parts: Array.from({ length: 5000 }, () => ({ mimeType: 'text/plain' })),
    };
    expect(parseIncoming({ payload: wide }).truncated).toBe(true);
  });
});
