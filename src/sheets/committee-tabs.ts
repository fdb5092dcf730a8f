/**
 * What the committee's workbook shows of the workbook: requests without contact details, applications without addresses,
 * opinions, the budget. Columns are named here one by one: nothing else ever goes there, and nothing of a bid.
 */
import { withoutContactDetails } from '../scheme/contact-details';
import type { Budget, BudgetBreakdown } from '../scheme/envelope';
import { type Cents, toEuros } from '../scheme/money';
import { formatDay, formatInstant } from '../scheme/time';
import { BUDGET_ITEMS } from './budget-tab';
import { type ColumnKind, FORMATS } from './columns';
import type { CommitteeCell, CommitteeColumn, CommitteeTab } from './committee-book';
import { type Row, tabOf } from './schema';
import { committeeWording as words } from './wording-committee';
import { budgetWording } from './wording-pages';

type Shown = 'requests' | 'applications' | 'opinions';
type Key<K extends Shown> = keyof Row<K> & string;

const REQUESTS: readonly Key<'requests'>[] = [
  'reference',
  'status',
  'receivedAt',
  'authority',
  'authorityKind',
  'member',
  'supportType',
  'title',
  'need',
  'territories',
  'sectors',
  'goals',
  'estimate',
  'schemeShare',
  'wishedBy',
  'opinions',
  'score',
  'rank',
  'retainedCost',
  'session',
  'decision',
  'decidedAt',
  'reason',
];

const APPLICATIONS: readonly Key<'applications'>[] = [
  'reference',
  'organisation',
  'receivedAt',
  'timeliness',
  'attachments',
  'pages',
  'conformity',
  'partOrganisation',
  'partUnderstanding',
  'partMethod',
  'partReferences',
  'partResumes',
  'partCosts',
  'expSetUp',
  'expEvaluation',
  'expAuthorities',
  'expDevelopment',
  'expNetwork',
  'expFunders',
  'sectors',
  'overseas',
  'opinions',
  'score',
  'interviewOn',
  'decision',
  'reason',
];

const OPINIONS: readonly Key<'opinions'>[] = [
  'subject',
  'member',
  'organisation',
  'opinion',
  'text',
  'givenAt',
  'source',
  'counted',
];

/** Names of the tabs whose rows are files that one gives an opinion on. */
export const FILE_TABS: readonly string[] = ['Demandes', 'Candidatures'];

/** Tab Demandes; `shareOf` gives what the scheme would pay: the column of the workbook is a formula, and never read. */
export function requestsForCommittee(
  rows: readonly Row<'requests'>[],
  shareOf: (request: Row<'requests'>) => Cents | null,
): CommitteeTab {
  return shown(
    'requests',
    REQUESTS,
    rows.map(row => ({ ...row, schemeShare: shareOf(row) })),
    ({ contact, legalRepresentative }) => [contact, legalRepresentative],
  );
}

/** Tab Candidatures. */
export const applicationsForCommittee = (rows: readonly Row<'applications'>[]): CommitteeTab =>
  shown('applications', APPLICATIONS, rows, () => []);

/** Tab Avis. */
export const opinionsForCommittee = (rows: readonly Row<'opinions'>[]): CommitteeTab => ({
  ...shown('opinions', OPINIONS, rows, () => []),
  isKeyed: false,
});

/** Tab Budget: the seven items, then the same money by support type, member status and funder. */
export function budgetForCommittee(budget: Budget, breakdown: BudgetBreakdown): CommitteeTab {
  const { parts } = budgetWording;
  const amounts = [
    budget.envelope,
    budget.reserved,
    budget.committed,
    budget.paid,
    budget.remaining,
    budget.contributionsCalled,
    budget.contributionsReceived,
  ];
  const amount = (header: string): CommitteeColumn => ({ header, pattern: FORMATS.amount, width: 120 });
  const lines = [...breakdown.bySupportType, ...breakdown.byMemberStatus, ...breakdown.byFunder];
  return {
    name: tabOf('budget').name,
    isKeyed: false,
    columns: [
      { header: words.bookItem, width: 260 },
      amount(words.bookAmount),
      amount(parts.reserved),
      amount(parts.due),
      amount(parts.paid),
    ],
    rows: [
      ...BUDGET_ITEMS.map((item, index): CommitteeCell[] => [item, toEuros(amounts[index] as Cents)]),
      ...lines.map(({ item, reserved, committed, paid }): CommitteeCell[] => [
        item,
        toEuros((reserved + committed) as Cents),
        toEuros(reserved),
        toEuros((committed - paid) as Cents),
        toEuros(paid),
      ]),
    ],
  };
}

function shown<K extends Shown>(
  tab: K,
  keys: readonly Key<K>[],
  rows: readonly Row<K>[],
  namesIn: (row: Row<K>) => readonly string[],
): CommitteeTab {
  const schema = tabOf(tab).columns as unknown as Record<string, { header: string; kind: ColumnKind; width: number }>;
  const columns = keys.map(key => schema[key] as { header: string; kind: ColumnKind; width: number });
  return {
    name: tabOf(tab).name,
    isKeyed: true,
    columns: columns.map(({ header, kind, width }) => ({
      header,
      width,
      ...(NUMBERS.includes(kind) ? { pattern: FORMATS[kind] } : {}),
    })),
    rows: rows
      .filter(row => row[keys[0] as Key<K>] !== '')
      .map(row => {
        const names = namesIn(row);
        return keys.map((key, index) => cellOf(row[key], columns[index]?.kind ?? 'text', names));
      }),
  };
}

const NUMBERS: readonly ColumnKind[] = ['amount', 'integer', 'score'];

/** Times are written out: whoever reads them does so in Paris time, whatever the machine. */
function cellOf(value: unknown, kind: ColumnKind, names: readonly string[]): CommitteeCell {
  if (value === null || value === undefined || value === '') return null;
  if (kind === 'amount') return toEuros(value as Cents);
  if (kind === 'instant') return formatInstant(value as Parameters<typeof formatInstant>[0]);
  if (kind === 'day') return formatDay(value as Parameters<typeof formatDay>[0]);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  return withoutContactDetails(String(value), names);
}
