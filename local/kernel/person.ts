/** The person in front of the screen: gives the scripted answers in order, and everything they saw is recorded. */
import type { Person, ScreenKind } from './contract';
import { UnplayableStep } from './contract';

/** One screen of `screens.json`; `answer` is null when nothing was asked. */
export interface Screen {
  step: number;
  kind: ScreenKind;
  title: string;
  text: string;
  answer: string | null;
}

export class ScriptedPerson implements Person {
  readonly #answers: string[];
  readonly #record: (screen: Omit<Screen, 'step'>) => void;

  constructor(answers: readonly string[], record: (screen: Omit<Screen, 'step'>) => void) {
    this.#answers = [...answers];
    this.#record = record;
  }

  /** Answers that nobody has asked for yet. */
  get unused(): readonly string[] {
    return this.#answers;
  }

  show(kind: ScreenKind, title: string, text: string): void {
    this.#record({ kind, title, text, answer: null });
  }

  ask(kind: 'alert' | 'prompt', title: string, text: string): string {
    const answer = this.#answers.shift();
    this.#record({ kind, title, text, answer: answer ?? null });
    if (answer === undefined) {
      throw new UnplayableStep(`Il manque une réponse à la question « ${[title, text].filter(Boolean).join(' – ')} ».`);
    }
    return answer;
  }
}
