/** Stopping or amending an assignment after money moved: the known answers of the scheme. */
import fc from 'fast-check';
import { type AmendableAssignment, amend } from '../../src/scheme/amendment';
import { cents, rate } from '../../src/scheme/money';
import { splitShares } from '../../src/scheme/shares';
import { type RunningAssignment, settleTermination } from '../../src/scheme/termination';

/** 14 800 € of a member: 11 840 + 2 960, paid in. */
const MEMBER: RunningAssignment = {
  total: cents(1_480_000),
  base: cents(1_480_000),
  rate: rate(0.8),
  contributionReceived: cents(296_000),
  paidToHolder: cents(0),
};

const settle = (assignment: RunningAssignment, accepted: number) => {
  const result = settleTermination(assignment, cents(accepted));
  if (!result.ok) throw new Error(result.reason);
  return result.value;
};

describe('termination', () => {
  it('with nothing done refunds 2 960 and releases 11 840', () => {
    expect(settle(MEMBER, 0)).toEqual({
      shares: { base: 0, scheme: 0, authority: 0 },
      refundToAuthority: 296_000,
      stillDueByAuthority: 0,
      toPayToHolder: 0,
      toRecoverFromHolder: 0,
      released: 1_184_000,
    });
  });

  it('with 5 000 accepted gives 4 000 + 1 000, refunds 1 960 and releases 7 840', () => {
    expect(settle(MEMBER, 500_000)).toEqual({
      shares: { base: 500_000, scheme: 400_000, authority: 100_000 },
      refundToAuthority: 196_000,
      stillDueByAuthority: 0,
      toPayToHolder: 500_000,
      toRecoverFromHolder: 0,
      released: 784_000,
    });
  });

  it('asks the authority for what it has not paid, and the holder for what it was paid too much', () => {
    const early = { ...MEMBER, contributionReceived: cents(0), paidToHolder: cents(600_000) };
    expect(settle(early, 500_000)).toMatchObject({
      refundToAuthority: 0,
      stillDueByAuthority: 100_000,
      toPayToHolder: 0,
      toRecoverFromHolder: 100_000,
    });
  });

  it('keeps the base of a contract above the ceiling', () => {
    const dear = { ...MEMBER, total: cents(1_560_000), base: cents(1_500_000), contributionReceived: cents(360_000) };
    expect(settle(dear, 1_520_000)).toMatchObject({ shares: { scheme: 1_200_000, authority: 320_000 }, released: 0 });
  });

  it.each([-1, 1_480_001])('refuses %i cents of accepted work', accepted => {
    expect(settleTermination(MEMBER, cents(accepted))).toEqual({
      ok: false,
      reason: expect.stringContaining('14\u00A0800,00\u00A0€'),
    });
  });

  it('loses no cent: what is kept, refunded and released makes what was there', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000 }),
        share,
        share,
        fc.constantFrom(0.8, 0.5),
        (n, b, a, fraction) => {
          const total = cents(n);
          const base = cents(Math.floor(n * b));
          const before = splitShares({ total, base, rate: rate(fraction) });
          const contributionReceived = before.authority;
          const running = { total, base, rate: rate(fraction), contributionReceived, paidToHolder: cents(0) };
          const settled = settle(running, Math.floor(n * a));
          expect(settled.shares.scheme + settled.released).toBe(before.scheme);
          expect(settled.shares.authority + settled.refundToAuthority).toBe(
            before.authority + settled.stillDueByAuthority,
          );
          expect(settled.released).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('amendment', () => {
  const CONTRACT: AmendableAssignment = {
    total: cents(1_200_000),
    shares: { scheme: cents(960_000), authority: cents(240_000) },
    vatRate: rate(0.2),
    rate: rate(0.8),
    paidToHolder: cents(300_000),
    ceiling: cents(1_500_000),
    ceilingOn: 'TTC',
  };

  it.each([
    ['up to the ceiling', 1_500_000, 1_200_000, 240_000, 60_000],
    ['down', 1_000_000, 800_000, -160_000, -40_000],
  ])('%s computes the shares again on the total', (_case, total, scheme, schemeChange, authorityChange) => {
    expect(amend(CONTRACT, cents(total))).toEqual({
      ok: true,
      value: { shares: { base: total, scheme, authority: total - scheme }, schemeChange, authorityChange },
    });
  });

  it('is refused a cent above the ceiling, and passes under a derogation', () => {
    expect(amend(CONTRACT, cents(1_500_001)).ok).toBe(false);
    const carried = { ...CONTRACT, derogation: { kind: 'excessCarriedByAuthority' } as const };
    expect(amend(carried, cents(1_560_000))).toMatchObject({
      ok: true,
      value: { shares: { base: 1_500_000, scheme: 1_200_000, authority: 360_000 } },
    });
  });

  it.each([
    ['what is already agreed', 1_200_000, 'déjà de'],
    ['less than what is paid', 299_999, 'déjà payé'],
    ['nothing', 0, 'positif'],
  ])('is refused for %s', (_case, total, why) => {
    expect(amend(CONTRACT, cents(total))).toEqual({ ok: false, reason: expect.stringContaining(why) });
  });
});
