/** Any order of steps by the menu and by hand: each step is done or refused with a sentence, and the money stays right. */
import fc from 'fast-check';
import { workbookJson } from '../../local/engine/snapshot';
import { MENU } from '../../src/sheets/menu';
import type { Rows } from '../actions/playing';
import { awarded, plain } from '../assignments/awarded';
import { Case, MANAGER, PreparedWorkspace } from '../exactly-once/prepared-workspace';
import { accountProblems } from './accounts';
import { click, type Dice, ITEMS, type } from './menu-desk';

const MORE_REQUESTS = ['DEM-2018-004', 'DEM-2018-005', 'DEM-2018-006'];
/** A request that is complete, one retained, and one that is consulted. */
const MEANWHILE = `
${MORE_REQUESTS.map(
  () => `
  - submit: { Nom de la collectivité: Sicoval, Type de collectivité: EPCI, Numéro SIREN: "243100633", Représentant légal: Jean Arnaud, Nom du contact: Nora Petit, Courriel: dga@sicoval.example, "Type d'appui demandé": Montage de projet, Intitulé: Eau potable, Contexte et besoin: Un besoin, "Coût estimé de la prestation TTC (€)": 9000, Engagement à verser la participation en numéraire: [Oui] }`,
).join('')}
  - run: Vérifier la complétude
    on: [${MORE_REQUESTS.join(', ')}]
  - edit: { tab: Demandes, row: DEM-2018-005, values: { Décision: retenue } }
  - edit: { tab: Demandes, row: DEM-2018-006, values: { Décision: retenue } }
  - run: Appliquer les décisions
    on: [DEM-2018-005, DEM-2018-006]
    answers: [oui]
  - run: Rédiger les termes de référence
    on: [DEM-2018-006]
  - run: Envoyer les termes de référence
    on: [CONS-2018-004]
    answers: [oui]
  - mail: { reply: CONS-2018-004/ALPHA, text: "MONTANT HT : 7 000,00 €\\nTAUX TVA : 20 %\\nMONTANT TTC : 8 400,00 €", auth: pass }
`;
/** Beside these, three assignments to sign; the last bid is opened. */
const STEPS = `${awarded({ members: [true, false, true], settings: ', Acomptes: "20 %"', meanwhile: MEANWHILE })}
  - fill: { tab: Comité, rows: [ { Nom: Anne Roy, Organisme: AFD, Courriel: anne.roy@afd.example, Rôle: comité } ] }
  - run: Ouvrir les plis
    on: [CONS-2018-004]
    answers: [Claire Morvan, Hugo Lefèvre]
`;

let ready: PreparedWorkspace;
beforeAll(async () => {
  const one = Case.onNewWorkspace('2018-11-05T09:00:00+01:00');
  await one.play(STEPS);
  ready = PreparedWorkspace.of(one);
}, 120_000);

const never: Dice = () => 1;
const money = (one: Case): string[] => accountProblems(workbookJson(one.stage.workbook) as Rows);
const toasts = (one: Case): string[] =>
  one.workspace.screens.filter(({ kind }) => kind === 'toast').map(({ text }) => plain(text));

describe('a step on the wrong rows', () => {
  let one: Case;
  beforeAll(() => {
    one = ready.copy();
  });

  it.each(Object.entries(ITEMS).map(([item, { tab, isForSeveral = false }]) => [item, tab, isForSeveral] as const))(
    '%s asks for rows of %s, and changes nothing',
    (item, tab, isForSeveral) => {
      const selections: readonly (readonly [string, readonly number[]])[] = [
        [tab === 'Marchés' ? 'Offres' : 'Marchés', [2]],
        [tab, [60]],
        ...(isForSeveral || one.rows(tab).length < 2 ? [] : ([[tab, [2, 3]]] as const)),
      ];
      for (const [sheet, rows] of selections) {
        const { told, asked, cellsWritten } = click(one, item, sheet, rows, never);
        expect({ sheet, rows, told, asked, cellsWritten }).toEqual({
          sheet,
          rows,
          told: [expect.stringMatching(new RegExp(`^Sélectionnez .*l’onglet « ${tab} »\\.$`))],
          asked: [],
          cellsWritten: 0,
        });
      }
    },
  );
});

describe('what is typed on a bid', () => {
  let one: Case;
  beforeAll(() => {
    one = ready.copy();
  });

  it.each([
    ['Note technique', 12],
    ['Montant TTC', 9_999.5],
  ])('is put back once its consultation is awarded: %s', (header, value) => {
    const before = one.row('Offres', 'OFF-2018-001-ALPHA');
    type(one, 'Offres', 2, header, value);
    expect(one.row('Offres', 'OFF-2018-001-ALPHA')).toEqual(before);
    expect(toasts(one).at(-1)).toContain('CONS-2018-001 est « attribuée » : il n’y a plus rien à changer.');
  });

  it('above the points of the technical score is told at once, and is not ranked', () => {
    const row = one.rows('Offres').findIndex(({ Référence }) => Référence === 'OFF-2018-004-ALPHA') + 2;
    type(one, 'Offres', row, 'Note technique', 61);
    expect(toasts(one).at(-1)).toMatch(/^La note technique 61 n’est pas comprise entre 0 et 60\. Corrigez-la/);
    click(one, 'Confirmer les montants', 'Offres', [row], () => 0);
    const ranked = click(one, 'Classer les offres', 'Consultations', [5], never);
    expect(ranked.told.join()).toContain('0 offre classée');
    const before = toasts(one).length;
    type(one, 'Offres', row, 'Note technique', 60);
    expect(toasts(one)).toHaveLength(before);
  });
});

/** Cells that people type in, with what could be typed. */
const CELLS: readonly (readonly [string, string, readonly (string | number)[]])[] = [
  ['Demandes', 'Décision', ['retenue', 'ajournée', 'refusée', 'peut-être', '']],
  ['Demandes', 'Statut', ['close', 'complète', 'payée', 'n’importe', '']],
  ['Demandes', 'Note', [12, -1, 'x']],
  ['Demandes', 'Coût retenu TTC', [9000, 15_600, 'x', '']],
  ['Demandes', 'Montant réservé', [1, '']],
  ['Offres', 'Note technique', [50, 61, 'x']],
  ['Offres', 'Montant TTC', [8400, 20_000, 'x', '']],
  ['Marchés', 'Part dispositif', [1.5, '']],
  ['Marchés', 'Payé', [99.99]],
  ['Marchés', 'État', ['clos', 'soldé', '']],
];
/** The whole menu; what moves an assignment on comes more often, so that lives go far. */
const CAPTIONS: readonly string[] = MENU.flatMap(entry => ('items' in entry ? entry.items : [entry])).map(
  ({ caption }) => caption,
);
const OFTEN = Object.keys(ITEMS).filter(item => ITEMS[item]?.tab === 'Marchés');

const gesture = fc.record({
  kind: fc.nat({ max: 19 }),
  item: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...CAPTIONS) },
    { weight: 3, arbitrary: fc.constantFrom(...OFTEN) },
  ),
  numbers: fc.array(fc.nat({ max: 9_999 }), { minLength: 12, maxLength: 12 }),
});
type Gesture = typeof gesture extends fc.Arbitrary<infer T> ? T : never;

function dice(numbers: readonly number[]): Dice {
  let thrown = 0;
  return below => {
    thrown += 1;
    return (numbers[thrown % numbers.length] ?? 0) % below;
  };
}

/** Mostly a row on which the item may do something, sometimes any, or several. */
function rowsFor(one: Case, tab: string, states: readonly string[], throwOne: Dice): number[] {
  const rows = one.rows(tab);
  const fitting = rows.flatMap(({ Statut, État }, index) =>
    states.includes(String(Statut ?? État)) ? [index + 2] : [],
  );
  const row = fitting.length > 0 && throwOne(5) > 0 ? fitting[throwOne(fitting.length)] : 2 + throwOne(rows.length + 1);
  return throwOne(12) === 0 ? [row ?? 2, (row ?? 2) + 1] : [row ?? 2];
}

/** Makes one gesture; gives what it was, in words. */
function make(one: Case, { kind, item, numbers }: Gesture): string {
  const throwOne = dice(numbers);
  if (kind === 0) {
    one.wait(16);
    return 'sixteen minutes';
  }
  if (kind < 4) {
    const [tab, header, values] = CELLS[throwOne(CELLS.length)] ?? ['Demandes', 'Note', [1]];
    const row = 2 + throwOne(Math.max(one.rows(tab).length, 1));
    const value = values[throwOne(values.length)] ?? '';
    type(one, tab, row, header, value);
    return `${header} of ${tab}, row ${row}: ${value}`;
  }
  const { tab, states } = ITEMS[item] ?? { tab: 'Demandes', states: [] };
  const rows = rowsFor(one, tab, states, throwOne);
  const { told, asked } = click(one, item, tab, rows, throwOne);
  return `${item} on ${tab} ${rows.join()}: ${[...asked, ...told].join(' | ')}`;
}

const ended = ({ outcome, error = '' }: { outcome: string; error?: string | null }): string =>
  outcome === 'ok' ? '' : `${outcome} ${error}`;
/** Tokens of the mails that left, in order: a letter that left twice has the same twice. */
const tokensSent = ({ stage }: Case): string[] =>
  stage.office.sent(MANAGER).flatMap(({ raw }) => /^Reply-To:[^\n]*\+([a-z0-9]+)@/im.exec(raw.toString())?.[1] ?? []);

/** What went wrong after a gesture; nothing when all is well. */
function problemsAfter(one: Case, said: string, executionsBefore: number): string[] {
  const failed = one.workspace.executions
    .slice(executionsBefore)
    .map(ended)
    .filter(text => text !== '');
  const unexpected = /erreur inattendue|undefined|\[object/.test(said)
    ? ['an error that was not meant for people']
    : [];
  const isWritten = one.workspace.executions.slice(executionsBefore).some(({ cellsWritten }) => cellsWritten > 0);
  return [...failed, ...unexpected, ...(isWritten ? money(one) : [])];
}

describe('a random life by the menu and by hand', () => {
  const reached = new Set<string>();

  it('does each step or refuses it with a sentence, adds up to the cent, and leaves the ledger whole', () => {
    const life = fc.array(gesture, { minLength: 55, maxLength: 55 });
    const live = (gestures: readonly Gesture[]) => {
      const one = ready.copy();
      for (const [index, step] of gestures.entries()) {
        const before = one.workspace.executions.length;
        const said = make(one, step);
        expect({ index, said, problems: problemsAfter(one, said, before) }).toEqual({ index, said, problems: [] });
      }
      expect([...money(one), ...one.ledgerFindings()]).toEqual([]);
      const tokens = tokensSent(one);
      expect(new Set(tokens).size).toBe(tokens.length);
      for (const { Sens } of one.rows('Mouvements')) reached.add(String(Sens));
      for (const { État } of one.rows('Marchés')) reached.add(String(État));
    };
    fc.assert(fc.property(life, live), {
      numRuns: 2,
      seed: 20_181_105,
      endOnFailure: true,
    });
  });

  it('gets far enough to say something', () => {
    expect([...reached]).toEqual(expect.arrayContaining(['participation reçue', 'acompte', 'en cours', 'résilié']));
  });
});
