/**
 * What a message joins, filed in a folder of the scheme: each document is hashed, described by its content, and kept under a
 * name that says whose it is; a program is hashed and never filed.
 */
import type { PdfFile } from '../docs/documents-gateway';
import { openingWording } from '../docs/wording-opening';
import { type AttachmentReading, describeAttachment } from '../mail/attachments';
import { signedBytes } from '../mail/bytes';
import type { IncomingMessage } from '../mail/incoming';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';
import { Refused, require } from './refused';

/** Where documents go, and what lies there already: a run that was cut off files nothing twice. */
export interface FilingFolder {
  readonly id: string;
  readonly present: ReadonlyMap<string, { readonly id: string; readonly sha256: string }>;
}

export interface FiledDocument {
  /** Readable; as it is called in the folder. */
  readonly name: string;
  readonly sha256: string;
  /** Id in Drive; null when it was not filed. */
  readonly fileId: string | null;
  /** French sentences: what to know before opening it. */
  readonly flags: readonly string[];
  /** The text of a PDF; '' for anything else. */
  readonly text: string;
}

export const HASH_MARK = ' — SHA-256 ';

/** A document in a cell: its name, then its hash. */
export const documentLine = ({ name, fileId, sha256 }: FiledDocument): string =>
  `${fileId === null ? openingWording.notFiled(name) : name}${HASH_MARK}${sha256}`;

export const driveFolder = (id: string): string => `https://drive.google.com/drive/folders/${id}`;

/** The folder of that name in the scheme's own, made when there is none, with what lies there. Two calls or three. */
export function folderNamed(desk: Desk, name: string): FilingFolder {
  const files = desk.memory.get('files');
  require(files, wording.notInstalled);
  const found = desk.documents.subfolder(name, files.folder);
  if (!found.ok) throw new Refused(found.reason);
  return { id: found.value, present: desk.documents.filesIn(found.value) };
}

/** Above this, Drive does not convert, or not in time. */
const CONVERTED_BYTES = 10_000_000;

export interface Filing {
  /** The name in the folder, from the attachment's own. */
  readonly nameOf: (name: string) => string;
  /** How many PDFs to read, the first ones; four calls each. */
  readonly converted: number;
}

/** Files the documents that a message joins. About one call a document to read it, one to file it. */
export function fileAttachments(
  desk: Desk,
  message: IncomingMessage,
  folder: FilingFolder,
  { nameOf, converted }: Filing,
): FiledDocument[] {
  const names = new Set<string>();
  let conversions = 0;
  return message.attachments
    .filter(({ decorative }) => !decorative)
    .map(attachment => {
      const bytes = desk.gmail.attachment(message.id, attachment.attachmentId);
      const reading = describeAttachment({ name: attachment.name, mimeType: attachment.mimeType, bytes });
      const name = distinct(nameOf(reading.name), names);
      const file = { name, type: reading.type, bytes: signedBytes(bytes) };
      if (reading.isDangerous)
        return { name, sha256: desk.hashOfBytes(file.bytes), fileId: null, flags: reading.flags, text: '' };
      const kept = keepOnce(desk, folder, file);
      const isRead = isReadable(reading) && conversions < converted;
      if (isRead) conversions += 1;
      return {
        name,
        ...kept,
        flags: flagsOf(reading),
        text: isRead ? desk.documents.textOfPdf(kept.fileId, folder.id) : '',
      };
    });
}

/** Files bytes, unless the same ones lie there under that name. */
export function keepOnce(
  desk: Desk,
  { id, present }: FilingFolder,
  file: PdfFile & { readonly type: string },
): { readonly sha256: string; readonly fileId: string } {
  const sha256 = desk.hashOfBytes(file.bytes);
  const found = present.get(file.name);
  const fileId =
    found?.sha256 === sha256
      ? found.id
      : desk.documents.keep({ folderId: id, name: file.name }, file.type, file.bytes).fileId;
  return { sha256, fileId };
}

function isReadable({ type, bytes, pagesStatus }: AttachmentReading): boolean {
  return type === 'application/pdf' && pagesStatus !== 'encrypted' && bytes <= CONVERTED_BYTES;
}

function flagsOf({ flags, pagesStatus, pagesReason, type }: AttachmentReading): string[] {
  const isUncertain = type === 'application/pdf' && pagesStatus === 'uncertain' && pagesReason !== '';
  return isUncertain ? [...flags, pagesReason] : [...flags];
}

/** `devis.pdf`, then `devis (2).pdf`. */
function distinct(name: string, taken: Set<string>): string {
  const [, stem = name, extension = ''] = /^(.*?)(\.\w{1,5})?$/s.exec(name) ?? [];
  let free = name;
  for (let copy = 2; taken.has(free); copy += 1) free = `${stem} (${copy})${extension}`;
  taken.add(free);
  return free;
}
