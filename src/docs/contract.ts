/** The call-off contract: the fields that its template may use, where staff give each, and the drafting. */
import { type Cents, formatCents, formatRate, type Rate } from '../scheme/money';
import { type Day, formatDayInWords } from '../scheme/time';
import type { TemplateField, TemplateFields } from './template';
import { NOT_GIVEN, contractPhrases as phrases, sources } from './wording';

/** What a contract says, from the rows of its assignment, consultation, request and holder; '' where nothing was given. */
export interface ContractFacts {
  readonly assignment: {
    readonly reference: string;
    readonly consultation: string;
    readonly request: string;
    readonly holder: string;
    readonly ht: Cents | null;
    readonly vatRate: Rate | null;
    readonly ttc: Cents | null;
    readonly schemeRate: Rate | null;
    readonly schemeShare: Cents | null;
    readonly authorityShare: Cents | null;
  };
  readonly request: {
    readonly authority: string;
    readonly authorityKind: string;
    readonly siren: string;
    readonly supportType: string;
    readonly title: string;
    readonly need: string;
    readonly qualification: string;
    readonly legalRepresentative: string;
    readonly contact: string;
    readonly position: string;
    readonly email: string;
    readonly phone: string;
  };
  readonly holder: { readonly organisation: string; readonly contact: string; readonly signedOn: Day | null };
  /** SHA-256 of the terms of reference as they were sent. */
  readonly termsHash: string;
  readonly edition: number;
  readonly drawnUpOn: Day;
  readonly instalmentRate: Rate;
}

interface Field extends TemplateField {
  readonly value: (facts: ContractFacts) => string;
}

const orNotGiven = (text: string): string => (text.trim() === '' ? NOT_GIVEN : text);
const amount = (value: Cents | null): string => (value === null ? '' : formatCents(value));
const rate = (value: Rate | null): string => (value === null ? '' : formatRate(value));
const inAssignments = (column: string): string => sources.column(column, 'Marchés');
const inRequests = (column: string): string => sources.column(column, 'Demandes');
const inHolders = (column: string): string => sources.column(column, 'Titulaires');

/** Every field, in the order in which refusals list them. A value left '' must be given before the template can use it. */
const fields = (): readonly Field[] => [
  { name: 'Marché', source: inAssignments('Référence'), value: ({ assignment }) => assignment.reference },
  { name: 'Consultation', source: inAssignments('Consultation'), value: ({ assignment }) => assignment.consultation },
  { name: 'Demande', source: inAssignments('Demande'), value: ({ assignment }) => assignment.request },
  { name: 'Édition', source: sources.setting('Edition'), value: ({ edition }) => String(edition) },
  { name: 'Établi le', source: inAssignments('Référence'), value: ({ drawnUpOn }) => formatDayInWords(drawnUpOn) },
  { name: 'Organisme', source: inHolders('Organisme'), value: ({ holder }) => holder.organisation },
  { name: 'Code du titulaire', source: inAssignments('Titulaire'), value: ({ assignment }) => assignment.holder },
  {
    name: 'Représentant du titulaire',
    source: inHolders('Contact'),
    value: ({ holder }) => orNotGiven(holder.contact),
  },
  {
    name: 'Accord-cadre signé le',
    source: inHolders('Signé le'),
    value: ({ holder }) => (holder.signedOn === null ? '' : formatDayInWords(holder.signedOn)),
  },
  { name: 'Collectivité', source: inRequests('Collectivité'), value: ({ request }) => request.authority },
  {
    name: 'Type de collectivité',
    source: inRequests('Type de collectivité'),
    value: ({ request }) => request.authorityKind,
  },
  { name: 'SIREN', source: inRequests('SIREN'), value: ({ request }) => orNotGiven(request.siren) },
  {
    name: 'Représentant légal',
    source: inRequests('Représentant légal'),
    value: ({ request }) => orNotGiven(request.legalRepresentative),
  },
  { name: 'Contact', source: inRequests('Contact'), value: ({ request }) => orNotGiven(request.contact) },
  { name: 'Fonction', source: inRequests('Fonction'), value: ({ request }) => orNotGiven(request.position) },
  { name: 'Courriel', source: inRequests('Courriel'), value: ({ request }) => orNotGiven(request.email) },
  { name: 'Téléphone', source: inRequests('Téléphone'), value: ({ request }) => orNotGiven(request.phone) },
  { name: 'Type d’appui', source: inRequests("Type d'appui"), value: ({ request }) => request.supportType },
  { name: 'Intitulé', source: inRequests('Intitulé'), value: ({ request }) => request.title },
  { name: 'Besoin', source: inRequests('Besoin'), value: ({ request }) => orNotGiven(request.need) },
  {
    name: 'Qualification',
    source: inRequests('Qualification'),
    value: ({ request }) => orNotGiven(request.qualification),
  },
  { name: 'Montant HT', source: inAssignments('Montant HT'), value: ({ assignment }) => amount(assignment.ht) },
  { name: 'Taux TVA', source: inAssignments('Taux TVA'), value: ({ assignment }) => rate(assignment.vatRate) },
  { name: 'Montant TTC', source: inAssignments('Montant TTC'), value: ({ assignment }) => amount(assignment.ttc) },
  {
    name: 'Mention TVA',
    source: inAssignments('Taux TVA'),
    value: ({ assignment: { vatRate } }) => (vatRate === null ? '' : phrases.vat(vatRate === 0)),
  },
  {
    name: 'Taux dispositif',
    source: inAssignments('Taux dispositif'),
    value: ({ assignment }) => rate(assignment.schemeRate),
  },
  {
    name: 'Part dispositif',
    source: inAssignments('Part dispositif'),
    value: ({ assignment }) => amount(assignment.schemeShare),
  },
  {
    name: 'Part collectivité',
    source: inAssignments('Part collectivité'),
    value: ({ assignment }) => amount(assignment.authorityShare),
  },
  {
    name: 'Modalités de paiement',
    source: sources.setting('Acomptes'),
    value: ({ instalmentRate }) =>
      instalmentRate === 0 ? phrases.balanceOnly : phrases.instalments(formatRate(instalmentRate)),
  },
  {
    name: 'Empreinte des TdR',
    source: sources.column('Empreinte du PDF', 'Consultations'),
    value: ({ termsHash }) => orNotGiven(termsHash),
  },
];

/** What a template of contract may use: the holder is the other party, so the authority's contact stands in it. */
export const contractTemplate = (): TemplateFields => ({
  known: fields().map(({ name, source }) => ({ name, source })),
  forbidden: [],
});

/** The value of every field, by name; '' where staff have still to give it. */
export const contractFields = (facts: ContractFacts): Record<string, string> =>
  Object.fromEntries(fields().map(({ name, value }) => [name, value(facts)]));
