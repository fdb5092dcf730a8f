/** The figures of the report: counted once each, in exact cents, and never invented. */
import fc from 'fast-check';
import { computeBudget } from '../../src/scheme/envelope';
import { cents, sum } from '../../src/scheme/money';
import {
  goalsOf,
  type ReportedAssignment,
  type ReportedConsultation,
  type ReportedRequest,
  type ReportFacts,
  reportOf,
  territoriesOf,
} from '../../src/scheme/report';
import { ASSIGNMENT_STATES, REQUEST_STATES } from '../../src/scheme/states';
import { type Day, instant } from '../../src/scheme/time';

const at = (day: string) => instant(Date.parse(`${day}T10:00:00+02:00`));
const day = (text: string) => text as Day;

const REQUEST: ReportedRequest = {
  reference: 'DEM-2018-001',
  status: 'attribuée',
  siren: '213801855',
  memberStatus: 'Adhérent',
  supportType: 'Montage de projet',
  territories: 'Maroc',
  goals: '11',
  receivedAt: at('2018-10-01'),
  decidedAt: at('2018-10-21'),
  wishedBy: day('2019-06-30'),
};
const request = (number: number, changes: Partial<ReportedRequest> = {}): ReportedRequest => ({
  ...REQUEST,
  reference: `DEM-2018-00${number}`,
  siren: `21380185${number}`,
  ...changes,
});
const assignment = (number: number, changes: Partial<ReportedAssignment> = {}): ReportedAssignment => ({
  request: `DEM-2018-00${number}`,
  state: 'signé',
  total: cents(1_000_000),
  scheme: cents(800_000),
  signedOn: day('2018-12-01'),
  deliverablesReceivedOn: null,
  satisfaction: null,
  ...changes,
});
const report = (facts: Partial<ReportFacts>) =>
  reportOf({
    budget: computeBudget({ envelope: cents(10_000_000), reservations: [], assignments: [] }),
    reservations: [],
    commitments: [],
    requests: [],
    consultations: [],
    assignments: [],
    ...facts,
  });

it.each([
  ['Maroc', ['Maroc']],
  [' Maroc ,Tunisie;  Sénégal\nBénin / Togo', ['Maroc', 'Tunisie', 'Sénégal', 'Bénin', 'Togo']],
  ['Côte  d’Ivoire', ['Côte d’Ivoire']],
  ['', []],
  [' ; ,', []],
  ['Annaba, 1', ['Annaba']],
])('partner territories written %j are %j', (written, expected) => {
  expect(territoriesOf(written)).toEqual(expected);
});

it.each([
  ['4, 11, 17', ['4', '11', '17']],
  ['ODD 17 et ODD 4', ['4', '17']],
  ['11, 11', ['11']],
  ['0, 18, 100', []],
  ['', []],
])('goals written %j are %j', (written, expected) => {
  expect(goalsOf(written)).toEqual(expected);
});

it('counts each request under its state, and each authority once', () => {
  const requests = [
    request(1),
    request(2, { status: 'ajournée' }),
    request(3, { status: 'refusée' }),
    request(4, { status: 'retirée' }),
    request(5, { status: 'complète', siren: '213801851' }),
  ];
  expect(report({ requests }).counts).toMatchObject({
    received: 5,
    authorities: 4,
    selected: 1,
    postponed: 1,
    refused: 1,
    withdrawn: 1,
    undecided: 1,
  });
});

it('counts a request under each of its territories and goals, the most requested territory first', () => {
  const { byTerritory, byGoal } = report({
    requests: [
      request(1, { territories: 'Tunisie', goals: '11, 4' }),
      request(2, { territories: 'Maroc; Tunisie', goals: '4' }),
    ],
    assignments: [assignment(2)],
  });
  expect(byTerritory.map(({ item, requests, assignments, scheme }) => [item, requests, assignments, scheme])).toEqual([
    ['Tunisie', 2, 1, 800_000],
    ['Maroc', 1, 1, 800_000],
  ]);
  expect(byGoal.map(({ item, requests }) => [item, requests])).toEqual([
    ['4', 2],
    ['11', 1],
  ]);
});

it('measures deadlines by the median, over the files where both days are known', () => {
  const { deadlines } = report({
    requests: [
      request(1),
      request(2, { decidedAt: at('2018-10-11') }),
      request(3, { decidedAt: null }),
      request(4, { decidedAt: at('2018-11-20'), wishedBy: null }),
    ],
    assignments: [
      assignment(1, { deliverablesReceivedOn: day('2019-06-30') }),
      assignment(2, { deliverablesReceivedOn: day('2019-07-01') }),
      assignment(4, { deliverablesReceivedOn: day('2019-07-01'), signedOn: null }),
    ],
  });
  expect(deadlines.toDecision).toEqual({ median: 20, count: 3 });
  expect(deadlines.toSignature).toEqual({ median: 46, count: 2 });
  expect(deadlines.deliverables).toEqual({ count: 2, onTime: 1 });
});

it('counts the bids of the consultations that were sent, on time and late', () => {
  const consultation: ReportedConsultation = {
    reference: 'CONS-2018-001',
    status: 'attribuée',
    sentAt: at('2018-11-05'),
    invited: 5,
    bids: 4,
    late: 1,
  };
  const { deadlines, counts } = report({
    consultations: [consultation, { ...consultation, status: 'brouillon', sentAt: null, bids: 0, late: 0 }],
  });
  expect(deadlines.bids).toEqual({ count: 4, onTime: 3 });
  expect(deadlines.invited).toBe(5);
  expect(counts.consultations).toBe(1);
});

it('says that nobody gave a mark, and ignores what is none', () => {
  expect(report({ assignments: [assignment(1), assignment(2, { satisfaction: 9 })] }).satisfaction).toBeNull();
  expect(
    report({ assignments: [assignment(1, { satisfaction: 4 }), assignment(2, { satisfaction: 5 })] }).satisfaction,
  ).toEqual({ count: 2, average: 4.5, byMark: [0, 0, 0, 1, 1] });
});

it('has no figure where there is no data', () => {
  const { deadlines, byTerritory, satisfaction, counts } = report({});
  expect({ deadlines, byTerritory, satisfaction }).toEqual({
    deadlines: {
      bids: { count: 0, onTime: 0 },
      invited: 0,
      deliverables: { count: 0, onTime: 0 },
      toDecision: null,
      toSignature: null,
      toDeliverables: null,
    },
    byTerritory: [],
    satisfaction: null,
  });
  expect(Object.values(counts).every(count => count === 0)).toBe(true);
});

it('adds up by support type and by membership to the whole, to the cent, whatever the edition', () => {
  const requests = fc.array(
    fc.record({
      status: fc.constantFrom(...REQUEST_STATES),
      memberStatus: fc.constantFrom('Adhérent' as const, 'Non adhérent' as const),
      supportType: fc.constantFrom('Montage de projet', 'Évaluation de projet', ''),
      bought: fc.option(
        fc.record({
          state: fc.constantFrom(...ASSIGNMENT_STATES),
          total: fc.integer({ min: 0, max: 1_500_000 }).map(cents),
          scheme: fc.integer({ min: 0, max: 1_200_000 }).map(cents),
        }),
      ),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(requests, drawn => {
      const made = report({
        requests: drawn.map(({ bought: _, ...one }, index) => request(index, one)),
        assignments: drawn.flatMap(({ bought }, index) => (bought === null ? [] : [assignment(index, bought)])),
      });
      for (const lines of [made.bySupportType, made.byMemberStatus]) {
        expect(lines.reduce((all, line) => all + line.requests, 0)).toBe(made.counts.received);
        expect(lines.reduce((all, line) => all + line.selected, 0)).toBe(made.counts.selected);
        expect(lines.reduce((all, line) => all + line.assignments, 0)).toBe(made.counts.assignments);
        expect(sum(lines.map(({ total }) => total))).toBe(made.total);
      }
      const { selected, postponed, refused, withdrawn, undecided, received } = made.counts;
      expect(selected + postponed + refused + withdrawn + undecided).toBe(received);
    }),
  );
});
