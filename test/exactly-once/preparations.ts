/** The states from which the cases start, as scenarios: installed, decided, ready to send to twelve holders, sent. */

/** Codes of the twelve holders of the framework agreement. */
export const HOLDERS = [
  'ALPHA',
  'BETA',
  'GAMMA',
  'DELTA',
  'EPSILON',
  'ZETA',
  'ETA',
  'THETA',
  'IOTA',
  'KAPPA',
  'LAMBDA',
  'MU',
] as const;

export const addressOf = (code: string): string => `contact@${code.toLowerCase()}.example`;

export const INSTALLED = `
  - run: Installer ou mettre à jour
  - set: { PointsTechnique: 60, PointsPrix: 40, AdresseReponse: dispositif@cuf.example, RappelJours: 0 }
  - fill:
      tab: Adhérents
      rows:
        - { SIREN: "213801855", Collectivité: Ville de Grenoble, Type de collectivité: commune, Adhérent depuis: 01/01/2010, Cotisation à jour: oui }
  - fill:
      tab: Comité
      rows:
        - { Nom: Claire Morvan, Organisme: CUF, Courriel: claire.morvan@cuf.example, Rôle: ouvreur }
        - { Nom: Hugo Lefèvre, Organisme: CUF, Courriel: hugo.lefevre@cuf.example, Rôle: ouvreur }
`;

/** An answer to the form, by question. */
export const ANSWERS = {
  'Nom de la collectivité': 'Ville de Grenoble',
  'Type de collectivité': 'commune',
  'Numéro SIREN': '213801855',
  'Représentant légal': 'Sylvain Delmas',
  'Nom du contact': 'Amélie Roux',
  Courriel: 'international@grenoble.example',
  "Type d'appui demandé": "Stratégie à l'international",
  Intitulé: 'Une stratégie internationale lisible',
  'Contexte et besoin': 'Onze partenariats, aucun document-cadre.',
  'Coût estimé de la prestation TTC (€)': 10800,
  'Engagement à verser la participation en numéraire': ['Oui'],
} as const;

/** An answer to the form, as a step; `more` adds keys to the step. */
export function submission(
  { at, authority, email, siren = '213801855' }: { at: string; authority: string; email: string; siren?: string },
  more = '',
): string {
  const answers = { ...ANSWERS, 'Nom de la collectivité': authority, 'Numéro SIREN': siren, Courriel: email };
  return `
  - at: ${at}
    submit: ${JSON.stringify(answers)}
${more}`;
}

export const GRENOBLE = submission({
  at: '2018-10-01T10:00:00+02:00',
  authority: 'Ville de Grenoble',
  email: 'international@grenoble.example',
});

/** One request, complete, its decision typed but not applied. */
export const DECISION_TYPED = `${GRENOBLE}
  - at: 2018-10-22T10:00:00+02:00
    run: Vérifier la complétude
    on: [DEM-2018-001]
  - at: 2018-11-05T15:00:00+01:00
    edit: { tab: Demandes, row: DEM-2018-001, values: { Note: 16, Décision: retenue } }
`;

/** A holder in force, as a row of tab Titulaires. */
export const holderOf = (code: string): string =>
  `{ Code: ${code}, Organisme: Cabinet ${code}, Courriel: ${addressOf(code)}, Signé le: 05/11/2018, Reconductions: 0 }`;

/** The terms of reference of CONS-2018-001 are written; `holders` are in force. */
export function drafted(holders: readonly string[]): string {
  return `
  - run: Appliquer les décisions
    on: [DEM-2018-001]
    answers: [oui]
  - fill: { tab: Titulaires, rows: [${holders.map(holderOf).join(', ')}] }
  - run: Rédiger les termes de référence
    on: [DEM-2018-001]
`;
}

export const SEND = `
  - run: Envoyer les termes de référence
    on: [CONS-2018-001]
    answers: [oui]
`;

const reply = (at: string, code: string, ht: string, ttc: string): string => `
  - at: ${at}
    mail:
      reply: CONS-2018-001/${code}
      text: "MONTANT HT : ${ht} €\\nTAUX TVA : 20 %\\nMONTANT TTC : ${ttc} €"
      attachments: [pieces/offre-technique.pdf]
      auth: pass
`;

/** ALPHA and BETA answer on time and the deadline passes. */
export const ANSWERED = `
  ${reply('2018-11-14T10:00:00+01:00', 'ALPHA', '8 500,00', '10 200,00')}
  ${reply('2018-11-15T10:00:00+01:00', 'BETA', '8 000,00', '9 600,00')}
  - at: 2018-11-19T10:00:00+01:00
`;

/** Their bids are opened, confirmed, marked and ranked; ALPHA comes first. */
export const RANKED = `${ANSWERED}
    run: Ouvrir les plis
    on: [CONS-2018-001]
    answers: [Claire Morvan, Hugo Lefèvre]
  - run: Confirmer les montants
    on: [OFF-2018-001-ALPHA, OFF-2018-001-BETA]
    answers: [oui]
  - edit: { tab: Offres, row: OFF-2018-001-ALPHA, values: { Note technique: 55 } }
  - edit: { tab: Offres, row: OFF-2018-001-BETA, values: { Note technique: 40 } }
  - run: Classer les offres
    on: [CONS-2018-001]
`;

/** Counted calls of a sending to the twelve holders: one a mail, and 20 others. */
export const SENDING_CALLS = HOLDERS.length + 20;
