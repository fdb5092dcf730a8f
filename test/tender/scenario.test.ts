/** scenarios/appel-d-offres-2018.yaml, played to its end: from the launch to the holders, and the holders that end. */
import { join } from 'node:path';
import { builtScript } from '../../local/play/built-script';
import type { Outputs } from '../../local/play/outputs';
import { Performance } from '../../local/play/performance';
import { ScenarioShelf } from '../../local/web/host/scenario-shelf';
import { plain } from '../assignments/awarded';

const ROOT = join(__dirname, '../..');
const FILE = 'appel-d-offres-2018.yaml';

it('is among the scenarios that a visitor may try', () => {
  const card = new ScenarioShelf(join(ROOT, 'scenarios')).cards().find(({ file }) => file === FILE);
  expect(card).toMatchObject({ title: "L'appel d'offres de 2018", problem: '' });
});

describe(FILE, () => {
  let outputs: Outputs;
  const row = (tab: string, reference: string) =>
    outputs.workbook[tab]?.find(cells => Object.values(cells)[0] === reference) ?? {};
  const application = (number: number) => row('Candidatures', `CAND-2018-00${number}`);
  const told = (title: string): string[] =>
    outputs.screens.filter(screen => screen.title === title && screen.kind !== 'prompt').map(({ text }) => plain(text));
  /** `CAND-2018-001 → contact@alpha.example` for each letter that has left. */
  const letters = (template: string): string[] =>
    (outputs.workbook.Envois ?? [])
      .filter(letter => letter.Modèle === template && letter.Envoi === 'envoyé')
      .map(letter => `${letter.Dossier} → ${letter.Destinataire}`);
  beforeAll(async () => {
    const file = join(ROOT, 'scenarios', FILE);
    const performance = new Performance({ file, bundleDir: builtScript(ROOT) });
    await performance.play();
    outputs = performance.outputs();
  });

  it.each([
    ["Lancer l'appel d'offres", 0, 'AdresseReponse est vide'],
    ["Lancer l'appel d'offres", 2, 'déjà lancé'],
    ['Convoquer aux entretiens', 0, 'CAND-2018-004 : la candidature n’est pas conforme'],
    ['Convoquer aux entretiens', 1, 'CAND-2018-007 : la candidature est arrivée hors délai'],
    ['Convoquer aux entretiens', 3, 'Déjà convoqué pour cette date, rien ne repart : CAND-2018-001, CAND-2018-002.'],
    ['Convoquer aux entretiens', 5, 'CAND-2018-006 : la candidature est déjà « refusée »'],
    ['Désigner les titulaires', 0, 'CAND-2018-003 n’est pas retenue'],
    ['Désigner les titulaires', 1, 'CAND-2018-007 est arrivée hors délai'],
    ['Désigner les titulaires', 3, 'CAND-2018-001 : cet organisme est déjà titulaire (ALPHA)'],
    ['Reconduire', 2, 'déjà été reconduit deux fois'],
    ['Reconduire', 3, 'a pris fin le 04/11/2018'],
  ])('%s, said %i: refused because « %s »', (title, index, sentence) => {
    expect(told(title)[index]).toContain(sentence);
  });

  it('is launched with its dates, its address and its limit of pages', () => {
    expect(told("Lancer l'appel d'offres")[1]).toMatch(/14 octobre 2018 à 23 h 59 min 59 s.*limite de 20 pages/s);
  });

  it('takes each message with documents as an application, on time or late to the second, and no other', () => {
    expect(outputs.workbook.Candidatures?.map(cells => [cells['Reçue le'], cells.Courriel, cells.Délai])).toEqual([
      ['2018-10-02T10:00:00+02:00', 'contact@alpha.example', 'dans les délais'],
      ['2018-10-05T15:30:00+02:00', 'contact@beta.example', 'dans les délais'],
      ['2018-10-08T09:10:00+02:00', 'marie.leroy@conseil-beta.example', 'dans les délais'],
      ['2018-10-08T09:10:00+02:00', 'contact@gamma.example', 'dans les délais'],
      ['2018-10-12T18:00:00+02:00', 'contact@delta.example', 'dans les délais'],
      ['2018-10-14T23:59:59+02:00', 'contact@epsilon.example', 'dans les délais'],
      ['2018-10-15T00:00:00+02:00', 'contact@zeta.example', 'hors délai'],
    ]);
    expect(letters("Accusé de réception d'une candidature")).toHaveLength(7);
    const question = outputs.workbook.Messages?.find(cells => cells.De === 'curieux@ailleurs.example');
    expect(question).toMatchObject({ Nature: 'autre', 'Rattaché à': '' });
  });

  it('sums the pages of all PDFs, an identical copy left out with its reason only', () => {
    const [first = '', second = ''] = told('Vérifier les candidatures');
    expect(first).toContain('CAND-2018-001 : non conforme, 28 page(s).');
    expect(second).toContain('CAND-2018-001 : conforme, 20 page(s). « annexes-alpha-copie.pdf » n’est pas comptée');
    expect(application(1)).toMatchObject({ Pages: '20', Conformité: 'conforme' });
    expect(application(4)).toMatchObject({ Pages: '21', Conformité: 'non conforme' });
  });

  it('says why a count cannot be trusted, and takes what staff counted instead', () => {
    const [first = ''] = told('Vérifier les candidatures');
    expect(first).toContain('CAND-2018-005 : pages non vérifiables');
    expect(first).toContain('CAND-2018-006 : pages non vérifiables');
    expect(application(5)).toMatchObject({ Pages: '15', Conformité: 'conforme' });
    expect(String(application(5).Observations)).toContain('protégé par un mot de passe');
    expect(String(application(5).Observations)).toContain('15 page(s), comptées par l’équipe');
    expect(application(6)).toMatchObject({ Pages: '22', Conformité: 'non conforme' });
    expect(String(application(6).Observations)).toContain('annonce 9 page(s)');
  });

  it('recognises one body behind two addresses by its documents', () => {
    expect(plain(String(application(3).Observations))).toContain('la même que dans CAND-2018-002');
    expect(String(application(1).Observations)).not.toContain('la même que');
  });

  it('shows the committee’s opinions beside the applications, a conflict set aside, a changed mind followed', () => {
    expect([1, 2, 5].map(number => plain(String(application(number).Avis)))).toEqual([
      'favorable (2) : Anne Martin (AFD), Paul Durand (DAECT)',
      'favorable (1) : Paul Durand (DAECT)\nsans réponse : Anne Martin (AFD)',
      'réservé (1) : Anne Martin (AFD)\nécarté, conflit déclaré : Paul Durand (DAECT)',
    ]);
    expect(told('Relever les avis du comité')[0]).toContain('CAND-2018-002 : avis réservé de Paul Durand (DAECT).');
    const book = outputs.workbooks['Classeur du comité']?.Candidatures ?? [];
    expect(book.map(cells => cells.Référence)).toEqual([1, 2, 3, 4, 5, 6, 7].map(number => `CAND-2018-00${number}`));
    expect(JSON.stringify(book)).not.toContain('@');
  });

  it('invites each applicant once for a date, and again only when a changed one is confirmed', () => {
    expect(letters('Convocation à un entretien')).toEqual([
      'CAND-2018-001 → contact@alpha.example',
      'CAND-2018-002 → contact@beta.example',
      'CAND-2018-005 → contact@delta.example',
    ]);
    expect(letters('Nouvelle date d’entretien')).toEqual(['CAND-2018-005 → contact@delta.example']);
    const moved = outputs.workbook.Envois?.find(letter => letter.Modèle === 'Nouvelle date d’entretien');
    expect(plain(String(moved?.Texte))).toMatch(/le lundi 29 octobre 2018 à 14 h 00.*mardi 30 octobre 2018 à 9 h 00/s);
    expect(application(5)['Convoqué pour le']).toBe('2018-10-30T09:00:00+01:00');
    const lines = outputs.workbook.Journal?.filter(line => line.Action === 'Convoquer aux entretiens');
    expect(lines?.map(line => line.Objet)).toEqual([
      'CAND-2018-001',
      'CAND-2018-002',
      'CAND-2018-005',
      'CAND-2018-005',
    ]);
  });

  it('ties what an applicant answers to its application, never a new one after the closing', () => {
    expect(outputs.workbook.Messages?.at(-1)).toMatchObject({
      Nature: 'autre',
      'Rattaché à': 'CAND-2018-001',
      'À faire': 'CAND-2018-001 : le candidat a écrit, à lire.',
    });
  });

  it('appoints whom the committee retained, with the dates of the agreement, and tells every applicant decided, once', () => {
    expect(row('Titulaires', 'ALPHA')).toMatchObject({
      Organisme: 'Alpha Conseil',
      Courriel: 'contact@alpha.example',
      'Signé le': '2018-11-05T00:00:00+01:00',
      Reconductions: 0,
      Fin: '2019-11-04T00:00:00+01:00',
      'En vigueur': 'oui',
      'Outre-mer': 'oui',
    });
    expect(letters('Candidature retenue')).toEqual([
      'CAND-2018-001 → contact@alpha.example',
      'CAND-2018-002 → contact@beta.example',
    ]);
    expect(letters('Candidature non retenue')).toEqual([
      'CAND-2018-004 → contact@gamma.example',
      'CAND-2018-005 → contact@delta.example',
      'CAND-2018-006 → contact@epsilon.example',
      'CAND-2018-007 → contact@zeta.example',
    ]);
  });

  it('warns in the morning from 60 days before the end of an agreement', () => {
    const [digest] = outputs.workbook.Envois?.filter(letter => letter.Modèle === 'Récapitulatif quotidien') ?? [];
    expect(plain(String(digest?.Texte))).toContain('OMEGA');
    expect(plain(String(digest?.Texte))).toMatch(/SIGMA.*4 novembre 2018/);
  });

  it('renews twice at most, and not what has ended', () => {
    const [first, second] = told('Reconduire');
    expect([first, second]).toEqual([
      expect.stringContaining('19 novembre 2019'),
      expect.stringContaining('19 novembre 2020'),
    ]);
    expect(row('Titulaires', 'OMEGA')).toMatchObject({ Reconductions: 2, 'En vigueur': 'oui' });
    expect(row('Titulaires', 'SIGMA')).toMatchObject({ Reconductions: 0, 'En vigueur': 'non' });
  });

  it('consults the holders in force and no other', () => {
    expect(outputs.workbook.Offres?.map(cells => [cells.Titulaire, cells.Envoi, cells.Motif])).toEqual([
      ['OMEGA', 'envoyé', ''],
      ['SIGMA', 'non consulté', 'accord-cadre échu le 04/11/2018'],
      ['ALPHA', 'envoyé', ''],
      ['BETA', 'envoyé', ''],
    ]);
    expect(outputs.sent.some(raw => /^To:.*sigma/im.test(raw.toString()))).toBe(false);
  });
});
