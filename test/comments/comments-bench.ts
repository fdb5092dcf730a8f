/** A committee's workbook in memory, that the add-on made, with people who comment in it and executions that read them. */
import { inflateRawSync } from 'node:zlib';
import type { Sheet } from '../../local/engine/sheet';
import { Spreadsheets } from '../../local/engine/spreadsheets';
import type { Workbook } from '../../local/engine/workbook';
import type { CommentAuthor } from '../../local/files/comments';
import type { DriveFile } from '../../local/files/google-files';
import { GOOGLE_SHEET } from '../../local/files/google-files';
import type { CommentedCell } from '../../local/files/sheet-comments';
import type { Execution } from '../../local/kernel/contract';
import { WorkspaceStore } from '../../local/kernel/store';
import type { Drive } from '../../local/services/drive';
import { FilesPart } from '../../local/services/files-part';
import type { Sheets } from '../../local/services/sheets-api';

export const INSTALLER = 'dispositif@cuf.example';
export const ANNE: CommentAuthor = { displayName: 'Anne (AFD)', account: 'anne@afd.example' };
export const BRUNO: CommentAuthor = { displayName: 'Bruno & fils <DAECT>', account: 'bruno@daect.example' };

export class CommentsBench {
  now = Date.parse('2018-11-05T13:30:15.250Z');
  readonly store = WorkspaceStore.inMemory();
  readonly spreadsheets = new Spreadsheets(this.store, { now: () => this.now }, () => ({
    has: () => false,
    call: name => {
      throw new Error(`There is no function ${name} on this bench.`);
    },
  }));
  readonly part = new FilesPart({
    store: this.store,
    clock: { now: () => this.now },
    part: <T>() => ({ spreadsheets: this.spreadsheets }) as T,
  });
  /** The counted calls of every execution, in order. */
  readonly calls: string[] = [];
  readonly file: DriveFile;

  constructor() {
    this.file = this.part.files.create({
      name: 'Comité 2018',
      mimeType: GOOGLE_SHEET,
      owner: INSTALLER,
      byApp: true,
    });
    this.share(ANNE, 'commenter');
    this.share(BRUNO, 'writer');
    this.sheet.write({ row: 1, column: 1, rows: 4, columns: 2 }, [
      [value('Référence'), value('Collectivité')],
      [value('DEM-2018-003'), value('Ville C')],
      [value('DEM-2018-001'), value('Ville A')],
      [value('DEM-2018-002'), value('Ville <B> & "co"')],
    ]);
    this.sheet.document.frozenRows = 1;
  }

  get book(): Workbook {
    const book = this.spreadsheets.get(this.file.id);
    if (book === undefined) throw new Error('The spreadsheet is gone.');
    return book;
  }

  /** Its first tab. */
  get sheet(): Sheet {
    const [sheet] = this.book.sheets;
    if (sheet === undefined) throw new Error('There is no tab.');
    return sheet;
  }

  get comments() {
    return this.part.sheetComments;
  }

  /** What the cells of a thread's tab are called, with what they show. */
  get places(): string[] {
    return this.comments.list(this.file.id, this.sheet.sheetId).map(({ cell, row, column }) => {
      const [[text = ''] = []] = this.sheet.displayValues({ row, column, rows: 1, columns: 1 });
      return `${cell} ${text}`;
    });
  }

  share({ account }: CommentAuthor, role: 'writer' | 'commenter' | 'reader'): void {
    this.file.permissions.push({ id: `permission-${account}`, type: 'user', role, emailAddress: account });
  }

  at(row: number, column = 1): CommentedCell {
    return { spreadsheetId: this.file.id, sheetId: this.sheet.sheetId, row, column };
  }

  /** Comments a cell of the first tab a second after what came before; gives the thread's address. */
  add(row: number, text: string, by = ANNE, column = 1): { spreadsheetId: string; commentId: string } {
    this.now += 1_000;
    return { spreadsheetId: this.file.id, commentId: this.comments.add(this.at(row, column), text, by).id };
  }

  /** The Drive service for an execution of an account. */
  drive(effectiveUser?: string): Drive {
    return this.#globals(effectiveUser).Drive;
  }

  /** The Sheets service for an execution of an account. */
  sheets(effectiveUser?: string): Sheets {
    return this.#globals(effectiveUser).Sheets;
  }

  #globals(effectiveUser = INSTALLER): { Drive: Drive; Sheets: Sheets } {
    const execution = {
      effectiveUser,
      requireService: () => undefined,
      count: (method: string) => this.calls.push(method),
      onEnd: () => undefined,
    } as unknown as Execution;
    return this.part.globals(execution) as { Drive: Drive; Sheets: Sheets };
  }
}

function value(text: string) {
  return { kind: 'value' as const, value: text };
}

/** The texts of an archive by path, read through its central directory. */
export function unzipped(archive: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(archive);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const entries = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, name, extra, comment] = [20, 28, 30, 32].map((place, index) =>
      index === 0 ? bytes.readUInt32LE(at + place) : bytes.readUInt16LE(at + place),
    ) as [number, number, number, number];
    const local = bytes.readUInt32LE(at + 42);
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    entries.set(
      bytes.toString('utf8', at + 46, at + 46 + name),
      inflateRawSync(bytes.subarray(data, data + packed)).toString('utf8'),
    );
    at += 46 + name + extra + comment;
  }
  return entries;
}
