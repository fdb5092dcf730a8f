/**
 * The 18 questions of the request form, once: key, title, help, kind, choices. Titles and order are the public face;
 * answers are read by item id, so staff may reword a title without losing anything.
 */
import { AUTHORITY_TYPES } from '../scheme/identifiers';
import { help, personalData } from './wording';

export type QuestionKey =
  | 'authority'
  | 'authorityKind'
  | 'siren'
  | 'inseeCode'
  | 'legalRepresentative'
  | 'contact'
  | 'position'
  | 'email'
  | 'phone'
  | 'supportType'
  | 'title'
  | 'need'
  | 'territories'
  | 'sectors'
  | 'goals'
  | 'estimate'
  | 'wishedBy'
  | 'cashCommitment';

/** A line of text, several lines, a closed list, one of a few, several, or a date. */
export type QuestionKind = 'text' | 'paragraph' | 'list' | 'oneOf' | 'severalOf' | 'date';

export interface Question {
  readonly key: QuestionKey;
  readonly title: string;
  readonly help: string;
  readonly kind: QuestionKind;
  readonly required: boolean;
  /** For the kinds with choices. */
  readonly choices: readonly string[];
  /** The page offers « Autre » beside the choices. */
  readonly otherChoice: boolean;
}

/** Characters that a text answer may have: below the 50 000 of a cell, so that no answer is cut or lost. */
export const MAX_ANSWER_CHARS = 45_000;

/** The six sectors of the framework tender of 2018. */
export const SECTORS = [
  'Appui à la gouvernance locale et à la décentralisation',
  'Développement urbain, villes durables, gestion des crises',
  'Climat, résilience, environnement et ressources naturelles',
  'Agriculture et sécurité alimentaire',
  'Santé et protection sociale',
  'Éducation et formation professionnelle',
] as const;

/** The three kinds of support of the call of 2018. */
export const SUPPORT_TYPES = ["Stratégie à l'international", 'Montage de projet', 'Évaluation de projet'] as const;

/** The box to tick. */
export const COMMITTED = 'Oui';

const GOALS = 17;

function question(
  key: QuestionKey,
  title: string,
  kind: QuestionKind,
  options: { required?: boolean; help?: string; choices?: readonly string[]; otherChoice?: boolean } = {},
): Question {
  return {
    key,
    title,
    kind,
    help: options.help ?? '',
    required: options.required ?? false,
    choices: options.choices ?? [],
    otherChoice: options.otherChoice ?? false,
  };
}

const required = true;
let list: readonly Question[] | undefined;

/** The questions in the order of the page. Built at the first call. */
export function questions(): readonly Question[] {
  list ??= [
    question('authority', 'Nom de la collectivité', 'text', { required, help: help.authority }),
    question('authorityKind', 'Type de collectivité', 'list', { required, choices: AUTHORITY_TYPES }),
    question('siren', 'Numéro SIREN', 'text', { required, help: help.siren }),
    question('inseeCode', 'Code INSEE de la commune', 'text', { help: help.inseeCode }),
    question('legalRepresentative', 'Représentant légal', 'text', { required, help: help.legalRepresentative }),
    question('contact', 'Nom du contact', 'text', { required, help: help.contact }),
    question('position', 'Fonction', 'text'),
    question('email', 'Courriel', 'text', { required, help: help.email }),
    question('phone', 'Téléphone', 'text'),
    question('supportType', "Type d'appui demandé", 'oneOf', {
      required,
      help: help.supportType,
      choices: SUPPORT_TYPES,
    }),
    question('title', 'Intitulé', 'text', { required, help: help.title }),
    question('need', 'Contexte et besoin', 'paragraph', { required, help: help.need }),
    question('territories', 'Pays ou territoires partenaires', 'text'),
    question('sectors', 'Secteurs', 'severalOf', { choices: SECTORS, otherChoice: true }),
    question('goals', 'Objectifs de développement durable visés', 'severalOf', {
      help: help.goals,
      choices: Array.from({ length: GOALS }, (_, index) => String(index + 1)),
    }),
    question('estimate', 'Coût estimé de la prestation TTC (€)', 'text', { required, help: help.estimate }),
    question('wishedBy', 'Échéance souhaitée', 'date', { help: help.wishedBy }),
    question('cashCommitment', 'Engagement à verser la participation en numéraire', 'severalOf', {
      required,
      help: help.cashCommitment,
      choices: [COMMITTED],
    }),
  ];
  return list;
}

/** The question of that key. */
export function questionOf(key: QuestionKey): Question {
  const found = questions().find(candidate => candidate.key === key);
  if (!found) throw new RangeError(`No question ${key}`);
  return found;
}

/** Key of the text on personal data in the map of items: it is no question, and it stands first. */
export const PERSONAL_DATA_KEY = 'personalData';

/** The text that stands on top of the form. */
export function personalDataNotice(): { readonly title: string; readonly text: string } {
  return { title: personalData.title, text: personalData.text };
}

/** Which question each item of the form is, by item id: `PERSONAL_DATA_KEY` or a `QuestionKey`. Kept by the caller. */
export type ItemMap = Readonly<Record<string, string>>;

export function isQuestionKey(key: string | undefined): key is QuestionKey {
  return questions().some(candidate => candidate.key === key);
}
