/** Formulas: syntax, functions of the script, spilled columns, and what structural edits do to them. */
import { CellFault } from '../../local/engine/display';
import { cell, fill, functions, memoryBook, setFormula, shown, shownDown, tab, type } from './memory-book';

/** A stand-in for the add-on's computed column: a title, then twice each amount, without trailing blanks. */
function column(title: string, amounts: unknown[][]): unknown[][] {
  const body = amounts.slice(1).map(([amount]) => amount);
  while (body.length > 0 && body.at(-1) === '') body.pop();
  return [[title], ...body.map(amount => [typeof amount === 'number' ? amount * 2 : ''])];
}

const scripts = () =>
  functions({
    AICT_COLONNE: column,
    AICT_TAUX: (adherent: string, high: number, low: number) => {
      if (adherent !== 'Adhérent' && adherent !== 'Non adhérent') throw new Error('adherent : valeur inconnue.');
      return adherent === 'Adhérent' ? (high ?? 0.8) : (low ?? 0.5);
    },
    AICT_DATE_LIMITE: (sent: Date) => new Date(sent.getTime() + 86_400_000),
    AICT_VOIR: (...args: unknown[]) => JSON.stringify(args),
    AICT_GENRE: (value: unknown) => (value instanceof Date ? 'Date' : typeof value),
    AICT_BLOC: (rows: number, columns: number) =>
      Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (__, c) => `${r}${c}`)),
  });

describe('the syntax of formulas', () => {
  test.each([
    ['typed, French names and semicolons', '=SOMME(1;2;3)', '6'],
    ['typed, decimal commas beside semicolons', '=SOMME(0,8; 0,5)', '1,3'],
    ['typed, commas between arguments', '=SUM(1,2)', '3'],
    ['typed, a decimal comma outside any function', '=1,5*2', '3'],
    ['typed, French condition and boolean words', '=SI(VRAI;"oui";"non")', 'oui'],
    ['typed, English names', '=IF(FALSE;"oui";"non")', 'non'],
    ['typed, French dates', '=ANNEE(DATE(2018;11;5))', '2018'],
    ['typed, today by its French name', '=AUJOURDHUI()', '05/11/2018'],
    ['typed, text that looks like a reference', '="A1;B2"', 'A1;B2'],
    ['typed, a text with doubled quotes', '="dit ""oui"""', 'dit "oui"'],
    ['typed, a backslash', '="a\\b"', 'a\\b'],
    ['typed, rates', '=80%', '80%'],
    ['typed, arrays, whose columns are parted by a backslash', '=SOMME({1\\2;3\\4})', '10'],
    ['typed, an unknown function', '=INCONNUE(1)', '#NAME?'],
    ['typed, nonsense', '=1+', '#ERROR!'],
    ['typed, a phone number', '+33 6 12 34 56 78', '#ERROR!'],
    ['typed, division by zero', '=1/0', '#DIV/0!'],
  ])('%s: %s shows %s', (_, text, expected) => {
    const { book } = memoryBook(['Feuille'], scripts());
    type(tab(book), 'B2', text);
    expect(shown(tab(book), 'B2')).toBe(expected);
  });

  test('setFormula takes US syntax only: a French name is unknown there', () => {
    const { book } = memoryBook();
    setFormula(tab(book), 'A1', '=SOMME(1;2)');
    setFormula(tab(book), 'A2', '=SUM(1,2)');
    setFormula(tab(book), 'A3', '=SUM(1;2)');
    expect(shownDown(tab(book), 'A1', 3)).toEqual(['#NAME?', '3', '3']);
  });

  test('getFormula gives US syntax, and keeps separators as they were given', () => {
    const { book } = memoryBook();
    const sheet = tab(book);
    type(sheet, 'A1', '=SOMME(0,8; 0,5)');
    setFormula(sheet, 'A2', '=SUM(P1:P; H1:H)');
    expect(sheet.formulaText(1, 1)).toBe('=SUM(0.8; 0.5)');
    expect(sheet.formula(1, 1)?.text).toBe('=SOMME(0,8; 0,5)');
    expect(sheet.formulaText(2, 1)).toBe('=SUM(P1:P; H1:H)');
  });

  test('named ranges are known by their name, in any case, and follow their range', () => {
    const { book } = memoryBook(['Feuille', 'Paramètres']);
    fill(tab(book, 'Paramètres'), 'C4', [[0.8]]);
    book.setNamedArea('TauxAdherent', { sheetId: 1, row: 4, column: 3, rows: 1, columns: 1 });
    type(tab(book), 'A1', '=tauxadherent*100');
    expect(shown(tab(book), 'A1')).toBe('80');
    book.reshape(tab(book, 'Paramètres'), { kind: 'insert', axis: 'row', at: 2, count: 1 });
    fill(tab(book, 'Paramètres'), 'C5', [[0.5]]);
    expect(shown(tab(book), 'A1')).toBe('50');
  });

  test('a formula reads other tabs, whose names may hold accents and quotes, and follows a renaming', () => {
    const { book } = memoryBook(['Feuille', "L'été"]);
    fill(tab(book, "L'été"), 'B2', [[7]]);
    type(tab(book), 'A1', "='L''été'!B2+1");
    expect(shown(tab(book), 'A1')).toBe('8');
    book.renameSheet(tab(book, "L'été"), 'Hiver');
    expect(tab(book).formula(1, 1)?.text).toBe('=Hiver!B2+1');
    expect(shown(tab(book), 'A1')).toBe('8');
  });

  test('a circular formula is a fault, not a loop', () => {
    const { book } = memoryBook();
    type(tab(book), 'A1', '=B1');
    type(tab(book), 'B1', '=A1');
    expect(shown(tab(book), 'A1')).toBe('#REF!');
  });

  test('NOW and TODAY follow the clock of the Workspace', () => {
    const { book, clock } = memoryBook();
    type(tab(book), 'A1', '=MAINTENANT()');
    expect(shown(tab(book), 'A1')).toBe('05/11/2018 14:30:00');
    clock.time += 3_600_000;
    expect(shown(tab(book), 'A1')).toBe('05/11/2018 15:30:00');
  });
});

describe('functions of the script', () => {
  test('a French formula calls them with its decimal commas', () => {
    const { book, scripts: calls } = memoryBook(['Feuille'], scripts());
    type(tab(book), 'A1', '=AICT_TAUX("Adhérent"; 0,8; 0,5)');
    expect(shown(tab(book), 'A1')).toBe('0,8');
    expect(calls.calls[0]?.args).toEqual(['Adhérent', 0.8, 0.5]);
  });

  test('names are found whatever their case, and may take no argument', () => {
    const { book } = memoryBook(['Feuille'], scripts());
    type(tab(book), 'A1', '=aict_voir()');
    expect(shown(tab(book), 'A1')).toBe('[]');
  });

  test('one cell is a scalar, a range a 2-D array, blanks are empty texts, an error its code', () => {
    const { book, scripts: calls } = memoryBook(['Feuille'], scripts());
    fill(tab(book), 'A1', [
      [1, 'x'],
      [null, true],
    ]);
    type(tab(book), 'D1', '=1/0');
    type(tab(book), 'C1', '=AICT_VOIR(A1; A2; A1:B2; D1;; VRAI)');
    shown(tab(book), 'C1');
    expect(calls.calls[0]?.args).toEqual([
      1,
      '',
      [
        [1, 'x'],
        ['', true],
      ],
      '#DIV/0!',
      '',
      true,
    ]);
  });

  test('dates are Dates of Paris, alone, in a range, from a function, and rates are numbers', () => {
    const { book, scripts: calls } = memoryBook(['Feuille'], scripts());
    type(tab(book), 'A1', '05/11/2018 14:30');
    type(tab(book), 'A2', '80 %');
    type(tab(book), 'C1', '=AICT_VOIR(A1:A2; AICT_DATE_LIMITE(A1))');
    type(tab(book), 'C2', '=AICT_GENRE(DATE(2018;11;5))');
    shown(tab(book), 'C1');
    const sent = new Date('2018-11-05T14:30:00+01:00');
    const call = calls.calls.find(({ name }) => name === 'AICT_VOIR');
    expect(call?.args).toEqual([[[sent], [0.8]], new Date(sent.getTime() + 86_400_000)]);
    expect(shown(tab(book), 'C2')).toBe('Date');
  });

  test('a Date that comes out shows as a date, and is one for the next function', () => {
    const { book } = memoryBook(['Feuille'], scripts());
    type(tab(book), 'A1', '05/11/2018 14:30');
    type(tab(book), 'B1', '=AICT_DATE_LIMITE(A1)');
    type(tab(book), 'C1', '=AICT_GENRE(B1)');
    type(tab(book), 'D1', '=B1');
    expect(shown(tab(book), 'B1')).toBe('06/11/2018 14:30:00');
    expect(shown(tab(book), 'C1')).toBe('Date');
    expect(shown(tab(book), 'D1')).toBe('06/11/2018 14:30:00');
  });

  test('an error thrown shows #ERROR! and keeps its sentence', () => {
    const { book } = memoryBook(['Feuille'], scripts());
    type(tab(book), 'A1', '=AICT_TAUX("peut-être")');
    expect(tab(book).value(1, 1)).toEqual(new CellFault('#ERROR!', 'adherent : valeur inconnue.'));
  });

  test('a function is called again only when an argument changes', () => {
    const { book, scripts: calls } = memoryBook(['Feuille'], scripts());
    const sheet = tab(book);
    fill(sheet, 'A1', [['Adhérent'], ['autre']]);
    type(sheet, 'B1', '=AICT_TAUX(A1; 0,8; 0,5)');
    shown(sheet, 'B1');
    fill(sheet, 'A2', [['encore']]);
    shown(sheet, 'B1');
    book.reshape(sheet, { kind: 'insert', axis: 'row', at: 1, count: 3 });
    shown(sheet, 'B4');
    expect(calls.calls).toHaveLength(1);
    fill(sheet, 'A4', [['Non adhérent']]);
    expect(shown(sheet, 'B4')).toBe('0,5');
    expect(calls.calls).toHaveLength(2);
  });

  test.each([
    '=AICT_VOIR(NOW())',
    '=AICT_VOIR(1+ALEA())',
    '=AICT_VOIR(AUJOURDHUI())',
    '=AICT_VOIR(D1)',
    '=AICT_VOIR(D1:D4)',
  ])('what changes by itself is refused as an argument: %s', formula => {
    const { book, scripts: calls } = memoryBook(['Feuille'], scripts());
    type(tab(book), 'D1', '=MAINTENANT()');
    type(tab(book), 'A1', formula);
    expect(shown(tab(book), 'A1')).toBe('#ERROR!');
    expect(calls.calls).toHaveLength(0);
  });
});

describe('results that spill', () => {
  const header = '=AICT_COLONNE("Part dispositif"; P1:P; H1:H)';

  function demandes() {
    const memory = memoryBook(['Demandes'], scripts());
    const sheet = tab(memory.book, 'Demandes');
    fill(sheet, 'P1', [['Coût'], [100], [200], [300]]);
    setFormula(sheet, 'Q1', header);
    return { ...memory, sheet };
  }

  test('one formula in the header fills the column, trailing blanks left out', () => {
    const { sheet, scripts: calls } = demandes();
    expect(shownDown(sheet, 'Q1', 5)).toEqual(['Part dispositif', '200', '400', '600', '']);
    expect(sheet.lastRow).toBe(4);
    expect(calls.calls).toHaveLength(1);
  });

  test('the column grows and shrinks with its rows, one call each time', () => {
    const { sheet, scripts: calls } = demandes();
    expect(sheet.lastRow).toBe(4);
    fill(sheet, 'P5', [[400], [500]]);
    expect(shownDown(sheet, 'Q1', 7)).toEqual(['Part dispositif', '200', '400', '600', '800', '1000', '']);
    fill(sheet, 'P3', [[null], [null], [null], [null]]);
    expect(shownDown(sheet, 'Q1', 4)).toEqual(['Part dispositif', '200', '', '']);
    expect(sheet.lastRow).toBe(2);
    expect(calls.calls).toHaveLength(3);
  });

  test('other formulas read the spilled cells, and follow them', () => {
    const { sheet } = demandes();
    type(sheet, 'A2', '=SOMME(Q2:Q)');
    expect(shown(sheet, 'A2')).toBe('1200');
    fill(sheet, 'P5', [[400]]);
    expect(shown(sheet, 'A2')).toBe('2000');
    fill(sheet, 'P3', [[null], [null], [null]]);
    expect(shown(sheet, 'A2')).toBe('200');
  });

  test('a filled cell in the way makes #REF!, and the column comes back once it is emptied', () => {
    const { sheet } = demandes();
    fill(sheet, 'Q3', [['note']]);
    expect(shownDown(sheet, 'Q1', 4)).toEqual(['#REF!', '', 'note', '']);
    fill(sheet, 'Q3', [[null]]);
    expect(shownDown(sheet, 'Q1', 4)).toEqual(['Part dispositif', '200', '400', '600']);
  });

  test('two spills that meet: the later one is refused, until the first is gone', () => {
    const { book } = memoryBook(['Feuille'], scripts());
    const sheet = tab(book);
    setFormula(sheet, 'A1', '=AICT_BLOC(3, 1)');
    expect(shown(sheet, 'A3')).toBe('20');
    setFormula(sheet, 'A3', '=AICT_BLOC(1, 3)');
    expect([shown(sheet, 'A1'), shown(sheet, 'C3')]).toEqual(['#REF!', '02']);
    fill(sheet, 'A3', [[null]]);
    expect([shown(sheet, 'A1'), shown(sheet, 'A3'), shown(sheet, 'C3')]).toEqual(['00', '20', '']);
  });

  test('a formula that is replaced takes its spill away', () => {
    const { sheet } = demandes();
    expect(shown(sheet, 'Q4')).toBe('600');
    fill(sheet, 'Q1', [['Part dispositif']]);
    expect(shownDown(sheet, 'Q1', 4)).toEqual(['Part dispositif', '', '', '']);
  });

  test.each<[string, (memory: ReturnType<typeof demandes>) => void, string[]]>([
    [
      'inserting above row 2',
      ({ book, sheet }) => book.reshape(sheet, { kind: 'insert', axis: 'row', at: 2, count: 1 }),
      ['Part dispositif', '', '200', '400', '600'],
    ],
    [
      'inserting in the middle',
      ({ book, sheet }) => book.reshape(sheet, { kind: 'insert', axis: 'row', at: 4, count: 1 }),
      ['Part dispositif', '200', '400', '', '600'],
    ],
    [
      'deleting a row',
      ({ book, sheet }) => book.reshape(sheet, { kind: 'delete', axis: 'row', at: 3, count: 1 }),
      ['Part dispositif', '200', '600', ''],
    ],
    [
      'deleting the first row of data',
      ({ book, sheet }) => book.reshape(sheet, { kind: 'delete', axis: 'row', at: 2, count: 1 }),
      ['Part dispositif', '400', '600', ''],
    ],
    [
      'sorting',
      ({ book, sheet }) => {
        sheet.document.frozenRows = 1;
        book.sort(sheet, { row: 2, column: 1, rows: 3, columns: 26 }, [{ column: 16, ascending: false }]);
      },
      ['Part dispositif', '600', '400', '200'],
    ],
    [
      'growing at the end of the tab',
      ({ book, sheet }) => {
        book.reshape(sheet, { kind: 'insert', axis: 'row', at: 1001, count: 1 });
        fill(sheet, 'P1001', [[1]]);
      },
      ['Part dispositif', '200', '400', '600'],
    ],
  ])('the header formula is still whole after %s', (_, change, expected) => {
    const memory = demandes();
    change(memory);
    expect(memory.sheet.formulaText(1, 17)).toBe(header);
    expect(shownDown(memory.sheet, 'Q1', expected.length)).toEqual(expected);
  });

  test('an open range reaches the rows that the tab got later', () => {
    const { book, sheet } = demandes();
    expect(sheet.lastRow).toBe(4);
    book.reshape(sheet, { kind: 'insert', axis: 'row', at: 1001, count: 5 });
    fill(sheet, 'P1004', [[7]]);
    expect(shown(sheet, 'Q1004')).toBe('14');
  });

  test('columns that move or come take the formula and its ranges along', () => {
    const { book, sheet } = demandes();
    book.reshape(sheet, { kind: 'insert', axis: 'column', at: 1, count: 1 });
    expect(sheet.formulaText(1, 18)).toBe('=AICT_COLONNE("Part dispositif"; Q1:Q; I1:I)');
    book.reshape(sheet, { kind: 'move', axis: 'column', from: 17, count: 1, before: 2 });
    expect(sheet.formulaText(1, 18)).toBe('=AICT_COLONNE("Part dispositif"; B1:B; J1:J)');
    expect(shownDown(sheet, 'R1', 4)).toEqual(['Part dispositif', '200', '400', '600']);
    book.reshape(sheet, { kind: 'delete', axis: 'column', at: 2, count: 1 });
    expect(sheet.formulaText(1, 17)).toBe('=AICT_COLONNE("Part dispositif"; #REF!; I1:I)');
  });
});

describe('references after structural edits', () => {
  test.each([
    ['A2:A', 'insert', 2, 'A3:A'],
    ['A2:A', 'insert', 3, 'A2:A'],
    ['A1:A', 'insert', 1, 'A2:A'],
    ['A1:A', 'delete', 1, 'A1:A'],
    ['A5:A', 'delete', 2, 'A4:A'],
    ['$B$4', 'insert', 4, '$B$5'],
    ['B4', 'delete', 4, '#REF!'],
    ['B4:B9', 'delete', 9, 'B4:B8'],
    ['B4:C9', 'insert', 9, 'B4:C10'],
    ['B4:C9', 'insert', 10, 'B4:C9'],
    ['C:C', 'insert', 1, 'C:C'],
    ['3:5', 'delete', 4, '3:4'],
  ] as const)('%s after %s at row %i is %s', (reference, kind, at, expected) => {
    const { book } = memoryBook(['Feuille', 'Autre']);
    type(tab(book, 'Autre'), 'H1', `=NBVAL(Feuille!${reference})`);
    book.reshape(tab(book), { kind, axis: 'row', at, count: 1 });
    const text = tab(book, 'Autre').formula(1, 8)?.text;
    expect(text).toBe(expected === '#REF!' ? '=NBVAL(#REF!)' : `=NBVAL(Feuille!${expected})`);
  });

  test('relative references move with sorted rows, as in a copy', () => {
    const { book } = memoryBook();
    const sheet = tab(book);
    fill(sheet, 'A1', [[3], [1], [2]]);
    for (const row of [1, 2, 3]) type(sheet, `B${row}`, `=A${row}*10+$D$9`);
    book.sort(sheet, { row: 1, column: 1, rows: 3, columns: 2 }, [{ column: 1, ascending: true }]);
    expect(shownDown(sheet, 'B1', 3)).toEqual(['10', '20', '30']);
    expect(sheet.formula(3, 2)?.text).toBe('=A3*10+$D$9');
  });

  test('the position of a cell reads both ways', () => {
    expect(cell('H20')).toMatchObject({ row: 20, column: 8 });
  });
});

test('ten thousand rows by forty columns are written, read and computed in blocks', () => {
  const { book, scripts: calls } = memoryBook(['Demandes'], scripts());
  const sheet = tab(book, 'Demandes');
  book.reshape(sheet, { kind: 'insert', axis: 'row', at: 1001, count: 9_000 });
  book.reshape(sheet, { kind: 'insert', axis: 'column', at: 27, count: 20 });
  fill(
    sheet,
    'A1',
    Array.from({ length: 10_000 }, (_, row) => Array.from({ length: 40 }, (__, column) => row * 40 + column)),
  );
  setFormula(sheet, 'AP1', '=AICT_COLONNE("Double"; P1:P)');
  expect(sheet.lastRow).toBe(10_000);
  const block = sheet.values(sheet.whole);
  expect(block[9_999]?.[41]).toBe((9_999 * 40 + 15) * 2);
  expect(calls.calls).toHaveLength(1);
});
