/** Vérifier l'installation: tabs, headers, computed columns, settings, letters, triggers, services and the ledger; each fault in a sentence. */
import { checkLetter, letterOfRow } from '../mail/templates';
import { checkFunders } from '../scheme/funders';
import { settingDefinitions } from '../scheme/settings';
import { headerFormula } from '../sheets/layout';
import { TAB_KEYS, tabOf } from '../sheets/schema';
import { WorkbookProblem } from '../sheets/table';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';
import { TRIGGER_HANDLERS } from './triggers';

const TITLE = "Vérifier l'installation";

export function checkInstallation(desk: Desk): () => void {
  return () => {
    const faults = [
      ...structure(desk),
      ...settings(desk),
      ...letters(desk),
      ...services(desk),
      ...desk.ledger.verify().map(({ reason }) => reason),
    ];
    desk.screen.tell(TITLE, faults.length === 0 ? wording.installationSound : wording.installationFaults(faults));
  };
}

/** Tabs and headers that are missing, computed columns that were damaged. */
function structure(desk: Desk): string[] {
  const faults: string[] = [];
  for (const key of TAB_KEYS) {
    const tab = tabOf(key);
    const sheet = desk.workbook.spreadsheet.getSheetByName(tab.name);
    if (!sheet) {
      faults.push(wording.missingTab(tab.name));
      continue;
    }
    const columns = Object.entries(tab.columns);
    if (columns.length === 0) continue;
    const row = sheet.getRange(1, 1, 1, Math.max(sheet.getLastColumn(), 1));
    const titles = (row.getValues()[0] ?? []).map(cell => String(cell).trim());
    const formulas = row.getFormulas()[0] ?? [];
    const positions = new Map(columns.map(([name, column]) => [name, titles.indexOf(column.header) + 1]));
    const missing = columns.filter(([name, column]) => positions.get(name) === 0 && column.formula === undefined);
    if (missing.length > 0)
      faults.push(
        wording.missingHeader(
          tab.name,
          missing.map(([, column]) => column.header),
        ),
      );
    for (const [name, column] of columns) {
      if (column.formula === undefined) continue;
      const wanted = missing.length === 0 ? headerFormula(column.formula, positions) : '';
      const at = positions.get(name) ?? 0;
      if (at === 0 || (wanted !== '' && formulas[at - 1] !== wanted))
        faults.push(wording.formulaDamaged(tab.name, column.header));
    }
  }
  return faults;
}

function settings(desk: Desk): string[] {
  const { settings: read, problems } = desk.workbook.settings;
  const named = settingDefinitions().filter(({ name }) => desk.workbook.spreadsheet.getRangeByName(name) === null);
  const faults = [...problems.map(({ reason }) => reason), ...named.map(({ name }) => wording.rangeMissing(name))];
  if (read.replyAddresses.length === 0) faults.push(wording.noReplyAddress);
  if (read.technicalPoints === null || read.pricePoints === null) faults.push(wording.pointsRequired);
  const manager = desk.memory.get('managingAccount');
  if (manager === null) faults.push(wording.notInstalled);
  else if (read.managingAccount.toLowerCase() !== manager)
    faults.push(wording.managerChanged(read.managingAccount, manager));
  const funders = checkFunders(
    desk.workbook.lists.flatMap(({ values: { funder, funderShare } }) =>
      funder === '' || funderShare === null ? [] : [{ funder, share: funderShare }],
    ),
  );
  if (!funders.ok) faults.push(funders.reason);
  return faults;
}

function letters(desk: Desk): string[] {
  return desk.workbook.letters.flatMap(row => {
    const letter = letterOfRow(row);
    const checked = letter.ok ? checkLetter(letter.value) : letter;
    return checked.ok ? [] : [checked.reason];
  });
}

/** Triggers of the managing account, and one probe of each service that a first push may leave disabled. */
function services(desk: Desk): string[] {
  if (!desk.managesMail) return [wording.triggersSeenByManager(desk.memory.get('managingAccount') ?? '')];
  const faults: string[] = [];
  const handlers = desk.google.scripts.getProjectTriggers().map(trigger => trigger.getHandlerFunction());
  for (const handler of Object.values(TRIGGER_HANDLERS))
    if (!handlers.includes(handler)) faults.push(wording.triggerMissing(handler));
  const probes: readonly [string, () => unknown][] = [
    ['Gmail', () => desk.gmail.profile()],
    ['Documents', () => desk.documents.textOf(desk.memory.get('files')?.template ?? '')],
    ['Forms', () => desk.forms.answersSince(desk.memory.get('form')?.id ?? '', desk.now())],
  ];
  for (const [service, probe] of probes) {
    try {
      probe();
    } catch (problem) {
      if (problem instanceof WorkbookProblem) throw problem;
      faults.push(wording.serviceFailed(service, problem instanceof Error ? problem.message : String(problem)));
    }
  }
  return faults;
}
