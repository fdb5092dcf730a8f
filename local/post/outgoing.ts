/** What Gmail does to a message handed to its API: a From it does not know, the Message-ID, HTML comments, the Date. */
import type { EpochMs } from '../kernel/contract';
import { changeHeader, oneLine } from './header-block';
import { addressKey, headerValue, readAddresses } from './header-text';
import { parseMime, walkParts } from './mime-tree';
import { mailDate } from './reception';

export interface SendAsAddress {
  readonly address: string;
  readonly displayName: string;
  readonly verified: boolean;
}

export interface Sender {
  readonly address: string;
  readonly displayName: string;
  readonly sendAs: readonly SendAsAddress[];
}

function quoted(name: string): string {
  return `"${oneLine(name).replace(/["\\]/g, '\\$&')}"`;
}

/** The bytes of `content` with HTML comments taken out, whatever its ASCII-compatible charset. Linear. */
function withoutComments(content: Buffer): Buffer {
  const kept: Buffer[] = [];
  let at = 0;
  for (;;) {
    const open = content.indexOf('<!--', at, 'latin1');
    const close = open === -1 ? -1 : content.indexOf('-->', open + 4, 'latin1');
    if (close === -1) break;
    kept.push(content.subarray(at, open));
    at = close + 3;
  }
  kept.push(content.subarray(at));
  return Buffer.concat(kept);
}

function encodeTransfer(content: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(content.toString('base64').replace(/.{76}/g, '$&\r\n'));
  if (encoding !== 'quoted-printable') return content;
  const escaped = Array.from(content.toString('latin1'), char => {
    const plain = (char >= ' ' && char <= '~' && char !== '=') || char === '\r' || char === '\n' || char === '\t';
    return plain ? char : `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return Buffer.from(softBreaks(escaped), 'latin1');
}

/** Lines of at most 76 characters; an escape is never cut, a blank never ends a line. */
function softBreaks(tokens: readonly string[]): string {
  let text = '';
  let width = 0;
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    const endsLine = next === undefined || next === '\r' || next === '\n';
    const safe = (token === ' ' || token === '\t') && endsLine ? `=${token === ' ' ? '20' : '09'}` : token;
    if (token !== '\r' && token !== '\n' && width + safe.length > 75) {
      text += '=\r\n';
      width = 0;
    }
    text += safe;
    width = token === '\n' ? 0 : width + (token === '\r' ? 0 : safe.length);
  });
  return text;
}

/** Comments leave every HTML part; the other bytes of the message stay as they are. */
export function dropHtmlComments(raw: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const part of walkParts(parseMime(raw))) {
    if (part.mimeType !== 'text/html' || !part.span || part.parts.length > 0) continue;
    const content = withoutComments(part.body);
    if (content.length === part.body.length) continue;
    pieces.push(raw.subarray(at, part.span.start), encodeTransfer(content, part.transferEncoding));
    at = part.span.end;
  }
  return Buffer.concat([...pieces, raw.subarray(at)]);
}

/** The From that leaves: the one written if it is the account's own or a verified address of it, else the account's. */
function fromField(raw: Buffer, sender: Sender): string | undefined {
  const written = readAddresses(headerValue(parseMime(raw).headers, 'From'));
  const allowed = new Set([sender.address, ...sender.sendAs.filter(own => own.verified).map(own => own.address)]);
  const first = written[0];
  if (written.length === 1 && first && new Set([...allowed].map(addressKey)).has(addressKey(first.address))) {
    return undefined;
  }
  const name = first?.name || sender.displayName;
  return name === '' ? `From: ${sender.address}` : `From: ${encodedName(name)} <${sender.address}>`;
}

function encodedName(name: string): string {
  const plain = /^[ -~]*$/.test(name);
  return plain ? quoted(name) : `=?UTF-8?B?${Buffer.from(oneLine(name), 'utf8').toString('base64')}?=`;
}

/** The message as it stands in SENT: new Message-ID, a Date, a From of the account, no comment in its HTML. */
export function prepareOutgoing(raw: Buffer, sender: Sender, messageId: string, at: EpochMs): Buffer {
  const { headers } = parseMime(raw);
  const from = fromField(raw, sender);
  const dated = headerValue(headers, 'Date') !== undefined;
  return changeHeader(dropHtmlComments(raw), {
    remove: ['Message-ID', ...(from === undefined ? [] : ['From'])],
    append: [
      ...(from === undefined ? [] : [from]),
      ...(dated ? [] : [`Date: ${mailDate(at)}`]),
      ...(headerValue(headers, 'MIME-Version') === undefined ? ['MIME-Version: 1.0'] : []),
      `Message-ID: ${messageId}`,
    ],
  });
}
