/**
 * What an authority joins to a mail about its request: filed in the request's own folder, hashed, under a name that says whose
 * it is and when it came. A program is hashed and never filed. Filed again after a run that died, nothing stands twice.
 */
import type { IncomingMessage } from '../mail/incoming';
import { formatInstant, type Instant } from '../scheme/time';
import type { StoredRow } from '../sheets/table';
import { reviewWording as words } from '../sheets/wording-review';
import type { Desk } from './desk';
import { documentLine, driveFolder, fileAttachments, folderNamed } from './filed-documents';
import { Refused } from './refused';

/** A cell keeps the last documents when it fills up. */
const CELL_CHARS = 40_000;

/** Files them and notes them on the request; gives what to say of them, also when they could not be filed. */
export function fileComplements(
  desk: Desk,
  { at, values }: StoredRow<'requests'>,
  message: IncomingMessage,
  receivedAt: Instant,
): string {
  const { reference } = values;
  const when = formatInstant(receivedAt).replace(/[/:]/g, '-');
  try {
    const folder = folderNamed(desk, words.documentsFolder(reference));
    const documents = fileAttachments(desk, message, folder, {
      nameOf: name => words.documentName(reference, when, name),
      converted: 0,
    });
    const lines = documents.map(document => [documentLine(document), ...document.flags].join(' · '));
    const all = [...values.supportingDocuments.split('\n').filter(Boolean), ...lines].join('\n');
    values.supportingDocuments = all.slice(-CELL_CHARS);
    desk.workbook.table('requests').update(at, {
      supportingDocuments: values.supportingDocuments,
      supportingFolder: driveFolder(folder.id),
    });
    desk.ledger.record({
      action: words.documentsAction,
      subject: reference,
      field: 'Empreinte',
      after: words.documentHashes(documents.map(({ sha256 }) => sha256)),
    });
    return words.withDocuments;
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    console.warn(problem.message);
    return words.withDocumentsToRead;
  }
}
