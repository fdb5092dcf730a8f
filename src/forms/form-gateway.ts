/** The only door to Google Forms: the service is handed in; forms are built and repaired, responses read as plain answers. */
import type { AnswerItem, FormAnswer } from './answers';
import { type ItemMap, MAX_ANSWER_CHARS, PERSONAL_DATA_KEY, personalDataNotice, type Question } from './questions';
import { type FormPlan, type FormState, faultsOf, type ItemStep, type MissingText, planForm } from './request-form';
import { page, gateway as sentences } from './wording';

/** What the gateway uses of FormApp; the global `FormApp` of Apps Script fits. Its types lack what is optional here. */
export interface FormService {
  create(title: string, isPublished: boolean): GoogleForm;
  openById(id: string): GoogleForm;
  createTextValidation(): TextRule<GoogleAppsScript.Forms.TextValidation>;
  createParagraphTextValidation(): TextRule<GoogleAppsScript.Forms.ParagraphTextValidation>;
}

interface TextRule<V> {
  setHelpText(text: string): TextRule<V>;
  requireTextLengthLessThanOrEqualTo(length: number): TextRule<V>;
  build(): V;
}

type GoogleForm = Pick<
  GoogleAppsScript.Forms.Form,
  | 'getId'
  | 'getPublishedUrl'
  | 'getTitle'
  | 'setTitle'
  | 'getDescription'
  | 'setDescription'
  | 'getConfirmationMessage'
  | 'setConfirmationMessage'
  | 'getCustomClosedFormMessage'
  | 'setCustomClosedFormMessage'
  | 'canEditResponse'
  | 'setAllowResponseEdits'
  | 'collectsEmail'
  | 'setCollectEmail'
  | 'isAcceptingResponses'
  | 'setAcceptingResponses'
  | 'getItems'
  | 'getItemById'
  | 'moveItem'
  | 'addTextItem'
  | 'addParagraphTextItem'
  | 'addListItem'
  | 'addMultipleChoiceItem'
  | 'addCheckboxItem'
  | 'addDateItem'
  | 'addSectionHeaderItem'
  | 'getResponses'
  | 'getResponse'
  | 'deleteResponse'
> & {
  isPublished?(): boolean;
  setPublished?(enabled: boolean): unknown;
};

type GoogleItem = GoogleAppsScript.Forms.Item;
type GoogleResponse = Pick<
  GoogleAppsScript.Forms.FormResponse,
  'getId' | 'getTimestamp' | 'getItemResponses' | 'getEditResponseUrl'
>;

/** What a form trigger hands over; `response` may be missing, or empty. */
export interface FormSubmitted {
  readonly response?: GoogleResponse | null | undefined;
}

/** What the caller keeps of the form. */
export interface KnownForm {
  readonly id: string;
  /** The page that applicants open. */
  readonly url: string;
  readonly items: ItemMap;
}

export interface EnsuredForm {
  readonly id: string;
  readonly url: string;
  readonly items: Record<string, string>;
  /** What was added or repaired, in French; empty when nothing was. */
  readonly changes: readonly string[];
}

/** The form cannot be reached or used by this account; the message is a French sentence for the person. */
export class FormProblem extends Error {
  readonly code = 'FORM_PROBLEM';
  /** What Google said, for the log. */
  readonly origin: unknown;
  constructor(sentence: string, origin?: unknown) {
    super(sentence);
    this.name = 'FormProblem';
    this.origin = origin;
  }
}

export class FormGateway {
  constructor(private readonly forms: FormService) {}

  /**
   * Makes the request form (`known` null) or adds what it lacks; a second run changes nothing. `remember` is called as
   * soon as a new form exists, so that an installation that dies while building it does not make another one.
   * Throws FormProblem when a known form cannot be opened, or cannot be published.
   */
  ensure(
    known: KnownForm | null,
    settings: { readonly edition: number | string },
    remember: (form: KnownForm) => void = () => undefined,
  ): EnsuredForm {
    const edition = String(settings.edition);
    const form = known === null ? this.forms.create(page.fileName(edition), true) : this.open(known.id);
    const id = form.getId();
    const url = form.getPublishedUrl();
    if (known === null) remember({ id, url, items: {} });
    const plan = planForm(stateOf(form), known?.items ?? {}, edition);
    const items: Record<string, string> = { ...plan.known };
    this.applySettings(form, plan, edition);
    for (const step of plan.steps) {
      const [itemId, key] = this.applyStep(form, step);
      items[itemId] = key;
    }
    return { id, url, items, changes: plan.changes };
  }

  /** Opens or closes the form to answers; says whether that changed anything. */
  setOpen(formId: string, open: boolean): boolean {
    const form = this.open(formId);
    if (form.isAcceptingResponses() === open) return false;
    form.setAcceptingResponses(open);
    return true;
  }

  /** What the form lacks, a French sentence each; `ensure` puts it back. Throws FormProblem when it cannot be opened. */
  faultsOf({ id, items }: Pick<KnownForm, 'id' | 'items'>, edition: string): string[] {
    return faultsOf(planForm(stateOf(this.open(id)), items, edition));
  }

  /** Whether the form takes answers now. One call beside opening it. */
  isOpen(formId: string): boolean {
    return this.open(formId).isAcceptingResponses();
  }

  /** The answer that an event brings; null when it brings none. Its items are read, in one call, when they are asked for. */
  answerOf(event: FormSubmitted): FormAnswer | null {
    return event.response ? new LazyAnswer(event.response) : null;
  }

  /** Answers deposited or edited at `since` (epoch ms) or later, oldest first. Items are read one answer at a time, when asked for. */
  answersSince(formId: string, since: number): FormAnswer[] {
    return this.open(formId)
      .getResponses(new Date(since))
      .map(response => new LazyAnswer(response));
  }

  /** The address at which the respondent can change an answer. */
  editUrlOf(formId: string, responseId: string): string {
    return this.open(formId).getResponse(responseId).getEditResponseUrl();
  }

  /** Erases an answer for good; false when the form has no such answer any more. */
  eraseAnswer(formId: string, responseId: string): boolean {
    const form = this.open(formId);
    try {
      form.deleteResponse(responseId);
      return true;
    } catch (error) {
      if (/No form response|not found|Invalid response/i.test(String(error))) return false;
      throw error;
    }
  }

  private open(formId: string): GoogleForm {
    try {
      return this.forms.openById(formId);
    } catch (error) {
      throw new FormProblem(sentences.unreachable, error);
    }
  }

  private applySettings(form: GoogleForm, plan: FormPlan, edition: string): void {
    if (plan.publish) {
      form.setPublished?.(true);
      if (form.isPublished?.() === false) throw new FormProblem(sentences.cannotPublish);
    }
    if (plan.allowEdits) form.setAllowResponseEdits(true);
    if (plan.stopCollectingEmails) form.setCollectEmail(false);
    const write: Record<MissingText, () => void> = {
      title: () => form.setTitle(page.title(edition)),
      description: () => form.setDescription(page.description),
      confirmation: () => form.setConfirmationMessage(page.confirmation),
      closedMessage: () => form.setCustomClosedFormMessage(page.closed),
    };
    for (const text of plan.texts) write[text]();
  }

  /** Makes one item, or finishes one that stands; gives its id and what it is. */
  private applyStep(form: GoogleForm, step: ItemStep): [itemId: string, key: string] {
    const item = step.itemId === null ? null : form.getItemById(Number(step.itemId));
    if (step.kind === 'question') return [this.writeQuestion(form, step.question, item), step.question.key];
    const header = item ? item.asSectionHeaderItem() : form.addSectionHeaderItem();
    const notice = personalDataNotice();
    header.setHelpText(notice.text);
    if (header.getIndex() !== 0) form.moveItem(header.getIndex(), 0);
    header.setTitle(notice.title);
    return [String(header.getId()), PERSONAL_DATA_KEY];
  }

  private writeQuestion(form: GoogleForm, question: Question, item: GoogleItem | null): string {
    switch (question.kind) {
      case 'text': {
        const text = item ? item.asTextItem() : form.addTextItem();
        text.setValidation(lengthRule(this.forms.createTextValidation()));
        return named(text, question);
      }
      case 'paragraph': {
        const paragraph = item ? item.asParagraphTextItem() : form.addParagraphTextItem();
        paragraph.setValidation(lengthRule(this.forms.createParagraphTextValidation()));
        return named(paragraph, question);
      }
      case 'list': {
        const list = item ? item.asListItem() : form.addListItem();
        list.setChoiceValues([...question.choices]);
        return named(list, question);
      }
      case 'oneOf': {
        const choice = item ? item.asMultipleChoiceItem() : form.addMultipleChoiceItem();
        choice.setChoiceValues([...question.choices]);
        if (question.otherChoice) choice.showOtherOption(true);
        return named(choice, question);
      }
      case 'severalOf': {
        const boxes = item ? item.asCheckboxItem() : form.addCheckboxItem();
        boxes.setChoiceValues([...question.choices]);
        if (question.otherChoice) boxes.showOtherOption(true);
        return named(boxes, question);
      }
      case 'date':
        return named(item ? item.asDateItem() : form.addDateItem(), question);
    }
  }
}

interface WritableItem {
  getId(): number;
  setTitle(title: string): unknown;
  setHelpText(text: string): unknown;
  setRequired(enabled: boolean): unknown;
}

/** The title comes last: an item that has its title is complete. */
function named(item: WritableItem, question: Question): string {
  if (question.help !== '') item.setHelpText(question.help);
  if (question.required) item.setRequired(true);
  item.setTitle(question.title);
  return String(item.getId());
}

function lengthRule<V>(rule: TextRule<V>): V {
  const limit = String(MAX_ANSWER_CHARS).replace(/(\d)(?=(\d{3})+$)/g, '$1\u00a0');
  return rule.setHelpText(page.tooLong(limit)).requireTextLengthLessThanOrEqualTo(MAX_ANSWER_CHARS).build();
}

function stateOf(form: GoogleForm): FormState {
  return {
    items: form.getItems().map(item => ({
      id: String(item.getId()),
      title: item.getTitle(),
      type: item.getType().toString(),
    })),
    published: form.isPublished?.() ?? true,
    allowsEdits: form.canEditResponse(),
    collectsEmails: form.collectsEmail(),
    title: form.getTitle(),
    description: form.getDescription(),
    confirmation: form.getConfirmationMessage(),
    closedMessage: form.getCustomClosedFormMessage(),
  };
}

const SECOND_MS = 1000;

/** A response of Google Forms. Its id and time cost nothing; items and edit address are one call each, made once. */
class LazyAnswer implements FormAnswer {
  private readItems: readonly AnswerItem[] | undefined;
  private readUrl: string | undefined;

  constructor(private readonly response: GoogleResponse) {}

  get id(): string {
    return this.response.getId();
  }

  get timestamp(): number {
    return Math.floor(this.response.getTimestamp().getTime() / SECOND_MS) * SECOND_MS;
  }

  get items(): readonly AnswerItem[] {
    this.readItems ??= this.response.getItemResponses().map(answer => {
      const item = answer.getItem();
      return { itemId: String(item.getId()), title: item.getTitle(), value: plainValue(answer.getResponse()) };
    });
    return this.readItems;
  }

  get editUrl(): string {
    this.readUrl ??= this.response.getEditResponseUrl();
    return this.readUrl;
  }
}

/** A grid's answer (a list of lists) is kept as text; no question of ours is a grid. */
function plainValue(value: string | string[] | string[][]): string | string[] {
  if (typeof value === 'string') return value;
  return value.map(entry => (typeof entry === 'string' ? entry : entry.join(', ')));
}
