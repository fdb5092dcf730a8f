/** Whose message it is: two concordant signals tie it to what we sent; one alone, or two that disagree, go to a person. */
import { headerValue, type IncomingMessage } from './incoming';
import { subjectTags, tokensIn } from './tokens';
import { matching as wording } from './wording';

export { makeToken, replyAddresses, replyToAddress, subjectTag, subjectTags, tokensIn } from './tokens';

/** Something an incoming message may answer: a holder's row of a consultation, with all that we sent about it. */
export interface MatchTarget {
  /** Reference of the row, such as `OFF-2018-001-ALPHA`. */
  readonly key: string;
  /** Reference that stands in the subject's tag, such as `CONS-2018-001`. */
  readonly reference: string;
  readonly tokens: readonly string[];
  readonly threadIds: readonly string[];
  /** Message-IDs that Gmail gave to our mails, angle brackets included; may be empty. */
  readonly messageIds: readonly string[];
  /** Exact addresses of the holder. */
  readonly addresses: readonly string[];
}

export type SignalName = 'thread' | 'token' | 'tag' | 'sender';

/** What a message shows; independent of what is known of it. */
export interface MatchEvidence {
  readonly threadId: string;
  readonly references: readonly string[];
  readonly tokens: readonly string[];
  readonly tags: readonly string[];
  readonly senders: readonly string[];
}

/** `signals` in French, as the column `Signaux` shows them. */
export type MatchResult =
  | { readonly kind: 'match'; readonly key: string; readonly signals: readonly string[]; readonly reason: string }
  | {
      readonly kind: 'doubt';
      readonly keys: readonly string[];
      readonly signals: readonly string[];
      readonly reason: string;
    }
  | { readonly kind: 'none'; readonly keys: readonly []; readonly signals: readonly []; readonly reason: string };

/** A signal that is present, and the targets it points to; none when it names something we do not know. */
interface Signal {
  readonly name: SignalName;
  readonly label: string;
  readonly keys: ReadonlySet<string>;
}

const KEYS_SHOWN = 3;

/** What an incoming message shows. A report (bounce) also shows what the message that it returns carried. */
export function evidenceOf(message: IncomingMessage, replyBases: readonly string[]): MatchEvidence {
  const returned = (name: string): string => headerValue(message.returnedHeaders, name) ?? '';
  const returnedId = returned('message-id');
  return {
    threadId: message.threadId,
    references: returnedId === '' ? message.references : [...message.references, returnedId],
    tokens: tokensIn([...message.recipients, returned('reply-to')], replyBases),
    tags: subjectTags(`${message.subject} ${returned('subject')}`),
    senders: message.from.map(({ address }) => address),
  };
}

/**
 * The one target that two signals or more agree on. Thread and References are one signal: both come from answering our
 * mail. A tag or a token of ours that fits no target contradicts whatever else points elsewhere.
 */
export function matchMessage(evidence: MatchEvidence, targets: readonly MatchTarget[]): MatchResult {
  const signals = signalsOf(evidence, targets);
  const labels = signals.map(({ label }) => label);
  const keys = [...new Set(signals.flatMap(signal => [...signal.keys]))];
  if (keys.length === 0) return { kind: 'none', keys: [], signals: [], reason: wording.none };

  const doubt = (reason: string): MatchResult => ({ kind: 'doubt', keys, signals: labels, reason });
  if (signals.length === 1) return doubt(wording.single(labels[0] ?? ''));
  const common = keys.filter(key => signals.every(signal => signal.keys.has(key)));
  const [only] = common;
  if (only === undefined) return doubt(wording.disagree(signals.map(detailOf).join(' ; ')));
  if (common.length > 1) return doubt(wording.ambiguous(shownKeys(common)));
  return { kind: 'match', key: only, signals: labels, reason: wording.agree(labels.join(', ')) };
}

function signalsOf(evidence: MatchEvidence, targets: readonly MatchTarget[]): Signal[] {
  const signals: Signal[] = [];
  const keysWhere = (holds: (target: MatchTarget) => boolean): ReadonlySet<string> =>
    new Set(targets.filter(holds).map(({ key }) => key));

  const thread = keysWhere(target => evidence.threadId !== '' && target.threadIds.includes(evidence.threadId));
  const references = new Set(evidence.references);
  const answered = keysWhere(target => target.messageIds.some(id => references.has(id)));
  if (thread.size > 0) signals.push({ name: 'thread', label: wording.thread, keys: bothOrNeither(thread, answered) });
  else if (answered.size > 0) signals.push({ name: 'thread', label: wording.references, keys: answered });

  const tokens = new Set(evidence.tokens.map(token => token.toLowerCase()));
  if (tokens.size > 0) {
    const keys = keysWhere(target => target.tokens.some(token => tokens.has(token.toLowerCase())));
    signals.push({ name: 'token', label: wording.token, keys });
  }
  const tags = new Set(evidence.tags);
  if (tags.size > 0) {
    const keys = keysWhere(target => tags.has(target.reference.toUpperCase()) || tags.has(target.key.toUpperCase()));
    signals.push({ name: 'tag', label: wording.tag, keys });
  }
  const senders = new Set(evidence.senders.map(address => address.toLowerCase()));
  const sent = keysWhere(target => target.addresses.some(address => senders.has(address.trim().toLowerCase())));
  if (sent.size > 0) signals.push({ name: 'sender', label: wording.sender, keys: sent });
  return signals;
}

/** The thread's targets, narrowed by the mails answered when there are any: a contradiction leaves none. */
function bothOrNeither(thread: ReadonlySet<string>, answered: ReadonlySet<string>): ReadonlySet<string> {
  return answered.size === 0 ? thread : new Set([...thread].filter(key => answered.has(key)));
}

function detailOf({ label, keys }: Signal): string {
  return `${label} → ${keys.size === 0 ? wording.unknownTarget : shownKeys([...keys])}`;
}

function shownKeys(keys: readonly string[]): string {
  const shown = keys.slice(0, KEYS_SHOWN).join(', ');
  return keys.length > KEYS_SHOWN ? `${shown}…` : shown;
}
