/** How long personal data is kept: rules, by case and by property. */
import fc from 'fast-check';
import { endOfRetention, isNotRetained, planRetention, withoutMentions } from '../../src/scheme/retention';
import { addDays, addMonths, compareDays, type Day, instantAt } from '../../src/scheme/time';

const day = (text: string): Day => text as Day;
const at = (text: string) => instantAt(day(text), 12);

it.each([
  ['2018-10-22', 24, '2020-10-22'],
  ['2016-02-29', 24, '2018-02-28'],
  ['2018-01-31', 1, '2018-02-28'],
  ['2018-12-31', 2, '2019-02-28'],
  ['2018-11-30', 13, '2019-12-30'],
])('%s and %i months is %s', (from, months, expected) => {
  expect(addMonths(day(from), months)).toBe(expected);
});

it('counts from the last thing that happened to the file', () => {
  expect(endOfRetention({ events: [at('2018-10-01'), null, at('2018-12-05')] }, 24)).toBe('2020-12-05');
  expect(endOfRetention({ events: [null, null] }, 24)).toBeNull();
});

it.each([
  ['refusée', false, true],
  ['ajournée', false, true],
  ['retirée', false, true],
  ['retirée', true, false],
  ['retenue', false, false],
  ['close', true, false],
  ['', false, false],
] as const)('a request %s with an assignment (%s) is without a future: %s', (state, assigned, expected) => {
  expect(isNotRetained(state, assigned)).toBe(expected);
});

it('tells within thirty days of the end, waits thirty days, then is due', () => {
  const file = (toldOn: string | null) => ({
    reference: 'DEM-2018-001',
    events: [at('2018-10-01')],
    toldOn: toldOn === null ? null : day(toldOn),
  });
  expect(planRetention([file(null)], 24, day('2020-08-31'))).toEqual({ due: [], toTell: [], waiting: [] });
  expect(planRetention([file(null)], 24, day('2020-09-01')).toTell).toEqual(['DEM-2018-001']);
  expect(planRetention([file('2020-09-01')], 24, day('2020-09-30')).waiting).toEqual([
    { reference: 'DEM-2018-001', from: '2020-10-01' },
  ]);
  expect(planRetention([file('2020-09-01')], 24, day('2020-10-01')).due).toEqual(['DEM-2018-001']);
  expect(planRetention([file('2021-01-10')], 24, day('2021-02-08')).due).toEqual([]);
});

const days = fc.integer({ min: 0, max: 4_000 }).map(count => addDays(day('2018-01-01'), count));

it('never anonymises before the end, nor less than thirty days after the warning', () => {
  fc.assert(
    fc.property(days, days, days, fc.integer({ min: 1, max: 60 }), (happened, told, today, months) => {
      const { due } = planRetention(
        [{ reference: 'X', events: [instantAt(happened, 12)], toldOn: told }],
        months,
        today,
      );
      const allowed =
        compareDays(addMonths(happened, months), today) <= 0 && compareDays(addDays(told, 30), today) <= 0;
      expect(due.length === 1).toBe(allowed);
    }),
  );
});

it.each([
  ['Appelez Amélie  Roux (a.roux@ville.example).', ['Amélie Roux', 'a.roux@ville.example'], 'Appelez X (X).'],
  ['AMÉLIE ROUX a écrit', ['Amélie Roux'], 'X a écrit'],
  ['un (devis) à 10 €', ['(devis)'], 'un X à 10 €'],
  ['Le Roi est mort', ['Roi'], 'Le Roi est mort'],
])('%s without %j is %s', (text, values, expected) => {
  expect(withoutMentions(text, values, 'X')).toBe(expected);
});

it.each([
  ['dit à Mme Roux, puis à madame  ROUX', 'dit à X, puis à X'],
  ['M. Rouxel et la rue Roux restent', 'M. Rouxel et la rue Roux restent'],
])('« %s » loses somebody named by civility and family name', (text, expected) => {
  expect(withoutMentions(text, ['Amélie Roux'], 'X')).toBe(expected);
});

it('leaves no mention of a long enough value, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 4 }).filter(value => value.trim().length >= 4),
      fc.string(),
      (value, around) => {
        expect(withoutMentions(`${around} ${value} ${around}`, [value], '·')).not.toContain(` ${value.trim()} `);
      },
    ),
  );
});
