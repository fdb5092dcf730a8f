/** The letters that an award, or an invitation to interviews, would send: the very ones, worked out and shown, never queued. */
import { htmlOfText } from '../mail/html';
import type { StoredRow } from '../sheets/table';
import { jobWording } from '../sheets/wording-jobs';
import { lettersOfFirst } from './award';
import { Desk } from './desk';
import { lettersOfInterviews } from './invite-to-interviews';
import { type LetterToQueue, prepareLetters } from './letters';
import type { Preview } from './previewed';
import { require } from './refused';

/** Whether what a consultation would send next are the letters of its award. */
export const isAwardNext = ({ values }: StoredRow<'consultations'>): boolean => values.status === 'plis ouverts';

/** The letters of an award to the bid ranked first: to the winner, to the other bidders, to the authority. */
export function previewAward(desk: Desk, row: StoredRow<'consultations'>): Preview {
  // What the award works out (a reference, the ranks) stays on a desk that nobody saves.
  const rehearsal = new Desk(desk.google, desk.actor);
  const { code, letters } = lettersOfFirst(rehearsal, row);
  return previewLetters(rehearsal, row.values.reference, letters, jobWording.previewAward(code));
}

/** The letters that these applications are due for their interviews. */
export function previewInterviews(desk: Desk, rows: readonly StoredRow<'applications'>[]): Preview {
  const { letters, leftOut } = lettersOfInterviews(desk, rows);
  const [first] = letters;
  return previewLetters(desk, first?.about ?? '', letters, leftOut.join(' '));
}

function previewLetters(desk: Desk, reference: string, letters: readonly LetterToQueue[], explained: string): Preview {
  const mails = prepareLetters(desk, letters).map(
    ({ template = '', subject = '', to = '', mailSubject = '', mailText = '' }) => ({
      code: template,
      organisation: subject,
      to,
      subject: mailSubject,
      text: mailText,
    }),
  );
  const [first] = mails;
  require(first, jobWording.nothingToPreview);
  return {
    sending: { reference, mails, leftOut: [], attachment: null, deadline: '', explained, ifShort: 'waiting' },
    test: () => ({ letter: { subject: first.subject, text: first.text, html: htmlOfText(first.text) } }),
  };
}
