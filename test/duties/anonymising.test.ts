/** « Anonymiser les dossiers échus »: after the warning, nothing of the person stays anywhere that the add-on can reach. */
import { answer, INSTALL, type Played, play, rowOf } from '../actions/playing';

const REFUSED = `${INSTALL}
  - set: { DestinatairesAlertes: suivi@cuf.example }
${answer({ Courriel: 'amelie.roux@grenoble.example', 'Nom du contact': 'Amélie Roux', Téléphone: '"06 11 22 33 44"', 'Contexte et besoin': '"Voyez avec Amélie Roux avant tout."' })}
  - run: Vérifier la complétude
    on: [DEM-2018-001]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Décision: refusée, Motif: "Hors du champ, dit à Amélie Roux." } }
  - run: Appliquer les décisions
    on: [DEM-2018-001]
    answers: [oui]
`;
const ANONYMISE = `
    run: Anonymiser les dossiers échus
`;
const PERSONAL = ['amelie.roux@grenoble.example', 'Amélie Roux', '06 11 22 33 44', 'Sylvain Delmas'];

/** Everything that the Workspace keeps of the add-on, but mailboxes: cells, properties, form answers, documents. */
function everywhere({ workbook, performance }: Played): string {
  const { store } = performance.stage.workspace;
  const kept = ['properties', 'form', 'formResponse', 'document'].flatMap(kind =>
    store.ids(kind).map(id => store.get<unknown>(kind, id)),
  );
  return JSON.stringify([workbook, kept]);
}

describe('a refused request, two years later', () => {
  let early: Played;
  let done: Played;
  beforeAll(async () => {
    early = await play(`${REFUSED}  - at: 2018-11-06T10:00:00+01:00${ANONYMISE}`);
    done = await play(`${REFUSED}  - set: { ConservationMois: 1 }\n  - at: 2018-12-10T10:00:00+01:00${ANONYMISE}`);
  }, 120_000);

  it('has nothing to do while the time runs', () => {
    expect(early.said('Anonymiser les dossiers échus')).toContain('24 mois');
    expect(rowOf(early.workbook.Demandes, 'Référence', 'DEM-2018-001').Courriel).toBe('amelie.roux@grenoble.example');
  });

  it('is announced by the digest before anything is erased', () => {
    const row = rowOf(done.workbook.Demandes, 'Référence', 'DEM-2018-001');
    expect(row['Anonymisation annoncée le']).not.toBe('');
    expect(done.sent.filter(mail => mail.includes('DEM-2018-001') && /conservation/.test(mail)).length).toBeGreaterThan(
      0,
    );
    expect(done.workbook.Journal).toContainEqual(expect.objectContaining({ Action: 'Fin de conservation annoncée' }));
  });

  it('keeps nothing of the person in the cells, the memory, the form or the documents', () => {
    const kept = everywhere(done);
    expect(PERSONAL.filter(value => kept.includes(value))).toEqual([]);
    expect(everywhere(early)).toContain('amelie.roux@grenoble.example');
  });

  it('keeps what the figures and the decisions need', () => {
    expect(rowOf(done.workbook.Demandes, 'Référence', 'DEM-2018-001')).toMatchObject({
      Collectivité: 'Ville de Grenoble',
      Statut: 'refusée',
      Courriel: 'anonymisé',
      Besoin: 'Voyez avec anonymisé avant tout.',
    });
  });

  it('says what goes by hand, and keeps the report', () => {
    expect(done.said('Anonymiser les dossiers échus')).toMatch(/1 dossier anonymisé.*à la main/s);
    expect(done.workbook.Journal).toContainEqual(
      expect.objectContaining({ Action: 'Anonymisation', Objet: 'DEM-2018-001' }),
    );
  });
});
