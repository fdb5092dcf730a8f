/**
 * The parts of pdfmake that lay a document out. Its public createPdf is asynchronous, and a script's call is not; below
 * the promise everything is synchronous, so these parts are used directly. pdf.test.ts fails if an update moves them.
 */
declare module 'pdfmake/js/PDFDocument.js' {
  import type { Readable } from 'node:stream';

  /** What pdfmake asks of a font: pdfkit's embedded font. */
  export interface PdfFont {
    constructor: new (document: PDFDocument, font: PdfFont['font'], id: string) => PdfFont;
    font: { hasGlyphForCodePoint(codePoint: number): boolean; glyphForCodePoint(codePoint: number): { id: number } };
    /** The glyphs that will be embedded: the place of one here is its code in the page. */
    subset: { glyphs: number[] };
    /** By glyph code: advance in thousandths of the size, and the characters that text extraction gives back. */
    widths: number[];
    unicode: number[][];
    encode(text: string, features?: unknown): [string[], GlyphPosition[]];
    widthOfString(text: string, size: number, features?: unknown): number;
  }
  export interface GlyphPosition {
    xAdvance: number;
    yAdvance: number;
    xOffset: number;
    yOffset: number;
    advanceWidth: number;
  }
  export default class PDFDocument extends Readable {
    constructor(
      fonts: Record<string, Record<string, string>>,
      images: object,
      patterns: object,
      attachments: object,
      options: object,
      virtualfs: object | null,
      localAccessPolicy: (path: string) => boolean,
    );
    /** pdfkit's register: every font in it is embedded when the document ends. */
    _fontFamilies: Record<string, PdfFont>;
    _fontCount: number;
    provideFont(family: string, bold: boolean, italics: boolean): PdfFont;
    end(): void;
  }
}

declare module 'pdfmake/js/LayoutBuilder.js' {
  import type PDFDocument from 'pdfmake/js/PDFDocument.js';

  export default class LayoutBuilder {
    constructor(
      pageSize: { width: number; height: number; orientation: string },
      margins: { left: number; top: number; right: number; bottom: number },
      svgMeasure: object,
    );
    registerTableLayouts(layouts: object): void;
    layoutDocument(
      content: unknown,
      document: PDFDocument,
      styles: object,
      defaultStyle: object,
      background: undefined,
      header: ((page: number, pages: number) => unknown) | undefined,
      footer: ((page: number, pages: number) => unknown) | undefined,
      watermark: undefined,
      pageBreakBefore: (
        node: { headlineLevel?: number },
        query: { getFollowingNodesOnPage(): { style?: unknown }[] },
      ) => boolean,
    ): object[];
  }
}

declare module 'pdfmake/js/Renderer.js' {
  import type PDFDocument from 'pdfmake/js/PDFDocument.js';

  export default class Renderer {
    constructor(document: PDFDocument, progress?: (done: number) => void);
    renderPages(pages: object[]): void;
  }
}

declare module 'pdfmake/js/tableLayouts.js' {
  export const tableLayouts: object;
}

declare module 'pdfmake/fonts/Roboto.js' {
  const fonts: { Roboto: { normal: string; bold: string; italics: string; bolditalics: string } };
  export default fonts;
}
