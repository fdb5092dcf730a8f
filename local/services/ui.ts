/**
 * The screen of the workbook: menus, boxes, prompts, dialogs, sidebar. What a person would answer comes from the
 * execution's person: a prompt takes their text, a box with several buttons the name of one.
 */
import { type ButtonSetName, type Execution, ScriptError, ServiceObject, UnplayableStep } from '../kernel/contract';
import { type EnumValue, enumeration } from '../kernel/enumeration';
import type { MenuModel } from '../kernel/menu';
import type { KernelContext } from '../kernel/services-context';
import { HtmlOutput } from './html-service';
import { htmlAsText } from './html-text';

const BUTTON = enumeration('Button', ['CLOSE', 'OK', 'CANCEL', 'YES', 'NO']);
const BUTTON_SET = enumeration('ButtonSet', ['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']);

/** What a person may write for a button, whatever the case. */
const BUTTON_WORDS: Readonly<Record<string, keyof typeof BUTTON & ('CLOSE' | 'OK' | 'CANCEL' | 'YES' | 'NO')>> = {
  oui: 'YES',
  non: 'NO',
  ok: 'OK',
  annuler: 'CANCEL',
  fermer: 'CLOSE',
};

/** An answer that presses a button of a prompt instead of typing: in brackets, so that any word can be typed. */
const PROMPT_BUTTONS: Readonly<Record<string, 'CANCEL' | 'CLOSE' | 'NO'>> = {
  '[annuler]': 'CANCEL',
  '[fermer]': 'CLOSE',
  '[non]': 'NO',
};

const NO_SCREEN = 'Cannot call SpreadsheetApp.getUi() from this context.';

export class Menu extends ServiceObject {
  readonly #execution: Execution;
  readonly #context: KernelContext;
  readonly #model: MenuModel;

  constructor(execution: Execution, context: KernelContext, caption: string) {
    super();
    this.#execution = execution;
    this.#context = context;
    this.#model = { caption, entries: [] };
  }

  /** The menu as data, for the menus around it; not a member that a script can see. */
  static modelOf(menu: Menu): MenuModel {
    return menu.#model;
  }

  addItem(caption: string, functionName: string): this {
    this.#model.entries.push({ type: 'item', caption, functionName });
    return this;
  }

  addSeparator(): this {
    this.#model.entries.push({ type: 'separator' });
    return this;
  }

  addSubMenu(menu: Menu): this {
    this.#model.entries.push({ type: 'menu', menu: Menu.modelOf(menu) });
    return this;
  }

  addToUi(): void {
    this.#context.addMenu(this.#execution, this.#model);
  }
}

export class PromptResponse extends ServiceObject {
  readonly #text: string;
  readonly #button: EnumValue;

  constructor(text: string, button: EnumValue) {
    super();
    this.#text = text;
    this.#button = button;
  }

  getResponseText(): string {
    return this.#text;
  }

  getSelectedButton(): EnumValue {
    return this.#button;
  }
}

export class Ui extends ServiceObject {
  readonly #execution: Execution;
  readonly #context: KernelContext;

  /** Throws Google's sentence in a run that has no screen. */
  constructor(execution: Execution, context: KernelContext) {
    super();
    if (execution.kind === 'installable' || execution.kind === 'custom') throw new ScriptError(NO_SCREEN);
    this.#execution = execution;
    this.#context = context;
  }

  get Button() {
    return BUTTON;
  }

  get ButtonSet() {
    return BUTTON_SET;
  }

  createMenu(caption: string): Menu {
    return new Menu(this.#execution, this.#context, caption);
  }

  createAddonMenu(): Menu {
    return new Menu(this.#execution, this.#context, 'Modules complémentaires');
  }

  /** `(prompt)`, `(prompt, buttons)` or `(title, prompt, buttons)`. A box with OK alone asks nothing. */
  alert(...args: unknown[]): EnumValue {
    const { title, text, buttons } = boxOf('alert', args);
    if (buttons === 'OK') {
      this.#execution.person.show('alert', title, text);
      return BUTTON.OK;
    }
    const answer = this.#execution.person.ask('alert', title, text, buttons);
    const button = BUTTON_WORDS[answer.trim().toLowerCase()];
    if (button === undefined || (button !== 'CLOSE' && !buttons.split('_').includes(button))) {
      throw new UnplayableStep(`« ${answer} » n'est pas un bouton de la boîte « ${title || text} » (${buttons}).`);
    }
    return BUTTON[button];
  }

  /** The same overloads; the answer is typed and confirmed, unless it is `[annuler]`, `[non]` or `[fermer]`. */
  prompt(...args: unknown[]): PromptResponse {
    const { title, text, buttons } = boxOf('prompt', args);
    const answer = this.#execution.person.ask('prompt', title, text, buttons);
    const pressed = PROMPT_BUTTONS[answer.trim().toLowerCase()];
    if (pressed !== undefined) return new PromptResponse('', BUTTON[pressed]);
    return new PromptResponse(answer, buttons.startsWith('YES') ? BUTTON.YES : BUTTON.OK);
  }

  showModalDialog(page: HtmlOutput, title: string): void {
    this.#show('dialog', page, title);
  }

  showModelessDialog(page: HtmlOutput, title: string): void {
    this.#show('dialog', page, title);
  }

  showSidebar(page: HtmlOutput): void {
    this.#show('sidebar', page, page.getTitle());
  }

  #show(kind: 'dialog' | 'sidebar', page: unknown, title: string): void {
    if (!(page instanceof HtmlOutput)) throw new ScriptError('Invalid argument: userInterface');
    const html = page.getContent();
    const shown = { html, width: page.getWidth(), height: page.getHeight() };
    this.#execution.person.show(kind, title, htmlAsText(html), shown);
  }
}

interface Box {
  title: string;
  text: string;
  buttons: ButtonSetName;
}

function boxOf(method: string, args: unknown[]): Box {
  const last = args.at(-1);
  const hasButtons = isEnumValue(last);
  const texts = (hasButtons ? args.slice(0, -1) : args).map(String);
  const buttons = hasButtons ? (last.name() as ButtonSetName) : 'OK';
  const [first, second] = texts;
  if (texts.length === 1 && first !== undefined) return { title: '', text: first, buttons };
  if (texts.length === 2 && hasButtons && first !== undefined && second !== undefined) {
    return { title: first, text: second, buttons };
  }
  throw new ScriptError(`The parameters don't match the method signature for Ui.${method}.`);
}

function isEnumValue(value: unknown): value is EnumValue {
  return (
    value === BUTTON_SET.OK ||
    value === BUTTON_SET.OK_CANCEL ||
    value === BUTTON_SET.YES_NO ||
    value === BUTTON_SET.YES_NO_CANCEL
  );
}
