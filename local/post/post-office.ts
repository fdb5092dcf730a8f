/**
 * The mail of a whole Workspace: accounts and the rest of the world, delivery, refusals, absence replies, quotas.
 * Everything is raw RFC 5322 bytes; what happens later (a bounce, a notice) waits in a queue until the clock reaches it.
 */
import type { Clock, EpochMs, Store } from '../kernel/contract';
import {
  type AutoReply,
  automaticReply,
  type FailureReason,
  failureReport,
  sendingLimitNotice,
} from './automatic-mail';
import { type Composition, compose, composeReply, type Reply } from './composition';
import { changeHeader, prependFields } from './header-block';
import { addressKey, headerValue } from './header-text';
import { Mailbox, type MessageRecord, namedRecipients, threadSubject } from './mailbox';
import { isAttachment, type MimePart, parseMime, walkParts } from './mime-tree';
import { prepareOutgoing, type SendAsAddress } from './outgoing';
import { type AuthVerdict, receptionFields } from './reception';

export type Plan = 'consumer' | 'workspace';

/** A Google account: its mailbox can be read and sent from by a script that runs as it. */
export interface AccountOptions {
  readonly address: string;
  readonly displayName?: string;
  /** Default: consumer for gmail.com, workspace for any other domain. */
  readonly plan?: Plan;
  /** Other addresses of the same mailbox: mail to them arrives here. */
  readonly aliases?: readonly string[];
  /** Addresses that it may send as, beside its own; an unverified one is silently replaced. */
  readonly sendAs?: readonly SendAsAddress[];
}

interface AccountDocument {
  address: string;
  displayName: string;
  plan: Plan;
  aliases: string[];
  sendAs: SendAsAddress[];
}

export interface DeliveryOptions {
  /** SMTP MAIL FROM; '' for bounces, which are never answered. */
  readonly envelopeFrom: string;
  readonly to: string | readonly string[];
  readonly auth: AuthVerdict;
  /** Server reception; default now. */
  readonly at?: EpochMs;
  /** Gmail's internalDate when an importer set it; default `at`. */
  readonly internalDate?: EpochMs;
  readonly spam?: boolean;
}

/** A message of a mailbox with its bytes. */
export interface StoredMail {
  readonly record: MessageRecord;
  readonly raw: Buffer;
}

/** The day's quota is almost spent: `sends` more messages leave, then Gmail throws, or accepts and does not send. */
export interface SendLimit {
  readonly sends: number;
  readonly how: 'throw' | 'bounce';
  /** Until when; default 24 hours from now. */
  readonly until?: EpochMs;
}

interface SendLimitDocument {
  left: number;
  how: 'throw' | 'bounce';
  until: EpochMs;
}

interface Behaviour {
  autoReply?: AutoReply;
  refusal?: FailureReason;
}

interface QueuedMail {
  due: EpochMs;
  bytes: string;
  envelopeFrom: string;
  to: string;
  /** Google's own report: it joins the thread of the mail it speaks of. */
  fromGoogle: boolean;
}

/** Why Gmail did not take a message: the HTTP code and reason of its API, its own sentence. */
export class SendRefused extends Error {
  override readonly name = 'SendRefused';
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

const DAY_MS = 24 * 3600_000;
/** Recipients a day (rolling 24 hours), whatever sends. */
export const RECIPIENTS_PER_DAY: Readonly<Record<Plan, number>> = { consumer: 100, workspace: 1500 };
export const RECIPIENTS_PER_MESSAGE = 50;
export const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;
export const MAX_BODY_BYTES = 400 * 1024;
/** How long after the send each automatic answer comes. */
const REFUSAL_DELAY_MS = 5_000;
const LIMIT_NOTICE_DELAY_MS = 3_000;
const AUTO_REPLY_DELAY_MS = 30_000;

const TREE_CACHE = 64;

export class PostOffice {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #trees = new Map<string, MimePart>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Makes the address a Google account, or changes its options. */
  openAccount(options: AccountOptions): void {
    const address = addressKey(options.address);
    const consumer = /@(gmail|googlemail)\.com$/.test(address);
    this.#store.put<AccountDocument>('mailAccount', address, {
      address,
      displayName: options.displayName ?? '',
      plan: options.plan ?? (consumer ? 'consumer' : 'workspace'),
      aliases: (options.aliases ?? []).map(addressKey),
      sendAs: [...(options.sendAs ?? [])],
    });
    this.#store.touch('mailAccount', address);
  }

  /** The account's own settings; an address that nobody opened is one with the defaults. */
  account(address: string): Readonly<AccountDocument> {
    const key = addressKey(address);
    if (!this.#store.get<AccountDocument>('mailAccount', key)) this.openAccount({ address: key });
    const account = this.#store.get<AccountDocument>('mailAccount', key);
    if (!account) throw new Error(`The account ${key} could not be opened.`);
    return account;
  }

  /** The mailbox where mail for this address arrives, up to date with the clock. Any address has one. */
  mailbox(address: string): Mailbox {
    this.settle();
    return this.#box(address);
  }

  /** What the account sent, oldest first: the copies in SENT. */
  sent(address: string): StoredMail[] {
    return this.#stored(address, record => record.labelIds.includes('SENT'));
  }

  /** What arrived at the address, oldest first, spam included. */
  received(address: string): StoredMail[] {
    return this.#stored(address, record => record.labelIds.includes('INBOX') || record.labelIds.includes('SPAM'));
  }

  /** Every message that stands in some mailbox, box after box, each in the order of arrival. */
  messages(): MessageRecord[] {
    this.settle();
    return this.#store.ids('mailbox').flatMap(address => this.#box(address).messages());
  }

  /**
   * What left `address`, oldest first: the copies in SENT, and of what a mail program sent without keeping one here, the
   * message as somebody got it. Each message once.
   */
  sentFrom(address: string): MessageRecord[] {
    const home = this.#home(address);
    const homes = new Map<string, string>();
    const homeOf = (sender: string): string => {
      const known = homes.get(sender) ?? this.#home(sender);
      homes.set(sender, known);
      return known;
    };
    const all = this.messages();
    const isKept = ({ labelIds }: MessageRecord): boolean => labelIds.includes('SENT');
    const own = all.filter(record => isKept(record) && record.account === home);
    const left = all.filter(
      record => !isKept(record) && record.envelope.from !== '' && homeOf(record.envelope.from) === home,
    );
    const once = new Map<string, MessageRecord>();
    for (const record of [...own, ...left]) {
      const key = record.messageId || `${record.addedAt} ${record.subject}`;
      if (!once.has(key)) once.set(key, record);
    }
    return [...once.values()].sort((a, b) => a.addedAt - b.addedAt);
  }

  /** The message of that id, in whichever mailbox it stands. */
  find(id: string): MessageRecord | undefined {
    const record = this.#store.get<MessageRecord>('mail', id);
    return record && this.#box(record.account).find(id);
  }

  /** A person's mail program keeps a copy of what it sends. */
  keepSent(address: string, raw: Buffer, recipients: readonly string[]): MessageRecord {
    const now = this.#clock.now();
    const box = this.mailbox(address);
    const envelope = { from: addressKey(address), to: recipients.join(', ') };
    return box.add({ raw, tree: parseMime(raw), at: now, internalDate: now, labelIds: ['SENT'], envelope });
  }

  /** The message as a tree, parsed once. */
  tree(record: MessageRecord): MimePart {
    const known = this.#trees.get(record.id);
    if (known) return known;
    const tree = parseMime(this.#box(record.account).raw(record.id));
    this.#trees.set(record.id, tree);
    const oldest = this.#trees.keys().next();
    if (this.#trees.size > TREE_CACHE && !oldest.done) this.#trees.delete(oldest.value);
    return tree;
  }

  /** The server of `address` answers each message; undefined ends it. */
  setAutoReply(address: string, reply: AutoReply | undefined): void {
    const behaviour = this.#behaviour(address);
    if (reply) behaviour.autoReply = reply;
    else delete behaviour.autoReply;
    this.#store.touch('mailBehaviour', addressKey(address));
  }

  /** What the server of `address` answers by itself; undefined when nobody is away. */
  autoReplyOf(address: string): AutoReply | undefined {
    return this.#store.get<Behaviour>('mailBehaviour', addressKey(address))?.autoReply;
  }

  /** Mail to `address` is refused with this reason (see NO_SUCH_USER) and comes back; undefined ends it. */
  setRefusal(address: string, reason: FailureReason | undefined): void {
    const behaviour = this.#behaviour(address);
    if (reason) behaviour.refusal = reason;
    else delete behaviour.refusal;
    this.#store.touch('mailBehaviour', addressKey(address));
  }

  /** Fault of a scenario: the account's quota is almost spent. undefined lifts it. */
  limitSends(address: string, limit: SendLimit | undefined): void {
    const key = addressKey(address);
    if (!limit) {
      this.#store.remove('mailLimit', key);
      return;
    }
    const until = limit.until ?? this.#clock.now() + DAY_MS;
    this.#store.put<SendLimitDocument>('mailLimit', key, { left: limit.sends, how: limit.how, until });
    this.#store.touch('mailLimit', key);
  }

  /** Recipients that the account may still write to in this rolling day. */
  remainingRecipients(address: string): number {
    const used = this.#sends(address).reduce((sum, [, recipients]) => sum + recipients, 0);
    return Math.max(0, RECIPIENTS_PER_DAY[this.account(address).plan] - used);
  }

  /** A message from outside arrives. Gives one record for each mailbox it reached. */
  deliver(raw: Buffer, options: DeliveryOptions): MessageRecord[] {
    this.settle();
    const at = options.at ?? this.#clock.now();
    const recipients = typeof options.to === 'string' ? [options.to] : options.to;
    const reached = new Map<string, MessageRecord>();
    for (const recipient of recipients) {
      const key = this.#box(recipient).address;
      if (reached.has(key)) continue;
      const record = this.#deliverTo(recipient, raw, at, options);
      if (record) reached.set(key, record);
    }
    return [...reached.values()];
  }

  /**
   * Gmail's API sends `raw` for `account`: it is stored in SENT under a new Message-ID and delivered to everyone in To,
   * Cc and Bcc. Throws SendRefused with Gmail's code and sentence; nothing has happened then.
   */
  sendFrom(account: string, raw: Buffer, threadId?: string): MessageRecord {
    this.settle();
    const now = this.#clock.now();
    const owner = this.account(account);
    const written = parseMime(raw);
    const recipients = namedRecipients(written);
    checkRecipients(recipients);
    checkSize(raw, written);
    const box = this.#box(account);
    const joined = threadId === undefined ? undefined : this.#givenThread(box, threadId, written);
    const outcome = this.#spendQuota(owner.address, recipients.length, now);

    const messageId = `<CA+${this.#serial('send')}@mail.gmail.com>`;
    const outgoing = prepareOutgoing(raw, owner, messageId, now);
    const tree = parseMime(outgoing);
    const envelope = { from: owner.address, to: recipients.join(', ') };
    const labelIds = ['SENT'];
    const common = { raw: outgoing, tree, at: now, internalDate: now, labelIds, envelope };
    // Without the thread given by the caller a sent message opens its own, whatever it cites (Gmail's guide on threads).
    const record = box.add({ ...common, thread: joined ?? 'own' });
    this.#distribute(record, outgoing, recipients, outcome);
    return record;
  }

  /** When the next queued mail arrives, so that a clock can stop there. */
  nextArrival(): EpochMs | undefined {
    const queue = this.#pending();
    return queue.length === 0 ? undefined : Math.min(...queue.map(mail => mail.due));
  }

  /** Delivers what is due. Called by everything that looks at a mailbox. */
  settle(): void {
    const now = this.#clock.now();
    for (;;) {
      const queue = this.#pending();
      const next = queue.reduce<QueuedMail | undefined>((a, b) => (a && a.due <= b.due ? a : b), undefined);
      if (!next || next.due > now) return;
      queue.splice(queue.indexOf(next), 1);
      this.#store.touch('mailQueue', 'pending');
      const raw = this.#store.readBytes(next.bytes);
      if (!raw) throw new Error(`The bytes of a queued mail are missing from the workspace: ${next.bytes}.`);
      const { due, to, envelopeFrom, fromGoogle } = next;
      this.#deliverTo(to, raw, due, { envelopeFrom, auth: 'pass' }, fromGoogle);
    }
  }

  /** A message as a person's mail program writes it; date defaults to now. */
  async compose(mail: Omit<Composition, 'serial' | 'date'> & { readonly date?: EpochMs }): Promise<Buffer> {
    return await compose({ ...mail, date: mail.date ?? this.#clock.now(), serial: this.#serial('written') });
  }

  /** An answer to a message, as its recipient's mail program writes it; date defaults to now. */
  async composeReply(reply: Omit<Reply, 'serial' | 'date'> & { readonly date?: EpochMs }): Promise<Buffer> {
    return await composeReply({ ...reply, date: reply.date ?? this.#clock.now(), serial: this.#serial('written') });
  }

  #serial(prefix: string): string {
    return this.#store.newId(prefix);
  }

  #stored(address: string, wanted: (record: MessageRecord) => boolean): StoredMail[] {
    const box = this.mailbox(address);
    return box.messages().flatMap(record => (wanted(record) ? [{ record, raw: box.raw(record.id) }] : []));
  }

  /** An account's aliases and plus-addresses lead to its own mailbox; any other address has its own. */
  #box(address: string): Mailbox {
    return new Mailbox(this.#store, this.#home(address));
  }

  #home(address: string): string {
    const key = addressKey(address);
    const plain = key.replace(/\+[^@]*@/, '@');
    for (const id of this.#store.ids('mailAccount')) {
      const account = this.#store.get<AccountDocument>('mailAccount', id);
      if (account && [account.address, ...account.aliases].some(own => own === key || own === plain)) {
        return account.address;
      }
    }
    return key;
  }

  /** What is said of an address itself goes before what is said of the mailbox that it leads to. */
  #behaviourFor(recipient: string): Behaviour {
    return {
      ...this.#store.get<Behaviour>('mailBehaviour', this.#home(recipient)),
      ...this.#store.get<Behaviour>('mailBehaviour', addressKey(recipient)),
    };
  }

  #behaviour(address: string): Behaviour {
    const key = addressKey(address);
    return this.#store.get<Behaviour>('mailBehaviour', key) ?? this.#store.put<Behaviour>('mailBehaviour', key, {});
  }

  /** What waits; a look makes nothing. */
  #pending(): QueuedMail[] {
    return this.#store.get<{ items: QueuedMail[] }>('mailQueue', 'pending')?.items ?? [];
  }

  #queue(): QueuedMail[] {
    const known = this.#store.get<{ items: QueuedMail[] }>('mailQueue', 'pending');
    return (known ?? this.#store.put<{ items: QueuedMail[] }>('mailQueue', 'pending', { items: [] })).items;
  }

  #enqueue(raw: Buffer, mail: Omit<QueuedMail, 'bytes'>): void {
    const bytes = `mail/queued-${this.#serial('queued')}.eml`;
    this.#store.writeBytes(bytes, raw);
    this.#queue().push({ ...mail, bytes });
    this.#store.touch('mailQueue', 'pending');
  }

  /** `[when, recipients]` of the account's sends in the last 24 hours. */
  #sends(address: string): [at: EpochMs, recipients: number][] {
    const key = addressKey(address);
    const known = this.#store.get<{ sends: [EpochMs, number][] }>('mailSends', key);
    const document = known ?? this.#store.put<{ sends: [EpochMs, number][] }>('mailSends', key, { sends: [] });
    const since = this.#clock.now() - DAY_MS;
    document.sends = document.sends.filter(([at]) => at > since);
    return document.sends;
  }

  #spendQuota(address: string, recipients: number, now: EpochMs): 'sent' | 'dropped' {
    const limit = this.#store.get<SendLimitDocument>('mailLimit', address);
    if (limit && now < limit.until) {
      if (limit.left <= 0 && limit.how === 'throw') throw rateLimited(limit.until);
      if (limit.left <= 0) return 'dropped';
    }
    if (this.remainingRecipients(address) < recipients) {
      throw rateLimited((this.#sends(address)[0]?.[0] ?? now) + DAY_MS);
    }
    if (limit && now < limit.until) {
      limit.left -= 1;
      this.#store.touch('mailLimit', address);
    }
    this.#sends(address).push([now, recipients]);
    this.#store.touch('mailSends', address);
    return 'sent';
  }

  /** Gmail's three conditions for joining a thread: its id, References to it, the same subject. Else a new one. */
  #givenThread(box: Mailbox, threadId: string, tree: MimePart): string | undefined {
    if (!box.hasThread(threadId)) throw new SendRefused(404, 'notFound', 'Requested entity was not found.');
    const subject = threadSubject(headerValue(tree.headers, 'Subject') ?? '');
    const same = box
      .messages()
      .some(message => message.threadId === threadId && threadSubject(message.subject) === subject);
    return same && box.threadOf(tree) === threadId ? threadId : undefined;
  }

  #distribute(record: MessageRecord, raw: Buffer, recipients: readonly string[], outcome: 'sent' | 'dropped'): void {
    const now = this.#clock.now();
    const sender = record.account;
    const withoutBcc = changeHeader(raw, { remove: ['Bcc'] });
    const reached = new Set<string>();
    for (const recipient of recipients) {
      const home = this.#home(recipient);
      if (reached.has(home)) continue;
      reached.add(home);
      if (outcome === 'dropped') {
        const due = now + LIMIT_NOTICE_DELAY_MS;
        const notice = sendingLimitNotice({ raw, sender, recipient }, due, this.#serial('notice'));
        this.#enqueue(notice, { due, envelopeFrom: '', to: sender, fromGoogle: true });
      } else if (home === sender) {
        this.#box(sender).addLabels(record.id, ['INBOX', 'UNREAD']);
      } else {
        this.#deliverTo(recipient, withoutBcc, now, { envelopeFrom: sender, auth: 'pass' });
      }
    }
  }

  #deliverTo(
    recipient: string,
    raw: Buffer,
    at: EpochMs,
    options: Pick<DeliveryOptions, 'envelopeFrom' | 'auth' | 'internalDate' | 'spam'>,
    fromGoogle = false,
  ): MessageRecord | undefined {
    const { envelopeFrom, auth } = options;
    const { refusal, autoReply } = this.#behaviourFor(recipient);
    if (refusal) {
      if (envelopeFrom !== '') {
        const due = at + REFUSAL_DELAY_MS;
        const report = failureReport({ raw, sender: envelopeFrom, recipient }, due, this.#serial('report'), refusal);
        this.#enqueue(report, { due, envelopeFrom: '', to: envelopeFrom, fromGoogle: true });
      }
      return undefined;
    }
    const serial = this.#serial('smtp');
    const stored = prependFields(raw, receptionFields(raw, { envelopeFrom, recipient, auth, at, serial }));
    const record = this.#box(recipient).add({
      raw: stored,
      tree: parseMime(stored),
      at,
      internalDate: options.internalDate ?? at,
      labelIds: ['UNREAD', options.spam ? 'SPAM' : 'INBOX'],
      envelope: { from: envelopeFrom, to: addressKey(recipient) },
      ...(fromGoogle ? { thread: 'cited' } : {}),
    });
    if (autoReply && envelopeFrom !== '') {
      const due = at + AUTO_REPLY_DELAY_MS;
      const answer = automaticReply({ raw, sender: envelopeFrom, recipient }, due, this.#serial('auto'), autoReply);
      this.#enqueue(answer, { due, envelopeFrom: '', to: envelopeFrom, fromGoogle: false });
    }
    return record;
  }
}

function rateLimited(until: EpochMs): SendRefused {
  const retry = new Date(until).toISOString();
  return new SendRefused(429, 'rateLimitExceeded', `User-rate limit exceeded.  Retry after ${retry} (Mail sending)`);
}

function checkRecipients(recipients: readonly string[]): void {
  if (recipients.length === 0) throw new SendRefused(400, 'invalidArgument', 'Recipient address required');
  if (recipients.some(address => !/^[^\s@<>]+@[^\s@<>]+$/.test(address))) {
    throw new SendRefused(400, 'invalidArgument', 'Invalid To header');
  }
  if (recipients.length > RECIPIENTS_PER_MESSAGE) {
    throw new SendRefused(400, 'invalidArgument', 'Limit Exceeded: Email Recipients Per Message.');
  }
}

function checkSize(raw: Buffer, tree: MimePart): void {
  if (raw.length > MAX_MESSAGE_BYTES) throw new SendRefused(413, 'uploadTooLarge', 'Request Entity Too Large');
  for (const part of walkParts(tree)) {
    if (!isAttachment(part) && part.parts.length === 0 && part.body.length > MAX_BODY_BYTES) {
      throw new SendRefused(400, 'invalidArgument', 'Limit Exceeded: Email Body Size.');
    }
  }
}
