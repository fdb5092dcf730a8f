/** What an incoming message is: a failure and an automatic reply never count as an answer, doubt keeps a bid sealed. */
import { normalisedAddress, parseMailboxes } from './address';
import type { AuthenticityReading } from './authenticity';
import { type Header, headerValue, type IncomingMessage } from './incoming';
import type { MatchResult } from './matching';
import { cutQuotedText } from './quoted-text';
import { nature as wording } from './wording';

export type Nature =
  | 'offre'
  | 'question'
  | 'offre déclinée'
  | 'réponse automatique'
  | 'échec de remise'
  | 'accusé'
  | 'candidature'
  | 'avis'
  | 'autre'
  | 'à vérifier';

/** What is known around a message when its nature is read. */
export interface NatureContext {
  readonly match: MatchResult;
  /** Whether the match, or each target in doubt, is a consulted holder's row of a consultation whose bids are not opened. */
  readonly answersConsultation: boolean;
  readonly authenticity: AuthenticityReading;
  /** What a message that ties to nothing is taken for: an application while the framework tender is open, or an opinion of a member. */
  readonly otherwise?: 'candidature' | 'avis';
}

/** What a delivery failure says, so that the mail that failed can be found. */
export interface DeliveryFailure {
  /** Addresses that did not get the mail, lower case, each once. */
  readonly recipients: readonly string[];
  /** False for a report that only says « delayed » or « delivered »: nothing failed. */
  readonly final: boolean;
  /** Gmail's own limit: nothing more leaves today, and the mail named was not sent. */
  readonly sendingLimit: boolean;
}

export interface NatureReading {
  readonly nature: Nature;
  /** French sentences, the decisive one first. */
  readonly reasons: readonly string[];
  /** Present when the nature is `échec de remise`. */
  readonly failure?: DeliveryFailure;
  /**
   * Whether the message must stay unread until the opening: an answer to a consultation, certain or not, that does not
   * plainly ask or decline. Its subject and text are not to be written anywhere.
   */
  readonly sealed: boolean;
}

const IMPORT_GAP_MS = 5 * 60_000;
const TEXT_LOOKED_AT = 20_000;
const FIRST_LINES = 6;

/** The nature of a message, in an order that goes from what is certain to what is only likely. */
export function classifyNature(message: IncomingMessage, context: NatureContext): NatureReading {
  const machine = machineNature(message);
  if (machine !== undefined) return machine;
  const doubts = doubtsOf(message, context);
  const answer = answerNature(message, context);
  if (doubts.length > 0) return { nature: 'à vérifier', reasons: [...doubts, answer.reason], sealed: answer.sealed };
  return { nature: answer.nature, reasons: [answer.reason], sealed: answer.sealed };
}

/** What programs send, by their own marks; undefined when the message may come from a person. */
export function machineNature(message: IncomingMessage): NatureReading | undefined {
  const reading = (nature: Nature, reason: string): NatureReading => ({ nature, reasons: [reason], sealed: false });
  const reportType = message.contentTypeParameters.get('report-type')?.toLowerCase() ?? '';
  const isReport = message.contentType === 'multipart/report';
  const delivers = message.report?.kind === 'delivery' || (isReport && reportType === 'delivery-status');
  const acknowledges =
    message.report?.kind === 'disposition' || (isReport && reportType === 'disposition-notification');
  if (delivers && (isReport || mailerDaemonOf(message) !== undefined))
    return failureReading(message, reportReason(message));
  if (acknowledges && isReport) return reading('accusé', wording.readReceipt);
  if (headerValue(message.headers, 'x-failed-recipients') !== undefined) {
    return failureReading(message, wording.failedRecipients);
  }
  const daemon = mailerDaemonOf(message);
  if (daemon !== undefined) return failureReading(message, wording.mailerDaemon(daemon));
  const reason = automaticReason(message.headers);
  return reason === undefined ? undefined : reading('réponse automatique', reason);
}

function failureReading(message: IncomingMessage, reason: string): NatureReading {
  const failure = deliveryFailure(message);
  const reasons = failure.sendingLimit ? [wording.sendingLimit, reason] : [reason];
  return { nature: 'échec de remise', reasons, failure, sealed: false };
}

/** The daemon's address; some servers write `MAILER-DAEMON` alone, which is no address. */
function mailerDaemonOf(message: IncomingMessage): string | undefined {
  const bare = /(?:^|<) ?((?:mailer-daemon|postmaster)) ?(?:>|\(|$)/i.exec(
    headerValue(message.headers, 'from') ?? '',
  )?.[1];
  const address = message.from[0]?.address ?? bare ?? '';
  return /^(?:mailer[-_.]?daemon|postmaster)(?:[+.-][^@]{0,60})?@/i.test(`${address}@`) ? address : undefined;
}

const FAILED_ACTION = /^failed\b/i;
const HARMLESS_ACTION = /^(?:delayed|delivered|relayed|expanded)\b/i;

function actionsOf(message: IncomingMessage): string[] {
  const groups = message.report?.groups ?? [];
  return groups.flatMap(group => group.filter(({ name }) => name === 'action').map(({ value }) => value.trim()));
}

function onlyHarmless(message: IncomingMessage): boolean {
  const actions = actionsOf(message);
  return actions.length > 0 && actions.every(action => HARMLESS_ACTION.test(action));
}

function reportReason(message: IncomingMessage): string {
  if (!onlyHarmless(message)) return wording.deliveryReport;
  return actionsOf(message).some(action => /^delayed/i.test(action))
    ? wording.delayedDelivery
    : wording.relayedDelivery;
}

/** Gmail's sentences when an account has sent too much; over quota it may answer 200 and bounce later. */
const SENDING_LIMIT = /you have reached a limit for sending mail|vous avez atteint (?:la|une) limite d['’]envoi/i;

/** The recipients that a failure names: in its report, in X-Failed-Recipients, or in the returned message's To. */
export function deliveryFailure(message: IncomingMessage): DeliveryFailure {
  const final = !onlyHarmless(message);
  const groups = (message.report?.groups ?? []).filter(group => {
    const action = headerValue(group, 'action')?.trim() ?? '';
    return action === '' || FAILED_ACTION.test(action) || !HARMLESS_ACTION.test(action);
  });
  const found = [
    ...groups.flatMap(reportRecipients),
    ...addressesIn(headerValue(message.headers, 'x-failed-recipients') ?? ''),
  ];
  const recipients = found.length > 0 ? found : addressesIn(headerValue(message.returnedHeaders, 'to') ?? '');
  const seen = `${message.subject}\n${message.text.slice(0, TEXT_LOOKED_AT)}`;
  return { recipients: [...new Set(recipients)], final, sendingLimit: SENDING_LIMIT.test(seen) };
}

/** Final-Recipient, and Original-Recipient when a mailbox forwards: either may be the address we wrote to. */
function reportRecipients(group: readonly Header[]): string[] {
  return group
    .filter(({ name }) => name === 'final-recipient' || name === 'original-recipient')
    .flatMap(({ value }) => addressesIn(value.slice(value.indexOf(';') + 1)));
}

function addressesIn(text: string): string[] {
  return parseMailboxes(text).map(({ address }) => normalisedAddress(address));
}

const AUTO_HEADERS = ['x-autoreply', 'x-autorespond', 'x-vacation'];

function automaticReason(headers: readonly Header[]): string | undefined {
  const submitted = headerValue(headers, 'auto-submitted');
  if (submitted !== undefined && !/^no(?:[\s;(]|$)/i.test(submitted.trim())) return wording.autoSubmitted;
  const auto = AUTO_HEADERS.find(name => {
    const value = headerValue(headers, name);
    return value !== undefined && !/^(?:no|false|0)$/i.test(value.trim());
  });
  if (auto !== undefined) return wording.autoHeader(auto);
  // A group mailbox adds `list` to what people write: it says nothing.
  const precedence = (headerValue(headers, 'precedence') ?? '').trim().toLowerCase();
  return /^(?:auto[_-]reply|bulk|junk)$/.test(precedence) ? wording.precedence(precedence) : undefined;
}

/** « Absence de conflit d'intérêts » is the subject of a real bid: only whole, known subjects count, and only as a doubt. */
const AUTOMATIC_SUBJECT =
  /^(?:(?:re|tr|fw|fwd|aw) ?: ?){0,5}(?:reponse automatique|automatic reply|auto ?(?:matic)?[- ]?(?:reply|response)|autoreply|out of (?:the )?office|absen(?:ce|t|te)s? du bureau|message d['’]absence|notification d['’]absence|reponse d['’]absence|conges? ?:|non remis|non distribue|undeliver(?:able|ed)|delivery (?:status|failure|has failed)|mail delivery|returned mail|echec (?:de |d['’])|failure notice)/;

function doubtsOf(message: IncomingMessage, context: NatureContext): string[] {
  const doubts: string[] = [];
  if (message.labelIds.includes('SPAM')) doubts.push(wording.spam);
  if (context.authenticity.toCheck) doubts.push(context.authenticity.reason);
  const gap = message.receivedAt === undefined ? 0 : Math.abs(message.internalDate - message.receivedAt);
  if (gap > IMPORT_GAP_MS) doubts.push(wording.importedMail(Math.round(gap / 60_000)));
  const returnPath = headerValue(message.headers, 'return-path');
  if (returnPath !== undefined && /^<?\s?>?$/.test(returnPath.trim())) doubts.push(wording.emptyReturnPath);
  if (AUTOMATIC_SUBJECT.test(plain(message.subject.slice(0, 300)))) doubts.push(wording.automaticSubject);
  if (context.match.kind === 'doubt' && context.answersConsultation) doubts.push(context.match.reason);
  return doubts;
}

interface Answer {
  readonly nature: Nature;
  readonly reason: string;
  readonly sealed: boolean;
}

function answerNature(message: IncomingMessage, context: NatureContext): Answer {
  if (context.answersConsultation) return consultationAnswer(message);
  if (context.match.kind === 'doubt') return { nature: 'à vérifier', reason: context.match.reason, sealed: false };
  if (context.match.kind === 'match') return { nature: 'autre', reason: context.match.reason, sealed: false };
  return { nature: context.otherwise ?? 'autre', reason: wording.unknown, sealed: false };
}

/** Sealed, unless nothing is joined and the first lines plainly ask or decline: only then has the text been looked at. */
function consultationAnswer(message: IncomingMessage): Answer {
  const sealed: Answer = { nature: 'offre', reason: wording.sealedBid, sealed: true };
  if (message.attachments.some(({ decorative }) => !decorative) || message.truncated) return sealed;
  const { reply } = cutQuotedText(message.text);
  const text = plain(reply);
  if (text === '' || BID_WORDS.test(text)) return sealed;
  const first = firstLines(reply);
  const asks = first.some(line => QUESTION_LINE.test(line));
  const declines = first.some(line => DECLINE_LINE.test(line));
  if (asks === declines || (declines && first.some(line => line.includes('?')))) return sealed;
  return asks
    ? { nature: 'question', reason: wording.question, sealed: false }
    : { nature: 'offre déclinée', reason: wording.declined, sealed: false };
}

/** Any sign of a price or of an offer keeps the message sealed. */
const BID_WORDS =
  /€|\beur(?:os?)?\b|\bmontant|\bttc\b|\bht\b|\bh\.t|\btva\b|\bdevis\b|\bnotre (?:offre|proposition|reponse)|\bma (?:proposition|reponse)|\bmon offre|\bnous proposons|\bje propose|\bci-(?:joint|dessous|apres)|\bpieces? jointes?|\ben pj\b|https?:|\bwww\.|\bbudget|\btarif|\bprix|\bcout\b|\bforfait/;

const QUESTION_LINE =
  /^questions?\b|\?$|^(?:pou[rv]+(?:i)?ez-vous|pouvez-vous|est-ce que|serait-il possible|quel(?:le)?s? )[^.]{0,200}\?/;

const DECLINE_LINE =
  /\b(?:je|nous) (?:declin(?:e|ons)|renonc(?:e|ons)|ne repondr(?:ai|ons) pas|ne (?:souhait(?:e|ons)|desir(?:e|ons)) pas (?:y )?(?:repondre|participer|soumissionner|candidater|donner suite)|ne pourr(?:ai|ons) pas (?:y )?(?:repondre|participer|soumissionner|donner suite)|ne (?:suis|sommes) pas en mesure d(?:e |['’])(?:y )?(?:repondre|participer|soumissionner|remettre))/;

const GREETING = /^(?:bonjour|bonsoir|madame|monsieur|mesdames|chere?s?|merci (?:de|pour|beaucoup)[^?]{0,80}$|hello)\b/;

function firstLines(reply: string): string[] {
  return reply
    .slice(0, TEXT_LOOKED_AT)
    .split('\n')
    .map(plain)
    .filter(line => line !== '' && !(GREETING.test(line) && line.length < 60 && !line.includes('?')))
    .slice(0, FIRST_LINES);
}

/** Lower case, accents dropped, every run of spaces one plain space. */
function plain(text: string): string {
  return text
    .slice(0, TEXT_LOOKED_AT)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
