/** From the decision to the award: envelope, sealed bids, lateness to the second, ranking, ceiling and derogations. */
import { Case, PreparedWorkspace } from '../exactly-once/prepared-workspace';
import { answer, INSTALL, play, type Readings, readings, rowOf } from './playing';

const HOLDERS = `
  - fill: { tab: Titulaires, rows: [ { Code: ALPHA, Organisme: Alpha, Courriel: a@alpha.example, Signé le: 01/10/2018, Reconductions: 0 }, { Code: BETA, Organisme: Beta, Courriel: b@beta.example, Signé le: 01/10/2017, Reconductions: 1 }, { Code: GAMMA, Organisme: Gamma, Courriel: g@gamma.example, Signé le: 01/10/2016, Reconductions: 0 } ] }
`;
const SENT = `${INSTALL}${answer()}
  - run: Vérifier la complétude
    on: [DEM-2018-001]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Décision: retenue } }
  - run: Appliquer les décisions
    on: [DEM-2018-001]
    answers: [oui]
${HOLDERS}
  - run: Rédiger les termes de référence
    on: [DEM-2018-001]
  - run: Envoyer les termes de référence
    on: [CONS-2018-001]
    answers: [oui]
`;
const BIDS = `
  - at: 2018-11-06T10:00:00+01:00
    mail: { reply: CONS-2018-001/ALPHA, text: "MONTANT HT : 10 000 €\\nTAUX TVA : 20 %\\nMONTANT TTC : 12 000 €", auth: pass }
  - at: 2018-11-16T23:59:59+01:00
    mail: { reply: CONS-2018-001/BETA, text: "MONTANT HT : 12 600 €\\nTAUX TVA : 0 %\\nMONTANT TTC : 12 600 €", auth: pass }
  - at: 2018-11-17T00:00:00+01:00
    mail: { reply: CONS-2018-001/ALPHA, text: "MONTANT HT : 9 000 €", auth: pass }
`;
const OPENED_AND_RANKED = `
  - at: 2018-11-19T10:00:00+01:00
    run: Ouvrir les plis
    on: [CONS-2018-001]
    answers: [Anne Martin, Paul Durand]
  - run: Confirmer les montants
    on: [OFF-2018-001-ALPHA, OFF-2018-001-BETA]
    answers: [oui]
  - edit: { tab: Offres, row: OFF-2018-001-ALPHA, values: { Note technique: 50 } }
  - edit: { tab: Offres, row: OFF-2018-001-BETA, values: { Note technique: 50 } }
  - run: Classer les offres
    on: [CONS-2018-001]
`;

/** Three moments of one consultation, every formula live. */
let sentOut: PreparedWorkspace;
let answered: PreparedWorkspace;
let ranked: PreparedWorkspace;
beforeAll(async () => {
  const one = Case.onNewWorkspace('2018-11-05T09:00:00+01:00');
  const reach = async (steps: string): Promise<PreparedWorkspace> => {
    await one.play(steps);
    return PreparedWorkspace.of(one);
  };
  sentOut = await reach(SENT);
  answered = await reach(BIDS);
  ranked = await reach(OPENED_AND_RANKED);
}, 120_000);

async function goingOn(moment: PreparedWorkspace, steps: string): Promise<Readings> {
  const one = moment.copy();
  await one.play(steps);
  return readings(one.stage);
}

describe('decisions and the envelope', () => {
  test('members first, then what fits: the one that does not is postponed and the next still tried', async () => {
    const { workbook } = await play(`${INSTALL}
  - set: { Enveloppe: 15000 }
${answer({ 'Numéro SIREN': '"200046977"', 'Coût estimé de la prestation TTC (€)': '10000' })}
${answer({ 'Coût estimé de la prestation TTC (€)': '12000' })}
${answer({ 'Coût estimé de la prestation TTC (€)': '20000' })}
  - run: Vérifier la complétude
    on: [DEM-2018-001, DEM-2018-002, DEM-2018-003]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Décision: retenue, Note: 20 } }
  - edit: { tab: Demandes, row: DEM-2018-002, values: { Décision: retenue, Note: 5 } }
  - edit: { tab: Demandes, row: DEM-2018-003, values: { Décision: retenue, Note: 9 } }
  - run: Appliquer les décisions
    on: [DEM-2018-001, DEM-2018-002, DEM-2018-003]
    answers: [oui]
`);
    const statusOf = (reference: string) => rowOf(workbook.Demandes, 'Référence', reference);
    expect(statusOf('DEM-2018-003')).toMatchObject({ Statut: 'retenue', Rang: 1, 'Montant réservé': 12000 });
    expect(statusOf('DEM-2018-002')).toMatchObject({ Statut: 'ajournée', Motif: 'enveloppe épuisée' });
    expect(statusOf('DEM-2018-001')).toMatchObject({ Statut: 'ajournée', Rang: 3 });
    expect(rowOf(workbook.Budget, 'Poste', 'Restant').Montant).toBe(3000);
  });

  test('anything but oui gives up without a change', async () => {
    const { workbook } = await play(`${INSTALL}${answer()}
  - run: Vérifier la complétude
    on: [DEM-2018-001]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Décision: retenue } }
  - run: Appliquer les décisions
    on: [DEM-2018-001]
    answers: [Oui da]
`);
    expect(rowOf(workbook.Demandes, 'Référence', 'DEM-2018-001').Statut).toBe('complète');
  });
});

describe('a consultation', () => {
  test('goes to the holders in force, the others with their reason, and stays sealed until the opening', async () => {
    const { workbook, said } = await goingOn(
      answered,
      `
  - at: 2018-11-17T01:00:00+01:00
    run: Ouvrir les plis
    on: [CONS-2018-001]
    answers: [Anne Martin, MARTIN Anne]
`,
    );
    expect(rowOf(workbook.Offres, 'Référence', 'OFF-2018-001-GAMMA')).toMatchObject({ Envoi: 'non consulté' });
    expect(rowOf(workbook.Consultations, 'Référence', 'CONS-2018-001')).toMatchObject({
      Statut: 'échue',
      'Date limite': '2018-11-16T23:59:59+01:00',
      'Titulaires consultés': 2,
      Réponses: 2,
      'Hors délai': 1,
    });
    expect(said('Ouvrir les plis')).toContain('donné deux fois');
    const sealed = JSON.stringify([workbook.Offres, workbook.Messages, workbook.Journal]);
    for (const secret of ['10 000', '12 600', '12000', '12600', 'MONTANT']) expect(sealed).not.toContain(secret);
  });

  test('one second late is late, kept, never opened, and never replaces one that was on time', async () => {
    const { workbook } = readings(ranked.copy().stage);
    expect(rowOf(workbook.Offres, 'Référence', 'OFF-2018-001-BETA').Délai).toBe('dans les délais');
    expect(rowOf(workbook.Offres, 'Référence', 'OFF-2018-001-ALPHA')).toMatchObject({
      État: 'reçue',
      'Montant TTC': 12000,
      'Note prix': 40,
      'Note totale': 90,
      Rang: 1,
    });
    expect(rowOf(workbook.Offres, 'Référence', 'OFF-2018-001-BETA')).toMatchObject({ 'Note prix': 38.1, Rang: 2 });
    expect(rowOf(workbook.Offres, 'Référence', 'OFF-2018-001-ALPHA-2')).toMatchObject({
      Délai: 'hors délai',
      Décision: 'hors délai',
      'Montant TTC': '',
    });
  });

  test('awarded out of rank with its reason: shares frozen, reservation replaced, letters to all bidders', async () => {
    const { workbook, sent } = await goingOn(
      ranked,
      `
  - run: Attribuer
    on: [CONS-2018-001]
    answers: [BETA, mieux adapté au territoire, oui]
`,
    );
    expect(rowOf(workbook.Marchés, 'Référence', 'MS-2018-001')).toMatchObject({
      Titulaire: 'BETA',
      'Montant TTC': 12600,
      'Taux dispositif': 0.8,
      'Part dispositif': 10080,
      'Part collectivité': 2520,
    });
    expect(rowOf(workbook.Budget, 'Poste', 'Réservé').Montant).toBe(0);
    expect(rowOf(workbook.Budget, 'Poste', 'Engagé').Montant).toBe(10080);
    expect(workbook.Envois?.map(letter => [letter.Modèle, letter.Envoi])).toEqual([
      ['Demande retenue', 'envoyé'],
      ['Rappel avant la date limite', 'envoyé'],
      ['Attribution', 'envoyé'],
      ["Rejet d'une offre", 'envoyé'],
      ['Information de la collectivité', 'envoyé'],
    ]);
    expect(sent).toHaveLength(1 + 1 + 2 + 1 + 3);
  });

  test('above the ceiling only a recorded derogation lets it be awarded: 15 600 gives 12 000 and 3 600', async () => {
    const dear = BIDS.replace(/10 000 €/g, '13 000 €').replace(/12 000 €/g, '15 600 €');
    const { workbook, said } = await goingOn(
      sentOut,
      `${dear}${OPENED_AND_RANKED}
  - run: Attribuer
    on: [CONS-2018-001]
    answers: [ALPHA]
  - run: Enregistrer une dérogation
    on: [CONS-2018-001]
    answers: [dépassement à la charge de la collectivité, "", accord écrit du 20/11/2018, Direction]
  - run: Classer les offres
    on: [CONS-2018-001]
  - run: Attribuer
    on: [CONS-2018-001]
    answers: [ALPHA, plus complet, oui]
`,
    );
    expect(said('Attribuer')).toContain('MS-2018-001');
    expect(rowOf(workbook.Marchés, 'Référence', 'MS-2018-001')).toMatchObject({
      'Part dispositif': 12000,
      'Part collectivité': 3600,
      Dépassement: 600,
      Dérogation: 'DER-2018-001',
    });
  });

  test('sans suite tells the holders and frees the request; a withdrawal releases the reservation', async () => {
    const { workbook } = await goingOn(
      sentOut,
      `
  - run: Déclarer sans suite
    on: [CONS-2018-001]
    answers: [besoin revu]
  - run: Enregistrer un retrait
    on: [DEM-2018-001]
    answers: [la collectivité renonce]
`,
    );
    expect(rowOf(workbook.Consultations, 'Référence', 'CONS-2018-001').Statut).toBe('sans suite');
    expect(rowOf(workbook.Demandes, 'Référence', 'DEM-2018-001')).toMatchObject({
      Statut: 'retirée',
      'Montant réservé': '',
    });
    expect(workbook.Envois).toHaveLength(3);
    expect(rowOf(workbook.Budget, 'Poste', 'Restant').Montant).toBe(100000);
  });
});
