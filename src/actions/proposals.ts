/**
 * « Modifications proposées »: what an authority said anew once its file was complete, one field a line, each under the
 * header of its column or the title of its question. What goes on, and what is under no title, is set in: no text can pass
 * for a field.
 */
import type { AnswerItem } from '../forms/answers';
import { questions } from '../forms/questions';
import { reviewWording as words } from '../sheets/wording-review';
import { type AnswerFields, headerOf, printedIn } from './answer-fields';

const INDENT = '    ';
const isSetIn = (line: string): boolean => line.startsWith(INDENT);

/** One field: its lines after the first are set in. */
export const proposedLine = (title: string, value: string): string =>
  `${title} : ${value.split('\n').join(`\n${INDENT}`)}`;

/** Text under no title. */
export const proposedText = (text: string): string =>
  text
    .split('\n')
    .map(line => INDENT + line)
    .join('\n');

/** What an edit of the form's answer proposes, in place of the edit before it; what came by mail stays. */
export function proposalOf(before: string, fields: AnswerFields, changed: readonly (keyof AnswerFields)[]): string {
  const lines = before.split('\n');
  const firstMail = lines.findIndex(line => words.isProposedByMail(line));
  const byMail = firstMail < 0 ? [] : lines.slice(firstMail);
  return [...changed.map(key => proposedLine(headerOf(key), printedIn(key, fields[key]))), ...byMail].join('\n');
}

/** One field proposed, and its lines in the cell. */
export interface ProposedField {
  readonly item: AnswerItem;
  readonly lines: readonly string[];
}

export interface Proposal {
  /** The last word on each field. */
  readonly fields: readonly ProposedField[];
  /** What a person has to read: text under no title. */
  readonly text: readonly string[];
}

/** Reads the cell back; a field that staff typed in by hand, in the same form, is one too. */
export function readProposal(cell: string): Proposal {
  const fields = new Map<string, { item: AnswerItem; lines: string[] }>();
  const text: string[] = [];
  let current: { item: AnswerItem; lines: string[] } | null = null;
  for (const line of cell.split('\n')) {
    const begun = isSetIn(line) ? null : fieldBegunBy(line);
    if (begun !== null) {
      current = { item: begun, lines: [line] };
      fields.set(begun.title, current);
    } else if (current !== null && isSetIn(line)) {
      current.lines.push(line);
      current.item = { ...current.item, value: `${String(current.item.value)}\n${line.slice(INDENT.length)}` };
    } else {
      current = null;
      if (line.trim() !== '') text.push(line);
    }
  }
  const said = text.filter((line, index) => !(words.isProposedByMail(line) && !isSetIn(text[index + 1] ?? '')));
  return { fields: [...fields.values()], text: said };
}

function fieldBegunBy(line: string): AnswerItem | null {
  const at = line.indexOf(' : ');
  if (at < 0) return null;
  const label = line.slice(0, at);
  const question = questions().find(({ key, title }) => title === label || headerOf(key) === label);
  return question === undefined ? null : { itemId: '', title: question.title, value: line.slice(at + 3) };
}
