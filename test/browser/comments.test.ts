/** A committee member with two minutes comments a request in a real browser; staff elsewhere see it, answer and resolve. */
import type { Page } from 'puppeteer-core';
import { Visit } from './visit';

const visit = new Visit();
const { server, faults, go, be, see, press, openTab, cell, keepPicture, barriers, newPage } = visit;
const ANNE = 'anne.delorme@afd.example';
const HOSTILE = 'Favorable <img src=x onerror="document.title=\'pris\'"> =1+1';
let staff: Page;

beforeAll(async () => {
  await visit.begin();
  await server.call('try.start', { file: 'premiers-pas.yaml', steps: 7 });
  const { row, column } = { row: 4, column: 1 };
  const workbook = (await server.call('workbook.list', {})) as { sheets: { id: number; name: string }[] }[];
  const sheet = workbook[0]?.sheets.find(({ name }) => name === 'Comité')?.id ?? 0;
  const texts = ['Anne Delorme', 'Anne (AFD)', 'AFD', ANNE, 'comité'];
  await server.call('workbook.paste', { spreadsheet: '', sheet, row, column, values: [texts] });
  staff = await newPage();
});
afterAll(() => visit.end());

async function write(label: string, text: string, button: string, on: Page): Promise<void> {
  await see('.writing label', label, on);
  const box = await on.evaluateHandle(
    (wanted: string) =>
      [...document.querySelectorAll('.writing label')]
        .find(one => one.textContent?.startsWith(wanted))
        ?.querySelector('textarea'),
    label,
  );
  await box.asElement()?.type(text);
  await press('.writing button:not(:disabled)', button, on);
}

it('lets a member comment the cell by keyboard, and passes axe', async () => {
  const { page } = visit;
  await go('/classeur');
  await be(ANNE);
  await openTab('Demandes');
  await page.click(`#${await cell('DEM-2018-001')}`);
  await page.keyboard.down('Control');
  await page.keyboard.down('Alt');
  await page.keyboard.press('m');
  await page.keyboard.up('Alt');
  await page.keyboard.up('Control');
  await page.waitForSelector('.writing textarea:focus');
  await page.keyboard.type(HOSTILE);
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
  await see('.thread .text', HOSTILE);
  await see('.comment-head', 'Anne (AFD)');
  expect(await page.title()).toContain('Classeur');
  expect(await barriers()).toEqual([]);
  await keepPicture('commentaires');
});

it('shows it at once to staff, who answer and resolve it', async () => {
  await go('/classeur', staff);
  await be('dispositif@cuf.example', staff);
  await openTab('Demandes', staff);
  await staff.waitForSelector('.comment-mark');
  await press('.formula-bar button', 'Commentaires (1)', staff);
  await see('.thread .text', HOSTILE, staff);
  await write('Répondre à Anne (AFD)', 'Merci, noté pour la séance.', 'Répondre', staff);
  await see('.thread .text', 'Merci, noté pour la séance.');
  await press('.thread button', 'Marquer comme résolu', staff);
  await staff.waitForFunction(() => document.querySelector('.comment-mark') === null);
  await visit.page.waitForFunction(() => document.querySelector('.comment-mark') === null);
});

it('lets nobody correct what another wrote, and keeps the thread where a resolved one can be read again', async () => {
  await press('.comments label', 'Montrer les discussions résolues (1)', staff);
  await see('.thread', 'a marqué la discussion comme résolue', staff);
  const own = await staff.$$eval('.comment', all =>
    all.map(one => [one.querySelector('strong')?.textContent, one.querySelector('.own') !== null]),
  );
  expect(own).toContainEqual(['Anne (AFD)', false]);
  await press('.thread button', 'Rouvrir', staff);
  await visit.page.waitForSelector('.comment-mark');
});

it('ran no script of anybody and asked nothing of another machine', () => {
  expect(faults).toEqual([]);
});
