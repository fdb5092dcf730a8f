/**
 * Ouvrir les plis: after the deadline, before two named people, each bid on time is read for the first time: what it says
 * of its price becomes proposals that staff confirm, its documents are filed, and a record is kept. Only the managing
 * account can read the mailbox; for another, it is queued.
 */

import { freezePdf } from '../docs/frozen-pdf';
import { openingRecord } from '../docs/opening-record';
import { CONVERTED } from '../docs/wording';
import { openingWording } from '../docs/wording-opening';
import { readAmounts } from '../mail/amounts';
import { parseIncoming } from '../mail/incoming';
import { cutQuotedText } from '../mail/quoted-text';
import type { AmountProposal } from '../mail/reply-lines';
import { isLate } from '../scheme/deadline';
import { checkOpening } from '../scheme/opening';
import { isInConflict } from '../scheme/opinions';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { fileBidDocuments } from './bid-documents';
import { closeConsultation, counts } from './close-consultations';
import { derogationsOf, lateDerogation } from './derogations';
import type { Desk } from './desk';
import { documentLine, driveFolder, type FilingFolder, folderNamed, HASH_MARK } from './filed-documents';
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
    queue(desk, row.values.reference, openers);
    desk.ledger.record({ action: 'Ouverture demandée', subject: row.values.reference, after: openers.join(', ') });
    desk.save();
    desk.screen.tell(TITLE, wording.openingQueued(row.values.reference));
  };
}

function checkOpenable(desk: Desk, values: Row<'consultations'>): void {
  const { reference, status, deadline } = values;
  if (status === 'envoyée' && deadline !== null && isLate(desk.now(), deadline)) return;
  if (status === 'envoyée' && deadline !== null) {
    const sealed = checkOpening({ reference, now: desk.now(), deadline, openers: ['', ''], people: [] });
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
  const people = desk.workbook
    .table('committee')
    .all()
    .map(({ values }) => ({ ...values, isConflicted: isInConflict(values, [reference, request]) }));
  const checked = checkOpening({ reference, now: desk.now(), deadline: deadline ?? desk.now(), openers, people });
  if (!checked.ok) throw new Refused(checked.reason);
  return checked.value;
}

/**
 * The sweep's part: performs the openings that other accounts asked for, goes on with one that ran out of time, and reads
 * the bids that other accounts settled after an opening. Each leaves the queue with its own commit.
 */
export function performQueuedOpenings(desk: Desk): void {
  for (const { consultation, openers } of desk.memory.get('openings') ?? []) {
    const row = desk.workbook.table('consultations').find('reference', consultation);
    const [first = '', second = ''] = openers;
    if (row?.values.status === 'échue' || row?.values.status === 'envoyée') performOpening(desk, row, [first, second]);
    else {
      if (row?.values.status === 'plis ouverts') readUnread(desk, row);
      unqueue(desk, consultation);
    }
  }
  desk.save();
}

const unqueue = (desk: Desk, reference: string): void =>
  desk.memory.set(
    'openings',
    (desk.memory.get('openings') ?? []).filter(({ consultation }) => consultation !== reference),
  );

/** Asks the next sweep of the managing account to open, or to go on; asked twice, it is asked once. */
function queue(desk: Desk, reference: string, openers: readonly string[]): void {
  unqueue(desk, reference);
  desk.memory.set('openings', [
    ...(desk.memory.get('openings') ?? []),
    { consultation: reference, openers: [...openers], askedBy: desk.who },
  ]);
}

/**
 * Reads the bids on time, files their documents and writes what they propose; then the record. Gives the lines of the
 * report. An opening that runs out of time keeps what is done and is queued for the next sweep.
 */
function performOpening(desk: Desk, row: StoredRow<'consultations'>, openers: readonly [string, string]): string[] {
  const { reference } = row.values;
  const open = desk.memory.openConsultations().get(reference);
  const bids = desk.workbook.table('bids');
  const rows = bids.where('consultation', reference);
  if (row.values.status === 'envoyée') closeConsultation(desk, row, counts(rows), open ?? null);
  const admitted =
    desk.settings.acceptLateByDerogation && lateDerogation(derogationsOf(desk), [reference, row.values.request]);
  const deposits = rows.filter(({ values }) => values.receivedMessage !== '' && values.state !== 'remplacée');
  const isLateDeposit = ({ values }: StoredRow<'bids'>) => values.timeliness === 'hors délai' && !admitted;
  const folder = deposits.some(bid => !isLateDeposit(bid)) ? openingFolder(desk, row) : null;
  const lines: string[] = [];
  for (const bid of deposits) {
    const { values } = bid;
    if (isLateDeposit(bid)) {
      bids.update(bid.at, { content: wording.lateNotOpened, decision: 'hors délai', reason: wording.lateReason });
      lines.push(wording.openedLate(values.reference));
      continue;
    }
    if (values.hash !== '') {
      lines.push(wording.openedBid(values.reference, values.ttc, values.doubts));
      continue;
    }
    if (!desk.mayContinue()) return postponed(desk, row, openers, { done: lines.length, total: deposits.length });
    if (folder === null) continue;
    const cells = openBid(desk, values, folder);
    bids.update(bid.at, cells);
    desk.ledger.record({ action: TITLE, subject: values.reference, field: 'Empreinte', after: cells.hash });
    lines.push(wording.openedBid(values.reference, cells.ttc, cells.doubts));
    // What was filed is told at once: an execution that dies later reads nothing again.
    if (cells.documents !== '') desk.save();
  }
  tellCopies(desk, reference);
  const record = keepRecord(desk, row, openers);
  desk.workbook.table('consultations').update(row.at, {
    status: 'plis ouverts',
    openedAt: desk.now(),
    openedBy: openers.join(' et '),
    ...record,
  });
  recordMove(desk, TITLE, reference, 'échue', 'plis ouverts');
  desk.ledger.record({ action: TITLE, subject: reference, field: 'Ouverte par', after: openers.join(' et ') });
  desk.ledger.record({ action: TITLE, subject: reference, field: 'Procès-verbal', after: record.openingRecordHash });
  if (open) desk.memory.setOpenConsultation(reference, { ...open, closed: true, opened: true });
  unqueue(desk, reference);
  desk.save();
  return [
    wording.opened(reference, lines.length),
    ...lines,
    openingWording.recorded(record.openingRecord),
    ...unsettled(desk, rows),
  ];
}

/** What is done stays; the rest is for the next sweep, with the same two people. */
function postponed(
  desk: Desk,
  { values }: StoredRow<'consultations'>,
  openers: readonly [string, string],
  { done, total }: { readonly done: number; readonly total: number },
): string[] {
  queue(desk, values.reference, openers);
  desk.save();
  return [openingWording.interrupted(values.reference, done, total)];
}

/** The folder of the consultation's bids, made at the first opening, and what lies there. */
function openingFolder(desk: Desk, row: StoredRow<'consultations'>): FilingFolder {
  const folder = folderNamed(desk, openingWording.folder(row.values.reference));
  if (row.values.openingFolder === '')
    desk.workbook.table('consultations').update(row.at, { openingFolder: driveFolder(folder.id) });
  return folder;
}

type OpeningRecord = Pick<
  Row<'consultations'>,
  'openingFolder' | 'openingRecord' | 'openingRecordPdf' | 'openingRecordHash'
>;

/**
 * Writes the record as the rows now stand, freezes it, and gives where it lies. It comes before the consultation is said
 * to be opened, so that none is ever opened without its record; one that an execution left half done gives way.
 */
function keepRecord(desk: Desk, row: StoredRow<'consultations'>, openers: readonly string[]): OpeningRecord {
  desk.save();
  const { reference } = row.values;
  const { id: folderId, present } = openingFolder(desk, row);
  const name = openingWording.recordName(reference);
  for (const stale of [CONVERTED, name, `${name}.pdf`]) {
    const found = present.get(stale);
    if (found) desk.documents.discard(found.id);
  }
  const bids = rowsOf(desk, reference).map(({ values }) => values);
  const content = openingRecord(row.values, bids, { openedAt: desk.now(), openers });
  const { documentId, url } = desk.documents.create({ folderId, name }, content);
  const pdf = freezePdf(desk.documents, { documentId, folderId, name: `${name}.pdf` }, bytes =>
    desk.hashOfBytes(bytes),
  );
  return {
    openingFolder: driveFolder(folderId),
    openingRecord: url,
    openingRecordPdf: driveFile(pdf.fileId),
    openingRecordHash: pdf.sha256,
  };
}

const rowsOf = (desk: Desk, reference: string): StoredRow<'bids'>[] =>
  desk.workbook.table('bids').where('consultation', reference);

/** Says on each bid which others hold the very same document: the same bid may have come from two addresses. */
function tellCopies(desk: Desk, reference: string): void {
  desk.write();
  const rows = rowsOf(desk, reference);
  const owners = new Map<string, Set<string>>();
  for (const { values } of rows)
    for (const { sha256 } of documentsOf(values))
      owners.set(sha256, (owners.get(sha256) ?? new Set()).add(values.reference));
  for (const { at, values } of rows) {
    const copies = documentsOf(values).flatMap(({ name, sha256 }) => {
      const others = [...(owners.get(sha256) ?? [])].filter(other => other !== values.reference);
      return others.length === 0 ? [] : [openingWording.sameDocument(name, others.join(', '))];
    });
    const untold = copies.filter(copy => !values.doubts.includes(copy));
    if (untold.length > 0)
      desk.workbook.table('bids').update(at, { doubts: [values.doubts, ...untold].filter(Boolean).join('\n') });
  }
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

/** The cells that opening one bid fills. */
type OpenedBid = Pick<Row<'bids'>, 'content' | 'ht' | 'vatRate' | 'ttc' | 'source' | 'doubts' | 'documents' | 'hash'>;

/**
 * A bid settled after the opening: it is read and filed as the others were, now or at the next sweep of the managing
 * account; the record of the opening stays as it is.
 */
export function openSettledBid(desk: Desk, consultation: StoredRow<'consultations'>, reference: string): void {
  if (!desk.managesMail) {
    queue(desk, consultation.values.reference, consultation.values.openedBy.split(' et '));
    return;
  }
  desk.write();
  const bid = desk.workbook.table('bids').find('reference', reference);
  if (bid) readOne(desk, consultation, bid);
}

/** Reads the bids of an opened consultation that were settled since. */
function readUnread(desk: Desk, consultation: StoredRow<'consultations'>): void {
  const unread = rowsOf(desk, consultation.values.reference).filter(
    ({ values }) =>
      values.receivedMessage !== '' &&
      values.hash === '' &&
      values.state === 'reçue' &&
      values.timeliness !== 'hors délai',
  );
  for (const bid of unread) readOne(desk, consultation, bid);
}

function readOne(desk: Desk, consultation: StoredRow<'consultations'>, bid: StoredRow<'bids'>): void {
  const cells = openBid(desk, bid.values, openingFolder(desk, consultation));
  desk.workbook.table('bids').update(bid.at, cells);
  desk.ledger.record({ action: TITLE, subject: bid.values.reference, field: 'Empreinte', after: cells.hash });
  tellCopies(desk, consultation.values.reference);
}

/** What the bid says, as proposals with their source and the reasons for doubt; a message that has gone says so. */
function openBid(
  desk: Desk,
  { reference, receivedMessage, authenticity }: Pick<Row<'bids'>, 'reference' | 'receivedMessage' | 'authenticity'>,
  folder: FilingFolder,
): OpenedBid {
  const resource = desk.gmail.getMessage(receivedMessage);
  if (resource === undefined) return { ...NOTHING, content: wording.bidGone, doubts: wording.bidGone };
  const message = parseIncoming(resource);
  const { hash, documents } = fileBidDocuments(desk, message, reference, folder);
  const cut = cutQuotedText(message.text);
  const { ceiling, ceilingOn } = desk.settings;
  const [amounts] = readAmounts({ ...cut, documents }, { ceiling: { amount: ceiling, on: ceilingOn } });
  const content = [
    cut.reply.slice(0, CONTENT_LIMIT),
    documents.length > 0 ? wording.joined(documents.map(({ name }) => name)) : '',
  ].filter(part => part !== '');
  const flagged = documents
    .filter(({ flags }) => flags.length > 0)
    .map(({ name, flags }) => openingWording.flagged(name, flags));
  return {
    content: content.length === 0 ? openingWording.emptyBid : content.join('\n'),
    ht: amounts?.ht ?? null,
    vatRate: amounts?.vatRate ?? null,
    ttc: amounts?.ttc ?? null,
    source: amounts ? sourceOf(amounts) : '',
    doubts: [
      ...(authenticity === 'vérifiée' ? [] : [wording.unprovenSender]),
      ...(amounts?.flags ?? [wording.noReplyLines]),
      ...flagged,
    ].join('\n'),
    documents: documents.map(documentLine).join('\n'),
    hash,
  };
}

/** The sentence that gives the price, after the name of the document that it was read in, if it was. */
const sourceOf = ({ from, source }: AmountProposal): string =>
  from === '' ? source : openingWording.readIn(from, source);

const NOTHING: OpenedBid = {
  content: '',
  ht: null,
  vatRate: null,
  ttc: null,
  source: '',
  doubts: '',
  documents: '',
  hash: '',
};

const documentsOf = ({ documents }: Row<'bids'>): { readonly name: string; readonly sha256: string }[] =>
  documents.split('\n').flatMap(line => {
    const mark = line.lastIndexOf(HASH_MARK);
    return mark < 0 ? [] : [{ name: line.slice(0, mark), sha256: line.slice(mark + HASH_MARK.length) }];
  });

const driveFile = (id: string): string => `https://drive.google.com/file/d/${id}/view`;
