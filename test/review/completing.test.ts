/** What is missing is written to the authority, once, with what it needs to answer. */
import { answer, INSTALL, type Played, play, rowOf } from '../actions/playing';

const check = (...references: string[]): string => `
  - run: Vérifier la complétude
    on: [${references.join(', ')}]
`;
const letters = ({ workbook }: Played): Record<string, unknown>[] =>
  (workbook.Envois ?? []).filter(letter => letter.Modèle === 'Demande de compléments');

describe('an incomplete request', () => {
  let played: Played;
  beforeAll(async () => {
    played = await play(
      `${INSTALL}${answer({ 'Numéro SIREN': '"213801854"' })}${answer({
        Intitulé: 'Un projet',
        'Nom de la collectivité': 'Grenoble',
      })}${check('DEM-2018-001', 'DEM-2018-002')}${check('DEM-2018-001')}`,
    );
  });

  it('becomes à compléter, and its authority reads what is missing, where to give it and the line to fill', () => {
    expect(rowOf(played.workbook.Demandes, 'Référence', 'DEM-2018-001')).toMatchObject({ Statut: 'à compléter' });
    const [letter, ...others] = letters(played);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      Destinataire: 'international@grenoble.example',
      Envoi: 'envoyé',
      Dossier: 'DEM-2018-001',
    });
    expect(String(letter?.Texte)).toContain('clé de contrôle');
    expect(String(letter?.Texte)).toContain('Numéro SIREN : …');
    expect(String(letter?.Texte)).toMatch(/https:\/\/\S+/);
  });

  it('is not written to again while nothing has changed', () => {
    expect(played.said('Vérifier la complétude')).toContain('rien de nouveau depuis la lettre');
  });

  it('is noted beside another one that looks like it, which stays complete', () => {
    const row = rowOf(played.workbook.Demandes, 'Référence', 'DEM-2018-002');
    expect(row).toMatchObject({ Statut: 'complète', 'Reçue par': 'formulaire' });
    expect(String(row.Complétude)).toContain('même contact que DEM-2018-001');
  });
});

describe('an authority without a usable address', () => {
  it('is not written to, and staff read why', async () => {
    const played = await play(`${INSTALL}${answer({ Courriel: 'pas une adresse' })}${check('DEM-2018-001')}`);
    expect(letters(played)).toEqual([]);
    expect(played.said('Vérifier la complétude')).toContain('n’a pas été prévenue');
  });
});
