/**
 * Several messages of one holder: a question or a refusal after a bid never hides it, and a bid that proves no sender never
 * takes the place of one that does.
 */
import { answer, INSTALL, type Readings, readings, rowOf } from '../actions/playing';
import { type Case, PreparedWorkspace } from '../exactly-once/prepared-workspace';

const SENT = `
  - fill: { tab: Comité, rows: [ { Nom: Anne Roy, Organisme: CUF, Courriel: a@cuf.example, Rôle: ouvreur }, { Nom: Luc Bel, Organisme: CUF, Courriel: l@cuf.example, Rôle: ouvreur } ] }
  - fill: { tab: Titulaires, rows: [ { Code: ALPHA, Organisme: Alpha Conseil, Courriel: alpha@conseil.example, Signé le: 01/12/2017, Reconductions: 0 }, { Code: BETA, Organisme: Bêta, Courriel: beta@conseil.example, Signé le: 01/03/2018, Reconductions: 0 } ] }
${answer()}
  - run: Vérifier la complétude
    on: [DEM-2018-001]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Décision: retenue } }
  - run: Appliquer les décisions
    on: [DEM-2018-001]
    answers: [oui]
  - run: Consigner la qualification
    on: [DEM-2018-001]
    answers: [Besoin confirmé]
  - run: Rédiger les termes de référence
    tab: Demandes
    on: [DEM-2018-001]
  - run: Envoyer les termes de référence
    on: [CONS-2018-001]
    answers: [oui]
`;
const bid = (ttc: string, more = '') =>
  `  - mail: { reply: CONS-2018-001/BETA, text: "MONTANT HT : 8 000 €\\nTAUX TVA : 20 %\\nMONTANT TTC : ${ttc}"${more} }\n`;
const BID = bid('9 600 €');
const REPLACEMENT = bid('9 600,00 €');
const UNPROVEN = ', auth: none';
const QUESTION =
  '  - mail: { reply: CONS-2018-001/BETA, text: "Question : faut-il une version anglaise du rapport ?" }\n';
const DECLINE =
  '  - mail: { reply: CONS-2018-001/BETA, text: "Nous ne souhaitons pas répondre à cette consultation." }\n';
const READ = '  - run: Relever les courriels\n';
const OPEN = `  - at: 2018-11-30T10:00:00+01:00
    run: Ouvrir les plis
    on: [CONS-2018-001]
    answers: [Anne Roy, Luc Bel]
`;

let consulted: PreparedWorkspace;
let one: Case;
beforeAll(async () => {
  consulted = await PreparedWorkspace.play(
    `${INSTALL + SENT}
  - at: 2018-11-12T10:00:00+01:00
    run: Relever les courriels
`,
    '2018-11-05T09:00:00+01:00',
  );
});

/** What stands once so much more has happened to the consultation. */
async function after(...steps: string[]): Promise<Readings> {
  one = consulted.copy();
  await one.play(steps.join(''));
  return readings(one.stage);
}

const states = ({ display }: Readings) =>
  (display.Offres ?? []).filter(row => row.Titulaire === 'BETA').map(row => [row.Référence, row.État]);

test('a question in the sweep of the bid, or before it, leaves the bid received', async () => {
  const received = [['OFF-2018-001-BETA', 'reçue']];
  expect(states(await after(BID, QUESTION, READ))).toEqual(received);
  expect(states(await after(QUESTION, BID, READ))).toEqual(received);
});

test('a question after a replaced bid touches neither of the two', async () => {
  const played = await after(BID, READ, REPLACEMENT, READ, QUESTION, READ);
  expect(states(played)).toEqual([
    ['OFF-2018-001-BETA', 'remplacée'],
    ['OFF-2018-001-BETA-2', 'reçue'],
  ]);
});

test('a refusal after the bid leaves it, and staff are told', async () => {
  const played = await after(BID, READ, DECLINE, READ);
  expect(states(played)).toEqual([['OFF-2018-001-BETA', 'reçue']]);
  expect(rowOf(played.display.Messages, 'Nature', 'offre déclinée')['À faire']).toMatch(/l’offre reste/);
});

test('a bid that proves no sender never replaces one that does: staff are asked', async () => {
  const played = await after(BID, READ, bid('1,20 €', UNPROVEN), READ, OPEN);
  expect(states(played)).toEqual([['OFF-2018-001-BETA', 'reçue']]);
  expect(rowOf(played.display.Offres, 'Référence', 'OFF-2018-001-BETA')['Montant TTC']).toBe('9\u00a0600,00 €');
  expect(rowOf(played.display.Messages, 'Nature', 'à vérifier')['À faire']).toMatch(
    /remplacerait OFF-2018-001-BETA, dont l’expéditeur est vérifié/,
  );
});

test('alone, it is opened with that doubt, and said again before the award', async () => {
  const played = await after(
    bid('9 600 €', UNPROVEN),
    READ,
    OPEN,
    `  - run: Confirmer les montants
    on: [OFF-2018-001-BETA]
    answers: [oui]
  - edit: { tab: Offres, row: OFF-2018-001-BETA, values: { Note technique: 40 } }
  - run: Classer les offres
    on: [CONS-2018-001]
  - run: Attribuer
    on: [CONS-2018-001]
    answers: [BETA, non]
`,
  );
  expect(rowOf(played.display.Offres, 'Référence', 'OFF-2018-001-BETA').Doutes).toMatch(/pas vérifié/);
  const asked = one.stage.screens.filter(({ title }) => title === 'Attribuer').map(({ text }) => text);
  expect(asked.join('\n')).toMatch(/1\. BETA[\s\S]*pas vérifié/);
});

test('a rate that is no whole percentage shows its decimals', async () => {
  const played = await after(
    '  - mail: { reply: CONS-2018-001/BETA, text: "MONTANT HT : 8 000 €\\nTAUX TVA : 8,5 %\\nMONTANT TTC : 8 680 €" }\n',
    READ,
    OPEN,
  );
  expect(rowOf(played.display.Offres, 'Référence', 'OFF-2018-001-BETA')['Taux TVA']).toBe('8,5 %');
});
