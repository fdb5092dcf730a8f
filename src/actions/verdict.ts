/** The service fait of one delivery, as CUF or the authority finds it: what is written, and where it leads. */
import type { ACCEPTANCES } from '../scheme/payment';
import { formatDay } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { assignmentWording as words } from '../sheets/wording-assignment';
import { holderOf } from './agreement';
import { holderLetter } from './assignment-letters';
import { moveAssignment, moveRequest, requestOf } from './assignment-moves';
import type { Desk } from './desk';
import { prepareLetters } from './letters';
import { checkMove } from './moves';

export const VERDICT_TITLE = 'Constater le service fait';

export type VerdictParty = 'CUF' | 'collectivité';

export interface Verdict {
  readonly party: VerdictParty;
  readonly verdict: (typeof ACCEPTANCES)[number];
  readonly reason: string;
  /** What proves it, when it did not come from the person at the menu. */
  readonly evidence: string;
}

const COLUMN = { CUF: 'acceptedByCuf', collectivité: 'acceptedByAuthority' } as const;

/** Refuses, naming the assignment, unless a delivery waits for a verdict. */
export function checkAwaitsVerdict({ reference, state }: Row<'assignments'>): void {
  checkMove('assignment', reference, state, 'service fait', VERDICT_TITLE);
}

/** What the party has said of this delivery; '' when nothing. */
export const verdictOf = (row: Row<'assignments'>, party: VerdictParty) => row[COLUMN[party]];

/**
 * Writes the verdict. A refusal sends the holder back to its work, with the reason; two acceptances make the service fait. The
 * caller queues the letters and saves. The row as read follows along.
 */
export function applyVerdict(
  desk: Desk,
  row: StoredRow<'assignments'>,
  { party, verdict, reason, evidence }: Verdict,
): { readonly sentence: string; readonly letters: Partial<Row<'letters'>>[] } {
  const { at, values } = row;
  const { reference } = values;
  checkAwaitsVerdict(values);
  const column = COLUMN[party];
  const named = words.parties[party];
  desk.ledger.record({
    action: VERDICT_TITLE,
    subject: reference,
    field: party === 'CUF' ? 'Service fait CUF' : 'Service fait collectivité',
    before: values[column],
    after: [verdict, reason, evidence].filter(text => text !== '').join(' – '),
  });
  const note = words.verdictNote(formatDay(desk.today()), named, verdict, evidence, reason);
  values[column] = verdict;
  values.acceptanceNotes = [values.acceptanceNotes, note].filter(line => line !== '').join('\n');
  const { acceptanceNotes } = values;
  desk.workbook.table('assignments').update(at, { [column]: verdict, acceptanceNotes });

  if (verdict === 'refusé') {
    const request = requestOf(desk, values);
    moveAssignment(desk, row, 'à corriger', VERDICT_TITLE);
    moveRequest(desk, request, 'en cours', VERDICT_TITLE);
    awaitAnswer(desk, reference, []);
    const about = { holder: holderOf(desk, values.holder), assignment: values, subject: request.values.title };
    const letter = holderLetter(desk, 'Livrables à corriger', about, { 'Refusé par': named, Motif: reason });
    return { sentence: words.refusedBy(reference, named), letters: prepareLetters(desk, [letter]) };
  }
  if (values.acceptedByCuf === 'accepté' && values.acceptedByAuthority === 'accepté') {
    moveRequest(desk, requestOf(desk, values), 'acceptée', VERDICT_TITLE);
    moveAssignment(desk, row, 'service fait', VERDICT_TITLE);
    return { sentence: words.acceptedByBoth(reference), letters: [] };
  }
  const other = words.parties[party === 'CUF' ? 'collectivité' : 'CUF'];
  return { sentence: words.acceptedByOne(reference, named, other), letters: [] };
}

/** Remembers the tokens of the letters by which an authority may answer; none: it is no longer asked. */
export function awaitAnswer(desk: Desk, reference: string, tokens: readonly string[]): void {
  const { [reference]: asked, ...others } = desk.memory.get('acceptances') ?? {};
  if (asked === undefined && tokens.length === 0) return;
  desk.memory.set('acceptances', tokens.length === 0 ? others : { ...others, [reference]: [...tokens] });
}
