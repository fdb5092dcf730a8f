/** Letters to all who were consulted, one each, the same text: nobody learns anything that another does not. */
import type { LetterName } from '../mail/letter-templates';
import { holderValues, type LetterValues } from '../mail/letter-values';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import type { Desk } from './desk';
import { type LetterToQueue, prepareLetters } from './letters';

/** The row of each holder to whom the consultation was sent: its first, which has the address of the sending. */
export function servedHolders(rows: readonly StoredRow<'bids'>[]): Row<'bids'>[] {
  const served = new Map<string, Row<'bids'>>();
  for (const { values } of rows)
    if ((values.sendState === 'envoyé' || values.sendState === 'en cours') && !served.has(values.holder))
      served.set(values.holder, values);
  return [...served.values()];
}

/** The same letter to each of them, ready to queue; `values` are what it says beside the consultation and the holder. */
export function lettersToServed(
  desk: Desk,
  { reference, subject }: Pick<Row<'consultations'>, 'reference' | 'subject'>,
  rows: readonly StoredRow<'bids'>[],
  template: LetterName,
  values: LetterValues,
): Partial<Row<'letters'>>[] {
  return prepareLetters(
    desk,
    servedHolders(rows).map(
      (bid): LetterToQueue => ({
        template,
        about: bid.reference,
        to: bid.address,
        values: {
          ...holderValues(
            { consultation: reference, subject, organisation: bid.organisation, contact: '' },
            desk.settings,
          ),
          ...values,
        },
      }),
    ),
  );
}
