/**
 * Tab Accueil: what there is to do today and where, what falls due, the envelope at a glance. Live formulas over the other
 * tabs; each count is one COUNTIFS, each list of dates one call of AICT_ECHEANCES.
 */
import { ACTIONS_AT } from '../scheme/next-step';
import type { ColumnRanges } from './cell-address';
import { submenuOf } from './menu';
import { PAGE_FORMATS, type Page, type PageCell, type PageLine } from './page';
import { type TabKey, tabOf } from './schema';
import { homeWording as wording } from './wording-pages';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

const COLUMNS = 4;
/** Row 1 holds the present day, which other formulas read by its name. */
const FIRST_ROW = 2;
const DEADLINES = 5;
const FEW = 3;
const AGREEMENT_DAYS = 60;
export const HOME_WIDTHS: readonly number[] = [300, 135, 145, 310];

/** A count with what to do when it is not zero. */
interface Task {
  readonly words: readonly [label: string, advice: string];
  readonly count: string;
  readonly tab: TabKey;
}

export interface HomePage {
  readonly page: Page;
  /** Rows whose count calls for something. */
  readonly tasks: { readonly row: number; readonly rows: number };
}

/** The tab, with links to the tabs as they stand in this spreadsheet. */
export function homePage(spreadsheet: Spreadsheet, range: ColumnRanges): HomePage {
  const gid = (tab: TabKey): number => spreadsheet.getSheetByName(tabOf(tab).name)?.getSheetId() ?? 0;
  const link = (tab: TabKey): PageCell => ({
    formula: `=HYPERLINK("#gid=${gid(tab)}"; "${wording.open(tabOf(tab).name)}")`,
  });
  const tasks = tasksOf(range);
  const row = FIRST_ROW + 2;
  const counted = `SUM(B${row}:B${row + tasks.length - 1})`;
  const line = ({ words: [label, advice], count, tab }: Task): PageLine => ({
    kind: 'line',
    cells: [label, { formula: `=${count}` }, link(tab), advice],
    formats: ['General', PAGE_FORMATS.integer, 'General', 'General'],
  });
  const lines: PageLine[] = [
    {
      kind: 'title',
      cells: [
        {
          formula: `=IF(${counted}=0; "${wording.nothing}"; ${counted} & IF(${counted}>1; "${wording.many}"; "${wording.one}"))`,
        },
        '',
        '',
        '',
      ],
    },
    heading(wording.toDo),
    ...tasks.map(line),
    heading(wording.waiting),
    ...waitingOf(range).map(line),
  ];
  const add = (more: readonly PageLine[]): void => {
    lines.push(...more);
  };
  const list = (
    words: readonly string[],
    rows: number,
    dates: string,
    format: string,
    days: string,
    found: Found,
  ): void => {
    add([heading(words)]);
    const first = FIRST_ROW + lines.length;
    add(
      Array.from({ length: rows }, (_, index) => ({
        kind: 'line' as const,
        cells: [index === 0 ? { formula: `=${dates}` } : null, null, null, { formula: rowLink(first + index, found) }],
        formats: ['General', format, days, 'General'],
      })),
    );
  };
  const found = (tab: TabKey, key: string, shown: string): Found => ({
    gid: gid(tab),
    references: range(tab, key),
    shown: range(tab, shown),
  });
  list(
    wording.deadlines,
    DEADLINES,
    `AICT_ECHEANCES(${range('consultations', 'reference')}; ${range('consultations', 'deadline')}; Aujourdhui; ${DEADLINES}; ""; ${range('consultations', 'status')}; "envoyée")`,
    PAGE_FORMATS.instant,
    PAGE_FORMATS.integer,
    found('consultations', 'reference', 'subject'),
  );
  list(
    wording.lateBids,
    FEW,
    `AICT_ECHEANCES(${range('bids', 'reference')}; ${range('bids', 'receivedAt')}; Aujourdhui; ${FEW}; ""; ${range('bids', 'timeliness')}; "hors délai"; ${range('bids', 'decision')}; "")`,
    PAGE_FORMATS.instant,
    PAGE_FORMATS.elapsedDays,
    found('bids', 'reference', 'organisation'),
  );
  list(
    wording.agreements,
    FEW,
    `AICT_ECHEANCES(${range('holders', 'code')}; ${range('holders', 'endsOn')}; Aujourdhui; ${FEW}; ${AGREEMENT_DAYS})`,
    PAGE_FORMATS.day,
    PAGE_FORMATS.integer,
    found('holders', 'code', 'organisation'),
  );
  add([heading(wording.budget), ...budgetLines(link('budget'))]);
  return { page: { firstRow: FIRST_ROW, columns: COLUMNS, lines }, tasks: { row, rows: tasks.length } };
}

function inMenu([first, ...more]: readonly [string, ...string[]]): string {
  return wording.inMenu(submenuOf(first), first, more.length > 0);
}

function tasksOf(range: ColumnRanges): Task[] {
  const count = (tab: TabKey, key: string, value: string): string => `COUNTIF(${range(tab, key)}; "${value}")`;
  const requests = (words: Task['words'], status: string): Task => ({
    words,
    count: count('requests', 'status', status),
    tab: 'requests',
  });
  const consultations = (words: Task['words'], status: string, tab: TabKey = 'consultations'): Task => ({
    words,
    count: count('consultations', 'status', status),
    tab,
  });
  const assignments = (words: Task['words'], state: string): Task => ({
    words,
    count: count('assignments', 'state', state),
    tab: 'assignments',
  });
  return [
    requests([wording.received, inMenu(ACTIONS_AT.received)], 'reçue'),
    {
      words: wording.proposed,
      // The header counts as a text too.
      count: `MAX(0; COUNTIF(${range('requests', 'proposedChanges')}; "?*") - 1)`,
      tab: 'requests',
    },
    requests([wording.complete, wording.afterDecision + inMenu(ACTIONS_AT.complete)], 'complète'),
    requests([wording.retained, inMenu(ACTIONS_AT.retained)], 'retenue'),
    requests([wording.qualified, inMenu(ACTIONS_AT.qualified)], 'qualifiée'),
    consultations([wording.draft, inMenu(ACTIONS_AT.draft)], 'brouillon'),
    consultations([wording.lapsed, inMenu(ACTIONS_AT.lapsed)], 'échue'),
    consultations([wording.opened, inMenu(ACTIONS_AT.opened)], 'plis ouverts', 'bids'),
    assignments([wording.awarded, inMenu(ACTIONS_AT.awarded)], 'à signer'),
    {
      words: [wording.signed, inMenu(ACTIONS_AT.signed)],
      count: uncalledContributions(range),
      tab: 'assignments',
    },
    assignments([wording.delivered, inMenu(ACTIONS_AT.delivered)], 'livré'),
    assignments([wording.accepted, inMenu(ACTIONS_AT.accepted)], 'service fait'),
    {
      words: wording.late,
      count: `COUNTIFS(${range('bids', 'timeliness')}; "hors délai"; ${range('bids', 'decision')}; "")`,
      tab: 'bids',
    },
    {
      words: [wording.messages, wording.afterReading + inMenu(ACTIONS_AT.messages)],
      count: count('messages', 'nature', 'à vérifier'),
      tab: 'messages',
    },
    {
      words: wording.unsent,
      count: [
        count('letters', 'state', 'échec'),
        count('requests', 'receipt', 'échec'),
        count('bids', 'sendState', 'échec'),
      ].join(' + '),
      tab: 'letters',
    },
  ];
}

/** Signed, not ended, and an authority that owes something and was not asked for it. */
function uncalledContributions(range: ColumnRanges): string {
  const where = (key: string, criterion: string): string => `${range('assignments', key)}; "${criterion}"`;
  const open = ['résilié', 'soldé', 'clos'].map(state => where('state', `<>${state}`));
  const conditions = [where('signedOn', '>0'), where('fundsCalledOn', ''), where('authorityShare', '>0'), ...open];
  return `COUNTIFS(${conditions.join('; ')})`;
}

function waitingOf(range: ColumnRanges): Task[] {
  return [
    { words: wording.incomplete, count: `COUNTIF(${range('requests', 'status')}; "à compléter")`, tab: 'requests' },
    { words: wording.sent, count: `COUNTIF(${range('consultations', 'status')}; "envoyée")`, tab: 'consultations' },
    {
      words: wording.underWay,
      count: ['en cours', 'à corriger']
        .map(state => `COUNTIF(${range('assignments', 'state')}; "${state}")`)
        .join(' + '),
      tab: 'assignments',
    },
  ];
}

/** Where the reference of a row is looked up, and what stands beside it there. */
interface Found {
  readonly gid: number;
  readonly references: string;
  readonly shown: string;
}

/** A link to the very row of the reference in column A; nothing when there is no such row. */
function rowLink(row: number, { gid, references, shown }: Found): string {
  const at = `MATCH(A${row}; ${references}; 0)`;
  return `=IF(B${row}=""; ""; IFERROR(HYPERLINK("#gid=${gid}&range=A" & ${at}; INDEX(${shown}; ${at})); ""))`;
}

function budgetLines(link: PageCell): PageLine[] {
  const items = ['Enveloppe', 'Réservé', 'Engagé', 'dont payé', 'Restant'];
  return items.map((item, index) => ({
    kind: 'line',
    cells: [
      item,
      { formula: `=Budget!B${index + 2}` },
      { formula: `=IF(Budget!B2=0; ""; Budget!B${index + 2} / Budget!B2)` },
      index === 0 ? link : '',
    ],
    formats: ['General', PAGE_FORMATS.amount, PAGE_FORMATS.rate, 'General'],
  }));
}

function heading(words: readonly string[]): PageLine {
  return { kind: 'heading', cells: words };
}
