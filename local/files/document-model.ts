/**
 * A Google Doc as the local Workspace stores it: plain JSON, a tree of blocks whose text is cut into styled runs.
 * Offsets count UTF-16 units, as Apps Script does; lengths are points. A line break inside a paragraph is '\r'.
 */

export interface TextStyle {
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strikethrough?: boolean;
  fontSize?: number;
  fontFamily?: string;
  foregroundColor?: string;
  backgroundColor?: string;
  linkUrl?: string;
}

export interface Run {
  text: string;
  style: TextStyle;
}

export const HEADINGS = [
  'NORMAL',
  'TITLE',
  'SUBTITLE',
  'HEADING1',
  'HEADING2',
  'HEADING3',
  'HEADING4',
  'HEADING5',
  'HEADING6',
] as const;
export type Heading = (typeof HEADINGS)[number];

export const ALIGNMENTS = ['LEFT', 'CENTER', 'RIGHT', 'JUSTIFY'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

export const CELL_ALIGNMENTS = ['TOP', 'CENTER', 'BOTTOM'] as const;
export type CellAlignment = (typeof CELL_ALIGNMENTS)[number];

export const GLYPHS = [
  'BULLET',
  'HOLLOW_BULLET',
  'SQUARE_BULLET',
  'NUMBER',
  'LATIN_UPPER',
  'LATIN_LOWER',
  'ROMAN_UPPER',
  'ROMAN_LOWER',
] as const;
export type Glyph = (typeof GLYPHS)[number];

export interface ParagraphNode {
  type: 'paragraph' | 'listItem';
  runs: Run[];
  heading: Heading;
  alignment?: Alignment;
  spacingBefore?: number;
  spacingAfter?: number;
  lineSpacing?: number;
  indentStart?: number;
  indentFirstLine?: number;
  /** What the paragraph holds besides its text. */
  holds?: 'horizontalRule' | 'pageBreak';
  /** List items only. Items of one list that follow each other are numbered on. */
  glyph?: Glyph;
  nesting?: number;
  listId?: string;
}

export interface CellNode {
  type: 'cell';
  blocks: BlockNode[];
  backgroundColor?: string;
  paddingTop?: number;
  paddingBottom?: number;
  paddingLeft?: number;
  paddingRight?: number;
  verticalAlignment?: CellAlignment;
}

export interface RowNode {
  type: 'row';
  cells: CellNode[];
  minimumHeight?: number;
}

export interface TableNode {
  type: 'table';
  rows: RowNode[];
  borderWidth?: number;
  borderColor?: string;
  /** Points, by column index; a column that is not named shares what is left. */
  columnWidths: Record<number, number>;
}

export type BlockNode = ParagraphNode | TableNode;

export interface SectionNode {
  blocks: BlockNode[];
}

export interface DocumentModel {
  body: SectionNode;
  header?: SectionNode;
  footer?: SectionNode;
  pageWidth: number;
  pageHeight: number;
  marginTop: number;
  marginBottom: number;
  marginLeft: number;
  marginRight: number;
}

const POINTS_PER_INCH = 72;

/** What Google gives a new document: one empty paragraph on A4 with margins of an inch. */
export function emptyDocument(): DocumentModel {
  return {
    body: { blocks: [paragraphNode('')] },
    pageWidth: 595.28,
    pageHeight: 841.89,
    marginTop: POINTS_PER_INCH,
    marginBottom: POINTS_PER_INCH,
    marginLeft: POINTS_PER_INCH,
    marginRight: POINTS_PER_INCH,
  };
}

export function paragraphNode(text: string): ParagraphNode {
  return { type: 'paragraph', runs: runsOf(text, {}), heading: 'NORMAL' };
}

export function cellNode(text: string): CellNode {
  return { type: 'cell', blocks: [paragraphNode(text)] };
}

/** A line feed typed into a paragraph stays in it, as Shift+Enter would. */
const inParagraph = (text: string): string => text.replace(/\r\n|\n/g, '\r');

function runsOf(text: string, style: TextStyle): Run[] {
  return text === '' ? [] : [{ text: inParagraph(text), style }];
}

export function textOf(paragraph: ParagraphNode): string {
  return paragraph.runs.map(run => run.text).join('');
}

/** The text of blocks as `getText` gives it: one line per paragraph, table cells included. */
export function textOfBlocks(blocks: readonly BlockNode[]): string {
  return blocks
    .map(block =>
      block.type === 'table'
        ? block.rows.flatMap(row => row.cells.map(cell => textOfBlocks(cell.blocks))).join('\n')
        : textOf(block),
    )
    .join('\n');
}

/** Every paragraph and list item in reading order, those in tables included. */
export function* paragraphsIn(blocks: readonly BlockNode[]): Generator<ParagraphNode> {
  for (const block of blocks) {
    if (block.type === 'table')
      for (const row of block.rows) for (const cell of row.cells) yield* paragraphsIn(cell.blocks);
    else yield block;
  }
}

/** Puts text in at an offset, in the style of the character before it (of the first one at offset 0). */
export function insertText(paragraph: ParagraphNode, offset: number, text: string): void {
  const style = styleAt(paragraph, offset === 0 ? 0 : offset - 1);
  const [before, after] = split(paragraph.runs, offset);
  paragraph.runs = merged([...before, ...runsOf(text, { ...style }), ...after]);
}

export function deleteText(paragraph: ParagraphNode, start: number, endInclusive: number): void {
  const [before] = split(paragraph.runs, start);
  const [, after] = split(paragraph.runs, endInclusive + 1);
  paragraph.runs = merged([...before, ...after]);
}

/** Changes the style of `[start, endInclusive]`; a null value takes the attribute away. */
export function styleText(
  paragraph: ParagraphNode,
  start: number,
  endInclusive: number,
  change: { [K in keyof TextStyle]?: TextStyle[K] | null },
): void {
  const [before, rest] = split(paragraph.runs, start);
  const [middle, after] = split(rest, endInclusive + 1 - start);
  paragraph.runs = merged([
    ...before,
    ...middle.map(run => ({ text: run.text, style: restyled(run.style, change) })),
    ...after,
  ]);
}

export function styleAt(paragraph: ParagraphNode, offset: number): TextStyle {
  let at = 0;
  for (const run of paragraph.runs) {
    at += run.text.length;
    if (offset < at) return run.style;
  }
  return paragraph.runs.at(-1)?.style ?? {};
}

function restyled(style: TextStyle, change: { [K in keyof TextStyle]?: TextStyle[K] | null }): TextStyle {
  const entries = Object.entries({ ...style, ...change }).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as TextStyle;
}

function split(runs: readonly Run[], offset: number): [Run[], Run[]] {
  const before: Run[] = [];
  const after: Run[] = [];
  let at = 0;
  for (const run of runs) {
    const cut = Math.min(Math.max(offset - at, 0), run.text.length);
    if (cut > 0) before.push({ text: run.text.slice(0, cut), style: run.style });
    if (cut < run.text.length) after.push({ text: run.text.slice(cut), style: run.style });
    at += run.text.length;
  }
  return [before, after];
}

const sameStyle = (a: TextStyle, b: TextStyle): boolean => signature(a) === signature(b);
const signature = (style: TextStyle): string => JSON.stringify(Object.entries(style).sort());

function merged(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (last && sameStyle(last.style, run.style)) last.text += run.text;
    else out.push({ text: run.text, style: run.style });
  }
  return out;
}
