/** Who pays what: the known answers of the scheme, the ceiling and its derogations. */
import fc from 'fast-check';
import { cents, rate } from '../../src/scheme/money';
import { type CeilingDerogation, estimatedBase, financedBase, splitShares } from '../../src/scheme/shares';

const CEILING = { ceiling: cents(1_500_000), ceilingOn: 'TTC' } as const;
const CEILING_BEFORE_VAT = { ceiling: cents(1_500_000), ceilingOn: 'HT' } as const;
const CARRIED: CeilingDerogation = { kind: 'excessCarriedByAuthority' };
const raised = (upTo: number): CeilingDerogation => ({ kind: 'raisedBase', upTo: cents(upTo) });

describe('splitShares', () => {
  it.each([
    ['a member, 1 234,57 €', 123457, 0.8, 98766, 24691],
    ['a member, 14 800 €', 1480000, 0.8, 1184000, 296000],
    ['a non-member, 1 234,57 €', 123457, 0.5, 61729, 61728],
    ['nothing', 0, 0.8, 0, 0],
  ])('%s', (_case, total, fraction, scheme, authority) => {
    expect(splitShares({ total: cents(total), rate: rate(fraction) })).toMatchObject({ scheme, authority });
  });

  it('leaves what is above the base to the authority: 15 600 at 80 % gives 12 000 + 3 600', () => {
    expect(splitShares({ total: cents(1560000), base: cents(1500000), rate: rate(0.8) })).toEqual({
      base: 1500000,
      scheme: 1200000,
      authority: 360000,
    });
  });

  it('always adds up to the total', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });
    fc.assert(
      fc.property(
        amount,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 100_000 }),
        (n, part, r) => {
          const total = cents(n);
          const shares = splitShares({ total, base: cents(Math.floor(n * part)), rate: rate(r / 100_000) });
          expect(shares.scheme + shares.authority).toBe(total);
          expect(shares.scheme).toBeGreaterThanOrEqual(0);
          expect(shares.scheme).toBeLessThanOrEqual(shares.base);
        },
      ),
    );
  });

  it('does not accept a base above the total', () => {
    expect(() => splitShares({ total: cents(1), base: cents(2), rate: rate(0.8) })).toThrow(RangeError);
  });
});

describe('financedBase of an award', () => {
  it.each([
    ['at the ceiling', 1500000, undefined, { base: 1500000, excess: 0 }],
    ['below, a derogation changes nothing', 1400000, CARRIED, { base: 1400000, excess: 0 }],
    ['above, the authority carries the excess', 1560000, CARRIED, { base: 1500000, excess: 60000 }],
    ['above, the base is raised enough', 1560000, raised(1600000), { base: 1560000, excess: 0 }],
  ])('%s', (_case, ttc, derogation, expected) => {
    expect(financedBase({ ttc: cents(ttc), vatRate: rate(0.2), ...CEILING, derogation })).toEqual({
      ok: true,
      value: expected,
    });
  });

  it.each([
    [
      'a cent above, no derogation',
      1500001,
      undefined,
      '15\u00A0000,01\u00A0€ TTC dépasse le plafond de 15\u00A0000,00\u00A0€ TTC de 0,01\u00A0€',
    ],
    ['raised, but not enough', 1700000, raised(1600000), 'dépasse encore de 1\u00A0000,00\u00A0€'],
    ['raised below the ceiling', 1560000, raised(1000000), 'en dessous du plafond'],
  ])('refuses: %s', (_case, ttc, derogation, why) => {
    expect(financedBase({ ttc: cents(ttc), vatRate: rate(0.2), ...CEILING, derogation })).toEqual({
      ok: false,
      reason: expect.stringContaining(why),
    });
  });

  it('counts a ceiling before VAT as ceiling × (1 + rate)', () => {
    const award = (ttc: number, vat: number) =>
      financedBase({ ttc: cents(ttc), vatRate: rate(vat), ...CEILING_BEFORE_VAT });
    expect(award(1800000, 0.2).ok).toBe(true);
    expect(award(1800001, 0.2).ok).toBe(false);
    expect(award(1500000, 0).ok).toBe(true);
    expect(award(1500001, 0).ok).toBe(false);
  });
});

describe('estimatedBase', () => {
  it.each([
    ['below the ceiling', 1000000, undefined, { base: 1000000, excess: 0 }],
    ['above, it blocks nothing', 2000000, undefined, { base: 1500000, excess: 500000 }],
    ['above, raised', 2000000, raised(1800000), { base: 1800000, excess: 200000 }],
    ['above, carried by the authority', 2000000, CARRIED, { base: 1500000, excess: 500000 }],
  ])('%s', (_case, ttc, derogation, expected) => {
    expect(estimatedBase({ ttc: cents(ttc), vatRate: rate(0.2), ...CEILING, derogation })).toEqual(expected);
  });
});
