/** What an authority writes about its request: taken in, proposed or answered, and never in answer to a machine. */
import { answer, INSTALL, type Played, play, rowOf } from '../actions/playing';

const FROM = 'DEM-2018-001/international@grenoble.example';
const mail = (text: string, more = ''): string => `
  - mail: { reply: ${FROM}, text: ${JSON.stringify(text)}, auth: pass${more} }
`;
const READ = `
  - run: Relever les courriels
`;
const CHECK = `
  - run: Vérifier la complétude
    on: [DEM-2018-001]
`;
const request = ({ workbook }: Played) => rowOf(workbook.Demandes, 'Référence', 'DEM-2018-001');
const letters = ({ workbook }: Played, template: string) =>
  (workbook.Envois ?? []).filter(letter => letter.Modèle === template);
const messages = ({ workbook }: Played) => workbook.Messages ?? [];

describe('an authority that asks where its file stands', () => {
  let played: Played;
  beforeAll(async () => {
    played = await play(`${INSTALL}${answer()}${CHECK}
  - at: 2018-11-05T10:00:00+01:00${mail('Bonjour, où en est notre dossier ?')}${READ}
  - at: 2018-11-05T11:00:00+01:00${mail('Et aujourd’hui, où en est notre dossier ?')}${READ}
  - at: 2018-11-06T10:00:00+01:00${mail('Je suis absent.', ', headers: { Auto-Submitted: auto-replied }')}${READ}
  - mail: { reply: ${FROM}, from: quelquun@ailleurs.example, text: "Où en est le dossier ?", auth: pass }${READ}
${mail('Où en est le dossier ?', '').replace('auth: pass', 'auth: fail')}${READ}
  - at: 2018-11-07T10:00:00+01:00${mail('Merci pour votre point.')}${READ}
`);
  });

  it('reads its state in plain French, at the address of its file', () => {
    const [first] = letters(played, 'Point sur votre demande');
    expect(first).toMatchObject({ Destinataire: 'international@grenoble.example', Envoi: 'envoyé' });
    expect(String(first?.Texte)).toContain('Votre demande est complète.');
    expect(String(first?.Texte)).toContain('5 novembre 2018');
  });

  it('once a day at most, and not to a machine, to another person or to an unproven sender', () => {
    expect(letters(played, 'Point sur votre demande').map(letter => String(letter['Préparé le']).slice(0, 10))).toEqual(
      ['2018-11-05', '2018-11-07'],
    );
  });

  it('leaves to staff what somebody has to read', () => {
    expect(messages(played).map(row => [row.Nature, row['Rattaché à'], row['À faire'] !== ''])).toEqual([
      ['autre', 'DEM-2018-001', false],
      ['autre', 'DEM-2018-001', true],
      ['réponse automatique', '', false],
      ['à vérifier', 'DEM-2018-001', true],
      ['à vérifier', 'DEM-2018-001', true],
      ['autre', 'DEM-2018-001', true],
    ]);
  });
});

describe('a complement by mail', () => {
  it('completes the request when its lines suffice, the membership read again with the SIREN', async () => {
    const played = await play(
      `${INSTALL}${answer({ 'Numéro SIREN': '"213801854"' })}${CHECK}${mail('Bonjour,\n\nNuméro SIREN : 213 801 855\nIntitulé : autre chose\n\nCordialement')}${READ}`,
    );
    expect(request(played)).toMatchObject({
      Statut: 'complète',
      SIREN: '213801855',
      Adhérent: 'Adhérent',
      Intitulé: 'Un projet',
    });
    expect(String(request(played)['Modifications proposées'])).toContain('Intitulé : autre chose');
    expect(played.workbook.Journal?.some(line => line.Action === 'Complément reçu' && line.Après === 'complète')).toBe(
      true,
    );
  });

  it.each([
    ['in free words', 'Notre SIREN est le bon, voyez avec la préfecture.', 'préfecture'],
    ['with a number that does not hold', 'Numéro SIREN : 213801853', '213801853'],
  ])('%s is proposed, and the request waits', async (_, text, kept) => {
    const played = await play(`${INSTALL}${answer({ 'Numéro SIREN': '"213801854"' })}${CHECK}${mail(text)}${READ}`);
    expect(request(played)).toMatchObject({ Statut: 'à compléter', SIREN: '213801854' });
    expect(String(request(played)['Modifications proposées'])).toContain(kept);
    expect(String(messages(played)[0]?.['À faire'])).toContain('compléments reçus');
  });

  it('never overwrites a request that is complete', async () => {
    const played = await play(`${INSTALL}${answer()}${CHECK}${mail('Contexte et besoin : tout autre chose')}${READ}`);
    expect(request(played)).toMatchObject({ Statut: 'complète', Besoin: 'Un besoin' });
    expect(String(request(played)['Modifications proposées'])).toContain('tout autre chose');
  });

  it('with documents is no application, while the framework tender is open', async () => {
    const played = await play(
      `
  - run: Installer ou mettre à jour
  - set: { PointsTechnique: 60, PointsPrix: 40, AdresseReponse: dispositif@cuf.example, ClotureCandidatures: "14/12/2018 23:59:59" }
${answer({ 'Numéro SIREN': '"213801854"' })}${CHECK}
  - run: Lancer l'appel d'offres
    answers: [oui]
${mail('Voici la délibération.', ', attachments: [note.txt]')}${READ}`,
      undefined,
      { 'note.txt': new Uint8Array([66, 111, 110]) },
    );
    expect(played.workbook.Candidatures ?? []).toEqual([]);
    expect(String(request(played)['Modifications proposées'])).toContain('pièces jointes');
  });
});
