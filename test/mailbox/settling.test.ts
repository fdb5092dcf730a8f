/** What staff settle by « Rattacher un message », and the messages that repeat one another. */
import { answer, INSTALL, type Played, play, rowOf } from '../actions/playing';

const SENT = `${INSTALL}${answer()}
  - run: Vérifier la complétude
    on: [DEM-2018-001]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Décision: retenue } }
  - run: Appliquer les décisions
    on: [DEM-2018-001]
    answers: [oui]
  - fill: { tab: Titulaires, rows: [ { Code: ALPHA, Organisme: Alpha, Courriel: "a@alpha.example, b@alpha.example", Signé le: 01/10/2018, Reconductions: 0 } ] }
  - run: Rédiger les termes de référence
    on: [DEM-2018-001]
  - run: Envoyer les termes de référence
    on: [CONS-2018-001]
    answers: [oui]
`;
const eml = (from: string, id: string, more: string, subject = 'Re: [CONS-2018-001] Consultation'): Buffer =>
  Buffer.from(
    `From: ${from}\nTo: dispositif@cuf.example\nSubject: ${subject}\nMessage-ID: ${id}\n${more}`.replace(/\n/g, '\r\n'),
  );
const BID =
  'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nMONTANT TTC : 9 000 EUR\n--b\nContent-Type: application/pdf; name=offre.pdf\nContent-Disposition: attachment; filename=offre.pdf\n\n%PDF-1.4 offre\n--b--\n';
const files = {
  'one.eml': eml('a@alpha.example', '<1@alpha.example>', BID),
  'two.eml': eml('a@alpha.example', '<2@alpha.example>', BID),
  'elsewhere.eml': eml('b@alpha.example', '<3@alpha.example>', BID),
  'other.eml': eml('a@alpha.example', '<1@alpha.example>', '\nMONTANT TTC : 8 000 EUR'),
  'stranger.eml': eml('x@ailleurs.example', '<4@ailleurs.example>', BID, 'Notre offre'),
};
const arrives = (at: string, name: string): string => `
  - at: 2018-11-06T${at}:00+01:00
    eml: ${name}.eml
    auth: pass
`;
const read = '  - at: 2018-11-06T12:00:00+01:00\n';
const tie = (row: number, reference: string): string => `
  - run: Rattacher un message
    tab: Messages
    on: ["#${row}"]
    answers: ["${reference}"]
`;
const messages = ({ workbook }: Played) =>
  (workbook.Messages ?? []).map(row => [row.Nature, row['Rattaché à'], row['À faire']]);
const bids = ({ workbook }: Played) => (workbook.Offres ?? []).map(row => [row.Référence, row.État]);

describe('messages that repeat one another', () => {
  let played: Played;
  beforeAll(async () => {
    played = await play(
      `${SENT}${arrives('10:00', 'one')}${arrives('10:01', 'one')}
  - at: 2018-11-06T11:00:00+01:00
${arrives('11:10', 'one')}${arrives('11:11', 'elsewhere')}${arrives('11:12', 'other')}${read}`,
      undefined,
      files,
    );
  });

  it('count once when they are the same, read together or apart', () => {
    expect(messages(played).slice(0, 3)).toEqual([
      ['offre', 'OFF-2018-001-ALPHA', ''],
      ['offre', 'OFF-2018-001-ALPHA', expect.stringMatching(/^Double/)],
      ['offre', 'OFF-2018-001-ALPHA', expect.stringMatching(/^Double/)],
    ]);
    expect(bids(played)).toEqual([
      ['OFF-2018-001-ALPHA', 'remplacée'],
      ['OFF-2018-001-ALPHA-2', 'reçue'],
    ]);
  });
  it('are told when the same documents come from another address', () => {
    expect(messages(played)[3]).toEqual([
      'offre',
      'OFF-2018-001-ALPHA-2',
      expect.stringMatching(/^Mêmes pièces .*OFF-2018-001-ALPHA, reçue de a@alpha\.example/),
    ]);
  });
  it('are for a person when the identifier is the same and the rest is not', () => {
    expect(messages(played)[4]).toEqual(['à vérifier', '', expect.stringMatching(/Même identifiant .*diffèrent/)]);
  });
});

describe('one gesture settles a message', () => {
  it('a stranger’s bid becomes a bid, is moved to a file, and may be taken back', async () => {
    const played = await play(
      `${SENT}${arrives('09:00', 'one')}${arrives('10:00', 'stranger')}${read}${tie(3, 'CONS-2018-001/ALPHA')}${tie(3, 'DEM-2018-001')}${tie(3, 'DEM-2018-999')}${tie(2, 'CONS-2018-001/ALPHA')}`,
      undefined,
      files,
    );
    expect(messages(played)).toEqual([
      ['offre', 'OFF-2018-001-ALPHA', ''],
      ['autre', 'DEM-2018-001', ''],
    ]);
    expect(bids(played)).toEqual([
      ['OFF-2018-001-ALPHA', 'reçue'],
      ['OFF-2018-001-ALPHA-2', 'remplacée'],
    ]);
    const said = played.performance.stage.screens.map(({ text }) => text).join('\n');
    expect(said).toContain('DEM-2018-999 ne figure pas dans le classeur');
    expect(said).toContain('déjà enregistré comme OFF-2018-001-ALPHA');
  });

  it('a bid set aside makes the holder wait again, and a new deposit takes its row', async () => {
    const played = await play(
      `${SENT}${arrives('09:00', 'one')}${read}${tie(2, 'écarter')}${arrives('12:30', 'two')}  - at: 2018-11-06T13:00:00+01:00\n`,
      undefined,
      files,
    );
    expect(bids(played)).toEqual([['OFF-2018-001-ALPHA', 'reçue']]);
    expect(rowOf(played.workbook.Offres, 'Référence', 'OFF-2018-001-ALPHA')['Reçue le']).toBe(
      '2018-11-06T12:30:00+01:00',
    );
  });
});
