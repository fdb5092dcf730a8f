/** Relever les avis du comité dies at any call, or the memory is lost: each opinion stands once, whatever happened. */
import { INSTALLED, submission } from '../exactly-once/preparations';
import { type Case, PreparedWorkspace, someKills } from '../exactly-once/prepared-workspace';

const COLLECT = `
  - run: Relever les avis du comité
`;
let commented: PreparedWorkspace;
beforeAll(async () => {
  const asked = await (await PreparedWorkspace.play(INSTALLED)).followedBy(`
  - fill: { tab: Comité, rows: [ { Nom: Anne Martin, Nom affiché dans Google: Anne (AFD), Organisme: AFD, Courriel: anne@afd.example, Rôle: comité }, { Nom: Paul Durand, Nom affiché dans Google: Paul D., Organisme: DAECT, Courriel: paul@daect.example, Rôle: comité } ] }
  ${submission({ at: '2018-10-01T10:00:00+02:00', authority: 'Ville de Grenoble', email: 'a@grenoble.example' })}
  ${submission({ at: '2018-10-01T11:00:00+02:00', authority: 'Ville de Lorient', email: 'b@lorient.example', siren: '215601212' })}
  - run: Vérifier la complétude
    on: [DEM-2018-001, DEM-2018-002]
`);
  commented = await asked.followedBy(`
  - at: 2018-10-03T10:02:00+02:00
  - comment: { tab: Demandes, row: DEM-2018-001, author: Anne (AFD), text: Avis favorable }
  - comment: { tab: Demandes, row: DEM-2018-002, author: Paul D., text: "Favorable sous réserve du budget" }
  - comment: { tab: Demandes, row: DEM-2018-001, author: Un passant, text: Défavorable }
  - comment: { tab: Budget, row: "#3", author: Anne (AFD), text: Favorable }
`);
}, 120_000);

const state = (one: Case) => ({
  opinions: one.rows('Avis').map(row => [row.Dossier, row.Membre, row.Avis, row.Source]),
  requests: one.rows('Demandes').map(row => row.Avis),
  listed: one.rows('Messages').map(row => [row.Nature, row['À faire'] !== '']),
  books: one.filesNamed(/comité/i),
  ledger: one.ledgerFindings(),
});

it('takes each opinion and lists each doubt once, wherever it dies', async () => {
  const whole = commented.copy();
  const { totalCalls } = await whole.playWith({}, COLLECT);
  const taken = state(whole);
  expect(taken.opinions).toEqual([
    ['DEM-2018-001', 'Anne Martin', 'favorable', 'commentaire'],
    ['DEM-2018-002', 'Paul Durand', 'réservé', 'commentaire'],
  ]);
  expect(taken).toMatchObject({
    listed: [
      [expect.anything(), true],
      [expect.anything(), true],
    ],
    ledger: [],
  });
  for (const kill of someKills(totalCalls)) {
    const one = commented.copy();
    await one.playWith({ kill }, COLLECT);
    await one.play(COLLECT);
    expect({ kill, ...state(one) }).toEqual({ kill, ...taken });
  }
});

/** The properties that `isLost` names are gone, as when somebody empties the store of properties. */
function lose(one: Case, isLost: (name: string) => boolean): void {
  const { store } = one.workspace;
  for (const id of store.ids('properties')) {
    const properties = store.get<Record<string, string>>('properties', id) ?? {};
    store.put('properties', id, Object.fromEntries(Object.entries(properties).filter(([name]) => !isLost(name))));
  }
}

it('finds its workbook again, with its comments, once the memory was lost and the add-on installed again', async () => {
  const one = commented.copy();
  await one.play(COLLECT);
  const before = state(one);
  lose(one, () => true);
  await one.play(`
  - run: Installer ou mettre à jour
${COLLECT}`);
  expect(state(one)).toEqual(before);
  expect(one.lastScreen).toContain('0 avis relevé');
  await one.play(submission({ at: '2018-10-04T10:00:00+02:00', authority: 'Sicoval', email: 'c@sicoval.example' }));
  expect(one.rows('Demandes').map(row => row.Référence)).toEqual(['DEM-2018-001', 'DEM-2018-002', 'DEM-2018-003']);
  expect(one.ledgerFindings()).toEqual([]);
});

it('finds it again by itself the next morning when only its address was lost', async () => {
  const one = commented.copy();
  lose(one, name => name === 'committeeBook');
  one.wait(24 * 60);
  expect(state(one).opinions).toHaveLength(2);
  expect(state(one).books).toEqual(['Classeur du comité']);
});
