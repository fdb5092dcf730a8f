/** What the pages, the server and the host of the Workspace say to one another. Plain data only: it crosses threads and the network. */
import type { ButtonSetName } from '../kernel/contract';

/** Who clicks, and in which browser tab: questions and pages go back to that tab. */
export interface Caller {
  /** Made by the tab when it opens; survives its reload. */
  session: string;
  /** The account that acts. */
  by: string;
}

export interface CallMessage {
  type: 'call';
  id: number;
  method: string;
  params: unknown;
  caller: Caller;
}

/** `answer` is null when the person closed the box. */
export interface AnswerMessage {
  type: 'answer';
  ask: string;
  answer: string | null;
}

/** A browser tab is gone: nobody will answer what it was asked. */
export interface LeftMessage {
  type: 'left';
  session: string;
}

export type ToHost = CallMessage | AnswerMessage | LeftMessage | { type: 'stop' };

/** `refused`: a sentence for the person. `fault`: a mistake of ours, told in the server's log. */
export type Failure = { kind: 'refused' | 'fault'; message: string };

export type FromHost =
  | { type: 'ready' }
  | { type: 'result'; id: number; value: unknown }
  | { type: 'failure'; id: number; failure: Failure }
  | { type: 'event'; event: HostEvent }
  | { type: 'stopped' };

/** A question of the script to the person of one tab. */
export interface Question {
  id: string;
  kind: 'alert' | 'prompt';
  title: string;
  text: string;
  buttons: ButtonSetName;
}

/** Something the script shows. A dialog or a sidebar carries its page: its HTML on the way to the server, its address after it. */
export interface ShownScreen {
  kind: 'alert' | 'prompt' | 'toast' | 'dialog' | 'sidebar' | 'error';
  title: string;
  text: string;
  page?: { html: string; width: number | null; height: number | null };
}

/** Documents of the Store that were written, by kind: `spreadsheet`, `mail`, `form`, `comment`, `execution`… */
export interface ChangedEvent {
  kind: 'changed';
  documents: string[];
  /** Rises by one at each change; a page that missed one asks again. */
  revision: number;
  /** The Workspace's instant, in milliseconds since the epoch. */
  now: number;
}

export type HostEvent =
  | ChangedEvent
  | { kind: 'ask'; session: string; question: Question }
  /** The question was answered, or nobody is asked any more. */
  | { kind: 'asked'; session: string; id: string }
  | { kind: 'screen'; session: string; screen: ShownScreen }
  /** Something long is under way: `done` of `total` steps. */
  | { kind: 'progress'; title: string; done: number; total: number; text: string }
  /** Another Workspace stands in its place: every page starts again. */
  | { kind: 'replaced' };

/** What a page of the browser gets: HTML stays on the server, under an address. */
export type PageEvent =
  | Exclude<HostEvent, { kind: 'screen' }>
  | {
      kind: 'screen';
      session: string;
      screen: Omit<ShownScreen, 'page'> & { page?: { src: string; width: number | null; height: number | null } };
    }
  /** First event of a stream: what the tab should know. */
  | {
      kind: 'hello';
      revision: number;
      now: number;
      /** The questions still open at this tab: any other that it shows was of a run that is over. */
      questions: string[];
    };

/** A file that a method gives for download. */
export interface Download {
  name: string;
  type: string;
  bytes: Uint8Array;
}
