/** The tabs that leave the workbook, as tables: the columns of the public face, without anybody's contact details. */
import type { ExportCell, ExportTable } from '../docs/export-table';
import type { Budget } from '../scheme/envelope';
import { toEuros } from '../scheme/money';
import { BUDGET_ITEMS } from '../sheets/budget-tab';
import { type Row, type TabKey, tabOf } from '../sheets/schema';
import { reportWording as wording } from '../sheets/wording-report';
import type { ReportRows } from './report-rows';

type Keys<K extends TabKey> = readonly (keyof Row<K> & string)[];

/**
 * What is exported of each tab: named one by one, so that a column that is added stays inside until somebody puts it here.
 * Computed columns are left out: no action reads them.
 */
const EXPORTED_TABS = ['requests', 'consultations', 'bids', 'assignments', 'movements', 'holders'] as const;
const EXPORTED: { readonly [K in (typeof EXPORTED_TABS)[number]]: Keys<K> } = {
  requests: [
    ...(['reference', 'status', 'receivedAt', 'authority', 'authorityKind', 'siren', 'inseeCode', 'member'] as const),
    ...(['memberAsOf', 'supportType', 'title', 'territories', 'sectors', 'goals', 'estimate', 'wishedBy'] as const),
    ...(['score', 'rank', 'retainedCost', 'reserved', 'session', 'decision', 'decidedAt', 'consultation'] as const),
  ],
  consultations: [
    ...([
      'reference',
      'status',
      'request',
      'subject',
      'version',
      'agreedOn',
      'technicalPoints',
      'pricePoints',
    ] as const),
    ...(['sentAt', 'deadline', 'invited', 'answers', 'late', 'questions', 'openedAt', 'winner'] as const),
    'awardedAmount',
  ],
  bids: [
    ...(['reference', 'consultation', 'holder', 'sendState', 'sentAt', 'state', 'timeliness', 'receivedAt'] as const),
    ...(['ht', 'vatRate', 'ttc', 'technicalScore', 'priceScore', 'totalScore', 'rank', 'decision'] as const),
  ],
  assignments: [
    ...(['reference', 'state', 'consultation', 'request', 'authority', 'holder', 'ht', 'vatRate', 'ttc'] as const),
    ...(['schemeRate', 'schemeShare', 'authorityShare', 'excess', 'signedOn', 'fundsCalledOn'] as const),
    ...(['contributionReceived', 'deliverablesReceivedOn', 'acceptedByCuf', 'acceptedByAuthority', 'invoice'] as const),
    ...(['invoicedAmount', 'paid', 'settledOn', 'member', 'supportType', 'schemePaid', 'fundersSplit'] as const),
    'satisfaction',
  ],
  movements: ['number', 'assignment', 'direction', 'party', 'amount', 'date', 'document'],
  holders: ['code', 'organisation', 'sectors', 'overseas', 'signedOn', 'renewals', 'suspended'],
};

/** Every exported table, in the order of the tabs, then the budget. */
export function exportTables(rows: ReportRows, budget: Budget): ExportTable[] {
  const tables = EXPORTED_TABS.map(key => tableOf(key, rows[key]));
  return [...tables, budgetTable(budget)];
}

function tableOf<K extends (typeof EXPORTED_TABS)[number]>(key: K, rows: readonly Row<K>[]): ExportTable {
  const { name, columns } = tabOf(key);
  const keys: Keys<K> = EXPORTED[key];
  const known = columns as Record<string, { header: string; kind: string; print: (value: unknown) => unknown }>;
  return {
    name,
    headers: keys.map(column => known[column]?.header ?? ''),
    rows: rows.map(row =>
      keys.map(column => {
        const { kind = 'text', print } = known[column] ?? {};
        return cellOf(kind, row[column], print?.(row[column]));
      }),
    ),
  };
}

/** `printed` is the value as a cell of Sheets would hold it: euros for an amount, a fraction for a rate. */
function cellOf(kind: string, value: unknown, printed: unknown): ExportCell {
  if (value === null || value === undefined || printed === '') return null;
  switch (kind) {
    case 'amount':
    case 'rate':
    case 'integer':
    case 'score':
      return { kind, value: Number(printed) };
    case 'day':
    case 'instant':
      return { kind, value } as ExportCell;
    default:
      return { kind: 'text', value: String(printed) };
  }
}

/** The budget's items, computed from the inputs as every action does. */
function budgetTable(budget: Budget): ExportTable {
  const { envelope, reserved, committed, paid, remaining, contributionsCalled, contributionsReceived } = budget;
  const amounts = [envelope, reserved, committed, paid, remaining, contributionsCalled, contributionsReceived];
  return {
    name: wording.budgetTable,
    headers: wording.budgetHeaders,
    rows: BUDGET_ITEMS.map((item, index) => [
      { kind: 'text', value: item },
      { kind: 'amount', value: toEuros(amounts[index] ?? budget.envelope) },
    ]),
  };
}
