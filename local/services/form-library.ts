/**
 * The forms of a Workspace and the people who answer them: documents, the checks of the form page, submission, edition.
 * The service FormApp reads and writes the same documents.
 */
import { type Clock, type EpochMs, Refusal, type Store } from '../kernel/contract';

export const QUESTION_TYPES = ['TEXT', 'PARAGRAPH_TEXT', 'LIST', 'MULTIPLE_CHOICE', 'CHECKBOX', 'DATE'] as const;
export const LAYOUT_TYPES = ['SECTION_HEADER', 'PAGE_BREAK'] as const;
export type ItemTypeName = (typeof QUESTION_TYPES)[number] | (typeof LAYOUT_TYPES)[number];

/** One check of an answer; numbers and patterns as the builder got them. Lengths count UTF-16 units, patterns are RE2-like. */
export type AnswerCheck =
  | { readonly kind: 'number' | 'wholeNumber' | 'email' | 'url' }
  | { readonly kind: 'between' | 'notBetween'; readonly start: number; readonly end: number }
  | { readonly kind: 'equal' | 'notEqual' | 'greater' | 'atLeast' | 'less' | 'atMost'; readonly number: number }
  | { readonly kind: 'contains' | 'lacks' | 'matches' | 'differs'; readonly pattern: string }
  | { readonly kind: 'longerOrEqual' | 'shorterOrEqual'; readonly length: number }
  | { readonly kind: 'selectAtLeast' | 'selectAtMost' | 'selectExactly'; readonly count: number };

export interface ValidationRecord {
  readonly check: AnswerCheck;
  readonly helpText: string;
}

export interface ItemRecord {
  readonly id: number;
  readonly type: ItemTypeName;
  title: string;
  helpText: string;
  required: boolean;
  choices: string[];
  otherOption: boolean;
  includesYear: boolean;
  validation?: ValidationRecord;
}

export interface FormRecord {
  readonly id: string;
  readonly publishedId: string;
  readonly owner: string;
  editors: string[];
  /** Name of the file in Drive; the title that respondents read is another thing. */
  readonly fileName: string;
  title: string;
  description: string;
  confirmationMessage: string;
  closedMessage: string;
  published: boolean;
  accepting: boolean;
  allowsEdits: boolean;
  collectsEmail: boolean;
  destinationId: string;
  items: ItemRecord[];
  responseIds: string[];
  /** How many item ids were given, so that none comes back. */
  itemsMade: number;
}

export interface AnswerRecord {
  readonly itemId: number;
  /** A checkbox gives a list, a date `2018-11-05`, anything else its text. */
  readonly value: string | readonly string[];
}

export interface ResponseRecord {
  readonly id: string;
  readonly formId: string;
  timestamp: EpochMs;
  readonly respondentEmail: string;
  answers: AnswerRecord[];
}

/** What a scenario writes as answers, by question title. */
export type AnswersByTitle = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface Submission {
  readonly formId: string;
  readonly responseId: string;
  readonly timestamp: EpochMs;
}

/** A scenario names a form, an answer or a question that does not exist. */
export class UnknownFormPart extends Error {
  override readonly name = 'UnknownFormPart';
}

const FORM = 'form';
const RESPONSE = 'formResponse';

export class FormLibrary {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  create(owner: string, fileName: string, published: boolean): FormRecord {
    const serial = this.#store.newId('form');
    const record: FormRecord = {
      id: `1${Buffer.from(serial).toString('base64url')}LocalWorkspaceForm`,
      publishedId: `1FAIpQL${Buffer.from(serial).toString('base64url')}`,
      owner,
      editors: [],
      fileName,
      title: '',
      description: '',
      confirmationMessage: '',
      closedMessage: '',
      published,
      accepting: published,
      allowsEdits: false,
      collectsEmail: false,
      destinationId: '',
      items: [],
      responseIds: [],
      itemsMade: 0,
    };
    this.#store.put(FORM, record.id, record);
    this.#store.touch(FORM, record.id);
    return record;
  }

  find(formId: string): FormRecord | undefined {
    return this.#store.get<FormRecord>(FORM, formId);
  }

  formIds(): string[] {
    return this.#store.ids(FORM);
  }

  changed(form: FormRecord): void {
    this.#store.touch(FORM, form.id);
  }

  addItem(form: FormRecord, type: ItemTypeName): ItemRecord {
    form.itemsMade += 1;
    const item: ItemRecord = {
      id: itemNumber(form.itemsMade),
      type,
      title: '',
      helpText: '',
      required: false,
      choices: isChoiceType(type) ? ['Option 1'] : [],
      otherOption: false,
      includesYear: true,
    };
    form.items.push(item);
    this.changed(form);
    return item;
  }

  response(responseId: string): ResponseRecord | undefined {
    return this.#store.get<ResponseRecord>(RESPONSE, responseId);
  }

  /** The form's responses, oldest timestamp first. */
  responses(form: FormRecord): ResponseRecord[] {
    return form.responseIds.flatMap(id => this.response(id) ?? []).sort((a, b) => a.timestamp - b.timestamp);
  }

  deleteResponse(form: FormRecord, responseId: string): void {
    form.responseIds = form.responseIds.filter(id => id !== responseId);
    this.#store.remove(RESPONSE, responseId);
    this.changed(form);
  }

  /**
   * Someone fills the form page in and sends it. Throws Refusal with what the page would say, UnknownFormPart when a
   * title is on no question. Triggers are the caller's to fire.
   */
  submit(
    formId: string,
    answers: AnswersByTitle,
    options: { readonly at?: EpochMs; readonly respondent?: string } = {},
  ): Submission {
    const form = this.#open(formId);
    const given = readAnswers(form, answers);
    checkPage(form, given);
    const record: ResponseRecord = {
      id: `2_ABaOnu${Buffer.from(this.#store.newId('answer')).toString('base64url')}`,
      formId: form.id,
      timestamp: options.at ?? this.#clock.now(),
      respondentEmail: form.collectsEmail ? (options.respondent ?? '') : '',
      answers: given,
    };
    this.#store.put(RESPONSE, record.id, record);
    this.#store.touch(RESPONSE, record.id);
    form.responseIds.push(record.id);
    this.changed(form);
    return { formId: form.id, responseId: record.id, timestamp: record.timestamp };
  }

  /** The respondent opens the edit link and sends again: same id, new timestamp; answers not named stay as they were. */
  resubmit(responseId: string, answers: AnswersByTitle, options: { readonly at?: EpochMs } = {}): Submission {
    const record = this.response(responseId);
    if (!record) throw new UnknownFormPart(`There is no answer ${responseId}.`);
    const form = this.#open(record.formId);
    if (!form.allowsEdits) throw new Refusal('Ce formulaire ne permet pas de modifier une réponse envoyée.');
    const changes = readAnswers(form, answers, true);
    const changedIds = new Set(changes.map(answer => answer.itemId));
    const merged = [...record.answers.filter(answer => !changedIds.has(answer.itemId)), ...changes].filter(isFilled);
    checkPage(form, merged);
    record.answers = merged;
    record.timestamp = options.at ?? this.#clock.now();
    this.#store.touch(RESPONSE, record.id);
    return { formId: form.id, responseId: record.id, timestamp: record.timestamp };
  }

  /** Staff change the title of a question in the form editor; its id stays. */
  renameQuestion(formId: string, from: string, to: string): void {
    const form = this.find(formId);
    if (!form) throw new UnknownFormPart(`There is no form ${formId}.`);
    questionByTitle(form, from).title = to;
    this.changed(form);
  }

  #open(formId: string): FormRecord {
    const form = this.find(formId);
    if (!form) throw new UnknownFormPart(`There is no form ${formId}.`);
    if (!form.published) throw new Refusal("Ce formulaire n'est pas publié.");
    if (!form.accepting) throw new Refusal(form.closedMessage || "Ce formulaire n'accepte plus de réponses.");
    return form;
  }
}

/** Item ids are nine digits and not in order, as Google's are. */
function itemNumber(serial: number): number {
  return 100_000_007 + ((serial * 611_953_037) % 899_999_981);
}

export function isChoiceType(type: ItemTypeName): boolean {
  return type === 'LIST' || type === 'MULTIPLE_CHOICE' || type === 'CHECKBOX';
}

export function isQuestion(item: ItemRecord): boolean {
  return QUESTION_TYPES.some(type => type === item.type);
}

function questionByTitle(form: FormRecord, title: string): ItemRecord {
  const item = form.items.find(candidate => isQuestion(candidate) && candidate.title === title);
  if (!item) throw new UnknownFormPart(`The form has no question “${title}”.`);
  return item;
}

function isFilled(answer: AnswerRecord): boolean {
  return answer.value.length > 0;
}

function readAnswers(form: FormRecord, answers: AnswersByTitle, keepEmpty = false): AnswerRecord[] {
  const read = Object.entries(answers).map(([title, value]) => {
    const item = questionByTitle(form, title);
    return { itemId: item.id, value: readValue(item, value) };
  });
  return keepEmpty ? read : read.filter(isFilled);
}

function readValue(item: ItemRecord, value: string | number | boolean | readonly string[]): string | readonly string[] {
  if (item.type === 'CHECKBOX') {
    if (typeof value === 'string') return value === '' ? [] : [value];
    // `true` for a single box ticks it.
    if (typeof value === 'boolean') return value ? item.choices.slice(0, 1) : [];
    return Array.isArray(value) ? value.map(String) : [String(value)];
  }
  if (typeof value === 'object') {
    throw new Refusal(`« ${item.title} » : une seule réponse est possible.`);
  }
  const text = String(value);
  return item.type === 'DATE' ? readDate(item, text) : text;
}

/** The date field of the page gives `2018-11-05`; a scenario may write 05/11/2018. */
function readDate(item: ItemRecord, text: string): string {
  if (text === '') return '';
  const french = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  const iso = french ? `${french[3]}-${french[2]}-${french[1]}` : text;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso) {
    throw new Refusal(`« ${item.title} » : date non valide.`);
  }
  return iso;
}

/** What the page checks before it sends; the first fault stops it. */
function checkPage(form: FormRecord, answers: readonly AnswerRecord[]): void {
  for (const item of form.items.filter(isQuestion)) {
    const answer = answers.find(candidate => candidate.itemId === item.id);
    if (!answer || !isFilled(answer)) {
      if (item.required) throw new Refusal(`« ${item.title} » : cette question est obligatoire.`);
      continue;
    }
    checkChoices(item, answer.value);
    const { validation } = item;
    if (validation && !passes(validation.check, answer.value)) {
      throw new Refusal(`« ${item.title} » : ${validation.helpText || 'réponse non valide.'}`);
    }
  }
}

function checkChoices(item: ItemRecord, value: string | readonly string[]): void {
  if (!isChoiceType(item.type) || item.otherOption) return;
  const values = typeof value === 'string' ? [value] : value;
  const wrong = values.find(choice => !item.choices.includes(choice));
  if (wrong !== undefined) throw new Refusal(`« ${item.title} » : « ${wrong} » n'est pas une des réponses proposées.`);
}

/** Whether a value passes a check, as the page would say. Numbers are read with a comma or a point. */
export function passes(check: AnswerCheck, value: string | readonly string[]): boolean {
  const text = typeof value === 'string' ? value : value.join(', ');
  const number = /^\s*[-+]?\d+(?:[.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  switch (check.kind) {
    case 'number':
      return !Number.isNaN(number);
    case 'wholeNumber':
      return Number.isInteger(number);
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
    case 'url':
      return /^(?:https?|ftp):\/\/[^\s]+$/i.test(text);
    case 'between':
      return number >= check.start && number <= check.end;
    case 'notBetween':
      return number < check.start || number > check.end;
    case 'equal':
      return number === check.number;
    case 'notEqual':
      return !Number.isNaN(number) && number !== check.number;
    case 'greater':
      return number > check.number;
    case 'atLeast':
      return number >= check.number;
    case 'less':
      return number < check.number;
    case 'atMost':
      return number <= check.number;
    case 'contains':
      return new RegExp(check.pattern, 'u').test(text);
    case 'lacks':
      return !new RegExp(check.pattern, 'u').test(text);
    case 'matches':
      return new RegExp(`^(?:${check.pattern})$`, 'u').test(text);
    case 'differs':
      return !new RegExp(`^(?:${check.pattern})$`, 'u').test(text);
    case 'longerOrEqual':
      return text.length >= check.length;
    case 'shorterOrEqual':
      return text.length <= check.length;
    case 'selectAtLeast':
      return value.length >= check.count;
    case 'selectAtMost':
      return value.length <= check.count;
    case 'selectExactly':
      return value.length === check.count;
  }
}
