// The output folder: its names, what it replaces, and names of files that cannot leave it.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { ExecutionRecord } from '../../local/kernel/contract';
import { costsByFunction } from '../../local/play/costs';
import { fileName, type Outputs, writeOutputs } from '../../local/play/outputs';

const record = (values: Partial<ExecutionRecord>): ExecutionRecord => ({
  function: 'onSweep',
  trigger: 'time',
  by: 'dispositif@cuf.example',
  startedAt: '2018-11-05T09:00:00.000Z',
  calls: { 'Range.getValues': 2 },
  totalCalls: 2,
  cellsRead: 10,
  cellsWritten: 4,
  modelledMs: 200,
  realMs: 3,
  outcome: 'ok',
  error: null,
  logs: [{ level: 'log', text: 'DEM-2018-001' }],
  ...values,
});

const outputs: Outputs = {
  workbook: { Demandes: [{ Référence: 'DEM-2018-001' }] },
  display: {},
  cells: {},
  workbooks: { 'Comité / séance': {} },
  screens: [{ step: 1, kind: 'toast', title: 'Appui AICT', text: 'Fait.', answer: null }],
  xlsx: Buffer.from('PK'),
  sent: [Buffer.from('a'), Buffer.from('b')],
  received: [Buffer.from('c')],
  files: [
    { name: 'TdR.pdf', bytes: Buffer.from('%PDF') },
    { name: 'TdR.pdf', bytes: Buffer.from('%PDF') },
  ],
  executions: [record({})],
};

describe('the output folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'outputs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what the play left, under fixed names', () => {
    writeOutputs(folder, outputs);
    expect(readdirSync(folder, { recursive: true }).map(String).sort()).toEqual(
      [
        'cells.json',
        'display.json',
        'executions.json',
        'files',
        'files/TdR (2).pdf',
        'files/TdR.pdf',
        'received',
        'received/001.eml',
        'screens.json',
        'sent',
        'sent/001.eml',
        'sent/002.eml',
        'workbook.json',
        'workbook.xlsx',
        'workbooks',
        'workbooks/Comité séance.json',
      ].sort(),
    );
    expect(JSON.parse(readFileSync(join(folder, 'workbook.json'), 'utf8'))).toEqual(outputs.workbook);
  });

  it('records executions without their logs', () => {
    writeOutputs(folder, outputs);
    const { logs: _logs, ...expected } = record({});
    expect(JSON.parse(readFileSync(join(folder, 'executions.json'), 'utf8'))).toEqual([expected]);
  });

  it('replaces what a former play left, and nothing else', () => {
    writeFileSync(join(folder, 'notes.txt'), 'à moi');
    writeOutputs(folder, outputs);
    writeOutputs(folder, { ...outputs, sent: [] });
    expect(existsSync(join(folder, 'sent/001.eml'))).toBe(false);
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('à moi');
  });
});

describe('the name of a file', () => {
  it.each([
    ['TdR CONS-2018-001.pdf', 'TdR CONS-2018-001.pdf'],
    ['../../etc/passwd', 'etc passwd'],
    ['a/b\\c:d.txt', 'a b c d.txt'],
    ['.bashrc', 'sans nom.bashrc'],
    ['', 'sans nom'],
    ['R&D <Lyon> "É" $&', 'R&D Lyon É $&'],
  ])('%j becomes %j', (wanted, name) => {
    expect(fileName(wanted, new Set())).toBe(name);
  });

  it('stays inside its folder, fits a file system, and is never given twice', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 })), names => {
        const taken = new Set<string>();
        const made = names.map(name => fileName(name, taken));
        expect(new Set(made.map(name => name.toLowerCase())).size).toBe(names.length);
        for (const name of made) {
          expect(name).not.toMatch(/[/\\\0]|^\.{1,2}$/);
          expect(Buffer.byteLength(name)).toBeLessThan(200);
        }
      }),
    );
  });
});

describe('the cost of a function', () => {
  it('is its typical run and its worst one', () => {
    const runs = [3, 9, 4].map(totalCalls => record({ totalCalls }));
    expect(
      costsByFunction([...runs, record({ function: 'menuSendTerms', totalCalls: 20, outcome: 'killed' })]),
    ).toMatchObject([
      { function: 'menuSendTerms', runs: 1, failures: 1, calls: { typical: 20, worst: 20 } },
      { function: 'onSweep', runs: 3, failures: 0, calls: { typical: 4, worst: 9 }, cells: { typical: 14, worst: 14 } },
    ]);
  });
});
