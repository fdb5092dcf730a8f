/** Saisir un avis de séance: recorded, replaced, set aside for a conflict, refused out of order. */
import { answer, INSTALL, type Played, play, rowOf } from '../actions/playing';

const STORY = `${INSTALL}
  - fill: { tab: Comité, rows: [ { Nom: Anne Martin, Organisme: AFD, Courriel: anne@afd.example, Rôle: comité }, { Nom: Paul Durand, Organisme: DAECT, Courriel: paul@daect.example, Rôle: comité, Conflits déclarés: DEM-2018-001 }, { Nom: Luc Ouvreur, Organisme: CUF, Courriel: luc@cuf.example, Rôle: ouvreur } ] }
${answer()}
  - { run: Saisir un avis de séance, on: [DEM-2018-001], answers: [Anne Martin, favorable, Bon dossier] }
  - { run: Saisir un avis de séance, on: [DEM-2018-001], answers: [anne@afd.example, favorable sous réserve, Revoir le budget] }
  - { run: Saisir un avis de séance, on: [DEM-2018-001], answers: [Paul Durand, défavorable, "=1+1"] }
  - { run: Saisir un avis de séance, on: [DEM-2018-001], answers: [Luc Ouvreur] }
  - { run: Saisir un avis de séance, on: [DEM-2018-001], answers: [Anne Martin, bof] }
`;

describe('Saisir un avis de séance', () => {
  let played: Played;
  beforeAll(async () => {
    played = await play(STORY);
  }, 60_000);

  test('every opinion is kept, with what becomes of it', () => {
    expect(played.workbook.Avis).toMatchObject([
      {
        Dossier: 'DEM-2018-001',
        Membre: 'Anne Martin',
        Avis: 'favorable',
        Source: 'séance',
        'Pris en compte': expect.stringMatching(/^non/),
      },
      { Membre: 'Anne Martin', Organisme: 'AFD', Avis: 'réservé', Texte: 'Revoir le budget', 'Pris en compte': 'oui' },
      {
        Membre: 'Paul Durand',
        Avis: 'défavorable',
        Texte: '=1+1',
        'Pris en compte': expect.stringContaining('conflit'),
      },
    ]);
  });

  test('the request shows who counts and who is set aside', () => {
    expect(rowOf(played.workbook.Demandes, 'Référence', 'DEM-2018-001').Avis).toBe(
      'réservé (1) : Anne Martin (AFD)\nécarté, conflit déclaré : Paul Durand (DAECT)',
    );
  });

  test('a person who is not of the committee and a text that is no opinion are refused', () => {
    expect(played.said('Saisir un avis de séance')).toContain('« bof » ne se lit pas comme un avis');
    expect(played.workbook.Avis).toHaveLength(3);
  });

  test('each opinion is in the ledger', () => {
    expect(played.workbook.Journal?.filter(({ Action }) => Action === 'Saisir un avis de séance')).toHaveLength(3);
  });
});
