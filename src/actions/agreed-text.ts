/**
 * What the authority agreed to, word for word. The terms of reference stay a document that anybody may edit: what was changed
 * since the agreement does not leave, and becomes a version of its own when it is agreed to.
 */
import { formatDay } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { reviewWording as words } from '../sheets/wording-review';
import type { Desk } from './desk';
import { Refused } from './refused';

type Consultation = StoredRow<'consultations'>;

/** The document's text as it stands, and its hash; refused when this account does not see it. Some four calls. */
export function presentText(desk: Desk, documentId: string): { readonly text: string; readonly hash: string } {
  const text = desk.documents.textOf(documentId);
  if (!text.ok) throw new Refused(text.reason);
  return { text: text.value, hash: desk.sha256(text.value) };
}

/** Refuses terms of reference that say something else than what the authority agreed to; no call without an agreement. */
export function checkAgreedText(desk: Desk, { values }: Consultation): void {
  const { reference, agreedOn, agreedTextHash, documentId, version } = values;
  if (agreedOn === null || agreedTextHash === '' || presentText(desk, documentId).hash === agreedTextHash) return;
  throw new Refused(words.changedSinceAgreement(reference, version ?? 1, formatDay(agreedOn)));
}

const linkOf = (fileId: string): string => `https://drive.google.com/file/d/${fileId}/view`;

/** A text edited by hand since the agreement is the next version, which nobody agreed to yet; gives the row as it then is. */
export function asPresentVersion(desk: Desk, row: Consultation, hash: string, gesture: string): Consultation {
  const { agreedOn, agreedTextHash, version, agreedPdf } = row.values;
  if (agreedOn === null || agreedTextHash === '' || agreedTextHash === hash) return row;
  return replaceVersion(desk, row, { version: (version ?? 1) + 1 }, { url: linkOf(agreedPdf), gesture });
}

/** The new version has no agreement yet; the former one, with its own, stays listed at `url`. Gives the row as it then is. */
export function replaceVersion(
  desk: Desk,
  { at, values }: Consultation,
  columns: Partial<Row<'consultations'>> & { readonly version: number },
  { url, gesture }: { readonly url: string; readonly gesture: string },
): Consultation {
  const { reference, version, agreedOn, earlierVersions } = values;
  const former = words.earlierVersion(
    version ?? 1,
    url,
    agreedOn === null ? '' : formatDay(agreedOn),
    formatDay(desk.today()),
  );
  const patch = {
    ...columns,
    agreedOn: null,
    agreedVersion: null,
    agreedPdf: '',
    agreedPdfHash: '',
    agreedTextHash: '',
    earlierVersions: earlierVersions === '' ? former : `${earlierVersions}\n${former}`,
  };
  desk.workbook.table('consultations').update(at, patch);
  desk.ledger.record({
    action: gesture,
    subject: reference,
    field: 'Version',
    before: String(version ?? 1),
    after: String(columns.version),
  });
  if (agreedOn !== null)
    desk.ledger.record({
      action: gesture,
      subject: reference,
      field: 'TdR validés le',
      before: formatDay(agreedOn),
    });
  return { at, values: { ...values, ...patch }, problems: [] };
}
