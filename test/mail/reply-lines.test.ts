/** The three reply lines: read as written in any hand, and every doubt said. */
import fc from 'fast-check';
import { cutQuotedText } from '../../src/mail/quoted-text';
import { type AmountProposal, readReplyLines } from '../../src/mail/reply-lines';
import { replyLines } from '../../src/mail/wording';
import { cents, rate, rateToNumber } from '../../src/scheme/money';

const read = (text: string, ceiling = 1_500_000): AmountProposal | undefined =>
  readReplyLines(cutQuotedText(text), { ceiling: { amount: cents(ceiling), on: 'TTC' } });
const three = (ht: string, vat: string, ttc: string): string =>
  `Bonjour,\n\nMONTANT HT : ${ht}\nTAUX TVA : ${vat}\nMONTANT TTC : ${ttc}\n\nCordialement`;
const figures = (text: string) => {
  const proposal = read(text);
  return proposal === undefined
    ? undefined
    : [
        proposal.ht,
        proposal.vatRate === null ? null : rateToNumber(proposal.vatRate),
        proposal.ttc,
        proposal.flags.length,
      ];
};

describe('three lines that agree are read without a flag', () => {
  test.each([
    ['as asked', three('12 000 €', '20 %', '14 400 €')],
    ['no space', three('12000€', '20%', '14400€')],
    ['no-break spaces', three('12\u00a0000\u00a0€', '20\u00a0%', '14\u202f400\u202f€')],
    ['cents with a comma', three('12 000,00 €', '20,0 %', '14 400,00 €')],
    ['points and comma', three('12.000,00 EUR', '20 %', '14.400,00 EUR')],
    ['English', three('12,000.00 €', '20.0%', '14,400.00 €')],
    ['euros in words', three('12 000 euros', '20 %', '14 400 euros')],
    ['tax said again', three('12 000 € HT', '20 %', '14 400 € TTC (TVA 20 %)')],
    ['the sign first', three('€ 12 000', '20 %', '€ 14 400')],
    ['a mis-decoded euro', three('12 000 \u0080', '20 %', '14 400 \u0080')],
    ['full-width digits', three('１２ ０００ €', '２０ ％', '１４ ４００ €')],
    ['EUR stuck to the number', three('12000EUR', '20', '14400EUR')],
    ['bold', '**MONTANT HT :** 12 000 €\n*TAUX TVA :* 20 %\n_MONTANT TTC_ : 14 400 €'],
    ['bullets', '- MONTANT HT : 12 000 €\n- TAUX TVA : 20 %\n• MONTANT TTC : 14 400 €'],
    ['lower case, tight colons', 'montant ht: 12 000 €\ntaux de tva: 20 %\nmontant ttc: 14 400 €'],
    ['dotted initials', 'Montant H.T. : 12 000 €\nTaux T.V.A. : 20 %\nMontant T.T.C. : 14 400 €'],
    ['all on one line', 'MONTANT HT : 12 000 € / TAUX TVA : 20 % / MONTANT TTC : 14 400 €'],
    ['CRLF', three('12 000 €', '20 %', '14 400 €').replace(/\n/g, '\r\n')],
    ['spaces everywhere', '  MONTANT   HT\u00a0\u00a0:   12 000   €  \n TAUX  TVA : 20  %\nMONTANT  TTC : 14 400 €'],
    [
      'our own mail quoted below',
      `${three('12 000 €', '20 %', '14 400 €')}\n\nLe 05/11/2018 à 10:00, CUF a écrit :\n> ${replyLines.replace(/\n/g, '\n> ')}\n> 15 000 €`,
    ],
  ])('%s', (_what, text) => {
    expect(figures(text)).toEqual([1_200_000, 0.2, 1_440_000, 0]);
  });
});

describe('without VAT', () => {
  test.each([
    three('12 000 €', '0 %', '12 000 €'),
    three('12 000 €', '0', '12 000 €'),
    three('12 000 €', 'non assujetti', '12 000 €'),
    three('12 000 €', 'TVA non applicable, art. 293 B du CGI', '12 000 €'),
    three('12 000 €', 'exonéré', '12 000 €'),
  ])('%j is the rate 0', text => {
    expect(figures(text)).toEqual([1_200_000, 0, 1_200_000, 0]);
  });
  test('said elsewhere in the reply, HT is TTC, and says that it was computed', () => {
    const proposal = read('MONTANT HT : 12 000 €\nNon assujetti à la TVA, art. 293 B du CGI.');
    expect(proposal).toMatchObject({ ht: 1_200_000, vatRate: rate(0), ttc: 1_200_000 });
    expect(proposal?.flags).toEqual(['montant TTC calculé, pas écrit par le titulaire']);
  });
});

describe('a doubt is flagged, and what cannot be read is null', () => {
  test.each([
    ['12.500', [null, 0.2, null], three('12.500', '20 %', '15.000'), 'milliers ou décimales'],
    ['k€', [null, 0.2, 1_440_000], three('12 k€', '20 %', '14 400 €'), 'en milliers'],
    ['12k', [null, 0.2, 1_440_000], three('12k', '20 %', '14 400 €'), 'en milliers'],
    ['a range', [null, 0.2, 1_440_000], three('10 000 à 12 000 €', '20 %', '14 400 €'), 'plusieurs montants'],
    ['days', [null, 0.2, 1_440_000], three('4 jours x 3 000 €', '20 %', '14 400 €'), 'plusieurs montants'],
    ['dollars', [null, 0.2, 1_440_000], three('12 000 $', '20 %', '14 400 €'), 'autre monnaie'],
    ['no currency', [1_200_000, 0.2, 1_440_000], three('12 000', '20 %', '14 400 €'), 'monnaie non indiquée'],
    ['negative', [null, 0.2, 1_440_000], three('-12 000 €', '20 %', '14 400 €'), 'négatif'],
    ['zero', [0, 0.2, 0], three('0 €', '20 %', '0 €'), 'nul'],
    ['words that disagree', [1_200_000, 0.2, 1_440_000], three('12 000 € TTC', '20 %', '14 400 €'), 'HT ou TTC'],
    ['a wrong sum', [1_200_000, 0.2, 1_450_000], three('12 000 €', '20 %', '14 500 €'), 'HT × taux'],
    ['an odd rate', [1_200_000, 0.19, 1_428_000], three('12 000 €', '19 %', '14 280 €'), 'inhabituel'],
    ['an amount for a rate', [1_200_000, null, 1_440_000], three('12 000 €', '2 400 €', '14 400 €'), 'taux illisible'],
    [
      'exempt and 20 %',
      [1_200_000, 0.2, 1_440_000],
      `${three('12 000 €', '20 %', '14 400 €')}\nart. 293 B du CGI`,
      'non assujetti',
    ],
    ['over the ceiling', [1_300_000, 0.2, 1_560_000], three('13 000 €', '20 %', '15 600 €'), 'plafond'],
    ['no TTC line', [1_200_000, 0.2, 1_440_000], 'MONTANT HT : 12 000 €\nTAUX TVA : 20 %', 'calculé'],
    ['no HT line', [null, 0.2, 1_440_000], 'TAUX TVA : 20 %\nMONTANT TTC : 14 400 €', 'HT absent'],
    [
      'no rate line',
      [1_200_000, null, 1_440_000],
      'MONTANT HT : 12 000 €\nMONTANT TTC : 14 400 €',
      'taux de TVA absent',
    ],
    [
      'twice, differently',
      [null, 0.2, 1_440_000],
      `${three('12 000 €', '20 %', '14 400 €')}\nMONTANT HT : 13 000 €`,
      'plusieurs fois',
    ],
  ])('%s', (_what, expected, text, flag) => {
    const proposal = read(text);
    expect(figures(text)?.slice(0, 3)).toEqual(expected);
    expect(proposal?.flags.join(' ; ')).toContain(flag);
  });

  test('a ceiling on HT is compared with HT', () => {
    const text = cutQuotedText(three('13 000 €', '20 %', '15 600 €'));
    const proposal = readReplyLines(text, { ceiling: { amount: cents(1_500_000), on: 'HT' } });
    expect(proposal?.flags).toEqual([]);
  });
});

describe('where the lines stand', () => {
  test('lines left as we wrote them propose nothing', () => {
    expect(read(`Bonjour\n\n${replyLines}`)).toBeUndefined();
    expect(read('Bonjour, notre prix est de 12 000 € HT.')).toBeUndefined();
  });
  test('filled in below, in our quoted mail, they are proposed with a flag', () => {
    const filled = three('12 000 €', '20 %', '14 400 €').replace(/^/gm, '> ');
    const proposal = read(`Voir ci-dessous.\n\nLe 05/11/2018 à 10:00, CUF a écrit :\n${filled}`);
    expect(proposal).toMatchObject({ ht: 1_200_000, ttc: 1_440_000, flags: ['lu dans le texte cité sous la réponse'] });
  });
  test('the source is the lines as written', () => {
    expect(read(three('12 000 €', '20 %', '14 400 €'))?.source).toBe(
      'MONTANT HT : 12 000 €\nTAUX TVA : 20 %\nMONTANT TTC : 14 400 €',
    );
  });
});

describe('whatever the text', () => {
  const pieces = fc.constantFrom(
    'MONTANT HT :',
    'TAUX TVA :',
    'MONTANT TTC',
    ' : ',
    '12 500',
    '12.500,00',
    '€',
    ' ',
    '%',
    '\n',
    '-',
    'k',
    '20',
    '…',
    '> ',
  );
  test('three lines without a flag always agree to the cent', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 40 }), parts => {
        const proposal = read(parts.join(''));
        if (proposal === undefined || proposal.flags.length > 0) return;
        const { ht, vatRate, ttc } = proposal;
        expect(ttc).toBe(Math.round((ht ?? Number.NaN) * (1 + rateToNumber(vatRate ?? rate(0)))));
      }),
      { numRuns: 500 },
    );
  });
  test.each(['MONTANT HT : ', '1 ', '12.', 'TAUX TVA', '(', ' ', '\n', 'MONTANT HT ('])(
    '100 KB of « %s » ends',
    piece => {
      read(piece.repeat(Math.ceil(100_000 / piece.length)));
    },
  );
});
