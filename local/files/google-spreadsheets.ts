/** The spreadsheets of one Workspace as files of its Drive: made, copied, renamed and deleted there, and exported as .xlsx with their comments. */
import type { Spreadsheets } from '../engine/spreadsheets';
import type { Workbook } from '../engine/workbook';
import { toXlsx } from '../engine/xlsx';
import type { Clock } from '../kernel/contract';
import type { FileComments } from './comments';
import { type DriveFile, GOOGLE_SHEET, type GoogleFileKind, XLSX } from './google-files';
import type { SheetComments } from './sheet-comments';

export interface SpreadsheetFiles {
  readonly spreadsheets: () => Spreadsheets;
  readonly comments: FileComments;
  readonly sheetComments: SheetComments;
  readonly clock: Clock;
}

export class GoogleSpreadsheets implements GoogleFileKind {
  readonly mimeType = GOOGLE_SHEET;
  readonly #parts: SpreadsheetFiles;

  constructor(parts: SpreadsheetFiles) {
    this.#parts = parts;
  }

  create(file: DriveFile): void {
    this.#parts.spreadsheets().create({ name: file.name, owner: ownerOf(file) }, file.id);
  }

  copy(from: DriveFile, to: DriveFile): void {
    this.#parts.spreadsheets().copy(this.#book(from), { id: to.id, name: to.name, owner: ownerOf(to) });
  }

  remove(file: DriveFile): void {
    this.#parts.comments.forget(file.id);
    this.#parts.spreadsheets().remove(file.id);
  }

  renamed(file: DriveFile): void {
    const book = this.#book(file);
    book.document.name = file.name;
    book.changed();
  }

  export(file: DriveFile, mimeType: string): Uint8Array | undefined {
    if (mimeType !== XLSX) return undefined;
    const { sheetComments, clock } = this.#parts;
    return toXlsx(this.#book(file), { at: new Date(clock.now()), threads: sheetComments.threads(file.id) });
  }

  #book(file: DriveFile): Workbook {
    const book = this.#parts.spreadsheets().get(file.id);
    if (book === undefined) throw new Error(`The spreadsheet ${file.id} has a file and no content.`);
    return book;
  }
}

function ownerOf(file: DriveFile): string {
  const owner = file.permissions.find(({ role }) => role === 'owner')?.emailAddress;
  if (owner === undefined) throw new Error(`The file ${file.id} has no owner.`);
  return owner;
}
