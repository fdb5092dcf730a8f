/** What is left of the envelope, for a formula. */
import { minus, sum, toEuros } from '../../scheme/money';
import { readAmount } from './cell-readers';
import { list } from './spill';
import { wording } from './wording';

/**
 * Donne ce qui reste de l’enveloppe : l’enveloppe moins le réservé et l’engagé. Les plages sont additionnées ; le
 * résultat est négatif si l’enveloppe est dépassée.
 *
 * @param {100000} enveloppe Montant de l’enveloppe en euros.
 * @param {B3} reserve Montants réservés ; une cellule ou une plage.
 * @param {B4} engage Montants engagés ; une cellule ou une plage.
 * @return {42500} Le montant restant en euros.
 * @customfunction
 */
export function AICT_BUDGET_RESTANT(enveloppe: unknown, reserve: unknown, engage: unknown): number | '' {
  const [envelope = [], reserved = [], committed = []] = Object.entries({ enveloppe, reserve, engage }).map(
    ([name, given]) => {
      if (given === undefined) throw new Error(wording.inArgument(name, wording.missing));
      return list(name, given, readAmount);
    },
  );
  return envelope.length === 0 ? '' : toEuros(minus(sum(envelope), sum([...reserved, ...committed])));
}
