/** The part of Gmail's search language that the local Workspace answers. An operator that it does not know throws, and names itself. */
import type { EpochMs } from '../kernel/contract';

/** What a search looks at in one message. Texts are decoded; matching ignores case. */
export interface Searchable {
  readonly at: EpochMs;
  readonly labelIds: readonly string[];
  readonly from: string;
  readonly recipients: string;
  readonly subject: string;
  readonly messageId: string;
  readonly hasAttachment: boolean;
}

export interface Query {
  /** Spam and trash are searched too. */
  readonly anywhere: boolean;
  matches(message: Searchable): boolean;
}

export class UnknownOperator extends Error {
  override readonly name = 'UnknownOperator';
}

type Test = (message: Searchable) => boolean;
const TERM = /(-)?(?:([A-Za-z_0-9]+):)?(?:"([^"]*)"|\(([^()]*)\)|([^\s"()]+))/g;
const contains = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

/** `after:` and `before:` take epoch seconds; days are refused, Gmail reads them in a zone that the API does not name. */
function epochSeconds(operator: string, value: string): number {
  if (!/^\d{9,11}$/.test(value)) {
    throw new UnknownOperator(`${operator}:${value} (the local Workspace takes epoch seconds)`);
  }
  return Number(value) * 1000;
}

const FOLDERS: Readonly<Record<string, string>> = { inbox: 'INBOX', sent: 'SENT', spam: 'SPAM', trash: 'TRASH' };

function operatorTest(operator: string, value: string): Test {
  switch (operator) {
    case 'after': {
      const limit = epochSeconds(operator, value);
      return message => message.at >= limit;
    }
    case 'before': {
      const limit = epochSeconds(operator, value);
      return message => message.at < limit;
    }
    case 'from':
      return message => contains(message.from, value);
    case 'to':
      return message => contains(message.recipients, value);
    case 'subject':
      return message => contains(message.subject, value);
    case 'rfc822msgid':
      return message => message.messageId.replace(/[<>]/g, '') === value.replace(/[<>]/g, '');
    case 'has':
      if (value === 'attachment') return message => message.hasAttachment;
      break;
    case 'is':
      if (value === 'unread') return message => message.labelIds.includes('UNREAD');
      break;
    case 'in':
    case 'label': {
      if (value === 'anywhere') return () => true;
      const label = FOLDERS[value.toLowerCase()];
      if (label !== undefined) return message => message.labelIds.includes(label);
      break;
    }
  }
  throw new UnknownOperator(`${operator}:${value}`);
}

/** Throws UnknownOperator on `or:`, `OR`, braces, bare words and whatever else is not listed above. */
export function parseQuery(text: string): Query {
  const tests: Test[] = [];
  let anywhere = false;
  let end = 0;
  for (const match of text.matchAll(TERM)) {
    const [term, not, operator, quoted, grouped, bare] = match;
    const gap = text.slice(end, match.index);
    if (gap.trim() !== '') throw new UnknownOperator(gap.trim());
    end = match.index + term.length;
    if (operator === undefined) throw new UnknownOperator(term);
    const value = quoted ?? grouped ?? bare ?? '';
    const name = operator.toLowerCase();
    if (name === 'in' && ['anywhere', 'spam', 'trash'].includes(value.toLowerCase())) anywhere = true;
    const test = operatorTest(name, value);
    tests.push(not ? message => !test(message) : test);
  }
  if (text.slice(end).trim() !== '') throw new UnknownOperator(text.slice(end).trim());
  return { anywhere, matches: message => tests.every(test => test(message)) };
}
