/**
 * The forms of a Workspace and the people who answer them: documents, the checks of the form page, submission, edition.
 * The service FormApp reads and writes the same documents.
 */
import { type Clock, type EpochMs, Refusal, type Store } from '../kernel/contract';
import {
  type AnswerValue,
  type ItemTypeName,
  isChoiceType,
  isDate,
  isQuestion,
  problemOf,
  type ValidationRecord,
} from './answer-check';

export {
  type AnswerCheck,
  type AnswerValue,
  type ItemTypeName,
  isChoiceType,
  isQuestion,
  passes,
  type ValidationRecord,
} from './answer-check';

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
  readonly value: AnswerValue;
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
    return this.#add(formId, form => readAnswers(form, answers), options);
  }

  /** The same from the page itself, which knows its questions by id: two of them may have the same title. */
  submitPage(
    formId: string,
    answers: readonly AnswerRecord[],
    options: { readonly respondent?: string } = {},
  ): Submission {
    return this.#add(formId, form => pageAnswers(form, answers).filter(isFilled), options);
  }

  /** The respondent opens the edit link and sends again: same id, new timestamp; answers not named stay as they were. */
  resubmit(responseId: string, answers: AnswersByTitle, options: { readonly at?: EpochMs } = {}): Submission {
    return this.#change(responseId, form => readAnswers(form, answers, true), options);
  }

  /** The same from the page itself. */
  resubmitPage(responseId: string, answers: readonly AnswerRecord[]): Submission {
    return this.#change(responseId, form => pageAnswers(form, answers), {});
  }

  #add(
    formId: string,
    read: (form: FormRecord) => AnswerRecord[],
    options: { readonly at?: EpochMs; readonly respondent?: string },
  ): Submission {
    const form = this.#open(formId);
    const given = read(form);
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

  #change(
    responseId: string,
    read: (form: FormRecord) => AnswerRecord[],
    options: { readonly at?: EpochMs },
  ): Submission {
    const record = this.response(responseId);
    if (!record) throw new UnknownFormPart(`There is no answer ${responseId}.`);
    const form = this.#open(record.formId);
    if (!form.allowsEdits) throw new Refusal('Ce formulaire ne permet pas de modifier une réponse envoyée.');
    const changes = read(form);
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
  if (!isDate(iso)) throw new Refusal(`« ${item.title} » : date non valide.`);
  return iso;
}

/** The page's answers to questions that the form has; a checkbox gives a list, any other question a text. */
function pageAnswers(form: FormRecord, answers: readonly AnswerRecord[]): AnswerRecord[] {
  return answers.map(({ itemId, value }) => {
    const item = form.items.find(({ id }) => id === itemId);
    if (!item || !isQuestion(item)) throw new UnknownFormPart(`The form has no question ${itemId}.`);
    return { itemId, value: readValue(item, value) };
  });
}

/** What the page checks before it sends; the first fault stops it. */
function checkPage(form: FormRecord, answers: readonly AnswerRecord[]): void {
  for (const item of form.items.filter(isQuestion)) {
    const problem = problemOf(item, answers.find(({ itemId }) => itemId === item.id)?.value);
    if (problem !== undefined) throw new Refusal(`« ${item.title} » : ${problem}`);
  }
}
