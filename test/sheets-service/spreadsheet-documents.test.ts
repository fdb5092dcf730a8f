/** What the store keeps of a spreadsheet: after any change and a save, a Workspace opened again has the same tabs, and little was written. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { SpreadsheetDocument } from '../../local/engine/document';
import { BLOCK_ROWS } from '../../local/engine/spreadsheet-documents';
import { Spreadsheets } from '../../local/engine/spreadsheets';
import type { Workbook } from '../../local/engine/workbook';
import { WorkspaceStore } from '../../local/kernel/store';
import { fill, functions, OWNER, setFormula, tab } from './memory-book';

const ID = 'classeur';
let folder: string;
let store: WorkspaceStore;
let book: Workbook;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'documents-'));
  start();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function start(): void {
  rmSync(folder, { recursive: true, force: true });
  store = WorkspaceStore.create(folder);
  book = spreadsheets(store).create({ name: 'Essai', owner: OWNER, tabs: ['Feuille', 'Autre'] }, ID);
}

function spreadsheets(of: WorkspaceStore): Spreadsheets {
  return new Spreadsheets(of, { now: () => 0 }, () => functions({}));
}

/** The document as another process would read it now. */
function onDisk(): SpreadsheetDocument {
  store.save();
  const opened = spreadsheets(WorkspaceStore.open(folder)).get(ID);
  if (opened === undefined) throw new Error('The spreadsheet is gone.');
  return opened.document;
}

/** Rows without content at the end, and blanks at the end of a row, mean nothing. */
function essential(document: SpreadsheetDocument): unknown {
  const plain = JSON.parse(JSON.stringify(document)) as SpreadsheetDocument;
  for (const sheet of plain.sheets) {
    for (const line of sheet.values) while (line !== null && line.length > 0 && line.at(-1) === null) line.pop();
    while (sheet.values.length > 0 && (sheet.values.at(-1)?.length ?? 0) === 0) sheet.values.pop();
    while (sheet.styles.length > 0 && (sheet.styles.at(-1)?.length ?? 0) === 0) sheet.styles.pop();
  }
  return plain;
}

const row = fc.integer({ min: 1, max: 4 * BLOCK_ROWS });
const count = fc.integer({ min: 1, max: BLOCK_ROWS + 5 });
const column = fc.integer({ min: 1, max: 5 });

type Change = (workbook: Workbook) => void;
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(row, column, count).map(
    ([at, c, rows]): Change =>
      workbook => {
        const sheet = tab(workbook);
        const fits = Math.min(rows, sheet.document.maxRows - at + 1);
        if (fits < 1) return;
        sheet.write(
          { row: at, column: c, rows: fits, columns: 1 },
          Array.from({ length: fits }, (_, index) => [{ kind: 'value', value: `${at}/${index}` }]),
        );
      },
  ),
  fc.tuple(row, column, count).map(
    ([at, c, rows]): Change =>
      workbook => {
        tab(workbook).clearContent({ row: at, column: c, rows, columns: 2 });
      },
  ),
  fc.tuple(row, column, count).map(
    ([at, c, rows]): Change =>
      workbook => {
        tab(workbook).setStyle({ row: at, column: c, rows, columns: 1 }, { fontWeight: at % 2 === 0 ? 'bold' : null });
      },
  ),
  fc.tuple(row, count, fc.constantFrom('row' as const, 'column' as const)).map(
    ([at, rows, axis]): Change =>
      workbook => {
        const sheet = tab(workbook);
        const place = Math.min(at, (axis === 'row' ? sheet.document.maxRows : sheet.document.maxColumns) + 1);
        workbook.reshape(sheet, { kind: 'insert', axis, at: place, count: axis === 'row' ? rows : 1 });
      },
  ),
  fc.tuple(row, count).map(
    ([at, rows]): Change =>
      workbook => {
        const sheet = tab(workbook);
        const fits = Math.min(rows, sheet.document.maxRows - at + 1);
        if (fits > 0 && fits < sheet.document.maxRows)
          workbook.reshape(sheet, { kind: 'delete', axis: 'row', at, count: fits });
      },
  ),
  fc.tuple(row, row).map(
    ([from, before]): Change =>
      workbook => {
        const sheet = tab(workbook);
        const last = sheet.document.maxRows;
        if (from > last || before > last + 1) return;
        workbook.reshape(sheet, { kind: 'move', axis: 'row', from, count: 1, before });
      },
  ),
  column.map(
    (c): Change =>
      workbook => {
        const sheet = tab(workbook);
        const { lastRow } = sheet;
        if (lastRow > 0)
          workbook.sort(sheet, { row: 1, column: 1, rows: lastRow, columns: 6 }, [
            { column: c, ascending: c % 2 === 0 },
          ]);
      },
  ),
  fc.constant<Change>(workbook => {
    const other = workbook.sheet('Autre');
    if (other === undefined) fill(workbook.insertSheet('Autre'), 'A300', [['au loin']]);
    else workbook.deleteSheet(other);
  }),
);

test('whatever is done to a spreadsheet, what was saved opens as it stood', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), changes => {
      start();
      for (const apply of changes) {
        apply(book);
        expect(essential(onDisk())).toEqual(essential(book.document));
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('an edit in a long tab writes its block of rows and the head, and nothing else', () => {
  fill(
    tab(book),
    'A1',
    Array.from({ length: 990 }, (_, index) => [`ligne ${index + 1}`]),
  );
  setFormula(tab(book, 'Autre'), 'A1', '=COUNTA(Feuille!A:A)');
  store.save();
  const before = new Set(readdirSync(join(folder, 'data')));
  fill(tab(book), 'A700', [['changée']]);
  store.save();
  expect(readdirSync(join(folder, 'data')).filter(name => !before.has(name))).toHaveLength(2);
});

test('a tab that goes takes its rows with it', () => {
  fill(tab(book, 'Autre'), 'A900', [['au loin']]);
  store.save();
  const autre = book.sheet('Autre');
  if (autre === undefined) throw new Error('No tab Autre.');
  const filled = store.ids('spreadsheetRows').length;
  book.deleteSheet(autre);
  expect(filled - store.ids('spreadsheetRows').length).toBe(Math.ceil(900 / BLOCK_ROWS));
});

test('a spreadsheet that is removed leaves no rows', () => {
  fill(tab(book), 'A900', [['au loin']]);
  spreadsheets(store).remove(ID);
  expect([store.ids('spreadsheet'), store.ids('spreadsheetRows')]).toEqual([[], []]);
});

test('a spreadsheet of the first format, rows and all in one document, opens and is cut into blocks at its first change', () => {
  fill(tab(book), 'A600', [['au loin']]);
  const whole = JSON.parse(JSON.stringify(book.document)) as SpreadsheetDocument;
  store = WorkspaceStore.inMemory();
  store.put('spreadsheet', ID, whole);
  const opened = spreadsheets(store).get(ID);
  if (opened === undefined) throw new Error('The spreadsheet did not open.');
  expect(essential(opened.document)).toEqual(essential(book.document));
  expect(store.ids('spreadsheetRows')).toEqual([]);
  fill(tab(opened), 'A1', [['ici']]);
  const again = spreadsheets(WorkspaceStore.from(store.snapshot())).get(ID);
  expect(again && essential(again.document)).toEqual(essential(opened.document));
  expect(store.ids('spreadsheetRows')).toHaveLength(Math.ceil(600 / BLOCK_ROWS));
});
