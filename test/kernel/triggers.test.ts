/** Triggers and the clock: who runs, when, in which order; and which quiet runs are left out. */
import { ServiceObject } from '../../local/kernel/contract';
import type { KernelPartFactory } from '../../local/kernel/parts';
import { nextRun, type Schedule } from '../../local/kernel/schedule';
import type { Workspace } from '../../local/kernel/workspace';
import { OWNER, START, workspaceOf } from './fake-script';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const COLLEAGUE = 'collegue@cuf.example';

const paris = (instant: number | undefined) =>
  instant === undefined
    ? 'none'
    : new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Paris' }).format(
        instant,
      );

/** A service that writes a document each time. */
const writer: KernelPartFactory = ({ store }) => ({
  globals: () => ({
    Jdbc: new (class Writer extends ServiceObject {
      write(): void {
        store.put('spreadsheet', 'one', {});
      }
    })(),
  }),
});

function install(builder: string, body = 'console.log("ran")'): Workspace {
  const workspace = workspaceOf(`function install() { ${builder} } function job(e) { ${body} }`, [writer]);
  const record = workspace.fire('install', { kind: 'dialog', by: OWNER });
  expect(record.error).toBeNull();
  return workspace;
}
const jobs = (workspace: Workspace) => workspace.executions.filter(record => record.function === 'job');

describe('schedules', () => {
  test.each<[string, Schedule, number]>([
    ['every 15 minutes', { every: 'minutes', count: 15 }, 15 * MINUTE],
    ['every minute', { every: 'minutes', count: 1 }, MINUTE],
    ['every 2 hours', { every: 'hours', count: 2 }, 2 * HOUR],
  ])('%s: a first run within one period and a quarter of an hour, then at equal distances', (_, schedule, period) => {
    for (const id of ['trigger-000001', 'trigger-000002', 'x']) {
      const first = nextRun(schedule, id, START, START) ?? 0;
      expect(first).toBeGreaterThan(START);
      expect(first).toBeLessThanOrEqual(START + Math.min(period, 15 * MINUTE));
      expect(nextRun(schedule, id, START, first)).toBe(first + period);
      expect(nextRun(schedule, id, START, first + 10 * period - 1)).toBe(first + 10 * period);
    }
  });

  test.each<[string, Schedule, string]>([
    ['daily at 8', { every: 'days', count: 1, hour: 8 }, '2018-09-22 08:'],
    ['daily at 23', { every: 'days', count: 1, hour: 23 }, '2018-09-21 23:'],
    ['on Mondays at 6', { every: 'days', count: 1, hour: 6, weekDay: 1 }, '2018-09-24 06:'],
    ['on the 31st at 5', { every: 'month', day: 31, hour: 5 }, '2018-10-31 05:'],
  ])('%s, on the clock of Paris', (_, schedule, shown) => {
    expect(paris(nextRun(schedule, 'id', START, START))).toContain(shown);
  });

  test('a daily run keeps its minute, across the change of hour and after years', () => {
    const daily: Schedule = { every: 'days', count: 1, hour: 8 };
    const first = paris(nextRun(daily, 'id', START, START)).slice(-5);
    for (const day of ['2018-10-27', '2018-10-28', '2019-03-31', '2025-07-01']) {
      const due = nextRun(daily, 'id', START, Date.parse(`${day}T12:00:00Z`));
      expect(paris(due).slice(-5)).toBe(first);
      expect((due ?? 0) - Date.parse(`${day}T12:00:00Z`)).toBeLessThan(24 * HOUR);
    }
  });

  test('nearMinute is at most a quarter of an hour late', () => {
    for (let n = 0; n < 50; n += 1) {
      const minute = Number(
        paris(nextRun({ every: 'days', count: 1, hour: 8, minute: 30 }, `id${n}`, START, START)).slice(-2),
      );
      expect(minute).toBeGreaterThanOrEqual(30);
      expect(minute).toBeLessThan(45);
    }
  });

  test('a run at an instant comes once, at most a quarter of an hour late', () => {
    const due = nextRun({ every: 'once', at: START + HOUR }, 'id', START, START) ?? 0;
    expect(due).toBeGreaterThanOrEqual(START + HOUR);
    expect(due).toBeLessThan(START + HOUR + 15 * MINUTE);
    expect(nextRun({ every: 'once', at: START + HOUR }, 'id', START, due)).toBeUndefined();
  });
});

describe('time triggers', () => {
  test('run as the clock passes, at their own instants, as their creator', () => {
    const workspace = install(`ScriptApp.newTrigger('job').timeBased().everyMinutes(15).create()`);
    workspace.moveTo(START + HOUR);
    const runs = jobs(workspace);
    expect(runs).toHaveLength(4);
    expect(runs[0]).toMatchObject({ trigger: 'time', by: OWNER, outcome: 'ok' });
    const gaps = runs.slice(1).map((run, n) => Date.parse(run.startedAt) - Date.parse(runs[n]?.startedAt ?? ''));
    expect(gaps).toEqual([15 * MINUTE, 15 * MINUTE, 15 * MINUTE]);
    expect(workspace.clock.now()).toBe(START + HOUR);
  });

  test('two triggers run in the order in which they are due', () => {
    const workspace = install(`
      ScriptApp.newTrigger('job').timeBased().after(3 * 3600000).create();
      ScriptApp.newTrigger('install2').timeBased().after(3600000).create()`);
    workspace.moveTo(START + 5 * HOUR);
    expect(workspace.executions.map(record => record.function)).toEqual(['install', 'install2', 'job']);
  });

  test('a trigger that runs once stays in the list until it is deleted', () => {
    const workspace = install(
      `ScriptApp.newTrigger('job').timeBased().at(new Date(Date.now() + 1)).create()`,
      `console.log(ScriptApp.getProjectTriggers().length); ScriptApp.getProjectTriggers().forEach(t => ScriptApp.deleteTrigger(t));
       console.log(ScriptApp.getProjectTriggers().length)`,
    );
    workspace.moveTo(START + 2 * HOUR);
    expect(jobs(workspace).map(run => run.logs.map(line => line.text))).toEqual([['1', '0']]);
  });

  test('the event tells the trigger, the mode and the instant in UTC', () => {
    const workspace = install(
      `ScriptApp.newTrigger('job').timeBased().everyHours(1).create()`,
      `console.log(e.triggerUid === ScriptApp.getProjectTriggers()[0].getUniqueId(), e.authMode === ScriptApp.AuthMode.FULL, e.year, e.timezone)`,
    );
    workspace.moveTo(START + HOUR);
    expect(jobs(workspace)[0]?.logs[0]?.text).toBe('true true 2018 UTC');
  });

  test('a failure is noted for the owner and stops no other run', () => {
    const workspace = install(
      `ScriptApp.newTrigger('job').timeBased().everyMinutes(30).create()`,
      'throw new Error("non")',
    );
    workspace.moveTo(START + HOUR);
    expect(jobs(workspace).map(run => run.outcome)).toEqual(['error', 'error']);
    expect(workspace.notices[0]).toMatchObject({ to: OWNER, function: 'job', error: 'non' });
  });

  test('nobody sees or deletes the trigger of another', () => {
    const workspace = workspaceOf(`
      function make() { ScriptApp.newTrigger('make').timeBased().everyHours(1).create() }
      function count() { console.log(ScriptApp.getProjectTriggers().length) }`);
    workspace.fire('make', { kind: 'dialog', by: OWNER });
    const seen = [OWNER, COLLEAGUE].map(by => workspace.fire('count', { kind: 'dialog', by }).logs[0]?.text);
    expect(seen).toEqual(['1', '0']);
  });

  test('the 21st trigger of a user is refused', () => {
    const workspace = workspaceOf(
      `function f() { for (let i = 0; i < 21; i++) ScriptApp.newTrigger('f').timeBased().everyHours(1).create() }`,
    );
    expect(workspace.fire('f', { kind: 'dialog', by: OWNER }).error).toContain('too many triggers');
    expect(workspace.triggers.of(OWNER)).toHaveLength(20);
  });

  test.each([
    ['everyMinutes(7).create()', 'Invalid argument'],
    ['create()', 'no recurrence'],
    ['everyHours(1).everyDays(1)', 'already has a recurrence'],
    ['everyDays(1).atHour(24)', 'Invalid argument'],
    ["inTimezone('America/New_York')", "l'heure de Europe/Paris"],
  ])('timeBased().%s is refused', (builder, message) => {
    const workspace = workspaceOf(`function f() { ScriptApp.newTrigger('f').timeBased().${builder} }`);
    expect(workspace.fire('f', { kind: 'dialog', by: OWNER }).error).toContain(message);
  });
});

describe('triggers of forms and spreadsheets', () => {
  test('fire for their own source only, as their creator, with the event', () => {
    const workspace = install(
      `const t = ScriptApp.newTrigger('job').forForm('form-1').onFormSubmit().create();
       console.log(t.getHandlerFunction(), t.getTriggerSourceId(), String(t.getEventType()), t.getTriggerSource() === ScriptApp.TriggerSource.FORMS)`,
      'console.log(e.answer, e.authMode + "")',
    );
    expect(workspace.executions[0]?.logs[0]?.text).toBe('job form-1 ON_FORM_SUBMIT true');
    const submit = (sourceId: string) =>
      workspace.happen({ type: 'ON_FORM_SUBMIT', sourceId, by: '', event: () => ({ answer: 42 }) });
    expect(submit('form-2')).toEqual([]);
    expect(submit('form-1')).toMatchObject([{ trigger: 'formSubmit', by: OWNER, logs: [{ text: '42 FULL' }] }]);
  });

  test('a simple trigger comes first, as the person, then the installable ones', () => {
    const workspace = workspaceOf(`
      function onEdit(e) { console.log('simple', e.authMode + '') }
      function install() { ScriptApp.newTrigger('job').forSpreadsheet('spreadsheet-000001').onEdit().create() }
      function job(e) { console.log('installed', e.authMode + '') }`);
    workspace.fire('install', { kind: 'dialog', by: OWNER });
    const records = workspace.happen({
      type: 'ON_EDIT',
      sourceId: workspace.boundSpreadsheetId,
      by: COLLEAGUE,
      event: () => ({}),
    });
    expect(records.map(record => [record.trigger, record.by, record.logs[0]?.text])).toEqual([
      ['onEdit', COLLEAGUE, 'simple LIMITED'],
      ['onEdit', OWNER, 'installed FULL'],
    ]);
  });
});

describe('quiet runs', () => {
  const declare = (expression: string) =>
    `PropertiesService.getScriptProperties().setProperties({ seen: String(Date.now()), 'aict.prochaineEcheance': String(${expression}) })`;
  const sweep = (body: string) => install(`ScriptApp.newTrigger('job').timeBased().everyMinutes(15).create()`, body);
  const played = (workspace: Workspace) => jobs(workspace).map(run => run.coalesced ?? 'run');

  test('are left out until the instant that the script has declared, in one record that counts them', () => {
    const wake = START + 30 * HOUR;
    const workspace = sweep(declare(`Date.now() < ${wake} ? ${wake} : ${wake} + 3600000000`));
    workspace.moveTo(START + 72 * HOUR);
    expect(jobs(workspace).map(run => (run.coalesced === undefined ? 'run' : 'left out'))).toEqual([
      'run',
      'left out',
      'run',
      'left out',
    ]);
    const [, first, awake] = jobs(workspace);
    expect(Date.parse(awake?.startedAt ?? '')).toBeGreaterThanOrEqual(wake);
    expect(Date.parse(awake?.startedAt ?? '')).toBeLessThan(wake + 15 * MINUTE);
    const total = jobs(workspace).reduce((sum, run) => sum + (run.coalesced ?? 1), 0);
    expect(total).toBe((72 * HOUR) / (15 * MINUTE));
    expect(first).toMatchObject({ outcome: 'ok', totalCalls: 0, trigger: 'time', by: OWNER });
  });

  test('run again as soon as something was written anywhere, then are left out again', () => {
    const workspace = sweep(declare(`Date.now() + 1e9`));
    workspace.moveTo(START + HOUR);
    workspace.store.put('mail', 'm1', {});
    workspace.moveTo(START + 2 * HOUR);
    expect(played(workspace)).toEqual(['run', 3, 'run', 3]);
  });

  test.each([
    ['the script declares nothing', ''],
    ['what it declares cannot be read', declare('"bientôt"')],
    ['what it declares has passed', declare('Date.now() - 1')],
    ['the run failed', `${declare('Date.now() + 1e9')}; throw new Error("x")`],
    ['the run wrote elsewhere', `${declare('Date.now() + 1e9')}; Jdbc.write()`],
  ])('are never left out when %s', (_, body) => {
    const workspace = sweep(body);
    workspace.moveTo(START + HOUR);
    expect(played(workspace)).toEqual(['run', 'run', 'run', 'run']);
  });

  test('are not left out while a fault waits for a run', () => {
    const workspace = sweep(declare('Date.now() + 1e9'));
    workspace.moveTo(START + HOUR);
    workspace.nextFault = { kill: { call: 1, when: 'before' } };
    workspace.moveTo(START + 2 * HOUR);
    expect(jobs(workspace).map(run => run.coalesced ?? run.outcome)).toEqual(['ok', 3, 'killed', 'ok', 2]);
  });

  test('an ISO instant is read as well', () => {
    const workspace = sweep(declare('new Date(Date.now() + 1e9).toISOString()'));
    workspace.moveTo(START + HOUR);
    expect(played(workspace)).toEqual(['run', 3]);
  });

  test('a daily trigger always runs', () => {
    const workspace = install(
      `ScriptApp.newTrigger('job').timeBased().everyDays(1).atHour(8).create()`,
      declare('Date.now() + 1e12'),
    );
    workspace.moveTo(START + 72 * HOUR);
    expect(played(workspace)).toEqual(['run', 'run', 'run']);
  });
});
