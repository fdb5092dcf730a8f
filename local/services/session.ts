/** Session: who runs the script and who clicked; blank where Google hides it. */
import { type Execution, type Part, ServiceObject } from '../kernel/contract';
import type { KernelContext } from '../kernel/services-context';

export class User extends ServiceObject {
  readonly #email: string;

  constructor(email: string) {
    super();
    this.#email = email;
  }

  getEmail(): string {
    return this.#email;
  }

  override toString(): string {
    return this.#email;
  }
}

export class Session extends ServiceObject {
  readonly #execution: Execution;
  readonly #timeZone: string;

  constructor(execution: Execution, timeZone: string) {
    super();
    this.#execution = execution;
    this.#timeZone = timeZone;
  }

  getActiveUser(): User {
    this.#execution.requireService('Session');
    return new User(this.#execution.activeUser);
  }

  /** Blank in a simple trigger, which acts without anybody's consent. */
  getEffectiveUser(): User {
    this.#execution.requireService('Session');
    return new User(this.#execution.kind === 'simple' ? '' : this.#execution.effectiveUser);
  }

  getActiveUserLocale(): string {
    this.#execution.requireService('Session');
    return 'fr';
  }

  getScriptTimeZone(): string {
    return this.#timeZone;
  }
}

export function sessionPart(context: KernelContext): Part {
  return { name: 'session', globals: execution => ({ Session: new Session(execution, context.timeZone) }) };
}
