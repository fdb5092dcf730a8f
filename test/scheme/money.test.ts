/** Amounts and rates: what is read, what is refused, and that no cent is lost. */
import fc from 'fast-check';
import {
  cents,
  formatCents,
  formatRate,
  fromEuros,
  parseAmount,
  parseRate,
  percentOf,
  proportionOf,
  rate,
  rateToNumber,
  toEuros,
  ttcOf,
  vatOn,
} from '../../src/scheme/money';

const anyCents = fc.integer({ min: 0, max: 1_000_000_000_000 }).map(cents);
const anyRate = fc.integer({ min: 0, max: 100_000 }).map(parts => rate(parts / 100_000));
const amountOf = (raw: unknown): number | string => {
  const result = parseAmount(raw);
  return result.ok ? result.value : result.reason;
};

describe('cents', () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%p is not a number of cents', amount => {
    expect(() => cents(amount)).toThrow(RangeError);
  });

  it('has no negative zero', () => {
    expect(Object.is(cents(-0), 0)).toBe(true);
  });
});

describe('fromEuros', () => {
  it.each([
    [1234.57, 123457],
    [0.1 + 0.2, 30],
    [1.005, 101],
    [2.675, 268],
    [10416.6666666667, 1041667],
    [0.995, 100],
    [0.0049, 0],
    [-12.5, -1250],
    [9_999_999_999.99, 999_999_999_999],
  ])('%p € is %i cents, as the cell shows it', (euros, expected) => {
    expect(fromEuros(euros)).toEqual({ ok: true, value: expected });
  });

  it.each([Number.NaN, Number.NEGATIVE_INFINITY, 1e11])('refuses %p', euros => {
    expect(fromEuros(euros).ok).toBe(false);
  });

  it('reads back every amount that toEuros wrote', () => {
    fc.assert(fc.property(anyCents, amount => fromEuros(toEuros(amount)).ok && amountOf(toEuros(amount)) === amount));
  });
});

describe('parseAmount', () => {
  it.each([
    [12500.5, 1250050],
    ['12500', 1250000],
    ['12500,5', 1250050],
    ['12500.50', 1250050],
    ['12 500,50 €', 1250050],
    ['12\u00A0500,50\u00A0€', 1250050],
    ['12\u202F500\u2009€', 1250000],
    ['  12 500 euros ', 1250000],
    ['12500EUR', 1250000],
    ['15 000 \u0080', 1500000],
    ['€ 300', 30000],
    ['12.500,00 EUR', 1250000],
    ['12,500.00', 1250000],
    ['1.234.567', 123456700],
    ['0', 0],
    ['0,01', 1],
  ])('reads %p', (raw, expected) => {
    expect(amountOf(raw)).toBe(expected);
  });

  it.each([
    ['', 'vide'],
    ['   ', 'vide'],
    ['12.500', '12\u00A0500,00\u00A0€ ou 12,500\u00A0€'],
    ['12,500 €', 'peut se lire'],
    ['0.500', 'plus de deux décimales'],
    ['1234,567', 'plus de deux décimales'],
    ['-12', 'négatif'],
    ['−12 €', 'négatif'],
    [-0.01, 'négatif'],
    ['12 50', 'n’est pas un montant'],
    ['12,5 k€', 'n’est pas un montant'],
    ['12 000 à 15 000', 'n’est pas un montant'],
    ['#REF!', 'n’est pas un montant'],
    ['99999999999', '10 milliards'],
    [Number.NaN, 'n’est pas un montant'],
    [true, 'n’est pas un montant'],
    [undefined, 'n’est pas un montant'],
    [new Date(0), 'n’est pas un montant'],
    [' '.repeat(50_000).concat('1'.repeat(50_000)), 'n’est pas un montant'],
  ])('refuses %p and says why', (raw, why) => {
    expect(amountOf(raw)).toContain(why);
  });

  it('reads back every amount that formatCents wrote', () => {
    fc.assert(fc.property(anyCents, amount => amountOf(formatCents(amount)) === amount));
  });
});

describe('formatCents', () => {
  it.each([
    [0, '0,00\u00A0€'],
    [5, '0,05\u00A0€'],
    [123457, '1\u00A0234,57\u00A0€'],
    [100000000, '1\u00A0000\u00A0000,00\u00A0€'],
    [-196000, '-1\u00A0960,00\u00A0€'],
  ])('%i cents show as %p', (amount, expected) => {
    expect(formatCents(cents(amount))).toBe(expected);
  });
});

describe('rates', () => {
  it.each([
    [0.2, '20\u00A0%'],
    ['20 %', '20\u00A0%'],
    ['20\u00A0%', '20\u00A0%'],
    ['20', '20\u00A0%'],
    [20, '20\u00A0%'],
    ['0,2', '20\u00A0%'],
    [0, '0\u00A0%'],
    ['0', '0\u00A0%'],
    ['0 %', '0\u00A0%'],
    [0.055, '5,5\u00A0%'],
    ['5.5%', '5,5\u00A0%'],
    ['1,05 %', '1,05\u00A0%'],
    ['0,9 %', '0,9\u00A0%'],
    ['1 %', '1\u00A0%'],
    [1, '100\u00A0%'],
    ['100 %', '100\u00A0%'],
    [0.1 + 0.2, '30\u00A0%'],
  ])('reads %p as %p', (raw, expected) => {
    const result = parseRate(raw);
    expect(result.ok && formatRate(result.value)).toBe(expected);
  });

  it.each(['', '1', '101', 101, -0.2, '-20 %', 'vingt', 0.1234567, null, Number.NaN])('refuses %p', raw => {
    expect(parseRate(raw).ok).toBe(false);
  });

  it('reads back every rate as a fraction', () => {
    fc.assert(
      fc.property(anyRate, value => {
        const result = parseRate(rateToNumber(value));
        return result.ok && result.value === value;
      }),
    );
  });
});

describe('products', () => {
  it.each([
    [123457, 0.8, 98766],
    [1, 0.5, 1],
    [3, 0.5, 2],
    [-1, 0.5, -1],
    [1200000, 0.2, 240000],
    [999, 0.055, 55],
    [1250000, 0, 0],
  ])('%i cents × %d = %i cents, half up', (amount, fraction, expected) => {
    expect(percentOf(cents(amount), rate(fraction))).toBe(expected);
  });

  it('is exact for every amount and rate', () => {
    fc.assert(
      fc.property(anyCents, anyRate, (amount, value) => {
        const parts = BigInt(Math.round(rateToNumber(value) * 100_000));
        const expected = (BigInt(amount) * parts * 2n + 100_000n) / 200_000n;
        expect(BigInt(percentOf(amount, value))).toBe(expected);
      }),
    );
  });

  it('adds rounded VAT to the price before tax, and none at rate 0', () => {
    expect(vatOn(cents(333), rate(0.2))).toBe(67);
    expect(ttcOf(cents(1200000), rate(0.2))).toBe(1440000);
    expect(ttcOf(cents(1260000), rate(0))).toBe(1260000);
  });

  it('takes an exact proportion of an amount', () => {
    expect(proportionOf(cents(1_000_000_000_000), cents(1), cents(3))).toBe(333_333_333_333);
    expect(proportionOf(cents(500), cents(300), cents(300))).toBe(500);
    expect(() => proportionOf(cents(1), cents(2), cents(1))).toThrow(RangeError);
  });
});
