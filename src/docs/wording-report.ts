/** What the report to the funders says, in French: titles, labels, sentences. */
import type { Report } from '../scheme/report';

const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`;
const decimal = (number: number): string => String(Math.round(number * 10) / 10).replace('.', ',');

/** The goals of the 2030 Agenda, as the United Nations name them in French. */
const GOAL_NAMES = [
  'Pas de pauvreté',
  'Faim « zéro »',
  'Bonne santé et bien-être',
  'Éducation de qualité',
  'Égalité entre les sexes',
  'Eau propre et assainissement',
  'Énergie propre et d’un coût abordable',
  'Travail décent et croissance économique',
  'Industrie, innovation et infrastructure',
  'Inégalités réduites',
  'Villes et communautés durables',
  'Consommation et production responsables',
  'Mesures relatives à la lutte contre les changements climatiques',
  'Vie aquatique',
  'Vie terrestre',
  'Paix, justice et institutions efficaces',
  'Partenariats pour la réalisation des objectifs',
];

export const reportWording = {
  header: 'Dispositif d’appui à l’action internationale des collectivités territoriales',
  publisher: 'Cités Unies France',
  footer: (edition: number, day: string) => `Bilan de l’édition ${edition}, établi le ${day}`,
  title: (edition: number) => `Bilan de l’édition ${edition}`,
  subtitle: (funders: readonly string[]) =>
    funders.length === 0 ? 'À l’attention des bailleurs' : `À l’attention des bailleurs : ${funders.join(', ')}`,

  essentials: 'L’essentiel',
  summary: ({ counts }: Report) =>
    `${plural(counts.received, 'demande', 'demandes')} de ${plural(counts.authorities, 'collectivité', 'collectivités')} ; ${plural(counts.selected, 'retenue', 'retenues')}, ${plural(counts.postponed, 'ajournée', 'ajournées')}, ${plural(counts.refused, 'refusée', 'refusées')}, ${plural(counts.withdrawn, 'retirée', 'retirées')}, ${counts.undecided} en attente d’une décision. ${plural(counts.consultations, 'consultation envoyée', 'consultations envoyées')} aux titulaires, dont ${counts.abandoned} sans suite. ${plural(counts.assignments, 'marché attribué', 'marchés attribués')}, dont ${plural(counts.ended, 'soldé', 'soldés')} et ${plural(counts.terminated, 'résilié', 'résiliés')}.`,
  facts: {
    envelope: 'Enveloppe',
    reserved: 'Réservé',
    committed: 'Engagé',
    paid: 'dont payé',
    remaining: 'Restant',
    total: 'Montant des marchés (TTC)',
    authorityShare: 'Part des collectivités',
    called: 'Participations appelées',
    received: 'Participations encaissées',
  },
  envelopeChart: 'Emploi de l’enveloppe',
  paidPart: 'Payé',
  due: 'Engagé, à payer',

  byFunder: 'Par bailleur',
  byFunderNote: 'La part de chaque bailleur est figée à l’attribution de chaque marché, au centime.',
  noFunder: 'Aucun marché n’est attribué : rien n’est encore réparti entre les bailleurs.',
  funderHeaders: ['Bailleur', 'Engagé', 'Payé', 'À payer'],

  bySupportType: { title: 'Par type d’appui', item: 'Type d’appui' },
  byMember: { title: 'Adhérents et non-adhérents', item: 'Collectivité' },
  byTerritory: {
    title: 'Par territoire partenaire',
    item: 'Territoire',
    note: 'Une demande qui cite plusieurs territoires compte dans chacun : les lignes ne s’additionnent pas.',
  },
  byGoal: {
    title: 'Par objectif de développement durable',
    item: 'Objectif',
    note: 'Une demande peut viser plusieurs objectifs : les lignes ne s’additionnent pas.',
  },
  goal: (number: string) => `${number}. ${GOAL_NAMES[Number(number) - 1] ?? ''}`,
  lineHeaders: ['Demandes', 'Retenues', 'Marchés', 'Montant TTC', 'Part dispositif'],
  selectedChart: 'Demandes retenues',
  nothing: 'Aucune donnée : la colonne correspondante de l’onglet Demandes est vide.',
  unsaid: 'non précisé',

  deadlines: 'Délais',
  bids: (count: number, onTime: number, invited: number) =>
    count === 0
      ? 'Aucun pli n’est encore arrivé en réponse à une consultation.'
      : `${plural(count, 'pli reçu', 'plis reçus')} pour ${plural(invited, 'titulaire consulté', 'titulaires consultés')}, dont ${onTime} dans les délais (${percent(onTime, count)}).`,
  deliverables: (count: number, onTime: number) =>
    count === 0
      ? 'Aucun livrable reçu ne se compare encore à une échéance souhaitée par une collectivité.'
      : `${plural(count, 'livrable attendu à une date', 'livrables attendus à une date')} reçu${count > 1 ? 's' : ''}, dont ${onTime} à l’échéance souhaitée ou avant (${percent(onTime, count)}).`,
  delays: {
    toDecision: 'De la réception à la décision',
    toSignature: 'De la décision à la signature du marché',
    toDeliverables: 'De la signature aux livrables',
  },
  delayHeaders: ['Étape', 'Délai médian', 'Dossiers'],
  days: (days: number) => `${decimal(days)} ${days >= 2 ? 'jours' : 'jour'}`,
  noDelay: 'pas encore de donnée',

  satisfaction: 'Satisfaction des collectivités',
  noSatisfaction:
    'Pas encore de donnée : aucune collectivité n’a donné de note. Elles se saisissent, de 1 à 5, dans la colonne « Satisfaction » de l’onglet Marchés.',
  satisfied: (average: number, count: number) =>
    `Note moyenne : ${decimal(average)} sur 5, donnée par ${plural(count, 'collectivité', 'collectivités')}.`,
  mark: (mark: number) => `${mark} sur 5`,

  method: 'Comment ces chiffres sont établis',
  methodText:
    'Tous les chiffres viennent du classeur du dispositif au jour du bilan. Les montants sont toutes taxes comprises. Engagé : part du dispositif des marchés attribués, avenants et résiliations compris ; réservé : part retenue par le comité pour les demandes qui n’ont pas encore de marché. Aucune donnée personnelle n’y figure.',
};

const percent = (part: number, whole: number): string => `${decimal((part * 100) / whole)} %`;
