/** The scenarios of a folder, as a visitor chooses among them. A file that cannot be read is listed with its problem. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_ACCOUNT } from '../../play/performance';
import { MAX_SCENARIO_BYTES, parseScenario, type Scenario, ScenarioError, type Step } from '../../play/scenario';
import { tellStep } from '../../play/story';
import { NotPossible } from './workspace-host';

/** What a scenario is, before anybody chooses it; `problem` is '' when it can be played. */
export interface ScenarioCard {
  file: string;
  title: string;
  /** What its author says of it at the top of the file. */
  description: string;
  /** Where its clock starts and how far it goes, in milliseconds since the epoch. */
  start: number;
  end: number;
  steps: number;
  problem: string;
}

/** One step in words. */
export interface ToldStep {
  number: number;
  /** When it happens, if it says so. */
  at: number | null;
  text: string;
}

interface Kept {
  readonly stamp: string;
  readonly scenario: Scenario;
  readonly description: string;
}

const LONGEST_DESCRIPTION = 600;
const LONGEST_TELLING = 400;

export class ScenarioShelf {
  readonly #kept = new Map<string, Kept>();

  constructor(readonly folder: string) {}

  /** By name; none when there is no such folder. */
  cards(): ScenarioCard[] {
    return this.#names().map(file => {
      try {
        const { scenario, description } = this.#read(file);
        const { title, start, steps } = scenario;
        return { file, title, description, start, end: lastInstant(scenario), steps: steps.length, problem: '' };
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        return { file, title: file, description: '', start: 0, end: 0, steps: 0, problem };
      }
    });
  }

  /** Throws NotPossible when there is no such scenario, or when it cannot be read. */
  scenario(file: string): Scenario {
    if (!this.#names().includes(file)) throw new NotPossible(`Il n'y a pas de scénario « ${file} ».`);
    try {
      return this.#read(file).scenario;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      throw new NotPossible(`Le scénario ${file} ne se lit pas : ${problem}`);
    }
  }

  #names(): string[] {
    try {
      return readdirSync(this.folder)
        .filter(name => /\.ya?ml$/i.test(name))
        .sort((a, b) => Number(b === FIRST) - Number(a === FIRST) || a.localeCompare(b, 'fr'));
    } catch {
      return [];
    }
  }

  #read(file: string): Kept {
    const path = join(this.folder, file);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile()) throw new ScenarioError("ce n'est pas un fichier.");
    if (stat.size > MAX_SCENARIO_BYTES) throw new ScenarioError('le fichier dépasse 8 Mo.');
    const stamp = `${stat.mtimeMs}/${stat.size}`;
    const known = this.#kept.get(file);
    if (known?.stamp === stamp) return known;
    const source = readFileSync(path, 'utf8');
    const kept = { stamp, scenario: parseScenario(source), description: descriptionOf(source) };
    this.#kept.set(file, kept);
    return kept;
  }
}

/** Who owns the workbook of a scenario. */
export function ownerOf({ steps }: Scenario): string {
  return steps[0]?.by ?? DEFAULT_ACCOUNT;
}

/** A step as a visitor reads it: who does what. */
export function told(step: Step, scenario: Scenario): ToldStep {
  const { who, what } = tellStep(step, ownerOf(scenario));
  const text = who === '' ? what : `${who} : ${what}`;
  return { number: step.number, at: step.at ?? null, text: cut(text, LONGEST_TELLING) };
}

/** The first paragraph of the remarks at the top of the file. */
/** The scenario to begin with. */
const FIRST = 'premiers-pas.yaml';

function descriptionOf(source: string): string {
  const lines: string[] = [];
  for (const line of source.split(/\r?\n/, 100)) {
    const [, text] = /^#\s?(.*)$/.exec(line) ?? [];
    if (text === undefined || text.trim() === '') break;
    lines.push(text.trim());
  }
  return cut(lines.join(' '), LONGEST_DESCRIPTION);
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${[...text.slice(0, longest - 1)].join('').trimEnd()}…`;
}

function lastInstant({ start, steps }: Scenario): number {
  return steps.reduce((last, { at }) => Math.max(last, at ?? last), start);
}
