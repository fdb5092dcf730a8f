/** The server as an outsider or a clumsy script meets it: every request gets its status and a sentence, and nothing leaks. */
import { request } from 'node:http';
import { RunningServer } from '../browser/running-server';

const server = new RunningServer();

beforeAll(() => server.start());
afterAll(() => server.stop());

const PAGE = { 'content-type': 'application/json', 'x-session': 'tab', 'x-person': 'dispositif%40cuf.example' };

interface Told {
  status: number;
  text: string;
  type: string;
}

/** As it is: `fetch` mends addresses and refuses to forge a Host. */
function ask(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  const { port } = new URL(server.url);
  const { method = 'GET', headers = {}, body = '' } = options;
  return new Promise<Told>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, response => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text, type: response.headers['content-type'] ?? '' }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  ask(path, { method: 'POST', headers: { ...PAGE, ...headers }, body });

const CELL = { spreadsheet: '', sheet: 0, row: 1, column: 1 };

describe('a request that is no request of our pages is refused with a sentence', () => {
  it.each<[string, string, string, Record<string, string>, number, RegExp]>([
    ['no JSON', '/api/session.state', '{bad', {}, 400, /pas du JSON/],
    ['an empty body', '/api/session.state', '', {}, 400, /pas du JSON/],
    ['another shape', '/api/session.state', '[]', {}, 422, /objet attendu/],
    ['an unknown method', '/api/no.such', '{}', {}, 422, /pas de méthode no.such/],
    ['the name of a prototype', '/api/__proto__', '{}', {}, 422, /pas de méthode/],
    ['a person who is no address', '/api/session.state', '{}', { 'x-person': 'moi' }, 400, /adresse de courriel/],
    ['a person in broken escapes', '/api/session.state', '{}', { 'x-person': '%E0%A4%A' }, 400, /adresse de courriel/],
    [
      'typing as nobody',
      '/api/workbook.type',
      JSON.stringify({ ...CELL, text: 'x' }),
      { 'x-person': '' },
      422,
      /qui vous êtes/,
    ],
    ['half a row', '/api/workbook.type', JSON.stringify({ ...CELL, row: 1.5, text: 'x' }), {}, 422, /entier attendu/],
    [
      'a row beyond',
      '/api/workbook.type',
      JSON.stringify({ ...CELL, row: 1e9, text: 'x' }),
      {},
      422,
      /sort de l’onglet/,
    ],
    ['a text too long', '/api/workbook.type', JSON.stringify({ ...CELL, text: 'x'.repeat(60_000) }), {}, 422, /50001/],
    ['an answer without a question', '/answer', '{}', {}, 400, /Cette réponse n'est pas lisible/],
    ['an answer beyond all size', '/answer', 'x'.repeat(2_000_000), {}, 413, /trop à la fois/],

    ['another origin', '/api/session.state', '{}', { origin: 'http://evil.example' }, 403, /refusée/],
    ['a frame without an origin', '/api/session.state', '{}', { origin: 'null' }, 403, /refusée/],
    ['another name for this machine', '/api/session.state', '{}', { host: 'evil.example' }, 421, /http:\/\/localhost/],
  ])('%s', async (_, path, body, headers, status, sentence) => {
    const told = await post(path, body, headers);
    expect(told.text).toMatch(sentence);
    expect(told.status).toBe(status);
  });
});

it('refuses a form of another site, which cannot set the header of our pages', async () => {
  const told = await ask('/api/session.state', {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: '{}',
  });
  expect(told.status).toBe(403);
});

it.each([
  '/../../package.json',
  '/..%2f..%2fpackage.json',
  '/%2e%2e/web-server/start.js',
  '//../web-server/start.js',
  '/a%00.js',
  '/%E0%A4%A.js',
])('gives no file from outside the pages: %s', async path => {
  expect((await ask(path)).status).toBe(404);
});

it('answers a link to a file that is not there in words, since a person reads it', async () => {
  const params = encodeURIComponent(JSON.stringify({ box: 'zoe@webmail.example', id: 'x' }));
  const told = await ask(`/download/mail.source?params=${params}`);
  expect(told).toEqual({
    status: 422,
    text: "Ce message n'est plus dans la boîte.",
    type: 'text/plain; charset=UTF-8',
  });
});

it('gives a download to nobody but its own pages, and does nothing else under that address', async () => {
  const cross = { 'sec-fetch-site': 'cross-site' };
  expect((await ask('/download/mail.source?params=%7B%7D', { headers: cross })).status).toBe(403);
  expect((await ask('/download/workbook.type')).status).toBe(404);
});

it('lets a page of the script call the functions of the script, and nothing that every object has', async () => {
  const selection = { sheet: '', rows: [1] };
  const ran = (name: string) => server.call('script.call', { function: name, args: [], selection });
  await expect(ran('toString')).resolves.toMatchObject({ outcome: 'error' });
  await expect(ran('constructor')).resolves.toMatchObject({ outcome: 'error' });
});

it('says with every page that no script but its own may run', async () => {
  const response = await fetch(`${server.url}/classeur`);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain("script-src 'self' 'unsafe-inline'");
});
