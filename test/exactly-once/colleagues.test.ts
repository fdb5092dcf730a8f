/** A colleague of the managing account: what needs the mailbox waits for the account that has it, and is done once. */

import { ANSWERED, addressOf, DECISION_TYPED, drafted, INSTALLED, RANKED, SEND } from './preparations';
import { type Case, COLLEAGUE, MANAGER, PreparedWorkspace, someKills } from './prepared-workspace';

const CODES = ['ALPHA', 'BETA', 'GAMMA'];
let installed: PreparedWorkspace;
let ready: PreparedWorkspace;
let sent: PreparedWorkspace;
beforeAll(async () => {
  installed = await PreparedWorkspace.play(INSTALLED);
  ready = await installed.followedBy(`${DECISION_TYPED}${drafted(CODES)}`);
  sent = await ready.followedBy(SEND);
}, 120_000);

const asColleague = (step: string) => `${step.trimEnd()}\n    by: ${COLLEAGUE}\n`;
const rowsOf = (one: Case, tab: string, column: string) => one.rows(tab).map(row => row[column]);
/** Mails of a subject that reached each holder. */
const reached = (one: Case, mark: string) =>
  CODES.map(code => one.received(addressOf(code)).filter(({ subject }) => subject.includes(mark)).length);
/** Calls to Gmail of the executions that ran as the colleague; its mailbox must stay untouched. */
const gmailCalls = (one: Case) =>
  one.workspace.executions
    .filter(({ by }) => by === COLLEAGUE)
    .flatMap(({ calls }) => Object.keys(calls).filter(method => method.startsWith('Gmail')));

it('sends the terms of reference with the next sweep of the managing account', async () => {
  const one = ready.copy();
  const before = one.sentBy(MANAGER);
  await one.play(asColleague(SEND));
  expect(one.lastScreen).toMatch(/15 minutes/);
  expect(rowsOf(one, 'Offres', 'Envoi')).toEqual(['à envoyer', 'à envoyer', 'à envoyer']);
  expect(one.sentBy(MANAGER)).toBe(before);
  // A second click, by either of them, adds nothing.
  await one.play(asColleague(SEND));
  await one.play(SEND);
  one.wait(40);
  expect(rowsOf(one, 'Offres', 'Envoi')).toEqual(['envoyé', 'envoyé', 'envoyé']);
  expect(reached(one, 'Consultation')).toEqual([1, 1, 1]);
  expect(one.row('Consultations', 'CONS-2018-001')?.Statut).toBe('envoyée');
  expect(one.sentBy(COLLEAGUE)).toBe(0);
  expect(gmailCalls(one)).toEqual([]);
  expect(one.ledgerFindings()).toEqual([]);
});

it('leaves no second row or mail when its click dies and the managing account clicks after it', async () => {
  const { totalCalls } = await ready.copy().playWith({}, asColleague(SEND));
  for (const kill of someKills(totalCalls)) {
    const one = ready.copy();
    await one.playWith({ kill }, asColleague(SEND));
    await one.play(SEND);
    one.wait(40);
    expect({
      kill,
      rows: rowsOf(one, 'Offres', 'Envoi'),
      mails: reached(one, 'Consultation'),
      ledger: one.ledgerFindings(),
    }).toEqual({ kill, rows: ['envoyé', 'envoyé', 'envoyé'], mails: [1, 1, 1], ledger: [] });
  }
});

it('stops a consultation at once, and its letters leave with the next sweep', async () => {
  const one = sent.copy();
  await one.play(
    asColleague(`
  - run: Déclarer sans suite
    on: [CONS-2018-001]
    answers: [Le besoin a disparu.]
`),
  );
  expect(one.row('Consultations', 'CONS-2018-001')?.Statut).toBe('sans suite');
  expect(reached(one, 'sans suite')).toEqual([0, 0, 0]);
  one.wait(40);
  expect(reached(one, 'sans suite')).toEqual([1, 1, 1]);
  expect(one.sentBy(COLLEAGUE)).toBe(0);
  expect(gmailCalls(one)).toEqual([]);
});

it('opens the bids with the next sweep, from the mailbox that received them', async () => {
  const answered = await sent.followedBy(`${ANSWERED.slice(0, ANSWERED.lastIndexOf('\n  - at:'))}\n`);
  const one = answered.copy();
  // Mail that reached the colleague's own mailbox is nobody's business.
  await one.play(`
  - mail: { from: contact@alpha.example, to: ${COLLEAGUE}, subject: "[CONS-2018-001] Offre", text: "MONTANT TTC : 1,00 €", auth: pass }
  - at: 2018-11-19T10:00:00+01:00
    run: Ouvrir les plis
    on: [CONS-2018-001]
    answers: [Claire Morvan, Hugo Lefèvre]
    by: ${COLLEAGUE}
`);
  expect(rowsOf(one, 'Offres', 'Montant TTC')).toEqual(['', '', '']);
  one.wait(20);
  expect(one.row('Consultations', 'CONS-2018-001')?.['Ouverte par']).toBe('Claire Morvan et Hugo Lefèvre');
  expect(rowsOf(one, 'Offres', 'Montant TTC')).toEqual([10_200, 9_600, '']);
  expect(rowsOf(one, 'Messages', 'Nature')).toEqual(['offre', 'offre']);
  expect(gmailCalls(one)).toEqual([]);
});

it('awards at once, and the letters leave with the next sweep', async () => {
  const one = (await sent.followedBy(RANKED)).copy();
  await one.play(
    asColleague(`
  - run: Attribuer
    on: [CONS-2018-001]
    answers: [ALPHA, oui]
`),
  );
  expect(rowsOf(one, 'Marchés', 'Titulaire')).toEqual(['ALPHA']);
  expect(rowsOf(one, 'Envois', 'Envoi')).toEqual(['envoyé', 'à envoyer', 'à envoyer', 'à envoyer']);
  one.wait(40);
  expect(rowsOf(one, 'Envois', 'Envoi')).toEqual(['envoyé', 'envoyé', 'envoyé', 'envoyé']);
  expect(reached(one, 'CONS-2018-001')).toEqual([2, 2, 1]);
  expect(one.sentBy(COLLEAGUE)).toBe(0);
  expect(gmailCalls(one)).toEqual([]);
});

it('asks for the mail to be read, and reads none itself', async () => {
  const one = sent.copy();
  await one.play(`
  - mail: { from: contact@alpha.example, to: ${COLLEAGUE}, subject: "[CONS-2018-001] Offre", text: Bonjour, auth: pass }
  - run: Relever les courriels
    by: ${COLLEAGUE}
`);
  expect(one.lastScreen).toContain(MANAGER);
  one.wait(20);
  expect(one.rows('Messages')).toEqual([]);
  expect(gmailCalls(one)).toEqual([]);
});

it('is told who has installed, and changes nothing', async () => {
  const one = installed.copy();
  const seen = () => ({
    tabs: one.stage.workbook.sheets.map(({ name }) => [name, one.rows(name)]),
    triggers: one.workspace.triggers.all(),
    properties: one.workspace.store.ids('properties').map(id => one.workspace.store.get('properties', id)),
    forms: one.stage.forms.formIds(),
    files: one.workspace.store.ids('drive-file'),
  });
  const before = JSON.stringify(seen());
  await one.play(asColleague('\n  - run: Installer ou mettre à jour\n'));
  expect(one.lastScreen).toContain(MANAGER);
  expect(JSON.stringify(seen())).toBe(before);
});
