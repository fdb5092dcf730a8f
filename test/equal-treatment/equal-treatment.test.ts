/** Equal treatment: one answer for all, one deadline for all, one sending for all, and nobody learns who asked. */
import { answer, INSTALL, type Played, play, rowOf } from '../actions/playing';

const SENT = `${INSTALL}${answer()}
  - run: Vérifier la complétude
    on: [DEM-2018-001]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Décision: retenue } }
  - run: Appliquer les décisions
    on: [DEM-2018-001]
    answers: [oui]
  - fill: { tab: Titulaires, rows: [ { Code: ALPHA, Organisme: Alpha Conseil, Courriel: a@alpha.example, Signé le: 01/10/2018, Reconductions: 0 }, { Code: BETA, Organisme: Beta, Courriel: b@beta.example, Signé le: 01/10/2018, Reconductions: 0 } ] }
  - run: Rédiger les termes de référence
    on: [DEM-2018-001]
  - run: Envoyer les termes de référence
    on: [CONS-2018-001]
    answers: [oui]
`;
/** To whom a letter has left, by its template. */
const toldBy = ({ workbook }: Played, template: string): unknown[] =>
  (workbook.Envois ?? [])
    .filter(letter => letter.Modèle === template && letter.Envoi === 'envoyé')
    .map(letter => letter.Destinataire)
    .sort();

describe('an answer to a question', () => {
  let played: Played;
  beforeAll(async () => {
    played = await play(`${SENT}
  - at: 2018-11-06T10:00:00+01:00
    mail: { reply: CONS-2018-001/ALPHA, text: "Bonjour,\\nPouvez-vous préciser la durée de la mission ?", auth: pass }
  - at: 2018-11-06T10:30:00+01:00
    run: Diffuser une réponse
    on: [CONS-2018-001]
    answers: ["Alpha Conseil demande la durée de la mission.", "Dix jours."]
  - run: Diffuser une réponse
    on: [CONS-2018-001]
    answers: ["Quelle est la durée de la mission ?", "Dix jours."]
  - at: 2018-11-19T09:00:00+01:00
    run: Diffuser une réponse
    on: [CONS-2018-001]
`);
  });

  it('goes to every holder consulted, one mail each, and is kept with the consultation', () => {
    expect(toldBy(played, 'Réponse à une question')).toEqual(['a@alpha.example', 'b@beta.example']);
    expect(played.workbook.Questions).toEqual([
      expect.objectContaining({
        Consultation: 'CONS-2018-001',
        'N°': 1,
        Question: 'Quelle est la durée de la mission ?',
        Réponse: 'Dix jours.',
      }),
    ]);
  });

  it('is refused while the text says who asked', () => {
    const said = played.performance.stage.screens.filter(({ title }) => title === 'Diffuser une réponse');
    expect(said.some(({ text }) => text.includes('contient « Alpha Conseil »'))).toBe(true);
  });

  it('puts the asker back among those who are awaited', () => {
    expect(rowOf(played.workbook.Offres, 'Référence', 'OFF-2018-001-ALPHA')).toMatchObject({ État: 'en attente' });
  });

  it('is refused after the deadline', () => {
    expect(played.said('Diffuser une réponse')).toMatch(/n’est pas en cours|est passée/);
  });
});

describe('an extension', () => {
  it('moves the deadline for all, later only, and tells each holder both dates and the reason', async () => {
    const played = await play(`${SENT}
  - at: 2018-11-12T10:00:00+01:00
    run: Prolonger le délai
    on: [CONS-2018-001]
    answers: [15/11/2018]
  - run: Prolonger le délai
    on: [CONS-2018-001]
    answers: [23/11/2018, "Le document a été complété."]
  - at: 2018-11-23T23:59:59+01:00
    mail: { reply: CONS-2018-001/BETA, text: "MONTANT HT : 9 000 €", auth: pass }
  - at: 2018-11-24T00:00:00+01:00
    mail: { reply: CONS-2018-001/ALPHA, text: "MONTANT HT : 8 000 €", auth: pass }
  - at: 2018-11-26T09:00:00+01:00
    run: Prolonger le délai
    on: [CONS-2018-001]
`);
    const row = rowOf(played.workbook.Consultations, 'Référence', 'CONS-2018-001');
    expect(row['Date limite']).toBe('2018-11-23T23:59:59+01:00');
    expect(String(row['Calcul du délai'])).toContain('Le document a été complété.');
    expect(toldBy(played, 'Prolongation du délai')).toEqual(['a@alpha.example', 'b@beta.example']);
    expect(rowOf(played.workbook.Offres, 'Référence', 'OFF-2018-001-BETA')).toMatchObject({ Délai: 'dans les délais' });
    expect(rowOf(played.workbook.Offres, 'Référence', 'OFF-2018-001-ALPHA')).toMatchObject({ Délai: 'hors délai' });
    const said = played.performance.stage.screens.filter(({ title }) => title === 'Prolonger le délai');
    expect(said.map(({ text }) => text).join('\n')).toMatch(/15 novembre 2018.*16 novembre 2018/s);
    expect(played.said('Prolonger le délai')).toContain('n’est pas en cours');
    expect(played.workbook.Journal?.filter(line => line.Action === 'Prolonger le délai')).toHaveLength(2);
  });
});

describe('an address that bounces', () => {
  it('is corrected, written to again once, and the deadline is that of this sending for all', async () => {
    const played = await play(`${SENT}
  - at: 2018-11-06T09:30:00+01:00
    mail: { reply: CONS-2018-001/BETA, from: "MAILER-DAEMON@beta.example", subject: "Undelivered Mail", headers: { X-Failed-Recipients: b@beta.example }, text: "User unknown", auth: pass }
  - at: 2018-11-06T11:00:00+01:00
    run: Envoyer les termes de référence
    on: [CONS-2018-001]
  - edit: { tab: Titulaires, row: BETA, values: { Courriel: contact@beta.example } }
  - run: Envoyer les termes de référence
    on: [CONS-2018-001]
    answers: [oui]
  - at: 2018-11-06T12:00:00+01:00
    run: Relever les courriels
`);
    expect(played.performance.stage.screens.map(({ text }) => text).join('\n')).toContain('corrigez d’abord l’adresse');
    expect(played.performance.stage.office.received('contact@beta.example')).toHaveLength(1);
    const row = rowOf(played.workbook.Consultations, 'Référence', 'CONS-2018-001');
    // Ten working days from 6 November, not from the 5th.
    expect(row['Date limite']).toBe('2018-11-19T23:59:59+01:00');
    expect(toldBy(played, 'Nouvelle date limite')).toEqual(['a@alpha.example']);
    expect(rowOf(played.workbook.Offres, 'Référence', 'OFF-2018-001-BETA')).toMatchObject({ Envoi: 'envoyé' });
  });
});
