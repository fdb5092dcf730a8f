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
    ['8 000 € TVA non applicable art. 293 B du CGI', 8000, 0, 8000],
    ['8 000 €. Nous ne sommes pas assujettis à la TVA.', 8000, 0, 8000],
    ['8 000 euros hors TVA, 9 600 euros TVA comprise', 8000, 0.2, 9600],
    ['Notre proposition financière pour l’audit énergétique s’élève à 8 000 € HT, soit 9 600 € TTC.', 8000, 0.2, 9600],
    ['Nous vous proposons de réaliser cette étude pour 8 000 Eur. HT, 9 600 Eur. TTC.', 8000, 0.2, 9600],
    ['12 500 € hors taxes, 15 000 € toutes taxes comprises', 12_500, 0.2, 15_000],
    [
      '١Offre à 10 000 € HT (12 000 € TTC). Tél. 06 12 34 56 78, SIRET 784 671 695 00103, le 5/11/2018',
      10_000,
      0.2,
      12_000,
    ],
    [
      'Madame,\n\nSuite à votre consultation, veuillez trouver ci-joint notre offre technique et financière.\nNotre offre s’élève à 8 000 € HT, soit 9 600 € TTC, valable 90 jours.\n\nBien cordialement,\nPaul Durand\nAlpha Conseil, SARL au capital de 10 000 €\nTVA FR 12 784671695',
      8000,
      0.2,
      9600,
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

  // The figures agree to the cent; what they are the price of is not the whole bid, or not plainly.
  test.each([
    '800 € HT x 10 jours, soit 960 € TTC',
    '10 jours à 800 € HT (960 € TTC)',
    '10j@800€ HT, 960€ TTC',
    'Tarif jour : 800 € HT, 960 € TTC',
    'Une journée est facturée 800 € HT soit 960 € TTC',
    '800 € HT chacun, 960 € TTC',
    'Réunion supplémentaire : 800 € HT (960 € TTC)',
    '2 x 8 000 € HT, 9 600 € TTC',
    'Lot 1 : 4 000 € HT, 4 800 € TTC\nLot 2 : 4 000 € HT, 4 800 € TTC',
    'Le lot 1 est à 4 000 € HT (4 800 € TTC).',
    'Sous-total HT : 8 000 €, TTC : 9 600 €',
    'Total HT phase 1 : 8 000 €, TTC 9 600 €',
    'Montant de la tranche ferme : 8 000 € HT, 9 600 € TTC',
    'Acompte : 2 400 € HT soit 2 880 € TTC',
    'Avoir de 8 000 € HT, 9 600 € TTC',
    '– 8 000 € HT, – 9 600 € TTC',
    'Au lieu de 10 000 € HT (12 000 € TTC), nous proposons mieux.',
    'Votre budget de 10 000 € HT, 12 000 € TTC est trop faible',
    'Le plafond de 10 000 € HT soit 12 000 € TTC ne nous convient pas.',
    'Notre chiffre d’affaires est de 10 000 € HT (12 000 € TTC).',
    'Nous facturons habituellement 10 000 € HT (12 000 € TTC).',
    'Pour mémoire, notre précédente mission :\n10 000 € HT, 12 000 € TTC',
    'L’an dernier : 10 000 € HT soit 12 000 € TTC.',
    'Le devis de notre concurrent s’élève à 10 000 € HT soit 12 000 € TTC.',
    'Nous avions proposé 10 000 € HT, 12 000 € TTC',
    'Nous ne pouvons pas faire 8 000 € HT, 9 600 € TTC',
    'Est-ce que 8 000 € HT, 9 600 € TTC vous irait ?',
    'Si vous acceptez : 8 000 € HT, 9 600 € TTC',
    'Exemple : 8 000 € HT, 9 600 € TTC',
    '~8 000 € HT, ~9 600 € TTC',
    'Notre prix : ~~8 000 € HT, soit 9 600 € TTC~~',
    'de l’ordre de 8 000 € HT, 9 600 € TTC',
    'au plus 8 000 € HT soit 9 600 € TTC',
    '8 000 € HT (+/- 10 %), 9 600 € TTC',
    '8 000 € HT, 9 600 € TTC négociable',
    '8 000 € HT, 9 600 € TTC hors déplacements',
    '8 000 € HT, 9 600 € TTC + frais',
    'Prise en charge de 80 % : 6 400 € HT, 7 680 € TTC',
    'Reste à charge : 1 600 € HT, 1 920 € TTC',
    '8 000 € HT (neuf mille euros), 9 600 € TTC',
    'huit mille euros HT',
    'Nos références :\nMontant : 8 000 € HT, 9 600 € TTC',
    'Notre devis de 8 000 € HT, 9 600 € TTC est caduc',
    'Notre offre couvre le diagnostic seul : 8 000 € HT, 9 600 € TTC.',
    '8 000 € HT, 9 600 € TTC. Ce prix ne comprend pas la restitution.',
    '8 000 € HT, 9 600 € TTC. À multiplier par 2.',
    '8 000 € HT, 9 600 € TTC\nPrix au jour',
    '8 000 € HT, 9 600 € TTC. Restitution : à chiffrer.',
    '8 000 € HT, 9 600 € TTC. Déplacements facturés au réel.',
    'MONTANT HT : 800 €\nTAUX TVA : 20 %\nMONTANT TTC : 960 €\nNombre de jours : 10',
    'MONTANT HT : 8 000 €\nTAUX TVA : 20 %\nMONTANT TTC : 9 600 €\nJe me suis trompé, c’est 9 000.',
    '8 000 € HT, 8 000 € TTC',
    'Nous ne sommes pas non assujettis. 8 000 €',
    'Le sous-traitant est non assujetti : 8 000 €',
    'art. 293 B\n10 jours à 800 €',
    'TVA non applicable art. 293 B, capital 1 000 €, offre en pièce jointe',
    'Notre prix : 08 000 € HT, 09 600 € TTC',
    'Montant 1 8 000 €, TVA non applicable',
    'MONTANT HT : 800 €/jour\nTAUX TVA : 20 %\nMONTANT TTC : 960 €/jour',
    'MONTANT HT : environ 8 000 €\nTAUX TVA : 20 %\nMONTANT TTC : 9 600 €',
    'MONTANT HT : 8 000 € hors frais\nTAUX TVA : 20 %\nMONTANT TTC : 9 600 €',
    'MONTANT HT : 8 000 €\nTAUX TVA : 20 %\nMONTANT TTC : 9 600 €\nOption : 1 000 € HT',
    'MONTANT HT : 8 000 €\nTAUX TVA : 20 %\nMONTANT TTC : 9 600 €\n\nCes prix s’entendent par lot.',
    // Not a word of these is refused by itself: they are not understood.
    'Notre prix restera en deçà de 8 000 € HT (9 600 € TTC).',
    'Mission 1 : 8 000 € HT (9 600 € TTC)',
    'Honoraires : 8 000 € HT (9 600 € TTC)',
    'Offre de base : 8 000 € HT, soit 9 600 € TTC. Offre premium : sur demande.',
    'Un total de 8 000 € HT, soit 9 600 € TTC a été oublié dans notre devis.',
    'Il manque 8 000 € HT, soit 9 600 € TTC dans notre devis.',
    '+ 8 000 € HT, soit 9 600 € TTC',
    '8 000 € HT, 9 600 € TTC (base 2017)',
    '8 000 € hors taxes / 9 600 € toutes taxes comprises en 2017',
    '8 000 €, TVA non applicable (art. 293 B du CGI) par ville.',
    '8 000 €, TVA non applicable (art. 293 B du CGI) ?',
    '8 000 €, TVA non applicable (art. 293 B du CGI), soit le plafond fixé par CUF.',
    'Notre offre de 8 000 €, TVA non applicable (art. 293 B du CGI) était erronée.',
    '2019 : 8 000 € HT, 9 600 € TTC',
    '8/10 000 € HT, 12 000 € TTC',
    'Notre offre : 10 jours à 800 € HT, soit 960 € TTC',
    'Total : 4 000 € HT (4 800 € TTC) + 4 000 € HT (4 800 € TTC)',
    'Nous proposons 4 000 € HT (4 800 € TTC) puis 4 000 € HT (4 800 € TTC).',
    'Notre offre : 8 000 € HT (dix mille), 9 600 € TTC',
    '1. 8 000 € HT\n2. 9 600 € TTC',
    'Votre prix : 8 000 € HT soit 9 600 € TTC',
    'Prix de revient : 8 000 € HT soit 9 600 € TTC',
    'Au-dessous de 8 000 € HT, 9 600 € TTC',
    'a) 8 000 € HT soit 9 600 € TTC',
    'Offre A : 8 000 € HT soit 9 600 € TTC',
    'Audit : 8 000 € HT soit 9 600 € TTC',
    'Franchise : 8 000 € HT soit 9 600 € TTC',
    // What stands above, below or beside the price.
    'Références\nTotal HT : 8 000 €\nTVA (20 %) : 1 600 €\nTotal TTC : 9 600 €',
    'Exemple de devis rendu pour la commune de Thiès\nMontant HT : 8 000 €\nMontant TTC : 9 600 €',
    'Phase 1\nMONTANT HT : 8 000 €\nTAUX TVA : 20 %\nMONTANT TTC : 9 600 €',
    'Option – MONTANT HT : 8 000 €\nTAUX TVA : 20 %\nMONTANT TTC : 9 600 €',
    'Offre annulée\nMONTANT HT : 8 000 €\nTAUX TVA : 20 %\nMONTANT TTC : 9 600 €',
    'Notre offre s’élève à 8 000 € HT, soit 9 600 € TTC. Merci de ne pas en tenir compte.',
    'Notre offre s’élève à 8 000 € HT, soit 9 600 € TTC. Attention, ces montants sont en francs CFP.',
    'Notre offre s’élève à 8 000 € HT, soit 9 600 € TTC. (en k€)',
    'Notre offre s’élève à 8 000 € HT, soit 9 600 € TTC.\n\nCordialement,\nPaul Durand\n\nPS : pour une seule ville.',
    'Notre offre s’élève à 8 000 € HT (1), soit 9 600 € TTC.\n\nCordialement,\n\n(1) pour une ville',
    'Notre offre s’élève à 8 000 € HT, soit 9 600 € TTC.\n\nBonjour,\nMerci,\nMadame,\nMonsieur\nLe tarif est celui d’une ville.',
    'MONTANT HT : 8 000 €\nTAUX TVA : 20 %\nMONTANT TTC : 9 600 €\n\nLes interprètes restent à votre charge.',
    'MONTANT HT : 8 000 € / mission\nTAUX TVA : 20 %\nMONTANT TTC : 9 600 €',
    'MONTANT HT : < 8 000 €\nTAUX TVA : 20 %\nMONTANT TTC : < 9 600 €',
    'MONTANT HT : 8,0 €\nTAUX TVA : 20 %\nMONTANT TTC : 9,6 €',
  ])('« %s »', text => {
    const found = read(text);
    expect(found).not.toEqual([]);
    for (const { flags } of found) expect(flags).not.toEqual([]);
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
  expect(read(`Bonjour,\n\n${lines}\n\nJeanne Martin`)[0]).toMatchObject({ flags: [] });
  const [first] = read(`Nous proposons 12 000 € HT.\n${lines}`);
  expect(first).toMatchObject({ ht: cents(900_000), ttc: cents(1_080_000) });
  expect(first?.flags).toEqual(['le message donne aussi d’autres montants : 12\u00a0000,00\u00a0€']);
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
