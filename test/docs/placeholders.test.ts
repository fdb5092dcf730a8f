/** Placeholders of templates: found, checked, and replaced letter for letter. */
import * as fc from 'fast-check';
import {
  checkPlaceholders,
  fillPlaceholders,
  findPlaceholders,
  placeholdersWithoutValue,
} from '../../src/scheme/placeholders';

const KNOWN = ['Collectivité', 'Intitulé', 'Coût estimé TTC', "Type d'appui"];

describe('findPlaceholders', () => {
  test.each([
    ['', []],
    ['Sans champ { } }', []],
    ['{{Collectivité}}', [{ name: 'Collectivité', start: 0, end: 16 }]],
    ['a {{ Coût\u00a0 estimé  TTC }} b', [{ name: 'Coût estimé TTC', start: 2, end: 25 }]],
    ['{{In\u200btitulé}}', [{ name: 'Intitulé', start: 0, end: 13 }]],
    ['{{Inti\ntulé}}', []],
  ])('%j', (text, expected) => {
    expect(findPlaceholders(text)).toEqual(expected);
  });
});

describe('checkPlaceholders', () => {
  test.each([
    ['{{collectivité}}', 'Collectivité'],
    ['{{ INTITULÉ }}', 'Intitulé'],
    ['{{Type d’appui}}', "Type d'appui"],
    ['{{Intitule\u0301}}', 'Intitulé'],
  ])('%j means the known name %j', (text, name) => {
    const checked = checkPlaceholders(text, KNOWN);
    expect(checked.ok && checked.value.map(found => found.name)).toEqual([name]);
  });

  test.each([
    [
      'Bonjour {{Colectivité}} et {{Colectivité}}, {{x}}',
      /Champ inconnu.*: \{\{Colectivité\}\}, \{\{x\}\}\. Champs possibles\u00A0: \{\{Collectivité\}\}/,
    ],
    ['Bonjour {{Collectivité}, suite', /accolade double sans sa paire.*\{\{Collectivité\}, suite/],
    ['Bonjour Collectivité}}', /accolade double sans sa paire/],
    ['{{Inti\ntulé}}', /accolade double sans sa paire/],
    ['{{ }}', /champ sans nom/],
  ])('%j is refused with a sentence', (text, sentence) => {
    const checked = checkPlaceholders(text, KNOWN);
    expect(checked.ok ? '' : checked.reason).toMatch(sentence);
  });
});

describe('fillPlaceholders', () => {
  test.each([
    'R&D <Lyon> "É" $& $1 $$ \\1 \\',
    '=IMPORTXML("http://x")',
    '{{Intitulé}}',
    '}} {{',
    '+33 6 12 34 56 78 😀',
  ])('a value is put in letter for letter: %j', value => {
    expect(fillPlaceholders('<{{Collectivité}}|{{Intitulé}}>', { Collectivité: value, Intitulé: 'T' }, KNOWN)).toEqual({
      ok: true,
      value: `<${value}|T>`,
    });
  });

  test('a placeholder without a value, or with a blank one, is refused by name', () => {
    const filled = fillPlaceholders('{{Collectivité}} {{Intitulé}} {{Intitulé}}', { Intitulé: ' \u00a0' }, KNOWN);
    expect(filled).toEqual({ ok: false, reason: 'Champ du modèle sans valeur\u00A0: {{Collectivité}}, {{Intitulé}}.' });
  });

  test('a name that every object inherits has no value', () => {
    expect(placeholdersWithoutValue([{ name: 'constructor', start: 0, end: 15 }], {})).toEqual(['constructor']);
  });

  test('whatever the values, the text around them is untouched', () => {
    const value = fc.string({ minLength: 1 }).filter(text => text.trim() !== '');
    fc.assert(
      fc.property(value, value, (first, second) => {
        const filled = fillPlaceholders(
          'a{{Collectivité}}b{{Intitulé}}c',
          { Collectivité: first, Intitulé: second },
          KNOWN,
        );
        expect(filled).toEqual({ ok: true, value: `a${first}b${second}c` });
      }),
    );
  });
});
