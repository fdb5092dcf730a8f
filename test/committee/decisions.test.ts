/** Appliquer les décisions: the session's day and the reasons in the ledger, a letter to each authority. */
import { answer, INSTALL, type Played, play } from '../actions/playing';

const code = { 'Code INSEE de la commune': '"38185"' };
const STORY = `${INSTALL}${answer(code)}${answer({ ...code, Intitulé: 'Un autre projet' })}
  - { run: Vérifier la complétude, on: [DEM-2018-001, DEM-2018-002] }
  - edit: { tab: Demandes, row: DEM-2018-002, values: { Décision: refusée } }
  - { run: Appliquer les décisions, on: [DEM-2018-002], answers: [non] }
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Décision: retenue, Séance du: 05/11/2018 } }
  - edit: { tab: Demandes, row: DEM-2018-002, values: { Décision: refusée, Séance du: 05/11/2018, Motif: Hors des priorités de l’édition } }
  - { run: Appliquer les décisions, on: [DEM-2018-001, DEM-2018-002], answers: [oui] }
`;

let played: Played;
beforeAll(async () => {
  played = await play(STORY);
}, 120_000);

const notes = (reference: string, field: string) =>
  (played.workbook.Journal ?? [])
    .filter(
      ({ Objet, Champ, Action }) => Objet === reference && Champ === field && Action === 'Appliquer les décisions',
    )
    .map(row => row.Après);

test('the ledger holds the session’s day and the reason', () => {
  expect(notes('DEM-2018-001', 'Séance du')).toEqual(['05/11/2018']);
  expect(notes('DEM-2018-002', 'Séance du')).toEqual(['05/11/2018']);
  expect(notes('DEM-2018-002', 'Motif')).toEqual(['Hors des priorités de l’édition']);
});

test('a refusal without a reason is pointed out before it is applied, one with a reason is not', () => {
  const asked = played.performance.stage.screens
    .filter(({ title, answer }) => title === 'Appliquer les décisions' && answer !== null)
    .map(({ text }) => text);
  expect(asked).toHaveLength(2);
  expect(asked[0]).toMatch(/sans « Motif », la lettre ne dira pas pourquoi \(DEM-2018-002\)/);
  expect(asked[1]).not.toContain('Attention');
});

test('each authority gets one letter with the decision, its amounts or its reason', () => {
  const letters = (played.workbook.Envois ?? []).filter(({ Modèle }) => String(Modèle).startsWith('Demande '));
  expect(letters.map(letter => [letter.Modèle, letter.Dossier, letter.Destinataire, letter.Envoi])).toEqual([
    ['Demande retenue', 'DEM-2018-001', 'international@grenoble.example', 'envoyé'],
    ['Demande refusée', 'DEM-2018-002', 'international@grenoble.example', 'envoyé'],
  ]);
  const [kept, refused] = letters.map(letter => String(letter.Texte).replace(/[\u00a0\u202f]/g, ' '));
  expect(kept).toContain('réuni le lundi 5 novembre 2018');
  expect(kept).toContain('Coût retenu : 12 000,50 € TTC');
  expect(kept).toContain('Part du dispositif : 9 600,40 €');
  expect(kept).toContain('Part de la collectivité : 2 400,10 €');
  expect(refused).toContain('Hors des priorités de l’édition');
});
