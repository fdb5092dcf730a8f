/** Rattacher un message: staff settle what the software would not guess: a bid of a holder, a file, or nothing. */
import { findReferences, parseReference } from '../scheme/references';
import type { Instant } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { recordDeposit, rowsOfConsultation } from './deposits';
import type { Desk } from './desk';
import { readBid } from './open-bids';
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
    if (typed.toLowerCase() === 'écarter' || typed.toLowerCase() === 'ecarter') {
      messages.update(row.at, { nature: 'autre', tiedTo: '', toDo: '' });
      record(desk, row, 'écarté');
      desk.save();
      desk.screen.note(wording.setAside);
      return;
    }
    const target = targetOf(desk, typed, row.values);
    if (target === null) {
      const [reference] = findReferences(typed);
      require(reference, wording.unknownReference(typed));
      messages.update(row.at, { nature: natureOf(row.values), tiedTo: reference, toDo: '' });
      record(desk, row, reference);
      desk.save();
      desk.screen.note(wording.tied1(reference));
      return;
    }
    const { consultation, open, holder } = target;
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
    readIfOpened(desk, consultation, deposit, row.values.id);
    messages.update(row.at, {
      nature: 'offre',
      tiedTo: deposit.bid,
      toDo: deposit.late ? wording.lateBid(deposit.bid) : '',
    });
    record(desk, row, deposit.bid);
    desk.save();
    desk.screen.tell(TITLE, deposit.late ? wording.tiedLate(deposit.bid) : wording.tied1(deposit.bid));
  };
}

/** The holder of an open consultation that a text names: `OFF-2018-001-ALPHA` or `CONS-2018-001/ALPHA`; null for another file. */
function targetOf(desk: Desk, typed: string, message: Row<'messages'>) {
  const text = typed.trim().toUpperCase();
  const open = desk.memory.openConsultations();
  const slash = /^(CONS-\d{4}-\d{3,6})\s*[/ ]\s*([A-Z][A-Z0-9]*)$/.exec(text);
  const parsed = parseReference(text);
  const consultation = slash?.[1] ?? (parsed?.kind === 'bid' ? `CONS-${text.split('-').slice(1, 3).join('-')}` : null);
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
  messageId: string,
): void {
  if (late || !desk.managesMail) return;
  const row = desk.workbook.table('consultations').find('reference', consultation);
  if (row?.values.status !== 'plis ouverts') return;
  desk.write();
  const deposit = desk.workbook.table('bids').find('reference', bid);
  if (deposit) desk.workbook.table('bids').update(deposit.at, readBid(desk, messageId));
}

function natureOf({ nature }: Row<'messages'>): Row<'messages'>['nature'] {
  return nature === 'à vérifier' ? 'autre' : nature;
}

function record(desk: Desk, { values }: StoredRow<'messages'>, after: string): void {
  desk.ledger.record({ action: TITLE, subject: values.id, field: 'Rattaché à', before: values.tiedTo, after });
}
