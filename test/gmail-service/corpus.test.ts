// Awkward real messages go through delivery and come back from Gmail's API without loss: mailparser is the oracle.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { parseMime, partText, walkParts } from '../../local/post/mime-tree';
import { PostOffice } from '../../local/post/post-office';
import { GmailService, type MessagePart } from '../../local/services/gmail';
import { HandClock, MemoryStore, RecordingExecution } from './memory-workspace';

const CORPUS = join(__dirname, '../../../shared/corpus');
const ACCOUNT = 'dispositif@cuf.example';

function files(folder: string): [string, string][] {
  const path = join(CORPUS, folder);
  return existsSync(path)
    ? readdirSync(path)
        .sort()
        .map(name => [name, join(path, name)])
    : [];
}

function deliverAndGet(raw: Buffer) {
  const clock = new HandClock('2018-11-06T10:00:00+01:00');
  const post = new PostOffice(new MemoryStore(), clock);
  const gmail = new GmailService(new RecordingExecution(clock, ACCOUNT), post, clock);
  const [record] = post.deliver(raw, { envelopeFrom: 'someone@else.example', to: ACCOUNT, auth: 'none' });
  if (!record) throw new Error('not delivered');
  const message = gmail.Users.Messages.get('me', record.id, { format: 'full' });
  const payload = message.payload as MessagePart;
  const leaves = [...leavesOf(payload)].map(part => ({
    ...part,
    bytes: Buffer.from(
      part.body.attachmentId === undefined
        ? (part.body.data ?? [])
        : gmail.Users.Messages.Attachments.get('me', record.id, part.body.attachmentId).data,
    ),
  }));
  return {
    message,
    payload,
    leaves,
    rawAgain: Buffer.from(gmail.Users.Messages.get('me', record.id, { format: 'raw' }).raw ?? []),
  };
}

function* leavesOf(part: MessagePart): Generator<MessagePart> {
  yield part;
  for (const child of part.parts ?? []) yield* leavesOf(child);
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

const all = [...files('mime'), ...files('bounces')];
if (all.length === 0) {
  test.skip('the corpus is absent: ../shared/corpus is not beside the repository', () => undefined);
} else {
  describe.each(all)('%s', (_name, path) => {
    const raw = readFileSync(path);

    test('its bytes stand untouched below the trace of reception', () => {
      const { rawAgain } = deliverAndGet(raw);
      expect(rawAgain.subarray(rawAgain.length - raw.length).equals(raw)).toBe(true);
    });

    test('every attachment that mailparser finds is given, name and bytes', async () => {
      const expected = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
      const { leaves } = deliverAndGet(raw);
      for (const attachment of expected.attachments) {
        const match = leaves.find(leaf => leaf.bytes.equals(attachment.content));
        expect({ name: attachment.filename ?? '', found: match !== undefined }).toEqual({
          name: attachment.filename ?? '',
          found: true,
        });
        if (attachment.filename !== undefined && match?.filename !== '') {
          expect(match?.filename).toBe(attachment.filename);
        }
      }
    });

    test('the text that mailparser reads is in a text part', async () => {
      const expected = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
      const texts = [...walkParts(parseMime(raw))].map(partText).map(squeeze).join(' ');
      const first = squeeze((expected.text ?? '').slice(0, 300)).slice(0, 200);
      expect(texts).toContain(first);
      expect(deliverAndGet(raw).message.snippet).toBeDefined();
    });

    test('subject and sender are the same', async () => {
      const expected = await simpleParser(raw);
      const { payload } = deliverAndGet(raw);
      const header = (name: string) =>
        payload.headers.filter(field => field.name.toLowerCase() === name).at(0)?.value ?? '';
      expect(squeeze(header('subject'))).toBe(squeeze(expected.subject ?? ''));
      for (const from of expected.from?.value ?? []) expect(header('from')).toContain(from.address ?? '');
    });
  });
}
