/** The mailboxes as their owners see them. Writing a mail waits for nothing here: the server composes it, and delivers its bytes. */
import { z } from 'zod';
import { addressKey, headerValue } from '../../post/header-text';
import type { MessageRecord } from '../../post/mailbox';
import { isAttachment, type MimePart, parseMime, partText, readableText, walkParts } from '../../post/mime-tree';
import type { PostOffice } from '../../post/post-office';
import type { Download } from '../wire';
import { method } from './method';
import { peopleOf } from './people';
import { NotPossible, type WorkspaceHost } from './workspace-host';

const box = z.string().min(3).max(320);
const FOLDERS = ['réception', 'envoyés', 'spam'] as const;
const LABELS: Readonly<Record<(typeof FOLDERS)[number], string>> = {
  réception: 'INBOX',
  envoyés: 'SENT',
  spam: 'SPAM',
};
const auth = z.enum(['pass', 'fail', 'none']);
const UNREAD = 'UNREAD';

/** A line of a list of messages. */
export interface MessageLine {
  id: string;
  threadId: string;
  from: string;
  to: string;
  subject: string;
  /** Reception, in milliseconds since the epoch. */
  at: number;
  isUnread: boolean;
  hasAttachment: boolean;
}

/** A message to read. */
export interface MessageView extends MessageLine {
  cc: string;
  replyTo: string;
  text: string;
  /** '' when the message has no HTML part. */
  html: string;
  /** What Google wrote about the sender; '' when it wrote nothing. */
  authentication: string;
  attachments: { part: string; name: string; type: string; bytes: number }[];
}

function messageIn(office: PostOffice, address: string, id: string): MessageRecord {
  const record = office.mailbox(address).find(id);
  if (record === undefined) throw new NotPossible("Ce message n'est plus dans la boîte.");
  return record;
}

function lineOf({
  id,
  threadId,
  from,
  recipients,
  subject,
  internalDate,
  labelIds,
  hasAttachment,
}: MessageRecord): MessageLine {
  const isUnread = labelIds.includes(UNREAD);
  return { id, threadId, from, to: recipients, subject, at: internalDate, isUnread, hasAttachment };
}

function viewOf(record: MessageRecord, tree: MimePart): MessageView {
  const html = [...walkParts(tree)].find(part => part.mimeType === 'text/html' && !isAttachment(part));
  return {
    ...lineOf(record),
    cc: headerValue(tree.headers, 'Cc') ?? '',
    replyTo: headerValue(tree.headers, 'Reply-To') ?? '',
    text: readableText(tree),
    html: html === undefined ? '' : partText(html),
    authentication: headerValue(tree.headers, 'Authentication-Results') ?? '',
    attachments: [...walkParts(tree)].filter(isAttachment).map(part => ({
      part: part.partId,
      name: part.filename || 'pièce sans nom',
      type: part.mimeType,
      bytes: part.body.length,
    })),
  };
}

/** Every address that has a box worth opening: people of the tabs, and whoever has got or sent mail. */
function addresses(host: WorkspaceHost): { account: string; name: string }[] {
  const known = peopleOf(host.stage).map(({ account, name }) => ({ account, name }));
  const keys = new Set(known.map(({ account }) => addressKey(account)));
  const others = host.workspace.store
    .ids('mailbox')
    .filter(address => !keys.has(addressKey(address)))
    .map(account => ({ account, name: account }));
  return [...known, ...others];
}

export const mailMethods = {
  'mail.boxes': method(z.strictObject({}), host => {
    const { office } = host.stage;
    return addresses(host).map(({ account, name }) => {
      const messages = office.mailbox(account).messages();
      return {
        account,
        name,
        messages: messages.length,
        unread: messages.filter(({ labelIds }) => labelIds.includes('INBOX') && labelIds.includes(UNREAD)).length,
        absence: office.autoReplyOf(account)?.text ?? null,
      };
    });
  }),
  /** Newest first. */
  'mail.list': method(
    z.strictObject({ box, folder: z.enum(FOLDERS), from: z.int().min(0), count: z.int().min(1).max(200) }),
    (host, { box: address, folder, from, count }) => {
      const all = host.stage.office
        .mailbox(address)
        .messages()
        .filter(({ labelIds }) => labelIds.includes(LABELS[folder]))
        .reverse();
      return { total: all.length, messages: all.slice(from, from + count).map(lineOf) };
    },
  ),
  'mail.read': method(z.strictObject({ box, id: z.string() }), (host, { box: address, id }) => {
    const { office } = host.stage;
    const record = messageIn(office, address, id);
    if (record.labelIds.includes(UNREAD)) office.mailbox(address).removeLabel(id, UNREAD);
    return viewOf(record, office.tree(record));
  }),
  /** The bytes as they arrived, in base64: what an answer is written from. */
  'mail.raw': method(z.strictObject({ box, id: z.string() }), (host, { box: address, id }) => ({
    raw: host.stage.office
      .mailbox(address)
      .raw(messageIn(host.stage.office, address, id).id)
      .toString('base64'),
    now: host.workspace.clock.now(),
  })),
  'mail.source': method(z.strictObject({ box, id: z.string() }), (host, { box: address, id }): Download => {
    const bytes = host.stage.office.mailbox(address).raw(messageIn(host.stage.office, address, id).id);
    return { name: `${id}.eml`, type: 'message/rfc822', bytes };
  }),
  'mail.attachment': method(
    z.strictObject({ box, id: z.string(), part: z.string() }),
    (host, { box: address, id, part }): Download => {
      const { office } = host.stage;
      const tree = office.tree(messageIn(office, address, id));
      const found = [...walkParts(tree)].find(one => one.partId === part);
      if (found === undefined) throw new NotPossible("Cette pièce n'est plus dans le message.");
      return { name: found.filename || 'piece', type: 'application/octet-stream', bytes: found.body };
    },
  ),
  /** A message from outside, as it is; the sender's box keeps a copy when it has one here. */
  'mail.deliver': method(
    z.strictObject({ raw: z.base64(), from: z.string(), to: z.array(box).min(1).max(50), auth, keepCopy: z.boolean() }),
    (host, { raw: encoded, from, to, auth: verdict, keepCopy }) => {
      const { office } = host.stage;
      const raw = Buffer.from(encoded, 'base64');
      const at = host.workspace.clock.now();
      if (keepCopy && from !== '') {
        const envelope = { from, to: to.join(', ') };
        office.mailbox(from).add({ raw, tree: parseMime(raw), at, internalDate: at, labelIds: ['SENT'], envelope });
      }
      return office.deliver(raw, { envelopeFrom: from, to, auth: verdict }).map(({ account, id }) => ({ account, id }));
    },
  ),
  'mail.autoReply': method(
    z.strictObject({ box, text: z.string().max(5000).nullable() }),
    (host, { box: address, text }) => {
      host.stage.office.setAutoReply(address, text === null ? undefined : { subject: 'Réponse automatique', text });
    },
  ),
  /** To whom an .eml file is addressed, when nobody says otherwise. */
  'mail.manager': method(z.strictObject({}), host => host.stage.manager),
};
