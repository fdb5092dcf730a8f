/**
 * An answer to the request form becomes the fields of a request. Hostile until parsed: whatever was typed is kept, what
 * is missing or unreadable is a sentence for staff, what belongs to no known question goes to the other answers.
 */
import * as z from 'zod/mini';
import { isSendableAddress } from '../mail/address';
import { parseCommuneCode, parseSiren } from '../scheme/identifiers';
import { type Cents, parseAmount } from '../scheme/money';
import {
  COMMITTED,
  type ItemMap,
  isQuestionKey,
  PERSONAL_DATA_KEY,
  type Question,
  type QuestionKey,
  questionOf,
  questions,
} from './questions';
import { problem as wording } from './wording';

/** One question answered: the item's id in the form, its present title, and what was given. */
export interface AnswerItem {
  readonly itemId: string;
  readonly title: string;
  readonly value: string | readonly string[];
}

/** A response of the form. `timestamp` is the instant of its deposit or last edit, in epoch ms, cut to the second. */
export interface FormAnswer {
  readonly id: string;
  readonly timestamp: number;
  /** In the order of the page; empty for the blank event that may follow a real one. */
  readonly items: readonly AnswerItem[];
  /** Whoever has this address can change the answer. */
  readonly editUrl: string;
}

/** What a request takes from an answer. Texts are as typed; '' where nothing was given. */
export interface RequestAnswers {
  readonly authority: string;
  readonly authorityKind: string;
  /** Nine digits when valid, else as typed. */
  readonly siren: string;
  /** Five characters when valid, else as typed. */
  readonly inseeCode: string;
  readonly legalRepresentative: string;
  readonly contact: string;
  readonly position: string;
  /** Without the blanks around it. */
  readonly email: string;
  readonly phone: string;
  readonly supportType: string;
  readonly title: string;
  readonly need: string;
  readonly territories: string;
  /** Choices joined by « ; ». */
  readonly sectors: string;
  /** Numbers joined by « , ». */
  readonly goals: string;
  /** In cents, TTC; null when it is missing or cannot be read (what was typed is then among the other answers). */
  readonly estimate: Cents | null;
  /** `29/03/2019`, or as typed when it is no date. */
  readonly wishedBy: string;
  /** oui or non. */
  readonly cashCommitment: string;
}

export interface OtherAnswer {
  readonly title: string;
  readonly value: string;
}

export interface ParsedAnswer {
  readonly answers: RequestAnswers;
  /** Sentences for the column Complétude, in the order of the form; empty when nothing is missing. */
  readonly problems: readonly string[];
  /** Answers to questions that the scheme does not know, and amounts that could not be read. */
  readonly others: readonly OtherAnswer[];
}

/** A cell holds 50 000 characters; longer answers are cut so that the row is written, and the cut is said. */
const MAX_CELL_CHARS = 49_000;
/** The other answers share one cell. */
const MAX_OTHERS_CHARS = 45_000;

type Given = ReadonlyMap<QuestionKey, string | readonly string[]>;

let schema: z.ZodMiniType<AnswerItem, unknown> | undefined;

/** What an item must be to be read at all; a value of any other shape is kept as its JSON text. */
function itemSchema(): z.ZodMiniType<AnswerItem, unknown> {
  schema ??= z.object({
    itemId: z.pipe(
      z.union([z.string(), z.number()]),
      z.transform(id => String(id)),
    ),
    title: z.pipe(
      z.unknown(),
      z.transform(title => (typeof title === 'string' ? title : '')),
    ),
    value: z.union([
      z.string(),
      z.array(z.string()),
      z.pipe(
        z.unknown(),
        z.transform(value => (value === null || value === undefined ? '' : (JSON.stringify(value) ?? ''))),
      ),
    ]),
  });
  return schema;
}

/**
 * Reads an answer by the map of the form's items. An item that the map does not know is taken for the question that has
 * exactly its title (a question made again by hand), else it is one of the other answers. Never throws.
 */
export function parseAnswer(items: readonly unknown[], map: ItemMap): ParsedAnswer {
  const { given, others } = sortItems(items, map);
  const text = (key: QuestionKey): string => asText(given.get(key));
  const typedEstimate = text('estimate');
  const amount = parseAmount(typedEstimate);
  const siren = parseSiren(text('siren'));
  const inseeCode = parseCommuneCode(text('inseeCode'));
  const answers: RequestAnswers = {
    authority: text('authority'),
    authorityKind: text('authorityKind'),
    siren: siren.ok ? siren.value : text('siren'),
    inseeCode: inseeCode.ok ? inseeCode.value : text('inseeCode'),
    legalRepresentative: text('legalRepresentative'),
    contact: text('contact'),
    position: text('position'),
    email: text('email').trim(),
    phone: text('phone'),
    supportType: text('supportType'),
    title: text('title'),
    need: text('need'),
    territories: text('territories'),
    sectors: text('sectors'),
    goals: asText(given.get('goals'), ', '),
    estimate: amount.ok ? amount.value : null,
    wishedBy: frenchDate(text('wishedBy')),
    cashCommitment: isCommitted(given.get('cashCommitment')) ? 'oui' : 'non',
  };
  if (!amount.ok && isFilled(typedEstimate)) others.push({ title: questionOf('estimate').title, value: typedEstimate });
  return {
    answers,
    problems: problemsOf(answers, isFilled(typedEstimate) ? typedEstimate : undefined),
    others: shareOneCell(others),
  };
}

/**
 * What is missing or wrong in an answer, one sentence each, in the order of the form. `typedEstimate` is what stood for
 * an amount that could not be read. (A row of the workbook is checked by scheme/completeness.)
 */
function problemsOf(answers: RequestAnswers, typedEstimate: string | undefined): string[] {
  return questions().flatMap(question => problemOf(question, answers, typedEstimate) ?? []);
}

function problemOf(question: Question, answers: RequestAnswers, typedEstimate: string | undefined): string | undefined {
  const { key, title } = question;
  if (key === 'estimate') return estimateProblem(title, answers.estimate, typedEstimate);
  if (key === 'cashCommitment') return answers.cashCommitment === 'oui' ? undefined : wording.missing(title);
  const value = answers[key];
  if (!isFilled(value)) return question.required ? wording.missing(title) : undefined;
  switch (key) {
    case 'siren':
      return refusal(title, parseSiren(value));
    case 'inseeCode':
      return refusal(title, parseCommuneCode(value));
    case 'email':
      return isSendableAddress(value) ? undefined : wording.email(title, shortened(value));
    case 'wishedBy':
      return isFrenchDate(value) ? undefined : wording.date(title, shortened(value));
    case 'authorityKind':
    case 'supportType':
      return question.choices.some(choice => choice === value)
        ? undefined
        : wording.choice(title, shortened(value), question.choices.join(', '));
    default:
      return undefined;
  }
}

function refusal(title: string, result: { ok: true } | { ok: false; reason: string }): string | undefined {
  return result.ok ? undefined : wording.identifier(title, result.reason);
}

function estimateProblem(title: string, estimate: Cents | null, typed: string | undefined): string | undefined {
  if (estimate !== null) return estimate > 0 ? undefined : wording.notPositive(title);
  if (typed === undefined) return wording.missing(title);
  const amount = parseAmount(typed);
  return amount.ok ? undefined : wording.amount(title, amount.reason);
}

function sortItems(items: readonly unknown[], map: ItemMap): { given: Given; others: OtherAnswer[] } {
  const keyOf = new Map(Object.entries(map));
  const given = new Map<QuestionKey, string | readonly string[]>();
  const others: OtherAnswer[] = [];
  const read = items.flatMap(item => {
    const parsed = itemSchema().safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
  const unknown: AnswerItem[] = [];
  for (const item of read) {
    const key = keyOf.get(item.itemId);
    if (key === PERSONAL_DATA_KEY) continue;
    if (isQuestionKey(key) && !given.has(key)) given.set(key, item.value);
    else unknown.push(item);
  }
  for (const item of unknown) {
    const key = questions().find(question => question.title === item.title.trim())?.key;
    if (key !== undefined && !given.has(key)) given.set(key, item.value);
    else if (isFilled(asText(item.value))) others.push({ title: item.title, value: asText(item.value) });
  }
  return { given, others };
}

function asText(value: string | readonly string[] | undefined, separator = ' ; '): string {
  const text = typeof value === 'string' ? value : (value ?? []).join(separator);
  return text.length > MAX_CELL_CHARS ? `${text.slice(0, MAX_CELL_CHARS)}…` : text;
}

function isFilled(text: string): boolean {
  return text.trim() !== '';
}

function isCommitted(value: string | readonly string[] | undefined): boolean {
  const given = typeof value === 'string' ? [value] : (value ?? []);
  return given.some(choice => choice.trim().toLowerCase() === COMMITTED.toLowerCase());
}

/** Google Forms gives `2019-03-29`. */
function frenchDate(text: string): string {
  const match = /^\s*(\d{4})-(\d{2})-(\d{2})\s*$/.exec(text);
  const french = match === null ? text : `${match[3]}/${match[2]}/${match[1]}`;
  return isFrenchDate(french) ? french : text;
}

function isFrenchDate(text: string): boolean {
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  if (match === null) return false;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function shareOneCell(others: readonly OtherAnswer[]): OtherAnswer[] {
  let left = MAX_OTHERS_CHARS;
  return others.map(({ title, value }) => {
    const room = Math.max(0, left - title.length);
    left = room - value.length;
    return { title, value: value.length > room ? `${value.slice(0, room)}…` : value };
  });
}

/** A long value in a sentence: its beginning. */
function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
