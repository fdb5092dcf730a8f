// The commands of the local Workspace: `play` runs a scenario and writes what became of it, `demo` tells the 2018 edition,
// `mail inspect` says what a message is taken for.
import './play/paris-time';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { StoreError } from './kernel/store';
import { CannotInspect, inspectFile, inspectionLines } from './mail/inspect';
import { BuildFailed, builtScript } from './play/built-script';
import { DEMO_WIDTH, type Paper, printCosts, printTables, StoryTeller } from './play/demo';
import { writeOutputs } from './play/outputs';
import { Performance, type PerformanceOptions } from './play/performance';
import { ScenarioError } from './play/scenario';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DEMO = join(ROOT, 'scenarios/edition-2018.yaml');

const USAGE = `Usage:
  npm run demo                                          plays the 2018 edition and tells it
  npm run play -- FILE.yaml --out DIR [--workspace DIR] plays a scenario and writes what became of it into DIR

  npm run mail -- inspect FILE [--json]                 says what a message (.eml) or a PDF is taken for, and why

  --out DIR        receives workbook.json, display.json, cells.json, workbook.xlsx, screens.json, executions.json,
                   sent/, received/, files/ and workbooks/; what a former play left there is replaced
  --workspace DIR  keeps the Workspace itself in this folder: the next play continues it

Exit codes: 0 done · 1 a file that cannot be read or a step that cannot be played · 2 wrong usage
`;

class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

async function play(args: string[]): Promise<void> {
  const { values, positionals } = arguments_(args);
  const [file, spare] = positionals;
  if (file === undefined) throw new WrongUsage('Which scenario?');
  if (spare !== undefined) throw new WrongUsage(`One scenario at a time: ${spare} is one too many.`);
  if (values.out === undefined) throw new WrongUsage('Where to? --out DIR is missing.');
  const performance = new Performance(options(file, values.workspace));
  try {
    await performance.play();
  } finally {
    writeOutputs(values.out, performance.outputs());
  }
  const { workspace, screens } = performance.stage;
  const steps = performance.scenario.steps.length;
  console.log(`${steps} steps, ${workspace.executions.length} executions, ${screens.length} screens: ${values.out}`);
}

async function demo(args: string[]): Promise<void> {
  if (args.length > 0) throw new WrongUsage('demo takes no argument.');
  const began = Date.now();
  const paper: Paper = {
    write: line => console.log(line),
    styled: process.stdout.isTTY === true && !process.env.NO_COLOR,
  };
  const performance = new Performance(options(DEMO));
  const teller = new StoryTeller(performance.scenario, performance.stage.manager, paper);
  try {
    await performance.play(report => teller.tell(report));
  } finally {
    teller.end();
  }
  printTables(performance.display, paper);
  printCosts(performance.stage.workspace.executions, paper);
  paper.write('');
  paper.write(`${'─'.repeat(DEMO_WIDTH)}`);
  paper.write(`Joué en ${((Date.now() - began) / 1000).toFixed(1).replace('.', ',')} s.`);
}

function options(file: string, workspaceFolder?: string): PerformanceOptions {
  return { file, bundleDir: builtScript(ROOT), workspaceFolder };
}

function arguments_(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { out: { type: 'string' }, workspace: { type: 'string' }, json: { type: 'boolean' } },
    });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
}

async function mail([order, ...args]: string[]): Promise<void> {
  if (order !== 'inspect') throw new WrongUsage('mail inspects: npm run mail -- inspect FILE.');
  const { values, positionals } = arguments_(args);
  const [file, spare] = positionals;
  if (file === undefined) throw new WrongUsage('Which file?');
  if (spare !== undefined) throw new WrongUsage(`One file at a time: ${spare} is one too many.`);
  const inspection = inspectFile(file);
  if (values.json === true) console.log(JSON.stringify(inspection, null, 2));
  else for (const line of inspectionLines(inspection)) console.log(line);
}

async function main([command, ...args]: string[]): Promise<void> {
  if (command === 'play') return await play(args);
  if (command === 'demo') return await demo(args);
  if (command === 'mail') return await mail(args);
  if (command === undefined || command === 'help' || command === '--help') console.log(USAGE);
  else throw new WrongUsage(`There is no command ${command}.`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof WrongUsage) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  } else if (
    error instanceof ScenarioError ||
    error instanceof CannotInspect ||
    error instanceof BuildFailed ||
    error instanceof StoreError
  ) {
    console.error(error.message);
    process.exitCode = 1;
  } else throw error;
}
