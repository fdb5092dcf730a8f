/** The scheme's share split between the funders of tab Listes, as column `Répartition bailleurs` keeps it. */
import { type FunderAmount, largestRemainder, splitBetweenFunders } from '../scheme/funders';
import { type Cents, cents, formatCents, parseAmount, sum } from '../scheme/money';
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

/**
 * The split as it was frozen, to the cent of the share as it stands: after an amendment or a termination, in the same
 * proportions. Lines that cannot be read are left out.
 */
export function frozenSplit(text: string, scheme: Cents): readonly FunderAmount[] {
  const frozen = text.split('\n').flatMap((line): FunderAmount[] => {
    const [, funder = '', figure = ''] = /^(.*\S)\s*:\s*(.+)$/.exec(line) ?? [];
    const amount = parseAmount(figure);
    return funder === '' || !amount.ok ? [] : [{ funder, amount: amount.value }];
  });
  const amounts = frozen.map(({ amount }) => amount);
  if (sum(amounts) === scheme || sum(amounts) === 0) return frozen;
  const parts = largestRemainder(scheme, amounts);
  return frozen.map(({ funder }, index) => ({ funder, amount: cents(parts[index] ?? 0) }));
}
