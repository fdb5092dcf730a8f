/** Typing in the grid as in any spreadsheet: keys, lists, the clipboard, taking back, the formula bar; and two people at once. */
import type { Browser, KeyInput, Page } from 'puppeteer-core';
import { openBrowser } from './browser';
import { RunningServer } from './running-server';

const server = new RunningServer();
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  await server.start();
  await server.call('try.start', { file: 'premiers-pas.yaml', steps: 4 });
  browser = await openBrowser();
  page = await newPage();
  await openTab('Adhérents');
});
afterAll(async () => {
  await browser?.close();
  await server.stop();
});

async function newPage(): Promise<Page> {
  const opened = await browser.newPage();
  opened.on('pageerror', error => faults.push(String(error)));
  await opened.goto(`${server.url}/classeur`, { waitUntil: 'domcontentloaded' });
  return opened;
}

async function openTab(name: string, on = page): Promise<void> {
  const tab = await on.waitForSelector(`::-p-xpath(//button[@role="tab"][text()="${name}"])`);
  await tab?.click();
  await on.waitForSelector(`[role=grid][aria-label="Onglet ${name}"] [role=gridcell]`);
}

/** The element of a cell by its name; columns A to Z. */
function cellOf(name: string): string {
  return `#cell-${name.slice(1)}-${name.charCodeAt(0) - 64}`;
}

async function goTo(name: string, on = page): Promise<void> {
  // Clear of the frozen row.
  await on.$eval(cellOf(name), cell => cell.scrollIntoView({ block: 'center' }));
  await on.click(cellOf(name));
  await on.waitForFunction(
    (cell: string) => document.querySelector<HTMLTextAreaElement>('.formula-line')?.ariaLabel === `Contenu de ${cell}`,
    {},
    name,
  );
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    const [last = 'Enter', ...held] = key.split('+').reverse() as KeyInput[];
    for (const one of held.toReversed()) await page.keyboard.down(one);
    await page.keyboard.press(last);
    for (const one of held) await page.keyboard.up(one);
  }
}

async function shows(name: string, text: string, on = page): Promise<void> {
  await on.waitForFunction(
    (selector: string, wanted: string) => document.querySelector(`${selector} .cell-text`)?.textContent === wanted,
    { timeout: 60_000 },
    cellOf(name),
    text,
  );
}

async function isAt(name: string): Promise<void> {
  await page.waitForFunction(
    (wanted: string) => document.querySelector('.cell-name')?.textContent === wanted,
    {},
    name,
  );
}

async function says(text: string): Promise<void> {
  await page.waitForFunction(
    (wanted: string) => document.querySelector('.running')?.textContent?.includes(wanted) === true,
    { timeout: 60_000 },
    text,
  );
}

async function paste(text: string): Promise<void> {
  await page.evaluate((pasted: string) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

it('enters a line by Tab, and goes back below its first cell by Enter', async () => {
  await goTo('B22');
  await page.keyboard.type('Ville de Brest');
  await press('Tab');
  await isAt('C22');
  await press('Tab');
  await isAt('D22');
  await page.keyboard.type('5/11/2018');
  await press('Enter');
  await isAt('B23');
  await shows('B22', 'Ville de Brest');
  await shows('D22', '05/11/2018');
});

it('leaves the grid by Tab when nothing is being entered: the keyboard is never shut in', async () => {
  await goTo('B23');
  await press('Tab');
  expect(await page.evaluate(() => document.activeElement?.classList.contains('grid'))).toBe(false);
});

it('loses no key of somebody who types faster than the cells open', async () => {
  await goTo('B33');
  for (const key of [
    'u',
    'n',
    'Enter',
    'd',
    'e',
    'u',
    'x',
    'Tab',
    'r',
    'e',
    'g',
    'Enter',
    't',
    'ArrowRight',
    'ArrowUp',
  ]) {
    await page.keyboard.press(key as KeyInput);
  }
  await shows('B33', 'un');
  await shows('B34', 'deux');
  await shows('C34', 'région');
  await shows('B35', 't');
  await isAt('C34');
});

it('commits by an arrow what was typed over, and moves in the text after F2', async () => {
  await goTo('B23');
  await page.keyboard.type('deux');
  await press('ArrowRight');
  await isAt('C23');
  await shows('B23', 'deux');
  await goTo('B23');
  await press('F2');
  await page.waitForSelector('.editor');
  await press('ArrowLeft');
  await page.keyboard.type('-');
  await press('Enter');
  await shows('B23', 'deu-x');
  await goTo('B23');
  await press('F2');
  await page.waitForSelector('.editor');
  await page.keyboard.type('perdu');
  await press('Escape');
  await shows('B23', 'deu-x');
});

it('takes back one’s own edits, and does them again', async () => {
  await press('Delete');
  await shows('B23', '');
  await press('Control+z');
  await shows('B23', 'deu-x');
  await press('Control+z');
  await shows('B23', 'deux');
  await press('Control+y');
  await shows('B23', 'deu-x');
});

it('puts what was typed in its own cell when another one is clicked', async () => {
  await goTo('B24');
  await page.keyboard.type('ici');
  await page.waitForSelector('.editor');
  await page.click(cellOf('D24'));
  await shows('B24', 'ici');
  await shows('D24', '');
});

it('chooses from the list of a cell by arrows, by letters and by mouse, and refuses what is in no list', async () => {
  await goTo('C22');
  await press('Enter');
  await page.waitForSelector('[role=option]');
  await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
  await shows('C22', 'département');
  await goTo('C23');
  await page.keyboard.type('synd');
  await press('Enter');
  await shows('C23', 'syndicat');
  await goTo('C24');
  await page.keyboard.type('r');
  await page.waitForSelector('[role=option]');
  await page.click('::-p-xpath(//*[@role="option"][text()="région"])');
  await shows('C24', 'région');
  await goTo('C25');
  await page.keyboard.type('planète');
  await press('Enter');
  await says('« planète » n’est pas accepté en C25');
  await shows('C25', '');
});

it('pastes what another spreadsheet copies: quotes, lines, dates, and the same text over a whole selection', async () => {
  await goTo('B26');
  await paste('Une ville\tcommune\t5/11/2018\n"Une ""autre""\nville"\t\t"x"\n');
  await shows('B26', 'Une ville');
  await shows('D26', '05/11/2018');
  await shows('B27', 'Une "autre"\nville');
  await goTo('F26');
  await press('Shift+ArrowDown', 'Shift+ArrowDown');
  await paste('oui');
  await shows('F28', 'oui');
  await press('Control+z');
  await shows('F28', '');
});

it('shows text that looks like a formula as text, in whatever cell it is pasted', async () => {
  await goTo('B29');
  await paste('＝1+1\n@SUM(1)\n=cmd|x\n<img src=x onerror="document.title=1">');
  await shows('B29', '＝1+1');
  await shows('B30', '@SUM(1)');
  await shows('B31', '=cmd|x');
  await shows('B32', '<img src=x onerror="document.title=1">');
  expect(await page.title()).toContain('Classeur');
});

it('comes back to the top by Ctrl+Home', async () => {
  await press('PageDown', 'PageDown', 'PageDown', 'Control+Home');
  await isAt('A1');
  await page.waitForFunction(() => document.querySelector('.grid')?.scrollTop === 0);
});

it('keeps what is typed in the formula bar while somebody else works, with its lines', async () => {
  const sheets = (await server.call('workbook.list', {})) as { sheets: { id: number; name: string }[] }[];
  const sheet = sheets[0]?.sheets.find(({ name }) => name === 'Adhérents')?.id ?? 0;
  await openTab('Modèles');
  await goTo('C2');
  await page.waitForFunction(
    () => (document.querySelector<HTMLTextAreaElement>('.formula-line')?.value.split('\n').length ?? 0) > 5,
  );
  await page.click('.formula-line');
  await page.keyboard.type('XYZ ');
  await server.call('workbook.type', { spreadsheet: '', sheet, row: 40, column: 2, text: 'ailleurs' });
  await new Promise(resolve => setTimeout(resolve, 300));
  const line = await page.$eval('.formula-line', box => (box as HTMLTextAreaElement).value);
  expect(line).toContain('XYZ ');
  await press('Escape');
  await openTab('Adhérents');
});

it('shows each of two people what the other types, in the same cell too, and keeps their selections apart', async () => {
  const other = await newPage();
  await openTab('Adhérents', other);
  await goTo('B3', other);
  await page.bringToFront();
  await goTo('B2');
  await page.keyboard.type('de l’un');
  await press('Enter');
  await other.bringToFront();
  await shows('B2', 'de l’un', other);
  expect(await other.$eval('.cell-name', element => element.textContent)).toBe('B3');
  await goTo('B2', other);
  await other.keyboard.type('de l’autre');
  await other.keyboard.press('Enter');
  await page.bringToFront();
  await shows('B2', 'de l’autre');
  await goTo('B2');
  await press('Control+z');
  await says('Ces cellules ont changé depuis');
  await shows('B2', 'de l’autre');
  await other.close();
});

it('opens where one was, when the page is loaded again', async () => {
  await openTab('Titulaires');
  await page.click(cellOf('B3'));
  await page.waitForSelector(`${cellOf('B3')}.current`);
  await page.reload({ waitUntil: 'domcontentloaded' });
  await page.waitForSelector('[role=grid][aria-label="Onglet Titulaires"]');
  await page.waitForSelector(`${cellOf('B3')}.current`);
  await openTab('Adhérents');
});

it('says that the Workspace is gone, and that it is back, by itself', async () => {
  await page.waitForSelector('.connection.open');
  const { port } = new URL(server.url);
  await server.kill();
  await page.waitForSelector('.connection.lost');
  await server.start(Number(port));
  await page.waitForSelector('.connection.back', { timeout: 60_000 });
  await shows('B2', 'de l’autre');
});

it('had no fault in any page', () => {
  expect(faults).toEqual([]);
});
