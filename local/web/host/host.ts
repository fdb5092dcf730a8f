/** The Workspace behind the pages: it lives in a thread of its own, runs one gesture after the other, and tells what changed. */
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ZodError } from 'zod';
import { fr } from 'zod/locales';
import { ClockError } from '../../kernel/clock';
import { type EpochMs, type PersonAtScreen, Refusal, UnplayableStep } from '../../kernel/contract';
import { Workspace } from '../../kernel/workspace';
import { DEFAULT_ACCOUNT } from '../../play/performance';
import { Stage } from '../../play/stage';
import { workspaceParts } from '../../play/workspace-parts';
import type { Caller, CallMessage, Failure, FromHost, HostEvent, ToHost } from '../wire';
import { EditHistory } from './edit-history';
import type { Inbox } from './inbox';
import { LongWork } from './long-work';
import type { MethodTable } from './method';
import { PersonInBrowser } from './person-in-browser';
import { letClockFollow, takeUpClock } from './time-methods';
import { type HostOptions, NotPossible, type WorkspaceHost } from './workspace-host';

export class Host implements WorkspaceHost {
  readonly options: HostOptions;
  readonly history = new EditHistory();
  readonly work: LongWork = new LongWork({ emit: event => this.emit(event), tellChanges: () => this.tellChanges() });
  readonly #inbox: Inbox;
  readonly #methods: MethodTable;
  readonly #send: (message: FromHost) => void;
  #stage: Stage;
  #touched = new Set<string>();
  #revision = 0;

  constructor(options: HostOptions, inbox: Inbox, methods: MethodTable, send: (message: FromHost) => void) {
    this.options = options;
    this.#inbox = inbox;
    this.#methods = methods;
    this.#send = send;
    this.#stage = this.#watched(this.#opened());
    takeUpClock(this);
  }

  /** The Workspace as the people in it meet it. */
  get stage(): Stage {
    return this.#stage;
  }

  get workspace(): Workspace {
    return this.#stage.workspace;
  }

  get revision(): number {
    return this.#revision;
  }

  /** The person at a tab, for runs of the script that they start. */
  personOf({ session }: Caller): PersonAtScreen {
    return record =>
      new PersonInBrowser({
        session,
        emit: event => this.emit(event),
        record,
        // Never the same again, also after a restart: an old box must not answer a new question.
        newId: () => `question-${randomUUID()}`,
        waitFor: ask => {
          this.tellChanges();
          return this.#inbox.waitFor(ask, session, message => this.#take(message));
        },
      });
  }

  emit(event: HostEvent): void {
    this.#send({ type: 'event', event });
  }

  /** Puts a new, empty Workspace in the place of this one; every page starts again. */
  replace(start: EpochMs, owner: string): void {
    rmSync(this.options.folder, { recursive: true, force: true });
    this.#stage = this.#watched(this.#created(start, owner));
    this.history.clear();
    this.emit({ kind: 'replaced' });
  }

  /**
   * Handles one message of the server. While the Workspace waits for a person this runs inside that wait, while long work
   * is under way between two slices of it.
   */
  async handle(message: ToHost): Promise<void> {
    if (this.#inbox.note(message) || message.type !== 'call') return;
    if (this.work.isUnderWay) {
      this.#take(message);
      return;
    }
    this.#answer(message.id, await this.#outcome(message));
  }

  /** Lets the triggers that are due by now run; not while somebody has a dialog open. */
  tick(): void {
    if (this.workspace.isAsking) return;
    this.workspace.catchUp();
    this.tellChanges();
  }

  /** Tells the pages what was written since the last time. */
  tellChanges(): void {
    if (this.#touched.size === 0) return;
    this.#revision += 1;
    const documents = [...this.#touched];
    this.#touched.clear();
    this.emit({ kind: 'changed', documents, revision: this.#revision, now: this.workspace.clock.shown });
  }

  #take(message: ToHost): void {
    if (message.type !== 'call') return;
    const method = this.#methods.get(message.method);
    if (method?.whenIdle === true) this.#answer(message.id, refused(this.work.isUnderWay ? WORKING : WAITING));
    else {
      const outcome = this.#outcomeNow(message);
      this.#answer(message.id, outcome);
    }
  }

  async #outcome(message: CallMessage): Promise<Outcome> {
    const outcome = this.#outcomeNow(message);
    if (!('value' in outcome) || !(outcome.value instanceof Promise)) return outcome;
    try {
      return { value: (await outcome.value) as unknown };
    } catch (error) {
      return failed(error);
    } finally {
      this.#settle();
    }
  }

  #outcomeNow({ method: name, params, caller }: CallMessage): Outcome {
    const method = this.#methods.get(name);
    if (method === undefined) return refused(`Il n'y a pas de méthode ${name}.`);
    const parsed = method.params.safeParse(params, { error: FRENCH });
    if (!parsed.success) return refused(`La demande ${name} n'est pas lisible : ${firstIssue(parsed.error)}.`);
    try {
      return { value: method.run(this, parsed.data, caller) };
    } catch (error) {
      return failed(error);
    } finally {
      this.#settle();
    }
  }

  #settle(): void {
    if (this.workspace.hasUnsaved) this.workspace.afterGesture();
    this.tellChanges();
  }

  #answer(id: number, outcome: Outcome): void {
    if ('failure' in outcome) this.#send({ type: 'failure', id, failure: outcome.failure });
    else this.#send({ type: 'result', id, value: outcome.value });
  }

  #opened(): Workspace {
    const { folder, bundleDir } = this.options;
    if (!existsSync(join(folder, 'manifest.json'))) {
      const workspace = this.#created(Date.now(), DEFAULT_ACCOUNT);
      letClockFollow({ workspace }, true);
      return workspace;
    }
    return Workspace.open(folder, { bundleDir, parts: workspaceParts });
  }

  #created(start: EpochMs, owner: string): Workspace {
    const { folder, bundleDir } = this.options;
    return Workspace.create({ start, owner, folder, bundleDir, parts: workspaceParts });
  }

  #watched(workspace: Workspace): Stage {
    this.#touched.clear();
    workspace.store.onTouch(kind => {
      // The clock alone is no news: the pages let it run by themselves.
      if (kind !== CLOCK_KIND) this.#touched.add(kind);
    });
    return new Stage(workspace);
  }
}

/** The document that holds the clock, written again whenever anything is. */
const CLOCK_KIND = 'workspace';

/** How parameters that do not fit are told. */
const FRENCH = fr().localeError;

type Outcome = { value: unknown } | { failure: Failure };

const WORKING = 'Quelque chose de long est en cours : attendez la fin, ou arrêtez-le, puis recommencez.';
const WAITING = 'Une boîte de dialogue du classeur attend une réponse : répondez-y, ou fermez-la, puis recommencez.';

function refused(message: string): Outcome {
  return { failure: { kind: 'refused', message } };
}

const SENTENCES = [NotPossible, Refusal, UnplayableStep, ClockError];

function failed(error: unknown): Outcome {
  if (SENTENCES.some(kind => error instanceof kind) && error instanceof Error) return refused(error.message);
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { failure: { kind: 'fault', message } };
}

function firstIssue(error: ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'elle est vide' : `${issue.path.join('.') || 'demande'} : ${issue.message}`;
}
