/** The pages of HtmlService, each under an address of its own and shut in as Google does: another origin, no request out. */
import { randomUUID } from 'node:crypto';
import type { HostEvent, PageEvent } from '../wire';

const KEPT = 50;

/** What such a page may do; the frame around it adds nothing. */
export const SCRIPT_PAGE_POLICY = [
  'sandbox allow-scripts allow-forms allow-popups allow-modals',
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export class ScriptPages {
  readonly #pages = new Map<string, string>();
  /** `google.script` for the page: put before anything of its own runs. */
  readonly #bridge: string;

  constructor(bridge: string) {
    this.#bridge = bridge;
  }

  /** The HTML at an address; undefined when it is not there any more. */
  html(id: string): string | undefined {
    return this.#pages.get(id);
  }

  /** An event as the tabs get it: a page's HTML stays here. */
  forTabs(event: HostEvent): PageEvent {
    if (event.kind !== 'screen') return event;
    const { page, ...screen } = event.screen;
    if (page === undefined) return { ...event, screen };
    const id = randomUUID();
    this.#pages.set(id, `<script>${this.#bridge}</script>${page.html}`);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= KEPT) break;
      this.#pages.delete(oldest);
    }
    const { width, height } = page;
    return { ...event, screen: { ...screen, page: { src: `/script-page/${id}`, width, height } } };
  }
}
