/** How a cell looks by the conditional formats of its tab, in the page and in an .xlsx file. */
import type ExcelJS from 'exceljs';
import { CellFault, type CellValue } from './display';
import type { CellStyle, ConditionalFormatDocument, Stored } from './document';
import { areaName, cellName } from './grid-area';

interface Condition {
  /** Whether it holds for a cell. */
  readonly holds: (value: CellValue, wanted: Stored) => boolean;
  /** The same as a formula of Excel about the upper left cell of the rule. */
  readonly formula: (cell: string, wanted: Stored) => string;
}

const isEmpty = (value: CellValue): boolean => value === null || value === '';
/** Google compares texts without regard to case. */
const contains = (value: CellValue, wanted: Stored): boolean =>
  !(value instanceof CellFault) &&
  String(value ?? '')
    .toLowerCase()
    .includes(String(wanted).toLowerCase());
const literal = (text: Stored): string => `"${String(text).replace(/"/g, '""')}"`;

const CONDITIONS: Readonly<Record<string, Condition>> = {
  CELL_EMPTY: { holds: isEmpty, formula: cell => `${cell}=""` },
  CELL_NOT_EMPTY: { holds: value => !isEmpty(value), formula: cell => `${cell}<>""` },
  TEXT_CONTAINS: { holds: contains, formula: (cell, wanted) => `ISNUMBER(SEARCH(${literal(wanted)},${cell}))` },
  TEXT_DOES_NOT_CONTAIN: {
    holds: (value, wanted) => !contains(value, wanted),
    formula: (cell, wanted) => `NOT(ISNUMBER(SEARCH(${literal(wanted)},${cell})))`,
  },
  NUMBER_GREATER_THAN: {
    holds: (value, wanted) => typeof value === 'number' && value > Number(wanted),
    formula: (cell, wanted) => `AND(ISNUMBER(${cell}),${cell}>${Number(wanted)})`,
  },
  NUMBER_LESS_THAN: {
    holds: (value, wanted) => typeof value === 'number' && value < Number(wanted),
    formula: (cell, wanted) => `AND(ISNUMBER(${cell}),${cell}<${Number(wanted)})`,
  },
};

/** The look that the rules give to a cell; of two that hold, the first one says each part of the look. */
export function conditionalStyle(
  rules: readonly ConditionalFormatDocument[],
  at: { readonly row: number; readonly column: number },
  value: CellValue,
): CellStyle {
  const holding = rules.filter(
    ({ areas, criteria, values }) =>
      areas.some(
        ({ row, column, rows, columns }) =>
          at.row >= row && at.row < row + rows && at.column >= column && at.column < column + columns,
      ) && conditionOf(criteria).holds(value, values[0] ?? ''),
  );
  return Object.assign({}, ...holding.map(({ style }) => style).reverse());
}

/** The rules as an .xlsx file holds them; `dressed` turns a look into Excel's. */
export function excelConditions(
  rules: readonly ConditionalFormatDocument[],
  dressed: (style: CellStyle) => Partial<ExcelJS.Style>,
): ExcelJS.ConditionalFormattingOptions[] {
  return rules.flatMap(({ areas, criteria, values, style }, index) =>
    areas.map(area => ({
      ref: areaName(area),
      rules: [
        {
          type: 'expression' as const,
          priority: index + 1,
          formulae: [conditionOf(criteria).formula(cellName(area), values[0] ?? '')],
          style: dressed(style),
        },
      ],
    })),
  );
}

function conditionOf(criteria: string): Condition {
  const condition = CONDITIONS[criteria];
  if (condition === undefined) throw new Error(`No conditional format knows « ${criteria} ».`);
  return condition;
}
