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
/** What is returned follows the report; its own addresses are not those that failed. */
const REPORT_LOOKED_AT = 2_000;
const FIRST_LINES = 6;

/** The nature of a message, in an order that goes from what is certain to what is only likely. */
export function classifyNature(message: IncomingMessage, context: NatureContext): NatureReading {
  const machine = machineNature(message);
  if (machine !== undefined) return machine;
  const doubts = doubtsOf(message, context);
  const answer = answerNature(message, context);
  if (doubts.length > 0) return { nature: 'à vérifier', reasons: [...doubts, answer.reason], sealed: answer.sealed };
  // A refusal takes a holder out of the reminders: nobody else may give it in its name.
  if (answer.nature === 'offre déclinée' && context.authenticity.authenticity !== 'vérifiée') {
    const reasons = [wording.declineUnproven, context.authenticity.reason, answer.reason];
    return { nature: 'à vérifier', reasons, sealed: false };
  }
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
  if (reason !== undefined) return reading('réponse automatique', reason);
  // Two weak marks agree: nobody's own mail comes back to no one under the subject of a machine.
  if (!hasEmptyReturnPath(message) || hasDocuments(message)) return undefined;
  const subject = subjectOf(message);
  if (FAILURE_SUBJECT.test(subject)) return failureReading(message, wording.emptyPathAndSubject);
  return ABSENCE_SUBJECT.test(subject) ? reading('réponse automatique', wording.emptyPathAndSubject) : undefined;
}

function failureReading(message: IncomingMessage, reason: string): NatureReading {
  const failure = deliveryFailure(message);
  const reasons = failure.sendingLimit ? [wording.sendingLimit, reason] : [reason];
  return { nature: 'échec de remise', reasons, failure, sealed: false };
}

/** Names under which mail servers write; a person may bear one, so that each needs a second mark. */
const DAEMON_NAME =
  /^(?:mail(?:er)?[ ._-]?(?:daemon|deliver(?:y)? (?:sub)?system)|mail delivery service|(?:system administrator|administrateur systeme)|microsoft outlook|mmsc ndr administrator|courrier non distribue)$/;

/**
 * The daemon's address, or the name it writes under. Some servers write `MAILER-DAEMON` alone or before `<>`, which is no
 * address; others show their name only, and bear the mark in their Return-Path or their subject.
 */
function mailerDaemonOf(message: IncomingMessage): string | undefined {
  const from = (headerValue(message.headers, 'from') ?? '').slice(0, 500).trim();
  const bare = /(?:^|<) ?"?(mailer-daemon|postmaster)"? ?(?:>|\(|$|<>)/i.exec(from)?.[1];
  const address = message.from[0]?.address ?? bare ?? '';
  if (DAEMON_ADDRESS.test(`${address}@`)) return address;
  const returnPath = (headerValue(message.headers, 'return-path') ?? '').replace(/[<>\s]/g, '');
  if (DAEMON_ADDRESS.test(returnPath)) return returnPath;
  const name = plain(message.from[0]?.name || from.replace(/<[^<>]*>|"/g, ''));
  const marked = FAILURE_SUBJECT.test(subjectOf(message)) || (hasEmptyReturnPath(message) && !hasDocuments(message));
  return marked && (DAEMON_NAME.test(name) || from === '<>') ? name || from : undefined;
}

const DAEMON_ADDRESS =
  /^(?:mailer[-_.]?daemon|postmaster|microsoftexchange[0-9a-f]{32}|mail[-_.]delivery[-_.](?:sub)?system)(?:[+.-][^@]{0,60})?@/i;

function hasEmptyReturnPath(message: IncomingMessage): boolean {
  const returnPath = headerValue(message.headers, 'return-path');
  return returnPath !== undefined && /^<?\s?>?$/.test(returnPath.trim());
}

function subjectOf(message: IncomingMessage): string {
  return plain(message.subject.slice(0, 300));
}

/** Whether somebody joined something: a returned message is not a document. */
function hasDocuments(message: IncomingMessage): boolean {
  return message.attachments.some(({ decorative, mimeType }) => !decorative && mimeType !== 'message/rfc822');
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
  const returned = found.length > 0 ? found : addressesIn(headerValue(message.returnedHeaders, 'to') ?? '');
  const recipients = returned.length > 0 ? returned : recipientsInText(message.text);
  const seen = `${message.subject}\n${message.text.slice(0, TEXT_LOOKED_AT)}`;
  return { recipients: [...new Set(recipients)], final, sendingLimit: SENDING_LIMIT.test(seen) };
}

/** Final-Recipient, and Original-Recipient when a mailbox forwards: either may be the address we wrote to. */
function reportRecipients(group: readonly Header[]): string[] {
  return group
    .filter(({ name }) => name === 'final-recipient' || name === 'original-recipient')
    .flatMap(({ value }) => addressesIn(value.slice(value.indexOf(';') + 1)));
}

/** Addresses that stand alone on a line of a report in plain text, as qmail, Exim and Sendmail write them. */
function recipientsInText(text: string): string[] {
  const lines = text.slice(0, REPORT_LOOKED_AT).split('\n');
  return lines.flatMap(line => {
    const alone =
      /^[ \t]{0,8}(?:\d{3}[ \t])?<?([^\s<>@:]{1,64}@[^\s<>@:]{1,200})>?(?:\.{3}.{0,200}|:.{0,200}|[ \t]{0,8})$/.exec(
        line,
      );
    return alone?.[1] === undefined ? [] : addressesIn(alone[1]);
  });
}

function addressesIn(text: string): string[] {
  return parseMailboxes(text).map(({ address }) => normalisedAddress(address));
}

/** Written by programs that answer by themselves, whatever the value but a refusal. */
const AUTO_HEADERS = [
  'x-autoreply',
  'x-autorespond',
  'x-vacation',
  'x-autoresponder',
  'x-auto-reply',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-auto-response',
  'x-autogenerated',
  'x-fc-machinegenerated',
];

/** Misspellings of Precedence that real programs send; only their `auto_reply` says something. */
const PRECEDENCE_LIKE = ['preference', 'x-precedence'];

/** Headers of another purpose in which some answering programs name themselves. */
const AUTORESPONDER: readonly (readonly [string, RegExp])[] = [
  ['x-post-messageclass', /\bautoresponder\b/i],
  ['delivered-to', /^autoresponder\b/i],
];

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
  if (/^(?:auto[_-]?reply|bulk|junk)$/.test(precedence)) return wording.precedence(precedence);
  const marked = AUTORESPONDER.find(([name, value]) => value.test(headerValue(headers, name) ?? ''));
  if (marked !== undefined) return wording.autoHeader(marked[0]);
  const told = PRECEDENCE_LIKE.find(name => /^auto[_-]?reply$/i.test((headerValue(headers, name) ?? '').trim()));
  return told === undefined ? undefined : wording.autoHeader(told);
}

/** What mail servers write above what they return, in English and in French; alone it is only a doubt. */
const FAILURE_SUBJECT =
  /^(?:non remis|(?:message|courrier|courriel|mail|e-mail) non (?:remis|distribue|delivre)|non (?:distribu|delivr)(?:e|able)|undeliver(?:able|ed)|undelivered mail|delivery (?:status|failure|has failed|failed|notification|delayed)|mail(?: system error|(?: message)? delivery| not delivered| could not be delivered)|message (?:delivery|undeliverable|could not)|returned mail|returned to sender|(?:\[?postmaster\]? ?)?echec (?:de (?:la )?(?:remise|distribution|livraison)|d['’]envoi|de l['’]envoi)|failure notice|failed delivery|could not send message|notification d['’]etat de (?:la )?(?:remise|distribution)|warning: (?:could not send|message)|avis de non[- ](?:remise|distribution)|retour a l['’]expediteur|remise (?:impossible|retardee|differee)|votre (?:message|courrier|courriel|mail) n['’](?:a pas (?:pu etre|ete)|est pas parvenu)|rapport de non[- ](?:remise|distribution)|(?:message|courriel|courrier) (?:retarde|rejete|refuse|bloque)|(?:message|mail|e-?mail) (?:rejected|blocked|delayed|not delivered)|rejected:|e-?mail delivery|address not found|adresse introuvable|destinataire introuvable)/;

/** « Absence de conflit d'intérêts » is the subject of a real bid: only whole, known subjects count, and only as a doubt. */
const ABSENCE_SUBJECT =
  /^(?:reponse automatique|repondeur automatique|automatic reply|(?:message|courriel|mail|accuse de reception) automatique|reponse auto\b|auto-?reponse|auto: |oof ?:|i am out of|fermeture (?:annuelle|estivale|du bureau|exceptionnelle)|conge (?:de )?(?:maternite|parental|paternite)|auto ?(?:matic)?[- ]?(?:reply|response)|autoreply|autorespon|automatische antwort|respuesta automatica|risposta automatica|out of (?:the )?office|ooo ?:|absen(?:ce|t|te)s? (?:du bureau|jusqu|pour conges|maladie)|(?:absent|absente|en conges?) (?:du|jusqu|jusqu['’]au)|absence ?$|absence ?:|message d['’]absence|notification d['’]absence|avis d['’]absence|reponse d['’]absence|en conges? ?$|conges? ?:|(?:je suis|actuellement) (?:absent|en conge))|\[reponse automatique\]|\best (?:actuellement )?(?:absente?|en conges?)(?: |$)/;

const REPLY_PREFIXES = /^(?:(?:re|tr|fw|fwd|aw) ?: ?){0,5}/;

function hasAutomaticSubject(message: IncomingMessage): boolean {
  const subject = subjectOf(message).replace(REPLY_PREFIXES, '');
  return FAILURE_SUBJECT.test(subject) || ABSENCE_SUBJECT.test(subject);
}

/** What an absent person's program writes first, when nothing in the headers says so. */
const ABSENCE_LINE =
  /^(?:je (?:suis|serai) (?:actuellement |en ce moment |momentanement )?(?:absente?|en conges?|hors du bureau|en deplacement)\b|(?:actuellement|etant) (?:absente?|en conges?)\b|(?:nous sommes|nos bureaux sont|l['’]agence est|le bureau est|nos locaux sont) (?:actuellement )?fermee?s?\b|(?:ceci|ce message) est (?:une reponse automatique|un message automatique|genere automatiquement|automatique)|(?:ceci est une )?reponse automatique\b|(?:merci pour votre (?:message|courriel|mail)[.,!]? )?(?:je suis|nous sommes) (?:actuellement )?(?:absent|en conge|fermes)|i(?: am|['’]m) (?:currently )?(?:out of (?:the )?office|away|on (?:annual |maternity )?leave|on vacation)|i will be (?:out of|away)|thank you for your (?:message|e-?mail)[.,!]? i(?: am|['’]m) (?:currently )?(?:out of|away|on)|this is an automat(?:ic|ed) (?:reply|response|message)|votre (?:message|courriel|mail) a bien ete recu[.,!]? (?:il sera traite|nous vous repondrons))/;

/** « Bonjour, je suis absente… » on one line. */
const OPENING =
  /^(?:(?:bonjour|bonsoir|hello|hi|madame|monsieur|mesdames|messieurs|chere?s?|a tous|et)\b[ ,.!:;]{0,3}){1,5}/;

/** A text that only says that somebody is away; any sign of a bid keeps it a bid. */
function saysAbsence(message: IncomingMessage): boolean {
  if (hasDocuments(message)) return false;
  const { reply } = cutQuotedText(message.text.slice(0, TEXT_LOOKED_AT));
  return (
    !BID_WORDS.test(plain(reply)) &&
    filledLines(reply)
      .slice(0, FIRST_LINES + 1)
      .some(line => ABSENCE_LINE.test(line.replace(OPENING, '')))
  );
}

function doubtsOf(message: IncomingMessage, context: NatureContext): string[] {
  const doubts: string[] = [];
  if (message.labelIds.includes('SPAM')) doubts.push(wording.spam);
  if (context.authenticity.toCheck) doubts.push(context.authenticity.reason);
  const gap = message.receivedAt === undefined ? 0 : Math.abs(message.internalDate - message.receivedAt);
  if (gap > IMPORT_GAP_MS) doubts.push(wording.importedMail(Math.round(gap / 60_000)));
  if (hasEmptyReturnPath(message)) doubts.push(wording.emptyReturnPath);
  if (hasAutomaticSubject(message)) doubts.push(wording.automaticSubject);
  else if (saysAbsence(message)) doubts.push(wording.absenceText);
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

function filledLines(reply: string): string[] {
  return reply
    .slice(0, TEXT_LOOKED_AT)
    .split('\n')
    .map(plain)
    .filter(line => line !== '');
}

function firstLines(reply: string): string[] {
  return filledLines(reply)
    .filter(line => !(GREETING.test(line) && line.length < 60 && !line.includes('?')))
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
