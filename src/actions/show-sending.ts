/** Shows the page « Envoi »: where a sending stands, and the button that stops it; the page drives what is left. */
import { jobWording } from '../sheets/wording-jobs';
import type { Desk } from './desk';
import { LETTERS_JOB, type SendingProgress } from './sending-progress';

/** What the page « Envoi » starts from. */
export interface SendingPage {
  readonly name: string;
  /** What the action did beside the sending; may be empty. */
  readonly before: readonly string[];
  readonly progress: SendingProgress;
}

const WIDTH_PX = 620;
const HEIGHT_PX = 520;

/** `before` is what the action did beside the sending. */
export function showSending(
  desk: Desk,
  title: string,
  progress: SendingProgress,
  before: readonly string[] = [],
): void {
  const name = progress.job === LETTERS_JOB ? jobWording.lettersJob : progress.job;
  const data: SendingPage = { name, before, progress };
  desk.screen.open({
    name: 'sending',
    title,
    data,
    lines: [
      ...before,
      progress.sentence,
      ...(progress.explained === '' ? [] : [progress.explained]),
      ...progress.lines.map(({ who, state, note }) => jobWording.line(who, state, note)),
    ],
    width: WIDTH_PX,
    height: HEIGHT_PX,
  });
}
