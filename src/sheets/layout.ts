/**
 * Builds and repairs the workbook from the schema: tabs, headers, notes, formats, lists of values, protections, named
 * ranges, computed columns. Everything is compared before it is written: run twice, the second run changes nothing.
 */

import { dayOf, type Instant, instant, startOfDay } from '../scheme/time';
import { columnLetters } from './cell-address';
import { type ColumnOwner, FORMATS } from './columns';
import { TAB_KEYS, type Tab, type TabKey, tabOf } from './schema';
import { WorkbookProblem } from './table';
import { wording } from './wording';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type SpreadsheetService = GoogleAppsScript.Spreadsheet.SpreadsheetApp;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const HEADER_COLOUR = '#ffffff';
/** Header colours by who fills the column; the help note says it in words too. */
const BACKGROUNDS: Record<ColumnOwner, string> = { addon: '#1f4e79', staff: '#2e6b3e', formula: '#5b6b7b' };
/** Columns are set to one width in one call; only those that hold long texts get their own. */
const USUAL_WIDTH = 120;
const WIDE = 160;
/** Rows a new tab starts with. */
const ROWS: Record<Tab['kind'], number> = { table: 1000, staff: 400, free: 60 };
/** Tabs that fill up faster, so that receiving an answer never has to make room, and one that stays small. */
const OWN_ROWS: Partial<Record<TabKey, number>> = { requests: 1200, ledger: 6000, holders: 60 };

/** A change that the repair made, in words for the person and for the ledger. */
export type LayoutChange = string;

export interface LayoutServices {
  readonly service: SpreadsheetService;
  readonly spreadsheet: Spreadsheet;
}

/** Where each column of a tab stands: key → sheet column. */
type Positions = Map<string, number>;

/** What laying out changed, and the last step: formulas, once the names that they use exist. */
export interface Layout {
  readonly changes: LayoutChange[];
  readonly writeComputedColumns: () => LayoutChange[];
}

/** Makes every tab what the schema says; `changes` is empty when nothing had to be changed. */
export function layOut({ service, spreadsheet }: LayoutServices): Layout {
  const changes: LayoutChange[] = [];
  const positions = new Map<TabKey, Positions>();
  TAB_KEYS.forEach((key, index) => {
    const tab = tabOf(key);
    const existing = spreadsheet.getSheetByName(tab.name) ?? renamedBack(spreadsheet, tab, changes);
    const sheet = existing ?? spreadsheet.insertSheet(tab.name, index);
    if (!existing) changes.push(wording.tabCreated(tab.name));
    positions.set(key, layOutTab(service, sheet, key, tab, !existing, changes));
  });
  keepToday(spreadsheet, changes);
  removeBlankSheet(spreadsheet);
  nameRegisterColumns(spreadsheet, positions, changes);
  const writeComputedColumns = (): LayoutChange[] => {
    const restored: LayoutChange[] = [];
    for (const key of TAB_KEYS) {
      const tab = tabOf(key);
      const sheet = spreadsheet.getSheetByName(tab.name);
      if (sheet) writeFormulas(sheet, tab, positions.get(key) ?? new Map(), restored);
    }
    return restored;
  };
  return { changes, writeComputedColumns };
}

/** A tab that somebody renamed, known by its headers, under its name again; null when there is none. */
function renamedBack(spreadsheet: Spreadsheet, tab: Tab, changes: LayoutChange[]): Sheet | null {
  const columns = Object.values(tab.columns).length;
  const taken = new Set(TAB_KEYS.map(key => tabOf(key).name));
  const found = spreadsheet.getSheets().find(sheet => {
    const width = sheet.getLastColumn();
    if (columns === 0 || width === 0 || taken.has(sheet.getName())) return false;
    const [row = []] = sheet.getRange(1, 1, 1, width).getValues();
    return (
      known(
        tab,
        row.map(cell => String(cell).trim()),
      ) >=
      columns * MOST_HEADERS
    );
  });
  if (found === undefined) return null;
  changes.push(wording.tabRenamed(found.getName(), tab.name));
  return found.setName(tab.name);
}

/** The part of a tab's headers by which it is known under another name. */
const MOST_HEADERS = 0.8;

function layOutTab(
  service: SpreadsheetService,
  sheet: Sheet,
  key: TabKey,
  tab: Tab,
  isNew: boolean,
  changes: LayoutChange[],
): Positions {
  const columns = Object.entries(tab.columns);
  if (columns.length === 0) return new Map();
  if (isNew) size(sheet, columns.length, OWN_ROWS[key] ?? ROWS[tab.kind]);
  if (key === 'ledger' && sheet.getMaxColumns() > columns.length) closeGaps(sheet, tab, changes);
  const header = repairHeader(sheet, tab, isNew, changes);
  const fresh = isNew ? columns.map(([name]) => name) : header.added;
  dressHeader(sheet, tab, header.positions, fresh);
  dressColumns(service, sheet, tab, header.positions, fresh);
  if (!isNew) changes.push(...restoreLists(service, sheet, tab, header.positions));
  if (isNew) sheet.setFrozenRows(tab.kind === 'free' ? 0 : 1);
  // The reference stays in sight while one writes a note or a decision far to the right.
  if (isNew && 'reference' in tab.columns) sheet.setFrozenColumns(1);
  protect(service, sheet, tab, header.positions, isNew || header.added.length > 0, changes);
  return header.positions;
}

/** Blank columns among those of the ledger go: its lines are written in one block, from column A on. */
function closeGaps(sheet: Sheet, tab: Tab, changes: LayoutChange[]): void {
  const [width, height] = [sheet.getLastColumn(), sheet.getLastRow()];
  if (width === 0 || height === 0) return;
  const cells = sheet.getRange(1, 1, height, width).getValues();
  for (let column = width; column >= 1; column -= 1) {
    if (cells.some(row => String(row[column - 1]) !== '')) continue;
    sheet.deleteColumn(column);
    changes.push(wording.blankColumnGone(tab.name));
  }
}

function size(sheet: Sheet, columns: number, rows: number): void {
  const missingColumns = columns - sheet.getMaxColumns();
  if (missingColumns > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), missingColumns);
  const missingRows = rows - sheet.getMaxRows();
  if (missingRows > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missingRows);
  else if (missingRows < 0) sheet.deleteRows(rows + 1, -missingRows);
  if (missingColumns < 0) sheet.deleteColumns(columns + 1, -missingColumns);
}

interface RepairedHeader {
  readonly positions: Positions;
  /** Keys of the columns that were not there before. */
  readonly added: string[];
}

/**
 * Finds each column by its header; one whose header was overwritten is known by the note that Installer left on it; one
 * that is gone is inserted again after its neighbour. Columns that staff added stay where they are.
 */
function repairHeader(sheet: Sheet, tab: Tab, isNew: boolean, changes: LayoutChange[]): RepairedHeader {
  const columns = Object.entries(tab.columns);
  if (isNew) {
    sheet.getRange(1, 1, 1, columns.length).setNumberFormat(FORMATS.text);
    sheet.getRange(1, 1, 1, columns.length).setValues([columns.map(([, column]) => column.header)]);
    return { positions: new Map(columns.map(([name], index) => [name, index + 1])), added: [] };
  }
  const range = () => sheet.getRange(1, 1, 1, Math.max(sheet.getLastColumn(), 1));
  const titlesOf = () => (range().getValues()[0] ?? []).map(cell => String(cell).trim());
  let titles = titlesOf();
  if (known(tab, titles) < FEWEST_HEADERS && bringHeaderBack(sheet, tab, changes)) titles = titlesOf();
  const notes = range().getNotes()[0] ?? [];
  const positions: Positions = new Map();
  for (const [name, column] of columns) {
    const places = titles.flatMap((title, at) => (title === column.header ? [at] : []));
    // Of two columns with one header, ours is the one with our note.
    const at = places.find(place => notes[place] === noteOf(column.header, column.help)) ?? places[0];
    if (at !== undefined) positions.set(name, at + 1);
  }
  const added: string[] = [];
  columns.forEach(([name, column], index) => {
    if (positions.has(name)) return;
    const taken = new Set(positions.values());
    const renamed = notes.findIndex((note, at) => note === noteOf(column.header, column.help) && !taken.has(at + 1));
    if (renamed >= 0) {
      positions.set(name, renamed + 1);
      changes.push(wording.headerRestored(tab.name, column.header));
      titles[renamed] = '';
      if (column.owner !== 'formula') sheet.getRange(1, renamed + 1).setValue(column.header);
      return;
    }
    const previous = columns[index - 1];
    const after = previous ? (positions.get(previous[0]) as number) : 0;
    if (after === 0) sheet.insertColumnBefore(1);
    else sheet.insertColumnAfter(after);
    for (const [other, at] of positions) if (at > after) positions.set(other, at + 1);
    notes.splice(after, 0, '');
    titles.splice(after, 0, '');
    positions.set(name, after + 1);
    added.push(name);
    sheet
      .getRange(1, after + 1)
      .setNumberFormat(FORMATS.text)
      .setValue(column.header);
    changes.push(wording.columnAdded(tab.name, column.header));
  });
  renameDoubles(sheet, tab, titles, positions, changes);
  return { positions, added };
}

/** A column that bears the header of one of ours is somebody's own: it keeps its cells, under a name of its own. */
function renameDoubles(
  sheet: Sheet,
  tab: Tab,
  titles: readonly string[],
  positions: Positions,
  changes: LayoutChange[],
): void {
  const ours = new Set(positions.values());
  const headers = new Set(Object.values(tab.columns).map(({ header }) => header));
  titles.forEach((title, at) => {
    if (!headers.has(title) || ours.has(at + 1)) return;
    sheet.getRange(1, at + 1).setValue(`${title} (2)`);
    changes.push(wording.headerDoubled(tab.name, title));
  });
}

/** A row with fewer of our headers than this is no row of headers. */
const FEWEST_HEADERS = 2;
/** How far down a row of headers is looked for. */
const HEADER_DEPTH = 10;

const known = (tab: Tab, titles: readonly string[]): number =>
  Object.values(tab.columns).filter(({ header }) => titles.includes(header)).length;

/**
 * The row of headers, back on top when blank rows were inserted above it; says whether it was. Refused when something stands
 * above it, or when it is gone from a tab that holds something: laying out a second one would lose every row.
 */
function bringHeaderBack(sheet: Sheet, tab: Tab, changes: LayoutChange[]): boolean {
  const rows = Math.min(sheet.getLastRow(), HEADER_DEPTH);
  if (rows === 0) return false;
  const top = sheet.getRange(1, 1, rows, Math.max(sheet.getLastColumn(), 1)).getValues();
  const texts = top.map(row => row.map(cell => String(cell).trim()));
  const at = texts.findIndex(row => known(tab, row) >= FEWEST_HEADERS);
  if (at < 0) throw new WorkbookProblem('missing-header', wording.headerRowGone(tab.name));
  if (texts.slice(0, at).some(row => row.some(text => text !== '')))
    throw new WorkbookProblem('missing-header', wording.aboveHeader(tab.name, at + 1));
  sheet.deleteRows(1, at);
  changes.push(wording.headerBack(tab.name));
  return true;
}

function noteOf(header: string, help: string): string {
  return `${header} : ${help}`;
}

/** New columns side by side that share something: one call dresses them all. */
interface Run<V> {
  readonly first: number;
  readonly count: number;
  readonly value: V;
}

function runsOf<V>(tab: Tab, positions: Positions, fresh: readonly string[], shared: (key: string) => V): Run<V>[] {
  const placed = fresh
    .filter(key => tab.columns[key] !== undefined)
    .map(key => ({ at: positions.get(key) as number, value: shared(key) }))
    .sort((a, b) => a.at - b.at);
  const runs: { first: number; count: number; value: V }[] = [];
  for (const { at, value } of placed) {
    const last = runs[runs.length - 1];
    if (last && last.first + last.count === at && last.value === value) last.count += 1;
    else runs.push({ first: at, count: 1, value });
  }
  return runs;
}

function dressHeader(sheet: Sheet, tab: Tab, positions: Positions, fresh: readonly string[]): void {
  const column = (key: string) => tab.columns[key];
  for (const { first, count } of runsOf(tab, positions, fresh, () => true))
    sheet.setColumnWidths(first, count, USUAL_WIDTH);
  for (const { first, count, value } of runsOf(tab, positions, fresh, key => column(key)?.width ?? USUAL_WIDTH))
    if (value >= WIDE) sheet.setColumnWidths(first, count, value);
  for (const { first, count } of runsOf(tab, positions, fresh, () => true)) {
    const keys = fresh.filter(key => {
      const at = positions.get(key) as number;
      return at >= first && at < first + count;
    });
    keys.sort((a, b) => (positions.get(a) as number) - (positions.get(b) as number));
    sheet
      .getRange(1, first, 1, count)
      .setNotes([keys.map(key => noteOf(column(key)?.header ?? '', column(key)?.help ?? ''))])
      .setBackgrounds([keys.map(key => BACKGROUNDS[column(key)?.owner ?? 'addon'])])
      .setFontColor(HEADER_COLOUR)
      .setFontWeight('bold')
      .setWrap(true);
  }
}

function dressColumns(
  service: SpreadsheetService,
  sheet: Sheet,
  tab: Tab,
  positions: Positions,
  fresh: readonly string[],
): void {
  const rows = sheet.getMaxRows() - 1;
  const formatted = fresh.filter(key => !(tab.name === SETTINGS_TAB && key === 'value'));
  for (const { first, count, value } of runsOf(tab, positions, formatted, key => tab.columns[key]?.kind ?? 'text'))
    sheet.getRange(2, first, rows, count).setNumberFormat(FORMATS[value]);
  for (const key of fresh) {
    const column = tab.columns[key];
    if (!column?.choices) continue;
    const cells = sheet.getRange(2, positions.get(key) as number, rows, 1);
    cells.setDataValidation(listRule(service, column, column.choices));
  }
}

function listRule(
  service: SpreadsheetService,
  column: Tab['columns'][string],
  choices: readonly string[],
): GoogleAppsScript.Spreadsheet.DataValidation {
  return service
    .newDataValidation()
    .requireValueInList([...choices], true)
    .setAllowInvalid(column.owner !== 'staff')
    .setHelpText(column.help)
    .build();
}

/** A column with a closed list of values, where it stands. */
interface ListedColumn {
  readonly column: Tab['columns'][string];
  readonly choices: readonly string[];
  readonly at: number;
}

/** Columns whose list of values was removed or changed, told by their first cell: a list is set on a whole column. */
function damagedLists(sheet: Sheet, tab: Tab, positions: ReadonlyMap<string, number>): ListedColumn[] {
  if (sheet.getMaxRows() < 2) return [];
  return Object.entries(tab.columns).flatMap(([name, column]) => {
    const at = positions.get(name) ?? 0;
    const { choices } = column;
    if (choices === undefined || at === 0) return [];
    const [present] = sheet.getRange(2, at).getDataValidation()?.getCriteriaValues() ?? [];
    const isSame = Array.isArray(present) && JSON.stringify(present) === JSON.stringify(choices);
    return isSame ? [] : [{ column, choices, at }];
  });
}

/** Headers of the columns whose list of values was removed or changed. */
export const listsDamagedIn = (sheet: Sheet, tab: Tab, positions: ReadonlyMap<string, number>): string[] =>
  damagedLists(sheet, tab, positions).map(({ column }) => column.header);

function restoreLists(service: SpreadsheetService, sheet: Sheet, tab: Tab, positions: Positions): LayoutChange[] {
  return damagedLists(sheet, tab, positions).map(({ column, choices, at }) => {
    sheet.getRange(2, at, sheet.getMaxRows() - 1, 1).setDataValidation(listRule(service, column, choices));
    return wording.listRestored(tab.name, column.header);
  });
}

const SETTINGS_TAB = 'Paramètres';
const PROTECTION = 'Appui AICT';

/**
 * One warning-only protection a tab, with the columns that staff fill left open: the menu runs with the rights of whoever
 * clicks, so a hard protection would refuse the add-on itself; onEdit puts back what was typed over (docs/decisions/004).
 */
function protect(
  service: SpreadsheetService,
  sheet: Sheet,
  tab: Tab,
  positions: Positions,
  changed: boolean,
  changes: LayoutChange[],
): void {
  const ours = protectionsOf(service, sheet);
  if (ours.length === 1 && !changed) return;
  for (const extra of ours) extra.remove();
  const rows = sheet.getMaxRows() - 1;
  const open = Object.entries(tab.columns)
    .filter(([, column]) => column.owner === 'staff')
    .map(([name]) => sheet.getRange(2, positions.get(name) as number, rows, 1));
  const protection = sheet.protect().setDescription(PROTECTION).setWarningOnly(true);
  if (open.length > 0) protection.setUnprotectedRanges(open);
  if (!changed) changes.push(wording.protectionRestored(tab.name));
}

function protectionsOf(service: SpreadsheetService, sheet: Sheet): GoogleAppsScript.Spreadsheet.Protection[] {
  return sheet.getProtections(service.ProtectionType.SHEET).filter(one => one.getDescription() === PROTECTION);
}

/** Whether the add-on's protection stands on a tab, once. */
export const isProtected = (service: SpreadsheetService, sheet: Sheet): boolean =>
  protectionsOf(service, sheet).length === 1;

/** A formula of the schema with its columns' open ranges from row 1: sorting, filtering and inserting leave it whole. */
export function headerFormula(formula: string, positions: Positions): string {
  return formula.replace(/\{(\w+)\}/g, (_, name: string) => {
    const letters = columnLetters(positions.get(name) as number);
    return `${letters}1:${letters}`;
  });
}

/** What a formula shows when cells in its way hold something. */
const BLOCKED = '#REF!';

function writeFormulas(sheet: Sheet, tab: Tab, positions: Positions, changes: LayoutChange[]): void {
  for (const [name, column] of Object.entries(tab.columns)) {
    if (column.formula === undefined) continue;
    const at = positions.get(name) as number;
    const cell = sheet.getRange(1, at);
    const wanted = headerFormula(column.formula, positions);
    const isBlocked = cell.getValue() === BLOCKED;
    if (cell.getFormula() === wanted && !isBlocked) continue;
    // What was pasted under a computed column keeps it from showing anything.
    if (isBlocked) sheet.getRange(2, at, sheet.getMaxRows() - 1, 1).clearContent();
    cell.setNumberFormat('General').setFormula(wanted);
    changes.push(wording.formulaRestored(tab.name, column.header));
  }
}

/** Name of the cell that holds the present day: formulas of the add-on may not take TODAY() as an argument. */
export const TODAY_RANGE = 'Aujourdhui';

function keepToday(spreadsheet: Spreadsheet, changes: LayoutChange[]): void {
  const sheet = spreadsheet.getSheetByName(tabOf('home').name);
  if (!sheet) return;
  nameRange(spreadsheet, TODAY_RANGE, sheet.getRange(1, 2), changes);
  writeToday(spreadsheet, startOfDay(dayOf(instant(Date.now()))));
}

/** Writes the present day where formulas read it; no write when it already stands there. */
export function writeToday(spreadsheet: Spreadsheet, midnight: Instant): void {
  const cell = spreadsheet.getRangeByName(TODAY_RANGE);
  if (!cell) return;
  const present: unknown = cell.getValue();
  if (Object.prototype.toString.call(present) === '[object Date]' && (present as Date).getTime() === midnight) return;
  cell.setNumberFormat(FORMATS.day).setValue(new Date(midnight));
}

/** Columns of the register that one answer needs to read from a single row, named so that they follow a move. */
export const REGISTER_RANGES = {
  siren: 'AdherentsSiren',
  memberSince: 'AdherentsDepuis',
  memberUntil: 'AdherentsJusquAu',
  duesPaid: 'AdherentsCotisation',
} as const;

function nameRegisterColumns(
  spreadsheet: Spreadsheet,
  positions: Map<TabKey, Positions>,
  changes: LayoutChange[],
): void {
  const sheet = spreadsheet.getSheetByName(tabOf('members').name);
  if (!sheet) return;
  for (const [key, name] of Object.entries(REGISTER_RANGES)) {
    const at = positions.get('members')?.get(key) as number;
    nameRange(spreadsheet, name, sheet.getRange(1, at, sheet.getMaxRows(), 1), changes);
  }
}

/** Names, beside those of the settings, that formulas and actions use and that no longer lead anywhere. */
export const namesMissing = (spreadsheet: Spreadsheet): string[] =>
  [TODAY_RANGE, ...Object.values(REGISTER_RANGES)].filter(name => spreadsheet.getRangeByName(name) === null);

/** Gives a range a name, unless it has it already. */
export function nameRange(
  spreadsheet: Spreadsheet,
  name: string,
  range: GoogleAppsScript.Spreadsheet.Range,
  changes: LayoutChange[],
): void {
  const present = spreadsheet.getRangeByName(name);
  const same =
    present !== null &&
    present.getSheet().getName() === range.getSheet().getName() &&
    present.getColumn() === range.getColumn() &&
    present.getRow() === range.getRow();
  if (same) return;
  spreadsheet.setNamedRange(name, range);
  changes.push(wording.rangeNamed(name));
}

/** The sheet that Google puts in every new spreadsheet, when nobody wrote in it. */
function removeBlankSheet(spreadsheet: Spreadsheet): void {
  for (const sheet of spreadsheet.getSheets()) {
    const known = TAB_KEYS.some(key => tabOf(key).name === sheet.getName());
    if (!known && /^(Feuille|Sheet) ?1$/.test(sheet.getName()) && sheet.getLastRow() === 0)
      spreadsheet.deleteSheet(sheet);
  }
}
