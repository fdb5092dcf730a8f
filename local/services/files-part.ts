/**
 * The files of a Workspace as one part of it: the globals Drive, Sheets and DocumentApp; for the other parts, the list of files
 * (`context.part<FilesPart>('drive').files.register(…)`); for people, the comments on cells.
 */
import type { Spreadsheets } from '../engine/spreadsheets';
import { FileComments } from '../files/comments';
import { GoogleDocs } from '../files/google-docs';
import { GoogleFiles } from '../files/google-files';
import { GoogleSpreadsheets } from '../files/google-spreadsheets';
import { SheetComments } from '../files/sheet-comments';
import type { Execution, Part, PartContext, PartFactory } from '../kernel/contract';
import { DocumentApp } from './document-app';
import { Drive } from './drive';
import { Sheets } from './sheets-api';
import type { SheetsPart } from './spreadsheet-app';

export class FilesPart implements Part {
  readonly name = 'drive';
  readonly files: GoogleFiles;
  readonly docs: GoogleDocs;
  readonly sheetComments: SheetComments;
  readonly #comments: FileComments;
  readonly #spreadsheets: () => Spreadsheets;

  constructor({ store, clock, part }: Pick<PartContext, 'store' | 'clock' | 'part'>) {
    // The parts know one another once they are all made.
    const spreadsheets = (): Spreadsheets => part<SheetsPart>('sheets').spreadsheets;
    this.#spreadsheets = spreadsheets;
    this.files = new GoogleFiles(store, clock);
    this.docs = new GoogleDocs(store, this.files, clock);
    this.#comments = new FileComments(store, clock);
    this.sheetComments = new SheetComments(this.#comments, spreadsheets, this.files);
    this.files.plug(
      new GoogleSpreadsheets({ spreadsheets, comments: this.#comments, sheetComments: this.sheetComments, clock }),
    );
  }

  globals(execution: Execution): Record<string, unknown> {
    const services = { execution, files: this.files, docs: this.docs, comments: this.#comments };
    return {
      Drive: new Drive(services),
      DocumentApp: new DocumentApp(services),
      Sheets: new Sheets({ execution, files: this.files, spreadsheets: this.#spreadsheets }),
    };
  }
}

export const filesPart: PartFactory = context => new FilesPart(context);
