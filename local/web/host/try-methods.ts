/** Where a visitor starts: an empty workbook, or a scenario at any of its steps, which then goes on by hand or by itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { DEFAULT_ACCOUNT } from '../../play/performance';
import { Player } from '../../play/player';
import { parseScenario, type Scenario, ScenarioError } from '../../play/scenario';
import type { Stage } from '../../play/stage';
import { tellInstant, tellStep } from '../../play/story';
import { method, methodWhenIdle } from './method';
import { letClockFollow } from './time-methods';
import { NotPossible, type WorkspaceHost } from './workspace-host';

const PLACE = ['web', 'scenario'] as const;
const nothing = z.strictObject({});
const file = z.string().regex(/^[\w-]+\.yaml$/);

/** Which scenario the Workspace plays, and how many of its steps are behind. */
interface ScenarioPlace {
  file: string;
  done: number;
}

function scenarioOf(host: WorkspaceHost, name: string): Scenario {
  try {
    return parseScenario(readFileSync(join(host.options.scenarios, name), 'utf8'));
  } catch (error) {
    throw new NotPossible(`Le scénario ${name} ne se lit pas : ${error instanceof Error ? error.message : error}`);
  }
}

function stepsOf(scenario: Scenario): { number: number; at: string; text: string }[] {
  const owner = scenario.steps[0]?.by ?? DEFAULT_ACCOUNT;
  return scenario.steps.map(step => {
    const { who, what } = tellStep(step, owner);
    return {
      number: step.number,
      at: step.at === undefined ? '' : tellInstant(step.at),
      text: who === '' ? what : `${who} : ${what}`,
    };
  });
}

/** Plays the next steps up to number `until`, and remembers how far it came, also when a step cannot be played. */
async function playOn(host: WorkspaceHost, stage: Stage, name: string, until: number): Promise<void> {
  const scenario = scenarioOf(host, name);
  const { store } = stage.workspace;
  const place = store.get<ScenarioPlace>(...PLACE) ?? store.put<ScenarioPlace>(...PLACE, { file: name, done: 0 });
  const player = new Player(stage, dirname(join(host.options.scenarios, name)));
  const texts = stepsOf(scenario);
  for (const [index, step] of scenario.steps.entries()) {
    if (index < place.done || index >= until) continue;
    host.emit({ kind: 'progress', title: scenario.title, done: index, total: until, text: texts[index]?.text ?? '' });
    try {
      await player.playStep(step);
    } catch (error) {
      if (error instanceof ScenarioError) throw new NotPossible(`Étape ${step.number} : ${error.message}`);
      throw error;
    }
    place.done = index + 1;
    store.touch(...PLACE);
  }
  host.emit({ kind: 'progress', title: scenario.title, done: until, total: until, text: '' });
}

export const tryMethods = {
  'try.scenarios': method(nothing, host =>
    readdirSync(host.options.scenarios)
      .filter(name => file.safeParse(name).success)
      .sort()
      .map(name => {
        try {
          const scenario = scenarioOf(host, name);
          return { file: name, title: scenario.title, start: scenario.start, steps: stepsOf(scenario), problem: '' };
        } catch (error) {
          const problem = error instanceof Error ? error.message : String(error);
          return { file: name, title: name, start: 0, steps: [], problem };
        }
      }),
  ),
  /** Which scenario is under way; null when the visitor started from an empty workbook. */
  'try.place': method(nothing, ({ workspace }) => workspace.store.get<ScenarioPlace>(...PLACE) ?? null),
  'try.empty': methodWhenIdle(nothing, async host => {
    await host.replace(Date.now(), DEFAULT_ACCOUNT);
    letClockFollow(host, true);
  }),
  /** Starts a scenario in a new Workspace and plays its first `steps`. */
  'try.start': methodWhenIdle(z.strictObject({ file, steps: z.int().min(0) }), async (host, { file: name, steps }) => {
    const scenario = scenarioOf(host, name);
    const until = Math.min(steps, scenario.steps.length);
    await host.replace(scenario.start, scenario.steps[0]?.by ?? DEFAULT_ACCOUNT, stage =>
      playOn(host, stage, name, until),
    );
  }),
  /** Plays on to a step of the scenario under way. */
  'try.playOn': methodWhenIdle(z.strictObject({ until: z.int().min(1) }), async (host, { until }) => {
    const place = host.workspace.store.get<ScenarioPlace>(...PLACE);
    if (place === undefined) throw new NotPossible("Aucun scénario n'est en cours : partez d'abord de l'un d'eux.");
    letClockFollow(host, false);
    await playOn(host, host.stage, place.file, Math.min(until, scenarioOf(host, place.file).steps.length));
  }),
};
