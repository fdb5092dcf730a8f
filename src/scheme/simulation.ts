/**
 * Several selections of the requests that wait for a decision, side by side: what each costs, whom it leaves out and what
 * remains. Nothing is decided here: staff choose one, and still confirm it.
 */
import { bestSelection, TOO_MANY } from './best-selection';
import type { Budget } from './envelope';
import { type Cents, sum } from './money';
import { ok, type Result, refused } from './result';
import {
  type FundableRequest,
  type Funding,
  type FundingTerms,
  fundInOrder,
  isEstimated,
  type RequestDecision,
  rankRequests,
  shareToReserve,
} from './selection';
import { simulationWording as wording } from './wording-simulation';

/** A request that waits for a decision; `ticked` is the decision that staff have typed, not yet applied, '' for none. */
export interface Candidate extends FundableRequest {
  readonly supportType: string;
  readonly ticked: RequestDecision | '';
}

/** How a selection is made. */
export const SELECTION_RULES = ['membersFirst', 'bestScore', 'bySupportType', 'ticked'] as const;
export type SelectionRule = (typeof SELECTION_RULES)[number];

export interface SelectedRequest {
  readonly reference: string;
  /** The scheme's share, reserved on the envelope. */
  readonly share: Cents;
}

/** `exhausted`: it does not fit in what is left; `passedOver`: it is not one of those that the rule takes. */
export interface LeftOutRequest {
  readonly reference: string;
  readonly why: 'exhausted' | 'passedOver' | 'unestimated' | 'refused';
  /** The sentence that says so. */
  readonly reason: string;
}

/** One selection. `remaining` is negative only under a derogation, or when the envelope is overrun already. */
export interface Selection {
  readonly rule: SelectionRule;
  /** In the order in which they are funded. */
  readonly selected: readonly SelectedRequest[];
  /** In the order of their ranks. */
  readonly leftOut: readonly LeftOutRequest[];
  /** What it takes from the envelope: the scheme's shares. */
  readonly cost: Cents;
  readonly remaining: Cents;
  /** Sum of the scores, to the hundredth; a request without a score counts 0. */
  readonly score: number;
  readonly members: number;
}

export interface Simulation {
  /** Members first, then the score, then the reception. */
  readonly ranked: readonly Candidate[];
  /** By rule; a refusal when a selection cannot be found. */
  readonly selections: readonly { readonly rule: SelectionRule; readonly found: Result<Selection> }[];
}

export interface SimulationCase {
  readonly candidates: readonly Candidate[];
  readonly budget: Budget;
  readonly terms: FundingTerms;
}

const HUNDREDTHS = 100;

/** Every selection, in the order of `SELECTION_RULES`. A request whose refusal is typed is in none. */
export function simulate(given: SimulationCase): Simulation {
  const ranked = rankRequests(given.candidates).map(({ request }) => request);
  const eligible = ranked.filter(({ ticked }) => ticked !== 'refusée');
  const orders: Record<SelectionRule, () => Result<readonly Candidate[]>> = {
    membersFirst: () => ok(eligible),
    bestScore: () => bestScoring(eligible, given),
    bySupportType: () => ok(inTurn(eligible)),
    ticked: () => ok(eligible.filter(({ ticked }) => ticked === 'retenue')),
  };
  return {
    ranked,
    selections: SELECTION_RULES.map(rule => {
      const order = orders[rule]();
      return { rule, found: order.ok ? ok(selectionOf(rule, ranked, order.value, given)) : order };
    }),
  };
}

function selectionOf(
  rule: SelectionRule,
  ranked: readonly Candidate[],
  order: readonly Candidate[],
  { budget, terms }: SimulationCase,
): Selection {
  const funded = fundInOrder({ requests: order, budget, terms });
  const fundings = new Map(funded.fundings.map(funding => [funding.request, funding]));
  const reserved = funded.fundings.flatMap(funding => (funding.kind === 'reserved' ? [funding] : []));
  const leftOut = ranked.flatMap((candidate): LeftOutRequest[] => {
    const why = whyLeftOut(
      candidate,
      fundings.get(candidate),
      rule === 'ticked' ? null : funded.budget.remaining,
      terms,
    );
    return why === null ? [] : [{ reference: candidate.reference, why, reason: wording.leftOut[why] }];
  });
  return {
    rule,
    selected: reserved.map(({ request, share }) => ({ reference: request.reference, share })),
    leftOut,
    cost: sum(reserved.map(({ share }) => share)),
    remaining: funded.budget.remaining,
    score: reserved.reduce((total, { request }) => total + scoreInHundredths(request), 0) / HUNDREDTHS,
    members: reserved.filter(({ request }) => request.memberStatus === 'Adhérent').length,
  };
}

/** `remaining`: what the selection leaves of the envelope; null when its rule is not about money. */
function whyLeftOut(
  candidate: Candidate,
  funding: Funding<Candidate> | undefined,
  remaining: Cents | null,
  terms: FundingTerms,
): LeftOutRequest['why'] | null {
  if (candidate.ticked === 'refusée') return 'refused';
  if (funding !== undefined) return funding.kind === 'reserved' ? null : funding.kind;
  if (!isEstimated(candidate)) return 'unestimated';
  return remaining !== null && shareToReserve(candidate, terms) > remaining ? 'exhausted' : 'passedOver';
}

const scoreInHundredths = ({ score }: Candidate): number => Math.round((score ?? 0) * HUNDREDTHS);

/**
 * Those with the best total score within what remains, derogations apart. Among equals: the most requests, then the least
 * cost, then the order of the ranks.
 */
function bestScoring(ranked: readonly Candidate[], { budget, terms }: SimulationCase): Result<readonly Candidate[]> {
  const estimated = ranked.filter(isEstimated);
  const choosables = estimated.map(candidate => ({
    cost: shareToReserve(candidate, terms),
    // One hundredth outweighs any number of requests; the number decides among equals.
    worth: scoreInHundredths(candidate) * (estimated.length + 1) + 1,
  }));
  const chosen = bestSelection(choosables, budget.remaining);
  if (chosen === TOO_MANY) return refused(wording.tooMany(estimated.length));
  return ok(chosen.flatMap(index => estimated[index] ?? []));
}

/** The first of each support type in turn, then the second of each, and so on; types in the order of their first request. */
function inTurn(ranked: readonly Candidate[]): readonly Candidate[] {
  const byType = new Map<string, Candidate[]>();
  for (const candidate of ranked) {
    const ofType = byType.get(candidate.supportType) ?? [];
    ofType.push(candidate);
    byType.set(candidate.supportType, ofType);
  }
  const turns = [...byType.values()];
  const longest = turns.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: longest }, (_, turn) => turns.flatMap(ofType => ofType[turn] ?? [])).flat();
}
