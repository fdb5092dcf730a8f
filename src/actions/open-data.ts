/** The open data of the edition, from the rows of the workbook and the hours that the ledger keeps. */
import { agreementOf, lastDay } from '../scheme/holders';
import { type Cents, ZERO } from '../scheme/money';
import {
  consultationPackage,
  frameworkPackage,
  type OpenContractingPackage,
  type Publication,
  type PublishedAssignment,
  type PublishedConsultation,
} from '../scheme/open-contracting';
import { isState } from '../scheme/states';
import type { Instant } from '../scheme/time';
import type { Row } from '../sheets/schema';
import { movementsOf } from './assignment-account';
import type { Desk } from './desk';
import { frozenSplit } from './funders-split';
import type { ReportRows } from './report-rows';

/** Stands for the publisher's prefix until there is one; the report says so. */
const PROVISIONAL_PREFIX = 'ocds-000000';
/** A domain that is nobody's (RFC 2606), where no address of the scheme is known. */
const NO_DOMAIN = 'cites-unies-france.invalid';

/** The package of each consultation that is sent, in their order, then the framework's. */
export function openDataOf(desk: Desk, rows: ReportRows): OpenContractingPackage[] {
  const { settings } = desk;
  const [replyAddress = ''] = settings.replyAddresses;
  const publication: Publication = {
    ocidPrefix: settings.ocidPrefix || PROVISIONAL_PREFIX,
    edition: settings.edition,
    domain: (replyAddress || (desk.memory.get('managingAccount') ?? '')).split('@')[1] ?? NO_DOMAIN,
    at: desk.now(),
  };
  const ledger = ledgerOf(rows.ledger);
  const movements = movementsOf(desk);
  const packages = rows.consultations.map(consultation =>
    consultationPackage(publishedConsultation(consultation, rows, ledger, movements), publication),
  );
  const framework = frameworkPackage(
    {
      opensAt: settings.applicationsOpenAt,
      closesAt: settings.applicationsCloseAt,
      changedAt: rows.holders
        .map(({ code }) => ledger.last(code))
        .reduce<Instant | null>((latest, at) => (at !== null && (latest === null || at > latest) ? at : latest), null),
      holders: rows.holders.flatMap(({ code, organisation, signedOn, renewals, suspended }) => {
        const agreement = agreementOf({ code, signedOn, renewals: renewals ?? 0, suspended: suspended === true });
        const endsOn = agreement.ok ? lastDay(agreement.value) : null;
        return signedOn === null || endsOn === null ? [] : [{ code, organisation, signedOn, endsOn }];
      }),
    },
    publication,
  );
  return [...packages, framework].filter((made): made is OpenContractingPackage => made !== null);
}

/** When things happened, as the ledger tells. */
interface LedgerTimes {
  /** Last line about a reference, whose field and new value are these when given. */
  readonly last: (reference: string, field?: string, after?: string) => Instant | null;
}

function ledgerOf(lines: readonly Row<'ledger'>[]): LedgerTimes {
  const bySubject = new Map<string, Row<'ledger'>[]>();
  for (const line of lines) bySubject.set(line.subject, [...(bySubject.get(line.subject) ?? []), line]);
  return {
    last: (reference, field, after) =>
      (bySubject.get(reference) ?? [])
        .filter(line => (field === undefined || line.field === field) && (after === undefined || line.after === after))
        .reduce<Instant | null>((_, { at }) => at, null),
  };
}

function publishedConsultation(
  consultation: Row<'consultations'>,
  rows: ReportRows,
  ledger: LedgerTimes,
  movements: ReturnType<typeof movementsOf>,
): PublishedConsultation {
  const { reference, status, subject, sentAt, deadline, technicalPoints, pricePoints, questions } = consultation;
  const request = rows.requests.find(row => row.reference === consultation.request);
  const bids = rows.bids.filter(bid => bid.consultation === reference);
  const assignment = rows.assignments.find(row => row.consultation === reference);
  return {
    reference,
    status: isState('consultation', status) ? status : 'brouillon',
    subject,
    sentAt,
    changedAt: ledger.last(reference, 'Date limite'),
    cancelledAt: ledger.last(reference, 'Statut', 'sans suite'),
    deadline,
    technicalPoints,
    pricePoints,
    questions: questions ?? 0,
    bidders: new Set(bids.filter(isBid).map(({ holder }) => holder)).size,
    request: {
      reference: consultation.request,
      authority: request?.authority ?? '',
      siren: request?.siren ?? '',
      supportType: request?.supportType ?? '',
      territories: request?.territories ?? '',
      sectors: request?.sectors ?? '',
    },
    assignment:
      assignment === undefined
        ? null
        : publishedAssignment(assignment, ledger, {
            awardedAt: ledger.last(reference, 'Statut', 'attribuée') ?? sentAt,
            awardedAmount: consultation.awardedAmount,
            organisation:
              bids.find(bid => bid.holder === assignment.holder)?.organisation ||
              (rows.holders.find(({ code }) => code === assignment.holder)?.organisation ?? assignment.holder),
            movements,
          }),
  };
}

const isBid = ({ receivedAt, state }: Row<'bids'>): boolean =>
  receivedAt !== null && (state === 'reçue' || state === 'à vérifier');

function publishedAssignment(
  assignment: Row<'assignments'>,
  ledger: LedgerTimes,
  known: {
    readonly awardedAt: Instant | null;
    readonly awardedAmount: Cents | null;
    readonly organisation: string;
    readonly movements: ReturnType<typeof movementsOf>;
  },
): PublishedAssignment | null {
  const { reference, state, holder, schemeShare, ttc, fundersSplit, signedOn } = assignment;
  const { awardedAt } = known;
  if (awardedAt === null || !isState('assignment', state)) return null;
  return {
    reference,
    state,
    awardedAt,
    changedAt: ledger.last(reference) ?? awardedAt,
    holder: { code: holder, organisation: known.organisation },
    awardedAmount: known.awardedAmount ?? ttc ?? ZERO,
    ttc: ttc ?? ZERO,
    schemeShare: schemeShare ?? ZERO,
    funders: frozenSplit(fundersSplit, schemeShare ?? ZERO),
    signedOn,
    movements: known.movements.flatMap(({ number, assignment: of, direction, amount, date, awaitsTransfer }) =>
      of !== reference || date === null || awaitsTransfer ? [] : [{ number, direction, amount, date }],
    ),
  };
}
