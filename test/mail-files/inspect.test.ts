/** `npm run mail -- inspect`: the library's conclusions on a file, as anybody outside can ask for them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { bytesOf, classic, pageTree } from './pdf-written';

const ROOT = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'appui-aict-inspect-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function inspect(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'local/cli.ts', 'mail', 'inspect', ...args],
    { cwd: ROOT, encoding: 'utf8', timeout: 60_000 },
  );
  return { stdout, stderr, status };
}

/** One page that says a price. */
function pdfSaying(text: string): Uint8Array {
  const content = `BT /F1 12 Tf 20 150 Td (${text}) Tj ET`;
  return bytesOf(
    classic({
      1: '<< /Type /Catalog /Pages 2 0 R >>',
      2: '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
      3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
      4: `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    }).text,
  );
}

async function message(name: string): Promise<string> {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message: raw } = await composer.sendMail({
    from: 'Alpha Conseil <contact@alpha.example>',
    to: 'dispositif@cuf.example',
    subject: 'Notre offre',
    text: [
      'Bonjour,',
      '',
      'Notre offre : 12 500 € HT, soit 15 000 € TTC (TVA 20 %).',
      '',
      'Le lun. 5 nov. 2018 à 14:30, CUF <dispositif@cuf.example> a écrit :',
      '> Le plafond est de 9 000 € TTC.',
    ].join('\n'),
    attachments: [
      { filename: 'Devis.pdf', content: Buffer.from(pdfSaying('Total : 12 600 EUR HT, 15 120 EUR TTC')) },
      { filename: 'outil.pdf.exe', content: Buffer.from('MZ') },
    ],
  });
  const file = join(folder, name);
  writeFileSync(file, raw as Buffer);
  return file;
}

it('gives the conclusions on a message as JSON: nature, authenticity, reply, amounts with their flags, attachments', async () => {
  const { stdout, status } = inspect(await message('offre.eml'), '--json');
  expect(status).toBe(0);
  const read = JSON.parse(stdout);
  expect(read).toMatchObject({
    nature: 'autre',
    reasons: [expect.any(String)],
    authenticity: 'non vérifiée',
    amounts: [
      { ht: 1_250_000, vatRate: 0.2, ttc: 1_500_000, flags: ['« Devis.pdf » donne d’autres montants'] },
      { ht: 1_260_000, vatRate: 0.2, ttc: 1_512_000, from: 'Devis.pdf' },
    ],
    attachments: [
      { name: 'Devis.pdf', type: 'application/pdf', pages: 1, pagesStatus: 'ok', flags: [] },
      { name: 'outil.pdf.exe', pages: null, pagesStatus: 'not a PDF', flags: [expect.stringContaining('Programme')] },
    ],
  });
  expect(read.replyText).toContain('15 000 € TTC');
  expect(read.replyText).not.toContain('plafond');
  expect(read.quotedText).toContain('plafond');
});

it('says the same in French prose, and reads a PDF alone', () => {
  const file = join(folder, 'devis.pdf');
  writeFileSync(file, pdfSaying('Montant : 900 EUR HT, 1 080 EUR TTC'));
  const { stdout, status } = inspect(file);
  expect(status).toBe(0);
  expect(stdout).toContain('HT 900,00 €, TVA 20 %, TTC 1080,00 €, dans « devis.pdf »');
  expect(stdout).toContain('1 page(s) (pages sûres)');
});

it('says that a damaged PDF cannot be counted, and does not end with it', () => {
  const file = join(folder, 'abime.pdf');
  writeFileSync(file, bytesOf(classic(pageTree(2)).text.replaceAll('/MediaBox', '/MediaBox (')));
  const { stdout, status } = inspect(file, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ nature: null, attachments: [{ pagesStatus: 'uncertain' }] });
});

it('says in a sentence why a file cannot be inspected, and exits with 1', () => {
  const { stderr, status } = inspect(join(folder, 'absent.eml'));
  expect(stderr).toContain('Il n’y a pas de fichier');
  expect(status).toBe(1);
});
