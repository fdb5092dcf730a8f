/** The scheme's share split between the funders of tab Listes, as column `Répartition bailleurs` keeps it. */
import { splitBetweenFunders } from '../scheme/funders';
import { type Cents, formatCents } from '../scheme/money';
import type { Desk } from './desk';
import { Refused } from './refused';

/** `AFD : 5 712,00 €`, one funder a line; refused when the shares of Listes do not make 100 %. */
export function splitForFunders(desk: Desk, scheme: Cents): string {
  const shares = desk.workbook.lists.flatMap(({ values: { funder, funderShare } }) =>
    funder === '' || funderShare === null ? [] : [{ funder, share: funderShare }],
  );
  const split = splitBetweenFunders(scheme, shares);
  if (!split.ok) throw new Refused(split.reason);
  return split.value.map(({ funder, amount }) => `${funder} : ${formatCents(amount)}`).join('\n');
}
