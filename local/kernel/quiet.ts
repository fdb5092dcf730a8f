/**
 * Which due runs may be left out: an edition of months must play in seconds. A run is quiet when it ended well and
 * wrote nothing but properties and caches; the script itself declares, in a property, the next instant at which it has
 * something to do. Until then, and as long as nothing else is written anywhere, a further run could only repeat itself.
 */
import type { EpochMs, Outcome } from './contract';

/** The property (script's or document's) where the script writes its next instant, ISO or epoch milliseconds. */
export const WAKE_PROPERTY = 'aict.prochaineEcheance';

/** The Workspace's own records: no script can see them. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['execution', 'screen', 'notice', 'trigger', 'workspace']);
/** What a run may store each time and still be quiet. */
const ALWAYS_STORED: ReadonlySet<string> = new Set(['properties', 'cache']);
/** What says which tab is shown and what is selected in it, beside the shape of the tabs; cells are kept elsewhere. */
const SHOWN = 'spreadsheet';

export class QuietRuns {
  /** Rises with each write that a script could see. */
  #revision = 0;
  /** Trigger → the revision after its last run, when that run was quiet. */
  readonly #quietSince = new Map<string, number>();
  #watched: { isQuiet: boolean; isLook: boolean } | undefined;

  /** To be told of every write. */
  noteWrite(kind: string): void {
    if (BOOKKEEPING.has(kind)) return;
    this.#revision += 1;
    if (this.#watched === undefined || ALWAYS_STORED.has(kind)) return;
    this.#watched.isQuiet = false;
    if (kind !== SHOWN) this.#watched.isLook = false;
  }

  /** Runs a time trigger and remembers whether it was quiet. */
  watch(triggerId: string, run: () => Outcome): void {
    const before = this.#revision;
    this.#quietSince.delete(triggerId);
    const { value: outcome, isQuiet } = this.listen(run);
    if (outcome !== 'ok' || !isQuiet) return;
    // It wrote only what it always writes: for the others, nothing has happened.
    this.#revision = before;
    this.#quietSince.set(triggerId, this.#revision);
  }

  /**
   * Runs something. `isQuiet`: nothing but properties and caches was written meanwhile; `isLook`: nor anything else than
   * what is selected.
   */
  listen<T>(run: () => T): { value: T; isQuiet: boolean; isLook: boolean } {
    const outer = this.#watched;
    const watched = { isQuiet: true, isLook: true };
    this.#watched = watched;
    try {
      return { value: run(), isQuiet: watched.isQuiet, isLook: watched.isLook };
    } finally {
      this.#watched = outer;
      if (outer !== undefined) {
        outer.isQuiet &&= watched.isQuiet;
        outer.isLook &&= watched.isLook;
      }
    }
  }

  /** Whether a run due at `due` may be left out, the script having declared `wakeAt`. */
  mayLeaveOut(triggerId: string, due: EpochMs, wakeAt: EpochMs | undefined): boolean {
    return wakeAt !== undefined && due < wakeAt && this.#quietSince.get(triggerId) === this.#revision;
  }
}

/** The instant that a property declares; undefined when it is absent or unreadable. */
export function wakeInstant(value: string | undefined): EpochMs | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const instant = /^\d+$/.test(value.trim()) ? Number(value) : Date.parse(value);
  return Number.isNaN(instant) ? undefined : instant;
}
