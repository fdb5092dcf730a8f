/** How far a sending is, as the page « Envoi » shows it: who has received it, who has not and why, what is left, how long. */
import type { Row } from '../sheets/schema';
import { jobWording as wording } from '../sheets/wording-jobs';

/** Sent at once within the menu's own execution up to this many mails (a minute's worth); above, in slices. */
export const LONG_JOB = 55;
/** Mails of one slice of a long job: some fifteen seconds. */
export const SLICE = 10;
/** Gmail is kept under 60 sends a minute, whatever the number of executions that share the minute. */
const MS_A_MAIL = 60_000 / 55;

/** The name of the job that sends the letters of tab Envois; a consultation's job has its reference. */
export const LETTERS_JOB = 'Envois';

export type JobState = 'running' | 'paused' | 'quota' | 'checking' | 'finished';

export interface JobLine {
  /** Tells the lines apart from one slice to the next. */
  readonly key: string;
  readonly who: string;
  readonly state: Exclude<Row<'bids'>['sendState'], ''>;
  readonly note: string;
}

export interface SendingProgress {
  readonly job: string;
  readonly state: JobState;
  /** Where the sending stands and what comes next. */
  readonly sentence: string;
  readonly done: number;
  readonly total: number;
  /** Mails that have neither left nor failed. */
  readonly left: number;
  /** Measured on what was just sent; null when nothing was. */
  readonly secondsLeft: number | null;
  /** Before the next slice, so that the slices together keep Gmail's pace. */
  readonly waitMs: number;
  readonly lines: readonly JobLine[];
  /** Both empty for letters. */
  readonly deadline: string;
  readonly explained: string;
}

/** What the slice that has just run did. */
export interface Pace {
  readonly sent: number;
  readonly elapsedMs: number;
}

type SentBid = Pick<Row<'bids'>, 'reference' | 'holder' | 'organisation' | 'sendState' | 'reason'>;

/** Whether a person has interrupted the sending of this row. */
export const isPaused = ({ sendState, reason }: Pick<SentBid, 'sendState' | 'reason'>): boolean =>
  sendState === 'à envoyer' && reason === wording.paused;

/** Where the sending of a consultation stands. `quotaLeft` is how many more mails may leave today. */
export function consultationProgress(
  sending: { readonly reference: string; readonly deadline: string; readonly explained: string },
  rows: readonly SentBid[],
  quotaLeft: number,
  pace: Pace,
): SendingProgress {
  const { reference, deadline, explained } = sending;
  const consulted = rows.filter(({ sendState }) => sendState !== '' && sendState !== 'non consulté');
  const inState = (state: SentBid['sendState']) => consulted.filter(({ sendState }) => sendState === state);
  const [waiting, uncertain, failed] = [inState('à envoyer'), inState('en cours'), inState('échec')];
  const codes = (some: readonly SentBid[]) => some.map(({ holder }) => holder);
  const done = inState('envoyé').length;
  const total = consulted.length;
  const state = stateOf(waiting.length, uncertain.length, waiting.some(isPaused), quotaLeft);
  const sentences: Record<JobState, () => string> = {
    running: () => wording.running(reference, done, total, codes(waiting), deadline),
    paused: () => wording.stopped(reference, done, total, codes([...waiting, ...uncertain]), deadline),
    quota: () => wording.quota(reference, done, total, codes(waiting), deadline),
    checking: () => wording.checking(reference, done, total, codes([...uncertain, ...waiting]), deadline),
    finished: () =>
      failed.length === 0
        ? wording.finished(reference, done, deadline)
        : wording.finishedWithFailures(reference, done, total, codes(failed), deadline),
  };
  return {
    job: reference,
    state,
    sentence: sentences[state](),
    done,
    total,
    left: waiting.length + uncertain.length,
    ...timesOf(waiting.length, pace),
    lines: rows.flatMap(({ reference: key, holder, organisation, sendState, reason }): JobLine[] =>
      sendState === '' ? [] : [{ key, who: `${holder}, ${organisation}`, state: sendState, note: reason }],
    ),
    deadline,
    explained,
  };
}

type SentLetter = Pick<Row<'letters'>, 'token' | 'template' | 'to' | 'state' | 'reason'>;

/** Whether a person has interrupted this letter. */
export const isLetterPaused = ({ state, reason }: Pick<SentLetter, 'state' | 'reason'>): boolean =>
  state === 'à envoyer' && reason === wording.letterPaused;

/** Where the letters stand: those that still wait, and those that have just been attempted. */
export function lettersProgress(rows: readonly SentLetter[], quotaLeft: number, pace: Pace): SendingProgress {
  const inState = (state: SentLetter['state']) => rows.filter(row => row.state === state);
  const [waiting, uncertain, failed] = [inState('à envoyer'), inState('en cours'), inState('échec')];
  const done = inState('envoyé').length;
  const state = stateOf(waiting.length, uncertain.length, waiting.some(isLetterPaused), quotaLeft);
  const sentences: Record<JobState, () => string> = {
    running: () => wording.lettersRunning(done, waiting.length),
    paused: () => wording.lettersStopped(waiting.length),
    quota: () => wording.lettersQuota(waiting.length),
    checking: () => wording.lettersChecking(uncertain.length),
    finished: () =>
      wording.lettersFinished(
        done,
        failed.map(({ to }) => to),
      ),
  };
  return {
    job: LETTERS_JOB,
    state,
    sentence: sentences[state](),
    done,
    total: rows.length,
    left: waiting.length + uncertain.length,
    ...timesOf(waiting.length, pace),
    lines: rows.flatMap(({ token, template, to, state: sendState, reason }): JobLine[] =>
      sendState === '' ? [] : [{ key: token, who: `${template} – ${to}`, state: sendState, note: reason }],
    ),
    deadline: '',
    explained: '',
  };
}

/** A mail that Gmail has not confirmed holds up the others: nothing leaves before SENT has been looked at. */
function stateOf(waiting: number, uncertain: number, paused: boolean, quotaLeft: number): JobState {
  if (paused) return 'paused';
  if (uncertain > 0) return 'checking';
  if (waiting === 0) return 'finished';
  return quotaLeft > 0 ? 'running' : 'quota';
}

/** No mail goes faster than Gmail's pace, however quick the last ones were. */
function timesOf(waiting: number, { sent, elapsedMs }: Pace): Pick<SendingProgress, 'secondsLeft' | 'waitMs'> {
  const measured = sent === 0 ? null : Math.max(elapsedMs / sent, MS_A_MAIL);
  return {
    secondsLeft: measured === null || waiting === 0 ? null : Math.ceil((waiting * measured) / 1000),
    waitMs: Math.max(0, Math.ceil(sent * MS_A_MAIL - elapsedMs)),
  };
}
