/** The person in front of a browser tab: what the script asks goes there, and the run waits for their answer. */
import type { ButtonSetName, Person, ScreenKind, ShownPage } from '../../kernel/contract';
import type { Screen } from '../../kernel/person';
import type { HostEvent } from '../wire';

interface Surroundings {
  readonly session: string;
  readonly emit: (event: HostEvent) => void;
  readonly record: (screen: Omit<Screen, 'step'>) => void;
  readonly newId: () => string;
  /** Waits for the answer; null when the box was closed. */
  readonly waitFor: (ask: string) => string | null;
}

export class PersonInBrowser implements Person {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  show(kind: ScreenKind, title: string, text: string, page?: ShownPage): void {
    const { session, emit, record } = this.#around;
    record({ kind, title, text, answer: null });
    // In Google an alert holds the script until it is read.
    if (kind === 'alert') this.#put('alert', title, text, 'OK');
    else emit({ kind: 'screen', session, screen: { kind, title, text, ...(page === undefined ? {} : { page }) } });
  }

  ask(kind: 'alert' | 'prompt', title: string, text: string, buttons: ButtonSetName): string {
    const answer = this.#put(kind, title, text, buttons) ?? (kind === 'prompt' ? '[fermer]' : 'fermer');
    this.#around.record({ kind, title, text, answer });
    return answer;
  }

  #put(kind: 'alert' | 'prompt', title: string, text: string, buttons: ButtonSetName): string | null {
    const { session, emit, newId, waitFor } = this.#around;
    const id = newId();
    emit({ kind: 'ask', session, question: { id, kind, title, text, buttons } });
    try {
      return waitFor(id);
    } finally {
      emit({ kind: 'asked', session, id });
    }
  }
}
