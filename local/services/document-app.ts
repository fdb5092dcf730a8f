/**
 * DocumentApp of the local Workspace. Counted: create, openById, the first read of an opened document's content,
 * saveAndClose and getAs; edits are free, because Google sends them together when the document is saved.
 */
import {
  Attribute,
  Body,
  type DocumentSession,
  ElementType,
  FooterSection,
  GlyphType,
  HeaderSection,
  HorizontalAlignment,
  ParagraphHeading,
  VerticalAlignment,
} from '../files/document-elements';
import { type DocumentModel, paragraphNode } from '../files/document-model';
import type { GoogleDocs } from '../files/google-docs';
import { type DriveFile, GOOGLE_DOC, type GoogleFiles, PDF } from '../files/google-files';
import { type Execution, ScriptError, ServiceObject } from '../kernel/contract';
import { Blob } from './blob';

export interface DocumentServices {
  readonly execution: Execution;
  readonly files: GoogleFiles;
  readonly docs: GoogleDocs;
}

const MISSING = "Document is missing (perhaps it was deleted, or maybe you don't have read access?)";

export class DocumentApp extends ServiceObject {
  readonly #services: DocumentServices;

  constructor(services: DocumentServices) {
    super();
    this.#services = services;
  }

  get ParagraphHeading() {
    return ParagraphHeading;
  }

  get HorizontalAlignment() {
    return HorizontalAlignment;
  }

  get VerticalAlignment() {
    return VerticalAlignment;
  }

  get GlyphType() {
    return GlyphType;
  }

  get ElementType() {
    return ElementType;
  }

  get Attribute() {
    return Attribute;
  }

  /** A new empty document at the root of the account's Drive. Not a file of the add-on for drive.file: see docs/local-workspace.md. */
  create(name: string): OpenDocument {
    const { execution, files } = this.#services;
    execution.requireService('DocumentApp');
    if (typeof name !== 'string')
      throw new ScriptError(`The parameters (${typeof name}) don't match the method signature for DocumentApp.create.`);
    execution.count('DocumentApp.create');
    const file = files.create({ name, mimeType: GOOGLE_DOC, owner: execution.effectiveUser, byApp: false });
    return this.#open(file.id);
  }

  openById(id: string): OpenDocument {
    this.#services.execution.requireService('DocumentApp');
    this.#services.execution.count('DocumentApp.openById');
    return this.#open(id);
  }

  #open(id: string): OpenDocument {
    const { docs, files, execution } = this.#services;
    const opened = typeof id === 'string' ? docs.open(id) : undefined;
    if (!opened || !files.mayOpen(opened.file, execution.effectiveUser)) throw new ScriptError(MISSING);
    return new OpenDocument(this.#services, opened.file, opened.model);
  }
}

/** A document as one execution holds it: a working copy, saved by `saveAndClose` or, failing that, when the script ends. */
export class OpenDocument extends ServiceObject {
  static readonly scriptName = 'Document';
  readonly #services: DocumentServices;
  readonly #file: DriveFile;
  readonly #model: DocumentModel;
  readonly #session: DocumentSession;
  #state: 'clean' | 'edited' | 'closed' = 'clean';

  constructor(services: DocumentServices, file: DriveFile, model: DocumentModel) {
    super();
    this.#services = services;
    this.#file = file;
    this.#model = model;
    let fetched = false;
    this.#session = {
      model,
      requireOpen: () => this.#requireOpen(),
      read: () => {
        if (!fetched) services.execution.count('Body.getText');
        fetched = true;
      },
      edited: () => {
        this.#requireOpen();
        this.#state = 'edited';
      },
    };
    services.execution.onEnd(outcome => {
      if (this.#state === 'edited' && (outcome === 'ok' || outcome === 'error')) services.docs.save(file.id, model);
    });
  }

  getId(): string {
    return this.#file.id;
  }

  getUrl(): string {
    return `https://docs.google.com/document/d/${this.#file.id}/edit`;
  }

  getName(): string {
    return this.#file.name;
  }

  setName(name: string): OpenDocument {
    this.#requireOpen();
    this.#services.execution.count('Document.setName');
    this.#services.files.change(this.#file, { name });
    return this;
  }

  getBody(): Body {
    this.#requireOpen();
    return new Body(this.#session);
  }

  getHeader(): HeaderSection | null {
    this.#requireOpen();
    return this.#model.header ? new HeaderSection(this.#session, this.#model.header) : null;
  }

  getFooter(): FooterSection | null {
    this.#requireOpen();
    return this.#model.footer ? new FooterSection(this.#session, this.#model.footer) : null;
  }

  addHeader(): HeaderSection {
    if (this.#model.header) throw new ScriptError('Document already contains a header section.');
    this.#session.edited();
    this.#model.header = { blocks: [paragraphNode('')] };
    return new HeaderSection(this.#session, this.#model.header);
  }

  addFooter(): FooterSection {
    if (this.#model.footer) throw new ScriptError('Document already contains a footer section.');
    this.#session.edited();
    this.#model.footer = { blocks: [paragraphNode('')] };
    return new FooterSection(this.#session, this.#model.footer);
  }

  saveAndClose(): void {
    this.#requireOpen();
    this.#services.execution.count('Document.saveAndClose');
    if (this.#state === 'edited') this.#services.docs.save(this.#file.id, this.#model);
    this.#state = 'closed';
  }

  /** The PDF of the last saved state: edits that were not saved are not in it. */
  getAs(contentType: string): Blob {
    this.#services.execution.count('Document.getAs');
    const bytes = contentType === PDF ? this.#services.docs.export(this.#file, PDF) : undefined;
    if (!bytes)
      throw new ScriptError(
        `Blob object must have non-null content type for conversion from application/vnd.google-apps.document to ${contentType}.`,
      );
    return new Blob(bytes, PDF, `${this.#file.name}.pdf`);
  }

  #requireOpen(): void {
    if (this.#state === 'closed') throw new ScriptError('Document is closed, its attributes cannot be accessed.');
  }
}
