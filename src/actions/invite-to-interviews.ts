/**
 * Convoquer aux entretiens: each selected applicant whose interview staff have dated gets its letter, once for a date; a date
 * that changes is told in a letter of its own, which the confirmation names.
 */
import { said, senderValues } from '../mail/letter-values';
import { type InterviewNotice, interviewInWords, interviewNotice } from '../scheme/framework-tender';
import type { StoredRow } from '../sheets/table';
import { tenderWording as words } from '../sheets/wording-tender';
import { derogationsOf, lateDerogation } from './derogations';
import type { Desk } from './desk';
import { type LetterToQueue, prepareLetters, queueLetters, tellAndDeliver } from './letters';
import { Refused, require } from './refused';
import { again, selected } from './selected';

const TITLE = 'Convoquer aux entretiens';
type Application = StoredRow<'applications'>;

export function inviteToInterviews(desk: Desk): (() => void) | null {
  const chosen = selected(desk, 'applications');
  const confirmed = planOf(desk, chosen);
  require(confirmed.due.length > 0, [words.nobodyToInvite, ...confirmed.leftOut].join('\n'));
  if (!desk.screen.confirm(TITLE, linesOf(confirmed).join('\n'))) return null;
  return () => {
    const plan = planOf(desk, again(desk, 'applications', chosen));
    require(linesOf(plan).join() === linesOf(confirmed).join(), words.interviewsChanged);
    const letters = prepareLetters(
      desk,
      plan.due.map(one => interviewLetter(desk, one)),
    );
    for (const { row, notice } of plan.due) {
      desk.workbook.table('applications').update(row.at, { invitedFor: notice.on });
      desk.ledger.record({
        action: TITLE,
        subject: row.values.reference,
        field: 'Entretien le',
        before: notice.kind === 'moved' ? interviewInWords(notice.from) : '',
        after: interviewInWords(notice.on),
      });
    }
    queueLetters(desk, letters);
    desk.save();
    const told = plan.due.map(({ row, notice }) => words.invited(row.values.reference, interviewInWords(notice.on)));
    tellAndDeliver(desk, TITLE, [...told, ...plan.leftOut], letters.length);
  };
}

/** The letters that these rows are due, and sentences on the rows that are due none; refuses what the action would. */
export function lettersOfInterviews(
  desk: Desk,
  rows: readonly Application[],
): { letters: LetterToQueue[]; leftOut: readonly string[] } {
  const { due, leftOut } = planOf(desk, rows);
  require(due.length > 0, [words.nobodyToInvite, ...leftOut].join('\n'));
  return { letters: due.map(one => interviewLetter(desk, one)), leftOut };
}

/** An applicant to write to, and what about. */
interface InterviewDue {
  readonly row: Application;
  readonly notice: Extract<InterviewNotice, { readonly kind: 'first' | 'moved' }>;
}

interface InterviewPlan {
  readonly due: readonly InterviewDue[];
  /** Sentences on those to whom nothing is sent. */
  readonly leftOut: readonly string[];
}

/** Who is to be told what; refuses, naming it, an application that cannot be invited. */
function planOf(desk: Desk, rows: readonly Application[]): InterviewPlan {
  const derogations = derogationsOf(desk);
  const due: InterviewDue[] = [];
  const told: string[] = [];
  const undated: string[] = [];
  for (const row of rows) {
    const { reference, email, timeliness } = row.values;
    const isAdmitted = desk.settings.acceptLateByDerogation && lateDerogation(derogations, [reference]);
    const notice = interviewNotice({ ...row.values, isLate: timeliness === 'hors délai' && !isAdmitted }, desk.now());
    if (!notice.ok) throw new Refused(`${reference} : ${notice.reason}`);
    if (notice.value.kind === 'none') undated.push(reference);
    else if (notice.value.kind === 'told') told.push(reference);
    else {
      require(email !== '', words.noApplicantAddress(reference));
      due.push({ row, notice: notice.value });
    }
  }
  const leftOut = [
    ...(told.length > 0 ? [words.alreadyInvited(told)] : []),
    ...(undated.length > 0 ? [words.noInterviewDate(undated)] : []),
  ];
  return { due, leftOut };
}

/** What the person confirms. */
function linesOf({ due, leftOut }: InterviewPlan): string[] {
  const first: string[] = [];
  const moved: string[] = [];
  for (const { row, notice } of due) {
    const { reference, organisation } = row.values;
    const on = interviewInWords(notice.on);
    if (notice.kind === 'first') first.push(words.interview(reference, organisation, on));
    else moved.push(words.movedInterview(reference, organisation, on, interviewInWords(notice.from)));
  }
  return [
    ...(first.length > 0 ? [words.toInvite(first)] : []),
    ...(moved.length > 0 ? [words.toMove(moved)] : []),
    ...leftOut,
  ];
}

function interviewLetter(desk: Desk, { row, notice }: InterviewDue): LetterToQueue {
  const { reference, organisation, email } = row.values;
  const values = {
    ...senderValues(desk.settings),
    Référence: reference,
    Organisme: said(organisation),
    'Entretien le': interviewInWords(notice.on),
  };
  return notice.kind === 'first'
    ? { template: 'Convocation à un entretien', about: reference, to: email, values }
    : {
        template: 'Nouvelle date d’entretien',
        about: reference,
        to: email,
        values: { ...values, 'Ancienne date': interviewInWords(notice.from) },
      };
}
