/** The authority's one line: a plain yes, a no with its reason, and everything that a person has to read. */
import fc from 'fast-check';
import { acceptanceLines, readAcceptance } from '../../src/mail/acceptance-line';

const read = (reply: string, quoted = '') => {
  const found = readAcceptance({ reply, quoted });
  return found === undefined ? null : found.reason === '' ? found.answer : `${found.answer} : ${found.reason}`;
};

describe('the line « Service fait »', () => {
  it.each([
    ['Service fait : oui', 'oui'],
    ['SERVICE FAIT: OUI', 'oui'],
    ['> Service fait : oui', 'oui'],
    ['Bonjour,\n\nservice fait\u00a0: oui.\n\nCordialement', 'oui'],
    ['*Service fait :* oui, merci', 'oui'],
    ['Service fait : non, le rapport final manque.', 'non : le rapport final manque.'],
    ['Service fait : non, motif : le rapport final manque', 'non : le rapport final manque'],
    ['Service fait = Non – Motif : rien sur l’eau', 'non : rien sur l’eau'],
    [
      'Service fait : non, motif :\nIl manque la synthèse\net les annexes.\n\nAmélie',
      'non : Il manque la synthèse et les annexes.',
    ],
    ['Service fait : non', 'non'],
    ['Service fait : non, motif : …', 'non'],
  ])('%j is read as %s', (text, answer) => {
    expect(read(text)).toBe(answer);
  });

  it.each([
    [''],
    ['Oui, tout va bien.'],
    ['Service fait'],
    ['Service fait : '],
    ['Service fait : oui mais il manque une annexe'],
    ['Service fait : oui, sous réserve de la synthèse'],
    ['Service fait : peut-être'],
    ['Service fait : ouiche'],
    ['Service fait : nonobstant le retard, oui'],
    ['Le service fait : oui, nous en parlons demain'],
    ['Service fait : oui\nService fait : non, motif : à corriger'],
    [acceptanceLines],
  ])('%j is left to a person', text => {
    expect(read(text)).toBeNull();
  });

  it('is never read in what is quoted', () => {
    expect(read('Bien reçu.', acceptanceLines)).toBeNull();
    expect(read('Bien reçu.', 'Service fait : oui')).toBeNull();
  });

  it('gives an answer or nothing, whatever the text, and a reason of a thousand characters at most', () => {
    const piece = fc.constantFrom(
      'Service fait : ',
      'oui',
      'non',
      ', motif : ',
      '\n',
      '…',
      'le rapport',
      ' ',
      '*',
      '> ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), pieces => {
        const found = readAcceptance({ reply: pieces.join(''), quoted: '' });
        if (found !== undefined) {
          expect(['oui', 'non']).toContain(found.answer);
          expect(found.reason.length).toBeLessThanOrEqual(1_000);
        }
      }),
    );
  });

  it('reads a long hostile text without going through it twice', () => {
    const found = readAcceptance({
      reply: `${'Service fait '.repeat(50_000)}\n${'motif '.repeat(50_000)}`,
      quoted: '',
    });
    expect(found).toBeUndefined();
  });
});
