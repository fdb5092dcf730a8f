/** Letters about an assignment: to the authority's contact, and to its holder. */
import type { LetterName } from '../mail/letter-templates';
import { holderValues, type LetterValues, senderValues } from '../mail/letter-values';
import type { Row } from '../sheets/schema';
import type { Desk } from './desk';
import type { LetterToQueue } from './letters';

/** To the authority; `values` are what it says beside the request and the assignment. */
export function authorityLetter(
  desk: Desk,
  template: LetterName,
  { request, assignment }: { request: Row<'requests'>; assignment: string },
  values: LetterValues,
): LetterToQueue {
  return {
    template,
    about: assignment,
    to: request.email,
    values: {
      ...senderValues(desk.settings),
      Référence: request.reference,
      Collectivité: request.authority,
      Contact: request.contact || request.authority,
      "Type d'appui": request.supportType,
      Intitulé: request.title,
      Marché: assignment,
      ...values,
    },
  };
}

/** To the holder, at its address of today. */
export function holderLetter(
  desk: Desk,
  template: LetterName,
  about: { readonly holder: Row<'holders'>; readonly assignment: Row<'assignments'>; readonly subject: string },
  values: LetterValues,
): LetterToQueue {
  const { holder, assignment, subject } = about;
  return {
    template,
    about: assignment.reference,
    to: holder.email,
    values: {
      ...holderValues(
        {
          consultation: assignment.consultation,
          subject,
          organisation: holder.organisation || holder.code,
          contact: holder.contact,
        },
        desk.settings,
      ),
      Marché: assignment.reference,
      Collectivité: assignment.authority,
      ...values,
    },
  };
}
