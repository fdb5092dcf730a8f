/** What somebody wrote, parted from what they quoted: an amount above the cut is never lost, ours below never leaks. */
import fc from 'fast-check';
import { cutQuotedText } from '../../src/mail/quoted-text';
import { replyMarker } from '../../src/mail/wording';
import { forEachCorpusFile } from './corpus';

const reply = (text: string): string => cutQuotedText(text).reply;
const bid = 'Bonjour,\n\nNotre prix : 12 500 € HT.\n\nJeanne';
const ours = 'Le montant de la prestation ne peut pas dépasser 15 000 €.';

describe('the corpus of French replies', () => {
  forEachCorpusFile('replies', (bytes, name) => {
    const { reply: kept, quoted } = cutQuotedText(bytes.toString('utf8'));
    expect(kept).not.toMatch(/a écrit ?:|^De ?:|Envoye ?:|^From:|sed risus lorem/im);
    expect(kept.split('\n').length).toBeGreaterThanOrEqual(1);
    expect(kept.trim()).not.toBe('');
    expect(quoted === '').toBe(name === 'edgetier-email_iphone_french.txt');
  });
});

describe('a reply above a quoted mail', () => {
  test.each([
    ['our marker line', `${replyMarker}\n\n${ours}`],
    ['our marker line, quoted', `> ${replyMarker}\n>\n> ${ours}`],
    ['Gmail', `Le lun. 5 nov. 2018 à 10:00, CUF <dispositif@cuf.example> a écrit :\n\n> ${ours}`],
    ['Gmail, with U+202F before the colon', `Le lun. 5 nov. 2018 à 10:00, CUF <d@cuf.example> a écrit\u202f:\n${ours}`],
    ['Gmail, with U+00A0 before the colon', `Le 5 novembre 2018 à 10:00, CUF <d@cuf.example> a écrit\u00a0:\n${ours}`],
    [
      'Gmail over two lines',
      `Le lun. 5 nov. 2018 à 10:00, Dispositif d’appui <dispositif@cuf.example>\na écrit :\n\n${ours}`,
    ],
    [
      'Gmail over three lines',
      `Le 5 nov. 2018 10:00, "Dispositif d’appui"\n<dispositif@cuf.example>\na écrit :\n\n${ours}`,
    ],
    ['Thunderbird', `Le 05/11/2018 à 10:00, CUF a écrit :\n> ${ours}`],
    ['Apple Mail', `> Le 5 nov. 2018 à 10:00, CUF <d@cuf.example> a écrit :\n> \n> ${ours}`],
    ['Yahoo', `Le lundi 5 novembre 2018 à 10:00:12 UTC+1, CUF <d@cuf.example> a écrit :\n\n${ours}`],
    ['a name and an address', `CUF <d@cuf.example> a écrit :\n${ours}`],
    ['English', `On Mon, Nov 5, 2018 at 10:00 AM CUF <d@cuf.example> wrote:\n> ${ours}`],
    [
      'Outlook',
      `De : CUF <d@cuf.example>\nEnvoyé : lundi 5 novembre 2018 10:00\nÀ : Agence\nObjet : Consultation\n\n${ours}`,
    ],
    [
      'Outlook, without an address',
      `De : Dispositif d’appui\nEnvoyé : lundi 5 novembre 2018 10:00\nÀ : Agence\nCc : Paul\nObjet : Consultation\n\n${ours}`,
    ],
    [
      'Outlook with NBSP and bold',
      `*De\u00a0:* CUF\n*Envoyé\u00a0:* lundi 5 novembre 2018\n*À\u00a0:* Agence\n\n${ours}`,
    ],
    [
      'Outlook with its rule',
      `________________________________\nDe : CUF <d@cuf.example>\nEnvoyé : lundi\nÀ : Agence\n\n${ours}`,
    ],
    ['Outlook in English', `From: CUF\nSent: Monday, November 5, 2018 10:00\nTo: Agence\nSubject: x\n\n${ours}`],
    [
      'Outlook in one line',
      `De : CUF <d@cuf.example> Envoyé : lundi 5 novembre 2018 10:00 À : Agence Objet : Consultation\n\n${ours}`,
    ],
    [
      'Orange of today',
      `envoyé : 5 novembre 2018 à 10:00\nde : CUF <d@cuf.example>\nà : a@alpha.example\nobjet : Consultation\n\n${ours}`,
    ],
    ['Dutch', `Op ma 5 nov. 2018 om 10:00 schreef CUF <d@cuf.example>:\n\n> ${ours}`],
    ['Mutt', `* CUF <d@cuf.example> [2018-11-05 10:00]:\n> ${ours}`],
    ['an old Thunderbird', `Dispositif d’appui a écrit :\n> ${ours}`],
    ['d’origine', `-----Message d'origine-----\nDe : CUF\n\n${ours}`],
    ['Message d’origine, curly', `-----Message d’origine-----\n${ours}`],
    ['Message original', `-------- Message original --------\n${ours}`],
    ['transféré', `---------- Message transféré ---------\n${ours}`],
    ['Forwarded', `---------- Forwarded message ---------\n${ours}`],
  ])('%s', (_what, quoted) => {
    const cut = cutQuotedText(`${bid}\n\n${quoted}`);
    expect(cut.reply).toBe(bid);
    expect(cut.quoted).toContain('15 000 €');
  });
});

describe('what is not a quote stays', () => {
  test.each([
    ['a sentence about somebody who wrote', 'Le maire a écrit : « oui ».\nNotre prix : 12 500 €'],
    ['an amount before « a écrit : »', 'Le 12 novembre nous demandons 12 500 €.\nPaul a écrit :\nrien'],
    ['a letter with its own head', 'Objet : notre offre\nDate : 12 novembre 2018\nPrix : 12 500 €'],
    ['a letter that names its sender', 'De : Cabinet Alpha\nPrix : 12 500 €\nÀ : CUF'],
    [
      'a letter with From, To and Date but no address',
      'De : Cabinet Alpha\nÀ : CUF\nDate : 12 novembre\n\nPrix : 12 500 €',
    ],
    ['a question quoted by hand', 'Vous demandez notre prix :\nil est de 12 500 €, écrivez à a@alpha.example'],
    [
      'a letter with its own fields first',
      'Envoyé : 12 novembre\nDe : a@alpha.example\nÀ : CUF\nObjet : offre\n12 500 €',
    ],
    ['a signature', 'Prix : 12 500 €\n--\nJeanne\nEnvoyé de mon iPhone'],
    ['a rule', 'Prix\n__________\n12 500 €'],
  ])('%s', (_what, text) => {
    expect(reply(text)).toBe(text);
  });
});

describe('an answer below or between quoted lines', () => {
  const quoted = `Le 05/11/2018 à 10:00, CUF a écrit :\n> Bonjour\n> ${ours.slice(0, 40)}\n15 000 €.\n>\n> MONTANT HT : … €`;
  test('below is kept, without the wrapped end of a quoted line', () => {
    expect(reply(`${quoted}\n\nNous proposons 12 500 € HT.`)).toBe('Nous proposons 12 500 € HT.');
  });
  test('between is kept', () => {
    expect(reply(`${quoted}\n\nMONTANT HT : 12 500 €\n\n> Bien cordialement`)).toBe('MONTANT HT : 12 500 €');
  });
});

describe('hostile text', () => {
  test.each([
    ['newlines', '\n'.repeat(100_000)],
    ['spaces', ' '.repeat(100_000)],
    ['quote marks', '> '.repeat(50_000)],
    ['Le', 'Le 1 '.repeat(20_000)],
    ['Le, a line each', 'Le 1 nov.\n'.repeat(10_000)],
    ['De', 'De :\n'.repeat(20_000)],
    ['underscores', '_'.repeat(100_000)],
    ['dashes', '-'.repeat(100_000)],
    ['combining accents', '\u0301'.repeat(100_000)],
  ])('100 KB of %s ends', (_what, text) => {
    expect(typeof cutQuotedText(text).reply).toBe('string');
  });

  test('no line is lost, whatever the text', () => {
    const lines = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('> x', 'a écrit :', 'Le 1 nov.', 'De : x', '')),
    );
    fc.assert(
      fc.property(lines, parts => {
        const text = parts.join('\n');
        const cut = cutQuotedText(text);
        const count = (value: string): number => value.split(/\s+/).filter(word => word !== '').length;
        expect(count(cut.reply) + count(cut.quoted)).toBe(count(text));
      }),
    );
  });
});
