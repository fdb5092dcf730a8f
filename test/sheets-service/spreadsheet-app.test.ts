/** SpreadsheetApp as a script meets it in its own realm: pending writes, Google's sentences, counts, protections, events. */
import type { ExecutionRecord } from '../../local/kernel/contract';
import type { Workspace } from '../../local/kernel/workspace';
import { type SheetsPart, sheetsPart } from '../../local/services/spreadsheet-app';
import { OWNER, workspaceOf } from '../kernel/fake-script';
import { fill, type as typeIn } from './memory-book';

const COLLEAGUE = 'collegue@cuf.example';

interface Played {
  readonly workspace: Workspace;
  readonly sheets: SheetsPart;
  /** Runs the body of `run`, as an installable trigger unless told otherwise; gives the record. */
  run(by?: string, fault?: { kill: { call: number; when: 'before' | 'after' } }): ExecutionRecord;
}

/** A Workspace whose script is one function around these lines, with the bound workbook's first tab as `sheet`. */
function script(body: string, others = ''): Played {
  const workspace = workspaceOf(
    `function run() {
      const book = SpreadsheetApp.getActive();
      const sheet = book.getSheetByName('Feuille 1');
      ${body}
    }
    ${others}`,
    [sheetsPart],
  );
  return {
    workspace,
    sheets: workspace.part<SheetsPart>('sheets'),
    run: (by = OWNER, fault) =>
      workspace.fire('run', { kind: 'installable', by, ...(fault === undefined ? {} : { fault }) }),
  };
}

/** What the script logged as JSON. */
function answer(record: ExecutionRecord): unknown {
  if (record.outcome !== 'ok') throw new Error(record.error ?? record.outcome);
  return JSON.parse(record.logs.at(-1)?.text ?? 'null');
}

const log = (expression: string) => `console.log(JSON.stringify(${expression}));`;

function evaluate(expression: string, before = ''): unknown {
  return answer(script(`${before}\n${log(expression)}`).run());
}

function failure(body: string): string | null {
  return script(body).run().error;
}

describe('values', () => {
  test('written as typed, read as numbers, texts, booleans and Dates; empty is an empty text', () => {
    expect(
      evaluate(
        'sheet.getRange("A1:H1").getValues()[0].map(value => value instanceof Date ? value.toISOString() : value)',
        `sheet.getRange('A2').setNumberFormat('@');
         sheet.getRange('A1:H1').setValues([['01', '12,5', '1/2', 'VRAI', 'texte', '', new Date(1541424600000), null]]);
         sheet.getRange('A2').setValue('=1+1');`,
      ),
    ).toEqual([1, 12.5, '2018-01-31T23:00:00.000Z', true, 'texte', '', '2018-11-05T13:30:00.000Z', '']);
  });

  test('text cells keep what would be a formula, a number or a date', () => {
    expect(
      evaluate(
        'sheet.getRange("A1:D1").getValues()[0].concat(sheet.getRange("A1:D1").getFormulas()[0])',
        `sheet.getRange('A1:D1').setNumberFormat('@').setValues([['=IMPORTXML("http://x")', '00123', '1/2', '+33 6 12']]);`,
      ),
    ).toEqual(['=IMPORTXML("http://x")', '00123', '1/2', '+33 6 12', '', '', '', '']);
  });

  test('arrays and Dates that are read belong to the script', () => {
    expect(
      evaluate(
        '[sheet.getRange("A1").getValues() instanceof Array, sheet.getRange("A1").getValue() instanceof Date]',
        'sheet.getRange("A1").setValue(new Date(0));',
      ),
    ).toEqual([true, true]);
  });

  test('appendRow goes below the last content, spilled cells and unchecked boxes included, and grows the tab', () => {
    expect(
      evaluate(
        '[sheet.getLastRow(), sheet.getMaxRows(), sheet.getRange(1001, 1).getValue()]',
        `sheet.getRange('C1000').insertCheckboxes(); sheet.appendRow(['après']);`,
      ),
    ).toEqual([1001, 1001, 'après']);
  });

  test('formats and notes alone do not count as content', () => {
    expect(
      evaluate(
        '[sheet.getLastRow(), sheet.getLastColumn(), sheet.getDataRange().getA1Notation()]',
        `sheet.getRange('B5').setBackground('#ff0000').setNumberFormat('0.00').setNote('note');`,
      ),
    ).toEqual([0, 0, 'A1']);
  });

  test('formulas of the script are computed, in US syntax with either separator', () => {
    const { run } = script(
      `sheet.getRange('A1:A3').setValues([['Coût'], [100], [200]]);
       sheet.getRange('B1').setFormula('=AICT_DOUBLE("Double"; A1:A)');
       sheet.getRange('C1').setFormula('=SUM(B2:B)');
       ${log('[sheet.getRange("B1:B3").getValues(), sheet.getRange("C1").getValue(), sheet.getRange("B1").getFormula()]')}`,
      `function AICT_DOUBLE(title, rows) { return [[title]].concat(rows.slice(1).filter(r => r[0] !== '').map(r => [r[0] * 2])); }`,
    );
    expect(answer(run())).toEqual([[['Double'], [200], [400]], 600, '=AICT_DOUBLE("Double"; A1:A)']);
  });
});

describe("Google's sentences, thrown at once", () => {
  test.each([
    [
      'sheet.getRange("A1:B2").setValues([[1, 2]])',
      'The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 2.',
    ],
    [
      'sheet.getRange("A1:B1").setValues([[1]])',
      'The number of columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.',
    ],
    ['sheet.getRange(1001, 1)', 'The coordinates of the range are outside the dimensions of the sheet.'],
    ['sheet.getRange(0, 1)', 'The starting row of the range is too small.'],
    ['sheet.getRange(1, 1, 0, 1)', 'The number of rows in the range must be at least 1.'],
    ['sheet.getRange("n importe quoi")', 'Range not found'],
    [
      'sheet.getRange("A1").setValue("x".repeat(50001))',
      'Your input contains more than the maximum of 50000 characters in a single cell.',
    ],
    [
      'sheet.insertRowsAfter(1, 500000)',
      'This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
    ],
    ['book.insertSheet("feuille 1")', 'A sheet with the name "feuille 1" already exists. Please enter another name.'],
    ['sheet.hideSheet()', "You can't hide all the sheets in a document."],
    [
      'SpreadsheetApp.openById("x")',
      'Specified permissions are not sufficient to call SpreadsheetApp.openById. Required permissions: https://www.googleapis.com/auth/spreadsheets',
    ],
  ])('%s', (call, sentence) => {
    expect(failure(`${call};`)).toContain(sentence);
  });

  test('objects and NaN are no values of a cell', () => {
    for (const value of ['{}', 'Number.NaN']) {
      expect(failure(`sheet.getRange('A1').setValue(${value});`)).toContain("don't match the method signature");
    }
  });

  test('a value that a validation rejects is refused when it is written', () => {
    expect(
      failure(`sheet.getRange('A1').setDataValidation(
        SpreadsheetApp.newDataValidation().requireValueInList(['oui', 'non']).setAllowInvalid(false).build());
      sheet.getRange('A1').setValue('peut-être');
      SpreadsheetApp.flush();`),
    ).toContain(
      'The data you entered in cell A1 violates the data validation rules set on this cell. Please enter one of the following values: oui, non.',
    );
  });

  test('a member that the local Workspace lacks throws with its name', () => {
    expect(failure('sheet.getRange("A1").setTextRotation(90);')).toContain('setTextRotation');
  });
});

describe('pending writes', () => {
  const two = `sheet.getRange('A1').setValue('un'); sheet.getRange('A2').setValue('deux');`;
  const content = ({ sheets }: Played) =>
    sheets.bound.sheets[0]?.values({ row: 1, column: 1, rows: 3, columns: 1 }).flat();

  test('are written when the script ends by itself', () => {
    const played = script(two);
    expect(played.run().outcome).toBe('ok');
    expect(content(played)).toEqual(['un', 'deux', null]);
  });

  test('are written when the script ends on its own error', () => {
    const played = script(`${two} throw new Error('non');`);
    expect(played.run().outcome).toBe('error');
    expect(content(played)).toEqual(['un', 'deux', null]);
  });

  test.each<[string, string, { call: number; when: 'before' | 'after' }, (string | null)[]]>([
    ['nothing flushed', two, { call: 2, when: 'after' }, [null, null, null]],
    ['killed before the flush', `${two} SpreadsheetApp.flush();`, { call: 3, when: 'before' }, [null, null, null]],
    ['killed after the flush', `${two} SpreadsheetApp.flush();`, { call: 3, when: 'after' }, ['un', 'deux', null]],
    [
      'a read sent them',
      `${two} sheet.getRange('A1').getValue(); sheet.getRange('A3').setValue('trois');`,
      { call: 4, when: 'after' },
      ['un', 'deux', null],
    ],
    [
      'appended rows too',
      `sheet.appendRow(['un']); sheet.appendRow(['deux']);`,
      { call: 2, when: 'after' },
      [null, null, null],
    ],
  ])('of a killed script are lost: %s', (_, body, kill, expected) => {
    const played = script(body);
    expect(played.run(OWNER, { kill }).outcome).toBe('killed');
    expect(content(played)).toEqual(expected);
  });

  test('are seen by a read of the same script', () => {
    expect(evaluate('sheet.getRange("A1:A2").getValues()', two)).toEqual([['un'], ['deux']]);
  });

  test('a row appended by another run in between is not written over', () => {
    const played = script(
      `sheet.appendRow(['premier']);`,
      `function autre() { SpreadsheetApp.getActive().getSheets()[0].appendRow(['second']); }`,
    );
    played.workspace.onCall = (_number, method, phase) => {
      if (method === 'Sheet.appendRow' && phase === 'after')
        played.workspace.fire('autre', { kind: 'installable', by: OWNER });
    };
    played.run();
    expect(content(played)).toEqual(['second', 'premier', null]);
  });
});

describe('what calls cost', () => {
  test('blocks are one call with their cells; handles and sizes are free', () => {
    const record = script(`
      sheet.getRange(1, 1, 10, 4).setValues(Array.from({ length: 10 }, () => [1, 2, 3, 4]));
      sheet.getLastRow(); sheet.getMaxRows(); sheet.getName(); sheet.getDataRange().getA1Notation();
      sheet.getRange('A1:B10').getValues();
      sheet.createTextFinder('3').findNext();
      SpreadsheetApp.flush();`).run();
    expect(record.calls).toEqual({
      'Range.setValues': 1,
      'Range.getValues': 1,
      'TextFinder.findNext': 1,
      'SpreadsheetApp.flush': 1,
    });
    expect([record.cellsWritten, record.cellsRead]).toEqual([40, 20]);
  });
});

describe('tabs, ranges and names', () => {
  test('tabs are inserted, renamed, ordered, hidden and deleted', () => {
    expect(
      evaluate(
        '[book.getSheets().map(s => s.getName()), book.getSheetByName("Avis").isSheetHidden(), book.getSheetByName("Absent")]',
        `book.insertSheet('Demandes', 0); book.insertSheet('Opinions').setName('Avis').hideSheet();
         book.setActiveSheet(sheet); book.moveActiveSheet(3); book.insertSheet('Brouillon');
         book.deleteSheet(book.getSheetByName('Brouillon'));`,
      ),
    ).toEqual([['Demandes', 'Avis', 'Feuille 1'], true, null]);
  });

  test('named ranges are set, found whatever their case, listed and removed', () => {
    expect(
      evaluate(
        '[book.getRangeByName("plafond").getA1Notation(), book.getNamedRanges().map(n => n.getName()), book.getRangeByName("Absent")]',
        `book.setNamedRange('Plafond', sheet.getRange('C5')); book.setNamedRange('Vieux', sheet.getRange('A1')); book.removeNamedRange('Vieux');`,
      ),
    ).toEqual(['C5', ['Plafond'], null]);
  });

  test.each([
    ['sheet.getRange("P1:P").getNumRows()', 1000],
    ['sheet.getRange("A:C").getNumColumns()', 3],
    ['sheet.getRange(2, 3, 4, 5).getA1Notation()', 'C2:G5'],
    ['book.getRange("Feuille 1!B2:C3").getA1Notation()', 'B2:C3'],
    ['sheet.getRange("B2").offset(1, 1, 2, 2).getA1Notation()', 'C3:D4'],
    ['sheet.getRange("B2:C3").getCell(2, 2).getA1Notation()', 'C3'],
    ['sheet.getRange("B2").getSheet().getName()', 'Feuille 1'],
  ])('%s is %p', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  test('what the person selected is what the script sees', () => {
    const { workspace } = script(
      log(`[SpreadsheetApp.getActiveSheet().getName(), SpreadsheetApp.getActiveRangeList().getRanges().map(r => r.getA1Notation()),
            SpreadsheetApp.getActiveRange().getRow(), SpreadsheetApp.getCurrentCell().getRow()]`),
    );
    const selection = { spreadsheetId: workspace.boundSpreadsheetId, sheetName: 'Feuille 1', rows: [2, 3, 7] };
    const record = workspace.fire('run', { kind: 'menu', by: OWNER, selection });
    expect(answer(record)).toEqual(['Feuille 1', ['A2:Z3', 'A7:Z7'], 7, 2]);
  });
});

describe('the text finder', () => {
  const cells = `sheet.getRange('A1:A4').setValues([['DEM-2018-001'], ['dem-2018-0011'], ['Été'], ['=1+1']]);`;
  const names = (finder: string) => `sheet.createTextFinder(${finder}.findAll().map(r => r.getA1Notation())`;
  test.each<[string, string[]]>([
    ['"dem-2018-001")', ['A1', 'A2']],
    ['"DEM-2018-001").matchEntireCell(true)', ['A1']],
    ['"dem").matchCase(true)', ['A2']],
    ['"ete")', []],
    ['"ete").ignoreDiacritics(true)', ['A3']],
    ['"^dem-\\\\d{4}-\\\\d{3}$").useRegularExpression(true)', ['A1']],
    ['"1+1")', []],
    ['"1+1").matchFormulaText(true)', ['A4']],
    ['"2").matchEntireCell(true)', ['A4']],
  ])('%s finds %p', (finder, expected) => {
    expect(evaluate(names(finder), cells)).toEqual(expected);
  });

  test('goes on from its last match, or from a given cell, and ends with null', () => {
    expect(
      evaluate(
        '(() => { const f = sheet.createTextFinder("dem"); return [f.findNext(), f.findNext(), f.findNext()].map(r => r && r.getA1Notation()); })()',
        cells,
      ),
    ).toEqual(['A1', 'A2', null]);
    expect(
      evaluate('sheet.createTextFinder("dem").startFrom(sheet.getRange("A1")).findNext().getA1Notation()', cells),
    ).toBe('A2');
  });
});

describe('protections', () => {
  const protect = `const protection = sheet.getRange('A1:B5').protect().setDescription('Écrit par l’automate');
    protection.removeEditors(protection.getEditors());`;

  test('are listed with their description, range, editors and kind', () => {
    expect(
      evaluate(
        `sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE).map(p => [p.getDescription(), p.getRange().getA1Notation(),
          p.getEditors().map(String), p.canEdit(), p.isWarningOnly(), String(p.getProtectionType())])`,
        `book.addEditor('${COLLEAGUE}'); ${protect}`,
      ),
    ).toEqual([['Écrit par l’automate', 'A1:B5', [OWNER], true, false, 'RANGE']]);
  });

  test('an editor is named by address or as a user', () => {
    expect(
      evaluate(
        'protection.getEditors().map(String)',
        `${protect} protection.addEditor(Session.getEffectiveUser()).addEditors(['${COLLEAGUE}', '${COLLEAGUE.toUpperCase()}']);`,
      ),
    ).toEqual([OWNER, COLLEAGUE]);
  });

  test("a script of somebody else gets Google's sentence on protected cells, and writes beside them", () => {
    const played = script(
      `sheet.getRange('C1').setValue('à côté'); sheet.getRange('B5').setValue('dedans');`,
      `function proteger() {
      const sheet = SpreadsheetApp.getActive().getSheets()[0]; ${protect} }`,
    );
    played.workspace.fire('proteger', { kind: 'installable', by: OWNER });
    expect(played.run(COLLEAGUE).error).toContain('You are trying to edit a protected cell or object.');
    expect(played.run(OWNER).outcome).toBe('ok');
    expect(played.sheets.bound.sheets[0]?.value(1, 3)).toBe('à côté');
  });

  test('a protected tab has unprotected ranges, and protecting it again gives the same protection', () => {
    expect(
      evaluate(
        `[sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET).length,
          sheet.protect().getUnprotectedRanges().map(r => r.getA1Notation())]`,
        `sheet.protect().setUnprotectedRanges([sheet.getRange('B2:B'), sheet.getRange('D2:D')]); sheet.protect();`,
      ),
    ).toEqual([1, ['B2:B1000', 'D2:D1000']]);
  });

  test('once removed they refuse nobody', () => {
    const played = script(
      `sheet.getRange('A1').setValue('x');`,
      `function proteger() {
      const sheet = SpreadsheetApp.getActive().getSheets()[0]; ${protect} protection.remove(); }`,
    );
    played.workspace.fire('proteger', { kind: 'installable', by: OWNER });
    expect(played.run(COLLEAGUE).outcome).toBe('ok');
  });
});

describe('restricted runs', () => {
  test('a function in a cell reads the workbook and never writes it', () => {
    const { sheets } = script(
      '',
      `function LIRE() { return SpreadsheetApp.getActive().getSheets()[0].getRange('A1').getValue(); }
       function ECRIRE() { SpreadsheetApp.getActive().getSheets()[0].getRange('A1').setValue(1); return 1; }`,
    );
    const [sheet] = sheets.bound.sheets;
    if (sheet === undefined) throw new Error('no tab');
    fill(sheet, 'A1', [['lu']]);
    typeIn(sheet, 'B1', '=LIRE()');
    typeIn(sheet, 'B2', '=ECRIRE()');
    expect(sheet.displayValues({ row: 1, column: 2, rows: 2, columns: 1 }).flat()).toEqual(['lu', '#ERROR!']);
    expect(sheet.value(2, 2)).toMatchObject({
      message: expect.stringContaining('You do not have permission to call setValue'),
    });
  });

  test('onEdit gets the range, the new and the old value as texts', () => {
    const { workspace, sheets } = script(
      '',
      `function onEdit(e) { console.log(JSON.stringify([e.range.getA1Notation(), e.value, e.oldValue, e.source.getName(), e.user.getEmail()])); }`,
    );
    const book = sheets.bound;
    const [sheet] = book.sheets;
    if (sheet === undefined) throw new Error('no tab');
    const edit = sheets.spreadsheets.gestures(book).typeCell(sheet, 3, 2, '12,5', OWNER);
    const [record] = workspace.happen({
      type: 'ON_EDIT',
      sourceId: book.id,
      by: OWNER,
      event: execution => sheets.editEvent(execution, book, edit),
    });
    if (record === undefined) throw new Error('onEdit did not run');
    expect(answer(record)).toEqual(['B3', '12.5', null, 'Appui AICT', '']);
  });
});

describe('the state', () => {
  test('a spreadsheet survives JSON: values, formulas, styles, protections, names', () => {
    const played = script(`
      sheet.getRange('A1:B2').setValues([['a', 1], ['b', 2]]).setNumberFormat('0.00').setNote('note');
      sheet.getRange('C1').setFormula('=SUM(B1:B)');
      book.setNamedRange('Total', sheet.getRange('C1')); sheet.getRange('A1').protect(); sheet.setFrozenRows(1);`);
    expect(played.run().outcome).toBe('ok');
    const { document } = played.sheets.bound;
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
