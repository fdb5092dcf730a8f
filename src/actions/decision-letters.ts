/** What the committee decided on a request, written to its authority; staff read why when no letter can be written. */
import { isSendableAddress } from '../mail/address';
import type { LetterName } from '../mail/letter-templates';
import { said } from '../mail/letter-values';
import { type Cents, formatCents, minus } from '../scheme/money';
import { formatDayInWords } from '../scheme/time';
import type { Row } from '../sheets/schema';
import { wording } from '../sheets/wording';
import { committeeWording as words } from '../sheets/wording-committee';
import { requestValues } from './ask-completion';
import type { Desk } from './desk';
import { prepareLetters } from './letters';
import { Refused } from './refused';

/** A decision as it was applied to a request. */
export interface AppliedDecision {
  readonly decision: 'retenue' | 'ajournée' | 'refusée';
  readonly reason: string;
  readonly retainedCost: Cents | null;
  /** What the scheme has reserved; zero unless it is retained. */
  readonly reserved: Cents;
}

export interface DecisionLetter {
  readonly letters: readonly Partial<Row<'letters'>>[];
  /** Empty when the letter is written. */
  readonly sentence: string;
}

const TEMPLATES: Readonly<Record<AppliedDecision['decision'], LetterName>> = {
  retenue: 'Demande retenue',
  ajournée: 'Demande ajournée',
  refusée: 'Demande refusée',
};

export function decisionLetter(desk: Desk, request: Row<'requests'>, applied: AppliedDecision): DecisionLetter {
  const { reference, email, session } = request;
  const unwritten = (why: string): DecisionLetter => ({ letters: [], sentence: words.notTold(reference, why) });
  if (!isSendableAddress(email)) return unwritten(wording.badRecipient(email));
  const { decision, reason, retainedCost, reserved } = applied;
  const amounts =
    decision !== 'retenue' || retainedCost === null
      ? {}
      : {
          'Coût retenu TTC': formatCents(retainedCost),
          'Part dispositif': formatCents(reserved),
          'Part collectivité': formatCents(minus(retainedCost, reserved)),
        };
  try {
    const letters = prepareLetters(desk, [
      {
        template: TEMPLATES[decision],
        about: reference,
        to: email,
        values: {
          ...requestValues(desk, request),
          'Séance du': formatDayInWords(session ?? desk.today()),
          Motif: said(reason),
          ...amounts,
        },
      },
    ]);
    return { letters, sentence: '' };
  } catch (problem) {
    if (problem instanceof Refused) return unwritten(problem.message);
    throw problem;
  }
}
