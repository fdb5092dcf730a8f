/** « Ouvrir les plis »: each document filed once, each bid read, one record, wherever the execution dies or runs out of time. */
import { ANSWERED, DECISION_TYPED, drafted, INSTALLED, SEND } from './preparations';
import { type Case, COLLEAGUE, PreparedWorkspace, someKills } from './prepared-workspace';

const TWO = ['ALPHA', 'BETA'] as const;
const OPEN = `
  - run: Ouvrir les plis
    on: [CONS-2018-001]
    answers: [Claire Morvan, Hugo Lefèvre]
`;
/** Counted calls of the opening of two bids with a document each. */
const OPENING_CALLS = 60;

let ready: PreparedWorkspace;
beforeAll(async () => {
  const drafts = await PreparedWorkspace.play(`${INSTALLED}${DECISION_TYPED}${drafted(TWO)}${SEND}`);
  ready = await drafts.followedBy(`${ANSWERED}    edit: { tab: Comité, row: Claire Morvan, values: { Organisme: CUF } }
`);
}, 120_000);

const opened = (one: Case) => {
  const consultation = one.row('Consultations', 'CONS-2018-001');
  const files = one.filesNamed(/^(?:OFF|CONS)-2018-001.*(?:message|offre|plis)|^Lecture/);
  return {
    status: consultation?.Statut,
    recorded: one.fileWithHash(String(consultation?.['Empreinte du procès-verbal'])),
    files,
    bids: TWO.map(code => {
      const bid = one.row('Offres', `OFF-2018-001-${code}`);
      return [bid?.['Montant TTC'], String(bid?.Empreinte).length, String(bid?.Documents).split('\n').length];
    }),
    ledger: one.ledgerFindings(),
  };
};

const RECORD = 'CONS-2018-001 – Procès-verbal d’ouverture des plis';
const WHOLE = {
  status: 'plis ouverts',
  recorded: `${RECORD}.pdf`,
  files: [
    'CONS-2018-001 – plis',
    RECORD,
    `${RECORD}.pdf`,
    'OFF-2018-001-ALPHA – message.txt',
    'OFF-2018-001-ALPHA – offre-technique.pdf',
    'OFF-2018-001-BETA – message.txt',
    'OFF-2018-001-BETA – offre-technique.pdf',
  ].sort(),
  bids: [
    [10_200, 64, 1],
    [9_600, 64, 1],
  ],
  ledger: [],
};

it('has as many counted calls as are enumerated here', async () => {
  const one = ready.copy();
  const record = await one.playWith({}, OPEN);
  expect(opened(one)).toEqual(WHOLE);
  expect(record.totalCalls).toBe(OPENING_CALLS);
});

it.each(someKills(OPENING_CALLS, 5))('dies $when call $call, and is made whole by the next click', async kill => {
  const one = ready.copy();
  const record = await one.playWith({ kill }, OPEN);
  expect(record.outcome).toBe('killed');
  one.wait(16);
  const isWhole = one.row('Consultations', 'CONS-2018-001')?.Statut === 'plis ouverts';
  if (!isWhole) await one.play(OPEN);
  one.wait(16);
  expect(opened(one)).toEqual(WHOLE);
});

it('stops before Google stops it, and the next sweep goes on with the same two people', async () => {
  const one = ready.copy();
  one.workspace.onCall = (_call, method, phase, execution) => {
    if (method !== 'Drive.Files.copy' || phase !== 'after') return;
    one.workspace.onCall = undefined;
    execution.spend(300_000);
  };
  const record = await one.playWith({}, OPEN);
  expect(record.outcome).toBe('ok');
  expect(one.lastScreen).toContain('1 pli ouvert sur 2');
  expect(one.row('Consultations', 'CONS-2018-001')?.Statut).not.toBe('plis ouverts');
  one.wait(31);
  expect(opened(one)).toEqual(WHOLE);
  expect(one.row('Consultations', 'CONS-2018-001')?.['Ouverte par']).toBe('Claire Morvan et Hugo Lefèvre');
});

it('is asked by a colleague twice, and done once by the account that manages the mailbox', async () => {
  const one = ready.copy();
  await one.play(OPEN.replace('- run', `- by: ${COLLEAGUE}\n    run`));
  expect(one.row('Offres', 'OFF-2018-001-ALPHA')?.Contenu).toBe('');
  await one.play(OPEN.replace('- run', `- by: ${COLLEAGUE}\n    run`).replace(/ {4}answers.*\n/, ''));
  one.wait(31);
  expect(opened(one)).toEqual(WHOLE);
});
