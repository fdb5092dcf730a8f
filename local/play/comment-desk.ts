// The people of a scenario who comment: on a cell of the committee's workbook or of the bound one, and in its thread.
import type { Sheet } from '../engine/sheet';
import type { Workbook } from '../engine/workbook';
import type { CommentAuthor } from '../files/comments';
import type { MessageAddress } from '../files/sheet-comments';
import { displayNameOf, personNamed } from './display-names';
import type { CommentGesture } from './scenario';
import { columnsOf, rowOf, UnknownPlace } from './sheet-address';
import type { Stage } from './stage';

/** A name that no comment or reply has. */
export class UnknownComment extends Error {
  override readonly name = 'UnknownComment';
}

export interface Commenting {
  /** The account that acts, when the step names one. */
  readonly by: string | undefined;
  /** Under which name later steps call what is written. */
  readonly as: string | undefined;
}

export class CommentDesk {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Throws Refusal where Google refuses, UnknownPlace and UnknownComment when the step cannot be played. */
  make(gesture: CommentGesture, { by, as }: Commenting): void {
    const person = this.#person(gesture.author, by);
    const written = this.#write(gesture, person);
    if (as !== undefined && written !== undefined) this.#stage.nameComment(as, written);
  }

  /** Gives the address of what was written; undefined when nothing new was. */
  #write(gesture: CommentGesture, person: CommentAuthor): MessageAddress | undefined {
    const { comments } = this.#stage;
    if (gesture.do === 'add') return this.#add(gesture, person);
    const at = this.#named(gesture.comment);
    const thread = { spreadsheetId: at.spreadsheetId, commentId: at.commentId };
    switch (gesture.do) {
      case 'reply':
        return { ...thread, replyId: comments.reply(thread, gesture.text, person).id };
      case 'resolve':
        return { ...thread, replyId: comments.resolve(thread, person, gesture.text).id };
      case 'reopen':
        return { ...thread, replyId: comments.reopen(thread, person, gesture.text).id };
      case 'edit':
        comments.edit(at, gesture.text, person);
        return undefined;
      case 'delete':
        comments.remove(at, person);
        return undefined;
    }
  }

  #add(gesture: Extract<CommentGesture, { do: 'add' }>, person: CommentAuthor): MessageAddress {
    const workbook = this.#workbook(gesture.in, gesture.tab);
    const sheet = tabOf(workbook, gesture.tab);
    const [column = 1] = gesture.column === undefined ? [] : columnsOf(sheet, [gesture.column]);
    const cell = { spreadsheetId: workbook.id, sheetId: sheet.sheetId, row: rowOf(sheet, gesture.row), column };
    const comment = this.#stage.comments.add(cell, gesture.text, person, { isQuoted: gesture.quoted });
    return { spreadsheetId: workbook.id, commentId: comment.id };
  }

  #workbook(which: 'classeur' | 'comité', tab: string): Workbook {
    if (which === 'classeur') return this.#stage.workbook;
    const workbook = this.#stage.committeeWorkbook;
    if (workbook === undefined) {
      throw new UnknownPlace(`There is no committee's workbook yet, so nobody can comment on « ${tab} » in it.`);
    }
    return workbook;
  }

  #named(name: string): MessageAddress {
    const address = this.#stage.namedComment(name);
    if (address === undefined) throw new UnknownComment(`No comment was written \`as: ${name}\`.`);
    return address;
  }

  /** The author by name, with the account of the step or of the tab Comité; without a name, whoever acts. */
  #person(author: string | undefined, by: string | undefined): CommentAuthor {
    const { workbook, manager } = this.#stage;
    if (author === undefined) return { displayName: displayNameOf(workbook, by ?? manager), account: by ?? manager };
    return by === undefined ? personNamed(workbook, author) : { displayName: author, account: by };
  }
}

function tabOf(workbook: Workbook, tab: string): Sheet {
  const sheet = workbook.sheet(tab);
  if (sheet !== undefined) return sheet;
  const names = workbook.sheets.map(({ name }) => `« ${name} »`).join(', ');
  throw new UnknownPlace(`The workbook « ${workbook.document.name} » has no tab « ${tab} »; it has ${names}.`);
}
