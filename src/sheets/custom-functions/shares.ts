/** Who pays what, for a formula: the rate, the scheme's share, the authority's share, and the columns of Demandes. */
import type { MemberStatus } from '../../scheme/membership';
import { type Cents, type Rate, rate, rateToNumber, smaller, toEuros } from '../../scheme/money';
import { ok, type Result } from '../../scheme/result';
import { type Shares, splitShares } from '../../scheme/shares';
import { readAdherent, readAmount, readRate, readTitle } from './cell-readers';
import { belowHeader, column, isBlank, optional, required, type Spilled, single, singleOr, spill } from './spill';
import { shareTitles } from './wording';

const MEMBER_RATE = 0.8;
const NON_MEMBER_RATE = 0.5;

interface SharedPrice {
  readonly amount: Cents;
  readonly status: MemberStatus;
  readonly memberRate: Rate;
  readonly nonMemberRate: Rate;
  /** Null: no ceiling. */
  readonly ceiling: Cents | null;
}

const rateOf = ({ status, memberRate, nonMemberRate }: Omit<SharedPrice, 'amount' | 'ceiling'>): Rate =>
  status === 'Adhérent' ? memberRate : nonMemberRate;

function sharesOf(price: SharedPrice): Shares {
  const { amount, ceiling } = price;
  const base = ceiling === null ? amount : smaller(amount, ceiling);
  return splitShares({ total: amount, base, rate: rateOf(price) });
}

const ratesOf = (tauxAdherent: unknown, tauxNonAdherent: unknown) => ({
  memberRate: optional('tauxAdherent', tauxAdherent, readRate, rate(MEMBER_RATE)),
  nonMemberRate: optional('tauxNonAdherent', tauxNonAdherent, readRate, rate(NON_MEMBER_RATE)),
});

/**
 * Donne le taux de prise en charge par le dispositif : 80 % pour un adhérent, 50 % sinon.
 *
 * @param {"Adhérent"} adherent Adhérent, Non adhérent, VRAI ou FAUX ; une cellule ou une colonne.
 * @param {80%} [tauxAdherent] Taux des adhérents ; 80 % par défaut.
 * @param {50%} [tauxNonAdherent] Taux des non-adhérents ; 50 % par défaut.
 * @return {0.8} Le taux, ou une colonne de taux.
 * @customfunction
 */
export function AICT_TAUX(adherent: unknown, tauxAdherent?: unknown, tauxNonAdherent?: unknown): Spilled<number> {
  const status = required('adherent', adherent, readAdherent);
  return spill({ status, ...ratesOf(tauxAdherent, tauxNonAdherent) }, values => ok(rateToNumber(rateOf(values))));
}

function sharesFormula(
  part: 'scheme' | 'authority',
  [montant, adherent, tauxAdherent, tauxNonAdherent, plafond]: readonly unknown[],
): Spilled<number> {
  return spill(
    {
      amount: required('montant', montant, readAmount),
      status: required('adherent', adherent, readAdherent),
      ...ratesOf(tauxAdherent, tauxNonAdherent),
      ceiling: optional<Cents | null>('plafond', plafond, readAmount, null),
    },
    values => ok(toEuros(sharesOf(values)[part])),
  );
}

/**
 * Donne la part prise en charge par le dispositif, en euros, au centime près.
 *
 * @param {10800} montant Montant TTC en euros ; une cellule ou une colonne.
 * @param {"Adhérent"} adherent Adhérent, Non adhérent, VRAI ou FAUX ; une cellule ou une colonne.
 * @param {80%} [tauxAdherent] Taux des adhérents ; 80 % par défaut.
 * @param {50%} [tauxNonAdherent] Taux des non-adhérents ; 50 % par défaut.
 * @param {15000} [plafond] Montant au-delà duquel le dispositif ne finance plus ; sans plafond par défaut.
 * @return {8640} La part du dispositif, ou une colonne de parts.
 * @customfunction
 */
export function AICT_PART_DISPOSITIF(
  montant: unknown,
  adherent: unknown,
  tauxAdherent?: unknown,
  tauxNonAdherent?: unknown,
  plafond?: unknown,
): Spilled<number> {
  return sharesFormula('scheme', [montant, adherent, tauxAdherent, tauxNonAdherent, plafond]);
}

/**
 * Donne la participation de la collectivité, en euros : le montant moins la part du dispositif, dépassement du plafond
 * compris.
 *
 * @param {10800} montant Montant TTC en euros ; une cellule ou une colonne.
 * @param {"Adhérent"} adherent Adhérent, Non adhérent, VRAI ou FAUX ; une cellule ou une colonne.
 * @param {80%} [tauxAdherent] Taux des adhérents ; 80 % par défaut.
 * @param {50%} [tauxNonAdherent] Taux des non-adhérents ; 50 % par défaut.
 * @param {15000} [plafond] Montant au-delà duquel le dispositif ne finance plus ; sans plafond par défaut.
 * @return {2160} La part de la collectivité, ou une colonne de parts.
 * @customfunction
 */
export function AICT_PART_COLLECTIVITE(
  montant: unknown,
  adherent: unknown,
  tauxAdherent?: unknown,
  tauxNonAdherent?: unknown,
  plafond?: unknown,
): Spilled<number> {
  return sharesFormula('authority', [montant, adherent, tauxAdherent, tauxNonAdherent, plafond]);
}

/**
 * Donne une colonne calculée de l’onglet Demandes, en-tête compris. À placer dans la cellule d’en-tête ; les plages
 * commencent à la ligne 1, pour que trier, filtrer ou insérer des lignes ne casse rien.
 *
 * @param {"Part dispositif"} titre Part dispositif ou Part collectivité.
 * @param {P1:P} montants Colonne des montants TTC, en-tête compris.
 * @param {H1:H} adherents Colonne des statuts (Adhérent, Non adhérent), en-tête compris.
 * @param {TauxAdherent} tauxAdherent Taux des adhérents.
 * @param {TauxNonAdherent} tauxNonAdherent Taux des non-adhérents.
 * @param {Plafond} [plafond] Montant au-delà duquel le dispositif ne finance plus ; sans plafond par défaut.
 * @return {"Part dispositif"} L’en-tête, puis une part par ligne.
 * @customfunction
 */
export function AICT_COLONNE(
  titre: unknown,
  montants: unknown,
  adherents: unknown,
  tauxAdherent: unknown,
  tauxNonAdherent: unknown,
  plafond?: unknown,
): (number | string)[][] {
  const title = single('titre', titre, readTitle);
  const part = title === shareTitles.scheme ? 'scheme' : 'authority';
  const memberRate = single('tauxAdherent', tauxAdherent, readRate);
  const nonMemberRate = single('tauxNonAdherent', tauxNonAdherent, readRate);
  const ceiling = singleOr<Cents | null>('plafond', plafond, readAmount, null);
  // Ranges of one row, the header, come as single values.
  const headersOnly = [montants, adherents].every(range => range !== undefined && !Array.isArray(range));
  if (headersOnly && !isBlank(montants)) return [[title]];
  const given = {
    amount: belowHeader('montants', montants, readAmount),
    status: belowHeader('adherents', adherents, readAdherent),
  };
  const share = ({ amount, status }: { amount: Cents; status: MemberStatus }): Result<number> =>
    ok(toEuros(sharesOf({ amount, status, memberRate, nonMemberRate, ceiling })[part]));
  return [[title], ...column(given, share)];
}
