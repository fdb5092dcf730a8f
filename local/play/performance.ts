// One scenario from its file to its end: on which Workspace it plays, and what became of it.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { cellsJson, displayJson, workbookJson } from '../engine/snapshot';
import { toXlsx } from '../engine/xlsx';
import { type DriveFile, GOOGLE_DOC, type GoogleFiles, PDF } from '../files/google-files';
import { Bundle } from '../kernel/bundle';
import { Workspace } from '../kernel/workspace';
import type { FilesPart } from '../services/files-part';
import type { Outputs } from './outputs';
import { Player, type StepReport } from './player';
import { MAX_SCENARIO_BYTES, parseScenario, type Scenario, ScenarioError } from './scenario';
import { Stage } from './stage';
import { workspaceParts } from './workspace-parts';

/** Who owns the workbook and acts when the scenario's first step names nobody. */
export const DEFAULT_ACCOUNT = 'dispositif@cuf.example';
const PLAIN_TEXT = 'text/plain';

export interface PerformanceOptions {
  /** Path of the scenario. */
  readonly file: string;
  /** Folder of the built add-on. */
  readonly bundleDir: string;
  /** Folder where the Workspace lives; in memory when absent. One that is there already is continued. */
  readonly workspaceFolder?: string | undefined;
}

export class Performance {
  readonly scenario: Scenario;
  readonly stage: Stage;
  readonly #player: Player;

  /** Reads the scenario and sets the stage. Throws ScenarioError when it cannot be read. */
  constructor(options: PerformanceOptions) {
    this.scenario = readScenario(options.file);
    this.stage = new Stage(setUp(this.scenario, options));
    this.#player = new Player(this.stage, dirname(resolve(options.file)));
  }

  /** Plays every step. Throws ScenarioError at the first that cannot be played. */
  async play(onStep?: (report: StepReport) => void): Promise<void> {
    await this.#player.play(this.scenario, onStep);
  }

  /** The workbook as shown, for who needs no more. */
  get display(): Outputs['display'] {
    return displayJson(this.stage.workbook);
  }

  /** What became of it so far. */
  outputs(): Outputs {
    const { stage } = this;
    const { workspace, office, workbook, otherWorkbooks, manager } = stage;
    const accounts = new Set(
      [manager, workspace.owner, ...workspace.executions.map(({ by }) => by)].filter(by => by !== ''),
    );
    const sent = [...accounts]
      .flatMap(account => office.sent(account))
      .sort((a, b) => a.record.addedAt - b.record.addedAt);
    return {
      workbook: workbookJson(workbook),
      display: this.display,
      cells: cellsJson(workbook),
      workbooks: Object.fromEntries(otherWorkbooks.map(book => [book.document.name, workbookJson(book)])),
      screens: stage.screens,
      xlsx: toXlsx(workbook, {
        at: new Date(workspace.clock.now()),
        threads: stage.comments.threads(workbook.id),
      }),
      sent: sent.map(({ raw }) => raw),
      received: office.received(manager).map(({ raw }) => raw),
      files: filesOf(workspace.part<FilesPart>('drive').files),
      executions: workspace.executions,
    };
  }
}

function readScenario(file: string): Scenario {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new ScenarioError(`There is no scenario ${file}.`);
  if (stat.size > MAX_SCENARIO_BYTES)
    throw new ScenarioError(`${file} is larger than ${MAX_SCENARIO_BYTES / 1_000_000} MB.`);
  return parseScenario(readFileSync(file, 'utf8'));
}

function setUp(scenario: Scenario, { bundleDir, workspaceFolder }: PerformanceOptions): Workspace {
  // Loaded once: the play is of one script, even when somebody builds another meanwhile.
  const common = { bundle: Bundle.load(bundleDir), parts: workspaceParts };
  if (workspaceFolder !== undefined && existsSync(join(workspaceFolder, 'manifest.json'))) {
    const workspace = Workspace.open(workspaceFolder, common);
    workspace.moveTo(Math.max(scenario.start, workspace.clock.setTo));
    return workspace;
  }
  const owner = scenario.steps[0]?.by ?? DEFAULT_ACCOUNT;
  const folder = workspaceFolder === undefined ? {} : { folder: workspaceFolder };
  return Workspace.create({ start: scenario.start, owner, ...folder, ...common });
}

/** Documents as text and as PDF, uploaded files as they are; what is in the bin stays there. */
function filesOf(files: GoogleFiles): { name: string; bytes: Uint8Array }[] {
  return files
    .all()
    .filter(({ trashed }) => !trashed)
    .flatMap(file => contentsOf(files, file));
}

function contentsOf(files: GoogleFiles, file: DriveFile): { name: string; bytes: Uint8Array }[] {
  if (file.mimeType === GOOGLE_DOC) {
    return [
      { name: `${file.name}.txt`, bytes: files.export(file, PLAIN_TEXT) },
      { name: `${file.name}.pdf`, bytes: files.export(file, PDF) },
    ].flatMap(({ name, bytes }) => (bytes === undefined ? [] : [{ name, bytes }]));
  }
  const bytes = files.bytes(file);
  return bytes === undefined ? [] : [{ name: file.name, bytes }];
}
