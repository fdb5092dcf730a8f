/** What a request of the workbook lacks: the rule of completeness on its row, with what was answered and could not be read. */
import { questionOf } from '../forms/questions';
import { type Completeness, checkCompleteness } from '../scheme/completeness';
import type { Row } from '../sheets/schema';

/** What the request lacks, as its row stands. */
export function requestCompleteness(values: Row<'requests'>): Completeness {
  return checkCompleteness(values, unreadEstimateOf(values));
}

/** What was answered about the cost when no amount could be read in it: it stands with the other answers, under its question. */
function unreadEstimateOf({ otherAnswers }: Row<'requests'>): string {
  const asked = `${questionOf('estimate').title} : `;
  const line = otherAnswers.split('\n').find(one => one.startsWith(asked));
  return line?.slice(asked.length).trim() ?? '';
}
