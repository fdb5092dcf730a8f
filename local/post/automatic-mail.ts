/** Mail that nobody writes: delivery failures, Gmail's notice that the day's quota is spent, absence replies. Built at once, as bytes. */
import { encodeWords } from 'nodemailer/lib/mime-funcs';
import type { EpochMs } from '../kernel/contract';
import { oneLine } from './header-block';
import { addressDomain, headerValue, readHeader } from './header-text';
import { mailDate } from './reception';

/** Why a mailbox refuses: the enhanced status (RFC 3463) and what its server says. */
export interface FailureReason {
  readonly status: string;
  readonly diagnostic: string;
}

export const NO_SUCH_USER: FailureReason = {
  status: '5.1.1',
  diagnostic: '550-5.1.1 The email account that you tried to reach does not exist.',
};

/** What Gmail's notice says, word for word: the add-on looks for it. */
export const SENDING_LIMIT_TEXT = 'You have reached a limit for sending mail. Your message was not sent.';

interface Original {
  readonly raw: Buffer;
  readonly sender: string;
  readonly recipient: string;
}

function field(name: string, value: string): string {
  return `${name}: ${encodeWords(oneLine(value), 'Q', 52, true)}`;
}

function originalFields(raw: Buffer): { header: Buffer; messageId: string; subject: string } {
  const { fields, bodyStart } = readHeader(raw, 0, raw.length);
  return {
    header: raw.subarray(0, bodyStart),
    messageId: oneLine(headerValue(fields, 'Message-ID') ?? ''),
    subject: headerValue(fields, 'Subject') ?? '',
  };
}

function report(original: Original, at: EpochMs, serial: string, human: string, reason: FailureReason): Buffer {
  const { header, messageId } = originalFields(original.raw);
  const boundary = `000000000000${serial.replace(/\W/g, '')}`;
  const head = [
    'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    `To: ${oneLine(original.sender)}`,
    'Auto-Submitted: auto-replied',
    'Subject: Delivery Status Notification (Failure)',
    `References: ${messageId}`,
    `In-Reply-To: ${messageId}`,
    `X-Failed-Recipients: ${oneLine(original.recipient)}`,
    `Message-ID: <${serial}.report@mx.google.com>`,
    `Date: ${mailDate(at)}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; boundary="${boundary}"; report-type=delivery-status`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset="UTF-8"',
    '',
    human,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; googlemail.com',
    `Received-From-MTA: dns; ${oneLine(original.sender)}`,
    `Arrival-Date: ${mailDate(at)}`,
    `X-Original-Message-ID: ${messageId}`,
    '',
    `Final-Recipient: rfc822; ${oneLine(original.recipient)}`,
    'Action: failed',
    `Status: ${reason.status}`,
    `Diagnostic-Code: smtp; ${oneLine(reason.diagnostic)}`,
    `Last-Attempt-Date: ${mailDate(at)}`,
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'utf8'), header, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

/** A real multipart/report (RFC 3464) that answers the message whose recipient refused it. */
export function failureReport(original: Original, at: EpochMs, serial: string, reason: FailureReason): Buffer {
  const domain = addressDomain(original.recipient);
  const human = [
    '',
    '** Address not found **',
    '',
    `Your message wasn't delivered to ${oneLine(original.recipient)} because the address couldn't be found at ${domain}, or is unable to receive mail.`,
    '',
    'The response was:',
    '',
    oneLine(reason.diagnostic),
  ].join('\r\n');
  return report(original, at, serial, human, reason);
}

/** Gmail's notice that a message it had accepted was not sent for want of quota. It comes in the thread of that message. */
export function sendingLimitNotice(original: Original, at: EpochMs, serial: string): Buffer {
  const human = ['', '** Message not delivered **', '', SENDING_LIMIT_TEXT].join('\r\n');
  return report(original, at, serial, human, {
    status: '5.4.5',
    diagnostic: '550-5.4.5 Daily user sending limit exceeded.',
  });
}

/** What an absent person's server answers. */
export interface AutoReply {
  readonly subject?: string;
  readonly text: string;
  /** Header fields instead of `Auto-Submitted: auto-replied`, by name. */
  readonly headers?: Readonly<Record<string, string>>;
}

export function automaticReply(original: Original, at: EpochMs, serial: string, reply: AutoReply): Buffer {
  const { messageId, subject } = originalFields(original.raw);
  const marks = Object.entries(reply.headers ?? { 'Auto-Submitted': 'auto-replied', 'X-Autoreply': 'yes' });
  const lines = [
    `From: ${oneLine(original.recipient)}`,
    `To: ${oneLine(original.sender)}`,
    field('Subject', reply.subject ?? `Réponse automatique : ${subject}`),
    `In-Reply-To: ${messageId}`,
    `References: ${messageId}`,
    ...marks.map(([name, value]) => field(name, value)),
    `Message-ID: <${serial}.auto@${addressDomain(original.recipient)}>`,
    `Date: ${mailDate(at)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(reply.text, 'utf8').toString('base64').replace(/.{76}/g, '$&\r\n'),
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'utf8');
}
