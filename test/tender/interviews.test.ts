/** « Convoquer aux entretiens »: looked at before, sent once wherever it dies, and never for a date that was not confirmed. */
import type { PreviewPage } from '../../src/actions/preview-sending';
import { type Case, PreparedWorkspace, someKills } from '../exactly-once/prepared-workspace';
import { openPage } from '../screens-jobs/pages';

const application = (from: string, name: string): string =>
  `  - mail: { from: "${name} <${from}>", to: dispositif@cuf.example, subject: Candidature, text: Voici., attachments: [pieces/candidature.pdf], auth: pass }\n`;
const INVITE = `
  - run: Convoquer aux entretiens
    on: [CAND-2018-001, CAND-2018-002]
    answers: [oui]
`;

let ready: PreparedWorkspace;
beforeAll(async () => {
  ready = await PreparedWorkspace.play(`
  - run: Installer ou mettre à jour
  - set: { AdresseReponse: dispositif@cuf.example }
  - run: Lancer l'appel d'offres
    answers: [oui]
${application('contact@alpha.example', 'Alpha')}${application('contact@beta.example', 'Beta Territoires')}
  - run: Relever les courriels
  - edit: { tab: Candidatures, row: CAND-2018-001, values: { Entretien le: 29/10/2018 10:00 } }
  - edit: { tab: Candidatures, row: CAND-2018-002, values: { Entretien le: 29/10/2018 } }
`);
}, 120_000);

const invitations = (one: Case) =>
  one
    .rows('Envois')
    .filter(({ Modèle }) => Modèle === 'Convocation à un entretien')
    .map(row => [
      row.Dossier,
      row.Envoi,
      one.received(String(row.Destinataire)).filter(({ subject }) => subject === row.Objet).length,
    ]);

it('is shown before it leaves, as it then leaves', async () => {
  const one = ready.copy();
  const { data } = openPage<PreviewPage>(one, "Prévisualiser l'envoi", {
    sheet: 'Candidatures',
    rows: [2, 3],
    answers: [''],
  });
  expect(invitations(one)).toEqual([]);
  await one.play(INVITE);
  const sent = one.rows('Envois').filter(({ Modèle }) => Modèle === 'Convocation à un entretien');
  expect(data.mails.map(({ to, subject, text }) => [to, subject, text])).toEqual(
    sent.map(row => [row.Destinataire, row.Objet, row.Texte]),
  );
  expect(data.mails.map(({ subject }) => subject.replace(/\s/g, ' '))).toEqual([
    '[CAND-2018-001] Votre entretien du lundi 29 octobre 2018 à 10 h 00 (heure de Paris)',
    '[CAND-2018-002] Votre entretien du lundi 29 octobre 2018',
  ]);
});

it('reaches each applicant once, wherever the execution dies', async () => {
  const calls = (await ready.copy().playWith({}, INVITE)).totalCalls;
  for (const kill of someKills(calls)) {
    const one = ready.copy();
    await one.playWith({ kill }, INVITE);
    one.wait(50);
    // The person who has seen the failure looks, and clicks again when nothing was done.
    if (invitations(one).length === 0) await one.play(INVITE);
    one.wait(50);
    expect({ kill, letters: invitations(one), ledger: one.ledgerFindings() }).toEqual({
      kill,
      letters: [
        ['CAND-2018-001', 'envoyé', 1],
        ['CAND-2018-002', 'envoyé', 1],
      ],
      ledger: [],
    });
  }
});
