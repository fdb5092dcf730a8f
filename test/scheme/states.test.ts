/** The cycle: every move of the tables is possible, every other one is refused with the moves that are. */
import {
  ASSIGNMENT_STATES,
  BID_STATES,
  CONSULTATION_STATES,
  DISPATCH_STATES,
  type Gesture,
  handEditable,
  isFinal,
  isState,
  move,
  possibleMoves,
  REQUEST_STATES,
} from '../../src/scheme/states';

const arrows = <State extends string>(states: readonly State[], goes: (from: State, to: State) => boolean): string[] =>
  states.flatMap(from => states.filter(to => goes(from, to)).map(to => `${from} → ${to}`)).sort();

const REQUEST_ARROWS = [
  'reçue → à compléter',
  'reçue → complète',
  'à compléter → complète',
  'complète → retenue',
  'complète → ajournée',
  'complète → refusée',
  'ajournée → retenue',
  'ajournée → refusée',
  'retenue → qualifiée',
  'qualifiée → en consultation',
  'en consultation → attribuée',
  'en consultation → qualifiée',
  'attribuée → en cours',
  'en cours → livrée',
  'livrée → en cours',
  'livrée → acceptée',
  'acceptée → payée',
  'payée → close',
  'reçue → retirée',
  'à compléter → retirée',
  'complète → retirée',
  'retenue → retirée',
  'ajournée → retirée',
  'qualifiée → retirée',
  'en consultation → retirée',
  'attribuée → retirée',
  'en cours → retirée',
  'livrée → retirée',
].sort();

const CONSULTATION_ARROWS = [
  'brouillon → envoyée',
  'envoyée → échue',
  'échue → plis ouverts',
  'plis ouverts → attribuée',
  'brouillon → sans suite',
  'envoyée → sans suite',
  'échue → sans suite',
  'plis ouverts → sans suite',
].sort();

const ASSIGNMENT_ARROWS = [
  'à signer → signé',
  'signé → en cours',
  'en cours → livré',
  'livré → à corriger',
  'à corriger → livré',
  'livré → service fait',
  'service fait → soldé',
  'soldé → clos',
  'à signer → résilié',
  'signé → résilié',
  'en cours → résilié',
  'livré → résilié',
  'à corriger → résilié',
  'service fait → résilié',
].sort();

const DISPATCH_ARROWS = [
  'à envoyer → en cours',
  'en cours → envoyé',
  'en cours → à envoyer',
  'à envoyer → échec',
  'en cours → échec',
  'envoyé → échec',
  'échec → à envoyer',
].sort();

describe('moves', () => {
  it('of a request are those of the cycle, and no other', () => {
    expect(arrows(REQUEST_STATES, (from, to) => move('request', from, to).ok)).toEqual(REQUEST_ARROWS);
  });

  it('of a consultation are those of the cycle, and no other', () => {
    expect(arrows(CONSULTATION_STATES, (from, to) => move('consultation', from, to).ok)).toEqual(CONSULTATION_ARROWS);
  });

  it('of an assignment are those of the cycle, and no other', () => {
    expect(arrows(ASSIGNMENT_STATES, (from, to) => move('assignment', from, to).ok)).toEqual(ASSIGNMENT_ARROWS);
  });

  it('of a mail never let a mail that left be sent again', () => {
    expect(arrows(DISPATCH_STATES, (from, to) => move('dispatch', from, to).ok)).toEqual(DISPATCH_ARROWS);
  });

  it.each(BID_STATES.filter(state => state !== 'en attente'))('a bid can become %s', state => {
    expect(BID_STATES.some(from => move('bid', from, state).ok)).toBe(true);
  });

  it.each([
    ['à compléter', 'complète', 'réponse de la collectivité'],
    ['complète', 'retenue', 'Appliquer les décisions'],
    ['retenue', 'qualifiée', 'Consigner la qualification'],
    ['retenue', 'qualifiée', 'Rédiger les termes de référence'],
    ['qualifiée', 'en consultation', 'Envoyer les termes de référence'],
    ['en consultation', 'qualifiée', 'Déclarer sans suite'],
    ['attribuée', 'en cours', 'Établir le marché'],
    ['livrée', 'acceptée', 'Constater le service fait'],
    ['livrée', 'retirée', 'Enregistrer un retrait'],
  ] satisfies [(typeof REQUEST_STATES)[number], (typeof REQUEST_STATES)[number], Gesture][])(
    'a request goes from %s to %s by %s',
    (from, to, gesture) => {
      expect(move('request', from, to, gesture)).toEqual({ ok: true, value: to });
    },
  );

  it('are refused by another gesture, which is named with the right one', () => {
    const result = move('request', 'en consultation', 'attribuée', 'Appliquer les décisions');
    expect(result).toEqual({ ok: false, reason: expect.stringContaining('«\u00A0Attribuer\u00A0»') });
    expect(result).toEqual({ ok: false, reason: expect.stringContaining('«\u00A0Appliquer les décisions\u00A0»') });
  });

  it('say which are possible when one is not', () => {
    const result = move('request', 'complète', 'payée');
    const reason = result.ok ? '' : result.reason;
    for (const state of ['retenue', 'ajournée', 'refusée', 'retirée', 'Appliquer les décisions'])
      expect(reason).toContain(state);
  });

  it.each(['refusée', 'close', 'retirée'] as const)('%s is final, and says so', state => {
    expect(isFinal('request', state)).toBe(true);
    expect(move('request', state, 'complète')).toEqual({ ok: false, reason: expect.stringContaining('état final') });
  });

  it('never lead to two rules for one arrow', () => {
    const tables = {
      request: REQUEST_STATES,
      consultation: CONSULTATION_STATES,
      assignment: ASSIGNMENT_STATES,
      bid: BID_STATES,
      dispatch: DISPATCH_STATES,
    } as const;
    for (const [kind, states] of Object.entries(tables) as ['request', typeof REQUEST_STATES][])
      for (const from of states) {
        const targets = possibleMoves(kind, from).map(({ to }) => to);
        expect(new Set(targets).size).toBe(targets.length);
      }
  });
});

describe('a status typed by hand', () => {
  it.each([
    ['reçue', 'complète', 'complète'],
    ['reçue', 'à compléter', 'à compléter'],
    ['à compléter', ' Complète ', 'complète'],
    ['payée', 'close', 'close'],
  ] as const)('%s → %p is accepted: nothing else goes with it', (from, typed, state) => {
    expect(handEditable(from, typed)).toEqual({ ok: true, value: state });
  });

  it.each([
    ['complète', 'retenue', 'Appliquer les décisions'],
    ['qualifiée', 'en consultation', 'Envoyer les termes de référence'],
    ['en consultation', 'attribuée', 'Attribuer'],
    ['livrée', 'acceptée', 'Constater le service fait'],
    ['reçue', 'retirée', 'Enregistrer un retrait'],
  ] as const)('%s → %s is put back and the gesture is named', (from, typed, gesture) => {
    expect(handEditable(from, typed)).toEqual({ ok: false, reason: expect.stringContaining(gesture) });
  });

  it('is put back when the cycle does not go there', () => {
    expect(handEditable('reçue', 'payée')).toEqual({ ok: false, reason: expect.stringContaining('impossible') });
  });

  it.each(['', 'n’importe quoi', '=1+1', 'attribué'])('is put back when %p is no status', typed => {
    expect(handEditable('reçue', typed)).toEqual({ ok: false, reason: expect.stringContaining('Statuts') });
  });
});

it('a state is recognised letter for letter', () => {
  expect(isState('request', 'reçue')).toBe(true);
  expect(isState('request', 'Reçue')).toBe(false);
  expect(isState('consultation', 'reçue')).toBe(false);
});

describe('a gesture made twice', () => {
  it.each([
    ['request', 'retenue', /déjà « retenue » : rien n’a été changé\. Possible ensuite : qualifiée \(/],
    ['consultation', 'attribuée', /déjà « attribuée », un état final : rien n’a été changé\.$/],
  ] as const)('says that the %s is already %s', (kind, state, sentence) => {
    const again = kind === 'request' ? move('request', state, state) : move('consultation', state, state);
    expect(again.ok ? '' : again.reason.replace(/\u00a0/g, ' ')).toMatch(sentence);
  });
});
