/** What an attached file is, by its content, and what is said of it before anybody opens it. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describeAttachment } from '../../src/mail/attachments';
import { bytesOf, classic, pageTree } from './pdf-written';

const PDF = classic(pageTree(2)).text;
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/** An archive of files, as text; a protected one has the first bit of its flags set. */
function zip(paths: readonly string[], { isProtected = false, stored = '' } = {}): string {
  let text = '';
  const directory: string[] = [];
  const word = (value: number): string => String.fromCharCode(value & 255, (value >> 8) & 255);
  const long = (value: number): string => word(value & 65_535) + word(value >>> 16);
  for (const [index, path] of paths.entries()) {
    const data = index === 0 && stored !== '' ? stored : deflateRawSync(Buffer.from('x')).toString('latin1');
    const flags = word(isProtected ? 1 : 0);
    const rest = `${word(stored !== '' && index === 0 ? 0 : 8)}${long(0)}${long(0)}${long(data.length)}${long(1)}${word(path.length)}${word(0)}`;
    directory.push(
      `PK\x01\x02${word(20)}${word(20)}${flags}${rest}${word(0)}${word(0)}${word(0)}${long(0)}${long(text.length)}${path}`,
    );
    text += `PK\x03\x04${word(20)}${flags}${rest}${path}${data}`;
  }
  const listed = directory.join('');
  return `${text}${listed}PK\x05\x06${long(0)}${word(paths.length)}${word(paths.length)}${long(listed.length)}${long(text.length)}${word(0)}`;
}

const read = (name: string, content: string, mimeType = 'application/octet-stream') =>
  describeAttachment({ name, mimeType, bytes: bytesOf(content) });

test('a PDF is one by its content, with its pages, whatever the message says', () => {
  expect(read('Offre technique.pdf', PDF, 'application/octet-stream')).toEqual({
    name: 'Offre technique.pdf',
    type: 'application/pdf',
    bytes: PDF.length,
    pages: 2,
    pagesStatus: 'ok',
    pagesReason: '',
    flags: [],
    isDangerous: false,
  });
});

test.each<[string, string, string, string]>([
  ['offre.exe', 'MZ\x90', 'application/x-msdownload', 'Programme'],
  ['offre.pdf', 'MZ\x90', 'application/x-msdownload', 'Programme'],
  ['offre.pdf', 'MZ\x90', 'application/x-msdownload', 'annonce autre chose'],
  ['offre.pdf.js', 'alert(1)', 'application/octet-stream', 'Programme'],
  ['offre.pdf        .exe', 'rien', 'application/octet-stream', 'Programme'],
  ['gravure\u202Efdp.exe', 'rien', 'application/octet-stream', 'Programme'],
  ['pièces.zip', zip(['lire.txt', 'setup.exe']), 'application/zip', 'contient un programme (setup.exe)'],
  ['pièces.zip', zip(['lire.txt']), 'application/zip', 'Archive'],
  ['pièces.zip', zip(['lire.txt'], { isProtected: true }), 'application/zip', 'mot de passe'],
  [
    'offre.docm',
    zip(['word/document.xml', 'word/vbaProject.bin']),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'macros',
  ],
  [
    'offre.docx',
    zip(['word/document.xml', 'word/vbaProject.bin']),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'macros',
  ],
  [
    'offre.docx',
    `${OLE}${'\0'.repeat(500)}E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0`,
    'application/x-ole-storage',
    'mot de passe',
  ],
  ['offre.pdf', 'Bonjour', 'application/octet-stream', 'annonce autre chose'],
  ['photo.png', '\xff\xd8\xff\xe0', 'image/jpeg', 'annonce autre chose'],
  ['facture.html', '<!DOCTYPE html><script>', 'application/octet-stream', 'Page web'],
  ['vide.pdf', '', 'application/octet-stream', 'vide'],
])('%s (%#) is told for what it is: %s', (name, content, type, flag) => {
  const reading = read(name, content);
  expect(reading.type).toBe(type);
  expect(reading.flags.join(' ')).toContain(flag);
});

test('a document that is not a PDF is never counted, and its formats say so', () => {
  for (const content of [
    zip(['word/document.xml']),
    zip(['mimetype'], { stored: 'application/vnd.oasis.opendocument.text' }),
  ]) {
    const reading = read('note', content);
    expect(reading).toMatchObject({ pages: null, pagesStatus: 'not a PDF', isDangerous: false });
    expect(reading.pagesReason).toContain('ne se comptent pas');
  }
});

test('a real office file is not called an archive', () => {
  expect(read('budget.xlsx', zip(['xl/workbook.xml'])).flags).toEqual([]);
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\x\\offre.pdf', 'offre.pdf'],
  ['a<b>:"|?*.pdf', 'a-b------.pdf'],
  ['\u0000\u200b\n', 'pièce sans nom'],
  ['', 'pièce sans nom'],
  ['...', 'pièce sans nom'],
  ['R&D <Lyon> "É" $& $1.txt', 'R&D -Lyon- -É- $& $1.txt'],
])('the name %j is filed as %j', (given, filed) => {
  expect(read(given, 'texte').name).toBe(filed);
});

test('a long name keeps its extension', () => {
  const { name } = read(`${'é'.repeat(400)}.pdf`, PDF);
  expect([...name].length).toBeLessThanOrEqual(125);
  expect(name).toMatch(/….pdf$/);
});

test('any bytes under any name end in a reading, with a name that is safe', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.uint8Array({ maxLength: 2000 }),
      fc.constantFrom('', 'PK\x03\x04', '%PDF-1.4', OLE),
      (name, mimeType, bytes, head) => {
        const reading = describeAttachment({ name, mimeType, bytes: Uint8Array.from([...bytesOf(head), ...bytes]) });
        expect(reading.name).not.toMatch(/[\\/\p{Cc}]/u);
        expect(reading.name).not.toBe('');
        expect(reading.type).toMatch(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/);
      },
    ),
  );
});
