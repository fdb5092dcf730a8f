/**
 * What an authority writes about its own request: tied by two signals among the token, the tag and its address. Lines that
 * complete the request are taken in or proposed, an agreement on the terms of reference is kept as evidence, and whoever asks
 * where the file stands is told, once a day at most, at the address of the file and never in answer to a machine.
 */
import { type AnswerItem, parseAnswer } from '../forms/answers';
import { complementLines } from '../forms/complement-lines';
import { readAgreement } from '../mail/acceptance-line';
import { isSendableAddress } from '../mail/address';
import type { IncomingMessage } from '../mail/incoming';
import { type MatchEvidence, matchMessage } from '../mail/matching';
import { cutQuotedText } from '../mail/quoted-text';
import { asksStanding, standingOf } from '../scheme/standing';
import { isState } from '../scheme/states';
import { formatDayInWords, formatInstant, type Instant } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { reviewWording as words } from '../sheets/wording-review';
import { requestValues } from './ask-completion';
import type { Desk } from './desk';
import { fileComplements } from './file-complements';
import { prepareLetters, queueLetters } from './letters';
import { proposedLine, proposedText } from './proposals';
import { completeByMail } from './receive-answer';
import { Refused } from './refused';
import { requestCompleteness } from './request-completeness';
import type { AnswerContext, TakenAnswer } from './take-acceptance';

type Request = StoredRow<'requests'>;

const PROPOSED_CHARS = 2_000;
/** A cell keeps the last proposals when it fills up. */
const CELL_CHARS = 40_000;
const REQUEST_TAG = /^DEM-/;

/** Whether a message says that it is about a request: such a one is never taken for an application. */
export const namesRequest = ({ tags }: MatchEvidence): boolean => tags.some(tag => REQUEST_TAG.test(tag));

/** When it came, beside what every answer is read with. */
export type AuthorityContext = AnswerContext & { readonly receivedAt: Instant };

/** Null when the message is about no request: it is then read as any other. */
export function takeAuthorityMail(desk: Desk, message: IncomingMessage, context: AuthorityContext): TakenAnswer | null {
  const evidence = { ...context.evidence, tags: context.evidence.tags.filter(tag => REQUEST_TAG.test(tag)) };
  const candidates = candidatesOf(desk, evidence);
  if (candidates.length === 0) return null;
  const match = matchMessage(
    evidence,
    candidates.map(({ row: { values }, tokens }) => ({
      key: values.reference,
      reference: values.reference,
      tokens,
      threadIds: [],
      messageIds: [],
      addresses: addressesOf(values),
    })),
  );
  const { signals } = match;
  const tied = candidates.find(({ row }) => match.kind === 'match' && row.values.reference === match.key);
  if (tied === undefined)
    return {
      tiedTo: '',
      signals,
      toDo: words.authorityDoubt(candidates.map(({ row }) => row.values.reference).join(', '), match.reason),
    };
  const { row } = tied;
  const { reference } = row.values;
  const taken = (toDo: string, nature: 'autre' | 'à vérifier' = 'autre'): TakenAnswer => ({
    tiedTo: reference,
    signals,
    toDo,
    nature,
  });
  const isContact = evidence.senders.some(sender => addressesOf(row.values).includes(sender.toLowerCase()));
  const { authenticity } = context;
  if (!context.isOrdinary || authenticity.toCheck || authenticity.authenticity === 'suspecte')
    return taken(words.authorityUnproven(reference), 'à vérifier');
  if (!isContact) return taken(words.authorityFromAnother(reference), 'à vérifier');
  return taken(readReply(desk, row, message, context));
}

/** Takes in what the contact wrote; gives what staff still have to do, '' when nothing. */
function readReply(
  desk: Desk,
  row: Request,
  message: IncomingMessage,
  { authenticity: { authenticity }, receivedAt }: AuthorityContext,
): string {
  const { reference } = row.values;
  const cut = cutQuotedText(message.text);
  const agreement = readAgreement(cut);
  if (agreement !== undefined) return keepAgreement(desk, row, message, authenticity, agreement);
  const items = complementLines(cut.reply);
  const hasDocuments = message.attachments.some(({ decorative }) => !decorative);
  const documents = hasDocuments ? fileComplements(desk, row, message, receivedAt) : '';
  const isAwaited = row.values.status === 'à compléter';
  if (items.length > 0 || (isAwaited && (hasDocuments || !asksStanding(cut.reply))))
    return takeComplement(desk, row, { items, text: cut.reply, documents, isVerified: authenticity === 'vérifiée' });
  const told = cut.reply.trim() === '' ? false : tellStanding(desk, row);
  if (told && asksStanding(cut.reply) && !hasDocuments) return '';
  return told ? words.toReadAnswered(reference) : words.toRead(reference);
}

interface Complement {
  readonly items: readonly AnswerItem[];
  readonly text: string;
  /** What to say of the documents that came along; '' when none did. */
  readonly documents: string;
  readonly isVerified: boolean;
}

function takeComplement(desk: Desk, row: Request, { items, text, documents, isVerified }: Complement): string {
  const { reference } = row.values;
  const parsed = parseAnswer(items, {});
  const outcome = isVerified
    ? completeByMail(
        desk,
        row,
        items.map(({ title }) => title),
        parsed,
      )
    : null;
  const proposed = outcome === null ? items : items.filter(({ title }) => outcome.left.includes(title));
  const isPlain = items.length === 0;
  if (isPlain || proposed.length > 0 || documents !== '')
    propose(
      desk,
      row,
      isPlain
        ? proposedText(text.trim())
        : proposed.map(({ title, value }) => proposedLine(title, String(value))).join('\n'),
      documents,
    );
  if (outcome?.isComplete === true && proposed.length === 0 && documents === '') return '';
  return words.complementToExamine(reference);
}

/** Adds to what staff have to examine; nothing of it goes anywhere else by itself. */
function propose(desk: Desk, { at, values }: Request, text: string, documents: string): void {
  const said = [text.slice(0, PROPOSED_CHARS).trimEnd(), ...(documents === '' ? [] : [proposedText(documents)])].filter(
    Boolean,
  );
  const entry = words.proposedByMail(formatInstant(desk.now()), said.join('\n'));
  const all = values.proposedChanges === '' ? entry : `${values.proposedChanges}\n${entry}`;
  values.proposedChanges = all.slice(-CELL_CHARS);
  desk.workbook.table('requests').update(at, { proposedChanges: values.proposedChanges });
  desk.ledger.record({ action: 'Modification proposée', subject: values.reference, after: words.byMail });
}

/** Kept on the consultation while it can still be changed; staff record it by the menu. */
function keepAgreement(
  desk: Desk,
  { values }: Request,
  { id }: IncomingMessage,
  authenticity: string,
  { answer, reason }: { readonly answer: 'oui' | 'non'; readonly reason: string },
): string {
  const row =
    values.consultation === '' ? null : desk.workbook.table('consultations').find('reference', values.consultation);
  if (row === null || row.values.status !== 'brouillon') return words.agreementOutOfPlace(values.reference);
  const { reference, version, agreementSaid } = row.values;
  const evidence = words.agreementEvidence({
    at: formatInstant(desk.now()),
    version: version ?? 1,
    answer: reason === '' ? answer : `${answer}, ${reason}`,
    id,
    authenticity,
  });
  desk.workbook
    .table('consultations')
    .update(row.at, { agreementSaid: agreementSaid === '' ? evidence : `${agreementSaid}\n${evidence}` });
  desk.ledger.record({
    action: words.agreementReceivedAction,
    subject: reference,
    field: 'Accord de la collectivité',
    after: evidence,
  });
  return words.agreementToRecord(reference, answer);
}

/** Queues the letter that says where the request stands; false when one has left today, or when it cannot be written. */
function tellStanding(desk: Desk, { at, values }: Request): boolean {
  const { reference, status, email, standingToldOn } = values;
  if (standingToldOn === desk.today() || !isSendableAddress(email) || !isState('request', status)) return false;
  try {
    const letters = prepareLetters(desk, [
      {
        template: 'Point sur votre demande',
        about: reference,
        to: email,
        values: {
          ...requestValues(desk, values),
          Jour: formatDayInWords(desk.today()),
          Situation: standingOf(status, requestCompleteness(values).missing),
        },
      },
    ]);
    queueLetters(desk, letters);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    console.warn(problem.message);
    return false;
  }
  values.standingToldOn = desk.today();
  desk.workbook.table('requests').update(at, { standingToldOn: desk.today() });
  desk.ledger.record({ action: words.standingAction, subject: reference, after: status });
  return true;
}

interface Candidate {
  readonly row: Request;
  /** Tokens of our mails about it that the message shows. */
  readonly tokens: readonly string[];
}

/** The requests that a message may be about: those its subject names, those whose receipt or letter it answers. */
function candidatesOf(desk: Desk, { tags, tokens }: MatchEvidence): Candidate[] {
  const { workbook } = desk;
  if (tags.length === 0 && tokens.length === 0) return [];
  const requests = workbook.table('requests');
  const answered =
    tokens.length === 0
      ? []
      : workbook
          .table('letters')
          .whereAmong('token', tokens)
          .map(({ values }) => values)
          .filter(({ subject, template }) => REQUEST_TAG.test(subject) && isForAuthority(template));
  const byReceipt = tokens.length === 0 ? [] : requests.whereAmong('receiptToken', tokens);
  const named = [...new Set([...tags, ...answered.map(({ subject }) => subject)])];
  const known = new Set(byReceipt.map(({ values }) => values.reference));
  const rows = [
    ...byReceipt,
    ...requests.whereAmong(
      'reference',
      named.filter(reference => !known.has(reference)),
    ),
  ];
  return rows.map(row => ({
    row,
    tokens: [
      row.values.receiptToken,
      ...answered.filter(({ subject }) => subject === row.values.reference).map(({ token }) => token),
    ].filter(token => token !== ''),
  }));
}

/** Alerts to staff are about requests too, and their answers are not the authority's. */
const isForAuthority = (template: Row<'letters'>['template']): boolean => !template.startsWith('Alerte');

const addressesOf = ({ email }: Row<'requests'>): string[] =>
  email
    .toLowerCase()
    .split(/[;,\s]+/)
    .filter(address => address !== '');
