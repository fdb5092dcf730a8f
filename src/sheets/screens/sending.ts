/**
 * Page « Envoi »: drives a long sending slice by slice, shows the count and the time left, stops on demand, and sums up at
 * the end. Closed at any moment, it leaves a sending that the sweep finishes.
 */
import type { JobLine, SendingProgress } from '../../actions/sending-progress';
import type { SendingPage } from '../../actions/show-sending';
import { button, element, show } from './element';
import { callScript, closePage, mainElement, pageData } from './page-data';
import { spaced, screenWording as wording } from './wording';

const BUSY_RETRY_MS = 5_000;
const BUSY_RETRIES = 24;

const main = mainElement();
const page = pageData<SendingPage>(main);
let progress = page.progress;
/** Every mail of the job; a slice of letters only tells of those that it found. */
const lines = new Map<string, JobLine>();
let wantsStop = false;
let isDriving = false;

const heading = element('p', { class: 'state' });
const count = element('p', { class: 'count', id: 'count' });
const bar = element('progress', { 'aria-label': wording.progress, 'aria-describedby': 'count' });
const time = element('p', { class: 'time' });
const sentence = element('p', { class: 'sentence' });
const live = element('p', { 'aria-live': 'polite', role: 'status', class: 'spoken' });
const problem = element('p', { role: 'alert', class: 'problem' });
const rows = element('tbody');
const stop = button(wording.stop, interrupt);
const resume = button(wording.resume, takeUp, true);
const retry = button(wording.retry, () => void drive(), true);
const close = button(wording.close, closePage, true);

function build(): void {
  const { explained } = page.progress;
  const headers = [wording.recipient, wording.sendState, wording.reason];
  main.replaceChildren(
    element('h1', {}, wording.sendingTitle(page.name)),
    ...page.before.map(text => element('p', {}, spaced(text))),
    heading,
    count,
    bar,
    time,
    sentence,
    live,
    problem,
    ...(explained === ''
      ? []
      : [
          element(
            'details',
            { class: 'deadline' },
            element('summary', {}, wording.deadlineExplained),
            element('p', {}, spaced(explained)),
          ),
        ]),
    element('h2', {}, wording.recipients),
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...headers.map(text => element('th', { scope: 'col' }, text)))),
      rows,
    ),
    element('div', { class: 'buttons' }, close, retry, resume, stop),
  );
}

/** The counts over every mail of the job. */
function counts(): { done: number; total: number } {
  const all = [...lines.values()].filter(({ state }) => state !== 'non consulté');
  return { done: all.filter(({ state }) => state === 'envoyé').length, total: all.length };
}

function refresh(next: SendingProgress): void {
  progress = next;
  for (const line of next.lines) lines.set(line.key, line);
  const { done, total } = counts();
  const isRunning = next.state === 'running';
  heading.textContent = wording.jobStates[next.state];
  heading.className = `state ${next.state}`;
  count.textContent = wording.count(done, total);
  bar.max = Math.max(1, total);
  bar.value = done;
  time.textContent = next.secondsLeft === null ? wording.noTimeLeft : spaced(wording.timeLeft(next.secondsLeft));
  show(time, isRunning);
  sentence.textContent = spaced(next.sentence);
  live.textContent = isRunning
    ? `${count.textContent}. ${next.secondsLeft === null ? '' : time.textContent}`
    : `${wording.jobStates[next.state]}. ${count.textContent}.`;
  rows.replaceChildren(
    ...inOrder().map(({ who, state, note }) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, who),
        element('td', {}, element('span', { class: `mail ${classOf(state)}` }, state)),
        element('td', {}, spaced(note)),
      ),
    ),
  );
  showButtons();
}

/** Whoever has not received it stands first. */
const ORDER: readonly JobLine['state'][] = ['échec', 'à envoyer', 'en cours', 'non consulté', 'envoyé'];
const inOrder = (): JobLine[] => [...lines.values()].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));

const CLASSES: Readonly<Record<JobLine['state'], string>> = {
  envoyé: 'good',
  'à envoyer': 'waiting',
  'en cours': 'waiting',
  échec: 'bad',
  'non consulté': 'none',
};
const classOf = (state: JobLine['state']): string => CLASSES[state];

function showButtons(): void {
  const isRunning = progress.state === 'running';
  show(stop, isRunning);
  stop.disabled = wantsStop;
  stop.textContent = wantsStop ? wording.stopping : wording.stop;
  show(resume, progress.state === 'paused');
  show(retry, isRunning && !isDriving);
  show(close, !isRunning && progress.state !== 'paused');
}

function fail(reason: string): void {
  problem.textContent = spaced(reason);
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Asks for slices until nothing is left, the person interrupts, or mails cannot leave now. */
async function drive(): Promise<void> {
  if (isDriving) return;
  isDriving = true;
  fail('');
  showButtons();
  let busy = 0;
  while (progress.state === 'running' && !wantsStop) {
    await pause(progress.waitMs);
    if (wantsStop) break;
    const before = progress.left;
    const answer = await callScript<SendingProgress>('pageNextSlice', progress.job);
    if (answer.ok) {
      busy = 0;
      fail('');
      refresh(answer.value);
      if (answer.value.state !== 'running' || answer.value.left < before || answer.value.secondsLeft !== null) continue;
      fail(wording.stuck);
      break;
    }
    busy += 1;
    fail(answer.busy && busy <= BUSY_RETRIES ? wording.busy : answer.reason);
    if (!answer.busy || busy > BUSY_RETRIES) break;
    await pause(BUSY_RETRY_MS);
  }
  isDriving = false;
  if (wantsStop) await halt();
  showButtons();
}

/** Stops after the slice that is on its way. */
function interrupt(): void {
  wantsStop = true;
  live.textContent = wording.stopping;
  showButtons();
  if (!isDriving) void halt();
}

async function halt(): Promise<void> {
  if (progress.state === 'running') {
    const answer = await callScript<SendingProgress>('pageStopJob', progress.job);
    if (answer.ok) refresh(answer.value);
    else fail(answer.reason);
  }
  wantsStop = false;
  showButtons();
  if (progress.state === 'paused') resume.focus();
}

async function takeUp(): Promise<void> {
  resume.disabled = true;
  fail('');
  const answer = await callScript<SendingProgress>('pageResumeJob', progress.job);
  resume.disabled = false;
  if (!answer.ok) {
    fail(answer.reason);
    return;
  }
  refresh(answer.value);
  stop.focus();
  await drive();
}

build();
refresh(page.progress);
void drive();
