/** Charts as pictures: what is drawn, in French, readable by everybody, and harmless whatever the labels say. */
import * as fc from 'fast-check';
import { contrast, DEFAULT_COLOURS, readableColours, textColourOn } from '../../local/charts/chart-colours';
import { type ChartCells, chartData, chartTable } from '../../local/charts/chart-data';
import { chartPicture, chartSvg } from '../../local/charts/chart-svg';
import { displayText } from '../../local/engine/display';
import type { ChartDocument, ChartOption } from '../../local/engine/document';
import { fill, memoryBook, tab } from './memory-book';

const EUROS = '#,##0.00\\ "€"';
const HOSTILE = '</svg><script>alert(1)</script>';

/** Cells of one range: texts and amounts in euros. */
const cells = (...lines: (string | number | null)[][]): ChartCells =>
  lines.map(line =>
    line.map(value => {
      const format = typeof value === 'number' ? EUROS : 'General';
      return { value, shown: displayText(value, format), format };
    }),
  );

function chart(
  type: string,
  options: Record<string, ChartOption> = {},
  more: Partial<ChartDocument> = {},
): ChartDocument {
  return {
    chartId: 7,
    type,
    ranges: [],
    numHeaders: 1,
    transposed: false,
    mergeStrategy: 'MERGE_COLUMNS',
    options: { useFirstColumnAsDomain: true, ...options },
    anchor: { row: 1, column: 1, offsetX: 0, offsetY: 0 },
    ...more,
  };
}

const SPLIT = cells(
  ["Type d'appui", 'Réservé', 'Engagé'],
  ['Stratégie', 12000, 5000.5],
  ['Montage', 0, 20000],
  ['Évaluation', null, 0],
);

const DRAWN = ['svg', 'title', 'desc', 'rect', 'path', 'text', 'g', 'defs', 'clipPath', 'polyline', 'polygon'];
const strangeTags = (svg: string) =>
  [...svg.matchAll(/<([A-Za-z]+)/g)].map(([, tag = '']) => tag).filter(tag => !DRAWN.includes(tag));
const textsOf = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text = '']) => text.replace(/\s|&nbsp;/g, ' '));

describe('what a chart reads', () => {
  test('headers name the series, the first column the categories, blanks are no numbers', () => {
    expect(chartData(chart('COLUMN'), [SPLIT])).toEqual({
      about: "Type d'appui",
      categories: ['Stratégie', 'Montage', 'Évaluation'],
      series: [
        { name: 'Réservé', values: [12000, 0, null] },
        { name: 'Engagé', values: [5000.5, 20000, 0] },
      ],
      format: EUROS,
    });
  });

  test.each([
    ['ranges stand side by side', 'MERGE_COLUMNS', [cells(['', 'A'], ['x', 1]), cells(['B'], [2])], ['A', 'B']],
    ['ranges stand one under the other', 'MERGE_ROWS', [cells(['', 'A'], ['x', 1]), cells(['y', 2])], ['A']],
  ] as const)('%s by %s', (_what, mergeStrategy, ranges, names) => {
    const { series } = chartData(chart('BAR', {}, { mergeStrategy }), ranges);
    expect(series.map(({ name }) => name)).toEqual(names);
  });

  test('rows and columns change places when they are transposed', () => {
    const { categories, series } = chartData(chart('BAR', {}, { transposed: true }), [
      cells(['', 'x', 'y'], ['A', 1, 2]),
    ]);
    expect([categories, series]).toEqual([['x', 'y'], [{ name: 'A', values: [1, 2] }]]);
  });

  test('headers and categories are found when nobody says where they are', () => {
    const guessed = chart('BAR', { useFirstColumnAsDomain: null }, { numHeaders: null });
    expect(chartData(guessed, [cells(['Nom', 'Nombre'], ['x', 1])])).toMatchObject({
      categories: ['x'],
      series: [{ name: 'Nombre' }],
    });
    expect(chartData(guessed, [cells([1], [2])])).toMatchObject({ categories: ['1', '2'], series: [{ name: '' }] });
  });

  test('rows without a name and without a number are left out', () => {
    expect(chartData(chart('PIE'), [cells(['', 'A'], ['x', 1], ['', ''], [null, null])]).categories).toEqual(['x']);
  });

  test('the table says the same numbers as the tab shows them', () => {
    expect(chartTable(chartData(chart('COLUMN'), [SPLIT]))).toEqual([
      ["Type d'appui", 'Réservé', 'Engagé'],
      ['Stratégie', '12\u00a0000,00 €', '5\u00a0000,50 €'],
      ['Montage', '0,00 €', '20\u00a0000,00 €'],
      ['Évaluation', '', '0,00 €'],
    ]);
  });
});

describe('the picture', () => {
  test.each(['BAR', 'COLUMN', 'LINE', 'AREA', 'PIE', 'GAUGE'])(
    'of a %s chart has its title, and its numbers in words',
    type => {
      const svg = chartSvg(chart(type, { title: 'Par type d’appui', isStacked: true }), [SPLIT]);
      expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*aria-labelledby="chart-7-title chart-7-desc"/);
      expect(svg).toContain('<title id="chart-7-title">Par type d’appui</title>');
      expect(svg).toMatch(/<desc id="chart-7-desc">[^<]*Stratégie, Réservé : 12\u00a0000,00 €/);
    },
  );

  test('is the same text for the same chart, however many were drawn before', () => {
    const once = chartSvg(chart('PIE', { title: 'x' }), [SPLIT]);
    chartSvg(chart('BAR'), [SPLIT]);
    expect(chartSvg(chart('PIE', { title: 'x' }), [SPLIT])).toBe(once);
  });

  test('has the size it was given, or Google’s, within reason', () => {
    expect(chartSvg(chart('BAR', { width: 460, height: 260 }), [SPLIT])).toMatch(/^<svg width="460" height="260"/);
    expect(chartSvg(chart('BAR'), [SPLIT])).toMatch(/^<svg width="600" height="371"/);
    expect(chartSvg(chart('BAR', { width: 1e9, height: -3 }), [SPLIT])).toMatch(/^<svg width="2000" height="80"/);
  });

  test('shows amounts in French, without decimals that are all zeros', () => {
    const texts = textsOf(chartSvg(chart('COLUMN', { isStacked: true }), [SPLIT]));
    expect(texts).toEqual(expect.arrayContaining(['12 000 €', '5 000,50 €', '20 000 €']));
  });

  test('says each number beside its colour when there is one category', () => {
    const svg = chartSvg(chart('BAR', { isStacked: true }), [
      cells(['', 'Réservé', 'Restant'], ['Enveloppe', 1000, 99000]),
    ]);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['Réservé : 1 000,00 €', 'Restant : 99 000,00 €']));
  });

  test('of a pie says name, number and share of each slice', () => {
    const texts = textsOf(chartSvg(chart('PIE'), [cells(['', 'Part'], ['AFD', 7500], ['DAECT', 2500])]));
    expect(texts).toEqual(expect.arrayContaining(['AFD', '7 500 € (75 %)', 'DAECT', '2 500 € (25 %)']));
  });

  test.each([
    ['nothing but zeros', [cells(['', 'A'], ['x', 0])]],
    ['no cell at all', []],
  ])('of %s says that there is nothing yet', (_what, ranges) => {
    const svg = chartSvg(chart('COLUMN', { title: 'Vide' }), ranges);
    expect(textsOf(svg)).toEqual(['Vide', 'Aucun montant à montrer pour le moment']);
    expect(svg).toContain('Aucun montant à montrer pour le moment.</desc>');
  });

  test('holds no script, style, link or handler, whatever the labels say', () => {
    for (const type of ['BAR', 'COLUMN', 'LINE', 'AREA', 'PIE']) {
      const svg = chartSvg(chart(type, { title: HOSTILE }), [
        cells(
          [HOSTILE, HOSTILE, '" onload="alert(1)'],
          [HOSTILE, 10, 5],
          ['" onclick="alert(1)', 3, 2],
          [']]>&lt;', 1, 1],
        ),
      ]);
      expect(strangeTags(svg)).toEqual([]);
      expect(svg).not.toMatch(/<[^>]*\s(?:on\w+|href|xlink:href|class|style="[^"]*url)=/i);
      expect(svg.match(/<\/svg>/g)).toHaveLength(1);
      expect(svg).toContain('&lt;script&gt;');
    }
  });

  test('stays one picture for any label', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), label => {
        const svg = chartSvg(chart('COLUMN', { title: label }), [cells(['', label], [label, 3], ['autre', 2])]);
        expect(strangeTags(svg)).toEqual([]);
        expect(svg.match(/<\/svg>/g)).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });

  test('of a chart in a workbook follows its cells, without the columns that are hidden', () => {
    const { book } = memoryBook();
    const sheet = tab(book);
    fill(sheet, 'A1', [
      ['Poste', 'Caché', 'Montant'],
      ['Réservé', 1, 12000],
    ]);
    sheet.document.hiddenColumns = [2];
    const drawn = chart(
      'COLUMN',
      { title: 'Budget' },
      { ranges: [{ sheetId: sheet.sheetId, row: 1, column: 1, rows: 2, columns: 3 }] },
    );
    expect(chartPicture(book, drawn)).toMatchObject({
      chartId: 7,
      title: 'Budget',
      description: 'Colonnes. Réservé, Montant : 12000.',
      table: [
        ['Poste', 'Montant'],
        ['Réservé', '12000'],
      ],
      width: 600,
      height: 371,
    });
  });
});

describe('colours', () => {
  test('the usual ones stand out from white, and texts can be read on them', () => {
    for (const colour of DEFAULT_COLOURS) {
      expect(contrast(colour, '#ffffff')).toBeGreaterThanOrEqual(3);
      expect(contrast(colour, textColourOn(colour))).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('a pale one that was chosen is darkened, a fair one is kept, what is no colour is not used', () => {
    const [pale = '', fair, usual] = readableColours(['#ffff00', '#1F4E79', 'url(#x)'], 3);
    expect(contrast(pale, '#ffffff')).toBeGreaterThanOrEqual(3);
    expect([fair, usual]).toEqual(['#1f4e79', DEFAULT_COLOURS[2]]);
  });

  test('every colour gets a text that can be read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), number => {
        const [colour = ''] = readableColours([`#${number.toString(16).padStart(6, '0')}`], 1);
        expect(contrast(colour, '#ffffff')).toBeGreaterThanOrEqual(3);
        expect(contrast(colour, textColourOn(colour))).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});
