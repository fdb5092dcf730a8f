/** Plays a scenario written in a test, on the built add-on, and gives what became of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellsJson, displayJson, workbookJson } from '../../local/engine/snapshot';
import { Performance } from '../../local/play/performance';
import type { Stage } from '../../local/play/stage';

export type Rows = Record<string, Record<string, unknown>[]>;

/** What a workbook and the people around it show. */
export interface Readings {
  readonly workbook: Rows;
  readonly display: Rows;
  readonly cells: Record<string, Record<string, { formula?: string; note?: string }>>;
  /** What the person read last from each menu item. */
  readonly said: (title: string) => string;
  readonly sent: readonly string[];
}

export interface Played extends Readings {
  readonly performance: Performance;
}

/** `steps` is the YAML list under `steps:`; the clock starts on 5 November 2018, the manager installs. `files`
 * stand beside the scenario, for its attachments; `watch` sees the workbook after each step. */
export async function play(
  steps: string,
  start = '2018-11-05T09:00:00+01:00',
  files: Readonly<Record<string, Uint8Array>> = {},
  watch?: (workbook: Rows) => void,
): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), 'appui-aict-'));
  try {
    const file = join(folder, 'scenario.yaml');
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    writeFileSync(file, `title: test\nstart: ${start}\nsteps:\n${steps}`);
    const performance = new Performance({ file, bundleDir: 'dist' });
    await performance.play(watch && (() => watch(workbookJson(performance.stage.workbook) as Rows)));
    return { performance, ...readings(performance.stage) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function readings({ workbook, screens, office, manager }: Stage): Readings {
  return {
    workbook: workbookJson(workbook) as Rows,
    display: displayJson(workbook) as Rows,
    cells: cellsJson(workbook) as Readings['cells'],
    said: title => screens.filter(screen => screen.title === title).at(-1)?.text ?? '',
    sent: office.sent(manager).map(({ raw }) => raw.toString()),
  };
}

/** The row whose cell under `header` is `value`. */
export function rowOf(
  rows: Record<string, unknown>[] | undefined,
  header: string,
  value: string,
): Record<string, unknown> {
  const row = rows?.find(cells => cells[header] === value);
  if (!row) throw new Error(`no row where ${header} is ${value}`);
  return row;
}

export const INSTALL = `
  - run: Installer ou mettre à jour
  - set: { PointsTechnique: 60, PointsPrix: 40, AdresseReponse: dispositif@cuf.example }
  - fill: { tab: Adhérents, rows: [ { SIREN: "213 801 855", Collectivité: Grenoble, Type de collectivité: commune, Adhérent depuis: 01/01/2010, Cotisation à jour: non } ] }
`;

/** An answer to the form; `changes` replaces or adds questions, one YAML line each. */
export function answer(changes: Record<string, string> = {}, more = ''): string {
  const questions: Record<string, string> = {
    'Nom de la collectivité': 'Ville de Grenoble',
    'Type de collectivité': 'commune',
    'Numéro SIREN': '"213801855"',
    'Représentant légal': 'Sylvain Delmas',
    'Nom du contact': 'Amélie Roux',
    Courriel: 'international@grenoble.example',
    "Type d'appui demandé": 'Montage de projet',
    Intitulé: 'Un projet',
    'Contexte et besoin': 'Un besoin',
    'Coût estimé de la prestation TTC (€)': '"12 000,50 €"',
    'Engagement à verser la participation en numéraire': '[Oui]',
    ...changes,
  };
  const lines = Object.entries(questions).map(([title, value]) => `      ${title}: ${value}`);
  return `\n  - submit:\n${lines.join('\n')}\n${more}`;
}
