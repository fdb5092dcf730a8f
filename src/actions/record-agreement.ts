/**
 * Enregistrer l'accord sur les TdR: the day the authority agreed to the terms of reference, with the PDF it agreed to, frozen
 * and sealed by its hash. Without a day, its agreement is asked for by mail: what it answers is proposed here.
 */
import { freezePdf } from '../docs/frozen-pdf';
import { agreementLines } from '../mail/acceptance-line';
import { isSendableAddress } from '../mail/address';
import { type Day, formatDay, formatDayInWords } from '../scheme/time';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { reviewWording as words } from '../sheets/wording-review';
import { asPresentVersion, presentText } from './agreed-text';
import { requestValues } from './ask-completion';
import type { Desk } from './desk';
import { parsedDay } from './draw-up-contract';
import { prepareLetters, queueLetters, tellAndDeliver } from './letters';
import { require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = "Enregistrer l'accord sur les TdR";
type Consultation = StoredRow<'consultations'>;

export function recordAgreement(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'consultations');
  checkAgreeable(chosen);
  const { reference, version, agreementSaid } = chosen.values;
  const typed = desk.screen.ask(TITLE, words.askAgreement(reference, version ?? 1, agreementSaid));
  if (typed === null) return null;
  const day = typed === '' ? null : parsedDay(desk, typed);
  return () => {
    const [row] = again(desk, 'consultations', [chosen]);
    if (!row) return;
    checkAgreeable(row);
    const { text, hash } = presentText(desk, row.values.documentId);
    const present = asPresentVersion(desk, row, hash, TITLE);
    if (day === null) askAuthority(desk, present, text);
    else record(desk, present, day, hash);
  };
}

/** What was sent is frozen: an agreement comes before. */
function checkAgreeable({ values }: Consultation): void {
  require(values.status === 'brouillon', words.agreementTooLate(values.reference, values.status));
  require(values.documentId !== '', wording.noTerms(values.reference));
}

function record(desk: Desk, { at, values }: Consultation, day: Day, agreedTextHash: string): void {
  const files = desk.memory.get('files');
  require(files, wording.notInstalled);
  const version = values.version ?? 1;
  const pdf = freezePdf(
    desk.documents,
    {
      documentId: values.documentId,
      folderId: files.folder,
      name: words.agreedPdfName(values.reference, version),
    },
    bytes => desk.hashOfBytes(bytes),
  );
  desk.workbook.table('consultations').update(at, {
    agreedOn: day,
    agreedVersion: version,
    agreedPdf: pdf.fileId,
    agreedPdfHash: pdf.sha256,
    agreedTextHash,
  });
  desk.ledger.record({
    action: TITLE,
    subject: values.reference,
    field: 'TdR validés le',
    before: values.agreedOn === null ? '' : formatDay(values.agreedOn),
    after: formatDay(day),
  });
  desk.ledger.record({ action: TITLE, subject: values.reference, field: 'Empreinte validée', after: pdf.sha256 });
  desk.save();
  desk.screen.tell(TITLE, words.agreementRecorded(values.reference, version, formatDayInWords(day), pdf.sha256));
}

function askAuthority(desk: Desk, { values }: Consultation, text: string): void {
  const request = desk.workbook.table('requests').find('reference', values.request);
  require(request, wording.requestGone(values.request));
  require(isSendableAddress(request.values.email), wording.badRecipient(request.values.email));
  const letters = prepareLetters(desk, [
    {
      template: 'Termes de référence à valider',
      about: request.values.reference,
      to: request.values.email,
      values: {
        ...requestValues(desk, request.values),
        Version: String(values.version ?? 1),
        'Lignes de réponse': agreementLines,
        'Termes de référence': text,
      },
    },
  ]);
  queueLetters(desk, letters);
  desk.ledger.record({
    action: words.agreementAskedAction,
    subject: values.reference,
    after: words.version(values.version ?? 1),
  });
  desk.save();
  tellAndDeliver(desk, TITLE, [words.agreementAsked(values.reference, request.values.authority)], letters.length);
}
