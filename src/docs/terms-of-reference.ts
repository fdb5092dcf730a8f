/** The terms of reference of a consultation: the fields their template may use, their values, their drafting. */
import { type Cents, formatCents } from '../scheme/money';
import type { Result } from '../scheme/result';
import type { CeilingBasis } from '../scheme/shares';
import type { DocumentsGateway, StoredDocument } from './documents-gateway';
import { checkTemplate, type Draft, draftFromTemplate, type TemplateField, type TemplateFields } from './template';
import { NOT_GIVEN, phrases, sources } from './wording';

/** What a request says of itself, as the workbook shows it; '' where nothing was given. */
export interface RequestForTerms {
  readonly reference: string;
  readonly authority: string;
  readonly authorityKind: string;
  readonly inseeCode: string;
  readonly member: string;
  readonly supportType: string;
  readonly title: string;
  readonly need: string;
  readonly qualification: string;
  readonly territories: string;
  readonly sectors: string;
  readonly goals: string;
  readonly wishedBy: string;
}

/** What the scheme adds to it. */
export interface ConsultationForTerms {
  readonly reference: string;
  readonly edition: string;
  readonly version: number;
  /** The day of drafting in French: `5 novembre 2018`. */
  readonly draftedOn: string;
  readonly ceiling: Cents;
  readonly ceilingOn: CeilingBasis;
  readonly replyDays: number;
  /** `ouvrables` or `ouvrés`. */
  readonly replyMode: string;
  /** Null while staff have not chosen: there is no default. */
  readonly technicalPoints: number | null;
  readonly pricePoints: number | null;
  readonly technicalCriteria: readonly { readonly label: string; readonly points: number | null }[];
}

interface Field extends TemplateField {
  readonly value: (request: RequestForTerms, consultation: ConsultationForTerms) => string;
}

const inRequests = (column: string): string => sources.column(column, 'Demandes');
const orNotGiven = (text: string): string => (text.trim() === '' ? NOT_GIVEN : text);
const points = (count: number | null): string => (count === null ? '' : phrases.points(count));

/** Every field, in the order in which refusals list them. A value left '' must be given before the template can use it. */
const fields = (): readonly Field[] => [
  {
    name: 'Consultation',
    source: sources.column('Référence', 'Consultations'),
    value: (_, { reference }) => reference,
  },
  { name: 'Demande', source: inRequests('Référence'), value: ({ reference }) => reference },
  { name: 'Édition', source: sources.setting('Edition'), value: (_, { edition }) => edition },
  { name: 'Version', source: sources.column('Version', 'Consultations'), value: (_, { version }) => String(version) },
  { name: 'Rédigé le', source: sources.column('Référence', 'Consultations'), value: (_, { draftedOn }) => draftedOn },
  { name: 'Collectivité', source: inRequests('Collectivité'), value: ({ authority }) => authority },
  {
    name: 'Type de collectivité',
    source: inRequests('Type de collectivité'),
    value: ({ authorityKind }) => authorityKind,
  },
  { name: 'Code INSEE', source: inRequests('Code INSEE'), value: ({ inseeCode }) => orNotGiven(inseeCode) },
  { name: 'Adhérent', source: inRequests('Adhérent'), value: ({ member }) => member },
  { name: 'Type d’appui', source: inRequests("Type d'appui"), value: ({ supportType }) => supportType },
  { name: 'Intitulé', source: inRequests('Intitulé'), value: ({ title }) => title },
  { name: 'Besoin', source: inRequests('Besoin'), value: ({ need }) => need },
  {
    name: 'Qualification',
    source: inRequests('Qualification'),
    value: ({ qualification }) => (qualification.trim() === '' ? phrases.needStandsAsIs : qualification),
  },
  {
    name: 'Territoires partenaires',
    source: inRequests('Territoires partenaires'),
    value: ({ territories }) => orNotGiven(territories),
  },
  { name: 'Secteurs', source: inRequests('Secteurs'), value: ({ sectors }) => orNotGiven(sectors) },
  { name: 'ODD', source: inRequests('ODD'), value: ({ goals }) => orNotGiven(goals) },
  {
    name: 'Échéance souhaitée',
    source: inRequests('Échéance souhaitée'),
    value: ({ wishedBy }) => orNotGiven(wishedBy),
  },
  {
    name: 'Plafond',
    source: sources.setting('Plafond'),
    value: (_, { ceiling, ceilingOn }) => `${formatCents(ceiling)} ${ceilingOn}`,
  },
  {
    name: 'Délai de réponse',
    source: sources.setting('DelaiJours'),
    value: (_, { replyDays, replyMode }) => phrases.replyDelay(replyDays, replyMode),
  },
  {
    name: 'Points technique',
    source: sources.setting('PointsTechnique'),
    value: (_, { technicalPoints }) => points(technicalPoints),
  },
  { name: 'Points prix', source: sources.setting('PointsPrix'), value: (_, { pricePoints }) => points(pricePoints) },
  {
    name: 'Critères techniques',
    source: sources.list('Critères techniques'),
    value: (_, { technicalCriteria }) =>
      technicalCriteria
        .map(({ label, points: count }) => (count === null ? label : phrases.criterion(label, count)))
        .join('\n'),
  },
];

/** The columns of a request that say how to reach people: terms of reference go to consultants without them. */
const CONTACT_COLUMNS = ['Représentant légal', 'Contact', 'Fonction', 'Courriel', 'Téléphone'];

/** What a template of terms of reference may and may not use. */
export const termsOfReferenceTemplate = (): TemplateFields => ({
  known: fields().map(({ name, source }) => ({ name, source })),
  forbidden: CONTACT_COLUMNS,
});

/** The value of every field, by name; '' where staff have still to give it. */
export function termsOfReferenceFields(
  request: RequestForTerms,
  consultation: ConsultationForTerms,
): Record<string, string> {
  return Object.fromEntries(fields().map(({ name, value }) => [name, value(request, consultation)]));
}

/** Whether the text of a template could be drafted from: all fields known, none of them a contact detail. */
export const checkTermsOfReference = (text: string): Result<unknown> => checkTemplate(text, termsOfReferenceTemplate());

/** Drafts the terms of reference. Refused, with nothing made, as `draftFromTemplate` says. Six calls. */
export function draftTermsOfReference(gateway: DocumentsGateway, draft: Draft): Result<StoredDocument> {
  return draftFromTemplate(gateway, draft, termsOfReferenceTemplate());
}

const CONTACT_DETAIL = /[^\s@]+@[^\s@]+\.[^\s@]+|(?:\+\d{2,3}|\b0)[\s.]?\d(?:[\s.-]?\d{2}){4}\b/u;

/**
 * Names of the fields whose value seems to hold an e-mail address or a telephone number: people write them into the need they
 * describe. For a warning, not a refusal: it may be a false alarm.
 */
export function contactDetailsIn(values: Readonly<Record<string, string>>): string[] {
  return Object.keys(values).filter(name => CONTACT_DETAIL.test(values[name] ?? ''));
}
