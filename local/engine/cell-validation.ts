/** Data validation: whether a value fits the rule of its cell. */
import { CellFault, type CellValue } from './display';
import type { SheetArea, Stored, ValidationDocument } from './document';

/** The texts shown in an area of the spreadsheet, for lists taken from a range. */
export type ShownIn = (area: SheetArea) => readonly string[];

/** Whether the rule takes the value; `shown` is its display text. Blank always fits. Throws on a criterion it does not know. */
export function fits(rule: ValidationDocument, value: CellValue, shown: string, shownIn: ShownIn): boolean {
  if (value === null || value === '') return true;
  if (value instanceof CellFault) return false;
  const texts = rule.values.filter((item): item is string => typeof item === 'string');
  const numbers = rule.values.filter((item): item is number => typeof item === 'number');
  const [first = Number.NaN, second = Number.NaN] = numbers;
  const number = typeof value === 'number' ? value : Number.NaN;
  const [text = ''] = texts;
  const lower = shown.toLocaleLowerCase('fr');
  switch (rule.criteria) {
    case 'VALUE_IN_LIST':
      return rule.values.some(item => item === value || String(item) === shown || String(item) === String(value));
    case 'VALUE_IN_RANGE':
      return rule.values.some(item => isArea(item) && shownIn(item).some(choice => choice !== '' && choice === shown));
    case 'CHECKBOX':
      return rule.values.length === 0 ? typeof value === 'boolean' : rule.values.includes(value);
    case 'NUMBER_BETWEEN':
    case 'DATE_BETWEEN':
      return number >= first && number <= second;
    case 'NUMBER_NOT_BETWEEN':
    case 'DATE_NOT_BETWEEN':
      return number < first || number > second;
    case 'NUMBER_EQUAL_TO':
      return number === first;
    case 'NUMBER_NOT_EQUAL_TO':
      return typeof value === 'number' && number !== first;
    case 'NUMBER_GREATER_THAN':
      return number > first;
    case 'NUMBER_GREATER_THAN_OR_EQUAL_TO':
    case 'DATE_ON_OR_AFTER':
      return number >= first;
    case 'NUMBER_LESS_THAN':
    case 'DATE_BEFORE':
      return number < first;
    case 'NUMBER_LESS_THAN_OR_EQUAL_TO':
      return number <= first;
    case 'DATE_AFTER':
      return number >= first + 1;
    case 'DATE_ON_OR_BEFORE':
      return number < first + 1;
    case 'DATE_EQUAL_TO':
      return Math.floor(number) === first;
    case 'DATE_IS_VALID_DATE':
      return typeof value === 'number';
    case 'TEXT_CONTAINS':
      return lower.includes(text.toLocaleLowerCase('fr'));
    case 'TEXT_DOES_NOT_CONTAIN':
      return !lower.includes(text.toLocaleLowerCase('fr'));
    case 'TEXT_EQUAL_TO':
      return shown === text;
    case 'TEXT_IS_VALID_EMAIL':
      return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(shown);
    case 'TEXT_IS_VALID_URL':
      return /^(?:https?:\/\/)?[^\s/.]+(?:\.[^\s/.]+)+(?:\/\S*)?$/.test(shown);
    default:
      throw new Error(`The local Workspace cannot check the criterion ${rule.criteria}.`);
  }
}

/** The choices a person is shown, in words; undefined for rules without a list. */
export function choices(rule: ValidationDocument, shownIn: ShownIn): readonly string[] | undefined {
  if (rule.criteria === 'VALUE_IN_LIST') return rule.values.map(String);
  if (rule.criteria !== 'VALUE_IN_RANGE') return undefined;
  return rule.values.flatMap(item => (isArea(item) ? shownIn(item).filter(text => text !== '') : []));
}

function isArea(item: Stored | SheetArea): item is SheetArea {
  return typeof item === 'object' && item !== null;
}
