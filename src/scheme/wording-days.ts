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
