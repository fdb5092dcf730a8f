/**
 * Which of the retained requests are funded: every member ranks before every non-member, and the envelope is given out
 * in that order, skipping what does not fit.
 */
import { type Budget, checkReservation, type EnvelopeDerogation } from './envelope';
import type { MemberStatus } from './membership';
import { type Cents, type Rate, STANDARD_VAT, ZERO } from './money';
import { type Ceiling, type CeilingDerogation, estimatedBase, splitShares } from './shares';
import type { Instant } from './time';
import { selectionWording as wording } from './wording';

export const REQUEST_DECISIONS = ['retenue', 'ajournée', 'refusée'] as const;
export type RequestDecision = (typeof REQUEST_DECISIONS)[number];

/** What the rank of a request depends on. `score` is null until the committee gave one. */
export interface RankableRequest {
  readonly reference: string;
  readonly memberStatus: MemberStatus;
  readonly score: number | null;
  readonly receivedAt: Instant;
}

/** A request that could be funded: the committee's estimate with VAT, by default the applicant's; null when there is none. */
export interface FundableRequest extends RankableRequest {
  readonly estimate: Cents | null;
  /** A base raised by the `direction` for this request. */
  readonly ceilingDerogation?: CeilingDerogation | undefined;
  readonly envelopeDerogation?: EnvelopeDerogation | undefined;
}

/** A request on which the committee decided. */
export interface DecidedRequest extends FundableRequest {
  readonly decision: RequestDecision;
}

/** What funding depends on, out of the settings. */
export interface FundingTerms extends Ceiling {
  readonly memberRate: Rate;
  readonly nonMemberRate: Rate;
}

/**
 * What becomes of a request. `rank` is null unless it was retained by the committee. `decision` is null when nothing can
 * be decided, and the row stays as it is. `reason` is what the row says (`enveloppe épuisée`), `detail` the whole
 * sentence for the screen; both are empty when there is nothing to explain.
 */
export interface FundingOutcome {
  readonly reference: string;
  readonly rank: number | null;
  readonly decision: RequestDecision | null;
  readonly reserved: Cents;
  readonly reason: string;
  readonly detail: string;
}

export interface FundingPlan {
  readonly outcomes: readonly FundingOutcome[];
  /** The budget once every reservation of the plan is made. */
  readonly budget: Budget;
}

/** The requests with their rank, from 1: members first, then the higher score (none last), then the earlier reception. */
export function rankRequests<Request extends RankableRequest>(
  requests: readonly Request[],
): readonly { readonly request: Request; readonly rank: number }[] {
  return [...requests].sort(byPriority).map((request, index) => ({ request, rank: index + 1 }));
}

function byPriority(a: RankableRequest, b: RankableRequest): number {
  return (
    Number(b.memberStatus === 'Adhérent') - Number(a.memberStatus === 'Adhérent') ||
    compareScores(a.score, b.score) ||
    a.receivedAt - b.receivedAt ||
    (a.reference < b.reference ? -1 : Number(a.reference > b.reference))
  );
}

/** The higher first, none last. */
function compareScores(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return b - a;
}

/** The scheme's share of a request's estimate: what is reserved for it. */
export function shareToReserve(request: FundableRequest & { readonly estimate: Cents }, terms: FundingTerms): Cents {
  const { estimate, ceilingDerogation: derogation, memberStatus } = request;
  const { base } = estimatedBase({ ttc: estimate, vatRate: STANDARD_VAT, ...ceilingOf(terms), derogation });
  const rate = memberStatus === 'Adhérent' ? terms.memberRate : terms.nonMemberRate;
  return splitShares({ total: estimate, base, rate }).scheme;
}

/**
 * Applies the committee's decisions: the retained requests are reserved in the order of their ranks. One that does not fit
 * becomes `ajournée` (« enveloppe épuisée ») and the next ones are still tried. Outcomes come in the order of the requests.
 */
export function decideFunding(selection: {
  requests: readonly DecidedRequest[];
  budget: Budget;
  terms: FundingTerms;
}): FundingPlan {
  const { requests, budget, terms } = selection;
  const ranked = rankRequests(requests.filter(({ decision }) => decision === 'retenue'));
  const funded = fundInOrder({ requests: ranked.map(({ request }) => request), budget, terms });
  const outcomes = new Map<DecidedRequest, FundingOutcome>();
  ranked.forEach(({ request, rank }, index) => {
    const funding = funded.fundings[index];
    if (funding !== undefined) outcomes.set(request, { ...unranked(request), rank, ...decisionAfter(funding) });
  });
  return { outcomes: requests.map(request => outcomes.get(request) ?? unranked(request)), budget: funded.budget };
}

/** What became of a request when its turn came: reserved, or why not. */
export type Funding<Request extends FundableRequest> =
  | { readonly kind: 'reserved'; readonly request: Request; readonly share: Cents }
  | { readonly kind: 'exhausted'; readonly request: Request; readonly share: Cents; readonly detail: string }
  | { readonly kind: 'unestimated'; readonly request: Request };

/** Reserves the requests in the order given; what does not fit, or has no estimate, is passed over. */
export function fundInOrder<Request extends FundableRequest>(funding: {
  requests: readonly Request[];
  budget: Budget;
  terms: FundingTerms;
}): { readonly fundings: readonly Funding<Request>[]; readonly budget: Budget } {
  let budget = funding.budget;
  const fundings = funding.requests.map((request): Funding<Request> => {
    if (!isEstimated(request)) return { kind: 'unestimated', request };
    const share = shareToReserve(request, funding.terms);
    const reservation = checkReservation(budget, share, request.envelopeDerogation);
    if (!reservation.ok) return { kind: 'exhausted', request, share, detail: reservation.reason };
    budget = reservation.value;
    return { kind: 'reserved', request, share };
  });
  return { fundings, budget };
}

function decisionAfter(funding: Funding<DecidedRequest>): Partial<FundingOutcome> {
  const { reference } = funding.request;
  switch (funding.kind) {
    case 'reserved':
      return { reserved: funding.share };
    case 'exhausted': {
      const detail = wording.exhausted(reference, funding.detail);
      return { decision: 'ajournée', reason: wording.exhaustedReason, detail };
    }
    case 'unestimated':
      return { decision: null, reason: wording.noEstimateReason, detail: wording.noEstimate(reference) };
  }
}

const unranked = ({ reference, decision }: DecidedRequest): FundingOutcome => ({
  reference,
  rank: null,
  decision,
  reserved: ZERO,
  reason: '',
  detail: '',
});

/**
 * When money was released: the first, in rank, of the requests postponed for want of it that now fits; undefined when
 * none does. It is a proposal: a person applies it.
 */
export function proposeNext<Request extends FundableRequest>(proposal: {
  postponed: readonly Request[];
  budget: Budget;
  terms: FundingTerms;
}): { readonly request: Request; readonly reserved: Cents } | undefined {
  for (const { request } of rankRequests(proposal.postponed)) {
    if (!isEstimated(request)) continue;
    const reserved = shareToReserve(request, proposal.terms);
    if (checkReservation(proposal.budget, reserved, request.envelopeDerogation).ok) return { request, reserved };
  }
  return undefined;
}

export const isEstimated = <Request extends FundableRequest>(
  request: Request,
): request is Request & { readonly estimate: Cents } => request.estimate !== null;

const ceilingOf = ({ ceiling, ceilingOn }: FundingTerms): Ceiling => ({ ceiling, ceilingOn });
