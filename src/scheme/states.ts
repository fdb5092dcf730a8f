/**
 * The states of requests, consultations, assignments and bids, the moves between them, and the gesture of each move.
 * Every other move is refused with a sentence that says which are possible.
 */
import { ok, type Result, refused } from './result';
import { stateWording as wording } from './wording';

export const REQUEST_STATES = [
  'reçue',
  'à compléter',
  'complète',
  'retenue',
  'ajournée',
  'refusée',
  'qualifiée',
  'en consultation',
  'attribuée',
  'en cours',
  'livrée',
  'acceptée',
  'payée',
  'close',
  'retirée',
] as const;

export const CONSULTATION_STATES = [
  'brouillon',
  'envoyée',
  'échue',
  'plis ouverts',
  'attribuée',
  'sans suite',
] as const;

export const ASSIGNMENT_STATES = [
  'à signer',
  'signé',
  'en cours',
  'livré',
  'à corriger',
  'service fait',
  'soldé',
  'clos',
  'résilié',
] as const;

/** What became of a holder's answer (column État of Offres). */
export const BID_STATES = ['en attente', 'question', 'déclinée', 'reçue', 'à vérifier', 'remplacée'] as const;

/** What became of a mail that we send (column Envoi). */
export const DISPATCH_STATES = ['à envoyer', 'en cours', 'envoyé', 'échec', 'non consulté'] as const;

export interface States {
  request: (typeof REQUEST_STATES)[number];
  consultation: (typeof CONSULTATION_STATES)[number];
  assignment: (typeof ASSIGNMENT_STATES)[number];
  bid: (typeof BID_STATES)[number];
  dispatch: (typeof DISPATCH_STATES)[number];
}

export type StateKind = keyof States;
export type RequestState = States['request'];
export type ConsultationState = States['consultation'];
export type AssignmentState = States['assignment'];
export type BidState = States['bid'];
export type DispatchState = States['dispatch'];

/** What moves a file, as staff know it: the label of a menu item, or an event that nobody clicks. */
export const GESTURES = [
  'Vérifier la complétude',
  'Appliquer les décisions',
  'Consigner la qualification',
  'Rédiger les termes de référence',
  'Envoyer les termes de référence',
  'Relever les courriels',
  'Rattacher un message',
  'Diffuser une réponse',
  'Ouvrir les plis',
  'Attribuer',
  'Déclarer sans suite',
  'Enregistrer un retrait',
  'Établir le marché',
  'Appeler la contribution',
  'Enregistrer un mouvement',
  'Enregistrer les livrables',
  'Constater le service fait',
  'Autoriser le paiement',
  'Résilier',
  'réponse de la collectivité',
  'date limite dépassée',
  'saisie du statut',
] as const;

export type Gesture = (typeof GESTURES)[number];

interface Move<State> {
  readonly from: readonly State[];
  readonly to: State;
  readonly gestures: readonly Gesture[];
}

const BEFORE_ACCEPTANCE: readonly RequestState[] = [
  'reçue',
  'à compléter',
  'complète',
  'retenue',
  'ajournée',
  'qualifiée',
  'en consultation',
  'attribuée',
  'en cours',
  'livrée',
];

const MOVES: { readonly [Kind in StateKind]: readonly Move<States[Kind]>[] } = {
  request: [
    { from: ['reçue'], to: 'à compléter', gestures: ['Vérifier la complétude', 'saisie du statut'] },
    { from: ['reçue'], to: 'complète', gestures: ['Vérifier la complétude', 'saisie du statut'] },
    {
      from: ['à compléter'],
      to: 'complète',
      gestures: ['réponse de la collectivité', 'Vérifier la complétude', 'saisie du statut'],
    },
    { from: ['complète', 'ajournée'], to: 'retenue', gestures: ['Appliquer les décisions'] },
    { from: ['complète'], to: 'ajournée', gestures: ['Appliquer les décisions'] },
    { from: ['complète', 'ajournée'], to: 'refusée', gestures: ['Appliquer les décisions'] },
    {
      from: ['retenue'],
      to: 'qualifiée',
      gestures: ['Consigner la qualification', 'Rédiger les termes de référence'],
    },
    { from: ['qualifiée'], to: 'en consultation', gestures: ['Envoyer les termes de référence'] },
    { from: ['en consultation'], to: 'attribuée', gestures: ['Attribuer'] },
    { from: ['en consultation'], to: 'qualifiée', gestures: ['Déclarer sans suite'] },
    { from: ['attribuée'], to: 'en cours', gestures: ['Établir le marché'] },
    { from: ['en cours'], to: 'livrée', gestures: ['Enregistrer les livrables'] },
    { from: ['livrée'], to: 'en cours', gestures: ['Constater le service fait'] },
    { from: ['livrée'], to: 'acceptée', gestures: ['Constater le service fait'] },
    { from: ['acceptée'], to: 'payée', gestures: ['Autoriser le paiement', 'Enregistrer un mouvement'] },
    { from: ['payée'], to: 'close', gestures: ['saisie du statut'] },
    { from: BEFORE_ACCEPTANCE, to: 'retirée', gestures: ['Enregistrer un retrait'] },
  ],
  consultation: [
    { from: ['brouillon'], to: 'envoyée', gestures: ['Envoyer les termes de référence'] },
    { from: ['envoyée'], to: 'échue', gestures: ['date limite dépassée'] },
    { from: ['échue'], to: 'plis ouverts', gestures: ['Ouvrir les plis'] },
    { from: ['plis ouverts'], to: 'attribuée', gestures: ['Attribuer'] },
    {
      from: ['brouillon', 'envoyée', 'échue', 'plis ouverts'],
      to: 'sans suite',
      gestures: ['Déclarer sans suite', 'Enregistrer un retrait'],
    },
  ],
  assignment: [
    { from: ['à signer'], to: 'signé', gestures: ['Établir le marché'] },
    {
      from: ['signé'],
      to: 'en cours',
      gestures: ['Appeler la contribution', 'Enregistrer un mouvement', 'Enregistrer les livrables'],
    },
    { from: ['en cours', 'à corriger'], to: 'livré', gestures: ['Enregistrer les livrables'] },
    { from: ['livré'], to: 'à corriger', gestures: ['Constater le service fait'] },
    { from: ['livré'], to: 'service fait', gestures: ['Constater le service fait'] },
    { from: ['service fait'], to: 'soldé', gestures: ['Autoriser le paiement', 'Enregistrer un mouvement'] },
    { from: ['soldé'], to: 'clos', gestures: ['saisie du statut'] },
    {
      from: ['à signer', 'signé', 'en cours', 'livré', 'à corriger', 'service fait'],
      to: 'résilié',
      gestures: ['Résilier', 'Enregistrer un retrait'],
    },
  ],
  bid: [
    {
      from: ['en attente', 'déclinée', 'à vérifier'],
      to: 'question',
      gestures: ['Relever les courriels', 'Rattacher un message'],
    },
    { from: ['question'], to: 'en attente', gestures: ['Diffuser une réponse'] },
    {
      from: ['en attente', 'question', 'à vérifier'],
      to: 'déclinée',
      gestures: ['Relever les courriels', 'Rattacher un message', 'Ouvrir les plis'],
    },
    {
      from: ['en attente', 'question', 'déclinée', 'à vérifier'],
      to: 'reçue',
      gestures: ['Relever les courriels', 'Rattacher un message', 'Ouvrir les plis'],
    },
    {
      from: ['en attente', 'question', 'déclinée', 'reçue'],
      to: 'à vérifier',
      gestures: ['Relever les courriels', 'Rattacher un message', 'Ouvrir les plis'],
    },
    // A sealed message turns out, at the opening, to ask or to decline.
    { from: ['reçue'], to: 'question', gestures: ['Ouvrir les plis'] },
    { from: ['reçue'], to: 'déclinée', gestures: ['Relever les courriels', 'Rattacher un message', 'Ouvrir les plis'] },
    {
      from: ['reçue', 'à vérifier'],
      to: 'remplacée',
      gestures: ['Relever les courriels', 'Rattacher un message', 'Ouvrir les plis'],
    },
    // What had replaced it, or filled the row, is put aside by a person.
    { from: ['remplacée'], to: 'reçue', gestures: ['Rattacher un message', 'Ouvrir les plis'] },
    { from: ['à vérifier'], to: 'en attente', gestures: ['Rattacher un message'] },
  ],
  dispatch: [
    { from: ['à envoyer'], to: 'en cours', gestures: ['Envoyer les termes de référence'] },
    { from: ['en cours'], to: 'envoyé', gestures: ['Envoyer les termes de référence'] },
    // Only once the mailbox shows that the mail never left.
    { from: ['en cours'], to: 'à envoyer', gestures: ['Envoyer les termes de référence'] },
    { from: ['à envoyer', 'en cours'], to: 'échec', gestures: ['Envoyer les termes de référence'] },
    { from: ['envoyé'], to: 'échec', gestures: ['Relever les courriels', 'Rattacher un message'] },
    { from: ['échec'], to: 'à envoyer', gestures: ['Envoyer les termes de référence'] },
  ],
};

const STATES: { readonly [Kind in StateKind]: readonly States[Kind][] } = {
  request: REQUEST_STATES,
  consultation: CONSULTATION_STATES,
  assignment: ASSIGNMENT_STATES,
  bid: BID_STATES,
  dispatch: DISPATCH_STATES,
};

/** Whether a text is one of the states, letter for letter. */
export function isState<Kind extends StateKind>(kind: Kind, text: string): text is States[Kind] {
  return (STATES[kind] as readonly string[]).includes(text);
}

/** The states that may follow, each once, with the gestures that lead there. */
export function possibleMoves<Kind extends StateKind>(
  kind: Kind,
  from: States[Kind],
): readonly { readonly to: States[Kind]; readonly gestures: readonly Gesture[] }[] {
  return MOVES[kind].filter(move => move.from.includes(from)).map(({ to, gestures }) => ({ to, gestures }));
}

/** Whether nothing moves a file from this state any more. */
export const isFinal = <Kind extends StateKind>(kind: Kind, state: States[Kind]): boolean =>
  possibleMoves(kind, state).length === 0;

/**
 * The new state, when the table allows it (and, if a gesture is given, allows it by that gesture). Otherwise a
 * sentence that lists the possible moves with the gesture of each. Staying where one is, is not a move: refused.
 */
export function move<Kind extends StateKind>(
  kind: Kind,
  from: States[Kind],
  to: States[Kind],
  gesture?: Gesture,
): Result<States[Kind]> {
  const possible = possibleMoves(kind, from);
  const found = possible.find(candidate => candidate.to === to);
  if (from === to) return refused(wording.already(from, listed(possible)));
  if (found === undefined) return refused(wording.impossible(from, to, listed(possible)));
  if (gesture === undefined || found.gestures.includes(gesture)) return ok(to);
  return refused(wording.otherGesture(from, to, found.gestures.map(wording.gesture), wording.gesture(gesture)));
}

/**
 * Whether staff may type this state into `Statut` of a request: only where typing is itself one of the gestures of the
 * move, because nothing else goes with it. A move that takes money, mail or a decision is refused by naming its gesture.
 */
export function handEditable(from: RequestState, typed: string): Result<RequestState> {
  const to = typed.normalize('NFC').trim().toLowerCase();
  if (!isState('request', to)) return refused(wording.unknown(typed, REQUEST_STATES));
  const possible = possibleMoves('request', from);
  const found = possible.find(candidate => candidate.to === to);
  if (found === undefined) return refused(wording.impossible(from, to, listed(possible)));
  if (found.gestures.includes('saisie du statut')) return ok(to);
  return refused(wording.useGesture(from, to, found.gestures.map(wording.gesture)));
}

const listed = (possible: readonly { readonly to: string; readonly gestures: readonly Gesture[] }[]): string[] =>
  possible.map(({ to, gestures }) => wording.possibility(to, gestures.map(wording.gesture)));
