/** The objects of Sheets offer members of Google's own types and nothing else; the check is made by the type checker. */

import type {
  ChartOptions,
  Charts,
  ContainerInfo,
  EmbeddedChart,
  EmbeddedChartBuilder,
} from '../../local/services/spreadsheet/charts';
import type {
  ConditionalFormatRule,
  ConditionalFormatRuleBuilder,
} from '../../local/services/spreadsheet/conditional-format';
import type { DataValidation, DataValidationBuilder } from '../../local/services/spreadsheet/data-validation';
import type { NamedRange } from '../../local/services/spreadsheet/named-range';
import type { Protection } from '../../local/services/spreadsheet/protection';
import type { Range } from '../../local/services/spreadsheet/range';
import type { RangeList } from '../../local/services/spreadsheet/range-list';
import type { Sheet } from '../../local/services/spreadsheet/sheet';
import type { Spreadsheet } from '../../local/services/spreadsheet/spreadsheet';
import type { TextFinder } from '../../local/services/spreadsheet/text-finder';
import type { SpreadsheetApp } from '../../local/services/spreadsheet-app';

/** The members that Google's type lacks; `never` when there are none. */
type Invented<Ours, Theirs> = Exclude<keyof Ours, keyof Theirs | 'toString'>;
type Sheets = {
  app: Invented<SpreadsheetApp, GoogleAppsScript.Spreadsheet.SpreadsheetApp>;
  spreadsheet: Invented<Spreadsheet, GoogleAppsScript.Spreadsheet.Spreadsheet>;
  sheet: Invented<Sheet, GoogleAppsScript.Spreadsheet.Sheet>;
  range: Invented<Range, GoogleAppsScript.Spreadsheet.Range>;
  rangeList: Invented<RangeList, GoogleAppsScript.Spreadsheet.RangeList>;
  finder: Invented<TextFinder, GoogleAppsScript.Spreadsheet.TextFinder>;
  protection: Invented<Protection, GoogleAppsScript.Spreadsheet.Protection>;
  namedRange: Invented<NamedRange, GoogleAppsScript.Spreadsheet.NamedRange>;
  validation: Invented<DataValidation, GoogleAppsScript.Spreadsheet.DataValidation>;
  validationBuilder: Invented<DataValidationBuilder, GoogleAppsScript.Spreadsheet.DataValidationBuilder>;
  charts: Invented<Charts, GoogleAppsScript.Charts.Charts>;
  chart: Invented<EmbeddedChart, GoogleAppsScript.Spreadsheet.EmbeddedChart>;
  chartBuilder: Invented<EmbeddedChartBuilder, GoogleAppsScript.Spreadsheet.EmbeddedChartBuilder>;
  chartOptions: Invented<ChartOptions, GoogleAppsScript.Charts.ChartOptions>;
  container: Invented<ContainerInfo, GoogleAppsScript.Spreadsheet.ContainerInfo>;
  rule: Invented<ConditionalFormatRule, GoogleAppsScript.Spreadsheet.ConditionalFormatRule>;
  ruleBuilder: Invented<ConditionalFormatRuleBuilder, GoogleAppsScript.Spreadsheet.ConditionalFormatRuleBuilder>;
};

/** Does not compile when its argument can be anything but empty. */
function none(members: readonly never[]): readonly never[] {
  return members;
}

const inventedMembers: Sheets[keyof Sheets][] = [];

test('no member is invented', () => {
  expect(none(inventedMembers)).toEqual([]);
});
