/**
 * `Drive.Comments` and `Drive.Replies` (API v3), to read: under drive.file only the comments of files that the add-on made or
 * opened. Who wrote is a display name without an address; where a comment stands is not said.
 */
import type { CommentAuthor, CommentDocument, ReplyDocument } from '../files/comments';
import { type Arguments, CALL, type Call, DriveResource, type DriveServices, type Resource } from './drive-call';
import { type FieldMask, type FieldShape, fieldMask, InvalidField, masked } from './partial-response';

const PAGE_SIZE = 20;
const PAGE_SIZE_MAX = 100;

const USER: FieldShape = {
  kind: true,
  displayName: true,
  photoLink: true,
  me: true,
  permissionId: true,
  emailAddress: true,
};
const MESSAGE: FieldShape = {
  kind: true,
  id: true,
  createdTime: true,
  modifiedTime: true,
  author: USER,
  htmlContent: true,
  content: true,
  deleted: true,
};
const REPLY: FieldShape = { ...MESSAGE, action: true };
const COMMENT: FieldShape = {
  ...MESSAGE,
  resolved: true,
  anchor: true,
  quotedFileContent: { mimeType: true, value: true },
  replies: REPLY,
};
const COMMENT_LIST: FieldShape = { kind: true, nextPageToken: true, comments: COMMENT };
const REPLY_LIST: FieldShape = { kind: true, nextPageToken: true, replies: REPLY };

export class DriveComments extends DriveResource {
  static readonly scriptName = 'Drive.Comments';

  constructor(services: DriveServices) {
    super(services, 'Drive.Comments', 'drive.comments');
  }

  /** The comments of a file, the last modified first. `fields` is required. */
  list(fileId: unknown, optionalArgs?: unknown): Resource {
    const call = this[CALL]('list');
    const args = call.options(optionalArgs, ['fields', 'includeDeleted', 'pageSize', 'pageToken', 'startModifiedTime']);
    const mask = requiredMask(args, COMMENT_LIST, call);
    const file = call.visible(fileId);
    const withDeleted = flag(args, 'includeDeleted', call);
    const since = instant(args, 'startModifiedTime', call);
    const found = call.comments
      .of(file.id)
      .filter(({ deleted, modifiedTime }) => (withDeleted || !deleted) && modifiedTime >= since)
      .reverse()
      .sort((a, b) => b.modifiedTime - a.modifiedTime);
    const { page, nextPageToken } = paged(found, args, call);
    const comments = page.map(comment => commentResource(comment, withDeleted, call.user));
    return resource({ kind: 'drive#commentList', nextPageToken, comments }, mask);
  }

  /** One comment. `fields` is required. */
  get(fileId: unknown, commentId: unknown, optionalArgs?: unknown): Resource {
    const call = this[CALL]('get');
    const args = call.options(optionalArgs, ['fields', 'includeDeleted']);
    const mask = requiredMask(args, COMMENT, call);
    const withDeleted = flag(args, 'includeDeleted', call);
    return resource(commentResource(commentOf(fileId, commentId, withDeleted, call), withDeleted, call.user), mask);
  }
}

export class DriveReplies extends DriveResource {
  static readonly scriptName = 'Drive.Replies';

  constructor(services: DriveServices) {
    super(services, 'Drive.Replies', 'drive.replies');
  }

  /** The replies to a comment, oldest first. `fields` is required. */
  list(fileId: unknown, commentId: unknown, optionalArgs?: unknown): Resource {
    const call = this[CALL]('list');
    const args = call.options(optionalArgs, ['fields', 'includeDeleted', 'pageSize', 'pageToken']);
    const mask = requiredMask(args, REPLY_LIST, call);
    const withDeleted = flag(args, 'includeDeleted', call);
    const comment = commentOf(fileId, commentId, withDeleted, call);
    const { page, nextPageToken } = paged(
      comment.replies.filter(({ deleted }) => withDeleted || !deleted),
      args,
      call,
    );
    const replies = page.map(reply => replyResource(reply, call.user));
    return resource({ kind: 'drive#replyList', nextPageToken, replies }, mask);
  }
}

function commentOf(fileId: unknown, commentId: unknown, withDeleted: boolean, call: Call): CommentDocument {
  const file = call.visible(fileId);
  const comment = typeof commentId === 'string' ? call.comments.find(file.id, commentId) : undefined;
  if (comment === undefined || (comment.deleted && !withDeleted))
    throw call.fail(404, 'notFound', `Comment not found: ${String(commentId)}.`);
  return comment;
}

function commentResource(comment: CommentDocument, withDeleted: boolean, user: string): Resource {
  const { anchor, quoted, resolved, replies } = comment;
  return {
    kind: 'drive#comment',
    ...messageFields(comment, user),
    resolved,
    anchor,
    quotedFileContent: quoted === undefined ? undefined : { mimeType: 'text/html', value: asHtml(quoted) },
    replies: replies.filter(({ deleted }) => withDeleted || !deleted).map(reply => replyResource(reply, user)),
  };
}

function replyResource(reply: ReplyDocument, user: string): Resource {
  return { kind: 'drive#reply', ...messageFields(reply, user), action: reply.action };
}

/** An empty content, beside an action, is absent. */
function messageFields(message: CommentDocument | ReplyDocument, user: string): Resource {
  const content = message.content === '' ? undefined : message.content;
  return {
    id: message.id,
    createdTime: new Date(message.createdTime).toISOString(),
    modifiedTime: new Date(message.modifiedTime).toISOString(),
    author: message.author && authorResource(message.author, user),
    htmlContent: content === undefined ? undefined : asHtml(content),
    content,
    deleted: message.deleted,
  };
}

/** Neither the address nor the permission's id, whatever was asked for. */
function authorResource({ displayName, account }: CommentAuthor, user: string): Resource {
  return { kind: 'drive#user', displayName, me: account.toLowerCase() === user.toLowerCase() };
}

function asHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('\n', '<br>');
}

function resource(whole: Resource, mask: FieldMask): Resource {
  return masked(whole, mask) as Resource;
}

function requiredMask({ fields }: Arguments, shape: FieldShape, call: Call): FieldMask {
  if (fields === undefined || fields === '')
    throw call.fail(400, 'required', "The 'fields' parameter is required for this method.");
  try {
    return fieldMask(call.text(fields, 'fields'), shape);
  } catch (error) {
    if (error instanceof InvalidField) throw call.fail(400, 'invalidParameter', error.message);
    throw error;
  }
}

function flag(args: Arguments, name: string, call: Call): boolean {
  const value = args[name];
  if (value !== undefined && typeof value !== 'boolean')
    throw call.fail(400, 'invalidParameter', `Invalid value for ${name}: ${String(value)}`);
  return value === true;
}

/** Milliseconds since the epoch; without the argument, before everything. */
function instant(args: Arguments, name: string, call: Call): number {
  const value = args[name];
  if (value === undefined) return Number.NEGATIVE_INFINITY;
  const text = call.text(value, name);
  const isRfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const time = isRfc3339 ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw call.fail(400, 'invalid', `Invalid value for ${name}: ${text}`);
  return time;
}

function paged<T>(items: readonly T[], args: Arguments, call: Call): { page: T[]; nextPageToken: string | undefined } {
  const { pageSize = PAGE_SIZE, pageToken } = args;
  if (typeof pageSize !== 'number' || !Number.isInteger(pageSize) || pageSize < 1 || pageSize > PAGE_SIZE_MAX) {
    throw call.fail(
      400,
      'invalidParameter',
      `Invalid value '${String(pageSize)}'. Values must be within the range: [1, ${PAGE_SIZE_MAX}]`,
    );
  }
  const start = pageToken === undefined ? 0 : Number(/^after-(\d+)$/.exec(String(pageToken))?.[1]);
  if (Number.isNaN(start)) throw call.fail(400, 'invalid', 'Invalid Value');
  const end = start + pageSize;
  return { page: items.slice(start, end), nextPageToken: end < items.length ? `after-${end}` : undefined };
}
