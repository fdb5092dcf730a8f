/** DocumentApp as a script meets it: saved states, regular expressions, refusals. */
import { COLLEAGUE, FilesBench } from './files-bench';

const bench = new FilesBench();

function document(text = 'Bonjour') {
  const run = bench.run();
  const open = run.DocumentApp.create('Essai');
  open.getBody().appendParagraph(text);
  return { run, open, id: open.getId() };
}

const savedText = (id: string): string => bench.run().DocumentApp.openById(id).getBody().getText();

test('edits reach other readers once the document is saved and closed', () => {
  const { open, id } = document();
  expect(savedText(id)).toBe('');
  open.saveAndClose();
  expect(savedText(id)).toBe('\nBonjour');
});

test.each([
  ['ok', '\nBonjour'],
  ['error', '\nBonjour'],
  ['killed', ''],
  ['timeout', ''],
] as const)('a document left open is saved at the end of an execution that ends %s', (outcome, text) => {
  const { run, id } = document();
  run.end(outcome);
  expect(savedText(id)).toBe(text);
});

test('a closed document refuses everything', () => {
  const { open } = document();
  const body = open.getBody();
  open.saveAndClose();
  expect(() => open.getBody()).toThrow('Document is closed');
  expect(() => body.appendParagraph('x')).toThrow('Document is closed');
});

test('the PDF of a document with unsaved edits is that of its last saved state', () => {
  const { open, id } = document();
  const before = bench.run().DocumentApp.openById(id).getAs('application/pdf').getBytes();
  expect(open.getAs('application/pdf').getBytes()).toEqual(before);
});

test('opening, the first reading, saving and exporting are counted; editing is not', () => {
  const { run, open } = document();
  open.getBody().appendTable([['a', 'b']]);
  open.getBody().getText();
  open.getBody().findText('a');
  open.saveAndClose();
  open.getAs('application/pdf');
  expect(run.calls).toEqual(['DocumentApp.create', 'Body.getText', 'Document.saveAndClose', 'Document.getAs']);
});

test('an unknown document, or one that is not shared with the account, is missing', () => {
  const { open, id } = document();
  open.saveAndClose();
  const missing = /^Document is missing/;
  expect(() => bench.run().DocumentApp.openById('nowhere')).toThrow(missing);
  expect(() => bench.run(COLLEAGUE).DocumentApp.openById(id)).toThrow(missing);
});

describe('replaceText', () => {
  test.each([
    ['a+', 'x', 'baaac', 'bxc'],
    ['(b)(c)', '$2$1', 'abcd', 'acbd'],
    ['(?i)ABC', 'x', 'abcd', 'xd'],
    ['\\{\\{n\\}\\}', '\\$1', '{{n}}', '$1'],
    ['x', '', 'axb', 'ab'],
  ])('%s by %s in %s gives %s', (pattern, replacement, text, expected) => {
    const { open } = document(text);
    open.getBody().replaceText(pattern, replacement);
    expect(open.getBody().getText()).toBe(`\n${expected}`);
  });

  test.each([
    ['(?=a)', 'x', 'Invalid regular expression'],
    ['(', 'x', 'Invalid regular expression'],
    ['a', '$1', 'Illegal group reference'],
    ['a', 'R&D $& co', 'Illegal group reference'],
  ])('%s by %s is refused', (pattern, replacement, message) => {
    const { open } = document('a');
    expect(() => open.getBody().replaceText(pattern, replacement)).toThrow(message);
  });
});

describe('text', () => {
  test('findText goes from match to match, across paragraphs and table cells', () => {
    const { open } = document('un deux un');
    open.getBody().appendTable([['un', 'x']]);
    const found: string[] = [];
    for (let at = open.getBody().findText('un'); at; at = open.getBody().findText('un', at)) {
      found.push(`${at.getStartOffset()}-${at.getEndOffsetInclusive()}`);
    }
    expect(found).toEqual(['0-1', '8-9', '0-1']);
  });

  test('inserted text takes the style before it; a span is styled apart', () => {
    const { open } = document('gras');
    const text = open.getBody().getChild(1);
    if (!('editAsText' in text)) throw new Error('a paragraph was expected');
    const edited = text.editAsText().setBold(0, 1, true).insertText(2, 'X').insertText(5, 'Y');
    expect(edited.getText()).toBe('grXasY');
    expect([0, 1, 2, 3, 5].map(offset => edited.isBold(offset))).toEqual([true, true, true, null, null]);
    text.appendText('!').setItalic(true);
    expect(edited.getAttributes(6)).toMatchObject({ ITALIC: true });
    expect(edited.getAttributes(5)).toMatchObject({ ITALIC: null });
  });

  test.each([
    [
      () =>
        document('abc')
          .open.getBody()
          .appendParagraph(3 as unknown as string),
      "The parameters (number) don't match",
    ],
    [() => document('abc').open.getBody().getParagraphs()[1]?.editAsText().insertText(9, 'x'), 'Index (9)'],
    [() => document('abc').open.getBody().getParagraphs()[1]?.editAsText().deleteText(2, 3), 'Index (3)'],
    [() => document('abc').open.getBody().getParagraphs()[1]?.setHeading('HEADING1'), "don't match"],
    [() => document('abc').open.getBody().getChild(9), 'Child index (9)'],
  ])('what Google refuses is refused (%#)', (act, message) => {
    expect(act).toThrow(message);
  });
});
