/** The selections side by side: who is in each, at what cost, and why the others are left out. */
import fc from 'fast-check';
import { computeBudget } from '../../src/scheme/envelope';
import { type Cents, cents, rate } from '../../src/scheme/money';
import { shareToReserve } from '../../src/scheme/selection';
import { type Candidate, type Selection, type SelectionRule, simulate } from '../../src/scheme/simulation';
import { instant } from '../../src/scheme/time';

const TERMS = { memberRate: rate(0.8), nonMemberRate: rate(0.5), ceiling: cents(1_500_000), ceilingOn: 'TTC' as const };
const budgetOf = (envelope: number) => computeBudget({ envelope: cents(envelope), reservations: [], assignments: [] });

function candidate(number: number, changes: Partial<Candidate> = {}): Candidate {
  return {
    reference: `DEM-2018-${String(number).padStart(3, '0')}`,
    memberStatus: 'Adhérent',
    score: 10,
    receivedAt: instant(Date.UTC(2018, 9, number)),
    estimate: cents(1_000_000),
    supportType: 'Montage de projet',
    ticked: '',
    ...changes,
  };
}

function selection(rule: SelectionRule, candidates: readonly Candidate[], envelope: number): Selection {
  const { selections } = simulate({ candidates, budget: budgetOf(envelope), terms: TERMS });
  const found = selections.find(one => one.rule === rule)?.found;
  if (found === undefined || !found.ok) throw new Error(found?.reason ?? rule);
  return found.value;
}

const numbers = ({ selected }: Selection): number[] => selected.map(({ reference }) => Number(reference.slice(-3)));

const FOUR = [
  candidate(1, { memberStatus: 'Non adhérent', score: 20, supportType: 'Évaluation de projet' }),
  candidate(2, { score: 12 }),
  candidate(3, { score: 14, estimate: cents(1_400_000) }),
  candidate(4, { score: 11 }),
];

it.each<[SelectionRule, number, number[], string]>([
  ['membersFirst', 2_000_000, [3, 2], 'members by score, before the best of the others'],
  ['bestScore', 2_000_000, [1, 3], 'the best sum of scores that fits'],
  ['bySupportType', 2_000_000, [3, 1], 'one of each support type, then the next ones'],
  ['ticked', 2_000_000, [], 'nothing while nothing is ticked'],
])('%s within %i cents chooses %j: %s', (rule, envelope, expected, _why) => {
  expect(numbers(selection(rule, FOUR, envelope)).sort()).toEqual([...expected].sort());
});

it('says what each selection costs the scheme, what remains, and the sum of the scores', () => {
  const { cost, remaining, score, members } = selection('membersFirst', FOUR, 2_000_000);
  expect({ cost, remaining, score, members }).toEqual({ cost: 1_920_000, remaining: 80_000, score: 26, members: 2 });
});

it('says of each request left out why it is', () => {
  const given = [
    ...FOUR,
    candidate(5, { estimate: null }),
    candidate(6, { ticked: 'refusée', score: 20 }),
    candidate(7, { ticked: 'retenue', score: 1 }),
  ];
  const reasons = (rule: SelectionRule) =>
    Object.fromEntries(
      selection(rule, given, 2_000_000).leftOut.map(({ reference, why }) => [reference.slice(-3), why]),
    );
  expect(reasons('membersFirst')).toEqual({
    '001': 'exhausted',
    '004': 'exhausted',
    '005': 'unestimated',
    '006': 'refused',
    '007': 'exhausted',
  });
  expect(reasons('ticked')).toEqual({
    '001': 'passedOver',
    '002': 'passedOver',
    '003': 'passedOver',
    '004': 'passedOver',
    '005': 'unestimated',
    '006': 'refused',
  });
});

it('with equal scores prefers the most requests, then the least cost, then the ranks', () => {
  const equal = [
    candidate(1, { score: null, estimate: cents(1_500_000) }),
    candidate(2, { score: null, estimate: cents(700_000) }),
    candidate(3, { score: null, estimate: cents(700_000) }),
    candidate(4, { score: null, estimate: cents(700_000) }),
  ];
  expect(numbers(selection('bestScore', equal, 1_200_000))).toEqual([2, 3]);
});

it('goes beyond the envelope for the one request that has a derogation, and only there', () => {
  const given = [candidate(1), candidate(2, { envelopeDerogation: { overrun: cents(500_000) } })];
  expect(selection('membersFirst', given, 1_200_000)).toMatchObject({ remaining: -400_000, cost: 1_600_000 });
  expect(numbers(selection('bestScore', given, 1_200_000))).toEqual([1]);
});

it('finds the best total score within the envelope, as trying every selection does, whatever the requests', () => {
  const requests = fc.array(
    fc.record({
      memberStatus: fc.constantFrom('Adhérent' as const, 'Non adhérent' as const),
      score: fc.option(fc.integer({ min: 0, max: 2_000 }).map(hundredths => hundredths / 100)),
      estimate: fc.option(fc.integer({ min: 0, max: 2_000_000 }).map(cents)),
    }),
    { maxLength: 9 },
  );
  const hundredths = (score: number | null): number => Math.round((score ?? 0) * 100);
  fc.assert(
    fc.property(requests, fc.integer({ min: 0, max: 6_000_000 }), (drawn, envelope) => {
      const candidates = drawn.map((one, index) => candidate(index + 1, one));
      const shares = candidates.map(one =>
        one.estimate === null ? null : shareToReserve({ ...one, estimate: one.estimate }, TERMS),
      );
      let best = 0;
      for (let mask = 0; mask < 2 ** candidates.length; mask += 1) {
        const chosen = candidates.map((_, index) => (mask >> index) % 2 === 1);
        if (chosen.some((is, index) => is && shares[index] === null)) continue;
        const cost = shares.reduce<number>((total, share, index) => total + (chosen[index] ? (share ?? 0) : 0), 0);
        if (cost > envelope) continue;
        const score = candidates.reduce((total, one, index) => total + (chosen[index] ? hundredths(one.score) : 0), 0);
        best = Math.max(best, score);
      }
      const found = selection('bestScore', candidates, envelope);
      expect(hundredths(found.score)).toBe(best);
      expect(found.cost).toBeLessThanOrEqual(envelope);
    }),
  );
});

it('accounts for every request once, and for every cent, in every selection', () => {
  const requests = fc.array(
    fc.record({
      memberStatus: fc.constantFrom('Adhérent' as const, 'Non adhérent' as const),
      supportType: fc.constantFrom('Montage de projet', 'Évaluation de projet'),
      score: fc.option(fc.integer({ min: 0, max: 20 })),
      estimate: fc.option(fc.integer({ min: 0, max: 2_000_000 }).map(cents)),
      ticked: fc.constantFrom('' as const, 'retenue' as const, 'ajournée' as const, 'refusée' as const),
    }),
    { maxLength: 15 },
  );
  fc.assert(
    fc.property(requests, fc.integer({ min: 0, max: 10_000_000 }), (drawn, envelope) => {
      const candidates = drawn.map((one, index) => candidate(index + 1, one));
      const { selections } = simulate({ candidates, budget: budgetOf(envelope), terms: TERMS });
      for (const { found } of selections) {
        if (!found.ok) throw new Error(found.reason);
        const { selected, leftOut, cost, remaining } = found.value;
        const references = [...selected, ...leftOut].map(({ reference }) => reference).sort();
        expect(references).toEqual(candidates.map(({ reference }) => reference).sort());
        expect(cost).toBe(selected.reduce<number>((total, { share }: { share: Cents }) => total + share, 0));
        expect(remaining).toBe(envelope - cost);
        expect(remaining).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
