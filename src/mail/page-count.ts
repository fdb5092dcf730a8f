/**
 * How many pages a PDF has: its page tree is walked, leaf by leaf, since the number that it announces can lie. Never
 * silently wrong: whatever does not agree, or cannot be read, is said.
 */
import {
  entry,
  isDictionary,
  isList,
  nameOf,
  type PdfDictionary,
  PdfFault,
  PdfObjects,
  textOfBytes,
} from './pdf-objects';
import { pageCount as wording } from './wording';

export type PagesStatus = 'ok' | 'uncertain' | 'encrypted' | 'not a PDF';

export interface PageReading {
  /** Pages counted; null when none could be. With `uncertain` it is a hint, not a count. */
  readonly pages: number | null;
  readonly status: PagesStatus;
  /** A French sentence; '' when the status is `ok`. */
  readonly reason: string;
}

/** Larger files are not read: an execution has other work. */
const BYTES_LIMIT = 30_000_000;
const NODES_LIMIT = 100_000;
const HEADER_WITHIN = 1024;

/** Counts the pages of a file. Never throws; `bytes` signed (as Apps Script gives them) or unsigned. */
export function countPdfPages(bytes: ArrayLike<number>): PageReading {
  const start = textOfBytes(
    Array.from({ length: Math.min(HEADER_WITHIN, bytes.length) }, (_, index) => bytes[index] ?? 0),
  );
  if (!start.includes('%PDF-')) return { pages: null, status: 'not a PDF', reason: wording.notPdf };
  if (bytes.length > BYTES_LIMIT) return uncertain(null, wording.tooLarge);
  const text = textOfBytes(bytes);
  const byTable = attempt(() => PdfObjects.byTable(text));
  if (byTable.kind === 'read') return byTable.reading;
  const byScan = attempt(() => PdfObjects.byScan(text));
  if (byScan.kind === 'failed') return uncertain(null, wording.unreadable);
  const { reading } = byScan;
  return reading.status === 'ok' ? uncertain(reading.pages, wording.rebuilt) : reading;
}

const uncertain = (pages: number | null, reason: string): PageReading => ({ pages, status: 'uncertain', reason });

type Attempt = { readonly kind: 'read'; readonly reading: PageReading } | { readonly kind: 'failed' };

/** A reading, or the sign that this way of finding the objects does not lead to pages. */
function attempt(open: () => PdfObjects): Attempt {
  try {
    const objects = open();
    if (entry(objects.trailer, 'Encrypt') !== null && objects.resolve(entry(objects.trailer, 'Encrypt')) !== null)
      return { kind: 'read', reading: { pages: null, status: 'encrypted', reason: wording.encrypted } };
    const reading = walk(objects);
    return reading === null ? { kind: 'failed' } : { kind: 'read', reading };
  } catch (problem) {
    // A hostile file may also exhaust the stack of a reader that nests.
    if (problem instanceof PdfFault || problem instanceof RangeError) return { kind: 'failed' };
    throw problem;
  }
}

/** The leaves of the page tree; null when there is no tree to walk. */
function walk(objects: PdfObjects): PageReading | null {
  const catalog = objects.resolve(entry(objects.trailer, 'Root'));
  const root = isDictionary(catalog) ? objects.resolve(entry(catalog, 'Pages')) : null;
  if (!isDictionary(root)) return null;
  const doubts = new Set<string>();
  const seen = new Set<PdfDictionary>();
  const todo: PdfDictionary[] = [root];
  let pages = 0;
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (seen.has(node)) {
      doubts.add(wording.repeated);
      continue;
    }
    seen.add(node);
    if (seen.size > NODES_LIMIT) return uncertain(null, wording.tooManyPages);
    const kids = objects.resolve(entry(node, 'Kids'));
    const type = nameOf(objects.resolve(entry(node, 'Type')));
    if (!isList(kids)) {
      if (node === root && type !== 'Page') return null;
      if (type === 'Pages') doubts.add(wording.emptyBranch);
      else pages += 1;
      if (type !== 'Page' && type !== 'Pages') doubts.add(wording.oddNode);
      continue;
    }
    if (type === 'Page') doubts.add(wording.oddNode);
    const announced = objects.resolve(entry(node, 'Count'));
    if (kids.length === 0 && announced !== 0) doubts.add(wording.emptyBranch);
    for (const kid of kids) {
      const child = objects.resolve(kid);
      if (isDictionary(child)) todo.push(child);
      else doubts.add(wording.missingPage);
    }
  }
  const announced = objects.resolve(entry(root, 'Count'));
  if (announced !== pages && isList(objects.resolve(entry(root, 'Kids'))))
    doubts.add(wording.otherCount(typeof announced === 'number' ? announced : null, pages));
  if (pages === 0) doubts.add(wording.noPage);
  return doubts.size === 0 ? { pages, status: 'ok', reason: '' } : uncertain(pages, [...doubts].join(' '));
}
