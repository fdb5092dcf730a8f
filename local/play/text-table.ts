// Tables and lines for a terminal: columns aligned by what a reader sees, accents and emoji included, in a given width.
import { stripVTControlCharacters } from 'node:util';

export interface TextColumn {
  readonly title: string;
  /** Numbers stand at the right; default left. */
  readonly align?: 'left' | 'right';
  /** Narrowest that this column may become when the table is too wide; default: it keeps its width. */
  readonly shrinksTo?: number;
}

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });
const WIDE =
  /\p{Emoji_Presentation}|\uFE0F|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;
/** Precomposed letters and usual signs: what French texts are made of. */
const ONE_COLUMN_EACH = /^[\x20-\x7E\u00A0-\u00AC\u00AE-\u02AF\u2010-\u2027\u202F\u20AC\u2500-\u257F]*$/;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;

/** Columns of a terminal that a text takes. */
export function displayWidth(text: string): number {
  if (ONE_COLUMN_EACH.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(stripVTControlCharacters(text))) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(segment: string): number {
  if (INVISIBLE.test(segment)) return 0;
  return WIDE.test(segment) ? 2 : 1;
}

/** The text in at most `width` columns, with an ellipsis where it was cut. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(stripVTControlCharacters(text))) {
    used += graphemeWidth(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? blanks + text : text + blanks;
}

/** One line per row under a line of titles, two spaces between columns, at most `width` columns wide. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' / ').replace(/[\t\u00A0\u202F]/g, ' ');
  const cells = rows.map(row => columns.map((_, index) => oneLine(row[index] ?? '')));
  const widths = columns.map(({ title }, index) =>
    Math.max(displayWidth(title), ...cells.map(row => displayWidth(row[index] ?? ''))),
  );
  shrink(widths, columns, width);
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const size = widths[index] ?? 0;
        return pad(shorten(row[index] ?? '', size), size, align ?? 'left');
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ title }) => title)), widths.map(size => '─'.repeat(size)).join('  '), ...cells.map(line)];
}

/** Takes from the widest column that may shrink, one by one, until the table fits. */
function shrink(widths: number[], columns: readonly TextColumn[], width: number): void {
  const total = (): number => widths.reduce((sum, size) => sum + size, 0) + 2 * (widths.length - 1);
  for (let excess = total() - width; excess > 0; excess -= 1) {
    const widest = columns
      .map(({ shrinksTo }, index) => ({ index, spare: (widths[index] ?? 0) - (shrinksTo ?? Number.POSITIVE_INFINITY) }))
      .reduce((a, b) => (b.spare > a.spare ? b : a), { index: -1, spare: 0 });
    if (widest.index < 0) return;
    widths[widest.index] = (widths[widest.index] ?? 0) - 1;
  }
}

/** Words over several lines of at most `width` columns; the first starts with `indent`, the others with `hanging`. */
export function wrap(text: string, width: number, indent = '', hanging = indent): string[] {
  const lines: string[] = [];
  let start = indent;
  for (const paragraph of text.split('\n')) {
    let line = start;
    for (const word of paragraph.trim().split(' ')) {
      const longer = line === start ? `${line}${word}` : `${line} ${word}`;
      if (displayWidth(longer) > width && line !== start) {
        lines.push(line);
        start = hanging;
        line = `${hanging}${word}`;
      } else line = longer;
    }
    if (line.trim() !== '') lines.push(shorten(line, width));
    start = hanging;
  }
  return lines;
}
