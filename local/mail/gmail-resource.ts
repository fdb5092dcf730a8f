/** Raw RFC 5322 bytes as the Gmail API would give them in full format, by the local Workspace's own reading of MIME. */

import { signedBytes } from '../../src/mail/bytes';
import type { GmailMessageResource, GmailPart } from '../../src/mail/gmail-message';
import { isAttachment, type MimePart, parseMime, partText } from '../post/mime-tree';

export interface Envelope {
  readonly threadId?: string;
  readonly labelIds?: readonly string[];
  readonly internalDate?: string;
}

/** Gmail gives the fields of a report as a text part inside an empty one. */
function reportPart(part: MimePart): GmailPart {
  const data = signedBytes(part.body);
  return {
    mimeType: part.mimeType,
    filename: '',
    headers: part.headers.map(({ name, value }) => ({ name, value })),
    body: { size: 0 },
    parts: [{ mimeType: 'text/plain', filename: '', headers: [], body: { size: data.length, data } }],
  };
}

function partOf(part: MimePart): GmailPart {
  if (/^message\/(?:global-)?(?:delivery-status|disposition-notification)$/.test(part.mimeType))
    return reportPart(part);
  const container = part.parts.length > 0 && part.mimeType.startsWith('multipart/');
  const file = isAttachment(part);
  const bytes = container ? Buffer.alloc(0) : file ? part.body : Buffer.from(partText(part), 'utf8');
  return {
    mimeType: part.mimeType,
    filename: part.filename,
    headers: part.headers.map(({ name, value }) => ({ name, value })),
    body: file
      ? { attachmentId: attachmentIdOf(part), size: bytes.length }
      : { size: bytes.length, data: signedBytes(bytes) },
    parts: part.parts.map(partOf),
  };
}

/** Id of the attachment that a part is. */
export const attachmentIdOf = ({ partId }: MimePart): string => `att-${partId}`;

export function gmailResource(raw: Buffer, envelope: Envelope = {}): GmailMessageResource {
  return { id: '18f0000000000001', threadId: '', labelIds: ['INBOX'], ...envelope, payload: partOf(parseMime(raw)) };
}
