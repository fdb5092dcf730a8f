/**
 * The authority's answer by mail on what was delivered: read only when the message is tied to our letter by two signals, taken
 * only when Gmail vouches for the sender and the sender is the request's contact; anything else is for staff to settle.
 */
import { readAcceptance } from '../mail/acceptance-line';
import type { AuthenticityReading } from '../mail/authenticity';
import type { IncomingMessage } from '../mail/incoming';
import { type MatchEvidence, type MatchResult, type MatchTarget, matchMessage } from '../mail/matching';
import { cutQuotedText } from '../mail/quoted-text';
import type { Row } from '../sheets/schema';
import { assignmentWording as words } from '../sheets/wording-assignment';
import type { Desk } from './desk';
import { queueLetters } from './letters';
import { applyVerdict, type Verdict } from './verdict';

/** What became of the message, for its row of Messages; `toDo` is '' when nobody has to look. */
export interface TakenAnswer {
  readonly tiedTo: string;
  readonly signals: readonly string[];
  readonly toDo: string;
  /** What the row says it is; without it, `à vérifier` when there is something to do. */
  readonly nature?: 'autre' | 'avis' | 'à vérifier';
}

export interface AnswerContext {
  readonly evidence: MatchEvidence;
  readonly authenticity: AuthenticityReading;
  /** False when something in the message calls for a person's eye. */
  readonly isOrdinary: boolean;
}

/** Null when the message is no answer on a delivery: it is then read as any other. */
export function takeAcceptance(
  desk: Desk,
  message: IncomingMessage,
  { evidence, authenticity, isOrdinary }: AnswerContext,
): TakenAnswer | null {
  const asked = desk.memory.get('acceptances') ?? {};
  const targets = Object.entries(asked).map(([reference, tokens]) => targetOf(reference, tokens));
  const hinted = matchMessage(evidence, targets);
  if (hinted.kind === 'none') return null;
  const keys = hinted.kind === 'match' ? [hinted.key] : hinted.keys;
  const contacts = contactsOf(desk, keys);
  const match = matchMessage(
    evidence,
    targets.map(target => ({ ...target, addresses: contacts.get(target.key) ?? [] })),
  );
  const answer = readAcceptance(cutQuotedText(message.text));
  if (match.kind !== 'match') return answer === undefined ? null : doubtful(match, keys);
  const taken = (toDo: string): TakenAnswer => ({ tiedTo: match.key, signals: match.signals, toDo });
  if (answer === undefined) return taken(words.answerUnread(match.key));
  if (!isOrdinary || authenticity.authenticity !== 'vérifiée' || authenticity.toCheck)
    return taken(words.answerUnproven(match.key, answer.answer));
  const senders = evidence.senders.map(address => address.toLowerCase());
  if (!senders.some(address => contacts.get(match.key)?.includes(address)))
    return taken(words.answerFromAnother(match.key, answer.answer));
  if (answer.answer === 'non' && answer.reason === '') return taken(words.answerWithoutReason(match.key));
  return taken(
    apply(desk, match.key, {
      party: 'collectivité',
      verdict: answer.answer === 'oui' ? 'accepté' : 'refusé',
      reason: answer.reason,
      evidence: words.byMail(message.id, authenticity.authenticity),
    }),
  );
}

const targetOf = (reference: string, tokens: readonly string[]): MatchTarget => ({
  key: reference,
  reference,
  tokens,
  threadIds: [],
  messageIds: [],
  addresses: [],
});

/** Addresses of the contact of each assignment's request, lower case. */
function contactsOf(desk: Desk, keys: readonly string[]): Map<string, string[]> {
  const contacts = new Map<string, string[]>();
  for (const key of keys) {
    const assignment = desk.workbook.table('assignments').find('reference', key);
    const request =
      assignment === null ? null : desk.workbook.table('requests').find('reference', assignment.values.request);
    const addresses = (request?.values.email ?? '').toLowerCase().split(/[;,\s]+/);
    contacts.set(
      key,
      addresses.filter(address => address !== ''),
    );
  }
  return contacts;
}

function doubtful({ signals, reason }: MatchResult, keys: readonly string[]): TakenAnswer {
  return { tiedTo: '', signals, toDo: words.answerDoubt(keys.join(', '), reason) };
}

/** Writes the verdict while the delivery waits for it; otherwise says why not. */
function apply(desk: Desk, reference: string, verdict: Verdict): string {
  const row = desk.workbook.table('assignments').find('reference', reference);
  if (row === null) return words.answerUnread(reference);
  const { state, acceptedByAuthority } = row.values as Row<'assignments'>;
  if (state !== 'livré') return words.answerTooLate(reference, state);
  if (acceptedByAuthority !== '') return words.alreadySaid(reference, words.parties.collectivité, acceptedByAuthority);
  queueLetters(desk, applyVerdict(desk, row, verdict).letters);
  return '';
}
