/**
 * Messages that came before: the same one twice (same Message-ID, sender and documents), or the same bid from another
 * address. A Message-ID proves nothing by itself: when the rest differs, a person looks.
 */
import type { IncomingMessage } from '../mail/incoming';
import { formatInstantInWords } from '../scheme/time';
import type { Row } from '../sheets/schema';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';

type Message = Row<'messages'>;

/** What an earlier message with the same Message-ID makes of this one. */
export type Repetition =
  | { readonly kind: 'first' }
  | { readonly kind: 'double'; readonly of: Message; readonly toDo: string }
  | { readonly kind: 'contradiction'; readonly reason: string };

const FIRST: Repetition = { kind: 'first' };

/** The messages already in the tab that have one of these Message-IDs, and those taken in since. One search. */
export class EarlierMessages {
  private readonly known: Message[];

  constructor(
    private readonly desk: Desk,
    messages: readonly IncomingMessage[],
  ) {
    const ids = [...new Set(messages.map(({ messageId }) => messageId))].filter(id => id !== '');
    const table = desk.workbook.table('messages');
    const found = ids.length === 0 || table.height === 0 ? [] : table.whereAmong('messageId', ids);
    this.known = found.map(({ values }) => values);
  }

  add(row: Message): void {
    this.known.push(row);
  }

  /** Compares by what the row would show, before anything of the message is read. */
  repetition({ messageId }: IncomingMessage, from: string, attachments: string): Repetition {
    const earlier = messageId === '' ? [] : this.known.filter(row => row.messageId === messageId);
    const [first] = earlier;
    if (first === undefined) return FIRST;
    const same = earlier.find(row => row.from === from && row.attachments === attachments);
    if (same === undefined) return { kind: 'contradiction', reason: wording.contradictsEarlier(whenOf(first)) };
    return { kind: 'double', of: same, toDo: wording.duplicateOf(whenOf(same), same.tiedTo) };
  }

  /** Who sent the message of this Gmail id, '' when its row is not found. */
  senderOf(id: string): string {
    const known = this.known.find(row => row.id === id);
    return known?.from ?? this.desk.workbook.table('messages').find('id', id)?.values.from ?? '';
  }
}

const whenOf = ({ receivedAt }: Message): string => (receivedAt === null ? '' : formatInstantInWords(receivedAt));
