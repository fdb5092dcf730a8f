/**
 * A form answer becomes a request: one row, its membership snapshot, its receipt. Keyed by the response's id, so that a
 * trigger fired twice, an edited answer or a catch-up never makes a second row. Cost: docs/architecture.md, "Costs".
 */
import { type FormAnswer, type ParsedAnswer, parseAnswer } from '../forms/answers';
import type { FormSubmitted } from '../forms/form-gateway';
import type { Instant } from '../scheme/time';
import { findEverywhere, type Place } from '../sheets/lookup';
import { type Row, tabOf } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import {
  type AnswerFields,
  fieldsOf,
  headerOf,
  membershipIfChanged,
  membershipOf,
  printedIn,
  questionsAnswered,
} from './answer-fields';
import type { Desk } from './desk';
import { receiptLink } from './edit-link';
import { proposalOf } from './proposals';
import { awaitReceipt, queueReceipt, sendReceipt } from './receipts';
import { requestCompleteness } from './request-completeness';

type Request = Row<'requests'>;

/** What became of an answer. */
export type Reception = Received | { readonly kind: 'blank' };
interface Received {
  readonly kind: 'created' | 'updated' | 'proposed' | 'unchanged';
  readonly reference: string;
}

const REMEMBERED = 60;
/** States in which an edited answer replaces what it said before; later it is only proposed. */
const OPEN_TO_EDITS: readonly string[] = ['reçue', 'à compléter'];

/** `id@timestamp`: one deposit or one edit of an answer. */
export function answerKey(answer: Pick<FormAnswer, 'id' | 'timestamp'>): string {
  return `${answer.id}@${answer.timestamp}`;
}

/** The form trigger's work: the event's own answer; a blank event leaves it to the sweep's catch-up. */
export function receiveEvent(desk: Desk, event: FormSubmitted): void {
  const answer = desk.forms.answerOf(event);
  if (answer !== null) receiveAnswer(desk, answer);
}

/** Takes one answer of the form in; must run under the lock. */
export function receiveAnswer(desk: Desk, answer: FormAnswer): Reception {
  const form = desk.memory.get('form');
  if (answer.items.length === 0 || form === null) return { kind: 'blank' };
  remember(desk, answerKey(answer));
  return receive(desk, answer, wording.byForm, parseAnswer(answer.items, form.items));
}

/** What staff typed in of a request that came otherwise, under the titles of the questions. */
export type TypedAnswer = Omit<FormAnswer, 'editUrl'> & { readonly way: string };

/** Takes in what staff typed; the same id again changes nothing. Must run under the lock. */
export function receiveTyped(desk: Desk, typed: TypedAnswer): { readonly reference: string; readonly isNew: boolean } {
  const reception = receive(
    desk,
    { ...typed, editUrl: receiptLink(desk, typed.id) },
    typed.way,
    parseAnswer(typed.items, {}),
  );
  return { reference: reception.reference, isNew: reception.kind === 'created' };
}

function receive(desk: Desk, answer: FormAnswer, way: string, { answers, problems, others }: ParsedAnswer): Received {
  const places = findEverywhere(desk.workbook.spreadsheet, [answer.id, answers.siren]);
  const requests = desk.workbook.table('requests');
  const column = requests.column('responseId');
  const row = places.find(place => place.tab === tabOf('requests').name && place.column === column)?.row;
  const otherAnswers = others.map(({ title, value }) => `${title} : ${value}`).join('\n');
  const fields = fieldsOf(answers);
  const known = row === undefined ? undefined : requests.read(row)[0];
  return known
    ? receiveEdit(desk, known, answer, fields, otherAnswers, problems, places)
    : receiveNew(desk, answer, way, fields, otherAnswers, problems, places);
}

function completenessOf(problems: readonly string[]): string {
  return problems.length === 0 ? '' : problems.join('\n');
}

function receiveNew(
  desk: Desk,
  answer: FormAnswer,
  way: string,
  fields: AnswerFields,
  otherAnswers: string,
  problems: readonly string[],
  places: readonly Place[],
): Received {
  const { workbook } = desk;
  const { settings, problems: badSettings } = workbook.settings;
  const reference = desk.nextReference('request');
  const received = answer.timestamp as Instant;
  const membership = membershipOf(desk, fields.siren, received, places);
  const remarks = [...problems, ...membership.problems, ...badSettings.map(({ reason }) => reason)];
  if (settings.callOpensAt !== null && received < settings.callOpensAt) remarks.push(wording.beforeOpening);
  if (settings.callClosesAt !== null && received > settings.callClosesAt) remarks.push(wording.afterClosing);
  const request: Partial<Request> = {
    reference,
    status: 'reçue',
    receivedAt: received,
    ...fields,
    ...membership.columns,
    completeness: completenessOf(remarks),
    responseId: answer.id,
    receivedBy: way,
    answeredAt: received,
    otherAnswers,
  };
  const receipt = queueReceipt(desk, fields.email);
  if (receipt.columns.receipt === 'à envoyer') awaitReceipt(desk, reference);
  const [at = 0] = workbook.table('requests').append([{ ...request, ...receipt.columns }]);
  desk.ledger.record({ action: 'Demande reçue', subject: reference, field: 'Statut', after: 'reçue' });
  if (way !== wording.byForm)
    desk.ledger.record({ action: 'Demande saisie', subject: reference, field: 'Reçue par', after: way });
  desk.ledger.record({
    action: 'Adhésion constatée',
    subject: reference,
    field: 'Adhérent',
    after: `${membership.columns.member}, ${membership.columns.memberAsOf ?? ''}`,
  });
  desk.write();
  if (receipt.token === null) desk.save();
  else sendReceipt(desk, { at, token: receipt.token, request: { ...request, reference }, editUrl: answer.editUrl });
  return { kind: 'created', reference };
}

function receiveEdit(
  desk: Desk,
  known: StoredRow<'requests'>,
  answer: FormAnswer,
  fields: AnswerFields,
  otherAnswers: string,
  problems: readonly string[],
  places: readonly Place[],
): Received {
  const { values: before, at } = known;
  const { reference } = before;
  const requests = desk.workbook.table('requests');
  if (before.answeredAt !== null && answer.timestamp <= before.answeredAt) return { kind: 'unchanged', reference };
  const changed = changedFields(before, fields);
  if (!OPEN_TO_EDITS.includes(before.status)) {
    requests.update(at, {
      answeredAt: answer.timestamp as Instant,
      proposedChanges: proposalOf(before.proposedChanges, fields, changed),
    });
    desk.ledger.record({
      action: 'Modification proposée',
      subject: reference,
      after: changed.map(headerOf).join(', '),
    });
    desk.save();
    return { kind: 'proposed', reference };
  }
  const membership =
    fields.siren === before.siren
      ? { columns: {}, problems: [] }
      : membershipOf(desk, fields.siren, before.receivedAt ?? (answer.timestamp as Instant), places);
  // What the register says of the membership is for staff to look at; it keeps no request from being complete.
  const complete = before.status === 'à compléter' && problems.length === 0;
  const remarks = complete
    ? [wording.complete, ...membership.problems.map(wording.hint)]
    : [...problems, ...membership.problems];
  requests.update(at, {
    ...fields,
    ...membership.columns,
    otherAnswers,
    answeredAt: answer.timestamp as Instant,
    completeness: completenessOf(remarks),
    ...(complete ? { status: 'complète' as const } : {}),
  });
  for (const key of changed)
    desk.ledger.record({
      action: 'Réponse modifiée',
      subject: reference,
      field: headerOf(key),
      before: printedIn(key, before[key]),
      after: printedIn(key, fields[key]),
    });
  if (complete) recordCompletion(desk, before);
  desk.save();
  return { kind: 'updated', reference };
}

/** What a complement by mail changed: titles of the questions that staff have to look at, and whether nothing is missing now. */
export interface Completion {
  readonly left: readonly string[];
  readonly isComplete: boolean;
}

/**
 * Takes in, while the request is still to be completed, the answers given by mail to what it lacks; a field that is not
 * lacking is never touched, and an answer that does not hold is left to staff. The caller saves.
 */
export function completeByMail(
  desk: Desk,
  { at, values: before }: StoredRow<'requests'>,
  titles: readonly string[],
  { answers, problems }: ParsedAnswer,
): Completion {
  if (!OPEN_TO_EDITS.includes(before.status)) return { left: titles, isComplete: false };
  const lacking: readonly string[] = requestCompleteness(before).toGive;
  const taken = questionsAnswered(titles, problems).filter(({ key }) => lacking.includes(key));
  const given = fieldsOf(answers);
  const patch: Partial<AnswerFields> = Object.fromEntries(taken.map(({ key }) => [key, given[key]]));
  const membership = membershipIfChanged(desk, before, patch.siren);
  const after = { ...before, ...patch };
  const { missing, hints } = requestCompleteness(after);
  const isComplete = before.status === 'à compléter' && missing.length === 0;
  for (const { key } of taken)
    desk.ledger.record({
      action: 'Réponse complétée par courriel',
      subject: before.reference,
      field: headerOf(key),
      before: printedIn(key, before[key]),
      after: printedIn(key, given[key]),
    });
  if (taken.length > 0) {
    const noted = [...membership.problems, ...hints].map(wording.hint);
    const completeness = [missing.length === 0 ? wording.complete : missing.join('\n'), ...noted];
    const columns = { ...patch, ...membership.columns, completeness: completeness.join('\n') };
    Object.assign(before, columns);
    desk.workbook.table('requests').update(at, { ...columns, ...(isComplete ? { status: 'complète' as const } : {}) });
    if (isComplete) recordCompletion(desk, before);
  }
  return { left: titles.filter(title => !taken.some(question => question.title === title)), isComplete };
}

function recordCompletion(desk: Desk, { reference, status }: Request): void {
  desk.ledger.record({
    action: 'Complément reçu',
    subject: reference,
    field: 'Statut',
    before: status,
    after: 'complète',
  });
}

function changedFields(before: Request, fields: AnswerFields): (keyof AnswerFields)[] {
  return (Object.keys(fields) as (keyof AnswerFields)[]).filter(
    key => printedIn(key, before[key]) !== printedIn(key, fields[key]),
  );
}

/** Keeps the last answers taken in, so that the sweep's catch-up does not look for them again. */
function remember(desk: Desk, key: string): void {
  const answers = desk.memory.get('answers') ?? { since: 0, recent: [] };
  if (answers.recent.includes(key)) return;
  desk.memory.set('answers', { ...answers, recent: [...answers.recent, key].slice(-REMEMBERED) });
}
