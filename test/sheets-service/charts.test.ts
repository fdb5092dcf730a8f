/** Charts as a script meets them: building, inserting, changing, removing, and what happens to them when rows and columns move. */
import type { SpreadsheetDocument } from '../../local/engine/document';
import { Spreadsheets } from '../../local/engine/spreadsheets';
import type { ExecutionRecord } from '../../local/kernel/contract';
import { type SheetsPart, sheetsPart } from '../../local/services/spreadsheet-app';
import { OWNER, workspaceOf } from '../kernel/fake-script';
import { functions, MemoryStore } from './memory-book';

const AREA = "sheet.getRange('A1:B3')";
const CHART = `sheet.newChart().setChartType(Charts.ChartType.BAR).addRange(${AREA}).setPosition(5, 4, 10, 20)`;

/** Runs lines with the first tab as `sheet`; gives the workbook and what the last line logged as JSON. */
function run(body: string): { record: ExecutionRecord; answer: unknown; document: SpreadsheetDocument } {
  const workspace = workspaceOf(
    `function run() {
      const book = SpreadsheetApp.getActive();
      const sheet = book.getSheetByName('Feuille 1');
      ${body}
    }`,
    [sheetsPart],
  );
  const record = workspace.fire('run', { kind: 'installable', by: OWNER });
  return {
    record,
    answer: record.outcome === 'ok' ? JSON.parse(record.logs.at(-1)?.text ?? 'null') : undefined,
    document: workspace.part<SheetsPart>('sheets').bound.document,
  };
}

const show = (expression: string): string => `console.log(JSON.stringify(${expression}));`;
const chartsOf = (document: SpreadsheetDocument) => document.sheets[0]?.charts ?? [];

describe('a chart of a script', () => {
  test('stands in the tab once it is inserted, and not before', () => {
    expect(chartsOf(run(`${CHART}.build();`).document)).toEqual([]);
    expect(chartsOf(run(`sheet.insertChart(${CHART}.build());`).document)).toEqual([
      {
        chartId: 1,
        type: 'BAR',
        ranges: [{ sheetId: 0, row: 1, column: 1, rows: 3, columns: 2 }],
        numHeaders: null,
        transposed: false,
        mergeStrategy: 'MERGE_COLUMNS',
        options: {},
        anchor: { row: 5, column: 4, offsetX: 10, offsetY: 20 },
      },
    ]);
  });

  test('is read back with its ranges, place, headers and options by path', () => {
    const { answer } = run(`
      sheet.insertChart(${CHART}.setNumHeaders(1).setTransposeRowsAndColumns(true)
        .setOption('title', 'Enveloppe').setOption('legend', { position: 'bottom' }).setOption('colors', ['#112233', '#445566']).build());
      const [chart] = sheet.getCharts();
      const info = chart.getContainerInfo();
      ${show(`[
        chart.getChartId(), chart.getRanges().map(range => range.getA1Notation()), String(chart.modify().getChartType()),
        [info.getAnchorRow(), info.getAnchorColumn(), info.getOffsetX(), info.getOffsetY()],
        chart.getNumHeaders(), chart.getTransposeRowsAndColumns(), String(chart.getMergeStrategy()),
        ['title', 'legend.position', 'colors.1', 'width'].map(option => chart.getOptions().get(option)),
      ]`)}`);
    expect(answer).toEqual([
      1,
      ['A1:B3'],
      'BAR',
      [5, 4, 10, 20],
      1,
      true,
      'MERGE_COLUMNS',
      ['Enveloppe', 'bottom', '#445566', null],
    ]);
  });

  test('has no number before it is inserted, and Google’s -1 when its headers are to be guessed', () => {
    expect(
      run(`const chart = ${CHART}.build(); ${show('[chart.getChartId(), chart.getNumHeaders()]')}`).answer,
    ).toEqual([null, -1]);
  });

  test('takes a range once, and gives it up', () => {
    const { answer } = run(
      `const builder = ${CHART}; builder.addRange(${AREA}).addRange(sheet.getRange('D1:D3')).removeRange(${AREA});
       ${show('builder.getRanges().map(range => range.getA1Notation())')}`,
    );
    expect(answer).toEqual(['D1:D3']);
  });

  test('changes in the tab only by updateChart', () => {
    const { document } = run(`
      sheet.insertChart(${CHART}.setOption('title', 'Avant').build());
      const changed = sheet.getCharts()[0].modify().setOption('title', 'Après').setPosition(1, 1, 0, 0).build();
      sheet.getCharts()[0].modify().setOption('title', 'Jamais').build();
      sheet.updateChart(changed);`);
    expect(chartsOf(document)).toMatchObject([
      { chartId: 1, options: { title: 'Après' }, anchor: { row: 1, column: 1, offsetX: 0, offsetY: 0 } },
    ]);
  });

  test('an option given again replaces all that stood under it', () => {
    const { document } = run(
      `sheet.insertChart(${CHART}.setOption('colors', ['#111111', '#222222']).setOption('colors', ['#333333']).build());`,
    );
    expect(chartsOf(document)[0]?.options).toEqual({ 'colors.0': '#333333' });
  });

  test('goes by removeChart, and its number is never given again', () => {
    const { answer } = run(`
      sheet.insertChart(${CHART}.build());
      sheet.removeChart(sheet.getCharts()[0]);
      sheet.insertChart(${CHART}.build());
      ${show('sheet.getCharts().map(chart => chart.getChartId())')}`);
    expect(answer).toEqual([2]);
  });

  test.each([
    ['a chart that was never inserted cannot be removed', `sheet.removeChart(${CHART}.build());`, /not in this sheet/],
    [
      'a chart without a place is refused',
      `sheet.insertChart(sheet.newChart().addRange(${AREA}).build());`,
      /position/,
    ],
    [
      'a chart without a range is refused',
      'sheet.insertChart(sheet.newChart().setPosition(1, 1, 0, 0).build());',
      /range/,
    ],
    ['a place outside the tab is refused', `${CHART}.setPosition(2000, 1, 0, 0);`, /outside the dimensions/],
    ['a type by its name alone is refused', `sheet.newChart().setChartType('BAR');`, /setChartType/],
    ['anything but a chart is refused', 'sheet.insertChart({});', /Sheet.insertChart/],
    ['a range by its notation is refused', `sheet.newChart().addRange('A1:B3');`, /addRange/],
    ['a member that is not provided is named', 'sheet.newChart().asTableChart();', /EmbeddedChartBuilder.asTableChart/],
    ['no image is pretended', `${CHART}.build().getBlob();`, /EmbeddedChart.getBlob/],
  ])('%s', (_what, body, sentence) => {
    expect(run(body).record.error).toMatch(sentence);
  });

  test('costs one call to insert, to list, to change, to remove, and nothing to build', () => {
    const { record } = run(`
      sheet.insertChart(${CHART}.build());
      const [chart] = sheet.getCharts();
      sheet.updateChart(chart.modify().setOption('title', 'x').build());
      sheet.removeChart(chart);`);
    expect(record.calls).toEqual({
      'Sheet.getCharts': 1,
      'Sheet.insertChart': 1,
      'Sheet.removeChart': 1,
      'Sheet.updateChart': 1,
    });
  });
});

describe('when the tab changes shape', () => {
  const chartAfter = (change: string) => chartsOf(run(`sheet.insertChart(${CHART}.build()); ${change}`).document)[0];

  test.each([
    ['rows inserted above', 'sheet.insertRowsBefore(1, 2);', { row: 3, rows: 3 }, { row: 7, column: 4 }],
    ['a row inserted inside', 'sheet.insertRowAfter(2);', { row: 1, rows: 4 }, { row: 6, column: 4 }],
    ['a row deleted inside', 'sheet.deleteRow(2);', { row: 1, rows: 2 }, { row: 4, column: 4 }],
    ['columns inserted before', 'sheet.insertColumnsBefore(1, 3);', { column: 4, columns: 2 }, { row: 5, column: 7 }],
    ['the rows under the corner deleted', 'sheet.deleteRows(4, 3);', { row: 1, rows: 3 }, { row: 4, column: 4 }],
  ])('%s: ranges and place follow', (_what, change, range, anchor) => {
    expect(chartAfter(change)).toMatchObject({ ranges: [range], anchor });
  });

  test('a range whose cells are all gone is left out', () => {
    expect(chartAfter('sheet.deleteRows(1, 3);')).toMatchObject({ ranges: [] });
  });

  test('ranges of another tab follow that tab, the place does not', () => {
    const { document } = run(`
      const other = book.insertSheet('Données');
      sheet.insertChart(sheet.newChart().addRange(other.getRange('A1:B3')).setPosition(2, 2, 0, 0).build());
      other.insertRowsBefore(1, 4);`);
    expect(chartsOf(document)).toMatchObject([{ ranges: [{ row: 5 }], anchor: { row: 2, column: 2 } }]);
  });

  test('a tab that goes takes its ranges and its own charts along', () => {
    const { document } = run(`
      const other = book.insertSheet('Données');
      sheet.insertChart(sheet.newChart().addRange(other.getRange('A1:B3')).addRange(${AREA}).setPosition(2, 2, 0, 0).build());
      book.deleteSheet(other);`);
    expect(chartsOf(document)).toMatchObject([{ ranges: [{ sheetId: 0 }] }]);
  });
});

test('a workbook stored before charts existed opens, and takes some', () => {
  const store = new MemoryStore();
  const clock = { now: () => 0 };
  const books = () => new Spreadsheets(store, clock as never, () => functions({}));
  const { document } = books().create({ name: 'Ancien', owner: OWNER }, 'ancien');
  const old = JSON.parse(JSON.stringify(document)) as SpreadsheetDocument;
  Reflect.deleteProperty(old, 'nextChartId');
  for (const sheet of old.sheets) Reflect.deleteProperty(sheet, 'charts');
  store.put('spreadsheet', 'ancien', old);
  const book = books().get('ancien');
  const [sheet] = book?.sheets ?? [];
  expect(sheet?.document.charts).toEqual([]);
  if (book === undefined || sheet === undefined) throw new Error('The old workbook did not open.');
  book.addChart(sheet, {
    type: 'PIE',
    ranges: [{ sheetId: sheet.sheetId, row: 1, column: 1, rows: 2, columns: 2 }],
    numHeaders: null,
    transposed: false,
    mergeStrategy: 'MERGE_COLUMNS',
    options: {},
    anchor: { row: 1, column: 1, offsetX: 0, offsetY: 0 },
  });
  expect(sheet.document.charts.map(({ chartId }) => chartId)).toEqual([1]);
});
