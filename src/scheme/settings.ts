/**
 * The settings of an edition (tab Paramètres): what each one is, its first value, and how its cell is read. A bad cell is
 * a problem with a sentence; its first value stands in meanwhile, so that every other setting can still be used.
 */
import { parseAddresses } from './addresses';
import { ZONES, type Zone } from './holidays';
import { type Cents, parseAmount, parseRate, type Rate } from './money';
import { ok, type Result, refused } from './result';
import type { CeilingBasis } from './shares';
import { type Day, dayOf, endOfDay, type Instant, parseFrenchInstant, startOfDay } from './time';
import { settingTexts, settingWording as wording } from './wording-settings';
import { DAY_MODES, type DayMode } from './working-days';

/** The day on which membership is read: when the request comes, when the committee decides, when the bid is chosen. */
export const MEMBERSHIP_DATES = ['dépôt', 'décision', 'attribution'] as const;
export type MembershipDate = (typeof MEMBERSHIP_DATES)[number];

/** What the authority's contribution must be in for. */
export const CONTRIBUTION_DUES = ['avant solde', 'avant démarrage'] as const;
export type ContributionDue = (typeof CONTRIBUTION_DUES)[number];

export interface Settings {
  readonly edition: number;
  readonly envelope: Cents;
  readonly memberRate: Rate;
  readonly nonMemberRate: Rate;
  readonly ceiling: Cents;
  readonly ceilingOn: CeilingBasis;
  readonly membershipDate: MembershipDate;
  readonly duesRequired: boolean;
  readonly delayDays: number;
  readonly dayMode: DayMode;
  readonly shiftToWorkingDay: boolean;
  readonly holidayZone: Zone;
  /** Null: open. */
  readonly callOpensAt: Instant | null;
  /** Null: no end. The last instant at which an answer is on time. */
  readonly callClosesAt: Instant | null;
  readonly applicationsOpenAt: Instant | null;
  readonly applicationsCloseAt: Instant | null;
  readonly maxPages: number;
  /** Null until staff chose: a consultation cannot be sent without. */
  readonly technicalPoints: number | null;
  readonly pricePoints: number | null;
  readonly acceptLateByDerogation: boolean;
  readonly agreementRequired: boolean;
  readonly contributionDue: ContributionDue;
  readonly instalmentRate: Rate;
  /** None to two, lower case; a consultation cannot be sent without. */
  readonly replyAddresses: readonly string[];
  readonly senderName: string;
  /** Lower case; empty until the installation. */
  readonly managingAccount: string;
  readonly alertRecipients: readonly string[];
  readonly retentionMonths: number;
  readonly reminderDays: number;
  /** Days between the call for funds and its reminder, then between two reminders; 0: none. */
  readonly contributionReminderDays: number;
  /** How many mails the account may send in 24 hours. */
  readonly dailyMails: number;
  /** Prefix of the publisher's open data (`ocds-a1b2c3`); empty until the Open Contracting Partnership gave one. */
  readonly ocidPrefix: string;
}

export type SettingKind = 'integer' | 'points' | 'amount' | 'rate' | 'choice' | 'instant' | 'addresses' | 'text';

/** What the cell must hold, and when: `toSend` settings may stay empty until the first consultation is sent. */
export type SettingRequirement = 'always' | 'toSend' | 'never';

/** A setting as the workbook shows it. `initial` is the first value of its cell, `format` its number format. */
export interface SettingDefinition {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly kind: SettingKind;
  readonly format: string;
  readonly required: SettingRequirement;
  readonly initial: string | number | Date;
  readonly choices?: readonly string[];
}

/** A cell of the tab that cannot be used: which one, what it shows, and what to do. */
export interface SettingProblem {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly reason: string;
}

const FORMATS: Readonly<Record<SettingKind, string>> = {
  integer: '0',
  points: 'General',
  amount: '#,##0.00\\ "€"',
  rate: '0\\ %',
  choice: '@',
  instant: 'dd/mm/yyyy hh:mm:ss',
  addresses: '@',
  text: '@',
};

/** How one setting is read. `whenEmpty` is what an empty cell means, or why it may not be empty. */
interface Rule<T> {
  readonly kind: SettingKind;
  readonly name: keyof typeof settingTexts;
  readonly initial: string | number | Date;
  readonly required: SettingRequirement;
  readonly choices?: readonly string[];
  readonly whenEmpty: Result<T>;
  readonly read: (raw: unknown) => Result<T>;
}

type Rules = { readonly [Key in keyof Settings]: Rule<Settings[Key]> };

/** The rules in the order of the tab. */
function settingRules(): Rules {
  return {
    edition: integer('Edition', 2018, 2000, 2100),
    envelope: amount('Enveloppe', 100_000),
    memberRate: rateOf('TauxAdherent', 0.8),
    nonMemberRate: rateOf('TauxNonAdherent', 0.5),
    ceiling: amount('Plafond', 15_000),
    ceilingOn: choice('BasePlafond', ['TTC', 'HT'], 'TTC'),
    membershipDate: choice('DateAdhesion', MEMBERSHIP_DATES, 'dépôt'),
    duesRequired: yesNo('CotisationExigee', 'non'),
    delayDays: integer('DelaiJours', 10, 1, 365),
    dayMode: choice('ModeJours', DAY_MODES, 'ouvrables'),
    shiftToWorkingDay: yesNo('ReportWeekend', 'oui'),
    holidayZone: choice('ZoneFeries', ZONES, 'métropole'),
    callOpensAt: opening('OuvertureAppel', ''),
    callClosesAt: closing('ClotureAppel', ''),
    applicationsOpenAt: opening('OuvertureCandidatures', '2018-09-21'),
    applicationsCloseAt: closing('ClotureCandidatures', '2018-10-14'),
    maxPages: integer('PagesMax', 20, 1, 1_000),
    technicalPoints: points('PointsTechnique'),
    pricePoints: points('PointsPrix'),
    acceptLateByDerogation: yesNo('DerogationRetard', 'non'),
    agreementRequired: yesNo('AccordExige', 'non'),
    contributionDue: choice('ContributionExigible', CONTRIBUTION_DUES, 'avant solde'),
    instalmentRate: rateOf('Acomptes', 0),
    replyAddresses: addresses('AdresseReponse', 2, 'toSend'),
    senderName: text('NomExpediteur'),
    managingAccount: oneAddress('CompteGestion'),
    alertRecipients: addresses('DestinatairesAlertes', 20, 'never'),
    retentionMonths: integer('ConservationMois', 24, 1, 600),
    reminderDays: integer('RappelJours', 3, 0, 60),
    dailyMails: integer('CourrielsParJour', 1_500, 1, 2_000),
    contributionReminderDays: integer('RelanceParticipation', 15, 0, 365),
    ocidPrefix: ocidPrefix('PrefixeOCDS'),
  };
}

/** Every setting, in the order of the tab, for the installation, the help and the documentation. */
export function settingDefinitions(): readonly SettingDefinition[] {
  return Object.values(settingRules()).map(({ name, kind, initial, required, choices }) => ({
    name,
    ...settingTexts[name],
    kind,
    format: FORMATS[kind],
    required,
    initial,
    ...(choices === undefined ? {} : { choices }),
  }));
}

/**
 * The settings out of the tab's cells by name, as Sheets gives them (numbers, texts, booleans, dates, ''). What cannot be
 * used is listed, and its first value is used instead; names that are no setting are left alone.
 */
export function parseSettings(raw: Readonly<Record<string, unknown>>): {
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
} {
  const cells = new Map(Object.entries(raw));
  const problems: SettingProblem[] = [];
  const report = (name: keyof typeof settingTexts, reason: string): void => {
    const { label } = settingTexts[name];
    problems.push({ name, label, value: shown(cells.get(name)), reason: wording.problem(label, name, reason) });
  };
  const settings = readEach(settingRules(), rule => {
    const cell = cells.get(rule.name);
    const result = isEmpty(cell) ? rule.whenEmpty : rule.read(cell);
    if (result.ok) return result.value;
    report(rule.name, result.reason);
    return initialValue(rule);
  });

  const { callOpensAt, callClosesAt, applicationsOpenAt, applicationsCloseAt } = settings;
  if (endsBefore(callOpensAt, callClosesAt)) report('ClotureAppel', wording.closesBeforeOpening('OuvertureAppel'));
  if (endsBefore(applicationsOpenAt, applicationsCloseAt))
    report('ClotureCandidatures', wording.closesBeforeOpening('OuvertureCandidatures'));
  if (settings.technicalPoints === 0 && settings.pricePoints === 0) report('PointsTechnique', wording.noPoints);
  return { settings, problems };
}

function readEach(rules: Rules, read: <T>(rule: Rule<T>) => T): Settings {
  const settings: { -readonly [Key in keyof Settings]?: Settings[Key] } = {};
  const take = <Key extends keyof Settings>(key: Key): void => {
    settings[key] = read<Settings[Key]>(rules[key]);
  };
  for (const key of Object.keys(rules) as (keyof Settings)[]) take(key);
  // Every key of Settings has its rule: the compiler holds `Rules` to it.
  return settings as Settings;
}

function initialValue<T>({ name, initial, whenEmpty, read }: Rule<T>): T {
  const result = initial === '' ? whenEmpty : read(initial);
  if (!result.ok) throw new Error(`Setting ${name}: its first value is refused (${result.reason})`);
  return result.value;
}

const isEmpty = (cell: unknown): boolean =>
  cell === undefined || cell === null || (typeof cell === 'string' && plainText(cell) === '');

const endsBefore = (opensAt: Instant | null, closesAt: Instant | null): boolean =>
  opensAt !== null && closesAt !== null && closesAt < opensAt;

/** Without the spaces and invisible marks that come along with a paste. */
const plainText = (cell: string): string => cell.replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, '').trim();

function shown(cell: unknown): string {
  const shownText = String(cell ?? '');
  return shownText.length > 60 ? `${shownText.slice(0, 60)}…` : shownText;
}

type Name = keyof typeof settingTexts;

function integer(name: Name, initial: number, least: number, most: number): Rule<number> {
  return {
    kind: 'integer',
    name,
    initial,
    required: 'always',
    whenEmpty: refused(wording.empty),
    read: raw => {
      const number = numberOf(raw);
      const fits = number !== null && Number.isInteger(number) && number >= least && number <= most;
      return fits ? ok(number) : refused(wording.notInteger(shown(raw), least, most));
    },
  };
}

const MOST_POINTS = 1_000;

function points(name: Name): Rule<number | null> {
  return {
    kind: 'points',
    name,
    initial: '',
    required: 'toSend',
    whenEmpty: ok(null),
    read: raw => {
      const number = numberOf(raw);
      const fits =
        number !== null &&
        number >= 0 &&
        number <= MOST_POINTS &&
        Math.abs(Math.round(number * 100) - number * 100) < 1e-6;
      return fits ? ok(number) : refused(wording.notPoints(shown(raw), MOST_POINTS));
    },
  };
}

/** A plain number, or text of digits with a French or English decimal separator; null otherwise. */
function numberOf(raw: unknown): number | null {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : null;
  const typed = typeof raw === 'string' ? plainText(raw) : '';
  return /^\d{1,9}(?:[.,]\d{1,4})?$/.test(typed) ? Number(typed.replace(',', '.')) : null;
}

function amount(name: Name, initial: number): Rule<Cents> {
  return { kind: 'amount', name, initial, required: 'always', whenEmpty: refused(wording.empty), read: parseAmount };
}

/** A cell of percents holds 1.2 for « 120 % »: no share of a cost is that, and none is as low as 1,2 %. */
function readShare(raw: unknown): Result<Rate> {
  return typeof raw === 'number' && raw > 1 && raw < 10 ? refused(wording.aboveWhole) : parseRate(raw);
}

function rateOf(name: Name, initial: number): Rule<Rate> {
  return { kind: 'rate', name, initial, required: 'always', whenEmpty: refused(wording.empty), read: readShare };
}

/** The letters that tell choices apart: case, accents and kinds of hyphen or space do not. */
const letters = (typed: string): string =>
  plainText(typed)
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .replace(/[\s\u2010-\u2013-]+/g, ' ');

function choice<Choice extends string>(name: Name, choices: readonly Choice[], initial: Choice): Rule<Choice> {
  return {
    kind: 'choice',
    name,
    initial,
    choices,
    required: 'always',
    whenEmpty: refused(wording.empty),
    read: raw => {
      const typed = typeof raw === 'string' ? letters(raw) : '';
      const found = choices.find(candidate => letters(candidate) === typed);
      return found === undefined ? refused(wording.notChoice(shown(raw), choices)) : ok(found);
    },
  };
}

function yesNo(name: Name, initial: 'oui' | 'non'): Rule<boolean> {
  const words = choice(name, ['oui', 'non'], initial);
  return {
    ...words,
    whenEmpty: refused(wording.empty),
    read: raw => {
      if (typeof raw === 'boolean') return ok(raw);
      const word = words.read(raw);
      return word.ok ? ok(word.value === 'oui') : word;
    },
  };
}

/** An opening: a day alone means its start. */
function opening(name: Name, initial: '' | `${number}-${number}-${number}`): Rule<Instant | null> {
  return instantRule(name, initial === '' ? '' : new Date(startOfDay(initial as Day)), at => at);
}

/** A closing: a day alone, which a cell gives as its midnight, is included to its last second. */
function closing(name: Name, initial: '' | `${number}-${number}-${number}`): Rule<Instant | null> {
  const wholeDay = (at: Instant): Instant => (at === startOfDay(dayOf(at)) ? endOfDay(dayOf(at)) : at);
  return instantRule(name, initial === '' ? '' : new Date(endOfDay(initial as Day)), wholeDay);
}

function instantRule(name: Name, initial: '' | Date, adjust: (at: Instant) => Instant): Rule<Instant | null> {
  return {
    kind: 'instant',
    name,
    initial,
    required: 'never',
    whenEmpty: ok(null),
    read: raw => {
      const parsed = parseFrenchInstant(raw);
      return parsed.ok ? ok(adjust(parsed.value)) : parsed;
    },
  };
}

function addresses(name: Name, most: number, required: 'toSend' | 'never'): Rule<readonly string[]> {
  return {
    kind: 'addresses',
    name,
    initial: '',
    required,
    whenEmpty: ok([]),
    read: raw => {
      const parsed = parseAddresses(String(raw));
      return parsed.ok && parsed.value.length > most ? refused(wording.tooManyAddresses(most)) : parsed;
    },
  };
}

function oneAddress(name: Name): Rule<string> {
  const list = addresses(name, 1, 'never');
  return {
    ...list,
    whenEmpty: ok(''),
    read: raw => {
      const parsed = list.read(raw);
      return parsed.ok ? ok(parsed.value[0] ?? '') : parsed;
    },
  };
}

const LONGEST_TEXT = 100;

/** One line of text: it ends up in the header of a mail. */
function text(name: Name): Rule<string> {
  return {
    kind: 'text',
    name,
    initial: '',
    required: 'never',
    whenEmpty: ok(''),
    read: raw => {
      const typed = typeof raw === 'string' || typeof raw === 'number' ? plainText(String(raw)) : '';
      const fits = typed !== '' && typed.length <= LONGEST_TEXT && !/\p{Cc}/u.test(typed);
      return fits ? ok(typed) : refused(wording.notLine(LONGEST_TEXT));
    },
  };
}

const OCID_PREFIX = /^ocds-[a-z0-9]{6}$/;

/** As the Open Contracting Partnership gives them: `ocds-` and six letters or digits. */
function ocidPrefix(name: Name): Rule<string> {
  const line = text(name);
  return {
    ...line,
    read: raw => {
      const typed = plainText(String(raw)).toLowerCase();
      return OCID_PREFIX.test(typed) ? ok(typed) : refused(wording.notOcidPrefix(shown(raw)));
    },
  };
}
