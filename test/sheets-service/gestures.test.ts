/** What people may do by hand: protections, validations, the event that a trigger gets. */

import type { ProtectionDocument, ValidationDocument } from '../../local/engine/document';
import { Refusal } from '../../local/kernel/contract';
import { COLLEAGUE, fill, memoryBook, OWNER, shown, tab } from './memory-book';

const protection = (over: Partial<ProtectionDocument>): ProtectionDocument => ({
  id: '1',
  kind: 'RANGE',
  area: { row: 1, column: 1, rows: 1000, columns: 2 },
  description: '',
  warningOnly: false,
  editors: [],
  unprotected: [],
  ...over,
});

function protectedBook(over: Partial<ProtectionDocument>) {
  const memory = memoryBook(['Journal']);
  const sheet = tab(memory.book, 'Journal');
  sheet.document.protections.push(protection(over));
  return { ...memory, sheet, hand: memory.spreadsheets.gestures(memory.book) };
}

describe('protections', () => {
  test.each<[string, Partial<ProtectionDocument>, string, number, boolean]>([
    ['the owner always edits', {}, OWNER, 1, true],
    ['a colleague is refused in a protected range', {}, COLLEAGUE, 1, false],
    ['a colleague types beside it', {}, COLLEAGUE, 3, true],
    [
      'an editor of the protection types in it, whatever the case of the address',
      { editors: ['Collegue@CUF.example'] },
      COLLEAGUE,
      1,
      true,
    ],
    ['a warning refuses nobody', { warningOnly: true }, COLLEAGUE, 1, true],
    ['a protected tab refuses everywhere', { kind: 'SHEET', area: null }, COLLEAGUE, 3, false],
    [
      'but in its unprotected ranges',
      { kind: 'SHEET', area: null, unprotected: [{ row: 1, column: 3, rows: 1000, columns: 1 }] },
      COLLEAGUE,
      3,
      true,
    ],
  ])('%s', (_, over, by, column, allowed) => {
    const { sheet, hand } = protectedBook(over);
    const type = () => hand.typeCell(sheet, 2, column, 'x', by);
    if (allowed) expect(type()).toMatchObject({ value: 'x' });
    else expect(type).toThrow(Refusal);
  });

  test('the refusal is a French sentence with the description', () => {
    const { sheet, hand } = protectedBook({ description: 'Écrit par l’automate' });
    expect(() => hand.typeCell(sheet, 2, 1, 'x', COLLEAGUE)).toThrow(
      'La plage A2 de « Journal » est protégée : vous ne pouvez pas la modifier (Écrit par l’automate).',
    );
  });

  test('rows that hold protected cells are neither deleted nor sorted, but others may be inserted', () => {
    const { sheet, hand } = protectedBook({ area: { row: 5, column: 1, rows: 1, columns: 1 } });
    fill(sheet, 'A1', [['b'], ['a'], [null], [null], ['c']]);
    expect(() => hand.deleteRows(sheet, 5, 1, COLLEAGUE)).toThrow(Refusal);
    expect(() => hand.sortRows(sheet, 1, true, COLLEAGUE)).toThrow(Refusal);
    hand.insertRows(sheet, 2, 1, COLLEAGUE);
    expect(shown(sheet, 'A6')).toBe('c');
    expect(sheet.document.protections[0]?.area).toMatchObject({ row: 6 });
  });

  test('a protected tab keeps its rows and columns', () => {
    const { sheet, hand } = protectedBook({ kind: 'SHEET', area: null });
    expect(() => hand.insertRows(sheet, 2, 1, COLLEAGUE)).toThrow('L’onglet « Journal » est protégé');
    expect(() => hand.moveColumn(sheet, 1, 4, COLLEAGUE)).toThrow(Refusal);
    expect(() => hand.insertColumns(sheet, 1, 1, COLLEAGUE)).toThrow(Refusal);
  });

  test('tampering writes past protections', () => {
    const { sheet, hand } = protectedBook({ kind: 'SHEET', area: null });
    hand.tamper(sheet, 5, 1, 'x');
    expect(shown(sheet, 'A5')).toBe('x');
  });

  test('a protected open column still reaches the end of the tab when it grows', () => {
    const { book, sheet, hand } = protectedBook({});
    book.reshape(sheet, { kind: 'insert', axis: 'row', at: 1001, count: 3 });
    expect(() => hand.typeCell(sheet, 1003, 1, 'x', COLLEAGUE)).toThrow(Refusal);
  });
});

describe('data validation', () => {
  const list: ValidationDocument = {
    criteria: 'VALUE_IN_LIST',
    values: ['retenue', 'ajournée', 'refusée'],
    allowInvalid: false,
    helpText: null,
  };

  test.each<[string, Partial<ValidationDocument>, string | number | boolean, boolean]>([
    ['a value of the list', {}, 'retenue', true],
    ['another', {}, 'peut-être', false],
    ['nothing', {}, '', true],
    ['another, where the rule only warns', { allowInvalid: true }, 'peut-être', true],
    ['a number between bounds', { criteria: 'NUMBER_BETWEEN', values: [0, 10] }, 10, true],
    ['a number beyond', { criteria: 'NUMBER_BETWEEN', values: [0, 10] }, 10.5, false],
    ['text for a number', { criteria: 'NUMBER_GREATER_THAN_OR_EQUAL_TO', values: [0] }, 'dix', false],
    ['a typed date', { criteria: 'DATE_IS_VALID_DATE', values: [] }, '05/11/2018', true],
    ['a date that does not exist', { criteria: 'DATE_IS_VALID_DATE', values: [] }, '31/02/2018', false],
    ['an address', { criteria: 'TEXT_IS_VALID_EMAIL', values: [] }, 'a@b.example', true],
    ['no address', { criteria: 'TEXT_IS_VALID_EMAIL', values: [] }, 'a@b', false],
    ['a box ticked', { criteria: 'CHECKBOX', values: [] }, 'VRAI', true],
    ['text in a box', { criteria: 'CHECKBOX', values: [] }, 'peut-être', false],
    ['the word of a box', { criteria: 'CHECKBOX', values: ['oui', 'non'] }, 'oui', true],
  ])('%s', (_, over, value, allowed) => {
    const { book, spreadsheets } = memoryBook();
    const sheet = tab(book);
    sheet.setValidation({ row: 2, column: 1, rows: 10, columns: 1 }, { ...list, ...over });
    const type = () => spreadsheets.gestures(book).typeCell(sheet, 2, 1, value, OWNER);
    if (allowed) expect(type).not.toThrow();
    else expect(type).toThrow(Refusal);
  });

  test('the refusal gives the help of the rule, or the values it takes', () => {
    const { book, spreadsheets } = memoryBook();
    const sheet = tab(book);
    const hand = spreadsheets.gestures(book);
    sheet.setValidation({ row: 2, column: 1, rows: 1, columns: 1 }, list);
    expect(() => hand.typeCell(sheet, 2, 1, 'x', OWNER)).toThrow(
      '« x » n’est pas accepté en A2 de « Feuille ». Valeurs possibles : retenue, ajournée, refusée.',
    );
    sheet.setValidation({ row: 2, column: 1, rows: 1, columns: 1 }, { ...list, helpText: 'Choisissez une décision.' });
    expect(() => hand.typeCell(sheet, 2, 1, 'x', OWNER)).toThrow('Choisissez une décision.');
  });

  test('a list may come from a range of another tab', () => {
    const { book, spreadsheets } = memoryBook(['Feuille', 'Listes']);
    fill(tab(book, 'Listes'), 'A1', [['AFD'], ['DAECT']]);
    const source = { sheetId: 1, row: 1, column: 1, rows: 100, columns: 1 };
    tab(book).setValidation(
      { row: 1, column: 1, rows: 1, columns: 1 },
      { ...list, criteria: 'VALUE_IN_RANGE', values: [source] },
    );
    const hand = spreadsheets.gestures(book);
    expect(() => hand.typeCell(tab(book), 1, 1, 'AFD', OWNER)).not.toThrow();
    expect(() => hand.typeCell(tab(book), 1, 1, 'UE', OWNER)).toThrow('Valeurs possibles : AFD, DAECT.');
  });

  test('the rule follows rows inserted inside and right below, and a later rule replaces it where it is set', () => {
    const { book } = memoryBook();
    const sheet = tab(book);
    sheet.setValidation({ row: 2, column: 1, rows: 3, columns: 1 }, list);
    book.reshape(sheet, { kind: 'insert', axis: 'row', at: 5, count: 1 });
    expect(sheet.validation(5, 1)).toEqual(list);
    expect(sheet.validation(6, 1)).toBeUndefined();
    sheet.setValidation({ row: 3, column: 1, rows: 1, columns: 1 }, undefined);
    expect([2, 3, 4].map(row => sheet.validation(row, 1) !== undefined)).toEqual([true, false, true]);
  });
});

describe('the event of an edit', () => {
  test.each<[string | number | boolean, string | undefined]>([
    ['texte', 'texte'],
    [12.5, '12.5'],
    ['12,5', '12.5'],
    ['05/11/2018', '43409'],
    ['VRAI', 'TRUE'],
    ['', undefined],
  ])('%p typed over « avant »', (typed, value) => {
    const { book, spreadsheets } = memoryBook();
    fill(tab(book), 'B3', [['avant']]);
    expect(spreadsheets.gestures(book).typeCell(tab(book), 3, 2, typed, OWNER)).toEqual({
      sheetId: 0,
      area: { row: 3, column: 2, rows: 1, columns: 1 },
      value,
      oldValue: 'avant',
    });
  });

  test('a cell outside the tab, and a text too long, are refused', () => {
    const { book, spreadsheets } = memoryBook();
    const hand = spreadsheets.gestures(book);
    expect(() => hand.typeCell(tab(book), 1001, 1, 'x', OWNER)).toThrow('La plage A1001 sort de l’onglet « Feuille ».');
    expect(() => hand.typeCell(tab(book), 1, 1, 'x'.repeat(50_001), OWNER)).toThrow('50 000 caractères');
  });
});

describe('sorting', () => {
  test('numbers, then text without regard to case or accents, then booleans, blanks last both ways', () => {
    const { book, spreadsheets } = memoryBook();
    const sheet = tab(book);
    fill(sheet, 'A1', [['zèbre'], [null], [true], [3], ['Étang'], ['eau'], [1]]);
    const hand = spreadsheets.gestures(book);
    hand.sortRows(sheet, 1, true, OWNER);
    expect(sheet.values({ row: 1, column: 1, rows: 7, columns: 1 }).flat()).toEqual([
      1,
      3,
      'eau',
      'Étang',
      'zèbre',
      true,
      null,
    ]);
    hand.sortRows(sheet, 1, false, OWNER);
    expect(sheet.values({ row: 1, column: 1, rows: 7, columns: 1 }).flat()).toEqual([
      true,
      'zèbre',
      'Étang',
      'eau',
      3,
      1,
      null,
    ]);
  });

  test('notes and looks of a row stay with it', () => {
    const { book, spreadsheets } = memoryBook();
    const sheet = tab(book);
    fill(sheet, 'A1', [[2], [1]]);
    sheet.setNote(1, 1, 'deux');
    sheet.setStyle({ row: 1, column: 1, rows: 1, columns: 1 }, { background: '#ff0000' });
    spreadsheets.gestures(book).sortRows(sheet, 1, true, OWNER);
    expect([sheet.note(2, 1), sheet.style(2, 1).background, sheet.note(1, 1)]).toEqual(['deux', '#ff0000', '']);
  });
});
