/** Préparer la séance du comité: the PDF, the letters to the members, their answers by mail, the reminder. */
import { answer, INSTALL, type Played, play, rowOf } from '../actions/playing';

const MEMBERS =
  '{ Nom: Anne Martin, Organisme: AFD, Courriel: anne@afd.example, Rôle: comité }, { Nom: Paul Durand, Organisme: DAECT, Courriel: paul@daect.example, Rôle: comité, Conflits déclarés: DEM-2018-001 }';

const mail = (from: string, lines: string, more = '') => `
  - mail:
      reply: DEM-2018-002/anne@afd.example
      from: ${from}
      text: |
        ${lines}
      auth: pass${more}`;

const STORY = `${INSTALL}
  - fill: { tab: Comité, rows: [ ${MEMBERS} ] }
  - run: Préparer la séance du comité
${answer({ 'Code INSEE de la commune': '"38185"' })}${answer({ 'Code INSEE de la commune': '"38185"', Intitulé: 'Un autre projet' })}
  - { run: Vérifier la complétude, on: [DEM-2018-001, DEM-2018-002] }
  - { run: Préparer la séance du comité, answers: [01/11/2018] }
  - { run: Préparer la séance du comité, answers: [12/11/2018] }
  - { run: Préparer la séance du comité, answers: [12/11/2018] }${mail('anne@afd.example', 'DEM-2018-001 : favorable sous réserve')}${mail('curieux@ailleurs.example', 'DEM-2018-002 : défavorable')}
  - mail: { from: anne@afd.example, to: dispositif@cuf.example, subject: Mon avis, text: "DEM-2018-002 : favorable", auth: pass }
  - run: Relever les courriels
  - at: 2018-11-09T09:30:00+01:00
`;

describe('Préparer la séance du comité', () => {
  let played: Played;
  beforeAll(async () => {
    played = await play(STORY);
  }, 120_000);

  test('the day stands on each file, and in the ledger once', () => {
    expect(rowOf(played.display.Demandes, 'Référence', 'DEM-2018-001')['Séance du']).toBe('12/11/2018');
    expect(played.workbook.Journal?.filter(({ Champ }) => Champ === 'Séance du')).toHaveLength(2);
  });

  test('each member gets one letter with the files open to them, and the reminder what is left', () => {
    const letters = played.workbook.Envois?.filter(({ Dossier }) => Dossier === 'Séance du 12/11/2018') ?? [];
    expect(letters.map(letter => [letter.Modèle, letter.Destinataire])).toEqual([
      ['Avis demandés au comité', 'anne@afd.example'],
      ['Avis demandés au comité', 'paul@daect.example'],
      ['Rappel des avis du comité', 'anne@afd.example'],
      ['Rappel des avis du comité', 'paul@daect.example'],
    ]);
    const texts = letters.map(letter => String(letter.Texte));
    expect(texts[0]).toContain('DEM-2018-001 : ');
    expect(texts[1]).not.toContain('DEM-2018-001');
    expect(texts[2]).not.toContain('DEM-2018-001');
    expect(texts[2]).toContain('DEM-2018-002 : ');
    expect(texts.join()).not.toContain('international@grenoble.example');
  });

  test('only a proven answer of a member is taken; the rest is listed', () => {
    expect(played.workbook.Avis).toMatchObject([
      { Dossier: 'DEM-2018-001', Membre: 'Anne Martin', Avis: 'réservé', Source: 'courriel', 'Pris en compte': 'oui' },
    ]);
    const natures = played.workbook.Messages?.map(({ De, Nature, 'Rattaché à': tied }) => [De, Nature, tied]);
    expect(natures).toEqual(
      expect.arrayContaining([
        ['anne@afd.example', 'avis', 'DEM-2018-001'],
        ['curieux@ailleurs.example', 'à vérifier', ''],
        ['anne@afd.example', 'à vérifier', ''],
      ]),
    );
  });

  test('the person reads where the PDF is', () => {
    expect(played.said('Préparer la séance du comité')).toContain('2 dossiers à l’ordre du jour');
    expect(played.said('Préparer la séance du comité')).toContain('https://drive.google.com/file/d/');
  });
});
