/** Money and deliveries: done whole or not at all, and never twice, wherever the execution dies. */
import { DECISION_TYPED, drafted, INSTALLED, RANKED, SEND } from '../exactly-once/preparations';
import { type Case, PreparedWorkspace, someKills } from '../exactly-once/prepared-workspace';
import { run } from './awarded';

let signed: PreparedWorkspace;
let payable: PreparedWorkspace;
beforeAll(async () => {
  const sent = await PreparedWorkspace.play(`${INSTALLED}${DECISION_TYPED}${drafted(['ALPHA', 'BETA'])}${SEND}`);
  signed = await sent.followedBy(
    `${RANKED}
  - run: Attribuer
    on: [CONS-2018-001]
    answers: [ALPHA, oui]
${run('Établir le marché', ['19/11/2018'])}`,
  );
  payable = await signed.followedBy(
    [
      run('Enregistrer un mouvement', ['participation reçue', '2 040', '19/11/2018', 'VIR-1']),
      run('Enregistrer les livrables', ['rapport']),
      run('Constater le service fait', ['CUF', 'accepté', '']),
      run('Constater le service fait', ['collectivité', 'accepté', '']),
      run('Enregistrer une facture', ['F-1', '10 200', '19/11/2018']),
    ].join(''),
  );
}, 120_000);

const assignment = (one: Case) => one.row('Marchés', 'MS-2018-001');
const lines = (one: Case) => one.rows('Mouvements').map(row => [row['N°'], row.Sens, row.Montant]);

/** Plays the step dying at one in three of its counted calls, before or after, then again as a person does who saw it fail. */
async function everywhere(prepared: PreparedWorkspace, step: string, check: (one: Case, kill: unknown) => void) {
  const { totalCalls } = await prepared.copy().playWith({}, step);
  for (const kill of someKills(totalCalls)) {
    const one = prepared.copy();
    await one.playWith({ kill }, step);
    one.wait(50);
    await one.play(step);
    one.wait(50);
    check(one, kill);
  }
}

it('enters a contribution once', async () => {
  const step = run('Enregistrer un mouvement', ['participation reçue', '2 040', '19/11/2018', 'VIR-1']);
  await everywhere(signed, step, (one, kill) => {
    expect({
      kill,
      lines: lines(one),
      received: assignment(one)?.['Contribution reçue'],
      state: assignment(one)?.État,
      ledger: one.ledgerFindings(),
    }).toEqual({
      kill,
      lines: [['MVT-2018-001', 'participation reçue', 2040]],
      received: 2040,
      state: 'en cours',
      ledger: [],
    });
  });
});

it('authorises the balance once', async () => {
  await everywhere(payable, run('Autoriser le paiement', ['oui']), (one, kill) => {
    expect({
      kill,
      lines: lines(one),
      paid: assignment(one)?.Payé,
      state: assignment(one)?.État,
      request: one.row('Demandes', 'DEM-2018-001')?.Statut,
      ledger: one.ledgerFindings(),
    }).toEqual({
      kill,
      lines: [
        ['MVT-2018-001', 'participation reçue', 2040],
        ['MVT-2018-002', 'solde', 10200],
      ],
      paid: 10200,
      state: 'soldé',
      request: 'payée',
      ledger: [],
    });
  });
});

it('asks the authority once for each delivery, and still knows its answer after dying', async () => {
  await everywhere(signed, run('Enregistrer les livrables', ['rapport']), (one, kill) => {
    const asked = one.rows('Envois').filter(row => row.Modèle === 'Livrables à valider');
    const received = one.received('international@grenoble.example').filter(({ subject }) => subject.includes('[MS-'));
    expect({
      kill,
      asked: asked.map(row => row.Envoi),
      received: received.length,
      state: assignment(one)?.État,
      ledger: one.ledgerFindings(),
    }).toEqual({ kill, asked: ['envoyé'], received: 1, state: 'livré', ledger: [] });
  });
});

it('takes the answer by mail after an execution died with the delivery', async () => {
  const { totalCalls } = await signed.copy().playWith({}, run('Enregistrer les livrables', ['rapport']));
  for (const call of [totalCalls - 6, totalCalls - 3]) {
    const one = signed.copy();
    await one.playWith({ kill: { call, when: 'after' } }, run('Enregistrer les livrables', ['rapport']));
    one.wait(50);
    await one.play(run('Enregistrer les livrables', ['rapport']));
    one.wait(50);
    await one.play(`
  - mail: { reply: MS-2018-001/international@grenoble.example, text: "Service fait : oui", auth: pass }
`);
    one.wait(20);
    expect([call, assignment(one)?.['Service fait collectivité']]).toEqual([call, 'accepté']);
  }
});
