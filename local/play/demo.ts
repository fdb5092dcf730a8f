// Prints a scenario as it is played: the story step by step, the final tables, and what each job cost.
import { styleText } from 'node:util';
import type { ExecutionRecord } from '../kernel/contract';
import { type Cost, costsByFunction } from './costs';
import type { Outputs } from './outputs';
import type { MailCount, StepReport } from './player';
import type { Scenario, Step } from './scenario';
import { tellInstant, tellRows, tellStep } from './story';
import { shorten, type TextColumn, textTable, wrap } from './text-table';

export const DEMO_WIDTH = 120;
const WHO_WIDTH = 22;
/** A line of the story: `05/11/2018 14:30:00  dispositif          Attribuer`. */
const INDENT = ' '.repeat(19 + 2 + WHO_WIDTH + 2);

/** Tables at the end of the demo: tab, then its columns; numbers stand at the right. */
const TABLES: readonly { tab: string; columns: readonly (TextColumn & { readonly header?: string })[] }[] = [
  {
    tab: 'Demandes',
    columns: [
      { title: 'Référence' },
      { title: 'Collectivité', shrinksTo: 16 },
      { title: 'Adhérent' },
      { title: 'Statut', shrinksTo: 12 },
      { title: 'Estimé TTC', header: 'Coût estimé TTC', align: 'right' },
      { title: 'Rang', align: 'right' },
      { title: 'Réservé', header: 'Montant réservé', align: 'right' },
      { title: 'Motif', shrinksTo: 10 },
    ],
  },
  {
    tab: 'Consultations',
    columns: [
      { title: 'Référence' },
      { title: 'Statut', shrinksTo: 9 },
      { title: 'Demande' },
      { title: 'Envoyée le', shrinksTo: 11 },
      { title: 'Date limite' },
      { title: 'Consultés', header: 'Titulaires consultés', align: 'right' },
      { title: 'Réponses', align: 'right' },
      { title: 'Tardives', header: 'Hors délai', align: 'right' },
      { title: 'Retenu', header: 'Titulaire retenu' },
      { title: 'Retenu TTC', header: 'Montant retenu TTC', align: 'right' },
    ],
  },
  {
    tab: 'Offres',
    columns: [
      { title: 'Référence' },
      { title: 'Envoi', shrinksTo: 9 },
      { title: 'État', shrinksTo: 9 },
      { title: 'Délai' },
      { title: 'Reçue le', shrinksTo: 11 },
      { title: 'TTC', header: 'Montant TTC', align: 'right' },
      { title: 'Tech.', header: 'Note technique', align: 'right' },
      { title: 'Prix', header: 'Note prix', align: 'right' },
      { title: 'Total', header: 'Note totale', align: 'right' },
      { title: 'Rang', align: 'right' },
      { title: 'Décision' },
    ],
  },
  {
    tab: 'Marchés',
    columns: [
      { title: 'Référence' },
      { title: 'État' },
      { title: 'Demande' },
      { title: 'Collectivité', shrinksTo: 14 },
      { title: 'Titulaire' },
      { title: 'TTC', header: 'Montant TTC', align: 'right' },
      { title: 'Dispositif', header: 'Part dispositif', align: 'right' },
      { title: 'Collectivité', header: 'Part collectivité', align: 'right' },
      { title: 'Dépassement', align: 'right' },
    ],
  },
  { tab: 'Budget', columns: [{ title: 'Poste' }, { title: 'Montant', align: 'right' }] },
];

/** Where the demo prints, line by line. */
export interface Paper {
  readonly write: (line: string) => void;
  /** Bold and dim are used only where they can be seen. */
  readonly styled: boolean;
}

const bold = (text: string, { styled }: Paper): string => (styled ? styleText('bold', text) : text);
const dim = (text: string, { styled }: Paper): string => (styled ? styleText('dim', text) : text);

/** Prints the steps one after another; repeated gestures of the same kind are told as one. */
export class StoryTeller {
  readonly #paper: Paper;
  readonly #actor: string;
  #group: { reports: StepReport[]; key: string } | undefined;

  constructor(scenario: Scenario, actor: string, paper: Paper) {
    this.#paper = paper;
    this.#actor = actor;
    paper.write('');
    paper.write(bold(scenario.title, paper));
    paper.write('');
  }

  tell(report: StepReport): void {
    const key = groupKey(report.step);
    if (this.#group && key !== undefined && this.#group.key === key && report.screens.length === 0) {
      this.#group.reports.push(report);
      return;
    }
    this.end();
    if (key !== undefined && report.screens.length === 0) this.#group = { reports: [report], key };
    else this.#line(report, tellStep(report.step, this.#actor).what);
  }

  /** Prints what still waits to be told. */
  end(): void {
    const group = this.#group;
    this.#group = undefined;
    const [first] = group?.reports ?? [];
    if (!group || !first) return;
    if (group.reports.length === 1) this.#line(first, tellStep(first.step, this.#actor).what);
    else this.#line(first, tellGroup(group.reports));
  }

  #line(report: StepReport, what: string): void {
    const { who } = tellStep(report.step, this.#actor);
    const meanwhile = tellMail(report.mailMeanwhile);
    if (meanwhile !== '') this.#paper.write(dim(`${INDENT}… entre-temps ${meanwhile}`, this.#paper));
    const traffic = tellMail(report.mail);
    const head = `${tellInstant(report.at)}  ${shorten(who, WHO_WIDTH).padEnd(WHO_WIDTH)}  `;
    const lines = wrap(`${what}${traffic === '' ? '' : `  ${traffic}`}`, DEMO_WIDTH, INDENT);
    this.#paper.write(dim(head, this.#paper) + (lines[0] ?? INDENT).slice(INDENT.length));
    for (const line of lines.slice(1)) this.#paper.write(line);
    for (const { kind, title, text, answer } of report.screens) {
      const shown = [title, text]
        .filter(part => part !== '')
        .join(' : ')
        .replace(/\s+/g, ' ');
      const said = kind === 'dialog' || kind === 'sidebar' ? `${title} [page]` : shown;
      const reply = answer === null ? '' : ` → ${answer === '' ? '(vide)' : answer}`;
      for (const line of wrap(`${shorten(said, 300)}${reply}`, DEMO_WIDTH, `${INDENT}${SIGNS[kind]} `, `${INDENT}  `))
        this.#paper.write(line);
    }
    for (const record of report.executions.filter(({ outcome, trigger }) => outcome !== 'ok' && trigger !== 'custom')) {
      for (const line of wrap(
        `${record.function} : ${record.error ?? record.outcome}`,
        DEMO_WIDTH,
        `${INDENT}✗ `,
        `${INDENT}  `,
      ))
        this.#paper.write(line);
    }
  }
}

const SIGNS: Readonly<Record<StepReport['screens'][number]['kind'], string>> = {
  alert: '›',
  prompt: '?',
  toast: '›',
  dialog: '▤',
  sidebar: '▤',
  error: '✗',
};

function tellMail({ sent, received }: MailCount): string {
  const parts = [count(sent, 'envoyé', 'envoyés'), count(received, 'reçu', 'reçus')].filter(text => text !== '');
  return parts.length === 0 ? '' : `✉ ${parts.join(', ')}`.replaceAll(' ', '\u00A0');
}

function count(number: number, one: string, several: string): string {
  return number === 0 ? '' : `${number} ${number === 1 ? one : several}`;
}

/** Steps with the same key that follow one another are told together; undefined: the step stands alone. */
function groupKey({ gesture, by }: Step): string | undefined {
  return gesture.kind === 'edit' ? `edit/${gesture.tab}/${by ?? ''}` : undefined;
}

function tellGroup(reports: readonly StepReport[]): string {
  const edits = reports.flatMap(({ step }) => (step.gesture.kind === 'edit' ? [step.gesture] : []));
  const columns = [...new Set(edits.flatMap(({ values }) => Object.keys(values)))];
  return `saisit dans ${edits[0]?.tab ?? ''}, ${tellRows(edits.map(({ row }) => row))} : ${columns.join(', ')}`;
}

/** The tabs at the end of the demo, as shown on screen. */
export function printTables(display: Outputs['display'], paper: Paper): void {
  for (const { tab, columns } of TABLES) {
    const rows = (display[tab] ?? []).map(row => columns.map(({ title, header }) => row[header ?? title] ?? ''));
    const filled = rows.filter(row => row[0] !== '' && row[0] !== undefined);
    if (filled.length === 0) continue;
    paper.write('');
    paper.write(bold(tab, paper));
    for (const line of textTable(columns, filled, DEMO_WIDTH)) paper.write(line);
  }
}

/** What each function of the add-on cost: calls, cells and modelled time, a typical run and the worst one. */
export function printCosts(executions: readonly ExecutionRecord[], paper: Paper): void {
  const costs = costsByFunction(executions.filter(({ coalesced }) => coalesced === undefined));
  const left = executions.reduce((sum, { coalesced }) => sum + (coalesced ?? 0), 0);
  paper.write('');
  paper.write(bold('Coût de chaque fonction (courant / pire)', paper));
  const columns: TextColumn[] = [
    { title: 'Fonction', shrinksTo: 20 },
    { title: 'Exécutions', align: 'right' },
    { title: 'Appels', align: 'right' },
    { title: 'Cellules', align: 'right' },
    { title: 'Temps modélisé', align: 'right' },
    { title: 'Échecs', align: 'right' },
  ];
  for (const line of textTable(columns, costs.map(costRow), DEMO_WIDTH)) paper.write(line);
  if (left > 0) paper.write(dim(`${left} relevés qui n'avaient rien à faire ont été regroupés.`, paper));
}

function costRow(cost: Cost): string[] {
  const both = ({ typical, worst }: Cost['calls'], tell: (value: number) => string = String): string =>
    typical === worst ? tell(worst) : `${tell(typical)} / ${tell(worst)}`;
  return [
    cost.function,
    String(cost.runs),
    both(cost.calls),
    both(cost.cells),
    both(cost.modelledMs, tellDuration),
    cost.failures === 0 ? '' : String(cost.failures),
  ];
}

function tellDuration(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1).replace('.', ',')} s`;
}
