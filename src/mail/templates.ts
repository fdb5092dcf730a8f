/** A letter's template and its values become a subject, a text and its HTML; nothing incomplete ever comes out. */
import { checkPlaceholders, fillPlaceholders } from '../scheme/placeholders';
import { ok, type Result, refused } from '../scheme/result';
import { htmlOfText } from './html';
import { defaultLetters, type LetterTemplate } from './letter-templates';
import { letters, replyMarker } from './wording';

/** A letter as staff edit it: a row of `Modèles`. */
export interface LetterRow {
  readonly name: string;
  readonly subject: string;
  readonly text: string;
}

/** A letter ready to send. `text` starts with the marker line when an answer is expected. */
export interface RenderedLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The letter's definition with the subject and text of its row: what staff wrote wins over the default. */
export function letterOfRow(row: LetterRow): Result<LetterTemplate> {
  const known = defaultLetters();
  const definition = known.find(letter => letter.name === row.name.trim());
  if (definition === undefined) {
    return refused(letters.unknownLetter(row.name, known.map(letter => letter.name).join(', ')));
  }
  return ok({ ...definition, subject: row.subject, text: row.text });
}

/** Whether a letter can be rendered once it has its values: fields known, braces paired, required fields kept, nothing empty. */
export function checkLetter(letter: LetterTemplate): Result<LetterTemplate> {
  if (letter.subject.trim() === '') return refused(letters.emptySubject(letter.name));
  if (letter.text.trim() === '') return refused(letters.emptyText(letter.name));
  const inSubject = checkPlaceholders(letter.subject, letter.fields);
  if (!inSubject.ok) return refused(letters.inSubject(letter.name, inSubject.reason));
  const inText = checkPlaceholders(letter.text, letter.fields);
  if (!inText.ok) return refused(letters.inText(letter.name, inText.reason));
  const lost = [
    ...letter.requiredInSubject.filter(field => !inSubject.value.some(({ name }) => name === field)),
    ...letter.required.filter(field => !inText.value.some(({ name }) => name === field)),
  ];
  if (lost.length > 0) {
    return refused(letters.requiredFields(letter.name, lost.map(field => `{{${field}}}`).join(', ')));
  }
  return ok(letter);
}

/**
 * The letter with its values, letter for letter: a value is never read again as a template, and is escaped in the HTML.
 * Refused, with a sentence that names the letter and the field: what `checkLetter` refuses, and a field without a value.
 */
export function renderTemplate(
  letter: LetterTemplate,
  values: Readonly<Record<string, string>>,
): Result<RenderedLetter> {
  const checked = checkLetter(letter);
  if (!checked.ok) return checked;
  const subject = fillPlaceholders(letter.subject, values, letter.fields);
  if (!subject.ok) return refused(letters.inSubject(letter.name, subject.reason));
  const body = fillPlaceholders(letter.text, values, letter.fields);
  if (!body.ok) return refused(letters.inText(letter.name, body.reason));
  const text = letter.answerExpected ? `${replyMarker}\n\n${body.value}` : body.value;
  return ok({ subject: subject.value, text, html: htmlOfText(text) });
}
