/** The PDF of the terms of reference, frozen at sending. */
import { createHash } from 'node:crypto';
import { Blob } from '../../local/services/blob';
import { freezePdf, readFrozenPdf } from '../../src/docs/frozen-pdf';
import { FilesBench } from '../docs-service/files-bench';
import { gatewayOf } from './desk';

const hash = (bytes: number[]): string => createHash('sha256').update(Int8Array.from(bytes)).digest('hex');

function frozen() {
  const bench = new FilesBench();
  const gateway = gatewayOf(bench.run());
  const folderId = gateway.createFolder('Appui AICT 2018');
  const documentId = gateway.createDefaultTemplate(folderId);
  const run = bench.run();
  const pdf = freezePdf(gatewayOf(run), { documentId, folderId, name: 'CONS-2018-001.pdf' }, hash);
  return { bench, documentId, pdf, calls: run.calls };
}

test('freezing takes three calls and gives the name, the bytes and their hash', () => {
  const { pdf, calls } = frozen();
  expect(calls).toEqual(['DocumentApp.openById', 'Document.getAs', 'Drive.Files.create']);
  expect(pdf).toMatchObject({ name: 'CONS-2018-001.pdf', sha256: hash(pdf.bytes) });
  expect(pdf.bytes.every(byte => byte >= -128 && byte <= 127)).toBe(true);
});

test('a document edited after freezing changes nothing to what is attached', () => {
  const { bench, documentId, pdf } = frozen();
  const document = bench.run().DocumentApp.openById(documentId);
  document.getBody().appendParagraph('Ajout tardif');
  document.saveAndClose();
  bench.now += 3_600_000;
  const read = readFrozenPdf(gatewayOf(bench.run()), pdf, hash);
  expect(read.ok && read.value.bytes).toEqual(pdf.bytes);
});

test('a file replaced in Drive is refused', () => {
  const { bench, pdf } = frozen();
  bench.run().Drive.Files.update({}, pdf.fileId, new Blob(Buffer.from('autre'), 'application/pdf', 'x.pdf'));
  expect(readFrozenPdf(gatewayOf(bench.run()), pdf, hash)).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/CONS-2018-001\.pdf/),
  });
});
