/** People at the add-on's pages: a click in the menu that opens one, what it was given to show, and what it then asks for. */
import type { PageAnswer } from '../../src/actions/run-page';
import { type Case, MANAGER } from '../exactly-once/prepared-workspace';

export interface OpenedPage<T> {
  readonly title: string;
  /** As the page's script reads it. */
  readonly data: T;
  /** As somebody reads it without its script. */
  readonly text: string;
  readonly html: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

interface Click {
  readonly sheet?: string;
  /** Sheet rows, from 1. */
  readonly rows?: readonly number[];
  readonly answers?: readonly string[];
  readonly by?: string;
}

/** Clicks an item of the menu and gives the page that it opened. */
export function openPage<T>(one: Case, item: string, click: Click = {}): OpenedPage<T> {
  const { sheet = 'Consultations', rows = [2], answers = [], by = MANAGER } = click;
  const pages: OpenedPage<T>[] = [];
  const left = [...answers];
  one.workspace.runMenu(item, {
    by,
    sheet,
    rows,
    person: record => ({
      show(kind, title, text, page) {
        record({ kind, title, text, answer: null });
        if (page !== undefined) pages.push({ title, text, html: page.html, data: dataOf<T>(page.html) });
      },
      ask(kind, title, text) {
        const answer = left.shift() ?? '';
        record({ kind, title, text, answer });
        return answer;
      },
    }),
  });
  const [opened] = pages;
  if (opened === undefined) throw new Error(`${item} opened no page; the person read: ${one.lastScreen}`);
  return opened;
}

function dataOf<T>(html: string): T {
  const [, attribute = ''] = /<main id="page" data-page="([^"]*)">/.exec(html) ?? [];
  return JSON.parse(attribute.replace(/&(?:amp|lt|gt|quot|#39);/g, sign => ENTITIES[sign] ?? sign)) as T;
}

/** What a page gets when it calls the script; throws when the call itself fails, which no page may ever see. */
export function ask<T>(one: Case, name: string, args: readonly unknown[] = [], by: string = MANAGER): PageAnswer<T> {
  const { value, error } = one.workspace.callFromPage(name, args, { by });
  if (error !== null) throw new Error(`${name} threw: ${error}`);
  return value as PageAnswer<T>;
}

/** The value of an answer; throws with the reason of a refusal. */
export function given<T>(answer: PageAnswer<T>): T {
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}
