/** What the custom functions answer to a bad argument, in French, and the words that they understand. */

/** The two computed columns of Demandes, as their headers name them. */
export const shareTitles = { scheme: 'Part dispositif', authority: 'Part collectivité' } as const;

export const wording = {
  /** Stands in the row of a bad cell. */
  inRow: (reason: string) => `ERREUR : ${reason}`,
  inArgument: (name: string, reason: string) => `Argument « ${name} » : ${reason}`,
  inList: (name: string, row: number, reason: string) => `Argument « ${name} », ligne ${row} : ${reason}`,
  missing: 'il manque ; donnez une valeur ou une plage.',
  empty: 'la cellule est vide ; donnez une valeur.',
  emptyList: 'aucun prix n’est donné ; indiquez la plage des prix à comparer.',
  severalColumns: (columns: number) => `la plage a ${columns} colonnes ; donnez-en une d’une seule colonne.`,
  severalValues: 'une seule valeur est attendue, et non une plage.',
  heights: (ranges: readonly string[]) =>
    `Les plages n’ont pas le même nombre de lignes : ${ranges.join(', ')}. Faites-les commencer et finir aux mêmes lignes.`,
  height: (name: string, rows: number) => `« ${name} » en a ${rows}`,

  nothingDue: 'Rien pour le moment',
  notCount: (shown: string, most: number) => `« ${shown} » n’est pas un nombre entier de 0 à ${most}.`,
  notWhole: 'leur total doit faire 100 %.',

  yes: 'VRAI',
  no: 'FAUX',
  cellInError: (shown: string) => `la cellule contient une erreur (${shown}) ; corrigez-la d’abord.`,
  notMemberStatus: (shown: string, choices: readonly string[]) =>
    `« ${shown} » n’est pas un statut d’adhésion : écrivez ${choices.join(', ')}, VRAI ou FAUX.`,
  notAmount: (shown: string) => `« ${shown} » n’est pas un montant : saisissez des euros, par exemple 12 500,50.`,
  notRate: (shown: string) =>
    `« ${shown} » n’est pas un taux entre 0 % et 100 % : saisissez un pourcentage, par exemple 20 %.`,
  notDate: (shown: string) => `« ${shown} » n’est pas une date : écrivez le jour sous la forme 16/11/2018.`,
  notText: (shown: string, choices: readonly string[]) =>
    `« ${shown} » ne convient pas : choisissez ${choices.join(', ')}.`,
  notDays: (shown: string, most: number) => `« ${shown} » n’est pas un nombre de jours : il en faut de 1 à ${most}.`,
  notPoints: (shown: string) =>
    `« ${shown} » n’est pas un nombre de points : il en faut entre 0 et 1 000, avec deux décimales au plus.`,
  notYesNo: (shown: string) => `« ${shown} » n’est ni oui ni non : écrivez oui, non, VRAI ou FAUX.`,
  notTitle: (shown: string) =>
    `« ${shown} » n’est pas une colonne connue : écrivez ${shareTitles.scheme} ou ${shareTitles.authority}.`,
  zeroPrice: 'un prix est supérieur à zéro.',
  belowLowest: (price: string, lowest: string) =>
    `le prix ${price} est plus bas que le plus bas de « tousLesPrix » (${lowest}) : il doit en faire partie.`,
  tooFar: (year: number) => `la date limite tomberait après ${year} : vérifiez la date d’envoi.`,
  hourNeeded: (received: string) =>
    `« ${received} » est le jour de la date limite : précisez l’heure de réception, par exemple ${received} 14:30.`,
};
