// What a play leaves in its output folder: the workbook as values and as shown, the mails, the files, the executions.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutionRecord } from '../kernel/contract';

/** One thing that a person saw. `step` is the step being played, 0 before the first; `answer` is what they replied. */
export interface ScreenRecord {
  readonly step: number;
  readonly kind: 'alert' | 'prompt' | 'toast' | 'dialog' | 'sidebar' | 'error';
  readonly title: string;
  readonly text: string;
  readonly answer: string | null;
}

export interface Outputs {
  /** `{ tab: [ { header: value } ] }`: values as the scenario language types them. */
  readonly workbook: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** The same, as shown. */
  readonly display: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  /** `{ tab: { "H1": { formula, note } } }`. */
  readonly cells: Readonly<
    Record<string, Readonly<Record<string, { readonly formula: string; readonly note: string }>>>
  >;
  /** The other spreadsheets, by name, in the form of `workbook`. */
  readonly workbooks: Readonly<Record<string, Outputs['workbook']>>;
  readonly screens: readonly ScreenRecord[];
  readonly xlsx: Uint8Array;
  /** Raw messages, in the order in which they left or arrived. */
  readonly sent: readonly Uint8Array[];
  readonly received: readonly Uint8Array[];
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly executions: readonly ExecutionRecord[];
}

/** Everything that `writeOutputs` makes: what a former play left there under these names is replaced. */
const OWN_NAMES = [
  'workbook.json',
  'display.json',
  'cells.json',
  'screens.json',
  'executions.json',
  'workbook.xlsx',
  'workbooks',
  'sent',
  'received',
  'files',
];
const MAX_NAME_BYTES = 120;

/** Writes the outputs into `folder`, which is made when it is missing. Other files of the folder stay as they are. */
export function writeOutputs(folder: string, outputs: Outputs): void {
  mkdirSync(folder, { recursive: true });
  for (const name of OWN_NAMES) rmSync(join(folder, name), { recursive: true, force: true });
  const write = (name: string, data: string | Uint8Array): void => {
    const temporary = join(folder, `${name}.tmp`);
    writeFileSync(temporary, data);
    renameSync(temporary, join(folder, name));
  };
  const json = (name: string, value: unknown): void => write(name, `${JSON.stringify(value, null, 2)}\n`);

  for (const name of ['workbooks', 'sent', 'received', 'files']) mkdirSync(join(folder, name));
  const taken = new Set<string>();
  for (const [name, value] of Object.entries(outputs.workbooks))
    json(join('workbooks', fileName(`${name}.json`, taken)), value);
  outputs.sent.forEach((raw, index) => {
    write(join('sent', numbered(index)), raw);
  });
  outputs.received.forEach((raw, index) => {
    write(join('received', numbered(index)), raw);
  });
  taken.clear();
  for (const { name, bytes } of outputs.files) write(join('files', fileName(name, taken)), bytes);
  write('workbook.xlsx', outputs.xlsx);
  json('workbook.json', outputs.workbook);
  json('display.json', outputs.display);
  json('cells.json', outputs.cells);
  json('screens.json', outputs.screens);
  json('executions.json', outputs.executions.map(withoutLogs));
}

/** `001.eml`, counted from 1. */
const numbered = (index: number): string => `${String(index + 1).padStart(3, '0')}.eml`;

function withoutLogs({ logs: _logs, ...record }: ExecutionRecord): Omit<ExecutionRecord, 'logs'> {
  return record;
}

/**
 * A name that a folder can hold, made from one that people chose: no separator, no control character, a bounded
 * length, and a number when it is taken. The extension is kept.
 */
export function fileName(wanted: string, taken: Set<string>): string {
  const [, stem = '', extension = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/s.exec(wanted) ?? [];
  const printable = stem
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[.\s]+/, '');
  let base = '';
  for (const character of printable) {
    if (Buffer.byteLength(base) + Buffer.byteLength(character) > MAX_NAME_BYTES) break;
    base += character;
  }
  base = base.trim() || 'sans nom';
  for (let copy = 1; ; copy += 1) {
    const name = `${base}${copy === 1 ? '' : ` (${copy})`}${extension}`;
    if (!taken.has(name.toLowerCase())) {
      taken.add(name.toLowerCase());
      return name;
    }
  }
}
