/** Messages written as text, as the Gmail API would give them in full format. */
import { type Envelope, gmailResource } from '../../local/mail/gmail-resource';
import { type IncomingMessage, parseIncoming } from '../../src/mail/incoming';

export { type Envelope, gmailResource } from '../../local/mail/gmail-resource';

/** A message written as text, line ends made CRLF. */
export function message(lines: string, envelope: Envelope = {}): IncomingMessage {
  return parseIncoming(gmailResource(Buffer.from(lines.replace(/\r?\n/g, '\r\n'), 'utf8'), envelope));
}
