/** What the anonymisation of files whose time is over says, in French: warning, refusals and report. */
import type { DocumentContent } from '../docs/document-content';

const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`;

/** What was erased of one file: lines of each tab, documents, the form's answer. */
export interface Erased {
  readonly messages: number;
  readonly letters: number;
  readonly opinions: number;
  readonly others: number;
  readonly answer: boolean;
  readonly documents: number;
}

/** One file of the report; `what` as the ledger tells it. */
export interface ErasedFile {
  readonly reference: string;
  readonly authority: string;
  readonly what: string;
}

const ANSWER_ERASED = 'réponse au formulaire supprimée';
const erasedLine = ({ messages, letters, opinions, others, answer, documents }: Erased): string =>
  [
    'coordonnées effacées',
    ...(answer ? [ANSWER_ERASED] : []),
    ...(messages > 0 ? [plural(messages, 'ligne de Messages', 'lignes de Messages')] : []),
    ...(letters > 0 ? [plural(letters, 'ligne d’Envois', 'lignes d’Envois')] : []),
    ...(opinions > 0 ? [plural(opinions, 'ligne d’Avis', 'lignes d’Avis')] : []),
    ...(others > 0 ? [plural(others, 'ligne d’autres onglets', 'lignes d’autres onglets')] : []),
    ...(documents > 0 ? [plural(documents, 'document supprimé de Drive', 'documents supprimés de Drive')] : []),
  ].join(' ; ');

export const retentionWording = {
  replacement: 'anonymisé',
  /** Stands in the ledger for somebody named in a text that staff typed. */
  person: '(personne)',
  told: (day: string) => `anonymisation possible à partir du ${day}`,
  managerOnly:
    'L’anonymisation supprime des réponses du formulaire et des documents : demandez-la au compte qui gère le dispositif.',
  nothing: (months: number) =>
    `Aucun dossier n’est à anonymiser : les données personnelles d’un dossier non retenu sont gardées ${months} mois après son dernier événement (réglage ConservationMois).`,
  announced: (references: readonly string[], day: string) =>
    `Fin de conservation annoncée aujourd’hui pour ${references.join(', ')} : l’anonymisation sera possible à partir du ${day} au plus tôt.`,
  waiting: (reference: string, day: string) => `– ${reference} : à partir du ${day}`,
  waitingTitle: 'Annoncés, pas encore possibles :',
  digest: (references: readonly string[]) =>
    references.length === 0
      ? ''
      : `– données personnelles bientôt effacées (dossiers non retenus, fin de conservation) : ${references.join(', ')}. Si l’un d’eux doit être gardé, reprenez-le ou allongez ConservationMois ; sinon, « Anonymiser les dossiers échus » dans 30 jours`,
  digestDue: (references: readonly string[]) =>
    references.length === 0 ? '' : `– dossiers à anonymiser maintenant (menu Outils) : ${references.join(', ')}`,
  done: (count: number, url: string) =>
    `${plural(count, 'dossier anonymisé', 'dossiers anonymisés')}. Rapport : ${url}\n\nReste à faire à la main : supprimer les courriels que le rapport liste.`,
  interrupted: (left: number) =>
    `Le temps accordé par Google est écoulé : ${plural(left, 'dossier reste', 'dossiers restent')} à anonymiser. Relancez le menu.`,
  fileLine: erasedLine,
  documentName: (day: string) => `Anonymisation du ${day}`,
  report: (day: string, who: string, erased: readonly ErasedFile[]): DocumentContent => ({
    header: ['Cités Unies France', 'Dispositif d’appui à l’action internationale des collectivités territoriales'],
    footer: `Rapport d’anonymisation du ${day}`,
    blocks: [
      { kind: 'title', text: 'Rapport d’anonymisation' },
      {
        kind: 'facts',
        rows: [
          ['Effectuée le', day],
          ['Par', who],
          ['Dossiers', String(erased.length)],
        ],
      },
      { kind: 'heading', text: 'Ce qui a été effacé' },
      {
        kind: 'table',
        headers: ['Dossier', 'Demandeur', 'Effacé'],
        rows: erased.map(({ reference, authority, what }) => [reference, authority, what]),
      },
      { kind: 'heading', text: 'À faire à la main' },
      {
        kind: 'paragraph',
        text: 'Appui AICT ne supprime aucun courriel. Dans la boîte du compte gestionnaire, cherchez chaque référence ci-dessous, puis supprimez les conversations trouvées, corbeille comprise :',
      },
      { kind: 'list', items: erased.map(({ reference }) => `in:anywhere "${reference}"`) },
      {
        kind: 'paragraph',
        text: 'Google garde l’historique des versions du classeur et des documents : il n’est lisible que de ceux qui peuvent les modifier. Relisez aussi les commentaires et les notes des dossiers ci-dessus.',
      },
      { kind: 'heading', text: 'Ce qui est gardé' },
      {
        kind: 'paragraph',
        text: 'Le nom de la collectivité ou de l’organisme, la demande, les montants, les décisions et leurs dates. Le Journal ne garde des coordonnées et des textes libres que des empreintes, et des motifs sans nom ni coordonnée du dossier : son enchaînement reste entier. Relisez les motifs si l’on a pu y nommer quelqu’un d’autre.',
      },
    ],
  }),
};
