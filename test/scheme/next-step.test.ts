/** What comes next for a file, over every state. */

import type { BidStanding } from '../../src/scheme/bids';
import {
  ACTIONS_AT,
  type AssignmentFacts,
  applicationStep,
  type ConsultationFacts,
  DOSSIER_ACTIONS,
  type DossierFacts,
  holderStep,
  messageStep,
  nextStep,
  OTHER_ACTIONS,
  STAGES,
} from '../../src/scheme/next-step';
import {
  ASSIGNMENT_STATES,
  type AssignmentState,
  CONSULTATION_STATES,
  type ConsultationState,
  REQUEST_STATES,
  type RequestState,
} from '../../src/scheme/states';
import { type Instant, instantAt, parseDay, startOfDay } from '../../src/scheme/time';
import { MENU, submenuOf } from '../../src/sheets/menu';

const day = parseDay('2018-11-16');
if (!day.ok) throw new Error(day.reason);
const DEADLINE = instantAt(day.value, 23, 59, 59);
const BEFORE = instantAt(day.value, 12);
const AFTER = instantAt(day.value, 24);

const consultationIn = (status: ConsultationState, changes: Partial<ConsultationFacts> = {}): ConsultationFacts => ({
  reference: 'CONS-2018-001',
  status,
  deadline: status === 'brouillon' ? null : DEADLINE,
  invited: 5,
  answered: 2,
  sending: status === 'brouillon' ? 'not begun' : 'complete',
  unsent: 0,
  corrected: [],
  openingQueued: false,
  asking: [],
  bids: [],
  ...changes,
});
const assignmentIn = (state: AssignmentState, changes: Partial<AssignmentFacts> = {}): AssignmentFacts => ({
  reference: 'MS-2018-001',
  state,
  isCallable: false,
  missingToStart: [],
  missingToPay: [],
  ...changes,
});
const facts = (
  status: RequestState,
  consultation: ConsultationFacts | null = null,
  assignment: AssignmentFacts | AssignmentState | null = null,
  changes: Partial<DossierFacts['request']> & { now?: typeof BEFORE } = {},
): DossierFacts => {
  const { now = BEFORE, ...request } = changes;
  return {
    request: { reference: 'DEM-2018-001', status, decision: '', qualification: '', ...request },
    consultation,
    assignment: typeof assignment === 'string' ? assignmentIn(assignment) : assignment,
    now,
  };
};
const opened = (...bids: BidStanding[]): ConsultationFacts =>
  consultationIn('plis ouverts', {
    bids: bids.map((standing, index) => ({ reference: `OFF-2018-001-${'ABC'[index]}`, standing })),
  });

describe('the next step', () => {
  it.each<[string, DossierFacts, string | null]>([
    ['a request that has come', facts('reçue'), 'Vérifier la complétude'],
    ['a file that is not complete', facts('à compléter'), 'Vérifier la complétude'],
    ['a complete file without decision', facts('complète'), null],
    [
      'a complete file with its decision',
      facts('complète', null, null, { decision: 'retenue' }),
      'Appliquer les décisions',
    ],
    ['a postponed file whose decision has not changed', facts('ajournée', null, null, { decision: 'ajournée' }), null],
    [
      'a postponed file that is now retained',
      facts('ajournée', null, null, { decision: 'retenue' }),
      'Appliquer les décisions',
    ],
    ['a retained request', facts('retenue'), 'Consigner la qualification'],
    ['a qualified request', facts('qualifiée'), 'Rédiger les termes de référence'],
    ['terms in draft', facts('qualifiée', consultationIn('brouillon')), 'Envoyer les termes de référence'],
    [
      'a sending that was cut',
      facts('en consultation', consultationIn('envoyée', { sending: 'paused', unsent: 2 })),
      'Envoyer les termes de référence',
    ],
    ['a consultation under way', facts('en consultation', consultationIn('envoyée')), null],
    [
      'a deadline that has passed, before the sweep has seen it',
      facts('en consultation', consultationIn('envoyée'), null, { now: AFTER }),
      'Ouvrir les plis',
    ],
    ['a consultation that is due', facts('en consultation', consultationIn('échue')), 'Ouvrir les plis'],
    ['a doubtful message', facts('en consultation', opened('to confirm', 'to settle')), null],
    ['amounts as proposed', facts('en consultation', opened('to score', 'to confirm')), 'Confirmer les montants'],
    ['a bid without its score', facts('en consultation', opened('to rank', 'to score')), null],
    ['bids to rank', facts('en consultation', opened('ranked', 'to rank')), 'Classer les offres'],
    ['ranked bids', facts('en consultation', opened('ranked', 'out')), 'Attribuer'],
    ['no bid at all', facts('en consultation', opened('out')), 'Déclarer sans suite'],
    ['an award', facts('attribuée', consultationIn('attribuée'), 'à signer'), 'Établir le marché'],
    [
      'a sending under way',
      facts('en consultation', consultationIn('envoyée', { sending: 'running', unsent: 2 })),
      null,
    ],
    [
      'a sending that a colleague asked for',
      facts('qualifiée', consultationIn('brouillon', { sending: 'queued' })),
      null,
    ],
    [
      'an address corrected after a bounce',
      facts('en consultation', consultationIn('envoyée', { corrected: ['BETA'] })),
      'Envoyer les termes de référence',
    ],
    [
      'a question of a holder',
      facts('en consultation', consultationIn('envoyée', { asking: ['BETA'] })),
      'Diffuser une réponse',
    ],
    [
      'an opening that a colleague asked for',
      facts('en consultation', consultationIn('échue', { openingQueued: true })),
      null,
    ],
    [
      'a signed contract',
      facts('en cours', null, assignmentIn('signé', { isCallable: true })),
      'Appeler la contribution',
    ],
    [
      'a contribution that is called and has not come',
      facts('en cours', null, assignmentIn('signé', { missingToStart: ['contribution'] })),
      'Enregistrer un mouvement',
    ],
    ['a contract whose row has gone', facts('en cours'), null],
    [
      'accepted work without its invoice',
      facts('acceptée', null, assignmentIn('service fait', { missingToPay: ['invoice'] })),
      'Enregistrer une facture',
    ],
    [
      'accepted work whose contribution has not been called',
      facts('acceptée', null, assignmentIn('service fait', { isCallable: true, missingToPay: ['contribution'] })),
      'Appeler la contribution',
    ],
    ['work under way', facts('en cours', consultationIn('attribuée'), 'en cours'), 'Enregistrer les livrables'],
    ['a refused delivery', facts('en cours', consultationIn('attribuée'), 'à corriger'), 'Enregistrer les livrables'],
    ['a delivery', facts('livrée', consultationIn('attribuée'), 'livré'), 'Constater le service fait'],
    ['accepted work', facts('acceptée', consultationIn('attribuée'), 'service fait'), 'Autoriser le paiement'],
    ['a paid request', facts('payée', consultationIn('attribuée'), 'soldé'), null],
    ['a closed request', facts('close', consultationIn('attribuée'), 'clos'), null],
    ['a refused request', facts('refusée'), null],
    ['a withdrawn request', facts('retirée'), null],
  ])('of %s', (_, dossier, action) => {
    const next = nextStep(dossier);
    expect(next.action).toBe(action);
    expect(next.sentence).toMatch(/^\p{Lu}.*\.$/su);
  });

  const everyDossier = REQUEST_STATES.flatMap(status =>
    [null, ...CONSULTATION_STATES].flatMap(consultation =>
      [null, ...ASSIGNMENT_STATES].map(assignment =>
        facts(status, consultation === null ? null : consultationIn(consultation), assignment),
      ),
    ),
  );

  it('is a whole sentence in every combination of states', () => {
    for (const dossier of everyDossier) expect(nextStep(dossier).sentence).toMatch(/^\p{Lu}.*\.$/su);
  });

  it('keeps bids sealed until the deadline, and says until when', () => {
    expect(nextStep(facts('en consultation', consultationIn('envoyée'))).sentence).toContain('16 novembre 2018');
  });
});

describe('the next step of other files', () => {
  const day = (text: string) => {
    const parsed = parseDay(text);
    if (!parsed.ok) throw new Error(parsed.reason);
    return parsed.value;
  };
  it.each([
    [
      'in force',
      { signedOn: '2018-11-05', renewals: 0, suspended: false },
      '2018-12-01',
      null,
      /4 novembre 2019 inclus/,
    ],
    ['near its end', { signedOn: '2018-11-05', renewals: 0, suspended: false }, '2019-10-01', 'Reconduire', /34 jours/],
    [
      'near its end after two renewals',
      { signedOn: '2018-11-05', renewals: 2, suspended: false },
      '2021-10-01',
      null,
      /./,
    ],
    ['ended', { signedOn: '2018-11-05', renewals: 0, suspended: false }, '2020-01-01', null, /n’est pas consulté/],
  ] as const)('of a holder whose agreement is %s', (_, { signedOn, ...agreement }, today, action, sentence) => {
    const next = holderStep({ ...agreement, signedOn: day(signedOn) }, day(today));
    expect([next.action, next.sentence]).toEqual([action, expect.stringMatching(sentence)]);
  });

  it.each([
    ['', '', null, null, 'Vérifier les candidatures'],
    ['conforme', '', null, null, null],
    ['conforme', '', '2018-10-29', null, 'Convoquer aux entretiens'],
    ['conforme', '', '2018-10-29', '2018-10-29', null],
    ['conforme', '', '2018-10-30', '2018-10-29', 'Convoquer aux entretiens'],
    ['conforme', 'retenue', '2018-10-29', null, 'Désigner les titulaires'],
    ['conforme', 'refusée', null, null, null],
  ])('of an application « %s », « %s », interview %s, told %s', (conformity, decision, on, told, action) => {
    const [interviewOn, invitedFor] = [on, told].map(one => (one === null ? null : startOfDay(day(one)))) as [
      Instant | null,
      Instant | null,
    ];
    expect(applicationStep({ conformity, decision, interviewOn, invitedFor }).action).toBe(action);
  });

  it('of a message: to tie it when the reading left it to staff', () => {
    expect([messageStep(true).action, messageStep(false).action]).toEqual(['Rattacher un message', null]);
  });
});

it('names items of the menu only', () => {
  const captions = MENU.flatMap(entry => ('handler' in entry ? [entry] : entry.items)).map(({ caption }) => caption);
  for (const action of [...DOSSIER_ACTIONS, ...OTHER_ACTIONS]) expect(captions).toContain(action);
});

it('goes through states of a request only, in the order in which they follow', () => {
  for (const stage of STAGES) expect(REQUEST_STATES).toContain(stage);
});

it('of a state that Accueil counts is one of those that it advises', () => {
  const counted: readonly (readonly [keyof typeof ACTIONS_AT, DossierFacts])[] = [
    ['received', facts('reçue')],
    ['retained', facts('retenue')],
    ['qualified', facts('qualifiée')],
    ['draft', facts('qualifiée', consultationIn('brouillon'))],
    ['lapsed', facts('en consultation', consultationIn('échue'))],
    ['opened', facts('en consultation', opened('ranked'))],
  ];
  for (const [line, dossier] of counted) expect(ACTIONS_AT[line]).toContain(nextStep(dossier).action);
});

it('is found in the menu where Accueil says', () => {
  expect(ACTIONS_AT.opened.map(submenuOf)).toEqual(['Offres', 'Offres', 'Offres']);
});
