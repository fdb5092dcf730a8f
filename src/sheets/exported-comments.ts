/** The comments of a workbook exported as .xlsx, with their cells: the API of comments does not say where they stand. */
import { strFromU8, unzipSync } from 'fflate';
import type { ExportedComment } from '../scheme/comment-ties';

/** Parts that are read: sheets themselves are not, they may be long. */
const WANTED =
  /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/_rels\/[^/]+|threadedComments\/[^/]+|persons\/[^/]+)$/;
const PART_LIMIT = 5_000_000;

/** The comments that open threads, in a file given as signed bytes; none when the file has no threads or is no .xlsx. */
export function exportedComments(bytes: readonly number[]): ExportedComment[] {
  const parts = partsOf(Uint8Array.from(bytes));
  const persons = new Map(
    [...parts]
      .filter(([path]) => path.startsWith('xl/persons/'))
      .flatMap(([, xml]) => tags(xml, 'person').map(({ attributes }) => attributes))
      .map(person => [person.id ?? '', person.displayName ?? ''] as const),
  );
  return tabsByThreads(parts).flatMap(([path, tab]) =>
    tags(parts.get(path) ?? '', 'threadedComment').flatMap(({ attributes, inner }) => {
      const row = Number(/^\$?[A-Z]+\$?(\d+)$/.exec(attributes.ref ?? '')?.[1]);
      const at = Date.parse(`${(attributes.dT ?? '').slice(0, 19)}Z`);
      if (attributes.parentId !== undefined || Number.isNaN(row) || Number.isNaN(at)) return [];
      const text = tags(inner, 'text')
        .map(found => decoded(found.inner))
        .join('');
      return [{ tab, row, author: persons.get(attributes.personId ?? '') ?? '', text, at }];
    }),
  );
}

function partsOf(bytes: Uint8Array): Map<string, string> {
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => WANTED.test(name) && originalSize < PART_LIMIT,
    });
    return new Map(Object.entries(files).map(([name, content]) => [name, strFromU8(content)]));
  } catch (problem) {
    console.warn(problem instanceof Error ? problem.message : String(problem));
    return new Map();
  }
}

/** Each part of threads with the name of its tab, by the relationships of the file. */
function tabsByThreads(parts: ReadonlyMap<string, string>): [string, string][] {
  const targets = relationships(parts.get('xl/_rels/workbook.xml.rels') ?? '');
  return tags(parts.get('xl/workbook.xml') ?? '', 'sheet').flatMap(({ attributes }): [string, string][] => {
    const sheet = targets.find(({ id }) => id === attributes['r:id'])?.target.replace(/^.*\//, '') ?? '';
    const own = relationships(parts.get(`xl/worksheets/_rels/${sheet}.rels`) ?? '');
    return own
      .filter(({ target }) => target.includes('threadedComments/'))
      .map(({ target }) => [`xl/threadedComments/${target.replace(/^.*\//, '')}`, attributes.name ?? '']);
  });
}

const relationships = (xml: string): { id: string; target: string }[] =>
  tags(xml, 'Relationship').map(({ attributes }) => ({ id: attributes.Id ?? '', target: attributes.Target ?? '' }));

interface Tag {
  readonly attributes: Readonly<Record<string, string>>;
  readonly inner: string;
}

/** The elements of a name, which never hold one another, with their attributes decoded. Linear in the length of the text. */
function tags(xml: string, name: string): Tag[] {
  const opening = new RegExp(`<${name}(?=[\\s/>])([^>]*)>`, 'g');
  const closing = `</${name}>`;
  return [...xml.matchAll(opening)].map(match => {
    const attributes = Object.fromEntries(
      [...(match[1] ?? '').matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, decoded(value)]),
    );
    const start = match.index + match[0].length;
    const end = match[0].endsWith('/>') ? start : xml.indexOf(closing, start);
    return { attributes, inner: xml.slice(start, Math.max(start, end)) };
  });
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
