/** The mailbox gateway: every page read, errors sorted so that nothing is ever sent twice, bytes signed as Google wants. */
import { GmailGateway, type GmailService } from '../../src/mail/gmail-gateway';

class GoogleError extends Error {
  readonly details: { code: number } | undefined;
  constructor(message: string, code?: number) {
    super(message);
    this.name = 'GoogleJsonResponseException';
    this.details = code === undefined ? undefined : { code };
  }
}

interface Sent {
  resource: { raw?: unknown; threadId?: string | undefined };
  media?: unknown;
}

/** A Gmail with state: pages of history and of messages, sends recorded, one error to throw. */
class FakeGmail implements GmailService {
  readonly asked: object[] = [];
  readonly sent: Sent[] = [];
  failure: Error | undefined;
  historyPages: { history?: object[]; nextPageToken?: string; historyId?: string }[] = [];
  messagePages: { messages?: { id: string; threadId: string }[]; nextPageToken?: string }[] = [];

  private answer<T>(options: object, value: T): T {
    this.asked.push(options);
    if (this.failure !== undefined) throw this.failure;
    return value;
  }

  readonly Users = {
    getProfile: () => ({ emailAddress: 'Dispositif@CUF.example', historyId: '100' }),
    History: { list: (_user: string, options: object) => this.answer(options, this.historyPages.shift() ?? {}) },
    Messages: {
      get: (_user: string, id: string, options: object) => this.answer(options, { id, threadId: 't' }),
      list: (_user: string, options: object) => this.answer(options, this.messagePages.shift() ?? {}),
      send: (resource: Sent['resource'], _user: string, media?: unknown) => {
        this.sent.push(media === undefined ? { resource } : { resource, media });
        return this.answer({}, { id: 'm1', threadId: 't1' });
      },
      Attachments: { get: () => ({ data: [-1, 0, 127], size: 3 }) },
    },
    Settings: {
      SendAs: {
        list: () => ({
          sendAs: [
            { sendAsEmail: 'Dispositif@cuf.example', isPrimary: true },
            { sendAsEmail: 'aict@cuf.example', verificationStatus: 'accepted' },
            { sendAsEmail: 'autre@cuf.example', verificationStatus: 'pending' },
          ],
        }),
      },
    },
  };
}

const added = (...ids: string[]) => ({
  messagesAdded: ids.map(id => ({ message: { id, threadId: `t${id}`, labelIds: ['INBOX'] } })),
});
const gatewayOf = (gmail: GmailService) => new GmailGateway(gmail, (bytes, type) => ({ bytes, type }));

describe('reading', () => {
  test('history is read to its last page, from the same start, each message once', () => {
    const gmail = new FakeGmail();
    gmail.historyPages = [
      { history: [added('1', '2'), {}], nextPageToken: 'p2', historyId: '110' },
      { history: [added('2', '3')], historyId: '111' },
    ];
    const reading = gatewayOf(gmail).historySince('100');
    expect(reading).toMatchObject({ kind: 'read', historyId: '111' });
    expect(reading.kind === 'read' && reading.added.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(gmail.asked).toMatchObject([{ startHistoryId: '100' }, { startHistoryId: '100', pageToken: 'p2' }]);
    expect(gmail.asked[0]).not.toHaveProperty('labelId');
  });
  test('what was sent is asked of the label SENT', () => {
    const gmail = new FakeGmail();
    gatewayOf(gmail).sentSince('100');
    expect(gmail.asked).toMatchObject([{ labelId: 'SENT', startHistoryId: '100' }]);
  });
  test.each([
    new GoogleError('API call to gmail.users.history.list failed with error: Requested entity was not found.', 404),
    new GoogleError('Requested entity was not found.'),
  ])('a history that Gmail has forgotten is expired (%s)', failure => {
    const gmail = new FakeGmail();
    gmail.failure = failure;
    expect(gatewayOf(gmail).historySince('1')).toEqual({ kind: 'expired' });
  });
  test('another error of the history is not taken for an expiry', () => {
    const gmail = new FakeGmail();
    gmail.failure = new GoogleError('Backend Error', 503);
    expect(() => gatewayOf(gmail).historySince('1')).toThrow('Backend Error');
  });
  test('messages since an instant include spam, all pages', () => {
    const gmail = new FakeGmail();
    gmail.messagePages = [
      { messages: [{ id: '1', threadId: 't' }], nextPageToken: 'x' },
      { messages: [{ id: '2', threadId: 't' }] },
    ];
    expect(
      gatewayOf(gmail)
        .listSince(1541408400.9)
        .map(({ id }) => id),
    ).toEqual(['1', '2']);
    expect(gmail.asked[0]).toMatchObject({ q: 'after:1541408400', includeSpamTrash: true });
  });
  test('a message deleted since is undefined', () => {
    const gmail = new FakeGmail();
    gmail.failure = new GoogleError('Requested entity was not found.', 404);
    expect(gatewayOf(gmail).getMessage('1')).toBeUndefined();
  });
  test('profile, verified senders and attachment bytes', () => {
    const gateway = gatewayOf(new FakeGmail());
    expect(gateway.profile()).toEqual({ address: 'dispositif@cuf.example', historyId: '100' });
    expect(gateway.sendAs()).toEqual(['dispositif@cuf.example', 'aict@cuf.example']);
    expect([...gateway.attachment('m', 'a')]).toEqual([255, 0, 127]);
  });
  test('a service that is not enabled is named', () => {
    expect(() => new GmailGateway(undefined, () => null).profile()).toThrow('Users');
    expect(() => gatewayOf({ Users: { getProfile: () => ({}) } }).listSince(0)).toThrow('Users.Messages');
  });
});

describe('sending', () => {
  test('a small message goes as bytes, in its thread', () => {
    const gmail = new FakeGmail();
    expect(gatewayOf(gmail).send(Uint8Array.of(65, 255), { threadId: 't9' })).toEqual({
      kind: 'sent',
      id: 'm1',
      threadId: 't1',
    });
    expect(gmail.sent).toEqual([{ resource: { raw: [65, -1], threadId: 't9' } }]);
  });
  test('above 3 MB it goes as media', () => {
    const gmail = new FakeGmail();
    gatewayOf(gmail).send(new Uint8Array(3 * 1024 * 1024 + 1));
    expect(gmail.sent[0]?.resource).toEqual({});
    expect(gmail.sent[0]?.media).toMatchObject({ type: 'message/rfc822' });
  });

  test.each([
    ['User-rate limit exceeded.  Retry after 2018-11-05T12:57:51.196Z', 429, 'quota'],
    ['Resource has been exhausted (e.g. check quota).', 429, 'quota'],
    ['Quota exceeded for quota metric Queries', 403, 'quota'],
    ['Service invoked too many times for one day: email.', undefined, 'quota'],
    ['Backend Error', 503, 'uncertain'],
    ['Internal error encountered.', 500, 'uncertain'],
    ['Request timed out', 408, 'uncertain'],
    ['Address unavailable: https://gmail.googleapis.com', undefined, 'uncertain'],
    ['Empty response', undefined, 'uncertain'],
    ['We are sorry, a server error occurred. Please wait a bit and try again.', undefined, 'uncertain'],
    ['Invalid To header', 400, 'refused'],
    ['Recipient address required', undefined, 'refused'],
    ['Request Entity Too Large', 413, 'refused'],
  ])('« %s » (%s) → %s', (message, code, kind) => {
    const gmail = new FakeGmail();
    gmail.failure = new GoogleError(`API call to gmail.users.messages.send failed with error: ${message}`, code);
    expect(gatewayOf(gmail).send(Uint8Array.of(65))).toMatchObject({ kind, error: expect.stringContaining(message) });
  });

  test('an answer without an id is uncertain', () => {
    const gmail = new FakeGmail();
    gmail.Users.Messages.send = () => ({ id: '', threadId: '' });
    expect(gatewayOf(gmail).send(Uint8Array.of(65)).kind).toBe('uncertain');
  });
});
