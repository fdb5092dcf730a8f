/** Rédiger les termes de référence: creates the consultation of a request and its document, from the template and the request's data. */
import { draftTermsOfReference, termsOfReferenceFields } from '../docs/terms-of-reference';
import { formatDayInWords } from '../scheme/time';
import { nextStepWording } from '../scheme/wording-next-step';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';
import { checkMove, recordMove } from './moves';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Rédiger les termes de référence';

export function draftTerms(desk: Desk): () => void {
  const chosen = selectedOne(desk, 'requests');
  checkDraftable(chosen.values);
  return () => {
    const [row] = again(desk, 'requests', [chosen]);
    if (!row) return;
    const { values } = row;
    checkDraftable(values);
    const files = desk.memory.get('files');
    require(files, wording.notInstalled);
    const reference = desk.nextReference('consultation');
    const draft = draftTermsOfReference(desk.documents, {
      templateId: files.template,
      folderId: files.folder,
      title: wording.termsTitle(reference, values.title),
      values: fieldsOf(desk, row, reference),
    });
    if (!draft.ok) throw new Refused(draft.reason);
    const { documentId, url } = draft.value;
    desk.workbook.table('consultations').append([
      {
        reference,
        status: 'brouillon',
        request: values.reference,
        subject: values.title,
        termsOfReference: url,
        version: 1,
        documentId,
      },
    ]);
    desk.workbook.table('requests').update(row.at, {
      status: 'qualifiée',
      termsOfReference: url,
      consultation: reference,
    });
    desk.ledger.record({ action: TITLE, subject: reference, field: 'Statut', after: 'brouillon' });
    recordMove(desk, TITLE, values.reference, values.status, 'qualifiée');
    desk.save();
    desk.screen.tell(TITLE, wording.termsDrafted(reference, url));
  };
}

/** Refuses a request that is neither retenue nor qualifiée, or that has its consultation. */
function checkDraftable({ reference, status, consultation }: Row<'requests'>): void {
  checkMove('request', reference, status, 'qualifiée', TITLE, true);
  require(consultation === '', nextStepWording.consultationExists(reference, consultation));
}

function fieldsOf(desk: Desk, { values }: StoredRow<'requests'>, reference: string) {
  const { settings } = desk;
  return termsOfReferenceFields(values, {
    reference,
    edition: String(settings.edition),
    version: 1,
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
