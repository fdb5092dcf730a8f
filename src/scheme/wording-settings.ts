/** What each setting is called, what its help says, and what is said of a cell that cannot be read. */

/** By name of setting, which is also the name of its cell. */
export const settingTexts = {
  Edition: {
    label: 'Édition',
    help: 'Année de l’édition ; elle figure dans toutes les références. Une édition par classeur.',
  },
  Enveloppe: {
    label: 'Enveloppe de l’édition',
    help: 'Montant total que le dispositif peut engager, en euros. Il n’est pas reporté d’une édition à l’autre.',
  },
  TauxAdherent: {
    label: 'Taux de prise en charge, adhérents',
    help: 'Part du prix TTC payée par le dispositif pour un adhérent : 80 %. La collectivité verse le reste.',
  },
  TauxNonAdherent: {
    label: 'Taux de prise en charge, non adhérents',
    help: 'Part du prix TTC payée par le dispositif pour un non adhérent : 50 %. La collectivité verse le reste.',
  },
  Plafond: {
    label: 'Plafond par prestation',
    help: 'Montant au-delà duquel une attribution est bloquée, sauf dérogation enregistrée. Il n’y a pas de plancher.',
  },
  BasePlafond: {
    label: 'Base du plafond',
    help: 'TTC : le plafond comprend la TVA. HT : il s’y ajoute la TVA au taux de l’offre.',
  },
  DateAdhesion: {
    label: 'Date de constatation de l’adhésion',
    help: 'Jour auquel l’adhésion est lue dans le registre Adhérents : dépôt de la demande, décision du comité ou attribution.',
  },
  CotisationExigee: {
    label: 'Cotisation à jour exigée',
    help: 'oui : un adhérent dont la cotisation n’est pas à jour est compté comme non adhérent. non : le retard est seulement signalé.',
  },
  DelaiJours: {
    label: 'Délai de réponse des titulaires, en jours',
    help: 'Nombre de jours laissés pour répondre à une consultation. L’appel d’offres de 2018 prévoit 10 jours ouvrables.',
  },
  ModeJours: {
    label: 'Décompte des jours',
    help: 'ouvrables : tous les jours sauf le dimanche et les jours fériés. ouvrés : du lundi au vendredi, sauf les jours fériés.',
  },
  ReportWeekend: {
    label: 'Report au jour ouvrable suivant',
    help: 'oui : une date limite qui tombe un samedi, un dimanche ou un jour férié passe au jour ouvrable suivant.',
  },
  ZoneFeries: {
    label: 'Zone des jours fériés',
    help: 'Territoire dont les jours fériés comptent. Ajoutez d’autres jours dans l’onglet Listes.',
  },
  OuvertureAppel: {
    label: 'Ouverture de l’appel à demandes',
    help: 'Date et heure d’ouverture du formulaire. Vide : il est ouvert.',
  },
  ClotureAppel: {
    label: 'Clôture de l’appel à demandes',
    help: 'Dernier instant pour déposer une demande. Une date sans heure compte jusqu’à 23:59:59. Vide : pas de fin.',
  },
  OuvertureCandidatures: {
    label: 'Ouverture des candidatures à l’accord-cadre',
    help: 'Date et heure à partir desquelles les candidatures sont reçues. Vide : elles le sont déjà.',
  },
  ClotureCandidatures: {
    label: 'Clôture des candidatures à l’accord-cadre',
    help: 'Dernier instant pour candidater. Une date sans heure compte jusqu’à 23:59:59. Vide : pas de fin.',
  },
  PagesMax: {
    label: 'Nombre maximal de pages d’une candidature',
    help: 'Toutes annexes comprises ; les pages de tous les PDF sont additionnées.',
  },
  PointsTechnique: {
    label: 'Points de la note technique',
    help: 'À remplir avant le premier envoi ; figé sur chaque consultation quand elle part.',
  },
  PointsPrix: {
    label: 'Points de la note de prix',
    help: 'À remplir avant le premier envoi ; figé sur chaque consultation quand elle part.',
  },
  DerogationRetard: {
    label: 'Offre hors délai admise par dérogation',
    help: 'non : une offre hors délai ne peut pas être retenue, même par dérogation ; c’est la règle de 2018.',
  },
  AccordExige: {
    label: 'Accord de la collectivité exigé sur les termes de référence',
    help: 'oui : les termes de référence ne partent qu’une fois l’accord de la collectivité enregistré.',
  },
  ContributionExigible: {
    label: 'Participation exigible',
    help: 'Avant quoi la collectivité doit avoir versé sa part : avant solde ou avant démarrage.',
  },
  Acomptes: {
    label: 'Acompte au titulaire',
    help: 'Part du prix versée avant le solde. 0 % : tout est payé une fois le service fait.',
  },
  AdresseReponse: {
    label: 'Adresse de réponse',
    help: 'Adresse à laquelle les titulaires répondent, à remplir avant le premier envoi. Deux adresses au plus, séparées par un point-virgule ; la première reçoit les réponses.',
  },
  NomExpediteur: { label: 'Nom de l’expéditeur', help: 'Nom affiché devant l’adresse dans les courriels envoyés.' },
  CompteGestion: {
    label: 'Compte de gestion',
    help: 'Compte Google dont la messagerie est lue et dont les déclencheurs tournent. Fixé à l’installation.',
  },
  DestinatairesAlertes: {
    label: 'Destinataires des alertes',
    help: 'Adresses qui reçoivent le résumé du jour et les alertes, séparées par un point-virgule.',
  },
  ConservationMois: {
    label: 'Conservation des dossiers non retenus, en mois',
    help: 'Délai après lequel les données personnelles de ces dossiers sont anonymisées, après un avertissement.',
  },
  RappelJours: {
    label: 'Rappel avant la date limite, en jours',
    help: 'Un rappel part ce nombre de jours avant la date limite, une fois, à ceux qui n’ont pas répondu. 0 : pas de rappel.',
  },
  RelanceParticipation: {
    label: 'Relance de la participation, en jours',
    help: 'Une relance part ce nombre de jours après l’appel de fonds, puis après chaque relance, tant que la collectivité n’a pas tout versé. 0 : pas de relance.',
  },
  PrefixeOCDS: {
    label: 'Préfixe des données ouvertes',
    help: 'Préfixe « ocds- » et six caractères, attribué gratuitement par Open Contracting Partnership. Vide : les identifiants portent « ocds-000000 », et le bilan le rappelle ; à ne pas publier ainsi.',
  },
  CourrielsParJour: {
    label: 'Courriels par 24 heures',
    help: 'Limite d’envoi du compte de gestion : 1 500 pour un compte Google Workspace, 100 pour un compte gratuit. Un envoi qui n’y tient pas ne commence pas.',
  },
} as const;

/** settings.ts */
export const settingWording = {
  notOcidPrefix: (typed: string) =>
    `« ${typed} » n’est pas un préfixe de données ouvertes : « ocds- » suivi de six lettres ou chiffres, par exemple ocds-a1b2c3.`,
  problem: (label: string, name: string, reason: string) => `Paramètre « ${label} » (${name}) : ${reason}`,
  aboveWhole: 'un taux va de 0 à 100 %, par exemple 80 %.',
  empty: 'la valeur est vide. Remplissez-la dans l’onglet Paramètres.',
  notInteger: (typed: string, least: number, most: number) =>
    `« ${typed} » n’est pas un nombre entier de ${least} à ${most}.`,
  notPoints: (typed: string, most: number) =>
    `« ${typed} » n’est pas un nombre de points de 0 à ${most}, avec deux décimales au plus.`,
  noPoints:
    'les points de la note technique et de la note de prix sont tous deux à zéro. Donnez des points à l’une au moins.',
  notChoice: (typed: string, choices: readonly string[]) =>
    `« ${typed} » n’est pas une valeur possible. Choisissez ${choices.slice(0, -1).join(', ')} ou ${choices[choices.length - 1]}.`,
  closesBeforeOpening: (opening: string) =>
    `la clôture précède l’ouverture (${opening}). Corrigez l’une des deux dates.`,
  tooManyAddresses: (most: number) => (most === 1 ? 'une seule adresse est possible.' : `${most} adresses au plus.`),
  notLine: (most: number) => `la valeur doit tenir sur une ligne de ${most} caractères au plus.`,
};
