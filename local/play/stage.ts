// A Workspace as the people of a scenario meet it: who acts, the workbook under their hands, the form, the mail.
import { type Area, columnNumber } from '../engine/grid-area';
import type { EditHappened, PersonGestures, TypedValue } from '../engine/person-gestures';
import type { Sheet } from '../engine/sheet';
import type { Workbook } from '../engine/workbook';
import type { MessageAddress, SheetComments } from '../files/sheet-comments';
import { type PersonAtScreen, Refusal } from '../kernel/contract';
import { Log } from '../kernel/log';
import type { Screen } from '../kernel/person';
import type { Workspace } from '../kernel/workspace';
import type { PostOffice } from '../post/post-office';
import type { FilesPart } from '../services/files-part';
import type { FormLibrary } from '../services/form-library';
import type { SheetsPart } from '../services/spreadsheet-app';
import type { FormsPart } from './forms-part';
import type { MailPart } from './mail-part';

/** Answers of the form that the scenario named with `as`: name → response id. */
const ANSWERS = ['scenario', 'answers'] as const;
/** Comments and replies that the scenario named with `as`. */
const COMMENTS = ['scenario', 'comments'] as const;
/** What people saw beside the script: a refusal of the workbook or of the form. Listed with the script's own screens. */
const REFUSALS = 'screenRefusal';

const SETTINGS_TAB = 'Paramètres';
const MANAGING_ACCOUNT = 'CompteGestion';
/** Google names the committee's workbook as the add-on does when it makes it. */
const COMMITTEE_NAME = /comité/i;

export class Stage {
  readonly #sheets: SheetsPart;
  readonly #gestures: PersonGestures;
  readonly #refusals: Log<Screen>;
  readonly forms: FormLibrary;
  readonly office: PostOffice;
  readonly comments: SheetComments;

  constructor(readonly workspace: Workspace) {
    this.#sheets = workspace.part<SheetsPart>('sheets');
    this.#gestures = this.#sheets.spreadsheets.gestures(this.#sheets.bound);
    this.#refusals = new Log(workspace.store, REFUSALS);
    this.forms = workspace.part<FormsPart>('forms').library;
    this.office = workspace.part<MailPart>('mail').office;
    this.comments = workspace.part<FilesPart>('drive').sheetComments;
  }

  /** The workbook to which the script is bound. */
  get workbook(): Workbook {
    return this.#sheets.bound;
  }

  /** The other spreadsheets. */
  get otherWorkbooks(): Workbook[] {
    return this.#sheets.spreadsheets.all().filter(({ id }) => id !== this.workspace.boundSpreadsheetId);
  }

  /** The workbook that the committee comments in, once the add-on has made it. */
  get committeeWorkbook(): Workbook | undefined {
    return this.otherWorkbooks.find(({ document }) => COMMITTEE_NAME.test(document.name));
  }

  /** The account that installed, whose mailbox is read: CompteGestion, or the owner before the installation. */
  get manager(): string {
    const sheet = this.workbook.sheet(SETTINGS_TAB);
    const [header, ...rows] = sheet?.document.values ?? [];
    const column = header?.indexOf('Valeur') ?? -1;
    const value = rows.find(row => row?.[0] === MANAGING_ACCOUNT)?.[column];
    return typeof value === 'string' && value.includes('@') ? value : this.workspace.owner;
  }

  /** Everything that people saw, in the order of the steps. */
  get screens(): Screen[] {
    return [...this.workspace.screens, ...this.#refusals.all()].sort((a, b) => a.step - b.step);
  }

  /** A gesture that was refused: the person reads why. */
  showError(text: string): void {
    this.#refusals.add({ step: this.workspace.step, kind: 'error', title: '', text, answer: null });
  }

  /** Somebody who acts in the workbook may edit it: the owner shared it with them. */
  admit(account: string): void {
    if (!account.includes('@')) throw new Refusal('Choisissez d’abord qui vous êtes : une adresse de courriel.');
    const { document } = this.workbook;
    const known = [document.owner, ...document.editors].some(editor => editor.toLowerCase() === account.toLowerCase());
    if (known) return;
    document.editors.push(account);
    this.workbook.changed();
  }

  /** Types in a cell and fires onEdit. Throws Refusal where the workbook refuses. */
  typeCell(sheet: Sheet, row: number, column: number, value: TypedValue, by: string, person?: PersonAtScreen): void {
    this.admit(by);
    this.#edited(this.#gestures.typeCell(sheet, row, column, value, by), by, person);
  }

  /**
   * Types a block at once, as a person pastes it: one onEdit for all of it. A cell without a value stays as it is. What
   * the workbook refuses is given back, a sentence each, and the rest is typed.
   */
  typeBlock(
    sheet: Sheet,
    area: Area,
    values: readonly (readonly (TypedValue | undefined)[])[],
    by: string,
    person?: PersonAtScreen,
  ): string[] {
    this.admit(by);
    const refusals: string[] = [];
    let isTyped = false;
    values.forEach((line, down) => {
      line.forEach((value, across) => {
        if (value === undefined) return;
        try {
          this.#gestures.typeCell(sheet, area.row + down, area.column + across, value, by);
          isTyped = true;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          refusals.push(error.message);
        }
      });
    });
    if (isTyped) this.#edited({ sheetId: sheet.sheetId, area, value: undefined, oldValue: undefined }, by, person);
    return refusals;
  }

  /**
   * Types a whole row at once, as a person pastes it: one onEdit for all of it, without a value. What the workbook
   * refuses is shown, cell by cell, and the rest is typed.
   */
  typeRow(
    sheet: Sheet,
    row: number,
    cells: readonly { readonly column: number; readonly value: TypedValue }[],
    by: string,
  ): void {
    this.admit(by);
    const typed = cells.flatMap(({ column, value }) => {
      try {
        return [this.#gestures.typeCell(sheet, row, column, value, by)];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        this.showError(error.message);
        return [];
      }
    });
    const [first] = typed;
    if (!first) return;
    const columns = typed.map(({ area }) => area.column);
    const column = Math.min(...columns);
    const area = { row, column, rows: 1, columns: Math.max(...columns) - column + 1 };
    this.#edited(
      typed.length === 1 ? first : { sheetId: sheet.sheetId, area, value: undefined, oldValue: undefined },
      by,
    );
  }

  /** The same, for a cell such as `H20`. The tab grows when the cell is below its last row or beyond its last column. */
  typeAt(sheet: Sheet, cell: string, value: TypedValue, by: string): void {
    const [, letters = '', digits = ''] = /^([A-Za-z]+)(\d+)$/.exec(cell) ?? [];
    const row = Number(digits);
    const column = columnNumber(letters);
    this.admit(by);
    const { maxRows, maxColumns } = sheet.document;
    if (row > maxRows) this.#gestures.insertRows(sheet, maxRows + 1, row - maxRows, by);
    if (column > maxColumns) this.#gestures.insertColumns(sheet, maxColumns + 1, column - maxColumns, by);
    this.typeCell(sheet, row, column, value, by);
  }

  /** Writes past protections, as a script could; nothing fires. */
  tamper(sheet: Sheet, row: number, column: number, value: TypedValue): void {
    this.#gestures.tamper(sheet, row, column, value);
  }

  insertRows(sheet: Sheet, before: number, count: number, by: string): void {
    this.admit(by);
    this.#gestures.insertRows(sheet, before, count, by);
  }

  deleteRows(sheet: Sheet, first: number, count: number, by: string): void {
    this.admit(by);
    this.#gestures.deleteRows(sheet, first, count, by);
  }

  /** Sorts the rows below the frozen ones, smallest first. */
  sortRows(sheet: Sheet, column: number, by: string): void {
    this.admit(by);
    this.#gestures.sortRows(sheet, column, true, by);
  }

  /** Remembers under which name the scenario calls a comment or a reply. */
  nameComment(name: string, address: MessageAddress): void {
    this.workspace.store.put(...COMMENTS, { ...this.#namedComments(), [name]: address });
  }

  /** Where the comment or reply of that name stands. */
  namedComment(name: string): MessageAddress | undefined {
    return this.#namedComments()[name];
  }

  /** Remembers under which name the scenario calls an answer. */
  nameAnswer(name: string, responseId: string): void {
    this.workspace.store.put(...ANSWERS, { ...this.#answers(), [name]: responseId });
  }

  /** The response id of an answer by its name. */
  namedAnswer(name: string): string | undefined {
    return this.#answers()[name];
  }

  #namedComments(): Record<string, MessageAddress> {
    return this.workspace.store.get<Record<string, MessageAddress>>(...COMMENTS) ?? {};
  }

  #answers(): Record<string, string> {
    return this.workspace.store.get<Record<string, string>>(...ANSWERS) ?? {};
  }

  #edited(edit: EditHappened, by: string, person?: PersonAtScreen): void {
    const book = this.workbook;
    this.workspace.afterGesture();
    this.workspace.happen({
      type: 'ON_EDIT',
      sourceId: book.id,
      by,
      event: execution => this.#sheets.editEvent(execution, book, edit),
      ...(person === undefined ? {} : { person }),
    });
  }
}
