/** The text of a PDF, as Drive's conversion gives it to a script: at once, or not at all. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

export interface PdfText {
  /** `unreadable`: no PDF, one that is broken, or one that took too long. */
  readonly status: 'read' | 'encrypted' | 'unreadable';
  /** One line a line of the page, at most 200 000 characters; '' for a scan, or when it could not be read. */
  readonly text: string;
}

const TIME_LIMIT_MS = 60_000;
const OUTPUT_LIMIT = 4_000_000;
const KEPT = 50;
const UNREADABLE: PdfText = { status: 'unreadable', text: '' };
/** By SHA-256: the same file is often read again, by a scenario that is played twice or by a second opening. */
const known = new Map<string, PdfText>();

export function textOfPdf(bytes: Uint8Array): PdfText {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const found = known.get(hash) ?? read(bytes);
  known.delete(hash);
  known.set(hash, found);
  if (known.size > KEPT) known.delete([...known.keys()][0] ?? '');
  return found;
}

function read(bytes: Uint8Array): PdfText {
  const script = fileURLToPath(new URL('./pdf-text-process.mjs', import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [script], {
    input: bytes,
    timeout: TIME_LIMIT_MS,
    maxBuffer: OUTPUT_LIMIT,
    stdio: ['pipe', 'pipe', 'ignore'],
    // Nothing of ours: neither a loader nor an inspector.
    env: {},
    encoding: 'utf8',
  });
  return status === 0 ? (JSON.parse(stdout) as PdfText) : UNREADABLE;
}
