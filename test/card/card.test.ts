/** The sidebar « Fiche » on the built script: it tells what the menu would do, what it costs to look, and follows changes. */
import type { FileCard } from '../../src/actions/show-card';
import { ANSWERED, DECISION_TYPED, drafted, GRENOBLE, INSTALLED, SEND } from '../exactly-once/preparations';
import { type Case, COLLEAGUE, MANAGER, PreparedWorkspace } from '../exactly-once/prepared-workspace';
import { blockedOf, cardAt, Sidebar } from './sidebar';

const HOLDERS = ['ALPHA', 'BETA'];
const OPENED = `
  - run: Ouvrir les plis
    on: [CONS-2018-001]
    answers: [Claire Morvan, Hugo Lefèvre]
`;
const CONFIRMED = `
  - run: Confirmer les montants
    on: [OFF-2018-001-ALPHA, OFF-2018-001-BETA]
    answers: [oui]
`;
const RANKED = `
  - edit: { tab: Offres, row: OFF-2018-001-ALPHA, values: { Note technique: 55 } }
  - edit: { tab: Offres, row: OFF-2018-001-BETA, values: { Note technique: 40 } }
  - run: Classer les offres
    on: [CONS-2018-001]
`;
const AWARDED = `
  - run: Attribuer
    on: [CONS-2018-001]
    answers: [ALPHA, oui]
`;
const SIGNED = `
  - run: Établir le marché
    on: [MS-2018-001]
    answers: [19/11/2018]
`;
const PAID_IN = `
  - run: Appeler la contribution
    on: [MS-2018-001]
    answers: [oui]
  - run: Enregistrer un mouvement
    on: [MS-2018-001]
    answers: [participation reçue, "10 200", 19/11/2018, VIR-1]
`;
const DELIVERED = `
  - run: Enregistrer les livrables
    on: [MS-2018-001]
    answers: [Rapport final]
`;
const MAIL_OF_NOBODY = `
  - at: 2018-11-13T11:00:00+01:00
    mail:
      to: dispositif@cuf.example
      from: inconnu@ailleurs.example
      subject: Notre offre
      text: Voici notre offre.
      attachments: [pieces/offre-technique.pdf]
  - at: 2018-11-13T12:00:00+01:00
`;

const states: Record<string, PreparedWorkspace> = {};
const stateOf = (name: string): PreparedWorkspace => {
  const state = states[name];
  if (state === undefined) throw new Error(`No state ${name}.`);
  return state;
};

beforeAll(async () => {
  let state = await PreparedWorkspace.play(INSTALLED);
  states.received = await state.followedBy(GRENOBLE);
  const steps: readonly (readonly [name: string, steps: string])[] = [
    ['decided', DECISION_TYPED],
    ['draft', drafted(HOLDERS)],
    ['sent', SEND],
    ['due', ANSWERED],
    ['opened', OPENED],
    ['confirmed', CONFIRMED],
    ['ranked', RANKED],
    ['awarded', AWARDED],
    ['signed', SIGNED],
    ['paid in', PAID_IN],
    ['delivered', DELIVERED],
  ];
  for (const [name, more] of steps) {
    state = await state.followedBy(more);
    states[name] = state;
  }
  states.unanswered = await stateOf('sent').followedBy(`
  - at: 2018-11-20T10:00:00+01:00
    run: Ouvrir les plis
    on: [CONS-2018-001]
    answers: [Claire Morvan, Hugo Lefèvre]
`);
  states.retained = await stateOf('decided').followedBy(`
  - run: Appliquer les décisions
    on: [DEM-2018-001]
    answers: [oui]
`);
  states.qualified = await stateOf('retained').followedBy(`
  - run: Consigner la qualification
    on: [DEM-2018-001]
    answers: [Entretien tenu]
`);
}, 300_000);

const NAMES = [
  'received',
  'decided',
  'retained',
  'qualified',
  'draft',
  'sent',
  'due',
  'unanswered',
  'opened',
  'confirmed',
  'ranked',
  'awarded',
  'signed',
  'paid in',
  'delivered',
] as const;

/** What a person who knows answers to each item; an item that is not here asks nothing. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  'Appliquer les décisions': ['oui'],
  'Consigner la qualification': ['Entretien tenu'],
  "Enregistrer l'accord sur les TdR": ['05/11/2018'],
  "Prévisualiser l'envoi": [''],
  'Envoyer les termes de référence': ['oui'],
  'Diffuser une réponse': ['Combien de pages ?', 'Dix.'],
  'Prolonger le délai': ['30/11/2018', 'Une fête'],
  'Ouvrir les plis': ['Claire Morvan', 'Hugo Lefèvre'],
  'Confirmer les montants': ['oui'],
  Attribuer: ['ALPHA', 'oui'],
  'Déclarer sans suite': ['Besoin disparu'],
  'Établir le marché': ['19/11/2018'],
  'Appeler la contribution': ['oui'],
  'Enregistrer les livrables': ['Rapport final'],
  'Constater le service fait': ['CUF', 'accepté', ''],
  'Enregistrer une facture': ['FAC-1', '10 200', '19/11/2018'],
  'Enregistrer un mouvement': ['participation reçue', '1', '19/11/2018', 'VIR-9'],
  'Enregistrer un retrait': ['La collectivité renonce'],
};
/** Says again what it said, and changes nothing, when nothing has changed. */
const REPEATABLE = 'Vérifier la complétude';
/** Depend on amounts that only the person knows: whether they may run is compared, not what they do. */
const UNANSWERED = ['Enregistrer une facture', 'Autoriser le paiement', 'Enregistrer un avenant', 'Résilier'];

interface Run {
  readonly read: string;
  readonly changed: boolean;
}

const PLACES: Readonly<Record<string, readonly [sheet: string, prefix: string]>> = {
  request: ['Demandes', 'DEM-'],
  consultation: ['Consultations', 'CONS-'],
  bids: ['Offres', 'OFF-'],
  assignment: ['Marchés', 'MS-'],
};

const PARTS: Readonly<Record<string, keyof typeof PLACES>> = {
  'Vérifier la complétude': 'request',
  'Appliquer les décisions': 'request',
  'Consigner la qualification': 'request',
  'Rédiger les termes de référence': 'request',
  'Enregistrer un retrait': 'request',
  'Confirmer les montants': 'bids',
  "Enregistrer l'accord sur les TdR": 'consultation',
  "Prévisualiser l'envoi": 'consultation',
  'Envoyer les termes de référence': 'consultation',
  'Diffuser une réponse': 'consultation',
  'Prolonger le délai': 'consultation',
  'Ouvrir les plis': 'consultation',
  'Classer les offres': 'consultation',
  Attribuer: 'consultation',
  'Déclarer sans suite': 'consultation',
};

/** Clicks an item in the menu on the rows of the dossier; null when it has none. */
function click(one: Case, item: string): Run | null {
  const [sheet, prefix] = PLACES[PARTS[item] ?? 'assignment'] ?? ['', ''];
  const rows = one
    .rows(sheet)
    .flatMap((row, index) => (String(Object.values(row)[0]).startsWith(prefix) ? [index + 2] : []));
  if (rows.length === 0) return null;
  const lines = one.rows('Journal').length;
  const left = [...(ANSWERS[item] ?? [])];
  const read: string[] = [];
  let pages = 0;
  one.workspace.runMenu(item, {
    by: MANAGER,
    sheet,
    rows,
    person: () => ({
      show(_kind, _title, text, page) {
        read.push(text);
        if (page !== undefined) pages += 1;
      },
      ask: () => left.shift() ?? '',
    }),
  });
  return { read: read.join('\n'), changed: pages > 0 || one.rows('Journal').length > lines };
}

describe('says of each action exactly what the menu would do', () => {
  it.each(NAMES)('when the dossier is %s', name => {
    const card = cardAt(stateOf(name).copy(), 'Demandes', 2);
    const actions = [card.next, ...card.others].filter(({ action }) => action !== '');
    expect(actions.length).toBeGreaterThanOrEqual(23);
    for (const { action, blocked } of actions) {
      const run = click(stateOf(name).copy(), action);
      if (run === null) expect([name, action, blocked]).toEqual([name, action, expect.stringMatching(/^Aucun/)]);
      else if (blocked !== '') expect([name, action, run]).toEqual([name, action, { read: blocked, changed: false }]);
      else if (action === REPEATABLE) expect([name, run.read]).toEqual([name, expect.stringContaining('complète')]);
      else if (!UNANSWERED.includes(action))
        expect([name, action, run]).toMatchObject([name, action, { changed: true }]);
    }
  });

  it('and offers as the next step what may run', () => {
    for (const name of NAMES)
      expect([name, cardAt(stateOf(name).copy(), 'Demandes', 2).next.blocked]).toEqual([name, '']);
  });

  it('also to a colleague whose sending waits for the managing account', async () => {
    const one = stateOf('draft').copy();
    await one.play(`
  - by: ${COLLEAGUE}
    run: Envoyer les termes de référence
    on: [CONS-2018-001]
    answers: [oui]
`);
    const card = cardAt(one, 'Demandes', 2);
    expect(card.next).toMatchObject({ action: '', sentence: expect.stringContaining('dans les 15 minutes') });
    expect(blockedOf(card, 'Envoyer les termes de référence')).toBe(
      click(one, 'Envoyer les termes de référence')?.read,
    );
  });
});

describe('what is missing', () => {
  it('is all said at once for a consultation that cannot be sent', async () => {
    const one = stateOf('draft').copy();
    await one.play('  - set: { PointsTechnique: "", AdresseReponse: "" }\n');
    await one.play('  - edit: { tab: Titulaires, row: ALPHA, values: { Suspendu: oui } }\n');
    await one.play('  - edit: { tab: Titulaires, row: BETA, values: { Suspendu: oui } }\n');
    expect(cardAt(one, 'Demandes', 2).missing).toHaveLength(3);
  });

  it('names each bid that waits, with why', () => {
    expect(cardAt(stateOf('opened').copy(), 'Demandes', 2).missing).toEqual([
      expect.stringContaining('OFF-2018-001-ALPHA'),
      expect.stringContaining('OFF-2018-001-BETA'),
    ]);
  });

  it('is what the payment still needs, once delivered', () => {
    expect(cardAt(stateOf('delivered').copy(), 'Demandes', 2).missing.length).toBeGreaterThan(1);
  });
});

describe('following the selection', () => {
  it('costs one read while nothing changes', () => {
    const sidebar = new Sidebar(stateOf('sent').copy(), { sheet: 'Demandes', row: 2 });
    const { stamp } = sidebar.look();
    expect(sidebar.follow(stamp)).toBeNull();
    expect(sidebar.lastRun.calls).toEqual({ 'Range.getValues': 1 });
  });

  it('shows a whole dossier in few reads, and writes nothing', () => {
    const sidebar = new Sidebar(stateOf('ranked').copy(), { sheet: 'Consultations', row: 2 });
    sidebar.look();
    expect(sidebar.lastRun.totalCalls).toBeLessThanOrEqual(30);
    expect(Object.keys(sidebar.lastRun.calls).filter(call => /set|lock|flush|send/i.test(call))).toEqual([]);
  });

  it('notices a cell typed in the same row, and an event of the ledger', async () => {
    const one = stateOf('received').copy();
    const sidebar = new Sidebar(one, { sheet: 'Demandes', row: 2 });
    const first = sidebar.look();
    await one.play('  - edit: { tab: Demandes, row: DEM-2018-001, values: { Note: 12 } }\n');
    const second = sidebar.follow(first.stamp);
    expect(second?.card?.reference).toBe('DEM-2018-001');
    await one.play('  - run: Vérifier la complétude\n    on: [DEM-2018-001]\n');
    expect(sidebar.follow(second?.stamp ?? '')?.card?.status).toBe('complète');
  });

  it.each([
    ['Demandes', 2],
    ['Consultations', 2],
    ['Offres', 2],
    ['Marchés', 2],
  ])('leads from a row of %s to its dossier', (sheet, row) => {
    expect(cardAt(stateOf('delivered').copy(), sheet, row).reference).toBe('DEM-2018-001');
  });

  it('shows a holder, and offers its renewal near the end only', () => {
    const card = cardAt(stateOf('draft').copy(), 'Titulaires', 2);
    expect([card.reference, card.title, card.next.action]).toEqual(['ALPHA', 'Cabinet ALPHA', '']);
    expect(card.next.sentence).toContain('4 novembre 2019');
    expect(card.others.map(({ action }) => action)).toEqual(['Reconduire']);
  });

  it('shows a message that belongs to nothing, and ties it from there', async () => {
    const one = stateOf('sent').copy();
    await one.play(MAIL_OF_NOBODY);
    const sidebar = new Sidebar(one, { sheet: 'Messages', row: 2 });
    const card = sidebar.look().card as FileCard;
    expect(card.next).toMatchObject({ action: 'Rattacher un message', blocked: '' });
    const { view } = sidebar.press('Rattacher un message', card.name, ['DEM-2018-001']);
    expect(view.card?.reference).toBe('DEM-2018-001');
  });

  it('says what to select where there is no file', () => {
    const { card, hint } = new Sidebar(stateOf('sent').copy(), { sheet: 'Accueil', row: 4 }).look();
    expect([card, hint]).toEqual([null, expect.stringContaining('Sélectionnez une ligne')]);
  });
});

describe('a step taken from it', () => {
  it('runs as the menu item, on the rows of the dossier', () => {
    const one = stateOf('opened').copy();
    const sidebar = new Sidebar(one, { sheet: 'Demandes', row: 2 });
    const { said, view } = sidebar.press('Confirmer les montants', 'DEM-2018-001', ['oui']);
    expect(said).toContain('fait');
    expect(view.card?.next.sentence).toContain('note technique');
  });

  it('is refused with a sentence when it is unknown or the row has gone', () => {
    const sidebar = new Sidebar(stateOf('opened').copy(), { sheet: 'Demandes', row: 2 });
    expect(sidebar.press('Tout effacer', 'DEM-2018-001').said).toContain('pas proposée');
    expect(sidebar.press('Attribuer', 'DEM-2018-999').said).toContain('plus dans le classeur');
  });
});
