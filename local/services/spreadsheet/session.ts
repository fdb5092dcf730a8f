/** What the Sheets objects of one execution share: the workbooks, the pending writes, the count of calls, and who makes which object. */
import type { Area } from '../../engine/grid-area';
import { protectionAgainst, protectionAgainstShape } from '../../engine/protection-rules';
import type { Sheet } from '../../engine/sheet';
import { type Workbook, WorkbookError } from '../../engine/workbook';
import { type Clock, type Execution, ScriptError, ServiceObject } from '../../kernel/contract';
import { PendingWrites } from './pending-writes';

/** A block of cells of a tab, as a Range object points to it. */
export interface RangePlace {
  readonly bookId: string;
  readonly sheetId: number;
  readonly area: Area;
}

export interface SheetPlace {
  readonly bookId: string;
  readonly sheetId: number;
}

/** Makes the objects a script holds; filled by spreadsheet-app.ts, so that their files need not know one another. */
export interface ObjectMakers {
  spreadsheet(bookId: string): ServiceObject;
  sheet(place: SheetPlace): ServiceObject;
  range(place: RangePlace): ServiceObject;
  rangeList(places: readonly RangePlace[]): ServiceObject;
  namedRange(bookId: string, name: string): ServiceObject;
  protection(place: SheetPlace, id: string): ServiceObject;
  textFinder(places: readonly RangePlace[], text: string): ServiceObject;
}

export const PROTECTED =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';
export const OUTSIDE = 'The coordinates of the range are outside the dimensions of the sheet.';

const rangePlaces = new WeakMap<ServiceObject, RangePlace>();
const sheetPlaces = new WeakMap<ServiceObject, SheetPlace>();

/** Remembers where a Range object points. */
export function placeRange(range: ServiceObject, place: RangePlace): void {
  rangePlaces.set(range, place);
}

/** Remembers which tab a Sheet object is. */
export function placeSheet(sheet: ServiceObject, place: SheetPlace): void {
  sheetPlaces.set(sheet, place);
}

/** Where a Range that the script hands over points; throws Google's sentence on anything else. */
export function rangePlace(value: unknown, method: string): RangePlace {
  const place = value instanceof ServiceObject ? rangePlaces.get(value) : undefined;
  if (place === undefined) throw mismatch([value], method);
  return place;
}

/** Which tab a Sheet that the script hands over is; throws Google's sentence on anything else. */
export function sheetPlace(value: unknown, method: string): SheetPlace {
  const place = value instanceof ServiceObject ? sheetPlaces.get(value) : undefined;
  if (place === undefined) throw mismatch([value], method);
  return place;
}

/** Google's error for arguments of the wrong kind. `method` as `SpreadsheetApp.Range.setValue`. */
export function mismatch(args: readonly unknown[], method: string): ScriptError {
  const kinds = args.map(arg => {
    if (arg === null) return 'null';
    if (Array.isArray(arg)) return 'number[]';
    if (typeof arg === 'string') return 'String';
    return typeof arg === 'object' ? arg.constructor.name : typeof arg;
  });
  return new ScriptError(
    `The parameters (${kinds.join(',')}) don't match the method signature for SpreadsheetApp.${method}.`,
  );
}

export class SheetsSession {
  readonly pending: PendingWrites;
  readonly #open: (id: string) => Workbook | undefined;
  #makers: ObjectMakers | undefined;

  constructor(
    readonly execution: Execution,
    readonly clock: Clock,
    readonly boundId: string,
    open: (id: string) => Workbook | undefined,
  ) {
    this.#open = open;
    this.pending = new PendingWrites(execution);
  }

  get make(): ObjectMakers {
    if (this.#makers === undefined) throw new Error('The Sheets session has no makers yet.');
    return this.#makers;
  }

  set make(makers: ObjectMakers) {
    this.#makers = makers;
  }

  book(id: string): Workbook {
    const book = this.#open(id);
    if (book === undefined)
      throw new ScriptError("Document is missing (perhaps it was deleted, or you don't have read access?)");
    return book;
  }

  sheet({ bookId, sheetId }: SheetPlace): Sheet {
    const sheet = this.book(bookId).sheetById(sheetId);
    if (sheet === undefined) throw new ScriptError(`Sheet ${sheetId} not found`);
    return sheet;
  }

  /** A counted read of `cells` cells: what was pending is written first. */
  read<T>(method: string, cells: number, look: () => T): T {
    this.execution.count(method, { read: cells });
    this.pending.apply();
    return look();
  }

  /** A free look at contents (sizes in use): what was pending is written first. */
  look<T>(look: () => T): T {
    this.pending.apply();
    return look();
  }

  /** A free look at names and sizes: written first only if something pending changes them. */
  shape<T>(look: () => T): T {
    this.pending.applyShape();
    return look();
  }

  /** A counted write of `cells` cells that waits with the others. */
  write(method: string, cells: number, write: () => void, changesShape = false): void {
    this.refuseReadOnly(method);
    this.execution.count(method, { written: cells });
    this.pending.add(() => {
      this.inGoogleWords(write);
    }, changesShape);
  }

  /** A counted call whose answer needs the server: everything pending goes first, and it is done at once. */
  command<T>(method: string, run: () => T): T {
    this.refuseReadOnly(method);
    this.execution.count(method);
    this.pending.apply();
    return this.inGoogleWords(run);
  }

  /** Runs something; what a workbook refuses is told to the script as Google tells it. */
  inGoogleWords<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (error instanceof WorkbookError) throw new ScriptError(error.message);
      throw error;
    }
  }

  /** Functions in cells may read the workbook and never write it. */
  refuseReadOnly(method: string): void {
    if (this.execution.kind === 'custom') {
      throw new ScriptError(`You do not have permission to call ${method.split('.').at(-1) ?? method}`);
    }
  }

  /** Throws when a protection keeps the account that runs the script from changing those cells. */
  allowCells(place: RangePlace): void {
    const book = this.book(place.bookId);
    if (
      protectionAgainst(book.document, this.sheet(place).document, place.area, this.execution.effectiveUser) !==
      undefined
    ) {
      throw new ScriptError(PROTECTED);
    }
  }

  /** The same for whole rows or columns that come, go or move. */
  allowShape(place: SheetPlace, area: Area | undefined): void {
    const book = this.book(place.bookId);
    if (
      protectionAgainstShape(book.document, this.sheet(place).document, area, this.execution.effectiveUser) !==
      undefined
    ) {
      throw new ScriptError(PROTECTED);
    }
  }

  /** The area as a range of the tab; throws Google's sentences when it does not fit in. */
  within(place: SheetPlace, area: Area): RangePlace {
    if (area.row < 1) throw new ScriptError('The starting row of the range is too small.');
    if (area.column < 1) throw new ScriptError('The starting column of the range is too small.');
    if (area.rows < 1) throw new ScriptError('The number of rows in the range must be at least 1.');
    if (area.columns < 1) throw new ScriptError('The number of columns in the range must be at least 1.');
    const { maxRows, maxColumns } = this.shape(() => this.sheet(place).document);
    if (area.row + area.rows - 1 > maxRows || area.column + area.columns - 1 > maxColumns)
      throw new ScriptError(OUTSIDE);
    return { bookId: place.bookId, sheetId: place.sheetId, area };
  }
}

/** A row or column number, a count; throws Google's sentence when it is none. */
export function whole(value: unknown, method: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw mismatch([value], method);
  return Math.floor(value);
}

export function text(value: unknown, method: string): string {
  if (typeof value !== 'string') throw mismatch([value], method);
  return value;
}
