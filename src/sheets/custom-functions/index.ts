/** The custom functions of the workbook, all pure: settings come in as arguments, nothing is read from the workbook. */

export { AICT_EN_VIGUEUR, AICT_FIN_ACCORD } from './agreements';
export { AICT_BUDGET_RESTANT } from './budget';
export { AICT_DATE_LIMITE, AICT_DELAI, AICT_JOURS } from './days';
export { AICT_ECHEANCES } from './due-dates';
export { AICT_REPARTITION } from './funders';
export { AICT_SIRET_VALIDE } from './identifiers';
export { AICT_NOTE_PRIX } from './price-score';
export { AICT_COLONNE, AICT_PART_COLLECTIVITE, AICT_PART_DISPOSITIF, AICT_TAUX } from './shares';
