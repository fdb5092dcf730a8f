/** The mailboxes of the pages. Writing a mail waits for nothing here: the server composes it, and the host delivers its bytes. */
import { z } from 'zod';
import { namedRecipients } from '../../post/mailbox';
import { parseMime } from '../../post/mime-tree';
import { type PostOffice, SendRefused } from '../../post/post-office';
import type { Download } from '../wire';
import { fileName } from './file-name';
import { boxesOf, FOLDERS, folderOf, lineOf, messageOf, partOf, viewOf } from './mailboxes';
import { method } from './method';
import { NotPossible, type WorkspaceHost } from './workspace-host';

const nothing = z.strictObject({});
const box = z.string().min(3).max(320);
const id = z.string().max(100);
const folder = z.enum(FOLDERS);
const auth = z.enum(['pass', 'fail', 'none']);
const raw = z.base64();

export const mailMethods = {
  'mail.boxes': method(nothing, boxesOf),
  /**
   * A window of a folder, newest first, of the messages whose subject or other side holds `search`. `position` is where
   * `at` stands among them, -1 where it does not.
   */
  'mail.list': method(
    z.strictObject({
      box,
      folder,
      from: z.int().min(0),
      count: z.int().min(1).max(200),
      search: z.string().max(200),
      at: id,
    }),
    (host, params) => {
      const all = folderOf(host.stage.office, params.box, params.folder);
      const wanted = plain(params.search);
      const found = all.filter(({ subject, from, recipients }) =>
        plain(`${subject} ${params.folder === 'envoyés' ? recipients : from}`).includes(wanted),
      );
      return {
        total: found.length,
        from: params.from,
        messages: found.slice(params.from, params.from + params.count).map(record => lineOf(record, params.folder)),
        position: found.findIndex(record => record.id === params.at),
      };
    },
  ),
  /** A message to read; nothing about it changes. */
  'mail.read': method(z.strictObject({ box, id, folder }), (host, params) => {
    const { office } = host.stage;
    return viewOf(office, messageOf(office, params.box, params.id), params.box, params.folder);
  }),
  'mail.mark': method(z.strictObject({ box, id, isUnread: z.boolean() }), (host, params) => {
    const mailbox = host.stage.office.mailbox(params.box);
    if (mailbox.find(params.id) === undefined) throw new NotPossible("Ce message n'est plus dans la boîte.");
    if (params.isUnread) mailbox.addLabels(params.id, ['UNREAD']);
    else mailbox.removeLabel(params.id, 'UNREAD');
  }),
  /** The bytes as they arrived, in base64, and the instant: what an answer is written from. */
  'mail.raw': method(z.strictObject({ box, id }), (host, params) => ({
    raw: bytesOf(host.stage.office, params.box, params.id).toString('base64'),
    now: host.workspace.clock.now(),
  })),
  'mail.source': method(z.strictObject({ box, id }), (host, params): Download => {
    return {
      name: `${params.id}.eml`,
      type: 'message/rfc822',
      bytes: bytesOf(host.stage.office, params.box, params.id),
    };
  }),
  /** A piece as a file to keep: its own type is an outsider's word, so it is not given. */
  'mail.attachment': method(z.strictObject({ box, id, part: z.string().max(200) }), (host, params): Download => {
    const { office } = host.stage;
    const part = partOf(office.tree(messageOf(office, params.box, params.id)), params.part);
    return { name: fileName(part.filename), type: 'application/octet-stream', bytes: part.body };
  }),
  /** What the person of a box has written leaves for whoever it names; `answers` is the message answered, or ''. */
  'mail.send': method(z.strictObject({ box, raw, auth, answers: id }), (host, params) => {
    const bytes = Buffer.from(params.raw, 'base64');
    if (isManager(host, params.box)) sendByGmail(host.stage.office, params.box, bytes, params.answers);
    else {
      const to = namedRecipients(parseMime(bytes));
      host.stage.office.keepSent(params.box, bytes, to);
      host.stage.office.deliver(bytes, { envelopeFrom: params.box, to, auth: params.auth });
    }
  }),
  /** A message from outside arrives, as it is. */
  'mail.deliver': method(
    z.strictObject({ raw, from: z.string().max(320), to: z.array(box).min(1).max(50), auth, spam: z.boolean() }),
    (host, params) => {
      const { from: envelopeFrom, to, auth: verdict, spam } = params;
      const arrived = host.stage.office.deliver(Buffer.from(params.raw, 'base64'), {
        envelopeFrom,
        to,
        auth: verdict,
        spam,
      });
      return arrived.map(({ account, id: message }) => ({ account, id: message }));
    },
  ),
  /** The automatic reply of a box; null ends it. */
  'mail.autoReply': method(
    z.strictObject({ box, text: z.string().trim().min(1).max(5000).nullable() }),
    (host, params) => {
      host.stage.office.setAutoReply(params.box, params.text === null ? undefined : { text: params.text });
    },
  ),
};

function bytesOf(office: PostOffice, address: string, message: string): Buffer {
  const { account, id: found } = messageOf(office, address, message);
  return office.mailbox(account).raw(found);
}

function isManager({ stage }: WorkspaceHost, address: string): boolean {
  return stage.office.mailbox(address).address === stage.office.mailbox(stage.manager).address;
}

/** The managing account writes in Gmail itself: its quota counts, and an answer stands in its thread. */
function sendByGmail(office: PostOffice, address: string, bytes: Buffer, answers: string): void {
  const threadId = office.mailbox(address).find(answers)?.threadId;
  try {
    office.sendFrom(address, bytes, threadId);
  } catch (error) {
    if (!(error instanceof SendRefused)) throw error;
    throw new NotPossible(
      error.code === 429
        ? "Le quota d'envoi de Gmail est épuisé pour ce compte : le message n'est pas parti. Réessayez plus tard."
        : `Gmail n'a pas pris le message : ${error.message}`,
    );
  }
}

/** How a search compares: without case or accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
