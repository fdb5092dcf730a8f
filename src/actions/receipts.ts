/** The receipt of a request: queued on the request's own row, sent once, resumed by the sweep. */

import { isSendableAddress } from '../mail/address';
import { receiptValues } from '../mail/letter-values';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { jobWording } from '../sheets/wording-jobs';
import {
  columnsOf,
  composeMail,
  depart,
  fillLetter,
  lookForTraces,
  newToken,
  sendsLeft,
  sentColumns,
} from './departures';
import type { Desk } from './desk';

const LETTER = 'Accusé de réception de la demande';
type Request = Row<'requests'>;
type ReceiptColumns = Partial<
  Pick<Request, 'receipt' | 'receiptSentAt' | 'receiptToken' | 'receiptMessage' | 'receiptReason'>
>;

interface QueuedReceipt {
  readonly columns: ReceiptColumns;
  /** The token when the receipt may leave now; null when it waits or cannot leave. */
  readonly token: string | null;
}

/** Decides whether the receipt can leave now, and the columns of the request that say so. */
export function queueReceipt(desk: Desk, email: string): QueuedReceipt {
  if (!isSendableAddress(email))
    return { columns: { receipt: 'échec', receiptReason: wording.badRecipient(email) }, token: null };
  const token = newToken(desk, `accusé ${email}`);
  if (desk.workbook.settings.settings.replyAddresses.length === 0) return waitingReceipt(token, wording.noReplyAddress);
  if (!desk.managesMail) {
    // A colleague's click: the managing account's next sweep has something to find.
    desk.memory.setNextDue(desk.now());
    return waitingReceipt(token, jobWording.mailByManager(desk.memory.get('managingAccount') ?? ''));
  }
  if (sendsLeft(desk) < 1) return waitingReceipt(token, wording.mailQuota);
  return { columns: { receipt: 'en cours', receiptToken: token }, token };
}

function waitingReceipt(token: string, receiptReason: string): QueuedReceipt {
  return { columns: { receipt: 'à envoyer', receiptToken: token, receiptReason }, token: null };
}

export interface ReceiptToSend {
  readonly at: number;
  readonly token: string;
  readonly request: Partial<Request> & { readonly reference: string };
  readonly editUrl: string;
}

/** Sends the receipt of a row that already says `en cours`; reading the letters makes that row last before anything leaves. */
export function sendReceipt(desk: Desk, { at, token, request, editUrl }: ReceiptToSend): void {
  const requests = desk.workbook.table('requests');
  const letter = fillLetter(
    desk,
    LETTER,
    receiptValues(received(request, desk), editUrl, desk.workbook.settings.settings),
  );
  const mail = letter.ok ? composeMail(desk, { token, to: [request.email ?? ''], letter: letter.value }) : letter;
  if (!mail.ok) {
    requests.update(at, { receipt: 'échec', receiptReason: mail.reason });
    desk.save();
    return;
  }
  awaitReceipt(desk, request.reference);
  const [departure] = depart(desk, [{ token, bytes: () => mail.value }]);
  if (departure) requests.update(at, receiptColumns(columnsOf(departure)));
  desk.write();
}

function receiptColumns({ state, sentAt, message, reason }: ReturnType<typeof columnsOf>): ReceiptColumns {
  return {
    receipt: state,
    receiptSentAt: sentAt as Request['receiptSentAt'],
    receiptMessage: message,
    receiptReason: reason,
  };
}

function received(request: ReceiptToSend['request'], desk: Desk) {
  return {
    reference: request.reference,
    receivedAt: request.receivedAt ?? desk.now(),
    authority: request.authority ?? '',
    authorityKind: request.authorityKind ?? '',
    siren: request.siren ?? '',
    contact: request.contact ?? '',
    email: request.email ?? '',
    phone: request.phone ?? '',
    supportType: request.supportType ?? '',
    title: request.title ?? '',
    need: request.need ?? '',
    territories: request.territories ?? '',
    estimate: request.estimate ?? null,
    member: request.member ?? '',
    memberAsOf: request.memberAsOf ?? null,
  };
}

/** Remembers that the receipt of a request is not known to have left. */
export function awaitReceipt(desk: Desk, reference: string): void {
  const waiting = desk.memory.get('waiting') ?? { consultations: [], receipts: [], letters: false };
  if (!waiting.receipts.includes(reference))
    desk.memory.set('waiting', { ...waiting, receipts: [...waiting.receipts, reference] });
}

/** Takes up the receipts that wait or whose departure is unknown; says how many still wait. */
export function resumeReceipts(desk: Desk, editUrlOf: (responseId: string) => string): number {
  const waiting = desk.memory.get('waiting');
  if (!waiting || waiting.receipts.length === 0) return 0;
  const requests = desk.workbook.table('requests');
  const rows = waiting.receipts.flatMap(reference => requests.find('reference', reference) ?? []);
  const uncertain = rows.filter(({ values }) => values.receipt === 'en cours');
  const traces =
    uncertain.length === 0
      ? new Map()
      : lookForTraces(
          desk,
          uncertain.map(({ values }) => values.receiptToken),
        );
  const toSend: StoredRow<'requests'>[] = rows.filter(({ values }) => values.receipt === 'à envoyer');
  const still: string[] = [];
  for (const row of uncertain) {
    if (traces === 'too early') still.push(row.values.reference);
    else if (traces === 'unknown') requests.update(row.at, { receiptReason: wording.mailUnknown });
    else {
      const trace = traces.get(row.values.receiptToken);
      if (trace) requests.update(row.at, receiptColumns(sentColumns(trace)));
      else toSend.push(row);
    }
  }
  const sendable = toSend.slice(0, Math.max(0, sendsLeft(desk)));
  const later = toSend.slice(sendable.length).map(({ values }) => values.reference);
  desk.memory.set('waiting', {
    ...waiting,
    receipts: [...still, ...later, ...sendable.map(({ values }) => values.reference)],
  });
  for (const { at, values } of sendable) {
    if (!desk.mayContinue()) break;
    requests.update(at, { receipt: 'en cours' });
    desk.write();
    sendReceipt(desk, { at, token: values.receiptToken, request: values, editUrl: editUrlOf(values.responseId) });
  }
  return still.length + later.length;
}
