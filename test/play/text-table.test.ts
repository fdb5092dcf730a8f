// Text for a terminal: what a reader sees is aligned and fits.
import * as fc from 'fast-check';
import { displayWidth, shorten, textTable, wrap } from '../../local/play/text-table';

describe('the width of a text', () => {
  it.each([
    ['', 0],
    ['Échirolles', 10],
    ['E\u0301chirolles', 10],
    ['1\u202f234,57 €', 10],
    ['🌍', 2],
    ['👩‍👧', 2],
    ['日本', 4],
    ['\u001b[1mgras\u001b[0m', 4],
    ['zéro\u200Blargeur', 11],
  ])('%j takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('a text cut to a width', () => {
  it.each([
    ['Grenoble', 8, 'Grenoble'],
    ['Grenoble', 7, 'Grenob…'],
    ['La ville', 4, 'La…'],
    ['🌍🌍🌍', 4, '🌍…'],
  ])('%j in %i columns is %j', (text, width, cut) => {
    expect(shorten(text, width)).toBe(cut);
  });

  it('never takes more than its width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, width) => {
        expect(displayWidth(shorten(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('a table', () => {
  const columns = [
    { title: 'Référence' },
    { title: 'Besoin', shrinksTo: 6 },
    { title: 'Montant', align: 'right' },
  ] as const;

  it('aligns its columns, numbers at the right', () => {
    expect(
      textTable(
        columns,
        [
          ['DEM-2018-001', 'É', '12 000 €'],
          ['DEM-2018-002', 'Eau', '9 €'],
        ],
        120,
      ),
    ).toEqual([
      'Référence     Besoin   Montant',
      '────────────  ──────  ────────',
      'DEM-2018-001  É       12 000 €',
      'DEM-2018-002  Eau          9 €',
    ]);
  });

  it('cuts the columns that may shrink until it fits', () => {
    const lines = textTable(columns, [['DEM-2018-001', 'Une stratégie internationale', '12 000 €']], 36);
    expect(lines.at(-1)).toBe('DEM-2018-001  Une stratég…  12 000 €');
    expect(lines.every(line => displayWidth(line) <= 36)).toBe(true);
  });

  it('keeps a cell of several lines on one', () => {
    expect(textTable([{ title: 'A' }], [['x\ny']], 20).at(-1)).toBe('x / y');
  });
});

describe('a wrapped text', () => {
  it('keeps a sign for its first line', () => {
    expect(wrap('un deux trois', 9, '› ', '  ')).toEqual(['› un deux', '  trois']);
  });

  it('breaks between words and repeats its indent', () => {
    expect(wrap('un deux trois', 9, '  ')).toEqual(['  un deux', '  trois']);
  });
});
