/** The sweep that takes in three bids, one a second late and one that replaces another, wherever it dies. */

import { addressOf, DECISION_TYPED, drafted, INSTALLED, SEND } from './preparations';
import { type Case, PreparedWorkspace, someKills } from './prepared-workspace';

const ALERTED = 'direction@cuf.example';
const bid = (at: string, holder: string, amount: string) => `
  - at: ${at}
    mail: { reply: CONS-2018-001/${holder}, text: "MONTANT TTC : ${amount} €", attachments: [pieces/offre-technique.pdf], auth: pass }
`;

let received: PreparedWorkspace;
beforeAll(async () => {
  const sent = await (await PreparedWorkspace.play(INSTALLED)).followedBy(
    `${DECISION_TYPED}${drafted(['ALPHA', 'BETA'])}${SEND}`,
  );
  received = await sent.followedBy(`
  - set: { DestinatairesAlertes: ${ALERTED} }
  ${bid('2018-11-16T23:59:40+01:00', 'ALPHA', '10 200,00')}
  ${bid('2018-11-16T23:59:59+01:00', 'ALPHA', '9 900,00')}
  ${bid('2018-11-17T00:00:00+01:00', 'BETA', '8 000,00')}
`);
}, 120_000);

const state = (one: Case) => ({
  messages: one.rows('Messages').map(row => [row.Nature, row['Rattaché à'], row['À faire'] === '' ? '' : 'à faire']),
  ids: new Set(one.rows('Messages').map(row => row.Identifiant)).size,
  bids: one.rows('Offres').map(row => [row.Référence, row.État, row.Délai]),
  consultation: one
    .rows('Consultations')
    .map(row => [row.Statut, row.Réponses, row['Hors délai'], row['Titulaires consultés']]),
  alerts: one.received(ALERTED).filter(({ subject }) => subject.includes('hors délai')).length,
  sealed: one.rows('Offres').every(row => row['Montant TTC'] === '' && row.Contenu === ''),
  ledger: one.ledgerFindings(),
});

const TAKEN_IN = {
  messages: [
    ['offre', 'OFF-2018-001-ALPHA', ''],
    ['offre', 'OFF-2018-001-ALPHA-2', ''],
    ['offre', 'OFF-2018-001-BETA', 'à faire'],
  ],
  ids: 3,
  bids: [
    ['OFF-2018-001-ALPHA', 'remplacée', 'dans les délais'],
    ['OFF-2018-001-BETA', 'reçue', 'hors délai'],
    ['OFF-2018-001-ALPHA-2', 'reçue', 'dans les délais'],
  ],
  consultation: [['échue', 2, 1, 2]],
  alerts: 1,
  sealed: true,
  ledger: [],
};

it('finds the three in one sweep', () => {
  const one = received.copy();
  expect(one.rows('Messages')).toEqual([]);
  one.wait(15);
  expect(one.rows('Messages')).toHaveLength(3);
  one.wait(20);
  expect(state(one)).toEqual(TAKEN_IN);
});

it('takes each message in once, wherever the sweep dies', () => {
  const whole = received.copy();
  const before = whole.workspace.executions.length;
  whole.wait(15);
  const calls = whole.workspace.executions.slice(before).find(record => record.function === 'onSweep')?.totalCalls ?? 0;
  expect(calls).toBeGreaterThan(15);
  for (const kill of someKills(calls)) {
    const one = received.copy();
    one.workspace.nextFault = { kill };
    one.wait(15);
    expect(one.workspace.executions.filter(({ outcome }) => outcome === 'killed')).toHaveLength(1);
    one.wait(50);
    expect({ kill, ...state(one) }).toEqual({ kill, ...TAKEN_IN });
  }
});

it('knows the holders still, and tells each once that the consultation stops', async () => {
  const one = received.copy();
  one.workspace.nextFault = { kill: { call: 12, when: 'after' } };
  one.wait(65);
  await one.play(`
  - run: Déclarer sans suite
    on: [CONS-2018-001]
    answers: [Le besoin a disparu.]
`);
  one.wait(20);
  const told = (code: string) => one.received(addressOf(code)).filter(({ subject }) => subject.includes('sans suite'));
  expect(['ALPHA', 'BETA'].map(code => told(code).length)).toEqual([1, 1]);
});
