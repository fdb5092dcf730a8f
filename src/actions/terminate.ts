/**
 * The end of an assignment before its term, by Résilier or by the withdrawal of its request: shares are worked out again on the
 * accepted work, the rest goes back to the envelope, and what each is owed is said and written to them.
 */
import { paidByScheme } from '../scheme/envelope';
import { type Cents, formatCents, minus, NO_VAT, parseAmount, ZERO } from '../scheme/money';
import type { Gesture } from '../scheme/states';
import { type Settlement, settleTermination } from '../scheme/termination';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { assignmentWording as words } from '../sheets/wording-assignment';
import { holderOf } from './agreement';
import { totalOf } from './assignment-account';
import { authorityLetter, holderLetter } from './assignment-letters';
import { moveAssignment, requestOf } from './assignment-moves';
import type { Desk } from './desk';
import { splitForFunders } from './funders-split';
import { prepareLetters, queueLetters, tellAndDeliver } from './letters';
import { checkMove } from './moves';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';
import { awaitAnswer } from './verdict';

const TITLE = 'Résilier';
type Assignment = StoredRow<'assignments'>;

export function terminate(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'assignments');
  const { reference, state } = chosen.values;
  checkMove('assignment', reference, state, 'résilié', TITLE);
  const reason = desk.screen.ask(TITLE, wording.askReason(reference));
  if (reason === null) return null;
  require(reason !== '', wording.reasonRequired);
  const typed = desk.screen.ask(TITLE, words.askAcceptedWork(totalOf(chosen.values)));
  if (typed === null) return null;
  const acceptedWork = parseAmount(typed);
  if (!acceptedWork.ok) throw new Refused(acceptedWork.reason);
  return () => {
    const [row] = again(desk, 'assignments', [chosen]);
    if (!row) return;
    const { sentences, letters } = endAssignment(desk, row, {
      acceptedWork: acceptedWork.value,
      reason,
      gesture: TITLE,
    });
    queueLetters(desk, letters);
    desk.save();
    tellAndDeliver(desk, TITLE, sentences, letters.length);
  };
}

export interface Ending {
  /** With VAT. */
  readonly acceptedWork: Cents;
  readonly reason: string;
  readonly gesture: Extract<Gesture, 'Résilier' | 'Enregistrer un retrait'>;
}

/** Writes the end of an assignment; the caller queues the letters and saves. */
export function endAssignment(
  desk: Desk,
  row: Assignment,
  { acceptedWork, reason, gesture }: Ending,
): { readonly sentences: string[]; readonly letters: Partial<Row<'letters'>>[] } {
  const { at, values } = row;
  const { reference } = values;
  const total = totalOf(values);
  const base = minus(total, values.excess ?? ZERO);
  const paidToHolder = values.paid ?? ZERO;
  const ended = settleTermination(
    {
      total,
      base,
      rate: values.schemeRate ?? NO_VAT,
      contributionReceived: values.contributionReceived ?? ZERO,
      paidToHolder,
    },
    acceptedWork,
  );
  if (!ended.ok) throw new Refused(`${reference} : ${ended.reason}`);
  const { shares } = ended.value;
  const letters = prepareLetters(desk, lettersOf(desk, values, reason, acceptedWork, ended.value));
  moveAssignment(desk, row, 'résilié', gesture);
  desk.workbook.table('assignments').update(at, {
    schemeShare: shares.scheme,
    authorityShare: shares.authority,
    excess: minus(acceptedWork, shares.base),
    schemePaid: paidByScheme({ total: acceptedWork, scheme: shares.scheme, paidToHolder }),
    fundersSplit: splitForFunders(desk, shares.scheme),
    acceptedWork,
    endReason: reason,
  });
  desk.ledger.record({
    action: gesture,
    subject: reference,
    field: 'Part dispositif',
    before: formatCents(values.schemeShare ?? ZERO),
    after: formatCents(shares.scheme),
  });
  desk.ledger.record({ action: gesture, subject: reference, field: 'Motif', after: reason });
  awaitAnswer(desk, reference, []);
  return { sentences: sentencesOf(reference, ended.value), letters };
}

function sentencesOf(reference: string, settlement: Settlement): string[] {
  const { shares, refundToAuthority, stillDueByAuthority, toPayToHolder, toRecoverFromHolder, released } = settlement;
  const moves = [
    ...(refundToAuthority > 0 ? [words.refund(refundToAuthority)] : []),
    ...(stillDueByAuthority > 0 ? [words.stillDue(stillDueByAuthority)] : []),
    ...(toPayToHolder > 0 ? [words.toPay(toPayToHolder)] : []),
    ...(toRecoverFromHolder > 0 ? [words.toRecover(toRecoverFromHolder)] : []),
  ];
  return [
    words.terminated(reference, shares.scheme, shares.authority),
    words.released(released),
    ...(moves.length > 0 ? moves : [words.nothingMoves]),
  ];
}

function lettersOf(
  desk: Desk,
  assignment: Assignment['values'],
  reason: string,
  acceptedWork: Cents,
  settlement: Settlement,
) {
  const request = requestOf(desk, assignment).values;
  const holder = holderOf(desk, assignment.holder);
  const accepted = formatCents(acceptedWork);
  return [
    holderLetter(
      desk,
      'Résiliation du marché',
      { holder, assignment, subject: request.title },
      {
        Motif: reason,
        'Travaux acceptés': accepted,
        Payé: formatCents(assignment.paid ?? ZERO),
        'Reste à payer': formatCents(settlement.toPayToHolder),
        'À rendre': formatCents(settlement.toRecoverFromHolder),
      },
    ),
    authorityLetter(
      desk,
      'Décompte de la participation',
      { request, assignment: assignment.reference },
      {
        'Travaux acceptés': accepted,
        'Part collectivité': formatCents(settlement.shares.authority),
        'Déjà versé': formatCents(assignment.contributionReceived ?? ZERO),
        'À rembourser': formatCents(settlement.refundToAuthority),
        'Montant dû': formatCents(settlement.stillDueByAuthority),
      },
    ),
  ];
}
