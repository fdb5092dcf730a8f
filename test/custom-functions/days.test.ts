/** AICT_DATE_LIMITE, AICT_JOURS, AICT_DELAI: dates as cells and as text, zones, modes, added holidays, columns. */
import { ZONES } from '../../src/scheme/holidays';
import { AICT_DATE_LIMITE, AICT_DELAI, AICT_JOURS } from '../../src/sheets/custom-functions/index';
import { datesOf, holidayLookup, walkedDeadline } from '../scheme-days/holiday-oracle';
import { column, foreign, open, shown, thrown } from './grids';

/** A date cell: midnight in Paris unless an hour is given. */
const cell = (iso: string): Date => new Date(iso.length === 10 ? `${iso}T00:00:00` : iso);

describe('AICT_DATE_LIMITE', () => {
  const limit = (...given: unknown[]): unknown => shown(AICT_DATE_LIMITE(...(given as [unknown])));

  it.each<[unknown[], string]>([
    [['05/11/2018'], '2018-11-16T23:59:59+01:00'],
    [[cell('2018-11-05')], '2018-11-16T23:59:59+01:00'],
    [[new Date('2018-11-05T23:30:00+01:00')], '2018-11-16T23:59:59+01:00'],
    [[new Date('2018-11-06T00:00:00+01:00')], '2018-11-19T23:59:59+01:00'],
    [['2018-10-29', 10, 'ouvrables', 'métropole', '', true], '2018-11-12T23:59:59+01:00'],
    [['29/10/2018', '', '', '', '', 'non'], '2018-11-10T23:59:59+01:00'],
    [['29/10/2018', '', '', '', '', false], '2018-11-10T23:59:59+01:00'],
    [['29/10/2018', '', '', '', '', 'VRAI'], '2018-11-12T23:59:59+01:00'],
    [['05/11/2018', 10, 'ouvrés'], '2018-11-19T23:59:59+01:00'],
    [['05/11/2018', '10', 'OUVRES', 'metropole'], '2018-11-19T23:59:59+01:00'],
    [['20/12/2018'], '2019-01-03T23:59:59+01:00'],
    [['29/04/2019'], '2019-05-13T23:59:59+02:00'],
    [['15/05/2019', 10, '', 'Guadeloupe'], '2019-05-28T23:59:59+02:00'],
    [['05/11/2018', '', '', '', column('16/11/2018', '')], '2018-11-19T23:59:59+01:00'],
    [['05/11/2018', '', '', '', cell('2018-11-16')], '2018-11-19T23:59:59+01:00'],
    [['05/11/2018', '', '', '', [[cell('2018-11-07'), '', cell('2018-11-08')]]], '2018-11-19T23:59:59+01:00'],
    [['05/11/2018', 1], '2018-11-06T23:59:59+01:00'],
    [['31/12/2197', 366, 'ouvrés'], expect.stringMatching(/^2199-/) as unknown as string],
  ])('%j: %s', (given, expected) => {
    expect(limit(...given)).toEqual(expected);
  });

  it('a date is given back as a date, and an empty cell as an empty cell', () => {
    expect(Object.prototype.toString.call(AICT_DATE_LIMITE('05/11/2018'))).toBe('[object Date]');
    expect(limit('')).toBe('');
  });

  it.each<[unknown[], string]>([
    [[43_409], 'Argument « envoi » : « 43409 » n’est pas une date'],
    [['31/11/2018'], 'Argument « envoi » : « 31/11/2018 » n’est pas une date'],
    [['01/01/2198'], 'Argument « envoi » : la date limite tomberait après 2199'],
    [['05/11/2018', 0], 'Argument « jours » : « 0 » n’est pas un nombre de jours : il en faut de 1 à 366.'],
    [['05/11/2018', 2.5], 'Argument « jours » : « 2,5 »'],
    [['05/11/2018', 367], 'Argument « jours » : « 367 »'],
    [['05/11/2018', 10, 'francs'], 'Argument « mode » : « francs »'],
    [['05/11/2018', 10, 3], 'Argument « mode » : « 3 » ne convient pas : choisissez ouvrables, ouvrés.'],
    [['05/11/2018', 10, '', 'Corse'], 'Argument « zone » : « Corse » n’est pas une zone connue'],
    [['05/11/2018', 10, '', '', 'Noël'], 'Argument « feries » : « Noël » n’est pas une date'],
    [
      ['05/11/2018', 10, '', '', column('', '24/12/2018', 'x')],
      'Argument « feries », ligne 3 : « x » n’est pas une date',
    ],
    [['05/11/2018', 10, '', '', '', 'parfois'], 'Argument « report » : « parfois » n’est ni oui ni non'],
    [[], 'Argument « envoi » : il manque'],
  ])('%j throw a sentence that names the argument', (given, sentence) => {
    expect(thrown(() => limit(...given))).toContain(sentence);
  });

  it('a column of sendings gives a column of deadlines', () => {
    const sendings = open(3_000, '05/11/2018', '', 'demain', cell('2018-11-06'));
    expect(limit(sendings)).toEqual([
      ['2018-11-16T23:59:59+01:00'],
      [''],
      ['ERREUR : « demain » n’est pas une date : écrivez le jour sous la forme 16/11/2018.'],
      ['2018-11-19T23:59:59+01:00'],
    ]);
    expect(limit('05/11/2018', column(10, '', 1), column('ouvrés', '', ''))).toEqual([
      ['2018-11-19T23:59:59+01:00'],
      ['2018-11-16T23:59:59+01:00'],
      ['2018-11-06T23:59:59+01:00'],
    ]);
  });

  it('dates and arrays of another realm are read as ours', () => {
    const sendings = foreign(column(cell('2018-11-05'), cell('2018-11-06')));
    const holidays = foreign(column(cell('2018-11-16')));
    expect(limit(sendings, '', '', '', holidays)).toEqual(
      column('2018-11-19T23:59:59+01:00', '2018-11-19T23:59:59+01:00'),
    );
  });

  it.each(ZONES.flatMap(zone => ['ouvrables', 'ouvrés'].map(mode => [zone, mode] as const)))(
    '%s, %s: a whole year as one column is what a walk gives',
    (zone, mode) => {
      const isHoliday = holidayLookup(zone);
      const year = datesOf(2019);
      const given = limit(column(...year), 10, mode, zone) as string[][];
      expect(given.map(([at]) => at?.slice(0, 19))).toEqual(
        year.map(date => `${walkedDeadline(date, 10, mode, true, isHoliday)}T23:59:59`),
      );
    },
  );

  it('10,000 sendings', () => {
    const given = limit(column(...Array.from({ length: 10_000 }, () => '05/11/2018'))) as string[][];
    expect(new Set(given.map(([at]) => at))).toEqual(new Set(['2018-11-16T23:59:59+01:00']));
    expect(given).toHaveLength(10_000);
  });
});

describe('AICT_JOURS', () => {
  it.each<[unknown[], unknown]>([
    [['05/11/2018', '16/11/2018'], 10],
    [['05/11/2018', '19/11/2018', 'ouvrés'], 10],
    [[cell('2018-11-05'), new Date('2018-11-16T23:59:59+01:00')], 10],
    [['05/11/2018', '05/11/2018'], 0],
    [['05/11/2018', '01/11/2018'], 0],
    [['31/10/2018', '02/11/2018'], 1],
    [['31/10/2018', '02/11/2018', '', '', '02/11/2018'], 0],
    [['26/05/2019', '28/05/2019', '', 'Guadeloupe'], 1],
    [['26/05/2019', '28/05/2019', '', 'Saint-Martin'], 1],
    [['', '16/11/2018'], ''],
    [['05/11/2018', ''], ''],
    [
      [column('05/11/2018', '', 'x'), '16/11/2018'],
      [[10], [''], ['ERREUR : « x » n’est pas une date : écrivez le jour sous la forme 16/11/2018.']],
    ],
    [
      ['05/11/2018', column('16/11/2018', '06/11/2018', '')],
      [[10], [1]],
    ],
  ])('%j: %j', (given, expected) => {
    expect(shown(AICT_JOURS(...(given as [unknown, unknown])))).toEqual(expected);
  });

  it('names the argument that is wrong', () => {
    expect(thrown(() => AICT_JOURS('05/11/2018', 'x'))).toContain('Argument « fin »');
    expect(thrown(() => AICT_JOURS(true, '05/11/2018'))).toContain('Argument « debut » : « VRAI » n’est pas une date');
  });
});

describe('AICT_DELAI', () => {
  const deadline = new Date('2018-11-16T23:59:59+01:00');

  it.each<[unknown[], unknown]>([
    [[new Date('2018-11-16T23:59:59+01:00'), deadline], 'dans les délais'],
    [[new Date('2018-11-16T23:59:59.999+01:00'), deadline], 'dans les délais'],
    [[new Date('2018-11-17T00:00:00+01:00'), deadline], 'hors délai'],
    [['16/11/2018 14:30', '16/11/2018'], 'dans les délais'],
    [['16/11/2018 14:30', '16/11/2018 14:30'], 'dans les délais'],
    [['16/11/2018 14:31', '16/11/2018 14:30'], 'hors délai'],
    [['16/11/2018', '16/11/2018'], 'dans les délais'],
    [['17/11/2018', '16/11/2018'], 'hors délai'],
    [[new Date('2018-11-16T15:00:00+01:00'), cell('2018-11-16')], 'dans les délais'],
    [[new Date('2018-11-17T00:00:00+01:00'), cell('2018-11-16')], 'hors délai'],
    [['', deadline], ''],
    [[deadline, ''], ''],
    [
      [column('16/11/2018 08:00', '', '17/11/2018 08:00', 'tôt'), deadline],
      [['dans les délais'], [''], ['hors délai'], [expect.stringMatching(/^ERREUR : « tôt » n’est pas une date/)]],
    ],
  ])('%j: %j', (given, expected) => {
    expect(shown(AICT_DELAI(...(given as [unknown, unknown])))).toEqual(expected);
  });

  it('asks for the hour when the day alone does not decide', () => {
    expect(thrown(() => AICT_DELAI('16/11/2018', '16/11/2018 12:00'))).toBe(
      'Argument « recu » : « 16/11/2018 » est le jour de la date limite : précisez l’heure de réception, par exemple 16/11/2018 14:30.',
    );
  });

  it('names the argument that is wrong', () => {
    expect(thrown(() => AICT_DELAI(43_420, deadline))).toContain('Argument « recu » : « 43420 » n’est pas une date');
    expect(thrown(() => AICT_DELAI(deadline, 'x'))).toContain('Argument « limite »');
  });
});
