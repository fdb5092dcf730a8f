// `npm run bench`: prints what the jobs of the cost goals cost; with --write, updates the tables of docs/benchmarks.md.
import '../local/play/paris-time';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { builtScript } from '../local/play/built-script';
import { type TextColumn, textTable } from '../local/play/text-table';
import { measurePages, pageLines } from './large-workbook';
import { type Measure, measureJobs, SIZES, type Weight, weigh } from './measure';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));
/** Requests of the workbook on which the pages are measured. */
const LARGE = 10_000;
const BEGIN = '<!-- bench: begin (written by npm run bench -- --write) -->';
const END = '<!-- bench: end -->';
const INTRODUCTION = `# Benchmarks

What the add-on costs, measured on the local Workspace by \`npm run bench\`. Service calls and cells are exact and the same
on any machine; modelled time applies the latency of Google's services as the community measured it, to within a factor of
three; real time is this machine's. A call is a member that reaches a server in Google: the list is in
\`local/kernel/counted.ts\`.

`;

const COLUMNS: readonly TextColumn[] = [
  { title: 'Job' },
  { title: 'Requests', align: 'right' },
  { title: 'Calls', align: 'right' },
  { title: 'Goal', align: 'right' },
  { title: 'Cells', align: 'right' },
  { title: 'Modelled s', align: 'right' },
  { title: 'Real ms', align: 'right' },
];

function row(measure: Measure): string[] {
  return [
    measure.job,
    String(measure.requests),
    `${measure.calls}${measure.goal !== null && measure.calls > measure.goal ? ' (above)' : ''}`,
    measure.goal === null ? '–' : `≤ ${measure.goal}`,
    String(measure.cells),
    (measure.modelledMs / 1000).toFixed(1),
    measure.realMs.toFixed(1),
  ];
}

/** Size and load time, beside their goals. */
function weightLines({ bytes, codeBytes, textBytes, compileMs, firstRunMs, cachedRunMs }: Weight): string[] {
  const kilobytes = (size: number): string => `${(size / 1024).toFixed(1)} KB`;
  const ms = (time: number): string => `${time.toFixed(1)} ms`;
  return [
    `Script: ${kilobytes(bytes)}, of which code ${kilobytes(codeBytes)} (goal ≤ 200 KB${codeBytes > 200 * 1024 ? ', above' : ''}) and French texts ${kilobytes(textBytes)}`,
    `Load in a bare V8 context (goal ≤ 5 ms): ${ms(cachedRunMs)} once V8 has compiled it; ${ms(compileMs)} to compile and ${ms(firstRunMs)} to run source never seen before`,
  ];
}

function markdown(summary: readonly string[], measures: readonly Measure[]): string {
  const aligned = COLUMNS.map(({ align }) => (align === 'right' ? '---:' : '---'));
  const lines = [COLUMNS.map(({ title }) => title), aligned, ...measures.map(row)].map(
    cells => `| ${cells.join(' | ')} |`,
  );
  return [
    BEGIN,
    '',
    `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}.`,
    '',
    ...summary.map(line => `- ${line}`),
    '',
    ...lines,
    '',
    END,
  ].join('\n');
}

function writePage(tables: string): void {
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : INTRODUCTION;
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  const updated =
    begin < 0 || end < begin
      ? `${page.trimEnd()}\n\n${tables}\n`
      : page.slice(0, begin) + tables + page.slice(end + END.length);
  writeFileSync(PAGE, updated);
}

const dist = builtScript(ROOT);
const summary = [...weightLines(weigh(dist)), ...pageLines(await measurePages(dist, LARGE))];
for (const line of summary) console.log(line);
console.log();
const measures: Measure[] = [];
for (const size of SIZES) measures.push(...(await measureJobs(dist, size)));
measures.sort((a, b) => a.job.localeCompare(b.job) || a.requests - b.requests);
for (const line of textTable(COLUMNS, measures.map(row), 120)) console.log(line);
if (process.argv.includes('--write')) writePage(markdown(summary, measures));
