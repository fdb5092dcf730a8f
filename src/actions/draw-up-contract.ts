/**
 * Établir le marché: without a date, the document to sign and its PDF, from the template; with the date, the assignment is
 * signed and its request under way. Neither with a holder whose agreement is not in force.
 */
import { type ContractFacts, contractFields, contractTemplate } from '../docs/contract';
import { freezePdf } from '../docs/frozen-pdf';
import { draftFromTemplate } from '../docs/template';
import { contributionBalance } from '../scheme/movements';
import { type Day, formatDayInWords, parseFrenchDay } from '../scheme/time';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { assignmentWording as words } from '../sheets/wording-assignment';
import { holderOf, whyNoAgreement } from './agreement';
import { payableOf } from './assignment-account';
import { moveAssignment, moveRequest, requestOf } from './assignment-moves';
import type { Desk } from './desk';
import { checkMove } from './moves';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Établir le marché';
type Assignment = StoredRow<'assignments'>;

export function drawUpContract(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'assignments');
  checkMove('assignment', chosen.values.reference, chosen.values.state, 'signé', TITLE);
  const typed = desk.screen.ask(TITLE, words.askSignedOn(chosen.values.reference));
  if (typed === null) return null;
  const signedOn = typed === '' ? null : parsedDay(desk, typed);
  return () => {
    const [row] = again(desk, 'assignments', [chosen]);
    if (!row) return;
    checkMove('assignment', row.values.reference, row.values.state, 'signé', TITLE);
    checkInForce(desk, row, signedOn ?? desk.today());
    if (signedOn === null) draw(desk, row);
    else sign(desk, row, signedOn);
  };
}

/** A day that has come; refused with a sentence otherwise. */
export function parsedDay(desk: Desk, typed: string): Day {
  const day = parseFrenchDay(typed);
  if (!day.ok) throw new Refused(day.reason);
  require(day.value <= desk.today(), words.futureDay(formatDayInWords(day.value)));
  return day.value;
}

function checkInForce(desk: Desk, { values: { reference, holder } }: Assignment, on: Day): void {
  const why = whyNoAgreement(holderOf(desk, holder), on);
  require(why === null, words.notInForce(reference, holder, formatDayInWords(on), why ?? ''));
}

function draw(desk: Desk, { at, values }: Assignment): void {
  const files = desk.memory.get('files');
  require(files, wording.notInstalled);
  require(files.contract !== undefined, words.contractTemplateMissing);
  const title = words.contractTitle(values.reference, values.authority);
  const place = { templateId: files.contract, folderId: files.folder, title };
  const draft = draftFromTemplate(
    desk.documents,
    { ...place, values: contractFields(factsOf(desk, values)) },
    contractTemplate(),
  );
  if (!draft.ok) throw new Refused(draft.reason);
  const { documentId, url } = draft.value;
  const pdf = freezePdf(desk.documents, { documentId, folderId: files.folder, name: `${title}.pdf` }, bytes =>
    desk.hashOfBytes(bytes),
  );
  desk.workbook.table('assignments').update(at, {
    contract: url,
    contractPdf: `https://drive.google.com/file/d/${pdf.fileId}/view`,
    contractHash: pdf.sha256,
  });
  desk.ledger.record({ action: TITLE, subject: values.reference, field: 'Empreinte du contrat', after: pdf.sha256 });
  desk.save();
  desk.screen.tell(TITLE, words.contractDrawnUp(values.reference, url));
}

function factsOf(desk: Desk, assignment: Assignment['values']): ContractFacts {
  const consultation = desk.workbook.table('consultations').find('reference', assignment.consultation);
  require(consultation, words.consultationGone(assignment.consultation));
  return {
    assignment,
    request: requestOf(desk, assignment).values,
    holder: holderOf(desk, assignment.holder),
    termsHash: consultation.values.frozenPdfHash,
    edition: desk.settings.edition,
    drawnUpOn: desk.today(),
    instalmentRate: desk.settings.instalmentRate,
  };
}

function sign(desk: Desk, row: Assignment, signedOn: Day): void {
  const { at, values } = row;
  moveRequest(desk, requestOf(desk, values), 'en cours', TITLE);
  moveAssignment(desk, row, 'signé', TITLE);
  desk.workbook.table('assignments').update(at, { signedOn });
  desk.ledger.record({ action: TITLE, subject: values.reference, field: 'Signé le', after: signedOn });
  desk.save();
  const { stillDue } = contributionBalance(payableOf(values));
  desk.screen.tell(
    TITLE,
    [words.signed(values.reference, formatDayInWords(signedOn)), words.callFundsNext(stillDue)].join('\n'),
  );
}
