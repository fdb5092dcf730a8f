/** The outputs of a play: JSON by header, formulas with notes, and an .xlsx file that other programs open. */
import ExcelJS from 'exceljs';
import { cellsJson, displayJson, workbookJson } from '../../local/engine/snapshot';
import { toXlsx } from '../../local/engine/xlsx';
import { fill, functions, memoryBook, setFormula, tab, type } from './memory-book';

function demandes() {
  const memory = memoryBook(
    ['Demandes', 'Paramètres'],
    functions({
      AICT_COLONNE: (title: string, rows: unknown[][]) => [
        [title],
        ...rows
          .slice(1)
          .filter(([v]) => v !== '')
          .map(([v]) => [Number(v) / 2]),
      ],
      AICT_TAUX: () => {
        throw new Error('adherent : valeur inconnue.');
      },
    }),
  );
  const sheet = tab(memory.book, 'Demandes');
  fill(sheet, 'A1', [['Référence', 'Reçue le', 'Séance du', 'Coût', 'Taux', 'Adhésion', 'Code']]);
  sheet.setStyle({ row: 1, column: 7, rows: 1000, columns: 1 }, { numberFormat: '@' });
  sheet.setStyle({ row: 1, column: 2, rows: 1000, columns: 1 }, { numberFormat: 'dd/MM/yyyy HH:mm' });
  sheet.setStyle({ row: 1, column: 4, rows: 1000, columns: 1 }, { numberFormat: '#,##0.00 €' });
  type(sheet, 'A2', 'DEM-2018-001');
  type(sheet, 'B2', '05/11/2018 14:30:00');
  type(sheet, 'C2', '12/07/2018');
  type(sheet, 'D2', '1234,57');
  type(sheet, 'E2', '20 %');
  type(sheet, 'F2', 'oui');
  type(sheet, 'G2', '=IMPORTXML("http://x")');
  setFormula(sheet, 'H1', '=AICT_COLONNE("Part"; D1:D)');
  type(sheet, 'A4', 'DEM-2018-002');
  sheet.setNote(2, 1, 'à relire');
  type(sheet, 'J2', '=AICT_TAUX("x")');
  return { ...memory, sheet };
}

test('workbook.json types its values, keeps empty cells and the place of rows', () => {
  expect(workbookJson(demandes().book)).toEqual({
    Demandes: [
      {
        Référence: 'DEM-2018-001',
        'Reçue le': '2018-11-05T14:30:00+01:00',
        'Séance du': '2018-07-12T00:00:00+02:00',
        Coût: 1234.57,
        Taux: 0.2,
        Adhésion: 'oui',
        Code: '=IMPORTXML("http://x")',
        Part: 617.285,
        J: '#ERROR!',
      },
      expect.objectContaining({ Référence: '', Coût: '' }),
      expect.objectContaining({ Référence: 'DEM-2018-002', 'Reçue le': '', Part: '' }),
    ],
    Paramètres: [],
  });
});

test('display.json shows what people see', () => {
  expect(displayJson(demandes().book).Demandes?.[0]).toMatchObject({
    'Reçue le': '05/11/2018 14:30',
    'Séance du': '12/07/2018',
    Coût: '1\u00a0234,57 €',
    Taux: '20%',
  });
});

test('cells.json gives formulas as written, notes, and the sentence of an error', () => {
  expect(cellsJson(demandes().book)).toEqual({
    Demandes: {
      A2: { formula: '', note: 'à relire' },
      H1: { formula: '=AICT_COLONNE("Part"; D1:D)', note: '' },
      J2: { formula: '=AICT_TAUX("x")', note: 'adherent : valeur inconnue.' },
    },
    Paramètres: {},
  });
});

test('two equal headers stay apart', () => {
  const { book } = memoryBook(['Avis']);
  fill(tab(book, 'Avis'), 'A1', [
    ['Avis', 'Avis'],
    ['a', 'b'],
  ]);
  expect(workbookJson(book).Avis).toEqual([{ Avis: 'a', 'Avis (2)': 'b' }]);
});

describe('workbook.xlsx', () => {
  async function opened() {
    const { book, sheet } = demandes();
    sheet.document.frozenRows = 1;
    tab(book, 'Paramètres').document.hidden = true;
    fill(tab(book, 'Paramètres'), 'A1', [[0.8], [1], [2]]);
    type(tab(book, 'Paramètres'), 'B1', '=SOMME(A1:A; 0,5)');
    book.setNamedArea('TauxAdherent', { sheetId: 1, row: 1, column: 1, rows: 1, columns: 1 });
    sheet.setStyle({ row: 1, column: 1, rows: 1, columns: 2 }, { fontWeight: 'bold', background: '#eeeeee' });
    const rule = { criteria: 'VALUE_IN_LIST', allowInvalid: false, helpText: 'Choisissez.' };
    sheet.setValidation({ row: 2, column: 6, rows: 999, columns: 1 }, { ...rule, values: ['oui', 'non'] });
    sheet.setValidation(
      { row: 2, column: 9, rows: 9, columns: 1 },
      { ...rule, values: ['gouvernance, décentralisation', 'climat'] },
    );
    const file = new ExcelJS.Workbook();
    const bytes = toXlsx(book);
    const buffer = new ArrayBuffer(bytes.byteLength);
    new Uint8Array(buffer).set(bytes);
    await file.xlsx.load(buffer);
    const [first, second, lists] = file.worksheets;
    if (first === undefined || second === undefined || lists === undefined) throw new Error('Tabs are missing.');
    return { file, first, second, lists };
  }

  test('holds values with their formats, text that looks like a formula, notes and looks', async () => {
    const { first } = await opened();
    expect(first.getCell('A2').value).toBe('DEM-2018-001');
    expect(first.getCell('B2').numFmt).toBe('dd/mm/yyyy hh:mm');
    expect(first.getCell('D2').value).toBe(1234.57);
    expect(first.getCell('G2').value).toBe('=IMPORTXML("http://x")');
    expect(JSON.stringify(first.getCell('A2').note)).toContain('à relire');
    expect(first.getCell('A1').font.bold).toBe(true);
  });

  test('holds formulas that other programs read, and what only Google computes behind its result', async () => {
    const { first, second } = await opened();
    expect(second.getCell('B1').value).toMatchObject({ formula: 'SUM(A1:A1000, 0.5)', result: 4.3 });
    expect(first.getCell('H1').value).toMatchObject({
      formula: 'IFERROR(__xludf.DUMMYFUNCTION("AICT_COLONNE(""Part"", D1:D1000)"),"Part")',
      result: 'Part',
    });
    expect(first.getCell('H2').value).toBe(617.285);
  });

  test('holds frozen rows, hidden tabs, named ranges and validations', async () => {
    const { file, first, second, lists } = await opened();
    expect(first.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect([second.state, lists.state]).toEqual(['hidden', 'hidden']);
    expect(file.definedNames.getRanges('TauxAdherent').ranges).toEqual(["'Paramètres'!$A$1"]);
    expect(first.getCell('F2').dataValidation).toMatchObject({
      type: 'list',
      formulae: ['"oui,non"'],
      prompt: 'Choisissez.',
    });
    expect(first.getCell('I2').dataValidation.formulae).toEqual(["'Listes de validation'!$A$1:$A$2"]);
    expect(lists.getCell('A1').value).toBe('gouvernance, décentralisation');
  });
});
