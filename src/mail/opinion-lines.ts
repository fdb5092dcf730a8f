/** The opinions in a member's answer: a line a file, `DEM-2018-001 : favorable`, read above the quoted text. */
import { type Opinion, readOpinion } from '../scheme/opinions';
import { findReferences } from '../scheme/references';
import type { CutText } from './quoted-text';
import { tidied } from './reply-lines';

/** One file that the answer speaks of. `opinion` is null when the text cannot be read, or says two things. */
export interface OpinionLine {
  readonly subject: string;
  readonly opinion: Opinion | null;
  readonly text: string;
}

const TEXT_LIMIT = 50_000;
const LINES_LIMIT = 1_000;
const LINE_LIMIT = 2_000;
const TEXT_KEPT = 2_000;

const ANY_HYPHEN = /[\u00AD\u2010-\u2015\u2212\uFE63\uFF0D]/g;
const LABEL = /^(?:[-•·–]\s?)?((?:DEM|CAND)-\d{4}-\d{3,6})(?![\w-])\s?[:=-]?\s?/i;
/** What a line holds that was not filled in. */
const UNFILLED = /^[ .…_:-]{0,40}$/;
const ENDS = /^(?:--|__|cordialement|bien cordialement|bonne journee|merci)/i;

/**
 * The files spoken of, in order, each once. The text of a file goes on over the next lines, as mail programs wrap them, up to
 * an empty line or another file. A file that is named twice with two opinions gets none. Linear in the length of the text.
 */
export function readOpinionLines({ reply }: CutText): OpinionLine[] {
  const lines = reply
    .slice(0, TEXT_LIMIT)
    .split('\n', LINES_LIMIT)
    .map(line => tidied(line.slice(0, LINE_LIMIT).replace(ANY_HYPHEN, '-')));
  const texts: { subject: string; text: string }[] = [];
  let open: { subject: string; text: string } | null = null;
  for (const line of lines) {
    const label = LABEL.exec(line);
    const [subject] = label === null ? [] : findReferences(label[1] ?? '');
    if (label !== null && subject !== undefined) {
      open = { subject, text: line.slice(label[0].length) };
      texts.push(open);
    } else if (line === '' ? open !== null && open.text !== '' : ENDS.test(line)) open = null;
    else if (open !== null) open.text = `${open.text} ${line}`.trim();
  }
  const filled = texts.filter(({ text }) => !UNFILLED.test(text));
  const bySubject = new Map<string, string[]>();
  for (const { subject, text } of filled) bySubject.set(subject, [...(bySubject.get(subject) ?? []), text]);
  return [...bySubject].map(([subject, said]) => ({ subject, ...together(said) }));
}

/** One opinion, when every text says the same; a text that names another file is for a person to read. */
function together(said: readonly string[]): { opinion: Opinion | null; text: string } {
  const text = said.join(' / ').slice(0, TEXT_KEPT);
  const opinions = said.map(one => (findReferences(one).length > 0 ? null : readOpinion(one)));
  const [first = null] = opinions;
  return { opinion: opinions.every(opinion => opinion === first) ? first : null, text };
}
