/** How many pages a PDF has, against what other readers find, and what is said when that is not certain. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { countPdfPages } from '../../src/mail/page-count';
import { bytesOf, classic, compressed, hybrid, pageTree } from './pdf-written';

const CORPUS = join(__dirname, '../../../shared/corpus/pdf');
const count = (text: string) => countPdfPages(bytesOf(text));

describe('a sound file', () => {
  test.each([1, 2, 7, 60])('of %i pages, with a classic table', pages => {
    expect(count(classic(pageTree(pages)).text)).toEqual({ pages, status: 'ok', reason: '' });
  });
  test.each([false, true])('with compressed objects and table, predictor %s', predictor => {
    expect(count(compressed(pageTree(5), { predictor }))).toEqual({ pages: 5, status: 'ok', reason: '' });
  });
  test('of signed bytes, as Apps Script gives them', () => {
    const signed = [...bytesOf(classic(pageTree(3)).text)].map(byte => (byte > 127 ? byte - 256 : byte));
    expect(countPdfPages(signed)).toMatchObject({ pages: 3, status: 'ok' });
  });
  test('with branches under branches', () => {
    const tree = {
      ...pageTree(2),
      2: '<< /Type /Pages /Count 3 /Kids [3 0 R 10 0 R] >>',
      10: '<< /Type /Pages /Count 2 /Parent 2 0 R /Kids [11 0 R] >>',
      11: '<< /Type /Pages /Count 2 /Kids [4 0 R 12 0 R] >>',
      12: '<< /Type /Page >>',
    };
    expect(count(classic(tree).text)).toMatchObject({ pages: 3, status: 'ok' });
  });
  test('whose second revision adds a page', () => {
    const first = classic(pageTree(2));
    const second = classic({ ...pageTree(3), 1: pageTree(3)[1] ?? '' }, { previous: first });
    expect(count(second.text)).toMatchObject({ pages: 3, status: 'ok' });
  });
  test('whose second revision takes a page out: the former page is still in the file, and is not counted', () => {
    const first = classic(pageTree(3));
    const second = classic({ 2: '<< /Type /Pages /Count 1 /Kids [4 0 R] >>' }, { previous: first });
    expect(count(second.text)).toMatchObject({ pages: 1, status: 'ok' });
  });
  test('whose table has too few bytes to tell the index of an object in its stream: its number is looked for', () => {
    expect(count(compressed(pageTree(20), { sameIndex: true }))).toMatchObject({ pages: 20, status: 'ok' });
  });
  test('with a classic table that calls free what its stream tells of', () => {
    expect(count(hybrid(pageTree(3)))).toMatchObject({ pages: 3, status: 'ok' });
  });
  test('with other bytes before its header', () => {
    expect(count(`HTTP noise\n${classic(pageTree(2)).text}`)).toMatchObject({ pages: 2, status: 'ok' });
  });
  test('whose comments and strings look like pages', () => {
    const tree = { ...pageTree(1), 3: '<< /Type /Page /Note (/Type /Page 4 0 obj \\) >>) % /Type /Page\n >>' };
    expect(count(classic(tree).text)).toMatchObject({ pages: 1, status: 'ok' });
  });
});

/** A second revision adds a page, and the file ends before its table. */
function cutRevision(): string {
  const { text } = classic(pageTree(3), { previous: classic(pageTree(2)) });
  return text.slice(0, text.lastIndexOf('\nxref\n') + 1);
}

describe('is never silently wrong', () => {
  test.each<[string, string, number | null, string]>([
    ['a count that lies: 1 announced, 3 there', classic(pageTree(3, 1)).text, 3, 'annonce 1 page'],
    ['a count that lies upwards', classic(pageTree(3, 300)).text, 3, 'annonce 300 page'],
    [
      'a page that is announced and not there',
      classic({ ...pageTree(1), 2: '<< /Type /Pages /Count 2 /Kids [3 0 R 44 0 R] >>' }).text,
      1,
      'manque',
    ],
    [
      'one page cited twice',
      classic({ ...pageTree(1), 2: '<< /Type /Pages /Count 2 /Kids [3 0 R 3 0 R] >>' }).text,
      1,
      'plusieurs fois',
    ],
    [
      'a branch that holds itself',
      classic({ ...pageTree(1), 2: '<< /Type /Pages /Count 1 /Kids [3 0 R 2 0 R] >>' }).text,
      1,
      'plusieurs fois',
    ],
    [
      'a table that points beside its objects',
      classic(pageTree(4)).text.replace('%PDF-1.4', '%PDF-1.4 moved'),
      4,
      'de secours',
    ],
    ['a revision that was cut before its table', cutRevision(), 3, 'de secours'],
    ['a file cut before its table', classic(pageTree(4)).text.replace(/xref[\s\S]*$/, ''), 4, 'de secours'],
    ['a file without a catalogue', '%PDF-1.4\n1 0 obj\n<< /Type /Page >>\nendobj\n', null, 'abîmé'],
    [
      'an empty tree',
      classic({ 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Count 0 /Kids [] >>' }).text,
      0,
      'Aucune page',
    ],
  ])('%s', (_, text, pages, reason) => {
    const reading = count(text);
    expect(reading).toMatchObject({ pages, status: 'uncertain' });
    expect(reading.reason).toContain(reason);
  });

  test('what is protected is not counted', () => {
    const text = classic({ ...pageTree(2), 50: '<< /Filter /Standard >>' }, { extra: '/Encrypt 50 0 R' }).text;
    expect(count(text)).toMatchObject({ pages: null, status: 'encrypted' });
  });

  test.each(['', 'Bonjour', 'PK\x03\x04', '<html>%PDF</html>'])('%j is no PDF', text => {
    expect(count(text)).toMatchObject({ pages: null, status: 'not a PDF' });
  });
});

describe('hostile bytes end in time and throw nothing', () => {
  const sound = [classic(pageTree(4)).text, compressed(pageTree(4), { predictor: true })];

  test('any bytes after a header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), bytes => {
        countPdfPages(Uint8Array.from([...Buffer.from('%PDF-1.7\n'), ...bytes]));
      }),
    );
  });

  test('a sound file with any of its bytes changed: ok is said only of the right count', () => {
    const change = fc.record({ at: fc.nat(5000), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.constantFrom(...sound), fc.array(change, { minLength: 1, maxLength: 3 }), (text, changes) => {
        const bytes = bytesOf(text);
        for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
        const { pages, status } = countPdfPages(bytes);
        // A changed digit can make another sound file: one whose count and tree agree on fewer pages does not come of it.
        if (status === 'ok') expect(pages).toBe(4);
      }),
      { numRuns: 400, seed: 20181105 },
    );
  });

  test.each([0.2, 0.5, 0.9, 0.95])('cut at %f of its length', part => {
    for (const text of sound) expect(count(text.slice(0, Math.floor(text.length * part))).status).not.toBe('ok');
  });

  test('a small part that grows to 60 MB is given up', () => {
    const bomb = deflateSync(Buffer.alloc(60_000_000)).toString('latin1');
    const text = compressed(pageTree(1)).replace(
      /\/Length \d+ >>\nstream\n[\s\S]*?\nendstream/,
      () => `/Length ${bomb.length} >>\nstream\n${bomb}\nendstream`,
    );
    expect(count(text).status).toBe('uncertain');
  });

  test.each([
    ['strings that begin everywhere', '1 0 obj ('],
    ['lists that never end', '1 0 obj ['],
    ['dictionaries in one another', '<< /A '],
    ['trailers', 'trailer << /Root 1 0 R '],
    ['streams without end', '1 0 obj << /Type /ObjStm /N 9 /First 9 >> stream\n'],
  ])('100 KB of %s', (_, piece) => {
    const text = `%PDF-1.7\n${piece.repeat(Math.ceil(100_000 / piece.length))}`;
    expect(count(text).status).toBe('uncertain');
  });
});

const EXPECTED: Readonly<Record<string, [number | null, string]>> = {
  '002-trivial-libre-office-writer.pdf': [1, 'ok'],
  'crazyones-pdfa.pdf': [1, 'ok'],
  'google-doc-document.pdf': [1, 'ok'],
  'imagemagick-images.pdf': [6, 'ok'],
  'libreoffice-writer-password.pdf': [null, 'encrypted'],
  'minimal-document.pdf': [1, 'ok'],
  'mistitled_outlines_example.pdf': [4, 'ok'],
  'multicolumn.pdf': [3, 'ok'],
  'pdfkit.pdf': [1, 'ok'],
  'pdflatex-4-pages.pdf': [4, 'ok'],
  'pdflatex-outline.pdf': [4, 'ok'],
  'with-attachment.pdf': [1, 'ok'],
};

// The corpus stands beside the project where CI runs; elsewhere its cases are skipped, and say so.
const hasCorpus = existsSync(CORPUS);
(hasCorpus ? describe : describe.skip)(
  `of the corpus${hasCorpus ? '' : ' (skipped: ../shared/corpus is absent)'}`,
  () => {
    test.each(Object.entries(EXPECTED))('%s', (file, [pages, status]) => {
      expect(countPdfPages(readFileSync(join(CORPUS, file)))).toMatchObject({ pages, status });
    });
  },
);
