/** Mail that people write in the pages: composed here, since it takes a moment, then delivered by the host as bytes. */
import { randomUUID } from 'node:crypto';
import addressparser from 'nodemailer/lib/addressparser';
import { z } from 'zod';
import { fr } from 'zod/locales';
import { type Attachment, type Composition, compose, composeReply } from '../../post/composition';
import { headerValue, readAddresses } from '../../post/header-text';
import { parseMime } from '../../post/mime-tree';
import type { Caller } from '../wire';
import { type Bridge, CallFailed } from './bridge';

const MAX_BYTES = 25 * 1024 * 1024;
const ADDRESS = /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/u;
const VERDICT = z.enum(['pass', 'fail', 'none']);
const WRITTEN = z.strictObject({
  /** The address that writes. */
  box: z.string().regex(ADDRESS),
  /** Shown beside the address. */
  name: z.string().max(200),
  to: z.string().max(4000),
  cc: z.string().max(4000),
  subject: z.string().max(998),
  text: z.string().max(400_000),
  attachments: z
    .array(z.strictObject({ name: z.string().max(255), type: z.string().max(200), base64: z.base64() }))
    .max(20),
  auth: VERDICT,
  /** The message answered, of the same box, quoted below the text; '' for a new message. */
  answers: z.string().max(100),
  quote: z.boolean(),
});
const DROPPED = z.strictObject({
  to: z.string().regex(ADDRESS),
  base64: z.base64(),
  auth: VERDICT,
  spam: z.boolean(),
});

export type WrittenMail = z.input<typeof WRITTEN>;
export type DroppedMail = z.input<typeof DROPPED>;

type Verdict = z.output<typeof VERDICT>;

export class MailWriter {
  readonly #bridge: Pick<Bridge, 'call'>;

  constructor(bridge: Pick<Bridge, 'call'>) {
    this.#bridge = bridge;
  }

  /** The methods of the server, by name, as pages call them. */
  methods(): ReadonlyMap<string, (params: unknown, caller: Caller) => Promise<unknown>> {
    return new Map([
      ['mail.write', (params: unknown, caller: Caller) => this.#write(checked(WRITTEN, params), caller)],
      ['mail.drop', (params: unknown, caller: Caller) => this.#drop(checked(DROPPED, params), caller)],
    ]);
  }

  /** A message that reached the SMTP port. */
  async receive(raw: Buffer, from: string, to: readonly string[], auth: Verdict): Promise<void> {
    const message = { raw: raw.toString('base64'), from, to: [...to], auth, spam: false };
    await this.#bridge.call('mail.deliver', message, { session: '', by: '' });
  }

  async #write(mail: z.output<typeof WRITTEN>, caller: Caller): Promise<void> {
    const { box, auth, answers } = mail;
    const to = typedRecipients(mail.to);
    const cc = typedRecipients(mail.cc);
    if (to.length === 0) refuse('Indiquez à qui écrire : une adresse, ou plusieurs séparées par des virgules.');
    if (to.length + cc.length > MAX_RECIPIENTS) refuse(`Un message va à ${MAX_RECIPIENTS} adresses au plus.`);
    const common = { ...partsOf(mail), to, ...(cc.length === 0 ? {} : { cc }), subject: mail.subject };
    const raw = fitting(await this.#composed(common, mail, caller));
    await this.#bridge.call('mail.send', { box, raw: raw.toString('base64'), auth, answers }, caller);
  }

  async #composed(
    common: Omit<Composition, 'date'>,
    { box, answers, quote }: z.output<typeof WRITTEN>,
    caller: Caller,
  ): Promise<Buffer> {
    if (answers === '') {
      const { now } = (await this.#bridge.call('session.state', {}, caller)) as { now: number };
      return await compose({ ...common, date: now });
    }
    const stored = (await this.#bridge.call('mail.raw', { box, id: answers }, caller)) as { raw: string; now: number };
    return await composeReply({ ...common, original: Buffer.from(stored.raw, 'base64'), quote, date: stored.now });
  }

  async #drop({ to, base64, auth, spam }: z.output<typeof DROPPED>, caller: Caller): Promise<void> {
    const raw = fitting(Buffer.from(base64, 'base64'));
    const { headers } = parseMime(raw);
    if (headers.length === 0) refuse("Ce fichier n'est pas un courriel : il n'a pas d'en-tête.");
    const from =
      readAddresses(headerValue(headers, 'Return-Path') ?? headerValue(headers, 'From') ?? '')[0]?.address ?? '';
    await this.#bridge.call('mail.deliver', { raw: base64, from, to: [to], auth, spam }, caller);
  }
}

const FRENCH = fr().localeError;
/** As many as Gmail takes for one message. */
const MAX_RECIPIENTS = 50;

/** What a person typed as recipients, each checked: `Name <address>` or an address, parted by commas or semicolons. */
function typedRecipients(typed: string): string[] {
  return addressparser(typed, { flatten: true }).map(({ name, address }) => {
    if (!ADDRESS.test(address)) refuse(`« ${address || name} » n'est pas une adresse de courriel.`);
    return name === '' ? address : `${quoted(name)} <${address}>`;
  });
}

const quoted = (name: string): string => `"${name.replace(/["\\\p{Cc}]/gu, ' ')}"`;

function partsOf({ box, name, text, attachments }: z.output<typeof WRITTEN>) {
  const files = attachments.map(
    (file): Attachment => ({
      filename: file.name,
      contentType: file.type || 'application/octet-stream',
      content: Buffer.from(file.base64, 'base64'),
    }),
  );
  const from = name === '' ? box : `${quoted(name)} <${box}>`;
  return { from, text, attachments: files, serial: randomUUID() };
}

function fitting(raw: Buffer): Buffer {
  return raw.length <= MAX_BYTES ? raw : refuse('Le message dépasse 25 Mo : joignez moins de pièces.');
}

function checked<T>(schema: z.ZodType<T>, params: unknown): T {
  const parsed = schema.safeParse(params, { error: FRENCH });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return refuse(`Le message ne peut pas partir : ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`);
}

function refuse(message: string): never {
  throw new CallFailed({ kind: 'refused', message });
}
