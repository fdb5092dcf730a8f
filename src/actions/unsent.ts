/**
 * Gmail's notice that a mail which it had accepted did not leave, the account's limit being reached: the mail that it
 * returns goes back to those that wait, under a new token, and nothing more is sent for a day.
 */
import type { HolderIndex, OpenConsultation } from '../sheets/memory';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { newToken, pauseSends } from './departures';
import type { Desk } from './desk';
import { awaitLetters, isFor } from './letters';
import { awaitReceipt } from './receipts';
import { awaitConsultation } from './send-terms';

const DAY_MS = 24 * 3_600_000;
const ACTION = 'Limite d’envoi';
const LEFT: readonly string[] = ['envoyé', 'en cours'];

/** What a notice says, and what its reader already knows. */
export interface LimitNotice {
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** Tokens of the mail that it returns. */
  readonly tokens: readonly string[];
  /** The open consultations as this reading of the mailbox changes them. */
  readonly open: ReadonlyMap<string, OpenConsultation>;
  readonly rowsOf: (reference: string) => readonly StoredRow<'bids'>[];
}

/**
 * Puts back what a notice names: a holder's invitation, a letter or a receipt. Gives the reference of its file, empty when
 * the mail is not one of those. The new token tells the next copy from the one that Gmail keeps in SENT although it did
 * not leave.
 */
export function takeBack(desk: Desk, notice: LimitNotice): string {
  pauseSends(desk, notice.receivedAt + DAY_MS);
  for (const token of notice.tokens) {
    const found =
      takeBackInvitation(desk, token, notice) || takeBackLetter(desk, token, notice) || takeBackReceipt(desk, token);
    if (found !== '') return found;
  }
  return '';
}

function takeBackInvitation(desk: Desk, returned: string, { open: all, rowsOf }: LimitNotice): string {
  for (const [reference, open] of all) {
    const holder = open.holders.find(one => one.token === returned);
    if (!holder) continue;
    const row = rowsOf(reference).find(({ values }) => values.reference === holder.bid);
    if (row && LEFT.includes(row.values.sendState)) returnInvitation(desk, reference, open, holder, row);
    return holder.bid;
  }
  return '';
}

function returnInvitation(
  desk: Desk,
  reference: string,
  open: OpenConsultation,
  holder: HolderIndex,
  row: StoredRow<'bids'>,
): void {
  const token = newToken(desk, holder.bid);
  recordReturn(desk, holder.bid, row.values.sendState);
  const columns = {
    sendState: 'à envoyer' as const,
    reason: wording.mailQuota,
    sentAt: null,
    sentMessage: '',
    thread: '',
    token,
  };
  desk.workbook.table('bids').update(row.at, columns);
  Object.assign(row.values, columns);
  Object.assign(holder, { token, thread: '', message: '' });
  desk.memory.setOpenConsultation(reference, open);
  awaitConsultation(desk, reference);
}

function takeBackLetter(desk: Desk, returned: string, { open: all }: LimitNotice): string {
  const table = desk.workbook.table('letters');
  const row = table.find('token', returned);
  if (!row || !LEFT.includes(row.values.state)) return '';
  const { subject, template, state, to } = row.values;
  const token = newToken(desk, `${template} ${subject}`);
  recordReturn(desk, subject, state);
  table.update(row.at, {
    token,
    state: 'à envoyer',
    reason: wording.mailQuota,
    sentAt: null,
    messageId: '',
    thread: '',
  });
  for (const [reference, open] of all)
    for (const holder of open.holders)
      if (isFor(holder, { subject, to })) {
        holder.letterTokens.push(token);
        desk.memory.setOpenConsultation(reference, open);
      }
  awaitLetters(desk);
  return subject;
}

function takeBackReceipt(desk: Desk, token: string): string {
  const table = desk.workbook.table('requests');
  const row = table.find('receiptToken', token);
  if (!row || !LEFT.includes(row.values.receipt)) return '';
  const { reference, email, receipt } = row.values;
  recordReturn(desk, reference, receipt);
  table.update(row.at, {
    receipt: 'à envoyer',
    receiptToken: newToken(desk, `accusé ${email}`),
    receiptReason: wording.mailQuota,
    receiptSentAt: null,
    receiptMessage: '',
  });
  awaitReceipt(desk, reference);
  return reference;
}

function recordReturn(desk: Desk, subject: string, before: string): void {
  desk.ledger.record({ action: ACTION, subject, field: 'Envoi', before, after: 'à envoyer' });
}
