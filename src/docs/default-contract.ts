/** The call-off contract that Installer proposes: staff then edit it in Google Docs, with whoever advises them on law. */
import type { ContentBlock, DocumentContent } from './document-content';

/** The default text, its `{{fields}}` among those of contract.ts. A function: nothing is built when the script loads. */
export function defaultContract(): DocumentContent {
  return {
    header: [
      'Cités Unies France',
      'Dispositif d’appui à l’action internationale des collectivités territoriales · {{Marché}}',
    ],
    footer: 'Marché subséquent {{Marché}} · édition {{Édition}}',
    blocks: [...parties(), ...assignment(), ...price(), ...ending()],
  };
}

const heading = (text: string): ContentBlock => ({ kind: 'heading', text });
const paragraph = (text: string): ContentBlock => ({ kind: 'paragraph', text });
const list = (...items: string[]): ContentBlock => ({ kind: 'list', items });

const parties = (): ContentBlock[] => [
  { kind: 'title', text: 'Marché subséquent' },
  { kind: 'subtitle', text: '{{Intitulé}}' },
  {
    kind: 'facts',
    rows: [
      ['Marché', '{{Marché}}, à l’issue de la consultation {{Consultation}}'],
      ['Demande d’appui', '{{Demande}}'],
      ['Collectivité bénéficiaire', '{{Collectivité}} ({{Type de collectivité}}), SIREN {{SIREN}}'],
      ['Type d’appui', '{{Type d’appui}}'],
      ['Document établi le', '{{Établi le}}'],
    ],
  },
  heading('1. Parties'),
  paragraph('Le présent marché est conclu entre :'),
  list(
    'Cités Unies France, ci-après « CUF », pouvoir adjudicateur ;',
    '{{Organisme}} ({{Code du titulaire}}), représenté par {{Représentant du titulaire}}, titulaire de l’accord-cadre signé le {{Accord-cadre signé le}}, ci-après « le titulaire ».',
  ),
  paragraph(
    'La prestation bénéficie à {{Collectivité}}, représentée par {{Représentant légal}}. Son interlocuteur pour la prestation est {{Contact}} ({{Fonction}}) : {{Courriel}}, {{Téléphone}}. Ces coordonnées ne servent qu’à l’exécution du marché.',
  ),
];

const assignment = (): ContentBlock[] => [
  heading('2. Objet et pièces du marché'),
  paragraph('{{Besoin}}'),
  paragraph('Précisions apportées avec la collectivité : {{Qualification}}'),
  paragraph('Les pièces qui font foi sont, dans cet ordre :'),
  list(
    'le présent document et ses avenants ;',
    'les termes de référence de la consultation {{Consultation}}, tels qu’ils ont été envoyés (empreinte SHA-256 : {{Empreinte des TdR}}) ;',
    'l’offre du titulaire ;',
    'l’accord-cadre.',
  ),
  heading('3. Livrables et service fait'),
  paragraph(
    'Le titulaire remet à CUF les livrables prévus par les termes de référence. Le service fait est constaté par CUF et par la collectivité. Si l’une des deux le refuse, elle en donne les motifs ; le titulaire corrige les livrables à ses frais et les remet de nouveau.',
  ),
];

const price = (): ContentBlock[] => [
  heading('4. Prix et financement'),
  {
    kind: 'facts',
    rows: [
      ['Montant hors taxes', '{{Montant HT}}'],
      ['TVA', '{{Taux TVA}}. {{Mention TVA}}'],
      ['Montant toutes taxes comprises', '{{Montant TTC}}'],
      ['Part du dispositif', '{{Part dispositif}} ({{Taux dispositif}})'],
      ['Part de la collectivité, versée à CUF', '{{Part collectivité}}'],
    ],
  },
  paragraph('Le prix est ferme. Il comprend tous les frais du titulaire, déplacements compris.'),
  heading('5. Paiement'),
  paragraph('{{Modalités de paiement}}'),
  paragraph(
    'Le solde est versé par CUF, sur facture, une fois les livrables remis, le service fait constaté par CUF et par la collectivité, et la participation de la collectivité encaissée par CUF. La facture porte un numéro unique et n’excède pas le montant du marché.',
  ),
];

const ending = (): ContentBlock[] => [
  heading('6. Avenants et résiliation'),
  paragraph(
    'Toute modification du montant fait l’objet d’un avenant écrit. En cas de résiliation, ou de retrait de la collectivité, seuls les travaux acceptés sont payés.',
  ),
  heading('7. Signatures'),
  {
    kind: 'table',
    headers: ['Pour Cités Unies France', 'Pour {{Organisme}}'],
    rows: [['Nom, qualité, date et signature :', 'Nom, qualité, date et signature :']],
  },
];
