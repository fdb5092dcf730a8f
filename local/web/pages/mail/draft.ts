/** The message being written: one at a time in a tab, kept through a reload (its files are not). */
import { session } from '../identity';

export type Verdict = 'pass' | 'fail' | 'none';

export interface Draft {
  /** The address that writes. */
  box: string;
  /** Shown beside it; '' when it has no name. */
  name: string;
  to: string;
  cc: string;
  subject: string;
  text: string;
  auth: Verdict;
  /** The message answered; '' for a new one. */
  answers: string;
  quote: boolean;
}

const KEY = `appui-aict-draft-${session}`;

/** The draft that this tab was writing before it was reloaded. */
export function keptDraft(): Draft | undefined {
  const kept = sessionStorage.getItem(KEY);
  return kept === null ? undefined : (JSON.parse(kept) as Draft);
}

export function keepDraft(draft: Draft | undefined): void {
  if (draft === undefined) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, JSON.stringify(draft));
}
