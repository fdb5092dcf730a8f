/** The opinions of a member's answer: one line a file, above the quoted text. */
import fc from 'fast-check';
import { readOpinionLines } from '../../src/mail/opinion-lines';
import { cutQuotedText } from '../../src/mail/quoted-text';

const read = (text: string) => readOpinionLines(cutQuotedText(text));

describe('lines of opinion', () => {
  test.each([
    ['DEM-2018-001 : favorable', [['DEM-2018-001', 'favorable']]],
    ['dem-2018-001: Défavorable, trop cher', [['DEM-2018-001', 'défavorable']]],
    ['DEM‑2018‑001 – réservé', [['DEM-2018-001', 'réservé']]],
    ['• DEM-2018-001 = sans avis', [['DEM-2018-001', 'sans avis']]],
    [
      'DEM-2018-001 favorable\nDEM-2018-002 : non favorable',
      [
        ['DEM-2018-001', 'favorable'],
        ['DEM-2018-002', 'défavorable'],
      ],
    ],
    ['DEM-2018-001 : favorable sous\nréserve du budget', [['DEM-2018-001', 'réservé']]],
    ['DEM-2018-001 :\nfavorable', [['DEM-2018-001', 'favorable']]],
    ['DEM-2018-001 : favorable\n\nJe suis défavorable à la hausse des prix.', [['DEM-2018-001', 'favorable']]],
    ['DEM-2018-001 : favorable\n-- \nAnne', [['DEM-2018-001', 'favorable']]],
    ['DEM-2018-001 : \nDEM-2018-002 : favorable', [['DEM-2018-002', 'favorable']]],
    ['DEM-2018-001 : …', []],
    ['DEM-2018-001 : bof', [['DEM-2018-001', null]]],
    ['DEM-2018-001 : favorable\nDEM-2018-001 : défavorable', [['DEM-2018-001', null]]],
    ['DEM-2018-001 : comme DEM-2018-002, favorable', [['DEM-2018-001', null]]],
    [
      'DEM-2018-001 : favorable\nLe 12/11/2018 à 10:00, CUF <cuf@cuf.example> a écrit :\n> DEM-2018-002 : favorable',
      [['DEM-2018-001', 'favorable']],
    ],
    ['Bonjour, tout va bien', []],
  ])('%j', (text, lines) => {
    expect(read(text).map(({ subject, opinion }) => [subject, opinion])).toEqual(lines);
  });

  test('hostile bytes give lines or nothing, each file once, never an error', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('DEM-2018-001', ' : ', 'favorable', '\n', 'pas ', '> ', '-'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
        const subjects = read(pieces.join('')).map(({ subject }) => subject);
        expect(new Set(subjects).size).toBe(subjects.length);
      }),
    );
  });

  test('a long text made to be slow is read whole within the limits', () => {
    expect(read(`DEM-2018-001 : ${'pas '.repeat(200_000)}`)).toHaveLength(1);
    expect(read(`${'DEM-2018-001 '.repeat(50_000)}`)).toHaveLength(1);
    expect(read('-'.repeat(1_000_000))).toEqual([]);
  });
});
