/**
 * What the rules on money, people and the ledger say to staff: one group per file of rules, whole sentences,
 * with what to do next. The rules on days, bids and payments have their own file.
 */

/** money.ts */
export const amountWording = {
  empty: 'Le montant est vide : saisissez un montant en euros, par exemple 12 500,50.',
  unreadable: (text: string) => `« ${text} » n’est pas un montant : saisissez des euros, par exemple 12 500,50.`,
  negative: (text: string) => `« ${text} » est négatif : un montant se saisit sans signe.`,
  outOfRange: (text: string) => `« ${text} » dépasse 10 milliards d’euros : vérifiez la saisie.`,
  finerThanCent: (text: string) => `« ${text} » a plus de deux décimales : arrondissez au centime.`,
  ambiguous: (text: string, asThousands: string, asDecimals: string) =>
    `« ${text} » peut se lire ${asThousands} ou ${asDecimals} € : saisissez le montant sans point, avec une virgule pour les centimes.`,
  emptyRate: 'Le taux est vide : saisissez un pourcentage, par exemple 20 %.',
  unreadableRate: (text: string) =>
    `« ${text} » n’est pas un taux entre 0 % et 100 % : saisissez un pourcentage, par exemple 20 %.`,
  ambiguousRate: (text: string) => `« ${text} » peut se lire 1 % ou 100 % : ajoutez le signe %.`,
};

/** shares.ts */
export const shareWording = {
  aboveCeiling: (total: string, ceiling: string, excess: string) =>
    `Le montant de ${total} TTC dépasse le plafond de ${ceiling} TTC de ${excess}. Enregistrez une dérogation (dépassement pris en charge par écrit par la collectivité, ou base relevée par la direction), ou retenez une autre offre.`,
  raisedTooLittle: (total: string, raised: string, missing: string) =>
    `La dérogation relève la base à ${raised} TTC ; le montant de ${total} TTC la dépasse encore de ${missing}. Enregistrez une nouvelle dérogation ou réduisez le montant.`,
  raisedBelowCeiling: (raised: string, ceiling: string) =>
    `La dérogation fixe la base à ${raised} TTC, en dessous du plafond de ${ceiling} TTC : corrigez le montant de la dérogation.`,
};

/** funders.ts */
export const funderWording = {
  none: 'Aucun bailleur n’est inscrit : complétez la liste « Bailleurs » de l’onglet Listes, total 100 %.',
  nameless: 'Un bailleur n’a pas de nom : complétez la liste « Bailleurs » de l’onglet Listes.',
  twice: (funder: string) =>
    `Le bailleur « ${funder} » est inscrit deux fois dans la liste « Bailleurs » : gardez une seule ligne.`,
  share: (funder: string, share: string) => `${funder} ${share}`,
  notWhole: (list: string, total: string) =>
    `Les parts des bailleurs (${list}) font ${total} : corrigez la liste « Bailleurs » pour que le total soit 100 %.`,
};

/** states.ts */
export const stateWording = {
  /** A gesture inside a sentence: menu items between quotation marks, events as they are. */
  gesture: (gesture: string) => (/^\p{Lu}/u.test(gesture) ? `« ${gesture} »` : gesture),
  possibility: (to: string, gestures: readonly string[]) => `${to} (${gestures.join(' ou ')})`,
  already: (state: string, possible: readonly string[]) =>
    possible.length === 0
      ? `déjà « ${state} », un état final : rien n’a été changé.`
      : `déjà « ${state} » : rien n’a été changé. Possible ensuite : ${possible.join(', ')}.`,
  impossible: (from: string, to: string, possible: readonly string[]) =>
    possible.length === 0
      ? `Passage de « ${from} » à « ${to} » impossible : « ${from} » est un état final.`
      : `Passage de « ${from} » à « ${to} » impossible. Possible depuis « ${from} » : ${possible.join(', ')}.`,
  otherGesture: (from: string, to: string, gestures: readonly string[], tried: string) =>
    `Le passage de « ${from} » à « ${to} » se fait par ${gestures.join(' ou ')}, et non par ${tried}.`,
  useGesture: (from: string, to: string, gestures: readonly string[]) =>
    `Le passage de « ${from} » à « ${to} » ne se saisit pas à la main : utilisez ${gestures.join(' ou ')} dans le menu Appui AICT.`,
  unknown: (typed: string, states: readonly string[]) =>
    `« ${typed} » n’est pas un statut de demande. Statuts : ${states.join(', ')}.`,
};

/** identifiers.ts */
export const identifierWording = {
  emptySiren: 'Le numéro SIREN est vide : saisissez les neuf chiffres.',
  notSiren: (text: string) =>
    `« ${text} » n’est pas un numéro SIREN : il en faut les neuf chiffres, zéros du début compris.`,
  sirenChecksum: (siren: string) => `Le numéro SIREN ${siren} est faux (clé de contrôle) : vérifiez les neuf chiffres.`,
  emptySiret: 'Le numéro SIRET est vide : saisissez les quatorze chiffres.',
  notSiret: (text: string) =>
    `« ${text} » n’est pas un numéro SIRET : il en faut les quatorze chiffres, zéros du début compris.`,
  siretChecksum: (siret: string) =>
    `Le numéro SIRET ${siret} est faux (clé de contrôle) : vérifiez les quatorze chiffres.`,
  neither: (text: string) =>
    `« ${text} » n’est ni un numéro SIREN (neuf chiffres) ni un numéro SIRET (quatorze chiffres).`,
  emptyCommune: 'Le code INSEE de la commune est vide : saisissez ses cinq caractères.',
  notCommune: (text: string) =>
    `« ${text} » n’est pas un code INSEE de commune : cinq caractères, par exemple 38185, 2A004 ou 97411.`,
  postcode: (code: string) =>
    `« ${code} » ressemble à un code postal : saisissez le code INSEE de la commune (38185 pour Grenoble, et non 38000).`,
  oldCorsica: (code: string) =>
    `« ${code} » n’est pas un code INSEE : en Corse, il commence par 2A ou 2B (2A004 pour Ajaccio).`,
  notPublic: (siren: string) =>
    `Le SIREN ${siren} ne commence pas comme celui d’une collectivité : vérifiez qu’il n’est pas celui d’un autre organisme.`,
  otherType: (prefix: string, kept: string, type: string) =>
    `Le SIREN commence par ${prefix}, d’ordinaire réservé aux ${kept}, et le type saisi est « ${type} » : vérifiez l’un et l’autre.`,
  otherDepartment: (siren: string, commune: string) =>
    `Le SIREN ${siren} est d’un autre département que la commune ${commune} : vérifiez l’un et l’autre.`,
  otherCommune: (siren: string, commune: string) =>
    `Le SIREN ${siren} n’a pas la forme habituelle pour la commune ${commune} (21, puis son code INSEE) ; une commune sur cinq fait exception.`,
};

/** references.ts */
export const referenceWording = {
  emptyCode: 'Le code du titulaire est vide : saisissez un code court en lettres, par exemple ALPHA.',
  badCode: (code: string) =>
    `« ${code} » ne peut pas servir de code de titulaire : 20 caractères au plus, lettres sans accent et chiffres, une lettre en premier, par exemple ALPHA.`,
};

/** ledger.ts */
const lines = (from: number, to: number): string =>
  from === to ? `La ligne n° ${from}` : `Les lignes n° ${from} à ${to}`;

export const ledgerWording = {
  cut: (length: number, hash: string) => `… (${length} caractères, empreinte ${hash})`,
  unnumbered: (line: number) =>
    `Journal, ligne ${line} de l’onglet : le numéro n’est pas lisible. La ligne a été modifiée, ou ajoutée à la main.`,
  changed: (number: number, line: number) =>
    number === 1
      ? `La ligne n° 1 du journal (ligne ${line} de l’onglet) a été modifiée : elle ne correspond plus à son empreinte.`
      : `La ligne n° ${number} du journal (ligne ${line} de l’onglet) a été modifiée : elle ne correspond plus à son empreinte. À défaut, c’est la ligne n° ${number - 1} qui a été réécrite avec la sienne.`,
  deleted: (from: number, to: number) =>
    `${lines(from, to)} du journal ${from === to ? 'a été supprimée' : 'ont été supprimées'}.`,
  cutOff: (from: number, to: number) =>
    `${lines(from, to)} du journal ${from === to ? 'manque' : 'manquent'} à la fin : le journal a été coupé.`,
  duplicated: (number: number, line: number) =>
    `Le numéro ${number} figure deux fois dans le journal : la ligne ${line} de l’onglet a été ajoutée.`,
  inserted: (number: number, line: number) =>
    `La ligne n° ${number} du journal (ligne ${line} de l’onglet) n’a pas été écrite par l’outil : elle ne suit pas la dernière ligne enregistrée.`,
  moved: (from: number, to: number) =>
    `${lines(from, to)} du journal ${from === to ? 'n’est plus à sa place' : 'ne sont plus à leur place'} : triez l’onglet par N° croissant.`,
  rewritten: (number: number, line: number) =>
    `La ligne n° ${number} du journal (ligne ${line} de l’onglet) n’est pas celle qui a été enregistrée : elle-même, ou une partie du journal avant elle, a été réécrite avec ses empreintes.`,
};

/** envelope.ts */
export const envelopeWording = {
  exhausted: (remaining: string, needed: string, missing: string) =>
    `Il reste ${remaining} dans l’enveloppe et il en faut ${needed} : il manque ${missing}. Libérez des crédits, réduisez le montant ou enregistrez une dérogation.`,
};

/** membership.ts */
export const membershipWording = {
  reversed: (line: number) =>
    `Adhérents, ligne ${line} : la date de fin précède la date de début, la ligne n’a pas été prise en compte. Corrigez les dates.`,
  several: (siren: string, found: readonly number[]) =>
    `Adhérents, lignes ${found.join(', ')} : le SIREN ${siren} y figure plusieurs fois à cette date. La plus récente a été retenue ; gardez une seule ligne par période.`,
  undated: (line: number) =>
    `Adhérents, ligne ${line} : « Adhérent depuis » est vide ; l’adhésion est réputée déjà en cours. Complétez la date.`,
  duesUnknown: (line: number) => `Adhérents, ligne ${line} : « Cotisation à jour » est vide. Indiquez oui ou non.`,
  duesUnpaid: (line: number, excluded: boolean) =>
    excluded
      ? `Adhérents, ligne ${line} : la cotisation n’est pas à jour, et le paramètre CotisationExigee l’exige. La collectivité est comptée comme non adhérente.`
      : `Adhérents, ligne ${line} : la cotisation n’est pas à jour. La collectivité reste comptée comme adhérente.`,
};

/** selection.ts */
export const selectionWording = {
  noEstimate: (reference: string) =>
    `${reference} : le coût retenu et le coût estimé sont vides, rien ne peut être réservé. Saisissez « Coût retenu TTC ».`,
  noEstimateReason: 'coût non estimé',
  exhausted: (reference: string, detail: string) =>
    `${reference} : enveloppe épuisée, la demande est ajournée. ${detail}`,
  exhaustedReason: 'enveloppe épuisée',
};

/** termination.ts */
export const terminationWording = {
  acceptedOutOfRange: (accepted: string, total: string) =>
    `La valeur des travaux acceptés (${accepted}) doit être comprise entre 0,00 € et le montant du marché (${total}).`,
};

/** amendment.ts */
export const amendmentWording = {
  unchanged: (total: string) =>
    `Le marché est déjà de ${total} TTC : saisissez le nouveau montant total, avenant compris.`,
  belowPaid: (total: string, paid: string) =>
    `Le nouveau total (${total} TTC) doit être positif et au moins égal à ce qui est déjà payé (${paid}).`,
};

/** addresses.ts */
export const addressWording = {
  notAddress: (typed: string) =>
    `« ${typed} » n’est pas une adresse électronique : écrivez nom@domaine.fr, plusieurs adresses séparées par un point-virgule.`,
  tooLong: 'La liste d’adresses est trop longue : 2 000 caractères au plus.',
};

/** holders.ts */
export const holderWording = {
  badRow: (code: string, renewals: string, most: number) =>
    `Titulaire ${code} : le nombre de reconductions (${renewals}) doit être compris entre 0 et ${most}. Corrigez-le dans l’onglet Titulaires.`,
  unsigned: 'accord-cadre non signé',
  badRenewals: (renewals: string, most: number) => `nombre de reconductions illisible (${renewals}) : de 0 à ${most}`,
  notYet: (day: string) => `accord-cadre en vigueur à partir du ${day}`,
  ended: (day: string) => `accord-cadre échu le ${day}`,
  suspended: 'titulaire suspendu',
  renewUnsigned: 'L’accord-cadre n’est pas signé : saisissez d’abord la date de signature.',
  renewBadCount: (renewals: string, most: number) =>
    `Le nombre de reconductions (${renewals}) doit être compris entre 0 et ${most} : corrigez-le dans l’onglet Titulaires.`,
  renewedTwice: (day: string) =>
    `L’accord-cadre a déjà été reconduit deux fois, le maximum prévu : il prend fin le ${day}. Lancez un nouvel appel d’offres.`,
  renewEnded: (day: string) =>
    `L’accord-cadre a pris fin le ${day} : il ne peut plus être reconduit. Lancez un nouvel appel d’offres.`,
};

/** consultation.ts */
export const consultationWording = {
  twice: (code: string) =>
    `Le titulaire ${code} est inscrit deux fois dans l’onglet Titulaires : gardez une seule ligne.`,
  noAddress: (code: string) =>
    `Le titulaire ${code} n’a pas d’adresse : complétez « Courriel » dans l’onglet Titulaires, ou écartez-le avec un motif.`,
  badAddress: (code: string, reason: string) => `Titulaire ${code} : ${reason}`,
  unknownExcluded: (code: string) =>
    `Le titulaire écarté ${code} n’existe pas dans l’onglet Titulaires : vérifiez son code.`,
  noReason: (code: string) =>
    `Écarter le titulaire ${code} demande un motif écrit : « ${code} : motif », un titulaire par ligne.`,
  excludedTwice: (code: string) => `Le titulaire ${code} est écarté deux fois : gardez un seul motif.`,
  nobody: 'Aucun titulaire n’est à consulter ce jour : vérifiez les accords-cadres dans l’onglet Titulaires.',
};
