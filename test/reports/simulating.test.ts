/** « Simuler la sélection » in the workbook: the page in words, filling in the decisions, applying them. */
import type { SimulationPage } from '../../src/actions/simulate-selection';
import { INSTALLED, submission } from '../exactly-once/preparations';
import { type Case, PreparedWorkspace } from '../exactly-once/prepared-workspace';
import { ask, given, openPage } from '../screens-jobs/pages';

const ITEM = 'Simuler la sélection';
const MEMBER = '213801855';
const OTHER = '216901231';

const request = (day: number, authority: string, siren: string): string =>
  submission({ at: `2018-10-0${day}T10:00:00+02:00`, authority, email: `contact@a${day}.example`, siren });

const REQUESTS = `
  - set: { Enveloppe: 20000 }
${request(1, 'Ville de Lyon', OTHER)}
${request(2, 'Ville de Grenoble', MEMBER)}
${request(3, 'Grenoble encore', MEMBER)}
${request(4, 'Grenoble enfin', MEMBER)}
  - run: Vérifier la complétude
    on: [DEM-2018-001, DEM-2018-002, DEM-2018-003, DEM-2018-004]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Note: 18 } }
  - edit: { tab: Demandes, row: DEM-2018-002, values: { Note: 10 } }
  - edit: { tab: Demandes, row: DEM-2018-003, values: { Note: 12 } }
  - edit: { tab: Demandes, row: DEM-2018-004, values: { Décision: refusée } }
`;

let ready: PreparedWorkspace;
beforeAll(async () => {
  ready = await (await PreparedWorkspace.play(INSTALLED)).followedBy(REQUESTS);
}, 120_000);

const simulateIn = (one: Case) => openPage<SimulationPage>(one, ITEM);
const decisions = (one: Case) => one.rows('Demandes').map(row => row.Décision);
const sealOf = (data: SimulationPage, rule: string): string =>
  data.selections.find(selection => selection.rule === rule)?.seal ?? '';
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

it('shows every selection in words: whom it retains, whom it leaves out, what it costs, what remains', () => {
  const { text } = simulateIn(ready.copy());
  const words = plain(text);
  expect(words).toContain('Reste sur l’enveloppe : 20 000,00 €. 4 demandes attendent une décision.');
  expect(words).toContain(
    'Adhérents d’abord : 2 demandes retenues (2 adhérents), coût pour le dispositif 17 280,00 €, reste 2 720,00 €, note totale 22.',
  );
  expect(words).toContain('Retenues : DEM-2018-003 (8 640,00 €), DEM-2018-002 (8 640,00 €).');
  expect(words).toContain('Laissées : DEM-2018-004 (refus déjà saisi), DEM-2018-001 (enveloppe épuisée).');
  expect(words).toContain(
    'Meilleure note totale : 2 demandes retenues (1 adhérent), coût pour le dispositif 14 040,00 €, reste 5 960,00 €, note totale 30.',
  );
  expect(words).toContain('Décisions saisies : 0 demande retenue');
});

it('writes nothing by itself', () => {
  const one = ready.copy();
  const before = { ledger: one.rows('Journal').length, decisions: decisions(one) };
  simulateIn(one);
  expect({ ledger: one.rows('Journal').length, decisions: decisions(one) }).toEqual(before);
});

it('fills in the decisions of the selection that is chosen, which Appliquer les décisions then applies', async () => {
  const one = ready.copy();
  const { data } = simulateIn(one);
  const filled = given(ask<string>(one, 'pageFillDecisions', ['bestScore', sealOf(data, 'bestScore')]));
  expect(filled).toContain('2 retenues, 1 ajournée');
  expect(decisions(one)).toEqual(['retenue', 'ajournée', 'retenue', 'refusée']);
  expect(one.rows('Demandes').map(({ Statut }) => Statut)).toEqual(Array(4).fill('complète'));
  expect(one.ledgerFindings()).toEqual([]);
  await one.play(`
  - run: Appliquer les décisions
    on: [DEM-2018-001, DEM-2018-002, DEM-2018-003, DEM-2018-004]
    answers: [oui]
`);
  expect(one.rows('Demandes').map(({ Statut }) => Statut)).toEqual(['retenue', 'ajournée', 'retenue', 'refusée']);
  expect(one.rows('Demandes').map(({ Motif }) => Motif)).toEqual(['', 'enveloppe épuisée', '', '']);
  expect(plain(one.lastScreen)).toContain('Reste sur l’enveloppe : 5 960,00 €');
});

it('lets a postponed request be chosen later, and leaves alone one that stays postponed', async () => {
  const one = ready.copy();
  const first = simulateIn(one).data;
  given(ask<string>(one, 'pageFillDecisions', ['bestScore', sealOf(first, 'bestScore')]));
  const all = 'on: [DEM-2018-001, DEM-2018-002, DEM-2018-003, DEM-2018-004]';
  await one.play(`
  - run: Appliquer les décisions
    ${all}
    answers: [oui]
  - set: { Enveloppe: 14100 }
`);
  const again = simulateIn(one).data;
  expect(again.requests.map(({ reference }) => reference)).toEqual(['DEM-2018-002']);
  expect(again.selections[0]).toMatchObject({ count: 0, outcomes: { 'DEM-2018-002': { text: 'enveloppe épuisée' } } });
  await one.play(`
  - run: Appliquer les décisions
    on: [DEM-2018-002]
`);
  expect(one.lastScreen).toContain('n’a de décision');
  await one.play('  - set: { Enveloppe: 40000 }\n');
  const { data } = simulateIn(one);
  given(ask<string>(one, 'pageFillDecisions', ['membersFirst', sealOf(data, 'membersFirst')]));
  await one.play(`
  - run: Appliquer les décisions
    on: [DEM-2018-002]
    answers: [oui]
`);
  expect(one.row('Demandes', 'DEM-2018-002')?.Statut).toBe('retenue');
});

it.each([
  [
    'a selection that no longer is the one shown',
    (data: SimulationPage) => ['membersFirst', sealOf(data, 'membersFirst')],
    /a changé/,
  ],
  ['a selection that does not exist', () => ['nimporte', 'quoi'], /n’existe pas/],
])('refuses %s, and fills in nothing', async (_, args, reason) => {
  const one = ready.copy();
  const { data } = simulateIn(one);
  await one.play('  - edit: { tab: Demandes, row: DEM-2018-002, values: { Coût retenu TTC: 3000 } }\n');
  const before = decisions(one);
  expect(ask(one, 'pageFillDecisions', args(data))).toMatchObject({
    ok: false,
    reason: expect.stringMatching(reason),
  });
  expect(decisions(one)).toEqual(before);
});

it('is refused in a sentence when no request waits, or a note cannot be read', async () => {
  const none = await PreparedWorkspace.play(INSTALLED);
  const empty = none.copy();
  await empty.play(`  - run: ${ITEM}\n`);
  expect(empty.lastScreen).toContain('Aucune demande n’attend de décision');
  const bad = ready.copy();
  const sheet = bad.stage.workbook.sheet('Demandes');
  if (!sheet) throw new Error('no tab');
  const [headers = []] = sheet.values({ row: 1, column: 1, rows: 1, columns: sheet.lastColumn });
  bad.stage.tamper(sheet, 2, headers.indexOf('Note') + 1, 'douze');
  await bad.play(`  - run: ${ITEM}\n`);
  expect(bad.lastScreen).toContain('DEM-2018-001, Note :');
});
