/**
 * Turns a formula as written (French or US syntax) into HyperFormula's: absolute bounded references, tabs by id, English
 * names, one wrapper around the whole (CELLRESULT) and one around each function of the script (SCRIPTCALL).
 */
import frenchLanguage from 'hyperformula/i18n/languages/frFR';
import type { FormulaDocument, SheetArea } from './document';
import { prefixSheet, type Reference, type Token, tokenize } from './formula-tokens';
import { type Area, columnLetters } from './grid-area';

/** What the compiler asks of the workbook. */
export interface FormulaScope {
  /** The tab of that name, compared without case. */
  sheet(name: string): { sheetId: number; maxRows: number; maxColumns: number } | undefined;
  sheetById(sheetId: number): { maxRows: number; maxColumns: number } | undefined;
  namedRange(name: string): SheetArea | undefined;
  isScriptFunction(name: string): boolean;
}

export interface CompiledFormula {
  /** For HyperFormula, `=CELLRESULT(…)`. */
  readonly text: string;
  readonly precedents: readonly SheetArea[];
  /** Holds NOW, TODAY or RAND. */
  readonly volatile: boolean;
  /** Holds a range such as `P1:P`, which grows with its tab. */
  readonly openRanges: boolean;
}

/** The functions whose value changes by itself; Google refuses them as arguments of a function of the script. */
export const VOLATILE_FUNCTIONS: ReadonlySet<string> = new Set(['NOW', 'TODAY', 'RAND', 'RANDBETWEEN', 'RANDARRAY']);

const englishByFrench: ReadonlyMap<string, string> = new Map([
  ...Object.entries(frenchLanguage.functions).map(([english, french]): [string, string] => [french, english]),
  // Google's own French names where Excel's differ or are missing.
  ['SIERREUR', 'IFERROR'],
  ['SI.ERREUR', 'IFERROR'],
  ['SINONDISP', 'IFNA'],
  ['JOUR', 'DAY'],
  ['MAINTENANT', 'NOW'],
  ['AUJOURDHUI', 'TODAY'],
]);

const TRUE_WORDS = new Set(['TRUE', 'VRAI']);
const FALSE_WORDS = new Set(['FALSE', 'FAUX']);

/** The HyperFormula text of a formula that stands in tab `sheetId`. Never throws: what cannot be read fails to parse there. */
export function compileFormula(formula: FormulaDocument, sheetId: number, scope: FormulaScope): CompiledFormula {
  const tokens = usTokens(formula);
  const precedents: SheetArea[] = [];
  let volatile = false;
  let openRanges = false;
  let body = '';
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) continue;
    if (token.kind === 'reference') {
      const { reference } = token;
      openRanges ||= isOpen(reference);
      const area = boundedArea(reference, sheetId, scope);
      if (area === undefined) {
        body += '#REF!';
      } else {
        precedents.push(area);
        body += areaText(area);
      }
    } else if (token.kind === 'function') {
      const name = token.text.toUpperCase();
      volatile ||= VOLATILE_FUNCTIONS.has(name);
      if (!scope.isScriptFunction(name)) {
        body += name;
        continue;
      }
      const opening = nextSolid(tokens, index + 1);
      const closesAtOnce = tokens[nextSolid(tokens, opening + 1)]?.text === ')';
      body += `SCRIPTCALL("${name}"${closesAtOnce ? '' : ','}`;
      index = opening;
    } else if (token.kind === 'name') {
      const word = token.text.toUpperCase();
      if (TRUE_WORDS.has(word)) body += 'TRUE()';
      else if (FALSE_WORDS.has(word)) body += 'FALSE()';
      else {
        const area = scope.namedRange(token.text);
        if (area !== undefined) precedents.push(area);
        body += area === undefined ? token.text : areaText(area);
      }
    } else if (token.kind === 'string') {
      body += engineString(token.text.slice(1, -1));
    } else {
      body += token.text;
    }
  }
  return { text: `=CELLRESULT(${body})`, precedents, volatile, openRanges };
}

/** The formula in US syntax, as getFormula gives it: English names, decimal points; separators stay as they were given. */
export function usFormulaText(formula: FormulaDocument): string {
  if (formula.typed !== true) return formula.text;
  let parentheses = 0;
  let text = '=';
  for (const token of frenchToUs(tokenize(formula.text))) {
    if (token.text === '(') parentheses += 1;
    if (token.text === ')') parentheses -= 1;
    text += token.text;
  }
  return parentheses === 0 ? text : formula.text;
}

/** The tokens of a formula in US syntax, arguments parted by commas. */
export function usTokens(formula: FormulaDocument): Token[] {
  const tokens = tokenize(formula.text);
  return commaSeparated(formula.typed === true ? frenchToUs(tokens) : tokens);
}

/** French names become English; `0,8` becomes 0.8 where the comma cannot separate arguments. */
function frenchToUs(tokens: readonly Token[]): Token[] {
  const semicolons = tokens.some((token, index) => token.text === ';' && braceDepth(tokens, index) === 0);
  const result: Token[] = [];
  let depth = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) continue;
    if (token.text === '(') depth += 1;
    else if (token.text === ')') depth -= 1;
    const decimals = tokens[index + 2];
    if (
      token.kind === 'number' &&
      tokens[index + 1]?.text === ',' &&
      decimals?.kind === 'number' &&
      /^\d+$/.test(token.text) &&
      /^\d+(?:[eE][+-]?\d+)?$/.test(decimals.text) &&
      (semicolons || depth === 0)
    ) {
      result.push({ kind: 'number', text: `${token.text}.${decimals.text}` });
      index += 2;
    } else if (token.kind === 'function') {
      result.push({ kind: 'function', text: englishByFrench.get(token.text.toUpperCase()) ?? token.text });
    } else {
      result.push(token);
    }
  }
  return result;
}

/** `;` between arguments becomes `,`; inside braces `;` ends a row and `\` a column. */
function commaSeparated(tokens: readonly Token[]): Token[] {
  let braces = 0;
  return tokens.map(token => {
    if (token.text === '{') braces += 1;
    else if (token.text === '}') braces -= 1;
    else if (token.kind === 'symbol' && token.text === ';' && braces === 0) return { kind: 'symbol', text: ',' };
    else if (token.text === '\\' && braces > 0) return { kind: 'symbol', text: ',' };
    return token;
  });
}

function braceDepth(tokens: readonly Token[], end: number): number {
  let depth = 0;
  for (const token of tokens.slice(0, end)) {
    if (token.text === '{') depth += 1;
    else if (token.text === '}') depth -= 1;
  }
  return depth;
}

function nextSolid(tokens: readonly Token[], from: number): number {
  let index = from;
  while (tokens[index]?.kind === 'space') index += 1;
  return index;
}

function isOpen({ start, end }: Reference): boolean {
  return end !== null && [start.row, start.column, end.row, end.column].includes(null);
}

function boundedArea(reference: Reference, own: number, scope: FormulaScope): SheetArea | undefined {
  const name = prefixSheet(reference.prefix);
  const size = name === undefined ? scope.sheetById(own) : scope.sheet(name);
  if (size === undefined) return undefined;
  const sheetId = name === undefined ? own : (scope.sheet(name)?.sheetId ?? own);
  const { start, end } = reference;
  if (end === null) {
    if (start.row === null || start.column === null) return undefined;
    return { sheetId, row: start.row, column: start.column, rows: 1, columns: 1 };
  }
  const span = (a: number | null, b: number | null, max: number): [number, number] => {
    const first = a === null || b === null ? (a ?? b ?? 1) : Math.min(a, b);
    const from = a === null && b === null ? 1 : first;
    const to = a === null || b === null ? Math.max(max, from) : Math.max(a, b);
    return [from, to - from + 1];
  };
  const [row, rows] = span(start.row, end.row, size.maxRows);
  const [column, columns] = span(start.column, end.column, size.maxColumns);
  return { sheetId, row, column, rows, columns };
}

/** The engine's own literals have no way to write a quote, and stumble over a backslash. */
function engineString(inner: string): string {
  const parts = inner.replaceAll('""', '"').split(/(["\\])/);
  const pieces = parts.filter(part => part !== '').map(part => SPECIAL_CHARACTERS[part] ?? `"${part}"`);
  return pieces.length > 1 ? `(${pieces.join('&')})` : (pieces[0] ?? '""');
}

const SPECIAL_CHARACTERS: Readonly<Record<string, string>> = { '"': 'CHAR(34)', '\\': 'CHAR(92)' };

function areaText(area: SheetArea): string {
  const corner = (row: number, column: number) => `$${columnLetters(column)}$${row}`;
  const first = `${engineSheetName(area.sheetId)}!${corner(area.row, area.column)}`;
  const { rows, columns } = area satisfies Area;
  return rows === 1 && columns === 1 ? first : `${first}:${corner(area.row + rows - 1, area.column + columns - 1)}`;
}

/** The name of a tab inside HyperFormula: never renamed, never quoted. */
export function engineSheetName(sheetId: number): string {
  return `TAB_${sheetId}_`;
}
