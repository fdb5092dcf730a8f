/** The stream of events as a browser tab holds it, without a browser: what came is kept, and can be waited for. */
import type { PageEvent } from '../../local/web/wire';

export class EventsOfTab {
  readonly events: PageEvent[] = [];
  readonly #leaving = new AbortController();
  readonly #waiting = new Set<() => void>();

  constructor(url: string, session: string) {
    void this.#read(`${url}/events?session=${session}`);
  }

  /** The first event, past or to come, of a kind that fits. */
  async next<K extends PageEvent['kind']>(
    kind: K,
    fits: (event: Extract<PageEvent, { kind: K }>) => boolean = () => true,
  ): Promise<Extract<PageEvent, { kind: K }>> {
    for (;;) {
      for (const event of this.events) if (isKind(event, kind) && fits(event)) return event;
      await new Promise<void>(resolve => this.#waiting.add(resolve));
    }
  }

  leave(): void {
    this.#leaving.abort();
  }

  async #read(address: string): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      const { body } = await fetch(address, { signal: this.#leaving.signal });
      for await (const chunk of body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.#take(block);
      }
    } catch {
      // The server was killed, or the tab has left: what came before stays.
    }
  }

  #take(block: string): void {
    const data = /^data: (\{.*)$/m.exec(block)?.[1];
    if (data === undefined) return;
    this.events.push(JSON.parse(data) as PageEvent);
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

function isKind<K extends PageEvent['kind']>(event: PageEvent, kind: K): event is Extract<PageEvent, { kind: K }> {
  return event.kind === kind;
}
