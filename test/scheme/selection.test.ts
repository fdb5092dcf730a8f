/** Funding: members first, in the order of score, reception and reference; what does not fit is postponed. */
import fc from 'fast-check';
import { type Budget, computeBudget } from '../../src/scheme/envelope';
import type { MemberStatus } from '../../src/scheme/membership';
import { cents, rate } from '../../src/scheme/money';
import {
  type DecidedRequest,
  decideFunding,
  type FundingTerms,
  proposeNext,
  rankRequests,
  shareToReserve,
} from '../../src/scheme/selection';
import type { Instant } from '../../src/scheme/time';

const TERMS: FundingTerms = {
  memberRate: rate(0.8),
  nonMemberRate: rate(0.5),
  ceiling: cents(1_500_000),
  ceilingOn: 'TTC',
};

const budgetOf = (envelope: number): Budget =>
  computeBudget({ envelope: cents(envelope), reservations: [], assignments: [] });

const request = (reference: string, more: Partial<DecidedRequest> = {}): DecidedRequest => ({
  reference,
  memberStatus: 'Adhérent',
  score: 10,
  receivedAt: 0 as Instant,
  estimate: cents(1_000_000),
  decision: 'retenue',
  ...more,
});

const outsider = (reference: string, more: Partial<DecidedRequest> = {}) =>
  request(reference, { memberStatus: 'Non adhérent', ...more });

const order = (requests: DecidedRequest[]): string[] => rankRequests(requests).map(ranked => ranked.request.reference);

describe('ranking', () => {
  it('puts every member before every non-member, whatever the scores', () => {
    expect(order([outsider('A', { score: 20 }), request('B', { score: 1 }), request('C', { score: null })])).toEqual([
      'B',
      'C',
      'A',
    ]);
  });

  it('then the higher score, a missing one last, then the earlier reception, then the reference', () => {
    const requests = [
      request('E', { score: null }),
      request('D', { score: 5, receivedAt: 2 as Instant }),
      request('C', { score: 5, receivedAt: 1 as Instant }),
      request('B', { score: 5, receivedAt: 1 as Instant }),
      request('A', { score: 0 }),
      request('F', { score: 12.5 }),
    ];
    expect(order(requests)).toEqual(['F', 'B', 'C', 'D', 'A', 'E']);
  });
});

describe('what is reserved', () => {
  it.each<[string, number, MemberStatus, number]>([
    ['80 % of a member’s estimate', 1_000_000, 'Adhérent', 800_000],
    ['50 % of a non-member’s', 1_000_000, 'Non adhérent', 500_000],
    ['at most 80 % of the ceiling', 2_000_000, 'Adhérent', 1_200_000],
  ])('is %s', (_case, estimate, memberStatus, share) => {
    const amount = cents(estimate);
    expect(shareToReserve({ ...request('A', { memberStatus }), estimate: amount }, TERMS)).toBe(share);
  });

  it('follows a base raised by a derogation, and a ceiling before VAT', () => {
    const dear = { ...request('A'), estimate: cents(2_000_000) };
    const raised = { ...dear, ceilingDerogation: { kind: 'raisedBase', upTo: cents(2_000_000) } as const };
    expect(shareToReserve(raised, TERMS)).toBe(1_600_000);
    expect(shareToReserve(dear, { ...TERMS, ceilingOn: 'HT' })).toBe(1_440_000);
  });
});

describe('funding', () => {
  it('goes down the ranks and reserves each share', () => {
    const plan = decideFunding({ requests: [outsider('B'), request('A')], budget: budgetOf(10_000_000), terms: TERMS });
    expect(plan.outcomes).toEqual([
      { reference: 'B', rank: 2, decision: 'retenue', reserved: 500_000, reason: '', detail: '' },
      { reference: 'A', rank: 1, decision: 'retenue', reserved: 800_000, reason: '', detail: '' },
    ]);
    expect(plan.budget).toMatchObject({ reserved: 1_300_000, remaining: 8_700_000 });
  });

  it('postpones what does not fit, and still tries the next ones', () => {
    const requests = [
      request('A', { score: 20 }),
      request('B', { score: 19, estimate: cents(1_500_000) }),
      outsider('C', { estimate: cents(300_000) }),
    ];
    const { outcomes, budget } = decideFunding({ requests, budget: budgetOf(1_000_000), terms: TERMS });
    expect(outcomes.map(({ decision, rank, reserved }) => [decision, rank, reserved])).toEqual([
      ['retenue', 1, 800_000],
      ['ajournée', 2, 0],
      ['retenue', 3, 150_000],
    ]);
    expect(outcomes[1]).toMatchObject({
      reason: 'enveloppe épuisée',
      detail: expect.stringContaining('il manque 10\u00A0000,00\u00A0€'),
    });
    expect(budget.remaining).toBe(50_000);
  });

  it('leaves the committee’s other decisions as they are', () => {
    const requests = [request('A', { decision: 'refusée' }), request('B', { decision: 'ajournée' })];
    const { outcomes, budget } = decideFunding({ requests, budget: budgetOf(0), terms: TERMS });
    expect(outcomes.map(({ decision, rank }) => [decision, rank])).toEqual([
      ['refusée', null],
      ['ajournée', null],
    ]);
    expect(budget.reserved).toBe(0);
  });

  it('decides nothing for a request without an estimate, and says so', () => {
    const requests = [request('DEM-2018-001', { estimate: null }), request('B')];
    const { outcomes } = decideFunding({ requests, budget: budgetOf(10_000_000), terms: TERMS });
    expect(outcomes[0]).toMatchObject({ decision: null, detail: expect.stringContaining('DEM-2018-001') });
    expect(outcomes[1]?.decision).toBe('retenue');
  });

  it('lets a derogation carry one request beyond the envelope', () => {
    const requests = [request('A', { envelopeDerogation: { overrun: cents(800_000) } })];
    expect(decideFunding({ requests, budget: budgetOf(0), terms: TERMS }).budget.remaining).toBe(-800_000);
  });

  it('never overruns the envelope, and never postpones what would have fitted', () => {
    const anyRequest = fc.record({
      reference: fc.uuid(),
      memberStatus: fc.constantFrom<MemberStatus>('Adhérent', 'Non adhérent'),
      score: fc.option(fc.integer({ min: 0, max: 20 })),
      receivedAt: fc.integer({ min: 0, max: 1_000 }).map(at => at as Instant),
      estimate: fc.integer({ min: 0, max: 2_000_000 }).map(cents),
      decision: fc.constantFrom<DecidedRequest['decision']>('retenue', 'ajournée', 'refusée'),
    });
    fc.assert(
      fc.property(
        fc.array(anyRequest, { maxLength: 30 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        (requests, amount) => {
          const { outcomes, budget } = decideFunding({ requests, budget: budgetOf(amount), terms: TERMS });
          expect(outcomes.map(({ reference }) => reference)).toEqual(requests.map(({ reference }) => reference));
          expect(budget.remaining).toBeGreaterThanOrEqual(0);
          expect(outcomes.reduce((all, { reserved }) => all + reserved, 0)).toBe(budget.reserved);
          outcomes.forEach(({ reason }, index) => {
            const one = requests[index];
            if (reason === 'enveloppe épuisée' && one !== undefined)
              expect(shareToReserve(one, TERMS)).toBeGreaterThan(budget.remaining);
          });
        },
      ),
    );
  });
});

describe('released money', () => {
  it('proposes the first in rank that fits', () => {
    const postponed = [
      outsider('C', { estimate: cents(100_000) }),
      request('A', { score: 20, estimate: cents(1_500_000) }),
      request('B', { score: 10, estimate: cents(500_000) }),
    ];
    const proposal = (envelope: number) => proposeNext({ postponed, budget: budgetOf(envelope), terms: TERMS });
    expect(proposal(1_200_000)?.request.reference).toBe('A');
    expect(proposal(1_000_000)).toMatchObject({ request: { reference: 'B' }, reserved: 400_000 });
    expect(proposal(100_000)?.request.reference).toBe('C');
    expect(proposal(0)).toBeUndefined();
  });
});
