/** What an authority adds by mail: lines such as `Numéro SIREN : 213 801 855`, under the titles of the form's questions. */
import type { AnswerItem } from './answers';
import { type Question, questions } from './questions';

const TEXT_LIMIT = 20_000;
const LINES_LIMIT = 500;
/** What our own letter leaves to fill in. */
const UNFILLED = /^[ .…_-]{0,40}$/;

/**
 * The questions that a reply answers, as the form would give them; a long answer goes on to the next empty line or title.
 * A line left as our letter proposes it answers nothing.
 */
export function complementLines(reply: string): AnswerItem[] {
  const lines = reply.slice(0, TEXT_LIMIT).split('\n', LINES_LIMIT);
  const found: AnswerItem[] = [];
  lines.forEach((line, index) => {
    const titled = titledLine(line);
    if (titled === null) return;
    const { question, value } = titled;
    const more = question.kind === 'paragraph' ? continued(lines.slice(index + 1)) : [];
    const text = [value, ...more].join('\n').trim();
    if (UNFILLED.test(text) || found.some(({ title }) => title === question.title)) return;
    found.push({ itemId: '', title: question.title, value: question.kind === 'severalOf' ? [text] : text });
  });
  return found;
}

function titledLine(line: string): { readonly question: Question; readonly value: string } | null {
  const at = line.search(/[:=]/);
  if (at < 0) return null;
  const label = folded(line.slice(0, at));
  const question = questions().find(({ title }) => folded(title) === label);
  return question === undefined ? null : { question, value: line.slice(at + 1).trim() };
}

function continued(lines: readonly string[]): string[] {
  const end = lines.findIndex(line => line.trim() === '' || titledLine(line) !== null);
  return lines.slice(0, end < 0 ? undefined : end);
}

function folded(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/’/g, "'")
    .replace(/[\s*_>–-]+/g, ' ')
    .trim()
    .toLowerCase();
}
