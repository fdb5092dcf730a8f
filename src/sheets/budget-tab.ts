/**
 * Tab Budget: the envelope and its breakdowns as live formulas over Demandes, Marchés and Listes. Each breakdown holds the
 * parts that its chart stacks: paid, committed but not paid, reserved.
 */
import type { ColumnRanges } from './cell-address';
import { FORMATS } from './columns';
import type { Page, PageCell, PageLine } from './page';
import { MEMBER_STATUSES, SUPPORT_TYPES } from './schema';
import { budgetWording as wording } from './wording-pages';

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
const FIRST_ROW = 2;
const COLUMNS = 6;

/** First row and number of rows, the line of headings included, of what the charts show. */
export const BUDGET_BLOCKS = {
  supportType: { row: FIRST_ROW + BUDGET_ITEMS.length, rows: 1 + SUPPORT_TYPES.length },
  get member() {
    return { row: this.supportType.row + this.supportType.rows, rows: 1 + MEMBER_STATUSES.length };
  },
  get funder() {
    return { row: this.member.row + this.member.rows, rows: 1 + FUNDER_ROWS };
  },
  get envelope() {
    return { row: this.funder.row + this.funder.rows, rows: 2 };
  },
};

const formula = (text: string): PageCell => ({ formula: `=${text}` });
const amounts: readonly string[] = ['General', ...Array.from({ length: COLUMNS - 1 }, () => FORMATS.amount)];

/** The rows under the header, in order. */
export function budgetPage(range: ColumnRanges): Page {
  const share = range('assignments', 'schemeShare');
  const paid = range('assignments', 'schemePaid');
  const sumReserved = (...criteria: string[]) =>
    RESERVING.map(
      state =>
        `SUMIFS(${[range('requests', 'reserved'), range('requests', 'status'), `"${state}"`, ...criteria].join('; ')})`,
    ).join(' + ');
  const item = (label: string, total: string): PageLine => line(label, [formula(total)]);
  const breakdown = (column: 'supportType' | 'member', value: string, row: number): PageLine => {
    const criteria = `${range('assignments', column)}; "${value}"`;
    return line(value, [
      formula(`C${row} + D${row} + E${row}`),
      formula(`SUMIFS(${paid}; ${criteria})`),
      formula(`SUMIFS(${share}; ${criteria}) - C${row}`),
      formula(sumReserved(range('requests', column), `"${value}"`)),
    ]);
  };
  const { supportType, member } = BUDGET_BLOCKS;
  return {
    firstRow: FIRST_ROW,
    columns: COLUMNS,
    lines: [
      item('Enveloppe', 'Enveloppe'),
      item('Réservé', sumReserved()),
      item('Engagé', `SUM(${share})`),
      item('dont payé', `SUM(${paid})`),
      item('Restant', 'AICT_BUDGET_RESTANT(B2; B3; B4)'),
      item(
        'Participations appelées',
        `SUMIFS(${range('assignments', 'authorityShare')}; ${range('assignments', 'fundsCalledOn')}; ">0")`,
      ),
      item('Participations encaissées', `SUM(${range('assignments', 'contributionReceived')})`),
      heading(wording.bySupportType),
      ...SUPPORT_TYPES.map((type, index) => breakdown('supportType', type, supportType.row + 1 + index)),
      heading(wording.byMember),
      ...MEMBER_STATUSES.map((status, index) => breakdown('member', status, member.row + 1 + index)),
      heading(wording.byFunder),
      ...funderLines(range),
      heading(wording.envelopeParts, wording.parts.remaining),
      line({ formula: `="${wording.edition}" & Edition` }, [
        formula('B2'),
        formula('B5'),
        formula('B4 - B5'),
        formula('B3'),
        formula('B6'),
      ]),
    ],
  };
}

/** The funders of tab Listes; each column of parts is one formula that spills, so that they add up to the cent. */
function funderLines(range: ColumnRanges): PageLine[] {
  const first = BUDGET_BLOCKS.funder.row + 1;
  const shares = range('lists', 'funderShare', { first: 2, last: FUNDER_ROWS + 1 });
  const split = (amount: string): PageCell => formula(`AICT_REPARTITION(${amount}; ${shares})`);
  return Array.from({ length: FUNDER_ROWS }, (_, index) => {
    const row = first + index;
    const name = range('lists', 'funder', { first: index + 2, last: index + 2 });
    const isTop = index === 0;
    return line({ formula: `=IF(${name}=""; ""; ${name})` }, [
      isTop ? split('B4') : null,
      isTop ? split('B5') : null,
      formula(`IF(B${row}=""; ""; B${row} - C${row})`),
      isTop ? split('B3') : null,
    ]);
  });
}

function line(label: PageCell, cells: readonly PageCell[]): PageLine {
  return { kind: 'line', cells: padded([label, ...cells]), formats: amounts };
}

function heading(label: string, last = ''): PageLine {
  const { total, paid, due, reserved } = wording.parts;
  return { kind: 'heading', cells: [label, total, paid, due, reserved, last] };
}

function padded(cells: readonly PageCell[]): PageCell[] {
  return [...cells, ...Array.from({ length: COLUMNS - cells.length }, () => '')];
}
