/**
 * Where a dossier stands and what comes next: the one step to take, whom it waits for, and for each action whether it is
 * possible now, with the reason where it is not. The table of states decides; this file only asks it.
 */
import {
  type AssignmentState,
  type ConsultationState,
  type Gesture,
  isState,
  move,
  type RequestState,
  type StateKind,
  type States,
} from './states';
import { formatInstantInWords, type Instant } from './time';
import { nextStepWording as wording } from './wording-next-step';

/** Captions of the menu items that act on a dossier, in the order of its life. */
export const DOSSIER_ACTIONS = [
  'Vérifier la complétude',
  'Appliquer les décisions',
  'Consigner la qualification',
  'Rédiger les termes de référence',
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

/** What the rows of a dossier act on. */
export type DossierPart = 'request' | 'consultation' | 'bids' | 'assignment';

export interface DossierFacts {
  readonly request: {
    readonly reference: string;
    readonly status: RequestState;
    /** What staff typed in Décision; '' when nothing. */
    readonly decision: string;
    readonly qualification: string;
  };
  /** The consultation under way or decided; null before the terms of reference, and after sans suite. */
  readonly consultation: {
    readonly reference: string;
    readonly status: ConsultationState;
    readonly deadline: Instant | null;
    readonly invited: number;
    readonly answered: number;
    /** Mails of the sending that have not left yet. */
    readonly unsent: number;
    /** Why it cannot be sent as it is; '' when it can. */
    readonly notReady: string;
    /** Once open: bids that a person has to settle, to confirm, to score; those that could be or are ranked. */
    readonly toSettle: readonly string[];
    readonly toConfirm: readonly string[];
    readonly toScore: readonly string[];
    readonly rankable: readonly string[];
    readonly ranked: readonly string[];
  } | null;
  readonly assignment: {
    readonly reference: string;
    readonly state: AssignmentState;
    /** Why actions are not possible now, beyond what the states say; '' where one is possible. */
    readonly notNow?: Readonly<Partial<Record<DossierAction, string>>>;
  } | null;
  readonly now: Instant;
}

/** What comes next. Without an action, the dossier waits for somebody, or nothing is left to do. */
export interface NextStep {
  readonly action: DossierAction | null;
  readonly sentence: string;
  /** Why the action is not possible yet; '' when it is. */
  readonly blocked: string;
}

/** An action on a dossier: what it acts on, and why not now ('' when it is possible). */
export interface Possibility {
  readonly action: DossierAction;
  readonly on: DossierPart;
  readonly blocked: string;
}

const step = (action: DossierAction | null, sentence: string, blocked = ''): NextStep => ({
  action,
  sentence,
  blocked,
});

/** The one step to take now. */
export function nextStep(facts: DossierFacts): NextStep {
  const { request } = facts;
  switch (request.status) {
    case 'reçue':
      return step('Vérifier la complétude', wording.checkCompleteness);
    case 'à compléter':
      return step('Vérifier la complétude', wording.awaitingAuthority);
    case 'complète':
    case 'ajournée':
      return request.decision === '' || request.decision === request.status
        ? step(null, wording.awaitingCommittee)
        : step('Appliquer les décisions', wording.applyDecision(request.decision));
    case 'retenue':
      return request.qualification === ''
        ? step('Consigner la qualification', wording.qualify)
        : step('Rédiger les termes de référence', wording.draftTerms);
    case 'qualifiée':
    case 'en consultation':
      return nextOfConsultation(facts);
    case 'attribuée':
      return step('Établir le marché', wording.drawUpContract);
    case 'en cours':
    case 'livrée':
    case 'acceptée':
      return nextOfAssignment(facts);
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
  if (consultation === null) return step('Rédiger les termes de référence', wording.draftTerms);
  const { reference, status, deadline } = consultation;
  if (status === 'brouillon')
    return step('Envoyer les termes de référence', wording.send(reference), consultation.notReady);
  if (status === 'envoyée' && consultation.unsent > 0)
    return step('Envoyer les termes de référence', wording.finishSending(reference, consultation.unsent));
  if (status === 'envoyée' && (deadline === null || now <= deadline)) {
    const until = deadline === null ? '' : formatInstantInWords(deadline);
    return step(null, wording.awaitingBids(consultation.answered, consultation.invited, until));
  }
  if (status === 'envoyée' || status === 'échue') return step('Ouvrir les plis', wording.openBids);
  const { toSettle, toConfirm, toScore, rankable, ranked } = consultation;
  if (toSettle.length > 0) return step(null, wording.settleBids(toSettle));
  if (toConfirm.length > 0) return step('Confirmer les montants', wording.confirmAmounts(toConfirm));
  if (toScore.length > 0) return step(null, wording.score(toScore));
  if (rankable.length === 0) return step('Déclarer sans suite', wording.noBid);
  return rankable.every(bid => ranked.includes(bid))
    ? step('Attribuer', wording.award)
    : step('Classer les offres', wording.rank);
}

function nextOfAssignment({ assignment }: DossierFacts): NextStep {
  const notNow = assignment?.notNow ?? {};
  switch (assignment?.state) {
    case 'à signer':
      return step('Établir le marché', wording.drawUpContract);
    case 'signé':
    case 'en cours': {
      const call = notNow['Appeler la contribution'];
      return call === '' || (call === undefined && assignment.state === 'signé')
        ? step('Appeler la contribution', wording.callFunds)
        : step('Enregistrer les livrables', wording.deliverables, notNow['Enregistrer les livrables']);
    }
    case 'à corriger':
      return step('Enregistrer les livrables', wording.correct);
    case 'livré':
      return step('Constater le service fait', wording.acceptance);
    case 'service fait':
      return step('Autoriser le paiement', wording.authorisePayment, notNow['Autoriser le paiement']);
    case 'soldé':
      return step('Enregistrer un mouvement', wording.recordPayment);
    default:
      return step(null, wording.terminated);
  }
}

/** Every action on the dossier, in the order of its life. */
export function possibilities(facts: DossierFacts): readonly Possibility[] {
  return DOSSIER_ACTIONS.map(action => {
    const { on, whyNot } = RULES[action];
    return { action, on, blocked: whyNot(facts) };
  });
}

/** What an action works on. */
export const partOf = (action: DossierAction): DossierPart => RULES[action].on;

interface Rule {
  readonly on: DossierPart;
  readonly whyNot: (facts: DossierFacts) => string;
}
type Consultation = NonNullable<DossierFacts['consultation']>;
type Assignment = NonNullable<DossierFacts['assignment']>;

const onRequest = (whyNot: (request: DossierFacts['request'], facts: DossierFacts) => string): Rule => ({
  on: 'request',
  whyNot: facts => whyNot(facts.request, facts),
});
const onConsultation = (
  whyNot: (consultation: Consultation, facts: DossierFacts) => string,
  on: DossierPart = 'consultation',
): Rule => ({
  on,
  whyNot: facts => (facts.consultation === null ? wording.noConsultation : whyNot(facts.consultation, facts)),
});
const onAssignment = (whyNot: (assignment: Assignment) => string): Rule => ({
  on: 'assignment',
  whyNot: ({ assignment }) => (assignment === null ? wording.noAssignment : whyNot(assignment)),
});

/** The table of states' own refusal; '' when it allows the move. */
function refusal<Kind extends StateKind>(kind: Kind, from: States[Kind], to: States[Kind], gesture: Gesture): string {
  const moved = move(kind, from, to, gesture);
  return moved.ok ? '' : moved.reason;
}

/** What the action itself says of the row. */
const asked =
  (action: DossierAction) =>
  ({ notNow }: Assignment): string =>
    notNow?.[action] ?? '';

/** What is done for all: only once all have been written to, and before the deadline passes. */
const whileAwaited = ({ reference, status, deadline, unsent }: Consultation, { now }: DossierFacts): string => {
  if (status !== 'envoyée') return wording.notUnderWay(reference, status);
  if (unsent > 0) return wording.sendingNotComplete(reference);
  return deadline !== null && now <= deadline ? '' : wording.deadlinePassed(reference);
};

const RULES: { readonly [Action in DossierAction]: Rule } = {
  'Vérifier la complétude': onRequest(({ status }) => refusal('request', status, 'complète', 'Vérifier la complétude')),
  'Appliquer les décisions': onRequest(({ status, decision }) => {
    if (decision === '') return wording.noDecision;
    const to = isState('request', decision) ? decision : 'retenue';
    return refusal('request', status, to, 'Appliquer les décisions');
  }),
  'Consigner la qualification': onRequest(({ status }) =>
    refusal('request', status, 'qualifiée', 'Consigner la qualification'),
  ),
  'Rédiger les termes de référence': onRequest(({ reference, status }, { consultation }) => {
    if (consultation !== null) return wording.consultationExists(reference, consultation.reference);
    return status === 'qualifiée' ? '' : refusal('request', status, 'qualifiée', 'Rédiger les termes de référence');
  }),
  "Prévisualiser l'envoi": onConsultation(({ reference, status, notReady }) =>
    status === 'brouillon' ? notReady : wording.notDraft(reference, status),
  ),
  'Envoyer les termes de référence': onConsultation(({ status, unsent, notReady }) => {
    if (status === 'brouillon') return notReady;
    if (status === 'envoyée' && unsent > 0) return '';
    return refusal('consultation', status, 'envoyée', 'Envoyer les termes de référence');
  }),
  'Diffuser une réponse': onConsultation(whileAwaited),
  'Prolonger le délai': onConsultation(whileAwaited),
  'Ouvrir les plis': onConsultation(({ reference, status, deadline }, { now }) => {
    if (status !== 'envoyée') return refusal('consultation', status, 'plis ouverts', 'Ouvrir les plis');
    return deadline !== null && now > deadline
      ? ''
      : wording.sealedUntil(reference, deadline === null ? '' : formatInstantInWords(deadline));
  }),
  'Confirmer les montants': onConsultation(({ reference, status, toConfirm }) => {
    if (status !== 'plis ouverts') return wording.notOpened(reference);
    return toConfirm.length > 0 ? '' : wording.nothingToConfirm;
  }, 'bids'),
  'Classer les offres': onConsultation(({ reference, status }) =>
    status === 'plis ouverts' ? '' : wording.notOpened(reference),
  ),
  Attribuer: onConsultation(({ status, ranked }) => {
    const refused = refusal('consultation', status, 'attribuée', 'Attribuer');
    return refused !== '' || ranked.length > 0 ? refused : wording.notRanked;
  }),
  'Déclarer sans suite': onConsultation(({ status }) =>
    refusal('consultation', status, 'sans suite', 'Déclarer sans suite'),
  ),
  'Établir le marché': onAssignment(({ state }) => refusal('assignment', state, 'signé', 'Établir le marché')),
  'Appeler la contribution': onAssignment(
    ({ state, notNow }) =>
      notNow?.['Appeler la contribution'] ??
      (state === 'à signer' ? refusal('assignment', state, 'en cours', 'Appeler la contribution') : ''),
  ),
  'Enregistrer les livrables': onAssignment(
    ({ state, notNow }) =>
      notNow?.['Enregistrer les livrables'] ?? refusal('assignment', state, 'livré', 'Enregistrer les livrables'),
  ),
  'Constater le service fait': onAssignment(({ state }) =>
    refusal('assignment', state, 'service fait', 'Constater le service fait'),
  ),
  'Enregistrer une facture': onAssignment(asked('Enregistrer une facture')),
  'Autoriser le paiement': onAssignment(asked('Autoriser le paiement')),
  'Enregistrer un mouvement': onAssignment(() => ''),
  'Enregistrer un avenant': onAssignment(asked('Enregistrer un avenant')),
  Résilier: onAssignment(({ state }) => refusal('assignment', state, 'résilié', 'Résilier')),
  'Enregistrer un retrait': onRequest(({ status }) => refusal('request', status, 'retirée', 'Enregistrer un retrait')),
};

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
