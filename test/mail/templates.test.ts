/** Letters: every default renders, what staff break is named, and a value lands exactly as typed. */
import fc from 'fast-check';
import { escapeHtml, escapeReplacement } from '../../src/mail/html';
import { defaultLetter, defaultLetters, letterNames } from '../../src/mail/letter-templates';
import { checkLetter, letterOfRow, renderTemplate } from '../../src/mail/templates';
import { replyMarker } from '../../src/mail/wording';

const valuesOf = (fields: readonly string[], value = 'Valeur'): Record<string, string> =>
  Object.fromEntries(fields.map(field => [field, value]));

describe('the default letters', () => {
  test('stand once each, in the order of their names', () => {
    expect(defaultLetters().map(letter => letter.name)).toEqual([...letterNames]);
  });

  test.each(defaultLetters().map(letter => [letter.name, letter] as const))('« %s » renders', (_name, letter) => {
    const rendered = renderTemplate(letter, valuesOf(letter.fields));
    expect(rendered).toMatchObject({ ok: true });
    expect(rendered.ok && rendered.value.text.startsWith(replyMarker)).toBe(letter.answerExpected);
  });

  test.each(defaultLetters().map(letter => [letter.name, letter] as const))(
    '« %s » has French spacing and no field outside its list',
    (_name, letter) => {
      expect(`${letter.subject}\n${letter.text}`).not.toMatch(/« | »| [;?!]| :|'/);
      expect(checkLetter(letter).ok).toBe(true);
    },
  );

  test('the consultation mail gives no field with the authority’s contact details', () => {
    const { fields } = defaultLetter('Consultation des titulaires');
    expect(fields.filter(field => /collectivité|courriel|téléphone/i.test(field))).toEqual([]);
  });
});

describe('a letter that staff changed', () => {
  const letter = defaultLetter('Consultation des titulaires');
  const reasonOf = (changes: { subject?: string; text?: string }): string => {
    const checked = checkLetter({ ...letter, ...changes });
    return checked.ok ? '' : checked.reason;
  };

  test('with a field that does not exist is refused, naming letter and field', () => {
    const reason = reasonOf({ text: `${letter.text} {{Téléfone}}` });
    expect(reason).toContain(letter.name);
    expect(reason).toContain('{{Téléfone}}');
  });
  test('with a brace left open is refused', () => {
    expect(reasonOf({ text: `${letter.text} {{Objet` })).toContain(letter.name);
  });
  test('without the reply lines, or without the reference in the subject, is refused', () => {
    expect(reasonOf({ text: 'Bonjour, le {{Date limite}}.' })).toContain('{{Lignes de réponse}}');
    expect(reasonOf({ subject: 'Consultation' })).toContain('{{Consultation}}');
  });
  test('without subject or text is refused', () => {
    expect(reasonOf({ subject: ' ' })).toContain('objet');
    expect(reasonOf({ text: '\n' })).toContain('texte');
  });
  test('is found by its name in the tab, and an unknown name is refused', () => {
    expect(letterOfRow({ name: letter.name, subject: 'S', text: 'T' })).toMatchObject({
      ok: true,
      value: { subject: 'S', text: 'T' },
    });
    expect(letterOfRow({ name: 'Lettre inventée', subject: 'S', text: 'T' }).ok).toBe(false);
  });
  test('without a value for a field is refused, naming the field', () => {
    const { Objet: _objet, ...others } = valuesOf(letter.fields);
    const rendered = renderTemplate(letter, others);
    expect(rendered.ok ? '' : rendered.reason).toContain('{{Objet}}');
  });
});

describe('a value', () => {
  const letter = { ...defaultLetter('Consultation des titulaires'), required: [], text: 'Objet : {{Objet}}.' };

  test.each(['R&D <Lyon> "É" $& $1 $`', '{{Consultation}}', '=IMPORTXML("http://x")', '\\n \\1', '🏔️'])(
    '« %s » lands as typed in the text and escaped in the HTML',
    value => {
      const rendered = renderTemplate(letter, { ...valuesOf(letter.fields), Objet: value });
      expect(rendered.ok && rendered.value.text).toBe(`${replyMarker}\n\nObjet : ${value}.`);
      expect(rendered.ok && rendered.value.html).toContain(`<p>Objet : ${escapeHtml(value)}.</p>`);
    },
  );

  test('never adds a tag to the HTML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), value => {
        expect(escapeHtml(value)).not.toMatch(/[<>"']/);
        expect('[x]'.replace('x', escapeReplacement(value))).toBe(`[${value}]`);
      }),
    );
  });
});
