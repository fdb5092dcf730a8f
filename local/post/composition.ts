/** Mail as people's own programs write it, for scenarios and tests: real MIME by nodemailer, the same bytes at every replay. */
import MailComposer from 'nodemailer/lib/mail-composer';
import type { EpochMs } from '../kernel/contract';
import { headerValue, messageIds, readAddresses } from './header-text';
import { parseMime, readableText } from './mime-tree';

export interface Attachment {
  readonly filename: string;
  readonly content: Buffer;
  readonly contentType?: string;
}

export interface Composition {
  /** `Name <address>` or an address. */
  readonly from: string;
  readonly to: string | readonly string[];
  readonly cc?: string | readonly string[];
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly Attachment[];
  readonly date: EpochMs;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  /** Unique text of which Message-ID and boundaries are made. */
  readonly serial: string;
}

export interface Reply extends Omit<Composition, 'to' | 'subject' | 'inReplyTo' | 'references'> {
  /** The message answered, as its recipient got it. */
  readonly original: Buffer;
  /** Overrides Reply-To or From of the original. */
  readonly to?: string | readonly string[];
  /** Overrides `Re: …`. */
  readonly subject?: string;
  /** The original's text is quoted below the answer, under a French attribution line. */
  readonly quote?: boolean;
}

const list = (value: string | readonly string[]): string[] => (typeof value === 'string' ? [value] : [...value]);

/** The raw message. Rejects where nodemailer cannot build it (a header without a name). */
export async function compose(mail: Composition): Promise<Buffer> {
  const domain = readAddresses(mail.from)[0]?.address.split('@').at(-1) ?? 'localhost';
  const node = new MailComposer({
    from: mail.from,
    to: list(mail.to),
    ...(mail.cc === undefined ? {} : { cc: list(mail.cc) }),
    subject: mail.subject ?? '',
    ...(mail.html === undefined ? {} : { html: mail.html }),
    text: mail.text ?? '',
    headers: { ...mail.headers },
    attachments: (mail.attachments ?? []).map(file => ({
      filename: file.filename,
      content: file.content,
      ...(file.contentType === undefined ? {} : { contentType: file.contentType }),
    })),
    date: new Date(mail.date),
    messageId: `<${mail.serial}@${domain}>`,
    ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo }),
    ...(mail.references === undefined ? {} : { references: [...mail.references] }),
    baseBoundary: mail.serial,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return await node.build();
}

const attributionDate = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'full',
  timeStyle: 'short',
  timeZone: 'Europe/Paris',
});

function quotation(original: Buffer): string {
  const tree = parseMime(original);
  const sent = Date.parse(headerValue(tree.headers, 'Date') ?? '');
  const when = Number.isNaN(sent) ? '' : `Le ${attributionDate.format(sent)}, `;
  const who = headerValue(tree.headers, 'From') ?? '';
  const lines = readableText(tree).replace(/\r\n/g, '\n').trimEnd().split('\n');
  return `\n\n${when}${who} a écrit :\n\n${lines.map(line => `> ${line}`).join('\n')}\n`;
}

/** An answer as a mail program writes it: to Reply-To, same subject, In-Reply-To and References. */
export async function composeReply(reply: Reply): Promise<Buffer> {
  const { original, quote, ...mail } = reply;
  const { headers } = parseMime(original);
  const subject = headerValue(headers, 'Subject') ?? '';
  const messageId = messageIds(headerValue(headers, 'Message-ID'))[0];
  const answerTo = headerValue(headers, 'Reply-To') ?? headerValue(headers, 'From') ?? '';
  return await compose({
    ...mail,
    to: reply.to ?? answerTo,
    subject: reply.subject ?? (/^re\s?:/i.test(subject) ? subject : `Re: ${subject}`),
    text: `${reply.text ?? ''}${quote ? quotation(original) : ''}`,
    ...(messageId === undefined
      ? {}
      : { inReplyTo: messageId, references: [...messageIds(headerValue(headers, 'References')), messageId] }),
  });
}
