/**
 * What the page of a form says of an answer before it is sent. Pure: the page asks it while somebody fills the form in, the
 * library asks it again when the answer arrives.
 */

export const QUESTION_TYPES = ['TEXT', 'PARAGRAPH_TEXT', 'LIST', 'MULTIPLE_CHOICE', 'CHECKBOX', 'DATE'] as const;
export const LAYOUT_TYPES = ['SECTION_HEADER', 'PAGE_BREAK'] as const;
export type ItemTypeName = (typeof QUESTION_TYPES)[number] | (typeof LAYOUT_TYPES)[number];

/** One check of an answer; numbers and patterns as the builder got them. Lengths count UTF-16 units, patterns are RE2-like. */
export type AnswerCheck =
  | { readonly kind: 'number' | 'wholeNumber' | 'email' | 'url' }
  | { readonly kind: 'between' | 'notBetween'; readonly start: number; readonly end: number }
  | { readonly kind: 'equal' | 'notEqual' | 'greater' | 'atLeast' | 'less' | 'atMost'; readonly number: number }
  | { readonly kind: 'contains' | 'lacks' | 'matches' | 'differs'; readonly pattern: string }
  | { readonly kind: 'longerOrEqual' | 'shorterOrEqual'; readonly length: number }
  | { readonly kind: 'selectAtLeast' | 'selectAtMost' | 'selectExactly'; readonly count: number };

export interface ValidationRecord {
  readonly check: AnswerCheck;
  readonly helpText: string;
}

/** A checkbox gives a list, a date `2018-11-05`, anything else its text. */
export type AnswerValue = string | readonly string[];

/** What the checks read of an item. */
export interface CheckedItem {
  readonly type: ItemTypeName;
  readonly required: boolean;
  readonly choices: readonly string[];
  readonly otherOption: boolean;
  readonly validation?: ValidationRecord;
}

export function isChoiceType(type: ItemTypeName): boolean {
  return type === 'LIST' || type === 'MULTIPLE_CHOICE' || type === 'CHECKBOX';
}

export function isQuestion({ type }: Pick<CheckedItem, 'type'>): boolean {
  return QUESTION_TYPES.some(question => question === type);
}

/** Whether nothing was answered: blanks alone are nothing. */
export function isBlank(value: AnswerValue | undefined): boolean {
  if (value === undefined) return true;
  return (typeof value === 'string' ? [value] : value).every(text => text.trim() === '');
}

/**
 * Why an answer cannot be sent, as a sentence without its capital, or as the builder wrote it; undefined when it can. A
 * required question wants an answer, a choice must be offered, the validation must pass.
 */
export function problemOf(item: CheckedItem, value: AnswerValue | undefined): string | undefined {
  if (value === undefined || isBlank(value)) {
    return item.required ? 'cette question est obligatoire.' : undefined;
  }
  const values = typeof value === 'string' ? [value] : value;
  if (isChoiceType(item.type) && !item.otherOption) {
    const wrong = values.find(choice => !item.choices.includes(choice));
    if (wrong !== undefined) return `« ${wrong} » n'est pas une des réponses proposées.`;
  }
  if (item.type === 'DATE' && !isDate(values[0] ?? '')) return 'date non valide.';
  const { validation } = item;
  if (validation === undefined || passes(validation.check, value)) return undefined;
  return validation.helpText || 'réponse non valide.';
}

/** Whether a text is a day that exists, as `2018-11-05`. */
export function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** Whether a value passes a check, as the page would say. Numbers are read with a comma or a point. */
export function passes(check: AnswerCheck, value: string | readonly string[]): boolean {
  const text = typeof value === 'string' ? value : value.join(', ');
  const number = /^\s*[-+]?\d+(?:[.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  switch (check.kind) {
    case 'number':
      return !Number.isNaN(number);
    case 'wholeNumber':
      return Number.isInteger(number);
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
    case 'url':
      return /^(?:https?|ftp):\/\/[^\s]+$/i.test(text);
    case 'between':
      return number >= check.start && number <= check.end;
    case 'notBetween':
      return number < check.start || number > check.end;
    case 'equal':
      return number === check.number;
    case 'notEqual':
      return !Number.isNaN(number) && number !== check.number;
    case 'greater':
      return number > check.number;
    case 'atLeast':
      return number >= check.number;
    case 'less':
      return number < check.number;
    case 'atMost':
      return number <= check.number;
    case 'contains':
      return new RegExp(check.pattern, 'u').test(text);
    case 'lacks':
      return !new RegExp(check.pattern, 'u').test(text);
    case 'matches':
      return new RegExp(`^(?:${check.pattern})$`, 'u').test(text);
    case 'differs':
      return !new RegExp(`^(?:${check.pattern})$`, 'u').test(text);
    case 'longerOrEqual':
      return text.length >= check.length;
    case 'shorterOrEqual':
      return text.length <= check.length;
    case 'selectAtLeast':
      return value.length >= check.count;
    case 'selectAtMost':
      return value.length <= check.count;
    case 'selectExactly':
      return value.length === check.count;
  }
}
