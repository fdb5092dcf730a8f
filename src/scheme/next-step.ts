/**
 * Where a file stands and what comes next: the one step to take, and whom it waits for. Only states and dates decide here;
 * whether an action may run is for the action to say.
 */
import type { BidStanding } from './bids';
import { interviewInWords } from './framework-tender';
import { endsSoon, type FrameworkAgreement, lastDay, renew, whyNotInForce } from './holders';
import type { MissingItem } from './payment';
import type { AssignmentState, ConsultationState, RequestState } from './states';
import { type Day, formatDayInWords, formatInstantInWords, type Instant } from './time';
import { nextStepWording as wording } from './wording-next-step';

/** Captions of the menu items that act on a dossier, in the order of its life. */
export const DOSSIER_ACTIONS = [
  'Vérifier la complétude',
  'Appliquer les décisions',
  'Consigner la qualification',
  'Rédiger les termes de référence',
  "Enregistrer l'accord sur les TdR",
  "Prévisualiser l'envoi",
  'Envoyer les termes de référence',
  'Diffuser une réponse',
  'Prolonger le délai',
  'Ouvrir les plis',
  'Confirmer les montants',
  'Classer les offres',
  'Attribuer',
  'Déclarer sans suite',
  'Établir le marché',
  'Appeler la contribution',
  'Enregistrer les livrables',
  'Constater le service fait',
  'Enregistrer une facture',
  'Autoriser le paiement',
  'Enregistrer un mouvement',
  'Enregistrer un avenant',
  'Résilier',
  'Enregistrer un retrait',
] as const;
export type DossierAction = (typeof DOSSIER_ACTIONS)[number];

/** What acts on files of the framework agreement, and on a message that belongs to none. */
export const OTHER_ACTIONS = [
  'Rattacher un message',
  'Vérifier les candidatures',
  'Convoquer aux entretiens',
  'Désigner les titulaires',
  'Reconduire',
] as const;
export type FileAction = DossierAction | (typeof OTHER_ACTIONS)[number];

/** Which rows of a dossier an action works on. */
export type DossierPart = 'request' | 'consultation' | 'bids' | 'assignment';

const PART_OF: { readonly [Action in DossierAction]: DossierPart } = {
  'Vérifier la complétude': 'request',
  'Appliquer les décisions': 'request',
  'Consigner la qualification': 'request',
  'Rédiger les termes de référence': 'request',
  "Enregistrer l'accord sur les TdR": 'consultation',
  "Prévisualiser l'envoi": 'consultation',
  'Envoyer les termes de référence': 'consultation',
  'Diffuser une réponse': 'consultation',
  'Prolonger le délai': 'consultation',
  'Ouvrir les plis': 'consultation',
  'Confirmer les montants': 'bids',
  'Classer les offres': 'consultation',
  Attribuer: 'consultation',
  'Déclarer sans suite': 'consultation',
  'Établir le marché': 'assignment',
  'Appeler la contribution': 'assignment',
  'Enregistrer les livrables': 'assignment',
  'Constater le service fait': 'assignment',
  'Enregistrer une facture': 'assignment',
  'Autoriser le paiement': 'assignment',
  'Enregistrer un mouvement': 'assignment',
  'Enregistrer un avenant': 'assignment',
  Résilier: 'assignment',
  'Enregistrer un retrait': 'request',
};
export const partOf = (action: DossierAction): DossierPart => PART_OF[action];

/** The actions that take a file out of the state that a line of Accueil counts, in their order. */
export const ACTIONS_AT = {
  received: ['Vérifier la complétude'],
  complete: ['Appliquer les décisions'],
  retained: ['Consigner la qualification'],
  qualified: ['Rédiger les termes de référence'],
  draft: ["Prévisualiser l'envoi", 'Envoyer les termes de référence'],
  lapsed: ['Ouvrir les plis'],
  opened: ['Confirmer les montants', 'Classer les offres', 'Attribuer'],
  awarded: ['Établir le marché'],
  signed: ['Appeler la contribution'],
  delivered: ['Constater le service fait'],
  accepted: ['Enregistrer une facture', 'Autoriser le paiement'],
  messages: ['Rattacher un message'],
} as const satisfies Readonly<Record<string, readonly FileAction[]>>;

/** How far the mails of a consultation are. */
export type SendingStanding = 'not begun' | 'queued' | 'running' | 'paused' | 'complete';

export interface ConsultationFacts {
  readonly reference: string;
  readonly status: ConsultationState;
  readonly deadline: Instant | null;
  readonly invited: number;
  readonly answered: number;
  readonly sending: SendingStanding;
  /** Mails of the sending that have not left yet. */
  readonly unsent: number;
  /** Holders whose mail bounced and who have another address by now. */
  readonly corrected: readonly string[];
  /** Whether a colleague asked for the opening and it waits for the managing account. */
  readonly openingQueued: boolean;
  /** Holders whose question has not been answered. */
  readonly asking: readonly string[];
  /** Once open, how far each deposit is. */
  readonly bids: readonly { readonly reference: string; readonly standing: BidStanding }[];
}

export interface AssignmentFacts {
  readonly reference: string;
  readonly state: AssignmentState;
  /** Whether the authority may be asked for its share now. */
  readonly isCallable: boolean;
  readonly missingToStart: readonly MissingItem[];
  readonly missingToPay: readonly MissingItem[];
}

export interface DossierFacts {
  readonly request: {
    readonly reference: string;
    readonly status: RequestState;
    /** What staff typed in Décision; '' when nothing. */
    readonly decision: string;
    readonly qualification: string;
  };
  /** The consultation under way or decided; null before the terms of reference, and after sans suite. */
  readonly consultation: ConsultationFacts | null;
  readonly assignment: AssignmentFacts | null;
  readonly now: Instant;
}

/** What comes next. Without an action, the file waits for somebody, or nothing is left to do. */
export interface NextStep {
  readonly action: FileAction | null;
  readonly sentence: string;
}

const step = (action: FileAction | null, sentence: string): NextStep => ({ action, sentence });

/** The one step to take now. Whether its action may run, the action itself says. */
export function nextStep(facts: DossierFacts): NextStep {
  const { request } = facts;
  switch (request.status) {
    case 'reçue':
      return step(ACTIONS_AT.received[0], wording.checkCompleteness);
    case 'à compléter':
      return step(ACTIONS_AT.received[0], wording.awaitingAuthority);
    case 'complète':
    case 'ajournée':
      return request.decision === '' || request.decision === request.status
        ? step(null, wording.awaitingCommittee)
        : step(ACTIONS_AT.complete[0], wording.applyDecision(request.decision));
    case 'retenue':
      return request.qualification === ''
        ? step(ACTIONS_AT.retained[0], wording.qualify)
        : step(ACTIONS_AT.qualified[0], wording.draftTerms);
    case 'qualifiée':
    case 'en consultation':
      return nextOfConsultation(facts);
    case 'attribuée':
      return step('Établir le marché', wording.drawUpContract);
    case 'en cours':
    case 'livrée':
    case 'acceptée':
      return nextOfAssignment(facts.assignment);
    case 'payée':
      return step(null, wording.close);
    case 'close':
      return step(null, wording.closed);
    case 'refusée':
      return step(null, wording.rejected);
    case 'retirée':
      return step(null, wording.withdrawn);
  }
}

function nextOfConsultation({ consultation, now }: DossierFacts): NextStep {
  if (consultation === null) return step(ACTIONS_AT.qualified[0], wording.draftTerms);
  const { reference, status, deadline } = consultation;
  switch (status) {
    case 'brouillon':
      return consultation.sending === 'queued'
        ? step(null, wording.sendingQueued(reference))
        : step(ACTIONS_AT.draft[1], wording.send(reference));
    case 'envoyée':
      return deadline === null || now <= deadline ? whileAwaited(consultation) : nextOfOpening(consultation);
    case 'échue':
      return nextOfOpening(consultation);
    default:
      return nextOfBids(consultation);
  }
}

function whileAwaited(consultation: ConsultationFacts): NextStep {
  const { reference, sending, unsent, corrected, asking, deadline, answered, invited } = consultation;
  if (sending === 'paused') return step(ACTIONS_AT.draft[1], wording.finishSending(reference, unsent));
  if (sending === 'running') return step(null, wording.sendingRuns(reference, unsent));
  if (corrected.length > 0) return step(ACTIONS_AT.draft[1], wording.resend(corrected));
  const until = deadline === null ? '' : formatInstantInWords(deadline);
  if (asking.length > 0) return step('Diffuser une réponse', wording.answerQuestions(asking, until));
  return step(null, wording.awaitingBids(answered, invited, until));
}

const nextOfOpening = ({ reference, openingQueued }: ConsultationFacts): NextStep =>
  openingQueued ? step(null, wording.openingQueued(reference)) : step(ACTIONS_AT.lapsed[0], wording.openBids);

/** After the opening: what is doubtful first, then amounts, scores, ranks, the award; no bid left to rank ends it. */
function nextOfBids({ bids }: ConsultationFacts): NextStep {
  const those = (wanted: BidStanding): string[] =>
    bids.filter(({ standing }) => standing === wanted).map(({ reference }) => reference);
  if (those('to settle').length > 0) return step(null, wording.settleBids(those('to settle')));
  if (those('to confirm').length > 0) return step(ACTIONS_AT.opened[0], wording.confirmAmounts(those('to confirm')));
  if (those('to score').length > 0) return step(null, wording.score(those('to score')));
  if (those('to rank').length > 0) return step(ACTIONS_AT.opened[1], wording.rank);
  return those('ranked').length > 0
    ? step(ACTIONS_AT.opened[2], wording.award)
    : step('Déclarer sans suite', wording.noBid);
}

function nextOfAssignment(assignment: AssignmentFacts | null): NextStep {
  switch (assignment?.state) {
    case undefined:
      return step(null, wording.assignmentGone);
    case 'à signer':
      return step('Établir le marché', wording.drawUpContract);
    case 'signé':
    case 'en cours':
      return nextOfWork(assignment);
    case 'à corriger':
      return step('Enregistrer les livrables', wording.correct);
    case 'livré':
      return step('Constater le service fait', wording.acceptance);
    case 'service fait':
      return nextOfPayment(assignment);
    case 'soldé':
      return step('Enregistrer un mouvement', wording.recordPayment);
    case 'clos':
      return step(null, wording.assignmentEnded);
    case 'résilié':
      return step(null, wording.terminated);
  }
}

function nextOfWork({ isCallable, missingToStart }: AssignmentFacts): NextStep {
  if (isCallable) return step('Appeler la contribution', wording.callFunds);
  return missingToStart.includes('contribution')
    ? step('Enregistrer un mouvement', wording.awaitingContribution)
    : step('Enregistrer les livrables', wording.deliverables);
}

/** The first thing that the payment gate still misses, else the payment itself. */
function nextOfPayment({ isCallable, missingToPay }: AssignmentFacts): NextStep {
  if (missingToPay.includes('contribution'))
    return isCallable
      ? step('Appeler la contribution', wording.callFunds)
      : step('Enregistrer un mouvement', wording.awaitingContribution);
  return missingToPay.includes('invoice')
    ? step('Enregistrer une facture', wording.awaitingInvoice)
    : step('Autoriser le paiement', wording.authorisePayment);
}

/** The next step of a holder: its renewal, from 60 days before the end. */
export function holderStep(agreement: FrameworkAgreement, today: Day): NextStep {
  const soon = endsSoon(agreement, today);
  if (soon !== null && renew(agreement, today).ok)
    return step('Reconduire', wording.endsSoon(formatDayInWords(soon.lastDay), soon.daysLeft));
  const why = whyNotInForce(agreement, today);
  const last = lastDay(agreement);
  return step(
    null,
    why === null ? wording.inForce(last === null ? '' : formatDayInWords(last)) : wording.notInForce(why),
  );
}

/** The next step of an application to the framework agreement: its check, its interview, the committee's decision, the appointment. */
export function applicationStep({ conformity, decision, interviewOn, invitedFor }: ApplicationFacts): NextStep {
  if (conformity === '') return step('Vérifier les candidatures', wording.checkApplication);
  if (decision === '' && interviewOn !== null && interviewOn !== invitedFor)
    return step('Convoquer aux entretiens', wording.inviteToInterview(interviewInWords(interviewOn)));
  if (decision === '') return step(null, wording.decideApplication);
  return decision === 'retenue'
    ? step('Désigner les titulaires', wording.appoint)
    : step(null, wording.applicationDecided(decision));
}

/** The cells of an application that say how far it is; '' where nothing stands. */
export interface ApplicationFacts {
  readonly conformity: string;
  readonly decision: string;
  /** The interview that staff set, and the one that the applicant was told. */
  readonly interviewOn: Instant | null;
  readonly invitedFor: Instant | null;
}

/** The next step of a message that belongs to no file: staff say what it is, when the reading left it to them. */
export const messageStep = (isToSettle: boolean): NextStep =>
  isToSettle ? step(ACTIONS_AT.messages[0], wording.tieMessage) : step(null, wording.messageUntied);

/** The states that a request passes on its way, in order. */
export const STAGES: readonly RequestState[] = [
  'reçue',
  'complète',
  'retenue',
  'qualifiée',
  'en consultation',
  'attribuée',
  'en cours',
  'livrée',
  'acceptée',
  'payée',
  'close',
];
