/**
 * The files of a Workspace as one part of it: the globals Drive and DocumentApp, and for the other parts the list of files
 * where they enter what they make (`context.part<FilesPart>('drive').files.register(…)`) and plug how it is exported.
 */
import { GoogleDocs } from '../files/google-docs';
import { GoogleFiles } from '../files/google-files';
import type { Execution, Part, PartContext, PartFactory } from '../kernel/contract';
import { DocumentApp } from './document-app';
import { Drive } from './drive';

export class FilesPart implements Part {
  readonly name = 'drive';
  readonly files: GoogleFiles;
  readonly docs: GoogleDocs;

  constructor(context: Pick<PartContext, 'store' | 'clock'>) {
    this.files = new GoogleFiles(context.store, context.clock);
    this.docs = new GoogleDocs(context.store, this.files, context.clock);
  }

  globals(execution: Execution): Record<string, unknown> {
    const services = { execution, files: this.files, docs: this.docs };
    return { Drive: new Drive(services), DocumentApp: new DocumentApp(services) };
  }
}

export const filesPart: PartFactory = context => new FilesPart(context);
