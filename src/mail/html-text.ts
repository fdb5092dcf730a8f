/** Reads the HTML of an incoming mail as text, in one pass: hostile input costs no more than its length. */

const INPUT_LIMIT = 400_000;
const BLOCKS = new Set(
  'address article blockquote br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** What is struck out stays readable, and says so: a price there is no longer offered. */
const STRUCK = new Set(['s', 'strike', 'del']);
/** Their content is never shown. */
const HIDDEN = new Set(['head', 'script', 'style', 'title', 'template', 'noscript']);

/** Latin-1 letters by entity name, from U+00C0 to U+00FF in order (HTML 4.01 §24.2). */
const LATIN_1_NAMES =
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const OTHER_NAMES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  euro: '€',
  laquo: '«',
  raquo: '»',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  deg: '°',
  sect: '§',
  bull: '•',
  middot: '·',
  oelig: 'œ',
  OElig: 'Œ',
  times: '×',
  minus: '−',
  thinsp: '\u2009',
  ensp: '\u2002',
  emsp: '\u2003',
  shy: '',
  zwnj: '',
  zwj: '',
};

function entityText(whole: string, name: string): string {
  if (name.startsWith('#')) {
    const hexadecimal = /^#x/i.test(name);
    const code = Number.parseInt(name.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
    if (code === 0x80) return '€';
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
  }
  const other = OTHER_NAMES[name];
  if (other !== undefined) return other;
  const index = LATIN_1_NAMES.split(' ').indexOf(name);
  return index < 0 ? whole : String.fromCharCode(0xc0 + index);
}

/** Text with its character references read, each once. */
export function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,30});?/gi, entityText);
}

/** Lines being written: blocks start a line, quoted blocks start theirs with `> `. */
class Lines {
  private readonly done: string[] = [];
  private line = '';
  private endsInSpace = true;
  quoteDepth = 0;

  add(text: string): void {
    const words = text.replace(/[ \t\r\n\f]+/g, ' ');
    const kept = this.endsInSpace ? words.replace(/^ /, '') : words;
    if (kept === '') return;
    this.line += kept;
    this.endsInSpace = kept.endsWith(' ');
  }

  end(): void {
    const text = this.line.replace(/ $/, '');
    const previous = this.done[this.done.length - 1];
    const quoted = this.quoteDepth > 0 ? `> ${text}` : text;
    this.endsInSpace = true;
    if (text !== '' || (previous !== undefined && previous !== '' && previous !== '> ')) this.done.push(quoted);
    this.line = '';
  }

  /** Ends a line that holds something, without adding a blank one. */
  breakLine(): void {
    if (this.line !== '') this.end();
  }

  toString(): string {
    this.breakLine();
    return this.done.join('\n').replace(/\n+$/, '');
  }
}

/**
 * The visible text of an HTML body: one line per block, table cells parted by a space, quoted blocks marked `> `, struck text between `~~`, tags,
 * scripts, styles and comments dropped, entities read. Linear; input capped at 400 000 characters; never fails.
 */
export function textOfHtml(html: string): string {
  const input = html.slice(0, INPUT_LIMIT);
  const lines = new Lines();
  let at = 0;
  while (at < input.length) {
    const open = nextTag(input, at);
    if (open < 0) break;
    lines.add(decodeEntities(input.slice(at, open)));
    if (input.startsWith('<!--', open)) {
      at = after(input, '-->', open + 4);
      continue;
    }
    const close = input.indexOf('>', open);
    if (close < 0) {
      at = input.length;
      break;
    }
    const tag = /^<(\/?)([a-z][a-z0-9]{0,20})/i.exec(input.slice(open, open + 24));
    const name = (tag?.[2] ?? '').toLowerCase();
    at = close + 1;
    if (HIDDEN.has(name) && tag?.[1] === '') at = after(input, '>', after(input, `</${name}`, at));
    else applyTag(lines, name, tag?.[1] === '/');
  }
  if (at < input.length) lines.add(decodeEntities(input.slice(at)));
  return lines.toString();
}

/** Where the next tag or comment opens: a `<` that a letter, `/`, `!` or `?` follows; any other is text. */
function nextTag(input: string, from: number): number {
  let open = input.indexOf('<', from);
  while (open >= 0 && !/[a-z/!?]/i.test(input.charAt(open + 1))) open = input.indexOf('<', open + 1);
  return open;
}

function applyTag(lines: Lines, name: string, closing: boolean): void {
  if (name === 'br') lines.end();
  else if (name === 'p' && closing) {
    lines.breakLine();
    lines.end();
  } else if (name === 'td' || name === 'th') lines.add(' ');
  else if (STRUCK.has(name)) lines.add('~~');
  else if (BLOCKS.has(name)) lines.breakLine();
  if (name === 'blockquote') lines.quoteDepth = Math.max(0, lines.quoteDepth + (closing ? -1 : 1));
}

/** Where `mark` ends, any case, or the end of the input when it does not come. */
function after(input: string, mark: string, from: number): number {
  const found = searchFrom(input, mark, from);
  return found < 0 ? input.length : found + mark.length;
}

function searchFrom(input: string, mark: string, from: number): number {
  if (!mark.startsWith('</')) return input.indexOf(mark, from);
  for (let at = input.indexOf('</', from); at >= 0; at = input.indexOf('</', at + 2)) {
    if (input.slice(at, at + mark.length).toLowerCase() === mark) return at;
  }
  return -1;
}
