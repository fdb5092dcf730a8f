/** What a request lacks, written to its authority: the list, the lines to fill in a reply, the address of its answers. */
import { questionOf } from '../forms/questions';
import { isSendableAddress } from '../mail/address';
import { said, senderValues } from '../mail/letter-values';
import type { RequestFacts } from '../scheme/completeness';
import { formatInstantInWords } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { reviewWording as words } from '../sheets/wording-review';
import type { Desk } from './desk';
import { editLink } from './edit-link';
import { prepareLetters } from './letters';
import { Refused } from './refused';

type Request = Row<'requests'>;

export interface Lack {
  /** Sentences, for the authority. */
  readonly missing: readonly string[];
  readonly toGive: readonly (keyof RequestFacts)[];
  /** False when the same list has been sent before. */
  readonly isNew: boolean;
}

export interface CompletionRequest {
  readonly letters: readonly Partial<Row<'letters'>>[];
  readonly columns: Partial<Request>;
  readonly sentence: string;
}

/** The letter to one authority, the columns that go with it and what staff read; no letter when it cannot be written. */
export function askCompletion(desk: Desk, { values }: StoredRow<'requests'>, lack: Lack): CompletionRequest {
  const { reference, email, completionAskedAt } = values;
  const nothing = (sentence: string): CompletionRequest => ({ letters: [], columns: {}, sentence });
  if (!lack.isNew && completionAskedAt !== null)
    return nothing(words.alreadyAsked(reference, formatInstantInWords(completionAskedAt)));
  if (!isSendableAddress(email)) return nothing(words.cannotAsk(reference, wording.badRecipient(email)));
  try {
    const letters = prepareLetters(desk, [
      { template: 'Demande de compléments', about: reference, to: email, values: letterValues(desk, values, lack) },
    ]);
    desk.ledger.record({ action: words.askedAction, subject: reference, after: String(lack.missing.length) });
    return { letters, columns: { completionAskedAt: desk.now() }, sentence: words.asked(reference) };
  } catch (problem) {
    if (problem instanceof Refused) return nothing(words.cannotAsk(reference, problem.message));
    throw problem;
  }
}

function letterValues(desk: Desk, request: Request, { missing, toGive }: Lack) {
  const lines = [...new Set(toGive)].map(key => words.fillLine(questionOf(key).title));
  return {
    ...requestValues(desk, request),
    'Points à compléter': missing.map(words.bullet).join('\n'),
    'Lignes à compléter': lines.length === 0 ? words.freeAnswer : lines.join('\n'),
    'Lien de modification': editLink(desk, request.responseId),
  };
}

/** The values that every letter about a request shares. */
export function requestValues(desk: Desk, request: Request) {
  return {
    ...senderValues(desk.workbook.settings.settings),
    Référence: request.reference,
    Collectivité: said(request.authority),
    Contact: said(request.contact),
    "Type d'appui": said(request.supportType),
    Intitulé: said(request.title),
  };
}
