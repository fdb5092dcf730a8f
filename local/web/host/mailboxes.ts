/** The mailboxes as their owners see them: whose they are, what lies in their folders, a message made readable. */
import { parseMailboxes } from '../../../src/mail/address';
import { readAuthenticity } from '../../../src/mail/authenticity';
import { textOfHtml } from '../../../src/mail/html-text';
import { addressKey, headerValue, type MailAddress, readAddresses } from '../../post/header-text';
import type { MessageRecord } from '../../post/mailbox';
import { isAttachment, type MimePart, partText, walkParts } from '../../post/mime-tree';
import type { PostOffice } from '../../post/post-office';
import { peopleOf, type Role } from './people';
import { NotPossible, type WorkspaceHost } from './workspace-host';

export const FOLDERS = ['réception', 'envoyés', 'spam'] as const;
export type Folder = (typeof FOLDERS)[number];

export interface Box {
  account: string;
  name: string;
  /** `autre`: an address that no tab names. */
  role: Role | 'autre';
  messages: number;
  unread: number;
  /** Text of the automatic reply; null when there is none. */
  absence: string | null;
}

/** A line of a list of messages. */
export interface MessageLine {
  id: string;
  /** The other side: who wrote, or in the sent folder to whom. */
  who: string;
  subject: string;
  /** Reception, in milliseconds since the epoch. */
  at: number;
  isUnread: boolean;
  hasAttachment: boolean;
}

export interface Recipients {
  to: string;
  cc: string;
}

/** A message to read. */
export interface MessageView extends MessageLine {
  from: string;
  to: string;
  cc: string;
  replyTo: string;
  /** The plain text, or what a reader sees of the HTML. */
  text: string;
  /** The text or the HTML was too long to show whole. */
  isCut: boolean;
  /** '' when the message has no HTML part. Written by an outsider: to be shown in a closed frame only. */
  html: string;
  /** Nothing but HTML was sent: the text is what a reader sees of it. */
  isHtmlOnly: boolean;
  /** What the add-on makes of Google's verdict; null for a message that did not come in. */
  authenticity: { verdict: string; reason: string; header: string } | null;
  attachments: { part: string; name: string; type: string; bytes: number }[];
  /** Whom each way of answering addresses. */
  answers: { reply: Recipients; sender: Recipients | null; all: Recipients | null; subject: string };
}

const UNREAD = 'UNREAD';
/** Characters of a text or an HTML body that travel to a page. */
const SHOWN_CHARS = 500_000;
/** Bytes of images that the HTML shows out of the message itself. */
const INLINE_BYTES = 3 * 1024 * 1024;
const INLINE_TYPES = /^image\/(?:png|jpeg|gif|webp)$/;

/** Every box worth opening: the people of the tabs, and whoever has got or sent mail. */
export function boxesOf(host: WorkspaceHost): Box[] {
  const { office } = host.stage;
  const boxes = new Map<string, Box>();
  const open = (address: string, name: string, role: Box['role']): Box => {
    const account = office.mailbox(address).address;
    const known = boxes.get(account);
    if (known !== undefined) return known;
    const absence = office.autoReplyOf(account)?.text ?? null;
    const box = { account, name, role, messages: 0, unread: 0, absence };
    boxes.set(account, box);
    return box;
  };
  for (const { account, name, role } of peopleOf(host.stage)) open(account, name, role);
  const outsiders = new Set<string>();
  for (const { account, labelIds, envelope } of office.messages()) {
    const box = open(account, account, 'autre');
    box.messages += 1;
    if (labelIds.includes('INBOX') && labelIds.includes(UNREAD)) box.unread += 1;
    if (envelope.from !== '') outsiders.add(envelope.from);
  }
  for (const address of outsiders) open(address, addressKey(address), 'autre');
  return [...boxes.values()];
}

/** The messages of a folder, newest first. */
export function folderOf(office: PostOffice, address: string, folder: Folder): MessageRecord[] {
  if (folder === 'envoyés') return office.sentFrom(address).reverse();
  const label = folder === 'spam' ? 'SPAM' : 'INBOX';
  return office
    .mailbox(address)
    .messages()
    .filter(({ labelIds }) => labelIds.includes(label))
    .reverse();
}

/** A message that lies in the box, or that its owner sent; throws NotPossible for any other. */
export function messageOf(office: PostOffice, address: string, id: string): MessageRecord {
  const record = office.find(id);
  const home = office.mailbox(address).address;
  const isTheirs = record?.account === home || office.mailbox(record?.envelope.from ?? '').address === home;
  if (record === undefined || !isTheirs) throw new NotPossible("Ce message n'est plus dans la boîte.");
  return record;
}

const nameOf = ({ name, address }: MailAddress): string => name || address;

export function lineOf(record: MessageRecord, folder: Folder): MessageLine {
  const { id, from, recipients, subject, internalDate, labelIds, hasAttachment } = record;
  const others = readAddresses(folder === 'envoyés' ? recipients : from).map(nameOf);
  return {
    id,
    who: others.join(', ') || (folder === 'envoyés' ? record.envelope.to : from) || 'Expéditeur inconnu',
    subject,
    at: internalDate,
    isUnread: folder !== 'envoyés' && labelIds.includes(UNREAD),
    hasAttachment,
  };
}

export function viewOf(office: PostOffice, record: MessageRecord, address: string, folder: Folder): MessageView {
  const tree = office.tree(record);
  const field = (name: string): string => headerValue(tree.headers, name) ?? '';
  const parts = [...ownParts(tree)];
  const body = (type: string): string => {
    const found = parts.find(part => part.mimeType === type && !isAttachment(part) && part.body.length > 0);
    return found === undefined ? '' : partText(found);
  };
  const html = body('text/html');
  const plain = body('text/plain');
  const text = plain || textOfHtml(html);
  return {
    ...lineOf(record, folder),
    from: field('From'),
    to: field('To'),
    cc: field('Cc'),
    replyTo: field('Reply-To'),
    text: text.slice(0, SHOWN_CHARS),
    isCut: text.length > SHOWN_CHARS || html.length > SHOWN_CHARS,
    html: withInlineImages(html.slice(0, SHOWN_CHARS), parts),
    isHtmlOnly: plain === '' && html !== '',
    authenticity: authenticityOf(tree, folder),
    attachments: parts.filter(isAttachment).map(part => ({
      part: part.partId,
      name: part.filename || 'pièce sans nom',
      type: part.mimeType,
      bytes: part.body.length,
    })),
    answers: answersTo(tree, address),
  };
}

/** The parts of the message itself: a message joined to it is one part, whatever it holds. */
export function* ownParts(part: MimePart): Generator<MimePart> {
  yield part;
  if (part.mimeType === 'message/rfc822' && part.partId !== '') return;
  for (const child of part.parts) yield* ownParts(child);
}

/** The part of a message by its number; a message that is joined may be taken apart too. */
export function partOf(tree: MimePart, partId: string): MimePart {
  const found = [...walkParts(tree)].find(part => part.partId === partId && isAttachment(part));
  if (found === undefined) throw new NotPossible("Cette pièce n'est plus dans le message.");
  return found;
}

function authenticityOf(tree: MimePart, folder: Folder): MessageView['authenticity'] {
  const header = headerValue(tree.headers, 'Authentication-Results');
  if (header === undefined || folder === 'envoyés') return null;
  const { authenticity, reason, toCheck } = readAuthenticity({
    headers: tree.headers.map(({ name, value }) => ({ name: name.toLowerCase(), value })),
    from: parseMailboxes(headerValue(tree.headers, 'From') ?? ''),
  });
  return { verdict: toCheck && authenticity === 'non vérifiée' ? 'à vérifier' : authenticity, reason, header };
}

/** Images that travel in the message stand in its HTML as data; any other address stays, and the frame fetches nothing. */
function withInlineImages(html: string, parts: readonly MimePart[]): string {
  const images = new Map<string, MimePart>();
  for (const part of parts) {
    const id = headerValue(part.headers, 'Content-ID')?.trim().replace(/^<|>$/g, '');
    if (id !== undefined && INLINE_TYPES.test(part.mimeType)) images.set(id, part);
  }
  if (images.size === 0) return html;
  let left = INLINE_BYTES;
  return html.replace(/\bcid:([^"'\s<>)]{1,300})/gi, (whole, id: string) => {
    const image = images.get(id);
    if (image === undefined || image.body.length > left) return whole;
    left -= image.body.length;
    return `data:${image.mimeType};base64,${image.body.toString('base64')}`;
  });
}

/**
 * To Reply-To as mail programs do; to the sender where that differs; to everybody where there is somebody else. What one
 * has sent oneself goes on to those who got it.
 */
function answersTo({ headers }: MimePart, own: string): MessageView['answers'] {
  const list = (name: string): MailAddress[] => readAddresses(headerValue(headers, name));
  const from = list('From');
  const replyTo = list('Reply-To');
  const isOwn = addressKey(from[0]?.address ?? '') === addressKey(own);
  const asked = isOwn ? list('To') : replyTo.length > 0 ? replyTo : from;
  const taken = new Set([addressKey(own), ...asked.map(({ address }) => addressKey(address))]);
  const others = [...list('To'), ...list('Cc')].filter(({ address }) => {
    const key = addressKey(address);
    return !taken.has(key) && taken.add(key) !== undefined;
  });
  const keys = (addresses: readonly MailAddress[]): string => addresses.map(one => addressKey(one.address)).join();
  const subject = headerValue(headers, 'Subject') ?? '';
  return {
    reply: { to: written(asked), cc: '' },
    sender: isOwn || keys(asked) === keys(from) ? null : { to: written(from), cc: '' },
    all: others.length === 0 ? null : { to: written(asked), cc: written(others) },
    subject: /^re\s?:/i.test(subject) ? subject : `Re: ${subject}`,
  };
}

function written(addresses: readonly MailAddress[]): string {
  return addresses
    .map(({ name, address }) => (name === '' ? address : `"${name.replace(/["\\]/g, '')}" <${address}>`))
    .join(', ');
}
