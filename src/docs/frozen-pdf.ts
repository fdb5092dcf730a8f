/** The PDF that was sent: kept once, with its hash, and the same bytes attached to every mail, whenever it leaves. */
import { ok, type Result, refused } from '../scheme/result';
import type { DocumentsGateway, PdfFile } from './documents-gateway';
import { refusals } from './wording';

/** SHA-256 of signed bytes, as lower-case hexadecimal. */
export type BytesHash = (bytes: number[]) => string;

export interface FrozenPdf extends PdfFile {
  readonly fileId: string;
  readonly sha256: string;
}

/** Freezes a document as a PDF file of the folder. Three calls. */
export function freezePdf(
  gateway: DocumentsGateway,
  { documentId, folderId, name }: { readonly documentId: string; readonly folderId: string; readonly name: string },
  hash: BytesHash,
): FrozenPdf {
  const { bytes } = gateway.pdfOf(documentId);
  return { name, bytes, fileId: gateway.keepPdf(folderId, name, bytes), sha256: hash(bytes) };
}

/** The bytes that were frozen; refused when the file in Drive is no longer the one that was sent. One call. */
export function readFrozenPdf(
  gateway: DocumentsGateway,
  { fileId, name, sha256 }: Omit<FrozenPdf, 'bytes'>,
  hash: BytesHash,
): Result<PdfFile> {
  const bytes = gateway.bytesOf(fileId);
  return hash(bytes) === sha256 ? ok({ name, bytes }) : refused(refusals.changedPdf(name));
}
