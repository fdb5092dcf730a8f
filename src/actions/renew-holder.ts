/** Reconduire: one more year for a holder of the framework agreement, twice at most, before it ends. */
import { agreementOf, lastDay, renew } from '../scheme/holders';
import { formatDayInWords } from '../scheme/time';
import type { Row } from '../sheets/schema';
import { tenderWording as words } from '../sheets/wording-tender';
import type { Desk } from './desk';
import { Refused } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Reconduire';

export function renewHolder(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'holders');
  const { code, organisation } = chosen.values;
  const wanted = renewed(desk, chosen.values);
  if (!desk.screen.confirm(TITLE, words.confirmRenewal(code, organisation, wanted.until, wanted.renewals))) return null;
  return () => {
    const [row] = again(desk, 'holders', [chosen]);
    if (!row) return;
    const { renewals, until } = renewed(desk, row.values);
    desk.workbook.table('holders').update(row.at, { renewals });
    desk.ledger.record({
      action: TITLE,
      subject: code,
      field: 'Reconductions',
      before: String(row.values.renewals ?? 0),
      after: String(renewals),
    });
    desk.save();
    desk.screen.tell(TITLE, words.renewed(code, until));
  };
}

function renewed(desk: Desk, values: Row<'holders'>): { readonly renewals: number; readonly until: string } {
  const agreement = agreementOf(values);
  if (!agreement.ok) throw new Refused(agreement.reason);
  const longer = renew(agreement.value, desk.today());
  if (!longer.ok) throw new Refused(`${values.code} : ${longer.reason}`);
  const last = lastDay(longer.value);
  return { renewals: longer.value.renewals, until: last === null ? '' : formatDayInWords(last) };
}
