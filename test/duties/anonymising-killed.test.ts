/** Anonymisation that dies at any call: the next run goes on, and its report lists every file erased since the last one. */
import { INSTALLED, submission } from '../exactly-once/preparations';
import { type Case, PreparedWorkspace, someKills } from '../exactly-once/prepared-workspace';

const FILES = ['DEM-2018-001', 'DEM-2018-002'];
const ANONYMISE = `
  - run: Anonymiser les dossiers échus
`;
let due: PreparedWorkspace;
beforeAll(async () => {
  const asked = await (await PreparedWorkspace.play(INSTALLED)).followedBy(`
  ${submission({ at: '2018-10-01T10:00:00+02:00', authority: 'Ville de Grenoble', email: 'a@grenoble.example' })}
  ${submission({ at: '2018-10-01T11:00:00+02:00', authority: 'Ville de Lorient', email: 'b@lorient.example' })}
  - run: Vérifier la complétude
    on: [${FILES.join(', ')}]
`);
  due = await asked.followedBy(`
  - run: Enregistrer une dérogation
    on: [DEM-2018-001]
    answers: [dépassement à la charge de la collectivité, "", "Vu avec Mme Roux et Amélie ROUX", Direction]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Décision: refusée, Motif: "Hors du champ, dit à Mme Roux (amelie@ailleurs.example)." } }
  - edit: { tab: Demandes, row: DEM-2018-002, values: { Décision: refusée, Motif: Hors du champ. } }
  - run: Appliquer les décisions
    on: [${FILES.join(', ')}]
    answers: [oui]
  - set: { ConservationMois: 1 }
  - run: Anonymiser les dossiers échus
  - at: 2018-12-10T10:00:00+01:00
`);
}, 120_000);

const reports = (one: Case) => one.rows('Journal').filter(row => row.Champ === 'Rapport');
const state = (one: Case) => ({
  anonymised: one.rows('Demandes').map(row => [row.Référence, row.Courriel, row['Anonymisé le'] !== '']),
  told: one
    .rows('Journal')
    .filter(row => row.Action === 'Anonymisation')
    .map(row => row.Objet),
  reported: reports(one).flatMap(row => String(row.Objet).split(', ')),
  ledger: one.ledgerFindings(),
});
const DONE = {
  anonymised: FILES.map(reference => [reference, 'anonymisé', true]),
  told: FILES,
  reported: FILES,
  ledger: [],
};

it('takes the people out of a reason, a derogation and the ledger, by name, by « Mme » and name, or by address', async () => {
  const one = due.copy();
  await one.play(ANONYMISE);
  expect(one.lastScreen).toContain('2 dossiers anonymisés');
  const kept = JSON.stringify(['Demandes', 'Dérogations', 'Journal', 'Envois'].map(tab => one.rows(tab)));
  expect(['Amélie', 'Mme Roux', 'Amélie ROUX', 'amelie@ailleurs'].filter(name => kept.includes(name))).toEqual([]);
  expect(kept).toContain('Hors du champ, dit à');
  expect(one.rows('Dérogations').map(row => row.Motif)).toEqual(['Vu avec anonymisé et anonymisé']);
});

it('loses no file of its report, wherever it dies', async () => {
  const whole = due.copy();
  const { totalCalls } = await whole.playWith({}, ANONYMISE);
  expect(state(whole)).toEqual(DONE);
  for (const kill of someKills(totalCalls)) {
    const one = due.copy();
    await one.playWith({ kill }, ANONYMISE);
    await one.play(ANONYMISE);
    expect({ kill, ...state(one) }).toEqual({ kill, ...DONE });
  }
});
