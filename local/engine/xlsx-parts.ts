/**
 * The XML parts of an .xlsx file, made by exceljs at once. Its own writer answers later, which a script's call cannot wait
 * for; what it calls in turn does not wait, and its types do not show it.
 */
import type ExcelJS from 'exceljs';

/** Text by path inside the archive, in the order in which exceljs writes them. */
export type XlsxParts = Map<string, string>;

/** In the order of exceljs's own writer: shared strings are known once the sheets are written. */
const WRITERS = [
  'addContentTypes',
  'addOfficeRels',
  'addWorkbookRels',
  'addWorksheets',
  'addSharedStrings',
  'addThemes',
  'addStyles',
  'addApp',
  'addCore',
  'addWorkbook',
] as const;

/** The parts of a workbook without pictures, drawings and tables. Throws when exceljs no longer works as it did. */
export function xlsxParts(file: ExcelJS.Workbook): XlsxParts {
  const parts: XlsxParts = new Map();
  const zip = {
    append: (text: unknown, { name }: { name: string }) => {
      if (typeof text !== 'string') throw new Error(`exceljs wrote ${name} as something else than text.`);
      parts.set(name, text);
    },
  };
  const { model } = file;
  memberOf(file.xlsx, 'prepareModel')(model, {});
  const failures: unknown[] = [];
  for (const name of WRITERS) {
    const written = memberOf(file.xlsx, name)(zip, model);
    // Promises that are settled already: they carry nothing but a failure.
    if (written instanceof Promise) written.catch((failure: unknown) => failures.push(failure));
  }
  const missing = ['[Content_Types].xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'docProps/core.xml'].filter(
    path => !parts.has(path),
  );
  if (missing.length > 0) throw new Error(`exceljs no longer writes ${missing.join(', ')} at once.`);
  return parts;
}

function memberOf(writer: ExcelJS.Xlsx, name: string): (...given: unknown[]) => unknown {
  const member: unknown = Reflect.get(writer, name);
  if (typeof member !== 'function') throw new Error(`exceljs no longer has ${name}.`);
  return (...given) => Reflect.apply(member, writer, given) as unknown;
}
