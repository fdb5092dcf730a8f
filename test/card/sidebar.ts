/** A person at the sidebar « Fiche »: what it shows of a selected row, and what its buttons do. */
import type { ExecutionRecord } from '../../local/kernel/contract';
import type { CardView, FileCard, StepOutcome } from '../../src/actions/show-card';
import { type Case, MANAGER } from '../exactly-once/prepared-workspace';
import { given } from '../screens-jobs/pages';

export interface Place {
  readonly sheet: string;
  readonly row: number;
}

export class Sidebar {
  constructor(
    private readonly one: Case,
    private readonly place: Place,
    private readonly by: string = MANAGER,
  ) {}

  /** The card of the row, read anew. */
  look(): CardView {
    return this.#call<CardView>('pageLookAgain', []);
  }

  /** Null while nothing has changed since the view of that stamp. */
  follow(stamp: string): CardView | null {
    return this.#call<CardView | null>('pageFollow', [stamp]);
  }

  press(action: string, name: string, answers: readonly string[] = []): StepOutcome {
    return this.#call<StepOutcome>('pageTakeStep', [action, name], answers);
  }

  get lastRun(): ExecutionRecord {
    const last = this.one.workspace.executions.at(-1);
    if (last === undefined) throw new Error('Nothing ran.');
    return last;
  }

  #call<T>(name: string, args: readonly unknown[], answers: readonly string[] = []): T {
    const { workspace } = this.one;
    const left = [...answers];
    const { value, error } = workspace.callFromPage(name, args, {
      by: this.by,
      selection: { spreadsheetId: workspace.boundSpreadsheetId, sheetName: this.place.sheet, rows: [this.place.row] },
      person: () => ({ show: () => undefined, ask: () => left.shift() ?? '' }),
    });
    if (error !== null) throw new Error(`The page saw an exception: ${error}`);
    return given(value as Parameters<typeof given<T>>[0]);
  }
}

export function cardAt(one: Case, sheet: string, row: number): FileCard {
  const { card, hint } = new Sidebar(one, { sheet, row }).look();
  if (card === null) throw new Error(`No card: ${hint}`);
  return card;
}

/** What the card says of an action: why it may not run, '' when it may. */
export function blockedOf({ next, others }: FileCard, action: string): string | undefined {
  return [next, ...others].find(one => one.action === action)?.blocked;
}
