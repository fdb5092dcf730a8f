/** Mail that people write in the pages: composed here, since it takes a moment, then delivered by the host as bytes. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Attachment, compose, composeReply } from '../../post/composition';
import { headerValue, readAddresses } from '../../post/header-text';
import { parseMime } from '../../post/mime-tree';
import type { Caller } from '../wire';
import { type Bridge, CallFailed } from './bridge';

const MAX_BYTES = 25 * 1024 * 1024;
const common = {
  from: z.string().min(3).max(320),
  /** Shown beside the address. */
  name: z.string().max(200),
  text: z.string().max(400_000),
  attachments: z
    .array(z.strictObject({ name: z.string().max(255), type: z.string().max(200), base64: z.base64() }))
    .max(20),
  auth: z.enum(['pass', 'fail', 'none']),
};
const WRITTEN = z.strictObject({ ...common, to: z.string().max(4000), subject: z.string().max(998) });
const REPLY = z.strictObject({ ...common, box: z.string(), id: z.string(), quote: z.boolean() });
const DROPPED = z.strictObject({ to: z.string().max(320), base64: z.base64(), auth: common.auth });

export type WrittenMail = z.input<typeof WRITTEN>;
export type WrittenReply = z.input<typeof REPLY>;
export type DroppedMail = z.input<typeof DROPPED>;

export class MailWriter {
  readonly #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** The methods of the server, by name, as pages call them. */
  methods(): ReadonlyMap<string, (params: unknown, caller: Caller) => Promise<unknown>> {
    return new Map([
      ['mail.write', (params: unknown, caller: Caller) => this.#write(checked(WRITTEN, params), caller)],
      ['mail.reply', (params: unknown, caller: Caller) => this.#reply(checked(REPLY, params), caller)],
      ['mail.drop', (params: unknown, caller: Caller) => this.#drop(checked(DROPPED, params), caller)],
    ]);
  }

  /** A message that reached the SMTP port. */
  async receive(raw: Buffer, from: string, to: readonly string[], auth: 'pass' | 'fail' | 'none'): Promise<void> {
    await this.#deliver(raw, from, to, auth, false, { session: '', by: '' });
  }

  async #write(mail: z.output<typeof WRITTEN>, caller: Caller): Promise<void> {
    const to = readAddresses(mail.to).map(({ address }) => address);
    if (to.length === 0) refuse('Indiquez à qui écrire : une adresse, ou plusieurs séparées par des virgules.');
    const { now } = (await this.#bridge.call('session.state', {}, caller)) as { now: number };
    const raw = await compose({ ...partsOf(mail), to, subject: mail.subject, date: now });
    await this.#deliver(raw, mail.from, to, mail.auth, true, caller);
  }

  async #reply(mail: z.output<typeof REPLY>, caller: Caller): Promise<void> {
    const { box, id } = mail;
    const stored = (await this.#bridge.call('mail.raw', { box, id }, caller)) as { raw: string; now: number };
    const original = Buffer.from(stored.raw, 'base64');
    const raw = await composeReply({ ...partsOf(mail), original, quote: mail.quote, date: stored.now });
    const to = readAddresses(headerValue(parseMime(raw).headers, 'To') ?? '').map(({ address }) => address);
    if (to.length === 0) refuse('Ce message ne dit pas à quelle adresse répondre.');
    await this.#deliver(raw, mail.from, to, mail.auth, true, caller);
  }

  async #drop({ to, base64, auth }: z.output<typeof DROPPED>, caller: Caller): Promise<void> {
    const raw = Buffer.from(base64, 'base64');
    const { headers } = parseMime(raw);
    if (headers.length === 0) refuse("Ce fichier n'est pas un courriel : il n'a pas d'en-tête.");
    const from =
      readAddresses(headerValue(headers, 'Return-Path') ?? headerValue(headers, 'From') ?? '')[0]?.address ?? '';
    await this.#deliver(raw, from, [to], auth, false, caller);
  }

  async #deliver(
    raw: Buffer,
    from: string,
    to: readonly string[],
    auth: 'pass' | 'fail' | 'none',
    keepCopy: boolean,
    caller: Caller,
  ): Promise<void> {
    if (raw.length > MAX_BYTES) refuse('Le message dépasse 25 Mo : joignez moins de pièces.');
    await this.#bridge.call('mail.deliver', { raw: raw.toString('base64'), from, to: [...to], auth, keepCopy }, caller);
  }
}

function partsOf({ from, name, text, attachments }: z.output<typeof WRITTEN> | z.output<typeof REPLY>) {
  const sender = name === '' ? from : `"${name.replace(/["\\\r\n]/g, ' ')}" <${from}>`;
  const files = attachments.map(
    (file): Attachment => ({
      filename: file.name,
      contentType: file.type || 'application/octet-stream',
      content: Buffer.from(file.base64, 'base64'),
    }),
  );
  return { from: sender, text, attachments: files, serial: randomUUID() };
}

function checked<T>(schema: z.ZodType<T>, params: unknown): T {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return refuse(`Le message ne peut pas partir : ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`);
}

function refuse(message: string): never {
  throw new CallFailed({ kind: 'refused', message });
}
