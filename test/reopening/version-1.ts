/**
 * A workbook as version 1 of the add-on left it, on 6 November 2018, whole: cells, formulas, properties, form, mailbox, files
 * and triggers. The bundle of the last commit before version 2 made it: twelve settings typed, a column « Suivi par » of staff's
 * own, `Contact` and `Motif` moved, a letter rewritten, DEM-2018-001 consulted with ALPHA, DEM-2018-002 complete, -003 received.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { Bundle } from '../../local/kernel/bundle';
import type { StoreSnapshot } from '../../local/kernel/store';
import { Workspace } from '../../local/kernel/workspace';
import { workspaceParts } from '../../local/play/workspace-parts';
import { Case } from '../exactly-once/prepared-workspace';

interface Kept {
  readonly counters: Record<string, number>;
  readonly documents: [string, [string, string][]][];
  readonly blobs: [string, string][];
}

/** That Workspace, opened with the add-on of today. */
export function workbookOfVersion1(): Case {
  const kept = JSON.parse(brotliDecompressSync(readFileSync(FILE)).toString('utf8')) as Kept;
  const snapshot: StoreSnapshot = {
    counters: kept.counters,
    documents: new Map(kept.documents.map(([kind, documents]) => [kind, new Map(documents)])),
    blobs: new Map(kept.blobs.map(([name, bytes]) => [name, Buffer.from(bytes, 'base64')])),
  };
  const bundle = Bundle.load(join(__dirname, '../../dist'));
  return new Case(Workspace.from(snapshot, { bundle, parts: workspaceParts }));
}

const FILE = join(__dirname, 'pieces/version-1.json.br');
