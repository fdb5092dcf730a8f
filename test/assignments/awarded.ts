/** An edition whose consultations are awarded: what every test of the menu Marchés starts from. */
import type { Played } from '../actions/playing';

/** One answer to the form, of a member (Grenoble, in the register) or of a non-member (the Sicoval). */
const request = (isMember: boolean): string => `
  - submit:
      Nom de la collectivité: ${isMember ? 'Ville de Grenoble' : 'Sicoval'}
      Type de collectivité: ${isMember ? 'commune' : 'EPCI'}
      Numéro SIREN: ${isMember ? '"213801855"' : '"243100633"'}
      Représentant légal: Sylvain Delmas
      Nom du contact: Amélie Roux
      Courriel: ${isMember ? 'international@grenoble.example' : 'dga@sicoval.example'}
      Type d'appui demandé: Montage de projet
      Intitulé: Eau potable à Ouagadougou
      Contexte et besoin: Un partenariat ancien, un projet à construire.
      Coût estimé de la prestation TTC (€): 14800
      Engagement à verser la participation en numéraire: [Oui]`;

const each = (count: number, text: (number: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index + 1)).join('');

const list = (count: number, prefix: string): string =>
  Array.from({ length: count }, (_, index) => `${prefix}-2018-00${index + 1}`).join(', ');

export interface Awards {
  /** For each assignment, whether its authority is a member. */
  readonly members: readonly boolean[];
  /** Settings beside the usual ones. */
  readonly settings?: string;
  /** Steps before the deadline, once every bid is in. */
  readonly meanwhile?: string;
}

/**
 * Steps up to the awards of 19 November 2018: MS-2018-001 and so on, each of 14 800 € without VAT, to ALPHA. A member's share
 * is 2 960 €.
 */
export function awarded({ members, settings = '', meanwhile = '' }: Awards): string {
  const count = members.length;
  return `
  - run: Installer ou mettre à jour
  - set: { PointsTechnique: 60, PointsPrix: 40, AdresseReponse: dispositif@cuf.example${settings} }
  - fill: { tab: Adhérents, rows: [ { SIREN: "213801855", Collectivité: Grenoble, Adhérent depuis: 01/01/2010, Cotisation à jour: oui } ] }
  - fill: { tab: Titulaires, rows: [ { Code: ALPHA, Organisme: Cabinet Alpha, Courriel: contact@alpha.example, Signé le: 05/11/2018, Reconductions: 0 } ] }
  ${members.map(request).join('')}
  - run: Vérifier la complétude
    on: [${list(count, 'DEM')}]
  ${each(count, number => `\n  - edit: { tab: Demandes, row: DEM-2018-00${number}, values: { Note: ${20 - number}, Décision: retenue } }`)}
  - run: Appliquer les décisions
    on: [${list(count, 'DEM')}]
    answers: [oui]
  ${each(
    count,
    number => `
  - run: Rédiger les termes de référence
    on: [DEM-2018-00${number}]
  - run: Envoyer les termes de référence
    on: [CONS-2018-00${number}]
    answers: [oui]`,
  )}
  ${each(
    count,
    number => `
  - mail: { reply: CONS-2018-00${number}/ALPHA, text: "MONTANT HT : 14 800,00 €\\nTAUX TVA : 0 %\\nMONTANT TTC : 14 800,00 €", auth: pass }`,
  )}
  ${meanwhile}
  - at: 2018-11-19T10:00:00+01:00
  ${each(
    count,
    number => `
  - run: Ouvrir les plis
    on: [CONS-2018-00${number}]
    answers: [Claire Morvan, Hugo Lefèvre]
  - run: Confirmer les montants
    on: [OFF-2018-00${number}-ALPHA]
    answers: [oui]
  - edit: { tab: Offres, row: OFF-2018-00${number}-ALPHA, values: { Note technique: 50 } }
  - run: Classer les offres
    on: [CONS-2018-00${number}]
  - run: Attribuer
    on: [CONS-2018-00${number}]
    answers: [ALPHA, oui]`,
  )}
`;
}

/** A step of the menu Marchés on the n-th assignment. */
export const run = (item: string, answers: readonly string[] = [], number = 1): string => `
  - run: ${item}
    on: [MS-2018-00${number}]
    answers: [${answers.map(answer => JSON.stringify(answer)).join(', ')}]
`;

/** A text with every space plain, to be compared. */
export const plain = (text: unknown): string => String(text).replace(/[\u00a0\u202f]/g, ' ');

/** What a menu item said, in order, its questions left out. */
export const toldBy = ({ performance }: Played, title: string): string[] =>
  performance.stage.screens
    .filter(screen => screen.title === title && screen.kind !== 'prompt')
    .map(({ text }) => plain(text));
