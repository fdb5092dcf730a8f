/**
 * Tab Journal: lines are chained, written in one block, and their head is kept in the memory too. When the tab is ahead
 * of the memory, an execution died between the two: its lines are taken up, with the numbers they gave out.
 */
import {
  adoptTail,
  appendEntries,
  EMPTY_LEDGER,
  type LedgerFinding,
  type LedgerHead,
  verifyLedger,
} from '../scheme/ledger';
import { withoutPersonalData } from '../scheme/personal-data';
import { parseReference } from '../scheme/references';
import type { Instant } from '../scheme/time';
import type { CellValue } from './columns';
import type { Memory } from './memory';
import { type Row, tabOf } from './schema';
import { type StoredRow, WorkbookProblem } from './table';
import { jobWording } from './wording-jobs';
import type { Workbook } from './workbook';

/** What an action says happened; who and when are the execution's. */
export interface LedgerNote {
  readonly action: string;
  readonly subject: string;
  readonly field?: string;
  readonly before?: string;
  readonly after?: string;
}

export interface LedgerPen {
  readonly who: () => string;
  readonly now: () => Instant;
}

export class LedgerBook {
  private notes: LedgerNote[] = [];

  constructor(
    private readonly workbook: Workbook,
    private readonly memory: Memory,
    private readonly sha256: (text: string) => string,
    private readonly pen: LedgerPen,
  ) {}

  /** Queues a line; it is written with the next `prepare`. */
  record(note: LedgerNote): void {
    this.notes.push(note);
  }

  private get head(): LedgerHead {
    return this.memory.get('ledger') ?? EMPTY_LEDGER;
  }

  /** Takes up the lines of an execution that died before it stored the head; no call when there are none. */
  catchUp(): void {
    const sheet = this.workbook.sheet('ledger');
    const { number } = this.head;
    const lines = sheet.getLastRow() - 1;
    if (lines <= number) return;
    const tail = this.workbook.table('ledger').read(number + 2, lines - number);
    const { head, adopted } = adoptTail(tail.map(stored), this.head, this.sha256);
    if (adopted.length === 0) return;
    this.memory.set('ledger', head);
    const counters = { ...this.memory.get('counters') };
    for (const { subject } of adopted) {
      const reference = parseReference(subject);
      if (reference === null || reference.kind === 'bid') continue;
      counters[reference.kind] = Math.max(counters[reference.kind] ?? 0, reference.number);
    }
    this.memory.set('counters', counters);
    this.memory.set('interrupted', true);
  }

  /**
   * Chains the queued lines and finds their place under the last one; gives what writes them, in one block. The new head
   * waits in the memory.
   */
  prepare(): () => void {
    if (this.notes.length === 0) return () => undefined;
    this.catchUp();
    const sheet = this.workbook.sheet('ledger');
    const salt = this.memory.get('salt') ?? '';
    const events = this.notes.map(({ action, subject, field = '', before = '', after = '' }) =>
      withoutPersonalData(
        { at: this.pen.now(), who: this.pen.who(), action, subject, field, before, after },
        salt,
        this.sha256,
        isFreeText,
      ),
    );
    const { rows, head } = appendEntries(this.head, events, this.sha256);
    const columns = tabOf('ledger').columns as Record<string, { print(value: unknown): CellValue }>;
    const cells = rows.map(row =>
      Object.entries(columns).map(([key, column]) => column.print(row[key as keyof typeof row])),
    );
    // Its columns stand first, in their order: lines are written in one block, without a look at the header.
    const width = Object.keys(columns).length;
    if (sheet.getMaxColumns() !== width) {
      const table = this.workbook.table('ledger');
      const places = Object.keys(columns).map(key => table.column(key as keyof Row<'ledger'> & string));
      if (!isLedgerInPlace(places)) throw new WorkbookProblem('missing-header', jobWording.ledgerMoved);
    }
    const write = this.workbook.reserveBlock(sheet, cells);
    this.memory.set('ledger', head);
    this.notes = [];
    return write;
  }

  /** What is wrong with the ledger, each finding naming its line; empty when it is whole. */
  verify(): readonly LedgerFinding[] {
    return verifyLedger(this.workbook.table('ledger').all().map(stored), this.head, this.sha256);
  }
}

/** Whether the columns of the ledger, by their places, are where its lines are written. */
export const isLedgerInPlace = (places: readonly number[]): boolean =>
  places.every((place, index) => place === index + 1);

/** Tabs of files whose personal data is erased one day: what staff and authorities worded there must not outlive it here. */
const ERASABLE = ['requests', 'consultations'] as const;

const isFreeText = (field: string): boolean =>
  field !== '' &&
  ERASABLE.some(key =>
    Object.values(tabOf(key).columns).some(({ header, isFreeText: free }) => free && header === field),
  );

function stored({ at, values }: StoredRow<'ledger'>) {
  const { number, at: when, ...texts } = values as Row<'ledger'>;
  return { line: at, number, at: when, ...texts };
}
