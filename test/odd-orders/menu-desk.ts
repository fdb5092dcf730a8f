/** A person at the menu who clicks anything on anything and answers each question by what it asks, as dice say. */
import { type PersonAtScreen, Refusal } from '../../local/kernel/contract';
import { headerColumns } from '../../local/play/sheet-address';
import { type Case, MANAGER } from '../exactly-once/prepared-workspace';

/** Which tab and rows an item of the menu acts on, and the states in which it does something. */
export interface ItemRows {
  readonly tab: string;
  readonly isForSeveral?: boolean;
  readonly states: readonly string[];
}

const requests = (...states: string[]): ItemRows => ({ tab: 'Demandes', states });
const consultations = (...states: string[]): ItemRows => ({ tab: 'Consultations', states });
const assignments = (...states: string[]): ItemRows => ({ tab: 'Marchés', states });

/** The items that act on selected rows. */
export const ITEMS: Readonly<Record<string, ItemRows>> = {
  'Vérifier la complétude': { ...requests('reçue'), isForSeveral: true },
  'Appliquer les décisions': { ...requests('complète', 'ajournée'), isForSeveral: true },
  'Consigner la qualification': requests('retenue', 'qualifiée'),
  'Saisir un avis de séance': requests('complète', 'ajournée'),
  'Enregistrer un retrait': requests('qualifiée', 'en consultation', 'attribuée'),
  'Rédiger les termes de référence': requests('retenue', 'qualifiée'),
  "Enregistrer l'accord sur les TdR": consultations('brouillon'),
  "Prévisualiser l'envoi": consultations('brouillon'),
  'Envoyer les termes de référence': consultations('brouillon'),
  'Prolonger le délai': consultations('envoyée'),
  'Diffuser une réponse': consultations('envoyée'),
  'Déclarer sans suite': consultations('brouillon', 'envoyée', 'échue'),
  'Ouvrir les plis': consultations('échue'),
  'Confirmer les montants': { tab: 'Offres', isForSeveral: true, states: ['reçue'] },
  'Classer les offres': consultations('plis ouverts'),
  Attribuer: consultations('plis ouverts'),
  'Rattacher un message': { tab: 'Messages', states: [] },
  'Établir le marché': assignments('à signer'),
  'Appeler la contribution': assignments('signé', 'en cours'),
  'Enregistrer un mouvement': assignments('signé', 'en cours', 'livré', 'service fait', 'soldé', 'résilié'),
  'Enregistrer les livrables': assignments('signé', 'en cours', 'à corriger'),
  'Constater le service fait': assignments('livré'),
  'Enregistrer une facture': assignments('livré', 'service fait'),
  'Autoriser le paiement': assignments('signé', 'en cours', 'service fait'),
  'Enregistrer un avenant': assignments('signé', 'en cours', 'livré'),
  Résilier: assignments('à corriger', 'service fait'),
  'Vérifier les candidatures': { tab: 'Candidatures', isForSeveral: true, states: [] },
  'Convoquer aux entretiens': { tab: 'Candidatures', isForSeveral: true, states: [] },
  'Désigner les titulaires': { tab: 'Candidatures', isForSeveral: true, states: [] },
  Reconduire: { tab: 'Titulaires', states: [] },
};

/** Numbers below a bound, in the order in which they were thrown. */
export type Dice = (below: number) => number;

/** Words that fit nothing, or that a program could stumble on. */
const STRANGE = ['', '[annuler]', '=1+1', '{{Montant}}', 'demain', '-5', '31/02/2018', 'é'.repeat(200)];
const AMOUNTS = ['2 960', '1 000', '0,01', '14 800', '7 400', '5 000', '15 000', '15 600', '12 345,67', '0', '960'];

/** What each question is answered, by a word of it; the first that fits. */
const ANSWERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/Tapez oui/, ['oui', 'oui', 'oui', 'non']],
  [/Quel avis/, ['favorable', 'pas favorable', 'bof']],
  [/quel membre/, ['Anne Roy', 'Inconnue']],
  [/sens du mouvement/, ['participation reçue', 'participation reçue', 'remboursement', 'acompte', 'solde', 'avoir']],
  [/code du titulaire/, ['ALPHA', 'alpha', 'BETA']],
  [/par qui/, ['CUF', 'collectivité']],
  [/Accepté ou refusé/, ['accepté', 'accepté', 'accepté', 'refusé']],
  [/numéro de la facture/, ['F-1', 'f 1', 'F-2', 'F-3', 'Facture n° F3']],
  [/rien pour établir/, ['19/11/2018', '']],
  [/date|jour/i, ['19/11/2018', '19/11/2018', '01/01/2018', '01/02/2019']],
  [/travaux acceptés/, ['0', '5 000', '14 800', '20 000']],
  [/total|Montant/, AMOUNTS],
  [/Nom de la/, ['Claire Morvan', 'Hugo Lefèvre', 'morvan claire']],
  [/rattacher/, ['écarter', 'DEM-2018-001', 'MS-2018-001', 'rien']],
  [/Adresse/, ['', 'pas une adresse']],
];

function answerTo(question: string, dice: Dice): string {
  if (dice(40) === 0) return STRANGE[dice(STRANGE.length)] ?? '';
  const [, words] = ANSWERS.find(([asked]) => asked.test(question)) ?? [null, ['un motif', 'VIR-1', 'VIR-2']];
  return words[dice(words.length)] ?? '';
}

/** What the person saw of a click, questions left out, and whether a cell was written. */
export interface Click {
  readonly told: readonly string[];
  readonly asked: readonly string[];
  readonly cellsWritten: number;
}

/** Clicks an item of the menu on rows of a tab. */
export function click({ workspace }: Case, item: string, sheet: string, rows: readonly number[], dice: Dice): Click {
  const told: string[] = [];
  const asked: string[] = [];
  const person: PersonAtScreen = record => ({
    show: (kind, title, text) => {
      told.push(text);
      record({ kind, title, text, answer: null });
    },
    ask: (kind, title, text) => {
      const answer = answerTo(text, dice);
      asked.push(`${text} ${answer}`);
      record({ kind, title, text, answer });
      return answer;
    },
  });
  const { cellsWritten } = workspace.runMenu(item, { by: MANAGER, sheet, rows, person });
  workspace.afterGesture();
  return { told, asked, cellsWritten };
}

/** Types in a cell of a row, as the manager; what the workbook itself refuses is not typed. */
export function type({ stage }: Case, tab: string, row: number, header: string, value: string | number): void {
  const sheet = stage.workbook.sheet(tab);
  const column = sheet && headerColumns(sheet).get(header);
  if (!sheet || column === undefined) throw new Error(`There is no column ${header} in ${tab}.`);
  try {
    stage.typeCell(sheet, row, column, value, MANAGER);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
  }
}
