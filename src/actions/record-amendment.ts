/** Enregistrer un avenant: a new total, with its reason; shares, funders' split and envelope are worked out again on it. */
import { amend } from '../scheme/amendment';
import { checkCommitment, paidByScheme } from '../scheme/envelope';
import { type Cents, formatCents, htOf, minus, NO_VAT, parseAmount, ZERO } from '../scheme/money';
import { contributionBalance } from '../scheme/movements';
import { bidReference, type HolderCode } from '../scheme/references';
import { formatDay } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { assignmentWording as words } from '../sheets/wording-assignment';
import { payableOf, totalOf } from './assignment-account';
import { presentBudget } from './budget';
import { ceilingDerogation, derogationsOf, envelopeDerogation } from './derogations';
import type { Desk } from './desk';
import { splitForFunders } from './funders-split';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Enregistrer un avenant';
/** From the signature to the balance. */
const AMENDABLE: readonly string[] = ['signé', 'en cours', 'livré', 'à corriger', 'service fait'];

export function recordAmendment(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'assignments');
  checkAmendable(chosen.values);
  const { reference } = chosen.values;
  const typed = desk.screen.ask(TITLE, words.askNewTotal(reference, totalOf(chosen.values)));
  if (typed === null) return null;
  const total = parseAmount(typed);
  if (!total.ok) throw new Refused(total.reason);
  const reason = desk.screen.ask(TITLE, wording.askReason(reference));
  if (reason === null) return null;
  require(reason !== '', wording.reasonRequired);
  return () => {
    const [row] = again(desk, 'assignments', [chosen]);
    if (row) amendTo(desk, row, total.value, reason);
  };
}

export function checkAmendable({ reference, state }: Row<'assignments'>): void {
  require(AMENDABLE.includes(state), words.notAmendable(reference, state));
}

function amendTo(desk: Desk, { at, values }: StoredRow<'assignments'>, newTotal: Cents, reason: string): void {
  checkAmendable(values);
  const { reference } = values;
  const invoiced = values.invoicedAmount ?? ZERO;
  require(newTotal >= invoiced, `${reference} : ${words.belowInvoiced(invoiced)}`);
  const derogations = derogationsOf(desk);
  const references = referencesAbout(
    values,
    derogations.map(({ subject }) => subject),
  );
  const ceiling = ceilingDerogation(derogations, references);
  const former = totalOf(values);
  const vatRate = values.vatRate ?? NO_VAT;
  const amended = amend(
    {
      total: former,
      shares: { scheme: values.schemeShare ?? ZERO, authority: values.authorityShare ?? ZERO },
      vatRate,
      rate: values.schemeRate ?? NO_VAT,
      paidToHolder: values.paid ?? ZERO,
      ceiling: desk.settings.ceiling,
      ceilingOn: desk.settings.ceilingOn,
      derogation: ceiling?.derogation,
    },
    newTotal,
  );
  if (!amended.ok) throw new Refused(`${reference} : ${amended.reason}`);
  const { shares, schemeChange } = amended.value;
  const committed = checkCommitment({
    budget: presentBudget(desk),
    reservationReleased: ZERO,
    amount: schemeChange,
    derogation: envelopeDerogation(derogations, references),
  });
  if (!committed.ok) throw new Refused(`${reference} : ${committed.reason}`);

  const line = words.amendmentLine(formatDay(desk.today()), former, newTotal, reason);
  const excess = minus(newTotal, shares.base);
  const changes = {
    ttc: newTotal,
    ht: htOf(newTotal, vatRate),
    schemeShare: shares.scheme,
    authorityShare: shares.authority,
    excess,
    schemePaid: paidByScheme({ total: newTotal, scheme: shares.scheme, paidToHolder: values.paid ?? ZERO }),
    fundersSplit: splitForFunders(desk, shares.scheme),
    amendments: [values.amendments, line].filter(text => text !== '').join('\n'),
    ...(excess > 0 || shares.base > desk.settings.ceiling ? { derogation: ceiling?.number ?? '' } : {}),
  };
  desk.workbook.table('assignments').update(at, changes);
  const record = (field: string, before: Cents, after: Cents) =>
    desk.ledger.record({
      action: TITLE,
      subject: reference,
      field,
      before: formatCents(before),
      after: formatCents(after),
    });
  record('Montant TTC', former, newTotal);
  record('Part dispositif', values.schemeShare ?? ZERO, shares.scheme);
  desk.ledger.record({ action: TITLE, subject: reference, field: 'Motif', after: reason });
  desk.save();
  const { stillDue, surplus } = contributionBalance(payableOf({ ...values, ...changes }));
  const sentences = [
    words.amended(reference, newTotal, shares.scheme, shares.authority, committed.value.remaining),
    ...(stillDue > 0
      ? [isCalled(values, shares.authority) ? words.contributionDue(stillDue) : words.callAgain(stillDue)]
      : []),
    ...(surplus > 0 ? [words.contributionSurplus(surplus)] : []),
  ];
  desk.screen.tell(TITLE, sentences.join('\n'));
}

/** Whether the authority was already asked for as much. */
const isCalled = ({ fundsCalledOn, calledAmount, authorityShare }: Row<'assignments'>, share: Cents): boolean =>
  fundsCalledOn !== null && (calledAmount ?? authorityShare ?? ZERO) >= share;

/** What a derogation for this assignment may be about: itself, its request, its consultation, the bid that won. */
function referencesAbout(row: Row<'assignments'>, subjects: readonly string[]): string[] {
  const { reference, consultation, request, holder } = row;
  const bid = bidReference(consultation, holder as HolderCode);
  const bids = subjects.filter(subject => subject === bid || subject.startsWith(`${bid}-`));
  return [reference, consultation, request, ...bids];
}
