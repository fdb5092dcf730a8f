/**
 * Anonymiser les dossiers échus: of files that were not retained, whose time is over and whose end was announced thirty days
 * before, the personal data goes from the workbook, from the form's answers and from Drive. What must go by hand is listed.
 */
import {
  isNotRetained,
  type KeptFile,
  planRetention,
  type RetentionPlan,
  WARNING_DAYS,
  withoutMentions,
} from '../scheme/retention';
import { addDays, type Day, formatDay } from '../scheme/time';
import type { StoredRow } from '../sheets/table';
import { wording as common } from '../sheets/wording';
import { type Erased, retentionWording as wording } from '../sheets/wording-retention';
import type { Desk } from './desk';
import { peopleOf } from './named-people';
import { require } from './refused';

const TITLE = 'Anonymiser les dossiers échus';

type Request = StoredRow<'requests'>;
type Application = StoredRow<'applications'>;
interface Files {
  readonly requests: readonly Request[];
  readonly applications: readonly Application[];
}

export function anonymise(desk: Desk): () => void {
  require(desk.managesMail, wording.managerOnly);
  return () => {
    const files = filesOf(desk);
    const plan = planOf(desk, files);
    announce(desk, files, plan.toTell);
    if (plan.due.length === 0) {
      desk.save();
      desk.screen.tell(TITLE, nothingDue(desk, plan));
      return;
    }
    const erased: Erased[] = [];
    for (const reference of plan.due) {
      if (!desk.mayContinue()) break;
      erased.push(eraseFile(desk, files, reference));
      // Each file is told by itself: an execution that dies later begins with the next one.
      desk.save();
    }
    const url = keepReport(desk, erased);
    const left = plan.due.length - erased.length;
    const lines = [wording.done(erased.length, url), ...(left > 0 ? [wording.interrupted(left)] : [])];
    desk.screen.tell(TITLE, lines.join('\n\n'));
  };
}

/** The morning's part: says which files come to their end, once each. Gives the lines of the digest; rows are queued. */
export function announceRetention(desk: Desk): string[] {
  const files = filesOf(desk);
  const plan = planOf(desk, files);
  announce(desk, files, plan.toTell);
  return [wording.digest(plan.toTell), wording.digestDue(plan.due)].filter(line => line !== '');
}

/** Files that were not retained and still name people. */
function filesOf(desk: Desk): Files {
  const assigned = new Set(
    desk.workbook
      .table('assignments')
      .all()
      .map(({ values }) => values.request),
  );
  return {
    requests: desk.workbook
      .table('requests')
      .all()
      .filter(
        ({ values }) => values.anonymisedAt === null && isNotRetained(values.status, assigned.has(values.reference)),
      ),
    applications: desk.workbook
      .table('applications')
      .all()
      .filter(({ values }) => values.anonymisedAt === null && values.decision !== 'retenue'),
  };
}

function planOf(desk: Desk, { requests, applications }: Files): RetentionPlan {
  const kept: KeptFile[] = [
    ...requests.map(({ values }) => ({
      reference: values.reference,
      events: [values.receivedAt, values.answeredAt, values.decidedAt],
      toldOn: values.anonymisationToldOn,
    })),
    ...applications.map(({ values }) => ({
      reference: values.reference,
      events: [values.receivedAt],
      toldOn: values.anonymisationToldOn,
    })),
  ];
  return planRetention(
    kept.filter(({ reference }) => reference !== ''),
    desk.settings.retentionMonths,
    desk.today(),
  );
}

function announce(desk: Desk, { requests, applications }: Files, references: readonly string[]): void {
  const today = desk.today();
  const columns = { anonymisationToldOn: today };
  for (const { at, values } of requests)
    if (references.includes(values.reference)) desk.workbook.table('requests').update(at, columns);
  for (const { at, values } of applications)
    if (references.includes(values.reference)) desk.workbook.table('applications').update(at, columns);
  for (const reference of references)
    desk.ledger.record({
      action: 'Fin de conservation annoncée',
      subject: reference,
      after: wording.told(formatDay(addDays(today, WARNING_DAYS))),
    });
}

function nothingDue(desk: Desk, { toTell, waiting }: RetentionPlan): string {
  const earliest: Day = addDays(desk.today(), WARNING_DAYS);
  const parts = [
    ...(toTell.length > 0 ? [wording.announced(toTell, formatDay(earliest))] : []),
    ...(waiting.length > 0
      ? [[wording.waitingTitle, ...waiting.map(one => wording.waiting(one.reference, formatDay(one.from)))].join('\n')]
      : []),
  ];
  return parts.length > 0 ? parts.join('\n\n') : wording.nothing(desk.settings.retentionMonths);
}

/**
 * Erases one file: the form's answer and the documents first, which a second run finds gone, then the cells, with the
 * ledger's line.
 */
function eraseFile(desk: Desk, { requests, applications }: Files, reference: string): Erased {
  const request = requests.find(({ values }) => values.reference === reference);
  const application = applications.find(({ values }) => values.reference === reference);
  const people = request ? peopleOf(request.values) : [application?.values.email ?? ''];
  const answer = request ? eraseAnswer(desk, request.values.responseId) : false;
  const documents = eraseDocuments(desk, reference);
  if (request) eraseRequest(desk, request, people);
  if (application) eraseApplication(desk, application, people);
  const mentioned = eraseMentions(desk, reference, people);
  desk.ledger.record({ action: 'Anonymisation', subject: reference, after: wording.replacement });
  return {
    reference,
    authority: request?.values.authority ?? application?.values.organisation ?? '',
    answer,
    documents,
    ...mentioned,
  };
}

function eraseAnswer(desk: Desk, responseId: string): boolean {
  const form = desk.memory.get('form');
  return form !== null && responseId !== '' && desk.forms.eraseAnswer(form.id, responseId);
}

/** Documents of the scheme's folder that bear the file's reference. */
function eraseDocuments(desk: Desk, reference: string): string[] {
  const folder = desk.memory.get('files')?.folder;
  if (folder === undefined) return [];
  const named = [...desk.documents.filesIn(folder)].filter(([name]) => name.split(/[ .]/).includes(reference));
  for (const [, { id }] of named) desk.documents.discard(id);
  return named.map(([name]) => name);
}

function eraseRequest(desk: Desk, { at, values }: Request, people: readonly string[]): void {
  const clean = (text: string): string => withoutMentions(text, people, wording.replacement);
  desk.workbook.table('requests').update(at, {
    legalRepresentative: wording.replacement,
    contact: wording.replacement,
    position: wording.replacement,
    email: wording.replacement,
    phone: wording.replacement,
    responseId: '',
    proposedChanges: '',
    otherAnswers: '',
    title: clean(values.title),
    need: clean(values.need),
    completeness: clean(values.completeness),
    opinions: clean(values.opinions),
    reason: clean(values.reason),
    qualification: clean(values.qualification),
    receiptReason: clean(values.receiptReason),
    anonymisedAt: desk.now(),
  });
}

function eraseApplication(desk: Desk, { at, values }: Application, people: readonly string[]): void {
  const clean = (text: string): string => withoutMentions(text, people, wording.replacement);
  desk.workbook.table('applications').update(at, {
    email: wording.replacement,
    attachments: clean(values.attachments),
    remarks: clean(values.remarks),
    opinions: clean(values.opinions),
    reason: clean(values.reason),
    partResumes: '',
    anonymisedAt: desk.now(),
  });
}

/** Lines of the other tabs about the file: who wrote, to whom we wrote, and every mention of the people. */
function eraseMentions(
  desk: Desk,
  reference: string,
  people: readonly string[],
): Pick<Erased, 'messages' | 'letters' | 'opinions'> {
  const messages = desk.workbook.table('messages').where('tiedTo', reference);
  for (const { at, values } of messages) {
    const clean = (text: string): string => withoutMentions(text, [...people, values.from], wording.replacement);
    desk.workbook.table('messages').update(at, {
      from: wording.replacement,
      subject: clean(values.subject),
      signals: clean(values.signals),
      attachments: clean(values.attachments),
      toDo: clean(values.toDo),
    });
  }
  const letters = desk.workbook.table('letters').where('subject', reference);
  for (const { at, values } of letters)
    desk.workbook.table('letters').update(at, {
      to: wording.replacement,
      mailSubject: withoutMentions(values.mailSubject, people, wording.replacement),
      mailText: wording.replacement,
      reason: '',
    });
  const opinions = desk.workbook
    .table('opinions')
    .where('subject', reference)
    .filter(({ values }) => withoutMentions(values.text, people, wording.replacement) !== values.text);
  for (const { at, values } of opinions)
    desk.workbook.table('opinions').update(at, { text: withoutMentions(values.text, people, wording.replacement) });
  return { messages: messages.length, letters: letters.length, opinions: opinions.length };
}

/** The report as a document in the scheme's folder; gives its link. */
function keepReport(desk: Desk, erased: readonly Erased[]): string {
  const files = desk.memory.get('files');
  require(files, common.notInstalled);
  const day = formatDay(desk.today());
  const place = { folderId: files.folder, name: wording.documentName(day) };
  const { url } = desk.documents.create(place, wording.report(day, desk.who, erased));
  desk.ledger.record({
    action: TITLE,
    subject: erased.map(({ reference }) => reference).join(', '),
    field: 'Rapport',
    after: url,
  });
  desk.save();
  return url;
}
