/** The browser tabs that listen: each gets the events that concern it; what it has not read yet waits for its return. */
import type { PageEvent } from '../wire';

type Listener = (event: PageEvent) => void;

/** A tab that reloads is back within this long; after it, nobody answers what it was asked. */
const RETURN_MS = 20_000;

export class Tabs {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #departures = new Map<string, NodeJS.Timeout>();
  /** Questions that wait, by tab: shown again when the tab comes back. */
  readonly #questions = new Map<string, Map<string, PageEvent>>();
  readonly #onLeft: (session: string) => void;

  constructor(onLeft: (session: string) => void) {
    this.#onLeft = onLeft;
  }

  /** Listens until the function it gives is called. */
  join(session: string, listener: Listener): () => void {
    clearTimeout(this.#departures.get(session));
    this.#departures.delete(session);
    const listeners = this.#listeners.get(session) ?? new Set();
    this.#listeners.set(session, listeners.add(listener));
    for (const question of this.#questions.get(session)?.values() ?? []) listener(question);
    return () => this.#leave(session, listener);
  }

  /** Ids of the questions that wait for somebody at this tab. */
  questionsOf(session: string): string[] {
    return [...(this.#questions.get(session)?.keys() ?? [])];
  }

  send(event: PageEvent): void {
    if (event.kind === 'ask') {
      const questions = this.#questions.get(event.session) ?? new Map<string, PageEvent>();
      this.#questions.set(event.session, questions.set(event.question.id, event));
      // Nobody listens at that tab any more: the question is closed as soon as it is put.
      if (!this.#listeners.has(event.session) && !this.#departures.has(event.session)) this.#onLeft(event.session);
    }
    if (event.kind === 'asked') this.#questions.get(event.session)?.delete(event.id);
    const isPersonal = 'session' in event;
    for (const [session, listeners] of this.#listeners) {
      if (isPersonal && session !== event.session) continue;
      for (const listener of listeners) listener(event);
    }
  }

  #leave(session: string, listener: Listener): void {
    const listeners = this.#listeners.get(session);
    listeners?.delete(listener);
    if (listeners === undefined || listeners.size > 0) return;
    this.#listeners.delete(session);
    const departure = setTimeout(() => {
      this.#departures.delete(session);
      this.#questions.delete(session);
      this.#onLeft(session);
    }, RETURN_MS);
    departure.unref();
    this.#departures.set(session, departure);
  }
}
