/**
 * The opinions that a member of the committee writes in answer to our letter: taken only when the answer carries one of our
 * tokens and Gmail vouches for a sender whom tab Comité names; anything else is listed in Messages for staff.
 */
import type { AuthenticityReading } from '../mail/authenticity';
import type { IncomingMessage } from '../mail/incoming';
import type { MatchEvidence } from '../mail/matching';
import { type OpinionLine, readOpinionLines } from '../mail/opinion-lines';
import { cutQuotedText } from '../mail/quoted-text';
import { type CommitteeMember, namedMember } from '../scheme/opinions';
import type { Instant } from '../scheme/time';
import { committeeWording as words } from '../sheets/wording-committee';
import type { Desk } from './desk';
import { addOpinions, committeeMembers, OPEN_TO_OPINIONS } from './opinions';
import type { TakenAnswer } from './take-acceptance';

export interface OpinionMail {
  readonly evidence: MatchEvidence;
  readonly authenticity: AuthenticityReading;
  /** False when something in the message calls for a person's eye. */
  readonly isOrdinary: boolean;
  readonly receivedAt: Instant;
}

/** Null when the message has nothing to do with the committee: it is then read as any other. */
export function takeOpinions(
  desk: Desk,
  message: IncomingMessage,
  { evidence, authenticity, isOrdinary, receivedAt }: OpinionMail,
): TakenAnswer | null {
  const session = desk.memory.get('session');
  if (session === null) return null;
  const tokens = new Set(evidence.tokens.map(token => token.toLowerCase()));
  const isAnswer = session.tokens.some(token => tokens.has(token.toLowerCase()));
  const senders = evidence.senders.map(address => address.toLowerCase());
  const from = committeeMembers(desk).filter(({ email }) => senders.includes(email.trim().toLowerCase()));
  const lines = readOpinionLines(cutQuotedText(message.text));
  if (!isAnswer && (from.length === 0 || lines.length === 0)) return null;
  const signals = [...(isAnswer ? [words.tokenSignal] : []), ...(from.length > 0 ? [words.memberSignal] : [])];
  const toCheck = (toDo: string): TakenAnswer => ({ tiedTo: '', signals, toDo });
  const [member, ...others] = from;
  if (member === undefined) return toCheck(words.fromStranger(said(lines)));
  if (others.length > 0) return toCheck(words.fromSeveral(from.map(namedMember), said(lines)));
  if (!isAnswer || !isOrdinary || authenticity.authenticity !== 'vérifiée' || authenticity.toCheck)
    return toCheck(words.unproven(namedMember(member), said(lines)));
  if (lines.length === 0) return toCheck(words.nothingRead(namedMember(member)));
  const taken = take(desk, member, lines, { id: message.id, receivedAt });
  return { signals, ...taken, ...(taken.toDo === '' ? { nature: 'avis' as const } : {}) };
}

const said = (lines: readonly OpinionLine[]): string =>
  lines.map(({ subject, opinion, text }) => words.lineSaid(subject, opinion ?? text)).join(' ; ');

/** Adds the opinions that can be read on files still open to them; lists the others. */
function take(
  desk: Desk,
  member: CommitteeMember,
  lines: readonly OpinionLine[],
  { id, receivedAt }: { id: string; receivedAt: Instant },
): { tiedTo: string; toDo: string } {
  // A message before this one may have queued opinions: they are weighed with these.
  desk.write();
  const requests = desk.workbook.table('requests').whereAmong(
    'reference',
    lines.map(({ subject }) => subject),
  );
  const isOpen = (subject: string): boolean =>
    requests.some(({ values }) => values.reference === subject && OPEN_TO_OPINIONS.includes(values.status));
  const taken = lines.flatMap(({ subject, opinion, text }) =>
    opinion === null || !isOpen(subject)
      ? []
      : [{ subject, member, opinion, text, givenAt: receivedAt, source: 'courriel' as const, origin: id }],
  );
  addOpinions(desk, taken, words.mailAction);
  const left = lines.filter(({ subject }) => !taken.some(opinion => opinion.subject === subject));
  return {
    tiedTo: taken.map(({ subject }) => subject).join(', '),
    toDo: left.length === 0 ? '' : words.notTaken(namedMember(member), said(left)),
  };
}
