/** Framework agreements in time, and who is consulted on a day. */
import { type ConsultableHolder, parseExclusions, whomToConsult } from '../../src/scheme/consultation';
import {
  agreementOf,
  endsSoon,
  type FrameworkAgreement,
  inForceOn,
  lastDay,
  renew,
  whyNotInForce,
} from '../../src/scheme/holders';
import type { Day } from '../../src/scheme/time';

const day = (text: string): Day => text as Day;

const agreement = (signedOn: string | null, renewals = 0, suspended = false): FrameworkAgreement => ({
  signedOn: signedOn as Day | null,
  renewals,
  suspended,
});

describe('the last day', () => {
  it.each([
    ['2018-11-05', 0, '2019-11-04'],
    ['2018-11-05', 1, '2020-11-04'],
    ['2018-11-05', 2, '2021-11-04'],
    ['2018-01-01', 0, '2018-12-31'],
    ['2019-03-01', 0, '2020-02-29'],
    ['2020-02-29', 0, '2021-02-27'],
    ['2020-02-28', 0, '2021-02-27'],
    ['2020-03-01', 0, '2021-02-28'],
  ])('signed %s, renewed %i times: %s', (signedOn, renewals, expected) => {
    expect(lastDay(agreement(signedOn, renewals))).toBe(expected);
  });

  it.each([
    ['unsigned', null, 0],
    ['three renewals', '2018-11-05', 3],
    ['a negative number of renewals', '2018-11-05', -1],
    ['half a renewal', '2018-11-05', 0.5],
  ])('is unknown: %s', (_case, signedOn, renewals) => {
    expect(lastDay(agreement(signedOn, renewals))).toBeNull();
    expect(inForceOn(agreement(signedOn, renewals), day('2018-12-01'))).toBe(false);
  });
});

describe('the row of a holder', () => {
  it('with empty cells is an agreement without renewal, not suspended', () => {
    const row = { code: 'ALPHA', signedOn: day('2018-11-05'), renewals: null, suspended: null };
    expect(agreementOf(row)).toEqual({ ok: true, value: agreement('2018-11-05') });
  });

  it.each([3, -1, 0.5])('with %d renewals is refused', renewals => {
    const row = { code: 'ALPHA', signedOn: day('2018-11-05'), renewals, suspended: false };
    expect(agreementOf(row)).toEqual({ ok: false, reason: expect.stringContaining('ALPHA') });
  });
});

describe('in force', () => {
  it.each([
    ['2018-11-04', false],
    ['2018-11-05', true],
    ['2019-11-04', true],
    ['2019-11-05', false],
  ])('on %s: %p', (on, expected) => {
    expect(inForceOn(agreement('2018-11-05'), day(on))).toBe(expected);
  });

  it('not while suspended', () => {
    expect(whyNotInForce(agreement('2018-11-05', 0, true), day('2018-12-01'))).toContain('suspendu');
  });
});

describe('renewing', () => {
  it('adds a year, twice, and no more', () => {
    const once = renew(agreement('2018-11-05'), day('2019-10-01'));
    expect(once).toEqual({ ok: true, value: agreement('2018-11-05', 1) });
    expect(renew(agreement('2018-11-05', 1), day('2020-10-01')).ok).toBe(true);
    expect(renew(agreement('2018-11-05', 2), day('2021-10-01'))).toEqual({
      ok: false,
      reason: expect.stringContaining('04/11/2021'),
    });
  });

  it('is possible to the last day, and not after', () => {
    expect(renew(agreement('2018-11-05'), day('2019-11-04')).ok).toBe(true);
    expect(renew(agreement('2018-11-05'), day('2019-11-05')).ok).toBe(false);
  });

  it.each([
    ['unsigned', agreement(null)],
    ['with an unreadable number of renewals', agreement('2018-11-05', 7)],
  ])('is refused: %s', (_case, one) => {
    expect(renew(one, day('2019-01-01')).ok).toBe(false);
  });

  it('keeps the rest of the row', () => {
    const holder = { ...agreement('2018-11-05'), code: 'ALPHA' };
    expect(renew(holder, day('2019-01-01'))).toMatchObject({ ok: true, value: { code: 'ALPHA', renewals: 1 } });
  });
});

describe('the warning before the end', () => {
  it.each([
    ['2019-09-04', null],
    ['2019-09-05', 60],
    ['2019-11-04', 0],
    ['2019-11-05', null],
  ])('on %s: %p days left', (today, daysLeft) => {
    const expected = daysLeft === null ? null : { lastDay: '2019-11-04', daysLeft };
    expect(endsSoon(agreement('2018-11-05'), day(today))).toEqual(expected);
  });
});

describe('who is consulted', () => {
  const ON = day('2018-12-03');
  const holder = (code: string, more: Partial<ConsultableHolder> = {}): ConsultableHolder => ({
    ...agreement('2018-11-05'),
    code,
    organisation: `Cabinet ${code}`,
    email: `${code.toLowerCase()}@conseil.example`,
    ...more,
  });
  const consult = (holders: ConsultableHolder[], excluded = '') => whomToConsult({ holders, excluded, on: ON });

  it('is every holder in force, the others with their reason, in the order of the tab', () => {
    const result = consult(
      [
        holder('ALPHA'),
        holder('BETA', { suspended: true }),
        holder('GAMMA', { signedOn: null, email: '' }),
        holder('DELTA', { signedOn: day('2016-01-01') }),
        holder('EPSILON', { email: 'un@e.example; deux@e.example' }),
        holder('ZETA'),
      ],
      'zeta : conflit d’intérêts déclaré le 01/12',
    );
    expect(result.ok && result.value.map(({ code, invited, reason }) => [code, invited, reason])).toEqual([
      ['ALPHA', true, ''],
      ['BETA', false, 'titulaire suspendu'],
      ['GAMMA', false, 'accord-cadre non signé'],
      ['DELTA', false, 'accord-cadre échu le 31/12/2016'],
      ['EPSILON', true, ''],
      ['ZETA', false, 'conflit d’intérêts déclaré le 01/12'],
    ]);
    expect(result.ok && result.value[4]?.addresses).toEqual(['un@e.example', 'deux@e.example']);
  });

  it.each<[string, ConsultableHolder[], string, string]>([
    ['a holder left out without a reason', [holder('ALPHA'), holder('BETA')], 'BETA', 'motif écrit'],
    ['a reason left blank', [holder('ALPHA'), holder('BETA')], 'BETA : ', 'motif écrit'],
    ['an unknown holder left out', [holder('ALPHA')], 'OMEGA : absent', 'OMEGA'],
    ['the same holder left out twice', [holder('ALPHA'), holder('BETA')], 'BETA : a\nBETA : b', 'deux fois'],
    ['a holder in force without an address', [holder('ALPHA', { email: ' ' })], '', 'pas d’adresse'],
    ['a holder in force with a bad address', [holder('ALPHA', { email: 'alpha(at)conseil' })], '', 'alpha(at)conseil'],
    ['a code there twice', [holder('ALPHA'), holder('alpha')], '', 'deux fois'],
    ['a code that cannot stand in a reference', [holder('ALPHA-2')], '', 'ALPHA-2'],
    ['nobody in force', [holder('ALPHA', { suspended: true })], '', 'Aucun titulaire'],
    ['no holder at all', [], '', 'Aucun titulaire'],
    ['everybody left out', [holder('ALPHA')], 'ALPHA : absent', 'Aucun titulaire'],
  ])('refuses %s', (_case, holders, excluded, why) => {
    expect(consult(holders, excluded)).toEqual({ ok: false, reason: expect.stringContaining(why) });
  });

  it('reads reasons with colons, blank lines and no-break spaces', () => {
    const result = parseExclusions('\n ALPHA\u00A0: voir : note du 3/12 \r\n\r\nBETA: absent');
    expect(result.ok && [...result.value]).toEqual([
      ['ALPHA', 'voir : note du 3/12'],
      ['BETA', 'absent'],
    ]);
  });
});
