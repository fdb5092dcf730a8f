/** Which file a comment speaks of, what an export says of its cell, and what is taken out of free text. */
import fc from 'fast-check';
import {
  type CommentedFile,
  tieByCell,
  tieByQuotedCell,
  tieByReference,
  unlabelled,
} from '../../src/scheme/comment-ties';
import { withoutContactDetails } from '../../src/scheme/contact-details';
import { exportedComments } from '../../src/sheets/exported-comments';
import { ANNE, BRUNO, CommentsBench } from './comments-bench';

const FILES: CommentedFile[] = [
  { reference: 'DEM-2018-001', names: ['Ville A', 'Un projet'] },
  { reference: 'DEM-2018-002', names: ['Ville B', 'Un projet'] },
  { reference: 'CAND-2018-001', names: ['Cabinet C'] },
];

test.each([
  ['dem-2018-001 : favorable', { kind: 'tied', file: 'DEM-2018-001', by: 'reference' }],
  ['CAND–2018–001 favorable', { kind: 'tied', file: 'CAND-2018-001', by: 'reference' }],
  ['DEM-2018-001, puis DEM-2018-001', { kind: 'tied', file: 'DEM-2018-001', by: 'reference' }],
  ['DEM-2018-001 et DEM-2018-002', { kind: 'several', files: ['DEM-2018-001', 'DEM-2018-002'] }],
  ['DEM-2018-009', { kind: 'unknown', reference: 'DEM-2018-009' }],
  ['CONS-2018-001 est en retard', { kind: 'none' }],
  ['favorable', { kind: 'none' }],
])('« %s » by its reference', (text, tie) => {
  expect(tieByReference(text, FILES)).toEqual(tie);
});

test.each([
  ['DEM-2018-002', 'DEM-2018-002'],
  ['Ville  B', 'DEM-2018-002'],
  ['Un projet', null],
  ['commune', null],
  ['', null],
  ['DEM-2018-009', null],
])('« %s » as the quoted cell', (quoted, file) => {
  const tie = tieByQuotedCell(quoted, FILES);
  expect(tie.kind === 'tied' ? tie.file : null).toBe(file);
});

test.each([
  ['DEM-2018-001 : réservé, le budget', 'réservé, le budget'],
  ['– dem‑2018‑001 favorable', 'favorable'],
  ['Favorable, comme DEM-2018-002', 'Favorable, comme DEM-2018-002'],
])('« %s » without its label', (text, plain) => {
  expect(unlabelled(text)).toBe(plain);
});

describe('by the cell of an export', () => {
  const rowFile = (tab: string, row: number) => (tab === 'Demandes' ? (FILES[row - 2]?.reference ?? null) : null);
  const at = Date.parse('2018-11-05T10:00:00.400Z');
  const comment = { author: 'Anne', text: 'Favorable', at };
  const exported = { tab: 'Demandes', row: 2, author: 'Anne', text: 'Favorable ', at: at - 400 };

  test('author, text and second together find one', () => {
    expect(tieByCell(comment, [exported], rowFile)).toEqual({ kind: 'tied', file: 'DEM-2018-001', by: 'cell' });
  });

  test.each([
    ['another author', [{ ...exported, author: 'Annie' }]],
    ['another text', [{ ...exported, text: 'Favorable !' }]],
    ['another second', [{ ...exported, at: at + 1_000 }]],
    ['a tab without files', [{ ...exported, tab: 'Budget' }]],
    ['two rows', [exported, { ...exported, row: 3 }]],
    ['nothing', []],
  ])('%s ties nothing', (_what, found) => {
    expect(tieByCell(comment, found, rowFile).kind).not.toBe('tied');
  });
});

test('the cells of comments are read in an export, replies and resolved threads told apart', () => {
  const bench = new CommentsBench();
  const first = bench.add(2, 'Un <avis> & "deux"\nlignes');
  bench.add(4, 'Réservé', BRUNO);
  bench.comments.reply(first, 'Une réponse', BRUNO);
  bench.comments.resolve(first, ANNE);
  const bytes = bench.drive().Files.export(bench.file.id, XLSX, { alt: 'media' }).getBytes();
  expect(exportedComments(bytes)).toEqual([
    { tab: 'Feuille 1', row: 2, author: ANNE.displayName, text: 'Un <avis> & "deux"\nlignes', at: expect.any(Number) },
    { tab: 'Feuille 1', row: 4, author: BRUNO.displayName, text: 'Réservé', at: expect.any(Number) },
  ]);
});

test('an export that is none, or that has no comment, has no comments', () => {
  const bench = new CommentsBench();
  const bytes = bench.drive().Files.export(bench.file.id, XLSX, { alt: 'media' }).getBytes();
  expect(exportedComments(bytes)).toEqual([]);
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  expect(exportedComments([1, 2, 3])).toEqual([]);
  warn.mockRestore();
});

test.each([
  ['Écrire à a.b@ville.example.', 'Écrire à [coordonnée retirée].'],
  ['Tél. 04 76 00 00 00 ou +33 6 12 34 56 78', 'Tél. [coordonnée retirée] ou [coordonnée retirée]'],
  ['Voir Amélie Roux', 'Voir [coordonnée retirée]'],
  ['12 000 habitants, 2018-2020, 1 234 567 890 €', '12 000 habitants, 2018-2020, 1 234 567 890 €'],
])('« %s » without contact details', (text, plain) => {
  expect(withoutContactDetails(text, ['Amélie Roux', 'Roux'])).toBe(plain);
});

test('no address is left between any words', () => {
  const word = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
  fc.assert(
    fc.property(fc.array(word), word, word, fc.array(word), (before, name, host, after) => {
      const address = `${name}@${host}.example`;
      const text = [...before, address, ...after].join(' ');
      expect(withoutContactDetails(text)).not.toContain('@');
    }),
  );
});

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
