/** Classer les offres: price points, totals and ranks of one consultation, from what was frozen when it was sent. */
import { type NotRanked, type RankCandidate, whyNotRanked } from '../scheme/bids';
import type { Cents } from '../scheme/money';
import { rankBids, type ScoredBid } from '../scheme/scoring';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { rowsOfConsultation } from './deposits';
import { ceilingDerogation, derogationsOf, lateDerogation } from './derogations';
import type { Desk } from './desk';
import { require } from './refused';
import { selectedOne } from './selected';

const TITLE = 'Classer les offres';

export function rankConsultation(desk: Desk): () => void {
  return () => {
    const row = selectedOne(desk, 'consultations');
    const { reference } = row.values;
    const { ranked, lines } = rankRows(desk, row.values, rowsToRank(desk, row.values));
    desk.ledger.record({
      action: TITLE,
      subject: reference,
      field: 'Rang',
      after: ranked.map(bid => `${bid.rank} ${bid.reference} ${bid.totalScore}`).join(', '),
    });
    desk.save();
    desk.screen.tell(TITLE, [wording.ranked(reference, ranked.length), ...lines].join('\n'));
  };
}

/** The holders' rows of an opened consultation; refused before the opening, once it is decided, and when nobody answered. */
export function rowsToRank(desk: Desk, { reference, status }: Row<'consultations'>): readonly StoredRow<'bids'>[] {
  require(status === 'plis ouverts', status === 'attribuée' || status === 'sans suite'
    ? wording.alreadyDecided(reference, status)
    : wording.notOpened(reference, status));
  const open = desk.memory.openConsultations().get(reference);
  const rows = open
    ? rowsOfConsultation(desk, reference, open)
    : desk.workbook.table('bids').where('consultation', reference);
  require(depositsAmong(rows).length > 0, wording.noBidToRank(reference));
  return rows;
}

const depositsAmong = (rows: readonly StoredRow<'bids'>[]): StoredRow<'bids'>[] =>
  rows.filter(({ values }) => values.sendState !== 'non consulté' && values.receivedMessage !== '');

/** Ranks the rows of a consultation and queues what changes; gives the ranked bids and a line for each row. */
export function rankRows(
  desk: Desk,
  consultation: Row<'consultations'>,
  rows: readonly StoredRow<'bids'>[],
): { ranked: ScoredBid[]; lines: string[] } {
  const bids = desk.workbook.table('bids');
  const points = { technical: consultation.technicalPoints ?? 0, price: consultation.pricePoints ?? 0 };
  const judged = judgeBids(desk, consultation, rows);
  const ranked = rankBids(
    judged.flatMap(({ row: { values }, why }) =>
      why === null
        ? [{ reference: values.reference, technicalScore: values.technicalScore ?? 0, price: values.ttc as Cents }]
        : [],
    ),
    points,
  );
  const lines = inOrder(judged, ranked).map(({ row, why }) => {
    const scored = ranked.find(bid => bid.reference === row.values.reference);
    if (scored) {
      bids.update(row.at, {
        priceScore: scored.priceScore,
        totalScore: scored.totalScore,
        rank: scored.rank,
        decision: '',
        reason: scored.tied ? wording.tied : '',
      });
      return wording.rankLine(row.values.reference, scored.rank, scored.totalScore, scored.tied);
    }
    bids.update(row.at, {
      priceScore: null,
      totalScore: null,
      rank: null,
      decision: why?.decision ?? '',
      reason: why?.reason ?? '',
    });
    return wording.notRankedLine(row.values.reference, why?.reason ?? '');
  });
  return { ranked, lines };
}

/** The ranked ones first, the best at the top; then what is not ranked. */
function inOrder(judged: readonly Judged[], ranked: readonly ScoredBid[]): Judged[] {
  const rankOf = ({ row }: Judged): number =>
    ranked.find(({ reference }) => reference === row.values.reference)?.rank ?? Number.MAX_SAFE_INTEGER;
  return [...judged].sort((a, b) => rankOf(a) - rankOf(b));
}

/** A deposit, and why it may not be ranked; null when it may. */
export interface Judged {
  readonly row: StoredRow<'bids'>;
  readonly why: NotRanked | null;
}

/** Every deposit of a consultation, judged as *Classer les offres* does. */
export function judgeBids(
  desk: Desk,
  { reference, request, technicalPoints }: Row<'consultations'>,
  rows: readonly StoredRow<'bids'>[],
): Judged[] {
  const derogations = derogationsOf(desk);
  const each = depositsAmong(rows).map(row => {
    const derogation = ceilingDerogation(derogations, [row.values.reference, reference, request]);
    const why = whyNotRanked(candidateOf(row.values), {
      technicalPoints: technicalPoints ?? 0,
      ceiling: desk.settings.ceiling,
      ceilingOn: desk.settings.ceilingOn,
      lateAdmitted:
        desk.settings.acceptLateByDerogation && lateDerogation(derogations, [row.values.reference, reference, request]),
      ceilingDerogation: derogation?.derogation,
    });
    return { row, why };
  });
  return each.map(one => (isSuperseded(one, each) ? { row: one.row, why: SUPERSEDED } : one));
}

const SUPERSEDED: NotRanked = { decision: null, reason: wording.superseded, pending: false };

/** One bid a holder: with late bids admitted, one on time counts before a late one, then the last deposit. */
function isSuperseded({ row, why }: Judged, all: readonly Judged[]): boolean {
  if (why !== null) return false;
  const better = (a: Row<'bids'>, b: Row<'bids'>) =>
    Number(a.timeliness === 'dans les délais') - Number(b.timeliness === 'dans les délais') ||
    (a.receivedAt ?? 0) - (b.receivedAt ?? 0);
  return all.some(
    other =>
      other.why === null &&
      other.row !== row &&
      other.row.values.holder === row.values.holder &&
      better(other.row.values, row.values) > 0,
  );
}

/** A row as the rules on ranking take it. */
export function candidateOf(bid: Row<'bids'>): RankCandidate {
  return {
    state: bid.state,
    timeliness: bid.timeliness,
    irregular: bid.decision === 'irrégulière' ? bid.reason || wording.irregularWithoutReason : '',
    confirmed: bid.confirmedBy !== '',
    ttc: bid.ttc,
    vatRate: bid.vatRate,
    technicalScore: bid.technicalScore,
  };
}
