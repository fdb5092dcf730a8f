// The mail of a Workspace as one part of it: the post office for people, the Gmail advanced service for scripts.
import type { Execution, Part, PartContext } from '../kernel/contract';
import { PostOffice } from '../post/post-office';
import { GmailService } from '../services/gmail';

export class MailPart implements Part {
  readonly name = 'mail';
  readonly office: PostOffice;
  readonly #context: Pick<PartContext, 'clock'>;

  constructor(context: Pick<PartContext, 'store' | 'clock'>) {
    this.#context = context;
    this.office = new PostOffice(context.store, context.clock);
  }

  globals(execution: Execution): Record<string, unknown> {
    const { mailQuota, how = 'throw' } = execution.fault ?? {};
    if (mailQuota !== undefined) this.office.limitSends(execution.effectiveUser, { sends: mailQuota, how });
    return { Gmail: new GmailService(execution, this.office, this.#context.clock) };
  }
}

/** Makes the mail part of a Workspace. */
export function mailPart(context: PartContext): MailPart {
  return new MailPart(context);
}
