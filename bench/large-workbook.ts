/** Measures the pages on a large workbook: the real server on a folder of its own, asked as a browser asks it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Office } from './office';

/** What a visitor waits for, and what the server holds, with `requests` requests in the workbook. */
export interface PagesMeasure {
  readonly requests: number;
  /** From the start of the process to the first page. */
  readonly firstPageMs: number;
  /** Median of the windows that a scroll from the top to the bottom asks for. */
  readonly windowMs: number;
  readonly windowBytes: number;
  /** Median from a rate that is typed in the settings to a window of the shares, each of which it changes. */
  readonly editMs: number;
  /** Resident memory after all of it, a menu action included. */
  readonly memoryMb: number;
}

const PAGE_GOALS = { firstPageMs: 3000, editMs: 150, memoryMb: 400 } as const;
const WINDOW_ROWS = 60;
const EDITS = 9;
const START_LIMIT_MS = 60_000;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** One line a figure, with its goal. */
export function pageLines({ requests, firstPageMs, windowMs, windowBytes, editMs, memoryMb }: PagesMeasure): string[] {
  const above = (figure: number, goal: number): string => (figure > goal ? ', above' : '');
  return [
    `First page, ${requests} requests on disk (goal ≤ 3 s${above(firstPageMs, PAGE_GOALS.firstPageMs)}): ${(firstPageMs / 1000).toFixed(1)} s`,
    `A window of ${WINDOW_ROWS} rows while scrolling: ${windowMs.toFixed(0)} ms, ${(windowBytes / 1024).toFixed(0)} KB`,
    `A rate typed in the settings, and the share of every request (goal ≤ 150 ms${above(editMs, PAGE_GOALS.editMs)}): ${editMs.toFixed(0)} ms`,
    `Memory of the server after scrolling, editing and a menu action (goal ≤ 400 MB${above(memoryMb, PAGE_GOALS.memoryMb)}): ${memoryMb.toFixed(0)} MB`,
  ];
}

/** Fills a workbook, starts the built server on it and visits it. */
export async function measurePages(dist: string, requests: number): Promise<PagesMeasure> {
  const folder = mkdtempSync(join(tmpdir(), 'appui-aict-bench-'));
  try {
    const office = await Office.open(dist, join(folder, 'workspace'));
    for (let number = 1; number < 20; number += 1) await office.answer(number);
    office.copyRequests(requests - 20);
    await office.answer(requests);
    office.close();
    return await visit(join(folder, 'workspace'), requests);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function visit(workspace: string, requests: number): Promise<PagesMeasure> {
  const began = performance.now();
  const server = spawn(
    process.execPath,
    [join(ROOT, 'build/web-server/start.js'), '--port', '0', '--smtp-port', '0', '--workspace', workspace],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const url = await addressOf(server);
    await fetch(`${url}/classeur`).then(response => response.text());
    const call = async <T>(method: string, params: object): Promise<{ value: T; bytes: number }> => {
      const response = await fetch(`${url}/api/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-session': 'bench', 'x-person': 'dispositif%40cuf.example' },
        body: JSON.stringify(params),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method}: ${text}`);
      return { value: (JSON.parse(text) as { value: T }).value, bytes: text.length };
    };
    const { value: books } = await call<{ sheets: { id: number; name: string }[] }[]>('workbook.list', {});
    const sheet = books[0]?.sheets.find(({ name }) => name === 'Demandes')?.id ?? 0;
    const window = (row: number) =>
      call<{ rows: ({ text: string } | null)[][] }>('workbook.window', {
        spreadsheet: '',
        sheet,
        row,
        rows: WINDOW_ROWS,
      });
    await window(1);
    const firstPageMs = performance.now() - began;
    await call('script.open', {});
    const windows: number[] = [];
    let windowBytes = 0;
    for (let row = 1; row < requests; row += Math.ceil(requests / 60)) {
      const asked = performance.now();
      windowBytes = (await window(row)).bytes;
      windows.push(performance.now() - asked);
    }
    const { value: header } = await window(1);
    const share = header.rows[0]?.findIndex(cell => cell?.text === 'Part dispositif') ?? 0;
    const settings = books[0]?.sheets.find(({ name }) => name === 'Paramètres')?.id ?? 0;
    const { value: listed } = await call<{ rows: ({ text: string } | null)[][] }>('workbook.window', {
      spreadsheet: '',
      sheet: settings,
      row: 1,
      rows: WINDOW_ROWS,
    });
    const rate = listed.rows.findIndex(cells => cells[0]?.text === 'TauxNonAdherent') + 1;
    const edits: number[] = [];
    for (let edit = 0; edit < EDITS; edit += 1) {
      const shown = 2 + edit * Math.floor(requests / EDITS);
      const before = (await window(shown)).value.rows[0]?.[share]?.text;
      const asked = performance.now();
      await call('workbook.type', { spreadsheet: '', sheet: settings, row: rate, column: 3, text: `${40 + edit} %` });
      const after = (await window(shown)).value.rows[0]?.[share]?.text;
      edits.push(performance.now() - asked);
      if (after === before) throw new Error(`The share of row ${shown} was not computed again.`);
    }
    await call('script.menu', { item: 'Aide', selection: { sheet: 'Demandes', rows: [2] } });
    const memoryMb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024;
    return { requests, firstPageMs, windowMs: median(windows), windowBytes, editMs: median(edits), memoryMb };
  } finally {
    const ended = new Promise(resolve => server.once('exit', resolve));
    server.kill('SIGKILL');
    await ended;
  }
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`The server did not start: ${said}`)), START_LIMIT_MS);
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /http:\/\/localhost:\d+/.exec(said)?.[0];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    });
  });
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
