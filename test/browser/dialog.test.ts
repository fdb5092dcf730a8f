/**
 * Dialogs of the script in a real browser: the page that types in a request received on paper, a question that comes over a
 * dialog, and the committee's workbook, which has no menu of the script.
 */
import type { Frame } from 'puppeteer-core';
import { Visit } from './visit';

const visit = new Visit();
const { server, faults, go, see, openTab, choose, answer, keepPicture, barriers } = visit;
const ITEM = 'Saisir une demande reçue autrement';
const HOSTILE = '=1+1 <img src=x onerror="document.title=\'pris\'">';

beforeAll(async () => {
  await visit.begin();
  // Installed, one request is in.
  await server.call('try.start', { file: 'premiers-pas.yaml', steps: 7 });
});
afterAll(() => visit.end());

/** The dialog's page, once it shows a text. */
async function dialog(text: string): Promise<Frame> {
  await visit.page.waitForSelector('dialog.script-dialog iframe');
  const frame = await (await visit.page.$('dialog.script-dialog iframe'))?.contentFrame();
  if (!frame) throw new Error('The dialog has no page.');
  await frame.waitForFunction(
    (wanted: string) => document.querySelector('main')?.textContent?.includes(wanted) === true,
    { timeout: 60_000 },
    text,
  );
  return frame;
}

const pressTwice = (frame: Frame): Promise<void> =>
  frame.evaluate(() => {
    const enter = document.querySelector<HTMLButtonElement>('button.main');
    enter?.click();
    enter?.click();
  });

const isInSight = (): Promise<boolean> =>
  visit.page.$eval('dialog.script-dialog', box => (box as HTMLDialogElement).open && box.checkVisibility());

it('types in a request that came on paper: labelled for everybody, by axe', async () => {
  await go('/classeur');
  await openTab('Demandes');
  await choose(ITEM, 'Outils');
  const frame = await dialog('Reçue par');
  expect(await barriers(frame)).toEqual([]);
  expect(await barriers()).toEqual([]);
  await keepPicture('saisie');
});

it('says what is missing, and keeps what was typed', async () => {
  const frame = await dialog('Reçue par');
  await frame.type('textarea', HOSTILE);
  await pressTwice(frame);
  await frame.waitForFunction(() => (document.querySelector('[role=alert]')?.textContent ?? '') !== '');
  expect(await frame.$eval('[role=alert]', alert => alert.textContent)).toMatch(/reçue/i);
  expect(await frame.$eval('textarea', box => box.value)).toBe(HOSTILE);
});

it('stands aside, as it was, while a question of another gesture is answered', async () => {
  const { page } = visit;
  // The mouse cannot reach the menu behind the dialog; a gesture made just before the dialog came up is still under way.
  await page.evaluate(() => document.querySelector<HTMLButtonElement>('.menu-button')?.click());
  for (const caption of ['Consultations', 'Prolonger le délai']) {
    const selector = `.menu-item[data-caption=${JSON.stringify(caption)}]`;
    await page.waitForSelector(selector);
    await page.$eval(selector, item => (item as HTMLElement).click());
  }
  await see('dialog.question', 'Prolonger le délai');
  expect(await isInSight()).toBe(false);
  await answer('Prolonger le délai');
  await page.waitForFunction(() => document.querySelector('dialog.question') === null);
  expect(await isInSight()).toBe(true);
  expect(await (await dialog('Reçue par')).$eval('textarea', box => box.value)).toBe(HOSTILE);
});

it('takes the request once when it is entered twice, and is empty for the next one', async () => {
  const frame = await dialog('Reçue par');
  await frame.evaluate(() => {
    const way = document.querySelector<HTMLSelectElement>('#way');
    if (way) way.selectedIndex = 1;
  });
  await frame.type('input[type=text]', `Commune de Bourg ${HOSTILE}`);
  await pressTwice(frame);
  await frame.waitForFunction(() => /DEM-2018-\d{3}/.test(document.querySelector('[role=status]')?.textContent ?? ''), {
    timeout: 60_000,
  });
  expect(await frame.$eval('textarea', box => box.value)).toBe('');
  await visit.page.click('dialog.script-dialog .close');
  await visit.page.waitForFunction(() => document.querySelector('dialog.script-dialog') === null);
  const typed = `Commune de Bourg ${HOSTILE}`;
  await see('[role=gridcell]', typed);
  const named = (wanted: string) =>
    visit.page.$$eval(
      '[role=gridcell]',
      (cells, text) => cells.filter(cell => cell.textContent === text).length,
      wanted,
    );
  expect(await named(typed)).toBe(1);
  expect(await visit.page.title()).toContain('Classeur');
});

it('leaves the committee its own workbook, without the menu of the edition’s', async () => {
  const { page } = visit;
  const books = await page.$$eval('.workbook-bar select option', options =>
    options.map(option => option.textContent ?? ''),
  );
  expect(books).toHaveLength(2);
  await page.select(
    '.workbook-bar select',
    await page.$eval('.workbook-bar select option:last-child', option => (option as HTMLOptionElement).value),
  );
  await page.waitForFunction(() => document.querySelector('.menu-button') === null);
  await see('[role=tab]', 'Avis');
  expect(await page.$$eval('[role=tab]', tabs => tabs.map(tab => tab.textContent))).not.toContain('Messages');
  expect(await barriers()).toEqual([]);
});

it('ran no script of anybody and asked nothing of another machine', () => {
  expect(faults).toEqual([]);
});
