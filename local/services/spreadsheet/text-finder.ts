/** Searches the shown texts, or the formulas, of tabs and ranges; in reading order, tab after tab. */
import { ServiceObject } from '../../kernel/contract';
import { type RangePlace, rangePlace, type SheetsSession } from './session';

export class TextFinder extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #places: readonly RangePlace[];
  readonly #text: string;
  #entireCell = false;
  #matchCase = false;
  #formulas = false;
  #regularExpression = false;
  #diacritics = true;
  #start: RangePlace | undefined;
  #current: RangePlace | undefined;

  constructor(session: SheetsSession, places: readonly RangePlace[], text: string) {
    super();
    this.#session = session;
    this.#places = places;
    this.#text = text;
  }

  matchEntireCell(entire: boolean): this {
    this.#entireCell = entire;
    return this;
  }

  matchCase(matchCase: boolean): this {
    this.#matchCase = matchCase;
    return this;
  }

  matchFormulaText(formulas: boolean): this {
    this.#formulas = formulas;
    return this;
  }

  useRegularExpression(use: boolean): this {
    this.#regularExpression = use;
    return this;
  }

  ignoreDiacritics(ignore: boolean): this {
    this.#diacritics = !ignore;
    return this;
  }

  /** The search begins after this range. */
  startFrom(range: unknown): this {
    this.#start = rangePlace(range, 'TextFinder.startFrom');
    return this;
  }

  findAll(): ServiceObject[] {
    return this.#session
      .read('TextFinder.findAll', 0, () => this.#matches())
      .map(place => this.#session.make.range(place));
  }

  /** The next match, from the top again after the last one when a start was given; null without a match. */
  findNext(): ServiceObject | null {
    return this.#step('TextFinder.findNext', matches => {
      const from = this.#current ?? this.#start;
      if (from === undefined) return matches[0];
      const next = matches.find(match => this.#order(match, from) > 0);
      return next ?? (this.#current === undefined ? matches[0] : undefined);
    });
  }

  findPrevious(): ServiceObject | null {
    return this.#step('TextFinder.findPrevious', matches => {
      const from = this.#current ?? this.#start;
      if (from === undefined) return matches.at(-1);
      return matches.findLast(match => this.#order(match, from) < 0);
    });
  }

  getCurrentMatch(): ServiceObject | null {
    return this.#current === undefined ? null : this.#session.make.range(this.#current);
  }

  #step(method: string, choose: (matches: RangePlace[]) => RangePlace | undefined): ServiceObject | null {
    const found = this.#session.read(method, 0, () => choose(this.#matches()));
    if (found === undefined) return null;
    this.#current = found;
    return this.#session.make.range(found);
  }

  #matches(): RangePlace[] {
    const test = this.#test();
    return this.#places.flatMap(place => {
      const sheet = this.#session.sheet(place);
      const rows = Math.min(place.area.rows, sheet.lastRow - place.area.row + 1);
      const columns = Math.min(place.area.columns, sheet.lastColumn - place.area.column + 1);
      if (rows < 1 || columns < 1) return [];
      const area = { ...place.area, rows, columns };
      const shown = this.#formulas
        ? sheet.map(area, (row, column) => sheet.formulaText(row, column))
        : sheet.displayValues(area);
      return shown.flatMap((line, row) =>
        line.flatMap((cell, column) =>
          cell !== '' && test(cell)
            ? [{ ...place, area: { row: area.row + row, column: area.column + column, rows: 1, columns: 1 } }]
            : [],
        ),
      );
    });
  }

  #test(): (cell: string) => boolean {
    if (this.#regularExpression) {
      const pattern = new RegExp(this.#entireCell ? `^(?:${this.#text})$` : this.#text, this.#matchCase ? 'u' : 'iu');
      return cell => pattern.test(cell);
    }
    const wanted = this.#folded(this.#text);
    return this.#entireCell ? cell => this.#folded(cell) === wanted : cell => this.#folded(cell).includes(wanted);
  }

  #folded(text: string): string {
    const cased = this.#matchCase ? text : text.toLocaleLowerCase('fr');
    return this.#diacritics ? cased : cased.normalize('NFD').replace(/\p{M}/gu, '');
  }

  #order(a: RangePlace, b: RangePlace): number {
    const rank = (place: RangePlace) => this.#places.findIndex(({ sheetId }) => sheetId === place.sheetId);
    return rank(a) - rank(b) || a.area.row - b.area.row || a.area.column - b.area.column;
  }
}
