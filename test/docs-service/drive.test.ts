/** The Drive advanced service under drive.file: what is seen, what is asked, what is refused. */
import { createHash } from 'node:crypto';
import { Blob } from '../../local/services/blob';
import { COLLEAGUE, FilesBench } from './files-bench';

const NOTE = new Blob(Buffer.from('note'), 'application/pdf', 'note.pdf');

function filled() {
  const bench = new FilesBench();
  const { Drive } = bench.run();
  const folder = String(Drive.Files.create({ name: 'Dossier', mimeType: 'application/vnd.google-apps.folder' }).id);
  const note = String(Drive.Files.create({ name: 'Note', parents: [folder] }, NOTE).id);
  return { bench, Drive, folder, note };
}

test('an upload gives back its bytes, its size and its hashes', () => {
  const { Drive, note } = filled();
  expect(Drive.Files.get(note, { fields: 'name,mimeType,size,md5Checksum,webViewLink' })).toEqual({
    name: 'Note',
    mimeType: 'application/pdf',
    size: '4',
    md5Checksum: createHash('md5').update('note').digest('hex'),
    webViewLink: `https://drive.google.com/file/d/${note}/view`,
  });
  const media = Drive.Files.get(note, { alt: 'media' });
  expect(media instanceof Blob && media.getDataAsString()).toBe('note');
});

test('without fields only four are given', () => {
  const { Drive, note } = filled();
  expect(Object.keys(Drive.Files.get(note))).toEqual(['kind', 'id', 'name', 'mimeType']);
});

test('another account, a file that the add-on did not make, or no file at all: not found', () => {
  const { bench, Drive, note } = filled();
  const byHand = bench.part.files.create({
    name: 'Privé',
    mimeType: 'text/plain',
    owner: 'dispositif@cuf.example',
    byApp: false,
  });
  expect(() => bench.run(COLLEAGUE).Drive.Files.get(note)).toThrow(
    `API call to drive.files.get failed with error: File not found: ${note}.`,
  );
  expect(() => Drive.Files.get(byHand.id)).toThrow(`File not found: ${byHand.id}.`);
  expect(() => Drive.Files.remove('nowhere')).toThrow(
    'API call to drive.files.delete failed with error: File not found: nowhere.',
  );
  expect(Drive.Files.list({ q: "name = 'Privé'" })).toMatchObject({ files: [] });
});

test('sharing lets an account open a Doc of the folder, and still not see it through drive.file', () => {
  const { bench, Drive, folder } = filled();
  const doc = String(
    Drive.Files.create({ name: 'Doc', mimeType: 'application/vnd.google-apps.document', parents: [folder] }).id,
  );
  Drive.Permissions.create({ type: 'user', role: 'reader', emailAddress: COLLEAGUE }, folder, {
    sendNotificationEmail: false,
  });
  expect(bench.run(COLLEAGUE).DocumentApp.openById(doc).getName()).toBe('Doc');
  expect(() => bench.run(COLLEAGUE).Drive.Files.copy({}, doc)).toThrow('File not found');
});

test.each([
  ["name = 'Note'", ['Note']],
  ["name = 'L\\'été'", ["L'été"]],
  ["name contains 'te'", []],
  ["name contains 'no'", ['Note']],
  ["name != 'Note' and trashed = false", ["L'été", 'Dossier']],
  ["mimeType = 'application/pdf' and 'FOLDER' in parents", ['Note']],
  ['trashed = true', ['Jeté']],
])('list where %s', (q, names) => {
  const { Drive, folder } = filled();
  Drive.Files.create({ name: "L'été", mimeType: 'text/plain' });
  Drive.Files.update({ trashed: true }, Drive.Files.create({ name: 'Jeté', mimeType: 'text/plain' }).id);
  const { files } = Drive.Files.list({ q: q.replace('FOLDER', folder), fields: 'files(name)' });
  expect((files as { name: string }[]).map(({ name }) => name)).toEqual(names);
});

test('a list comes page by page', () => {
  const { Drive } = filled();
  const first = Drive.Files.list({ pageSize: 1, orderBy: 'name', fields: 'nextPageToken, files(name)' });
  const second = Drive.Files.list({
    pageSize: 1,
    orderBy: 'name',
    fields: 'nextPageToken, files(name)',
    pageToken: first.nextPageToken,
  });
  expect([first, second]).toEqual([
    { files: [{ name: 'Dossier' }], nextPageToken: 'page-1' },
    { files: [{ name: 'Note' }] },
  ]);
});

test.each([
  ['an operator that is not known', { q: "fullText contains 'x'" }, 'Invalid Value'],
  ['an unfinished query', { q: "name = 'x' and " }, 'Invalid Value'],
  ['a field that does not exist', { fields: 'files(nom)' }, 'Invalid field selection nom'],
  ['an option that does not exist', { query: 'x' }, 'Unknown name "query"'],
])('%s throws', (_case, options, message) => {
  expect(() => filled().Drive.Files.list(options)).toThrow(message);
});

test('a file moves, is renamed, copied and removed', () => {
  const { Drive, folder, note } = filled();
  Drive.Files.update({ name: 'Note 2' }, note, undefined, { addParents: 'root', removeParents: folder });
  expect(Drive.Files.get(note, { fields: 'name,parents' })).toEqual({ name: 'Note 2', parents: ['my-drive'] });
  const copy = Drive.Files.copy({}, note, { fields: 'id,name,size' });
  expect(copy).toMatchObject({ name: 'Copie de Note 2', size: '4' });
  Drive.Files.remove(note);
  expect(() => Drive.Files.get(note)).toThrow('File not found');
  expect(Drive.Files.get(copy.id, { alt: 'media' })).toBeInstanceOf(Blob);
});

test('a folder that is deleted takes what it holds', () => {
  const { Drive, folder, note } = filled();
  Drive.Files.remove(folder);
  expect(() => Drive.Files.get(note)).toThrow('File not found');
});

test.each([
  [
    'parents written directly',
    (drive: ReturnType<typeof filled>) => drive.Drive.Files.update({ parents: ['root'] }, drive.note),
    'not directly writable',
  ],
  [
    'a Doc downloaded',
    ({ Drive }) =>
      Drive.Files.get(Drive.Files.create({ mimeType: 'application/vnd.google-apps.document' }).id, { alt: 'media' }),
    'Only files with binary content',
  ],
  [
    'an export without alt=media',
    ({ Drive, note }) => Drive.Files.export(note, 'application/pdf'),
    'Export requires alt=media',
  ],
  [
    'an export of a PDF',
    ({ Drive, note }) => Drive.Files.export(note, 'text/plain', { alt: 'media' }),
    'only supports Docs Editors files',
  ],
  [
    'an invitation by mail',
    ({ Drive, note }) => Drive.Permissions.create({ type: 'user', role: 'reader', emailAddress: COLLEAGUE }, note),
    'sendNotificationEmail: false',
  ],
  ['a text for a file', ({ Drive }) => Drive.Files.create({ name: 'x' }, 'texte'), 'only supports Blob types'],
] satisfies [string, (place: ReturnType<typeof filled>) => unknown, string][])(
  '%s is refused',
  (_case, act, message) => {
    expect(() => act(filled())).toThrow(message);
  },
);

test('a Google Doc is exported as PDF and as text', () => {
  const { bench, Drive } = filled();
  const id = String(Drive.Files.create({ name: 'Doc', mimeType: 'application/vnd.google-apps.document' }).id);
  const doc = bench.run().DocumentApp.openById(id);
  doc.getBody().appendParagraph('Été');
  doc.saveAndClose();
  expect(Drive.Files.export(id, 'text/plain', { alt: 'media' }).getDataAsString()).toBe('\nÉté');
  expect(Drive.Files.export(id, 'application/pdf', { alt: 'media' }).getDataAsString('latin1')).toMatch(/^%PDF-1\.7/);
  expect(() => Drive.Files.export(id, 'image/png', { alt: 'media' })).toThrow('conversion is not supported');
});
