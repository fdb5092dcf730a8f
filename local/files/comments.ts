/**
 * The comments that people leave on files, as Google Drive keeps them: threads with their replies, soft deletions, and who
 * wrote what. Where a comment stands in its file is the editor's business (see sheet-comments.ts); its anchor tells nobody.
 */
import { createHash } from 'node:crypto';
import { type Clock, type EpochMs, Refusal, type Store } from '../kernel/contract';

/** Who writes: the name that Google shows, and the account behind it, which the API never gives. */
export interface CommentAuthor {
  readonly displayName: string;
  /** E-mail address; the display name again for somebody whose account nobody knows. */
  readonly account: string;
}

export type ReplyAction = 'resolve' | 'reopen';

/** A message under a comment. Once deleted, only its times and its action are left. */
export interface ReplyDocument {
  readonly id: string;
  author?: CommentAuthor;
  /** May be empty beside an action. */
  content?: string;
  readonly action?: ReplyAction;
  readonly createdTime: EpochMs;
  modifiedTime: EpochMs;
  deleted: boolean;
}

/** A thread. Once deleted, only its times are left. */
export interface CommentDocument {
  readonly id: string;
  readonly fileId: string;
  author?: CommentAuthor;
  content?: string;
  anchor?: string;
  /** What the commented cell showed when the comment was written, when Google gives it. */
  quoted?: string;
  readonly createdTime: EpochMs;
  /** Of the comment or of any of its replies. */
  modifiedTime: EpochMs;
  /** Absent until somebody resolves the thread for the first time. */
  resolved?: boolean;
  deleted: boolean;
  replies: ReplyDocument[];
}

export interface NewComment {
  readonly fileId: string;
  readonly author: CommentAuthor;
  readonly content: string;
  readonly quoted?: string;
}

const KIND = 'comment';

export class FileComments {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Every comment of a file, the deleted ones too, oldest first. */
  of(fileId: string): CommentDocument[] {
    return this.#store.ids(KIND).flatMap(id => {
      const comment = this.#store.get<CommentDocument>(KIND, id);
      return comment?.fileId === fileId ? [comment] : [];
    });
  }

  /** One comment of a file, deleted or not. */
  find(fileId: string, id: string): CommentDocument | undefined {
    const comment = this.#store.get<CommentDocument>(KIND, id);
    return comment?.fileId === fileId ? comment : undefined;
  }

  /** A new thread. Throws Refusal when it says nothing. */
  add({ fileId, author, content, quoted }: NewComment): CommentDocument {
    const id = this.#store.newId(KIND);
    const now = this.#clock.now();
    return this.#store.put<CommentDocument>(KIND, id, {
      id,
      fileId,
      author,
      content: filled(content),
      anchor: anchorOf(id),
      ...(quoted === undefined ? {} : { quoted }),
      createdTime: now,
      modifiedTime: now,
      deleted: false,
      replies: [],
    });
  }

  /** Answers in an open thread. Throws Refusal when the thread is resolved or deleted, or the answer says nothing. */
  reply(comment: CommentDocument, author: CommentAuthor, content: string): ReplyDocument {
    standing(comment);
    if (comment.resolved === true) throw new Refusal('Cette discussion est résolue : rouvrez-la pour y répondre.');
    return this.#append(comment, { author, content: filled(content) });
  }

  /** Closes a thread, with or without a last word. */
  resolve(comment: CommentDocument, author: CommentAuthor, content = ''): ReplyDocument {
    standing(comment);
    if (comment.resolved === true) throw new Refusal('Cette discussion est déjà résolue.');
    comment.resolved = true;
    return this.#append(comment, { author, content: cleaned(content), action: 'resolve' });
  }

  /** Opens a resolved thread again, with or without a word. */
  reopen(comment: CommentDocument, author: CommentAuthor, content = ''): ReplyDocument {
    standing(comment);
    if (comment.resolved !== true) throw new Refusal("Cette discussion n'est pas résolue : il n'y a rien à rouvrir.");
    comment.resolved = false;
    return this.#append(comment, { author, content: cleaned(content), action: 'reopen' });
  }

  /** Rewrites one's own comment, or one's own reply in it. */
  edit(comment: CommentDocument, replyId: string | undefined, author: CommentAuthor, content: string): void {
    const message = own(comment, replyId, author, 'modifier');
    message.content = filled(content);
    this.#changed(comment, message);
  }

  /** Deletes one's own comment with its whole thread, or one's own reply: the texts and the names are gone for good. */
  remove(comment: CommentDocument, replyId: string | undefined, author: CommentAuthor): void {
    const message = own(comment, replyId, author, 'supprimer');
    message.deleted = true;
    delete message.author;
    delete message.content;
    if (message === comment) {
      delete comment.anchor;
      delete comment.quoted;
      comment.replies = [];
    }
    this.#changed(comment, message);
  }

  /** Forgets every comment of a file that is deleted for good. */
  forget(fileId: string): void {
    for (const { id } of this.of(fileId)) this.#store.remove(KIND, id);
  }

  #append(comment: CommentDocument, said: Pick<ReplyDocument, 'author' | 'content' | 'action'>): ReplyDocument {
    const now = this.#clock.now();
    const reply: ReplyDocument = {
      id: this.#store.newId('reply'),
      ...said,
      createdTime: now,
      modifiedTime: now,
      deleted: false,
    };
    comment.replies.push(reply);
    this.#changed(comment, reply);
    return reply;
  }

  #changed(comment: CommentDocument, message: CommentDocument | ReplyDocument): void {
    const now = this.#clock.now();
    message.modifiedTime = now;
    comment.modifiedTime = now;
    this.#store.touch(KIND, comment.id);
  }
}

/** Whether two people are one: accounts compare without case. */
export function isSamePerson(a: CommentAuthor, b: CommentAuthor): boolean {
  return a.account.toLowerCase() === b.account.toLowerCase();
}

/** The shape that Google gives, about a number of its own that says nothing of the cell. */
function anchorOf(id: string): string {
  const range = createHash('sha256').update(id).digest().readUInt32BE(0) >>> 1;
  return JSON.stringify({ type: 'workbook-range', uid: 0, range: String(range) });
}

/** Lines end as Google ends them, and no character is left that an XML file cannot hold. */
function cleaned(content: string): string {
  return content
    .replace(/\r\n?/g, '\n')
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .trim();
}

function filled(content: string): string {
  const text = cleaned(content);
  if (text === '') throw new Refusal('Un commentaire ne peut pas être vide.');
  return text;
}

function standing(comment: CommentDocument): void {
  if (comment.deleted) throw new Refusal("Ce commentaire n'existe plus.");
}

/** The person's own message, which they may change; anybody else's is refused. */
function own(
  comment: CommentDocument,
  replyId: string | undefined,
  author: CommentAuthor,
  deed: 'modifier' | 'supprimer',
): CommentDocument | ReplyDocument {
  standing(comment);
  const message = replyId === undefined ? comment : comment.replies.find(({ id }) => id === replyId);
  if (message === undefined || message.deleted || message.author === undefined) {
    throw new Refusal("Cette réponse n'existe plus.");
  }
  if (!isSamePerson(message.author, author)) {
    const { displayName } = message.author;
    throw new Refusal(
      replyId === undefined
        ? `Vous ne pouvez ${deed} que vos propres commentaires ; celui-ci a été écrit par ${displayName}.`
        : `Vous ne pouvez ${deed} que vos propres réponses ; celle-ci a été écrite par ${displayName}.`,
    );
  }
  return message;
}
