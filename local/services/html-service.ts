/** HtmlService, as far as dialogs and the sidebar need it: pages, templates, output. `<?= ?>` escapes, `<?!= ?>` does not. */
import { type Execution, type Part, ScriptError, ServiceObject } from '../kernel/contract';
import { type EnumValue, enumeration } from '../kernel/enumeration';
import { OpenServiceObject } from '../kernel/realm';
import type { KernelContext } from '../kernel/services-context';
import { Blob } from './blob';
import { templateSource } from './html-template';

const SANDBOX_MODE = enumeration('SandboxMode', ['EMULATED', 'IFRAME', 'NATIVE']);
const FRAME_OPTIONS = enumeration('XFrameOptionsMode', ['ALLOWALL', 'DEFAULT']);

export class HtmlOutput extends ServiceObject {
  #content: string;
  #title = '';
  #width: number | null = null;
  #height: number | null = null;

  constructor(content: string) {
    super();
    this.#content = content;
  }

  getContent(): string {
    return this.#content;
  }

  setContent(content: string): this {
    this.#content = content;
    return this;
  }

  append(content: string): this {
    this.#content += content;
    return this;
  }

  appendUntrusted(content: string): this {
    this.#content += escapeHtml(content);
    return this;
  }

  clear(): this {
    this.#content = '';
    return this;
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): this {
    this.#title = title;
    return this;
  }

  getWidth(): number | null {
    return this.#width;
  }

  /** Pixels. */
  setWidth(width: number): this {
    this.#width = width;
    return this;
  }

  getHeight(): number | null {
    return this.#height;
  }

  /** Pixels. */
  setHeight(height: number): this {
    this.#height = height;
    return this;
  }

  setSandboxMode(_mode: EnumValue): this {
    return this;
  }

  setXFrameOptionsMode(_mode: EnumValue): this {
    return this;
  }

  getBlob(): Blob {
    return new Blob(Buffer.from(this.#content, 'utf8'), 'text/html', `${this.#title || 'page'}.html`);
  }

  getAs(contentType: string): Blob {
    if (contentType !== 'text/html')
      throw new ScriptError(`Le Workspace local ne convertit pas le HTML en ${contentType}.`);
    return this.getBlob();
  }
}

/** A template on which the script sets the members that its scriptlets read. */
export class HtmlTemplate extends OpenServiceObject {
  readonly #execution: Execution;
  readonly #context: KernelContext;
  readonly #content: string;
  readonly #name: string;

  constructor(execution: Execution, context: KernelContext, content: string, name: string) {
    super();
    this.#execution = execution;
    this.#context = context;
    this.#content = content;
    this.#name = name;
  }

  getRawContent(): string {
    return this.#content;
  }

  /** The JavaScript to which the template compiles. */
  getCode(): string {
    return templateSource(this.#content, [...OpenServiceObject.membersOf(this).keys()]);
  }

  evaluate(): HtmlOutput {
    const members = OpenServiceObject.membersOf(this);
    const source = templateSource(this.#content, [...members.keys()]);
    const render = this.#context.evaluate(this.#execution, source, `${this.#name}.html`) as (
      writeSafely: (text: string) => string,
      ...values: unknown[]
    ) => string;
    return new HtmlOutput(render(escapeHtml, ...members.values()));
  }
}

export class HtmlService extends ServiceObject {
  readonly #execution: Execution;
  readonly #context: KernelContext;

  constructor(execution: Execution, context: KernelContext) {
    super();
    this.#execution = execution;
    this.#context = context;
  }

  get SandboxMode() {
    return SANDBOX_MODE;
  }

  get XFrameOptionsMode() {
    return FRAME_OPTIONS;
  }

  createHtmlOutput(html: string | Blob = ''): HtmlOutput {
    return new HtmlOutput(html instanceof Blob ? html.getDataAsString() : html);
  }

  createHtmlOutputFromFile(filename: string): HtmlOutput {
    return new HtmlOutput(this.#page(filename));
  }

  createTemplate(html: string): HtmlTemplate {
    return new HtmlTemplate(this.#execution, this.#context, html, 'template');
  }

  createTemplateFromFile(filename: string): HtmlTemplate {
    return new HtmlTemplate(this.#execution, this.#context, this.#page(filename), filename);
  }

  #page(filename: string): string {
    const page = this.#context.page(filename.replace(/\.html$/, ''));
    if (page === undefined) throw new ScriptError(`No HTML file named ${filename} was found.`);
    return page;
  }
}

export function htmlPart(context: KernelContext): Part {
  return { name: 'html', globals: execution => ({ HtmlService: new HtmlService(execution, context) }) };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return String(text).replace(/[&<>"']/g, sign => ENTITIES[sign] ?? sign);
}
