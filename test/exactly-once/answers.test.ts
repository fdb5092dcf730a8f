/** Answers to the form: one request, one number, one receipt each, however the trigger fires and wherever it dies. */

import { GRENOBLE, INSTALLED, submission } from './preparations';
import { type Case, everyKill, PreparedWorkspace, someKills } from './prepared-workspace';

const SICOVAL = submission({
  at: '2018-10-02T11:00:00+02:00',
  authority: 'Sicoval',
  email: 'dga@sicoval.example',
  siren: '243100633',
});
const SICOVAL_ADDRESS = 'dga@sicoval.example';

let open: PreparedWorkspace;
beforeAll(async () => {
  open = await (await PreparedWorkspace.play(INSTALLED)).followedBy(GRENOBLE);
}, 120_000);

const requests = (one: Case) => one.rows('Demandes').map(row => [row.Référence, row.Collectivité, row.Accusé]);
const state = (one: Case, addresses: readonly string[]) => ({
  requests: requests(one),
  receipts: addresses.map(address => one.received(address).map(({ subject }) => subject.slice(0, 14))),
  ledger: one.ledgerFindings(),
});

const FIRST = ['DEM-2018-001', 'Ville de Grenoble', 'envoyé'];
const ONE_MORE = {
  requests: [FIRST, ['DEM-2018-002', 'Sicoval', 'envoyé']],
  receipts: [['[DEM-2018-002]']],
  ledger: [],
};

describe('a submission whose trigger dies', () => {
  const CALLS = 12;

  it('has as many counted calls as are enumerated here', async () => {
    expect((await open.copy().playWith({}, SICOVAL)).totalCalls).toBe(CALLS);
  });

  it.each(everyKill(CALLS))('$when call $call: one request, one receipt, the next number free', async kill => {
    const one = open.copy();
    expect((await one.playWith({ kill }, SICOVAL)).outcome).toBe('killed');
    one.wait(50);
    expect(state(one, [SICOVAL_ADDRESS])).toEqual(ONE_MORE);
    await one.play(
      submission({ at: '2018-10-03T11:00:00+02:00', authority: 'Ville de Lyon', email: 'lyon@lyon.example' }),
    );
    expect(one.rows('Demandes').map(row => row.Référence)).toEqual(['DEM-2018-001', 'DEM-2018-002', 'DEM-2018-003']);
    expect(one.received('lyon@lyon.example')).toHaveLength(1);
    expect(one.ledgerFindings()).toEqual([]);
  });

  it('is caught up although the person who died with it is followed at once by another', async () => {
    const one = open.copy();
    await one.playWith({ kill: { call: 1, when: 'before' } }, SICOVAL);
    await one.play(
      submission({ at: '2018-10-02T11:00:30+02:00', authority: 'Ville de Lyon', email: 'lyon@lyon.example' }),
    );
    one.wait(50);
    expect(
      requests(one)
        .map(([, authority]) => authority)
        .sort(),
    ).toEqual(['Sicoval', 'Ville de Grenoble', 'Ville de Lyon']);
    expect(new Set(requests(one).map(([reference]) => reference)).size).toBe(3);
  });
});

describe('a submission whose trigger', () => {
  it.each(['twice', 'blank'])('fires %s makes one request', async fire => {
    const one = open.copy();
    await one.play(`${SICOVAL}    fault: { fire: ${fire} }\n`);
    one.wait(50);
    expect(state(one, [SICOVAL_ADDRESS])).toEqual(ONE_MORE);
  });

  it('never fires is caught up by the sweep', async () => {
    const one = open.copy();
    await one.play(`${SICOVAL}    fault: { lockBusy: true }\n`);
    expect(requests(one)).toEqual([FIRST]);
    one.wait(50);
    expect(state(one, [SICOVAL_ADDRESS])).toEqual(ONE_MORE);
  });

  it('fires together with another makes one request each', async () => {
    const one = open.copy();
    await one.play(`${SICOVAL}    fault: { fire: together }\n`);
    await one.play(
      submission({ at: '2018-10-02T11:00:01+02:00', authority: 'Ville de Lyon', email: 'lyon@lyon.example' }),
    );
    one.wait(50);
    expect(
      requests(one)
        .map(([, authority, receipt]) => `${authority} ${receipt}`)
        .sort(),
    ).toEqual(['Sicoval envoyé', 'Ville de Grenoble envoyé', 'Ville de Lyon envoyé']);
    expect(requests(one).map(([reference]) => reference)).toEqual(['DEM-2018-001', 'DEM-2018-002', 'DEM-2018-003']);
    expect([SICOVAL_ADDRESS, 'lyon@lyon.example'].map(address => one.received(address).length)).toEqual([1, 1]);
    expect(one.ledgerFindings()).toEqual([]);
  });
});

describe('an answer that the respondent edits', () => {
  const EDITED = `
  - at: 2018-10-02T12:00:00+02:00
    resubmit: { as: r1, Intitulé: Un autre titre }
`;
  const named = `${SICOVAL.trimEnd()}\n    as: r1\n`;

  it.each([
    ['once', ''],
    ['twice', '    fault: { fire: twice }\n'],
  ])('changes its own row (the trigger fires %s)', async (_, fault) => {
    const one = open.copy();
    await one.play(`${named}${EDITED}${fault}`);
    one.wait(50);
    expect(state(one, [SICOVAL_ADDRESS])).toEqual(ONE_MORE);
    expect(one.row('Demandes', 'DEM-2018-002')?.Intitulé).toBe('Un autre titre');
    expect(one.rows('Journal').filter(row => row.Action === 'Réponse modifiée')).toHaveLength(1);
  });

  it('changes its own row although the trigger dies, before or after any call', async () => {
    const submitted = await open.followedBy(named);
    const calls = (await submitted.copy().playWith({}, EDITED)).totalCalls;
    for (const kill of someKills(calls)) {
      const one = submitted.copy();
      await one.playWith({ kill }, EDITED);
      one.wait(50);
      expect({ kill, ...state(one, [SICOVAL_ADDRESS]) }).toEqual({ kill, ...ONE_MORE });
      expect(one.row('Demandes', 'DEM-2018-002')?.Intitulé).toBe('Un autre titre');
      expect(one.rows('Journal').filter(row => row.Action === 'Réponse modifiée')).toHaveLength(1);
    }
  });
});

it('a renamed question still fills its own column', async () => {
  const one = open.copy();
  await one.play(`
  - renameQuestion: { from: Intitulé, to: Titre du projet }
${SICOVAL.replace('"Intitulé":', '"Titre du projet":')}`);
  one.wait(50);
  expect(state(one, [SICOVAL_ADDRESS])).toEqual(ONE_MORE);
  expect(one.row('Demandes', 'DEM-2018-002')?.Intitulé).toBe('Une stratégie internationale lisible');
});
