/** The main job in a real browser, by mouse and keyboard, as the people who do it; every page is checked with axe. */
import nodemailer from 'nodemailer';
import type { Page } from 'puppeteer-core';
import { Visit } from './visit';

const HOSTILE = '=IMPORTXML("http://x") <img src=x onerror="document.title=\'pris\'">';

const visit = new Visit();
const { server, faults, go, be, see, press, openTab, choose, answer, cell, keepPicture, barriers, newPage } = visit;
let page: Page;

beforeAll(async () => {
  await visit.begin();
  page = visit.page;
});
afterAll(() => visit.end());

const ANSWERS: Readonly<Record<string, string>> = {
  'Nom de la collectivité': 'Ville de Grenoble',
  'Numéro SIREN': '213801855',
  'Code INSEE de la commune': '38185',
  'Représentant légal': 'Le maire',
  'Nom du contact': 'Léa Martin',
  Courriel: 'lea@grenoble.example',
  Intitulé: HOSTILE,
  'Contexte et besoin': 'Relire vingt ans de coopération avec Ouagadougou.',
  'Coût estimé de la prestation TTC (€)': '10800',
};

/** Fills the form in by the labels that a person reads. */
async function fillForm(): Promise<void> {
  for (const [title, text] of Object.entries(ANSWERS)) {
    const id = await page.evaluate(
      (wanted: string) =>
        [...document.querySelectorAll<HTMLLabelElement>('.form-item > label')].find(
          label => label.textContent?.replace(' *', '').trim() === wanted,
        )?.htmlFor ?? '',
      title,
    );
    if (id === '') throw new Error(`The form has no question ${title}.`);
    await page.type(`#${id}`, text);
  }
  await page.evaluate(() => {
    const choices = [...document.querySelectorAll<HTMLLabelElement>('label.choice')];
    for (const wanted of ['commune', 'Stratégie', 'Oui'])
      choices.find(({ textContent }) => textContent?.trim().startsWith(wanted))?.click();
    for (const list of document.querySelectorAll<HTMLSelectElement>('.form-item select')) {
      const option = [...list.options].find(({ value }) => value === 'commune' || value.startsWith('Stratégie'));
      if (option === undefined) continue;
      list.value = option.value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
}

it('greets a newcomer with what can be tried', async () => {
  await go('/');
  await see('h1', 'Essayer Appui AICT');
  expect(await barriers()).toEqual([]);
  await keepPicture('essayer');
});

it('installs from the menu of an empty workbook', async () => {
  await go('/classeur');
  await choose('Installer ou mettre à jour');
  await answer('Installer ou mettre à jour');
  await openTab('Demandes');
  expect(await barriers()).toEqual([]);
});

it('shows what the installation made in Drive, folder after folder', async () => {
  await go('/drive');
  await page.waitForSelector('.drive tbody a');
  await page.click('.drive tbody a');
  await see('.drive h1', 'Appui AICT');
  await see('.drive tbody a', 'Classeur du comité');
  expect(await barriers()).toEqual([]);
  await press('nav[aria-label=Pages] a', 'Drive');
  await see('.drive h1', 'Drive');
  await go('/classeur');
});

it('takes a setting that is typed: the address that answers come to', async () => {
  await openTab('Paramètres');
  const id = await cell('AdresseReponse');
  await page.click(`#${id}`);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('dispositif@cuf.example');
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (name: string) => document.querySelector(`#${name.replace(/-1$/, '-3')}`)?.textContent === 'dispositif@cuf.example',
    { timeout: 60_000 },
    id,
  );
});

it('takes an answer to the form, and says what is missing first', async () => {
  await go('/formulaire');
  await press('.form-page button', 'Envoyer');
  await see('.summary', 'Nom de la collectivité');
  expect(await barriers()).toEqual([]);
  await fillForm();
  await page.reload();
  await page.waitForSelector('.form-item');
  await keepPicture('formulaire');
  await press('.form-page button', 'Envoyer');
  await see('.form-head a', 'Modifier votre réponse');
  expect(await barriers()).toEqual([]);
});

it('shows the request in the workbook as it was typed, and runs nothing of it', async () => {
  await go('/classeur');
  await openTab('Demandes');
  await cell('DEM-');
  await cell('Ville de Grenoble');
  await keepPicture('classeur-demandes');
  const workbook = (await server.call('workbook.list', {})) as { id: string; sheets: { id: number; name: string }[] }[];
  const sheet = workbook[0]?.sheets.find(({ name }) => name === 'Demandes')?.id ?? 0;
  const { rows } = (await server.call('workbook.window', { spreadsheet: '', sheet, row: 2, rows: 1 })) as {
    rows: ({ text: string } | null)[][];
  };
  expect(rows[0]?.map(one => one?.text)).toContain(HOSTILE);
  expect(await page.title()).toContain('Classeur');
});

it('writes the receipt to the authority, who reads it in its mailbox', async () => {
  await go('/messagerie');
  await be('lea@grenoble.example');
  await see('.boxes button[aria-current]', 'lea@grenoble.example');
  await page.waitForSelector('.message-list button');
  await page.click('.message-list button');
  await see('.text-mail', 'DEM-');
  expect(await barriers()).toEqual([]);
  await keepPicture('messagerie');
});

it('moves a cell by keyboard, lists what it takes, and shows the other browser what was typed', async () => {
  await go('/classeur');
  await be('dispositif@cuf.example');
  await openTab('Adhérents');
  const other = await newPage();
  await go('/classeur', other);
  await openTab('Adhérents', other);
  await page.bringToFront();
  await page.focus('[role=grid]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('Ville de Brest');
  await page.keyboard.press('Enter');
  await cell('Ville de Brest', other);
  await other.close();
});

it.each(['Accueil', 'Budget'])('draws the charts of %s with a description, without a barrier', async name => {
  await openTab(name);
  await page.waitForSelector('.chart img[alt]:not([alt=""])');
  expect(await barriers()).toEqual([]);
});

it('refuses to type over what the add-on computes, and says why', async () => {
  await openTab('Demandes');
  await page.focus('[role=grid]');
  for (let step = 0; step < 16; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await see('.cell-help', 'calculée par la formule');
  await page.keyboard.type('1');
  expect(await page.$('.editor')).toBeNull();
});

it('checks completeness from the menu on the row that is selected', async () => {
  await openTab('Demandes');
  await page.focus('[role=grid]');
  await page.keyboard.down('Control');
  await page.keyboard.press('Home');
  await page.keyboard.up('Control');
  const id = await cell('DEM-');
  await page.click(`#${id}`);
  await choose('Vérifier la complétude', 'Demandes');
  await page.waitForFunction(
    () => document.querySelector('dialog.question') !== null || document.querySelector('.toast') !== null,
    { timeout: 60_000 },
  );
  if ((await page.$('dialog.question')) !== null) await page.click('dialog.question button.main');
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('[role=gridcell] .cell-text')].some(({ textContent }) =>
        /^(complète|à compléter)$/.test(textContent?.trim() ?? ''),
      ),
    { timeout: 60_000 },
  );
});

it('gets real mail by SMTP into the mailbox of the scheme', async () => {
  const program = nodemailer.createTransport({ host: '127.0.0.1', port: server.smtpPort, secure: false });
  await program.sendMail({
    from: 'Zoé Blanc <zoe@webmail.example>',
    to: 'dispositif@cuf.example',
    subject: 'Une question <b>urgente</b>',
    text: 'Bonjour, le dispositif est-il ouvert aux syndicats ?',
  });
  await go('/messagerie');
  await be('dispositif@cuf.example');
  await see('.message-list .subject', 'Une question <b>urgente</b>');
});

it('moves the clock, and shows what ran', async () => {
  await go('/horloge');
  await see('td', 'onSweep');
  const before = await page.$eval('.now', element => element.textContent);
  await press('button', '+ 1 jour');
  await page.waitForFunction((was: string | null) => document.querySelector('.now')?.textContent !== was, {}, before);
  await see('.executions td', 'onDaily');
  expect(await barriers()).toEqual([]);
  await keepPicture('horloge');
});

it('loses nothing when the server is killed and started again', async () => {
  await server.kill();
  await server.start();
  await go('/classeur');
  await openTab('Demandes');
  await cell('Ville de Grenoble');
});

it('had no fault in any page, and sent no request away from the machine', () => {
  expect(faults).toEqual([]);
});
