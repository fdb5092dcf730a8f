/** Starting from a scenario, playing on, going back, and time that passes: as the pages Essayer and Horloge ask for it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostInProcess } from './host-in-process';

const SCENARIO = `# Une édition minuscule,
# pour apprendre.
#
# Ceci n'en est plus le résumé.
title: Petite édition
start: 2018-09-21T09:00:00+02:00
steps:
  - run: Installer ou mettre à jour
  - set: { AdresseReponse: dispositif@cuf.example }
  - at: 2018-09-24T09:00:00+02:00
    set: { PointsTechnique: 60, PointsPrix: 40 }
  - edit: { tab: Demandes, row: DEM-2018-404, values: { Note: 3 } }
`;

let scenarios: string;
let at: HostInProcess;

beforeAll(() => {
  scenarios = mkdtempSync(join(tmpdir(), 'appui-aict-scenarios-'));
  writeFileSync(join(scenarios, 'petite.yaml'), SCENARIO);
  writeFileSync(join(scenarios, 'casse.yaml'), 'title: [\n');
  at = new HostInProcess(scenarios);
});
afterAll(() => {
  at.close();
  rmSync(scenarios, { recursive: true, force: true });
});

const now = async (): Promise<string> => new Date((await at.call('time.state', {})).now).toISOString();

test('scenarios are listed with what their author says of them; one that cannot be read says why', async () => {
  const [broken, small] = await at.call('try.scenarios', {});
  expect(broken).toMatchObject({ file: 'casse.yaml', steps: 0, problem: expect.stringMatching(/\S/) });
  expect(small).toMatchObject({
    title: 'Petite édition',
    description: 'Une édition minuscule, pour apprendre.',
    start: Date.parse('2018-09-21T07:00:00Z'),
    end: Date.parse('2018-09-24T07:00:00Z'),
    steps: 4,
    problem: '',
  });
  const steps = await at.call('try.steps', { file: 'petite.yaml', from: 1, count: 2 });
  expect(steps.map(({ number }) => number)).toEqual([2, 3]);
  expect(steps[1]?.at).toBe(Date.parse('2018-09-24T07:00:00Z'));
});

test.each(['../petite.yaml', 'absent.yaml', '/etc/passwd'])('%s is not a scenario of the folder', async file => {
  await expect(at.call('try.start', { file, steps: 0 })).rejects.toThrow("Il n'y a pas de scénario");
});

test('a start plays the steps asked for, remembers where it stands, and says what comes next', async () => {
  await at.call('try.start', { file: 'petite.yaml', steps: 2 });
  const { place } = await at.call('try.place', {});
  expect(place).toMatchObject({ title: 'Petite édition', done: 2, total: 4, isLate: false, problem: '' });
  expect(place?.next?.number).toBe(3);
  expect(at.events.some(event => event.kind === 'replaced')).toBe(true);
  at.reopen();
  expect((await at.call('try.place', {})).place).toMatchObject({ done: 2 });
  expect((await at.call('session.state', {})).isInstalled).toBe(true);
});

test('the triggers that are due before a step run on the way to it', async () => {
  await at.call('try.playOn', { until: 3 });
  expect((await now()).slice(0, 19)).toBe('2018-09-24T07:00:00');
  const { executions } = await at.call('time.executions', {
    from: 0,
    count: 50,
    outcome: '',
    function: 'onDaily',
    custom: false,
  });
  expect(executions.length).toBeGreaterThanOrEqual(2);
});

test('a step that cannot be played stops there with its number, its line and its reason, and stays next', async () => {
  await expect(at.call('try.playOn', { until: 4 })).rejects.toThrow(/étape 4 \(ligne 12 du fichier\).*DEM-2018-404/);
  const { place } = await at.call('try.place', {});
  expect(place).toMatchObject({ done: 3, problem: expect.stringContaining('DEM-2018-404') });
});

test('the clock goes forward only, two years at most; a move can be stopped between two slices', async () => {
  const { now: before } = await at.call('time.state', {});
  await expect(at.call('time.move', { to: before - 1 })).rejects.toThrow("L'horloge ne recule pas");
  await expect(at.call('time.move', { to: before + 900 * 86_400_000 })).rejects.toThrow('Pas plus de deux ans');
  at.onEvent = event => {
    if (event.kind === 'progress' && event.text !== '') at.host.work.stop();
  };
  await at.call('time.move', { to: before + 30 * 86_400_000 });
  at.onEvent = undefined;
  const { now: after } = await at.call('time.state', {});
  expect(after).toBeLessThan(before + 2 * 86_400_000);
  expect((await at.call('session.state', {})).work).toBeNull();
});

test('deadlines that are to come are listed, the next one first', async () => {
  const { deadlines } = await at.call('time.state', {});
  expect(deadlines.map(({ text }) => text)).toContain('Clôture des candidatures');
  expect(deadlines.map(({ at: instant }) => instant)).toEqual([...deadlines].map(one => one.at).sort((a, b) => a - b));
});

test('an accident that is prepared happens to the next run, once; half of one is refused', async () => {
  await expect(at.call('time.fault', { fault: { mailQuota: 2 } })).rejects.toThrow('vont ensemble');
  await at.call('time.fault', { fault: { lockBusy: true } });
  expect((await at.call('time.state', {})).fault).toEqual({ lockBusy: true });
  const { now: before } = await at.call('time.state', {});
  await at.call('time.move', { to: before + 3600_000 });
  expect((await at.call('time.state', {})).fault).toBeNull();
});

test('going back to the start forgets everything, and an empty workbook is untouched', async () => {
  await at.call('try.start', { file: 'petite.yaml', steps: 0 });
  expect(await at.call('try.place', {})).toMatchObject({ place: { done: 0 } });
  expect((await at.call('session.state', {})).isInstalled).toBe(false);
  await at.call('try.empty', {});
  expect(await at.call('try.place', {})).toEqual({ place: null, isUntouched: true });
});
