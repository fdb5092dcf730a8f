/** Prices in free text: what is read, and why it is doubted. A proposal without a flag must be right. */
import fc from 'fast-check';
import { readAmounts } from '../../src/mail/amounts';
import { cents, formatCents, rate, ttcOf } from '../../src/scheme/money';

const CEILING = { amount: cents(1_500_000), on: 'TTC' } as const;
const read = (reply: string, documents: { name: string; text: string }[] = []) =>
  readAmounts({ reply, quoted: '', documents }, { ceiling: CEILING });

describe('read without a doubt', () => {
  test.each<[string, number, number, number]>([
    ['Notre offre : 12 500 € HT, soit 15 000 € TTC.', 12_500, 0.2, 15_000],
    ['12 500 € HT (15 000 € TTC, TVA à 20 %)', 12_500, 0.2, 15_000],
    ['Prix : 12.500,00 EUR HT – 15.000,00 EUR TTC', 12_500, 0.2, 15_000],
    ['12500€ HT / 15000€ TTC', 12_500, 0.2, 15_000],
    ['Prix HT : 1 234,57 €\nTVA (20 %) : 246,91 €\nPrix TTC : 1 481,48 €', 1234.57, 0.2, 1481.48],
    ['Le 12 novembre 2018, nous proposons 12\u202f500\u00a0€ HT, soit 15\u00a0000 € TTC', 12_500, 0.2, 15_000],
    ['12 000 \u0080 HT soit 14 400 \u0080 TTC', 12_000, 0.2, 14_400],
    ['9 000 €, non assujetti à la TVA (art. 293 B du CGI)', 9000, 0, 9000],
    ['Montant net de taxe : 9 000 euros. TVA non applicable, article 293 B du CGI.', 9000, 0, 9000],
    [
      'Lot A : 5 000 € HT\nLot B : 7 000 € HT\nTotal HT : 12 000 €\nTVA 20 % : 2 400 €\nTotal TTC : 14 400 €',
      12_000,
      0.2,
      14_400,
    ],
    ['12 500 € hors taxes, 15 000 € toutes taxes comprises', 12_500, 0.2, 15_000],
    [
      '١Offre à 10 000 € HT (12 000 € TTC). Tél. 06 12 34 56 78, SIRET 784 671 695 00103, le 5/11/2018',
      10_000,
      0.2,
      12_000,
    ],
  ])('%s', (text, ht, vatRate, ttc) => {
    const [found] = read(text);
    expect(found).toMatchObject({
      ht: cents(Math.round(ht * 100)),
      vatRate: rate(vatRate),
      ttc: cents(Math.round(ttc * 100)),
      flags: [],
      from: '',
    });
  });
});

describe('read with a doubt that is said', () => {
  test.each<[string, string]>([
    ['Notre prix est de 12 500 €.', 'HT ou TTC'],
    ['12 500 € HT', 'taux de TVA absent'],
    ['12 500 € HT, TVA 20 %', 'TTC calculé'],
    ['15 000 € TTC (TVA 20 %)', 'HT calculé'],
    ['12.500 € HT et 15.000 € TTC', 'milliers ou décimales'],
    ['12,500 € HT', 'milliers ou décimales'],
    ['12,5 k€ HT', 'milliers'],
    ['12 k€', 'milliers'],
    ['entre 10 000 et 12 000 € HT', 'fourchette'],
    ['de 10 000 € à 12 000 € HT', 'fourchette'],
    ['700 € HT par jour pendant 10 jours', 'par jour'],
    ['TJM : 650 € HT', 'par jour'],
    ['12 000 € HT, 14 400 € TTC, option : 1 000 € HT', 'option'],
    ['12 000 € HT soit 14 400 € TTC après remise de 5 %', 'remise'],
    ['12 000 € HT soit 14 500 € TTC', 'taux de TVA absent'],
    ['12 000 € HT, TVA 20 %, soit 14 500 € TTC', 'HT × taux'],
    ['12 000 € HT (TVA 20 %) ou 12 660 € TTC (TVA 5,5 %)', 'plusieurs taux'],
    ['12 000 HT et 14 400 TTC', 'monnaie non indiquée'],
    ['12 000 $ HT, 14 400 $ TTC', 'autre monnaie'],
    ['15 000 CHF TTC', 'autre monnaie'],
    ['Phase 2 500 € HT, 600 € TTC', 'un numéro précède'],
    ['HT 10 000 € TTC 12 000 €', 'HT ou TTC'],
    ['12 000 € HT, remboursement : -500 € HT', 'négatif'],
    ['0 € HT, 0 € TTC', 'montant nul'],
    ['18 000 € HT, soit 21 600 € TTC', 'au-dessus du plafond'],
    ['5 000 € HT pour A, 7 000 € HT pour B', 'plusieurs montants'],
    ['environ 12 000 € HT, 14 400 € TTC', 'titre indicatif'],
    ['9 000 € TTC, non assujetti, TVA 20 %', 'non assujetti et donne'],
  ])('%s', (text, flag) => {
    const [found] = read(text);
    expect(found?.flags.join(' | ')).toContain(flag);
    expect(found?.source).toContain(text.split('\n')[0]);
  });

  test('a figure that stands in our own documents may only quote us', () => {
    const [found] = readAmounts(
      { reply: '12 500 € HT, 15 000 € TTC', quoted: '', documents: [] },
      { ownFigures: [cents(1_500_000)] },
    );
    expect(found?.flags.join()).toContain('figure dans nos propres documents');
  });

  test('the mail and its document that disagree', () => {
    const [first, second] = read('12 000 € HT, 14 400 € TTC', [
      { name: 'Devis.pdf', text: 'Total 12 100 € HT, 14 520 € TTC' },
    ]);
    expect(first?.flags).toEqual(['« Devis.pdf » donne d’autres montants']);
    expect(second).toMatchObject({ ht: cents(1_210_000), from: 'Devis.pdf', flags: [] });
  });
});

test('reply lines come before free text, and documents after it', () => {
  const lines = 'MONTANT HT : 9 000,00 €\nTAUX TVA : 20 %\nMONTANT TTC : 10 800,00 €';
  const [first] = read(`Nous proposons 12 000 € HT.\n${lines}`);
  expect(first).toMatchObject({ ht: cents(900_000), ttc: cents(1_080_000), flags: [] });
});

test.each([
  '',
  'Bonjour, bien reçu, à bientôt.',
  'Je suis au 06 12 34 56 78 le 12/11/2018 à 14 h 30.',
  'Notre équipe de 12 personnes, 20 % du temps.',
])('nothing is proposed of « %s »', text => {
  expect(read(text)).toEqual([]);
});

test('a sound offer in any French form is read to the cent, or doubted; never another amount without a flag', () => {
  const spaces = fc.constantFrom(' ', '\u00a0', '\u202f', '');
  const currency = fc.constantFrom(' €', '€', '\u00a0€', ' euros', ' EUR');
  const amount = fc.integer({ min: 50_000, max: 1_200_000 });
  const written = (value: number, space: string): string => {
    const [whole = '', decimals = ''] = (value / 100).toFixed(2).split('.');
    return `${whole.replace(/\B(?=(?:\d{3})+$)/g, space)}${decimals === '00' ? '' : `,${decimals}`}`;
  };
  const frame = fc.constantFrom(
    (ht: string, ttc: string) => `Notre offre s'élève à ${ht} HT, soit ${ttc} TTC.`,
    (ht: string, ttc: string) => `MONTANT TOTAL : ${ttc} TTC (${ht} HT)`,
    (ht: string, ttc: string) => `Total HT : ${ht}\nTVA 20 %\nTotal TTC : ${ttc}`,
    (ht: string, ttc: string) =>
      `Bonjour,\n\nPour 12 jours de travail en 2019 : ${ht} hors taxes / ${ttc} TTC.\n\nTél. 01 53 41 81 81`,
  );
  fc.assert(
    fc.property(amount, spaces, currency, frame, (value, space, sign, text) => {
      const [ht, ttc] = [cents(value), ttcOf(cents(value), rate(0.2))];
      const [found] = read(text(`${written(ht, space)}${sign}`, `${written(ttc, space)}${sign}`));
      expect(found).toBeDefined();
      if (found?.flags.length === 0) expect([found.ht, found.ttc]).toEqual([ht, ttc]);
      else if (found?.ht !== null && found?.ht !== ht) expect(found?.flags).not.toEqual([]);
      // The forms above are the usual ones: they are read, not only doubted.
      if (ttc <= 1_500_000)
        expect({ text: formatCents(ht), flags: found?.flags }).toEqual({ text: formatCents(ht), flags: [] });
    }),
    { numRuns: 300 },
  );
});

test('any text ends in proposals whose amounts are whole cents', () => {
  const piece = fc.constantFrom(
    '12 500',
    ' € ',
    'HT',
    'TTC',
    '%',
    'TVA',
    '-',
    '\n',
    ' ',
    'k€',
    '9',
    '.',
    ',',
    'à',
    'MONTANT HT :',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 60 }), pieces => {
      for (const { ht, ttc, flags } of read(pieces.join(''))) {
        for (const found of [ht, ttc]) expect(found === null || Number.isInteger(found)).toBe(true);
        if (ht === null || ttc === null) expect(flags).not.toEqual([]);
      }
    }),
  );
});

test.each(['1 ', '12 500 € HT ', '€', '1 000 € HT à ', 'TVA ', '(', "1'", '9.'])(
  '100 KB of « %s » is read in time',
  piece => {
    read(piece.repeat(Math.ceil(100_000 / piece.length)));
  },
);
