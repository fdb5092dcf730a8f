/**
 * What an applicant writes about its application, such as the answer to an invitation: tied by two signals, kept for staff to
 * read, and never an application of its own once the closing has passed.
 */
import { type MatchEvidence, matchMessage } from '../mail/matching';
import { tenderWording as words } from '../sheets/wording-tender';
import type { Desk } from './desk';
import type { AnswerContext, TakenAnswer } from './take-acceptance';

const APPLICATION_TAG = /^CAND-/;

/** Whether the subject of a message names an application. */
export const namesApplication = ({ tags }: MatchEvidence): boolean => tags.some(tag => APPLICATION_TAG.test(tag));

/** Null when the message is about no application: it is then read as any other. */
export function takeApplicantMail(
  desk: Desk,
  { evidence, authenticity, isOrdinary }: AnswerContext,
): TakenAnswer | null {
  const tags = evidence.tags.filter(tag => APPLICATION_TAG.test(tag));
  if (tags.length === 0) return null;
  const rows = desk.workbook.table('applications').whereAmong('reference', tags);
  if (rows.length === 0) return null;
  const letters =
    evidence.tokens.length === 0 ? [] : desk.workbook.table('letters').whereAmong('token', evidence.tokens);
  const match = matchMessage(
    { ...evidence, tags },
    rows.map(({ values: { reference, email } }) => ({
      key: reference,
      reference,
      tokens: letters.filter(({ values }) => values.subject === reference).map(({ values }) => values.token),
      threadIds: [],
      messageIds: [],
      addresses: email === '' ? [] : [email.toLowerCase()],
    })),
  );
  if (match.kind !== 'match')
    return { tiedTo: '', signals: match.signals, toDo: words.applicantDoubt(tags.join(', '), match.reason) };
  const [row] = rows.filter(({ values }) => values.reference === match.key);
  const isApplicant = evidence.senders.some(sender => sender.toLowerCase() === row?.values.email.toLowerCase());
  const isSure = isOrdinary && isApplicant && !authenticity.toCheck && authenticity.authenticity !== 'suspecte';
  return {
    tiedTo: match.key,
    signals: match.signals,
    toDo: isSure ? words.applicantWrote(match.key) : words.applicantUnproven(match.key),
    nature: isSure ? 'autre' : 'à vérifier',
  };
}
