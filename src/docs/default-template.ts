/** The terms of reference that Installer proposes: staff then edit them in Google Docs as they like. */
import type { ContentBlock, DocumentContent } from './document-content';

/** The default text, its `{{fields}}` among those of terms-of-reference.ts. A function: nothing is built when the script loads. */
export function defaultTermsOfReference(): DocumentContent {
  return {
    header: [
      'Cités Unies France',
      'Dispositif d’appui à l’action internationale des collectivités territoriales · {{Consultation}}',
    ],
    footer: 'Termes de référence {{Consultation}} · édition {{Édition}} · version {{Version}}',
    blocks: [...opening(), ...need(), ...assignment(), ...conditions(), ...reply(), ...contract()],
  };
}

const heading = (text: string): ContentBlock => ({ kind: 'heading', text });
const paragraph = (text: string): ContentBlock => ({ kind: 'paragraph', text });
const list = (...items: string[]): ContentBlock => ({ kind: 'list', items });

const opening = (): ContentBlock[] => [
  { kind: 'title', text: 'Termes de référence' },
  { kind: 'subtitle', text: '{{Intitulé}}' },
  {
    kind: 'facts',
    rows: [
      ['Consultation', '{{Consultation}}, sur la demande {{Demande}}'],
      ['Collectivité bénéficiaire', '{{Collectivité}} ({{Type de collectivité}})'],
      ['Type d’appui', '{{Type d’appui}}'],
      ['Territoires partenaires', '{{Territoires partenaires}}'],
      ['Secteurs', '{{Secteurs}}'],
      ['Objectifs de développement durable', '{{ODD}}'],
      ['Document rédigé le', '{{Rédigé le}}'],
    ],
  },
  paragraph(
    'La présente consultation est passée par Cités Unies France en application de l’accord-cadre à marchés subséquents du dispositif d’appui. Elle est adressée, dans les mêmes termes et avec la même date limite, à tous les titulaires dont l’accord-cadre est en vigueur.',
  ),
];

const need = (): ContentBlock[] => [
  heading('1. Contexte de la collectivité'),
  paragraph(
    '{{Collectivité}} a sollicité le dispositif d’appui à l’action internationale des collectivités territoriales, géré par Cités Unies France avec le concours de l’Agence française de développement (AFD) et de la Délégation pour l’action extérieure des collectivités territoriales (DAECT). Sa demande a été retenue par le comité de pilotage.',
  ),
  heading('2. Besoin exprimé'),
  paragraph('{{Besoin}}'),
  paragraph('Précisions apportées avec la collectivité :'),
  paragraph('{{Qualification}}'),
];

const assignment = (): ContentBlock[] => [
  heading('3. Objectifs de la prestation'),
  paragraph('La prestation relève de l’appui suivant : {{Type d’appui}}. Elle vise à :'),
  list(
    'éclairer la collectivité sur les options qui s’offrent à elle et sur leurs conséquences ;',
    'lui remettre des travaux directement utilisables par ses élus et ses services ;',
    'associer ses partenaires, en France et dans les territoires concernés ;',
    'renforcer la capacité de ses équipes à poursuivre l’action après la prestation.',
  ),
  heading('4. Livrables attendus'),
  list(
    'une note de cadrage, après la réunion de lancement ;',
    'un rapport provisoire, soumis aux observations de la collectivité et de Cités Unies France ;',
    'un rapport final, accompagné d’une synthèse de quatre pages au plus ;',
    'un support de présentation pour la réunion de restitution.',
  ),
  paragraph(
    'Les livrables sont remis en français, dans un format modifiable et en PDF. Le candidat peut proposer d’autres livrables s’il en justifie l’intérêt.',
  ),
  heading('5. Méthodologie attendue'),
  paragraph(
    'Le candidat présente sa compréhension du besoin, les étapes de son intervention, les personnes mobilisées et le nombre de jours de chacune. Il précise les entretiens, les ateliers et les déplacements envisagés, ainsi que la manière dont il associe la collectivité et ses partenaires.',
  ),
  heading('6. Calendrier'),
  paragraph('Échéance souhaitée par la collectivité : {{Échéance souhaitée}}.'),
  paragraph(
    'Le candidat propose un calendrier de réalisation à compter de la signature du marché subséquent, avec les dates de remise de chaque livrable.',
  ),
];

const conditions = (): ContentBlock[] => [
  heading('7. Budget plafond'),
  paragraph(
    'Le montant de la prestation ne peut excéder {{Plafond}}, tous frais compris (honoraires, déplacements, traductions, reprographie). Une offre d’un montant supérieur n’est pas classée.',
  ),
];

const reply = (): ContentBlock[] => [
  heading('8. Modalités de réponse'),
  paragraph(
    'Les titulaires disposent de {{Délai de réponse}} à compter du lendemain de l’envoi de la consultation. La date et l’heure limites figurent dans le courriel d’envoi ; seule compte l’heure de réception par le serveur de messagerie de Cités Unies France.',
  ),
  paragraph('La réponse est envoyée en répondant à ce courriel, sans en changer l’objet. Elle comprend :'),
  list(
    'une note technique brève : compréhension du besoin et points forts de l’offre ;',
    'la méthodologie et le calendrier proposés ;',
    'les livrables ;',
    'le montant de la prestation : hors taxes, taux de TVA et toutes taxes comprises, avec le détail par profil.',
  ),
  paragraph(
    'Toute question est posée par la même voie avant la date limite. La réponse est communiquée à tous les titulaires consultés, sans mention de son auteur.',
  ),
  heading('9. Critères de notation'),
  {
    kind: 'facts',
    rows: [
      ['Valeur technique', '{{Points technique}}'],
      ['Critères techniques', '{{Critères techniques}}'],
      ['Prix', '{{Points prix}}'],
    ],
  },
  paragraph(
    'La note de prix est égale au prix le plus bas parmi les offres recevables, divisé par le prix de l’offre et multiplié par le nombre de points attribués au prix. Les prix sont comparés toutes taxes comprises. La note totale est arrondie à deux décimales.',
  ),
];

const contract = (): ContentBlock[] => [
  heading('10. Modalités contractuelles'),
  paragraph(
    'L’offre retenue donne lieu à un marché subséquent conclu entre Cités Unies France et le titulaire. Le règlement est effectué par Cités Unies France ; le solde est versé après la remise des livrables et le constat du service fait par Cités Unies France et par la collectivité.',
  ),
  paragraph(
    'Les échanges avec la collectivité passent par Cités Unies France jusqu’à l’attribution. Ses coordonnées sont communiquées au seul titulaire retenu.',
  ),
];
