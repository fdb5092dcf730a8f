/** The framework agreements, for the computed columns of Titulaires: last day, and whether they are in force. */
import { agreementOf, inForceOn, lastDay } from '../../scheme/holders';
import type { Result } from '../../scheme/result';
import { type Day, startOfDay } from '../../scheme/time';
import { readDay, readYesNo } from './cell-readers';
import { isBlank, single } from './spill';
import { wording } from './wording';

type Rows = readonly (readonly unknown[])[];

/**
 * Donne la colonne « Fin » des titulaires : un an après la signature, moins un jour, plus un an par reconduction.
 *
 * @param {"Fin"} titre Titre de la colonne.
 * @param {G1:G} signatures Dates de signature, en-tête compris.
 * @param {H1:H} reconductions Nombre de reconductions, en-tête compris.
 * @return {31/10/2019} Le titre, puis le dernier jour de chaque accord-cadre.
 * @customfunction
 */
export function AICT_FIN_ACCORD(
  titre: string,
  signatures: unknown[][],
  reconductions: unknown[][],
): (Date | string)[][] {
  return columnOf(titre, signatures, row =>
    agreementAt(signatures, reconductions, [], row, agreement => {
      const last = lastDay(agreement);
      return last === null ? '' : new Date(startOfDay(last));
    }),
  );
}

/**
 * Donne la colonne « En vigueur » des titulaires : oui si l’accord-cadre est signé, non échu et non suspendu ce jour-là.
 *
 * @param {"En vigueur"} titre Titre de la colonne.
 * @param {G1:G} signatures Dates de signature, en-tête compris.
 * @param {H1:H} reconductions Nombre de reconductions, en-tête compris.
 * @param {K1:K} suspensions oui ou non, en-tête compris.
 * @param {Aujourdhui} jour Le jour considéré.
 * @return {"oui"} Le titre, puis oui ou non pour chaque accord-cadre.
 * @customfunction
 */
export function AICT_EN_VIGUEUR(
  titre: string,
  signatures: unknown[][],
  reconductions: unknown[][],
  suspensions: unknown[][],
  jour: unknown,
): string[][] {
  const on = single('jour', jour, readDay);
  return columnOf(titre, signatures, row =>
    agreementAt(signatures, reconductions, suspensions, row, agreement => (inForceOn(agreement, on) ? 'oui' : 'non')),
  );
}

/** The title, then a value for each row down to the last one that has a signature. */
function columnOf<T>(title: string, signatures: Rows, valueAt: (row: number) => T | string): (T | string)[][] {
  if (!Array.isArray(signatures)) return [[title]];
  let last = signatures.length - 1;
  while (last > 0 && isBlank(signatures[last]?.[0])) last -= 1;
  const rows: (T | string)[][] = [[title]];
  for (let row = 1; row <= last; row += 1) rows.push([isBlank(signatures[row]?.[0]) ? '' : valueAt(row)]);
  return rows;
}

function agreementAt<T>(
  signatures: Rows,
  renewals: Rows,
  suspensions: Rows,
  row: number,
  value: (agreement: { signedOn: Day | null; renewals: number; suspended: boolean }) => T,
): T | string {
  const signedOn = readDay(signatures[row]?.[0]);
  const suspended = readIf(suspensions[row]?.[0], readYesNo, false);
  if (!signedOn.ok) return wording.inRow(signedOn.reason);
  if (!suspended.ok) return wording.inRow(suspended.reason);
  const count = renewals[row]?.[0];
  const typed = isBlank(count) ? 0 : Number(count);
  const agreement = agreementOf({ code: '', signedOn: signedOn.value, renewals: typed, suspended: suspended.value });
  return agreement.ok ? value(agreement.value) : wording.inRow(agreement.reason);
}

function readIf<T>(cell: unknown, read: (cell: unknown) => Result<T>, whenBlank: T): Result<T> {
  return isBlank(cell) ? { ok: true, value: whenBlank } : read(cell);
}
