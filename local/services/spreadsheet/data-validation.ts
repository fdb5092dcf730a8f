/** Data validation rules as scripts build them. */
import type { SheetArea, Stored, ValidationDocument } from '../../engine/document';
import { ScriptError, ServiceObject } from '../../kernel/contract';
import { type CriteriaName, DataValidationCriteria } from './enumerations';
import { mismatch, rangePlace, type SheetsSession } from './session';

const rules = new WeakMap<DataValidation, ValidationDocument>();

/** The stored rule of a DataValidation; null for null, which removes the rule of a cell. */
export function validationDocument(value: unknown, method: string): ValidationDocument | null {
  if (value === null || value === undefined) return null;
  const rule = value instanceof DataValidation ? rules.get(value) : undefined;
  if (rule === undefined) throw mismatch([value], method);
  return rule;
}

export class DataValidation extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #bookId: string;
  readonly #rule: ValidationDocument;

  constructor(session: SheetsSession, bookId: string, rule: ValidationDocument) {
    super();
    this.#session = session;
    this.#bookId = bookId;
    this.#rule = rule;
    rules.set(this, rule);
  }

  copy(): DataValidationBuilder {
    return new DataValidationBuilder(this.#session, this.#bookId, structuredClone(this.#rule));
  }

  getAllowInvalid(): boolean {
    return this.#rule.allowInvalid;
  }

  getCriteriaType() {
    return DataValidationCriteria[this.#rule.criteria as CriteriaName];
  }

  /** A list comes as one argument, then whether it shows as a menu; a range as a Range. */
  getCriteriaValues(): unknown[] {
    const { criteria, values } = this.#rule;
    const { make, book } = { make: this.#session.make, book: this.#session.book(this.#bookId) };
    if (criteria === 'VALUE_IN_LIST') return [[...values], true];
    return values.map(value => {
      if (typeof value === 'object' && value !== null) {
        const { sheetId, ...area } = value;
        return make.range({ bookId: this.#bookId, sheetId, area });
      }
      return criteria.startsWith('DATE') && typeof value === 'number' ? new Date(book.zone.toInstant(value)) : value;
    });
  }

  getHelpText(): string | null {
    return this.#rule.helpText;
  }
}

export class DataValidationBuilder extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #bookId: string;
  readonly #rule: ValidationDocument;

  constructor(session: SheetsSession, bookId: string, rule?: ValidationDocument) {
    super();
    this.#session = session;
    this.#bookId = bookId;
    this.#rule = rule ?? { criteria: '', values: [], allowInvalid: true, helpText: null };
  }

  build(): DataValidation {
    if (this.#rule.criteria === '')
      throw new ScriptError('Unable to build the data validation rule: no criteria was set.');
    return new DataValidation(this.#session, this.#bookId, structuredClone(this.#rule));
  }

  copy(): DataValidationBuilder {
    return new DataValidationBuilder(this.#session, this.#bookId, structuredClone(this.#rule));
  }

  getAllowInvalid(): boolean {
    return this.#rule.allowInvalid;
  }

  setAllowInvalid(allow: boolean): this {
    this.#rule.allowInvalid = allow;
    return this;
  }

  getHelpText(): string | null {
    return this.#rule.helpText;
  }

  setHelpText(help: string): this {
    this.#rule.helpText = help;
    return this;
  }

  requireValueInList(values: unknown): this {
    if (!Array.isArray(values)) throw mismatch([values], 'DataValidationBuilder.requireValueInList');
    return this.#require('VALUE_IN_LIST', values.map(String));
  }

  requireValueInRange(range: unknown): this {
    const { bookId, sheetId, area } = rangePlace(range, 'DataValidationBuilder.requireValueInRange');
    if (bookId !== this.#bookId)
      throw new ScriptError('Target range and source range must be on the same spreadsheet.');
    return this.#require('VALUE_IN_RANGE', [{ sheetId, ...area }]);
  }

  requireCheckbox(checked?: unknown, unchecked?: unknown): this {
    const values = [checked, unchecked].filter((value): value is Stored => value !== undefined);
    return this.#require('CHECKBOX', values);
  }

  requireNumberBetween(start: number, end: number): this {
    return this.#numbers('NUMBER_BETWEEN', start, end);
  }

  requireNumberNotBetween(start: number, end: number): this {
    return this.#numbers('NUMBER_NOT_BETWEEN', start, end);
  }

  requireNumberEqualTo(number: number): this {
    return this.#numbers('NUMBER_EQUAL_TO', number);
  }

  requireNumberNotEqualTo(number: number): this {
    return this.#numbers('NUMBER_NOT_EQUAL_TO', number);
  }

  requireNumberGreaterThan(number: number): this {
    return this.#numbers('NUMBER_GREATER_THAN', number);
  }

  requireNumberGreaterThanOrEqualTo(number: number): this {
    return this.#numbers('NUMBER_GREATER_THAN_OR_EQUAL_TO', number);
  }

  requireNumberLessThan(number: number): this {
    return this.#numbers('NUMBER_LESS_THAN', number);
  }

  requireNumberLessThanOrEqualTo(number: number): this {
    return this.#numbers('NUMBER_LESS_THAN_OR_EQUAL_TO', number);
  }

  requireDate(): this {
    return this.#require('DATE_IS_VALID_DATE', []);
  }

  requireDateAfter(date: Date): this {
    return this.#dates('DATE_AFTER', date);
  }

  requireDateBefore(date: Date): this {
    return this.#dates('DATE_BEFORE', date);
  }

  requireDateOnOrAfter(date: Date): this {
    return this.#dates('DATE_ON_OR_AFTER', date);
  }

  requireDateOnOrBefore(date: Date): this {
    return this.#dates('DATE_ON_OR_BEFORE', date);
  }

  requireDateEqualTo(date: Date): this {
    return this.#dates('DATE_EQUAL_TO', date);
  }

  requireDateBetween(start: Date, end: Date): this {
    return this.#dates('DATE_BETWEEN', start, end);
  }

  requireDateNotBetween(start: Date, end: Date): this {
    return this.#dates('DATE_NOT_BETWEEN', start, end);
  }

  requireTextContains(part: string): this {
    return this.#require('TEXT_CONTAINS', [part]);
  }

  requireTextDoesNotContain(part: string): this {
    return this.#require('TEXT_DOES_NOT_CONTAIN', [part]);
  }

  requireTextEqualTo(whole: string): this {
    return this.#require('TEXT_EQUAL_TO', [whole]);
  }

  requireTextIsEmail(): this {
    return this.#require('TEXT_IS_VALID_EMAIL', []);
  }

  requireTextIsUrl(): this {
    return this.#require('TEXT_IS_VALID_URL', []);
  }

  #require(criteria: CriteriaName, values: (Stored | SheetArea)[]): this {
    this.#rule.criteria = criteria;
    this.#rule.values = values;
    return this;
  }

  #numbers(criteria: CriteriaName, ...numbers: unknown[]): this {
    const values = numbers.map(number => {
      if (typeof number !== 'number') throw mismatch(numbers, `DataValidationBuilder.require${criteria}`);
      return number;
    });
    return this.#require(criteria, values);
  }

  #dates(criteria: CriteriaName, ...dates: unknown[]): this {
    const { zone } = this.#session.book(this.#bookId);
    const values = dates.map(date => {
      if (!(date instanceof Date)) throw mismatch(dates, `DataValidationBuilder.require${criteria}`);
      return Math.floor(zone.toSerial(date.getTime()));
    });
    return this.#require(criteria, values);
  }
}
