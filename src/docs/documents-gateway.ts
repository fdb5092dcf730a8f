/**
 * Google Docs and the add-on's files in Drive: the only file of docs/ that names Google. A document is opened once, edited,
 * saved once; text is put in place letter for letter, in the style of the placeholder that it replaces.
 */
import { findPlaceholders, knownPlaceholder } from '../scheme/placeholders';
import { ok, type Result, refused } from '../scheme/result';
import { defaultContract } from './default-contract';
import { defaultTermsOfReference } from './default-template';
import type { ContentBlock, DocumentContent } from './document-content';
import { CONTRACT_TEMPLATE_NAME, CONVERTED, DEFAULT_TEMPLATE_NAME, refusals } from './wording';

export interface DocumentPlace {
  readonly folderId: string;
  readonly name: string;
}

export interface StoredDocument {
  readonly documentId: string;
  readonly url: string;
}

export interface StoredFile {
  readonly fileId: string;
  readonly url: string;
}

export interface PdfFile {
  readonly name: string;
  /** Signed bytes, as Apps Script gives them. */
  readonly bytes: number[];
}

/** Utilities.newBlob, or what stands for it. */
export type NewBlob = (bytes: number[], type: string, name: string) => GoogleAppsScript.Base.Blob;

type Section =
  | GoogleAppsScript.Document.Body
  | GoogleAppsScript.Document.HeaderSection
  | GoogleAppsScript.Document.FooterSection;

const PDF = 'application/pdf';
const DOCUMENT = 'application/vnd.google-apps.document';
const FOLDER = 'application/vnd.google-apps.folder';
/** RE2: a placeholder on one line, as scheme/placeholders.ts reads it. */
const PLACEHOLDER_PATTERN = '\\{\\{[^{}\\r\\n]*\\}\\}';
const BRACES = 2;

/** A full block: bars are made of it. */
const BAR = '█';
const LONGEST_BAR = 20;
/** From here on the first column, which names the line, takes more than its share. */
const MANY_COLUMNS = 4;

const LOOK = {
  marginPoints: 62,
  ink: '#1F2933',
  accent: '#1F3A5F',
  muted: '#5F6B7A',
  line: '#C5CED8',
  shade: '#EEF3F8',
  labelPoints: 150,
  barPoints: 200,
  firstOfManyPoints: 130,
  textPoints: 10.5,
  smallPoints: 8,
  paragraphGap: 6,
  itemGap: 2,
};

export class DocumentsGateway {
  constructor(
    private readonly documents: GoogleAppsScript.Document.DocumentApp,
    private readonly drive: Pick<GoogleAppsScript.Drive, 'Files'>,
    private readonly newBlob: NewBlob,
  ) {}

  /** Makes a folder, at the root of the account's Drive unless `parentId` says where; gives its id. One call. */
  createFolder(name: string, parentId?: string): string {
    const file = this.drive.Files.create({
      name,
      mimeType: FOLDER,
      ...(parentId === undefined ? {} : { parents: [parentId] }),
    });
    return idOf(file);
  }

  /** The text of a document, its header and footer included, one paragraph a line. Two calls. */
  textOf(documentId: string): Result<string> {
    return reachable(() => {
      const document = this.documents.openById(documentId);
      return sectionsOf(document)
        .map(section => section.getText())
        .join('\n');
    });
  }

  /** A copy of a document. One call. */
  copy(documentId: string, { folderId, name }: DocumentPlace): Result<StoredDocument> {
    return reachable(() => stored(this.drive.Files.copy({ name, parents: [folderId] }, documentId)));
  }

  /**
   * Replaces each placeholder whose name is a key of `values`, in the body, the header and the footer, and saves. Others are
   * left as they are. Three calls, whatever the number of placeholders.
   */
  fill(documentId: string, values: Readonly<Record<string, string>>): Result<void> {
    return reachable(() => {
      const document = this.documents.openById(documentId);
      for (const section of sectionsOf(document)) fillSection(section, values);
      document.saveAndClose();
    });
  }

  /** Writes a document from scratch. Three calls. */
  create({ folderId, name }: DocumentPlace, content: DocumentContent): StoredDocument {
    const created = stored(this.drive.Files.create({ name, mimeType: DOCUMENT, parents: [folderId] }));
    const document = this.documents.openById(created.documentId);
    new ContentWriter(this.documents, document).write(content);
    document.saveAndClose();
    return created;
  }

  /** The template of the terms of reference that staff then edit; gives its id. Three calls. */
  createDefaultTemplate(folderId: string): string {
    return this.create({ folderId, name: DEFAULT_TEMPLATE_NAME }, defaultTermsOfReference()).documentId;
  }

  /** The template of the call-off contract that staff then edit; gives its id. Three calls. */
  createContractTemplate(folderId: string): string {
    return this.create({ folderId, name: CONTRACT_TEMPLATE_NAME }, defaultContract()).documentId;
  }

  /** The PDF of a document as it was last saved. Two calls. */
  pdfOf(documentId: string): PdfFile {
    const blob = this.documents.openById(documentId).getAs(PDF);
    return { name: blob.getName() ?? '', bytes: blob.getBytes() };
  }

  /** The same, refused when this account does not see the document. Two calls. */
  reachablePdf(documentId: string): Result<PdfFile> {
    return reachable(() => this.pdfOf(documentId));
  }

  /** Keeps bytes as a PDF file in a folder; gives its id. One call. */
  keepPdf(folderId: string, name: string, bytes: number[]): string {
    return this.keep({ folderId, name }, PDF, bytes).fileId;
  }

  /** Keeps bytes as a file of a type in a folder. One call. */
  keep({ folderId, name }: DocumentPlace, type: string, bytes: number[]): StoredFile {
    const blob = this.newBlob(bytes, type, name);
    const fileId = idOf(this.drive.Files.create({ name, mimeType: type, parents: [folderId] }, blob));
    return { fileId, url: `https://drive.google.com/file/d/${fileId}/view` };
  }

  /** What lies in a folder, the trash left out: ids and hashes (SHA-256; '' for Google's own kinds) by name. One call a hundred files. */
  filesIn(folderId: string): Map<string, { readonly id: string; readonly sha256: string }> {
    return this.list(`${inFolder(folderId)} and trashed = false`);
  }

  /** The folder of that name in another one, made when there is none; refused when this account does not see that one. Two calls at most. */
  subfolder(name: string, parentId: string): Result<string> {
    const sameName = `name = '${name.replace(/[\\']/g, '\\$&')}' and mimeType = '${FOLDER}'`;
    const query = `${sameName} and ${inFolder(parentId)} and trashed = false`;
    return reachable(() => this.list(query).get(name)?.id ?? this.createFolder(name, parentId));
  }

  private list(query: string): Map<string, { readonly id: string; readonly sha256: string }> {
    const found = new Map<string, { readonly id: string; readonly sha256: string }>();
    let pageToken: string | undefined;
    do {
      const page = this.drive.Files.list({
        q: query,
        fields: 'nextPageToken, files(id, name, sha256Checksum)',
        ...(pageToken === undefined ? {} : { pageToken }),
      });
      for (const { id = '', name = '', sha256Checksum = '' } of page.files ?? [])
        found.set(name, { id, sha256: sha256Checksum });
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
    return found;
  }

  /**
   * The text of a PDF in a folder, by Drive's conversion, which also recognises the letters of a scan; '' when it cannot be
   * converted (protected, broken, too big). The converted copy does not stay. Four calls, some seconds.
   */
  textOfPdf(fileId: string, folderId: string): string {
    let copy: string;
    try {
      copy = idOf(
        this.drive.Files.copy({ name: CONVERTED, parents: [folderId], mimeType: DOCUMENT }, fileId, {
          ocrLanguage: 'fr',
        }),
      );
    } catch (error) {
      if (/failed with error: (?:Bad Request|Request Too Large|Conversion)/i.test(String(error))) return '';
      throw error;
    }
    try {
      return this.documents.openById(copy).getBody().getText();
    } finally {
      this.drive.Files.remove(copy);
    }
  }

  /** Where a file of the add-on is: `gone` when it was deleted for good, or is not for this account. One call. */
  placeOf(fileId: string): 'there' | 'trashed' | 'gone' {
    const found = reachable(() => this.drive.Files.get(fileId, { fields: 'trashed' }));
    if (!found.ok) return 'gone';
    return (found.value as { trashed?: boolean }).trashed === true ? 'trashed' : 'there';
  }

  /** Takes a file out of the trash. One call. */
  restore(fileId: string): void {
    this.drive.Files.update({ trashed: false }, fileId);
  }

  /** Deletes a file that the add-on made. One call. */
  discard(fileId: string): void {
    this.drive.Files.remove(fileId);
  }

  /** The bytes of a kept file. One call. */
  bytesOf(fileId: string): number[] {
    const answer: unknown = this.drive.Files.get(fileId, { alt: 'media' });
    if (isBlob(answer)) return answer.getBytes();
    throw new UnreadableFile(fileId);
  }
}

/** Drive answered something else than the content of a file. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly code = 'UNREADABLE_FILE';
  constructor(readonly fileId: string) {
    super(refusals.notAFile);
  }
}

const isBlob = (value: unknown): value is GoogleAppsScript.Base.Blob =>
  typeof value === 'object' && value !== null && typeof (value as GoogleAppsScript.Base.Blob).getBytes === 'function';

function idOf(file: { id?: string }): string {
  if (file.id === undefined) throw new TypeError('Drive gave no id for the file it made.');
  return file.id;
}

function stored(file: { id?: string }): StoredDocument {
  const documentId = idOf(file);
  return { documentId, url: `https://docs.google.com/document/d/${documentId}/edit` };
}

const inFolder = (id: string): string => `'${id}' in parents`;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether Google says that there is no such file for this account. */
export const isOutOfReach = (error: unknown): boolean => /File not found|Document is missing/i.test(messageOf(error));

/** Turns « no such file for you » into a refusal; anything else goes on. */
function reachable<T>(work: () => T): Result<T> {
  try {
    return ok(work());
  } catch (error) {
    if (isOutOfReach(error) || /do not have permission/i.test(messageOf(error)))
      return refused(refusals.documentOutOfReach);
    throw error;
  }
}

function sectionsOf(document: GoogleAppsScript.Document.Document): Section[] {
  const sections: (Section | null)[] = [document.getBody(), document.getHeader(), document.getFooter()];
  return sections.filter((section): section is Section => section !== null);
}

/** From the last placeholder to the first, so that the places of those still to do stay true and no value is read again. */
function fillSection(section: Section, values: Readonly<Record<string, string>>): void {
  const known = Object.keys(values);
  const found: GoogleAppsScript.Document.RangeElement[] = [];
  // Typed as always there; Google gives null when nothing is left.
  let next: GoogleAppsScript.Document.RangeElement | null = section.findText(PLACEHOLDER_PATTERN);
  while (next !== null) {
    found.push(next);
    next = section.findText(PLACEHOLDER_PATTERN, next);
  }
  for (const range of found.reverse()) {
    const text = range.getElement().asText();
    const start = range.getStartOffset();
    const end = range.getEndOffsetInclusive();
    const [placeholder] = findPlaceholders(text.getText().slice(start, end + 1));
    const name = placeholder && knownPlaceholder(placeholder.name, known);
    if (name !== undefined) putInPlace(text, start, end, writable(values[name] ?? ''));
  }
}

/**
 * Writes the value between the opening braces and the name, where text takes the placeholder's own style on both sides, then
 * deletes what is around. Not replaceText: how Google reads `$` and `\` in a replacement is not documented.
 */
function putInPlace(text: GoogleAppsScript.Document.Text, start: number, end: number, value: string): void {
  if (value !== '') text.insertText(start + BRACES, value);
  text.deleteText(start + BRACES + value.length, end + value.length);
  text.deleteText(start, start + BRACES - 1);
}

/** Docs drops control and private-use characters by itself, which would shift the places: dropped here, before. */
const writable = (value: string): string =>
  value.replace(/\r\n?/g, '\n').replace(/[\p{Cc}\p{Co}]/gu, char => (char === '\n' || char === '\t' ? char : ''));

/** Writes content into an empty document, with the look of the scheme's documents. */
class ContentWriter {
  constructor(
    private readonly documents: GoogleAppsScript.Document.DocumentApp,
    private readonly document: GoogleAppsScript.Document.Document,
  ) {}

  write(content: DocumentContent): void {
    const body = this.document.getBody();
    body.setMarginLeft(LOOK.marginPoints).setMarginRight(LOOK.marginPoints);
    for (const block of content.blocks) this.block(body, block);
    // The empty paragraph that every new document starts with.
    if (content.blocks.length > 0) body.removeChild(body.getChild(0));
    this.lines(this.document.addHeader(), content.header);
    this.lines(this.document.addFooter(), [content.footer]);
  }

  private block(body: GoogleAppsScript.Document.Body, block: ContentBlock): void {
    const { ParagraphHeading } = this.documents;
    switch (block.kind) {
      case 'title':
        this.styled(body.appendParagraph(block.text).setHeading(ParagraphHeading.TITLE), 22, LOOK.accent, true);
        break;
      case 'subtitle':
        this.styled(body.appendParagraph(block.text).setHeading(ParagraphHeading.SUBTITLE), 13, LOOK.muted, false);
        break;
      case 'heading':
        this.styled(body.appendParagraph(block.text).setHeading(ParagraphHeading.HEADING1), 13, LOOK.accent, true);
        break;
      case 'paragraph':
        this.styled(
          body.appendParagraph(block.text).setSpacingAfter(LOOK.paragraphGap),
          LOOK.textPoints,
          LOOK.ink,
          false,
        );
        break;
      case 'list':
        block.items.forEach((item, index) => {
          const line = body.appendListItem(item).setGlyphType(this.documents.GlyphType.BULLET);
          line.setSpacingAfter(index === block.items.length - 1 ? LOOK.paragraphGap : LOOK.itemGap);
          this.styled(line, LOOK.textPoints, LOOK.ink, false);
        });
        break;
      case 'facts':
        this.facts(body, block.rows);
        break;
      case 'table':
        this.table(body, block.headers, block.rows);
        break;
      case 'bars':
        this.bars(body, block);
        break;
      case 'rule':
        body.appendHorizontalRule();
        break;
      case 'pageBreak':
        body.appendPageBreak();
    }
  }

  private facts(body: GoogleAppsScript.Document.Body, rows: readonly (readonly [string, string])[]): void {
    const table = body.appendTable(rows.map(row => [...row]));
    table.setBorderColor(LOOK.line).setBorderWidth(0.75).setColumnWidth(0, LOOK.labelPoints);
    rows.forEach((_, row) => {
      table.getCell(row, 0).setBackgroundColor(LOOK.shade);
      this.cell(table.getCell(row, 0), LOOK.accent, true);
      this.cell(table.getCell(row, 1), LOOK.ink, false);
    });
  }

  private table(
    body: GoogleAppsScript.Document.Body,
    headers: readonly string[],
    rows: readonly (readonly string[])[],
  ): void {
    const table = body.appendTable([[...headers], ...rows.map(row => [...row])]);
    table.setBorderColor(LOOK.line).setBorderWidth(0.75);
    if (headers.length > MANY_COLUMNS) table.setColumnWidth(0, LOOK.firstOfManyPoints);
    headers.forEach((_, column) => {
      table.getCell(0, column).setBackgroundColor(LOOK.shade);
      this.cell(table.getCell(0, column), LOOK.accent, true);
    });
    rows.forEach((cells, row) => {
      cells.forEach((_, column) => {
        this.cell(table.getCell(row + 1, column), LOOK.ink, false);
      });
    });
  }

  /** Blocks of text as bars: a picture would need a chart of the workbook, and could not be read out. */
  private bars(
    body: GoogleAppsScript.Document.Body,
    { caption, bars }: Extract<ContentBlock, { readonly kind: 'bars' }>,
  ): void {
    if (caption !== '')
      this.styled(body.appendParagraph(caption).setSpacingAfter(LOOK.itemGap), LOOK.textPoints, LOOK.muted, true);
    const table = body.appendTable(
      bars.map(({ label, length, shown }) => [label, BAR.repeat(Math.ceil(length * LONGEST_BAR)), shown]),
    );
    table.setBorderColor(LOOK.line).setBorderWidth(0);
    table.setColumnWidth(0, LOOK.labelPoints).setColumnWidth(1, LOOK.barPoints);
    bars.forEach((_, row) => {
      this.cell(table.getCell(row, 0), LOOK.ink, false);
      this.cell(table.getCell(row, 1), LOOK.accent, false);
      this.cell(table.getCell(row, 2), LOOK.ink, true);
    });
  }

  private cell(cell: GoogleAppsScript.Document.TableCell, color: string, isBold: boolean): void {
    this.styled(cell.getChild(0).asParagraph(), 10, color, isBold);
  }

  private lines(
    section: GoogleAppsScript.Document.HeaderSection | GoogleAppsScript.Document.FooterSection,
    lines: readonly string[],
  ): void {
    lines.forEach((line, index) => {
      const paragraph = index === 0 ? section.getChild(0).asParagraph() : section.appendParagraph('');
      paragraph.setText(line);
      const isFirstOfSeveral = index === 0 && lines.length > 1;
      this.styled(paragraph, LOOK.smallPoints, isFirstOfSeveral ? LOOK.accent : LOOK.muted, isFirstOfSeveral);
    });
  }

  private styled(
    paragraph: GoogleAppsScript.Document.Paragraph | GoogleAppsScript.Document.ListItem,
    points: number,
    color: string,
    isBold: boolean,
  ): void {
    paragraph.editAsText().setFontSize(points).setForegroundColor(color).setBold(isBold);
  }
}
