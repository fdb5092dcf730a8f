/** The sidebar « Fiche » in a real browser: it follows the selected row, says what comes next, and does it once. */
import type { Frame } from 'puppeteer-core';
import { Visit } from './visit';

const visit = new Visit();
const { server, faults, go, openTab, choose, answer, cell, keepPicture, barriers } = visit;

beforeAll(async () => {
  await visit.begin();
  // Requests are in, nothing is decided.
  await server.call('try.start', { file: 'premiers-pas.yaml', steps: 7 });
});
afterAll(() => visit.end());

/** The sidebar's page, once it shows a text. */
async function card(text: string): Promise<Frame> {
  const { page } = visit;
  await page.waitForSelector('aside.sidebar iframe');
  const handle = await page.$('aside.sidebar iframe');
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error('The sidebar has no page.');
  await frame.waitForFunction(
    (wanted: string) => document.querySelector('main')?.textContent?.includes(wanted) === true,
    { timeout: 60_000 },
    text,
  );
  return frame;
}

const pressStep = (frame: Frame): Promise<void> =>
  frame.evaluate(() => {
    const step = document.querySelector<HTMLButtonElement>('button.main');
    step?.click();
    step?.click();
  });

it('opens on the selected row with the step that comes next, and passes axe', async () => {
  await go('/classeur');
  await openTab('Demandes');
  await visit.page.click(`#${await cell('DEM-2018-001')}`);
  await choose('Ouvrir la fiche');
  const frame = await card('DEM-2018-001');
  expect(await frame.$eval('button.main', button => button.textContent)).toBe('Vérifier la complétude');
  expect(await frame.$eval('[aria-current=step]', stage => stage.textContent)).toBe('reçue');
  expect(await barriers()).toEqual([]);
  await keepPicture('fiche');
});

it('follows the selection to another row without a click in it', async () => {
  await visit.page.click(`#${await cell('DEM-2018-002')}`);
  await card('DEM-2018-002');
});

it('takes the step once when it is pressed twice, and shows the dossier after it', async () => {
  const frame = await card('DEM-2018-002');
  await pressStep(frame);
  await answer('Vérifier la complétude');
  await card('est à jour');
  expect(await frame.$eval('[aria-current=step]', stage => stage.textContent)).not.toBe('reçue');
  const { executions } = (await server.call('time.executions', {
    from: 0,
    count: 20,
    outcome: '',
    function: 'pageTakeStep',
    custom: false,
  })) as { executions: unknown[] };
  expect(executions).toHaveLength(1);
});

it('says why what cannot be done cannot, in the words of the refusal itself', async () => {
  const frame = await card('DEM-2018-002');
  await frame.click('summary');
  const reasons = await frame.$eval('.reasons', list => list.textContent ?? '');
  expect(reasons).toContain('AttribuerAucune consultation');
});

it('says what to select when the row is no dossier', async () => {
  await openTab('Paramètres');
  await visit.page.click('[role=gridcell]');
  const frame = await card('Sélectionnez une ligne');
  expect(await frame.$('button.main')).toBeNull();
});

it('leaves the tables of the page Horloge within reach of the keyboard on a narrow screen', async () => {
  const narrow = await visit.newPage();
  await narrow.setViewport({ width: 400, height: 800 });
  await go('/horloge', narrow);
  await narrow.waitForSelector('.executions tbody tr', { timeout: 60_000 });
  expect(await barriers(narrow)).toEqual([]);
  await narrow.close();
});

it('ran no script of anybody and asked nothing of another machine', async () => {
  expect(faults).toEqual([]);
});
