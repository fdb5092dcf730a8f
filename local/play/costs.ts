// What executions cost, by function: calls, cells and modelled time, the typical one and the worst one.
import type { ExecutionRecord } from '../kernel/contract';

/** Median and maximum of one figure. */
export interface Spread {
  readonly typical: number;
  readonly worst: number;
}

export interface Cost {
  readonly function: string;
  readonly runs: number;
  readonly calls: Spread;
  /** Cells read and written. */
  readonly cells: Spread;
  readonly modelledMs: Spread;
  readonly realMs: Spread;
  /** How many did not end well: error, killed or timeout. */
  readonly failures: number;
}

/** The median; between two values the higher one, so that it is always a run that happened. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { typical: sorted[Math.floor(sorted.length / 2)] ?? 0, worst: sorted.at(-1) ?? 0 };
}

/** One line per function, the most expensive worst case first. */
export function costsByFunction(executions: readonly ExecutionRecord[]): Cost[] {
  const groups = new Map<string, ExecutionRecord[]>();
  for (const record of executions) {
    const group = groups.get(record.function);
    if (group) group.push(record);
    else groups.set(record.function, [record]);
  }
  return [...groups]
    .map(([name, runs]) => ({
      function: name,
      runs: runs.length,
      calls: spread(runs.map(run => run.totalCalls)),
      cells: spread(runs.map(run => run.cellsRead + run.cellsWritten)),
      modelledMs: spread(runs.map(run => run.modelledMs)),
      realMs: spread(runs.map(run => run.realMs)),
      failures: runs.filter(run => run.outcome !== 'ok').length,
    }))
    .sort((a, b) => b.calls.worst - a.calls.worst || a.function.localeCompare(b.function));
}
