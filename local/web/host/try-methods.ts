/** Where a visitor starts: an empty workbook, or a scenario at any of its steps, which then goes on by hand or by itself. */
import { z } from 'zod';
import { DEFAULT_ACCOUNT } from '../../play/performance';
import { Player } from '../../play/player';
import { ScenarioError, type Step } from '../../play/scenario';
import type { Stage } from '../../play/stage';
import { method, methodWhenIdle } from './method';
import { passTime } from './passing-time';
import { ownerOf, ScenarioShelf, type ToldStep, told } from './scenario-shelf';
import { letClockFollow } from './time-methods';
import { NotPossible, type WorkspaceHost } from './workspace-host';

const PLACE = ['web', 'scenario'] as const;
const nothing = z.strictObject({});
const file = z.string().min(1).max(255);

/** Which scenario the Workspace plays, how many of its steps are behind, and why it stopped, if it had to. */
interface ScenarioPlace {
  file: string;
  done: number;
  problem: string;
}

/** Where the scenario under way stands, for the page. */
export interface PlaceView {
  file: string;
  title: string;
  done: number;
  total: number;
  /** What comes next; null at the end. */
  next: ToldStep | null;
  /** The next step's instant is past: it would be played late. */
  isLate: boolean;
  problem: string;
}

const shelves = new Map<string, ScenarioShelf>();

/** One shelf a folder: a file is read again only when it has changed. */
function shelfOf({ options }: WorkspaceHost): ScenarioShelf {
  const known = shelves.get(options.scenarios) ?? new ScenarioShelf(options.scenarios);
  shelves.set(options.scenarios, known);
  return known;
}

function placeOf({ workspace }: WorkspaceHost): ScenarioPlace | undefined {
  return workspace.store.get<ScenarioPlace>(...PLACE);
}

function viewOf(host: WorkspaceHost, { file: name, done, problem }: ScenarioPlace): PlaceView {
  try {
    const scenario = shelfOf(host).scenario(name);
    const step = scenario.steps[done];
    const next = step === undefined ? null : told(step, scenario);
    const isLate = next?.at !== null && next?.at !== undefined && next.at < host.workspace.clock.shown;
    return { file: name, title: scenario.title, done, total: scenario.steps.length, next, isLate, problem };
  } catch (error) {
    if (!(error instanceof NotPossible)) throw error;
    return { file: name, title: name, done, total: done, next: null, isLate: false, problem: error.message };
  }
}

/** Whether nobody has done anything yet: there is nothing to lose. */
function isUntouched({ workspace, office, manager }: Stage): boolean {
  const hasRun = workspace.executions.some(({ trigger }) => trigger !== 'onOpen' && trigger !== 'custom');
  return !hasRun && office.mailbox(manager).messages().length === 0;
}

/**
 * Plays the steps of the scenario under way up to number `until`, and remembers how far it came. A step whose instant is
 * past is played at once; one that overlaps with the next is not played without it.
 */
async function playOn(host: WorkspaceHost, until: number): Promise<void> {
  const { workspace, stage, work } = host;
  const place = placeOf(host);
  if (place === undefined) throw new NotPossible("Aucun scénario n'est en cours : partez d'abord de l'un d'eux.");
  const shelf = shelfOf(host);
  const scenario = shelf.scenario(place.file);
  const player = new Player(stage, shelf.folder);
  const remember = (change: Partial<ScenarioPlace>): void => {
    Object.assign(place, change);
    workspace.store.touch(...PLACE);
  };
  remember({ problem: '' });
  const last = Math.min(until, scenario.steps.length);
  await work.run(scenario.title, last, async next => {
    for (const step of scenario.steps.slice(place.done)) {
      if (step.number > last && !player.isHalfWay) return;
      const { text } = told(step, scenario);
      if (!(await next(step.number - 1, text)) && !player.isHalfWay) return;
      try {
        const isThere = await comeTo(host, step, slice => next(step.number - 1, slice === '' ? text : slice));
        if (!isThere && !player.isHalfWay) return;
        await player.playStep(step.at === undefined ? step : { ...step, at: Math.max(step.at, workspace.clock.shown) });
      } catch (error) {
        remember({ problem: sentenceOf(error, step) });
        throw error instanceof ScenarioError ? new NotPossible(place.problem) : error;
      }
      remember({ done: step.number });
    }
  });
}

/** Lets the time before a step pass, unless the step itself is that time, with something that goes wrong in it. */
async function comeTo(
  { workspace }: WorkspaceHost,
  { at, gesture, fault }: Step,
  next: (text: string) => Promise<boolean>,
): Promise<boolean> {
  workspace.clock.settle();
  if (at === undefined || (gesture.kind === 'wait' && fault !== undefined)) return true;
  return await passTime(workspace, Math.max(at, workspace.clock.shown), (_, text) => next(text));
}

function sentenceOf(error: unknown, { number, line }: Step): string {
  if (!(error instanceof ScenarioError)) return `L'étape ${number} s'est arrêtée sur une erreur du Workspace local.`;
  return `L'étape ${number} (ligne ${line} du fichier) ne peut pas se jouer ici : ${error.reason}`;
}

export const tryMethods = {
  'try.scenarios': method(nothing, host => shelfOf(host).cards()),
  /** A window of a scenario's steps, in words; `from` counts from 0. */
  'try.steps': method(
    z.strictObject({ file, from: z.int().min(0), count: z.int().min(1).max(500) }),
    (host, { file: name, from, count }) => {
      const scenario = shelfOf(host).scenario(name);
      return scenario.steps.slice(from, from + count).map(step => told(step, scenario));
    },
  ),
  /** Which scenario is under way; null when the visitor started from an empty workbook. */
  'try.place': method(nothing, host => {
    const place = placeOf(host);
    return {
      place: place === undefined ? null : viewOf(host, place),
      isUntouched: place === undefined && isUntouched(host.stage),
    };
  }),
  'try.empty': methodWhenIdle(nothing, host => {
    host.replace(Date.now(), DEFAULT_ACCOUNT);
    letClockFollow(host, true);
  }),
  /** Starts a scenario in a new Workspace and plays its first `steps`. */
  'try.start': methodWhenIdle(z.strictObject({ file, steps: z.int().min(0) }), async (host, { file: name, steps }) => {
    const scenario = shelfOf(host).scenario(name);
    host.replace(scenario.start, ownerOf(scenario));
    host.workspace.store.put<ScenarioPlace>(...PLACE, { file: name, done: 0, problem: '' });
    letClockFollow(host, false);
    await playOn(host, steps);
  }),
  /** Plays on to a step of the scenario under way; the clock stands still from then on. */
  'try.playOn': methodWhenIdle(z.strictObject({ until: z.int().min(1) }), async (host, { until }) => {
    letClockFollow(host, false);
    await playOn(host, until);
  }),
};
