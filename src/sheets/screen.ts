/** What a person sees and answers: prompts, confirmations, messages. Without a person (a trigger), messages go to the log. */
import { MENU_NAME } from './menu';
import { wording } from './wording';

type Ui = GoogleAppsScript.Base.Ui;

export interface Screen {
  /** A text typed by the person, possibly empty; null when they gave up. */
  ask(title: string, text: string): string | null;
  /** True only when the person typed "oui". */
  confirm(title: string, text: string): boolean;
  /** A sentence the person must read. */
  tell(title: string, text: string): void;
  /** A short word on what was done. */
  note(text: string): void;
  /** A page to look at. */
  page(title: string, html: string): void;
  /** A page of the add-on, beside which the workbook stays in use. */
  open(page: PageToOpen): void;
  /** The same at the side of the workbook, 300 pixels wide. */
  openBeside(page: PageToShow): void;
}

/** One of the add-on's own pages, with what it shows. */
export interface PageToShow {
  /** Name of the page's file in dist/, without `.html`. */
  readonly name: string;
  readonly title: string;
  /** What the page's script reads: plain data. */
  readonly data: unknown;
  /** The same in words, for whoever reads the page without its script. */
  readonly lines: readonly string[];
}

/** A page in a window of its own. */
export interface PageToOpen extends PageToShow {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** The screen of a person at the workbook. */
export function personScreen(
  ui: Ui,
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
  html: GoogleAppsScript.HTML.HtmlService,
): Screen {
  const prompt = (title: string, text: string): string | null => {
    const answer = ui.prompt(title, text, ui.ButtonSet.OK_CANCEL);
    return answer.getSelectedButton() === ui.Button.OK ? answer.getResponseText() : null;
  };
  const filled = ({ name, data, lines }: PageToShow): GoogleAppsScript.HTML.HtmlOutput => {
    const template = html.createTemplateFromFile(name);
    template.data = JSON.stringify(data);
    template.lines = lines;
    return template.evaluate();
  };
  return {
    ask(title, text) {
      return prompt(title, text)?.trim() ?? null;
    },
    confirm(title, text) {
      return prompt(title, `${text}\n\n${wording.typeYes}`)?.trim().toLowerCase() === 'oui';
    },
    tell(title, text) {
      ui.alert(title, text, ui.ButtonSet.OK);
    },
    note(text) {
      spreadsheet.toast(text, MENU_NAME, 10);
    },
    page(title, content) {
      ui.showModalDialog(html.createHtmlOutput(content).setWidth(720).setHeight(560), title);
    },
    open(page) {
      ui.showModelessDialog(filled(page).setWidth(page.width).setHeight(page.height), page.title);
    },
    openBeside(page) {
      ui.showSidebar(filled(page).setTitle(page.title));
    },
  };
}

/**
 * A screen that can keep what waits for the person (messages, pages) until the work is over: an alert that stays open
 * over lunch must not keep the lock from everybody else.
 */
export class PatientScreen implements Screen {
  private waiting: (() => void)[] | null = null;

  constructor(private readonly screen: Screen) {}

  /** From here on, what would wait for the person is kept. */
  hold(): void {
    this.waiting ??= [];
  }

  /** Shows what was kept, in order; from here on everything is shown at once. */
  release(): void {
    const kept = this.waiting ?? [];
    this.waiting = null;
    for (const show of kept) show();
  }

  ask(title: string, text: string): string | null {
    return this.screen.ask(title, text);
  }
  confirm(title: string, text: string): boolean {
    return this.screen.confirm(title, text);
  }
  note(text: string): void {
    this.screen.note(text);
  }
  tell(title: string, text: string): void {
    this.show(() => this.screen.tell(title, text));
  }
  page(title: string, html: string): void {
    this.show(() => this.screen.page(title, html));
  }
  open(page: PageToOpen): void {
    this.show(() => this.screen.open(page));
  }
  openBeside(page: PageToShow): void {
    this.show(() => this.screen.openBeside(page));
  }

  private show(showing: () => void): void {
    if (this.waiting === null) showing();
    else this.waiting.push(showing);
  }
}

/** The screen of a trigger: nobody is there. */
export const nobody: Screen = {
  ask: () => null,
  confirm: () => false,
  tell: (title, text) => console.log(`${title} : ${text}`),
  note: text => console.log(text),
  page: title => console.log(title),
  open: ({ title }) => console.log(title),
  openBeside: ({ title }) => console.log(title),
};
