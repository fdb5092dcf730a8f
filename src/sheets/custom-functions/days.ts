/** Deadlines and working days, for a formula. */

import type { Timeliness } from '../../scheme/bids';
import { computeDeadline, isLate } from '../../scheme/deadline';
import { ok, type Result, refused } from '../../scheme/result';
import { type Day, dayOf, endOfDay, type Instant, parseFrenchInstant, startOfDay, yearOf } from '../../scheme/time';
import { countWorkingDays } from '../../scheme/working-days';
import { isDate, readDay, readDays, readMode, readYesNo, readZone, shown } from './cell-readers';
import { list, optional, required, type Spilled, spill } from './spill';
import { wording } from './wording';

const USUAL_DAYS = 10;
/** The longest delay ends within two years, and the calendar in 2199. */
const LAST_SENDING_YEAR = 2197;

const countOf = (mode: unknown, zone: unknown) => ({
  mode: optional('mode', mode, readMode, 'ouvrables'),
  zone: optional('zone', zone, readZone, 'métropole'),
});

/**
 * Donne la date limite de remise des offres : le jour de l’envoi ne compte pas, le dernier jour est inclus jusqu’à
 * 23:59:59 (heure de Paris), et il est reporté s’il tombe un samedi, un dimanche ou un jour férié.
 *
 * @param {05/11/2018} envoi Date d’envoi ; une cellule ou une colonne.
 * @param {10} [jours] Nombre de jours à laisser ; 10 par défaut.
 * @param {"ouvrables"} [mode] ouvrables (tous les jours sauf dimanches et jours fériés) ou ouvrés (du lundi au vendredi) ; ouvrables par défaut.
 * @param {"métropole"} [zone] métropole, Alsace-Moselle, Guadeloupe, Martinique, Guyane, La Réunion, Mayotte, Saint-Barthélemy ou Saint-Martin ; métropole par défaut.
 * @param {D2:D5} [feries] Plage de jours fériés supplémentaires.
 * @param {VRAI} [report] VRAI pour reporter un dernier jour non travaillé, FAUX sinon ; VRAI par défaut.
 * @return {16/11/2018 23:59:59} La date limite, ou une colonne de dates limites.
 * @customfunction
 */
export function AICT_DATE_LIMITE(
  envoi: unknown,
  jours?: unknown,
  mode?: unknown,
  zone?: unknown,
  feries?: unknown,
  report?: unknown,
): Spilled<Date> {
  const extraHolidays = list('feries', feries, readDay);
  return spill(
    {
      sentOn: required('envoi', envoi, readSending),
      days: optional('jours', jours, readDays, USUAL_DAYS),
      ...countOf(mode, zone),
      shift: optional('report', report, readYesNo, true),
    },
    ({ sentOn, ...terms }) => ok(new Date(computeDeadline({ sentAt: sentOn, ...terms, extraHolidays }).deadline)),
  );
}

function readSending(cell: unknown): Result<Day> {
  const day = readDay(cell);
  return day.ok && yearOf(day.value) > LAST_SENDING_YEAR ? refused(wording.tooFar(LAST_SENDING_YEAR + 2)) : day;
}

/**
 * Compte les jours ouvrables (ou ouvrés) après le début, jusqu’à la fin incluse ; 0 si la fin n’est pas après le début.
 *
 * @param {05/11/2018} debut Jour de départ, qui ne compte pas ; une cellule ou une colonne.
 * @param {16/11/2018} fin Dernier jour, compté ; une cellule ou une colonne.
 * @param {"ouvrables"} [mode] ouvrables ou ouvrés ; ouvrables par défaut.
 * @param {"métropole"} [zone] métropole, Alsace-Moselle, Guadeloupe, Martinique, Guyane, La Réunion, Mayotte, Saint-Barthélemy ou Saint-Martin ; métropole par défaut.
 * @param {D2:D5} [feries] Plage de jours fériés supplémentaires.
 * @return {10} Le nombre de jours, ou une colonne de nombres.
 * @customfunction
 */
export function AICT_JOURS(
  debut: unknown,
  fin: unknown,
  mode?: unknown,
  zone?: unknown,
  feries?: unknown,
): Spilled<number> {
  const extraHolidays = list('feries', feries, readDay);
  return spill(
    { from: required('debut', debut, readDay), to: required('fin', fin, readDay), ...countOf(mode, zone) },
    ({ from, to, ...count }) => ok(countWorkingDays(from, to, { ...count, extraHolidays })),
  );
}

/**
 * Dit si un pli est arrivé dans les délais, à la seconde près.
 *
 * @param {16/11/2018 23:59:59} recu Date et heure de réception ; une cellule ou une colonne.
 * @param {16/11/2018 23:59:59} limite Date limite ; sans heure, le jour entier compte. Une cellule ou une colonne.
 * @return {"dans les délais"} dans les délais ou hors délai, ou une colonne.
 * @customfunction
 */
export function AICT_DELAI(recu: unknown, limite: unknown): Spilled<Timeliness> {
  return spill(
    { received: required('recu', recu, readReception), deadline: required('limite', limite, readClosing) },
    ({ received: { earliest, latest, typed }, deadline }) => {
      const late = isLate(earliest, deadline);
      if (late !== isLate(latest, deadline)) return refused(wording.inArgument('recu', wording.hourNeeded(typed)));
      return ok<Timeliness>(late ? 'hors délai' : 'dans les délais');
    },
  );
}

interface Reception {
  readonly earliest: Instant;
  readonly latest: Instant;
  readonly typed: string;
}

/** When it came: an instant, or some time of the day when a text gives no hour. */
function readReception(cell: unknown): Result<Reception> {
  if (!isDate(cell) && typeof cell !== 'string') return refused(wording.notDate(shown(cell)));
  const earliest = parseFrenchInstant(cell, startOfDay);
  const latest = parseFrenchInstant(cell, endOfDay);
  if (!earliest.ok) return earliest;
  return latest.ok ? ok({ earliest: earliest.value, latest: latest.value, typed: shown(cell) }) : latest;
}

/** A closing: a day alone, which a cell gives as its midnight, is included to its last second. */
function readClosing(cell: unknown): Result<Instant> {
  if (!isDate(cell) && typeof cell !== 'string') return refused(wording.notDate(shown(cell)));
  const at = parseFrenchInstant(cell, endOfDay);
  if (!at.ok) return at;
  const day = dayOf(at.value);
  return ok(at.value === startOfDay(day) ? endOfDay(day) : at.value);
}
