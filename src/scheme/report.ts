/**
 * The figures of an edition for its funders: what was asked, decided, bought and paid, by funder, support type, membership,
 * partner territory and sustainable development goal; how the deadlines were kept; what the authorities say of it.
 */
import { type Budget, type BudgetBreakdown, breakDownBudget, type Commitment, type Reservation } from './envelope';
import type { MemberStatus } from './membership';
import { type Cents, sum, ZERO } from './money';
import type { AssignmentState, ConsultationState, RequestState } from './states';
import { type Day, dayOf, daysBetween, type Instant } from './time';

export interface ReportedRequest {
  readonly reference: string;
  readonly status: RequestState;
  readonly siren: string;
  readonly memberStatus: MemberStatus;
  readonly supportType: string;
  /** As the applicant wrote them, apart by commas, semicolons or lines. */
  readonly territories: string;
  /** As the form gives them: `4, 11, 17`. */
  readonly goals: string;
  readonly receivedAt: Instant | null;
  readonly decidedAt: Instant | null;
  readonly wishedBy: Day | null;
}

export interface ReportedConsultation {
  readonly reference: string;
  readonly status: ConsultationState;
  readonly sentAt: Instant | null;
  readonly invited: number;
  /** Bids that came, replaced and late ones included. */
  readonly bids: number;
  readonly late: number;
}

export interface ReportedAssignment {
  readonly request: string;
  readonly state: AssignmentState;
  readonly total: Cents;
  readonly scheme: Cents;
  readonly signedOn: Day | null;
  readonly deliverablesReceivedOn: Day | null;
  /** From 1 to 5, given by the authority; null while it has not. */
  readonly satisfaction: number | null;
}

export interface ReportFacts {
  readonly budget: Budget;
  readonly reservations: readonly Reservation[];
  readonly commitments: readonly Commitment[];
  readonly requests: readonly ReportedRequest[];
  readonly consultations: readonly ReportedConsultation[];
  readonly assignments: readonly ReportedAssignment[];
}

/** One line of a breakdown. `total`: the price of the assignments, VAT included; `scheme`: the scheme's share of it. */
export interface ReportLine {
  readonly item: string;
  readonly requests: number;
  readonly selected: number;
  readonly assignments: number;
  readonly total: Cents;
  readonly scheme: Cents;
}

/** How often something was in time, and how long it took. */
export interface Timeliness {
  readonly count: number;
  readonly onTime: number;
}

/** Days from one step to the next: the median, and for how many files it is known; null when for none. */
export interface Delay {
  readonly median: number;
  readonly count: number;
}

export interface Report {
  readonly budget: Budget;
  readonly breakdown: BudgetBreakdown;
  readonly counts: {
    readonly received: number;
    readonly authorities: number;
    readonly selected: number;
    readonly postponed: number;
    readonly refused: number;
    readonly withdrawn: number;
    readonly undecided: number;
    readonly consultations: number;
    readonly abandoned: number;
    readonly assignments: number;
    readonly ended: number;
    readonly terminated: number;
  };
  /** Price of all assignments, VAT included, and the authorities' part of it. */
  readonly total: Cents;
  readonly authorityShare: Cents;
  readonly bySupportType: readonly ReportLine[];
  readonly byMemberStatus: readonly ReportLine[];
  readonly byTerritory: readonly ReportLine[];
  /** Items are the numbers of the goals, `1` to `17`. */
  readonly byGoal: readonly ReportLine[];
  readonly deadlines: {
    /** Bids of consulted holders: received by the deadline among all. */
    readonly bids: Timeliness;
    /** Holders consulted, over all consultations. */
    readonly invited: number;
    /** Deliverables received by the day that the authority wished. */
    readonly deliverables: Timeliness;
    readonly toDecision: Delay | null;
    readonly toSignature: Delay | null;
    readonly toDeliverables: Delay | null;
  };
  readonly satisfaction: {
    readonly count: number;
    readonly average: number;
    readonly byMark: readonly number[];
  } | null;
}

const SELECTED: readonly RequestState[] = [
  'retenue',
  'qualifiée',
  'en consultation',
  'attribuée',
  'en cours',
  'livrée',
  'acceptée',
  'payée',
  'close',
];
const UNDECIDED: readonly RequestState[] = ['reçue', 'à compléter', 'complète'];
const BEST_MARK = 5;
const GOALS = 17;

/** The report; the same facts always give the same figures. */
export function reportOf(facts: ReportFacts): Report {
  const { budget, reservations, commitments, requests, consultations, assignments } = facts;
  const having = (...states: readonly RequestState[]): number =>
    requests.filter(({ status }) => states.includes(status)).length;
  const sent = consultations.filter(({ sentAt }) => sentAt !== null);
  const total = sum(assignments.map(one => one.total));
  const by = (keys: (request: ReportedRequest) => readonly string[]): ReportLine[] =>
    tally(requests, assignments, keys);
  return {
    budget,
    breakdown: breakDownBudget(reservations, commitments),
    counts: {
      received: requests.length,
      authorities: new Set(requests.map(({ siren, reference }) => siren || reference)).size,
      selected: having(...SELECTED),
      postponed: having('ajournée'),
      refused: having('refusée'),
      withdrawn: having('retirée'),
      undecided: having(...UNDECIDED),
      consultations: sent.length,
      abandoned: sent.filter(({ status }) => status === 'sans suite').length,
      assignments: assignments.length,
      ended: assignments.filter(({ state }) => state === 'soldé' || state === 'clos').length,
      terminated: assignments.filter(({ state }) => state === 'résilié').length,
    },
    total,
    authorityShare: sum(commitments.map(one => (one.total - one.scheme) as Cents)),
    bySupportType: by(({ supportType }) => [supportType]),
    byMemberStatus: by(({ memberStatus }) => [memberStatus]),
    byTerritory: by(({ territories }) => territoriesOf(territories)).sort(mostRequested),
    byGoal: by(({ goals }) => goalsOf(goals)).sort((a, b) => Number(a.item) - Number(b.item)),
    deadlines: deadlinesOf(requests, sent, assignments),
    satisfaction: satisfactionOf(assignments),
  };
}

/** A request under several items counts in each; an item stands where it first appears. */
function tally(
  requests: readonly ReportedRequest[],
  assignments: readonly ReportedAssignment[],
  keys: (request: ReportedRequest) => readonly string[],
): ReportLine[] {
  const lines = new Map<string, ReportLine>();
  for (const request of requests) {
    const own = assignments.filter(assignment => assignment.request === request.reference);
    for (const item of new Set(keys(request))) {
      const line = lines.get(item) ?? { item, requests: 0, selected: 0, assignments: 0, total: ZERO, scheme: ZERO };
      lines.set(item, {
        item,
        requests: line.requests + 1,
        selected: line.selected + Number(SELECTED.includes(request.status)),
        assignments: line.assignments + own.length,
        total: sum([line.total, ...own.map(one => one.total)]),
        scheme: sum([line.scheme, ...own.map(one => one.scheme)]),
      });
    }
  }
  return [...lines.values()];
}

const mostRequested = (a: ReportLine, b: ReportLine): number =>
  b.requests - a.requests || a.item.localeCompare(b.item, 'fr');

/** Partner territories one by one: « Maroc, Tunisie ; Sénégal » is three, whatever the spaces; a name has letters. */
export function territoriesOf(written: string): readonly string[] {
  return written
    .split(/[,;\n/]/)
    .map(name => name.replace(/\s+/g, ' ').trim())
    .filter(name => /\p{L}/u.test(name));
}

/** Numbers of the goals, 1 to 17, each once, in order; anything else is left out. */
export function goalsOf(written: string): readonly string[] {
  const numbers = [...written.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  return [...new Set(numbers)]
    .filter(number => number >= 1 && number <= GOALS)
    .sort((a, b) => a - b)
    .map(String);
}

function deadlinesOf(
  requests: readonly ReportedRequest[],
  sent: readonly ReportedConsultation[],
  assignments: readonly ReportedAssignment[],
): Report['deadlines'] {
  const total = (of: (consultation: ReportedConsultation) => number): number =>
    sent.reduce((all, consultation) => all + of(consultation), 0);
  const ofAssignment = new Map(requests.map(request => [request.reference, request]));
  const wished = assignments.flatMap(({ request, deliverablesReceivedOn: received }) => {
    const wishedBy = ofAssignment.get(request)?.wishedBy ?? null;
    return wishedBy === null || received === null ? [] : [{ wishedBy, received }];
  });
  const bids = total(one => one.bids);
  const late = total(one => one.late);
  return {
    bids: { count: bids, onTime: Math.max(0, bids - late) },
    invited: total(one => one.invited),
    deliverables: {
      count: wished.length,
      onTime: wished.filter(({ wishedBy, received }) => received <= wishedBy).length,
    },
    toDecision: delayOf(
      requests.map(({ receivedAt, decidedAt }) =>
        receivedAt === null || decidedAt === null ? null : daysBetween(dayOf(receivedAt), dayOf(decidedAt)),
      ),
    ),
    toSignature: delayOf(
      assignments.map(({ request, signedOn }) => {
        const decidedAt = ofAssignment.get(request)?.decidedAt ?? null;
        return decidedAt === null || signedOn === null ? null : daysBetween(dayOf(decidedAt), signedOn);
      }),
    ),
    toDeliverables: delayOf(
      assignments.map(({ signedOn, deliverablesReceivedOn }) =>
        signedOn === null || deliverablesReceivedOn === null ? null : daysBetween(signedOn, deliverablesReceivedOn),
      ),
    ),
  };
}

/** The median of the days that are known; of an even number, the mean of the two in the middle. */
function delayOf(days: readonly (number | null)[]): Delay | null {
  const known = days.filter((count): count is number => count !== null).sort((a, b) => a - b);
  const count = known.length;
  if (count === 0) return null;
  const below = known[Math.floor((count - 1) / 2)] ?? 0;
  const above = known[Math.floor(count / 2)] ?? 0;
  return { median: (below + above) / 2, count };
}

function satisfactionOf(assignments: readonly ReportedAssignment[]): Report['satisfaction'] {
  const marks = assignments
    .map(({ satisfaction }) => satisfaction)
    .filter((mark): mark is number => mark !== null && Number.isInteger(mark) && mark >= 1 && mark <= BEST_MARK);
  if (marks.length === 0) return null;
  return {
    count: marks.length,
    average: marks.reduce((all, mark) => all + mark, 0) / marks.length,
    byMark: Array.from({ length: BEST_MARK }, (_, index) => marks.filter(mark => mark === index + 1).length),
  };
}
