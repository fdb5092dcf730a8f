/** The tender for the framework agreement: from its launch to the holders, with what is late, too long or not decided. */
import { type Played, play, rowOf } from '../actions/playing';
import { bytesOf, classic, pageTree } from '../mail-files/pdf-written';

const pages = (count: number): Uint8Array => bytesOf(classic(pageTree(count)).text);
const FILES = {
  'note.pdf': pages(12),
  'annexe.pdf': pages(8),
  'longue.pdf': pages(21),
  'mensonge.pdf': bytesOf(classic(pageTree(3, 1)).text),
};
const PARTS =
  'Présentation de l’organisme: oui, Compréhension et résumé de l’offre: oui, Méthodologie: oui, Expériences récentes: oui, CV: oui, Structure de coût: oui';

const STORY = `
  - run: Installer ou mettre à jour
  - run: Lancer l'appel d'offres
  - set: { AdresseReponse: dispositif@cuf.example }
  - run: Lancer l'appel d'offres
    answers: [oui]
  - run: Lancer l'appel d'offres
  - at: 2018-10-01T10:00:00+02:00
    mail: { from: "Alpha Conseil <contact@alpha.example>", to: dispositif@cuf.example, subject: Candidature, text: Notre note., attachments: [note.pdf, annexe.pdf], auth: pass }
  - at: 2018-10-02T10:00:00+02:00
    mail: { from: contact@beta.example, to: dispositif@cuf.example, subject: Candidature, text: Voici., attachments: [longue.pdf], auth: pass }
  - at: 2018-10-14T23:59:59+02:00
    mail: { from: contact@gamma.example, to: dispositif@cuf.example, subject: Candidature, text: Voici., attachments: [mensonge.pdf], auth: pass }
  - at: 2018-10-15T00:00:00+02:00
    mail: { from: contact@delta.example, to: dispositif@cuf.example, subject: Candidature, text: Voici., attachments: [note.pdf], auth: pass }
  - at: 2018-10-15T01:00:00+02:00
    mail: { from: curieux@ailleurs.example, to: dispositif@cuf.example, subject: Bonjour, text: Une simple question., auth: pass }
  - at: 2018-10-16T10:00:00+02:00
    run: Désigner les titulaires
    on: [CAND-2018-001]
  - edit: { tab: Candidatures, row: CAND-2018-001, values: { ${PARTS}, Décision: retenue } }
  - edit: { tab: Candidatures, row: CAND-2018-004, values: { ${PARTS}, Décision: retenue } }
  - run: Vérifier les candidatures
    on: [CAND-2018-001, CAND-2018-002, CAND-2018-003, CAND-2018-004]
  - edit: { tab: Candidatures, row: CAND-2018-002, values: { Décision: refusée, Motif: Plus de vingt pages. } }
  - run: Désigner les titulaires
    on: [CAND-2018-004]
  - at: 2018-11-05T10:00:00+01:00
    run: Désigner les titulaires
    on: [CAND-2018-001]
    answers: [05/11/2018, oui]
  - run: Désigner les titulaires
    on: [CAND-2018-001]
  - fill: { tab: Titulaires, rows: [ { Code: OMEGA, Organisme: Oméga, Courriel: o@omega.example, Signé le: 06/11/2017, Reconductions: 0 }, { Code: ANCIEN, Organisme: Ancien, Courriel: a@ancien.example, Signé le: 05/11/2017, Reconductions: 0 } ] }
  - run: Reconduire
    on: [OMEGA]
    answers: [oui]
  - run: Reconduire
    on: [OMEGA]
    answers: [oui]
  - run: Reconduire
    on: [OMEGA]
  - run: Reconduire
    on: [ANCIEN]
`;

describe('the tender of 2018', () => {
  let played: Played;
  const told = (title: string): string[] =>
    played.performance.stage.screens.filter(screen => screen.title === title).map(({ text }) => text);
  const application = (number: number) => rowOf(played.workbook.Candidatures, 'Référence', `CAND-2018-00${number}`);
  beforeAll(async () => {
    played = await play(STORY, '2018-09-21T09:00:00+02:00', FILES);
  });

  it('is launched once, with an address that answers come to', () => {
    expect(told("Lancer l'appel d'offres")).toEqual([
      expect.stringContaining('AdresseReponse est vide'),
      expect.stringContaining('20 pages au plus'),
      expect.stringContaining('est lancé'),
      expect.stringContaining('déjà lancé'),
    ]);
  });

  it('takes each message with documents as an application, and no other', () => {
    expect(played.workbook.Candidatures?.map(row => [row.Organisme, row.Courriel])).toEqual([
      ['Alpha Conseil', 'contact@alpha.example'],
      ['beta.example', 'contact@beta.example'],
      ['gamma.example', 'contact@gamma.example'],
      ['delta.example', 'contact@delta.example'],
    ]);
    expect(rowOf(played.workbook.Messages, 'De', 'curieux@ailleurs.example')).toMatchObject({ Nature: 'autre' });
  });

  it('flags what comes one second after the closing, and acknowledges every application', () => {
    expect([1, 2, 3, 4].map(number => application(number).Délai)).toEqual([
      'dans les délais',
      'dans les délais',
      'dans les délais',
      'hors délai',
    ]);
    const receipts = played.workbook.Envois?.filter(({ Modèle }) => Modèle === "Accusé de réception d'une candidature");
    expect(receipts?.map(({ Envoi }) => Envoi)).toEqual(['envoyé', 'envoyé', 'envoyé', 'envoyé']);
  });

  it('sums the pages of all PDFs, and says why a count cannot be trusted', () => {
    expect(application(1)).toMatchObject({ Pages: '20', Conformité: 'conforme' });
    expect(application(2)).toMatchObject({ Pages: '21', Conformité: 'non conforme' });
    expect(application(3)).toMatchObject({ Conformité: 'pages non vérifiables' });
    expect(String(application(3).Observations)).toContain('annonce 1 page');
  });

  it('appoints only who is retained, on time and conform, once, with the dates of the agreement', () => {
    const said = told('Désigner les titulaires').join('\n');
    expect(said).toContain('CAND-2018-001 n’est pas retenue');
    expect(said).toContain('CAND-2018-004 est arrivée hors délai');
    expect(said).toContain('déjà titulaire (ALPHA)');
    expect(played.workbook.Titulaires).toHaveLength(3);
    expect(rowOf(played.workbook.Titulaires, 'Code', 'ALPHA')).toMatchObject({
      Organisme: 'Alpha Conseil',
      'Signé le': '2018-11-05T00:00:00+01:00',
      Reconductions: 0,
    });
  });

  it('tells who is chosen and who is not, each once', () => {
    const letters = played.workbook.Envois?.map(({ Modèle, Destinataire }) => `${Modèle} → ${Destinataire}`);
    expect(letters).toContain('Candidature retenue → contact@alpha.example');
    expect(letters?.filter(letter => letter.startsWith('Candidature non retenue'))).toEqual([
      'Candidature non retenue → contact@beta.example',
    ]);
  });

  it('renews twice at most, and not what has ended', () => {
    const [first, second, third, ended] = told('Reconduire').filter(text => !text.includes('reconduction n°'));
    expect(first).toContain('5 novembre 2019');
    expect(second).toContain('5 novembre 2020');
    expect(third).toMatch(/deux fois/);
    expect(ended).toMatch(/a pris fin/);
    expect(rowOf(played.workbook.Titulaires, 'Code', 'OMEGA')).toMatchObject({ Reconductions: 2 });
  });
});
