/**
 * Charts over a tab as scripts hold them: what a builder gathers, what stands in the tab, and the enumerations of Charts.
 * A chart that was built is a copy: the tab changes only by insertChart and updateChart. Drawing is local/charts.
 */
import type { ChartDocument, ChartOption, SheetArea } from '../../engine/document';
import { sameArea } from '../../engine/grid-area';
import { ScriptError, ServiceObject } from '../../kernel/contract';
import { enumeration } from '../../kernel/enumeration';
import { mismatch, rangePlace, type SheetPlace, type SheetsSession, text, whole } from './session';

const CHART_TYPES = [
  'TIMELINE',
  'AREA',
  'BAR',
  'BUBBLE',
  'CANDLESTICK',
  'COLUMN',
  'COMBO',
  'GAUGE',
  'GEO',
  'HISTOGRAM',
  'RADAR',
  'LINE',
  'ORG',
  'PIE',
  'SCATTER',
  'SPARKLINE',
  'STEPPED_AREA',
  'TABLE',
  'TREEMAP',
  'WATERFALL',
] as const;
const MERGE_STRATEGIES = ['MERGE_COLUMNS', 'MERGE_ROWS'] as const;

const ChartType = enumeration('ChartType', CHART_TYPES);
const ChartMergeStrategy = enumeration('ChartMergeStrategy', MERGE_STRATEGIES);

/** The global Charts: its enumerations. Charts outside a spreadsheet are not provided. */
export class Charts extends ServiceObject {
  get ChartType() {
    return ChartType;
  }

  get ChartMergeStrategy() {
    return ChartMergeStrategy;
  }

  override toString(): string {
    return 'Charts';
  }
}

/** A chart of a builder has no number yet, and may lack a place. */
export type BuiltChart = Omit<ChartDocument, 'chartId' | 'anchor'> & {
  chartId: number | null;
  anchor: ChartDocument['anchor'] | null;
};

const charts = new WeakMap<ServiceObject, { place: SheetPlace; chart: BuiltChart }>();

/** The chart that a script hands over for a tab of that spreadsheet; throws Google's sentence on anything else. */
export function builtChart(value: unknown, bookId: string, method: string): BuiltChart {
  const held = value instanceof EmbeddedChart ? charts.get(value) : undefined;
  if (held === undefined || held.place.bookId !== bookId) throw mismatch([value], method);
  return held.chart;
}

/** A built chart as the tab keeps it; refused without a place and a range, which Google's own examples always give. */
export function placedChart({ anchor, ...chart }: BuiltChart): Omit<ChartDocument, 'chartId'> {
  if (anchor === null) throw new ScriptError('The chart has no position: call setPosition before build.');
  if (chart.ranges.length === 0) throw new ScriptError('The chart has no range: call addRange before build.');
  return structuredClone({ ...chart, anchor });
}

/** A builder for a new chart. Google starts from a column chart. */
export function newChart(session: SheetsSession, place: SheetPlace): EmbeddedChartBuilder {
  return new EmbeddedChartBuilder(session, place, {
    chartId: null,
    type: 'COLUMN',
    ranges: [],
    numHeaders: null,
    transposed: false,
    mergeStrategy: 'MERGE_COLUMNS',
    options: {},
    anchor: null,
  });
}

export class EmbeddedChart extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #place: SheetPlace;
  readonly #chart: BuiltChart;

  constructor(session: SheetsSession, place: SheetPlace, chart: BuiltChart) {
    super();
    this.#session = session;
    this.#place = place;
    this.#chart = chart;
    charts.set(this, { place, chart });
  }

  /** Null until the chart stands in a spreadsheet. */
  getChartId(): number | null {
    return this.#chart.chartId;
  }

  getRanges(): ServiceObject[] {
    return rangesOf(this.#session, this.#place, this.#chart);
  }

  getOptions(): ChartOptions {
    return new ChartOptions(this.#chart.options);
  }

  getContainerInfo(): ContainerInfo {
    return new ContainerInfo(this.#chart.anchor);
  }

  getNumHeaders(): number {
    return this.#chart.numHeaders ?? -1;
  }

  getMergeStrategy() {
    return ChartMergeStrategy[this.#chart.mergeStrategy];
  }

  getTransposeRowsAndColumns(): boolean {
    return this.#chart.transposed;
  }

  /** A builder that starts from this chart; `Sheet.updateChart` with what it builds changes the tab. */
  modify(): EmbeddedChartBuilder {
    return new EmbeddedChartBuilder(this.#session, this.#place, structuredClone(this.#chart));
  }

  override toString(): string {
    return 'EmbeddedChart';
  }
}

export class EmbeddedChartBuilder extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #place: SheetPlace;
  readonly #chart: BuiltChart;

  constructor(session: SheetsSession, place: SheetPlace, chart: BuiltChart) {
    super();
    this.#session = session;
    this.#place = place;
    this.#chart = chart;
  }

  getChartType() {
    const type = CHART_TYPES.find(name => name === this.#chart.type);
    return ChartType[type ?? 'COLUMN'];
  }

  setChartType(type: unknown): this {
    const name = CHART_TYPES.find(known => ChartType[known] === type);
    if (name === undefined) throw mismatch([type], 'EmbeddedChartBuilder.setChartType');
    this.#chart.type = name;
    return this;
  }

  getRanges(): ServiceObject[] {
    return rangesOf(this.#session, this.#place, this.#chart);
  }

  /** A range that the chart has already is not added again. */
  addRange(range: unknown): this {
    const added = this.#rangeArea(range, 'addRange');
    if (!this.#chart.ranges.some(known => sameRange(known, added))) this.#chart.ranges.push(added);
    return this;
  }

  removeRange(range: unknown): this {
    const removed = this.#rangeArea(range, 'removeRange');
    this.#chart.ranges = this.#chart.ranges.filter(known => !sameRange(known, removed));
    return this;
  }

  clearRanges(): this {
    this.#chart.ranges = [];
    return this;
  }

  getContainer(): ContainerInfo {
    return new ContainerInfo(this.#chart.anchor);
  }

  /** Row and column of the cell under the upper left corner, from 1, and pixels from there. */
  setPosition(row: unknown, column: unknown, offsetX: unknown, offsetY: unknown): this {
    const method = 'EmbeddedChartBuilder.setPosition';
    const anchor = { row: whole(row, method), column: whole(column, method) };
    this.#session.within(this.#place, { ...anchor, rows: 1, columns: 1 });
    this.#chart.anchor = { ...anchor, offsetX: whole(offsetX, method), offsetY: whole(offsetY, method) };
    return this;
  }

  /** An option by its path (`legend.position`), or a group of them as an object or a list. */
  setOption(option: unknown, value: unknown): this {
    const path = text(option, 'EmbeddedChartBuilder.setOption');
    const { options } = this.#chart;
    for (const known of Object.keys(options)) {
      if (known === path || known.startsWith(`${path}.`)) delete options[known];
    }
    for (const [leaf, one] of leaves(path, value)) options[leaf] = one;
    return this;
  }

  setNumHeaders(headers: unknown): this {
    const count = whole(headers, 'EmbeddedChartBuilder.setNumHeaders');
    this.#chart.numHeaders = count < 0 ? null : count;
    return this;
  }

  setMergeStrategy(strategy: unknown): this {
    const name = MERGE_STRATEGIES.find(known => ChartMergeStrategy[known] === strategy);
    if (name === undefined) throw mismatch([strategy], 'EmbeddedChartBuilder.setMergeStrategy');
    this.#chart.mergeStrategy = name;
    return this;
  }

  setTransposeRowsAndColumns(transpose: unknown): this {
    if (typeof transpose !== 'boolean') throw mismatch([transpose], 'EmbeddedChartBuilder.setTransposeRowsAndColumns');
    this.#chart.transposed = transpose;
    return this;
  }

  build(): EmbeddedChart {
    return new EmbeddedChart(this.#session, this.#place, structuredClone(this.#chart));
  }

  override toString(): string {
    return 'EmbeddedChartBuilder';
  }

  #rangeArea(range: unknown, method: string): SheetArea {
    const { bookId, sheetId, area } = rangePlace(range, `EmbeddedChartBuilder.${method}`);
    if (bookId !== this.#place.bookId) throw new ScriptError('The range of a chart must be of the same spreadsheet.');
    return { sheetId, ...area };
  }
}

/** Where a chart stands. */
export class ContainerInfo extends ServiceObject {
  readonly #anchor: ChartDocument['anchor'];

  constructor(anchor: ChartDocument['anchor'] | null) {
    super();
    this.#anchor = anchor ?? { row: 1, column: 1, offsetX: 0, offsetY: 0 };
  }

  getAnchorRow(): number {
    return this.#anchor.row;
  }

  getAnchorColumn(): number {
    return this.#anchor.column;
  }

  getOffsetX(): number {
    return this.#anchor.offsetX;
  }

  getOffsetY(): number {
    return this.#anchor.offsetY;
  }
}

/** The options of a chart, read by path. */
export class ChartOptions extends ServiceObject {
  readonly #options: Record<string, ChartOption>;

  constructor(options: Record<string, ChartOption>) {
    super();
    this.#options = options;
  }

  /** Null when it was not set. */
  get(option: unknown): ChartOption {
    return this.#options[text(option, 'ChartOptions.get')] ?? null;
  }
}

function rangesOf(session: SheetsSession, { bookId }: SheetPlace, { ranges }: BuiltChart): ServiceObject[] {
  return ranges.map(({ sheetId, ...area }) => session.make.range({ bookId, sheetId, area }));
}

function sameRange(a: SheetArea, b: SheetArea): boolean {
  return a.sheetId === b.sheetId && sameArea(a, b);
}

/** The single values inside an option, each with its path. */
function leaves(path: string, value: unknown): [string, ChartOption][] {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return [[path, value]];
  if (typeof value !== 'object') throw mismatch([path, value], 'EmbeddedChartBuilder.setOption');
  return Object.entries(value).flatMap(([key, inner]) => leaves(`${path}.${key}`, inner));
}
