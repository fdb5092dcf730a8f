/** « Produire le bilan » in the workbook: what lands in Drive, what the page says, and what never leaves. */
import ExcelJS from 'exceljs';
import type { FilesPart } from '../../local/services/files-part';
import { ANSWERED, DECISION_TYPED, drafted, INSTALLED, RANKED, SEND } from '../exactly-once/preparations';
import { type Case, COLLEAGUE, PreparedWorkspace } from '../exactly-once/prepared-workspace';
import { packageCheck, standardTitle, withStandard } from './ocds-schema';

const RUN = '  - run: Produire le bilan\n';
const GREETING = 'international@grenoble.example';

let sent: PreparedWorkspace;
let awarded: PreparedWorkspace;
beforeAll(async () => {
  const ready = await (await PreparedWorkspace.play(INSTALLED)).followedBy(
    `${DECISION_TYPED}${drafted(['ALPHA', 'BETA'])}`,
  );
  sent = await ready.followedBy(SEND);
  awarded = await sent.followedBy(`${RANKED}
  - run: Attribuer
    on: [CONS-2018-001]
    answers: [ALPHA, oui]
  - edit: { tab: Marchés, row: MS-2018-001, values: { Satisfaction: 4 } }
`);
}, 180_000);

interface Made {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function files(one: Case): Map<string, Made> {
  const { files: drive } = one.workspace.part<FilesPart>('drive');
  return new Map(
    drive.all().map(file => [file.name, { name: file.name, bytes: drive.bytes(file) ?? new Uint8Array() }]),
  );
}
const text = (one: Case, name: string): string => Buffer.from(files(one).get(name)?.bytes ?? []).toString('utf8');

async function produced(from: PreparedWorkspace): Promise<Case> {
  const one = from.copy();
  await one.play(RUN);
  return one;
}

it('makes the report as a document and a PDF, the exports and the open data, and gives their links', async () => {
  const one = await produced(awarded);
  const page = one.lastScreen;
  for (const label of [
    'Document à relire',
    'PDF',
    'Dispositif AICT 2018.xlsx',
    'Demandes.csv',
    'Mouvements.csv',
    'Budget.csv',
  ])
    expect(page).toContain(label);
  expect(page).toContain('ocds-000000-CONS-2018-001.json');
  expect(page).toContain('Les identifiants sont provisoires');
  const made = files(one);
  expect(made.has('Bilan de l’édition 2018')).toBe(true);
  expect(
    Buffer.from(made.get('Bilan de l’édition 2018.pdf')?.bytes ?? [])
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

it('counts what the workbook holds', async () => {
  const one = await produced(awarded);
  const { files: drive } = one.workspace.part<FilesPart>('drive');
  const document = drive.all().find(({ name }) => name === 'Bilan de l’édition 2018');
  const words = Buffer.from((document && drive.export(document, 'text/plain')) ?? [])
    .toString('utf8')
    .replaceAll('\u00a0', ' ');
  expect(words).toContain('1 demande de 1 collectivité ; 1 retenue');
  expect(words).toContain('1 consultation envoyée');
  expect(words).toMatch(/Engagé\s+8 160,00 €/);
  expect(words).toMatch(/AFD\s+4 080,00 €/);
  expect(words).toContain('2 plis reçus pour 2 titulaires consultés, dont 2 dans les délais (100 %)');
  expect(words).toContain('Note moyenne : 4 sur 5, donnée par 1 collectivité');
});

it('exports no contact detail, in any file', async () => {
  const one = await produced(awarded);
  const names = [...files(one).keys()].filter(name => /\.(?:csv|json)$/.test(name));
  expect(names.length).toBeGreaterThan(7);
  for (const name of names) {
    expect(text(one, name)).not.toContain(GREETING);
    expect(text(one, name)).not.toContain('Amélie Roux');
    expect(text(one, name)).not.toMatch(/@\w+\.example/);
  }
});

it('writes the exported tabs as CSV and as one workbook, with the same rows', async () => {
  const one = await produced(awarded);
  const [header, first] = text(one, 'Marchés.csv').slice(1).split('\r\n');
  expect(header).toMatch(/^Référence;État;Consultation;Demande;Collectivité;Titulaire;Montant HT;Taux TVA;Montant TTC/);
  expect(first).toMatch(
    /^MS-2018-001;à signer;CONS-2018-001;DEM-2018-001;Ville de Grenoble;ALPHA;8500,00;0,2;10200,00/,
  );
  const workbook = new ExcelJS.Workbook();
  const bytes = files(one).get('Dispositif AICT 2018.xlsx')?.bytes ?? new Uint8Array();
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
  expect(workbook.worksheets.map(({ name }) => name)).toEqual([
    'Demandes',
    'Consultations',
    'Offres',
    'Marchés',
    'Mouvements',
    'Titulaires',
    'Budget',
  ]);
  expect(workbook.getWorksheet('Marchés')?.getRow(2).getCell(9).value).toBe(10200);
  expect(workbook.getWorksheet('Demandes')?.getRow(2).getCell(3).value).toEqual(new Date('2018-10-01T10:00:00Z'));
});

it('publishes the award with its price once it is made, and nothing of the bids that came before', async () => {
  const before = await produced(await sent.followedBy(ANSWERED.replace(/ {2}- at: 2018-11-19.*\n/, '')));
  const sealed = text(before, 'ocds-000000-CONS-2018-001.json');
  expect(sealed).toContain('"tender"');
  expect(sealed).not.toMatch(/ALPHA|BETA|Cabinet|numberOfTenderers|10200/);
  const after = text(await produced(awarded), 'ocds-000000-CONS-2018-001.json');
  const { releases } = JSON.parse(after) as { releases: { tag: string[]; tender: { numberOfTenderers?: number } }[] };
  expect(releases.map(({ tag }) => tag.join())).toEqual(['tender', 'award']);
  expect(releases[1]).toMatchObject({
    tender: { numberOfTenderers: 2, status: 'complete' },
    awards: [{ value: { amount: 10200, currency: 'EUR' }, suppliers: [{ id: 'titulaire-ALPHA' }] }],
  });
  expect(after).not.toMatch(/BETA|9600/);
});

it('uses the publisher’s own prefix when there is one, and refuses what is none', async () => {
  const one = awarded.copy();
  await one.play(`  - set: { PrefixeOCDS: ocds-a1b2c3 }\n${RUN}`);
  expect(files(one).has('ocds-a1b2c3-CONS-2018-001.json')).toBe(true);
  expect(one.lastScreen).not.toContain('provisoires');
  await one.play(`  - set: { PrefixeOCDS: cuf }\n${RUN}`);
  expect(one.lastScreen).toContain('n’est pas un préfixe de données ouvertes');
});

it('works before anything was asked, and says where there is no data', async () => {
  const one = await produced(await PreparedWorkspace.play(INSTALLED));
  expect(one.lastScreen).toContain('Bilan');
  expect(text(one, 'Demandes.csv').split('\r\n')).toHaveLength(2);
});

it('works for a colleague, in a folder of her own', async () => {
  const one = awarded.copy();
  await one.play(`${RUN.trimEnd()}\n    by: ${COLLEAGUE}\n`);
  expect(one.lastScreen).toContain('Document à relire');
  expect(files(one).has('Bilan de l’édition 2018')).toBe(true);
});

it('changes nothing in the workbook', async () => {
  const one = awarded.copy();
  const before = one.rows('Journal').length;
  await one.play(RUN);
  expect(one.rows('Journal')).toHaveLength(before);
});

withStandard(standardTitle, () => {
  it('takes every file of open data that is produced, before and after the award', async () => {
    const check = packageCheck();
    for (const from of [sent, awarded]) {
      const one = await produced(from);
      const names = [...files(one).keys()].filter(name => name.endsWith('.json'));
      expect(names).toHaveLength(2);
      for (const name of names) expect(check(JSON.parse(text(one, name)))).toBeNull();
    }
  });
});
