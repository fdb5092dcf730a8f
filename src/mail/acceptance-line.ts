/**
 * The authority's answer in one line: `Service fait : oui` or `Service fait : non, motif` on what was delivered, `Accord sur les
 * TdR : oui` or `non, motif` on the terms of reference.
 */
import type { CutText } from './quoted-text';
import { folded, tidied } from './reply-lines';

/** The two lines that our mail proposes; an answer keeps one. */
export const acceptanceLines = 'Service fait : oui\nService fait : non, motif : …';

/** The two lines that our mail on the terms of reference proposes. */
export const agreementLines = 'Accord sur les TdR : oui\nAccord sur les TdR : non, motif : …';

/** `reason` is '' for a yes, and for a no that gives none. */
export interface AcceptanceAnswer {
  readonly answer: 'oui' | 'non';
  readonly reason: string;
  /** The line as it was written. */
  readonly source: string;
}

const TEXT_LIMIT = 20_000;
const LINES_LIMIT = 500;
const LINE_LIMIT = 400;
const REASON_LIMIT = 1_000;

const ACCEPTANCE = /^service fait ?[:=] ?/;
const AGREEMENT = /^accord(?: sur les (?:tdr|termes de reference))? ?[:=] ?/;
/** A yes is plain: with a condition or a doubt it is for a person to read. */
const PLAIN_YES =
  /^oui ?[.!,;]{0,3} ?(?:merci(?: beaucoup)?|tout est conforme|conforme|nous sommes d['’]accord)?[ .!]{0,3}$/;
const NO = /^non\b[ ,.;:–—-]{0,4}(?:(?:le )?motifs? ?:? ?)?/;
const UNFILLED = /^[ .…_-]{0,40}$/;

/**
 * The answer, read in what the sender wrote and never in what is quoted, where both of our lines stand. Undefined when there
 * is no such line, when two say different things, or when a yes comes with a condition.
 */
export const readAcceptance = (text: CutText): AcceptanceAnswer | undefined => readAnswer(text, ACCEPTANCE);

/** The same on the terms of reference. */
export const readAgreement = (text: CutText): AcceptanceAnswer | undefined => readAnswer(text, AGREEMENT);

function readAnswer({ reply }: CutText, question: RegExp): AcceptanceAnswer | undefined {
  const lines = reply
    .slice(0, TEXT_LIMIT)
    .split('\n', LINES_LIMIT)
    .map(line => tidied(line.slice(0, LINE_LIMIT)));
  const answers = lines.flatMap((line, index) => {
    return question.test(folded(line)) ? [answerOf(lines, index, question)] : [];
  });
  const [first] = answers;
  if (first === undefined || answers.some(other => other?.answer !== first.answer)) return undefined;
  return first;
}

function answerOf(lines: readonly string[], index: number, question: RegExp): AcceptanceAnswer | undefined {
  const source = lines[index] ?? '';
  const value = source.replace(/^[^:=]{0,40}[:=] ?/, '');
  if (PLAIN_YES.test(folded(value))) return { answer: 'oui', reason: '', source };
  const no = NO.exec(folded(value));
  if (no === null) return undefined;
  const rest = value.slice(no[0].length).trim();
  return { answer: 'non', reason: UNFILLED.test(rest) ? reasonBelow(lines, index, question) : rest, source };
}

/** The reason may stand under the line, up to the next empty one. */
function reasonBelow(lines: readonly string[], index: number, question: RegExp): string {
  const below = lines.slice(index + 1);
  const start = below.findIndex(line => line !== '');
  if (start < 0 || start > 1) return '';
  const end = below.indexOf('', start);
  return below
    .slice(start, end < 0 ? undefined : end)
    .filter(line => !question.test(folded(line)))
    .join(' ')
    .slice(0, REASON_LIMIT);
}
