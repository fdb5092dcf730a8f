/** The Google Docs of one Workspace: their saved state, their copies and their PDF. */
import type { Clock, Store } from '../kernel/contract';
import { type DocumentModel, emptyDocument, paragraphNode, textOfBlocks } from './document-model';
import { type DriveFile, GOOGLE_DOC, type GoogleFileKind, type GoogleFiles, PDF } from './google-files';
import { renderPdf } from './pdf';
import { textOfPdf } from './pdf-text';

const KIND = 'document';
const PLAIN_TEXT = 'text/plain';

export class GoogleDocs implements GoogleFileKind {
  readonly mimeType = GOOGLE_DOC;
  readonly #store: Store;
  readonly #files: GoogleFiles;
  readonly #clock: Clock;

  constructor(store: Store, files: GoogleFiles, clock: Clock) {
    this.#store = store;
    this.#files = files;
    this.#clock = clock;
    files.plug(this);
  }

  /** A working copy of the last saved state, or undefined when there is no such document. */
  open(id: string): { file: DriveFile; model: DocumentModel } | undefined {
    const file = this.#files.find(id);
    const model = this.#store.get<DocumentModel>(KIND, id);
    return file && model && { file, model: structuredClone(model) };
  }

  save(id: string, model: DocumentModel): void {
    const file = this.#files.find(id);
    if (!file) return;
    this.#store.put(KIND, id, structuredClone(model));
    this.#files.touch(file);
  }

  create(file: DriveFile): void {
    this.#store.put(KIND, file.id, emptyDocument());
  }

  /** Of a PDF, the text that it carries, a paragraph a line: Google also recognises the letters of a scan, which this does not. */
  convert(file: DriveFile, { mimeType, bytes }: { readonly mimeType: string; readonly bytes: Uint8Array }): boolean {
    if (mimeType !== PDF) return false;
    const { status, text } = textOfPdf(bytes);
    if (status !== 'read') return false;
    const lines = text.replace(/[^\t\n\P{Cc}]/gu, '').split('\n');
    const document = emptyDocument();
    document.body.blocks = lines.map(paragraphNode);
    this.#store.put(KIND, file.id, document);
    return true;
  }

  copy(from: DriveFile, to: DriveFile): void {
    this.#store.put(KIND, to.id, structuredClone(this.#saved(from)));
  }

  remove(file: DriveFile): void {
    this.#store.remove(KIND, file.id);
  }

  renamed(): void {
    // The name lives in Drive's record alone.
  }

  /** The last saved state, as PDF or as plain text. */
  export(file: DriveFile, mimeType: string): Uint8Array | undefined {
    const model = this.#saved(file);
    if (mimeType === PDF) return renderPdf(model, { title: file.name, at: this.#clock.now() });
    if (mimeType === PLAIN_TEXT) return Buffer.from(textOfBlocks(model.body.blocks).replace(/\r/g, '\n'), 'utf8');
    return undefined;
  }

  #saved(file: DriveFile): DocumentModel {
    const model = this.#store.get<DocumentModel>(KIND, file.id);
    if (!model) throw new Error(`The document ${file.id} has a file and no content.`);
    return model;
  }
}
