/**
 * Which file a comment speaks of: the reference written in it, else what the commented cell said, else where the cell stands
 * in an export of the workbook. What none of them tells, or what tells two things, is left for a person.
 */
import { findReferences, parseReference } from './references';

/** A row of the committee's workbook: a file, with the texts by which one knows it. */
export interface CommentedFile {
  readonly reference: string;
  /** Its authority and title, or its organisation, as the workbook shows them. */
  readonly names: readonly string[];
}

export type Tie =
  | { readonly kind: 'tied'; readonly file: string; readonly by: 'reference' | 'quoted' | 'cell' }
  | { readonly kind: 'several'; readonly files: readonly string[] }
  | { readonly kind: 'unknown'; readonly reference: string }
  | { readonly kind: 'none' };

/** The requests and applications that a text names. */
export const filesNamed = (text: string): readonly string[] =>
  findReferences(text).filter(reference => {
    const kind = parseReference(reference)?.kind;
    return kind === 'request' || kind === 'application';
  });

/** The text without the reference that it begins with, as « DEM-2018-001 : réservé » does. */
export const unlabelled = (text: string): string =>
  text.replace(
    /^[\s•·–-]{0,10}(?:DEM|CAND)[-\u00AD\u2010-\u2015\u2212]\d{4}[-\u00AD\u2010-\u2015\u2212]\d{3,6}\s{0,5}[:,=–-]?\s*/i,
    '',
  );

/** What a text says by itself. */
export function tieByReference(text: string, files: readonly CommentedFile[]): Tie {
  const named = filesNamed(text);
  const [first] = named;
  if (first === undefined) return { kind: 'none' };
  if (named.length > 1) return { kind: 'several', files: named };
  return files.some(({ reference }) => reference === first)
    ? { kind: 'tied', file: first, by: 'reference' }
    : { kind: 'unknown', reference: first };
}

/** What the text of the commented cell says: a reference, or the name of one file and of no other. */
export function tieByQuotedCell(quoted: string, files: readonly CommentedFile[]): Tie {
  const plain = spaced(quoted);
  if (plain === '') return { kind: 'none' };
  const [reference, ...others] = filesNamed(plain);
  if (reference !== undefined) {
    const isKnown = others.length === 0 && files.some(file => file.reference === reference);
    return isKnown ? { kind: 'tied', file: reference, by: 'quoted' } : { kind: 'none' };
  }
  const [file, ...more] = files.filter(({ names }) => names.some(name => spaced(name) === plain));
  return file === undefined || more.length > 0
    ? { kind: 'none' }
    : { kind: 'tied', file: file.reference, by: 'quoted' };
}

/** A comment in an export of the workbook: where it stands, and by what it is recognised. */
export interface ExportedComment {
  readonly tab: string;
  /** From 1. */
  readonly row: number;
  readonly author: string;
  readonly text: string;
  /** Milliseconds since the epoch, to the second. */
  readonly at: number;
}

/**
 * Where a comment stands in an export: the one of the same author, text and second. `rowFile` gives the file of a row, null
 * when it has none. Two candidates on two files tell nothing.
 */
export function tieByCell(
  comment: { readonly author: string; readonly text: string; readonly at: number },
  exported: readonly ExportedComment[],
  rowFile: (tab: string, row: number) => string | null,
): Tie {
  const second = Math.floor(comment.at / 1000);
  const found = exported.filter(
    ({ author, text, at }) =>
      spaced(author) === spaced(comment.author) &&
      spaced(text) === spaced(comment.text) &&
      Math.floor(at / 1000) === second,
  );
  const files = [...new Set(found.map(({ tab, row }) => rowFile(tab, row)))];
  const [file] = files;
  if (file === undefined || file === null) return files.length > 1 ? several(files) : { kind: 'none' };
  return files.length > 1 ? several(files) : { kind: 'tied', file, by: 'cell' };
}

const several = (files: readonly (string | null)[]): Tie => ({
  kind: 'several',
  files: files.filter((file): file is string => file !== null),
});

const spaced = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
