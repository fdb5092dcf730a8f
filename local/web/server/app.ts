/** The HTTP side: pages and their files, calls to the host, the stream of events, downloads. Loopback only, no outsider. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { Caller, Download, PageEvent } from '../wire';
import { type Bridge, CallFailed } from './bridge';
import { SCRIPT_PAGE_POLICY, ScriptPages } from './script-pages';
import { Tabs } from './tabs';

export interface AppOptions {
  readonly bridge: Bridge;
  /** Folder of the built pages. */
  readonly pages: string;
  /** What `google.script` is in the add-on's own pages. */
  readonly scriptBridge: string;
  /** Work that is the server's own: answers a method before the host is asked. */
  readonly serverMethods?: ReadonlyMap<string, ServerMethod>;
}

/** A method that the server carries out itself, because it must wait: composing a mail, reading a file. */
export type ServerMethod = (params: unknown, caller: Caller) => Promise<unknown>;

/** The methods that give a file: an address may be followed from anywhere, and must do nothing else. */
const DOWNLOADS: ReadonlySet<string> = new Set(['mail.source', 'mail.attachment', 'workbook.xlsx', 'drive.file']);
const MAX_BODY_BYTES = 40 * 1024 * 1024;
const MAX_ANSWER_BYTES = 1024 * 1024;
const ROUTES = new Set(['/', '/classeur', '/formulaire', '/messagerie', '/drive', '/horloge', '/essayer']);
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.map': 'application/json',
};
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const KEEP_ALIVE_MS = 15_000;
/** How soon a tab that has lost the stream tries again. */
const RETRY_MS = 1000;

/** The application; it answers only to the loopback names, and only to its own pages. */
export function webApp({ bridge, pages, scriptBridge, serverMethods }: AppOptions): Hono {
  const scriptPages = new ScriptPages(scriptBridge);
  const tabs = new Tabs(session => bridge.left(session));
  bridge.onEvent(event => tabs.send(scriptPages.forTabs(event)));

  const app = new Hono();
  app.use(onlyLoopback);
  app.onError((error, c) => {
    const { status, sentence } = refusalOf(error);
    if (status === 500) console.error(error);
    // A link that a person follows shows what it gets.
    return c.req.path.startsWith('/download/') ? c.text(sentence, status) : c.json({ refused: sentence }, status);
  });

  app.post('/api/:method', onlyOurPages, bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }), async c => {
    const caller = callerOf(c);
    const name = c.req.param('method');
    const params = parsedJson(await c.req.text());
    const own = serverMethods?.get(name);
    const value = own === undefined ? await bridge.call(name, params, caller) : await own(params, caller);
    return c.json({ value: value ?? null });
  });

  app.post('/answer', onlyOurPages, bodyLimit({ maxSize: MAX_ANSWER_BYTES, onError: tooLarge }), async c => {
    const given = ANSWER.safeParse(parsedJson(await c.req.text()));
    if (!given.success) throw new Unreadable(UNREADABLE_ANSWER);
    const { ask, answer } = given.data;
    bridge.answer(ask, answer);
    return c.json({ value: null });
  });

  app.get('/events', c => {
    const session = c.req.query('session') ?? '';
    return streamSSE(c, async stream => {
      const send = (event: PageEvent): void => {
        void stream.writeSSE({ data: JSON.stringify(event), retry: RETRY_MS });
      };
      const leave = tabs.join(session, send);
      stream.onAbort(leave);
      const state = (await bridge.call('session.state', {}, { session, by: '' })) as { now: number; revision: number };
      const { now, revision } = state;
      send({ kind: 'hello', now, revision, questions: tabs.questionsOf(session) });
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(KEEP_ALIVE_MS);
        await stream.writeSSE({ event: 'alive', data: '' });
      }
      leave();
    });
  });

  // A file that a method gives: never shown as a page of ours, whatever it says it is.
  app.get('/download/:method', onlyFromHere, async c => {
    const name = c.req.param('method');
    if (!DOWNLOADS.has(name)) return c.text("Ce fichier n'existe pas.", 404);
    const params = parsedJson(c.req.query('params') ?? '{}');
    const file = (await bridge.call(name, params, { session: '', by: '' })) as Download;
    return c.body(Uint8Array.from(file.bytes), 200, {
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename*=UTF-8''${fieldText(file.name)}`,
      'Content-Security-Policy': 'sandbox',
      ...COMMON,
    });
  });

  app.get('/script-page/:id', c => {
    const html = scriptPages.html(c.req.param('id'));
    if (html === undefined) return c.text('Cette page a été fermée.', 404);
    return c.html(html, 200, { 'Content-Security-Policy': SCRIPT_PAGE_POLICY, ...COMMON });
  });

  app.get('*', async c => {
    const { path } = c.req;
    const name = ROUTES.has(path) ? 'index.html' : normalize(path).replace(/^(\.\.[/\\])+/, '');
    const file = join(pages, name);
    const type = TYPES[extname(file)];
    if (type === undefined || !file.startsWith(join(pages, sep))) return c.text("Cette page n'existe pas.", 404);
    const content = await readFile(file).catch(() => undefined);
    if (content === undefined) return c.text("Cette page n'existe pas.", 404);
    return c.body(content, 200, { 'Content-Type': type, 'Content-Security-Policy': PAGE_POLICY, ...COMMON });
  });
  return app;
}

/** What reached us is no request of a page of ours; the message is a sentence. */
class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

function refusalOf(error: Error): { status: 400 | 422 | 500; sentence: string } {
  if (error instanceof Unreadable) return { status: 400, sentence: error.message };
  const isRefused = error instanceof CallFailed && error.failure.kind === 'refused';
  return isRefused ? { status: 422, sentence: error.message } : { status: 500, sentence: UNEXPECTED };
}

const ANSWER = z.strictObject({ ask: z.string(), answer: z.string().max(50_000).nullable() });
const COMMON = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' };
const UNEXPECTED =
  "Quelque chose n'a pas fonctionné dans le Workspace local : le détail est dans le terminal où il tourne.";
const TOO_LARGE = 'C’est trop à la fois : des fichiers de 25 Mo au plus, un texte de 50 000 caractères au plus.';
const UNREADABLE_REQUEST = "Cette demande n'est pas lisible : ce n'est pas du JSON.";
const UNREADABLE_ANSWER = "Cette réponse n'est pas lisible : 50 000 caractères au plus.";
const UNREADABLE_PERSON = "La personne qui demande n'est pas lisible : une adresse de courriel est attendue.";
/** What an account is: nothing of it can start a formula or end a header. */
const ACCOUNT = /^[^\s\p{Cc}@<>"]{1,64}@[^\s\p{Cc}@<>"]{1,255}$/u;
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** A foreign name that leads here would let a web page of the outside speak to us. */
const onlyLoopback: MiddlewareHandler = async (c, next) => {
  if (!LOOPBACK.test(c.req.header('host') ?? '')) return c.text('Adresse inconnue : ouvrez http://localhost.', 421);
  await next();
  return undefined;
};

/** A page of another origin cannot set this header without asking, and is not allowed to. */
const onlyOurPages: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin');
  const isForeign = origin !== undefined && origin !== `http://${c.req.header('host')}`;
  if (isForeign || c.req.header('x-session') === undefined) return c.text('Demande refusée.', 403);
  await next();
  return undefined;
};

/** A download is a plain link: the browser itself says whether one of our pages, or the person, asked for it. */
const onlyFromHere: MiddlewareHandler = async (c, next) => {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return c.text('Demande refusée.', 403);
  await next();
  return undefined;
};

function tooLarge(c: Context): Response {
  return c.json({ refused: TOO_LARGE }, 413);
}

/** A tab that has chosen nobody yet is '', and may look. */
function callerOf(c: Context): Caller {
  const by = decoded(c.req.header('x-person') ?? '');
  if (by === undefined || (by !== '' && !ACCOUNT.test(by))) throw new Unreadable(UNREADABLE_PERSON);
  return { session: c.req.header('x-session') ?? '', by };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Unreadable(UNREADABLE_REQUEST);
  }
}

/** A text as RFC 5987 takes it in a header: halves of characters, which no encoding has, become U+FFFD. */
function fieldText(text: string): string {
  const whole = Buffer.from(text, 'utf8').toString('utf8');
  return encodeURIComponent(whole).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
