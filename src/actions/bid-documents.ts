/** The documents of a bid, at its opening: its message and what it joins, filed in the folder of the consultation. */
import { openingWording } from '../docs/wording-opening';
import { signedBytes, utf8Bytes } from '../mail/bytes';
import type { IncomingMessage } from '../mail/incoming';
import type { Desk } from './desk';
import { type FiledDocument, type FilingFolder, fileAttachments, keepOnce } from './filed-documents';

export interface BidFiles {
  /** SHA-256 of the bid: of the lines `<hash>  <name>` of its message and of each document, as sha256sum writes them. */
  readonly hash: string;
  readonly documents: readonly FiledDocument[];
}

/** A bid is read in its first documents; what follows is annexes. */
const CONVERTED_DOCUMENTS = 4;

/** Reads and files what a message joins. About one call a document to read it, one to file it, four to convert a PDF. */
export function fileBidDocuments(desk: Desk, message: IncomingMessage, bid: string, folder: FilingFolder): BidFiles {
  const text = keepOnce(desk, folder, {
    name: openingWording.messageFile(bid),
    type: 'text/plain',
    bytes: signedBytes(utf8Bytes(message.text)),
  });
  const documents = fileAttachments(desk, message, folder, {
    nameOf: name => openingWording.documentFile(bid, name),
    converted: CONVERTED_DOCUMENTS,
  });
  const lines = [{ name: openingWording.messageFile(bid), ...text }, ...documents].map(
    ({ name, sha256 }) => `${sha256}  ${name}\n`,
  );
  return { hash: desk.sha256(lines.join('')), documents };
}
