/** What the opening of bids says to those who open them, in the cells and in the record; in French. */
import { type Cents, formatCents, formatRate, type Rate } from '../scheme/money';

const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`;

export const openingWording = {
  folder: (consultation: string) => `${consultation} – plis`,
  messageFile: (bid: string) => `${bid} – message.txt`,
  documentFile: (bid: string, name: string) => `${bid} – ${name}`,
  recordName: (consultation: string) => `${consultation} – Procès-verbal d’ouverture des plis`,

  flagged: (name: string, flags: readonly string[]) => `${name} : ${flags.join(' ')}`,
  notFiled: (name: string) => `${name} (non classé)`,
  sameDocument: (name: string, others: string) =>
    `${name} : document identique à celui de ${others}. Vérifiez s’il s’agit du même pli envoyé de deux adresses.`,
  readIn: (document: string, source: string) => `${document} : ${source}`,
  emptyBid: 'Message sans texte ni document.',

  interrupted: (reference: string, done: number, total: number) =>
    `${plural(done, 'pli ouvert', 'plis ouverts')} sur ${total} pour ${reference} : le temps accordé par Google est écoulé. L’ouverture reprend d’elle-même dans les 15 minutes, avec les mêmes personnes.`,
  recorded: (link: string) => `Procès-verbal d’ouverture : ${link}`,

  document: {
    header: ['Cités Unies France', 'Dispositif d’appui à l’action internationale des collectivités territoriales'],
    footer: (reference: string) => `Procès-verbal d’ouverture des plis · ${reference}`,
    title: 'Procès-verbal d’ouverture des plis',
    facts: {
      consultation: 'Consultation',
      subject: 'Objet',
      request: 'Demande d’appui',
      deadline: 'Date limite de réception',
      opened: 'Ouverture',
      openers: 'En présence de',
      invited: 'Titulaires consultés',
      received: 'Plis reçus',
    },
    invited: (invited: number, answered: number) =>
      `${plural(invited, 'titulaire', 'titulaires')}, dont ${answered} ${answered > 1 ? 'ont' : 'a'} remis un pli`,
    received: (onTime: number, late: number) => `${onTime} dans les délais, ${late} hors délai`,
    sealed:
      'Jusqu’à l’ouverture, aucun montant ni aucun texte des plis n’a été lu : seuls l’expéditeur, l’heure de réception par le serveur de messagerie, le nombre et la taille des pièces étaient connus. Les montants ci-dessous sont ceux que les plis annoncent ; ils sont confirmés ensuite par Cités Unies France.',
    openedHeading: 'Plis ouverts',
    noneOpened: 'Aucun pli n’a été ouvert.',
    bid: (reference: string, organisation: string) => `${reference} – ${organisation}`,
    receivedAt: 'Reçu le',
    sender: 'Expéditeur',
    documents: 'Documents',
    noDocument: 'Aucun document joint.',
    price: 'Prix annoncé',
    doubts: 'À vérifier',
    hash: 'Empreinte du pli (SHA-256)',
    lateHeading: 'Plis hors délai, non ouverts',
    lateHeaders: ['Dépôt', 'Titulaire', 'Reçu le'],
    replacedHeading: 'Plis remplacés par un dépôt plus récent, non ouverts',
    silentHeading: 'Titulaires sans pli',
    silentHeaders: ['Titulaire', 'Réponse'],
    declined: 'A décliné',
    noAnswer: 'N’a pas répondu',
    howToCheck:
      'L’empreinte d’un document est celle du fichier classé dans le dossier de la consultation. L’empreinte du pli est celle de la liste « empreinte, deux espaces, nom » de ses fichiers, message compris, une ligne par fichier.',
    signatures: 'Signatures',
    signature: (name: string) => `${name} :`,
  },
  price: (ht: Cents | null, rate: Rate | null, ttc: Cents | null) =>
    ttc === null && ht === null
      ? 'non lu'
      : `${ht === null ? 'HT non lu' : `${formatCents(ht)} HT`}, TVA ${rate === null ? 'non lue' : formatRate(rate)}, ${ttc === null ? 'TTC non lu' : `${formatCents(ttc)} TTC`}`,
};
