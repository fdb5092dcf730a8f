/** Formulas as an .xlsx file holds them: US syntax, commas, open ranges bounded; what only Google computes is wrapped as Google's export does. */
import frenchLanguage from 'hyperformula/i18n/languages/frFR';
import type { CellValue } from './display';
import { CellFault } from './display';
import type { FormulaDocument } from './document';
import { usTokens } from './formula-syntax';
import { prefixSheet, type Reference, referenceText, sheetPrefix } from './formula-tokens';

/** The size of a tab by its name, and what it is called in the file. */
export interface ExportedSheets {
  find(name: string): { maxRows: number; maxColumns: number; exportedName: string } | undefined;
}

/** Known to the formula engine and to Google Sheets, not to Excel. */
const GOOGLE_ONLY = new Set(['ARRAYFORMULA', 'ARRAY_CONSTRAIN', 'COUNTUNIQUE', 'SPLIT']);

/** The text of the formula without its `=`; `result` stands in for what a program other than Google Sheets cannot compute. */
export function exportedFormula(
  formula: FormulaDocument,
  own: string,
  result: CellValue,
  sheets: ExportedSheets,
): string {
  let text = '';
  let foreign = false;
  for (const token of usTokens(formula)) {
    if (token.kind === 'reference') {
      const reference = bounded(token.reference, own, sheets);
      foreign ||= reference === undefined;
      text += reference === undefined ? '#REF!' : referenceText(reference);
      continue;
    }
    if (token.kind === 'function') {
      const name = token.text.toUpperCase();
      foreign ||= GOOGLE_ONLY.has(name) || !Object.hasOwn(frenchLanguage.functions, name);
    }
    foreign ||= token.kind === 'unknown';
    text += token.text;
  }
  return foreign ? `IFERROR(__xludf.DUMMYFUNCTION(${quoted(text.slice(0, 200))}),${literal(result)})` : text;
}

function bounded(reference: Reference, own: string, sheets: ExportedSheets): Reference | undefined {
  const name = prefixSheet(reference.prefix);
  const sheet = sheets.find(name ?? own);
  if (sheet === undefined) return undefined;
  const prefix = name === undefined ? '' : sheetPrefix(sheet.exportedName);
  const { start, end } = reference;
  if (end === null) return { ...reference, prefix };
  const isMixed = (start.row === null) !== (end.row === null) || (start.column === null) !== (end.column === null);
  if (!isMixed) return { ...reference, prefix };
  return {
    prefix,
    start: { ...start, row: start.row ?? 1, column: start.column ?? 1 },
    end: { ...end, row: end.row ?? sheet.maxRows, column: end.column ?? sheet.maxColumns },
  };
}

function literal(value: CellValue): string {
  if (value === null) return '""';
  if (value instanceof CellFault) return quoted(value.code);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'number' ? String(value) : quoted(value.slice(0, 200));
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
