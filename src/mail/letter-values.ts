/** The values that fill the letters' placeholders, in plain French: pure, so that what people read can be tested alone. */
import { type Cents, formatCents, formatRate, type Rate, STANDARD_VAT } from '../scheme/money';
import type { Settings } from '../scheme/settings';
import { estimatedBase, splitShares } from '../scheme/shares';
import { type Day, formatDay, formatInstantInWords, type Instant } from '../scheme/time';

/** What a letter says where nothing was given: a placeholder is never left empty. */
export const UNSAID = 'non précisé';

export type LetterValues = Record<string, string>;

export function said(text: string | null | undefined): string {
  return text === null || text === undefined || text.trim() === '' ? UNSAID : text;
}

/** Sender's name and address, the same in every letter. */
export function senderValues(settings: Settings): LetterValues {
  return { Expéditeur: said(settings.senderName), 'Adresse de réponse': said(settings.replyAddresses[0]) };
}

export interface ReceivedRequest {
  readonly reference: string;
  readonly receivedAt: Instant;
  readonly authority: string;
  readonly authorityKind: string;
  readonly siren: string;
  readonly contact: string;
  readonly email: string;
  readonly phone: string;
  readonly supportType: string;
  readonly title: string;
  readonly need: string;
  readonly territories: string;
  readonly estimate: Cents | null;
  readonly member: string;
  readonly memberAsOf: Day | null;
}

/** Rate of the scheme for a member or a non-member. */
export function schemeRate(member: string, settings: Settings): Rate {
  return member === 'Adhérent' ? settings.memberRate : settings.nonMemberRate;
}

/** Values of the receipt of a request. */
export function receiptValues(request: ReceivedRequest, editUrl: string, settings: Settings): LetterValues {
  return {
    ...senderValues(settings),
    Référence: request.reference,
    Collectivité: said(request.authority),
    Contact: said(request.contact),
    "Type d'appui": said(request.supportType),
    Intitulé: said(request.title),
    'Reçue le': formatInstantInWords(request.receivedAt),
    Récapitulatif: summaryOf(request),
    Adhésion: membershipSentence(request),
    Financement: financingSentence(request, settings),
    'Lien de modification': said(editUrl),
  };
}

function summaryOf(request: ReceivedRequest): string {
  return [
    ['Collectivité', request.authority],
    ['Type de collectivité', request.authorityKind],
    ['SIREN', request.siren],
    ['Contact', request.contact],
    ['Courriel', request.email],
    ['Téléphone', request.phone],
    ["Type d'appui", request.supportType],
    ['Intitulé', request.title],
    ['Contexte et besoin', request.need],
    ['Pays ou territoires partenaires', request.territories],
    ['Coût estimé TTC', request.estimate === null ? '' : formatCents(request.estimate)],
  ]
    .map(([label, value]) => `${label} : ${said(value)}`)
    .join('\n');
}

function membershipSentence({ member, memberAsOf }: ReceivedRequest): string {
  const asOf = memberAsOf === null ? '' : ` au ${formatDay(memberAsOf)}`;
  return member === 'Adhérent'
    ? `votre collectivité est adhérente de Cités Unies France${asOf}, d’après notre registre.`
    : `votre collectivité ne figure pas parmi les adhérents de Cités Unies France${asOf}, d’après notre registre.`;
}

function financingSentence({ member, estimate }: ReceivedRequest, settings: Settings): string {
  const rate = schemeRate(member, settings);
  if (estimate === null)
    return `le dispositif prend en charge ${formatRate(rate)} du coût, dans la limite d’un coût de ${formatCents(settings.ceiling)}.`;
  const { base, excess } = estimatedBase({
    ttc: estimate,
    vatRate: STANDARD_VAT,
    ceiling: settings.ceiling,
    ceilingOn: settings.ceilingOn,
  });
  const shares = splitShares({ total: estimate, base, rate });
  const above =
    excess > 0
      ? ` Votre estimation dépasse le plafond de ${formatCents(base)} : le dispositif ne finance rien au-delà.`
      : '';
  return `pour un coût estimé à ${formatCents(estimate)} TTC, le dispositif prendrait en charge ${formatCents(shares.scheme)} (${formatRate(rate)}) et votre collectivité verserait ${formatCents(shares.authority)}.${above}`;
}

export interface InvitedHolder {
  readonly consultation: string;
  readonly subject: string;
  readonly organisation: string;
  readonly contact: string;
}

/** Values that every letter to a holder shares. */
export function holderValues(holder: InvitedHolder, settings: Settings): LetterValues {
  return {
    ...senderValues(settings),
    Consultation: holder.consultation,
    Objet: said(holder.subject),
    Organisme: said(holder.organisation),
    Contact: said(holder.contact),
  };
}

export interface Invitation extends InvitedHolder {
  readonly deadline: Instant;
  readonly deadlineExplained: string;
  readonly technicalPoints: number;
  readonly pricePoints: number;
  readonly criteria: readonly { readonly name: string; readonly points: number | null }[];
  readonly replyLines: string;
}

/** Values of the letter that sends the terms of reference to one holder. */
export function invitationValues(invitation: Invitation, settings: Settings): LetterValues {
  const { technicalPoints, pricePoints, criteria } = invitation;
  const details = criteria.map(({ name, points }) =>
    points === null ? `- ${name}` : `- ${name} : ${number(points)} points`,
  );
  return {
    ...holderValues(invitation, settings),
    'Date limite': formatInstantInWords(invitation.deadline),
    'Explication du délai': invitation.deadlineExplained,
    'Lignes de réponse': invitation.replyLines,
    Plafond: `${formatCents(settings.ceiling)} ${settings.ceilingOn}`,
    Critères: [
      `Note technique : ${number(technicalPoints)} points.`,
      ...details,
      `Note prix : ${number(pricePoints)} points. Elle vaut le prix le plus bas divisé par le prix de l’offre, multiplié par ${number(pricePoints)} ; les prix sont comparés TTC.`,
    ].join('\n'),
    'Points technique': number(technicalPoints),
    'Points prix': number(pricePoints),
  };
}

/** A score or a number of points as French writes it: `12,5`. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100).replace('.', ',');
}
