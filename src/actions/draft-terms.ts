/**
 * Rédiger les termes de référence: creates the consultation of a request and its document, from the template and the request's
 * data. While it is a draft, a new note of qualification makes a new version; the former one stays, with its link.
 */
import { draftTermsOfReference, termsOfReferenceFields } from '../docs/terms-of-reference';
import { formatDayInWords } from '../scheme/time';
import { nextStepWording } from '../scheme/wording-next-step';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { reviewWording as words } from '../sheets/wording-review';
import { replaceVersion } from './agreed-text';
import type { Desk } from './desk';
import { checkMove, recordMove } from './moves';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Rédiger les termes de référence';

type Consultation = StoredRow<'consultations'>;

export function draftTerms(desk: Desk): () => void {
  const chosen = selectedOne(desk, 'requests');
  checkDraftable(desk, chosen.values);
  return () => {
    const [row] = again(desk, 'requests', [chosen]);
    if (!row) return;
    const { values } = row;
    const draft = checkDraftable(desk, values);
    const reference = draft?.values.reference ?? desk.nextReference('consultation');
    const version = draft === null ? 1 : (draft.values.version ?? 1) + 1;
    const { documentId, url } = drawUp(desk, row, reference, version);
    const columns = {
      termsOfReference: url,
      version,
      documentId,
      draftedFrom: desk.sha256(values.qualification),
    };
    if (draft === null) {
      desk.workbook
        .table('consultations')
        .append([{ reference, status: 'brouillon', request: values.reference, subject: values.title, ...columns }]);
      desk.ledger.record({ action: TITLE, subject: reference, field: 'Statut', after: 'brouillon' });
    } else replaceVersion(desk, draft, columns, { url: draft.values.termsOfReference, gesture: TITLE });
    desk.workbook.table('requests').update(row.at, {
      status: 'qualifiée',
      termsOfReference: url,
      consultation: reference,
    });
    recordMove(desk, TITLE, values.reference, values.status, 'qualifiée');
    desk.save();
    const told = draft === null ? wording.termsDrafted(reference, url) : words.versionDrafted(reference, version, url);
    desk.screen.tell(TITLE, told);
  };
}

function drawUp(desk: Desk, row: StoredRow<'requests'>, reference: string, version: number) {
  const files = desk.memory.get('files');
  require(files, wording.notInstalled);
  const title = wording.termsTitle(reference, row.values.title);
  const draft = draftTermsOfReference(desk.documents, {
    templateId: files.template,
    folderId: files.folder,
    title: version === 1 ? title : words.versionTitle(title, version),
    values: fieldsOf(desk, row, reference, version),
  });
  if (!draft.ok) throw new Refused(draft.reason);
  return draft.value;
}

/**
 * Refuses a request that is neither retenue nor qualifiée, or whose consultation has nothing new to say. Gives the draft that a
 * new version replaces; null when there is none yet.
 */
function checkDraftable(
  desk: Desk,
  { reference, status, consultation, qualification }: Row<'requests'>,
): Consultation | null {
  checkMove('request', reference, status, 'qualifiée', TITLE, true);
  if (consultation === '') return null;
  const row = desk.workbook.table('consultations').find('reference', consultation);
  const isOutdated =
    row !== null &&
    row.values.status === 'brouillon' &&
    row.values.draftedFrom !== '' &&
    row.values.draftedFrom !== desk.sha256(qualification);
  require(isOutdated, nextStepWording.consultationExists(reference, consultation));
  require(!desk.memory.get('waiting')?.consultations.includes(consultation), wording.alreadyQueued(consultation));
  return row;
}

function fieldsOf(desk: Desk, { values }: StoredRow<'requests'>, reference: string, version: number) {
  const { settings } = desk;
  return termsOfReferenceFields(values, {
    reference,
    edition: String(settings.edition),
    version,
    draftedOn: formatDayInWords(desk.today()),
    ceiling: settings.ceiling,
    ceilingOn: settings.ceilingOn,
    replyDays: settings.delayDays,
    replyMode: settings.dayMode,
    technicalPoints: settings.technicalPoints,
    pricePoints: settings.pricePoints,
    technicalCriteria: desk.workbook.lists.flatMap(({ values: { criterion, criterionPoints } }) =>
      criterion === '' ? [] : [{ label: criterion, points: criterionPoints }],
    ),
  });
}
