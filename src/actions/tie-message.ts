/** Rattacher un message: staff settle what the software would not guess: a bid of a holder, a file, or nothing. */
import { findReferences, parseReference } from '../scheme/references';
import type { Instant } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { recordDeposit, rowsOfConsultation, withdrawDeposit } from './deposits';
import type { Desk } from './desk';
import { openSettledBid } from './open-bids';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Rattacher un message';

export function tieMessage(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'messages');
  const typed = desk.screen.ask(TITLE, wording.askTie);
  if (typed === null) return null;
  require(typed !== '', wording.tieRequired);
  return () => {
    const [row] = again(desk, 'messages', [chosen]);
    if (!row) return;
    const messages = desk.workbook.table('messages');
    const settle = (columns: Partial<Row<'messages'>>, after: string): void => {
      messages.update(row.at, columns);
      record(desk, row, after);
      desk.save();
    };
    const before = row.values.tiedTo;
    if (/^(?:é|e\u0301|e)carter$/i.test(typed.trim())) {
      const undone = undoDeposit(desk, row.values);
      settle({ nature: setAsideNature(row.values), tiedTo: '', toDo: '' }, wording.setAsideMark);
      desk.screen.note(undone === null ? wording.setAside : wording.setAsideBid(undone));
      return;
    }
    const target = targetOf(desk, typed, row.values);
    if (target === null) {
      const reference = knownFile(desk, typed);
      const undone = undoDeposit(desk, row.values);
      settle({ nature: setAsideNature(row.values), tiedTo: reference, toDo: '' }, reference);
      desk.screen.note(undone === null ? wording.tied1(reference) : wording.tiedInstead(reference, undone));
      return;
    }
    const { consultation, open, holder } = target;
    require(before !== holder.bid || !isDeposit(desk, row.values, target), wording.alreadyTied(before));
    const undone = undoDeposit(desk, row.values);
    const deposit = recordDeposit(
      desk,
      consultation,
      open,
      holder,
      {
        id: row.values.id,
        receivedAt: row.values.receivedAt ?? (0 as Instant),
        attachments: row.values.attachments,
        authenticity: row.values.authenticity,
      },
      rowsOfConsultation(desk, consultation, open),
    );
    readIfOpened(desk, consultation, deposit);
    settle(
      { nature: 'offre', tiedTo: deposit.bid, toDo: deposit.late ? wording.lateBid(deposit.bid) : '' },
      deposit.bid,
    );
    const told = deposit.late ? wording.tiedLate(deposit.bid) : wording.tied1(deposit.bid);
    desk.screen.tell(TITLE, undone === null ? told : `${told} ${wording.undone(undone)}`);
  };
}

/** Takes the message away from the bid that it was, when its consultation is not decided; null when it was none. */
function undoDeposit(desk: Desk, { id, tiedTo }: Row<'messages'>): string | null {
  const bid = parseReference(tiedTo);
  if (bid?.kind !== 'bid') return null;
  const consultation = consultationOf(tiedTo);
  const open = desk.memory.openConsultations().get(consultation);
  if (!open) {
    const filled = desk.workbook.table('bids').find('reference', tiedTo)?.values.receivedMessage === id;
    require(!filled, wording.bidDecided(tiedTo, consultation));
    return null;
  }
  return withdrawDeposit(desk, TITLE, [consultation, open], id, rowsOfConsultation(desk, consultation, open));
}

/** Whether the message already is a deposit of that holder. */
function isDeposit(
  desk: Desk,
  { id }: Row<'messages'>,
  { consultation, open, holder }: NonNullable<ReturnType<typeof targetOf>>,
): boolean {
  return rowsOfConsultation(desk, consultation, open).some(
    ({ values }) => values.holder === holder.code && values.receivedMessage === id,
  );
}

/** `OFF-2018-001-ALPHA` belongs to `CONS-2018-001`. */
const consultationOf = (bid: string): string => `CONS-${bid.split('-').slice(1, 3).join('-')}`;

/** The reference typed, of a row that is there; refused otherwise. */
function knownFile(desk: Desk, typed: string): string {
  const [reference] = findReferences(typed);
  require(reference, wording.unknownReference(typed));
  require(isThere(desk, reference), wording.noSuchFile(reference));
  return reference;
}

function isThere(desk: Desk, reference: string): boolean {
  const { workbook } = desk;
  switch (parseReference(reference)?.kind) {
    case 'request':
      return workbook.table('requests').find('reference', reference) !== null;
    case 'consultation':
      return workbook.table('consultations').find('reference', reference) !== null;
    case 'assignment':
      return workbook.table('assignments').find('reference', reference) !== null;
    case 'application':
      return workbook.table('applications').find('reference', reference) !== null;
    default:
      return false;
  }
}

/** The holder of an open consultation that a text names: `OFF-2018-001-ALPHA` or `CONS-2018-001/ALPHA`; null for another file. */
function targetOf(desk: Desk, typed: string, message: Row<'messages'>) {
  const text = typed.trim().toUpperCase();
  const open = desk.memory.openConsultations();
  const slash = /^(CONS-\d{4}-\d{3,6})\s*[/ ]\s*([A-Z][A-Z0-9]*)$/.exec(text);
  const parsed = parseReference(text);
  const consultation = slash?.[1] ?? (parsed?.kind === 'bid' ? consultationOf(text) : null);
  if (consultation === null || consultation === undefined) return null;
  const code = slash?.[2] ?? (parsed?.kind === 'bid' ? parsed.holder : '');
  const found = open.get(consultation);
  if (!found) throw new Refused(wording.notOpenConsultation(consultation));
  const holder = found.holders.find(one => one.code === code);
  if (!holder) throw new Refused(wording.notConsulted(String(code), consultation));
  require(message.receivedAt !== null && message.id !== '', wording.messageIncomplete);
  return { consultation, open: found, holder };
}

/** A bid settled after the opening is read at once: it was on time, and nobody may be left out for a doubt of ours. */
function readIfOpened(
  desk: Desk,
  consultation: string,
  { bid, late }: { readonly bid: string; readonly late: boolean },
): void {
  if (late) return;
  const row = desk.workbook.table('consultations').find('reference', consultation);
  if (row?.values.status === 'plis ouverts') openSettledBid(desk, row, bid);
}

/** What a person has looked at is no longer in doubt, nor a bid once it is tied elsewhere; what machines send stays what it is. */
function setAsideNature({ nature }: Row<'messages'>): Row<'messages'>['nature'] {
  return nature === 'à vérifier' || nature === 'offre' ? 'autre' : nature;
}

function record(desk: Desk, { values }: StoredRow<'messages'>, after: string): void {
  desk.ledger.record({ action: TITLE, subject: values.id, field: 'Rattaché à', before: values.tiedTo, after });
}
