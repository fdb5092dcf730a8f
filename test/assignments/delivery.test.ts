/** Deliverables and the service fait: by CUF at the menu, by the authority in one line of mail, refused and delivered again. */
import { type Played, play, rowOf } from '../actions/playing';
import { awarded, plain, run, toldBy } from './awarded';

const CONTACT = 'international@grenoble.example';
const OTHER_CONTACT = 'dga@sicoval.example';
const reply = (to: string, line: string, auth = 'pass', from = to.split('/')[1]): string => `
  - mail: { reply: ${to}, from: ${from}, text: ${JSON.stringify(line)}, auth: ${auth} }`;
const FIRST = `MS-2018-001/${CONTACT}`;
const SECOND = `MS-2018-002/${OTHER_CONTACT}`;
const sweep = (at: string): string => `\n  - at: 2018-11-${at}:00+01:00`;

const STORY = [
  awarded({ members: [true, false] }),
  run('Enregistrer les livrables', ['https://drive.example/rapport']),
  run('Établir le marché', ['19/11/2018']),
  run('Établir le marché', ['19/11/2018'], 2),
  run('Constater le service fait', ['CUF', 'accepté', '']),
  run('Enregistrer les livrables', ['']),
  run('Enregistrer les livrables', ['https://drive.example/rapport']),
  run('Enregistrer les livrables', ['https://drive.example/rapport-2']),
  run('Constater le service fait', ['la mairie']),
  run('Constater le service fait', ['CUF', 'refusé', '']),
  run('Constater le service fait', ['CUF', 'accepté', '']),
  run('Constater le service fait', ['CUF', 'accepté', '']),
  reply(FIRST, 'Service fait : oui', 'fail'),
  reply(FIRST, 'Service fait : oui', 'none'),
  reply(FIRST, 'Service fait : oui', 'pass', 'autre@grenoble.example'),
  reply(FIRST, 'Nous avons bien reçu les livrables.'),
  reply(FIRST, 'Service fait : non'),
  sweep('19T11:00'),
  reply(FIRST, 'Service fait : non, motif : la synthèse manque.'),
  sweep('19T12:00'),
  run('Constater le service fait', ['CUF', 'accepté', '']),
  run('Enregistrer les livrables', ['https://drive.example/rapport-final']),
  reply(FIRST, 'Bonjour,\nService fait : oui\nAmélie Roux'),
  sweep('19T13:00'),
  run('Constater le service fait', ['cuf', 'Accepté', 'Rapport complet.']),
  run('Enregistrer les livrables', ['encore']),
  // The other authority says it on the telephone: staff enter it.
  run('Enregistrer les livrables', ['Note de cadrage, rapport'], 2),
  run('Constater le service fait', ['collectivité', 'accepté', 'Par téléphone.'], 2),
  run('Constater le service fait', ['CUF', 'accepté', ''], 2),
  reply(SECOND, 'Service fait : non, motif : finalement non.'),
  sweep('19T14:00'),
].join('');

describe('deliverables and the service fait', () => {
  let played: Played;
  const told = (title: string): string[] => toldBy(played, title);
  const assignment = (number: number) => rowOf(played.workbook.Marchés, 'Référence', `MS-2018-00${number}`);
  const request = (number: number) => rowOf(played.workbook.Demandes, 'Référence', `DEM-2018-00${number}`);
  const letters = (name: string) => played.workbook.Envois?.filter(({ Modèle }) => Modèle === name) ?? [];
  const fromAuthority = () => played.workbook.Messages?.filter(({ Objet }) => String(Objet).includes('[MS-')) ?? [];
  beforeAll(async () => {
    played = await play(STORY);
  });

  it('takes deliverables once the contract is signed, one delivery at a time, never empty', () => {
    const said = told('Enregistrer les livrables');
    expect(said[0]).toContain('Possible depuis « à signer »');
    expect(said[1]).toContain('Indiquez un lien ou la liste');
    expect(said[2]).toContain('MS-2018-001 : livrables enregistrés');
    expect(said[3]).toContain('livré');
    expect(said.at(-2)).toContain('service fait');
    expect(assignment(1)).toMatchObject({ Livrables: 'https://drive.example/rapport-final' });
  });

  it('asks the authority by mail, with the deliverables and the line to answer by', () => {
    expect(letters('Livrables à valider').map(({ Dossier, Destinataire }) => `${Dossier} → ${Destinataire}`)).toEqual([
      `MS-2018-001 → ${CONTACT}`,
      `MS-2018-001 → ${CONTACT}`,
      `MS-2018-002 → ${OTHER_CONTACT}`,
    ]);
    expect(plain(letters('Livrables à valider')[0]?.Texte)).toContain(
      'Service fait : oui\nService fait : non, motif : …',
    );
  });

  it('refuses a verdict before a delivery, by an unknown party, without a reason, twice', () => {
    const said = told('Constater le service fait');
    expect(said[0]).toContain('signé');
    expect(said[1]).toContain('écrivez CUF ou collectivité');
    expect(said[2]).toContain('demande un motif');
    expect(said[3]).toContain('accepté par CUF. Il reste à le constater par la collectivité');
    expect(said[4]).toContain('CUF a déjà constaté');
  });

  it('takes no answer whose sender is not proven, is another, or gives no line or no reason: staff are told', () => {
    const toDo = fromAuthority()
      .slice(0, 5)
      .map(row => [row.Nature, row['À faire']]);
    expect(toDo).toEqual([
      ['à vérifier', expect.stringContaining('rien ne prouve')],
      ['à vérifier', expect.stringContaining('rien ne prouve')],
      ['à vérifier', expect.stringContaining('d’une autre adresse')],
      ['à vérifier', expect.stringContaining('sans la ligne')],
      ['à vérifier', expect.stringContaining('sans donner de motif')],
    ]);
  });

  it('sends the work back on a refusal by the authority, with its reason, and starts again at the second delivery', () => {
    expect(letters('Livrables à corriger')).toHaveLength(1);
    expect(letters('Livrables à corriger')[0]).toMatchObject({ Destinataire: 'contact@alpha.example' });
    expect(plain(letters('Livrables à corriger')[0]?.Texte)).toContain('Motif : la synthèse manque.');
    const said = told('Constater le service fait');
    expect(said[5]).toContain('à corriger');
  });

  it('makes the service fait of two acceptances, and keeps the mail as evidence', () => {
    expect(assignment(1)).toMatchObject({
      État: 'service fait',
      'Service fait CUF': 'accepté',
      'Service fait collectivité': 'accepté',
    });
    expect(request(1).Statut).toBe('acceptée');
    const notes = plain(assignment(1)['Suites du service fait']).split('\n');
    expect(notes).toHaveLength(6);
    expect(notes[2]).toMatch(/la collectivité : refusé \(courriel \S+, expéditeur vérifiée\) – la synthèse manque\./);
    const [taken] = fromAuthority().slice(6);
    expect(taken).toMatchObject({ Nature: 'autre', 'Rattaché à': 'MS-2018-001', 'À faire': '' });
    expect(notes[4]).toContain(String(taken?.Identifiant));
  });

  it('takes the authority’s word from staff too, and an answer that comes after changes nothing', () => {
    expect(assignment(2)).toMatchObject({ État: 'service fait', 'Service fait collectivité': 'accepté' });
    expect(request(2).Statut).toBe('acceptée');
    expect(fromAuthority().at(-1)).toMatchObject({
      Nature: 'à vérifier',
      'À faire': expect.stringContaining('« service fait » : rien n’a été changé') as string,
    });
  });
});
