/**
 * The messages that reach the host. They are taken one after the other; while a run of the script waits for a person's
 * answer, the host goes on taking them inside that wait, so that nobody else is held up.
 */
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { AnswerMessage, LeftMessage, ToHost } from '../wire';

/** How long the host sleeps at most between two looks, should a wake-up be lost. */
const LOOK_MS = 1000;

export class Inbox {
  readonly #port: MessagePort;
  /** One number that rises with each message: what a sleeping host waits on. */
  readonly #bell: Int32Array;
  readonly #answers = new Map<string, string | null>();
  /** Open questions and the tab that each was put to. */
  readonly #open = new Map<string, string>();

  constructor(port: MessagePort, bell: Int32Array) {
    this.#port = port;
    this.#bell = bell;
  }

  /** Takes an answer or a departure; false for another message. */
  note(message: ToHost): message is AnswerMessage | LeftMessage {
    if (message.type === 'answer') {
      if (this.#open.has(message.ask)) this.#answers.set(message.ask, message.answer);
      return true;
    }
    if (message.type === 'left') {
      for (const [ask, session] of this.#open) if (session === message.session) this.#answers.set(ask, null);
      return true;
    }
    return false;
  }

  /** Sleeps until the question is answered; `take` handles whatever else comes meanwhile. Null: the box was closed. */
  waitFor(ask: string, session: string, take: (message: ToHost) => void): string | null {
    this.#open.set(ask, session);
    try {
      for (;;) {
        const answer = this.#answers.get(ask);
        if (answer !== undefined) return answer;
        const rung = Atomics.load(this.#bell, 0);
        const received = receiveMessageOnPort(this.#port) as { message: ToHost } | undefined;
        if (received === undefined) Atomics.wait(this.#bell, 0, rung, LOOK_MS);
        else if (!this.note(received.message)) take(received.message);
      }
    } finally {
      this.#open.delete(ask);
      this.#answers.delete(ask);
    }
  }
}
