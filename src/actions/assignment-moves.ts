/** Moving an assignment and its request together: both as the table of states allows, both in the ledger. */
import type { Gesture, States } from '../scheme/states';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';
import { checkMove, recordMove } from './moves';
import { Refused } from './refused';

/** The request of an assignment; refused when its row is gone. */
export function requestOf(desk: Desk, { request }: Pick<Row<'assignments'>, 'request'>): StoredRow<'requests'> {
  const row = desk.workbook.table('requests').find('reference', request);
  if (row === null) throw new Refused(wording.requestGone(request));
  return row;
}

/** Moves an assignment, the row as read following along; refused unless the gesture may. */
export function moveAssignment(
  desk: Desk,
  { at, values }: StoredRow<'assignments'>,
  to: States['assignment'],
  gesture: Gesture,
): void {
  checkMove('assignment', values.reference, values.state, to, gesture);
  recordMove(desk, gesture, values.reference, values.state, to);
  desk.workbook.table('assignments').update(at, { state: to });
  values.state = to;
}

/** The same for its request. */
export function moveRequest(
  desk: Desk,
  { at, values }: StoredRow<'requests'>,
  to: States['request'],
  gesture: Gesture,
): void {
  checkMove('request', values.reference, values.status, to, gesture);
  recordMove(desk, gesture, values.reference, values.status, to);
  desk.workbook.table('requests').update(at, { status: to });
  values.status = to;
}
