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

/** bids.ts */
export const bidWording = {
  stillSealed: (reference: string, deadline: string) =>
    `Les plis de ${reference} restent scellés jusqu’à la date limite, le ${deadline}.`,
  twoNames: 'L’ouverture demande le nom de deux personnes présentes.',
  sameName: (name: string) => `Les deux personnes doivent être différentes : « ${name} » est donné deux fois.`,
  conflict: (name: string, reference: string) =>
    `${name} a déclaré un conflit d’intérêts sur ${reference} et ne peut pas ouvrir les plis : désignez une autre personne.`,
  rateMissing: 'Le taux de TVA manque : indiquez 20 %, ou 0 % pour un titulaire non assujetti.',
  rateMissingEqual:
    'Le taux de TVA manque : les montants HT et TTC sont égaux, indiquez 0 % si le titulaire n’est pas assujetti.',
  amountMissing: 'Les montants manquent : indiquez le montant HT et le taux de TVA.',
  htMissing: 'Le montant HT manque : indiquez-le, le montant TTC s’en déduit.',
  inconsistent: (ht: string, rate: string, computed: string, ttc: string) =>
    `${ht} HT avec une TVA de ${rate} donnent ${computed} TTC, et non ${ttc} : corrigez le montant qui est faux.`,
  zeroAmount: 'Le montant est nul : une offre a un prix.',
  replaced: 'Remplacée par un dépôt plus récent.',
  declined: 'Le titulaire a décliné la consultation.',
  noBid: 'Le titulaire n’a pas remis d’offre.',
  late: 'Offre reçue après la date limite.',
  toSettle: (state: string) => `Le pli est « ${state} » : réglez d’abord ce point.`,
  notConfirmed: 'Les montants ne sont pas confirmés : vérifiez-les puis utilisez « Confirmer les montants ».',
  noTechnicalScore: 'La note technique manque.',
  scoreOutOfRange: (score: number, points: number) =>
    `La note technique ${String(score).replace('.', ',')} n’est pas comprise entre 0 et ${String(points).replace('.', ',')}.`,
};

/** scoring.ts */
export const scoringWording = {
  pointsMissing:
    'Les points de la note technique et de la note de prix sont à fixer dans Paramètres (PointsTechnique, PointsPrix) avant l’envoi.',
  badPoints: (points: number) =>
    `« ${points} » n’est pas un nombre de points : il en faut entre 0 et 1 000, avec deux décimales au plus.`,
  noPoints: 'Les points ne peuvent pas être tous nuls.',
};
