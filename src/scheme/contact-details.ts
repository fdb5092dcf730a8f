/** Free text for people who need not know whom to write to: addresses, telephone numbers and the names of contacts taken out. */
import { contactDetailsWording as wording } from './wording-opinions';

const ADDRESS = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
/** Ten digits from 0, or an international number, by pairs or as they come; never digits inside a longer number. */
const TELEPHONE = /(?<![\p{L}\p{N}])(?:(?:\+|00)\d{1,3}[\s.-]?(?:\(0\)[\s.-]?)?\d|0\d)(?:[\s.-]?\d{2}){4}(?!\d)/gu;
/** Shorter names would take away ordinary words. */
const SHORTEST_NAME = 5;

/** The text without addresses, telephone numbers, or these names; each is replaced by a mark. */
export function withoutContactDetails(text: string, names: readonly string[] = []): string {
  const plain = text.replace(ADDRESS, wording.removed).replace(TELEPHONE, wording.removed);
  return names
    .map(name => name.trim())
    .filter(name => name.length >= SHORTEST_NAME)
    .reduce((kept, name) => kept.split(name).join(wording.removed), plain);
}
