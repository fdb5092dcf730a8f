/** « Ouvrir une nouvelle édition »: nothing goes from an installed workbook; a copy keeps what serves every year. */
import { DECISION_TYPED, drafted, INSTALLED, submission } from '../exactly-once/preparations';
import { type Case, PreparedWorkspace } from '../exactly-once/prepared-workspace';

const OPEN = `
  - run: Ouvrir une nouvelle édition
`;
let ready: PreparedWorkspace;
beforeAll(async () => {
  ready = await (await PreparedWorkspace.play(INSTALLED)).followedBy(`${DECISION_TYPED}${drafted(['ALPHA', 'BETA'])}`);
}, 120_000);

/** What « Créer une copie » gives: the tabs and the script, neither properties nor triggers. */
function copied(): Case {
  const one = ready.copy();
  const { store, triggers } = one.workspace;
  for (const id of store.ids('properties')) store.remove('properties', id);
  for (const trigger of triggers.all()) triggers.remove(trigger.id);
  return one;
}
const settingOf = (one: Case, name: string) => one.row('Paramètres', name)?.Valeur;

it('says how in the workbook of an edition, and changes nothing there', async () => {
  const one = ready.copy();
  const before = JSON.stringify(one.rows('Demandes'));
  await one.play(OPEN);
  expect(one.lastScreen).toContain('Créer une copie');
  expect(JSON.stringify(one.rows('Demandes'))).toBe(before);
  expect(settingOf(one, 'Edition')).toBe(2018);
});

it('keeps a copy whole unless the person confirms', async () => {
  const one = copied();
  await one.play(OPEN.replace(/\n$/, '\n    answers: [non]\n'));
  expect(one.rows('Demandes')).toHaveLength(1);
});

it('makes of a copy the next edition, which installs and takes its first request', async () => {
  const one = copied();
  await one.play(OPEN.replace(/\n$/, '\n    answers: [oui]\n'));
  expect(['Demandes', 'Consultations', 'Offres', 'Messages'].flatMap(tab => one.rows(tab))).toEqual([]);
  expect(one.rows('Titulaires').map(row => row.Code)).toEqual(['ALPHA', 'BETA']);
  expect(one.rows('Adhérents')).toHaveLength(1);
  expect([settingOf(one, 'Edition'), settingOf(one, 'Enveloppe')]).toEqual([2019, '']);
  await one.play(`
  - set: { Enveloppe: 80000 }
  - run: Installer ou mettre à jour
${submission({ at: '2018-11-12T10:00:00+01:00', authority: 'Ville de Grenoble', email: 'grenoble@grenoble.example' })}`);
  expect(one.rows('Demandes').map(row => row.Référence)).toEqual(['DEM-2019-001']);
  expect(one.ledgerFindings()).toEqual([]);
  expect(one.rows('Journal')[0]).toMatchObject({ Action: 'Ouvrir une nouvelle édition', Avant: '2018', Après: '2019' });
});
