/** The people whom a request names: what is written of it elsewhere says nothing of them. */
import { withoutMentions } from '../scheme/retention';
import type { Row } from '../sheets/schema';
import { retentionWording as wording } from '../sheets/wording-retention';

type People = Pick<Row<'requests'>, 'legalRepresentative' | 'contact' | 'email' | 'phone'>;

export const peopleOf = ({ legalRepresentative, contact, email, phone }: People): string[] =>
  [legalRepresentative, contact, email, phone].filter(value => value !== '');

/** A text that staff typed, as the ledger may keep it for good: without the names, addresses and numbers of the request. */
export const unnamed = (text: string, request: People): string =>
  withoutMentions(text, peopleOf(request), wording.person);
