/** Parts what somebody wrote from what they quoted, line by line: linear in the length of the text, whatever it holds. */

export interface CutText {
  /** What the sender wrote, signature included; '' when everything is quoted. */
  readonly reply: string;
  /** The rest, kept whole; '' when nothing is quoted. */
  readonly quoted: string;
}

const INPUT_LIMIT = 200_000;
/** Longer lines are never a reply header; only this much of a line is looked at. */
const LINE_LIMIT = 400;
const HEADER_LINES = 3;
const BLOCK_LINES = 8;
const TEXT_ABOVE_LINES = 12;
/** Lines in which a reply header ends and the quoted text begins. */
const HEADER_REACH = 14;
/** A quoted line at least this long may have been wrapped by a mail program. */
const WRAPPED_LENGTH = 36;

const MARKER = /repondez au[ -]dessus de cette ligne/;

/** A date as reply headers write it: 12/10/2018, 2018-10-12, 12 oct., lundi 12, October 12. */
const DATE =
  /\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:er|st|nd|rd|th)?,? (?:jan|fe[bv]|mar|a[pv]r|ma[iy]|juin|juil|ju[nl]|ao[uû]|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}/;

const MONEY = /€|\beur(?:os?)?\b/;

/** What each of the patterns below holds; most lines that end in a colon do not. */
const WROTE_HINT = /ecri|repondu|wrote|schrieb|scritto|escreveu|^\d{4}-/;
/** `Le … a écrit :` and its neighbours, already folded to lower case without accents. */
const WROTE = /(?:a ecrit|ecrivait|a repondu|wrote|schrieb|escribio|ha scritto|escreveu) ?:$/;
/** « Le maire nous a écrit : » opens what somebody tells, not what a mail program quotes. */
const WROTE_TO_SOMEBODY = /(?:\bnous|\bvous|\bm['’]|\blui|\bleur|\bl['’]|\bon) ?a (?:ecrit|repondu) ?:$/;
/** Lotus Notes: `CUF <x@y> a écrit sur 05/11/2018 10:00:00 :`, `x wrote on 05/11/2018 10:00:00:`. */
const WROTE_ON = /(?:a ecrit (?:sur|le)|wrote on) .{0,20}\d.{0,60}:$/;
/** The Gmail of before: `2018-11-05 10:00 GMT+01:00 CUF <x@y>:`. */
const DATED_SENDER = /^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} (?:gmt|utc)?[+-]\d{1,2}:?\d{2} .{0,200}@.{0,200}>? ?:$/;
/** GroupWise: `>>> CUF <x@y> 05/11/2018 10:00 >>>`. */
const GROUPWISE = /^>{0,3} ?.{0,200}\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},? .{0,20}\d{1,2}[:h]\d{2}.{0,10}>{3}$/;
/** Webmails of Orange, SFR, La Poste: this line, then `De :`. */
const MESSAGE_OF = /^message du ?:? \d{1,2}\/\d{1,2}\/\d{2,4}/;
/** The four fields of Outlook, joined in one line by a program that drops line ends. */
const ONE_LINE_BLOCK =
  /^(?:de|from) ?: [^:]{1,150} (?:envoye(?: le)?|sent|date) ?: .{6,80} (?:a|to) ?: .{1,150} (?:objet|subject) ?: /;
const STARTS_WROTE = /^(?:le|on|am|el|il|em|op) (?:[^ ]{1,20} ){0,3}(?:[^ ]{0,3}\d|[^ ]{1,12} \d)/;
const STARTS_WITH_DATE = /^(?:[a-z]{3,9}[.,]? )?\d{1,4}[ /.-]/;

const SEPARATOR =
  /^[-_ ]{2,}(?:message d['’]origine|message initial|message original|original (?:message|e?-?mail)|message transfere|message reexpedie|courriel (?:original|transfere|d['’]origine)|mail (?:original|transfere|d['’]origine)|e-mail (?:original|transfere|d['’]origine)|forwarded (?:message|mail)|reply message|reponse au message|ursprungliche nachricht|mensaje original)[-_ :]{0,}$/;
const FORWARD_START = /^(?:debut du message (?:transfere|reexpedie)|begin forwarded message) ?:$/;
const RULE_LINE = /^_{10,}$|^-{10,}$|^={10,}$/;

/** Labels of a quoted header, by what they say. */
type Label = 'from' | 'sent' | 'date' | 'to' | 'subject';

const LABELS: readonly (readonly [RegExp, Label])[] = [
  [/^(?:de|from|von|expediteur) ?:/, 'from'],
  [/^(?:envoye(?: le)?|date d['’]envoi|sent|gesendet|enviado) ?:/, 'sent'],
  [/^(?:date|datum|fecha) ?:/, 'date'],
  [/^(?:a|to|an|pour|para|destinataires?) ?:/, 'to'],
  [/^(?:objet|sujet|subject|betreff|asunto) ?:/, 'subject'],
];

/** A line as the patterns see it. */
interface Line {
  readonly raw: string;
  /** Lower case, accents and quote marks dropped, every space plain, emphasis marks off. */
  readonly plain: string;
  readonly prefixed: boolean;
  /** What the line is of a quoted header, when it starts with such a label. */
  readonly label: Label | undefined;
}

const BLANK: Line = { raw: '', plain: '', prefixed: false, label: undefined };

/**
 * The reply and the quoted text of a message. Cut at our own marker line, at French and English reply headers, at
 * `-----Message d'origine-----`, at a `De : … Envoyé : …` block; lines that start with `>` are quoted, and what is written
 * between or below them after a blank line is part of the reply. Text beyond 200 000 characters counts as quoted.
 */
export function cutQuotedText(text: string): CutText {
  const lines = text.slice(0, INPUT_LIMIT).replace(/\r\n?/g, '\n').split('\n').map(lineOf);
  const cut = cutIndex(lines);
  const reply: string[] = [];
  const quoted: string[] = [];
  for (const line of lines.slice(0, cut)) (line.prefixed ? quoted : reply).push(line.raw);
  const { answers, rest } = partInterleaved(lines.slice(cut));
  reply.push(...answers);
  quoted.push(...rest);
  const beyond = text.slice(INPUT_LIMIT);
  return { reply: trimmedLines(reply), quoted: trimmedLines(beyond === '' ? quoted : [...quoted, beyond]) };
}

function lineOf(raw: string): Line {
  if (raw === '') return BLANK;
  const head = raw.slice(0, LINE_LIMIT);
  const prefixed = /^[ \t]{0,8}>/.test(head);
  const plain = (/^[ -~]*$/.test(head) ? head : withoutAccents(head))
    .replace(/^[> ]+/, '')
    .replace(/\*/g, '')
    .replace(/ {2,}/g, ' ')
    .trim()
    .toLowerCase();
  return { raw, plain, prefixed, label: labelOf(plain) };
}

/** Accents and invisible characters dropped, every kind of space plain. */
function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s/g, ' ');
}

function cutIndex(lines: readonly Line[]): number {
  for (let index = 0; index < lines.length; index += 1) {
    if (startsQuote(lines, index)) return aboveRule(lines, index);
  }
  return lines.length;
}

function isSeparator(plain: string): boolean {
  return (plain.startsWith('-') || plain.startsWith('_')) && SEPARATOR.test(plain);
}

function startsQuote(lines: readonly Line[], index: number): boolean {
  const plain = lines[index]?.plain ?? '';
  if (plain === '') return false;
  if (MARKER.test(plain) || isSeparator(plain) || (plain.endsWith(':') && FORWARD_START.test(plain))) return true;
  if (plain.endsWith('>>>') && GROUPWISE.test(plain)) return true;
  if (MESSAGE_OF.test(plain) && fieldBelow(lines, index)) return true;
  if (plain.endsWith(':') && namesSenderOfQuoted(lines, index)) return true;
  if (ONE_LINE_BLOCK.test(plain)) return true;
  return startsWroteHeader(lines, index) || startsFieldBlock(lines, index) || startsOtherBlock(lines, index);
}

/** Whatever the language: a line that ends in a colon and names an address, or that somebody wrote, right above lines that start with `>`. */
function namesSenderOfQuoted(lines: readonly Line[], index: number): boolean {
  const { plain, prefixed } = lines[index] ?? BLANK;
  if (prefixed || MONEY.test(plain) || !(plain.includes('@') || WROTE.test(plain))) return false;
  const next =
    lines[index + 1]?.plain === '' && lines[index + 1]?.prefixed !== true ? lines[index + 2] : lines[index + 1];
  return next?.prefixed === true;
}

/** Fields in another order, `Envoyé :` first: one below the other, with an address, under something that was written. */
function startsOtherBlock(lines: readonly Line[], index: number): boolean {
  if (lines[index]?.label === undefined || lines[index + 3]?.label === undefined) return false;
  const fields: Line[] = [];
  for (let at = index; at < index + 5 && lines[at]?.label !== undefined; at += 1) fields.push(lines[at] ?? BLANK);
  const labels = fields.map(({ label }) => label);
  return (
    fields.some(({ label, plain }) => label === 'from' && plain.includes('@')) &&
    (labels.includes('sent') || labels.includes('date')) &&
    labels.includes('to') &&
    labels.includes('subject') &&
    hasTextAbove(lines, index)
  );
}

/** Whether a From field stands just below. */
function fieldBelow(lines: readonly Line[], index: number): boolean {
  return [1, 2].some(step => lines[index + step]?.label === 'from');
}

/** `Le lun. 15 nov. 2021 à 19:42, X <x@y> a écrit :` over one to three lines, with a date or an address, and no amount. */
function startsWroteHeader(lines: readonly Line[], index: number): boolean {
  let joined = '';
  for (let count = 0; count < HEADER_LINES; count += 1) {
    const plain = lines[index + count]?.plain ?? '';
    if (plain === '') return false;
    joined = joined === '' ? plain : `${joined} ${plain}`;
    if (!plain.endsWith(':') || !WROTE_HINT.test(joined) || !isWroteEnd(plain, joined)) continue;
    if (MONEY.test(joined) || WROTE_TO_SOMEBODY.test(joined)) return false;
    if (DATED_SENDER.test(joined) || (count === 0 && WROTE_ON.test(joined))) return true;
    if (STARTS_WROTE.test(joined) && DATE.test(joined)) return true;
    if (STARTS_WITH_DATE.test(joined) && DATE.test(joined)) return true;
    return count === 0 && (/<?[^ @<]+@[^ @>]+>?/.test(joined) || DATE.test(joined));
  }
  return false;
}

function isWroteEnd(plain: string, joined: string): boolean {
  return WROTE.test(plain) || WROTE.test(joined) || WROTE_ON.test(joined) || DATED_SENDER.test(joined);
}

/** A From field, then within eight lines a date and a To or Subject. `Date :` alone could head a letter: it needs an address too. */
function startsFieldBlock(lines: readonly Line[], index: number): boolean {
  if (lines[index]?.label !== 'from') return false;
  const seen = new Set<string>();
  let hasAddress = false;
  for (let at = index; at < Math.min(index + BLOCK_LINES, lines.length); at += 1) {
    const { label, plain } = lines[at] ?? BLANK;
    // Another From opens another block.
    if (label === 'from' && at > index) break;
    if (label !== undefined) seen.add(label);
    if ((label === 'from' || label === 'to') && plain.includes('@')) hasAddress = true;
  }
  const whole = seen.has('to') && seen.has('subject') && hasTextAbove(lines, index);
  const dated = seen.has('sent') || (seen.has('date') && (hasAddress || whole || followsRule(lines, index)));
  return dated && (seen.has('to') || seen.has('subject'));
}

/** A letter opens with its own fields; those of a quoted mail stand below what was written. */
function hasTextAbove(lines: readonly Line[], index: number): boolean {
  return lines.slice(Math.max(0, index - TEXT_ABOVE_LINES), index).some(({ plain }) => plain !== '');
}

function labelOf(plain: string): Label | undefined {
  return !plain.includes(':') ? undefined : LABELS.find(([pattern]) => pattern.test(plain))?.[1];
}

function followsRule(lines: readonly Line[], index: number): boolean {
  const above = lines[index - 1]?.plain ?? '';
  return RULE_LINE.test(above) || isSeparator(above);
}

/** Outlook draws a rule above the block: it goes with what is quoted. */
function aboveRule(lines: readonly Line[], index: number): number {
  return RULE_LINE.test(lines[index - 1]?.plain ?? '') ? index - 1 : index;
}

/**
 * Below the cut, answers written between or below lines that start with `>`. A line right under a quoted one may be its end,
 * wrapped by a mail program: one such line goes with it, unless the quoted line is short or finished. When the quoted text
 * does not start with `>`, nothing tells an answer from it: the rest is quoted.
 */
function partInterleaved(lines: readonly Line[]): { answers: string[]; rest: string[] } {
  const answers: string[] = [];
  const rest: string[] = [];
  let above: Line | undefined;
  let inAnswer = false;
  const prefixes = quotesWithPrefix(lines);
  for (const line of lines) {
    const blank = line.raw.trim() === '';
    if (line.prefixed) inAnswer = false;
    else if (prefixes && !blank && above !== undefined && !mayBeWrapped(above)) inAnswer = true;
    (inAnswer ? answers : rest).push(line.raw);
    if (line.prefixed || above !== undefined) above = line;
  }
  return { answers, rest };
}

/** Whether the reply header, or the first line after it, starts with `>`. */
function quotesWithPrefix(lines: readonly Line[]): boolean {
  const body = lines.slice(0, HEADER_REACH);
  const first = body.findIndex(({ prefixed, plain }) => prefixed && !plain.endsWith('>>>'));
  if (first < 0) return false;
  const isField = ({ plain, label }: Line): boolean => label !== undefined || isSeparator(plain);
  const others = body.slice(0, first).filter(line => line.plain !== '' && !isField(line)).length;
  const [opening] = body;
  return others <= (opening !== undefined && isField(opening) ? 1 : HEADER_LINES);
}

/** Whether the line below this one may be its end. */
function mayBeWrapped({ prefixed, plain }: Line): boolean {
  return prefixed && plain.length >= WRAPPED_LENGTH && !/[.?!:;»…€%]$/.test(plain);
}

function trimmedLines(lines: readonly string[]): string {
  let start = 0;
  let end = lines.length;
  while (start < end && (lines[start] ?? '').trim() === '') start += 1;
  while (end > start && (lines[end - 1] ?? '').trim() === '') end -= 1;
  return lines.slice(start, end).join('\n');
}
