/** A Google Doc drawn as a PDF: A4 pages with its header, its footer and page numbers. */
import { createHash } from 'node:crypto';
import LayoutBuilderModule from 'pdfmake/js/LayoutBuilder.js';
import PDFDocumentModule, { type PdfFont } from 'pdfmake/js/PDFDocument.js';
import RendererModule from 'pdfmake/js/Renderer.js';
import { tableLayouts } from 'pdfmake/js/tableLayouts.js';
import type { EpochMs } from '../kernel/contract';
import {
  type BlockNode,
  type CellNode,
  type DocumentModel,
  type Glyph,
  type Heading,
  type ParagraphNode,
  type TableNode,
  type TextStyle,
  textOfBlocks,
} from './document-model';
import { asLastResort, installedFonts, segments } from './pdf-fonts';

export interface PdfInfo {
  title: string;
  at: EpochMs;
}

/** pdfmake's compiled modules keep their class under `default`, which one module system unwraps and the other does not. */
function unwrapped<T>(module: T): T {
  return typeof module === 'object' && module !== null && 'default' in module ? (module.default as T) : module;
}
const PDFDocument = unwrapped(PDFDocumentModule);
const LayoutBuilder = unwrapped(LayoutBuilderModule);
const Renderer = unwrapped(RendererModule);

const BODY_SIZE = 10.5;
const LINE_SPACING = 1.15;
/** Google's spacing of 1 is tighter than pdfmake's by the font's own line gap. */
const LINE_HEIGHT_PER_SPACING = 0.98;
const HEADER_OFFSET = 34;
const CELL_PADDING = 5;
/** Characters; a table whose rows are all shorter keeps each of them on one page. */
const SHORT_ROW = 800;
const LIST_INDENT = 14;
const RULE_COLOR = '#9AA5B1';
const LINK_COLOR = '#1155CC';

const HEADING_STYLES: Record<
  Heading,
  { fontSize: number; before: number; after: number; color?: string; level?: number }
> = {
  NORMAL: { fontSize: BODY_SIZE, before: 0, after: 0 },
  TITLE: { fontSize: 22, before: 0, after: 4, level: 1 },
  SUBTITLE: { fontSize: 13, before: 0, after: 10, color: '#5F6B7A' },
  HEADING1: { fontSize: 15, before: 16, after: 5, level: 1 },
  HEADING2: { fontSize: 12.5, before: 12, after: 4, level: 2 },
  HEADING3: { fontSize: 11, before: 10, after: 3, color: '#434343', level: 3 },
  HEADING4: { fontSize: 10.5, before: 8, after: 3, color: '#5F6B7A', level: 4 },
  HEADING5: { fontSize: 10.5, before: 8, after: 3, color: '#5F6B7A', level: 5 },
  HEADING6: { fontSize: 10.5, before: 8, after: 3, color: '#5F6B7A', level: 6 },
};

const LIST_TYPES: Record<Glyph, { kind: 'ul' | 'ol'; type: string }> = {
  BULLET: { kind: 'ul', type: 'disc' },
  HOLLOW_BULLET: { kind: 'ul', type: 'circle' },
  SQUARE_BULLET: { kind: 'ul', type: 'square' },
  NUMBER: { kind: 'ol', type: 'decimal' },
  LATIN_UPPER: { kind: 'ol', type: 'upper-alpha' },
  LATIN_LOWER: { kind: 'ol', type: 'lower-alpha' },
  ROMAN_UPPER: { kind: 'ol', type: 'upper-roman' },
  ROMAN_LOWER: { kind: 'ol', type: 'lower-roman' },
};

class TypedPdfDocument extends PDFDocument {
  readonly #lastResort = new Map<string, PdfFont>();

  override provideFont(family: string, bold: boolean, italics: boolean): PdfFont {
    if (family !== 'LastResort') return super.provideFont(family, bold, italics);
    const face = `${bold}/${italics}`;
    const known = this.#lastResort.get(face);
    if (known) return known;
    const made = asLastResort(this.#second(super.provideFont('Roboto', bold, italics)));
    this.#lastResort.set(face, made);
    return made;
  }

  /** Another font of the same file, with a subset of its own: pdfkit gives one font per file, and this one is altered. */
  #second(font: PdfFont): PdfFont {
    this._fontCount += 1;
    const second = new font.constructor(this, font.font, `F${this._fontCount}`);
    this._fontFamilies[`LastResort ${this._fontCount}`] = second;
    return second;
  }
}

/** Style names that say where a paragraph stands; they change nothing to its look. */
const BODY = 'body';
const MARGIN = 'margin';

const KEPT = 64;
const drawn = new Map<string, Uint8Array>();

/** The PDF of a document. The same document at the same instant gives the same bytes. */
export function renderPdf(model: DocumentModel, info: PdfInfo): Uint8Array {
  const key = createHash('sha256')
    .update(JSON.stringify([model, info]))
    .digest('base64');
  const known = drawn.get(key);
  if (known) return Uint8Array.from(known);
  const bytes = draw(model, info);
  const oldest = drawn.keys().next();
  if (drawn.size >= KEPT && !oldest.done) drawn.delete(oldest.value);
  drawn.set(key, bytes);
  return Uint8Array.from(bytes);
}

function draw(model: DocumentModel, info: PdfInfo): Uint8Array {
  const fonts = installedFonts();
  const date = new Date(info.at);
  const document = new TypedPdfDocument(
    fonts,
    {},
    {},
    {},
    {
      size: [model.pageWidth, model.pageHeight],
      pdfVersion: '1.7',
      compress: true,
      displayTitle: true,
      lang: 'fr-FR',
      autoFirstPage: false,
      font: null,
      info: {
        Title: info.title,
        Producer: 'Espace local Appui AICT',
        Creator: 'Espace local Appui AICT',
        CreationDate: date,
        ModDate: date,
      },
    },
    null,
    path => Object.values(fonts).some(faces => Object.values(faces).includes(path)),
  );
  const covered = new Map<string, boolean>();
  const has = (family: string, codePoint: number): boolean => {
    if (!(family in fonts)) return false;
    const key = `${family}${codePoint}`;
    const known = covered.get(key) ?? document.provideFont(family, false, false).font.hasGlyphForCodePoint(codePoint);
    covered.set(key, known);
    return known;
  };
  const inlines = (text: string, style: Inline): Inline[] =>
    segments(text, has).flatMap(segment =>
      endlessWords(segment.text).map(piece => ({ ...style, ...segment, ...piece })),
    );
  const drawing = new Drawing(model, inlines, BODY);
  const margins = new Drawing(model, inlines, MARGIN);

  const builder = new LayoutBuilder(
    { width: model.pageWidth, height: model.pageHeight, orientation: 'portrait' },
    { left: model.marginLeft, top: model.marginTop, right: model.marginRight, bottom: model.marginBottom },
    {},
  );
  builder.registerTableLayouts(tableLayouts);
  const pages = builder.layoutDocument(
    drawing.blocks(model.body.blocks),
    document,
    {},
    { font: 'Roboto', fontSize: BODY_SIZE },
    undefined,
    () => margins.header(),
    (page, count) => margins.footer(page, count),
    undefined,
    (node, query) =>
      node.headlineLevel !== undefined && !query.getFollowingNodesOnPage().some(({ style }) => style === BODY),
  );
  new Renderer(document).renderPages(pages);
  document.end();
  const chunks: Buffer[] = [];
  for (let chunk = document.read(); chunk !== null; chunk = document.read()) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

type Inline = Record<string, unknown>;

/** Longer than any line: such a word is broken where the line ends, and laid out character by character. */
const ENDLESS = /[^\s\uD800-\uDFFF]{90,}/g;

/** A text as pieces of which those without a place to break may be broken anywhere. */
function endlessWords(text: string): { text: string; wordBreak?: 'break-all' }[] {
  const pieces: { text: string; wordBreak?: 'break-all' }[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(ENDLESS)) {
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push({ text: word, wordBreak: 'break-all' });
    from = index + word.length;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** Turns blocks into what pdfmake lays out. */
class Drawing {
  readonly #model: DocumentModel;
  readonly #inlines: (text: string, style: Inline) => Inline[];
  readonly #place: typeof BODY | typeof MARGIN;

  constructor(
    model: DocumentModel,
    inlines: (text: string, style: Inline) => Inline[],
    place: typeof BODY | typeof MARGIN,
  ) {
    this.#model = model;
    this.#inlines = inlines;
    this.#place = place;
  }

  header(): unknown {
    const { header, marginLeft, marginRight } = this.#model;
    return header && { stack: this.blocks(header.blocks), margin: [marginLeft, HEADER_OFFSET, marginRight, 0] };
  }

  /** The document's footer, and the page number that staff's template shows through Insertion > Numéros de page. */
  footer(page: number, count: number): unknown {
    const { footer, marginLeft, marginRight } = this.#model;
    const number = {
      text: `Page\u00A0${page}\u00A0/\u00A0${count}`,
      fontSize: 8,
      color: '#5F6B7A',
      alignment: 'right',
      width: 'auto',
    };
    return {
      columns: [{ stack: footer ? this.blocks(footer.blocks) : [], width: '*' }, number],
      columnGap: 16,
      margin: [marginLeft, 14, marginRight, 0],
    };
  }

  blocks(blocks: readonly BlockNode[]): unknown[] {
    const out: unknown[] = [];
    for (let at = 0; at < blocks.length; ) {
      const block = blocks[at];
      if (block === undefined) break;
      if (block.type === 'listItem') {
        const items = itemsFrom(blocks, at);
        out.push(this.#list(items, 0));
        at += items.length;
      } else {
        out.push(block.type === 'table' ? this.#table(block) : this.#paragraph(block));
        at += 1;
      }
    }
    return out;
  }

  #paragraph(node: ParagraphNode): unknown {
    const heading = HEADING_STYLES[node.heading];
    const before = node.spacingBefore ?? heading.before;
    const after = node.spacingAfter ?? heading.after;
    if (node.holds === 'horizontalRule') return this.#rule(before, after);
    if (node.holds === 'pageBreak') return { text: '', pageBreak: 'after' };
    const base: Inline = { fontSize: heading.fontSize, ...(heading.color && { color: heading.color }) };
    const inlines = node.runs.flatMap(run =>
      this.#inlines(run.text.replace(/\r\n?/g, '\n'), { ...base, ...inlineStyle(run.style) }),
    );
    return {
      text: inlines.length === 0 ? [{ ...base, text: ' ' }] : inlines,
      alignment: (node.alignment ?? 'LEFT').toLowerCase(),
      lineHeight: (node.lineSpacing ?? LINE_SPACING) * LINE_HEIGHT_PER_SPACING,
      margin: [node.indentStart ?? 0, before, 0, after],
      preserveLeadingSpaces: true,
      style: this.#place,
      ...(heading.level !== undefined && { headlineLevel: heading.level }),
    };
  }

  #rule(before: number, after: number): unknown {
    const width = this.#model.pageWidth - this.#model.marginLeft - this.#model.marginRight;
    return {
      canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.8, lineColor: RULE_COLOR }],
      margin: [0, before + 4, 0, after + 4],
    };
  }

  #list(items: readonly ParagraphNode[], level: number): unknown {
    const { kind, type } = LIST_TYPES[items.find(item => (item.nesting ?? 0) === level)?.glyph ?? 'BULLET'];
    const entries: unknown[] = [];
    for (let at = 0; at < items.length; ) {
      const item = items[at];
      if (item === undefined) break;
      if ((item.nesting ?? 0) <= level) {
        entries.push(this.#paragraph(item));
        at += 1;
      } else {
        const end = items.findIndex((other, index) => index > at && (other.nesting ?? 0) <= level);
        const nested = items.slice(at, end < 0 ? items.length : end);
        entries.push(this.#list(nested, level + 1));
        at += nested.length;
      }
    }
    return { [kind]: entries, type, margin: [level === 0 ? LIST_INDENT : 0, 0, 0, 0] };
  }

  #table(node: TableNode): unknown {
    const columns = Math.max(...node.rows.map(row => row.cells.length), 1);
    const widths = Array.from({ length: columns }, (_, column) => node.columnWidths[column] ?? '*');
    const line = node.borderWidth ?? 1;
    const color = node.borderColor ?? '#000000';
    return {
      table: {
        widths,
        dontBreakRows: node.rows.every(row => textOfBlocks(row.cells.flatMap(cell => cell.blocks)).length < SHORT_ROW),
        heights: node.rows.map(row => row.minimumHeight ?? 'auto'),
        body: node.rows.map(row => Array.from({ length: columns }, (_, column) => this.#cell(row.cells[column]))),
      },
      layout: {
        hLineWidth: () => line,
        vLineWidth: () => line,
        hLineColor: () => color,
        vLineColor: () => color,
        paddingLeft: () => 0,
        paddingRight: () => 0,
        paddingTop: () => 0,
        paddingBottom: () => 0,
      },
      margin: [0, 4, 0, 8],
    };
  }

  #cell(cell: CellNode | undefined): unknown {
    if (!cell) return '';
    const padding = (points: number | undefined): number => points ?? CELL_PADDING;
    return {
      stack: this.blocks(cell.blocks),
      margin: [
        padding(cell.paddingLeft),
        padding(cell.paddingTop),
        padding(cell.paddingRight),
        padding(cell.paddingBottom),
      ],
      ...(cell.backgroundColor !== undefined && { fillColor: cell.backgroundColor }),
      ...(cell.verticalAlignment === 'CENTER' && { verticalAlignment: 'middle' }),
      ...(cell.verticalAlignment === 'BOTTOM' && { verticalAlignment: 'bottom' }),
    };
  }
}

function itemsFrom(blocks: readonly BlockNode[], start: number): ParagraphNode[] {
  const items: ParagraphNode[] = [];
  for (const block of blocks.slice(start)) {
    if (block.type !== 'listItem' || (items[0] && items[0].listId !== block.listId)) break;
    items.push(block);
  }
  return items;
}

function inlineStyle(style: TextStyle): Inline {
  const lines = [style.underline && 'underline', style.strikethrough && 'lineThrough'].filter(Boolean);
  return {
    ...(style.bold && { bold: true }),
    ...(style.italic && { italics: true }),
    ...(style.linkUrl !== undefined && { link: style.linkUrl, color: LINK_COLOR, decoration: 'underline' }),
    ...(lines.length > 0 && { decoration: lines }),
    ...(style.fontSize !== undefined && { fontSize: style.fontSize }),
    ...(style.foregroundColor !== undefined && { color: style.foregroundColor }),
    ...(style.backgroundColor !== undefined && { background: style.backgroundColor }),
  };
}
