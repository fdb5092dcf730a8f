/** Cuts the text of a formula into tokens, keeping every character, so that references can be changed and the rest stays as typed. */
import { columnLetters, columnNumber } from './grid-area';

/** One end of a reference; a side that is not written is null (`P1:P` ends without a row). */
export interface ReferenceEnd {
  readonly row: number | null;
  readonly column: number | null;
  readonly rowFixed: boolean;
  readonly columnFixed: boolean;
}

export interface Reference {
  /** The tab as written, with its quotes and `!`; '' for the formula's own tab. */
  readonly prefix: string;
  readonly start: ReferenceEnd;
  readonly end: ReferenceEnd | null;
}

export type Token =
  | { readonly kind: 'reference'; readonly text: string; readonly reference: Reference }
  | {
      readonly kind: 'string' | 'number' | 'function' | 'name' | 'error' | 'space' | 'symbol' | 'unknown';
      readonly text: string;
    };

const PREFIX = String.raw`(?<prefix>'(?:[^']|'')+'!|[\p{L}_][\p{L}\p{N}_.]*!)?`;
const CELL = String.raw`\$?[A-Za-z]{1,3}\$?[1-9]\d*`;
const COLUMN = String.raw`\$?[A-Za-z]{1,3}`;
const ROW = String.raw`\$?[1-9]\d*`;
const NOT_IN_A_WORD = String.raw`(?![\p{L}\p{N}_.(!])`;
const patterns: readonly [Token['kind'], RegExp][] = [
  ['space', /\s+/uy],
  ['string', /"(?:[^"]|"")*"/uy],
  ['error', /#(?:REF!|DIV\/0!|VALUE!|NAME\?|NUM!|N\/A|ERROR!|NULL!)/iuy],
  [
    'reference',
    new RegExp(
      `${PREFIX}(?<span>${CELL}:${CELL}|${CELL}:${COLUMN}|${CELL}:${ROW}|${COLUMN}:${CELL}|${COLUMN}:${COLUMN}|${ROW}:${ROW}|${CELL})${NOT_IN_A_WORD}`,
      'uy',
    ),
  ],
  ['function', /[\p{L}_][\p{L}\p{N}_.]*(?=\s*\()/uy],
  ['name', /[\p{L}_][\p{L}\p{N}_.]*/uy],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/uy],
  ['symbol', /<=|>=|<>|[-+*/^&=<>%(){};,\\]/uy],
];

/** The tokens of a formula's text, the leading `=` left out. A character that fits nowhere is a token `unknown`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = text.startsWith('=') ? 1 : 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function tokenAt(text: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) continue;
    if (kind !== 'reference') return { kind, text: match[0] };
    const [first = '', second] = (match.groups?.span ?? '').split(':');
    return {
      kind,
      text: match[0],
      reference: {
        prefix: match.groups?.prefix ?? '',
        start: readEnd(first),
        end: second === undefined ? null : readEnd(second),
      },
    };
  }
  return { kind: 'unknown', text: String.fromCodePoint(text.codePointAt(at) ?? 0xfffd) };
}

function readEnd(text: string): ReferenceEnd {
  const match = /^(\$?)([A-Za-z]*)(\$?)(\d*)$/.exec(text);
  const [, firstFixed = '', letters = '', secondFixed = '', digits = ''] = match ?? [];
  return {
    column: letters === '' ? null : columnNumber(letters),
    row: digits === '' ? null : Number(digits),
    columnFixed: letters !== '' && firstFixed === '$',
    rowFixed: letters === '' ? firstFixed === '$' || secondFixed === '$' : secondFixed === '$',
  };
}

/** The text of a reference. */
export function referenceText({ prefix, start, end }: Reference): string {
  return `${prefix}${endText(start)}${end === null ? '' : `:${endText(end)}`}`;
}

function endText({ row, column, rowFixed, columnFixed }: ReferenceEnd): string {
  const letters = column === null ? '' : `${columnFixed ? '$' : ''}${columnLetters(column)}`;
  return row === null ? letters : `${letters}${rowFixed ? '$' : ''}${row}`;
}

/** The name of the tab in a reference's prefix; undefined for the formula's own tab. */
export function prefixSheet(prefix: string): string | undefined {
  if (prefix === '') return undefined;
  const name = prefix.slice(0, -1);
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

/** How a tab is written before a reference. */
export function sheetPrefix(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !/^[A-Za-z]{1,3}\d+$/.test(name)
    ? `${name}!`
    : `'${name.replaceAll("'", "''")}'!`;
}
