/** The workbook as a person sees and changes it: tabs, the cells of a window, what stands behind one cell, typing, rows. */
import { z } from 'zod';
import { chartPicture } from '../../charts/chart-svg';
import { choices } from '../../engine/cell-validation';
import { conditionalStyle } from '../../engine/conditional-style';
import { CellFault, isDateFormat } from '../../engine/display';
import type { CellStyle } from '../../engine/document';
import { type Area, cellName, columnNumber, covered } from '../../engine/grid-area';
import type { Sheet } from '../../engine/sheet';
import type { Workbook } from '../../engine/workbook';
import { toXlsx } from '../../engine/xlsx';
import { XLSX } from '../../files/google-files';
import type { SheetsPart } from '../../services/spreadsheet-app';
import type { Caller, Download } from '../wire';
import { contents, type Direction, sameContents } from './edit-history';
import { method } from './method';
import { whyOutside } from './people';
import { NotPossible, type WorkspaceHost } from './workspace-host';

const place = { spreadsheet: z.string(), sheet: z.int() };
const position = { row: z.int().positive(), column: z.int().positive() };
const area = { ...position, rows: z.int().positive(), columns: z.int().positive() };
/** Rows that one window may ask for. */
const MAX_WINDOW_ROWS = 200;
/** Cells that one paste may fill. */
const MAX_PASTED_CELLS = 20_000;

/** A cell of a window; what is usual is left out. */
export interface CellView {
  /** As shown. */
  text: string;
  /** Index in the window's styles. */
  style?: number;
  align?: 'right' | 'center';
  note?: string;
  /** Why its formula failed. */
  fault?: string;
  /** A value is to be chosen from a list. */
  hasChoices?: true;
  /** The add-on keeps it: typing is put back. */
  isKept?: true;
}

/** The rows of a window, each by column from the first; null for an empty cell. */
export interface WindowView {
  row: number;
  rows: (CellView | null)[][];
  styles: CellStyle[];
  revision: number;
}

/** What stands behind one cell. */
export interface CellDetail {
  /** What a person would type to get what stands there. */
  input: string;
  text: string;
  note: string;
  fault: string;
  choices: readonly string[] | null;
  /** Why it should not be typed over; '' when nothing speaks against it. */
  kept: string;
  /** The cell whose formula fills this one; '' when none does. */
  spilledFrom: string;
  /** Where the cell's link leads: a place of this workbook; null without one. */
  link: { sheet: number; row: number; column: number } | null;
}

function book(host: WorkspaceHost, id: string): Workbook {
  const sheets = host.workspace.part<SheetsPart>('sheets');
  const found = id === '' ? sheets.bound : sheets.spreadsheets.get(id);
  if (found === undefined) throw new NotPossible("Ce classeur n'existe plus.");
  return found;
}

function tab(host: WorkspaceHost, { spreadsheet, sheet }: { spreadsheet: string; sheet: number }): Sheet {
  const found = book(host, spreadsheet).sheetById(sheet);
  if (found === undefined) throw new NotPossible("Cet onglet n'existe plus.");
  return found;
}

/** The bound workbook's tab: the only one in which the pages let people type. */
function ownTab(host: WorkspaceHost, at: { spreadsheet: string; sheet: number }, by: string): Sheet {
  const sheet = tab(host, at);
  if (book(host, at.spreadsheet).id !== host.stage.workbook.id) {
    throw new NotPossible('Ce classeur se lit et se commente ici ; il ne se modifie pas à la main.');
  }
  const outside = whyOutside(host.stage, by);
  if (outside !== '') throw new NotPossible(outside);
  return sheet;
}

function isKept(sheet: Sheet, at: Area): boolean {
  return sheet.document.protections.some(
    ({ warningOnly, area: own, unprotected }) => warningOnly && own === null && !covered(at, unprotected),
  );
}

function windowOf(sheet: Sheet, row: number, count: number, revision: number): WindowView {
  const { maxRows, maxColumns } = sheet.document;
  const rows = Math.max(0, Math.min(count, maxRows - row + 1));
  if (rows === 0) return { row, rows: [], styles: [], revision };
  const block: Area = { row, column: 1, rows, columns: maxColumns };
  const values = sheet.values(block);
  const shown = sheet.displayValues(block);
  const styles: CellStyle[] = [];
  const known = new Map<string, number>();
  const styleIndex = (style: CellStyle): number | undefined => {
    const { numberFormat: _, ...look } = style;
    const key = JSON.stringify(look);
    if (key === '{}') return undefined;
    const index = known.get(key) ?? styles.push(look) - 1;
    known.set(key, index);
    return index;
  };
  const keptColumns = Array.from({ length: maxColumns }, (_, index) =>
    isKept(sheet, { row: Math.max(row, 2), column: index + 1, rows: 1, columns: 1 }),
  );
  const view = values.map((line, down) =>
    line.map((value, across): CellView | null => {
      const [r, c] = [row + down, across + 1];
      const condition = conditionalStyle(sheet.document.conditionalFormats, { row: r, column: c }, value);
      const style = styleIndex({ ...sheet.style(r, c), ...condition });
      const note = sheet.note(r, c);
      const rule = r === 1 ? undefined : sheet.validation(r, c);
      const text = shown[down]?.[across] ?? '';
      if (text === '' && style === undefined && note === '' && rule === undefined) return null;
      return {
        text,
        ...(style === undefined ? {} : { style }),
        ...(typeof value === 'number' ? { align: 'right' as const } : {}),
        ...(typeof value === 'boolean' ? { align: 'center' as const } : {}),
        ...(note === '' ? {} : { note }),
        ...(value instanceof CellFault ? { fault: value.message } : {}),
        ...(rule?.criteria === 'VALUE_IN_LIST' || rule?.criteria === 'VALUE_IN_RANGE'
          ? { hasChoices: true as const }
          : {}),
        ...(r > 1 && keptColumns[across] === true ? { isKept: true as const } : {}),
      };
    }),
  );
  return { row, rows: view, styles, revision };
}

function detailOf(workbook: Workbook, sheet: Sheet, row: number, column: number): CellDetail {
  const at = { row, column, rows: 1, columns: 1 };
  const [[value = null] = []] = sheet.values(at);
  const [[text = ''] = []] = sheet.displayValues(at);
  const [[format = ''] = []] = sheet.numberFormats(at);
  const own = sheet.formula(row, column);
  const source = sheet
    .formulas()
    .find(
      one =>
        row >= one.row &&
        row < one.row + one.cells.length &&
        column >= one.column &&
        column < one.column + (one.cells[0]?.length ?? 1),
    );
  const spilledFrom = own === undefined && source !== undefined ? cellName(source) : '';
  const rule = sheet.validation(row, column);
  const shownIn = (place: Area & { sheetId: number }) =>
    workbook.sheetById(place.sheetId)?.displayValues(place).flat() ?? [];
  return {
    input: own?.text ?? (typeof value === 'number' && !isDateFormat(format) ? numberTyped(value, text) : text),
    text,
    note: sheet.note(row, column),
    fault: value instanceof CellFault ? value.message : '',
    choices: rule === undefined ? null : (choices(rule, shownIn) ?? null),
    kept: spilledFrom === '' && isKept(sheet, at) ? KEPT : spilledFrom === '' ? '' : computed(spilledFrom),
    spilledFrom,
    link: linkOf(own?.text ?? ''),
  };
}

/** Puts a block back as it was, unless somebody has changed it since. */
function turnBack(host: WorkspaceHost, direction: Direction, caller: Caller) {
  const { history, stage } = host;
  const edit = history.take(caller.session, direction);
  if (edit === undefined) throw new NotPossible(NOTHING_TO[direction]);
  const sheet = stage.workbook.sheetById(edit.sheetId);
  if (sheet === undefined || !sameContents(contents(sheet, edit.area), edit.after))
    throw new NotPossible(CHANGED_SINCE);
  const back = edit.before.map((line, down) =>
    line.map((value, across) => (value === edit.after[down]?.[across] ? undefined : value)),
  );
  const refusals = stage.typeBlock(sheet, edit.area, back, caller.by, host.personOf(caller));
  history.turn(caller.session, direction, { ...edit, before: edit.after, after: contents(sheet, edit.area) });
  return { sheet: edit.sheetId, ...edit.area, refusals };
}

/** The place that `HYPERLINK("#gid=N&range=A12"; …)` leads to; other addresses are not followed from here. */
function linkOf(formula: string): CellDetail['link'] {
  const found = /^=\s*(?:HYPERLINK|LIEN_HYPERTEXTE)\(\s*"#gid=(\d+)(?:&range=([A-Z]{1,3})(\d{1,7}))?"/i.exec(formula);
  if (found === null) return null;
  const [, sheet, letters = 'A', row = '1'] = found;
  return { sheet: Number(sheet), row: Number(row), column: columnNumber(letters) };
}

/** A percentage is typed as it shows; another number with a comma and no spaces. */
function numberTyped(value: number, text: string): string {
  return text.endsWith('%') ? text : String(value).replace('.', ',');
}

const KEPT =
  "L'extension tient cette cellule à jour. Ce que vous y tapez sera remis comme avant ; passez par le menu Appui AICT.";
const computed = (from: string): string =>
  `Cette cellule est calculée par la formule de ${from} : elle ne se tape pas.`;

export const workbookMethods = {
  'workbook.list': method(z.strictObject({}), host => {
    const { bound } = host.workspace.part<SheetsPart>('sheets');
    return [bound, ...host.stage.otherWorkbooks].map(({ id, document, sheets }) => ({
      id,
      name: document.name,
      isBound: id === bound.id,
      sheets: sheets
        .filter(sheet => !sheet.document.hidden)
        .map(sheet => ({ id: sheet.sheetId, name: sheet.name, color: sheet.document.tabColor })),
    }));
  }),
  /** The whole spreadsheet with its formulas and comments, as Google exports it. */
  'workbook.xlsx': method(z.strictObject({ spreadsheet: z.string() }), (host, { spreadsheet }): Download => {
    const { workspace, stage } = host;
    const exported = book(host, spreadsheet);
    const name = exported.document.name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-');
    return {
      name: `${name}.xlsx`,
      type: XLSX,
      bytes: toXlsx(exported, { at: new Date(workspace.clock.shown), threads: stage.comments.threads(exported.id) }),
    };
  }),
  'workbook.sheet': method(z.strictObject(place), (host, at) => {
    const { document, name, lastRow } = tab(host, at);
    return {
      name,
      rows: document.maxRows,
      columns: document.maxColumns,
      lastRow,
      frozenRows: document.frozenRows,
      frozenColumns: document.frozenColumns,
      columnWidths: Array.from({ length: document.maxColumns }, (_, index) =>
        document.hiddenColumns.includes(index + 1) ? 0 : (document.columnWidths[String(index + 1)] ?? DEFAULT_WIDTH),
      ),
      revision: host.revision,
    };
  }),
  'workbook.window': method(
    z.strictObject({ ...place, row: z.int().positive(), rows: z.int().positive().max(MAX_WINDOW_ROWS) }),
    (host, { row, rows, ...at }) => windowOf(tab(host, at), row, rows, host.revision),
  ),
  /** The charts of a tab as pictures, each with its numbers as a table. */
  'workbook.charts': method(z.strictObject(place), (host, at) => {
    const workbook = book(host, at.spreadsheet);
    return tab(host, at).document.charts.map(chart => chartPicture(workbook, chart));
  }),
  'workbook.cell': method(z.strictObject({ ...place, ...position }), (host, { row, column, ...at }) =>
    detailOf(book(host, at.spreadsheet), tab(host, at), row, column),
  ),
  /** The texts of a block as shown, for the clipboard. */
  'workbook.copy': method(z.strictObject({ ...place, ...area }), (host, { spreadsheet, sheet, ...block }) => {
    if (block.rows * block.columns > MAX_PASTED_CELLS) throw new NotPossible(TOO_MUCH);
    return tab(host, { spreadsheet, sheet }).displayValues(block);
  }),
  'workbook.type': method(
    z.strictObject({ ...place, ...position, text: z.string().max(50_001) }),
    (host, { row, column, text, ...at }, caller) => {
      const sheet = ownTab(host, at, caller.by);
      host.history.during(caller.session, sheet, { row, column, rows: 1, columns: 1 }, () =>
        host.stage.typeCell(sheet, row, column, text, caller.by, host.personOf(caller)),
      );
    },
  ),
  /** Pastes; gives a sentence for each cell that was refused. */
  'workbook.paste': method(
    z.strictObject({ ...place, ...position, values: z.array(z.array(z.string().max(50_001))).min(1) }),
    (host, { row, column, values, ...at }, caller) => {
      const sheet = ownTab(host, at, caller.by);
      const columns = Math.max(...values.map(line => line.length));
      if (values.length * columns > MAX_PASTED_CELLS) throw new NotPossible(TOO_MUCH);
      const block = { row, column, rows: values.length, columns };
      const { maxRows } = sheet.document;
      const missing = row + values.length - 1 - maxRows;
      if (missing > 0) host.stage.insertRows(sheet, maxRows + 1, missing, caller.by);
      return host.history.during(caller.session, sheet, block, () =>
        host.stage.typeBlock(sheet, block, values, caller.by, host.personOf(caller)),
      );
    },
  ),
  /** Takes back the last edit of this tab, or does it again; gives the block, and a sentence for each cell that was refused. */
  'workbook.undo': method(z.strictObject({}), (host, _, caller) => turnBack(host, 'undo', caller)),
  'workbook.redo': method(z.strictObject({}), (host, _, caller) => turnBack(host, 'redo', caller)),
  'workbook.insertRow': method(
    z.strictObject({ ...place, before: z.int().positive() }),
    (host, { before, ...at }, { by }) => {
      const sheet = ownTab(host, at, by);
      host.stage.insertRows(sheet, before, 1, by);
      host.history.forget(sheet.sheetId);
    },
  ),
  'workbook.deleteRows': method(
    z.strictObject({ ...place, first: z.int().positive(), count: z.int().positive().max(1000) }),
    (host, { first, count, ...at }, { by }) => {
      const sheet = ownTab(host, at, by);
      host.stage.deleteRows(sheet, first, count, by);
      host.history.forget(sheet.sheetId);
    },
  ),
  'workbook.sort': method(
    z.strictObject({ ...place, column: z.int().positive() }),
    (host, { column, ...at }, { by }) => {
      const sheet = ownTab(host, at, by);
      host.stage.sortRows(sheet, column, by);
      host.history.forget(sheet.sheetId);
    },
  ),
};

const DEFAULT_WIDTH = 100;
const NOTHING_TO: Readonly<Record<Direction, string>> = {
  undo: 'Il n’y a plus rien à annuler.',
  redo: 'Il n’y a rien à rétablir.',
};
const CHANGED_SINCE = 'Ces cellules ont changé depuis, par l’extension ou par quelqu’un d’autre : rien n’est annulé.';
const TOO_MUCH = 'Pas plus de 20 000 cellules à la fois : recommencez en plusieurs fois.';
