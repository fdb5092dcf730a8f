/**
 * The files of a Workspace as one part of it: the globals Drive and DocumentApp, and for the other parts the list of files
 * where they enter what they make (`context.part<FilesPart>('drive').files.register(…)`) and plug how it is exported.
 */
import { GoogleDocs } from '../files/google-docs';
import { GoogleFiles } from '../files/google-files';
import type { Execution, Part, PartContext, PartFactory } from '../kernel/contract';
import { DocumentApp, type NewBlob } from './document-app';
import { Drive } from './drive';

export class FilesPart implements Part {
  readonly name = 'drive';
  readonly files: GoogleFiles;
  readonly docs: GoogleDocs;
  readonly #newBlob: NewBlob;

  constructor(context: Pick<PartContext, 'store' | 'clock'>, newBlob: NewBlob) {
    this.files = new GoogleFiles(context.store, context.clock);
    this.docs = new GoogleDocs(context.store, this.files, context.clock);
    this.#newBlob = newBlob;
  }

  globals(execution: Execution): Record<string, unknown> {
    const services = { execution, files: this.files, docs: this.docs, newBlob: this.#newBlob };
    return { Drive: new Drive(services), DocumentApp: new DocumentApp(services) };
  }
}

/** `newBlob` makes what Utilities.newBlob makes. */
export const filesPart =
  (newBlob: NewBlob): PartFactory =>
  context =>
    new FilesPart(context, newBlob);
