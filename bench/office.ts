/** The add-on at work on a Workspace, with the gestures that the measured jobs need. */
import { CellFault } from '../local/engine/display';
import type { Entry } from '../local/engine/entry';
import { Bundle } from '../local/kernel/bundle';
import type { ExecutionRecord } from '../local/kernel/contract';
import { Workspace } from '../local/kernel/workspace';
import { Player } from '../local/play/player';
import type { Gesture, Step } from '../local/play/scenario';
import { headerColumns, lastFilledRow } from '../local/play/sheet-address';
import { Stage } from '../local/play/stage';
import { workspaceParts } from '../local/play/workspace-parts';

const MANAGER = 'dispositif@cuf.example';
const START = Date.parse('2018-09-26T09:00:00+02:00');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const COLUMN_FUNCTION = 'AICT_COLONNE';
export const HOLDERS = 12;

export class Office {
  readonly #stage: Stage;
  readonly #player: Player;
  #step = 0;
  #replied = 0;

  private constructor(stage: Stage) {
    this.#stage = stage;
    this.#player = new Player(stage, '.');
  }

  /** An installed add-on with its settings and holders; the Workspace stays in `folder` when one is given. */
  static async open(bundleDir: string, folder?: string): Promise<Office> {
    const workspace = Workspace.create({
      start: START,
      owner: MANAGER,
      bundle: Bundle.load(bundleDir),
      ...(folder === undefined ? {} : { folder }),
      parts: workspaceParts,
    });
    const office = new Office(new Stage(workspace));
    await office.run('Installer ou mettre à jour');
    await office.#do({
      kind: 'set',
      values: { PointsTechnique: 60, PointsPrix: 40, AdresseReponse: MANAGER, Enveloppe: 100_000_000 },
    });
    await office.#do({ kind: 'fill', tab: 'Comité', rows: ['Claire Morvan', 'Hugo Lefèvre'].map(opener) });
    const holders = Array.from({ length: HOLDERS }, (_, index) => holderRow(index));
    await office.#do({ kind: 'fill', tab: 'Titulaires', rows: holders });
    return office;
  }

  /** Leaves the folder to another process. */
  close(): void {
    this.#stage.workspace.store.close();
  }

  /** One more answer to the form; gives the record of its trigger. */
  async answer(number: number): Promise<ExecutionRecord> {
    this.#stage.workspace.moveTo(this.#now() + MINUTE);
    await this.#do({ kind: 'submit', as: undefined, answers: answers(number) });
    return this.#last('onFormAnswer');
  }

  /** Writes copies of the first request below the last row, with references and response ids of their own. */
  copyRequests(count: number): void {
    const sheet = this.#stage.workbook.sheet('Demandes');
    const response = sheet && headerColumns(sheet).get('Réponse');
    if (!sheet || response === undefined || count < 1) return;
    const columns = sheet.lastColumn;
    const next = lastFilledRow(sheet) + 1;
    const missing = next + count - 1 - sheet.document.maxRows;
    if (missing > 0) this.#stage.insertRows(sheet, sheet.document.maxRows + 1, missing, MANAGER);
    const [model = []] = sheet.values({ row: 2, column: 1, rows: 1, columns });
    const copies = Array.from({ length: count }, (_, index) =>
      model.map((value, column): Entry | undefined => {
        if (sheet.formula(1, column + 1) || value instanceof CellFault) return undefined;
        if (column === 0) return { kind: 'value', value: `DEM-2018-${5001 + index}` };
        return { kind: 'value', value: column === response - 1 ? `copie-${index}` : value };
      }),
    );
    sheet.write({ row: next, column: 1, rows: count, columns }, copies);
    this.#stage.workspace.afterGesture();
  }

  /** Changes one estimate, so that the computed columns of Demandes are computed again; `calls` is for one column. */
  async recalculate(): Promise<{ calls: number; record: ExecutionRecord }> {
    const { workspace, workbook } = this.#stage;
    const before = workspace.executions.length;
    await this.#do({ kind: 'edit', tab: 'Demandes', row: 'DEM-2018-001', values: { 'Coût estimé TTC': 10_900 } });
    const sheet = workbook.sheet('Demandes');
    sheet?.displayValues({ row: 1, column: 1, rows: 2, columns: sheet.lastColumn });
    const calls = workspace.executions.slice(before).filter(record => record.function === COLUMN_FUNCTION).length;
    const formulas = sheet?.formulas().filter(({ formula }) => formula.text.includes(COLUMN_FUNCTION)).length ?? 0;
    return { calls: calls / formulas, record: this.#last(COLUMN_FUNCTION) };
  }

  /** One request goes through to a consultation that is ready to be sent. */
  async prepareConsultation(): Promise<void> {
    await this.run('Vérifier la complétude', ['DEM-2018-001']);
    await this.#do({ kind: 'edit', tab: 'Demandes', row: 'DEM-2018-001', values: { Décision: 'retenue' } });
    await this.run('Appliquer les décisions', ['DEM-2018-001'], ['oui']);
    await this.run('Rédiger les termes de référence', ['DEM-2018-001']);
    this.sweep();
  }

  /** That many holders, who had not answered yet, bid. */
  async letReply(messages: number): Promise<void> {
    this.#stage.workspace.moveTo(this.#now() + 30 * MINUTE);
    this.sweep();
    for (let count = 0; count < messages; count += 1) {
      const text = `MONTANT HT : ${9000 + this.#replied},00 €\nTAUX TVA : 20 %\nMONTANT TTC : ${((9000 + this.#replied) * 1.2).toFixed(2).replace('.', ',')} €`;
      await this.#do({ kind: 'mail', mail: { reply: `CONS-2018-001/${code(this.#replied)}`, text, auth: 'pass' } });
      this.#replied += 1;
    }
  }

  /** The periodic trigger, fired by hand so that none is left out. */
  sweep(): ExecutionRecord {
    return this.#stage.workspace.fire('onSweep', {
      kind: 'installable',
      trigger: 'time',
      by: MANAGER,
      activeUser: MANAGER,
    });
  }

  /** Waits until the deadline has passed, without any sweep in between. */
  passDeadline(): void {
    this.#stage.workspace.clock.set(this.#now() + 20 * DAY);
  }

  async scoreBids(): Promise<void> {
    const bids = Array.from({ length: this.#replied }, (_, index) => `OFF-2018-001-${code(index)}`);
    await this.run('Confirmer les montants', bids, ['oui']);
    for (const [index, row] of bids.entries()) {
      await this.#do({ kind: 'edit', tab: 'Offres', row, values: { 'Note technique': 40 + index } });
    }
  }

  /** A menu item on rows; gives its record. */
  async run(item: string, on: string[] = [], given: string[] = []): Promise<ExecutionRecord> {
    await this.#do({ kind: 'run', item, on, answers: given, tab: undefined });
    return this.#last();
  }

  async #do(gesture: Gesture): Promise<void> {
    this.#step += 1;
    const step: Step = {
      number: this.#step,
      line: this.#step,
      at: undefined,
      by: undefined,
      fault: undefined,
      gesture,
    };
    await this.#player.playStep(step);
  }

  #now(): number {
    const { clock } = this.#stage.workspace;
    return Math.max(clock.now(), clock.setTo);
  }

  #last(name?: string): ExecutionRecord {
    const { executions } = this.#stage.workspace;
    const record = executions.findLast(candidate =>
      name === undefined ? candidate.trigger === 'menu' : candidate.function === name,
    );
    if (!record) throw new Error(`No execution of ${name ?? 'a menu item'} was recorded.`);
    if (record.outcome !== 'ok') throw new Error(`${record.function}: ${record.error ?? record.outcome}`);
    return record;
  }
}

const code = (index: number): string => `T${String(index + 1).padStart(2, '0')}`;

function opener(name: string): Record<string, string> {
  return { Nom: name, Organisme: 'CUF', Courriel: `${name.split(' ')[0]}@cuf.example`, Rôle: 'ouvreur' };
}

function holderRow(index: number): Record<string, string | number> {
  const name = code(index);
  const email = `contact@${name.toLowerCase()}.example`;
  return { Code: name, Organisme: `Organisme ${name}`, Courriel: email, 'Signé le': '20/09/2018', Reconductions: 0 };
}

function answers(number: number): Record<string, string | number | string[]> {
  return {
    'Nom de la collectivité': `Ville d'essai n° ${number}`,
    'Type de collectivité': 'commune',
    'Numéro SIREN': '213801855',
    'Code INSEE de la commune': '38185',
    'Représentant légal': 'Sylvain Delmas',
    'Nom du contact': 'Amélie Roux',
    Courriel: `contact${number}@ville.example`,
    "Type d'appui demandé": 'Montage de projet',
    Intitulé: `Demande n° ${number}`,
    'Contexte et besoin': 'Un besoin écrit pour la mesure.',
    'Coût estimé de la prestation TTC (€)': 10_800,
    'Engagement à verser la participation en numéraire': ['Oui'],
  };
}
