/** Exported tables: CSV that a French spreadsheet opens, never as a formula, and workbooks that Excel reads. */
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { csvOf } from '../../src/docs/csv';
import type { ExportCell, ExportTable } from '../../src/docs/export-table';
import { xlsxOf } from '../../src/docs/xlsx';
import { crc32 } from '../../src/docs/zip';
import { utf8Bytes } from '../../src/mail/bytes';
import { type Day, instant } from '../../src/scheme/time';

const text = (value: string): ExportCell => ({ kind: 'text', value });
const table = (...rows: ExportCell[][]): ExportTable => ({ name: 'Demandes', headers: ['Référence', 'Valeur'], rows });
const linesOf = (csv: string): string[] => csv.slice(1).split('\r\n');

/** The fields of a file, by the rules of RFC 4180 with semicolons. */
function readCsv(csv: string): string[][] {
  const records: string[][] = [];
  let rest = csv.replace(/^\ufeff/, '');
  while (rest !== '') {
    const record: string[] = [];
    for (;;) {
      const [whole = '', quoted, plain = '', end = ''] = /^(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r\n)/.exec(rest) ?? [];
      if (whole === '') throw new Error(`not CSV: ${rest.slice(0, 40)}`);
      record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
      rest = rest.slice(whole.length);
      if (end === '\r\n') break;
    }
    records.push(record);
  }
  return records;
}

describe('CSV', () => {
  it('begins with a byte-order mark and ends each line by CR LF', () => {
    const csv = csvOf(table([text('DEM-2018-001'), text('Évaluation')]));
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(linesOf(csv)).toEqual(['Référence;Valeur', 'DEM-2018-001;Évaluation', '']);
  });

  it.each<[string, ExportCell, string]>([
    ['an amount', { kind: 'amount', value: 1234.5 }, '1234,50'],
    ['a negative amount', { kind: 'amount', value: -20 }, '-20,00'],
    ['a rate', { kind: 'rate', value: 0.055 }, '0,055'],
    ['a whole number', { kind: 'integer', value: 12 }, '12'],
    ['a day', { kind: 'day', value: '2018-11-05' as Day }, '05/11/2018'],
    ['an instant', { kind: 'instant', value: instant(Date.parse('2018-11-05T14:30:00+01:00')) }, '05/11/2018 14:30'],
    ['nothing', null, ''],
    ['a separator', text('a;b'), '"a;b"'],
    ['quotation marks', text('dit « "oui" »'), '"dit « ""oui"" »"'],
    ['a formula', text('=HYPERLINK("http://x")'), '"\'=HYPERLINK(""http://x"")"'],
    ['a sum', text('+33 4 76 00 00 00'), "'+33 4 76 00 00 00"],
    ['a dash', text('- un point'), "'- un point"],
    ['a name', text('@SUM(A1)'), "'@SUM(A1)"],
    ['a tab', text('\t=1'), '"\'\t=1"'.replace(/"/g, '')],
  ])('writes %s', (_, cell, expected) => {
    expect(linesOf(csvOf(table([text('x'), cell])))[1]).toBe(`x;${expected}`);
  });

  it('gives back every text, and none that a spreadsheet would run', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('=1+1', '-2', 'a\nb', '"', ';', '\r\n', ' '),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), pairs => {
        const records = readCsv(csvOf(table(...pairs.map(pair => pair.map(text)))));
        expect(
          records.slice(1).map(fields => fields.map(field => field.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''))),
        ).toEqual(pairs);
        for (const field of records.flat()) expect(field).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});

describe('a workbook', () => {
  const TABLES: ExportTable[] = [
    {
      name: 'Demandes',
      headers: ['Référence', 'Besoin', 'Montant', 'Taux', 'Reçue le', 'Jour', 'Note', 'Rang'],
      rows: [
        [
          text('DEM-2018-001'),
          text('=1+1 & <b> "É"\u0001 \nligne'),
          { kind: 'amount', value: 1234.57 },
          { kind: 'rate', value: 0.2 },
          { kind: 'instant', value: instant(Date.parse('2018-07-01T00:30:00+02:00')) },
          { kind: 'day', value: '2018-11-05' as Day },
          { kind: 'score', value: 14.5 },
          { kind: 'integer', value: 3 },
        ],
        [text('DEM-2018-002'), null, null, null, null, null, null, null],
      ],
    },
    { name: "L'onglet [vide]: */?\\ dont le nom est long", headers: ['Seul'], rows: [] },
  ];
  const read = async (): Promise<ExcelJS.Workbook> => {
    const workbook = new ExcelJS.Workbook();
    const bytes = xlsxOf(TABLES, utf8Bytes);
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
    return workbook;
  };

  it('is read with its sheets, values, formats, frozen header and filter', async () => {
    const workbook = await read();
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Demandes', "L'onglet  vide        dont le n"]);
    const [sheet] = workbook.worksheets;
    expect(sheet?.getRow(1).values).toEqual([undefined, ...(TABLES[0]?.headers ?? [])]);
    const row = sheet?.getRow(2);
    expect(row?.getCell(2).value).toBe('=1+1 & <b> "É" \nligne');
    expect(row?.getCell(3).value).toBe(1234.57);
    expect(row?.getCell(3).numFmt).toMatch(/^#,##0\.00.+€/);
    expect(row?.getCell(4).value).toBe(0.2);
    expect(row?.getCell(5).value).toEqual(new Date('2018-07-01T00:30:00Z'));
    expect(row?.getCell(6).value).toEqual(new Date('2018-11-05T00:00:00Z'));
    expect(row?.getCell(6).numFmt).toBe('dd/mm/yyyy');
    expect(row?.getCell(7).value).toBe(14.5);
    expect(row?.getCell(8).value).toBe(3);
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet?.autoFilter).toBe('A1:H3');
  });

  it('is the same bytes for the same tables', () => {
    expect(xlsxOf(TABLES, utf8Bytes)).toEqual(xlsxOf(TABLES, utf8Bytes));
  });

  it('has the checksum that every reader expects', () => {
    expect(crc32(utf8Bytes('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });
});
