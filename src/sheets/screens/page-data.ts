/** The data that the script put in a page, and the calls by which the page asks for more. */
import type { PageAnswer } from '../../actions/run-page';
import { screenWording } from './wording';

interface Runner {
  withSuccessHandler(handler: (value: unknown) => void): Runner;
  withFailureHandler(handler: () => void): Runner & Record<string, (...args: readonly unknown[]) => void>;
}
declare const google: { readonly script: { readonly run: Runner; readonly host: { close(): void } } };

/** What the page shows at first; the template escaped it into an attribute. */
export function pageData<T>(main: HTMLElement): T {
  return JSON.parse(main.dataset.page ?? 'null') as T;
}

/** Calls a function of the script. Never rejects: without an answer, the reason says what to do. */
export function callScript<T>(name: string, ...args: readonly unknown[]): Promise<PageAnswer<T>> {
  return new Promise(resolve => {
    const lost: PageAnswer<T> = { ok: false, busy: false, reason: screenWording.noAnswer };
    const runner = google.script.run
      .withSuccessHandler(value => resolve((value as PageAnswer<T> | null) ?? lost))
      .withFailureHandler(() => resolve(lost));
    const run = runner[name];
    if (run === undefined) resolve(lost);
    else run(...args);
  });
}

/** Closes the page. */
export function closePage(): void {
  google.script.host.close();
}

/** The page's own element, in which all is shown. */
export function mainElement(): HTMLElement {
  const main = document.getElementById('page');
  if (main === null) throw new Error('The page has no main element.');
  return main;
}
