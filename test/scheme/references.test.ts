/** References: made, read, counted, found in a text. */
import fc from 'fast-check';
import {
  bidReference,
  findReferences,
  formatReference,
  type HolderCode,
  nextDeposit,
  nextNumber,
  numberedReference,
  parseHolderCode,
  parseReference,
  type Reference,
} from '../../src/scheme/references';

const ALPHA = 'ALPHA' as HolderCode;

const anyNumber = fc.integer({ min: 1, max: 999_999 });
const anyReference: fc.Arbitrary<Reference> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('request', 'consultation', 'assignment', 'application'),
    edition: fc.integer({ min: 2000, max: 2100 }),
    number: anyNumber,
  }),
  fc.record({
    kind: fc.constant('bid'),
    edition: fc.integer({ min: 2000, max: 2100 }),
    number: anyNumber,
    holder: fc.stringMatching(/^[A-Z][A-Z0-9]{0,19}$/).map(code => code as HolderCode),
    deposit: anyNumber,
  }),
);

describe('making', () => {
  it('writes each kind as people know it', () => {
    expect(numberedReference('request', 2018, 1)).toBe('DEM-2018-001');
    expect(numberedReference('consultation', 2018, 12)).toBe('CONS-2018-012');
    expect(numberedReference('assignment', 2019, 1000)).toBe('MS-2019-1000');
    expect(numberedReference('application', 2018, 7)).toBe('CAND-2018-007');
    expect(bidReference('CONS-2018-001', ALPHA)).toBe('OFF-2018-001-ALPHA');
    expect(bidReference('CONS-2018-001', ALPHA, 2)).toBe('OFF-2018-001-ALPHA-2');
  });

  it('does not make a reference without a number, nor a bid without a consultation', () => {
    expect(() => numberedReference('request', 2018, 0)).toThrow(RangeError);
    expect(() => bidReference('DEM-2018-001', ALPHA)).toThrow(RangeError);
    expect(() => bidReference('CONS-2018-001', ALPHA, 0)).toThrow(RangeError);
  });
});

describe('reading', () => {
  it('reads back every reference that was made', () => {
    fc.assert(
      fc.property(anyReference, reference => expect(parseReference(formatReference(reference))).toEqual(reference)),
    );
  });

  it.each([
    [' dem-2018-001 ', { kind: 'request', edition: 2018, number: 1 }],
    ['CONS‑2018–001', { kind: 'consultation', edition: 2018, number: 1 }],
    ['OFF-2018-001-ALPHA-2', { kind: 'bid', edition: 2018, number: 1, holder: 'ALPHA', deposit: 2 }],
  ])('reads %p', (text, reference) => {
    expect(parseReference(text)).toEqual(reference);
  });

  it.each([
    '',
    'DEM-2018-01',
    'DEM-2018-000',
    'DEM-2018-0001',
    'DEM-18-001',
    'DEM-2018-001-ALPHA',
    'OFF-2018-001',
    'OFF-2018-001-ALPHA-1',
    'OFF-2018-001-ALPHA-0',
    'OFF-2018-001-2',
    'XXX-2018-001',
    'DEM-2018-001 et DEM-2018-002',
  ])('%p is no reference', text => {
    expect(parseReference(text)).toBeNull();
  });
});

describe('finding', () => {
  it.each([
    ['Re: [CONS-2018-001] Consultation', ['CONS-2018-001']],
    [
      'Avis favorable sur dem-2018-003, réservé sur DEM‑2018‑004 ; DEM-2018-003 en premier',
      ['DEM-2018-003', 'DEM-2018-004'],
    ],
    ['OFF-2018-001-ALPHA-2.pdf', ['OFF-2018-001-ALPHA-2']],
    ['CONS-2018-001-note-technique', ['CONS-2018-001']],
    ['OFF-2018-001', []],
    ['XDEM-2018-001, DEM-2018-0012x, DEM-2018-001é', []],
    ['CONS-2018-001/ALPHA', ['CONS-2018-001']],
  ])('in %p', (text, references) => {
    expect(findReferences(text)).toEqual(references);
  });

  it('stays linear on a hostile text', () => {
    const hostile = `${'DEM-2018-'.repeat(20_000)}${'-A'.repeat(20_000)}`;
    expect(findReferences(hostile)).toEqual([]);
  });
});

describe('counting', () => {
  it('goes one above the highest of the kind and edition, whatever was deleted', () => {
    const existing = ['DEM-2018-001', 'DEM-2018-007', 'CONS-2018-050', 'DEM-2017-099', '', 'note'];
    expect(nextNumber('request', 2018, existing)).toBe(8);
    expect(nextNumber('request', 2019, existing)).toBe(1);
  });

  it('counts the deposits of one holder for one consultation', () => {
    const existing = ['OFF-2018-001-ALPHA', 'OFF-2018-001-ALPHA-2', 'OFF-2018-001-BETA', 'OFF-2018-002-ALPHA-9'];
    expect(nextDeposit('CONS-2018-001', ALPHA, existing)).toBe(3);
    expect(nextDeposit('CONS-2018-003', ALPHA, existing)).toBe(1);
  });
});

describe('a holder’s code', () => {
  it.each([
    ['alpha', 'ALPHA'],
    [' B2 ', 'B2'],
  ])('%p becomes %p', (raw, code) => {
    expect(parseHolderCode(raw)).toEqual({ ok: true, value: code });
  });

  it.each(['', 'ALPHA-2', '2ALPHA', 'ÉTÉ', 'A'.repeat(21), '=A1'])('%p is refused', raw => {
    expect(parseHolderCode(raw).ok).toBe(false);
  });
});
