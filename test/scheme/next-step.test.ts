/** What comes next for a dossier, over every state, and why the rest is not possible now. */
import {
  DOSSIER_ACTIONS,
  type DossierAction,
  type DossierFacts,
  nextStep,
  possibilities,
  STAGES,
} from '../../src/scheme/next-step';
import {
  ASSIGNMENT_STATES,
  type AssignmentState,
  CONSULTATION_STATES,
  type ConsultationState,
  move,
  REQUEST_STATES,
  type RequestState,
} from '../../src/scheme/states';
import { instantAt, parseDay } from '../../src/scheme/time';
import { MENU } from '../../src/sheets/menu';
import { homeWording } from '../../src/sheets/wording-pages';

const day = parseDay('2018-11-16');
if (!day.ok) throw new Error(day.reason);
const DEADLINE = instantAt(day.value, 23, 59, 59);
const BEFORE = instantAt(day.value, 12);
const AFTER = instantAt(day.value, 24);

type Consultation = NonNullable<DossierFacts['consultation']>;

const NO_BIDS = { toSettle: [], toConfirm: [], toScore: [], rankable: [], ranked: [] };
const consultationIn = (status: ConsultationState, changes: Partial<Consultation> = {}): Consultation => ({
  reference: 'CONS-2018-001',
  status,
  deadline: status === 'brouillon' ? null : DEADLINE,
  invited: 5,
  answered: 2,
  unsent: 0,
  notReady: '',
  ...NO_BIDS,
  ...changes,
});
const facts = (
  status: RequestState,
  consultation: Consultation | null = null,
  assignment: AssignmentState | null = null,
  changes: Partial<DossierFacts['request']> & { now?: typeof BEFORE } = {},
): DossierFacts => {
  const { now = BEFORE, ...request } = changes;
  return {
    request: { reference: 'DEM-2018-001', status, decision: '', qualification: '', ...request },
    consultation,
    assignment: assignment === null ? null : { reference: 'MS-2018-001', state: assignment },
    now,
  };
};
const opened = (changes: Partial<Consultation>): Consultation => consultationIn('plis ouverts', changes);

describe('the next step', () => {
  const OFFER = 'OFF-2018-001-ALPHA';
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
      facts('en consultation', consultationIn('envoyée', { unsent: 2 })),
      'Envoyer les termes de référence',
    ],
    ['a consultation under way', facts('en consultation', consultationIn('envoyée')), null],
    [
      'a deadline that has passed, before the sweep has seen it',
      facts('en consultation', consultationIn('envoyée'), null, { now: AFTER }),
      'Ouvrir les plis',
    ],
    ['a consultation that is due', facts('en consultation', consultationIn('échue')), 'Ouvrir les plis'],
    ['a doubtful message', facts('en consultation', opened({ toSettle: [OFFER], toConfirm: [OFFER] })), null],
    ['amounts as proposed', facts('en consultation', opened({ toConfirm: [OFFER] })), 'Confirmer les montants'],
    ['a bid without its score', facts('en consultation', opened({ toScore: [OFFER] })), null],
    ['bids to rank', facts('en consultation', opened({ rankable: [OFFER] })), 'Classer les offres'],
    ['ranked bids', facts('en consultation', opened({ rankable: [OFFER], ranked: [OFFER] })), 'Attribuer'],
    ['no bid at all', facts('en consultation', opened({})), 'Déclarer sans suite'],
    ['an award', facts('attribuée', consultationIn('attribuée'), 'à signer'), 'Établir le marché'],
    ['a signed contract', facts('en cours', consultationIn('attribuée'), 'signé'), 'Appeler la contribution'],
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
    // What is proposed is possible: the same rules say so.
    if (action !== null) expect(possibilities(dossier).find(one => one.action === action)?.blocked).toBe('');
  });

  it('follows what the actions say of the assignment, beyond its state', () => {
    const running = (notNow: Partial<Record<DossierAction, string>>): DossierFacts => ({
      ...facts('en cours', consultationIn('attribuée')),
      assignment: { reference: 'MS-2018-001', state: 'en cours', notNow },
    });
    expect(nextStep(running({ 'Appeler la contribution': '' })).action).toBe('Appeler la contribution');
    const called = running({ 'Appeler la contribution': 'Déjà appelée.', 'Enregistrer les livrables': 'Pas encore.' });
    expect(nextStep(called)).toMatchObject({ action: 'Enregistrer les livrables', blocked: 'Pas encore.' });
    expect(possibilities(called).find(({ action }) => action === 'Enregistrer les livrables')?.blocked).toBe(
      'Pas encore.',
    );
  });

  it('carries the reason why a draft cannot be sent yet', () => {
    const dossier = facts('qualifiée', consultationIn('brouillon', { notReady: 'Les points manquent.' }));
    expect(nextStep(dossier)).toMatchObject({
      action: 'Envoyer les termes de référence',
      blocked: 'Les points manquent.',
    });
  });
});

describe('what else is possible', () => {
  const everyDossier = REQUEST_STATES.flatMap(status =>
    [null, ...CONSULTATION_STATES].flatMap(consultation =>
      [null, ...ASSIGNMENT_STATES].map(assignment =>
        facts(status, consultation === null ? null : consultationIn(consultation), assignment),
      ),
    ),
  );

  it('is said of every action in every combination of states, with a reason in words where it is not', () => {
    for (const dossier of everyDossier) {
      const all = possibilities(dossier);
      expect(all.map(({ action }) => action)).toEqual([...DOSSIER_ACTIONS]);
      for (const { blocked } of all) expect(blocked === '' || /^[\p{Lu}«].*\.$/su.test(blocked)).toBe(true);
    }
  });

  it('never allows a withdrawal that the table of states refuses, and refuses in its words', () => {
    for (const dossier of everyDossier) {
      const moved = move('request', dossier.request.status, 'retirée', 'Enregistrer un retrait');
      const found = possibilities(dossier).find(({ action }) => action === 'Enregistrer un retrait');
      expect(found?.blocked).toBe(moved.ok ? '' : moved.reason);
    }
  });

  it('keeps bids sealed until the deadline, and says until when', () => {
    const found = possibilities(facts('en consultation', consultationIn('envoyée')));
    expect(found.find(({ action }) => action === 'Ouvrir les plis')?.blocked).toContain('16 novembre 2018');
  });
});

it('names items of the menu only', () => {
  const captions = MENU.flatMap(entry => ('handler' in entry ? [entry] : entry.items)).map(({ caption }) => caption);
  for (const action of DOSSIER_ACTIONS) expect(captions).toContain(action);
});

it('goes through states of a request only, in the order in which they follow', () => {
  for (const stage of STAGES) expect(REQUEST_STATES).toContain(stage);
});

it.each([
  ['received', facts('reçue')],
  ['retained', facts('retenue')],
  ['qualified', facts('qualifiée')],
  ['draft', facts('qualifiée', consultationIn('brouillon'))],
  ['lapsed', facts('en consultation', consultationIn('échue'))],
] as const)('tab Accueil advises the same step for « %s »', (task, dossier) => {
  const advice = homeWording[task][1].replaceAll('’', "'");
  expect(advice).toContain(nextStep(dossier).action);
});
