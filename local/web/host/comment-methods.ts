/** Comments on the cells of a spreadsheet, as the people who may comment meet them. */
import { z } from 'zod';
import type { CommentAuthor } from '../../files/comments';
import type { MessageView, ThreadView } from '../../files/sheet-comments';
import { displayNameOf } from '../../play/display-names';
import type { Caller } from '../wire';
import { method } from './method';
import type { WorkspaceHost } from './workspace-host';

/** A message of a thread; who wrote it is known by the name that Google shows, never by an address. */
export interface CommentView {
  /** '' for the comment that opens the thread. */
  reply: string;
  author: string;
  text: string;
  at: number;
  /** What a reply did to the thread. */
  action: 'resolve' | 'reopen' | null;
  /** The person who looks wrote it, and may correct or delete it. */
  isMine: boolean;
}

export interface CommentThread {
  id: string;
  row: number;
  column: number;
  /** As `B12`. */
  cell: string;
  isResolved: boolean;
  messages: CommentView[];
}

const sheet = { spreadsheet: z.string(), sheet: z.int() };
const thread = { spreadsheet: z.string(), comment: z.string().max(200) };
const message = { ...thread, reply: z.string().max(200) };
const text = z.string().max(4096, { error: 'un commentaire compte 4 096 caractères au plus' });

function personOf({ stage }: WorkspaceHost, { by }: Caller): CommentAuthor {
  return { displayName: displayNameOf(stage.workbook, by), account: by };
}

const idOf = (host: WorkspaceHost, spreadsheet: string): string => spreadsheet || host.stage.workbook.id;

const addressOf = (host: WorkspaceHost, at: { spreadsheet: string; comment: string; reply?: string }) => ({
  spreadsheetId: idOf(host, at.spreadsheet),
  commentId: at.comment,
  ...(at.reply === undefined || at.reply === '' ? {} : { replyId: at.reply }),
});

export const commentMethods = {
  /** The threads of a tab in the order of their cells, the resolved ones too. */
  'comment.list': method(z.strictObject(sheet), (host, at, caller) =>
    host.stage.comments.list(idOf(host, at.spreadsheet), at.sheet).map(found => threadOf(found, caller)),
  ),
  'comment.add': method(
    z.strictObject({ ...sheet, row: z.int().positive(), column: z.int().positive(), text }),
    (host, at, caller) => {
      const cell = { spreadsheetId: idOf(host, at.spreadsheet), sheetId: at.sheet, row: at.row, column: at.column };
      return host.stage.comments.add(cell, at.text, personOf(host, caller)).id;
    },
  ),
  'comment.reply': method(z.strictObject({ ...thread, text }), (host, at, caller) => {
    host.stage.comments.reply(addressOf(host, at), at.text, personOf(host, caller));
  }),
  'comment.resolve': method(z.strictObject(thread), (host, at, caller) => {
    host.stage.comments.resolve(addressOf(host, at), personOf(host, caller));
  }),
  'comment.reopen': method(z.strictObject(thread), (host, at, caller) => {
    host.stage.comments.reopen(addressOf(host, at), personOf(host, caller));
  }),
  'comment.edit': method(z.strictObject({ ...message, text }), (host, at, caller) => {
    host.stage.comments.edit(addressOf(host, at), at.text, personOf(host, caller));
  }),
  'comment.remove': method(z.strictObject(message), (host, at, caller) => {
    host.stage.comments.remove(addressOf(host, at), personOf(host, caller));
  }),
};

function threadOf({ id, row, column, cell, isResolved, replies, ...first }: ThreadView, { by }: Caller): CommentThread {
  const view = ({ author, text: said, at, action }: Omit<MessageView, 'id'>, reply: string): CommentView => ({
    reply,
    author: author.displayName,
    text: said,
    at,
    action: action ?? null,
    isMine: author.account.toLowerCase() === by.toLowerCase(),
  });
  return {
    id,
    row,
    column,
    cell,
    isResolved,
    messages: [view({ ...first, action: undefined }, ''), ...replies.map(reply => view(reply, reply.id))],
  };
}
