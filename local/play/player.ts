// Plays a scenario on a Workspace: each step is a gesture of a person, a mail, or time that passes. What the add-on
// refuses is a normal outcome; a step that cannot be played stops the run with its number and a sentence.
import type { Sheet } from '../engine/sheet';
import { ClockError } from '../kernel/clock';
import { type ExecutionRecord, type Fault as KernelFault, Refusal, UnplayableStep } from '../kernel/contract';
import type { MenuClick } from '../kernel/workspace';
import { UnknownFormPart } from '../services/form-library';
import { CommentDesk, UnknownComment } from './comment-desk';
import { Correspondence, UnwritableMail } from './correspondence';
import { FormDesk, UnknownAnswer } from './form-desk';
import type { ScreenRecord } from './outputs';
import { tabOfReference } from './reference-tab';
import {
  type Fault,
  type Gesture,
  type RowAddress,
  type Scenario,
  ScenarioError,
  type Step,
  type Typed,
} from './scenario';
import { columnsOf, hasRow, headerColumns, lastFilledRow, rawRowOf, rowOf, UnknownPlace } from './sheet-address';
import type { Stage } from './stage';

/** What one step left behind, beside the state of the Workspace. */
export interface StepReport {
  readonly step: Step;
  /** When the gesture was made, in milliseconds since the epoch. */
  readonly at: number;
  readonly screens: readonly ScreenRecord[];
  readonly executions: readonly ExecutionRecord[];
  /** Mails of the managing account that left and arrived by the gesture itself. */
  readonly mail: MailCount;
  /** The same, while the clock moved to the step. */
  readonly mailMeanwhile: MailCount;
}

export interface MailCount {
  readonly sent: number;
  readonly received: number;
}

const SETTINGS_TAB = 'Paramètres';
const HOLDERS_TAB = 'Titulaires';

export class Player {
  readonly #stage: Stage;
  readonly #forms: FormDesk;
  readonly #mail: Correspondence;
  readonly #comments: CommentDesk;

  /** `folder` is where the paths of attachments start: the scenario's own. */
  constructor(stage: Stage, folder: string) {
    this.#stage = stage;
    this.#forms = new FormDesk(stage);
    this.#comments = new CommentDesk(stage);
    this.#mail = new Correspondence(stage.office, folder, holder => this.#addressesOf(holder));
  }

  /** Whether a submission waits for the next one, with which it overlaps: one is not played without the other. */
  get isHalfWay(): boolean {
    return this.#forms.waiting !== undefined;
  }

  /**
   * Plays every step, in order.
   * @throws ScenarioError at the first step that cannot be played; what came before it stands.
   */
  async play(scenario: Scenario, onStep?: (report: StepReport) => void): Promise<void> {
    for (const step of scenario.steps) {
      const report = await this.playStep(step);
      onStep?.(report);
    }
    const waiting = this.#forms.waiting;
    if (waiting !== undefined) throw new ScenarioError('`fire: together` needs another submission after it.', waiting);
  }

  async playStep(step: Step): Promise<StepReport> {
    const { workspace } = this.#stage;
    const executionsBefore = workspace.executions.length;
    const mailBefore = this.#mailCount();
    workspace.step = step.number;
    let at = workspace.clock.now();
    let mailThen = mailBefore;
    try {
      if (step.gesture.kind === 'wait') this.#arm(step.fault);
      if (step.at !== undefined) workspace.moveTo(step.at);
      at = workspace.clock.now();
      mailThen = this.#mailCount();
      if (step.gesture.kind !== 'wait') this.#arm(step.fault);
      await this.#make(step);
    } catch (error) {
      throw unplayable(error, step);
    } finally {
      workspace.afterGesture();
    }
    return {
      step,
      at,
      screens: this.#stage.screens.filter(screen => screen.step === step.number),
      executions: workspace.executions.slice(executionsBefore),
      mail: difference(mailThen, this.#mailCount()),
      mailMeanwhile: difference(mailBefore, mailThen),
    };
  }

  #mailCount(): MailCount {
    const { office, manager } = this.#stage;
    const messages = office.mailbox(manager).messages();
    const sent = messages.filter(({ labelIds }) => labelIds.includes('SENT')).length;
    return { sent, received: messages.length - sent };
  }

  #arm(fault: Fault | undefined): void {
    if (fault === undefined) return;
    const { fire: _fire, ...rest } = fault;
    if (Object.keys(rest).length > 0) this.#stage.workspace.nextFault = kernelFault(rest);
  }

  async #make({ gesture, by, fault, number }: Step): Promise<void> {
    const actor = by ?? this.#stage.manager;
    switch (gesture.kind) {
      case 'wait':
        return;
      case 'run':
        this.#run(gesture, actor);
        return;
      case 'set':
        this.#set(gesture.values, actor);
        return;
      case 'fill':
        for (const row of gesture.rows) this.#fill(this.#sheet(gesture.tab), row, actor);
        return;
      case 'submit':
        this.#refusable(() => this.#forms.submit(gesture.answers, { as: gesture.as, fire: fault?.fire, step: number }));
        return;
      case 'resubmit':
        this.#refusable(() => this.#forms.resubmit(gesture.as, gesture.answers, { fire: fault?.fire, step: number }));
        return;
      case 'renameQuestion':
        this.#forms.renameQuestion(gesture.from, gesture.to);
        return;
      case 'edit': {
        const sheet = this.#sheet(gesture.tab);
        this.#type(sheet, rowOf(sheet, gesture.row), gesture.values, actor);
        return;
      }
      case 'rows':
        this.#rows(gesture.rows, actor);
        return;
      case 'comment':
        this.#refusable(() => this.#comments.make(gesture.comment, { by, as: gesture.as }));
        return;
      case 'mail':
        await this.#mail.send(gesture.mail);
        return;
      case 'eml':
        this.#mail.deliverFile(gesture.path, this.#stage.manager, gesture.auth ?? 'none');
        return;
      case 'formula': {
        const sheet = this.#sheet(gesture.tab);
        this.#refusable(() => this.#stage.typeAt(sheet, gesture.cell, gesture.text, actor));
        return;
      }
      case 'tamper': {
        const sheet = this.#sheet(gesture.tab);
        const row = rawRowOf(sheet, gesture.row);
        const columns = columnsOf(sheet, Object.keys(gesture.values));
        Object.values(gesture.values).forEach((value, index) => {
          this.#stage.tamper(sheet, row, columns[index] ?? 0, value);
        });
      }
    }
  }

  /** A gesture that the workbook or the form may refuse: the person reads why, and the story goes on. */
  #refusable(gesture: () => void): void {
    try {
      gesture();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#stage.showError(error.message);
    }
  }

  #sheet(tab: string): Sheet {
    const { workbook } = this.#stage;
    const sheet = workbook.sheet(tab);
    if (!sheet) {
      const names = workbook.sheets.map(({ name }) => `« ${name} »`).join(', ');
      throw new UnknownPlace(`The workbook has no tab « ${tab} »; it has ${names}.`);
    }
    return sheet;
  }

  #run(gesture: Extract<Gesture, { kind: 'run' }>, actor: string): void {
    const click: MenuClick = { by: actor, answers: gesture.answers, ...this.#selection(gesture) };
    const seen = this.#stage.workspace.screens.length;
    try {
      this.#stage.workspace.runMenu(gesture.item, click);
    } catch (error) {
      if (!(error instanceof UnplayableStep) || !this.#wasRefused(gesture, seen)) throw error;
    }
  }

  /**
   * Whether the add-on refused with a sentence before it had asked everything: nothing was written, an alert is the
   * last thing the person saw, and answers are left. That is a normal outcome, not an answer to spare.
   */
  #wasRefused({ answers }: Extract<Gesture, { kind: 'run' }>, seen: number): boolean {
    const { workspace } = this.#stage;
    const screens = workspace.screens.slice(seen);
    const asked = screens.filter(({ answer }) => answer !== null).length;
    const last = screens.at(-1);
    const record = workspace.executions.at(-1);
    return (
      asked < answers.length &&
      last?.kind === 'alert' &&
      last.answer === null &&
      record?.outcome === 'ok' &&
      record.cellsWritten === 0
    );
  }

  #selection(gesture: Extract<Gesture, { kind: 'run' }>): { sheet: string; rows: number[] } {
    const [first] = gesture.on;
    if (first === undefined) return { sheet: gesture.tab ?? this.#stage.workbook.activeSheet.name, rows: [1] };
    const sheet = this.#sheet(gesture.tab ?? tabOfReference(first, gesture.item) ?? this.#tabHolding(first));
    return { sheet: sheet.name, rows: gesture.on.map(address => rowOf(sheet, address)) };
  }

  #tabHolding(address: RowAddress): string {
    if (/^#\d+$/.test(String(address))) {
      throw new UnknownPlace(`\`on: ["${address}"]\` needs \`tab\`, the name of the tab whose row it is.`);
    }
    const holding = this.#stage.workbook.sheets.find(sheet => hasRow(sheet, address));
    if (!holding) throw new UnknownPlace(`No tab has a row « ${address} » in its first column.`);
    return holding.name;
  }

  /** Types in the column Valeur of the setting's row. */
  #set(values: Readonly<Record<string, Typed>>, actor: string): void {
    const sheet = this.#sheet(SETTINGS_TAB);
    for (const [setting, value] of Object.entries(values)) {
      this.#type(sheet, rowOf(sheet, setting), { Valeur: value }, actor);
    }
  }

  #fill(sheet: Sheet, row: Readonly<Record<string, Typed>>, actor: string): void {
    const columns = columnsOf(sheet, Object.keys(row));
    const next = Math.max(lastFilledRow(sheet), 1) + 1;
    if (next > sheet.document.maxRows) this.#refusable(() => this.#stage.insertRows(sheet, next, 1, actor));
    const cells = Object.values(row).map((value, index) => ({ column: columns[index] ?? 0, value }));
    this.#stage.typeRow(sheet, next, cells, actor);
  }

  #type(sheet: Sheet, row: number, values: Readonly<Record<string, Typed>>, actor: string): void {
    const columns = columnsOf(sheet, Object.keys(values));
    Object.values(values).forEach((value, index) => {
      this.#refusable(() => this.#stage.typeCell(sheet, row, columns[index] ?? 0, value, actor));
    });
  }

  #rows(rows: Extract<Gesture, { kind: 'rows' }>['rows'], actor: string): void {
    const sheet = this.#sheet(rows.tab);
    switch (rows.do) {
      case 'insertBefore': {
        const before = rowOf(sheet, rows.at);
        this.#refusable(() => this.#stage.insertRows(sheet, before, 1, actor));
        return;
      }
      case 'delete': {
        const row = rowOf(sheet, rows.at);
        this.#refusable(() => this.#stage.deleteRows(sheet, row, 1, actor));
        return;
      }
      case 'sort': {
        const [column = 0] = columnsOf(sheet, [rows.by]);
        this.#refusable(() => this.#stage.sortRows(sheet, column, actor));
      }
    }
  }

  #addressesOf(holder: string): string[] {
    const sheet = this.#stage.workbook.sheet(HOLDERS_TAB);
    const column = sheet && headerColumns(sheet).get('Courriel');
    if (!sheet || column === undefined || !hasRow(sheet, holder)) return [];
    const [[shown = ''] = []] = sheet.displayValues({ row: rowOf(sheet, holder), column, rows: 1, columns: 1 });
    return shown.split(/[\s,;]+/).filter(address => address.includes('@'));
  }
}

function difference(before: MailCount, after: MailCount): MailCount {
  return { sent: after.sent - before.sent, received: after.received - before.received };
}

/** The part of a fault that one execution meets. */
function kernelFault({ kill, timeLimit, lockBusy, mailQuota, how }: Omit<Fault, 'fire'>): KernelFault {
  return {
    ...(kill === undefined ? {} : { kill }),
    ...(timeLimit === undefined ? {} : { timeLimit }),
    ...(lockBusy === undefined ? {} : { lockBusy }),
    ...(mailQuota === undefined ? {} : { mailQuota, how: how ?? 'throw' }),
  };
}

const KNOWN_REASONS = [
  UnknownPlace,
  UnknownFormPart,
  UnknownAnswer,
  UnknownComment,
  UnwritableMail,
  UnplayableStep,
  ClockError,
];

/** An error of the scenario gets its step and line; anything else is a fault of the Workspace and passes as it is. */
function unplayable(error: unknown, step: Step): unknown {
  if (KNOWN_REASONS.some(reason => error instanceof reason) && error instanceof Error) {
    return new ScenarioError(error.message, step.number, step.line, { cause: error });
  }
  return error;
}
