/** Membership on a day, whatever the state of the register. */
import type { Siren } from '../../src/scheme/identifiers';
import { type RegisterLine, snapshotMembership } from '../../src/scheme/membership';
import type { Day } from '../../src/scheme/time';

const GRENOBLE = '213801855' as Siren;
const ON = '2018-10-01' as Day;

interface TypedLine {
  since?: string;
  until?: string;
  siren?: string;
  duesPaid?: boolean | null;
}

const register = (...lines: TypedLine[]): RegisterLine[] =>
  lines.map((line, index) => ({
    line: index + 2,
    siren: '213801855',
    duesPaid: true,
    ...line,
    since: (line.since ?? null) as Day | null,
    until: (line.until ?? null) as Day | null,
  }));

const snapshot = (lines: RegisterLine[], duesRequired = false) =>
  snapshotMembership({ siren: GRENOBLE, register: lines, on: ON, duesRequired });

describe('a member', () => {
  it.each<[string, TypedLine]>([
    ['since a day before', { since: '2010-01-01' }],
    ['since that very day', { since: '2018-10-01' }],
    ['until that very day', { since: '2010-01-01', until: '2018-10-01' }],
    ['whose SIREN is written with spaces', { since: '2010-01-01', siren: '213 801 855' }],
  ])('%s', (_case, line) => {
    expect(snapshot(register(line))).toEqual({
      status: 'Adhérent',
      constatedOn: ON,
      registerLine: 2,
      dues: true,
      warnings: [],
    });
  });
});

describe('not a member', () => {
  it.each<[string, TypedLine]>([
    ['not in the register', { since: '2010-01-01', siren: '200040715' }],
    ['a member from the next day', { since: '2018-10-02' }],
    ['a member until the day before', { since: '2010-01-01', until: '2018-09-30' }],
  ])('%s', (_case, line) => {
    expect(snapshot(register(line))).toEqual({
      status: 'Non adhérent',
      constatedOn: ON,
      registerLine: null,
      dues: null,
      warnings: [],
    });
  });

  it('on a line whose dates are reversed, with a warning that names it', () => {
    const found = snapshot(register({ since: '2018-12-31', until: '2018-01-01' }));
    expect(found.status).toBe('Non adhérent');
    expect(found.warnings).toEqual([expect.stringContaining('ligne 2')]);
  });
});

describe('dues', () => {
  it('unpaid are flagged, and do not exclude by default', () => {
    const found = snapshot(register({ since: '2010-01-01', duesPaid: false }));
    expect(found).toMatchObject({ status: 'Adhérent', dues: false, registerLine: 2 });
    expect(found.warnings).toEqual([expect.stringContaining('reste comptée comme adhérente')]);
  });

  it('unpaid exclude when they are required, and the line that was read stays on the snapshot', () => {
    const found = snapshot(register({ since: '2010-01-01', duesPaid: false }), true);
    expect(found).toMatchObject({ status: 'Non adhérent', dues: false, registerLine: 2 });
    expect(found.warnings).toEqual([expect.stringContaining('CotisationExigee')]);
  });

  it('unknown never exclude, and are flagged', () => {
    const found = snapshot(register({ since: '2010-01-01', duesPaid: null }), true);
    expect(found).toMatchObject({ status: 'Adhérent', dues: null });
    expect(found.warnings).toHaveLength(1);
  });
});

describe('a register in disorder', () => {
  it('reads the period that covers the day among several, without a warning', () => {
    const lines = register({ since: '2001-01-01', until: '2010-12-31' }, { since: '2015-01-01' });
    expect(snapshot(lines)).toMatchObject({ registerLine: 3, warnings: [] });
  });

  it('takes the latest of two lines that cover the day, and names both', () => {
    const found = snapshot(register({ since: '2015-01-01' }, { since: '2018-01-01', duesPaid: false }));
    expect(found).toMatchObject({ registerLine: 3, dues: false });
    expect(found.warnings[0]).toContain('lignes 2, 3');
  });

  it('takes the line with paid dues out of two alike', () => {
    const found = snapshot(register({ since: '2015-01-01', duesPaid: false }, { since: '2015-01-01', duesPaid: true }));
    expect(found).toMatchObject({ registerLine: 3, dues: true });
  });

  it('counts a line without a start as a membership, with a warning', () => {
    const found = snapshot(register({}));
    expect(found).toMatchObject({ status: 'Adhérent', registerLine: 2 });
    expect(found.warnings).toEqual([expect.stringContaining('Adhérent depuis')]);
  });
});
