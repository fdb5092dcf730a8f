/** Page « Drive »: each person sees what they may open, and every document comes out as a file. */
import type { DriveEntry } from '../../local/web/host/drive-methods';
import { HostInProcess, MANAGER } from './host-in-process';

const HOLDER = 'contact@alpha.example';
let host: HostInProcess;
/** The terms of reference, as their link in the workbook names them. */
let terms: string;

beforeAll(async () => {
  host = new HostInProcess();
  await host.call('try.start', { file: 'premiers-pas.yaml', steps: 14 });
  const sheet = host.host.stage.workbook.sheet('Consultations');
  const shown = sheet?.displayValues(sheet.whole).flat().join('\n') ?? '';
  terms = /document\/d\/([\w-]+)/.exec(shown)?.[1] ?? '';
}, 90_000);
afterAll(() => host.close());

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Everything the manager finds, by walking down. */
async function walked(id = ''): Promise<DriveEntry[]> {
  const { entries } = await host.call('drive.list', { id }, MANAGER);
  const below = entries.filter(({ kind }) => kind === 'folder').map(folder => walked(folder.id));
  return [...entries, ...(await Promise.all(below)).flat()];
}

it('begins with what no folder holds, and leads down to each document', async () => {
  const top = await host.call('drive.list', { id: '' }, MANAGER);
  expect(top).toMatchObject({ path: [], found: null });
  const found = await walked();
  expect(found.length).toBeGreaterThan(top.entries.length);
  expect(found.map(({ id }) => id)).toContain(terms);
  expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['folder', 'document', 'spreadsheet']));
});

it('shows a document where it lies, and gives it as a PDF', async () => {
  const place = await host.call('drive.list', { id: terms }, MANAGER);
  expect(place.found).toBe(terms);
  const entry = place.entries.find(({ id }) => id === terms);
  expect(entry).toMatchObject({ kind: 'document', bytes: null });
  const file = await host.call('drive.file', { id: terms, as: MANAGER });
  expect(file).toMatchObject({ name: `${entry?.name}.pdf`, type: 'application/pdf' });
  expect(text(file.bytes)).toMatch(/^%PDF-/);
});

it('gives a workbook as .xlsx', async () => {
  const book = (await walked()).find(({ kind }) => kind === 'spreadsheet');
  const file = await host.call('drive.file', { id: book?.id ?? '', as: MANAGER });
  expect(file.name).toMatch(/\.xlsx$/);
  expect(text(file.bytes)).toMatch(/^PK/);
});

it('shows nobody what is not shared with them, and says no more than that of what does not exist', async () => {
  const refusal = /n’existe pas, ou n’est pas partagé avec vous/;
  expect((await host.call('drive.list', { id: '' }, HOLDER)).entries.filter(({ kind }) => kind !== 'form')).toEqual([]);
  await expect(host.call('drive.list', { id: terms }, HOLDER)).rejects.toThrow(refusal);
  await expect(host.call('drive.file', { id: terms, as: HOLDER })).rejects.toThrow(refusal);
  await expect(host.call('drive.list', { id: '../../etc' }, MANAGER)).rejects.toThrow(refusal);
});
