/**
 * One prepared Workspace for the cases of a test file: a scenario is played once on the built add-on, then every case
 * goes on from a copy of it. The add-on is the very bundle of dist/.
 */

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CellFault, type CellValue } from '../../local/engine/display';
import { Bundle } from '../../local/kernel/bundle';
import type { ExecutionRecord } from '../../local/kernel/contract';
import type { StoreSnapshot } from '../../local/kernel/store';
import { Workspace } from '../../local/kernel/workspace';
import { Player } from '../../local/play/player';
import { type Fault, parseScenario, type Step } from '../../local/play/scenario';
import { Stage } from '../../local/play/stage';
import { workspaceParts } from '../../local/play/workspace-parts';
import { parseMime, readableText, walkParts } from '../../local/post/mime-tree';
import type { FilesPart } from '../../local/services/files-part';
import { type LedgerFinding, type StoredLedgerRow, verifyLedger } from '../../src/scheme/ledger';
import { instant } from '../../src/scheme/time';

/** The account that installs: its mailbox is read and its triggers run. */
export const MANAGER = 'dispositif@cuf.example';
export const COLLEAGUE = 'collegue@cuf.example';
const SCENARIOS = join(__dirname, '../../scenarios');
const MINUTE = 60_000;

const bundle = Bundle.load(join(__dirname, '../../dist'));

/** A row by header: texts, numbers, booleans; dates as the spreadsheet keeps them; '' for an empty cell. */
export type SeenRow = Record<string, string | number | boolean>;

/** The state to which a scenario leads. */
export class PreparedWorkspace {
  private constructor(private readonly snapshot: StoreSnapshot) {}

  /** Plays steps, written as in a scenario, on a new Workspace or after another preparation. */
  static async play(steps: string, start?: string): Promise<PreparedWorkspace> {
    return PreparedWorkspace.after(Case.onNewWorkspace(start), steps);
  }

  /** The state to which further steps lead from here; this one stays. */
  async followedBy(steps: string): Promise<PreparedWorkspace> {
    return PreparedWorkspace.after(this.copy(), steps);
  }

  /** The state that a case has reached. */
  static of({ workspace }: Case): PreparedWorkspace {
    return new PreparedWorkspace(workspace.snapshot());
  }

  /** A Workspace of its own that goes on from here. */
  copy(): Case {
    return new Case(Workspace.from(this.snapshot, { bundle, parts: workspaceParts }));
  }

  private static async after(played: Case, steps: string): Promise<PreparedWorkspace> {
    await played.play(steps);
    const failed = played.workspace.executions.find(({ outcome, trigger }) => outcome !== 'ok' && trigger !== 'custom');
    if (failed) throw new Error(`The preparation failed in ${failed.function}: ${failed.error}`);
    played.withoutFormulas();
    return new PreparedWorkspace(played.workspace.snapshot());
  }
}

/** A received mail as its reader sees it. */
export interface SeenMail {
  readonly id: string;
  readonly subject: string;
  readonly attachments: readonly string[];
}

/** A Workspace on which one case plays. */
export class Case {
  readonly stage: Stage;
  readonly #player: Player;

  constructor(readonly workspace: Workspace) {
    this.stage = new Stage(workspace);
    this.#player = new Player(this.stage, SCENARIOS);
  }

  /** A Workspace on which nothing has happened, with every formula live. */
  static onNewWorkspace(start = '2018-09-26T09:00:00+02:00'): Case {
    return new Case(Workspace.create({ start: Date.parse(start), owner: MANAGER, bundle, parts: workspaceParts }));
  }

  /** Plays steps, written as in a scenario. */
  async play(steps: string): Promise<void> {
    for (const step of this.#parsed(steps)) await this.#player.playStep(step);
  }

  /** Plays one step with a fault in the menu item or the trigger that it runs; gives its record. */
  async playWith(fault: Fault, step: string): Promise<ExecutionRecord> {
    const [parsed] = this.#parsed(step);
    if (parsed === undefined) throw new Error('There is no step to play.');
    if (parsed.at !== undefined) this.workspace.moveTo(parsed.at);
    const before = this.workspace.executions.length;
    await this.#player.playStep({ ...parsed, fault: Object.keys(fault).length === 0 ? undefined : fault });
    return firstRun(this.workspace.executions.slice(before));
  }

  #parsed(steps: string): readonly Step[] {
    const start = new Date(this.workspace.clock.now()).toISOString();
    return parseScenario(`title: Un cas\nstart: ${start}\nsteps:\n${steps}`).steps;
  }

  /**
   * Puts what formulas show in place of them: no action reads a computed cell, and each write of each case would have
   * them computed anew.
   */
  withoutFormulas(): void {
    for (const sheet of this.stage.workbook.sheets)
      for (const { row, column } of sheet.formulas()) {
        const [[shown = ''] = []] = sheet.displayValues({ row, column, rows: 1, columns: 1 });
        this.stage.tamper(sheet, row, column, shown);
      }
  }

  /** Lets time pass, with the sweeps that fall due. */
  wait(minutes: number): void {
    this.workspace.moveTo(this.workspace.clock.now() + minutes * MINUTE);
  }

  /** The rows of a tab that hold something in their first column. */
  rows(tab: string): SeenRow[] {
    const sheet = this.stage.workbook.sheet(tab);
    if (!sheet || sheet.lastRow === 0) return [];
    const area = { row: 1, column: 1, rows: sheet.lastRow, columns: sheet.lastColumn };
    const [headers = [], ...lines] = sheet.values(area);
    return lines
      .filter(([first]) => first !== null && first !== '')
      .map(line =>
        Object.fromEntries(
          headers.flatMap((header, index) => (header === null ? [] : [[String(header), seen(line[index] ?? null)]])),
        ),
      );
  }

  row(tab: string, reference: string): SeenRow | undefined {
    return this.rows(tab).find(row => Object.values(row)[0] === reference);
  }

  received(address: string): SeenMail[] {
    return this.stage.office.received(address).map(({ record, raw }) => ({
      id: record.id,
      subject: record.subject,
      attachments: [...walkParts(parseMime(raw))].flatMap(({ filename }) => (filename === '' ? [] : [filename])),
    }));
  }

  /** What the mails that an address received say, oldest first. */
  texts(address: string): string[] {
    return this.stage.office.received(address).map(({ raw }) => readableText(parseMime(raw)));
  }

  sentBy(account: string): number {
    return this.stage.office.sent(account).length;
  }

  /** Names of the files of Drive that match, in order, the trash left out; the same name twice is there twice. */
  filesNamed(pattern: RegExp): string[] {
    const { files } = this.workspace.part<FilesPart>('drive');
    return files
      .all()
      .filter(({ name, trashed }) => !trashed && pattern.test(name))
      .map(({ name }) => name)
      .sort();
  }

  /** Name of the file of Drive with that SHA-256; undefined when there is none. */
  fileWithHash(sha256: string): string | undefined {
    const { files } = this.workspace.part<FilesPart>('drive');
    return files.all().find(({ content }) => content?.sha256 === sha256)?.name;
  }

  /** What is wrong with the Journal against the head that the add-on keeps; empty when it is whole. */
  ledgerFindings(): readonly LedgerFinding[] {
    const { workspace, stage } = this;
    const properties = workspace.store
      .ids('properties')
      .map(id => workspace.store.get<Record<string, string>>('properties', id)?.ledger)
      .find(value => value !== undefined);
    const head = JSON.parse(properties ?? 'null') as { number: number; hash: string };
    const { zone } = stage.workbook;
    const lines = this.rows('Journal').map(
      (row, index): StoredLedgerRow => ({
        line: index + 2,
        number: Number(row['N°']),
        at: instant(Math.round(Date.parse(String(zone.toIso(Number(row.Horodatage)))) / 1000) * 1000),
        who: String(row.Qui),
        action: String(row.Action),
        subject: String(row.Objet),
        field: String(row.Champ),
        before: String(row.Avant),
        after: String(row.Après),
        hash: String(row.Empreinte),
      }),
    );
    return verifyLedger(lines, head, text => createHash('sha256').update(text, 'utf8').digest('hex'));
  }

  /** Screens shown since the case began, newest last. */
  get lastScreen(): string {
    return this.workspace.screens.at(-1)?.text ?? '';
  }
}

function seen(value: CellValue): string | number | boolean {
  if (value === null) return '';
  return value instanceof CellFault ? value.code : value;
}

function firstRun(records: readonly ExecutionRecord[]): ExecutionRecord {
  const run = records.find(({ trigger }) => trigger !== 'custom' && trigger !== 'onOpen' && trigger !== 'onEdit');
  if (run === undefined) throw new Error('Nothing ran.');
  return run;
}

/**
 * Every place where an execution of so many counted calls may die: before the first one, and after each. To die before the
 * next call is the same: nothing leaves the script in between.
 */
export function everyKill(calls: number): { call: number; when: 'before' | 'after' }[] {
  const after = Array.from({ length: calls }, (_, index) => ({ call: index + 1, when: 'after' as const }));
  return [{ call: 1, when: 'before' }, ...after];
}

/** One place in so many, the last one too. Only a sending is killed everywhere each time: the rest with `EVERY_KILL=1 npm test`. */
export function someKills(calls: number, oneIn = 3): ReturnType<typeof everyKill> {
  const all = everyKill(calls);
  if (process.env.EVERY_KILL === '1') return all;
  return all.filter((_, index) => index % oneIn === 0 || index === all.length - 1);
}
