/**
 * SpreadsheetApp of the local Workspace, and the part that keeps its workbooks. Writes wait until a read, flush() or the
 * end of the script; docs/local-workspace.md lists what was decided where Google's behaviour is not known.
 */
import type { EditHappened } from '../engine/person-gestures';
import { Spreadsheets } from '../engine/spreadsheets';
import type { Workbook } from '../engine/workbook';
import {
  type CustomFunctions,
  type Execution,
  type Part,
  type PartContext,
  ScriptError,
  ServiceObject,
} from '../kernel/contract';
import { User } from './session';
import { Charts } from './spreadsheet/charts';
import { ConditionalFormatRuleBuilder } from './spreadsheet/conditional-format';
import { DataValidationBuilder } from './spreadsheet/data-validation';
import {
  BooleanCriteria,
  BorderStyle,
  DataValidationCriteria,
  Dimension,
  ProtectionType,
  WrapStrategy,
} from './spreadsheet/enumerations';
import { NamedRange } from './spreadsheet/named-range';
import { Protection } from './spreadsheet/protection';
import { Range } from './spreadsheet/range';
import { RangeList } from './spreadsheet/range-list';
import { type RangePlace, rangePlace, SheetsSession, sheetPlace } from './spreadsheet/session';
import { Sheet } from './spreadsheet/sheet';
import { Spreadsheet } from './spreadsheet/spreadsheet';
import { TextFinder } from './spreadsheet/text-finder';

/** What the bound workbook is called before anybody renames it. */
const NEW_WORKBOOK_NAME = 'Appui AICT';

export class SpreadsheetApp extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #ui: () => ServiceObject;

  constructor(session: SheetsSession, ui: () => ServiceObject) {
    super();
    this.#session = session;
    this.#ui = ui;
  }

  get ProtectionType() {
    return ProtectionType;
  }

  get DataValidationCriteria() {
    return DataValidationCriteria;
  }

  get BooleanCriteria() {
    return BooleanCriteria;
  }

  get BorderStyle() {
    return BorderStyle;
  }

  get WrapStrategy() {
    return WrapStrategy;
  }

  get Dimension() {
    return Dimension;
  }

  getActive(): ServiceObject {
    return this.#session.make.spreadsheet(this.#session.boundId);
  }

  getActiveSpreadsheet(): ServiceObject {
    return this.getActive();
  }

  getActiveSheet(): ServiceObject {
    const { sheetId } = this.#session.shape(() => this.#book.activeSheet);
    return this.#session.make.sheet({ bookId: this.#session.boundId, sheetId });
  }

  getActiveRange(): ServiceObject | null {
    const place = this.#selection().at(-1);
    return place === undefined ? null : this.#session.make.range(place);
  }

  getActiveRangeList(): ServiceObject | null {
    const places = this.#selection();
    return places.length === 0 ? null : this.#session.make.rangeList(places);
  }

  getCurrentCell(): ServiceObject | null {
    const [first] = this.#selection();
    if (first === undefined) return null;
    return this.#session.make.range({ ...first, area: { ...first.area, rows: 1, columns: 1 } });
  }

  setActiveSheet(sheet: unknown): ServiceObject {
    const place = sheetPlace(sheet, 'setActiveSheet');
    this.#session.write(
      'SpreadsheetApp.setActiveSheet',
      0,
      () => {
        this.#session.book(place.bookId).select(this.#session.sheet(place), []);
      },
      true,
    );
    return this.#session.make.sheet(place);
  }

  setActiveRange(range: unknown): ServiceObject {
    const place = rangePlace(range, 'setActiveRange');
    this.#session.book(place.bookId).select(this.#session.sheet(place), [place.area]);
    return this.#session.make.range(place);
  }

  getUi(): ServiceObject {
    return this.#ui();
  }

  /** Sends every pending write. */
  flush(): void {
    this.#session.execution.count('SpreadsheetApp.flush');
    this.#session.pending.apply();
  }

  newDataValidation(): DataValidationBuilder {
    return new DataValidationBuilder(this.#session, this.#session.boundId);
  }

  newConditionalFormatRule(): ConditionalFormatRuleBuilder {
    return new ConditionalFormatRuleBuilder(this.#session);
  }

  /** Other workbooks need a scope that the add-on does not ask for. */
  openById(_id: unknown): never {
    throw new ScriptError(refused('openById'));
  }

  openByUrl(_url: unknown): never {
    throw new ScriptError(refused('openByUrl'));
  }

  create(_name: unknown): never {
    throw new ScriptError(refused('create'));
  }

  override toString(): string {
    return 'SpreadsheetApp';
  }

  get #book(): Workbook {
    return this.#session.book(this.#session.boundId);
  }

  #selection(): RangePlace[] {
    return this.#session.shape(() => {
      const { activeSheet, document } = this.#book;
      return document.selection.map(area => ({ bookId: document.id, sheetId: activeSheet.sheetId, area }));
    });
  }
}

function refused(method: string): string {
  return `Specified permissions are not sufficient to call SpreadsheetApp.${method}. Required permissions: https://www.googleapis.com/auth/spreadsheets`;
}

/** The Sheets part: the workbooks for people and for the other parts, SpreadsheetApp for scripts. */
export class SheetsPart implements Part {
  readonly name = 'sheets';
  readonly spreadsheets: Spreadsheets;
  readonly #context: PartContext;
  readonly #sessions = new WeakMap<Execution, SheetsSession>();

  constructor(context: PartContext) {
    this.#context = context;
    this.spreadsheets = new Spreadsheets(context.store, context.clock, id =>
      id === context.boundSpreadsheetId ? context.customFunctions() : NO_FUNCTIONS,
    );
  }

  /** The workbook that the script is bound to. */
  get bound(): Workbook {
    const book = this.spreadsheets.get(this.#context.boundSpreadsheetId);
    if (book === undefined) throw new Error('The bound spreadsheet is missing from the store.');
    return book;
  }

  onCreate(): void {
    this.spreadsheets.create(
      { name: NEW_WORKBOOK_NAME, owner: this.#context.owner, timeZone: this.#context.timeZone },
      this.#context.boundSpreadsheetId,
    );
  }

  globals(execution: Execution): Record<string, unknown> {
    return {
      SpreadsheetApp: new SpreadsheetApp(this.#session(execution), () => this.#context.ui(execution)),
      Charts: new Charts(),
    };
  }

  spreadsheet(execution: Execution, id: string): ServiceObject {
    return this.#session(execution).make.spreadsheet(id);
  }

  /** The fields of an edit event, for `Happening.event`; the kernel adds authMode. */
  editEvent(execution: Execution, book: Workbook, edit: EditHappened): Record<string, unknown> {
    const { make } = this.#session(execution);
    return {
      source: make.spreadsheet(book.id),
      range: make.range({ bookId: book.id, sheetId: edit.sheetId, area: edit.area }),
      user: new User(execution.activeUser),
      ...(edit.value === undefined ? {} : { value: edit.value }),
      ...(edit.oldValue === undefined ? {} : { oldValue: edit.oldValue }),
    };
  }

  #session(execution: Execution): SheetsSession {
    let session = this.#sessions.get(execution);
    if (session === undefined) {
      session = this.#newSession(execution);
      this.#sessions.set(execution, session);
    }
    return session;
  }

  #newSession(execution: Execution): SheetsSession {
    const { clock, boundSpreadsheetId } = this.#context;
    const session = new SheetsSession(execution, clock, boundSpreadsheetId, id => this.spreadsheets.get(id));
    session.make = {
      spreadsheet: id => new Spreadsheet(session, id),
      sheet: place => new Sheet(session, place),
      range: place => new Range(session, place),
      rangeList: places => new RangeList(session, places),
      namedRange: (id, name) => new NamedRange(session, id, name),
      protection: (place, id) => new Protection(session, place, id),
      textFinder: (places, text) => new TextFinder(session, places, text),
    };
    this.#select(execution);
    return session;
  }

  /** What the person had selected when they clicked becomes the workbook's selection: whole rows, side by side ones together. */
  #select(execution: Execution): void {
    const { selection } = execution;
    if (selection === undefined) return;
    const book = this.spreadsheets.get(selection.spreadsheetId);
    const sheet = book?.sheet(selection.sheetName);
    if (book === undefined || sheet === undefined) return;
    const areas: { row: number; column: number; rows: number; columns: number }[] = [];
    for (const row of selection.rows) {
      const last = areas.at(-1);
      if (last !== undefined && last.row + last.rows === row) last.rows += 1;
      else areas.push({ row, column: 1, rows: 1, columns: sheet.document.maxColumns });
    }
    book.select(sheet, areas);
  }
}

const NO_FUNCTIONS: CustomFunctions = {
  has: () => false,
  call: name => {
    throw new ScriptError(`Unknown function ${name}`);
  },
};

/** Makes the Sheets part of a Workspace. */
export function sheetsPart(context: PartContext): SheetsPart {
  return new SheetsPart(context);
}
