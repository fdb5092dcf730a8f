/** A visit to the pages in a real browser: what people do there by mouse and keyboard, and what they then see. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { openBrowser } from './browser';
import { RunningServer } from './running-server';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** Pictures of the pages as they were seen, for the guide: `docs/images/` is filled from here by hand. */
const PICTURES = join(__dirname, '../../build/screenshots');

export class Visit {
  readonly server = new RunningServer();
  /** What must never happen: an error in a page, a request that leaves the machine. */
  readonly faults: string[] = [];
  #browser: Browser | undefined;
  #page: Page | undefined;

  get browser(): Browser {
    if (this.#browser === undefined) throw new Error('The visit has not begun.');
    return this.#browser;
  }

  /** The visitor's own tab. */
  get page(): Page {
    if (this.#page === undefined) throw new Error('The visit has not begun.');
    return this.#page;
  }

  async begin(): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    await this.server.start();
    this.#browser = await openBrowser();
    this.#page = await this.newPage();
  }

  async end(): Promise<void> {
    await this.#browser?.close();
    await this.server.stop();
  }

  readonly newPage = async (): Promise<Page> => {
    const opened = await this.browser.newPage();
    opened.on('pageerror', error => this.faults.push(String(error)));
    opened.on('request', request => {
      // By name: a page that is open while the server starts again asks at the former port for a moment.
      const { protocol, hostname } = new URL(request.url());
      if (protocol !== 'data:' && hostname !== 'localhost') this.faults.push(`request to ${request.url()}`);
    });
    opened.on('dialog', dialog => void dialog.accept());
    return opened;
  };

  readonly go = async (path: string, on: Page = this.page): Promise<void> => {
    await on.goto(`${this.server.url}${path}`, { waitUntil: 'domcontentloaded' });
    await on.waitForSelector('main h1');
  };

  readonly be = async (account: string, on: Page = this.page): Promise<void> => {
    await on.waitForSelector(`.person option[value="${account}"]`);
    await on.select('.person select', account);
  };

  /** Waits until the text stands somewhere in what matches. */
  readonly see = async (selector: string, text: string, on: Page = this.page): Promise<void> => {
    await on.waitForFunction(
      (wanted: string, within: string) =>
        [...document.querySelectorAll(within)].some(element => element.textContent?.includes(wanted)),
      { timeout: 60_000 },
      text,
      selector,
    );
  };

  readonly press = async (selector: string, text: string, on: Page = this.page): Promise<void> => {
    await this.see(selector, text, on);
    await on.evaluate(
      (within: string, wanted: string) => {
        const found = [...document.querySelectorAll<HTMLElement>(within)].find(
          element => element.textContent?.trim() === wanted,
        );
        if (found === undefined) throw new Error(`There is no ${wanted}.`);
        found.click();
      },
      selector,
      text,
    );
  };

  readonly openTab = async (name: string, on: Page = this.page): Promise<void> => {
    await this.press('[role=tab]', name, on);
    await on.waitForSelector(`[role=grid][aria-label="Onglet ${name}"]`);
    await on.waitForSelector('[role=gridcell]');
  };

  /** Chooses an item of the menu of the add-on; `under` is its submenu. */
  readonly choose = async (item: string, under?: string): Promise<void> => {
    await this.page.waitForFunction(() => document.querySelector('.menu-button[aria-disabled="false"]') !== null, {
      timeout: 60_000,
    });
    await this.page.click('.menu-button');
    await this.page.waitForSelector('[role=menu]');
    for (const caption of [under, item]) {
      if (caption === undefined) continue;
      const selector = `.menu-item[data-caption=${JSON.stringify(caption)}]`;
      await this.page.waitForSelector(selector);
      await this.page.click(selector);
    }
  };

  /** Answers the box that the script has put up. */
  readonly answer = async (title: string, typed?: string): Promise<void> => {
    await this.see('dialog.question h2', title);
    if (typed !== undefined) await this.page.type('dialog.question textarea', typed);
    await this.page.click('dialog.question button.main');
    await this.page.waitForFunction(
      (wanted: string) => document.querySelector('dialog.question h2')?.textContent !== wanted,
      { timeout: 60_000 },
      title,
    );
  };

  readonly cell = async (text: string, on: Page = this.page): Promise<string> => {
    await this.see('[role=gridcell]', text, on);
    return on.evaluate(
      (wanted: string) =>
        [...document.querySelectorAll('[role=gridcell]')].find(element => element.textContent?.includes(wanted))?.id ??
        '',
      text,
    );
  };

  readonly keepPicture = async (name: string): Promise<void> => {
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`) as `${string}.png` });
  };

  /** What axe finds at the levels that RGAA asks for. */
  readonly barriers = async (on: Page | Frame = this.page): Promise<string[]> => {
    await on.evaluate(AXE);
    return on.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
    });
  };
}
