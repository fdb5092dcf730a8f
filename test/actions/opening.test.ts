/** Opening bids: documents filed and hashed, amounts proposed out of them, programs kept out, and the record of it all. */
import { createHash } from 'node:crypto';
import { emptyDocument, paragraphNode } from '../../local/files/document-model';
import { renderPdf } from '../../local/files/pdf';
import { textOfPdf } from '../../local/files/pdf-text';
import type { FilesPart } from '../../local/services/files-part';
import { answer, INSTALL, type Played, play, rowOf } from './playing';

/** A bid as a consultant's word processor writes it. */
const priced = (): Buffer => {
  const document = emptyDocument();
  document.body.blocks = [
    'Proposition financière',
    'Montant HT : 9 800,00 €',
    'TVA 20 % : 1 960,00 €',
    'Montant TTC : 11 760,00 €',
  ].map(paragraphNode);
  return Buffer.from(renderPdf(document, { title: 'offre', at: Date.UTC(2018, 10, 12) }));
};
const PRICED = priced();
const FILES = {
  'offre.pdf': PRICED,
  'outil.exe': Buffer.from('MZ\x90\x00 not to be run'),
  'note.txt': Buffer.from('Notre méthode.'),
};
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const SENT = `${INSTALL}${answer()}
  - run: Vérifier la complétude
    on: [DEM-2018-001]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Décision: retenue } }
  - run: Appliquer les décisions
    on: [DEM-2018-001]
    answers: [oui]
  - fill: { tab: Titulaires, rows: [ { Code: ALPHA, Organisme: Alpha Conseil, Courriel: a@alpha.example, Signé le: 01/10/2018, Reconductions: 0 }, { Code: BETA, Organisme: Beta, Courriel: b@beta.example, Signé le: 01/10/2018, Reconductions: 0 }, { Code: GAMMA, Organisme: Gamma, Courriel: g@gamma.example, Signé le: 01/10/2018, Reconductions: 0 } ] }
  - run: Rédiger les termes de référence
    on: [DEM-2018-001]
  - run: Envoyer les termes de référence
    on: [CONS-2018-001]
    answers: [oui]
  - at: 2018-11-16T10:00:00+01:00
    mail: { reply: CONS-2018-001/ALPHA, text: "Veuillez trouver notre offre.", attachments: [offre.pdf, outil.exe, note.txt], auth: pass }
  - mail: { reply: CONS-2018-001/BETA, text: "Voici notre offre.", attachments: [offre.pdf], auth: pass }
  - at: 2018-11-17T09:00:00+01:00
`;
const OPEN = `
    run: Ouvrir les plis
    on: [CONS-2018-001]
    answers: [Camille Durand, Dominique Petit]
`;

/** The content of every file of the Workspace's Drive, by its name. */
function drive({ performance }: Played): Map<string, Buffer | undefined> {
  const { files } = performance.stage.workspace.part<FilesPart>('drive');
  return new Map(files.all().map(file => [file.name, files.bytes(file)]));
}

describe('the opening of bids with documents', () => {
  let played: Played;
  beforeAll(async () => {
    played = await play(`${SENT}${OPEN}`, undefined, FILES);
  });
  const bid = (holder: string) => rowOf(played.workbook.Offres, 'Référence', `OFF-2018-001-${holder}`);

  it('files the message and each document under a name that says whose it is, as it came', () => {
    const kept = drive(played);
    expect(kept.get('OFF-2018-001-ALPHA – offre.pdf')?.equals(PRICED)).toBe(true);
    expect(kept.get('OFF-2018-001-ALPHA – note.txt')?.toString()).toBe('Notre méthode.');
    expect(kept.get('OFF-2018-001-ALPHA – message.txt')?.toString()).toContain('Veuillez trouver notre offre.');
    expect([...kept.keys()]).toContain('CONS-2018-001 – plis');
  });

  it('never files a program, and says what it is', () => {
    expect([...drive(played).keys()].filter(name => name.includes('outil'))).toEqual([]);
    expect(bid('ALPHA').Documents).toContain('outil.exe (non classé)');
    expect(bid('ALPHA').Doutes).toContain('Programme ou script');
  });

  it('reads the price in the text of the PDF, as a proposal that names it', () => {
    expect(textOfPdf(PRICED).status).toBe('read');
    expect(bid('BETA')).toMatchObject({ 'Montant HT': 9800, 'Montant TTC': 11760 });
    expect(bid('BETA')['Passage source']).toContain('offre.pdf');
  });

  it('gives each bid a hash that anybody can compute again from its filed documents', () => {
    const kept = drive(played);
    const names = ['message.txt', 'offre.pdf'].map(name => `OFF-2018-001-BETA – ${name}`);
    const lines = names.map(name => `${sha256(kept.get(name) ?? '')}  ${name}\n`);
    expect(bid('BETA').Empreinte).toBe(sha256(lines.join('')));
    expect(played.workbook.Journal).toContainEqual(
      expect.objectContaining({ Objet: 'OFF-2018-001-BETA', Champ: 'Empreinte', Après: bid('BETA').Empreinte }),
    );
  });

  it('points out the same document in two bids', () => {
    expect(bid('BETA').Doutes).toContain('identique à celui de OFF-2018-001-ALPHA');
    expect(bid('ALPHA').Doutes).toContain('identique à celui de OFF-2018-001-BETA');
  });

  it('draws up the record, as a document and as a PDF whose hash the ledger holds', () => {
    const consultation = rowOf(played.workbook.Consultations, 'Référence', 'CONS-2018-001');
    expect(consultation['Procès-verbal']).toMatch(/^https:\/\/docs\.google\.com\/document\//);
    const pdf = drive(played).get('CONS-2018-001 – Procès-verbal d’ouverture des plis.pdf') ?? Buffer.alloc(0);
    expect(sha256(pdf)).toBe(consultation['Empreinte du procès-verbal']);
    expect(played.workbook.Journal).toContainEqual(
      expect.objectContaining({ Objet: 'CONS-2018-001', Champ: 'Procès-verbal', Après: sha256(pdf) }),
    );
    const text = textOfPdf(pdf).text.replace(/\s+/g, ' ');
    expect(text).toContain('Camille Durand');
    expect(text).toContain('Dominique Petit');
    expect(text).toContain('16 novembre 2018 à 23 h 59 min 59 s');
    expect(text.replace(/[ \u00a0]/g, '')).toContain(String(bid('ALPHA').Empreinte));
    expect(text).toContain('Gamma');
    expect(text).toContain('N’a pas répondu');
  });

  it('leaves nothing behind of the conversions', () => {
    expect([...drive(played).keys()]).not.toContain('Lecture en cours');
  });
});
