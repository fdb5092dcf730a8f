/** An account, as protections and sharing lists give it. */
import { ServiceObject } from '../../kernel/contract';

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
