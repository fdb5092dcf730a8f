// Measures the jobs of the cost goals on workbooks of several sizes: service calls and cells first, then time.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import type { ExecutionRecord } from '../local/kernel/contract';
import { HOLDERS, Office } from './office';

const LOADS = 50;
export const SIZES = [10, 100, 1000] as const;
/** Requests that come through the form; a larger workbook is filled with copies of the first one. */
const REAL_ANSWERS = 20;
/** How many new messages a measured sweep finds. */
export const MESSAGES = [0, 1, 10] as const;

/** What one run of a job cost. */
export interface Measure {
  readonly job: string;
  /** Requests in the workbook. */
  readonly requests: number;
  readonly calls: number;
  /** The most calls that the goal allows; null for a job that the goals leave open. */
  readonly goal: number | null;
  readonly cells: number;
  readonly modelledMs: number;
  readonly realMs: number;
}

/** What the script weighs, and how long it takes to be there: every execution in Google loads all of it. */
export interface Weight {
  /** Bytes of bundle.js and stubs.js. */
  readonly bytes: number;
  /** Bytes of our own code and of libraries, French texts left out. */
  readonly codeBytes: number;
  readonly textBytes: number;
  /** Median time to compile source that V8 has never seen. */
  readonly compileMs: number;
  /** Median time to run freshly compiled source in a new context. */
  readonly firstRunMs: number;
  /** Median time to run in a new context what is compiled already. */
  readonly cachedRunMs: number;
}

/** Bytes of the script files and their load time in V8 contexts that hold ECMAScript's own objects only. */
export function weigh(dist: string): Weight {
  const source = ['bundle.js', 'stubs.js'].map(name => readFileSync(join(dist, name), 'utf8')).join('\n');
  const weights = JSON.parse(readFileSync(join(dist, '../build/weights.json'), 'utf8')) as BuiltWeights;
  const compile: number[] = [];
  const firstRun: number[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    // V8 remembers what it has compiled by its text: another last line makes it a script never seen before.
    const unseen = Buffer.from(`${source}\n// ${load} ${performance.now()}`).toString();
    const context = vm.createContext({});
    const began = performance.now();
    const script = new vm.Script(unseen);
    const compiled = performance.now();
    script.runInContext(context);
    compile.push(compiled - began);
    firstRun.push(performance.now() - compiled);
  }
  const script = new vm.Script(source);
  const cachedRun = Array.from({ length: LOADS }, () => {
    const context = vm.createContext({});
    const began = performance.now();
    script.runInContext(context);
    return performance.now() - began;
  });
  return {
    bytes: Buffer.byteLength(source),
    codeBytes: weights.code + Object.values(weights.libraries).reduce((sum, bytes) => sum + bytes, 0),
    textBytes: weights.texts,
    compileMs: median(compile),
    firstRunMs: median(firstRun),
    cachedRunMs: median(cachedRun),
  };
}

/** build/weights.json: bytes of the bundle by origin, as the build left them. */
interface BuiltWeights {
  readonly code: number;
  readonly texts: number;
  readonly libraries: Readonly<Record<string, number>>;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

/** Every job of the cost goals in a workbook that holds `requests` requests. */
export async function measureJobs(dist: string, requests: number): Promise<Measure[]> {
  const office = await Office.open(dist);
  const real = Math.min(requests, REAL_ANSWERS);
  for (let number = 1; number < real; number += 1) await office.answer(number);
  office.copyRequests(requests - real);
  const measures: Measure[] = [];
  const note = (job: string, goal: number | null, record: ExecutionRecord): void => {
    measures.push({
      job,
      requests,
      calls: record.totalCalls,
      goal,
      cells: record.cellsRead + record.cellsWritten,
      modelledMs: record.modelledMs,
      realMs: record.realMs,
    });
  };
  note('Receive one form answer', 13, await office.answer(requests));
  const { calls, record } = await office.recalculate();
  note('Computed column (custom-function calls)', 1, { ...record, totalCalls: calls });
  await office.prepareConsultation();
  note(
    `Send to ${HOLDERS} holders`,
    HOLDERS + 20,
    await office.run('Envoyer les termes de référence', ['CONS-2018-001'], ['oui']),
  );
  for (const messages of MESSAGES) {
    await office.letReply(messages);
    note(`Sweep, ${messages} new ${messages === 1 ? 'message' : 'messages'}`, 2 * messages + 10, office.sweep());
  }
  office.passDeadline();
  note('Close one consultation', 10, office.sweep());
  // Its cost follows the sealed messages: each is read at the opening, never before.
  note(
    'Open the bids',
    null,
    await office.run('Ouvrir les plis', ['CONS-2018-001'], ['Claire Morvan', 'Hugo Lefèvre']),
  );
  await office.scoreBids();
  note('Score and rank', 10, await office.run('Classer les offres', ['CONS-2018-001']));
  return measures;
}
