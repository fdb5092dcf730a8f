/** Moving a file from one state to the next: allowed by the table of states or refused by name, always in the ledger. */
import { type Gesture, isState, move, type StateKind, type States } from '../scheme/states';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';
import { Refused } from './refused';

/** Refuses, naming the file, unless the gesture may move it there; staying where one is passes when `orStay`. */
export function checkMove<Kind extends StateKind>(
  kind: Kind,
  reference: string,
  from: string,
  to: States[Kind],
  gesture: Gesture,
  orStay = false,
): void {
  if (orStay && from === to) return;
  if (!isState(kind, from)) throw new Refused(`${reference} : ${wording.noStatus}`);
  const moved = move(kind, from, to, gesture);
  if (!moved.ok) throw new Refused(`${reference} : ${moved.reason}`);
}

/** Writes a move of a file in the ledger. */
export function recordMove(desk: Desk, gesture: string, reference: string, from: string, to: string): void {
  if (from !== to)
    desk.ledger.record({ action: gesture, subject: reference, field: 'Statut', before: from, after: to });
}
