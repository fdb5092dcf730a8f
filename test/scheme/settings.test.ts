/** The settings: their names and first values are public, and no cell, however odd, stops the others from being read. */
import fc from 'fast-check';
import { parseSettings, type Settings, settingDefinitions } from '../../src/scheme/settings';
import { isoParis } from '../../src/scheme/time';

/** The cells of a fresh tab, as an installation leaves them. */
const fresh = (): Record<string, unknown> =>
  Object.fromEntries(settingDefinitions().map(({ name, initial }) => [name, initial]));

const read = (cells: Record<string, unknown>) => parseSettings({ ...fresh(), ...cells });

const problemsOf = (cells: Record<string, unknown>): string[] => read(cells).problems.map(({ name }) => name);

describe('the list', () => {
  it('holds the settings of the workbook, in order, then what was added', () => {
    expect(settingDefinitions().map(({ name }) => name)).toEqual([
      'Edition',
      'Enveloppe',
      'TauxAdherent',
      'TauxNonAdherent',
      'Plafond',
      'BasePlafond',
      'DateAdhesion',
      'CotisationExigee',
      'DelaiJours',
      'ModeJours',
      'ReportWeekend',
      'ZoneFeries',
      'OuvertureAppel',
      'ClotureAppel',
      'OuvertureCandidatures',
      'ClotureCandidatures',
      'PagesMax',
      'PointsTechnique',
      'PointsPrix',
      'DerogationRetard',
      'AccordExige',
      'ContributionExigible',
      'Acomptes',
      'AdresseReponse',
      'NomExpediteur',
      'CompteGestion',
      'DestinatairesAlertes',
      'ConservationMois',
      'RappelJours',
      'CourrielsParJour',
      'RelanceParticipation',
      'PrefixeOCDS',
    ]);
  });

  it('says which must be filled before a consultation is sent', () => {
    const toSend = settingDefinitions().filter(({ required }) => required === 'toSend');
    expect(toSend.map(({ name }) => name)).toEqual(['PointsTechnique', 'PointsPrix', 'AdresseReponse']);
  });

  it('explains each setting in a sentence', () => {
    for (const { label, help } of settingDefinitions()) {
      expect(label).toMatch(/^\p{Lu}/u);
      expect(help).toMatch(/[.%]$/);
    }
  });
});

describe('first values', () => {
  it('are those of 2018, without a problem', () => {
    const { settings, problems } = parseSettings(fresh());
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      edition: 2018,
      envelope: 10_000_000,
      memberRate: 80_000,
      nonMemberRate: 50_000,
      ceiling: 1_500_000,
      ceilingOn: 'TTC',
      membershipDate: 'dépôt',
      duesRequired: false,
      delayDays: 10,
      dayMode: 'ouvrables',
      shiftToWorkingDay: true,
      holidayZone: 'métropole',
      callOpensAt: null,
      callClosesAt: null,
      applicationsOpenAt: Date.parse('2018-09-21T00:00:00+02:00'),
      applicationsCloseAt: Date.parse('2018-10-14T23:59:59+02:00'),
      maxPages: 20,
      technicalPoints: null,
      pricePoints: null,
      acceptLateByDerogation: false,
      agreementRequired: false,
      contributionDue: 'avant solde',
      instalmentRate: 0,
      replyAddresses: [],
      senderName: '',
      managingAccount: '',
      alertRecipients: [],
      retentionMonths: 24,
      reminderDays: 3,
      dailyMails: 1_500,
      contributionReminderDays: 15,
      ocidPrefix: '',
    } satisfies Record<keyof Settings, unknown>);
  });

  it('stand in for an empty tab, each required setting being named', () => {
    const { settings, problems } = parseSettings({});
    expect(settings.delayDays).toBe(10);
    expect(problems.map(({ name }) => name)).toContain('Enveloppe');
    expect(problems.map(({ name }) => name)).not.toContain('PointsPrix');
  });
});

describe('reading', () => {
  it.each<[string, unknown, keyof Settings, unknown]>([
    ['Edition', '2019', 'edition', 2019],
    ['Enveloppe', '120 000,50 €', 'envelope', 12_000_050],
    ['TauxAdherent', '75 %', 'memberRate', 75_000],
    ['TauxNonAdherent', 0.5, 'nonMemberRate', 50_000],
    ['BasePlafond', 'ht', 'ceilingOn', 'HT'],
    ['DateAdhesion', 'Decision ', 'membershipDate', 'décision'],
    ['CotisationExigee', 'Oui', 'duesRequired', true],
    ['CotisationExigee', true, 'duesRequired', true],
    ['ReportWeekend', false, 'shiftToWorkingDay', false],
    ['ModeJours', 'ouvres', 'dayMode', 'ouvrés'],
    ['ZoneFeries', 'alsace–moselle', 'holidayZone', 'Alsace-Moselle'],
    ['ZoneFeries', 'la\u00A0réunion\u200B', 'holidayZone', 'La Réunion'],
    ['ContributionExigible', 'avant démarrage', 'contributionDue', 'avant démarrage'],
    ['PointsTechnique', 60, 'technicalPoints', 60],
    ['PointsPrix', '37,5', 'pricePoints', 37.5],
    ['Acomptes', 0.3, 'instalmentRate', 30_000],
    ['AdresseReponse', 'A@cuf.example ; b@cuf.example', 'replyAddresses', ['a@cuf.example', 'b@cuf.example']],
    ['CompteGestion', 'Gestion@cuf.example', 'managingAccount', 'gestion@cuf.example'],
    ['NomExpediteur', ' Cités Unies France ', 'senderName', 'Cités Unies France'],
    ['RappelJours', 0, 'reminderDays', 0],
  ])('%s %p', (name, cell, key, value) => {
    const { settings, problems } = read({ [name]: cell });
    expect(problems).toEqual([]);
    expect(settings[key]).toEqual(value);
  });

  it.each([
    ['a date alone, in text', '30/11/2018', '2018-11-30T23:59:59+01:00'],
    ['a date alone, in a cell', new Date('2018-11-29T23:00:00Z'), '2018-11-30T23:59:59+01:00'],
    ['a date and a time', new Date('2018-11-30T11:00:00Z'), '2018-11-30T12:00:00+01:00'],
    ['a date and a time, in text', '30/11/2018 12:00', '2018-11-30T12:00:00+01:00'],
  ])('a closing: %s', (_case, cell, expected) => {
    const { callClosesAt } = read({ ClotureAppel: cell }).settings;
    expect(callClosesAt !== null && isoParis(callClosesAt)).toBe(expected);
  });

  it('an opening given as a date alone is its first second', () => {
    const { callOpensAt } = read({ OuvertureAppel: '26/09/2018' }).settings;
    expect(callOpensAt !== null && isoParis(callOpensAt)).toBe('2018-09-26T00:00:00+02:00');
  });
});

describe('a cell that cannot be read', () => {
  it.each<[string, unknown]>([
    ['Edition', 18],
    ['Edition', ''],
    ['Enveloppe', 'cent mille'],
    ['Enveloppe', -1],
    ['Enveloppe', '12.500'],
    ['TauxAdherent', 'beaucoup'],
    ['TauxAdherent', 180],
    ['BasePlafond', 'net'],
    ['DateAdhesion', 12],
    ['CotisationExigee', 'peut-être'],
    ['DelaiJours', 0],
    ['DelaiJours', 10.5],
    ['DelaiJours', '#REF!'],
    ['ModeJours', 'calendaires'],
    ['ZoneFeries', 'Bretagne'],
    ['ClotureAppel', '31/02/2018'],
    ['ClotureAppel', 43_000],
    ['ClotureAppel', new Date(Number.NaN)],
    ['PointsPrix', -40],
    ['PointsPrix', 'quarante'],
    ['AdresseReponse', 'dispositif'],
    ['AdresseReponse', 'a@b.example; c@d.example; e@f.example'],
    ['CompteGestion', 'a@b.example c@d.example'],
    ['NomExpediteur', 'CUF\r\nBcc: x@y.example'],
    ['NomExpediteur', 'x'.repeat(101)],
    ['RappelJours', 'NaN'],
  ])('%s = %p is one problem, that names the setting, and its first value stands in', (name, cell) => {
    const { settings, problems } = read({ [name]: cell });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ name, reason: expect.stringContaining(name) });
    expect(settings).toEqual(parseSettings(fresh()).settings);
  });

  it('shows what was typed, cut short', () => {
    expect(read({ DelaiJours: 'x'.repeat(500) }).problems[0]?.value).toHaveLength(61);
  });
});

describe('settings that do not fit together', () => {
  it('a closing before its opening is a problem', () => {
    expect(problemsOf({ OuvertureAppel: '26/09/2018', ClotureAppel: '25/09/2018' })).toEqual(['ClotureAppel']);
    expect(problemsOf({ OuvertureAppel: '26/09/2018', ClotureAppel: '26/09/2018' })).toEqual([]);
    expect(problemsOf({ ClotureCandidatures: '01/09/2018' })).toEqual(['ClotureCandidatures']);
  });

  it('no points at all is a problem', () => {
    expect(problemsOf({ PointsTechnique: 0, PointsPrix: 0 })).toEqual(['PointsTechnique']);
    expect(problemsOf({ PointsTechnique: 0, PointsPrix: 100 })).toEqual([]);
  });
});

it('whatever the cells hold, every setting has a value and nothing throws', () => {
  const names = settingDefinitions().map(({ name }) => name);
  const cell = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.date({ noInvalidDate: false }), fc.constant(null));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names, '__proto__', 'constructor', 'Autre'), cell), cells => {
      const { settings } = parseSettings(cells);
      expect(Object.values(settings)).toHaveLength(names.length);
      expect(Object.values(settings)).not.toContain(undefined);
    }),
  );
});
