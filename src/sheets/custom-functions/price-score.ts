/** Price points, for a formula. */
import { formatCents, smaller } from '../../scheme/money';
import { ok, refused } from '../../scheme/result';
import { priceScore } from '../../scheme/scoring';
import { readPoints, readPrice, shown } from './cell-readers';
import { list, readList, required, type Spilled, spill } from './spill';
import { wording } from './wording';

/**
 * Donne la note de prix : prix le plus bas ÷ prix × points, à deux décimales.
 *
 * @param {12600} prix Prix de l’offre en euros ; une cellule ou une colonne.
 * @param {M2:M7} tousLesPrix Plage des prix de toutes les offres recevables ; les cellules vides ne comptent pas.
 * @param {40} points Points attribués au prix.
 * @return {38.1} La note de prix, ou une colonne de notes.
 * @customfunction
 */
export function AICT_NOTE_PRIX(prix: unknown, tousLesPrix: unknown, points: unknown): Spilled<number> {
  if (tousLesPrix === undefined) throw new Error(wording.inArgument('tousLesPrix', wording.missing));
  const price = required('prix', prix, readPrice);
  const prices = list('tousLesPrix', comparable(tousLesPrix, prix), readPrice);
  // Once for all rows: a column compares itself with itself.
  const lowest = prices.length === 0 ? null : prices.reduce(smaller);
  const given = { price, points: required('points', points, readPoints) };
  return spill(given, ({ price: own, points: most }) => {
    if (lowest === null) return refused(wording.inArgument('tousLesPrix', wording.emptyList));
    if (own < lowest)
      return refused(wording.inArgument('prix', wording.belowLowest(formatCents(own), formatCents(lowest))));
    return ok(priceScore(own, lowest, most));
  });
}

/** The prices to compare, without the bad cells that `prix` holds too: there, their own row says what is wrong. */
function comparable(all: unknown, own: unknown): unknown {
  if (!Array.isArray(all) || !Array.isArray(own)) return all;
  const reported = new Set(readList(own, readPrice).flatMap(({ cell, value }) => (value.ok ? [] : [shown(cell)])));
  if (reported.size === 0) return all;
  return all.map((row: unknown) => {
    const cells: readonly unknown[] = Array.isArray(row) ? row : [row];
    return cells.filter(cell => !reported.has(shown(cell)));
  });
}
