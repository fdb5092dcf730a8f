/** What the rules on days, deadlines, bids and payments say, in French; one group per file of rules. */

/** time.ts */
export const timeWording = {
  months: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  weekdays: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  notADay: (typed: string) => `« ${typed} » n’est pas une date : écrivez le jour sous la forme 16/11/2018.`,
  notATime: (typed: string) => `« ${typed} » n’est pas une heure : écrivez-la sous la forme 16/11/2018 14:30.`,
  yearOutOfRange: (typed: string, first: number, last: number) =>
    `« ${typed} » : l’année doit être comprise entre ${first} et ${last}.`,
  at: (day: string, hours: number, minutes: number, seconds: number) => {
    const two = (value: number) => String(value).padStart(2, '0');
    const exact = seconds === 0 ? '' : ` min ${two(seconds)} s`;
    return `${day} à ${hours} h ${two(minutes)}${exact} (heure de Paris)`;
  },
};

/** holidays.ts */
export const holidayWording = {
  unknownZone: (typed: string, zones: readonly string[]) =>
    `« ${typed} » n’est pas une zone connue : choisissez ${zones.join(', ')}.`,
  names: {
    newYear: 'jour de l’An',
    labour: 'fête du Travail',
    victory: 'victoire de 1945',
    bastille: 'fête nationale',
    assumption: 'Assomption',
    allSaints: 'Toussaint',
    armistice: 'armistice de 1918',
    christmas: 'Noël',
    easterMonday: 'lundi de Pâques',
    ascension: 'Ascension',
    whitMonday: 'lundi de Pentecôte',
    goodFriday: 'Vendredi saint',
    saintStephen: 'Saint-Étienne',
    abolition: 'jour férié local',
    extra: 'jour férié supplémentaire',
  },
};

/** working-days.ts */
export const workingDayWording = {
  unknownMode: (typed: string, modes: readonly string[]) =>
    `« ${typed} » n’est pas une façon de compter les jours : choisissez ${modes.join(' ou ')}.`,
  sunday: 'dimanche',
  saturday: 'samedi',
};

/** deadline.ts */
export const deadlineWording = {
  count: (days: number, mode: string, sentOn: string) =>
    `Le délai est de ${days} ${days === 1 ? 'jour' : 'jours'} ${days === 1 ? mode.replace(/s$/, '') : mode}, comptés à partir du lendemain de l’envoi (${sentOn}).`,
  excludedDay: (day: string, reason: string) => (day.startsWith(reason) ? `le ${day}` : `le ${day} (${reason})`),
  notCounted: (days: readonly string[]) =>
    days.length === 1 ? `Ne compte pas : ${days[0]}.` : `Ne comptent pas : ${days.slice(0, -1).join(', ')} et ${days[days.length - 1]}.`,
  moved: (from: string, reason: string, to: string) =>
    from.startsWith(reason)
      ? `Le dernier jour tombant le ${from}, la date limite est reportée au ${to}.`
      : `Le dernier jour tombant le ${from} (${reason}), la date limite est reportée au ${to}.`,
  tooShort: (day: string, left: number, days: number, mode: string, earliest: string) =>
    `Le ${day} ne laisse que ${left} jours ${mode} ; il en faut ${days}. Choisissez le ${earliest} ou une date ultérieure.`,
  alreadyPassed: (deadline: string) => `La date limite, le ${deadline}, est passée : elle ne peut plus être prolongée.`,
  notLater: (wanted: string, present: string) =>
    `Le ${wanted} n’est pas après la date limite actuelle, le ${present} : une date limite ne peut être que reculée.`,
};
