/** Whose message it is: two concordant signals, never one, never two that disagree. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { evidenceOf, type MatchEvidence, type MatchTarget, matchMessage } from '../../src/mail/matching';
import { makeToken, replyToAddress, subjectTag, subjectTags, tokensIn } from '../../src/mail/tokens';
import { message } from './gmail-resource';

const sha256 = (text: string): number[] => [...new Int8Array(createHash('sha256').update(text, 'utf8').digest())];
const [tokenA, tokenB] = [makeToken(sha256, 'secret', 'ALPHA'), makeToken(sha256, 'secret', 'BETA')];

const target = (consultation: string, holder: string, token: string, threadId: string): MatchTarget => ({
  key: `OFF-2018-${consultation}-${holder}`,
  reference: `CONS-2018-${consultation}`,
  tokens: [token],
  threadIds: [threadId],
  messageIds: [`<${threadId}@mail.gmail.com>`],
  addresses: [`contact@${holder.toLowerCase()}.example`],
});
const targets = [
  target('001', 'ALPHA', tokenA, 'ta'),
  target('001', 'BETA', tokenB, 'tb'),
  target('002', 'ALPHA', makeToken(sha256, 'secret', 'ALPHA', '2'), 'ta2'),
];
const nothing: MatchEvidence = { threadId: '', references: [], tokens: [], tags: [], senders: [] };
const [thread, answered, token, tag, sender] = [
  { threadId: 'ta' },
  { references: ['<ta@mail.gmail.com>'] },
  { tokens: [tokenA] },
  { tags: ['CONS-2018-001'] },
  { senders: ['contact@alpha.example'] },
];

describe('two signals that agree tie the message', () => {
  test.each([
    ['thread and token', { ...thread, ...token }],
    ['thread and tag', { ...thread, ...tag }],
    ['thread and sender', { ...thread, ...sender }],
    ['References and token', { ...answered, ...token }],
    ['token and tag', { ...token, ...tag }],
    ['token and sender', { ...token, ...sender }],
    ['tag and sender', { ...tag, ...sender }],
    ['all of them', { ...thread, ...answered, ...token, ...tag, ...sender }],
    ['a token in capitals and the tag', { tokens: [tokenA.toUpperCase()], ...tag }],
  ])('%s', (_what, evidence) => {
    expect(matchMessage({ ...nothing, ...evidence }, targets)).toMatchObject({
      kind: 'match',
      key: 'OFF-2018-001-ALPHA',
    });
  });
});

describe('anything less goes to a person', () => {
  test.each([
    ['thread alone', thread],
    ['thread and References, which are one signal', { ...thread, ...answered }],
    ['token alone', token],
    ['tag alone', tag],
    ['sender alone', sender],
    ['a forwarded mail: token of one, address of another', { ...token, senders: ['contact@beta.example'] }],
    ['thread of one consultation, tag of another', { ...thread, ...sender, tags: ['CONS-2018-002'] }],
    ['thread and sender, with a tag that we do not know', { ...thread, ...sender, tags: ['CONS-2018-999'] }],
    ['tag and sender, with a token that we do not know', { ...tag, ...sender, tokens: ['0123456789ab'] }],
    ['thread that References contradicts', { ...thread, ...sender, references: ['<tb@mail.gmail.com>'] }],
  ])('%s', (_what, evidence) => {
    const result = matchMessage({ ...nothing, ...evidence }, targets);
    expect(result.kind).toBe('doubt');
    expect(result.reason).toMatch(/indice/i);
  });

  test('two rows of one holder that the signals do not tell apart', () => {
    const twice = [targets[0], { ...targets[0], key: 'OFF-2018-001-ALPHA-2' }] as MatchTarget[];
    expect(matchMessage({ ...nothing, ...token, ...sender }, twice)).toMatchObject({ kind: 'doubt' });
  });

  test('nothing known at all', () => {
    expect(matchMessage({ ...nothing, senders: ['x@y.example'] }, targets).kind).toBe('none');
    expect(matchMessage({ ...nothing, tags: ['CONS-2018-999'] }, targets).kind).toBe('none');
  });
});

describe('what a message shows', () => {
  test('is read from its thread, headers, addresses and subject', () => {
    const evidence = evidenceOf(
      message(
        `From: "Doe, J." <Contact@Alpha.example>\nTo: CUF <dispositif+${tokenA.toUpperCase()}@cuf.example>\nIn-Reply-To: <ta@mail.gmail.com>\nReferences: <x@y> <ta@mail.gmail.com>\nSubject: RE: [cons-2018-001] =?UTF-8?Q?d=C3=A9lai?=\n\nx`,
        { threadId: 'ta' },
      ),
      ['dispositif@cuf.example'],
    );
    expect(evidence).toEqual({
      threadId: 'ta',
      references: ['<ta@mail.gmail.com>', '<x@y>'],
      tokens: [tokenA],
      tags: ['CONS-2018-001'],
      senders: ['contact@alpha.example'],
    });
  });

  test('by a bounce includes what the returned message carried', () => {
    const evidence = evidenceOf(
      message(
        `From: MAILER-DAEMON@mx.example\nSubject: Failure\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nReply-To: dispositif+${tokenB}@cuf.example\nMessage-ID: <tb@mail.gmail.com>\nSubject: [CONS-2018-001] Consultation\n\nx\n--b--\n`,
      ),
      ['dispositif@cuf.example'],
    );
    expect(matchMessage(evidence, targets)).toMatchObject({ kind: 'match', key: 'OFF-2018-001-BETA' });
  });
});

describe('tokens and tags', () => {
  test('the same seeds give the same token, other seeds another, and no seam between seeds counts', () => {
    expect(makeToken(sha256, 'secret', 'ALPHA')).toBe(tokenA);
    expect(tokenA).toMatch(/^[0-9a-hjkmnp-tv-z]{12}$/);
    expect(new Set([tokenA, tokenB, makeToken(sha256, 'secretA', 'LPHA')]).size).toBe(3);
  });
  test('a token goes into the first reply address and comes back from any header', () => {
    expect(replyToAddress('dispositif@cuf.example, autre@cuf.example', tokenA)).toBe(
      `dispositif+${tokenA}@cuf.example`,
    );
    expect(tokensIn([`"CUF" <dispositif+${tokenA}@cuf.example>, x@y.example`])).toEqual([tokenA]);
    expect(tokensIn([`dispositif+${tokenA}@evil.example`], ['dispositif@cuf.example'])).toEqual([]);
    expect(tokensIn(['dispositif+newsletter@cuf.example', ''])).toEqual([]);
  });
  test.each([
    [`Re: ${subjectTag('CONS-2018-001')} Objet`, ['CONS-2018-001']],
    ['TR : [CONS‑2018‑001] et [DEM-2018-002]', ['CONS-2018-001', 'DEM-2018-002']],
    ['[OFF-2018-001-ALPHA-2]', ['OFF-2018-001-ALPHA-2']],
    ['CONS-2018-001 sans crochets', []],
    ['[Liste] bonjour', []],
  ])('« %s » → %j', (subject, tags) => {
    expect(subjectTags(subject)).toEqual(tags);
  });
});

describe('whatever the message shows', () => {
  const known = fc.constantFrom('ta', '<ta@mail.gmail.com>', tokenA, 'CONS-2018-001', 'contact@alpha.example', tokenB);
  const some = fc.array(fc.oneof({ weight: 3, arbitrary: known }, fc.string({ unit: 'binary' })), { maxLength: 4 });
  const evidence = fc.record({
    threadId: fc.oneof(fc.constantFrom('', 'ta', 'tb'), fc.string()),
    references: some,
    tokens: some,
    tags: some,
    senders: some,
  });

  test('a tie names one target and at least two signals that it has', () => {
    fc.assert(
      fc.property(evidence, shown => {
        const result = matchMessage(shown, targets);
        expect(result.reason).not.toBe('');
        if (result.kind !== 'match') return;
        expect(targets.map(({ key }) => key)).toContain(result.key);
        expect(new Set(result.signals).size).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 500 },
    );
  });

  test('headers of any bytes are read, and tie nothing by themselves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const line = text.replace(/[\r\n]/g, ' ');
        const shown = evidenceOf(message(`From: ${line}\nTo: ${line}\nSubject: ${line}\nReferences: ${line}\n\nx`), [
          'd@cuf.example',
        ]);
        expect(matchMessage(shown, targets).kind).toBe('none');
      }),
    );
  });
});
