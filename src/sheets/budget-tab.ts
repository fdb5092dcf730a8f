/** The rows of tab Budget: the envelope and its breakdowns, as live formulas over Demandes, Marchés and Listes. */
import { columnRanges } from './cell-address';
import { MEMBER_STATUSES, SUPPORT_TYPES } from './schema';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

export interface BudgetRow {
  readonly item: string;
  readonly formula: string;
}

const RESERVING = ['retenue', 'qualifiée', 'en consultation'] as const;
export const BUDGET_ITEMS = [
  'Enveloppe',
  'Réservé',
  'Engagé',
  'dont payé',
  'Restant',
  'Participations appelées',
  'Participations encaissées',
] as const;

/** Number of funders that the breakdown can show. */
const FUNDER_ROWS = 4;

/** The rows under the header, in order. */
export function budgetRows(spreadsheet: Spreadsheet): BudgetRow[] {
  const range = columnRanges(spreadsheet);
  const reserved = range('requests', 'reserved');
  const status = range('requests', 'status');
  const share = range('assignments', 'schemeShare');
  const sumReserved = (...criteria: string[]) =>
    RESERVING.map(state => `SUMIFS(${[reserved, status, `"${state}"`, ...criteria].join('; ')})`).join(' + ');
  const sumCommitted = (...criteria: string[]) => `SUMIFS(${[share, ...criteria].join('; ')})`;
  const breakdown = (tabColumn: string, value: string) =>
    `=${sumReserved(range('requests', tabColumn), `"${value}"`)} + ${sumCommitted(range('assignments', tabColumn), `"${value}"`)}`;
  const rows: BudgetRow[] = [
    { item: 'Enveloppe', formula: '=Enveloppe' },
    { item: 'Réservé', formula: `=${sumReserved()}` },
    { item: 'Engagé', formula: `=SUM(${share})` },
    { item: 'dont payé', formula: `=SUM(${range('assignments', 'schemePaid')})` },
    { item: 'Restant', formula: '=AICT_BUDGET_RESTANT(B2; B3; B4)' },
    {
      item: 'Participations appelées',
      formula: `=SUMIFS(${range('assignments', 'authorityShare')}; ${range('assignments', 'fundsCalledOn')}; ">0")`,
    },
    { item: 'Participations encaissées', formula: `=SUM(${range('assignments', 'contributionReceived')})` },
    { item: "Réservé et engagé par type d'appui", formula: '' },
    ...SUPPORT_TYPES.map(type => ({ item: type, formula: breakdown('supportType', type) })),
    { item: 'Réservé et engagé selon l’adhésion', formula: '' },
    ...MEMBER_STATUSES.map(member => ({ item: member, formula: breakdown('member', member) })),
    { item: 'Engagé par bailleur', formula: '' },
    ...Array.from({ length: FUNDER_ROWS }, (_, index) => {
      const row = index + 2;
      return {
        item: `=IF(Listes!A${row}=""; ""; Listes!A${row})`,
        formula: `=IF(Listes!A${row}=""; ""; ROUND(B4 * Listes!B${row}; 2))`,
      };
    }),
  ];
  return rows;
}
