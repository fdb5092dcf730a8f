/**
 * The service FormApp over the forms of the local Workspace: what the add-on builds and reads. A form opens for its owner and
 * its editors only. Fields of a response that came with an event are free; everything else is a counted call.
 */
import { type Execution, ScriptError, ServiceObject } from '../kernel/contract';
import { type EnumValue, enumeration } from '../kernel/enumeration';
import type {
  AnswerCheck,
  AnswerRecord,
  FormLibrary,
  FormRecord,
  ItemRecord,
  ItemTypeName,
  ResponseRecord,
  ValidationRecord,
} from './form-library';

/** What the objects of one execution share. */
interface Session {
  readonly execution: Execution;
  readonly library: FormLibrary;
}

const ItemType = enumeration('ItemType', [
  'CHECKBOX',
  'CHECKBOX_GRID',
  'DATE',
  'DATETIME',
  'DURATION',
  'GRID',
  'IMAGE',
  'LIST',
  'MULTIPLE_CHOICE',
  'PAGE_BREAK',
  'PARAGRAPH_TEXT',
  'RATING',
  'SCALE',
  'SECTION_HEADER',
  'TEXT',
  'TIME',
  'VIDEO',
  'FILE_UPLOAD',
]);
const DestinationType = enumeration('DestinationType', ['SPREADSHEET']);

/** Apps Script's sentence for a parameter of the wrong type. */
function signatureError(method: string, given: readonly unknown[]): ScriptError {
  const types = given.map(value => (value === null ? 'null' : typeof value)).join(',');
  return new ScriptError(`The parameters (${types}) don't match the method signature for ${method}.`);
}

function requireString(method: string, value: unknown): string {
  if (typeof value !== 'string') throw signatureError(method, [value]);
  return value;
}

function requireBoolean(method: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw signatureError(method, [value]);
  return value;
}

function requireNumber(method: string, value: unknown): number {
  if (typeof value !== 'number' || Number.isNaN(value)) throw signatureError(method, [value]);
  return value;
}

/** A built validation; the record is reached by `validationRecord`, not by the script. */
export class AnswerValidation extends ServiceObject {
  readonly #record: ValidationRecord;
  constructor(record: ValidationRecord) {
    super();
    this.#record = record;
  }
  static record(validation: AnswerValidation): ValidationRecord {
    return validation.#record;
  }
}

/** What the three validation builders have in common. */
abstract class ValidationBuilder extends ServiceObject {
  #check: AnswerCheck | undefined;
  #helpText = '';

  setHelpText(text: string): this {
    this.#helpText = requireString('FormApp.ValidationBuilder.setHelpText', text);
    return this;
  }

  build(): AnswerValidation {
    if (!this.#check) throw new ScriptError('A data validation needs a requirement before it is built.');
    return new AnswerValidation({ check: this.#check, helpText: this.#helpText });
  }

  /** The last requirement wins, as in the form editor. */
  protected static require<B extends ValidationBuilder>(builder: B, check: AnswerCheck): B {
    builder.#check = check;
    return builder;
  }
}

function pattern(text: string): string {
  try {
    new RegExp(text, 'u');
  } catch {
    throw new ScriptError(`Invalid regular expression pattern: ${text}`);
  }
  return text;
}

/** FormApp.createParagraphTextValidation() */
class ParagraphTextValidationBuilder extends ValidationBuilder {
  requireTextContainsPattern(text: string): this {
    return ValidationBuilder.require(this, { kind: 'contains', pattern: pattern(text) });
  }
  requireTextDoesNotContainPattern(text: string): this {
    return ValidationBuilder.require(this, { kind: 'lacks', pattern: pattern(text) });
  }
  requireTextMatchesPattern(text: string): this {
    return ValidationBuilder.require(this, { kind: 'matches', pattern: pattern(text) });
  }
  requireTextDoesNotMatchPattern(text: string): this {
    return ValidationBuilder.require(this, { kind: 'differs', pattern: pattern(text) });
  }
  requireTextLengthGreaterThanOrEqualTo(length: number): this {
    return ValidationBuilder.require(this, { kind: 'longerOrEqual', length });
  }
  requireTextLengthLessThanOrEqualTo(length: number): this {
    return ValidationBuilder.require(this, { kind: 'shorterOrEqual', length });
  }
}

/** FormApp.createTextValidation() */
class TextValidationBuilder extends ParagraphTextValidationBuilder {
  requireNumber(): this {
    return ValidationBuilder.require(this, { kind: 'number' });
  }
  requireWholeNumber(): this {
    return ValidationBuilder.require(this, { kind: 'wholeNumber' });
  }
  requireNumberBetween(start: number, end: number): this {
    return ValidationBuilder.require(this, { kind: 'between', start, end });
  }
  requireNumberNotBetween(start: number, end: number): this {
    return ValidationBuilder.require(this, { kind: 'notBetween', start, end });
  }
  requireNumberEqualTo(number: number): this {
    return ValidationBuilder.require(this, { kind: 'equal', number });
  }
  requireNumberNotEqualTo(number: number): this {
    return ValidationBuilder.require(this, { kind: 'notEqual', number });
  }
  requireNumberGreaterThan(number: number): this {
    return ValidationBuilder.require(this, { kind: 'greater', number });
  }
  requireNumberGreaterThanOrEqualTo(number: number): this {
    return ValidationBuilder.require(this, { kind: 'atLeast', number });
  }
  requireNumberLessThan(number: number): this {
    return ValidationBuilder.require(this, { kind: 'less', number });
  }
  requireNumberLessThanOrEqualTo(number: number): this {
    return ValidationBuilder.require(this, { kind: 'atMost', number });
  }
  requireTextIsEmail(): this {
    return ValidationBuilder.require(this, { kind: 'email' });
  }
  requireTextIsUrl(): this {
    return ValidationBuilder.require(this, { kind: 'url' });
  }
}

/** FormApp.createCheckboxValidation() */
class CheckboxValidationBuilder extends ValidationBuilder {
  requireSelectAtLeast(count: number): this {
    return ValidationBuilder.require(this, { kind: 'selectAtLeast', count });
  }
  requireSelectAtMost(count: number): this {
    return ValidationBuilder.require(this, { kind: 'selectAtMost', count });
  }
  requireSelectExactly(count: number): this {
    return ValidationBuilder.require(this, { kind: 'selectExactly', count });
  }
}

/** What every item has. Reading a title or a type of an item already held is free; a change is a counted call. */
abstract class ItemBase extends ServiceObject {
  readonly #session: Session;
  readonly #form: FormRecord;
  readonly #item: ItemRecord;

  constructor(session: Session, form: FormRecord, item: ItemRecord) {
    super();
    this.#session = session;
    this.#form = form;
    this.#item = item;
  }

  getId(): number {
    return this.#item.id;
  }
  getTitle(): string {
    return this.#item.title;
  }
  getHelpText(): string {
    return this.#item.helpText;
  }
  getType(): EnumValue {
    return ItemType[this.#item.type];
  }
  /** Position from 0, -1 once deleted. */
  getIndex(): number {
    return this.#form.items.indexOf(this.#item);
  }
  setTitle(title: string): this {
    const text = requireString('FormApp.Item.setTitle', title);
    return ItemBase.change(this, 'setTitle', item => {
      item.title = text;
    });
  }
  setHelpText(helpText: string): this {
    const text = requireString('FormApp.Item.setHelpText', helpText);
    return ItemBase.change(this, 'setHelpText', item => {
      item.helpText = text;
    });
  }

  protected static record(item: ItemBase): ItemRecord {
    return item.#item;
  }

  protected static parts(item: ItemBase): [Session, FormRecord, ItemRecord] {
    return [item.#session, item.#form, item.#item];
  }

  protected static change<I extends ItemBase>(target: I, method: string, apply: (item: ItemRecord) => void): I {
    target.#session.execution.count(`Item.${method}`);
    apply(target.#item);
    target.#session.library.changed(target.#form);
    return target;
  }
}

/** An item that is a question: it may be required. */
abstract class QuestionItem extends ItemBase {
  isRequired(): boolean {
    return ItemBase.record(this).required;
  }
  setRequired(enabled: boolean): this {
    const required = requireBoolean('FormApp.Item.setRequired', enabled);
    return ItemBase.change(this, 'setRequired', item => {
      item.required = required;
    });
  }
}

/** A question whose answer can be checked. */
abstract class CheckedItem extends QuestionItem {
  setValidation(validation: AnswerValidation): this {
    if (!(validation instanceof AnswerValidation)) throw signatureError('FormApp.Item.setValidation', [validation]);
    return ItemBase.change(this, 'setValidation', item => {
      item.validation = AnswerValidation.record(validation);
    });
  }
  clearValidation(): this {
    return ItemBase.change(this, 'clearValidation', item => {
      delete item.validation;
    });
  }
}

class TextItem extends CheckedItem {}
class ParagraphTextItem extends CheckedItem {}

class DateItem extends QuestionItem {
  includesYear(): boolean {
    return ItemBase.record(this).includesYear;
  }
  setIncludesYear(enableYear: boolean): this {
    const includesYear = requireBoolean('FormApp.DateItem.setIncludesYear', enableYear);
    return ItemBase.change(this, 'setIncludesYear', item => {
      item.includesYear = includesYear;
    });
  }
}

/** A choice of a list: its text. */
export class Choice extends ServiceObject {
  readonly #value: string;
  constructor(value: string) {
    super();
    this.#value = value;
  }
  getValue(): string {
    return this.#value;
  }
}

function checkChoices(values: readonly unknown[]): string[] {
  const texts = values.map(value => requireString('FormApp.Item.setChoiceValues', value));
  if (texts.length === 0) throw new ScriptError('Array is empty: choices');
  if (texts.some(text => text.trim() === '')) throw new ScriptError('Choice values cannot be blank.');
  if (new Set(texts).size < texts.length) throw new ScriptError('Questions cannot have duplicate choice values.');
  return texts;
}

/** Choices of a question; shared by lists, multiple choices and checkboxes. */
class ListItem extends QuestionItem {
  createChoice(value: string): Choice {
    return new Choice(requireString('FormApp.Item.createChoice', value));
  }
  getChoices(): Choice[] {
    return ItemBase.record(this).choices.map(value => new Choice(value));
  }
  setChoices(choices: Choice[]): this {
    const values = checkChoices(choices.map(choice => choice.getValue()));
    return ItemBase.change(this, 'setChoices', item => {
      item.choices = values;
    });
  }
  setChoiceValues(values: string[]): this {
    const checked = checkChoices(values);
    return ItemBase.change(this, 'setChoiceValues', item => {
      item.choices = checked;
    });
  }
}

class MultipleChoiceItem extends ListItem {
  hasOtherOption(): boolean {
    return ItemBase.record(this).otherOption;
  }
  showOtherOption(enabled: boolean): this {
    const otherOption = requireBoolean('FormApp.Item.showOtherOption', enabled);
    return ItemBase.change(this, 'showOtherOption', item => {
      item.otherOption = otherOption;
    });
  }
}

class CheckboxItem extends MultipleChoiceItem {
  setValidation(validation: AnswerValidation): this {
    if (!(validation instanceof AnswerValidation))
      throw signatureError('FormApp.CheckboxItem.setValidation', [validation]);
    return ItemBase.change(this, 'setValidation', item => {
      item.validation = AnswerValidation.record(validation);
    });
  }
  clearValidation(): this {
    return ItemBase.change(this, 'clearValidation', item => {
      delete item.validation;
    });
  }
}

class SectionHeaderItem extends ItemBase {}
class PageBreakItem extends ItemBase {}

/** An item as getItems gives it, to be taken as what it is. */
class Item extends ItemBase {
  asTextItem(): TextItem {
    return Item.#as(this, 'TEXT', TextItem);
  }
  asParagraphTextItem(): ParagraphTextItem {
    return Item.#as(this, 'PARAGRAPH_TEXT', ParagraphTextItem);
  }
  asListItem(): ListItem {
    return Item.#as(this, 'LIST', ListItem);
  }
  asMultipleChoiceItem(): MultipleChoiceItem {
    return Item.#as(this, 'MULTIPLE_CHOICE', MultipleChoiceItem);
  }
  asCheckboxItem(): CheckboxItem {
    return Item.#as(this, 'CHECKBOX', CheckboxItem);
  }
  asDateItem(): DateItem {
    return Item.#as(this, 'DATE', DateItem);
  }
  asSectionHeaderItem(): SectionHeaderItem {
    return Item.#as(this, 'SECTION_HEADER', SectionHeaderItem);
  }
  asPageBreakItem(): PageBreakItem {
    return Item.#as(this, 'PAGE_BREAK', PageBreakItem);
  }

  static #as<I>(item: Item, type: ItemTypeName, Kind: new (s: Session, f: FormRecord, i: ItemRecord) => I): I {
    const [session, form, record] = ItemBase.parts(item);
    if (record.type !== type) {
      throw new ScriptError(`Item with id ${record.id} is of type ${record.type}, it cannot be taken as ${type}.`);
    }
    return new Kind(session, form, record);
  }
}

/** What a respondent gave to one question. */
export class ItemResponse extends ServiceObject {
  readonly #item: Item;
  readonly #value: AnswerRecord['value'];
  constructor(item: Item, value: AnswerRecord['value']) {
    super();
    this.#item = item;
    this.#value = value;
  }
  getItem(): Item {
    return this.#item;
  }
  /** Text; a list of texts for checkboxes; `2018-11-05` for a date. */
  getResponse(): string | string[] {
    return typeof this.#value === 'string' ? this.#value : [...this.#value];
  }
}

/** One response. Its id, time and respondent come with it; its answers are one counted call. */
export class FormResponse extends ServiceObject {
  readonly #session: Session;
  readonly #form: FormRecord;
  readonly #response: ResponseRecord;

  constructor(session: Session, form: FormRecord, response: ResponseRecord) {
    super();
    this.#session = session;
    this.#form = form;
    this.#response = response;
  }

  getId(): string {
    return this.#response.id;
  }
  getTimestamp(): Date {
    return new Date(this.#response.timestamp);
  }
  /** '' unless the form collects addresses. */
  getRespondentEmail(): string {
    return this.#response.respondentEmail;
  }
  /** Anyone who has this address can change the answer. Free: a field of the response, as its id is. */
  getEditResponseUrl(): string {
    return `https://docs.google.com/forms/d/e/${this.#form.publishedId}/viewform?edit2=${this.#response.id}`;
  }
  /** In the order of the form; questions left empty, and questions deleted since, are not there. */
  getItemResponses(): ItemResponse[] {
    this.#session.execution.count('FormResponse.getItemResponses');
    return this.#form.items.flatMap(item => {
      const answer = this.#response.answers.find(candidate => candidate.itemId === item.id);
      return answer ? [new ItemResponse(new Item(this.#session, this.#form, item), answer.value)] : [];
    });
  }
}

/** A form. */
export class Form extends ServiceObject {
  readonly #session: Session;
  readonly #form: FormRecord;

  constructor(session: Session, form: FormRecord) {
    super();
    this.#session = session;
    this.#form = form;
  }

  getId(): string {
    return this.#form.id;
  }
  getEditUrl(): string {
    return `https://docs.google.com/forms/d/${this.#form.id}/edit`;
  }
  getPublishedUrl(): string {
    return `https://docs.google.com/forms/d/e/${this.#form.publishedId}/viewform`;
  }
  shortenFormUrl(url: string): string {
    this.#count('shortenFormUrl');
    return `https://forms.gle/${Buffer.from(url).toString('base64url').slice(-17)}`;
  }

  getTitle(): string {
    this.#count('getTitle');
    return this.#form.title;
  }
  setTitle(title: string): this {
    const text = requireString('FormApp.Form.setTitle', title);
    return this.#change('setTitle', form => {
      form.title = text;
    });
  }
  getDescription(): string {
    this.#count('getDescription');
    return this.#form.description;
  }
  setDescription(description: string): this {
    const text = requireString('FormApp.Form.setDescription', description);
    return this.#change('setDescription', form => {
      form.description = text;
    });
  }
  getConfirmationMessage(): string {
    this.#count('getConfirmationMessage');
    return this.#form.confirmationMessage;
  }
  setConfirmationMessage(message: string): this {
    const text = requireString('FormApp.Form.setConfirmationMessage', message);
    return this.#change('setConfirmationMessage', form => {
      form.confirmationMessage = text;
    });
  }
  getCustomClosedFormMessage(): string {
    this.#count('getCustomClosedFormMessage');
    return this.#form.closedMessage;
  }
  setCustomClosedFormMessage(message: string): this {
    const text = requireString('FormApp.Form.setCustomClosedFormMessage', message);
    return this.#change('setCustomClosedFormMessage', form => {
      form.closedMessage = text;
    });
  }
  canEditResponse(): boolean {
    this.#count('canEditResponse');
    return this.#form.allowsEdits;
  }
  setAllowResponseEdits(enabled: boolean): this {
    const allowsEdits = requireBoolean('FormApp.Form.setAllowResponseEdits', enabled);
    return this.#change('setAllowResponseEdits', form => {
      form.allowsEdits = allowsEdits;
    });
  }
  collectsEmail(): boolean {
    this.#count('collectsEmail');
    return this.#form.collectsEmail;
  }
  setCollectEmail(collect: boolean): this {
    const collectsEmail = requireBoolean('FormApp.Form.setCollectEmail', collect);
    return this.#change('setCollectEmail', form => {
      form.collectsEmail = collectsEmail;
    });
  }
  isAcceptingResponses(): boolean {
    this.#count('isAcceptingResponses');
    return this.#form.published && this.#form.accepting;
  }
  setAcceptingResponses(enabled: boolean): this {
    const accepting = requireBoolean('FormApp.Form.setAcceptingResponses', enabled);
    if (accepting && !this.#form.published) throw new ScriptError('The form must be published to accept responses.');
    return this.#change('setAcceptingResponses', form => {
      form.accepting = accepting;
    });
  }
  isPublished(): boolean {
    this.#count('isPublished');
    return this.#form.published;
  }
  /** Publishing opens the form to answers; withdrawing it closes it. */
  setPublished(enabled: boolean): this {
    const published = requireBoolean('FormApp.Form.setPublished', enabled);
    return this.#change('setPublished', form => {
      form.published = published;
      form.accepting = published;
    });
  }
  addEditor(emailAddress: string): this {
    const editor = requireString('FormApp.Form.addEditor', emailAddress);
    return this.#change('addEditor', form => {
      form.editors.push(editor);
    });
  }
  /** Records the link; the local Workspace writes no raw tab (nothing may read one). */
  setDestination(type: EnumValue, id: string): this {
    if (type !== DestinationType.SPREADSHEET) throw signatureError('FormApp.Form.setDestination', [type, id]);
    return this.#change('setDestination', form => {
      form.destinationId = id;
    });
  }
  getDestinationId(): string {
    this.#count('getDestinationId');
    if (this.#form.destinationId === '') {
      throw new ScriptError('The form currently has no response destination.');
    }
    return this.#form.destinationId;
  }

  addTextItem(): TextItem {
    return this.#add('TEXT', 'addTextItem', TextItem);
  }
  addParagraphTextItem(): ParagraphTextItem {
    return this.#add('PARAGRAPH_TEXT', 'addParagraphTextItem', ParagraphTextItem);
  }
  addListItem(): ListItem {
    return this.#add('LIST', 'addListItem', ListItem);
  }
  addMultipleChoiceItem(): MultipleChoiceItem {
    return this.#add('MULTIPLE_CHOICE', 'addMultipleChoiceItem', MultipleChoiceItem);
  }
  addCheckboxItem(): CheckboxItem {
    return this.#add('CHECKBOX', 'addCheckboxItem', CheckboxItem);
  }
  addDateItem(): DateItem {
    return this.#add('DATE', 'addDateItem', DateItem);
  }
  addSectionHeaderItem(): SectionHeaderItem {
    return this.#add('SECTION_HEADER', 'addSectionHeaderItem', SectionHeaderItem);
  }
  addPageBreakItem(): PageBreakItem {
    return this.#add('PAGE_BREAK', 'addPageBreakItem', PageBreakItem);
  }

  getItems(itemType?: EnumValue): Item[] {
    this.#count('getItems');
    return this.#form.items
      .filter(item => itemType === undefined || ItemType[item.type] === itemType)
      .map(item => new Item(this.#session, this.#form, item));
  }
  /** null when no item has that id. */
  getItemById(id: number): Item | null {
    const wanted = requireNumber('FormApp.Form.getItemById', id);
    this.#count('getItemById');
    const item = this.#form.items.find(candidate => candidate.id === wanted);
    return item ? new Item(this.#session, this.#form, item) : null;
  }
  deleteItem(target: number | ItemBase): void {
    const index = this.#index('deleteItem', target);
    this.#change('deleteItem', form => {
      form.items.splice(index, 1);
    });
  }
  moveItem(from: number | ItemBase, toIndex: number): Item {
    const index = this.#index('moveItem', from);
    const to = this.#index('moveItem', toIndex);
    this.#change('moveItem', form => {
      form.items.splice(to, 0, ...form.items.splice(index, 1));
    });
    const moved = this.#form.items[to];
    if (!moved) throw new ScriptError(`Invalid index: ${toIndex}`);
    return new Item(this.#session, this.#form, moved);
  }

  /** Oldest first; with a date, those of that instant and later (an edited answer has the time of its edition). */
  getResponses(timestamp?: Date): FormResponse[] {
    if (timestamp !== undefined && !(timestamp instanceof Date)) {
      throw signatureError('FormApp.Form.getResponses', [timestamp]);
    }
    this.#count('getResponses');
    const since = timestamp?.getTime() ?? Number.NEGATIVE_INFINITY;
    return this.#session.library
      .responses(this.#form)
      .filter(response => response.timestamp >= since)
      .map(response => new FormResponse(this.#session, this.#form, response));
  }
  getResponse(responseId: string): FormResponse {
    this.#count('getResponse');
    return new FormResponse(this.#session, this.#form, this.#response(responseId));
  }
  deleteResponse(responseId: string): this {
    this.#count('deleteResponse');
    this.#session.library.deleteResponse(this.#form, this.#response(responseId).id);
    return this;
  }

  #response(responseId: string): ResponseRecord {
    const known = this.#form.responseIds.includes(responseId);
    const response = known ? this.#session.library.response(responseId) : undefined;
    if (!response) throw new ScriptError(`No form response could be found with id ${responseId}.`);
    return response;
  }

  #count(method: string): void {
    this.#session.execution.count(`Form.${method}`);
  }

  #change(method: string, apply: (form: FormRecord) => void): this {
    this.#count(method);
    apply(this.#form);
    this.#session.library.changed(this.#form);
    return this;
  }

  #add<I>(type: ItemTypeName, method: string, Kind: new (s: Session, f: FormRecord, i: ItemRecord) => I): I {
    this.#count(method);
    return new Kind(this.#session, this.#form, this.#session.library.addItem(this.#form, type));
  }

  #index(method: string, target: number | ItemBase): number {
    const index = typeof target === 'number' ? target : target.getIndex();
    if (!Number.isInteger(index) || index < 0 || index >= this.#form.items.length) {
      throw new ScriptError(`Invalid index for FormApp.Form.${method}: ${index}`);
    }
    return index;
  }
}

const NOT_FOUND = 'No item with the given ID could be found, or you do not have permission to access it.';

/** The global `FormApp` of one execution. */
export class FormAppService extends ServiceObject {
  readonly #session: Session;
  constructor(execution: Execution, library: FormLibrary) {
    super();
    this.#session = { execution, library };
  }

  static readonly scriptName = 'FormApp';

  get ItemType(): typeof ItemType {
    return ItemType;
  }
  get DestinationType(): typeof DestinationType {
    return DestinationType;
  }

  /** `title` names the file; setTitle gives what respondents read. Without `isPublished` nobody can answer yet. */
  create(title: string, isPublished = false): Form {
    const name = requireString('FormApp.create', title);
    this.#begin('create');
    const { execution, library } = this.#session;
    return new Form(this.#session, library.create(execution.effectiveUser, name, isPublished));
  }
  openById(id: string): Form {
    this.#begin('openById');
    return this.#open(id);
  }
  openByUrl(url: string): Form {
    this.#begin('openByUrl');
    const id = /\/forms\/d\/([^/]+)/.exec(url)?.[1];
    if (id === undefined) throw new ScriptError(`Invalid argument: url`);
    return this.#open(id);
  }
  /** null: the script is bound to a spreadsheet, not to a form. */
  getActiveForm(): Form | null {
    return null;
  }
  createTextValidation(): TextValidationBuilder {
    return new TextValidationBuilder();
  }
  createParagraphTextValidation(): ParagraphTextValidationBuilder {
    return new ParagraphTextValidationBuilder();
  }
  createCheckboxValidation(): CheckboxValidationBuilder {
    return new CheckboxValidationBuilder();
  }

  #begin(method: string): void {
    this.#session.execution.requireService('FormApp');
    this.#session.execution.count(`FormApp.${method}`);
  }

  #open(id: string): Form {
    const form = this.#session.library.find(id);
    const user = this.#session.execution.effectiveUser;
    if (!form || (form.owner !== user && !form.editors.includes(user))) throw new ScriptError(NOT_FOUND);
    return new Form(this.#session, form);
  }
}

/** What the trigger of a form hands to its function. */
export interface FormSubmitEvent {
  readonly response: FormResponse;
  readonly source: Form;
  readonly authMode: unknown;
  readonly triggerUid: string;
}

export interface FormSubmitOptions {
  readonly formId: string;
  readonly triggerUid: string;
  /** ScriptApp.AuthMode.FULL of the execution. */
  readonly authMode: unknown;
}

/** The event of a submission. Throws when the form or the response does not exist: the caller took them from `submit`. */
export function formSubmitEvent(
  execution: Execution,
  library: FormLibrary,
  options: FormSubmitOptions & { readonly responseId: string },
): FormSubmitEvent {
  const response = library.response(options.responseId);
  if (!response) throw new Error(`There is no form response ${options.responseId}.`);
  return event(execution, library, options, response);
}

/** The event that fires by itself some seconds after a real one: a response of no known id, at `at`, without any answer. */
export function blankSubmitEvent(
  execution: Execution,
  library: FormLibrary,
  options: FormSubmitOptions & { readonly at: number },
): FormSubmitEvent {
  const blank: ResponseRecord = {
    id: `2_ABaOnublank${options.at}`,
    formId: options.formId,
    timestamp: options.at,
    respondentEmail: '',
    answers: [],
  };
  return event(execution, library, options, blank);
}

function event(
  execution: Execution,
  library: FormLibrary,
  options: FormSubmitOptions,
  response: ResponseRecord,
): FormSubmitEvent {
  const form = library.find(options.formId);
  if (!form) throw new Error(`There is no form ${options.formId}.`);
  const session = { execution, library };
  return {
    response: new FormResponse(session, form, response),
    source: new Form(session, form),
    authMode: options.authMode,
    triggerUid: options.triggerUid,
  };
}
