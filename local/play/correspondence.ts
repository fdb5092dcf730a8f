// Mail that people of a scenario write: replies in the thread of a consultation, mails of their own, messages from a file.
import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { addressKey, headerValue, readAddresses } from '../post/header-text';
import { parseMime, readableText } from '../post/mime-tree';
import type { PostOffice, StoredMail } from '../post/post-office';
import type { AuthVerdict, MailGesture, NewMail, ReplyMail } from './scenario';

/** A mail that cannot be written: no file, no thread. The message is a sentence. */
export class UnwritableMail extends Error {
  override readonly name = 'UnwritableMail';
}

const MAX_FILE_BYTES = 30 * 1024 * 1024;

/** What the correspondence asks of the workbook: the addresses where a holder gets mail. */
export type HolderAddresses = (holder: string) => readonly string[];

export class Correspondence {
  readonly #office: PostOffice;
  /** The folder of the scenario: paths start there. */
  readonly #folder: string;
  readonly #addressesOf: HolderAddresses;

  constructor(office: PostOffice, folder: string, addressesOf: HolderAddresses) {
    this.#office = office;
    this.#folder = folder;
    this.#addressesOf = addressesOf;
  }

  /** Writes the mail and delivers it to everyone it is addressed to. */
  async send(mail: MailGesture): Promise<void> {
    const raw = 'reply' in mail ? await this.#reply(mail) : await this.#own(mail);
    const { headers } = parseMime(raw);
    const to = ['To', 'Cc'].flatMap(name =>
      readAddresses(headerValue(headers, name) ?? '').map(({ address }) => address),
    );
    const from = readAddresses(headerValue(headers, 'From') ?? '')[0]?.address ?? '';
    this.#deliver(raw, from, to, mail.auth ?? 'pass');
  }

  /** Delivers a message as it is to `recipient`; its sender is its Return-Path, or else its From. */
  deliverFile(path: string, recipient: string, auth: AuthVerdict): void {
    const raw = this.#read(path);
    const { headers } = parseMime(raw);
    const returnPath = headerValue(headers, 'Return-Path');
    const from = readAddresses(returnPath ?? headerValue(headers, 'From') ?? '')[0]?.address ?? '';
    this.#deliver(raw, from, [recipient], auth);
  }

  #deliver(raw: Buffer, envelopeFrom: string, to: readonly string[], auth: AuthVerdict): void {
    this.#office.deliver(raw, { envelopeFrom, to, auth });
  }

  async #reply(mail: ReplyMail): Promise<Buffer> {
    const [reference = '', who = ''] = mail.reply.split('/');
    const original = who.includes('@') ? this.#lastAbout(reference, who) : this.#invitation(reference, who);
    return await this.#office.composeReply({
      original: original.raw,
      from: mail.from ?? original.record.envelope.to,
      quote: true,
      ...this.#parts(mail),
    });
  }

  async #own(mail: NewMail): Promise<Buffer> {
    return await this.#office.compose({ from: mail.from, to: mail.to, ...this.#parts(mail) });
  }

  #parts({ subject, text, html, headers, attachments = [] }: MailGesture) {
    return {
      ...(subject === undefined ? {} : { subject }),
      ...(text === undefined ? {} : { text }),
      ...(html === undefined ? {} : { html }),
      ...(headers === undefined ? {} : { headers }),
      attachments: attachments.map(path => ({ filename: basename(path), content: this.#read(path) })),
    };
  }

  /** The mail by which the holder was consulted: the first that reached it with the consultation's tag in its subject. */
  #invitation(consultation: string, holder: string): StoredMail {
    const addresses = this.#addressesOf(holder);
    if (addresses.length === 0) throw new UnwritableMail(`There is no holder ${holder} with an address in Titulaires.`);
    const [first] = this.#reached(addresses, consultation);
    if (!first)
      throw new UnwritableMail(`${holder} has received no mail about ${consultation} (${addresses.join(', ')}).`);
    return first;
  }

  /** The last mail about a file that reached an address. */
  #lastAbout(reference: string, address: string): StoredMail {
    const last = this.#reached([address], reference).at(-1) ?? this.#listing(address, reference);
    if (!last) throw new UnwritableMail(`${address} has received no mail about ${reference}.`);
    return last;
  }

  /** The last mail to an address whose text has a line for the file, as those to the committee have. */
  #listing(address: string, reference: string): StoredMail | undefined {
    const line = new RegExp(`^${reference} ?:`, 'm');
    return this.#office
      .received(addressKey(address))
      .filter(({ raw }) => line.test(readableText(parseMime(raw))))
      .sort((a, b) => a.record.addedAt - b.record.addedAt)
      .at(-1);
  }

  /** What reached these addresses with the file's tag in its subject, in order. */
  #reached(addresses: readonly string[], reference: string): StoredMail[] {
    const tag = new RegExp(`\\[${reference}(?!\\d)`);
    return addresses
      .flatMap(address => this.#office.received(addressKey(address)))
      .filter(({ record }) => tag.test(record.subject))
      .sort((a, b) => a.record.addedAt - b.record.addedAt);
  }

  #read(path: string): Buffer {
    const full = resolve(this.#folder, path);
    const stat = statSync(full, { throwIfNoEntry: false });
    if (!stat?.isFile()) throw new UnwritableMail(`There is no file ${path} beside the scenario (${full}).`);
    if (stat.size > MAX_FILE_BYTES) throw new UnwritableMail(`The file ${path} is larger than 30 MB.`);
    return readFileSync(full);
  }
}
