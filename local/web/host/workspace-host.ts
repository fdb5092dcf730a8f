/** What the methods know of the host that runs them. */
import type { EpochMs, PersonAtScreen } from '../../kernel/contract';
import type { Workspace } from '../../kernel/workspace';
import type { Stage } from '../../play/stage';
import type { Caller, HostEvent } from '../wire';
import type { EditHistory } from './edit-history';
import type { LongWork } from './long-work';

export interface HostOptions {
  /** Where the Workspace lives. */
  readonly folder: string;
  /** The built add-on. */
  readonly bundleDir: string;
  /** The scenarios that a visitor can start from. */
  readonly scenarios: string;
}

export interface WorkspaceHost {
  readonly options: HostOptions;
  /** The Workspace as the people in it meet it. */
  readonly stage: Stage;
  readonly workspace: Workspace;
  /** Rises by one whenever something was written and told. */
  readonly revision: number;
  /** What takes long: while it is under way, only methods that run at once are answered. */
  readonly work: LongWork;
  /** What each tab has typed, to take it back. */
  readonly history: EditHistory;
  /** The person at a tab, for runs of the script that they start. */
  personOf(caller: Caller): PersonAtScreen;
  /** Tells something to the pages. */
  emit(event: HostEvent): void;
  /** Puts a new, empty Workspace in the place of this one; every page starts again. */
  replace(start: EpochMs, owner: string): void;
}

/** What a person asked for cannot be done; the message is a sentence that says why. */
export class NotPossible extends Error {
  override readonly name = 'NotPossible';
}
