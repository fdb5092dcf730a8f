/**
 * Anonymiser les dossiers échus: of files that were not retained, whose time is over and whose end was announced thirty days
 * before, the personal data goes from the workbook, from the form's answers and from Drive. What must go by hand is listed.
 */
import { isNotRetained, type KeptFile, planRetention, type RetentionPlan, WARNING_DAYS } from '../scheme/retention';
import { addDays, type Day, formatDay } from '../scheme/time';
import type { StoredRow } from '../sheets/table';
import { wording as common } from '../sheets/wording';
import { type ErasedFile, retentionWording as wording } from '../sheets/wording-retention';
import type { Desk } from './desk';
import { eraseMentions, eraseOwnCells, withoutPeople } from './erase-mentions';
import { peopleOf } from './named-people';
import { require } from './refused';

const TITLE = 'Anonymiser les dossiers échus';
/** What the ledger says of a file erased, and of the report that lists it. */
const ERASED = 'Anonymisation';
const REPORT = 'Rapport';

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
    let erased = 0;
    for (const reference of plan.due) {
      if (!desk.mayContinue()) break;
      eraseFile(desk, files, reference);
      // Each file is told by itself: an execution that dies later begins with the next one.
      desk.save();
      erased += 1;
    }
    const told = notReported(desk);
    if (told.length === 0) {
      desk.save();
      desk.screen.tell(TITLE, nothingDue(desk, plan));
      return;
    }
    const url = keepReport(desk, told);
    const left = plan.due.length - erased;
    const lines = [wording.done(told.length, url), ...(left > 0 ? [wording.interrupted(left)] : [])];
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
function eraseFile(desk: Desk, { requests, applications }: Files, reference: string): void {
  const request = requests.find(({ values }) => values.reference === reference);
  const application = applications.find(({ values }) => values.reference === reference);
  const people = request ? peopleOf(request.values) : [application?.values.email ?? ''];
  const answer = request ? eraseAnswer(desk, request.values.responseId) : false;
  const documents = eraseDocuments(desk, reference);
  if (request) eraseRequest(desk, request, people);
  if (application) eraseApplication(desk, application, people);
  const mentioned = eraseMentions(desk, reference, people);
  desk.ledger.record({
    action: ERASED,
    subject: reference,
    after: wording.fileLine({ answer, documents, ...mentioned }),
  });
}

function eraseAnswer(desk: Desk, responseId: string): boolean {
  const form = desk.memory.get('form');
  return form !== null && responseId !== '' && desk.forms.eraseAnswer(form.id, responseId);
}

/** Documents of the scheme's folder that bear the file's reference. */
function eraseDocuments(desk: Desk, reference: string): number {
  const folder = desk.memory.get('files')?.folder;
  if (folder === undefined) return 0;
  const named = [...desk.documents.filesIn(folder)].filter(([name]) => name.split(/[ .]/).includes(reference));
  for (const [, { id }] of named) desk.documents.discard(id);
  return named.length;
}

function eraseRequest(desk: Desk, { at, values }: Request, people: readonly string[]): void {
  desk.workbook.table('requests').update(at, {
    ...withoutPeople('requests', values, people),
    legalRepresentative: wording.replacement,
    contact: wording.replacement,
    position: wording.replacement,
    email: wording.replacement,
    phone: wording.replacement,
    responseId: '',
    proposedChanges: '',
    otherAnswers: '',
    supportingDocuments: '',
    supportingFolder: '',
    anonymisedAt: desk.now(),
  });
  eraseOwnCells(desk, 'requests', at, people);
}

function eraseApplication(desk: Desk, { at, values }: Application, people: readonly string[]): void {
  desk.workbook.table('applications').update(at, {
    ...withoutPeople('applications', values, people),
    email: wording.replacement,
    partResumes: '',
    anonymisedAt: desk.now(),
  });
  eraseOwnCells(desk, 'applications', at, people);
}

/** Files erased since the last report: the run that erased them may have died before it could tell. */
function notReported(desk: Desk): ErasedFile[] {
  desk.write();
  const lines = desk.workbook
    .table('ledger')
    .all()
    .map(({ values }) => values);
  const reported = new Set(
    lines
      .filter(({ action, field }) => action === TITLE && field === REPORT)
      .flatMap(({ subject }) => subject.split(', ')),
  );
  const authorities = new Map([
    ...desk.workbook
      .table('requests')
      .all()
      .map(({ values }) => [values.reference, values.authority] as const),
    ...desk.workbook
      .table('applications')
      .all()
      .map(({ values }) => [values.reference, values.organisation] as const),
  ]);
  return lines
    .filter(({ action, subject }) => action === ERASED && !reported.has(subject))
    .map(({ subject, after }) => ({ reference: subject, authority: authorities.get(subject) ?? '', what: after }));
}

/** The report as a document in the scheme's folder; gives its link. */
function keepReport(desk: Desk, erased: readonly ErasedFile[]): string {
  const files = desk.memory.get('files');
  require(files, common.notInstalled);
  const day = formatDay(desk.today());
  const place = { folderId: files.folder, name: wording.documentName(day) };
  const { url } = desk.documents.create(place, wording.report(day, desk.who, erased));
  desk.ledger.record({
    action: TITLE,
    subject: erased.map(({ reference }) => reference).join(', '),
    field: REPORT,
    after: url,
  });
  desk.save();
  return url;
}
