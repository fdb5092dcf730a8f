/**
 * Relever les avis du comité: the comments of the committee's workbook, taken into tab Avis. An opinion is taken only from one
 * known member, on one file that is still open; what is edited is corrected, what is deleted withdrawn; all else is listed in
 * Messages, once, for a person to settle.
 */
import { textOfHtml } from '../mail/html-text';
import { readOpinionLines } from '../mail/opinion-lines';
import {
  type CommentedFile,
  type ExportedComment,
  filesNamed,
  type Tie,
  tieByCell,
  tieByQuotedCell,
  tieByReference,
  unlabelled,
} from '../scheme/comment-ties';
import {
  type CommitteeMember,
  isInConflict,
  namedMember,
  type Opinion,
  readOpinion,
  samePerson,
} from '../scheme/opinions';
import { type Instant, instant } from '../scheme/time';
import type { BookMessage, BookThread, StandingTab } from '../sheets/committee-book';
import { addressOfBook, LostBook } from '../sheets/committee-book';
import { FILE_TABS } from '../sheets/committee-tabs';
import { exportedComments } from '../sheets/exported-comments';
import type { Row } from '../sheets/schema';
import { wording as common } from '../sheets/wording';
import { committeeWording as words } from '../sheets/wording-committee';
import { ensureCommitteeBook, refreshCommitteeBook, WHOLE } from './committee-book';
import type { Desk } from './desk';
import {
  addOpinions,
  type NewOpinion,
  OPEN_TO_OPINIONS,
  type OpinionCorrection,
  type StoredOpinion,
  storedOpinions,
} from './opinions';
import { require } from './refused';

const TITLE = 'Relever les avis du comité';
/** Columns of the committee's tabs by which one knows a file, beside its reference. */
const NAMING: readonly string[] = ['Collectivité', 'Intitulé', 'Organisme'];
const TEXT_KEPT = 2_000;

/** Menu item. Only the managing account reaches the committee's workbook: for a colleague, the next sweep does it. */
export function collectOpinions(desk: Desk): () => void {
  require(desk.memory.get('files'), common.notInstalled);
  return () => {
    const book = desk.memory.get('committeeBook');
    if (!desk.managesMail) {
      require(book, words.bookMissing);
      desk.memory.set('committeeBook', { ...book, asked: true });
      desk.memory.setNextDue(desk.now());
      desk.save();
      desk.screen.tell(TITLE, words.readByManager(desk.memory.get('managingAccount') ?? ''));
      return;
    }
    const isNew = book === null && ensureCommitteeBook(desk);
    const { lines, url } = takeComments(desk);
    desk.screen.tell(TITLE, [...(isNew ? [words.bookJustMade] : []), ...lines, words.bookAt(url)].join('\n'));
  };
}

/** What was read, a sentence each, and where the workbook is. */
export interface TakenComments {
  readonly lines: readonly string[];
  readonly url: string;
}

/** Reads the comments, keeps what they say, and brings the committee's workbook up to date. Under the lock; saves. */
export function takeComments(desk: Desk): TakenComments {
  const book = desk.memory.get('committeeBook');
  require(book, words.bookMissing);
  const reading = new Reading(desk, book.id);
  reading.run();
  desk.memory.set('committeeBook', { ...book, asked: false });
  desk.save();
  const { unknownToGoogle } = refreshCommitteeBook(desk, WHOLE);
  const lines = [...reading.lines(), ...(unknownToGoogle.length > 0 ? [words.unknownToGoogle(unknownToGoogle)] : [])];
  return { lines, url: addressOfBook(book.id) };
}

/** One thing that a message says: an opinion on a file, or why none can be taken. */
type Said =
  | { readonly kind: 'opinion'; readonly file: string; readonly opinion: Opinion; readonly text: string }
  | { readonly kind: 'unclear'; readonly why: string };

/** One reading of all the comments. */
class Reading {
  private readonly people: readonly Row<'committee'>[];
  private readonly stored: readonly StoredOpinion[];
  private readonly threads: readonly BookThread[];
  private readonly standing: readonly StandingTab[];
  private readonly files: readonly CommentedFile[];
  private readonly isOpen: (file: string) => boolean;
  private exported: readonly ExportedComment[] | null = null;
  private readonly taken: NewOpinion[] = [];
  private readonly corrections: OpinionCorrection[] = [];
  private readonly told: string[] = [];
  private readonly unclear = new Map<string, { message: BookMessage; why: string }>();
  private withdrawn = 0;
  private corrected = 0;
  private stillListed = 0;
  private inResolved = 0;

  constructor(
    private readonly desk: Desk,
    private readonly bookId: string,
  ) {
    try {
      this.threads = oldestFirst(desk.committeeBook.threads(bookId));
      this.standing = this.threads.length === 0 ? [] : desk.committeeBook.read(bookId);
    } catch (problem) {
      require(!(problem instanceof LostBook), words.bookLost);
      throw problem;
    }
    this.people = desk.workbook
      .table('committee')
      .all()
      .map(({ values }) => values);
    this.stored = storedOpinions(desk);
    const requests = desk.workbook.table('requests').all();
    const applications = desk.workbook.table('applications').all();
    const open = new Map([
      ...requests.map(({ values }) => [values.reference, OPEN_TO_OPINIONS.includes(values.status)] as const),
      ...applications.map(
        ({ values }) => [values.reference, values.decision === '' || values.decision === 'ajournée'] as const,
      ),
    ]);
    this.isOpen = file => open.get(file) === true;
    const names = namesIn(this.standing);
    this.files = [...open.keys()]
      .filter(reference => reference !== '')
      .map(reference => ({ reference, names: names.get(reference) ?? [] }));
  }

  run(): void {
    for (const thread of this.threads) this.readThread(thread);
    this.taken.sort((a, b) => a.givenAt - b.givenAt);
    addOpinions(this.desk, this.taken, TITLE, this.corrections);
    this.list();
  }

  lines(): string[] {
    const { taken, corrected, withdrawn, inResolved, unclear } = this;
    if (taken.length + corrected + withdrawn + unclear.size + this.stillListed === 0 && this.told.length === 0)
      return [words.nothingNew(this.threads.filter(({ isDeleted }) => !isDeleted).length)];
    return [
      words.commentsRead(taken.length, corrected, withdrawn),
      ...this.told,
      ...(inResolved > 0 ? [words.resolvedToo(inResolved)] : []),
      ...[...unclear.values()].map(({ message, why }) =>
        words.unclearLine(message.author, shortened(message.text), why),
      ),
      ...(unclear.size > 0 ? [words.listedInMessages(unclear.size)] : []),
      ...(this.stillListed > 0 ? [words.stillListed(this.stillListed)] : []),
    ];
  }

  private readThread(thread: BookThread): void {
    const { messages, isDeleted, id } = thread;
    if (isDeleted) {
      for (const one of this.stored)
        if (one.origin === id || one.origin.startsWith(`${id}/`)) this.withdraw(one, messages[0]?.changedAt ?? 0);
      return;
    }
    const [comment] = messages;
    if (comment === undefined) return;
    let place: Tie | null = null;
    const placeOf = (): Tie => {
      place ??= this.placeOf(thread, comment);
      return place;
    };
    for (const message of messages) {
      const known = this.stored.filter(({ origin }) => origin === message.id);
      if (message.isDeleted) for (const one of known) this.withdraw(one, message.changedAt);
      else if (message.text !== '') this.readMessage(message, known, placeOf, thread.isResolved);
    }
  }

  /** Where the thread stands: what its first message names, else its cell. */
  private placeOf({ quoted }: BookThread, comment: BookMessage): Tie {
    const byReference = tieByReference(comment.text, this.files);
    if (byReference.kind !== 'none') return byReference;
    const byQuoted = tieByQuotedCell(textOfHtml(quoted), this.files);
    if (byQuoted.kind === 'tied') return byQuoted;
    this.exported ??= exportedComments(this.desk.committeeBook.exported(this.bookId));
    return tieByCell({ ...comment, at: comment.createdAt }, this.exported, (tab, row) => this.fileOfRow(tab, row));
  }

  private fileOfRow(tab: string, row: number): string | null {
    const cells = this.standing.find(({ name }) => name === tab)?.rows[row - 1] ?? [];
    const [file, ...others] = filesNamed(String(cells[0] ?? ''));
    return file !== undefined && others.length === 0 && this.files.some(one => one.reference === file) ? file : null;
  }

  private readMessage(
    message: BookMessage,
    known: readonly StoredOpinion[],
    placeOf: () => Tie,
    isResolved: boolean,
  ): void {
    if (known.some(({ text, withdrawnAt }) => text === kept(message.text) && (withdrawnAt ?? null) === null)) return;
    const authors = this.people.filter(({ name, displayName }) =>
      samePerson(displayName === '' ? name : displayName, message.author),
    );
    const said = this.saidIn(message, placeOf);
    const [person, ...others] = authors;
    if (person === undefined || person.role !== 'comité') {
      if (said.some(({ kind }) => kind === 'opinion')) this.toList(message, words.commentOfStranger(message.author));
      return;
    }
    if (others.length > 0) {
      this.toList(message, words.commentOfSeveral(message.author, authors.map(namedMember)));
      return;
    }
    const isLate = said.find(one => one.kind === 'opinion' && !this.isOpen(one.file));
    const unclear = said.find(one => one.kind === 'unclear');
    if (known.length > 0) this.correct(message, known, person, said);
    else if (unclear?.kind === 'unclear') this.toList(message, unclear.why);
    else if (isLate?.kind === 'opinion') this.toList(message, words.commentTooLate(isLate.file));
    else {
      for (const one of said) if (one.kind === 'opinion') this.take(message, person, one);
      if (isResolved) this.inResolved += 1;
    }
  }

  private take(
    message: BookMessage,
    person: CommitteeMember,
    { file, opinion, text }: Extract<Said, { kind: 'opinion' }>,
  ): void {
    this.taken.push({
      subject: file,
      member: person,
      opinion,
      text: kept(text),
      givenAt: second(message.changedAt),
      source: 'commentaire',
      origin: message.id,
    });
    const isExcluded = isInConflict(person, [file]);
    this.told.push((isExcluded ? words.excluded : words.taken)(file, namedMember(person), opinion));
  }

  /** The author has rewritten a comment that was taken: the new opinion replaces the former, or withdraws it. */
  private correct(
    message: BookMessage,
    known: readonly StoredOpinion[],
    person: CommitteeMember,
    said: readonly Said[],
  ): void {
    if (known.some(({ subject }) => !this.isOpen(subject))) {
      this.toList(message, words.editedTooLate(known.map(({ subject }) => subject)));
      return;
    }
    const opinions = said.flatMap(one => (one.kind === 'opinion' && this.isOpen(one.file) ? [one] : []));
    for (const one of known) {
      const now = opinions.find(({ file }) => file === one.subject);
      if (now === undefined) this.withdraw(one, message.changedAt);
      else if (now.text !== one.text || (one.withdrawnAt ?? null) !== null) {
        this.corrections.push({
          at: one.at ?? 0,
          change: { opinion: now.opinion, text: kept(now.text), givenAt: second(message.changedAt), withdrawnAt: null },
        });
        this.corrected += 1;
        this.told.push(words.correctedOpinion(one.subject, namedMember(person), now.opinion));
      }
    }
    for (const one of opinions) if (!known.some(({ subject }) => subject === one.file)) this.take(message, person, one);
    const unclear = said.find(one => one.kind === 'unclear');
    if (unclear?.kind === 'unclear') this.toList(message, unclear.why);
  }

  private withdraw(one: StoredOpinion, at: number): void {
    if ((one.withdrawnAt ?? null) !== null || one.at === null || !this.isOpen(one.subject)) return;
    this.corrections.push({ at: one.at, change: { withdrawnAt: second(at) } });
    this.withdrawn += 1;
    this.told.push(words.withdrawnOpinion(one.subject, one.member));
  }

  /** What a message says: a line a file when it names several, else one opinion on the file that it is tied to. */
  private saidIn(message: BookMessage, placeOf: () => Tie): Said[] {
    const named = filesNamed(message.text);
    if (named.length > 1) return this.saidByLines(message.text, named);
    const opinion = readOpinion(unlabelled(message.text));
    if (opinion === null) return [{ kind: 'unclear', why: words.noOpinionRead }];
    const own = tieByReference(message.text, this.files);
    const tie = own.kind === 'none' ? placeOf() : own;
    switch (tie.kind) {
      case 'tied':
        return [{ kind: 'opinion', file: tie.file, opinion, text: kept(message.text) }];
      case 'several':
        return [{ kind: 'unclear', why: words.severalFiles(tie.files) }];
      case 'unknown':
        return [{ kind: 'unclear', why: words.unknownFile(tie.reference) }];
      case 'none':
        return [{ kind: 'unclear', why: words.noFile }];
    }
  }

  private saidByLines(text: string, named: readonly string[]): Said[] {
    const lines = readOpinionLines({ reply: text, quoted: '' });
    const isWhole = named.every(file => lines.some(({ subject, opinion }) => subject === file && opinion !== null));
    if (!isWhole) return [{ kind: 'unclear', why: words.severalFiles(named) }];
    return lines.flatMap(({ subject, opinion }): Said[] => {
      if (!this.files.some(({ reference }) => reference === subject))
        return [{ kind: 'unclear', why: words.unknownFile(subject) }];
      // The whole comment is kept: it is by its text that a later reading knows it unchanged.
      return opinion === null ? [] : [{ kind: 'opinion', file: subject, opinion, text: kept(text) }];
    });
  }

  private toList(message: BookMessage, why: string): void {
    this.unclear.set(this.idOf(message), { message, why });
  }

  /** A comment that is rewritten is another one to look at; one that is not is never listed twice. */
  private idOf({ id, text }: BookMessage): string {
    return `${id}#${this.desk.sha256(text).slice(0, 8)}`;
  }

  /** Lists in Messages what has no row yet; what could be taken since, or was deleted, is no longer to do. */
  private list(): void {
    const messages = this.desk.workbook.table('messages');
    const ours = messages.where('subject', words.commentSubject);
    const known = new Map(ours.map(row => [row.values.id, row]));
    const standing = new Set(
      this.threads.flatMap(thread =>
        thread.isDeleted ? [] : thread.messages.filter(({ isDeleted }) => !isDeleted).map(one => this.idOf(one)),
      ),
    );
    for (const [id, { message, why }] of [...this.unclear]) {
      const row = known.get(id);
      if (row === undefined) {
        messages.append([this.messageRow(id, message, why)]);
        continue;
      }
      this.unclear.delete(id);
      if (row.values.toDo === '') continue;
      this.stillListed += 1;
      if (row.values.toDo !== why) messages.update(row.at, { toDo: why });
    }
    const listed = new Set([...this.unclear.keys()]);
    for (const [id, row] of known) {
      const isGone = !standing.has(id);
      const taken = this.taken.filter(({ origin }) => id.startsWith(`${origin}#`)).map(({ subject }) => subject);
      if (row.values.toDo === '' || listed.has(id) || !(isGone || taken.length > 0)) continue;
      messages.update(row.at, { toDo: '', tiedTo: taken.join(', ') });
    }
  }

  private messageRow(id: string, message: BookMessage, why: string): Partial<Row<'messages'>> {
    this.desk.ledger.record({ action: TITLE, subject: id, field: 'Commentaire', after: words.listedOnly });
    return {
      receivedAt: second(message.createdAt),
      from: message.author,
      subject: words.commentSubject,
      nature: 'avis',
      signals: shortened(message.text),
      toDo: why,
      id,
    };
  }
}

/** By reference, the texts by which the committee's workbook shows each file. */
function namesIn(standing: readonly StandingTab[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { name, rows } of standing) {
    const [header = [], ...lines] = rows;
    if (!FILE_TABS.includes(name)) continue;
    const columns = NAMING.map(wanted => header.indexOf(wanted)).filter(column => column >= 0);
    for (const cells of lines)
      names.set(
        String(cells[0] ?? ''),
        columns.map(column => String(cells[column] ?? '')).filter(text => text !== ''),
      );
  }
  return names;
}

/** Google gives the last changed first: of two written at once, the later one stays the later. */
const oldestFirst = (threads: readonly BookThread[]): BookThread[] =>
  [...threads].reverse().sort((a, b) => createdAt(a) - createdAt(b));
const createdAt = ({ messages }: BookThread): number => messages[0]?.createdAt ?? 0;

const kept = (text: string): string => text.slice(0, TEXT_KEPT);
const shortened = (text: string): string => {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length > 120 ? `${plain.slice(0, 119)}…` : plain;
};
const second = (ms: number): Instant => instant(Math.floor(ms / 1000) * 1000);
