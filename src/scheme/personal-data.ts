/**
 * Which fields say something of a person, or are free text that may name anybody, and what the ledger keeps in their place: a salted fingerprint, which shows
 * that a value changed, and when two are the same, but never the value. Erasing the salt makes it unreadable for good.
 */
import { withoutContactDetails } from './contact-details';
import type { LedgerEvent, Sha256 } from './ledger';

/** Headers of columns, and titles of form questions, that hold personal data. */
export const PERSONAL_FIELDS: readonly string[] = [
  'Représentant légal',
  'Contact',
  'Nom du contact',
  'Fonction',
  'Courriel',
  'Téléphone',
  'Nom',
  'Nom affiché dans Google',
  'Membre',
  'De',
];

const HASH_LENGTH = 16;

export const isPersonalField = (field: string): boolean => PERSONAL_FIELDS.includes(field.normalize('NFC').trim());

/**
 * `masqué:` and 16 hexadecimal digits; an empty value stays empty. The salt is a secret of the workbook, long and random:
 * without it, a telephone number would be found by trying them all.
 */
export function masked(value: string, salt: string, sha256: Sha256): string {
  if (value === '') return '';
  return `masqué:${sha256(JSON.stringify([salt, value])).slice(0, HASH_LENGTH)}`;
}

/** What the ledger keeps readable of a text that people word freely: why something was decided. */
const REASON = 'Motif';

/**
 * The event as the ledger may hold it, for good: before and after masked when the field is personal or free text; a reason
 * stays, without addresses nor telephone numbers. Names in a reason are for the action to take out, which knows whom the file
 * names.
 */
export function withoutPersonalData<Event extends LedgerEvent>(
  event: Event,
  salt: string,
  sha256: Sha256,
  isFreeText: (field: string) => boolean = () => false,
): Event {
  const { field, before, after } = event;
  if (field === REASON) return { ...event, before: withoutContactDetails(before), after: withoutContactDetails(after) };
  if (!isPersonalField(field) && !isFreeText(field)) return event;
  return { ...event, before: masked(before, salt, sha256), after: masked(after, salt, sha256) };
}
