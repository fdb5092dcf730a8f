/**
 * Vérifier l'installation: tabs, headers, computed columns, settings, letters, triggers, services, form, mails and the
 * ledger. Each check says how it stands, in words, and what to do next.
 */
import { CONTRACT_TEMPLATE_NAME, DEFAULT_TEMPLATE_NAME } from '../docs/wording';
import { FormProblem } from '../forms/form-gateway';
import { checkLetter, letterOfRow } from '../mail/templates';
import { checkFunders } from '../scheme/funders';
import { settingDefinitions } from '../scheme/settings';
import { formatInstantInWords, instant } from '../scheme/time';
import { LostBook } from '../sheets/committee-book';
import { headerFormula, isProtected, listsDamagedIn, namesMissing } from '../sheets/layout';
import { isLedgerInPlace } from '../sheets/ledger-book';
import { WORKBOOK_VERSION } from '../sheets/migrations';
import { TAB_KEYS, tabOf } from '../sheets/schema';
import { WorkbookProblem } from '../sheets/table';
import { wording } from '../sheets/wording';
import { committeeWording } from '../sheets/wording-committee';
import { jobWording } from '../sheets/wording-jobs';
import { sendsLeft } from './departures';
import type { Desk } from './desk';
import { PARIS } from './install';
import { pausedJobs } from './pauses';
import { TRIGGER_HANDLERS } from './triggers';

const TITLE = "Vérifier l'installation";
const WIDTH_PX = 640;
const HEIGHT_PX = 600;
const HOUR_MS = 3_600_000;

/** `mend`: something is wrong; `watch`: nothing to mend now, but it is worth an eye. */
export type CheckState = keyof typeof jobWording.states;

/** One check: what it found, each in a sentence, and what to do next (empty when nothing is to be done). */
export interface Check {
  readonly name: string;
  readonly state: CheckState;
  readonly found: readonly string[];
  readonly next: string;
}

/** What the page « Vérifier l'installation » shows. */
export interface CheckReport {
  readonly sentence: string;
  readonly checks: readonly Check[];
  /** The form's page, to open; empty when there is none. */
  readonly formUrl: string;
  /** What « Réparer » has just done, in a sentence; empty before. */
  readonly repaired: string;
  /** Why this person cannot repair; empty when they can. */
  readonly cannotRepair: string;
  /** The words of each state: it is never told by colour alone. */
  readonly states: Readonly<Record<CheckState, string>>;
}

export function checkInstallation(desk: Desk): () => void {
  return () => {
    const report = reportOf(desk, null);
    desk.screen.open({
      name: 'check-installation',
      title: TITLE,
      data: report,
      lines: [
        report.sentence,
        ...report.checks.flatMap(({ name, state, found, next }) => [
          `${name} : ${jobWording.states[state].toLowerCase()}`,
          ...found,
          ...(next === '' ? [] : [next]),
        ]),
      ],
      width: WIDTH_PX,
      height: HEIGHT_PX,
    });
  };
}

/** Every check, as things stand now. `changes` is what a repair has just put back, null when none was asked for. */
export function reportOf(desk: Desk, changes: readonly string[] | null): CheckReport {
  const checks = isBlank(desk)
    ? [notInstalled()]
    : [
        structure(desk),
        references(desk),
        settings(desk),
        letters(desk),
        manager(desk),
        triggers(desk),
        sweeps(desk),
        services(desk),
        quota(desk),
        form(desk),
        files(desk),
        outbox(desk),
        ledger(desk),
      ];
  const count = (state: CheckState) => checks.filter(check => check.state === state).length;
  const installed = desk.memory.get('managingAccount');
  return {
    sentence:
      count('mend') + count('watch') === 0 ? jobWording.sound : jobWording.faults(count('mend'), count('watch')),
    checks,
    formUrl: desk.memory.get('form')?.url ?? '',
    repaired: changes === null ? '' : changes.length === 0 ? jobWording.repairNothing : jobWording.repaired(changes),
    cannotRepair: installed === null || installed === effectiveUser(desk) ? '' : wording.otherAccount(installed),
    states: jobWording.states,
  };
}

/** Whether nothing was ever installed here: no memory, and not one of our tabs. */
function isBlank(desk: Desk): boolean {
  if (desk.memory.get('managingAccount') !== null) return false;
  return TAB_KEYS.every(key => desk.workbook.spreadsheet.getSheetByName(tabOf(key).name) === null);
}

function notInstalled(): Check {
  const { structure: name } = jobWording.checks;
  return { name, state: 'mend', found: [wording.notInstalled], next: jobWording.next.install };
}

const effectiveUser = (desk: Desk): string => desk.google.session.getEffectiveUser().getEmail().toLowerCase();

/** A check that lists faults: in order when there are none. */
function faultsOr(name: string, faults: readonly string[], sound: string, next: string): Check {
  return faults.length === 0
    ? { name, state: 'ok', found: [sound], next: '' }
    : { name, state: 'mend', found: faults, next };
}

/** Tabs, headers, lists, names and protections that are missing, computed columns that were damaged, an older version. */
function structure(desk: Desk): Check {
  const { spreadsheet } = desk.workbook;
  const zone = spreadsheet.getSpreadsheetTimeZone();
  const version = desk.memory.get('version');
  const faults = [
    ...TAB_KEYS.flatMap(key => faultsOfTab(desk, key)),
    ...namesMissing(spreadsheet).map(jobWording.nameMissing),
    ...(zone === PARIS ? [] : [jobWording.timeZone(zone)]),
    ...(version === null || version >= WORKBOOK_VERSION ? [] : [jobWording.olderVersion(version, WORKBOOK_VERSION)]),
  ];
  const { structure: name } = jobWording.checks;
  return faultsOr(name, faults, jobWording.structureSound, jobWording.next.repair);
}

function faultsOfTab(desk: Desk, key: (typeof TAB_KEYS)[number]): string[] {
  const tab = tabOf(key);
  const sheet = desk.workbook.spreadsheet.getSheetByName(tab.name);
  if (!sheet) return [wording.missingTab(tab.name)];
  const columns = Object.entries(tab.columns);
  if (columns.length === 0) return [];
  const faults: string[] = [];
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
  const doubled = columns.filter(([, { header }]) => titles.indexOf(header) !== titles.lastIndexOf(header));
  faults.push(...doubled.map(([, { header }]) => jobWording.headerTwice(tab.name, header)));
  if (key === 'ledger' && missing.length === 0 && !isLedgerInPlace([...positions.values()]))
    faults.push(jobWording.ledgerMoved);
  for (const [name, column] of columns) {
    if (column.formula === undefined) continue;
    const wanted = missing.length === 0 ? headerFormula(column.formula, positions) : '';
    const at = positions.get(name) ?? 0;
    if (at === 0 || (wanted !== '' && formulas[at - 1] !== wanted))
      faults.push(wording.formulaDamaged(tab.name, column.header));
  }
  faults.push(
    ...listsDamagedIn(sheet, tab, positions).map(header => jobWording.listDamaged(tab.name, header)),
    ...(isProtected(desk.google.sheets, sheet) ? [] : [jobWording.protectionMissing(tab.name)]),
  );
  return faults;
}

/** A row as the check of references sees it. */
interface KeyedRow {
  readonly at: number;
  readonly reference: string;
  /** What its state says when it is none; '' otherwise. */
  readonly badState: string;
}

/** The tabs whose rows are found by their reference, read once each. */
function keyedRows(desk: Desk): readonly { readonly tab: string; readonly given: number; readonly rows: KeyedRow[] }[] {
  const counters = desk.memory.get('counters') ?? {};
  const keyed = (
    key: 'requests' | 'consultations' | 'bids' | 'assignments',
    state: 'status' | 'state',
    given: number,
  ) => {
    const sheet = desk.workbook.table(key);
    const rows = sheet.all().map(({ at, values, problems }): KeyedRow => {
      const header = state === 'status' ? 'Statut' : 'État';
      return { at, reference: values.reference, badState: problems.find(one => one.header === header)?.reason ?? '' };
    });
    return { tab: tabOf(key).name, given, rows };
  };
  const sent = desk.workbook
    .table('consultations')
    .all()
    .filter(({ values }) => values.sentAt !== null).length;
  return [
    keyed('requests', 'status', counters.request ?? 0),
    keyed('consultations', 'status', counters.consultation ?? 0),
    keyed('bids', 'state', sent),
    keyed('assignments', 'state', counters.assignment ?? 0),
  ];
}

/** Rows that lost their reference or their state, that bear another's, and tabs that lost every row. */
function references(desk: Desk): Check {
  const { references: name } = jobWording.checks;
  return reading(name, () => {
    const faults = keyedRows(desk).flatMap(({ tab, given, rows }) => {
      const lost = rows.filter(({ reference }) => reference === '').map(({ at }) => at);
      const places = new Map<string, number[]>();
      for (const { at, reference } of rows)
        if (reference !== '') places.set(reference, [...(places.get(reference) ?? []), at]);
      return [
        ...(rows.length === 0 && given > 0 ? [jobWording.emptied(tab, given)] : []),
        ...(lost.length === 0 ? [] : [jobWording.unreferenced(tab, lost)]),
        ...[...places].flatMap(([reference, at]) => (at.length > 1 ? [jobWording.doubled(tab, reference, at)] : [])),
        ...rows.flatMap(({ at, badState }) => (badState === '' ? [] : [jobWording.unknownState(tab, at, badState)])),
      ];
    });
    return faultsOr(name, faults, jobWording.referencesSound, jobWording.next.references);
  });
}

/** Runs a check that reads a tab; a tab or a column that is missing is said by the check of the structure too. */
function reading(name: string, work: () => Check): Check {
  try {
    return work();
  } catch (problem) {
    if (!(problem instanceof WorkbookProblem)) throw problem;
    return { name, state: 'mend', found: [problem.message], next: jobWording.next.repair };
  }
}

/** Settings whose name shows another cell than theirs: a sort moves rows, not names. */
function namesMoved(desk: Desk): string[] {
  const table = desk.workbook.table('settings');
  const valueAt = table.column('value');
  const rows = new Map(table.all().map(({ at, values }) => [values.name.trim(), at] as const));
  return settingDefinitions().flatMap(({ name }) => {
    const range = desk.workbook.spreadsheet.getRangeByName(name);
    const row = rows.get(name);
    if (range === null || row === undefined) return [];
    return range.getRow() === row && range.getColumn() === valueAt ? [] : [jobWording.rangeMoved(name)];
  });
}

function settings(desk: Desk): Check {
  const { settings: name } = jobWording.checks;
  return reading(name, () => {
    const { settings: read, problems } = desk.workbook.settings;
    const unnamed = settingDefinitions().filter(one => desk.workbook.spreadsheet.getRangeByName(one.name) === null);
    const faults = problems.map(({ reason }) => reason);
    if (read.replyAddresses.length === 0) faults.push(wording.noReplyAddress);
    if (read.technicalPoints === null || read.pricePoints === null) faults.push(wording.pointsRequired);
    const funders = checkFunders(
      desk.workbook.lists.flatMap(({ values: { funder, funderShare } }) =>
        funder === '' || funderShare === null ? [] : [{ funder, share: funderShare }],
      ),
    );
    if (!funders.ok) faults.push(funders.reason);
    const mendable = [...unnamed.map(one => wording.rangeMissing(one.name)), ...namesMoved(desk)];
    const next = [
      ...(faults.length === 0 ? [] : [jobWording.next.settings]),
      ...(mendable.length === 0 ? [] : [jobWording.next.repair]),
    ].join(' ');
    return faultsOr(name, [...faults, ...mendable], jobWording.settingsSound, next);
  });
}

function letters(desk: Desk): Check {
  const { letters: name } = jobWording.checks;
  return reading(name, () => {
    const faults = desk.workbook.letters.flatMap(row => {
      const letter = letterOfRow(row);
      const checked = letter.ok ? checkLetter(letter.value) : letter;
      return checked.ok ? [] : [checked.reason];
    });
    return faultsOr(name, faults, jobWording.lettersSound, jobWording.next.letters);
  });
}

function manager(desk: Desk): Check {
  const { manager: name } = jobWording.checks;
  const installed = desk.memory.get('managingAccount');
  if (installed === null) return { name, state: 'mend', found: [wording.notInstalled], next: jobWording.next.install };
  return reading(name, () => {
    const typed = desk.workbook.settings.settings.managingAccount;
    if (typed.toLowerCase() !== installed)
      return {
        name,
        state: 'mend',
        found: [wording.managerChanged(typed, installed)],
        next: jobWording.next.managerCell(installed),
      };
    if (desk.managesMail) return { name, state: 'ok', found: [jobWording.manager(installed)], next: '' };
    return { name, state: 'ok', found: [jobWording.managerIsOther(installed, effectiveUser(desk))], next: '' };
  });
}

/** What only the managing account can see. */
function elsewhere(desk: Desk, name: string, sentence: (manager: string) => string): Check {
  const installed = desk.memory.get('managingAccount');
  return installed === null
    ? { name, state: 'mend', found: [wording.notInstalled], next: jobWording.next.install }
    : { name, state: 'watch', found: [sentence(installed)], next: jobWording.next.manager(installed) };
}

function triggers(desk: Desk): Check {
  const { triggers: name } = jobWording.checks;
  if (!desk.managesMail) return elsewhere(desk, name, jobWording.triggersElsewhere);
  const formId = desk.memory.get('form')?.id ?? '';
  const present = desk.google.scripts.getProjectTriggers();
  const faults = Object.values(TRIGGER_HANDLERS).flatMap(handler => {
    const ours = present.filter(trigger => trigger.getHandlerFunction() === handler);
    if (ours.length === 0) return [wording.triggerMissing(handler)];
    return [
      ...(ours.length > 1 ? [jobWording.triggerTwice(handler, ours.length)] : []),
      ...(handler === TRIGGER_HANDLERS.form && ours.every(trigger => trigger.getTriggerSourceId() !== formId)
        ? [jobWording.triggerOfOtherForm(handler)]
        : []),
    ];
  });
  const sound = jobWording.triggersSound(Object.values(jobWording.triggerNames), effectiveUser(desk));
  return faultsOr(name, faults, sound, jobWording.next.repair);
}

/** The sweep passes every 15 minutes; where runs without work are left out, its next due work tells whether it is late. */
function sweeps(desk: Desk): Check {
  const { sweep: name } = jobWording.checks;
  const last = desk.memory.get('sweptAt');
  if (last === null) return { name, state: 'watch', found: [jobWording.neverSwept], next: jobWording.next.sweep };
  const when = formatInstantInWords(instant(last));
  const due = desk.memory.nextDue ?? last;
  const isLate = desk.now() > Math.max(last, due) + HOUR_MS;
  return isLate
    ? { name, state: 'mend', found: [jobWording.sweepLate(when)], next: jobWording.next.sweep }
    : { name, state: 'ok', found: [jobWording.swept(when)], next: '' };
}

/** Reads the committee's workbook: one that is lost is told by the check of the files, a service that is silent throws. */
function readCommitteeBook(desk: Desk): void {
  const { committeeBook } = desk;
  const known = desk.memory.get('committeeBook');
  if (known === null) return;
  try {
    committeeBook.read(known.id);
  } catch (problem) {
    if (!(problem instanceof LostBook)) throw problem;
  }
}

/** What the person reads of a service that fails; what it said goes to the log. */
function silent(service: string, problem: unknown): string {
  console.error(problem instanceof Error ? `${service}: ${problem.message}` : `${service}: ${String(problem)}`);
  return jobWording.serviceSilent(service);
}

/** One probe of each service that a first push may leave disabled. */
function services(desk: Desk): Check {
  const { services: name } = jobWording.checks;
  if (!desk.managesMail) return elsewhere(desk, name, jobWording.servicesElsewhere);
  const probes: readonly [string, () => unknown][] = [
    ['Gmail', () => desk.gmail.profile()],
    ['Drive', () => desk.documents.placeOf(desk.memory.get('files')?.folder ?? '')],
    ['Documents', () => desk.documents.textOf(desk.memory.get('files')?.template ?? '')],
    ['Sheets', () => readCommitteeBook(desk)],
  ];
  const faults = probes.flatMap(([service, probe]) => {
    try {
      probe();
      return [];
    } catch (problem) {
      return [silent(service, problem)];
    }
  });
  const sound = jobWording.servicesSound(probes.map(([service]) => service));
  return faultsOr(name, faults, sound, jobWording.next.service);
}

function quota(desk: Desk): Check {
  const { quota: name } = jobWording.checks;
  return reading(name, () => {
    const { dailyMails } = desk.workbook.settings.settings;
    const heldUntil = desk.memory.get('pausedUntil') ?? 0;
    const left = sendsLeft(desk);
    if (heldUntil > desk.now())
      return {
        name,
        state: 'watch',
        found: [jobWording.quotaHeld(formatInstantInWords(instant(heldUntil)))],
        next: jobWording.next.quota,
      };
    if (left <= 0)
      return { name, state: 'watch', found: [jobWording.quotaGone(dailyMails)], next: jobWording.next.quota };
    return { name, state: 'ok', found: [jobWording.quotaLeft(left, dailyMails)], next: '' };
  });
}

function form(desk: Desk): Check {
  const { form: name } = jobWording.checks;
  const known = desk.memory.get('form');
  if (known === null) return { name, state: 'mend', found: [jobWording.formMissing], next: jobWording.next.repair };
  if (!desk.managesMail) return elsewhere(desk, name, jobWording.formElsewhere);
  try {
    const isOpen = desk.forms.isOpen(known.id);
    const faults = desk.forms.faultsOf(known, String(desk.workbook.settings.settings.edition));
    if (faults.length > 0) return { name, state: 'mend', found: faults, next: jobWording.next.repair };
    return isOpen
      ? { name, state: 'ok', found: [jobWording.formOpen], next: '' }
      : { name, state: 'watch', found: [jobWording.formClosed], next: jobWording.next.form };
  } catch (problem) {
    if (problem instanceof FormProblem)
      return { name, state: 'mend', found: [problem.message], next: jobWording.next.formLost };
    return { name, state: 'mend', found: [silent('Forms', problem)], next: jobWording.next.service };
  }
}

/** The scheme's folder, its templates and the committee's workbook: there, in the trash or gone. */
function files(desk: Desk): Check {
  const { files: name } = jobWording.checks;
  if (!desk.managesMail) return elsewhere(desk, name, jobWording.filesElsewhere);
  const known = desk.memory.get('files');
  if (known === null) return { name, state: 'mend', found: [jobWording.filesMissing], next: jobWording.next.repair };
  const book = desk.memory.get('committeeBook');
  const expected: readonly [string, string][] = [
    [jobWording.folder, known.folder],
    [DEFAULT_TEMPLATE_NAME, known.template],
    [CONTRACT_TEMPLATE_NAME, known.contract ?? ''],
    [committeeWording.bookName, book?.id ?? ''],
  ];
  try {
    const faults = expected.flatMap(([title, id]) => {
      const place = id === '' ? 'gone' : desk.documents.placeOf(id);
      if (place === 'there') return [];
      return [place === 'trashed' ? jobWording.fileTrashed(title) : jobWording.fileGone(title)];
    });
    return faultsOr(name, faults, jobWording.filesSound, jobWording.next.files);
  } catch (problem) {
    return { name, state: 'mend', found: [silent('Drive', problem)], next: jobWording.next.service };
  }
}

function outbox(desk: Desk): Check {
  const { outbox: name } = jobWording.checks;
  const paused = pausedJobs(desk);
  const waiting = desk.memory.get('waiting');
  const count =
    (waiting?.consultations.length ?? 0) + (waiting?.receipts.length ?? 0) + (waiting?.letters === true ? 1 : 0);
  const found = [
    ...(paused.length === 0 ? [] : [jobWording.outboxPaused(paused)]),
    count === 0 ? jobWording.outboxEmpty : jobWording.outboxWaiting(count),
  ];
  return paused.length === 0
    ? { name, state: 'ok', found, next: '' }
    : { name, state: 'watch', found, next: jobWording.next.outbox };
}

function ledger(desk: Desk): Check {
  const { ledger: name } = jobWording.checks;
  return reading(name, () => {
    const faults = desk.ledger.verify().map(({ reason }) => reason);
    return faultsOr(
      name,
      faults,
      jobWording.ledgerSound(desk.memory.get('ledger')?.number ?? 0),
      jobWording.next.ledger,
    );
  });
}
