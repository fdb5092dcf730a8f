/**
 * What a holder's message does to the rows of its consultation: a bid fills the holder's row or adds one, a question or a
 * refusal marks it. Only sender, hour, number and size are kept: the bid itself stays sealed in the mailbox.
 */
import { judgeDeposits, timelinessOf } from '../scheme/bids';
import { bidReference, parseHolderCode } from '../scheme/references';
import type { Instant } from '../scheme/time';
import type { HolderIndex, OpenConsultation } from '../sheets/memory';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';
import { recordMove } from './moves';

const GESTURE = 'Relever les courriels';
type Bid = StoredRow<'bids'>;

/** The rows of an open consultation, found where the memory says they stand; searched for when they have moved. */
export function rowsOfConsultation(desk: Desk, reference: string, open: OpenConsultation): Bid[] {
  const rows = desk.workbook.table('bids').readRows(placesOf(open));
  return inPlace(rows, reference, open) ? rows : desk.workbook.table('bids').where('consultation', reference);
}

/** The same for all that are open, in one read where they stand together. */
export function rowsOfAll(desk: Desk, all: ReadonlyMap<string, OpenConsultation>): Map<string, Bid[]> {
  const bids = desk.workbook.table('bids');
  const read = bids.readRows([...all.values()].flatMap(placesOf));
  return new Map(
    [...all].map(([reference, open]) => {
      const places = new Set(placesOf(open));
      const rows = read.filter(({ at }) => places.has(at));
      return [reference, inPlace(rows, reference, open) ? rows : bids.where('consultation', reference)];
    }),
  );
}

function placesOf({ holders, extraRows }: OpenConsultation): number[] {
  return [...holders.map(({ row }) => row), ...extraRows];
}

function inPlace(rows: readonly Bid[], reference: string, { holders }: OpenConsultation): boolean {
  return (
    holders.every(holder => rows.some(({ at, values }) => at === holder.row && values.reference === holder.bid)) &&
    rows.every(({ values }) => values.consultation === reference)
  );
}

export interface DepositMessage {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly attachments: string;
  readonly authenticity: Row<'bids'>['authenticity'];
}

/** Records a deposit; gives the reference of its row and whether it is late. The same message twice changes nothing. */
export function recordDeposit(
  desk: Desk,
  reference: string,
  open: OpenConsultation,
  holder: HolderIndex,
  message: DepositMessage,
  rows: Bid[],
): { readonly bid: string; readonly late: boolean } {
  const bids = desk.workbook.table('bids');
  const own = rows.filter(({ values }) => values.holder === holder.code);
  const same = own.find(({ values }) => values.receivedMessage === message.id);
  if (same) return { bid: same.values.reference, late: same.values.timeliness === 'hors délai' };
  // The row that waits for the first deposit, or one whose message was taken away.
  const free = own.find(({ values }) => values.receivedMessage === '');
  const code = parseHolderCode(holder.code);
  const number = own.length + 1;
  const bid = free
    ? free.values.reference
    : code.ok
      ? bidReference(reference, code.value, number)
      : `${reference}-${holder.code}-${number}`;
  const before = free ? free.values.state : '';
  const columns: Partial<Row<'bids'>> = {
    state: 'reçue',
    timeliness: timelinessOf(message.receivedAt, open.deadline as Instant),
    receivedAt: message.receivedAt,
    attachments: message.attachments,
    receivedMessage: message.id,
    authenticity: message.authenticity,
    ...(free && free.values.reason === wording.messageTakenAway ? { reason: '' } : {}),
  };
  if (free) {
    if (!open.opened) bids.markUntouched(free.at);
    bids.update(free.at, columns);
    Object.assign(free.values, columns);
  } else {
    const template = own[0]?.values;
    const added: Partial<Row<'bids'>> = {
      reference: bid,
      consultation: reference,
      holder: holder.code,
      organisation: template?.organisation ?? '',
      address: template?.address ?? '',
      ...columns,
    };
    const [at = 0] = bids.append([added]);
    rows.push({ at, values: { ...(template as Row<'bids'>), ...added } as Row<'bids'>, problems: [] });
    open.extraRows.push(at);
  }
  desk.ledger.record({ action: GESTURE, subject: bid, field: 'État', before, after: 'reçue' });
  holder.deposits = depositsOf(rows, holder.code).length;
  holder.declined = false;
  holder.asked = false;
  if (columns.timeliness === 'hors délai') holder.late += 1;
  replaceEarlier(desk, rows, holder.code, open.deadline as Instant);
  desk.memory.setOpenConsultation(reference, open);
  return { bid, late: columns.timeliness === 'hors délai' };
}

const depositsOf = (rows: readonly Bid[], code: string): Bid[] =>
  rows.filter(({ values }) => values.holder === code && values.receivedMessage !== '');

/** What a row holds of a deposit: all of it goes when the message is taken away. */
const NO_DEPOSIT: Partial<Row<'bids'>> = {
  timeliness: '',
  receivedAt: null,
  attachments: '',
  content: '',
  ht: null,
  vatRate: null,
  ttc: null,
  source: '',
  confirmedBy: '',
  receivedMessage: '',
  authenticity: '',
  doubts: '',
  documents: '',
  hash: '',
};

/**
 * Takes a message away from the row that it filled: the holder waits again, or its other deposit counts again. Gives the
 * reference of the row, null when the message fills none.
 */
export function withdrawDeposit(
  desk: Desk,
  gesture: string,
  [reference, open]: readonly [string, OpenConsultation],
  messageId: string,
  rows: Bid[],
): string | null {
  const row = rows.find(({ values }) => values.receivedMessage === messageId && messageId !== '');
  const holder = row && open.holders.find(({ code }) => code === row.values.holder);
  if (!row || !holder) return null;
  const { reference: bid, state: before, timeliness } = row.values;
  const state = row.at === holder.row || bid === holder.bid ? 'en attente' : 'remplacée';
  const reason = state === 'remplacée' ? wording.messageTakenAway : '';
  const columns: Partial<Row<'bids'>> = { ...NO_DEPOSIT, state, reason };
  desk.workbook.table('bids').update(row.at, columns);
  Object.assign(row.values, columns);
  desk.ledger.record({ action: gesture, subject: bid, field: 'État', before, after: state });
  holder.deposits = depositsOf(rows, holder.code).length;
  if (timeliness === 'hors délai') holder.late = Math.max(0, holder.late - 1);
  replaceEarlier(desk, rows, holder.code, open.deadline as Instant);
  desk.memory.setOpenConsultation(reference, open);
  return bid;
}

/** The last deposit on time counts; the earlier ones on time become `remplacée`. */
function replaceEarlier(desk: Desk, rows: readonly Bid[], code: string, deadline: Instant): void {
  const own = rows.filter(
    ({ values }) => values.holder === code && values.receivedAt !== null && values.receivedMessage !== '',
  );
  const judged = judgeDeposits(
    own.map(({ values }) => ({ reference: values.reference, receivedAt: values.receivedAt as Instant })),
    deadline,
  );
  judged.forEach(({ state }, index) => {
    const row = own[index];
    if (!row || row.values.state === state || row.values.state === 'à vérifier') return;
    recordMove(desk, GESTURE, row.values.reference, row.values.state, state);
    desk.workbook.table('bids').update(row.at, { state });
    row.values.state = state;
  });
}

/** Marks a question or a refusal on the holder's row; a bid that is in, in whichever of its rows, is never hidden by either. */
export function recordAnswer(
  desk: Desk,
  reference: string,
  open: OpenConsultation,
  holder: HolderIndex,
  state: 'question' | 'déclinée',
  rows: readonly Bid[],
): void {
  const row = rows.find(({ values }) => values.reference === holder.bid);
  if (!row || row.values.state === state || depositsOf(rows, holder.code).length > 0) return;
  desk.workbook.table('bids').update(row.at, { state });
  recordMove(desk, GESTURE, holder.bid, row.values.state, state);
  row.values.state = state;
  holder.declined = state === 'déclinée';
  holder.asked = state === 'question';
  desk.memory.setOpenConsultation(reference, open);
}
