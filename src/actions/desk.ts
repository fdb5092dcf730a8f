/** What one execution works with: the workbook, its memory, its ledger, the person, the mailbox, the documents, the clock. */
import { DocumentsGateway } from '../docs/documents-gateway';
import { FormGateway } from '../forms/form-gateway';
import { GmailGateway } from '../mail/gmail-gateway';
import { type NumberedKind, numberedReference } from '../scheme/references';
import type { Settings } from '../scheme/settings';
import { dayOf, type Instant, instant } from '../scheme/time';
import { CommitteeBook } from '../sheets/committee-book';
import { type Google, sha256Of } from '../sheets/google';
import { LedgerBook } from '../sheets/ledger-book';
import { Memory } from '../sheets/memory';
import { nobody, PatientScreen, personScreen, type Screen } from '../sheets/screen';
import { wording } from '../sheets/wording';
import { Workbook } from '../sheets/workbook';
import { Refused } from './refused';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** Who acts: a person at the menu, a person who types in a cell, or the automaton of a trigger. */
export type Actor = { readonly kind: 'person' | 'typist'; readonly email: string } | { readonly kind: 'automaton' };

/** Executions stop by themselves after this long; Google's limit is six minutes. */
const WORKING_TIME_MS = 4.5 * 60_000;
export const AUTOMATON = 'automate';
export const UNKNOWN_PERSON = 'inconnu';

const screenOf = ({ sheets, html }: Google, { kind }: Actor, spreadsheet: Spreadsheet): Screen =>
  kind === 'person' ? personScreen(sheets.getUi(), spreadsheet, html) : nobody;

export class Desk {
  readonly startedAt: number;
  readonly workbook: Workbook;
  readonly memory: Memory;
  readonly ledger: LedgerBook;
  readonly screen: PatientScreen;
  readonly sha256: (text: string) => string;
  /** Problems met in parts of a trigger's work that did not stop the rest; told to the owner at the end. */
  readonly failures: unknown[] = [];

  constructor(
    readonly google: Google,
    readonly actor: Actor,
    /** Whom the actions speak to, when it is not the actor. */
    screen?: Screen,
  ) {
    this.startedAt = Date.now();
    const spreadsheet = google.sheets.getActiveSpreadsheet();
    this.workbook = new Workbook(google.sheets, spreadsheet);
    this.memory = new Memory(google.properties.getDocumentProperties());
    this.sha256 = sha256Of(google.utilities);
    this.ledger = new LedgerBook(this.workbook, this.memory, this.sha256, {
      who: () => this.who,
      now: () => this.now(),
    });
    this.screen = new PatientScreen(screen ?? screenOf(google, actor, spreadsheet));
  }

  /** The present instant, to the second, as every date of the workbook is kept. */
  now(): Instant {
    return instant(Math.floor(Date.now() / 1000) * 1000);
  }

  today() {
    return dayOf(this.now());
  }

  /** Who the ledger names. */
  get who(): string {
    return this.actor.kind === 'automaton' ? AUTOMATON : this.actor.email || UNKNOWN_PERSON;
  }

  /** The settings; refused, with what is wrong and where, when a cell of Paramètres cannot be used. */
  get settings(): Settings {
    const { settings, problems } = this.workbook.settings;
    if (problems.length > 0) throw new Refused(problems.map(({ reason }) => reason).join('\n'));
    return settings;
  }

  /** True when this execution runs as the account whose mailbox is used; only then may mail be sent or read. */
  get managesMail(): boolean {
    const manager = this.memory.get('managingAccount');
    return manager !== null && this.google.session.getEffectiveUser().getEmail().toLowerCase() === manager;
  }

  get gmail(): GmailGateway {
    return new GmailGateway(this.google.gmail, (bytes, type) => this.google.utilities.newBlob(bytes, type));
  }

  get documents(): DocumentsGateway {
    const { drive } = this.google;
    if (drive === undefined) throw new Refused(wording.serviceFailed('Drive', 'absent'));
    return new DocumentsGateway(this.google.documents, drive, (bytes, type, name) =>
      this.google.utilities.newBlob(bytes, type, name),
    );
  }

  get committeeBook(): CommitteeBook {
    const { drive, otherSheets } = this.google;
    if (drive === undefined || otherSheets === undefined)
      throw new Refused(wording.serviceFailed(drive === undefined ? 'Drive' : 'Sheets', 'absent'));
    return new CommitteeBook(otherSheets, drive);
  }

  get forms(): FormGateway {
    return new FormGateway(this.google.forms);
  }

  /** False when the execution should stop cleanly and leave the rest to the next sweep. */
  mayContinue(): boolean {
    return Date.now() - this.startedAt < WORKING_TIME_MS;
  }

  /** Forgets what was read before the lock was held; headers, settings and lists stay known. */
  startOver(): void {
    this.memory.forget();
    this.workbook.forgetRows();
  }

  /** SHA-256 of bytes, as lower-case hexadecimal. */
  hashOfBytes(bytes: number[]): string {
    const { utilities } = this.google;
    return utilities
      .computeDigest(utilities.DigestAlgorithm.SHA_256, bytes)
      .map(byte => (byte & 0xff).toString(16).padStart(2, '0'))
      .join('');
  }

  /** SHA-256 of a text, as signed bytes. */
  digest(text: string): number[] {
    const { utilities } = this.google;
    return utilities.computeDigest(utilities.DigestAlgorithm.SHA_256, text, utilities.Charset.UTF_8);
  }

  /** A new reference of a kind: its number is the next one, also after an execution that died. */
  nextReference(kind: NumberedKind): string {
    return numberedReference(kind, this.settings.edition, this.nextNumber(kind));
  }

  /** Adds one to a counter and gives the new number. */
  nextNumber(kind: string): number {
    this.ledger.catchUp();
    const counters = this.memory.get('counters') ?? {};
    const next = (counters[kind] ?? 0) + 1;
    this.memory.set('counters', { ...counters, [kind]: next });
    return next;
  }

  /**
   * Makes everything decided so far last, in this order: cells and ledger lines, then what remembers them. An execution
   * that dies in between leaves a ledger ahead of its memory, which the next one recognises and takes up.
   */
  save(): void {
    this.write();
    this.workbook.settle();
    this.memory.save();
  }

  /**
   * Sends queued cells and ledger lines without waiting for them: a read that must follow anyway makes them last. The
   * ledger looks for its place first: rows never reach the workbook without the lines that tell of them.
   */
  write(): void {
    this.noteForCommittee();
    const writeLedger = this.ledger.prepare();
    this.workbook.commit();
    writeLedger();
  }

  /** What changes in a tab that the committee's workbook shows is brought there by the next sweep at the latest. */
  private noteForCommittee(): void {
    const book = this.memory.get('committeeBook');
    if (book === null) return;
    const changed = SHOWN_TO_COMMITTEE.filter(key => this.workbook.hasChanges(key) && !book.stale.includes(key));
    if (changed.length > 0) this.memory.set('committeeBook', { ...book, stale: [...book.stale, ...changed] });
  }
}

/** Tabs of which the committee's workbook shows something. */
const SHOWN_TO_COMMITTEE = ['requests', 'applications', 'opinions', 'assignments'] as const;
