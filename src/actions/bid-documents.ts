/**
 * The documents of a bid, at its opening: each is hashed, described by its content, and filed in the folder of the
 * consultation under a name that says whose it is; a program is hashed and never filed.
 */
import type { PdfFile } from '../docs/documents-gateway';
import { openingWording } from '../docs/wording-opening';
import { type AttachmentReading, describeAttachment } from '../mail/attachments';
import { signedBytes, utf8Bytes } from '../mail/bytes';
import type { IncomingMessage } from '../mail/incoming';
import type { Desk } from './desk';

/** Where documents go, and what lies there already: an opening that was cut off files nothing twice. */
export interface FilingFolder {
  readonly id: string;
  readonly present: ReadonlyMap<string, { readonly id: string; readonly sha256: string }>;
}

export interface BidDocument {
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

export interface BidFiles {
  /** SHA-256 of the bid: of the lines `<hash>  <name>` of its message and of each document, as sha256sum writes them. */
  readonly hash: string;
  readonly documents: readonly BidDocument[];
}

/** Above this, Drive does not convert, or not in time. */
const CONVERTED_BYTES = 10_000_000;
/** A bid is read in its first documents; what follows is annexes. */
const CONVERTED_DOCUMENTS = 4;

/** Reads and files what a message joins. About one call a document to read it, one to file it, four to convert a PDF. */
export function fileBidDocuments(desk: Desk, message: IncomingMessage, bid: string, folder: FilingFolder): BidFiles {
  const text = keep(desk, folder, {
    name: openingWording.messageFile(bid),
    type: 'text/plain',
    bytes: signedBytes(utf8Bytes(message.text)),
  });
  const names = new Set<string>();
  let conversions = 0;
  const documents = message.attachments
    .filter(({ decorative }) => !decorative)
    .map(attachment => {
      const bytes = desk.gmail.attachment(message.id, attachment.attachmentId);
      const reading = describeAttachment({ name: attachment.name, mimeType: attachment.mimeType, bytes });
      const name = distinct(openingWording.documentFile(bid, reading.name), names);
      const file = { name, type: reading.type, bytes: signedBytes(bytes) };
      if (reading.isDangerous)
        return { name, sha256: desk.hashOfBytes(file.bytes), fileId: null, flags: reading.flags, text: '' };
      const kept = keep(desk, folder, file);
      const isRead = isReadable(reading) && conversions < CONVERTED_DOCUMENTS;
      if (isRead) conversions += 1;
      return {
        name,
        ...kept,
        flags: flagsOf(reading),
        text: isRead ? desk.documents.textOfPdf(kept.fileId, folder.id) : '',
      };
    });
  const lines = [{ name: openingWording.messageFile(bid), ...text }, ...documents].map(
    ({ name, sha256 }) => `${sha256}  ${name}\n`,
  );
  return { hash: desk.sha256(lines.join('')), documents };
}

/** Files bytes, unless the same ones lie there under that name. */
function keep(
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
