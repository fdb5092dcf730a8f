/**
 * Open data of the edition as release packages of the Open Contracting Data Standard 1.1: one process for each consultation,
 * one for the framework agreement that they all come from. Nothing of a bid is in it before the award.
 */
import { type Cents, toEuros } from './money';
import type { MovementDirection } from './movements';
import type { AssignmentState, ConsultationState } from './states';
import { addDays, type Day, dayOf, type Instant, instant, isoParis, startOfDay } from './time';
import { openContractingWording as wording } from './wording-open-contracting';

/** What JSON can hold; a key without a value is left out. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };
type JsonObject = { readonly [key: string]: Json | undefined };

/** Who publishes, and under which names. */
export interface Publication {
  /** Prefix of every ocid, given by the Open Contracting Partnership to each publisher. */
  readonly ocidPrefix: string;
  readonly edition: number;
  /** A domain of the publisher: package identifiers are tag URIs under it (RFC 4151). */
  readonly domain: string;
  readonly at: Instant;
}

export interface PublishedMovement {
  readonly number: string;
  readonly direction: MovementDirection;
  readonly amount: Cents;
  readonly date: Day;
}

export interface PublishedAssignment {
  readonly reference: string;
  readonly state: AssignmentState;
  readonly awardedAt: Instant;
  /** When its row last changed, as the ledger tells. */
  readonly changedAt: Instant;
  readonly holder: { readonly code: string; readonly organisation: string };
  /** The price of the bid that was chosen. */
  readonly awardedAmount: Cents;
  /** The price as it stands, amendments included; so is the scheme's share, which lasts no longer than the work. */
  readonly ttc: Cents;
  readonly schemeShare: Cents;
  readonly funders: readonly { readonly funder: string; readonly amount: Cents }[];
  readonly signedOn: Day | null;
  readonly movements: readonly PublishedMovement[];
}

/** A consultation with what became of it. `bidders` is published after the award only. */
export interface PublishedConsultation {
  readonly reference: string;
  readonly status: ConsultationState;
  readonly subject: string;
  readonly sentAt: Instant | null;
  /** When the call itself last changed (deadline moved); the sending when it never did. */
  readonly changedAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly deadline: Instant | null;
  readonly technicalPoints: number | null;
  readonly pricePoints: number | null;
  readonly questions: number;
  readonly bidders: number;
  readonly request: {
    readonly reference: string;
    readonly authority: string;
    readonly siren: string;
    readonly supportType: string;
    readonly territories: string;
    readonly sectors: string;
  };
  readonly assignment: PublishedAssignment | null;
}

export interface PublishedFramework {
  /** When a holder was last appointed or renewed, as the ledger tells. */
  readonly changedAt: Instant | null;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly holders: readonly {
    readonly code: string;
    readonly organisation: string;
    readonly signedOn: Day;
    /** The last day included. */
    readonly endsOn: Day;
  }[];
}

/** The file of one process. */
export interface OpenContractingPackage {
  readonly ocid: string;
  readonly content: Json;
}

const CURRENCY = 'EUR';
const ENDED_STATES: readonly AssignmentState[] = ['soldé', 'clos', 'résilié'];
const VERSION = '1.1';
/** SIREN numbers, in the register of organisation identifiers org-id.guide. */
const SIREN_SCHEME = 'FR-INSEE';

const ocidOf = ({ ocidPrefix }: Publication, reference: string): string => `${ocidPrefix}-${reference}`;
const frameworkReference = ({ edition }: Publication): string => `AC-${edition}`;

/** The package of a consultation; null before it is sent: nothing is public yet. */
export function consultationPackage(
  consultation: PublishedConsultation,
  publication: Publication,
): OpenContractingPackage | null {
  const { sentAt, status, assignment, cancelledAt } = consultation;
  if (sentAt === null || status === 'brouillon') return null;
  const ocid = ocidOf(publication, consultation.reference);
  const related = relatedFramework(publication);
  const releases = [tenderRelease(ocid, consultation, sentAt)];
  if (status === 'sans suite')
    releases.push(cancellationRelease(ocid, consultation, cancelledAt ?? consultation.changedAt ?? sentAt));
  if (status === 'attribuée' && assignment !== null) {
    releases.push(awardRelease(ocid, consultation, assignment));
    const { signedOn, state } = assignment;
    if (signedOn !== null) releases.push(contractRelease(ocid, consultation, assignment, signedOn));
    else if (state === 'résilié') releases.push(awardCancellationRelease(ocid, consultation, assignment));
  }
  return packageOf(
    ocid,
    releases.map(release => ({ ...release, relatedProcesses: [related] })),
    publication,
  );
}

/** The package of the framework agreement; null while its tender is not open and nobody has signed. */
export function frameworkPackage(
  { opensAt, closesAt, holders, changedAt }: PublishedFramework,
  publication: Publication,
): OpenContractingPackage | null {
  const reference = frameworkReference(publication);
  const ocid = ocidOf(publication, reference);
  const releases: JsonObject[] = [];
  const tender = {
    id: reference,
    title: wording.frameworkTitle(publication.edition),
    procurementMethod: 'open',
    mainProcurementCategory: 'services',
    submissionMethod: ['electronicSubmission'],
  };
  if (opensAt !== null && opensAt <= publication.at)
    releases.push(
      releaseOf(ocid, opensAt, ['tender'], [scheme('buyer', 'procuringEntity')], {
        buyer: schemeReference(),
        tender: {
          ...tender,
          status: 'active',
          procuringEntity: schemeReference(),
          tenderPeriod: period(opensAt, closesAt),
        },
      }),
    );
  const [first] = holders.map(({ signedOn }) => signedOn).sort();
  if (first !== undefined) {
    const today = dayOf(publication.at);
    const ended = holders.filter(({ endsOn }) => endsOn < today).map(({ endsOn }) => startOfDay(addDays(endsOn, 1)));
    const signed = holders.map(({ signedOn }) => startOfDay(signedOn));
    const lastChange = instant(Math.max(changedAt ?? startOfDay(first), ...signed, ...ended));
    const awardId = `${reference}-attribution`;
    releases.push(
      releaseOf(
        ocid,
        lastChange,
        ['award', 'contract'],
        [scheme('buyer', 'procuringEntity'), ...holders.map(holder => holderParty(holder, 'supplier', 'tenderer'))],
        {
          buyer: schemeReference(),
          tender: { ...tender, status: 'complete' },
          awards: [
            {
              id: awardId,
              title: wording.frameworkAward,
              status: 'active',
              date: isoParis(startOfDay(first)),
              suppliers: holders.map(holderReference),
            },
          ],
          contracts: holders.map(({ code, organisation, signedOn, endsOn }) => ({
            id: `${reference}-${code}`,
            awardID: awardId,
            title: wording.frameworkContract(organisation),
            status: endsOn < today ? 'terminated' : 'active',
            dateSigned: isoParis(startOfDay(signedOn)),
            period: {
              startDate: isoParis(startOfDay(signedOn)),
              endDate: isoParis(startOfDay(addDays(endsOn, 1))),
            },
          })),
        },
      ),
    );
  }
  return releases.length === 0 ? null : packageOf(ocid, releases, publication);
}

function packageOf(ocid: string, releases: readonly JsonObject[], { domain, at }: Publication): OpenContractingPackage {
  return {
    ocid,
    content: {
      uri: `tag:${domain},${dayOf(at)}:${ocid}-${timeMark(at)}`,
      version: VERSION,
      publishedDate: isoParis(at),
      publisher: { name: wording.publisher },
      releases,
    },
  };
}

/** `20181105T140000Z`: in universal time, without a sign that an identifier could not hold. */
const timeMark = (at: Instant): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

/** A release is never changed once published: its id says what it tells of and when that happened. */
function releaseOf(
  ocid: string,
  date: Instant,
  tags: readonly string[],
  parties: readonly Party[],
  rest: JsonObject,
): JsonObject {
  return {
    ocid,
    id: `${ocid}-${tags.join('-')}-${timeMark(date)}`,
    date: isoParis(date),
    tag: tags,
    initiationType: 'tender',
    language: 'fr',
    parties: parties.map(({ id, name, roles, identifier }) => ({ id, name, roles, identifier })),
    ...rest,
  };
}

function relatedFramework(publication: Publication): JsonObject {
  return {
    id: '1',
    relationship: ['framework'],
    title: wording.frameworkTitle(publication.edition),
    scheme: 'ocid',
    identifier: ocidOf(publication, frameworkReference(publication)),
  };
}

const tenderOf = (consultation: PublishedConsultation): JsonObject => {
  const { reference, subject, request, technicalPoints, pricePoints } = consultation;
  return {
    id: reference,
    title: subject,
    description: wording.tenderDescription(request.supportType, request.territories, request.sectors),
    procuringEntity: schemeReference(),
    procurementMethod: 'selective',
    procurementMethodDetails: wording.miniCompetition,
    mainProcurementCategory: 'services',
    items: [{ id: '1', description: request.supportType, quantity: 1, unit: { name: wording.unit } }],
    awardCriteria: 'ratedCriteria',
    awardCriteriaDetails:
      technicalPoints === null || pricePoints === null ? undefined : wording.criteria(technicalPoints, pricePoints),
    submissionMethod: ['electronicSubmission'],
    submissionMethodDetails: wording.byMail,
  };
};

function tenderRelease(ocid: string, consultation: PublishedConsultation, sentAt: Instant): JsonObject {
  const { changedAt, deadline, request } = consultation;
  return releaseOf(
    ocid,
    changedAt ?? sentAt,
    ['tender'],
    [scheme('buyer', 'procuringEntity'), authorityParty(request, 'interestedParty')],
    {
      buyer: schemeReference(),
      tender: { ...tenderOf(consultation), status: 'active', tenderPeriod: period(sentAt, deadline) },
    },
  );
}

function cancellationRelease(ocid: string, consultation: PublishedConsultation, at: Instant): JsonObject {
  return releaseOf(ocid, at, ['tenderCancellation'], [scheme('buyer', 'procuringEntity')], {
    buyer: schemeReference(),
    tender: { ...tenderOf(consultation), status: 'cancelled' },
  });
}

function awardRelease(ocid: string, consultation: PublishedConsultation, assignment: PublishedAssignment): JsonObject {
  const { sentAt, deadline, questions, bidders, request } = consultation;
  const { awardedAt, holder, awardedAmount } = assignment;
  return releaseOf(
    ocid,
    awardedAt,
    ['award'],
    [
      scheme('buyer', 'procuringEntity'),
      authorityParty(request, 'interestedParty'),
      holderParty(holder, 'supplier', 'tenderer'),
    ],
    {
      buyer: schemeReference(),
      tender: {
        ...tenderOf(consultation),
        status: 'complete',
        tenderPeriod: period(sentAt, deadline),
        hasEnquiries: questions > 0,
        numberOfTenderers: bidders,
      },
      awards: [
        {
          id: awardId(assignment),
          title: consultation.subject,
          description: wording.withVat,
          status: 'active',
          date: isoParis(awardedAt),
          value: value(awardedAmount),
          suppliers: [holderReference(holder)],
        },
      ],
    },
  );
}

/** The holder was chosen and never signed: the award is undone. */
function awardCancellationRelease(
  ocid: string,
  { subject }: PublishedConsultation,
  assignment: PublishedAssignment,
): JsonObject {
  const { changedAt, holder } = assignment;
  return releaseOf(
    ocid,
    changedAt,
    ['awardCancellation'],
    [scheme('buyer', 'procuringEntity'), holderParty(holder, 'supplier', 'tenderer')],
    {
      buyer: schemeReference(),
      awards: [{ id: awardId(assignment), title: subject, status: 'cancelled', suppliers: [holderReference(holder)] }],
    },
  );
}

function contractRelease(
  ocid: string,
  consultation: PublishedConsultation,
  assignment: PublishedAssignment,
  signedOn: Day,
): JsonObject {
  const { reference, state, holder, ttc, schemeShare, funders, movements } = assignment;
  const isTerminated = state === 'résilié';
  const tags = isTerminated
    ? ['contractTermination']
    : movements.length > 0
      ? ['contract', 'implementation']
      : ['contract'];
  const parties = mergedParties([
    scheme('buyer', 'procuringEntity'),
    authorityParty(consultation.request, 'interestedParty'),
    holderParty(holder, 'supplier', 'tenderer'),
    ...funders.map(({ funder }) => funderParty(funder)),
    ...movements.flatMap(({ direction }) => {
      const [payer, payee] = sidesOf(direction, consultation, assignment);
      return [
        { ...payer, roles: ['payer'] },
        { ...payee, roles: ['payee'] },
      ];
    }),
  ]);
  return releaseOf(ocid, assignment.changedAt, tags, parties, {
    buyer: schemeReference(),
    planning: {
      budget: { description: wording.budget(funders.map(({ funder }) => funder)), amount: value(schemeShare) },
    },
    contracts: [
      {
        id: reference,
        awardID: awardId(assignment),
        title: consultation.subject,
        description: wording.withVat,
        status: ENDED_STATES.includes(state) ? 'terminated' : 'active',
        value: value(ttc),
        dateSigned: isoParis(startOfDay(signedOn)),
        implementation:
          movements.length === 0
            ? undefined
            : { transactions: movements.map(movement => transactionOf(movement, consultation, assignment)) },
      },
    ],
  });
}

function transactionOf(
  { number, direction, amount, date }: PublishedMovement,
  consultation: PublishedConsultation,
  assignment: PublishedAssignment,
): JsonObject {
  const [payer, payee] = sidesOf(direction, consultation, assignment);
  return {
    id: number,
    date: isoParis(startOfDay(date)),
    value: value(amount),
    payer: { id: payer.id, name: payer.name },
    payee: { id: payee.id, name: payee.name },
  };
}

/** Who pays whom. */
function sidesOf(
  direction: MovementDirection,
  { request }: PublishedConsultation,
  { holder }: PublishedAssignment,
): readonly [Party, Party] {
  const cuf = scheme();
  switch (direction) {
    case 'participation reçue':
      return [authorityParty(request), cuf];
    case 'remboursement':
      return [cuf, authorityParty(request)];
    case 'acompte':
    case 'solde':
      return [cuf, holderParty(holder)];
    case 'avoir':
      return [holderParty(holder), cuf];
  }
}

interface Party {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly identifier?: JsonObject;
}

const SCHEME_ID = 'cites-unies-france';
const scheme = (...roles: string[]): Party => ({ id: SCHEME_ID, name: wording.publisher, roles });
const schemeReference = (): JsonObject => ({ id: SCHEME_ID, name: wording.publisher });

type Holder = PublishedAssignment['holder'];
const holderId = ({ code }: Holder): string => `titulaire-${code}`;
const holderParty = (holder: Holder, ...roles: string[]): Party => ({
  id: holderId(holder),
  name: holder.organisation,
  roles,
});
const holderReference = (holder: Holder): JsonObject => ({ id: holderId(holder), name: holder.organisation });

const funderParty = (funder: string): Party => ({ id: `bailleur-${funder}`, name: funder, roles: ['funder'] });

/** A public body: its name and SIREN are public, who works there is not told. */
function authorityParty({ authority, siren }: PublishedConsultation['request'], ...roles: string[]): Party {
  return {
    id: `${SIREN_SCHEME}-${siren}`,
    name: authority,
    roles,
    identifier: { scheme: SIREN_SCHEME, id: siren, legalName: authority },
  };
}

/** Each party once, with all its roles. */
function mergedParties(parties: readonly Party[]): Party[] {
  const byId = new Map<string, Party>();
  for (const party of parties) {
    const roles = new Set([...(byId.get(party.id)?.roles ?? []), ...party.roles]);
    byId.set(party.id, { ...party, roles: [...roles] });
  }
  return [...byId.values()];
}

const awardId = ({ reference }: PublishedAssignment): string => `${reference}-attribution`;
const value = (amount: Cents): JsonObject => ({ amount: toEuros(amount), currency: CURRENCY });
const period = (from: Instant | null, to: Instant | null): JsonObject => ({
  startDate: from === null ? undefined : isoParis(from),
  endDate: to === null ? undefined : isoParis(to),
});
