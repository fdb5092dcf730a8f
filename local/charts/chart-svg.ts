/** A chart drawn as SVG text without a browser, in French formats, with its title and its numbers for screen readers. */
import { BarChart, type BarSeriesOption, LineChart, type LineSeriesOption, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { displayText } from '../engine/display';
import type { ChartDocument } from '../engine/document';
import { AUTOMATIC_FORMAT } from '../engine/entry';
import type { Workbook } from '../engine/workbook';
import { readableColours, textColourOn } from './chart-colours';
import { type ChartCells, type ChartData, chartCells, chartData, chartTable } from './chart-data';

type EchartsOption = Parameters<ReturnType<typeof init>['setOption']>[0];

/** A chart ready to be shown over its tab. */
export interface ChartPicture {
  readonly chartId: number;
  readonly title: string;
  /** What it shows, in one sentence or two: what the SVG says to a screen reader. */
  readonly description: string;
  readonly svg: string;
  /** The same numbers as texts: headers, then one row a category. */
  readonly table: string[][];
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly anchor: ChartDocument['anchor'];
}

/** Google's size of a chart that was given none, in pixels. */
const DEFAULT_SIZE = { width: 600, height: 371 };
const LIMITS = { smallest: 80, largest: 2000 };
const FONT = 'Roboto, Arial, sans-serif';
const INK = '#1f1f1f';
const QUIET_INK = '#444746';
const LINES = '#c4c7c5';
const BAR_WIDTH = 68;
/** Pixels of a character and of a line of the labels in bars, a little more than what they take. */
const LABEL = { character: 6.6, line: 15 };
/** About what axes, names and margins leave free for the bars, in pixels. */
const AROUND = { width: 200, height: 130 };
/** Lines are told apart by their marks too. */
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];
const MAX_LABEL = 28;
/** What a mark of an axis takes with its amount and some air, in pixels. */
const MARK_WIDTH = 90;
const SPOKEN_NUMBERS = 24;

const wording = {
  untitled: 'Graphique sans titre',
  empty: 'Aucun montant à montrer pour le moment',
  kinds: { BAR: 'Barres', COLUMN: 'Colonnes', LINE: 'Courbes', AREA: 'Aires', PIE: 'Secteurs' },
  otherKind: 'Graphique',
  described: (kind: string, numbers: readonly string[], left: number) =>
    `${kind}. ${numbers.join(' ; ')}${left > 0 ? ` ; et ${left} autres valeurs` : ''}.`,
  described0: (kind: string) => `${kind}. ${wording.empty}.`,
  number: (category: string, series: string, value: string) =>
    [category, series].filter(part => part !== '').join(', ') + (category + series === '' ? value : ` : ${value}`),
} as const;

let ready = false;

/** The picture of a chart with the values that its ranges hold now. */
export function chartPicture(book: Workbook, chart: ChartDocument): ChartPicture {
  const cells = chartCells(book, chart);
  const data = chartData(chart, cells);
  return {
    chartId: chart.chartId,
    title: titleOf(chart),
    description: describe(chart, data),
    svg: chartSvg(chart, cells),
    table: chartTable(data),
    ...sizeOf(chart),
    anchor: { ...chart.anchor },
  };
}

/** The SVG text; the same chart and the same values always give the same text. No script, no reference outside. */
export function chartSvg(chart: ChartDocument, cells: readonly ChartCells[]): string {
  if (!ready) {
    use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);
    ready = true;
  }
  const data = chartData(chart, cells);
  const size = sizeOf(chart);
  const canvas = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    canvas.setOption({ ...frame(chart, data), ...drawing(chart, data, size) });
    return accessible(canvas.renderToSVGString(), chart, data);
  } finally {
    canvas.dispose();
  }
}

/** The chart's own title, '' when it has none. */
function titleOf({ options }: ChartDocument): string {
  return textOption(options.title);
}

function describe({ type }: ChartDocument, { categories, series, format }: ChartData): string {
  const kind = (wording.kinds as Readonly<Record<string, string>>)[type] ?? wording.otherKind;
  const numbers = series.flatMap(({ name, values }) =>
    values.flatMap((value, index) =>
      value === null ? [] : [wording.number(categories[index] ?? '', name, displayText(value, format))],
    ),
  );
  if (isEmpty({ series })) return wording.described0(kind);
  return wording.described(kind, numbers.slice(0, SPOKEN_NUMBERS), numbers.length - SPOKEN_NUMBERS);
}

function sizeOf({ options }: ChartDocument): { width: number; height: number } {
  const within = (value: unknown, usual: number) =>
    typeof value === 'number' && Number.isFinite(value)
      ? Math.min(LIMITS.largest, Math.max(LIMITS.smallest, Math.round(value)))
      : usual;
  return { width: within(options.width, DEFAULT_SIZE.width), height: within(options.height, DEFAULT_SIZE.height) };
}

function frame(chart: ChartDocument, data: ChartData): EchartsOption {
  const title = titleOf(chart);
  const shown = isEmpty(data) ? [title, wording.empty].filter(part => part !== '') : [title];
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: FONT, color: INK },
    title: {
      show: shown.join('') !== '',
      text: shown[0] ?? '',
      subtext: shown[1] ?? '',
      left: 12,
      top: 10,
      textStyle: { fontFamily: FONT, fontSize: 16, fontWeight: 'bold', color: INK },
      subtextStyle: { fontFamily: FONT, fontSize: 13, color: QUIET_INK },
    },
  };
}

function isEmpty({ series }: Pick<ChartData, 'series'>): boolean {
  return series.every(({ values }) => values.every(value => value === null || value === 0));
}

function drawing(chart: ChartDocument, data: ChartData, size: { width: number; height: number }): EchartsOption {
  if (isEmpty(data)) return {};
  return chart.type === 'PIE' ? pie(chart, data, size) : bars(chart, data, size);
}

/** Bars, columns, lines and areas; any other kind of Google's is drawn as columns, which say the same numbers. */
function bars(chart: ChartDocument, data: ChartData, size: { width: number; height: number }): EchartsOption {
  const { categories, series, format } = data;
  const colours = readableColours(chosenColours(chart), series.length);
  const isStacked = ![undefined, null, false, 'false', 'none'].includes(chart.options.isStacked as never);
  const lying = chart.type === 'BAR';
  const isLine = chart.type === 'LINE' || chart.type === 'AREA';
  // A row of the legend says the number itself when there is but one category: nobody has to guess it from a length.
  const legendText = new Map(
    series.map(({ name, values }, index) => [
      seriesKey(index),
      [name, categories.length === 1 ? displayText(values[0] ?? null, format) : ''].filter(Boolean).join(' : '),
    ]),
  );
  const category = {
    type: 'category' as const,
    data: categories.map(shortened),
    inverse: lying,
    axisLabel: { color: INK, fontSize: 12, interval: 0, width: lying ? 150 : 110, overflow: 'break' as const },
    axisLine: { lineStyle: { color: QUIET_INK } },
    axisTick: { show: false },
  };
  const numbers = {
    type: 'value' as const,
    axisLabel: {
      color: QUIET_INK,
      fontSize: 11,
      hideOverlap: true,
      formatter: (value: number) => roundText(value, format),
    },
    splitLine: { lineStyle: { color: LINES } },
    // As many marks as their amounts have room for, one beside the other.
    splitNumber: lying ? Math.max(1, Math.min(4, Math.floor((size.width - AROUND.width) / MARK_WIDTH))) : 4,
  };
  const fits = isStacked && !isLine ? stackedLabels(data, lying, size) : () => true;
  const hasLegend = legendPosition(chart) !== 'none' && (series.length > 1 || (series[0]?.name ?? '') !== '');
  const bottom = hasLegend ? 30 + 22 * Math.ceil(series.length / 3) : 16;
  return {
    color: colours,
    grid: {
      left: 16,
      right: 36,
      top: titleOf(chart) === '' ? 24 : 52,
      bottom,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: lying ? numbers : category,
    yAxis: lying ? category : numbers,
    legend: legend(hasLegend, name => legendText.get(name) ?? name),
    series: series.map(({ values }, index): BarSeriesOption | LineSeriesOption => {
      const colour = colours[index] ?? INK;
      const label = {
        show: true,
        color: isStacked && !isLine ? textColourOn(colour) : INK,
        fontSize: 11,
        formatter: ({ value }: { value: unknown }) =>
          typeof value === 'number' && value !== 0 && fits(value) ? roundText(value, format) : '',
      };
      const common = { name: seriesKey(index), data: [...values], ...(isStacked ? { stack: 'whole' } : {}) };
      if (isLine)
        return {
          ...common,
          type: 'line',
          label: { ...label, position: 'top' },
          symbol: SYMBOLS[index % SYMBOLS.length] ?? 'circle',
          symbolSize: 8,
          ...(chart.type === 'AREA' ? { areaStyle: { opacity: 0.25 } } : {}),
        };
      return {
        ...common,
        type: 'bar',
        barMaxWidth: BAR_WIDTH,
        // White between the parts of a stack: they are told apart without their colours.
        itemStyle: { borderColor: '#ffffff', borderWidth: 1 },
        label: { ...label, position: isStacked ? 'inside' : lying ? 'right' : 'top' },
        labelLayout: { hideOverlap: true },
      };
    }),
  };
}

/** Whether the number of a part fits inside it; the legend or the table says those that do not. */
function stackedLabels(
  { categories, series, format }: ChartData,
  lying: boolean,
  size: { width: number; height: number },
): (value: number) => boolean {
  const totals = categories.map((_, at) => series.reduce((sum, { values }) => sum + Math.max(0, values[at] ?? 0), 0));
  const longest = Math.max(...totals, 0);
  const length = lying ? size.width - AROUND.width : size.height - AROUND.height;
  return value => {
    const part = longest === 0 ? 0 : (Math.abs(value) / longest) * length;
    const width = roundText(value, format).length * LABEL.character;
    return lying ? width <= part : part >= LABEL.line && width <= BAR_WIDTH;
  };
}

/** Shares of a whole: each one's name, number and share stand beside it. */
function pie(chart: ChartDocument, data: ChartData, size: { width: number; height: number }): EchartsOption {
  const { categories, series, format } = data;
  const values = series[0]?.values ?? [];
  const total = values.reduce<number>((sum, value) => sum + Math.max(0, value ?? 0), 0);
  const slices = categories
    .map((category, index) => ({ category, value: values[index] ?? 0 }))
    .filter(({ value }) => value > 0);
  const colours = readableColours(chosenColours(chart), slices.length);
  const hole = typeof chart.options.pieHole === 'number' ? Math.min(0.9, Math.max(0, chart.options.pieHole)) : 0;
  const radius = Math.max(20, Math.min(size.width * 0.22, (size.height - 90) / 2));
  return {
    color: colours,
    legend: legend(false, name => name),
    series: [
      {
        type: 'pie',
        radius: [radius * hole, radius],
        center: ['50%', '56%'],
        itemStyle: { borderColor: '#ffffff', borderWidth: 2 },
        labelLine: { lineStyle: { color: QUIET_INK } },
        label: {
          color: INK,
          fontSize: 12,
          lineHeight: 16,
          overflow: 'none',
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const slice = slices[dataIndex];
            if (slice === undefined) return '';
            const share = displayText(slice.value / total, '0\\ %');
            return `${shortened(slice.category)}\n${roundText(slice.value, format)} (${share})`;
          },
        },
        data: slices.map(({ value }, index) => ({ name: seriesKey(index), value })),
      },
    ],
  };
}

function legend(show: boolean, formatter: (name: string) => string) {
  return {
    show,
    bottom: 8,
    left: 'center' as const,
    itemWidth: 16,
    itemHeight: 12,
    textStyle: { color: INK, fontSize: 12 },
    formatter: (name: string) => shortened(formatter(name)),
  };
}

/** Series may share a name: inside the drawing each has its own. */
function seriesKey(index: number): string {
  return `s${index}`;
}

function legendPosition({ options }: ChartDocument): string {
  return textOption(options['legend.position'] ?? options.legend).toLowerCase();
}

/** The colours that the chart was given, by series. */
function chosenColours({ options }: ChartDocument): string[] {
  const colours: string[] = [];
  for (const [path, value] of Object.entries(options)) {
    const index = /^colors\.(\d{1,3})$/.exec(path)?.[1] ?? /^series\.(\d{1,3})\.color$/.exec(path)?.[1];
    if (index !== undefined) colours[Number(index)] = textOption(value);
  }
  return Array.from(colours, colour => colour ?? '');
}

/** A number as the tab shows it, without its decimals when they are all zeros. */
function roundText(value: number, format: string): string {
  const whole = Number.isInteger(value) ? format.replace(/\.0+/, '') : format;
  return format === AUTOMATIC_FORMAT ? displayText(value, '#,##0.##').replace(/,$/, '') : displayText(value, whole);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= MAX_LABEL * 2 ? line : `${characters.slice(0, MAX_LABEL * 2 - 1).join('')}…`;
}

function textOption(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * Names the picture and says its numbers; ids are the chart's own, so that several pictures stand in one page. What
 * echarts adds for the mouse is left out: the picture does nothing. Quotes of labels are escaped, so none is taken for markup.
 */
function accessible(svg: string, chart: ChartDocument, data: ChartData): string {
  const own = `chart-${chart.chartId}`;
  const opening = /^<svg\b[^>]*>/.exec(svg)?.[0];
  if (opening === undefined) throw new Error('echarts no longer gives SVG text.');
  const root = `${opening.slice(0, -1)} role="img" lang="fr" aria-labelledby="${own}-title ${own}-desc">`;
  const title = `<title id="${own}-title">${escaped(titleOf(chart) || wording.untitled)}</title>`;
  const description = `<desc id="${own}-desc">${escaped(describe(chart, data))}</desc>`;
  const picture = svg
    .slice(opening.length)
    .replace(/<style\b[\s\S]*?<\/style>\s*/g, '')
    .replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/(\bid="|\burl\(#)zr\d+-/g, `$1${own}-`);
  return root + title + description + picture;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text between tags; characters that XML cannot hold are left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, character => ENTITIES[character] ?? '');
}
