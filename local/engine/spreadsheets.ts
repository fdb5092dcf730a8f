/** The spreadsheets of a Workspace, over its store: the one the script is bound to, the committee's, and others. */
import type { Clock, CustomFunctions, Store } from '../kernel/contract';
import { emptySheet, SPREADSHEET_KIND, type SpreadsheetDocument } from './document';
import { PersonGestures } from './person-gestures';
import { SpreadsheetDocuments } from './spreadsheet-documents';
import { Workbook } from './workbook';

export interface NewSpreadsheet {
  readonly name: string;
  readonly owner: string;
  /** Addresses that the file is shared with for editing, the owner left out. */
  readonly editors?: readonly string[];
  readonly timeZone?: string;
  /** Names of the first tabs; one called « Feuille 1 » by default. */
  readonly tabs?: readonly string[];
}

export class Spreadsheets {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #customFunctions: (spreadsheetId: string) => CustomFunctions;
  readonly #open = new Map<string, { documents: SpreadsheetDocuments; book: Workbook }>();

  /** `customFunctions` gives the functions that the formulas of a spreadsheet may call: only a bound script has some. */
  constructor(store: Store, clock: Clock, customFunctions: (spreadsheetId: string) => CustomFunctions) {
    this.#store = store;
    this.#clock = clock;
    this.#customFunctions = customFunctions;
  }

  /** A new spreadsheet in French, Paris time; `id` for the bound one, else the store gives the next. */
  create(spreadsheet: NewSpreadsheet, id: string = this.#store.newId('spreadsheet')): Workbook {
    const tabs = spreadsheet.tabs ?? ['Feuille 1'];
    const document: SpreadsheetDocument = {
      id,
      name: spreadsheet.name,
      locale: 'fr_FR',
      timeZone: spreadsheet.timeZone ?? 'Europe/Paris',
      owner: spreadsheet.owner,
      editors: [...(spreadsheet.editors ?? [])],
      sheets: tabs.map((name, index) => emptySheet(index, name)),
      namedRanges: [],
      styles: [{}],
      activeSheetId: 0,
      selection: [],
      nextSheetId: tabs.length,
      nextChartId: 1,
    };
    return this.#wrap(SpreadsheetDocuments.create(this.#store, document));
  }

  /** A copy under another id, name and owner, without the comments of the first and shared with nobody. */
  copy(from: Workbook, to: Required<Pick<NewSpreadsheet, 'name' | 'owner'>> & { readonly id: string }): Workbook {
    const document = structuredClone(from.document);
    for (const sheet of document.sheets) sheet.commentCells = {};
    return this.#wrap(SpreadsheetDocuments.create(this.#store, { ...document, ...to, editors: [] }));
  }

  /** The spreadsheet of that id; undefined when there is none. */
  get(id: string): Workbook | undefined {
    const known = this.#open.get(id);
    if (known?.documents.isCurrent === true) return known.book;
    this.#open.delete(id);
    const documents = SpreadsheetDocuments.open(this.#store, id);
    return documents && this.#wrap(documents);
  }

  /** Every spreadsheet, in the order of their ids. */
  all(): Workbook[] {
    return this.#store.ids(SPREADSHEET_KIND).flatMap(id => this.get(id) ?? []);
  }

  remove(id: string): void {
    SpreadsheetDocuments.open(this.#store, id)?.remove();
    this.#open.delete(id);
  }

  /** What a person does in a spreadsheet with keyboard and mouse. */
  gestures(book: Workbook): PersonGestures {
    return new PersonGestures(book, this.#clock);
  }

  #wrap(documents: SpreadsheetDocuments): Workbook {
    const { document } = documents;
    const book = new Workbook(
      document,
      rows => {
        documents.touch(rows);
      },
      this.#clock,
      () => this.#customFunctions(document.id),
    );
    this.#open.set(document.id, { documents, book });
    return book;
  }
}
