/**
 * What staff choose beside « Modifications proposées »: accept takes the fields over, with a ledger line each, refuse sets
 * them aside. Once the decision is applied, what the reservation and the membership rest on changes no more. Runs in a simple
 * trigger: cells and properties only.
 */
import { parseAnswer } from '../forms/answers';
import type { RequestState } from '../scheme/states';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { reviewWording as words } from '../sheets/wording-review';
import {
  type AnswerFields,
  fieldsOf,
  headerOf,
  membershipIfChanged,
  printedIn,
  questionsAnswered,
} from './answer-fields';
import type { Desk } from './desk';
import { type ProposedField, readProposal } from './proposals';
import { requestCompleteness } from './request-completeness';

/** States before which the committee's decision has frozen nothing. */
const UNDECIDED: readonly (RequestState | '')[] = ['reçue', 'à compléter', 'complète', 'ajournée'];
/** What the shares, the reservation and the membership of a decided request rest on. */
const FROZEN: readonly (keyof AnswerFields)[] = ['estimate', 'siren', 'supportType', 'cashCommitment'];

/** Settles the proposal of a row; gives the sentence for the person. Must run under the lock; saves. */
export function settleProposal(
  desk: Desk,
  row: StoredRow<'requests'>,
  verdict: Row<'requests'>['proposalVerdict'],
): string {
  const { at, values } = row;
  const requests = desk.workbook.table('requests');
  if (values.proposedChanges === '') {
    requests.update(at, { proposalVerdict: '' });
    desk.save();
    return words.nothingProposed(values.reference);
  }
  return verdict === 'refuser' ? refuse(desk, row) : accept(desk, row);
}

function refuse(desk: Desk, { at, values }: StoredRow<'requests'>): string {
  const { fields } = readProposal(values.proposedChanges);
  desk.workbook.table('requests').update(at, { proposedChanges: '', proposalVerdict: '' });
  desk.ledger.record({
    action: 'Modification refusée',
    subject: values.reference,
    after: fields.map(({ item }) => item.title).join(', '),
  });
  desk.save();
  return words.changesRefused(values.reference);
}

function accept(desk: Desk, { at, values: before }: StoredRow<'requests'>): string {
  const { reference, status } = before;
  const { fields, text } = readProposal(before.proposedChanges);
  const { answers, problems } = parseAnswer(
    fields.map(({ item }) => item),
    {},
  );
  const titles = fields.map(({ item }) => item.title);
  const readable = questionsAnswered(titles, problems);
  const isDecided = !UNDECIDED.includes(status);
  const frozen = readable.filter(({ key }) => isDecided && FROZEN.includes(key));
  const taken = readable.filter(question => !frozen.includes(question));
  const given = fieldsOf(answers);
  const patch: Partial<AnswerFields> = Object.fromEntries(taken.map(({ key }) => [key, given[key]]));
  const membership = membershipIfChanged(desk, before, patch.siren);
  const { missing, hints } = requestCompleteness({ ...before, ...patch });
  const noted = [...membership.problems, ...hints].map(wording.hint);
  const left = fields.filter(({ item }) => !taken.some(({ title }) => title === item.title));
  desk.workbook.table('requests').update(at, {
    ...patch,
    ...membership.columns,
    ...(isDecided
      ? {}
      : { completeness: [missing.length === 0 ? wording.complete : missing.join('\n'), ...noted].join('\n') }),
    proposedChanges: [...left.flatMap(({ lines }) => lines), ...text].join('\n'),
    proposalVerdict: '',
  });
  for (const { key } of taken)
    desk.ledger.record({
      action: 'Modification acceptée',
      subject: reference,
      field: headerOf(key),
      before: printedIn(key, before[key]),
      after: printedIn(key, given[key]),
    });
  desk.save();
  const headers = (keys: readonly { readonly key: keyof AnswerFields }[]): string =>
    keys.map(({ key }) => `« ${headerOf(key)} »`).join(', ');
  const unreadable = left.filter(({ item }) => !frozen.some(({ title }) => title === item.title));
  return [
    taken.length > 0 ? words.changesTaken(reference, headers(taken)) : words.nothingTaken(reference),
    ...(frozen.length > 0 ? [words.frozenSince(headers(frozen), status)] : []),
    ...(unreadable.length > 0 ? [words.unreadableFields(unreadable.map(titled).join(', '))] : []),
    ...(left.length + text.length > 0 ? [words.leftToRead] : []),
  ].join('\n');
}

const titled = ({ item }: ProposedField): string => `« ${item.title} »`;
