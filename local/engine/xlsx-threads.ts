/**
 * Comments in an .xlsx file, as Google's export carries them: threads and their people in parts of their own, which exceljs
 * cannot write, and the same text as plain comments for the programs that know no threads.
 */
import { createHash } from 'node:crypto';
import type { EpochMs } from '../kernel/contract';
import { cellName, type Position } from './grid-area';
import type { XlsxParts } from './xlsx-parts';

/** One message of a thread. */
export interface ThreadMessage {
  readonly id: string;
  /** The name that Google shows. */
  readonly author: string;
  readonly at: EpochMs;
  readonly text: string;
}

/** The messages on one cell of a tab, the comment itself first. */
export interface CellThread extends Position {
  readonly sheetId: number;
  readonly isResolved: boolean;
  readonly messages: readonly ThreadMessage[];
}

const THREADS_NAMESPACE = 'http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments';
const RELATIONSHIPS = 'http://schemas.microsoft.com/office/2017/10/relationships';
const PERSONS = 'xl/persons/person.xml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** What the plain comment of a cell says: its threads, one message a line. */
export function plainComment(threads: readonly CellThread[]): string {
  return threads
    .map(({ messages }) => messages.map(({ author, text }) => `${author} : ${text}`).join('\n'))
    .join('\n\n');
}

/**
 * Adds the threads to the parts of a file in which each of their cells has its plain comment already. `numberOf` gives the
 * number of a tab's part: 1 for `xl/worksheets/sheet1.xml`.
 */
export function addThreads(
  parts: XlsxParts,
  threads: readonly CellThread[],
  numberOf: (sheetId: number) => number | undefined,
): void {
  const sheets = new Map<number, CellThread[]>();
  for (const thread of threads) {
    const number = numberOf(thread.sheetId);
    if (number === undefined || thread.messages.length === 0) continue;
    sheets.set(number, [...(sheets.get(number) ?? []), thread]);
  }
  if (sheets.size === 0) return;
  for (const [number, own] of sheets) {
    const path = `xl/threadedComments/threadedComment${number}.xml`;
    parts.set(path, threadsPart(own));
    declare(parts, path, 'application/vnd.ms-excel.threadedcomments+xml');
    relate(
      parts,
      `xl/worksheets/_rels/sheet${number}.xml.rels`,
      'threadedComment',
      `../threadedComments/${nameOf(path)}`,
    );
    sign(parts, `xl/comments${number}.xml`, own);
  }
  const authors = [...sheets.values()].flat().flatMap(({ messages }) => messages.map(({ author }) => author));
  parts.set(PERSONS, personsPart([...new Set(authors)]));
  declare(parts, PERSONS, 'application/vnd.ms-excel.person+xml');
  relate(parts, 'xl/_rels/workbook.xml.rels', 'person', `persons/${nameOf(PERSONS)}`);
}

function threadsPart(threads: readonly CellThread[]): string {
  const comments = threads.flatMap(thread => {
    const [first] = thread.messages;
    return thread.messages.map(message => {
      const parent = first === undefined || message === first ? '' : ` parentId="${guid(first.id)}"`;
      const done = message === first && thread.isResolved ? ' done="1"' : '';
      const where = `ref="${cellName(thread)}" dT="${toTheSecond(message.at)}"`;
      const who = `personId="${personId(message.author)}" id="${guid(message.id)}"${parent}${done}`;
      return `<threadedComment ${where} ${who}><text xml:space="preserve">${escaped(message.text)}</text></threadedComment>`;
    });
  });
  return `${DECLARATION}<ThreadedComments xmlns="${THREADS_NAMESPACE}">${comments.join('')}</ThreadedComments>`;
}

function personsPart(names: readonly string[]): string {
  const persons = names.map(
    name =>
      `<person displayName="${escaped(name)}" id="${personId(name)}" userId="${escaped(name)}" providerId="None"/>`,
  );
  return `${DECLARATION}<personList xmlns="${THREADS_NAMESPACE}">${persons.join('')}</personList>`;
}

/** Excel ties a plain comment to its thread by an author named after the thread. */
function sign(parts: XlsxParts, path: string, threads: readonly CellThread[]): void {
  const roots = new Map<string, string>();
  for (const thread of threads) {
    const [first] = thread.messages;
    const cell = cellName(thread);
    if (first !== undefined && !roots.has(cell)) roots.set(cell, guid(first.id));
  }
  const cells = [...roots.keys()];
  const authors = [...roots.values()].map(root => `<author>tc=${root}</author>`).join('');
  edit(parts, path, text =>
    text
      .replace('</authors>', `${authors}</authors>`)
      .replace(/<comment ref="([A-Z]+\d+)" authorId="0"/g, (whole, cell: string) => {
        const index = cells.indexOf(cell);
        return index < 0 ? whole : `<comment ref="${cell}" authorId="${index + 1}"`;
      }),
  );
}

function declare(parts: XlsxParts, path: string, contentType: string): void {
  edit(parts, '[Content_Types].xml', text =>
    text.replace('</Types>', `<Override PartName="/${path}" ContentType="${contentType}"/></Types>`),
  );
}

function relate(parts: XlsxParts, path: string, type: string, target: string): void {
  edit(parts, path, text => {
    const id = `rId${(text.match(/<Relationship /g) ?? []).length + 1}`;
    const relationship = `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`;
    return text.replace('</Relationships>', `${relationship}</Relationships>`);
  });
}

/** Throws when the part is missing or does not hold what is to be replaced. */
function edit(parts: XlsxParts, path: string, change: (text: string) => string): void {
  const before = parts.get(path);
  const after = before === undefined ? undefined : change(before);
  if (after === undefined || after === before) throw new Error(`${path} is not as exceljs used to write it.`);
  parts.set(path, after);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** UTC without its `Z`, as the format has it. Google gives no fraction of a second. */
function toTheSecond(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, 19)}.00`;
}

function personId(name: string): string {
  return guid(`person ${name}`);
}

/** The same identifier for the same name at every export. */
function guid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex').slice(0, 32).toUpperCase();
  return `{${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}}`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
