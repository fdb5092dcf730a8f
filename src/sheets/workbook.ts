/** The workbook as the add-on sees it: its tables, its settings, and one place where writes wait and leave. */
import type { Day } from '../scheme/time';
import type { CellValue } from './columns';
import { type Row, type TabKey, tabOf } from './schema';
import { type ReadSettings, readSettings } from './settings-tab';
import { GROWTH, type StoredRow, Table, WorkbookProblem, type WriteBuffer } from './table';
import { wording } from './wording';

type SpreadsheetService = GoogleAppsScript.Spreadsheet.SpreadsheetApp;
type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Which rows of which tab the person has selected. */
export interface Selection {
  readonly tab: string;
  readonly rows: readonly number[];
}

export class Workbook {
  private aimed: Selection | null = null;
  private keepsReads = false;
  private readonly buffer: WriteBuffer = { pending: false };
  private readonly tables = new Map<TabKey, Table<TabKey>>();
  private settingsRead: ReadSettings | null = null;
  private lettersRead: Row<'templates'>[] | null = null;
  private listsRead: StoredRow<'lists'>[] | null = null;

  constructor(
    private readonly service: SpreadsheetService,
    readonly spreadsheet: Spreadsheet,
  ) {}

  /** The sheet of a tab; throws a sentence that names it when it is not there. */
  sheet(key: TabKey): Sheet {
    const { name } = tabOf(key);
    const sheet = this.spreadsheet.getSheetByName(name);
    if (!sheet) throw new WorkbookProblem('missing-tab', wording.missingTab(name));
    return sheet;
  }

  table<K extends TabKey>(key: K): Table<K> {
    const known = this.tables.get(key);
    if (known) return known as unknown as Table<K>;
    const table = new Table(key, this.sheet(key), this.buffer);
    if (this.keepsReads) table.keepReads();
    this.tables.set(key, table as unknown as Table<TabKey>);
    return table;
  }

  /** Whether changes of a tab wait to be sent. */
  hasChanges(key: TabKey): boolean {
    return this.tables.get(key)?.hasChanges === true;
  }

  /** The settings of tab Paramètres, read once, with what is wrong in them. */
  get settings(): ReadSettings {
    this.settingsRead ??= readSettings(this.sheet('settings'));
    return this.settingsRead;
  }

  /** The lists of tab Listes, read once. */
  get lists(): StoredRow<'lists'>[] {
    this.listsRead ??= this.table('lists').all();
    return this.listsRead;
  }

  /** The letters of tab Modèles, read once. */
  get letters(): Row<'templates'>[] {
    this.lettersRead ??= this.table('templates')
      .all()
      .map(({ values }) => values);
    return this.lettersRead;
  }

  /** Days that never count, beside the legal ones. */
  get extraHolidays(): Day[] {
    return this.lists.flatMap(({ values }) => (values.extraHoliday === null ? [] : [values.extraHoliday]));
  }

  /** For an execution that only looks: no row and no search is read twice. */
  keepReads(): void {
    this.keepsReads = true;
    for (const table of this.tables.values()) table.keepReads();
  }

  /** Makes an action work on these rows, whatever the person has selected: those of the Fiche. Null: on the selected ones again. */
  aimAt(selection: Selection | null): void {
    this.aimed = selection;
  }

  /** What the person has selected when the action starts, or what the Fiche aims at. */
  selection(): Selection {
    if (this.aimed !== null) return this.aimed;
    const sheet = this.spreadsheet.getActiveSheet();
    const ranges = this.spreadsheet.getActiveRangeList()?.getRanges() ?? [];
    const rows = new Set<number>();
    for (const range of ranges)
      for (let row = range.getRow(); row < range.getRow() + range.getNumRows(); row += 1) if (row > 1) rows.add(row);
    return { tab: sheet.getName(), rows: [...rows].sort((a, b) => a - b) };
  }

  /** Forgets where rows stand and what they hold: another execution may have written while this one waited for the lock. */
  forgetRows(): void {
    for (const table of this.tables.values()) table.forgetRows();
  }

  /**
   * A place for a block under the last row of a tab whose columns are the add-on's alone (Journal): no header is read.
   * Gives what writes it; looking for the place sends the writes that wait, so it is done before any of them.
   */
  reserveBlock(sheet: Sheet, cells: CellValue[][]): () => void {
    const first = Math.max(sheet.getLastRow(), 1) + 1;
    const height = sheet.getMaxRows();
    const last = first + cells.length - 1;
    if (last > height) sheet.insertRowsAfter(height, Math.max(GROWTH, last - height));
    return () => {
      sheet.getRange(first, 1, cells.length, cells[0]?.length ?? 1).setValues(cells);
      this.buffer.pending = true;
    };
  }

  /**
   * Sends every queued write of every table; a later read, or `settle`, makes them last. Rows are added first: between
   * the first write and the last nothing is read, so that they reach the workbook together or not at all.
   */
  commit(): void {
    for (const table of this.tables.values()) table.makeRoom();
    for (const table of this.tables.values()) table.commit();
  }

  /** Makes sure that what was committed has reached the workbook: no call when a read has already seen to it. */
  settle(): void {
    if (!this.buffer.pending) return;
    this.service.flush();
    this.buffer.pending = false;
  }
}
