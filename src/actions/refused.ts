/** How an action says no: a sentence for the person, and nothing changed. */

/** An action refused for a reason that the person reads; nothing has been changed. */
export class Refused extends Error {
  readonly code = 'refused';
  constructor(reason: string) {
    super(reason);
    this.name = 'Refused';
  }
}

/** Ends the action with a reason unless the condition holds. */
export function require(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new Refused(reason);
}
