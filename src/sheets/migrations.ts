/**
 * Changes of the workbook from one version to the next, beyond what the layout repairs by itself (tabs, columns, formats
 * and formulas are compared with the schema at each installation). Each runs once, in order, and loses nothing.
 */
import { tabOf } from './schema';
import { budgetWording, homeWording, pageWording } from './wording-pages';
import type { Workbook } from './workbook';

/**
 * Version of the workbook's structure; 3 has the columns of the committee, of the money after the award and of the duties, 4
 * counts on Accueil the assignments that wait.
 */
export const WORKBOOK_VERSION = 4;

interface Migration {
  readonly to: number;
  /** What it did, in words; empty when there was nothing to do. */
  readonly run: (workbook: Workbook) => string[];
}

const MIGRATIONS: readonly Migration[] = [
  { to: 2, run: makeRoomForPages },
  { to: 4, run: makeRoomOnHome },
];

/** Runs the migrations that an older workbook lacks. */
export function migrate(workbook: Workbook, from: number): string[] {
  return MIGRATIONS.filter(({ to }) => to > from).flatMap(({ run }) => run(workbook));
}

/** Accueil and Budget as version 1 left them, and how many rows and columns version 2 needs more. */
const FIRST_PAGES = [
  {
    key: 'home',
    mark: { row: 3, text: 'Demandes reçues, complétude à vérifier' },
    rows: 18,
    columns: 2,
    more: { rows: 25, columns: 2 },
  },
  {
    key: 'budget',
    mark: { row: 16, text: 'Engagé par bailleur' },
    rows: 20,
    columns: null,
    more: { rows: 3, columns: 0 },
  },
] as const;

/** What staff wrote under or beside the pages of version 1 moves down and right, so that the new ones cover nothing of theirs. */
function makeRoomForPages(workbook: Workbook): string[] {
  return FIRST_PAGES.flatMap(({ key, mark, rows, columns, more }) => {
    const sheet = workbook.sheet(key);
    if (String(sheet.getRange(mark.row, 1).getValue()) !== mark.text) return [];
    const lastRow = sheet.getLastRow();
    const below = lastRow > rows && String(sheet.getRange(rows + 1, 1).getValue()) !== budgetWording.envelopeParts;
    const beside = columns !== null && sheet.getLastColumn() > columns;
    if (below) sheet.insertRowsAfter(rows, more.rows);
    if (beside) sheet.insertColumnsAfter(columns, more.columns);
    return below || beside ? [pageWording.roomMade(tabOf(key).name)] : [];
  });
}

/** Accueil as versions 2 and 3 left it: where its second list stood, its last row, and the lines that version 4 adds. */
const SECOND_HOME = { markRow: 15, rows: 36, more: 5 };

/** What staff wrote under Accueil moves down, so that its new lines cover nothing of theirs. */
function makeRoomOnHome(workbook: Workbook): string[] {
  const sheet = workbook.sheet('home');
  const { markRow, rows, more } = SECOND_HOME;
  const isSecond = String(sheet.getRange(markRow, 1).getValue()) === homeWording.waiting[0];
  if (!isSecond || sheet.getLastRow() <= rows) return [];
  sheet.insertRowsAfter(rows, more);
  return [pageWording.roomMade(tabOf('home').name)];
}
