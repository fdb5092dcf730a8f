/** The server killed in the middle of work: what it has said yes to is there afterwards, once, and no old box lives on. */
import nodemailer from 'nodemailer';
import type { Question } from '../../local/web/wire';
import { RunningServer } from '../browser/running-server';
import { EventsOfTab } from './events-of-tab';

const CUF = 'dispositif@cuf.example';
const LEA = 'lea@grenoble.example';
const ANSWER: Readonly<Record<string, string | string[]>> = {
  'Nom de la collectivité': 'Ville de Grenoble',
  'Type de collectivité': 'commune',
  'Numéro SIREN': '213801855',
  'Code INSEE de la commune': '38185',
  'Représentant légal': 'Le maire',
  'Nom du contact': 'Léa Martin',
  Courriel: LEA,
  "Type d'appui demandé": 'Montage de projet',
  Intitulé: 'Une stratégie lisible',
  'Contexte et besoin': 'Relire vingt ans de coopération.',
  'Coût estimé de la prestation TTC (€)': '10800',
  'Engagement à verser la participation en numéraire': ['Oui'],
};
const server = new RunningServer();
let tab: EventsOfTab;
/** What was under way when the kill came, and whether each call had been acknowledged. */
let typed: boolean[];
let mailed: boolean[];
let former: Question;

beforeAll(async () => {
  await server.start();
  tab = new EventsOfTab(server.url, 'test');
  await tab.next('hello');
  await server.call('script.open', {});
  const installed = choose('Installer ou mettre à jour', 'Feuille 1');
  const { question } = await tab.next('ask');
  await answer(question.id, 'ok');
  await installed;
  await server.call('workbook.type', {
    ...(await place('Paramètres')),
    ...(await setting('AdresseReponse')),
    text: CUF,
  });
  await sendAnswer();
  await killedAtWork();
});
afterAll(async () => {
  tab.leave();
  await server.stop();
});

function choose(item: string, sheet: string, rows = [2]): Promise<unknown> {
  return server.call('script.menu', { item, selection: { sheet, rows } });
}

async function answer(ask: string, text: string): Promise<void> {
  await fetch(`${server.url}/answer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-session': 'test' },
    body: JSON.stringify({ ask, answer: text }),
  });
}

async function place(name: string): Promise<{ spreadsheet: string; sheet: number }> {
  const [book] = (await server.call('workbook.list', {})) as { sheets: { id: number; name: string }[] }[];
  const sheet = book?.sheets.find(one => one.name === name);
  if (sheet === undefined) throw new Error(`There is no tab ${name}.`);
  return { spreadsheet: '', sheet: sheet.id };
}

async function texts(name: string, row: number, rows: number): Promise<string[][]> {
  const view = (await server.call('workbook.window', { ...(await place(name)), row, rows })) as {
    rows: ({ text: string } | null)[][];
  };
  return view.rows.map(line => line.map(cell => cell?.text ?? ''));
}

/** Where the value of a setting stands. */
async function setting(name: string): Promise<{ row: number; column: number }> {
  const names = await texts('Paramètres', 1, 60);
  return { row: names.findIndex(([first]) => first === name) + 1, column: 3 };
}

/** Whether each call was acknowledged; a call that the kill cut short was not. */
function acknowledgements(calls: readonly Promise<unknown>[]): Promise<boolean>[] {
  return calls.map(call =>
    call.then(
      () => true,
      () => false,
    ),
  );
}

async function inbox(box: string): Promise<string[]> {
  const list = (await server.call('mail.list', {
    box,
    folder: 'réception',
    from: 0,
    count: 200,
    search: '',
    at: '',
  })) as {
    messages: { subject: string }[];
  };
  return list.messages.map(({ subject }) => subject);
}

/** An authority's answer to the form, acknowledged. */
async function sendAnswer(): Promise<void> {
  const [form] = (await server.call('form.list', {})) as { id: string }[];
  const page = (await server.call('form.page', { form: form?.id })) as { items: { id: number; title: string }[] };
  const answers = Object.fromEntries(
    page.items.flatMap(({ id, title }) => (ANSWER[title] === undefined ? [] : [[id, ANSWER[title]]])),
  );
  const sent = await server.call('form.send', { form: form?.id, answers, response: null }, LEA);
  expect(sent).toMatchObject({ sent: true });
}

/** A box is open, cells are typed and mail arrives: the kill comes in the middle of it, and the server starts again. */
async function killedAtWork(): Promise<void> {
  const running = choose('Vérifier la complétude', 'Demandes', [90]).catch(() => undefined);
  former = (await tab.next('ask', ({ question }) => question.title === 'Vérifier la complétude')).question;
  const at = await place('Adhérents');
  const cells = acknowledgements(
    Array.from({ length: 40 }, (_, index) =>
      server.call('workbook.type', { ...at, row: index + 2, column: 2, text: `Ville ${index}` }),
    ),
  );
  const program = nodemailer.createTransport({ host: '127.0.0.1', port: server.smtpPort, secure: false });
  const mails = acknowledgements(
    Array.from({ length: 12 }, (_, index) =>
      program.sendMail({ from: 'zoe@webmail.example', to: CUF, subject: `Question ${index}`, text: 'Bonjour' }),
    ),
  );
  await Promise.all([cells[7], mails[2]]);
  await server.kill();
  [typed, mailed] = await Promise.all([Promise.all(cells), Promise.all(mails)]);
  await running;
  tab.leave();
  await server.start();
  tab = new EventsOfTab(server.url, 'test');
}

it('keeps every cell that was typed and acknowledged before the kill', async () => {
  const kept = (await texts('Adhérents', 2, 40)).map(([, name]) => name);
  expect(typed[7]).toBe(true);
  for (const [index, isKnown] of typed.entries()) if (isKnown) expect(kept[index]).toBe(`Ville ${index}`);
});

it('keeps every message that the SMTP port has acknowledged, once', async () => {
  const subjects = await inbox(CUF);
  expect(mailed[2]).toBe(true);
  for (const [index, isKnown] of mailed.entries())
    if (isKnown) expect(subjects.filter(one => one === `Question ${index}`)).toHaveLength(1);
});

it('closes the box whose run has died, and never gives its name to another', async () => {
  expect((await tab.next('hello')).questions).toEqual([]);
  const running = choose('Vérifier la complétude', 'Demandes', [90]);
  const { question } = await tab.next('ask');
  expect(question.id).not.toBe(former.id);
  // The tab reloads with the box open: it is shown again.
  tab.leave();
  tab = new EventsOfTab(server.url, 'test');
  expect((await tab.next('hello')).questions).toEqual([question.id]);
  expect((await tab.next('ask')).question).toEqual(question);
  await answer(former.id, 'ok');
  await answer(question.id, 'ok');
  await running;
});

it('makes one request and one receipt of an answer to the form, also after the sweeps that follow', async () => {
  const { now } = (await server.call('session.state', {})) as { now: number };
  await server.call('time.follow', { follows: false });
  await server.call('time.move', { to: now + 40 * 60_000 });
  const requests = (await texts('Demandes', 2, 5)).filter(([reference]) => reference !== '');
  expect(requests).toHaveLength(1);
  expect((await inbox(LEA)).filter(subject => subject.includes(requests[0]?.[0] ?? '?'))).toHaveLength(1);
});
