/** « Envoyer les termes de référence » to twelve holders: one mail and one row each, wherever the execution dies. */

import { addressOf, DECISION_TYPED, drafted, HOLDERS, INSTALLED, SEND, SENDING_CALLS } from './preparations';
import { type Case, everyKill, MANAGER, PreparedWorkspace } from './prepared-workspace';

let ready: PreparedWorkspace;
beforeAll(async () => {
  ready = await (await PreparedWorkspace.play(INSTALLED)).followedBy(`${DECISION_TYPED}${drafted(HOLDERS)}`);
}, 120_000);

/** Mails that the preparation has sent: the receipt of the request, and the committee's decision. */
const PREPARED_MAILS = 2;

/** What each holder has: mails received, rows and what they say, files joined. */
function served(one: Case) {
  const rows = one.rows('Offres');
  return HOLDERS.map(code => {
    const mails = one
      .received(addressOf(code))
      .filter(({ subject }) => subject.includes('[CONS-2018-001] Consultation'));
    return {
      code,
      mails: mails.length,
      joined: mails.flatMap(({ attachments }) => attachments),
      rows: rows.filter(row => row.Titulaire === code).map(row => row.Envoi),
    };
  });
}

const PDF: unknown = expect.stringMatching(/^Termes de r.f.rence CONS-2018-001\.pdf$/);
const EACH_ONCE = HOLDERS.map(code => ({
  code,
  mails: 1,
  joined: [PDF],
  rows: ['envoyé'],
}));

const whole = (one: Case) => ({
  served: served(one),
  sent: one.rows('Offres').every(row => row.Message !== ''),
  consultation: one.row('Consultations', 'CONS-2018-001')?.Statut,
  complete: one.row('Consultations', 'CONS-2018-001')?.['Envoi terminé'],
  request: one.row('Demandes', 'DEM-2018-001')?.Statut,
  ledger: one.ledgerFindings(),
});

const WHOLE = {
  served: EACH_ONCE,
  sent: true,
  consultation: 'envoyée',
  complete: 'oui',
  request: 'en consultation',
  ledger: [],
};

const ANSWER = `
  - mail: { reply: CONS-2018-001/MU, text: "MONTANT TTC : 9 000,00 €", attachments: [pieces/offre-technique.pdf], auth: pass }
`;

it('serves each holder once when nothing goes wrong', async () => {
  const one = ready.copy();
  await one.play(SEND);
  one.wait(40);
  expect(whole(one)).toEqual(WHOLE);
});

describe('an execution that dies', () => {
  it('has as many counted calls as are enumerated here', async () => {
    const record = await ready.copy().playWith({}, SEND);
    expect(record.totalCalls).toBe(SENDING_CALLS);
  });

  it.each(everyKill(SENDING_CALLS))('$when call $call: each holder still has one mail and one row', async kill => {
    const one = ready.copy();
    const record = await one.playWith({ kill }, SEND);
    expect(record.outcome).toBe('killed');
    one.wait(45);
    // Before anything was written nothing tells of the click: the person has seen the failure, and clicks again.
    if (one.rows('Offres').length === 0) await one.play(SEND);
    await one.play(ANSWER);
    one.wait(15);
    expect(whole(one)).toEqual(WHOLE);
    const messages = one.rows('Messages').map(row => [row.Nature, row['Rattaché à']]);
    expect(messages).toEqual([['offre', 'OFF-2018-001-MU']]);
    expect(one.sentBy(MANAGER)).toBe(HOLDERS.length + PREPARED_MAILS);
  });
});

describe.each([
  { how: 'throw', what: 'answers 429' },
  { how: 'bounce', what: 'takes the mails and returns them later' },
] as const)('a mail quota of 5, when Gmail $what', ({ how }) => {
  let one: Case;
  /** The deadline that each mail to a holder gives, oldest first. */
  const deadlinesTold = (code: string) =>
    one
      .texts(addressOf(code))
      .map(text => /(?:au plus tard le|maintenant, pour tous, le)\s+(\w+ \d+ \w+ \d+)/.exec(text)?.[1]);
  const limitNotices = () => one.rows('Messages').filter(row => row.Nature === 'échec de remise');

  beforeAll(async () => {
    one = ready.copy();
    await one.playWith({ mailQuota: 5, how }, SEND);
    one.wait(30);
  });

  it('leaves five holders served and the others waiting, with the reason', () => {
    const rows = one.rows('Offres').map(row => row.Envoi);
    expect(rows.filter(state => state === 'envoyé')).toHaveLength(5);
    expect(rows.filter(state => state === 'à envoyer')).toHaveLength(7);
    expect(one.rows('Offres').filter(row => String(row.Motif).includes('24 heures'))).toHaveLength(7);
    expect(limitNotices().map(row => row['À faire'])).toEqual(how === 'bounce' ? Array(7).fill('') : []);
  });

  it('attempts nothing more while the limit holds', () => {
    const before = one.sentBy(MANAGER);
    one.wait(20 * 60);
    const attempts = one.workspace.executions.slice(-80).map(({ calls }) => calls['Gmail.Users.Messages.send'] ?? 0);
    expect(one.sentBy(MANAGER)).toBe(before);
    expect(Math.max(...attempts)).toBe(0);
  });

  it('serves each of the others once when the limit is lifted', () => {
    one.wait(5 * 60);
    expect(whole(one)).toEqual(WHOLE);
    expect(limitNotices()).toHaveLength(how === 'bounce' ? 7 : 0);
  });

  it('gives all the same deadline, and tells the five first of the change', () => {
    const told = HOLDERS.map(deadlinesTold);
    expect(new Set(told.map(deadlines => deadlines.at(-1)))).toEqual(new Set(['lundi 19 novembre 2018']));
    expect(told.map(deadlines => deadlines.length).sort()).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
    expect(one.rows('Envois').map(row => [row.Modèle, row.Envoi])).toEqual([
      ['Demande retenue', 'envoyé'],
      ...Array(5).fill(['Nouvelle date limite', 'envoyé']),
    ]);
  });
});

it('goes on after a time limit of 8 seconds', async () => {
  const one = ready.copy();
  const record = await one.playWith({ timeLimit: 8 }, SEND);
  expect(record.outcome).toBe('timeout');
  one.wait(45);
  expect(whole(one)).toEqual(WHOLE);
});
