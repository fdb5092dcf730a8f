/** Deposits of a holder, and sealed bids. */
import fc from 'fast-check';
import { type Deposit, isSealed, judgeDeposits, timelinessOf } from '../../src/scheme/bids';
import { CONSULTATION_STATES } from '../../src/scheme/states';
import { type Day, endOfDay, type Instant, instant } from '../../src/scheme/time';

const deadline = endOfDay('2018-11-16' as Day);
const after = (seconds: number): Instant => instant(deadline + seconds * 1000);
const judged = (...seconds: number[]): string[] =>
  judgeDeposits(
    seconds.map((at, index): Deposit => ({ reference: `OFF-${index + 1}`, receivedAt: after(at) })),
    deadline,
  ).map(({ timeliness, state }) => `${timeliness}, ${state}`);

describe('the time of a deposit', () => {
  it.each([
    [-1, 'dans les délais'],
    [0, 'dans les délais'],
    [0.999, 'dans les délais'],
    [1, 'hors délai'],
  ])('%d s after the deadline: %s', (seconds, expected) => {
    expect(timelinessOf(after(seconds), deadline)).toBe(expected);
  });
});

describe('several deposits of one holder', () => {
  it.each<[string, number[], string[]]>([
    ['a single one counts', [-10], ['dans les délais, reçue']],
    ['the last on time counts', [-20, -10], ['dans les délais, remplacée', 'dans les délais, reçue']],
    ['whatever their order', [-10, -20], ['dans les délais, reçue', 'dans les délais, remplacée']],
    ['a late one never replaces one on time', [-10, 1], ['dans les délais, reçue', 'hors délai, reçue']],
    ['a late one alone is kept and flagged', [1], ['hors délai, reçue']],
    ['of the same second, the later in the list', [-10, -10], ['dans les délais, remplacée', 'dans les délais, reçue']],
    ['none', [], []],
  ])('%s', (_, seconds, expected) => {
    expect(judged(...seconds)).toEqual(expected);
  });

  it('whatever is sent, at most one on time counts, and it is the last one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 })), seconds => {
        const verdicts = judged(...seconds);
        const onTime = seconds.filter(at => at <= 0);
        const counting = verdicts.flatMap((verdict, index) =>
          verdict === 'dans les délais, reçue' ? [seconds[index]] : [],
        );
        expect(counting).toEqual(onTime.length === 0 ? [] : [Math.max(...onTime)]);
        expect(verdicts.filter(verdict => verdict === 'hors délai, remplacée')).toEqual([]);
      }),
    );
  });
});

describe('the seal', () => {
  it.each(CONSULTATION_STATES.map(state => [state, ['brouillon', 'envoyée', 'échue'].includes(state)] as const))(
    '%s: sealed is %s',
    (state, sealed) => {
      expect(isSealed(state)).toBe(sealed);
    },
  );
});
