/** Technical criteria: when their points fit the technical score, and a bid's score from its marks. */
import fc from 'fast-check';
import { type CriterionLine, checkCriteria, technicalScore } from '../../src/scheme/criteria';

const lines = (...points: (number | null)[]): CriterionLine[] =>
  points.map((one, index) => ({ name: `Critère ${index + 1}`, points: one }));
const sentence = (pattern: RegExp) => ({ ok: false, reason: expect.stringMatching(pattern) });

describe('the points of the criteria', () => {
  it('add up to the points of the technical score', () => {
    expect(checkCriteria(lines(30, 20.5, 9.5), 60)).toEqual({ ok: true, value: lines(30, 20.5, 9.5) });
  });

  it('add up exactly, where binary fractions do not', () => {
    expect(checkCriteria(lines(0.1, 0.2), 0.3).ok).toBe(true);
    expect(checkCriteria(lines(1.1, 2.2, 56.7), 60).ok).toBe(true);
  });

  it('may all be left empty: the score is then one number', () => {
    expect(checkCriteria(lines(null, null), 60)).toEqual({ ok: true, value: [] });
    expect(checkCriteria([], 60)).toEqual({ ok: true, value: [] });
  });

  it('skip empty lines and spaces around names', () => {
    const list = [
      { name: ' Méthode ', points: 60 },
      { name: '', points: null },
    ];
    expect(checkCriteria(list, 60)).toEqual({ ok: true, value: [{ name: 'Méthode', points: 60 }] });
  });

  it.each<[string, CriterionLine[], RegExp]>([
    ['a total below', lines(30, 29.99), /59,99 points.*60 \(PointsTechnique\)/],
    ['a total above', lines(30, 31), /61 points/],
    ['points on some only', lines(60, null), /« Critère 2 » n’a pas de points/],
    ['no points', lines(60, 0), /« 0 » ne convient pas/],
    ['negative points', lines(61, -1), /« -1 » ne convient pas/],
    ['three decimals', lines(30.005, 29.995), /« 30,005 » ne convient pas/],
    ['points that are no number', lines(Number.NaN), /ne convient pas/],
    ['a line without a name', [{ name: ' ', points: 60 }], /n° 1 n’a pas de nom/],
    [
      'a name there twice, whatever its case',
      [
        { name: 'Méthode', points: 30 },
        { name: 'MÉTHODE', points: 30 },
      ],
      /« MÉTHODE » est inscrit deux fois/,
    ],
  ])('are refused with %s', (_name, list, pattern) => {
    expect(checkCriteria(list, 60)).toEqual(sentence(pattern));
  });
});

describe('the technical score', () => {
  const criteria = [
    { name: 'Méthode', points: 40 },
    { name: 'Calendrier', points: 20 },
  ];

  it.each([
    [[40, 20], 60],
    [[0, 0], 0],
    [[32.5, 12.25], 44.75],
    [[0.1, 0.2], 0.3],
  ])('of the marks %j is %d', (marks, score) => {
    expect(technicalScore(criteria, marks)).toEqual({ ok: true, value: score });
  });

  it.each<[(number | null)[], RegExp]>([
    [[40], /« Calendrier » manque/],
    [[null, 20], /« Méthode » manque/],
    [[40.01, 20], /La note 40,01 du critère « Méthode » n’est pas comprise entre 0 et 40\./],
    [[40, -1], /La note -1 du critère « Calendrier »/],
    [[Number.NaN, 1], /« Méthode »/],
  ])('of the marks %j is refused', (marks, pattern) => {
    expect(technicalScore(criteria, marks)).toEqual(sentence(pattern));
  });

  it('is never above the points of the criteria together', () => {
    const cents = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, cents), { minLength: 1 }), pairs => {
        const list = pairs.map(([points], index) => ({ name: String(index), points: points / 100 }));
        const marks = pairs.map(([points, mark]) => Math.min(points, mark) / 100);
        const score = technicalScore(list, marks);
        const most = pairs.reduce((sum, [points]) => sum + points, 0) / 100;
        expect(score.ok && score.value).toBeLessThanOrEqual(most);
      }),
    );
  });
});
