/** The contract, the call for funds and the contribution: each step in its turn, each euro once. */
import { type Played, play, rowOf } from '../actions/playing';
import { awarded, plain, run, toldBy } from './awarded';

const STORY = [
  awarded({ members: [true, false], settings: ', RelanceParticipation: 15, DestinatairesAlertes: equipe@cuf.example' }),
  run('Appeler la contribution', ['oui']),
  run('Établir le marché', ['']),
  run('Établir le marché', ['20/11/2018']),
  run('Établir le marché', ['04/11/2018']),
  run('Établir le marché', ['19/11/2018']),
  run('Établir le marché', ['19/11/2018']),
  run('Enregistrer un mouvement', ['remboursement', '100', '19/11/2018', 'VIR-0']),
  run('Appeler la contribution', ['non']),
  run('Appeler la contribution', ['oui']),
  run('Appeler la contribution', ['oui']),
  run('Établir le marché', ['19/11/2018'], 2),
  run('Enregistrer un mouvement', ['participation', '960', '19/11/2018', 'VIR-1']),
  run('Enregistrer un mouvement', ['Participation reçue', '960,00 €', '19/11/2018', 'vir 1']),
  run('Enregistrer un mouvement', ['virement', '1']),
  run('Enregistrer un mouvement', ['participation reçue', '10', '20/11/2018', 'VIR-9']),
  run('Enregistrer un mouvement', ['participation reçue', '10', '19/11/2018', '']),
  '\n  - at: 2018-12-05T10:00:00+01:00',
  run('Enregistrer un mouvement', ['participation reçue', '2 100', '05/12/2018', 'VIR-2']),
  '\n  - at: 2018-12-06T10:00:00+01:00',
  run('Enregistrer un mouvement', ['remboursement', '100,01', '05/12/2018', 'VIR-3']),
  run('Enregistrer un mouvement', ['remboursement', '100', '05/12/2018', 'VIR-3']),
  run('Enregistrer un mouvement', ['avoir', '1', '05/12/2018', 'AV-1']),
  run('Enregistrer un mouvement', ['solde', '14 800', '05/12/2018', 'VIR-4']),
].join('');

describe('from the award to the contribution', () => {
  let played: Played;
  const told = (title: string): string[] => toldBy(played, title);
  beforeAll(async () => {
    played = await play(STORY);
  });

  it('draws up the contract as a document and a PDF, still to sign', () => {
    const [drawn, future, tooEarly, signed, again] = told('Établir le marché');
    expect(drawn).toContain('le document à signer est établi');
    expect(future).toContain('n’est pas encore venu');
    expect(tooEarly).toContain('n’est pas en vigueur le dimanche 4 novembre 2018');
    expect(signed).toContain('MS-2018-001 est signé le lundi 19 novembre 2018');
    expect(signed).toContain('2 960,00 €');
    expect(again).toContain('signé');
    const row = rowOf(played.workbook.Marchés, 'Référence', 'MS-2018-001');
    expect(row.Contrat).toMatch(/^https:\/\/docs\.google\.com\/document/);
    expect(row['Empreinte du contrat']).toMatch(/^[0-9a-f]{64}$/);
    expect(row['Signé le']).toBe('2018-11-19T00:00:00+01:00');
  });

  it('moves the request with the signature', () => {
    expect(rowOf(played.workbook.Demandes, 'Référence', 'DEM-2018-001').Statut).toBe('en cours');
  });

  it('calls the share once, after the signature, with the amount and the reference', () => {
    const [unsigned, called, again] = told('Appeler la contribution');
    expect(unsigned).toContain('n’est pas signé');
    expect(called).toContain('2 960,00 € appelés');
    expect(again).toContain('déjà appelée depuis le 19/11/2018');
    const letters = played.workbook.Envois?.filter(({ Modèle }) => Modèle === 'Appel de fonds');
    expect(letters).toHaveLength(1);
    expect(letters?.[0]).toMatchObject({
      Dossier: 'MS-2018-001',
      Destinataire: 'international@grenoble.example',
      Envoi: 'envoyé',
    });
    expect(plain(letters?.[0]?.Texte)).toContain('2 960,00 €');
    expect(rowOf(played.workbook.Marchés, 'Référence', 'MS-2018-001')).toMatchObject({
      État: 'en cours',
      'Appel de fonds le': '2018-11-19T00:00:00+01:00',
    });
  });

  it('reminds by itself those who have not paid all, and nobody who was not called', () => {
    const reminders = played.workbook.Envois?.filter(({ Modèle }) => Modèle === 'Relance de l’appel de fonds');
    expect(reminders?.map(({ Dossier }) => Dossier)).toEqual(['MS-2018-001']);
    expect(plain(reminders?.[0]?.Texte)).toContain('Reste à verser : 2 000,00 €');
  });

  it('tells the team each morning what is to give back', () => {
    const digests = played.workbook.Envois?.filter(({ Modèle }) => Modèle === 'Récapitulatif quotidien') ?? [];
    expect(plain(digests[digests.length - 1]?.Texte)).toContain(
      'trop-perçu à rembourser à la collectivité : MS-2018-001',
    );
  });

  it('takes the contribution in parts, and says what is missing or too much', () => {
    const said = told('Enregistrer un mouvement');
    expect(said.some(text => text.includes('La collectivité doit encore 2 000,00 €'))).toBe(true);
    expect(said.some(text => text.includes('La collectivité a versé 100,00 € de trop'))).toBe(true);
    expect(rowOf(played.workbook.Marchés, 'Référence', 'MS-2018-001')['Contribution reçue']).toBe(2960);
  });

  it('refuses a line entered twice, another sense, a day to come, a missing document, a refund above the surplus', () => {
    const said = told('Enregistrer un mouvement');
    expect(said.filter(text => text.includes('déjà enregistré (MVT-2018-001'))).toHaveLength(1);
    expect(said.some(text => text.includes('« virement » n’est pas un sens'))).toBe(true);
    expect(said.some(text => text.includes('n’est pas encore venu'))).toBe(true);
    expect(said.some(text => text.includes('pièce justificative manque'))).toBe(true);
    expect(said.filter(text => text.includes('ne peuvent pas être remboursés'))).toHaveLength(2);
    expect(said.some(text => text.includes('Le titulaire ne peut pas rendre'))).toBe(true);
    expect(said.at(-1)).toContain('Les livrables ne sont pas reçus');
    expect(played.workbook.Mouvements?.map(row => [row['N°'], row.Sens, row.Montant, row.Tiers])).toEqual([
      ['MVT-2018-001', 'participation reçue', 960, 'Ville de Grenoble'],
      ['MVT-2018-002', 'participation reçue', 2100, 'Ville de Grenoble'],
      ['MVT-2018-003', 'remboursement', 100, 'Ville de Grenoble'],
    ]);
  });
});
