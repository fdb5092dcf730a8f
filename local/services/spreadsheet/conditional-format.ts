/** Conditional format rules as scripts build them: kept with the tab, shown by the pages and in .xlsx files, without effect on values. */
import type { ConditionalFormatDocument } from '../../engine/document';
import { ScriptError, ServiceObject } from '../../kernel/contract';
import { mismatch, type RangePlace, rangePlace, type SheetsSession } from './session';

const rules = new WeakMap<ConditionalFormatRule, ConditionalFormatDocument>();

/** The stored rules of a list that a script hands over. */
export function conditionalFormatDocuments(values: unknown, method: string): ConditionalFormatDocument[] {
  if (!Array.isArray(values)) throw mismatch([values], method);
  return values.map((value: unknown) => {
    const rule = value instanceof ConditionalFormatRule ? rules.get(value) : undefined;
    if (rule === undefined) throw mismatch([value], method);
    return structuredClone(rule);
  });
}

export class ConditionalFormatRule extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #place: Omit<RangePlace, 'area'>;
  readonly #rule: ConditionalFormatDocument;

  constructor(session: SheetsSession, place: Omit<RangePlace, 'area'>, rule: ConditionalFormatDocument) {
    super();
    this.#session = session;
    this.#place = place;
    this.#rule = rule;
    rules.set(this, rule);
  }

  getRanges(): ServiceObject[] {
    return this.#rule.areas.map(area => this.#session.make.range({ ...this.#place, area }));
  }
}

export class ConditionalFormatRuleBuilder extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #rule: ConditionalFormatDocument = { areas: [], criteria: '', values: [], style: {} };
  #place: Omit<RangePlace, 'area'> | undefined;

  constructor(session: SheetsSession) {
    super();
    this.#session = session;
  }

  setRanges(ranges: unknown): this {
    if (!Array.isArray(ranges)) throw mismatch([ranges], 'ConditionalFormatRuleBuilder.setRanges');
    const places = ranges.map((range: unknown) => rangePlace(range, 'ConditionalFormatRuleBuilder.setRanges'));
    this.#place = places[0];
    this.#rule.areas = places.map(({ area }) => area);
    return this;
  }

  whenCellEmpty(): this {
    return this.#when('CELL_EMPTY');
  }

  whenCellNotEmpty(): this {
    return this.#when('CELL_NOT_EMPTY');
  }

  whenTextContains(part: string): this {
    return this.#when('TEXT_CONTAINS', part);
  }

  whenTextDoesNotContain(part: string): this {
    return this.#when('TEXT_DOES_NOT_CONTAIN', part);
  }

  whenNumberGreaterThan(number: number): this {
    return this.#when('NUMBER_GREATER_THAN', number);
  }

  whenNumberLessThan(number: number): this {
    return this.#when('NUMBER_LESS_THAN', number);
  }

  setBackground(colour: string): this {
    this.#rule.style.background = colour;
    return this;
  }

  setFontColor(colour: string): this {
    this.#rule.style.fontColor = colour;
    return this;
  }

  setBold(bold: boolean): this {
    this.#rule.style.fontWeight = bold ? 'bold' : 'normal';
    return this;
  }

  setItalic(italic: boolean): this {
    this.#rule.style.fontStyle = italic ? 'italic' : 'normal';
    return this;
  }

  setStrikethrough(struck: boolean): this {
    this.#rule.style.fontLine = struck ? 'line-through' : 'none';
    return this;
  }

  build(): ConditionalFormatRule {
    if (this.#place === undefined || this.#rule.areas.length === 0 || this.#rule.criteria === '') {
      throw new ScriptError('Conditional format rule must have at least one range and a condition.');
    }
    return new ConditionalFormatRule(this.#session, this.#place, structuredClone(this.#rule));
  }

  #when(criteria: string, ...values: (string | number)[]): this {
    this.#rule.criteria = criteria;
    this.#rule.values = values;
    return this;
  }
}
