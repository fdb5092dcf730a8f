/** What tabs Accueil and Budget say, in French. */

/** Formulas quote these texts: a double quote in one would have to be doubled. */
export const homeWording = {
  today: 'Aujourd’hui',
  nothing: 'Rien à traiter aujourd’hui.',
  one: ' point à traiter aujourd’hui.',
  many: ' points à traiter aujourd’hui.',
  toDo: ['À faire', 'Nombre', 'Où', 'Que faire (menu Appui AICT)'],
  open: (tab: string) => `Ouvrir ${tab}`,
  received: 'Demandes reçues : complétude à vérifier',
  proposed: ['Demandes modifiées depuis : à examiner', 'Lire la colonne « Modifications proposées »'],
  complete: 'Demandes complètes : à présenter au comité',
  afterDecision: 'Décider, puis ',
  retained: 'Demandes retenues : besoin à qualifier',
  qualified: 'Demandes qualifiées : termes à rédiger',
  draft: 'Consultations en brouillon : à envoyer',
  lapsed: 'Consultations échues : plis à ouvrir',
  opened: 'Plis ouverts : à classer et à attribuer',
  awarded: 'Marchés attribués : à signer',
  signed: 'Marchés signés : contribution à appeler',
  delivered: 'Livrables reçus : service fait à constater',
  accepted: 'Service fait : paiement à autoriser',
  late: ['Offres hors délai : à examiner', 'Liste plus bas ; fermées, sauf dérogation'],
  messages: 'Messages à vérifier',
  afterReading: 'Lire « À faire », puis ',
  unsent: ['Courriels qui n’ont pas pu partir', 'Lire la colonne « Motif » et corriger l’adresse'],
  /** Where the first of several gestures is in the menu; the Fiche says the next ones. */
  inMenu: (menu: string, first: string, areMore: boolean) => `${menu} › ${first}${areMore ? ', puis la Fiche' : ''}`,
  waiting: ['En attente d’une réponse', 'Nombre', 'Où', 'De qui'],
  incomplete: ['Demandes à compléter', 'De la collectivité, qui a reçu la liste des pièces'],
  sent: ['Consultations envoyées', 'Des titulaires, jusqu’à la date limite'],
  underWay: ['Marchés en cours : livrables attendus', 'Du titulaire'],
  deadlines: ['Prochaines dates limites', 'Date limite', 'Jours restants', 'Objet'],
  lateBids: ['Offres hors délai à examiner', 'Reçue le', 'Jours écoulés', 'Organisme'],
  agreements: ['Accords-cadres finissant dans les 60 jours', 'Dernier jour', 'Jours restants', 'Organisme'],
  budget: ['Budget', 'Montant', 'Part de l’enveloppe', 'Où'],
} as const;

export const budgetWording = {
  bySupportType: "Réservé et engagé par type d'appui",
  byMember: 'Réservé et engagé selon l’adhésion',
  byFunder: 'Engagé par bailleur',
  envelopeParts: 'Répartition de l’enveloppe',
  edition: 'Édition ',
  parts: { total: 'Montant', paid: 'Payé', due: 'Engagé, à payer', reserved: 'Réservé', remaining: 'Restant' },
  charts: {
    envelope: 'L’enveloppe : payé, engagé, réservé, restant',
    supportType: 'Par type d’appui',
    member: 'Selon l’adhésion',
    funder: 'Par bailleur',
  },
} as const;

/** Changes told after an installation. */
export const pageWording = {
  chartAdded: (title: string, tab: string) => `graphique « ${title} » posé dans « ${tab} »`,
  roomMade: (tab: string) => `contenu de « ${tab} » déplacé pour laisser la place à la nouvelle présentation`,
} as const;
