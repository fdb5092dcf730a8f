/** A named range of a spreadsheet. */
import { ScriptError, ServiceObject } from '../../kernel/contract';
import { rangePlace, type SheetsSession, text } from './session';

export class NamedRange extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #bookId: string;
  #name: string;

  constructor(session: SheetsSession, bookId: string, name: string) {
    super();
    this.#session = session;
    this.#bookId = bookId;
    this.#name = name;
  }

  getName(): string {
    return this.#name;
  }

  getRange(): ServiceObject {
    const area = this.#session.shape(() => this.#session.book(this.#bookId).namedArea(this.#name));
    if (area === undefined) throw new ScriptError(`The named range ${this.#name} no longer exists.`);
    const { sheetId, row, column, rows, columns } = area;
    return this.#session.make.range({ bookId: this.#bookId, sheetId, area: { row, column, rows, columns } });
  }

  setName(name: string): this {
    const after = text(name, 'NamedRange.setName');
    const before = this.#name;
    this.#session.write(
      'NamedRange.setName',
      0,
      () => {
        const book = this.#session.book(this.#bookId);
        const area = book.namedArea(before);
        if (area === undefined) return;
        book.removeNamedArea(before);
        book.setNamedArea(after, area);
      },
      true,
    );
    this.#name = after;
    return this;
  }

  setRange(range: unknown): this {
    const { sheetId, area } = rangePlace(range, 'NamedRange.setRange');
    this.#session.write(
      'NamedRange.setRange',
      0,
      () => {
        this.#session.book(this.#bookId).setNamedArea(this.#name, { sheetId, ...area });
      },
      true,
    );
    return this;
  }

  remove(): void {
    this.#session.write(
      'NamedRange.remove',
      0,
      () => this.#session.book(this.#bookId).removeNamedArea(this.#name),
      true,
    );
  }
}
