/**
 * Installer ou mettre à jour: brings the workbook, the form, the documents and the triggers to the present version.
 * Whatever stands already is left alone; a second run changes nothing; only the first account may run it.
 */
import { CONTRACT_TEMPLATE_NAME, DEFAULT_TEMPLATE_NAME } from '../docs/wording';
import { defaultLetters } from '../mail/letter-templates';
import { settingDefinitions } from '../scheme/settings';
import { budgetPage } from '../sheets/budget-tab';
import { type ColumnRanges, columnRanges } from '../sheets/cell-address';
import { keepCharts } from '../sheets/charts';
import { HOME_WIDTHS, homePage } from '../sheets/home-tab';
import { layOut, nameRange } from '../sheets/layout';
import { DEFAULT_CRITERIA, DEFAULT_FUNDERS } from '../sheets/list-defaults';
import { migrate, WORKBOOK_VERSION } from '../sheets/migrations';
import { keepPage } from '../sheets/page';
import { tabOf } from '../sheets/schema';
import { wording } from '../sheets/wording';
import { committeeWording } from '../sheets/wording-committee';
import { homeWording } from '../sheets/wording-pages';
import { ensureCommitteeBook } from './committee-book';
import type { Desk } from './desk';
import { Refused } from './refused';
import { ensureTriggers } from './triggers';

const TITLE = 'Installer ou mettre à jour';
export const SCOPES = [
  'https://www.googleapis.com/auth/spreadsheets.currentonly',
  'https://www.googleapis.com/auth/script.container.ui',
  'https://www.googleapis.com/auth/script.scriptapp',
  'https://www.googleapis.com/auth/userinfo.email',
  'https://www.googleapis.com/auth/gmail.send',
  'https://www.googleapis.com/auth/gmail.readonly',
  'https://www.googleapis.com/auth/forms',
  'https://www.googleapis.com/auth/documents',
  'https://www.googleapis.com/auth/drive.file',
];

/** Menu item: installs, repairs or upgrades, and says what was done. */
export function install(desk: Desk): () => void {
  return () => {
    const previous = desk.memory.get('version') ?? 0;
    const changes = installNow(desk);
    desk.screen.tell(TITLE, changes.length === 0 ? wording.nothingToInstall : whatChanged(desk, previous, changes));
  };
}

function whatChanged(desk: Desk, previous: number, changes: readonly string[]): string {
  if (previous === 0) return wording.installDone(changes, formUrl(desk));
  return previous < WORKBOOK_VERSION
    ? wording.upgradeDone(previous, WORKBOOK_VERSION, changes)
    : wording.repairDone(changes);
}

/**
 * Installs, repairs or upgrades; gives what it changed, in French. Refuses another account than the first, and changes
 * nothing then.
 */
export function installNow(desk: Desk): readonly string[] {
  const { google, memory } = desk;
  const me = google.session.getEffectiveUser().getEmail().toLowerCase();
  const manager = memory.get('managingAccount');
  if (manager !== null && manager !== me) throw new Refused(wording.otherAccount(manager));
  google.scripts.requireScopes(google.scripts.AuthMode.FULL, SCOPES);

  const { spreadsheet } = desk.workbook;
  const previous = memory.get('version') ?? 0;
  const changes: string[] = [];
  if (spreadsheet.getSpreadsheetTimeZone() !== PARIS) {
    spreadsheet.setSpreadsheetTimeZone(PARIS);
    changes.push(wording.timeZoneSet);
  }
  const layout = layOut({ service: google.sheets, spreadsheet });
  changes.push(...layout.changes);
  changes.push(...migrate(desk.workbook, previous));
  changes.push(...fillSettings(desk, me));
  changes.push(...layout.writeComputedColumns());
  fillLists(desk, changes);
  fillLetters(desk, changes);
  fillPages(desk, changes);
  google.sheets.flush();

  if (manager === null) {
    memory.set('managingAccount', me);
    memory.set('salt', desk.sha256(`${google.utilities.getUuid()}${Date.now()}`).slice(0, 32));
    const { historyId } = desk.gmail.profile();
    memory.set('mailbox', { historyId, readAt: desk.now(), rows: 0 });
    memory.set('sendingSince', { historyId, at: desk.now() });
    memory.set('answers', { since: desk.now(), recent: [] });
    memory.save();
  }
  ensureForm(desk, changes);
  ensureFiles(desk, changes);
  if (ensureCommitteeBook(desk)) changes.push(committeeWording.bookMade);
  changes.push(...ensureTriggers(desk));
  if (previous !== WORKBOOK_VERSION) {
    memory.set('version', WORKBOOK_VERSION);
    desk.ledger.record({
      action: previous === 0 ? wording.installed : wording.upgraded,
      subject: 'Classeur',
      field: 'Version',
      before: previous === 0 ? '' : String(previous),
      after: String(WORKBOOK_VERSION),
    });
  } else
    for (const change of changes) desk.ledger.record({ action: wording.repaired, subject: 'Classeur', after: change });
  desk.save();
  return changes;
}

/** The time zone in which the workbook shows its instants. */
export const PARIS = 'Europe/Paris';

function formUrl(desk: Desk): string {
  return desk.memory.get('form')?.url ?? '';
}

/** Adds the settings that are missing with their default values and names their cells; never touches one that stands. */
function fillSettings(desk: Desk, managingAccount: string): string[] {
  const { spreadsheet } = desk.workbook;
  const sheet = desk.workbook.sheet('settings');
  const changes: string[] = [];
  const table = desk.workbook.table('settings');
  const [nameAt, valueAt] = [table.column('name'), table.column('value')];
  const namesOf = () =>
    sheet
      .getRange(1, nameAt, sheet.getLastRow(), 1)
      .getValues()
      .map(cells => String(cells[0]).trim());
  const present = namesOf();
  const wanted = settingDefinitions();
  const missing = wanted.filter(({ name }) => !present.includes(name));
  if (missing.length > 0) {
    const first = sheet.getLastRow() + 1;
    const write = (column: number, of: (setting: (typeof missing)[number]) => string | number | Date) =>
      sheet.getRange(first, column, missing.length, 1).setValues(missing.map(setting => [of(setting)]));
    sheet.getRange(first, valueAt, missing.length, 1).setNumberFormats(missing.map(({ format }) => [format]));
    write(nameAt, ({ name }) => name);
    write(table.column('label'), ({ label }) => label);
    write(valueAt, ({ name, initial }) => (name === 'CompteGestion' ? managingAccount : initial));
    write(table.column('help'), ({ help }) => help);
    missing.forEach((setting, index) => {
      if (setting.choices)
        sheet.getRange(first + index, valueAt).setDataValidation(
          desk.google.sheets
            .newDataValidation()
            .requireValueInList([...setting.choices], true)
            .setAllowInvalid(false)
            .setHelpText(setting.help)
            .build(),
        );
      changes.push(wording.settingAdded(setting.name));
    });
  }
  const names = missing.length > 0 ? namesOf() : present;
  for (const { name } of wanted) {
    const row = names.indexOf(name) + 1;
    if (row > 0) nameRange(spreadsheet, name, sheet.getRange(row, valueAt), changes);
  }
  return changes;
}

function fillLists(desk: Desk, changes: string[]): void {
  const table = desk.workbook.table('lists');
  if (table.all().length > 0) return;
  const height = Math.max(DEFAULT_FUNDERS.length, DEFAULT_CRITERIA.length);
  table.append(
    Array.from({ length: height }, (_, index) => ({
      ...(DEFAULT_FUNDERS[index] ?? {}),
      ...(DEFAULT_CRITERIA[index] ? { criterion: DEFAULT_CRITERIA[index] } : {}),
    })),
  );
  table.commit();
  changes.push(wording.tabFilled(tabOf('lists').name));
}

function fillLetters(desk: Desk, changes: string[]): void {
  const table = desk.workbook.table('templates');
  const present = new Set(table.all().map(({ values }) => values.name));
  const missing = defaultLetters().filter(({ name }) => !present.has(name));
  if (missing.length === 0) return;
  table.append(missing.map(({ name, subject, text }) => ({ name, subject, text })));
  table.commit();
  for (const { name } of missing) changes.push(wording.letterAdded(name));
}

function fillPages(desk: Desk, changes: string[]): void {
  const { spreadsheet } = desk.workbook;
  const ranges = columnRanges(spreadsheet);
  if (keepPage(desk.workbook.sheet('budget'), budgetPage(ranges)))
    changes.push(wording.tabFilled(tabOf('budget').name));
  fillHome(desk, ranges, changes);
  changes.push(...keepCharts(desk.google.charts, spreadsheet));
}

function fillHome(desk: Desk, ranges: ColumnRanges, changes: string[]): void {
  const sheet = desk.workbook.sheet('home');
  const { page, tasks } = homePage(desk.workbook.spreadsheet, ranges);
  const label = sheet.getRange(1, 1);
  const isLabelled = label.getValue() === homeWording.today;
  if (!isLabelled) label.setValue(homeWording.today).setFontWeight('bold');
  const isWritten = keepPage(sheet, page);
  if (isWritten) {
    HOME_WIDTHS.forEach((width, index) => {
      sheet.setColumnWidth(index + 1, width);
    });
    sheet.getRange(page.firstRow, 1).setFontSize(HEADLINE_POINTS).setWrap(false);
    highlight(desk, sheet, sheet.getRange(tasks.row, 2, tasks.rows, 1));
  }
  if (isWritten || !isLabelled) changes.push(wording.tabFilled(tabOf('home').name));
}

const HEADLINE_POINTS = 12;

/** Counts that call for something stand out; rules that staff made on other cells stay. */
function highlight(
  desk: Desk,
  sheet: GoogleAppsScript.Spreadsheet.Sheet,
  counts: GoogleAppsScript.Spreadsheet.Range,
): void {
  const ours = counts.getA1Notation();
  const others = sheet
    .getConditionalFormatRules()
    .filter(rule => rule.getRanges().every(range => range.getA1Notation() !== ours));
  const rule = desk.google.sheets
    .newConditionalFormatRule()
    .setRanges([counts])
    .whenNumberGreaterThan(0)
    .setBackground('#fff1d6')
    .setFontColor('#7a3b00')
    .setBold(true)
    .build();
  sheet.setConditionalFormatRules([...others, rule]);
}

function ensureForm(desk: Desk, changes: string[]): void {
  const known = desk.memory.get('form');
  const built = desk.forms.ensure(known, desk.workbook.settings.settings, form => {
    desk.memory.set('form', { id: form.id, url: form.url, items: { ...form.items } });
    desk.memory.save();
  });
  if (known === null) changes.push(wording.formCreated);
  else changes.push(...built.changes);
  desk.memory.set('form', { id: built.id, url: built.url, items: built.items });
  desk.memory.save();
}

/** The folder, the templates and the committee's workbook: made when they are gone, taken out of the trash when they lie there. */
function ensureFiles(desk: Desk, changes: string[]): void {
  const { documents, memory } = desk;
  const known = memory.get('files');
  const keep = (id: string | undefined, name: string, make: () => string): string => {
    const place = id === undefined ? 'gone' : documents.placeOf(id);
    if (id === undefined || place === 'gone') return make();
    if (place === 'trashed') {
      documents.restore(id);
      changes.push(wording.fileRestored(name));
    }
    return id;
  };
  const keepTemplate = (id: string | undefined, name: string, make: () => string): string =>
    keep(id, name, () => {
      changes.push(wording.documentCreated(name));
      return make();
    });
  const folderName = desk.workbook.spreadsheet.getName();
  const folder = keep(known?.folder, folderName, () => {
    if (known !== null) changes.push(wording.folderCreated(folderName));
    return documents.createFolder(folderName);
  });
  const template = keepTemplate(known?.template, DEFAULT_TEMPLATE_NAME, () => documents.createDefaultTemplate(folder));
  const contract = keepTemplate(known?.contract, CONTRACT_TEMPLATE_NAME, () =>
    documents.createContractTemplate(folder),
  );
  memory.set('files', { folder, template, contract });
  memory.save();
  const book = memory.get('committeeBook');
  if (book !== null && documents.placeOf(book.id) === 'trashed') {
    documents.restore(book.id);
    changes.push(wording.fileRestored(committeeWording.bookName));
  }
}
