/**
 * Simuler la sélection: the requests that wait for a decision, chosen in several ways side by side. Filling in the
 * decisions of one of them is asked for in the page; staff still confirm them by Appliquer les décisions.
 */
import { type Cents, formatCents } from '../scheme/money';
import {
  type Candidate,
  SELECTION_RULES,
  type Selection,
  type SelectionRule,
  type Simulation,
  simulate,
} from '../scheme/simulation';
import { selectionWording } from '../scheme/wording';
import type { StoredRow } from '../sheets/table';
import { simulationWording as wording } from '../sheets/wording-simulation';
import { budgetOf } from './budget';
import { derogationsOf } from './derogations';
import type { Desk } from './desk';
import { checkFundable, fundableRequest } from './fundable';
import { membershipAtDecision } from './membership';
import { Refused, require } from './refused';

const TITLE = wording.title;
const WIDTH_PX = 900;
const HEIGHT_PX = 620;

/** States in which a request waits for a decision. */
const CANDIDATE_STATES: readonly string[] = ['complète', 'ajournée'];

/** A request in the page: what the selections have in common. */
export interface SimulatedRequest {
  readonly reference: string;
  readonly authority: string;
  readonly member: string;
  readonly supportType: string;
  readonly score: number | null;
  /** The decision typed so far, '' for none. */
  readonly ticked: string;
}

/** One selection in the page, every amount as it is read. */
export interface SimulatedSelection {
  readonly rule: SelectionRule;
  readonly name: string;
  readonly explained: string;
  /** Why this selection could not be found; '' when it was. */
  readonly refused: string;
  /** What the page gives back when it asks for this selection: it is refused if the workbook has changed meanwhile. */
  readonly seal: string;
  readonly count: number;
  readonly members: number;
  readonly cost: string;
  readonly remaining: string;
  readonly score: number;
  /** By reference: the share that is reserved, or why the request is left out. */
  readonly outcomes: Readonly<Record<string, { readonly selected: boolean; readonly text: string }>>;
}

/** What the page « Simuler la sélection » shows. */
export interface SimulationPage {
  readonly summary: string;
  readonly requests: readonly SimulatedRequest[];
  readonly selections: readonly SimulatedSelection[];
}

/** The requests that wait for a decision, by reference, and the selections of them. */
interface Present {
  readonly rows: ReadonlyMap<string, StoredRow<'requests'>>;
  readonly remaining: Cents;
  readonly simulation: Simulation;
}

export function simulateSelection(desk: Desk): () => void {
  return () => {
    const present = presentSelections(desk);
    const page = pageOf(present);
    desk.screen.open({
      name: 'simulation',
      title: TITLE,
      data: page,
      lines: inWords(page, present.simulation),
      width: WIDTH_PX,
      height: HEIGHT_PX,
    });
  };
}

/**
 * Fills in `Décision` as a selection says: « retenue », « ajournée » for those left out; a refusal that staff have typed
 * stays. Gives the sentence that says so; refused when the selection is no longer the one that was shown.
 */
export function fillDecisions(desk: Desk, asked: unknown, seal: unknown): string {
  const rule = SELECTION_RULES.find(known => known === asked);
  require(rule !== undefined, wording.unknownRule);
  const { rows, simulation } = presentSelections(desk);
  const selection = selectionFor(simulation, rule);
  require(sealOf(selection) === seal, wording.changed);
  const selected = selection.selected.map(({ reference }) => ({ reference, ...decided('retenue', false) }));
  const leftOut = selection.leftOut
    .filter(({ why }) => why !== 'refused')
    .map(({ reference, why }) => ({ reference, ...decided('ajournée', why === 'exhausted') }));
  let changes = 0;
  for (const { reference, decision, reasonFor } of [...selected, ...leftOut]) {
    const row = rows.get(reference);
    if (row === undefined || row.values.decision === decision) continue;
    changes += 1;
    desk.workbook.table('requests').update(row.at, { decision, reason: reasonFor(row.values.reason) });
    desk.ledger.record({
      action: TITLE,
      subject: reference,
      field: 'Décision',
      before: row.values.decision,
      after: decision,
    });
  }
  if (changes === 0) return wording.nothingToFill(wording.rules[rule]);
  desk.save();
  return wording.filled(wording.rules[rule], selected.length, leftOut.length);
}

/** The decision, and the reason that goes with it: what staff wrote stays; « enveloppe épuisée » comes and goes. */
const decided = (decision: 'retenue' | 'ajournée', isExhausted: boolean) => ({
  decision,
  reasonFor: (written: string): string => {
    const own = written === selectionWording.exhaustedReason ? '' : written;
    return own === '' && isExhausted ? selectionWording.exhaustedReason : own;
  },
});

function presentSelections(desk: Desk): Present {
  const requests = desk.workbook.table('requests').all();
  const waiting = requests.filter(({ values }) => CANDIDATE_STATES.includes(values.status));
  require(waiting.length > 0, wording.noCandidate);
  checkFundable(waiting);
  const derogations = derogationsOf(desk);
  const membership = membershipAtDecision(desk, waiting);
  const budget = budgetOf(
    desk,
    requests.map(({ values }) => values),
    desk.workbook
      .table('assignments')
      .all()
      .map(({ values }) => values),
  );
  const candidates = waiting.map(
    ({ at, values }): Candidate => ({
      ...fundableRequest(desk, { ...values, ...membership.get(at) }, derogations),
      supportType: values.supportType,
      ticked: values.decision,
    }),
  );
  return {
    rows: new Map(waiting.map(row => [row.values.reference, row])),
    remaining: budget.remaining,
    simulation: simulate({ candidates, budget, terms: desk.settings }),
  };
}

function selectionFor({ selections }: Simulation, rule: SelectionRule): Selection {
  const found = selections.find(selection => selection.rule === rule)?.found;
  if (found === undefined || !found.ok) throw new Refused(found?.reason ?? wording.unknownRule);
  return found.value;
}

/** What a selection decides, and at what cost: the same seal means the same decisions. */
const sealOf = ({ selected, leftOut, remaining }: Selection): string =>
  [
    ...selected.map(({ reference, share }) => `${reference}=${share}`),
    ...leftOut.map(({ reference, why }) => `${reference}:${why}`),
    remaining,
  ].join(' ');

function pageOf({ rows, remaining, simulation }: Present): SimulationPage {
  return {
    summary: wording.before(formatCents(remaining), simulation.ranked.length),
    requests: simulation.ranked.map(({ reference, memberStatus, supportType, score, ticked }) => ({
      reference,
      authority: rows.get(reference)?.values.authority ?? '',
      member: memberStatus,
      supportType,
      score,
      ticked,
    })),
    selections: simulation.selections.map(({ rule, found }): SimulatedSelection => {
      const named = { rule, name: wording.rules[rule], explained: wording.explained[rule] };
      if (!found.ok)
        return {
          ...named,
          refused: found.reason,
          seal: '',
          count: 0,
          members: 0,
          cost: '',
          remaining: '',
          score: 0,
          outcomes: {},
        };
      const { selected, leftOut, cost, members, score } = found.value;
      return {
        ...named,
        refused: '',
        seal: sealOf(found.value),
        count: selected.length,
        members,
        cost: formatCents(cost),
        remaining: formatCents(found.value.remaining),
        score,
        outcomes: Object.fromEntries([
          ...selected.map(({ reference, share }) => [reference, { selected: true, text: formatCents(share) }] as const),
          ...leftOut.map(({ reference, reason }) => [reference, { selected: false, text: reason }] as const),
        ]),
      };
    }),
  };
}

/** The page in words, for whoever reads it without its script. */
function inWords({ summary, selections }: SimulationPage, simulation: Simulation): string[] {
  return [
    summary,
    ...selections.flatMap(({ rule, name, explained, refused, count, members, cost, remaining, score }) => {
      if (refused !== '') return [wording.notFound(name, refused)];
      const { selected, leftOut } = selectionFor(simulation, rule);
      const figures = wording.figures(count, members, cost, remaining, score);
      return [
        wording.heading(name, figures),
        explained,
        selected.length === 0
          ? wording.nobodySelected
          : wording.selected(
              selected.map(({ reference, share }) => wording.selectedOne(reference, formatCents(share))).join(', '),
            ),
        leftOut.length === 0
          ? wording.nobodyLeftOut
          : wording.leftOut(leftOut.map(({ reference, reason }) => wording.leftOutOne(reference, reason)).join(', ')),
      ];
    }),
  ];
}
