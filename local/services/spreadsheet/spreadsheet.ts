/** A spreadsheet, as a script holds it. */
import type { Sheet as SheetModel } from '../../engine/sheet';
import type { Workbook } from '../../engine/workbook';
import { ScriptError, ServiceObject } from '../../kernel/contract';
import { User } from '../session';
import { mismatch, type RangePlace, rangePlace, type SheetsSession, sheetPlace, text, whole } from './session';
import { areaIn } from './sheet';

export class Spreadsheet extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #id: string;

  constructor(session: SheetsSession, id: string) {
    super();
    this.#session = session;
    this.#id = id;
  }

  getId(): string {
    return this.#id;
  }

  getUrl(): string {
    return `https://docs.google.com/spreadsheets/d/${this.#id}/edit`;
  }

  getName(): string {
    return this.#session.shape(() => this.#book.document.name);
  }

  rename(name: unknown): void {
    const given = text(name, 'Spreadsheet.rename');
    this.#session.write(
      'Spreadsheet.rename',
      0,
      () => {
        this.#book.document.name = given;
        this.#book.changed();
      },
      true,
    );
  }

  getSpreadsheetLocale(): string {
    return this.#book.document.locale;
  }

  /** Only fr_FR: entries and displays of other locales are not known here. */
  setSpreadsheetLocale(locale: unknown): void {
    if (locale !== 'fr_FR')
      throw new ScriptError(`The local Workspace knows the locale fr_FR only, not ${String(locale)}.`);
    this.#session.write('Spreadsheet.setSpreadsheetLocale', 0, () => {
      this.#book.document.locale = locale;
      this.#book.changed();
    });
  }

  getSpreadsheetTimeZone(): string {
    return this.#session.shape(() => this.#book.document.timeZone);
  }

  setSpreadsheetTimeZone(timeZone: unknown): void {
    const given = text(timeZone, 'Spreadsheet.setSpreadsheetTimeZone');
    if (!Intl.supportedValuesOf('timeZone').includes(given) && given !== 'UTC') {
      throw new ScriptError(`Invalid argument: ${given}`);
    }
    this.#session.write(
      'Spreadsheet.setSpreadsheetTimeZone',
      0,
      () => {
        this.#book.setTimeZone(given);
      },
      true,
    );
  }

  // Tabs.

  getSheets(): ServiceObject[] {
    return this.#session.shape(() => this.#book.sheets.map(sheet => this.#sheetObject(sheet)));
  }

  getNumSheets(): number {
    return this.#session.shape(() => this.#book.document.sheets.length);
  }

  getSheetByName(name: unknown): ServiceObject | null {
    const given = text(name, 'Spreadsheet.getSheetByName');
    const sheet = this.#session.shape(() => this.#book.sheet(given));
    return sheet === undefined ? null : this.#sheetObject(sheet);
  }

  getSheetById(id: number): ServiceObject | null {
    const sheet = this.#session.shape(() => this.#book.sheetById(whole(id, 'Spreadsheet.getSheetById')));
    return sheet === undefined ? null : this.#sheetObject(sheet);
  }

  /** `index` counts from 0; without a name Google's own next one. */
  insertSheet(name?: unknown, index?: unknown): ServiceObject {
    const given = typeof name === 'string' ? name : undefined;
    const place = typeof name === 'number' ? name : index;
    if (name !== undefined && given === undefined && typeof name !== 'number')
      throw mismatch([name], 'Spreadsheet.insertSheet');
    return this.#session.command('Spreadsheet.insertSheet', () => {
      const sheet = this.#book.insertSheet(given ?? this.#freeName(), typeof place === 'number' ? place : undefined);
      this.#book.select(sheet, []);
      return this.#sheetObject(sheet);
    });
  }

  deleteSheet(sheet: unknown): void {
    const place = sheetPlace(sheet, 'Spreadsheet.deleteSheet');
    this.#session.allowShape(place, this.#session.sheet(place).whole);
    this.#session.command('Spreadsheet.deleteSheet', () => {
      this.#book.deleteSheet(this.#session.sheet(place));
    });
  }

  getActiveSheet(): ServiceObject {
    return this.#session.shape(() => this.#sheetObject(this.#book.activeSheet));
  }

  setActiveSheet(sheet: unknown): ServiceObject {
    const place = sheetPlace(sheet, 'Spreadsheet.setActiveSheet');
    this.#session.write(
      'Spreadsheet.setActiveSheet',
      0,
      () => {
        this.#book.select(this.#session.sheet(place), []);
      },
      true,
    );
    return this.#session.make.sheet(place);
  }

  /** Moves the active tab to a place counted from 1. */
  moveActiveSheet(position: number): void {
    const index = whole(position, 'Spreadsheet.moveActiveSheet');
    if (index < 1 || index > this.#book.document.sheets.length) throw new ScriptError(`Invalid argument: ${index}`);
    this.#session.command('Spreadsheet.moveActiveSheet', () => {
      this.#book.moveSheet(this.#book.activeSheet, index - 1);
    });
  }

  // Ranges.

  getRange(notation: unknown): ServiceObject {
    const given = text(notation, 'Spreadsheet.getRange');
    const bang = given.lastIndexOf('!');
    if (bang < 0) {
      const named = this.getRangeByName(given);
      if (named !== null) return named;
    }
    const name = given
      .slice(0, Math.max(bang, 0))
      .replace(/^'(.*)'$/, '$1')
      .replaceAll("''", "'");
    const sheet = this.#session.shape(() => (bang < 0 ? this.#book.activeSheet : this.#book.sheet(name)));
    if (sheet === undefined) throw new ScriptError('Range not found');
    const place = { bookId: this.#id, sheetId: sheet.sheetId };
    return this.#session.make.range(this.#session.within(place, areaIn(given.slice(bang + 1), sheet.document)));
  }

  getRangeByName(name: unknown): ServiceObject | null {
    const given = text(name, 'Spreadsheet.getRangeByName');
    const area = this.#session.shape(() => this.#book.namedArea(given));
    if (area === undefined) return null;
    const { sheetId, row, column, rows, columns } = area;
    return this.#session.make.range({ bookId: this.#id, sheetId, area: { row, column, rows, columns } });
  }

  getNamedRanges(): ServiceObject[] {
    return this.#session.read('Spreadsheet.getNamedRanges', 0, () =>
      this.#book.document.namedRanges.map(({ name }) => this.#session.make.namedRange(this.#id, name)),
    );
  }

  setNamedRange(name: unknown, range: unknown): void {
    const given = text(name, 'Spreadsheet.setNamedRange');
    const { sheetId, area } = rangePlace(range, 'Spreadsheet.setNamedRange');
    if (!/^[\p{L}_][\p{L}\p{N}_]{0,249}$/u.test(given) || /^(?:[a-z]{1,3}\d+|r\d*c\d*|true|false)$/i.test(given)) {
      throw new ScriptError(`The name "${given}" is not valid for a named range.`);
    }
    this.#session.write(
      'Spreadsheet.setNamedRange',
      0,
      () => {
        this.#book.setNamedArea(given, { sheetId, ...area });
      },
      true,
    );
  }

  removeNamedRange(name: unknown): void {
    const given = text(name, 'Spreadsheet.removeNamedRange');
    this.#session.command('Spreadsheet.removeNamedRange', () => {
      if (!this.#book.removeNamedArea(given)) throw new ScriptError(`The named range ${given} does not exist.`);
    });
  }

  getActiveRange(): ServiceObject | null {
    return this.getActiveRangeList() === null ? null : this.#rangeObject(this.#selected().at(-1));
  }

  getActiveRangeList(): ServiceObject | null {
    const places = this.#selected();
    return places.length === 0 ? null : this.#session.make.rangeList(places);
  }

  getCurrentCell(): ServiceObject | null {
    const [first] = this.#selected();
    return first === undefined ? null : this.#rangeObject({ ...first, area: { ...first.area, rows: 1, columns: 1 } });
  }

  createTextFinder(findText: unknown): ServiceObject {
    const places = this.#book.sheets.map(({ sheetId, whole: area }) => ({ bookId: this.#id, sheetId, area }));
    return this.#session.make.textFinder(places, text(findText, 'Spreadsheet.createTextFinder'));
  }

  // People.

  /** A message in the corner of the screen, which disappears by itself. */
  toast(message: unknown, title: unknown = '', _timeoutSeconds?: number): void {
    this.#session.execution.person.show('toast', String(title), String(message));
  }

  getOwner(): User {
    return new User(this.#book.document.owner);
  }

  getEditors(): User[] {
    const { owner, editors } = this.#book.document;
    return [owner, ...editors].map(address => new User(address));
  }

  addEditor(address: unknown): this {
    const added = text(address, 'Spreadsheet.addEditor');
    this.#session.command('Spreadsheet.addEditor', () => {
      const { document } = this.#book;
      document.editors = [...new Set([...document.editors, added])];
      this.#book.changed();
    });
    return this;
  }

  override toString(): string {
    return 'Spreadsheet';
  }

  get #book(): Workbook {
    return this.#session.book(this.#id);
  }

  #sheetObject({ sheetId }: SheetModel): ServiceObject {
    return this.#session.make.sheet({ bookId: this.#id, sheetId });
  }

  #rangeObject(place: RangePlace | undefined): ServiceObject | null {
    return place === undefined ? null : this.#session.make.range(place);
  }

  #selected(): RangePlace[] {
    return this.#session.shape(() => {
      const sheet = this.#book.activeSheet;
      return this.#book.document.selection.map(area => ({ bookId: this.#id, sheetId: sheet.sheetId, area }));
    });
  }

  #freeName(): string {
    let number = this.#book.document.sheets.length + 1;
    while (this.#book.sheet(`Feuille ${number}`) !== undefined) number += 1;
    return `Feuille ${number}`;
  }
}
