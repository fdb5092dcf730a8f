/** Documents that an authority joins to a mail: filed in its folder, hashed, named readably; a program never. */
import { createHash } from 'node:crypto';
import type { FilesPart } from '../../local/services/files-part';
import { answer, INSTALL, type Played, play, rowOf } from '../actions/playing';

const LETTER = new TextEncoder().encode('Délibération du 3 octobre 2018');
const PROGRAM = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff]);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const READ = `
  - run: Relever les courriels
`;

function filesOf({ performance }: Played): string[] {
  const { files } = performance.stage.workspace.part<FilesPart>('drive');
  return files
    .all()
    .filter(({ name, trashed }) => !trashed && name.startsWith('DEM-2018-001'))
    .map(({ name, content }) => `${name}${content === undefined ? '' : ` ${content.sha256}`}`)
    .sort();
}

let played: Played;
beforeAll(async () => {
  played = await play(
    `${INSTALL}${answer({ 'Numéro SIREN': '"213801854"' })}
  - run: Vérifier la complétude
    on: [DEM-2018-001]
  - at: 2018-11-05T10:30:00+01:00
    mail: { reply: DEM-2018-001/international@grenoble.example, text: "Voici la délibération.", attachments: [délibération.txt, facture.pdf.exe], auth: pass }
${READ}
  - mail: { reply: DEM-2018-001/international@grenoble.example, from: quelquun@ailleurs.example, text: "Numéro SIREN : 213801855", attachments: [délibération.txt], auth: pass }
${READ}`,
    undefined,
    { 'délibération.txt': LETTER, 'facture.pdf.exe': PROGRAM },
  );
}, 60_000);

it('lie in the folder of the request under a name that says whose they are and when they came, once', () => {
  expect(filesOf(played)).toEqual([
    `DEM-2018-001 – 05-11-2018 10-30 – délibération.txt ${sha256(LETTER)}`,
    'DEM-2018-001 – pièces',
  ]);
});

it('stand on the request with their hashes, the program too, which is not filed and says why', () => {
  const request = rowOf(played.workbook.Demandes, 'Référence', 'DEM-2018-001');
  const [first, second] = String(request['Pièces reçues']).split('\n');
  expect(first).toBe(`DEM-2018-001 – 05-11-2018 10-30 – délibération.txt — SHA-256 ${sha256(LETTER)}`);
  expect(second).toContain(`facture.pdf.exe (non classé) — SHA-256 ${sha256(PROGRAM)} · `);
  expect(request['Dossier des pièces']).toMatch(/^https:\/\/drive\.google\.com\/drive\/folders\//);
  expect(String(request['Modifications proposées'])).toContain('voir « Pièces reçues »');
});

it('leave their hashes, not their names, in the ledger', () => {
  const line = played.workbook.Journal?.find(({ Action }) => Action === 'Pièces reçues');
  expect(line?.Après).toBe(`2 pièces, SHA-256 : ${sha256(LETTER)}, ${sha256(PROGRAM)}`);
});
