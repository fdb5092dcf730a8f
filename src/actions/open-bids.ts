/**
 * Ouvrir les plis: after the deadline, before two named people, each bid on time is read for the first time: its reply
 * lines become proposals that staff confirm. Only the managing account can read the mailbox; for another, it is queued.
 */

import { readAmounts } from '../mail/amounts';
import { parseIncoming } from '../mail/incoming';
import { cutQuotedText } from '../mail/quoted-text';
import { checkOpening } from '../scheme/bids';
import { isLate } from '../scheme/deadline';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { closeConsultation, counts } from './close-consultations';
import { derogationsOf, lateDerogation } from './derogations';
import type { Desk } from './desk';
import { checkMove, recordMove } from './moves';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Ouvrir les plis';
const CONTENT_LIMIT = 2_000;

export function openBids(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'consultations');
  checkOpenable(desk, chosen.values);
  checkNotQueued(desk, chosen.values);
  const first = desk.screen.ask(TITLE, wording.askFirstOpener(chosen.values.reference));
  if (first === null) return null;
  const second = desk.screen.ask(TITLE, wording.askSecondOpener);
  if (second === null) return null;
  const openers = checkOpeners(desk, chosen.values, [first, second]);
  return () => {
    const [row] = again(desk, 'consultations', [chosen]);
    if (!row) return;
    checkOpenable(desk, row.values);
    if (desk.managesMail) {
      const lines = performOpening(desk, row, openers);
      desk.screen.tell(TITLE, lines.join('\n'));
      return;
    }
    checkNotQueued(desk, row.values);
    desk.memory.set('openings', [
      ...(desk.memory.get('openings') ?? []),
      { consultation: row.values.reference, openers: [...openers], askedBy: desk.who },
    ]);
    desk.ledger.record({ action: 'Ouverture demandée', subject: row.values.reference, after: openers.join(', ') });
    desk.save();
    desk.screen.tell(TITLE, wording.openingQueued(row.values.reference));
  };
}

function checkOpenable(desk: Desk, values: Row<'consultations'>): void {
  const { reference, status, deadline } = values;
  if (status === 'envoyée' && deadline !== null && isLate(desk.now(), deadline)) return;
  if (status === 'envoyée' && deadline !== null) {
    const sealed = checkOpening({ reference, now: desk.now(), deadline, openers: ['', ''], conflicted: [] });
    if (!sealed.ok) throw new Refused(sealed.reason);
  }
  checkMove('consultation', reference, status, 'plis ouverts', TITLE);
}

/** Refuses an opening that a colleague asked for and that waits for the managing account; that account may go ahead. */
function checkNotQueued(desk: Desk, { reference }: Row<'consultations'>): void {
  if (desk.managesMail) return;
  const isQueued = desk.memory.get('openings')?.some(({ consultation }) => consultation === reference);
  require(isQueued !== true, wording.alreadyQueued(reference));
}

function checkOpeners(
  desk: Desk,
  { reference, request, deadline }: Row<'consultations'>,
  openers: readonly [string, string],
): readonly [string, string] {
  const conflicted = desk.workbook
    .table('committee')
    .all()
    .filter(({ values }) => [reference, request].some(file => values.conflicts.includes(file)))
    .map(({ values }) => values.name);
  const checked = checkOpening({ reference, now: desk.now(), deadline: deadline ?? desk.now(), openers, conflicted });
  if (!checked.ok) throw new Refused(checked.reason);
  return checked.value;
}

/** The sweep's part: performs the openings that other accounts asked for. */
export function performQueuedOpenings(desk: Desk): void {
  const openings = desk.memory.get('openings') ?? [];
  if (openings.length === 0) return;
  for (const { consultation, openers } of openings) {
    const row = desk.workbook.table('consultations').find('reference', consultation);
    const [first = '', second = ''] = openers;
    if (row && (row.values.status === 'échue' || row.values.status === 'envoyée'))
      performOpening(desk, row, [first, second]);
  }
  desk.memory.set('openings', []);
  desk.save();
}

/** Reads the bids on time and writes what they propose; gives the lines of the report. */
function performOpening(desk: Desk, row: StoredRow<'consultations'>, openers: readonly [string, string]): string[] {
  const { reference } = row.values;
  const open = desk.memory.openConsultations().get(reference);
  const bids = desk.workbook.table('bids');
  const rows = bids.where('consultation', reference);
  if (row.values.status === 'envoyée') closeConsultation(desk, row, counts(rows), open ?? null);
  const admitted =
    desk.settings.acceptLateByDerogation && lateDerogation(derogationsOf(desk), [reference, row.values.request]);
  const lines: string[] = [];
  for (const bid of rows) {
    const { values } = bid;
    if (values.receivedMessage === '' || values.state === 'remplacée') continue;
    if (values.timeliness === 'hors délai' && !admitted) {
      bids.update(bid.at, { content: wording.lateNotOpened, decision: 'hors délai', reason: wording.lateReason });
      lines.push(wording.openedLate(values.reference));
      continue;
    }
    const read = readBid(desk, values.receivedMessage);
    bids.update(bid.at, read);
    lines.push(wording.openedBid(values.reference, read.ttc ?? null, read.doubts ?? ''));
  }
  const openedBy = openers.join(' et ');
  desk.workbook.table('consultations').update(row.at, {
    status: 'plis ouverts',
    openedAt: desk.now(),
    openedBy,
  });
  recordMove(desk, TITLE, reference, 'échue', 'plis ouverts');
  desk.ledger.record({ action: TITLE, subject: reference, field: 'Ouverte par', after: openedBy });
  if (open) desk.memory.setOpenConsultation(reference, { ...open, closed: true, opened: true });
  desk.save();
  return [wording.opened(reference, lines.length), ...lines, ...unsettled(desk, rows)];
}

/** Messages tied to these rows that nobody has settled yet: they may be bids, and were not opened. */
function unsettled(desk: Desk, rows: readonly StoredRow<'bids'>[]): string[] {
  const bids = new Set(rows.map(({ values }) => values.reference));
  const count = desk.workbook
    .table('messages')
    .where('nature', 'à vérifier')
    .filter(({ values }) => bids.has(values.tiedTo)).length;
  return count === 0 ? [] : [wording.unsettledMessages(count)];
}

/** What the bid says, as proposals with their source and the reasons for doubt; a message that has gone says so. */
export function readBid(desk: Desk, receivedMessage: string): Partial<Row<'bids'>> {
  const resource = desk.gmail.getMessage(receivedMessage);
  if (resource === undefined) return { content: wording.bidGone, doubts: wording.bidGone };
  const message = parseIncoming(resource);
  const cut = cutQuotedText(message.text);
  const { ceiling, ceilingOn } = desk.settings;
  const [amounts] = readAmounts({ ...cut, documents: [] }, { ceiling: { amount: ceiling, on: ceilingOn } });
  const names = message.attachments.filter(({ decorative }) => !decorative).map(({ name }) => name);
  const content = [cut.reply.slice(0, CONTENT_LIMIT), names.length > 0 ? wording.joined(names) : '']
    .filter(part => part !== '')
    .join('\n');
  if (amounts === undefined) return { content, doubts: wording.noReplyLines };
  return {
    content,
    ht: amounts.ht,
    vatRate: amounts.vatRate,
    ttc: amounts.ttc,
    source: amounts.source,
    doubts: amounts.flags.join('\n'),
  };
}
