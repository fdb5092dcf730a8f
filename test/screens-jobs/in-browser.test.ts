/** The pages in a real browser, on the built script: what a person reads, presses and hears, by mouse and by keyboard. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { openBrowser } from '../browser/browser';
import { addressOf, DECISION_TYPED, drafted, INSTALLED, SEND, submission } from '../exactly-once/preparations';
import { Case, COLLEAGUE, MANAGER, PreparedWorkspace } from '../exactly-once/prepared-workspace';
import { type OpenedPage, openPage } from './pages';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** Pictures of the pages as they were seen. */
const PICTURES = join(__dirname, '../../build/screenshots');
const MANY = Array.from({ length: 60 }, (_, index) => `T${String(index + 1).padStart(2, '0')}`);
const SEND_ITEM = 'Envoyer les termes de référence';
const HOSTILE = '</script><img src=x onerror="document.title=\'pris\'"> & "=1+1"';

let browser: Browser;
let page: Page;
let many: PreparedWorkspace;
let few: PreparedWorkspace;
let decided: PreparedWorkspace;
const faults: string[] = [];

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  browser = await openBrowser();
  decided = await (await PreparedWorkspace.play(INSTALLED)).followedBy(DECISION_TYPED);
  many = await decided.followedBy(drafted(MANY));
  few = await decided.followedBy(drafted(['ALPHA', 'BETA', 'GAMMA', 'DELTA']));
}, 180_000);
afterAll(async () => {
  await browser?.close();
});
afterEach(async () => {
  expect(faults.splice(0)).toEqual([]);
  await page.close();
});

interface Frame {
  readonly width: number;
  readonly height: number;
  /** As whom the page calls the script. */
  readonly by?: string;
  /** Called before each call of the page; what it throws is a call that Google lost. */
  readonly onCall?: (name: string) => unknown;
}

/** Shows a page as HtmlService would, its calls going to the script of the Workspace; no wait of the page is waited for. */
async function show(one: Case, { html }: OpenedPage<unknown>, { width, height, by = MANAGER, onCall }: Frame) {
  page = await browser.newPage();
  await page.setViewport({ width, height });
  page.on('pageerror', error => faults.push(String(error)));
  page.on('request', request => {
    if (!/^(?:about|data):/.test(request.url())) faults.push(`request to ${request.url()}`);
  });
  await page.exposeFunction('callScript', async (name: string, args: unknown[]) => {
    await onCall?.(name);
    const { value, error } = one.workspace.callFromPage(name, args, { by });
    if (error !== null) throw new Error(error);
    return value;
  });
  await page.evaluateOnNewDocument(`
    const wait = setTimeout;
    globalThis.setTimeout = (work) => wait(work, 0);
    const runner = (done, failed) => new Proxy({}, { get: (_, name) =>
      name === 'withSuccessHandler' ? next => runner(next, failed)
      : name === 'withFailureHandler' ? next => runner(done, next)
      : (...args) => { callScript(name, args).then(done, failed); } });
    globalThis.google = { script: { run: runner(), host: { close() { document.title = 'fermée'; } } } };
  `);
  await page.goto('about:blank');
  await page.setContent(html, { waitUntil: 'domcontentloaded' });
  await page.waitForSelector('h1');
}

const picture = (name: string): Promise<unknown> => page.screenshot({ path: join(PICTURES, `${name}.png`) });
/** What the page's own JavaScript gives; the tests' compiler knows no document. */
const inPage = async <T>(code: string): Promise<T> => (await page.evaluate(code)) as T;
const text = (selector: string): Promise<string> =>
  inPage(`document.querySelector(${JSON.stringify(selector)}).innerText.replaceAll('\\u00a0', ' ')`);
/** The buttons that a person sees. */
const buttons = (): Promise<string[]> =>
  inPage(`[...document.querySelectorAll('button')].filter(one => one.offsetParent !== null).map(one => one.innerText)`);
const press = async (label: string): Promise<void> => {
  const button = await page.waitForSelector(`::-p-xpath(//button[normalize-space()="${label}"])`, { visible: true });
  await button?.click();
};
const saying = (selector: string, words: string): Promise<unknown> =>
  page.waitForFunction(
    `document.querySelector(${JSON.stringify(selector)})?.innerText.replaceAll('\\u00a0', ' ').includes(${JSON.stringify(words)})`,
    { timeout: 30_000 },
  );

/** What axe finds against; what is wrong is named, with its place. */
async function accessible(): Promise<void> {
  await page.evaluate(AXE);
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

describe('« Envoi »', () => {
  const FRAME = { width: 620, height: 520 };
  const start = (one: Case) => openPage(one, SEND_ITEM, { answers: ['oui'] });

  it('drives the sending to its end and sums it up', async () => {
    const one = many.copy();
    await show(one, start(one), FRAME);
    await saying('.state', 'Envoi terminé');
    expect(await text('.count')).toBe('60 courriels partis sur 60');
    expect(await text('.sentence')).toContain('CONS-2018-001 est envoyée à 60 titulaires. Date limite : vendredi');
    expect(await buttons()).toEqual(['Fermer']);
    expect(MANY.map(code => one.received(addressOf(code)).length)).toEqual(MANY.map(() => 1));
    await accessible();
    await picture('envoi-termine');
    await press('Fermer');
    expect(await page.title()).toBe('fermée');
  });

  it('shows count, measured time and who is left, stops on demand, and takes it up again', async () => {
    const one = many.copy();
    let calls = 0;
    let arrive = (): void => undefined;
    const pressed = new Promise<void>(resolve => {
      arrive = resolve;
    });
    await show(one, start(one), {
      ...FRAME,
      onCall: () => {
        calls += 1;
        return calls === 2 ? pressed : undefined;
      },
    });
    // The person presses the button while a slice is on its way: that slice still arrives.
    await saying('.count', '20 courriels');
    await press('Interrompre');
    await saying('.buttons', 'Interruption après les courriels en cours');
    arrive();
    await saying('.state', 'Envoi interrompu');
    const stopped = await text('.sentence');
    expect(stopped).toMatch(/titulaires servis sur 60\. N’ont rien reçu : T/);
    expect(await text('.count')).toBe('30 courriels partis sur 60');
    expect(await buttons()).toEqual(['Reprendre']);
    expect(await inPage(`(bar => [bar.value, bar.max])(document.querySelector('progress'))`)).toEqual([30, 60]);
    await accessible();
    await picture('envoi-interrompu');
    await press('Reprendre');
    await saying('.state', 'Envoi terminé');
    expect(MANY.map(code => one.received(addressOf(code)).length)).toEqual(MANY.map(() => 1));
  });

  it('says in a sentence when a call is lost, and goes on when asked to', async () => {
    const one = many.copy();
    let lost = 0;
    await show(one, start(one), {
      ...FRAME,
      onCall: () => {
        lost += 1;
        if (lost === 2) throw new Error('NetworkError: HTTP 500 <b>at Object.send</b>');
      },
    });
    await saying('.problem', 'Le script n’a pas répondu.');
    expect(await text('body')).not.toMatch(/NetworkError|500|Object/);
    expect(await text('.time')).toMatch(/^Temps restant : environ /);
    await picture('envoi-en-cours');
    await accessible();
    expect(await buttons()).toEqual(['Réessayer', 'Interrompre']);
    await press('Réessayer');
    await saying('.state', 'Envoi terminé');
    expect(MANY.map(code => one.received(addressOf(code)).length)).toEqual(MANY.map(() => 1));
  });

  it('waits while another execution holds the workbook', async () => {
    const one = many.copy();
    let calls = 0;
    await show(one, start(one), {
      ...FRAME,
      onCall: () => {
        calls += 1;
        if (calls <= 3) one.workspace.nextFault = { lockBusy: true };
      },
    });
    await saying('.state', 'Envoi terminé');
    expect(calls).toBe(8);
  });

  it('gives up, with a sentence, when nothing can leave', async () => {
    const one = few.copy();
    one.workspace.nextFault = { mailQuota: 1, how: 'throw' };
    await show(one, start(one), FRAME);
    expect(await text('.state')).toBe('En attente : limite de courriels atteinte');
    expect(await text('.sentence')).toContain('Pas encore servis : BETA, GAMMA, DELTA.');
    expect(await buttons()).toEqual(['Fermer']);
  });
});

describe('« Prévisualisation »', () => {
  const FRAME = { width: 860, height: 600 };
  const open = (one: Case, by = MANAGER) => openPage(one, "Prévisualiser l'envoi", { answers: [''], by });

  it('shows one mail at a time, walked by keyboard', async () => {
    const one = few.copy();
    await one.play('  - edit: { tab: Titulaires, row: GAMMA, values: { Suspendu: oui } }\n');
    await show(one, open(one), FRAME);
    expect(await text('.position')).toBe('Courriel 1 sur 3');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await text('.position')).toBe('Courriel 3 sur 3');
    expect(await text('dl')).toContain(addressOf('DELTA'));
    await page.keyboard.press('Home');
    expect(await text('dl')).toContain(addressOf('ALPHA'));
    await press('Suivant');
    expect(await text('[aria-selected="true"]')).toContain('BETA');
    expect(await text('.mail-text')).toContain('MONTANT TTC');
    expect(await text('.left-out')).toContain('GAMMA');
    expect(await text('.quota')).toMatch(/^Quota suffisant/);
    await accessible();
    await picture('previsualisation');
  });

  it('sends a test to the person alone', async () => {
    const one = few.copy();
    await show(one, open(one), FRAME);
    await press('M’envoyer un essai');
    await saying('.outcome', `Un essai est parti à ${MANAGER}.`);
    expect(one.received(addressOf('ALPHA'))).toEqual([]);
  });

  it('shows hostile text as it was typed, and runs none of it', async () => {
    const one = few.copy();
    await one.play(`  - edit: { tab: Titulaires, row: ALPHA, values: { Organisme: ${JSON.stringify(HOSTILE)} } }\n`);
    await one.play('  - set: { CourrielsParJour: 2 }\n');
    await show(one, open(one), FRAME);
    expect(await text('[aria-selected="true"]')).toContain(HOSTILE);
    expect(await page.title()).toBe('Prévisualisation');
    expect(await page.$$('img')).toEqual([]);
    expect(await text('.quota')).toMatch(/^Quota insuffisant/);
    await accessible();
    await picture('previsualisation-quota');
  });
});

describe('« Vérifier l’installation »', () => {
  const FRAME = { width: 640, height: 600 };
  const open = (one: Case, by = MANAGER) =>
    openPage(one, "Vérifier l'installation", { sheet: 'Accueil', rows: [1], by });

  it('says each check in words, mends what can be, and checks again', async () => {
    const one = Case.onNewWorkspace();
    await one.play(INSTALLED);
    one.wait(30);
    await one.play('  - tamper: { tab: Demandes, row: 1, values: { Part dispositif: perdu } }\n');
    await show(one, open(one), FRAME);
    expect(await text('.sentence')).toBe('2 points à régler');
    expect(await text('.checks li:first-child')).toMatch(/À corriger Onglets et colonnes[\s\S]*À faire : « Réparer »/);
    await accessible();
    await picture('verification');
    await press('Réparer');
    await saying('.sentence', 'Tout est en ordre');
    expect(await text('.outcome')).toContain('Part dispositif');
    expect(await inPage(`[...document.querySelectorAll('.checks > li:not(.ok)')].length`)).toBe(0);
    await accessible();
    await picture('verification-en-ordre');
  });

  it('does not let another account repair, and says who can', async () => {
    const one = (await few.followedBy(SEND)).copy();
    await show(one, open(one, COLLEAGUE), { ...FRAME, by: COLLEAGUE });
    expect(await inPage(`document.querySelector('button.main').disabled`)).toBe(true);
    expect(await text('#cannot-repair')).toContain(MANAGER);
    await press('Vérifier encore');
    await saying('.sentence', 'points à surveiller');
    await accessible();
    await picture('verification-collegue');
  });
});

describe('« Simuler la sélection »', () => {
  const FRAME = { width: 900, height: 620 };
  const two = (): Promise<PreparedWorkspace> =>
    decided.followedBy(`${submission({ at: '2018-11-05T16:00:00+01:00', authority: HOSTILE, email: 'a@b.example' })}
  - run: Vérifier la complétude
    on: [DEM-2018-002]
`);

  it('compares the selections, and fills in the decisions of the one that is chosen', async () => {
    const one = (await two()).copy();
    await show(one, openPage(one, 'Simuler la sélection'), FRAME);
    expect(await text('thead tr')).toMatch(
      /Demande\s+Adhérents d’abord\s+Meilleure note totale\s+Par type d’appui\s+Décisions saisies/,
    );
    expect(await text('tbody')).toContain(HOSTILE);
    await page.focus('#rule-membersFirst');
    await page.keyboard.press('ArrowRight');
    expect(await text('.hint')).toContain('Meilleure note totale : La plus grande somme de notes');
    await accessible();
    await picture('simulation');
    await press('Remplir les décisions');
    await saying('.outcome', 'la colonne « Décision » est remplie, 2 retenues, 0 ajournée');
    expect(one.rows('Demandes').map(row => row.Décision)).toEqual(['retenue', 'retenue']);
    await accessible();
    await picture('simulation-remplie');
  });

  it('says that the workbook has changed since', async () => {
    const one = (await two()).copy();
    await show(one, openPage(one, 'Simuler la sélection'), FRAME);
    await one.play('  - set: { Enveloppe: 100 }\n');
    await press('Remplir les décisions');
    await saying('[role=alert]', 'Le classeur a changé depuis la simulation');
    expect(one.row('Demandes', 'DEM-2018-002')?.Décision).toBe('');
  });
});
