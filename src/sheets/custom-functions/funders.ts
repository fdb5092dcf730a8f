/** An amount split between the funders, for tab Budget: parts that always add up to it, to the cent. */
import { checkFunders, largestRemainder } from '../../scheme/funders';
import { toEuros } from '../../scheme/money';
import { readAmount, readRate } from './cell-readers';
import { isBlank, readList, single } from './spill';
import { wording } from './wording';

/**
 * Répartit un montant selon les parts données, au centime près : la somme des montants rendus est toujours le montant
 * réparti. Les centimes qui restent vont aux plus forts restes.
 *
 * @param {B4} montant Montant à répartir, en euros.
 * @param {Listes!B2:B5} parts Parts de chaque bailleur ; leur total fait 100 %.
 * @return {20000} Une colonne de montants, dans l’ordre des parts ; vide en face d’une part vide.
 * @customfunction
 */
export function AICT_REPARTITION(montant: unknown, parts: unknown): (number | string)[][] {
  const amount = single('montant', montant, readAmount);
  if (parts === undefined) throw new Error(wording.inArgument('parts', wording.missing));
  const rows: readonly unknown[] = Array.isArray(parts) ? parts : [parts];
  const shares = rows.map((row, index) => {
    const [read] = readList(row, readRate);
    if (read !== undefined && !read.value.ok) throw new Error(wording.inList('parts', index + 1, read.value.reason));
    return read?.value.ok ? read.value.value : null;
  });
  const given = shares.flatMap((share, index) => (share === null ? [] : [{ funder: String(index), share }]));
  const checked = checkFunders(given);
  if (!checked.ok) throw new Error(wording.inArgument('parts', wording.notWhole));
  const amounts = largestRemainder(
    amount,
    given.map(({ share }) => share),
  ).map(toEuros);
  const column = shares.map(share => [share === null ? '' : (amounts.shift() ?? '')]);
  while (column.length > 1 && isBlank(column[column.length - 1]?.[0])) column.pop();
  return column;
}
