/** Enregistrer un mouvement: one line for every euro that comes in or goes out, never twice, never more than the rules allow. */
import { parseAmount } from '../scheme/money';
import { checkMovement, MOVEMENT_DIRECTIONS, type Movement, parseDirection } from '../scheme/movements';
import type { Result } from '../scheme/result';
import { formatDay, parseFrenchDay } from '../scheme/time';
import type { StoredRow } from '../sheets/table';
import { assignmentWording as words } from '../sheets/wording-assignment';
import { invoicesOf, movementsOf, payableOf, termsOf } from './assignment-account';
import type { Desk } from './desk';
import { enterMovement } from './enter-movement';
import { Refused } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Enregistrer un mouvement';

export function recordMovement(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'assignments');
  const direction = asked(desk, words.askDirection(chosen.values.reference, MOVEMENT_DIRECTIONS), parseDirection);
  if (direction === null) return null;
  const amount = asked(desk, words.askAmount, parseAmount);
  if (amount === null) return null;
  const date = asked(desk, words.askDate, parseFrenchDay);
  if (date === null) return null;
  const document = desk.screen.ask(TITLE, words.askDocument);
  if (document === null) return null;
  return () => {
    const [row] = again(desk, 'assignments', [chosen]);
    if (row) enter(desk, row, { direction, amount, date, document });
  };
}

/** What was typed, read; null when the person gave up, refused with the reader's sentence. */
function asked<T>(desk: Desk, text: string, read: (typed: string) => Result<T>): T | null {
  const typed = desk.screen.ask(TITLE, text);
  if (typed === null) return null;
  const value = read(typed);
  if (!value.ok) throw new Refused(value.reason);
  return value.value;
}

function enter(desk: Desk, row: StoredRow<'assignments'>, movement: Movement): void {
  const movements = movementsOf(desk);
  const rows = desk.workbook.table('assignments').all();
  const facts = {
    assignment: payableOf(row.values),
    terms: termsOf(desk),
    invoices: invoicesOf(rows.map(({ values }) => values)),
    movements,
    today: desk.today(),
  };
  const outcome = checkMovement(facts, movement);
  if (!outcome.ok) throw new Refused(`${row.values.reference} : ${outcome.reason}`);
  if (outcome.value.kind === 'transferred') {
    const { number } = outcome.value;
    const line = movements.find(one => one.number === number);
    if (line) recordTransfer(desk, line.at, row.values.reference, number, movement);
    return;
  }
  const { account } = outcome.value;
  const entered = enterMovement(
    desk,
    row,
    { movement, account, gesture: TITLE },
    movements.map(({ number }) => number),
  );
  desk.save();
  const recorded = words.movementRecorded(entered.number, movement.direction, movement.amount);
  desk.screen.tell(TITLE, [recorded, ...entered.sentences].join('\n'));
}

/** The transfer of a payment that was authorised: its line gets the bank's date and paper, no euro moves twice. */
function recordTransfer(desk: Desk, at: number, reference: string, number: string, movement: Movement): void {
  const { amount, date, document } = movement;
  desk.workbook.table('movements').update(at, { date, document, transferred: true });
  desk.ledger.record({
    action: TITLE,
    subject: reference,
    field: 'Virement',
    after: `${number} : ${date}, ${document}`,
  });
  desk.save();
  desk.screen.tell(TITLE, words.transferRecorded(number, amount, formatDay(date)));
}
