/** The advanced service Sheets of the local Workspace: all requests or none, texts that stay texts, files of that account alone. */
import { CommentsBench } from './comments-bench';

const api = (bench: CommentsBench, account?: string) => bench.sheets(account).Spreadsheets;
const rowsOf = (bench: CommentsBench) =>
  bench.sheet.values({ row: 1, column: 1, rows: 4, columns: 2 }).map(line => line.map(value => value ?? ''));

test('reads tabs with their sizes, and cells only when they are asked for', () => {
  const bench = new CommentsBench();
  const answer = api(bench).get(bench.file.id, {
    fields: 'sheets(properties(title,gridProperties(frozenRowCount)),data(rowData(values(userEnteredValue))))',
  });
  expect(answer).toMatchObject({
    sheets: [
      {
        properties: { title: 'Feuille 1', gridProperties: { frozenRowCount: 1 } },
        data: [
          {
            rowData: expect.arrayContaining([
              {
                values: [
                  { userEnteredValue: { stringValue: 'DEM-2018-003' } },
                  { userEnteredValue: { stringValue: 'Ville C' } },
                ],
              },
            ]),
          },
        ],
      },
    ],
  });
  expect(JSON.stringify(api(bench).get(bench.file.id))).not.toContain('Ville C');
  expect(bench.calls).toEqual(['Sheets.Spreadsheets.get', 'Sheets.Spreadsheets.get']);
});

test('a stringValue is never read as a formula, a number or a date', () => {
  const bench = new CommentsBench();
  const { sheetId } = bench.sheet;
  const texts = ['=1+1', '01', '1-2'];
  api(bench).batchUpdate(
    {
      requests: [
        {
          updateCells: {
            start: { sheetId, rowIndex: 1, columnIndex: 0 },
            fields: 'userEnteredValue',
            rows: texts.map(stringValue => ({ values: [{ userEnteredValue: { stringValue } }] })),
          },
        },
      ],
    },
    bench.file.id,
  );
  expect(rowsOf(bench).map(([first]) => first)).toEqual(['Référence', ...texts]);
  expect(bench.sheet.formulas()).toEqual([]);
});

test('applies all requests or none', () => {
  const bench = new CommentsBench();
  const { sheetId } = bench.sheet;
  const before = rowsOf(bench);
  const remove = (startIndex: number) => ({
    deleteDimension: { range: { sheetId, dimension: 'ROWS', startIndex, endIndex: startIndex + 1 } },
  });
  expect(() => api(bench).batchUpdate({ requests: [remove(1), remove(5_000)] }, bench.file.id)).toThrow(
    /requests\[1\]\.deleteDimension/,
  );
  expect(rowsOf(bench)).toEqual(before);
  api(bench).batchUpdate({ requests: [remove(1)] }, bench.file.id);
  expect(rowsOf(bench)[1]?.[0]).toBe('DEM-2018-001');
});

test('comments follow the rows that are deleted above them', () => {
  const bench = new CommentsBench();
  bench.add(3, 'Favorable');
  api(bench).batchUpdate(
    {
      requests: [
        {
          deleteDimension: {
            range: { sheetId: bench.sheet.sheetId, dimension: 'ROWS', startIndex: 1, endIndex: 2 },
          },
        },
      ],
    },
    bench.file.id,
  );
  expect(bench.places).toEqual(['A2 DEM-2018-001']);
});

test.each([
  ['a request that it does not know', { sortRange: {} }, /Unknown name "sortRange"/],
  [
    'a field that it does not know',
    { addSheet: { properties: { title: 'A', hidden: true } } },
    /Unknown name "hidden"/,
  ],
  ['a tab that is there', { addSheet: { properties: { title: 'Feuille 1' } } }, /already exists/],
  ['a tab that is not there', { deleteSheet: { sheetId: 99 } }, /No grid with id: 99/],
  ['two kinds in one request', { deleteSheet: { sheetId: 0 }, addSheet: {} }, /exactly one kind/],
])('refuses %s', (_what, request, reason) => {
  const bench = new CommentsBench();
  expect(() => api(bench).batchUpdate({ requests: [request] }, bench.file.id)).toThrow(reason);
});

test('does not know the files of another account, nor those that the add-on did not make', () => {
  const bench = new CommentsBench();
  expect(() => api(bench, 'autre@cuf.example').get(bench.file.id)).toThrow(/Requested entity was not found/);
  expect(() => api(bench).get('inconnu')).toThrow(/Requested entity was not found/);
});
