/** The envelope: envelope = reserved + committed + remaining, and nothing drives it below zero without a derogation. */
import fc from 'fast-check';
import {
  breakDownBudget,
  type Commitment,
  checkCommitment,
  checkReservation,
  computeBudget,
  paidByScheme,
  type Reservation,
  releaseReservation,
} from '../../src/scheme/envelope';
import { type Cents, cents, ZERO } from '../../src/scheme/money';

const ENVELOPE = cents(10_000_000);

const reservation = (amount: number, more: Partial<Reservation> = {}): Reservation => ({
  reference: 'DEM-2018-001',
  supportType: 'Montage de projet',
  memberStatus: 'Adhérent',
  amount: cents(amount),
  ...more,
});

const assignment = (scheme: number, total: number, more: Partial<Commitment> = {}): Commitment => ({
  reference: 'MS-2018-001',
  supportType: 'Évaluation de projet',
  memberStatus: 'Adhérent',
  total: cents(total),
  scheme: cents(scheme),
  paidToHolder: ZERO,
  contributionCalled: ZERO,
  contributionReceived: ZERO,
  funders: [],
  ...more,
});

const budgetOf = (reserved: number, committed: number) =>
  computeBudget({
    envelope: ENVELOPE,
    reservations: [reservation(reserved)],
    assignments: [assignment(committed, committed)],
  });

describe('the budget', () => {
  it('is whole when nothing happened', () => {
    expect(computeBudget({ envelope: ENVELOPE, reservations: [], assignments: [] })).toEqual({
      envelope: ENVELOPE,
      reserved: 0,
      committed: 0,
      paid: 0,
      remaining: ENVELOPE,
      contributionsCalled: 0,
      contributionsReceived: 0,
    });
  });

  it('counts the scheme’s share only, and what is paid as a part of what is committed', () => {
    const budget = computeBudget({
      envelope: ENVELOPE,
      reservations: [reservation(1_200_000)],
      assignments: [
        assignment(1_184_000, 1_480_000, {
          paidToHolder: cents(1_480_000),
          contributionCalled: cents(296_000),
          contributionReceived: cents(296_000),
        }),
        assignment(500_000, 1_000_000, { paidToHolder: cents(300_000), contributionCalled: cents(500_000) }),
      ],
    });
    expect(budget).toEqual({
      envelope: ENVELOPE,
      reserved: 1_200_000,
      committed: 1_684_000,
      paid: 1_184_000 + 150_000,
      remaining: 7_116_000,
      contributionsCalled: 796_000,
      contributionsReceived: 296_000,
    });
  });

  it('never counts more paid than committed, even when a holder was overpaid', () => {
    expect(paidByScheme({ total: cents(100), scheme: cents(80), paidToHolder: cents(150) })).toBe(80);
    expect(paidByScheme({ total: ZERO, scheme: ZERO, paidToHolder: ZERO })).toBe(0);
  });
});

describe('reserving', () => {
  it('accepts the last cent and refuses the next, in figures', () => {
    const budget = budgetOf(6_000_000, 3_000_000);
    expect(checkReservation(budget, cents(1_000_000))).toEqual({
      ok: true,
      value: { ...budget, reserved: 7_000_000, remaining: 0 },
    });
    const refusal = checkReservation(budget, cents(1_000_001));
    expect(refusal).toEqual({ ok: false, reason: expect.stringContaining('il manque 0,01\u00A0€') });
    expect(refusal).toEqual({ ok: false, reason: expect.stringContaining('Il reste 10\u00A0000,00\u00A0€') });
  });

  it('goes below zero by no more than a derogation says', () => {
    const budget = budgetOf(6_000_000, 3_000_000);
    const derogation = { overrun: cents(200_000) };
    expect(checkReservation(budget, cents(1_200_000), derogation).ok).toBe(true);
    expect(checkReservation(budget, cents(1_200_001), derogation).ok).toBe(false);
  });
});

describe('committing', () => {
  it.each([
    ['a lower award releases the difference', 1_000_000, 900_000, 1_100_000],
    ['an equal award changes nothing', 1_000_000, 1_000_000, 1_000_000],
    ['a higher award takes from the remainder', 1_000_000, 2_000_000, 0],
  ])('%s', (_case, reservationReleased, amount, remaining) => {
    const budget = budgetOf(6_000_000, 3_000_000);
    const result = checkCommitment({ budget, reservationReleased: cents(reservationReleased), amount: cents(amount) });
    expect(result).toMatchObject({ ok: true, value: { remaining, committed: 3_000_000 + amount } });
  });

  it('is refused when the difference does not fit', () => {
    const budget = budgetOf(6_000_000, 3_000_000);
    const award = { budget, reservationReleased: cents(1_000_000), amount: cents(2_000_001) };
    expect(checkCommitment(award).ok).toBe(false);
    expect(checkCommitment({ ...award, derogation: { overrun: cents(1) } }).ok).toBe(true);
  });

  it('passes when it does not weigh more, even if the envelope is already overrun', () => {
    const budget = budgetOf(8_000_000, 3_000_000);
    expect(budget.remaining).toBe(-1_000_000);
    expect(checkCommitment({ budget, reservationReleased: cents(500_000), amount: cents(500_000) }).ok).toBe(true);
    expect(checkCommitment({ budget, reservationReleased: cents(500_000), amount: cents(500_001) }).ok).toBe(false);
  });

  it('cannot release more than is reserved', () => {
    const budget = budgetOf(1, 0);
    expect(() => checkCommitment({ budget, reservationReleased: cents(2), amount: ZERO })).toThrow(RangeError);
    expect(() => releaseReservation(budget, cents(2))).toThrow(RangeError);
  });
});

it('envelope = reserved + committed + remaining, after any series of reservations, awards and releases', () => {
  const step = fc.record({
    kind: fc.constantFrom('reserve', 'commit', 'release'),
    amount: fc.integer({ min: 0, max: 3_000_000 }),
    released: fc.integer({ min: 0, max: 3_000_000 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      let budget = computeBudget({ envelope: ENVELOPE, reservations: [], assignments: [] });
      for (const { kind, amount, released } of steps) {
        const reservationReleased = cents(Math.min(released, budget.reserved));
        if (kind === 'release') budget = releaseReservation(budget, reservationReleased);
        else {
          const result =
            kind === 'reserve'
              ? checkReservation(budget, cents(amount))
              : checkCommitment({ budget, reservationReleased, amount: cents(amount) });
          if (result.ok) budget = result.value;
        }
        expect(budget.reserved + budget.committed + budget.remaining).toBe(ENVELOPE);
        expect(budget.remaining).toBeGreaterThanOrEqual(0);
        expect(budget.reserved).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

describe('the breakdown', () => {
  const afdDaect = (afd: number, daect: number) => [
    { funder: 'AFD', amount: cents(afd) },
    { funder: 'DAECT', amount: cents(daect) },
  ];
  const reservations = [reservation(100), reservation(50, { memberStatus: 'Non adhérent' })];
  const assignments = [
    assignment(80, 100, { funders: afdDaect(40, 40), paidToHolder: cents(100) }),
    assignment(51, 102, { funders: afdDaect(26, 25), paidToHolder: cents(51), supportType: 'Montage de projet' }),
  ];
  const { bySupportType, byMemberStatus, byFunder } = breakDownBudget(reservations, assignments);

  it('groups by support type, member status and funder', () => {
    expect(bySupportType).toEqual([
      { item: 'Montage de projet', reserved: 150, committed: 51, paid: 26 },
      { item: 'Évaluation de projet', reserved: 0, committed: 80, paid: 80 },
    ]);
    expect(byMemberStatus).toEqual([
      { item: 'Adhérent', reserved: 100, committed: 131, paid: 106 },
      { item: 'Non adhérent', reserved: 50, committed: 0, paid: 0 },
    ]);
    expect(byFunder).toEqual([
      { item: 'AFD', reserved: 0, committed: 66, paid: 53 },
      { item: 'DAECT', reserved: 0, committed: 65, paid: 53 },
    ]);
  });

  it('adds up to the budget', () => {
    const budget = computeBudget({ envelope: ENVELOPE, reservations, assignments });
    const total = (key: 'reserved' | 'committed' | 'paid', lines: readonly Record<typeof key, Cents>[]) =>
      lines.reduce((all, line) => all + line[key], 0);
    for (const lines of [bySupportType, byMemberStatus]) {
      expect(total('reserved', lines)).toBe(budget.reserved);
      expect(total('committed', lines)).toBe(budget.committed);
      expect(total('paid', lines)).toBe(budget.paid);
    }
    expect(total('committed', byFunder)).toBe(budget.committed);
    expect(total('paid', byFunder)).toBe(budget.paid);
  });
});
