/**
 * The comments of spreadsheets as people meet them: on a cell of a tab, which they follow through every insertion,
 * deletion and sort. One whose cell is deleted stays with the file, without a place.
 */
import { cellName, type Position } from '../engine/grid-area';
import type { Spreadsheets } from '../engine/spreadsheets';
import type { Workbook } from '../engine/workbook';
import type { CellThread } from '../engine/xlsx-threads';
import { type EpochMs, Refusal } from '../kernel/contract';
import type { CommentAuthor, CommentDocument, FileComments, ReplyAction, ReplyDocument } from './comments';
import { type DriveFile, type GoogleFiles, type Permission, ROOT_ID } from './google-files';

/** A cell of a tab, by the ids of its spreadsheet and tab. */
export interface CommentedCell extends Position {
  readonly spreadsheetId: string;
  readonly sheetId: number;
}

/** A message of a thread as it is read. */
export interface MessageView {
  readonly id: string;
  readonly author: CommentAuthor;
  readonly text: string;
  readonly at: EpochMs;
  /** What a reply did to the thread. */
  readonly action: ReplyAction | undefined;
}

/** A thread as it is read: the comment itself and its replies, what was deleted left out. */
export interface ThreadView extends Omit<MessageView, 'action'>, Position {
  readonly sheetId: number;
  /** As `B12`. */
  readonly cell: string;
  readonly isResolved: boolean;
  readonly replies: readonly MessageView[];
}

/** Which message of a thread; the comment itself without `replyId`. */
export interface MessageAddress {
  readonly spreadsheetId: string;
  readonly commentId: string;
  readonly replyId?: string | undefined;
}

/** Roles that may comment, and one that may only read. */
const COMMENTING: ReadonlySet<Permission['role']> = new Set(['owner', 'writer', 'commenter']);

export class SheetComments {
  readonly #comments: FileComments;
  readonly #spreadsheets: () => Spreadsheets;
  readonly #files: GoogleFiles;

  constructor(comments: FileComments, spreadsheets: () => Spreadsheets, files: GoogleFiles) {
    this.#comments = comments;
    this.#spreadsheets = spreadsheets;
    this.#files = files;
  }

  /** The threads of a tab in the order of their cells, then of their writing, the resolved ones too. */
  list(spreadsheetId: string, sheetId: number): ThreadView[] {
    const cells = this.#book(spreadsheetId).sheetById(sheetId)?.document.commentCells ?? {};
    return this.#comments
      .of(spreadsheetId)
      .flatMap(comment => {
        const cell = cells[comment.id];
        const message = messageOf(comment);
        return cell === undefined || message === undefined ? [] : [threadView(comment, message, sheetId, cell)];
      })
      .sort((a, b) => a.row - b.row || a.column - b.column || a.at - b.at);
  }

  /**
   * Comments a cell. `isQuoted: false` plays Google's answers in which the cell's text is missing.
   * Throws Refusal: no such cell, not shared for commenting, nothing said.
   */
  add(
    { spreadsheetId, sheetId, row, column }: CommentedCell,
    text: string,
    by: CommentAuthor,
    { isQuoted = true }: { readonly isQuoted?: boolean } = {},
  ): CommentDocument {
    const book = this.#admitted(spreadsheetId, by);
    const sheet = book.sheetById(sheetId);
    if (sheet === undefined) throw new Refusal("Cet onglet n'existe plus.");
    const { maxRows, maxColumns } = sheet.document;
    if (row < 1 || column < 1 || row > maxRows || column > maxColumns) {
      throw new Refusal(`La cellule ${cellName({ row, column })} sort de l’onglet « ${sheet.name} ».`);
    }
    const [[shown = ''] = []] = sheet.displayValues({ row, column, rows: 1, columns: 1 });
    const comment = this.#comments.add({
      fileId: spreadsheetId,
      author: by,
      content: text,
      ...(isQuoted && shown !== '' ? { quoted: shown } : {}),
    });
    book.placeComment(sheet, comment.id, { row, column });
    return comment;
  }

  /** Answers in a thread. */
  reply(at: MessageAddress, text: string, by: CommentAuthor): ReplyDocument {
    return this.#comments.reply(this.#thread(at, by), by, text);
  }

  /** Marks a thread as resolved, with or without a last word. */
  resolve(at: MessageAddress, by: CommentAuthor, text = ''): ReplyDocument {
    return this.#comments.resolve(this.#thread(at, by), by, text);
  }

  /** Opens a resolved thread again. */
  reopen(at: MessageAddress, by: CommentAuthor, text = ''): ReplyDocument {
    return this.#comments.reopen(this.#thread(at, by), by, text);
  }

  /** Rewrites one's own message. */
  edit(at: MessageAddress, text: string, by: CommentAuthor): void {
    this.#comments.edit(this.#thread(at, by), at.replyId, by, text);
  }

  /** Deletes one's own message; the comment itself takes its thread with it. */
  remove(at: MessageAddress, by: CommentAuthor): void {
    const comment = this.#thread(at, by);
    this.#comments.remove(comment, at.replyId, by);
    if (comment.deleted) this.#book(at.spreadsheetId).dropComment(comment.id);
  }

  /** The open and resolved threads that have a cell, for an export of the file. */
  threads(spreadsheetId: string): CellThread[] {
    return this.#book(spreadsheetId).sheets.flatMap(({ sheetId }) =>
      this.list(spreadsheetId, sheetId).map(thread => ({
        sheetId,
        row: thread.row,
        column: thread.column,
        isResolved: thread.isResolved,
        messages: [thread, ...thread.replies]
          .filter(({ text }) => text !== '')
          .map(({ id, author, at, text }) => ({ id, author: author.displayName, at, text })),
      })),
    );
  }

  #book(spreadsheetId: string): Workbook {
    const book = this.#spreadsheets().get(spreadsheetId);
    if (book === undefined) throw new Refusal("Ce classeur n'existe plus.");
    return book;
  }

  #thread({ spreadsheetId, commentId }: MessageAddress, by: CommentAuthor): CommentDocument {
    this.#admitted(spreadsheetId, by);
    const comment = this.#comments.find(spreadsheetId, commentId);
    if (comment === undefined) throw new Refusal("Ce commentaire n'existe plus.");
    return comment;
  }

  /**
   * The spreadsheet, for somebody who may comment in it. Sharing counts for the files that Drive lists; whoever acts in
   * the bound workbook has been let in by its owner, and somebody without a known account holds its link.
   */
  #admitted(spreadsheetId: string, by: CommentAuthor): Workbook {
    const book = this.#book(spreadsheetId);
    const file = this.#files.find(spreadsheetId);
    if (file === undefined || !by.account.includes('@')) return book;
    const roles = this.#roles(file, by.account);
    if (roles.length === 0) throw new Refusal(`« ${file.name} » n’est pas partagé avec ${by.account}.`);
    if (!roles.some(role => COMMENTING.has(role))) {
      throw new Refusal(`« ${file.name} » est partagé avec ${by.account} en lecture seule : il ne se commente pas.`);
    }
    return book;
  }

  /** What an account may do with a file, by its own sharing and that of the folders above. */
  #roles(file: DriveFile, account: string): Permission['role'][] {
    const own = file.permissions
      .filter(({ type, emailAddress }) => type === 'anyone' || emailAddress?.toLowerCase() === account.toLowerCase())
      .map(({ role }) => role);
    const above = file.parents
      .filter(id => id !== ROOT_ID)
      .flatMap(id => {
        const folder = this.#files.find(id);
        return folder === undefined ? [] : this.#roles(folder, account);
      });
    return [...own, ...above];
  }
}

function threadView(
  comment: CommentDocument,
  { action: _action, ...message }: MessageView,
  sheetId: number,
  { row, column }: Position,
): ThreadView {
  return {
    ...message,
    sheetId,
    row,
    column,
    cell: cellName({ row, column }),
    isResolved: comment.resolved === true,
    replies: comment.replies.flatMap(reply => messageOf(reply) ?? []),
  };
}

/** Undefined once it is deleted. */
function messageOf(message: CommentDocument | ReplyDocument): MessageView | undefined {
  const { id, author, content, createdTime } = message;
  if (message.deleted || author === undefined || content === undefined) return undefined;
  return {
    id,
    author,
    text: content,
    at: createdTime,
    action: 'action' in message ? message.action : undefined,
  };
}
