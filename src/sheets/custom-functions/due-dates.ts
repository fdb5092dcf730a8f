/** The nearest dates of a list, for tab Accueil: what falls due first, with the days left. */
import { ok, type Result } from '../../scheme/result';
import { type Day, daysBetween } from '../../scheme/time';
import { readDay } from './cell-readers';
import { isBlank, single, singleOr } from './spill';
import { wording } from './wording';

const USUAL_COUNT = 5;
const MOST = 999;

type DueRow = [reference: string, date: Date | string, daysLeft: number | string];

/**
 * Donne les premières échéances d’une liste, de la plus proche à la plus lointaine : référence, date et jours restants
 * (négatifs si la date est passée). Les plages commencent à la ligne 1, en-tête compris.
 *
 * @param {A1:A} references Colonne des références, en-tête compris.
 * @param {K1:K} dates Colonne des dates, en-tête compris ; une ligne sans date ne compte pas.
 * @param {Aujourdhui} jour Le jour à partir duquel compter.
 * @param {5} [nombre] Nombre d’échéances à donner ; 5 par défaut.
 * @param {60} [horizon] Ne garde que les dates qui tombent dans ce nombre de jours ; toutes par défaut.
 * @param {B1:B} [etats] Colonne à comparer avec « etat » ; aucune par défaut.
 * @param {"envoyée"} [etat] Ce que la colonne « etats » doit contenir ; vide pour les cellules vides.
 * @param {T1:T} [filtres] Seconde colonne à comparer ; aucune par défaut.
 * @param {""} [filtre] Ce que la colonne « filtres » doit contenir ; vide pour les cellules vides.
 * @return {"CONS-2018-001"} Une ligne par échéance : référence, date, jours restants.
 * @customfunction
 */
export function AICT_ECHEANCES(
  references: unknown,
  dates: unknown,
  jour: unknown,
  nombre?: unknown,
  horizon?: unknown,
  etats?: unknown,
  etat?: unknown,
  filtres?: unknown,
  filtre?: unknown,
): (string | number | Date)[][] {
  const today = single('jour', jour, readDay);
  const count = singleOr('nombre', nombre, readCount, USUAL_COUNT);
  const within = singleOr<number | null>('horizon', horizon, readCount, null);
  const labels = cellsOf('references', references);
  const conditions = [condition('etats', etats, etat), condition('filtres', filtres, filtre)];
  const bad: DueRow[] = [];
  const due: { row: DueRow; daysLeft: number }[] = [];
  cellsOf('dates', dates).forEach((cell, index) => {
    if (index === 0 || isBlank(cell) || !conditions.every(holds => holds(index))) return;
    const label = plainText(labels[index]);
    const day: Result<Day> = readDay(cell);
    if (!day.ok) {
      bad.push([label, wording.inRow(day.reason), '']);
      return;
    }
    const daysLeft = daysBetween(today, day.value);
    if (within !== null && (daysLeft < 0 || daysLeft > within)) return;
    due.push({ row: [label, cell as Date | string, daysLeft], daysLeft });
  });
  due.sort((one, other) => one.daysLeft - other.daysLeft);
  const rows = [...bad, ...due.map(({ row }) => row)].slice(0, count);
  return rows.length > 0 ? rows : [[wording.nothingDue, '', '']];
}

/** A range of one column as its cells; a tab of one row gives a single value. */
function cellsOf(name: string, range: unknown): readonly unknown[] {
  if (range === undefined) throw new Error(wording.inArgument(name, wording.missing));
  if (!Array.isArray(range)) return [range];
  return range.map((row: unknown) => {
    const cells: readonly unknown[] = Array.isArray(row) ? row : [row];
    if (cells.length > 1) throw new Error(wording.inArgument(name, wording.severalColumns(cells.length)));
    return cells[0];
  });
}

/** Whether the cell of a row holds the wanted word; always when there is no column to compare. */
function condition(name: string, range: unknown, wanted: unknown): (row: number) => boolean {
  if (isBlank(range)) return () => true;
  const cells = cellsOf(name, range);
  const word = plainText(wanted);
  return row => plainText(cells[row]) === word;
}

function plainText(cell: unknown): string {
  return isBlank(cell) ? '' : String(cell).trim();
}

/** A whole number from 0 to 999. */
function readCount(cell: unknown): Result<number> {
  const number = typeof cell === 'string' && /^\s*\d{1,3}\s*$/.test(cell) ? Number(cell) : cell;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= MOST
    ? ok(number)
    : { ok: false, reason: wording.notCount(String(cell), MOST) };
}
