/** Conditional formats as a script lays them: what they make of a cell in the page, which one wins, and how Excel gets them. */
import ExcelJS from 'exceljs';
import { conditionalStyle } from '../../local/engine/conditional-style';
import { CellFault, type CellValue } from '../../local/engine/display';
import type { ConditionalFormatDocument } from '../../local/engine/document';
import { toXlsx } from '../../local/engine/xlsx';
import { type SheetsPart, sheetsPart } from '../../local/services/spreadsheet-app';
import { OWNER, workspaceOf } from '../kernel/fake-script';

const B2 = { row: 2, column: 2 };
const RED = { background: '#ff0000' };

function rule(criteria: string, wanted: string | number, style = RED): ConditionalFormatDocument {
  return { areas: [{ row: 2, column: 2, rows: 2, columns: 1 }], criteria, values: [wanted], style };
}

const CASES: readonly (readonly [criteria: string, wanted: string | number, value: CellValue, holds: boolean])[] = [
  ['NUMBER_GREATER_THAN', 0, 1, true],
  ['NUMBER_GREATER_THAN', 0, 0, false],
  ['NUMBER_GREATER_THAN', 0, '1', false],
  ['NUMBER_GREATER_THAN', 0, null, false],
  ['NUMBER_GREATER_THAN', 0, new CellFault('#N/A', 'Rien.'), false],
  ['NUMBER_LESS_THAN', 0, -0.01, true],
  ['NUMBER_LESS_THAN', 0, null, false],
  ['CELL_EMPTY', '', null, true],
  ['CELL_EMPTY', '', '', true],
  ['CELL_EMPTY', '', 0, false],
  ['CELL_NOT_EMPTY', '', 0, true],
  ['TEXT_CONTAINS', 'hors délai', 'Offre HORS DÉLAI', true],
  ['TEXT_CONTAINS', 'hors délai', 'dans les délais', false],
  ['TEXT_DOES_NOT_CONTAIN', 'hors', 'dans les délais', true],
];

describe('a rule', () => {
  test.each(CASES)('%s %p over %p: %p', (criteria, wanted, value, holds) => {
    expect(conditionalStyle([rule(criteria, wanted)], B2, value)).toEqual(holds ? RED : {});
  });

  test('touches no cell beside its own', () => {
    const one = rule('NUMBER_GREATER_THAN', 0);
    expect(conditionalStyle([one], { row: 4, column: 2 }, 1)).toEqual({});
    expect(conditionalStyle([one], { row: 2, column: 3 }, 1)).toEqual({});
  });

  test('that comes first wins, part by part', () => {
    const second = { ...rule('NUMBER_GREATER_THAN', 0), style: { background: '#00ff00', fontWeight: 'bold' as const } };
    expect(conditionalStyle([rule('NUMBER_GREATER_THAN', 0), second], B2, 1)).toEqual({ ...RED, fontWeight: 'bold' });
  });
});

describe('laid by a script', () => {
  const lay = (condition: string) => {
    const workspace = workspaceOf(
      `function run() {
        const sheet = SpreadsheetApp.getActive().getSheetByName('Feuille 1');
        sheet.getRange('B2').setValue(3);
        sheet.setConditionalFormatRules([SpreadsheetApp.newConditionalFormatRule().setRanges([sheet.getRange('B2:B3')])
          .${condition}.setBackground('#fff1d6').setBold(true).build()]);
      }`,
      [sheetsPart],
    );
    const record = workspace.fire('run', { kind: 'installable', by: OWNER });
    return { record, book: workspace.part<SheetsPart>('sheets').bound };
  };

  test('it is in the file that Excel opens, as a formula about each of its cells', async () => {
    const { book } = lay('whenNumberGreaterThan(0)');
    const file = new ExcelJS.Workbook();
    await file.xlsx.load(toXlsx(book) as unknown as ArrayBuffer);
    const formats: unknown = Reflect.get(file.worksheets[0] ?? {}, 'conditionalFormattings');
    expect(formats).toMatchObject([
      {
        ref: 'B2:B3',
        rules: [{ type: 'expression', formulae: ['AND(ISNUMBER(B2),B2>0)'], style: { font: { bold: true } } }],
      },
    ]);
  });

  test('with a condition that is not computed here, the script is told so instead of the page showing nothing', () => {
    expect(lay("whenFormulaSatisfied('=B2>1')").record.outcome).not.toBe('ok');
  });
});
