/** Checking a SIREN or a SIRET, for a formula. */
import { parseSirenOrSiret } from '../../scheme/identifiers';
import { ok } from '../../scheme/result';
import { required, type Spilled, spill } from './spill';

/**
 * Dit si un numéro SIREN (9 chiffres) ou SIRET (14 chiffres) est valide : sa longueur et sa clé de contrôle, règle propre
 * à La Poste comprise. Gardez les numéros dans des cellules au format texte, qui gardent les zéros du début.
 *
 * @param {"213801855"} numero Numéro SIREN ou SIRET ; une cellule ou une colonne.
 * @return {VRAI} VRAI ou FAUX, ou une colonne.
 * @customfunction
 */
export function AICT_SIRET_VALIDE(numero: unknown): Spilled<boolean> {
  return spill({ number: required('numero', numero, cell => ok(cell)) }, ({ number }) =>
    ok(parseSirenOrSiret(number).ok),
  );
}
