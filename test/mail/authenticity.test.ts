/** Only Google's own, well-formed verdict proves a domain; what a sender can write never does. */
import fc from 'fast-check';
import { readAuthenticity } from '../../src/mail/authenticity';
import { message } from './gmail-resource';

const from = 'From: Agence <agence@alpha.example>';
const read = (headers: string) => readAuthenticity(message(`${headers}\nSubject: x\n\nx`));
const results = (text: string): string => `Authentication-Results: mx.google.com; ${text}\n${from}`;
const dkim = 'dkim=pass header.i=@alpha.example header.s=s1 header.b="ab+/c=12"';
const dmarc = 'dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=alpha.example';

describe('the sender’s domain', () => {
  test.each([
    ['dmarc=pass for the From domain', results(dmarc), 'vérifiée', false],
    [
      'all three as Gmail writes them',
      results(
        `${dkim};\n\tspf=pass (google.com: domain of agence@alpha.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=agence@alpha.example;\n\t${dmarc}`,
      ),
      'vérifiée',
      false,
    ],
    [
      'below Google’s own marks',
      `Received: by 2002:a05:6f02::1 with SMTP id x; Mon, 5 Nov 2018 01:00:00 -0800 (PST)\nReceived: from mail.alpha.example by mx.google.com with ESMTPS id y; Mon, 5 Nov 2018 01:00:00 -0800 (PST)\n${results(dmarc)}`,
      'vérifiée',
      false,
    ],
    [
      'a name in quotes and a comment',
      results(dmarc).replace('Agence <', '"Agence \\"A@B\\" (x)" (c) <'),
      'vérifiée',
      false,
    ],
    ['aligned dkim=pass, no dmarc', results(dkim), 'vérifiée', false],
    ['dkim=pass by a domain above', results(dkim).replace('<agence@alpha', '<agence@mail.alpha'), 'vérifiée', false],
    ['dkim=pass by header.d', results('dkim=pass header.d=alpha.example'), 'vérifiée', false],
    ['dmarc=fail', results(`${dkim}; dmarc=fail (p=NONE) header.from=alpha.example`), 'suspecte', true],
    ['dmarc=pass for another domain', results('dmarc=pass header.from=evil.example'), 'non vérifiée', false],
    [
      'dmarc=pass for another domain, dkim aligned',
      results(`${dkim}; dmarc=pass header.from=evil.example`),
      'vérifiée',
      false,
    ],
    ['dkim=pass by another domain', results('dkim=pass header.i=@evil.example'), 'non vérifiée', false],
    ['dkim=pass by a domain below', results('dkim=pass header.i=@mail.alpha.example'), 'non vérifiée', false],
    ['dkim=pass by a domain that only ends alike', results('dkim=pass header.i=@pha.example'), 'non vérifiée', false],
    ['dkim=pass by a top domain', results('dkim=pass header.i=@example'), 'non vérifiée', false],
    ['dkim=neutral', results('dkim=neutral header.i=@alpha.example'), 'non vérifiée', false],
    ['spf=pass alone', results('spf=pass smtp.mailfrom=agence@alpha.example'), 'non vérifiée', false],
    ['none', results('none'), 'non vérifiée', false],
    ['no header', from, 'non vérifiée', false],
    [
      'a property given twice',
      results('dmarc=pass header.from=alpha.example header.from=evil.example'),
      'non vérifiée',
      false,
    ],
  ])('%s', (_what, headers, authenticity, toCheck) => {
    expect(read(headers)).toMatchObject({ authenticity, toCheck });
  });
});

describe('a forged header is never vérifiée', () => {
  test.each([
    ['an authserv-id that only looks alike', `Authentication-Results: mx.google.com.evil.example; ${dmarc}\n${from}`],
    ['another server’s verdict on top', `Authentication-Results: mx.evil.example; ${dmarc}\n${results(dmarc)}`],
    [
      'the sender’s own, below Google’s',
      `${results('none')}`.replace(from, `Authentication-Results: mx.google.com; ${dmarc}\n${from}`),
    ],
    ['ARC', `ARC-Authentication-Results: i=1; mx.google.com; ${dmarc}\n${from}`],
    [
      'a quoted envelope sender that ends the comment',
      results(
        `spf=pass (google.com: domain of "x) ; ${dmarc} ("@evil.example designates 192.0.2.1) smtp.mailfrom="x"@evil.example`,
      ),
    ],
    ['a quoted envelope sender in smtp.mailfrom', results(`spf=pass smtp.mailfrom="x; ${dmarc} y"@evil.example`)],
    ['a backslash', results(`spf=pass smtp.mailfrom=x\\; ${dmarc}`)],
    ['a quote hidden in header.b', results(`dkim=pass header.i=@evil.example header.b="a"; ${dmarc}; x="`)],
    ['dmarc twice', results(`${dmarc}; dmarc=fail header.from=alpha.example`)],
    ['dkim twice', results(`${dkim}; dkim=fail header.i=@evil.example`)],
    ['a method inside a comment', results(`spf=pass (dmarc=fail) smtp.mailfrom=x; ${dmarc}`)],
    ['an open comment', results(`spf=pass (google.com; ${dmarc}`)],
    [
      'Google’s name below another server’s mark',
      `Received: from x by mail.evil.example; Mon, 5 Nov 2018 10:00:00 +0100\n${results(dmarc)}`,
    ],
    ['a word that Google does not write', results(`spf=pass b; ${dmarc}`)],
    ['a DKIM identity outside the signing domain', results('dkim=pass header.i=@alpha.example header.d=evil.example')],
    ['two addresses in angles', results(dmarc).replace(from, 'From: <x@evil.example> <agence@alpha.example>')],
    ['two addresses without a comma', results(dmarc).replace(from, 'From: x@evil.example agence@alpha.example')],
    ['an address after the angles', results(dmarc).replace(from, 'From: <agence@alpha.example> x@evil.example')],
    ['angles that do not close', results(dmarc).replace(from, 'From: Agence <agence@alpha.example')],
    [
      'another address as the name shown',
      results('dmarc=pass header.from=evil.example').replace(from, 'From: "agence@alpha.example" <x@evil.example>'),
    ],
    ['two From headers', `${results(dmarc)}\nFrom: x@evil.example`],
    ['two addresses in From', results(dmarc).replace(from, 'From: agence@alpha.example, x@evil.example')],
    ['the domain in the display name', results(dmarc).replace(from, 'From: "agence@alpha.example" <x@evil.example>')],
  ])('%s', (_what, headers) => {
    expect(read(headers).authenticity).not.toBe('vérifiée');
  });

  test('whatever follows Google’s name, without a pass for the From domain', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), text => {
        const value = `mx.google.com; ${text.replace(/[\r\n]/g, ' ')}`;
        const reading = readAuthenticity({
          headers: [
            { name: 'authentication-results', value },
            { name: 'from', value: 'a@alpha.example' },
          ],
          from: [{ name: '', address: 'a@alpha.example' }],
        });
        expect(reading.authenticity).not.toBe('vérifiée');
        expect(reading.reason).not.toBe('');
      }),
    );
  });
});
