/**
 * Vérifier les candidatures: the pages of all the PDFs of each selected application, annexes included, and the parts of the
 * frame that staff have ticked. What cannot be counted for certain is said, never guessed.
 */
import { type AttachmentReading, describeAttachment } from '../mail/attachments';
import { type IncomingMessage, parseIncoming } from '../mail/incoming';
import {
  type ApplicationPiece,
  checkApplication,
  type PartsFound,
  parseStaffCounts,
  withStaffCounts,
} from '../scheme/framework-tender';
import { sameApplicantHints } from '../scheme/same-applicant';
import type { Row } from '../sheets/schema';
import { tenderWording as words } from '../sheets/wording-tender';
import type { Desk } from './desk';
import { Refused, require } from './refused';
import { again, selected } from './selected';

const TITLE = 'Vérifier les candidatures';

export function checkApplications(desk: Desk): () => void {
  const chosen = selected(desk, 'applications');
  require(desk.managesMail, words.mailByManager(desk.memory.get('managingAccount') ?? ''));
  return () => {
    const applications = desk.workbook.table('applications');
    const lines: string[] = [];
    const known = applications.all().map(({ values }) => comparedOf(values));
    for (const { at, values } of again(desk, 'applications', chosen)) {
      if (!desk.mayContinue()) {
        lines.push(words.goOn(values.reference));
        break;
      }
      const counts = parseStaffCounts(values.staffCounts);
      if (!counts.ok) throw new Refused(`${values.reference} : ${counts.reason}`);
      const pieces = piecesOf(desk, values);
      const counted = withStaffCounts(
        pieces.map(({ piece }) => piece),
        counts.value,
      );
      const { pages, conformity, reasons } = checkApplication(counted.pieces, partsOf(values), desk.settings.maxPages);
      const fingerprints = [...new Set(pieces.flatMap(({ piece }) => piece.fingerprint ?? []))];
      const compared = { ...comparedOf(values), fingerprints };
      const remarks = [...counted.remarks, ...reasons, ...sameApplicantHints(compared, known)];
      known.splice(
        known.findIndex(({ reference }) => reference === values.reference),
        1,
        compared,
      );
      applications.update(at, {
        pages: String(pages),
        conformity,
        remarks: [...pieces.map(({ line }) => line), ...remarks].join('\n'),
        fingerprints: fingerprints.join('\n'),
      });
      desk.ledger.record({
        action: TITLE,
        subject: values.reference,
        field: 'Conformité',
        before: values.conformity,
        after: conformity,
      });
      lines.push(words.checked(values.reference, conformity, pages, remarks));
    }
    desk.save();
    desk.screen.tell(TITLE, lines.join('\n'));
  };
}

/** What tells whether two applications come from one body. */
export const comparedOf = ({ reference, organisation, email, fingerprints }: Row<'applications'>) => ({
  reference,
  organisation,
  email,
  fingerprints: fingerprints.split('\n').filter(line => line !== ''),
});

interface Piece {
  readonly piece: ApplicationPiece;
  readonly line: string;
}

/** The documents that were joined, each described; those that staff leave out with their reason. */
function piecesOf(desk: Desk, { messageId, leftOut }: Row<'applications'>): Piece[] {
  const resource = messageId === '' ? undefined : desk.gmail.getMessage(messageId);
  if (resource === undefined) return [];
  const message = parseIncoming(resource);
  const reasons = reasonsOf(leftOut);
  return message.attachments
    .filter(({ decorative }) => !decorative)
    .map(attachment => {
      const bytes = bytesOf(desk, message, attachment);
      const read = describeAttachment({ name: attachment.name, mimeType: attachment.mimeType, bytes });
      const piece = {
        name: read.name,
        pages: read.pagesStatus === 'ok' ? read.pages : null,
        fingerprint:
          bytes.length === 0 ? null : desk.hashOfBytes([...bytes].map(byte => (byte > 127 ? byte - 256 : byte))),
        leftOut: reasons.get(read.name) ?? null,
      };
      return { piece, line: lineOf(read) };
    });
}

function bytesOf(
  desk: Desk,
  { id }: IncomingMessage,
  { attachmentId }: IncomingMessage['attachments'][number],
): Uint8Array {
  return attachmentId === '' ? new Uint8Array(0) : desk.gmail.attachment(id, attachmentId);
}

function lineOf({ name, pages, pagesReason, flags }: AttachmentReading): string {
  return [words.piece(name, pages), pagesReason, ...flags].filter(text => text !== '').join(' ');
}

/** `nom du fichier : motif`, one a line. */
function reasonsOf(cell: string): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const line of cell.split('\n')) {
    const colon = line.lastIndexOf(' : ');
    if (line.trim() === '') continue;
    if (colon < 1) throw new Refused(words.leftOutForm(line.trim()));
    reasons.set(line.slice(0, colon).trim(), line.slice(colon + 3).trim());
  }
  return reasons;
}

/** What staff ticked: « oui » is there, « non » is absent, anything else has not been looked at. */
function partsOf(values: Row<'applications'>): PartsFound {
  const found = (cell: string): boolean | null => {
    const plain = cell.trim().toLowerCase();
    return plain === '' ? null : !/^(?:non|absent|manque)/.test(plain);
  };
  return {
    organisation: found(values.partOrganisation),
    understanding: found(values.partUnderstanding),
    method: found(values.partMethod),
    references: found(values.partReferences),
    resumes: found(values.partResumes),
    costs: found(values.partCosts),
  };
}
