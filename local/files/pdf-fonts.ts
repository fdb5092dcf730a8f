/**
 * Which font draws which character of a PDF, so that text comes out as it was typed: Roboto, then an emoji font, then a
 * font of many scripts, then boxes and blanks that still carry their character for whoever selects or searches the text.
 */
import { createRequire } from 'node:module';
import roboto from 'pdfmake/fonts/Roboto.js';
import type { GlyphPosition, PdfFont } from 'pdfmake/js/PDFDocument.js';

type Family = 'Roboto' | 'Emoji' | 'Scripts' | 'LastResort';
type Faces = Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>;

export interface Segment {
  text: string;
  font: Family;
}

/** Files of packages that hold one font; a package that is not installed leaves its characters to the next family. */
function inPackage(file: string): Faces | undefined {
  try {
    const path = createRequire(import.meta.url).resolve(file);
    return { normal: path, bold: path, italics: path, bolditalics: path };
  } catch {
    return undefined;
  }
}

/** The fonts that are installed, by family, as pdfmake wants them. The last resort is drawn with Roboto. */
export function installedFonts(): Partial<Record<Family, Faces>> {
  const emoji = inPackage('@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf');
  const scripts = inPackage('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
  return {
    Roboto: roboto.Roboto,
    ...(emoji && { Emoji: emoji }),
    ...(scripts && { Scripts: scripts }),
  };
}

/** Text that Roboto draws whole, and nearly all there is: no need to look at each character. */
const PLAIN = /^[\n\u0020-\u007E\u00A0-\u00AC\u00AE-\u024F]*$/;
const INVISIBLE = /^[\p{Cf}\p{Cc}\p{Mn}\p{Me}\u2028\u2029]$/u;
const BLANK = /^\p{Zs}$/u;
const VARIATION_OR_JOINER = /\u200D|\uFE0E|\uFE0F/g;

/** Width of the blanks that Roboto lacks, in thousandths of the font size. */
const BLANK_WIDTHS: Readonly<Record<string, number>> = {
  '\u2002': 500,
  '\u2003': 1000,
  '\u202F': 180,
  '\u3000': 1000,
};
const BLANK_WIDTH = 250;

/** Cuts a text where the font must change. Line breaks stay in the segment they are met in. */
export function segments(text: string, has: (family: Family, codePoint: number) => boolean): Segment[] {
  const out: Segment[] = [];
  const graphemes = PLAIN.test(text) ? [text] : new Intl.Segmenter('fr').segment(text);
  for (const part of graphemes) {
    const grapheme = typeof part === 'string' ? part : part.segment;
    const font = familyOf(grapheme, has);
    const last = out.at(-1);
    if (last && (last.font === font || grapheme === '\n')) last.text += grapheme;
    else out.push({ text: grapheme, font });
  }
  return out;
}

function familyOf(grapheme: string, has: (family: Family, codePoint: number) => boolean): Family {
  const covers = (family: Family, text: string): boolean =>
    [...text].every(char => char === '\n' || has(family, codePointOf(char)));
  // First: fonts draw several of these with one glyph, and extraction would confuse them.
  if (grapheme !== '\n' && [...grapheme].every(char => INVISIBLE.test(char))) return 'LastResort';
  if (covers('Roboto', grapheme)) return 'Roboto';
  if ([...grapheme].every(char => BLANK.test(char))) return 'LastResort';
  const drawn = grapheme.replace(VARIATION_OR_JOINER, '');
  if (covers('Emoji', drawn)) return 'Emoji';
  return covers('Scripts', drawn) ? 'Scripts' : 'LastResort';
}

const codePointOf = (char: string): number => char.codePointAt(0) ?? 0;

/**
 * Makes a pdfkit font draw what no font has: a blank or nothing for spaces and invisible characters, the font's box for the
 * rest. Each character gets a glyph code of its own, so that text extraction tells it from the others.
 */
export function asLastResort(font: PdfFont): PdfFont {
  const codes = new Map<string, { code: number; width: number }>();
  const boxWidth = font.widths[0] ?? 0;
  const blankGlyph = font.font.glyphForCodePoint(codePointOf(' ')).id;

  const widthOf = (char: string): number => {
    if (BLANK.test(char)) return BLANK_WIDTHS[char] ?? BLANK_WIDTH;
    return INVISIBLE.test(char) ? 0 : boxWidth;
  };
  const codeOf = (char: string): { code: number; width: number } => {
    const known = codes.get(char);
    if (known) return known;
    const width = widthOf(char);
    const isDrawn = !BLANK.test(char) && !INVISIBLE.test(char);
    const code = font.subset.glyphs.push(isDrawn ? 0 : blankGlyph) - 1;
    font.widths[code] = width;
    font.unicode[code] = [codePointOf(char)];
    codes.set(char, { code, width });
    return { code, width };
  };

  font.encode = text => {
    const glyphs = [...text].map(codeOf);
    const position = (width: number): GlyphPosition => ({
      xAdvance: width,
      yAdvance: 0,
      xOffset: 0,
      yOffset: 0,
      advanceWidth: width,
    });
    return [glyphs.map(({ code }) => code.toString(16).padStart(4, '0')), glyphs.map(({ width }) => position(width))];
  };
  font.widthOfString = (text, size) => ([...text].reduce((sum, char) => sum + widthOf(char), 0) * size) / 1000;
  return font;
}
