/**
 * Attribuer: the best bid, or another one with its reason, becomes an assignment. The ceiling, the envelope and the
 * framework agreement are checked again here; shares and funders' split are frozen; the letters leave with the decision.
 */
import { holderValues, number, senderValues } from '../mail/letter-values';
import { checkCommitment } from '../scheme/envelope';
import { type Cents, formatCents, formatRate, ZERO } from '../scheme/money';
import { financedBase, type Shares, splitShares } from '../scheme/shares';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { holderOf, whyNoAgreement } from './agreement';
import { presentBudget, RESERVING } from './budget';
import { ceilingDerogation, derogationsOf, envelopeDerogation } from './derogations';
import type { Desk } from './desk';
import { splitForFunders } from './funders-split';
import { type LetterToQueue, prepareLetters, queueLetters, tellAndDeliver } from './letters';
import { membershipColumns, registerLines } from './membership';
import { checkMove, recordMove } from './moves';
import { rankRows } from './rank-bids';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Attribuer';
type Bid = StoredRow<'bids'>;

export function award(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'consultations');
  const { reference } = chosen.values;
  checkMove('consultation', reference, chosen.values.status, 'attribuée', TITLE);
  const before = desk.workbook.table('bids').where('consultation', reference);
  checkAnyRanked(before, reference);
  const typed = desk.screen.ask(TITLE, wording.askHolder(reference, rankingOf(before)));
  if (typed === null) return null;
  const code = typed.trim().toUpperCase();
  const best = winningBid(before, reference, code);
  let reason = '';
  if (needsReason(before, best)) {
    const given = desk.screen.ask(TITLE, wording.askAwardReason(code, best.values.rank ?? 0));
    if (given === null) return null;
    require(given !== '', wording.reasonRequired);
    reason = given;
  }
  if (
    !desk.screen.confirm(
      TITLE,
      wording.confirmAward(reference, code, best.values.ttc ?? ZERO, best.values.authenticity === 'vérifiée'),
    )
  )
    return null;
  return () => {
    const [row] = again(desk, 'consultations', [chosen]);
    if (!row) return;
    const done = awardTo(desk, row, code, reason);
    tellAndDeliver(desk, TITLE, [done.text], done.letters);
  };
}

/** The ranked bids, a line each, the best first. */
function rankingOf(rows: readonly Bid[]): string[] {
  return rows
    .flatMap(({ values: { rank, holder, ttc, totalScore } }) =>
      rank === null ? [] : [{ rank, line: wording.rankedHolder(rank, holder, ttc ?? ZERO, totalScore ?? 0) }],
    )
    .sort((a, b) => a.rank - b.rank)
    .map(({ line }) => line);
}

/** Refuses, as the award to the first bidder would, while no bid is ranked. */
function checkAnyRanked(rows: readonly Bid[], reference: string): void {
  if (rows.some(({ values }) => values.rank !== null)) return;
  const first = rows.find(({ values }) => values.state === 'reçue') ?? rows[0];
  winningBid(rows, reference, first?.values.holder ?? '');
}

/** The ranked bid of a holder; refuses one that is not ranked, with its reason. */
function winningBid(rows: readonly Bid[], reference: string, code: string): Bid {
  const own = rows.filter(({ values }) => values.holder === code);
  require(own.length > 0, wording.notConsulted(code, reference));
  const ranked = own.find(({ values }) => values.rank !== null);
  if (ranked) return ranked;
  const counting = own.find(({ values }) => values.state === 'reçue' && values.timeliness === 'dans les délais');
  const why =
    counting === undefined
      ? own.map(({ values }) => values.reason).find(text => text !== '')
      : counting.values.reason || undefined;
  throw new Refused(wording.cannotAward(code, reference, why ?? wording.rankFirst));
}

/** A reason is asked for anything but an outright first place. */
function needsReason(rows: readonly Bid[], { values }: Bid): boolean {
  return values.rank !== 1 || rows.filter(row => row.values.rank === 1).length > 1;
}

/**
 * What awarding to the bid ranked first would send; refuses what the award would refuse. It works the award out and writes
 * none of it, so `desk` must be one that nobody saves.
 */
export function lettersOfFirst(
  desk: Desk,
  row: StoredRow<'consultations'>,
): { code: string; letters: LetterToQueue[] } {
  const { reference, status } = row.values;
  checkMove('consultation', reference, status, 'attribuée', TITLE);
  const rows = desk.workbook.table('bids').where('consultation', reference);
  checkAnyRanked(rows, reference);
  const code = rows.find(({ values }) => values.rank === 1)?.values.holder ?? '';
  return { code, letters: planAward(desk, row, code).letters };
}

/** Everything that an award decides, checked: the assignment, the money, the letters. Ranks again; writes nothing else. */
function planAward(desk: Desk, { values }: StoredRow<'consultations'>, code: string) {
  const { workbook, settings } = desk;
  checkMove('consultation', values.reference, values.status, 'attribuée', TITLE);
  const rows = workbook.table('bids').where('consultation', values.reference);
  const { ranked } = rankRows(desk, values, rows);
  const winner = winningRow(
    rows,
    ranked.map(({ reference }) => reference),
    values.reference,
    code,
  );
  const request = workbook.table('requests').find('reference', values.request);
  require(request, wording.requestGone(values.request));
  checkMove('request', values.request, request.values.status, 'attribuée', TITLE);
  checkAgreement(desk, code);

  const derogations = derogationsOf(desk);
  const references = [winner.values.reference, values.reference, values.request];
  const ceiling = ceilingDerogation(derogations, references);
  const ttc = winner.values.ttc as Cents;
  const vatRate = winner.values.vatRate ?? (0 as never);
  const financed = financedBase({
    ttc,
    vatRate,
    ceiling: settings.ceiling,
    ceilingOn: settings.ceilingOn,
    derogation: ceiling?.derogation,
  });
  if (!financed.ok) throw new Refused(financed.reason);
  const member = memberOf(desk, request.values);
  const rate = member.member === 'Adhérent' ? settings.memberRate : settings.nonMemberRate;
  const shares = splitShares({ total: ttc, base: financed.value.base, rate });

  const reserved = RESERVING.includes(request.values.status) ? (request.values.reserved ?? ZERO) : ZERO;
  const committed = checkCommitment({
    budget: presentBudget(desk),
    reservationReleased: reserved,
    amount: shares.scheme,
    derogation: envelopeDerogation(derogations, references),
  });
  if (!committed.ok) throw new Refused(committed.reason);
  const fundersSplit = splitForFunders(desk, shares.scheme);

  const assignment = desk.nextReference('assignment');
  const letters = lettersOf(desk, values, request.values, winner, rows, { ranked: ranked.length, assignment, shares });
  const { excess, base } = financed.value;
  const derogation = excess > 0 || base > settings.ceiling ? (ceiling?.number ?? '') : '';
  return {
    rows,
    ranked,
    winner,
    request,
    member,
    assignment,
    letters,
    derogation,
    reserved,
    remaining: committed.value.remaining,
    money: { ttc, rate, shares, excess, fundersSplit },
  };
}

function awardTo(desk: Desk, row: StoredRow<'consultations'>, code: string, reason: string) {
  const { values, at } = row;
  const { workbook, ledger } = desk;
  const plan = planAward(desk, row, code);
  const { rows, ranked, winner, request, member, assignment, reserved } = plan;
  const { ttc, rate, shares, excess, fundersSplit } = plan.money;
  const letters = prepareLetters(desk, plan.letters);
  workbook.table('assignments').append([
    {
      reference: assignment,
      state: 'à signer',
      consultation: values.reference,
      request: values.request,
      authority: request.values.authority,
      holder: code,
      ht: winner.values.ht,
      vatRate: winner.values.vatRate,
      ttc,
      schemeRate: rate,
      schemeShare: shares.scheme,
      authorityShare: shares.authority,
      excess,
      member: member.member,
      supportType: request.values.supportType,
      fundersSplit,
      derogation: plan.derogation,
    },
  ]);
  for (const bid of rows) {
    const isRanked = ranked.some(({ reference }) => reference === bid.values.reference);
    if (bid === winner)
      workbook.table('bids').update(bid.at, { decision: 'retenue', ...(reason === '' ? {} : { reason }) });
    else if (isRanked) workbook.table('bids').update(bid.at, { decision: 'rejetée' });
  }
  workbook.table('consultations').update(at, { status: 'attribuée', winner: code, awardedAmount: ttc });
  workbook.table('requests').update(request.at, { ...member, status: 'attribuée' });
  recordMove(desk, TITLE, values.reference, values.status, 'attribuée');
  recordMove(desk, TITLE, values.request, request.values.status, 'attribuée');
  ledger.record({ action: TITLE, subject: assignment, field: 'Titulaire', after: code });
  ledger.record({
    action: 'Engagement',
    subject: assignment,
    field: 'Part dispositif',
    before: formatCents(reserved),
    after: formatCents(shares.scheme),
  });
  if (reason !== '') ledger.record({ action: TITLE, subject: values.reference, field: 'Motif', after: reason });
  desk.memory.setOpenConsultation(values.reference, null);
  queueLetters(desk, letters);
  desk.save();
  return {
    letters: letters.length,
    text: wording.awarded(values.reference, code, assignment, shares.scheme, shares.authority, plan.remaining),
  };
}

function winningRow(rows: readonly Bid[], ranked: readonly string[], reference: string, code: string): Bid {
  const winner = rows.find(({ values }) => values.holder === code && ranked.includes(values.reference));
  if (!winner) throw new Refused(wording.cannotAward(code, reference, wording.rankFirst));
  return winner;
}

/** No award to a holder whose agreement is not in force that day. */
function checkAgreement(desk: Desk, code: string): void {
  const why = whyNoAgreement(holderOf(desk, code), desk.today());
  require(why === null, wording.notInForce(code, why ?? ''));
}

/** With `DateAdhesion` attribution, membership is read again on the day of the award. */
function memberOf(desk: Desk, request: Row<'requests'>): Partial<Row<'requests'>> & Pick<Row<'requests'>, 'member'> {
  if (desk.settings.membershipDate !== 'attribution') return { member: request.member };
  return membershipColumns(desk, request.siren, registerLines(desk), desk.today()).columns;
}

function lettersOf(
  desk: Desk,
  consultation: Row<'consultations'>,
  request: Row<'requests'>,
  winner: Bid,
  rows: readonly Bid[],
  result: { readonly ranked: number; readonly assignment: string; readonly shares: Shares },
): LetterToQueue[] {
  const { ranked: rankedCount, assignment, shares } = result;
  const organisation = winner.values.organisation || winner.values.holder;
  const shared = (bid: Bid) => ({
    ...holderValues(
      {
        consultation: consultation.reference,
        subject: consultation.subject,
        organisation: bid.values.organisation || bid.values.holder,
        contact: '',
      },
      desk.settings,
    ),
    Rang: bid.values.rank === null ? wording.notRankedShort : wording.rankOf(bid.values.rank, rankedCount),
    'Note technique': scoreOf(bid.values.technicalScore),
    'Note prix': scoreOf(bid.values.priceScore),
    'Note totale': scoreOf(bid.values.totalScore),
  });
  const bidders = new Map<string, Bid>();
  for (const bid of rows) {
    const { holder, receivedMessage, state } = bid.values;
    if (receivedMessage === '' || state === 'remplacée' || holder === winner.values.holder) continue;
    const known = bidders.get(holder);
    if (!known || (known.values.rank === null && bid.values.rank !== null)) bidders.set(holder, bid);
  }
  const { ht, vatRate, ttc } = winner.values;
  return [
    {
      template: 'Attribution',
      about: winner.values.reference,
      to: winner.values.address,
      values: {
        ...shared(winner),
        Marché: assignment,
        Collectivité: request.authority,
        'Montant HT': formatCents(ht ?? ZERO),
        'Taux TVA': formatRate(vatRate ?? (0 as never)),
        'Montant TTC': formatCents(ttc ?? ZERO),
      },
    },
    ...[...bidders.values()].map(
      (bid): LetterToQueue => ({
        template: "Rejet d'une offre",
        about: bid.values.reference,
        to: bid.values.address,
        values: {
          ...shared(bid),
          Motif: bid.values.rank === null ? bid.values.reason || wording.notRankedShort : wording.rejectedOnScore,
          'Titulaire retenu': organisation,
          'Note totale du titulaire retenu': scoreOf(winner.values.totalScore),
        },
      }),
    ),
    {
      template: 'Information de la collectivité',
      about: request.reference,
      to: request.email,
      values: {
        ...senderValues(desk.settings),
        Référence: request.reference,
        Collectivité: request.authority,
        Contact: request.contact || request.authority,
        "Type d'appui": request.supportType,
        Intitulé: request.title,
        'Titulaire retenu': organisation,
        Consultation: consultation.reference,
        'Montant TTC': formatCents(ttc ?? ZERO),
        'Part dispositif': formatCents(shares.scheme),
        'Part collectivité': formatCents(shares.authority),
        Marché: assignment,
      },
    },
  ];
}

function scoreOf(score: number | null): string {
  return score === null ? wording.notRankedShort : number(score);
}
