/** « Appliquer les décisions » and « Attribuer »: done whole or not at all, and never twice, wherever they die. */

import { DECISION_TYPED, drafted, GRENOBLE, INSTALLED, RANKED, SEND, submission } from './preparations';
import { type Case, PreparedWorkspace, type SeenRow, someKills } from './prepared-workspace';

const SICOVAL = submission({
  at: '2018-10-02T11:00:00+02:00',
  authority: 'Sicoval',
  email: 'dga@sicoval.example',
  siren: '243100633',
});

let decided: PreparedWorkspace;
let ranked: PreparedWorkspace;
beforeAll(async () => {
  const installed = await PreparedWorkspace.play(INSTALLED);
  decided = await installed.followedBy(`${GRENOBLE}${SICOVAL}
  - at: 2018-10-22T10:00:00+02:00
    run: Vérifier la complétude
    on: [DEM-2018-001, DEM-2018-002]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Note: 16, Décision: retenue } }
  - edit: { tab: Demandes, row: DEM-2018-002, values: { Note: 12, Décision: retenue } }
`);
  const sent = await installed.followedBy(`${DECISION_TYPED}${drafted(['ALPHA', 'BETA', 'GAMMA'])}${SEND}`);
  ranked = await sent.followedBy(RANKED);
}, 120_000);

/** How many counted calls a step takes when nothing goes wrong. */
const callsOf = async (prepared: PreparedWorkspace, step: string): Promise<number> =>
  (await prepared.copy().playWith({}, step)).totalCalls;

const journal = (one: Case, action: string) =>
  one
    .rows('Journal')
    .filter(row => row.Action === action)
    .map(row => row.Objet);

it('reserves for each request once', async () => {
  const APPLY = `
  - run: Appliquer les décisions
    on: [DEM-2018-001, DEM-2018-002]
    answers: [oui]
`;
  for (const kill of someKills(await callsOf(decided, APPLY))) {
    const one = decided.copy();
    await one.playWith({ kill }, APPLY);
    one.wait(30);
    const statuses = one.rows('Demandes').map(row => row.Statut);
    // Both or none: the person who has seen the failure looks, and clicks again when nothing was done.
    expect([['retenue', 'retenue'].join(), ['complète', 'complète'].join()]).toContain(statuses.join());
    if (statuses[0] === 'complète') await one.play(APPLY);
    expect({
      kill,
      rows: one.rows('Demandes').map(row => [row.Statut, row.Rang, row['Montant réservé']]),
      reserved: journal(one, 'Réservation'),
      ledger: one.ledgerFindings(),
    }).toEqual({
      kill,
      rows: [
        ['retenue', 1, 8640],
        ['retenue', 2, 5400],
      ],
      reserved: ['DEM-2018-001', 'DEM-2018-002'],
      ledger: [],
    });
  }
});

describe('an award', () => {
  const AWARD = `
  - run: Attribuer
    on: [CONS-2018-001]
    answers: [ALPHA, oui]
`;
  /** Copies of a letter of tab Envois that have reached its addressee. */
  const copies = (one: Case, letter: SeenRow) =>
    one.received(String(letter.Destinataire)).filter(({ subject }) => subject === letter.Objet).length;
  const state = (one: Case) => ({
    assignments: one.rows('Marchés').map(row => [row.Référence, row.Titulaire, row['Part dispositif']]),
    consultation: one.row('Consultations', 'CONS-2018-001')?.Statut,
    request: one.row('Demandes', 'DEM-2018-001')?.Statut,
    decisions: one.rows('Offres').map(row => row.Décision),
    letters: one.rows('Envois').map(row => [row.Modèle, row.Dossier, row.Envoi, copies(one, row)]),
    committed: journal(one, 'Engagement'),
    ledger: one.ledgerFindings(),
  });
  const AWARDED = {
    assignments: [['MS-2018-001', 'ALPHA', 8160]],
    consultation: 'attribuée',
    request: 'attribuée',
    decisions: ['retenue', 'rejetée', ''],
    letters: [
      ['Demande retenue', 'DEM-2018-001', 'envoyé', 1],
      ['Attribution', 'OFF-2018-001-ALPHA', 'envoyé', 1],
      ["Rejet d'une offre", 'OFF-2018-001-BETA', 'envoyé', 1],
      ['Information de la collectivité', 'DEM-2018-001', 'envoyé', 1],
    ],
    committed: ['MS-2018-001'],
    ledger: [],
  };

  it('commits once and writes each letter once', async () => {
    const calls = await callsOf(ranked, AWARD);
    for (const kill of someKills(calls)) {
      const one = ranked.copy();
      await one.playWith({ kill }, AWARD);
      one.wait(50);
      if (one.row('Consultations', 'CONS-2018-001')?.Statut !== 'attribuée') await one.play(AWARD);
      one.wait(50);
      expect({ kill, ...state(one) }).toEqual({ kill, ...AWARDED });
    }
  });

  it('is refused the second time, and changes nothing', async () => {
    const one = ranked.copy();
    await one.play(AWARD);
    await one.play(AWARD);
    one.wait(50);
    expect(state(one)).toEqual(AWARDED);
  });
});
