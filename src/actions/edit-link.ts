/** Where an authority changes its answers to the form, as letters say it; a request that staff typed in has no such address. */
import { reviewWording as words } from '../sheets/wording-review';
import type { Desk } from './desk';

/** The response's id of a request that staff typed in begins so: the form knows nothing of it. */
export const TYPED_IN = 'saisie-';

const isTypedIn = (responseId: string): boolean => responseId === '' || responseId.startsWith(TYPED_IN);

/** The address, for the receipt; throws when the form cannot be reached, so that the receipt waits. */
export function receiptLink(desk: Desk, responseId: string): string {
  const form = desk.memory.get('form');
  return isTypedIn(responseId) || form === null ? words.noForm : desk.forms.editUrlOf(form.id, responseId);
}

/** The address, for a later letter; for whoever cannot open the form, the sentence that says where the address is. */
export function editLink(desk: Desk, responseId: string): string {
  try {
    return receiptLink(desk, responseId);
  } catch (problem) {
    // A colleague's account may not reach the form, and a response may have been deleted: the receipt holds the address.
    console.warn(problem instanceof Error ? problem.name : String(problem));
    return words.noEditLink;
  }
}
