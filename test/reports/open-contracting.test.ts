/** The open data: valid packages, one process a consultation, tied to the framework, nothing of a bid before the award. */
import { cents } from '../../src/scheme/money';
import {
  consultationPackage,
  frameworkPackage,
  type OpenContractingPackage,
  type PublishedAssignment,
  type PublishedConsultation,
  type PublishedFramework,
} from '../../src/scheme/open-contracting';
import { CONSULTATION_STATES } from '../../src/scheme/states';
import { type Day, instant } from '../../src/scheme/time';
import { type PackageCheck, packageCheck, standardTitle, withStandard } from './ocds-schema';

const at = (iso: string) => instant(Date.parse(iso));
const day = (text: string) => text as Day;

const PUBLICATION = { ocidPrefix: 'ocds-abc123', edition: 2018, domain: 'cuf.example', at: at('2019-06-01T10:00:00Z') };

const ASSIGNMENT: PublishedAssignment = {
  reference: 'MS-2018-001',
  state: 'soldé',
  awardedAt: at('2018-11-27T15:00:00Z'),
  changedAt: at('2019-05-20T09:00:00Z'),
  holder: { code: 'ALPHA', organisation: 'Alpha & Cie « Conseil »' },
  awardedAmount: cents(987_654),
  ttc: cents(1_020_057),
  schemeShare: cents(816_046),
  funders: [
    { funder: 'AFD', amount: cents(408_023) },
    { funder: 'DAECT', amount: cents(408_023) },
  ],
  signedOn: day('2018-12-03'),
  movements: [
    { number: '1', direction: 'participation reçue', amount: cents(204_011), date: day('2018-12-20') },
    { number: '2', direction: 'solde', amount: cents(1_020_057), date: day('2019-05-20') },
    { number: '3', direction: 'avoir', amount: cents(100), date: day('2019-05-21') },
    { number: '4', direction: 'remboursement', amount: cents(20), date: day('2019-05-22') },
  ],
};

const CONSULTATION: PublishedConsultation = {
  reference: 'CONS-2018-001',
  status: 'attribuée',
  subject: 'Évaluation d’un partenariat',
  sentAt: at('2018-11-05T14:00:00Z'),
  changedAt: null,
  cancelledAt: null,
  deadline: at('2018-11-16T22:59:59Z'),
  technicalPoints: 60,
  pricePoints: 40,
  questions: 1,
  bidders: 3,
  request: {
    reference: 'DEM-2018-001',
    authority: 'Ville de Grenoble',
    siren: '213801855',
    supportType: 'Évaluation de projet',
    territories: 'Constantine',
    sectors: '',
  },
  assignment: ASSIGNMENT,
};

const FRAMEWORK: PublishedFramework = {
  changedAt: null,
  opensAt: at('2018-09-20T22:00:00Z'),
  closesAt: at('2018-10-14T21:59:59Z'),
  holders: [
    { code: 'ALPHA', organisation: 'Alpha', signedOn: day('2018-11-05'), endsOn: day('2019-11-04') },
    { code: 'BETA', organisation: 'Bêta', signedOn: day('2018-11-06'), endsOn: day('2018-12-31') },
  ],
};

interface Release {
  ocid: string;
  id: string;
  date: string;
  tag: string[];
  relatedProcesses: { relationship: string[]; identifier: string }[];
  parties: { id: string; roles: string[] }[];
}
const asJson = (made: OpenContractingPackage | null): { releases: Release[] } =>
  JSON.parse(JSON.stringify(made?.content ?? { releases: [] }));
const packageOf = (changes: Partial<PublishedConsultation> = {}) =>
  consultationPackage({ ...CONSULTATION, ...changes }, PUBLICATION);
const tagsOf = (made: OpenContractingPackage | null) => asJson(made).releases.map(({ tag }) => tag.join(' '));

it.each([
  ['brouillon', []],
  ['envoyée', ['tender']],
  ['échue', ['tender']],
  ['plis ouverts', ['tender']],
  ['sans suite', ['tender', 'tenderCancellation']],
  ['attribuée', ['tender', 'award', 'contract implementation']],
] as const)('a consultation « %s » tells of %j', (status, tags) => {
  expect(tagsOf(packageOf({ status }))).toEqual(tags);
});

it.each(CONSULTATION_STATES.filter(status => status !== 'attribuée'))(
  'says nothing of a bid while the consultation is « %s »',
  status => {
    const text = JSON.stringify(packageOf({ status }));
    for (const secret of [
      'ALPHA',
      'Alpha',
      '10200.57',
      '8160.46',
      '9876.54',
      'numberOfTenderers',
      'AFD',
      'MS-2018-001',
    ])
      expect(text).not.toContain(secret);
  },
);

it('says nothing of a bid in the release of the call, even after the award', () => {
  const [tender] = asJson(packageOf()).releases;
  expect(JSON.stringify(tender)).not.toMatch(/ALPHA|numberOfTenderers|10200/);
});

it('holds the contract back until it is signed', () => {
  const assignment = { ...ASSIGNMENT, signedOn: null, movements: [] };
  expect(tagsOf(packageOf({ assignment }))).toEqual(['tender', 'award']);
});

it.each([
  ['signé', [], ['contract'], 'active'],
  ['soldé', ASSIGNMENT.movements, ['contract', 'implementation'], 'terminated'],
  ['résilié', [], ['contractTermination'], 'terminated'],
] as const)('a contract « %s » is told as it stands', (state, movements, tags, status) => {
  const release = asJson(packageOf({ assignment: { ...ASSIGNMENT, state, movements } })).releases[2];
  expect(release?.tag).toEqual(tags);
  expect(release).toMatchObject({ contracts: [{ id: 'MS-2018-001', awardID: 'MS-2018-001-attribution', status }] });
});

it('undoes the award of a holder who never signed', () => {
  const made = packageOf({ assignment: { ...ASSIGNMENT, state: 'résilié', signedOn: null, movements: [] } });
  expect(tagsOf(made)).toEqual(['tender', 'award', 'awardCancellation']);
  expect(asJson(made).releases[2]).toMatchObject({ awards: [{ id: 'MS-2018-001-attribution', status: 'cancelled' }] });
});

it('keeps what was published under the same id: an amendment makes another contract release, and leaves the award', () => {
  const before = asJson(packageOf()).releases;
  const amended = {
    ...ASSIGNMENT,
    ttc: cents(1_200_000),
    schemeShare: cents(960_000),
    changedAt: at('2019-05-30T09:00:00Z'),
  };
  const after = asJson(packageOf({ assignment: amended })).releases;
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(after[2]?.id).not.toBe(before[2]?.id);
});

it('tells of a renewal in a release of its own', () => {
  const idOf = (framework: PublishedFramework) => asJson(frameworkPackage(framework, PUBLICATION)).releases[1]?.id;
  expect(idOf({ ...FRAMEWORK, changedAt: at('2019-04-01T08:00:00Z') })).not.toBe(idOf(FRAMEWORK));
});

it('gives each consultation one ocid of its own, and the framework as related process', () => {
  const other = consultationPackage({ ...CONSULTATION, reference: 'CONS-2018-002' }, PUBLICATION);
  const first = packageOf();
  expect(first?.ocid).not.toBe(other?.ocid);
  const { releases } = asJson(first);
  expect(new Set(releases.map(({ ocid }) => ocid))).toEqual(new Set(['ocds-abc123-CONS-2018-001']));
  expect(new Set(releases.map(({ id }) => id)).size).toBe(releases.length);
  const framework = frameworkPackage(FRAMEWORK, PUBLICATION);
  for (const { relatedProcesses } of releases)
    expect(relatedProcesses).toEqual([
      expect.objectContaining({ relationship: ['framework'], identifier: framework?.ocid }),
    ]);
});

it('names every organisation that a release refers to among its parties', () => {
  for (const release of [
    ...asJson(packageOf()).releases,
    ...asJson(frameworkPackage(FRAMEWORK, PUBLICATION)).releases,
  ]) {
    const { parties, ...rest } = release;
    const named = parties.map(({ id }) => id);
    const referred = [...JSON.stringify(rest).matchAll(/"id":"([^"]+)","name"/g)].map(([, id]) => id);
    expect(named).toEqual(expect.arrayContaining(referred));
    expect(new Set(named).size).toBe(named.length);
  }
});

it('says who paid whom, to the cent', () => {
  const { releases } = asJson(packageOf());
  expect(releases[2]).toMatchObject({
    contracts: [
      {
        value: { amount: 10200.57, currency: 'EUR' },
        implementation: {
          transactions: [
            { value: { amount: 2040.11 }, payer: { name: 'Ville de Grenoble' }, payee: { name: 'Cités Unies France' } },
            { value: { amount: 10200.57 }, payer: { name: 'Cités Unies France' }, payee: { id: 'titulaire-ALPHA' } },
            { value: { amount: 1 }, payer: { id: 'titulaire-ALPHA' }, payee: { name: 'Cités Unies France' } },
            { value: { amount: 0.2 }, payer: { name: 'Cités Unies France' }, payee: { name: 'Ville de Grenoble' } },
          ],
        },
      },
    ],
  });
});

it('publishes nothing of the framework before its tender opens', () => {
  expect(
    frameworkPackage(
      { opensAt: at('2020-01-01T00:00:00Z'), closesAt: null, changedAt: null, holders: [] },
      PUBLICATION,
    ),
  ).toBeNull();
  expect(tagsOf(frameworkPackage(FRAMEWORK, PUBLICATION))).toEqual(['tender', 'award contract']);
});

withStandard(standardTitle, () => {
  let check: PackageCheck;
  beforeAll(() => {
    check = packageCheck();
  });
  const problems = (made: OpenContractingPackage | null) => check(asJson(made));

  it.each(CONSULTATION_STATES.filter(status => status !== 'brouillon'))('takes a consultation « %s »', status => {
    expect(problems(packageOf({ status }))).toBeNull();
  });

  it('takes what is hardly known: no deadline, no points, no movement', () => {
    const bare = { deadline: null, technicalPoints: null, pricePoints: null, cancelledAt: null };
    expect(problems(packageOf({ ...bare, assignment: { ...ASSIGNMENT, funders: [], movements: [] } }))).toBeNull();
    expect(problems(packageOf({ ...bare, status: 'sans suite' }))).toBeNull();
  });

  it('takes the framework', () => {
    expect(problems(frameworkPackage(FRAMEWORK, PUBLICATION))).toBeNull();
    expect(problems(frameworkPackage({ ...FRAMEWORK, closesAt: null, holders: [] }, PUBLICATION))).toBeNull();
  });

  it('would refuse a release without its ocid', () => {
    const { releases, ...rest } = asJson(packageOf());
    expect(check({ ...rest, releases: releases.map(({ ocid: _, ...release }) => release) })).not.toBeNull();
  });
});
