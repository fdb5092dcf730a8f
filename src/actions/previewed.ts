/** A sending as it would leave now: what the page « Prévisualisation » and a test of it are made of. */
import type { MailToCompose } from './departures';

export interface PreviewedMail {
  readonly code: string;
  readonly organisation: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Mails that an action would send now, and what is to be said of them. */
export interface PreviewedSending {
  readonly reference: string;
  readonly mails: readonly PreviewedMail[];
  readonly leftOut: readonly { readonly code: string; readonly organisation: string; readonly reason: string }[];
  readonly attachment: { readonly name: string; readonly size: string } | null;
  /** Empty when the mails give none. */
  readonly deadline: string;
  readonly explained: string;
  /** What becomes of the mails when the day's quota is short. */
  readonly ifShort: 'refused' | 'waiting';
}

/** A sending to look at, and the mail that a test of it is. */
export interface Preview {
  readonly sending: PreviewedSending;
  readonly test: () => Pick<MailToCompose, 'letter' | 'attachments'>;
}
