/** Several ranges of one tab, treated alike. */
import { ServiceObject } from '../../kernel/contract';
import type { RangePlace, SheetsSession } from './session';

export class RangeList extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #places: readonly RangePlace[];

  constructor(session: SheetsSession, places: readonly RangePlace[]) {
    super();
    this.#session = session;
    this.#places = places;
  }

  getRanges(): ServiceObject[] {
    return this.#places.map(place => this.#session.make.range(place));
  }

  activate(): this {
    const [first] = this.#places;
    if (first !== undefined) {
      this.#session.book(first.bookId).select(
        this.#session.sheet(first),
        this.#places.map(({ area }) => area),
      );
    }
    return this;
  }
}
