/** Amounts of a bid, what may be ranked, points and ranks. */
import fc from 'fast-check';
import { completeAmounts, type RankCandidate, type RankingTerms, whyNotRanked } from '../../src/scheme/bids';
import { type Cents, cents, NO_VAT, type Rate, STANDARD_VAT, ttcOf } from '../../src/scheme/money';
import { checkPoints, priceScore, rankBids, type ScorableBid } from '../../src/scheme/scoring';

const euros = (amount: number): Cents => cents(Math.round(amount * 100));

describe('the amounts of a bid', () => {
  const completed = (ht: number | null, vatRate: Rate | null, ttc: number | null): string => {
    const result = completeAmounts({
      ht: ht === null ? null : euros(ht),
      vatRate,
      ttc: ttc === null ? null : euros(ttc),
    });
    return result.ok ? `${result.value.ht} + ${result.value.vatRate} = ${result.value.ttc}` : result.reason;
  };

  it.each<[number | null, Rate | null, number | null, string]>([
    [12_000, STANDARD_VAT, null, '1200000 + 20000 = 1440000'],
    [12_000, STANDARD_VAT, 14_400, '1200000 + 20000 = 1440000'],
    [null, NO_VAT, 12_600, '1260000 + 0 = 1260000'],
    [12_600, NO_VAT, 12_600, '1260000 + 0 = 1260000'],
    [0.02, STANDARD_VAT, null, '2 + 20000 = 2'],
  ])('HT %p, rate %p, TTC %p: %s', (ht, rate, ttc, expected) => {
    expect(completed(ht, rate, ttc)).toBe(expected);
  });

  it.each<[string, number | null, Rate | null, number | null, string]>([
    ['nothing at all', null, null, null, 'taux de TVA manque'],
    ['no rate', 12_000, null, 14_400, 'taux de TVA manque'],
    ['no rate, equal amounts', 12_600, null, 12_600, 'indiquez 0 %'],
    ['no amount', null, STANDARD_VAT, null, 'Les montants manquent'],
    ['TTC alone with VAT', null, STANDARD_VAT, 14_400, 'Le montant HT manque'],
    ['amounts that contradict each other', 12_000, STANDARD_VAT, 14_400.01, 'et non 14\u00a0400,01'],
    ['a price of nothing', 0, STANDARD_VAT, null, 'Le montant est nul'],
  ])('%s: refused', (_, ht, rate, ttc, sentence) => {
    expect(completed(ht, rate, ttc)).toContain(sentence);
  });
});

describe('what may be ranked', () => {
  const bid = (changes: Partial<RankCandidate> = {}): RankCandidate => ({
    state: 'reçue',
    timeliness: 'dans les délais',
    irregular: '',
    confirmed: true,
    ttc: euros(14_400),
    vatRate: STANDARD_VAT,
    technicalScore: 45,
    ...changes,
  });
  const terms: RankingTerms = { technicalPoints: 60, lateAdmitted: false, ceiling: euros(15_000), ceilingOn: 'TTC' };

  it('a bid on time, confirmed, under the ceiling, with its technical score', () => {
    expect(whyNotRanked(bid(), terms)).toBeNull();
    expect(whyNotRanked(bid({ technicalScore: 60 }), terms)).toBeNull();
    expect(whyNotRanked(bid({ ttc: euros(15_000) }), terms)).toBeNull();
  });

  it.each<[string, Partial<RankCandidate>, string | null, boolean, string]>([
    ['replaced', { state: 'remplacée' }, null, false, 'Remplacée'],
    ['declined', { state: 'déclinée' }, null, false, 'décliné'],
    ['not received', { state: 'en attente' }, null, false, 'n’a pas remis'],
    ['only a question', { state: 'question' }, null, false, 'n’a pas remis'],
    ['late', { timeliness: 'hors délai' }, 'hors délai', false, 'après la date limite'],
    ['irregular', { irregular: 'Sans méthodologie.' }, 'irrégulière', false, 'Sans méthodologie.'],
    ['still to settle', { state: 'à vérifier' }, null, true, '« à vérifier »'],
    ['not confirmed', { confirmed: false }, null, true, 'ne sont pas confirmés'],
    ['without a price', { ttc: null }, null, true, 'ne sont pas confirmés'],
    ['above the ceiling', { ttc: euros(15_000.01) }, null, false, 'dépasse le plafond'],
    ['not scored', { technicalScore: null }, null, true, 'note technique manque'],
    ['scored out of range', { technicalScore: 60.5 }, null, true, '60,5 n’est pas comprise entre 0 et 60'],
    ['scored below zero', { technicalScore: -1 }, null, true, 'n’est pas comprise'],
  ])('not one that is %s', (_, changes, decision, pending, sentence) => {
    const why = whyNotRanked(bid(changes), terms);
    expect(why).toMatchObject({ decision, pending });
    expect(why?.reason).toContain(sentence);
  });

  it('a recorded derogation admits a late one, another raises the ceiling', () => {
    expect(whyNotRanked(bid({ timeliness: 'hors délai' }), { ...terms, lateAdmitted: true })).toBeNull();
    const above = bid({ ttc: euros(15_600) });
    expect(whyNotRanked(above, { ...terms, ceilingDerogation: { kind: 'excessCarriedByAuthority' } })).toBeNull();
    const raised = { kind: 'raisedBase', upTo: euros(15_500) } as const;
    expect(whyNotRanked(above, { ...terms, ceilingDerogation: raised })?.reason).toContain('15\u00a0500,00');
  });

  it('a ceiling before VAT is compared before VAT', () => {
    const beforeTax: RankingTerms = { ...terms, ceilingOn: 'HT' };
    expect(whyNotRanked(bid({ ttc: euros(18_000) }), beforeTax)).toBeNull();
    expect(whyNotRanked(bid({ ttc: euros(15_600), vatRate: NO_VAT }), beforeTax)).not.toBeNull();
  });
});

describe('points of a consultation', () => {
  it.each([
    [60, 40],
    [0, 100],
    [66.67, 33.33],
  ])('%d and %d', (technical, price) => {
    expect(checkPoints(technical, price)).toEqual({ ok: true, value: { technical, price } });
  });

  it.each<[number | null, number | null, string]>([
    [null, 40, 'à fixer dans Paramètres'],
    [60, null, 'à fixer dans Paramètres'],
    [-1, 40, '« -1 »'],
    [60, 1001, '« 1001 »'],
    [60.125, 40, '« 60,125 »'],
    [Number.NaN, 40, 'n’est pas un nombre de points'],
    [0, 0, 'pas être tous nuls'],
  ])('%p and %p are refused', (technical, price, sentence) => {
    const result = checkPoints(technical, price);
    expect(result.ok ? '' : result.reason).toContain(sentence);
  });
});

describe('price points', () => {
  it.each([
    [10_000, 10_000, 40, 40],
    [12_500, 10_000, 40, 32],
    [14_400, 12_600, 40, 35],
    [13_000, 12_600, 40, 38.77],
    [16_000, 10_000, 40.04, 25.03],
    [30_000, 10_000, 40, 13.33],
    [80_000, 100, 100, 0.13],
    [5_000, 0, 40, 0],
    [0, 0, 40, 40],
  ])('%d € against a lowest of %d €, out of %d: %d', (price, lowest, points, expected) => {
    expect(priceScore(euros(price), euros(lowest), points)).toBe(expected);
  });

  it('a price below the lowest is a mistake of the code', () => {
    expect(() => priceScore(euros(1), euros(2), 40)).toThrow(RangeError);
  });
});

describe('ranking', () => {
  const bid = (reference: string, technicalScore: number, price: number): ScorableBid => ({
    reference,
    technicalScore,
    price: euros(price),
  });
  const ranked = (...bids: ScorableBid[]): string[] =>
    rankBids(bids, { technical: 60, price: 40 }).map(
      ({ reference, totalScore, rank, tied }) => `${rank} ${reference} ${totalScore}${tied ? ' ex aequo' : ''}`,
    );

  it('12 000 HT with VAT loses on price to 12 600 without', () => {
    const withVat = ttcOf(euros(12_000), STANDARD_VAT) / 100;
    expect(ranked(bid('AVEC', 50, withVat), bid('SANS', 50, 12_600))).toEqual(['1 SANS 90', '2 AVEC 85']);
  });

  it('a single bid is ranked too', () => {
    expect(ranked(bid('SEULE', 30, 9_000))).toEqual(['1 SEULE 70']);
    expect(ranked()).toEqual([]);
  });

  it('equal totals rank by technical score', () => {
    // 50 + 32 and 42 + 40
    expect(ranked(bid('B', 42, 10_000), bid('A', 50, 12_500))).toEqual(['1 A 82', '2 B 82']);
  });

  it('then by price, when two prices give the same points', () => {
    // Both have 0,02 points: 20 000,00 and 20 100,00 against a lowest of 10,00.
    expect(ranked(bid('CHERE', 50, 20_100), bid('MOINS', 50, 20_000), bid('BAS', 1, 10))).toEqual([
      '1 MOINS 50.02',
      '2 CHERE 50.02',
      '3 BAS 41',
    ]);
  });

  it('what nothing separates shares its rank and is declared equal', () => {
    expect(ranked(bid('A', 50, 10_000), bid('B', 50, 10_000), bid('C', 10, 10_000))).toEqual([
      '1 A 90 ex aequo',
      '1 B 90 ex aequo',
      '3 C 50',
    ]);
  });

  it('a total is rounded once: a technical score with more decimals is not rounded before it is added', () => {
    // 45,004 + 13,3333… = 58,3373… ; rounding each to two decimals first would give 58,33.
    const [, second] = rankBids([bid('A', 60, 10_000), bid('B', 45.004, 30_000)], { technical: 60, price: 40 });
    expect(second).toMatchObject({ priceScore: 13.33, totalScore: 58.34 });
  });

  const anyBids = fc.array(
    fc.record({ technical: fc.integer({ min: 0, max: 6_000 }), price: fc.integer({ min: 1, max: 3_000_000 }) }),
    { minLength: 1, maxLength: 12 },
  );

  it('with scores of two decimals, the total is what the two columns add up to', () => {
    fc.assert(
      fc.property(anyBids, bids => {
        const scorable = bids.map(({ technical, price }, index) => bid(String(index), technical / 100, price / 100));
        for (const { technicalScore, priceScore: price, totalScore } of rankBids(scorable, {
          technical: 60,
          price: 40,
        }))
          expect(Math.round(totalScore * 100)).toBe(Math.round(technicalScore * 100) + Math.round(price * 100));
      }),
    );
  });

  it('the order given does not matter, ranks go up, and the first is never beaten', () => {
    fc.assert(
      fc.property(anyBids, bids => {
        const scorable = bids.map(({ technical, price }, index) => bid(String(index), technical / 100, price / 100));
        const points = { technical: 60, price: 40 };
        const forth = rankBids(scorable, points);
        const back = rankBids([...scorable].reverse(), points);
        const rankOf = (list: typeof forth): Map<string, number> =>
          new Map(list.map(({ reference, rank }) => [reference, rank]));
        expect(rankOf(back)).toEqual(rankOf(forth));
        expect(forth[0]?.rank).toBe(1);
        for (const [index, { totalScore, rank }] of forth.entries()) {
          const previous = forth[index - 1];
          if (!previous) continue;
          expect(totalScore).toBeLessThanOrEqual(previous.totalScore);
          expect(rank === previous.rank || rank === index + 1).toBe(true);
        }
      }),
    );
  });
});
