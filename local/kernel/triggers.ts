/** The installable triggers of the project: who made them, what fires them, and when the next one is due. */
import type { Clock, EpochMs, Happening, Store } from './contract';
import { ScriptError } from './contract';
import { nextRun, type Schedule } from './schedule';

const KIND = 'trigger';
/** Triggers of one user for one script. */
export const TRIGGERS_PER_USER = 20;

export type TriggerSourceName = 'CLOCK' | 'SPREADSHEETS' | 'FORMS';
export type EventTypeName = 'CLOCK' | Happening['type'];

/** What a script asks for. */
export interface TriggerWish {
  handler: string;
  source: TriggerSourceName;
  eventType: EventTypeName;
  sourceId: string | null;
  schedule?: Schedule;
}

/** One trigger as stored. */
export interface TriggerDocument extends TriggerWish {
  id: string;
  /** The account that made it, as which it runs. */
  user: string;
  created: EpochMs;
  /** Next run of a time trigger; absent when there is none any more. */
  nextAt?: EpochMs;
}

export class TriggerRegistry {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** In order of creation. */
  all(): TriggerDocument[] {
    return this.#store
      .ids(KIND)
      .sort()
      .map(id => this.#store.get<TriggerDocument>(KIND, id))
      .filter(trigger => trigger !== undefined);
  }

  /** Those that an account made: nobody sees another's. */
  of(user: string): TriggerDocument[] {
    return this.all().filter(trigger => trigger.user === user);
  }

  find(id: string): TriggerDocument | undefined {
    return this.#store.get<TriggerDocument>(KIND, id);
  }

  /** Throws Google's sentence beyond 20 for the same user. */
  create(user: string, wish: TriggerWish): TriggerDocument {
    if (this.of(user).length >= TRIGGERS_PER_USER) {
      throw new ScriptError(
        'This script has too many triggers. Triggers must be deleted from the script before more can be added.',
      );
    }
    const id = this.#store.newId('trigger');
    const created = this.#clock.now();
    const trigger: TriggerDocument = { ...wish, id, user, created };
    if (wish.schedule !== undefined) {
      const nextAt = nextRun(wish.schedule, id, created, created);
      if (nextAt !== undefined) trigger.nextAt = nextAt;
    }
    return this.#store.put(KIND, id, trigger);
  }

  remove(id: string): void {
    this.#store.remove(KIND, id);
  }

  /** The triggers that something fires, in order of creation. */
  matching(eventType: EventTypeName, sourceId: string): TriggerDocument[] {
    return this.all().filter(trigger => trigger.eventType === eventType && trigger.sourceId === sourceId);
  }

  /** The time trigger that is due first, at or before `until`; the older one of two that are due together. */
  nextDue(until: EpochMs): (TriggerDocument & { nextAt: EpochMs }) | undefined {
    let first: (TriggerDocument & { nextAt: EpochMs }) | undefined;
    for (const trigger of this.all()) {
      if (trigger.nextAt === undefined || trigger.nextAt > until) continue;
      if (first === undefined || trigger.nextAt < first.nextAt)
        first = trigger as TriggerDocument & { nextAt: EpochMs };
    }
    return first;
  }

  /** Sets the run after the one that was due; a trigger that runs once stays in the list, without a next run. */
  advance(trigger: TriggerDocument, past: EpochMs): void {
    if (trigger.schedule === undefined || this.find(trigger.id) === undefined) return;
    const nextAt = nextRun(trigger.schedule, trigger.id, trigger.created, past);
    if (nextAt === undefined) delete trigger.nextAt;
    else trigger.nextAt = nextAt;
    this.#store.touch(KIND, trigger.id);
  }
}
