/** A run of the script: what it costs, what ends it, and that nothing happens after its end. */
import type { ExecutionRecord } from '../../local/kernel/contract';
import { type Execution, ServiceObject } from '../../local/kernel/contract';
import type { KernelPartFactory } from '../../local/kernel/parts';
import type { Workspace } from '../../local/kernel/workspace';
import { OWNER, START, script, workspaceOf } from './fake-script';

/** A service whose effects can be seen, with a cost of its own in cells. */
class Wire extends ServiceObject {
  readonly #execution: Execution;
  readonly #effects: string[];

  constructor(execution: Execution, effects: string[]) {
    super();
    this.#execution = execution;
    this.#effects = effects;
  }

  setValues(name: string): void {
    this.#execution.count('Range.setValues', { written: 10 });
    this.#effects.push(name);
  }

  setFormulas(name: string): void {
    this.#execution.count('Range.setFormulas');
    this.#execution.count('SpreadsheetApp.flush');
    this.#effects.push(name);
  }

  /** Free, and yet an effect. */
  note(name: string): void {
    this.#effects.push(name);
  }
}

let effects: string[];
beforeEach(() => {
  effects = [];
});
const wire: KernelPartFactory = () => ({ globals: execution => ({ Jdbc: new Wire(execution, effects) }) });
const made = (source: string) => workspaceOf(script(source), [wire]);
const click = (workspace: Workspace, name = 'f'): ExecutionRecord => workspace.fire(name, { kind: 'menu', by: OWNER });

describe('the record', () => {
  test('names the function, who ran it, its calls, cells, time and outcome', () => {
    const workspace = made('function f() { Jdbc.setValues("a"); Jdbc.setValues("b"); Utilities.sleep(5); }');
    expect(click(workspace)).toMatchObject({
      function: 'f',
      trigger: 'menu',
      by: OWNER,
      startedAt: '2018-09-21T07:00:00.000Z',
      calls: { 'Range.setValues': 2 },
      totalCalls: 2,
      cellsRead: 0,
      cellsWritten: 20,
      modelledMs: 2 * (100 + 10 * 0.05) + 5,
      outcome: 'ok',
      error: null,
    });
    expect(workspace.executions).toHaveLength(1);
  });

  test('keeps the message of an error, its kind, and the stack in the log', () => {
    const workspace = made('function f() { throw new TypeError("non") } function g() { throw "text" }');
    const record = click(workspace);
    expect(record).toMatchObject({ outcome: 'error', error: 'TypeError: non' });
    expect(record.logs.at(-1)?.text).toContain('code.js:1');
    expect(click(workspace, 'g').error).toBe('text');
    expect(workspace.screens.map(screen => [screen.kind, screen.text])).toEqual([
      ['error', 'TypeError: non'],
      ['error', 'text'],
    ]);
  });

  test('a function that does not exist and a script that does not load are errors of the run', () => {
    expect(click(made('function g() {}')).error).toBe('Script function not found: f');
    expect(click(made('throw new Error("at load")')).error).toBe('at load');
  });

  test('an effect without its call in the list is a defect that shows', () => {
    const rogue: KernelPartFactory = () => ({
      globals: execution => ({
        Jdbc: new (class Rogue extends ServiceObject {
          act(): void {
            execution.count('Rogue.act');
          }
        })(),
      }),
    });
    expect(workspaceOf('function f() { Jdbc.act() }', [rogue]).fire('f', { kind: 'menu', by: OWNER }).error).toMatch(
      /Rogue\.act is missing from the list/,
    );
  });
});

describe('killed at a call', () => {
  const STUBBORN = `function f() {
    for (const name of ['a', 'b', 'c', 'd']) {
      try { Jdbc.setValues(name) } catch (e) { try { Jdbc.note('caught') } catch (again) {} } finally { try { Jdbc.note('finally ' + name) } catch (e) {} }
    }
    Jdbc.note('end');
  }`;
  const alive = (count: number) => ['a', 'b', 'c', 'd'].slice(0, count).flatMap(name => [name, `finally ${name}`]);

  test.each([1, 2, 3, 4])(
    'before call %i: neither its effect nor anything after it, whatever the script catches',
    call => {
      const workspace = made(STUBBORN);
      workspace.nextFault = { kill: { call, when: 'before' } };
      const record = click(workspace);
      expect(record).toMatchObject({ outcome: 'killed', totalCalls: call - 1 });
      expect(effects).toEqual(alive(call - 1));
    },
  );

  test.each([1, 2, 3, 4])('after call %i: its effect, and nothing after it', call => {
    const workspace = made(STUBBORN);
    workspace.nextFault = { kill: { call, when: 'after' } };
    expect(click(workspace)).toMatchObject({ outcome: 'killed', totalCalls: call });
    expect(effects).toEqual([...alive(call - 1), ['a', 'b', 'c', 'd'][call - 1]]);
  });

  test('between two calls of one method the second does not happen', () => {
    const workspace = made('function f() { Jdbc.setFormulas("x") }');
    workspace.nextFault = { kill: { call: 1, when: 'after' } };
    expect(click(workspace)).toMatchObject({ outcome: 'killed', totalCalls: 1 });
    expect(effects).toEqual([]);
  });

  test('beyond the last call nothing is killed', () => {
    const workspace = made(STUBBORN);
    workspace.nextFault = { kill: { call: 5, when: 'before' } };
    expect(click(workspace).outcome).toBe('ok');
  });

  test('the fault is used once, and by no simple trigger', () => {
    const workspace = made('function onEdit() { Jdbc.setValues("edit") } function f() { Jdbc.setValues("a") }');
    workspace.nextFault = { kill: { call: 1, when: 'before' } };
    workspace.happen({ type: 'ON_EDIT', sourceId: workspace.boundSpreadsheetId, by: OWNER, event: () => ({}) });
    expect([click(workspace).outcome, click(workspace).outcome]).toEqual(['killed', 'ok']);
    expect(effects).toEqual(['edit', 'a']);
  });

  test('listeners learn the outcome', () => {
    const outcomes: string[] = [];
    const listening: KernelPartFactory = () => ({
      globals: execution => {
        execution.onEnd(outcome => outcomes.push(outcome));
        return { Jdbc: new Wire(execution, effects) };
      },
    });
    const workspace = workspaceOf(script('function f() { Jdbc.setValues("a") }'), [listening]);
    for (const fault of [undefined, { kill: { call: 1, when: 'after' as const } }, { timeLimit: 0.05 }]) {
      workspace.nextFault = fault;
      click(workspace);
    }
    expect(outcomes).toEqual(['ok', 'killed', 'timeout']);
  });
});

describe('the time limit', () => {
  const LONG = 'function f() { try { for (;;) Utilities.sleep(10000) } catch (e) {} Jdbc.note("after") }';

  test.each([
    ['menu', 360_000],
    ['installable', 360_000],
    ['dialog', 360_000],
    ['simple', 30_000],
  ] as const)('a run of kind %s ends at %i modelled milliseconds', (kind, limit) => {
    const record = made(LONG).fire('f', { kind, by: OWNER });
    expect(record).toMatchObject({ outcome: 'timeout', error: 'Exceeded maximum execution time', modelledMs: limit });
    expect(effects).toEqual([]);
  });

  test('a scenario may shorten it, and the call that meets it has no effect', () => {
    const workspace = made('function f() { for (const n of "abcdefgh") Jdbc.setValues(n) }');
    workspace.nextFault = { timeLimit: 0.35 };
    expect(click(workspace)).toMatchObject({ outcome: 'timeout', totalCalls: 3, modelledMs: 350 });
    expect(effects).toEqual(['a', 'b', 'c']);
  });

  test('a custom function has 30 seconds', () => {
    const workspace = made('function f() { Utilities.sleep(30001); return 1 }');
    expect(() => workspace.customFunctions().call('f', [])).toThrow('Exceeded maximum execution time');
  });
});

describe('a second run inside the first', () => {
  const APPEND = `function f() {
    const lock = LockService.getScriptLock();
    if (!lock.tryLock(1000)) { Jdbc.note('busy'); return; }
    try {
      const p = PropertiesService.getScriptProperties();
      p.setProperty('n', String(Number(p.getProperty('n') || 0) + 1));
    } finally { lock.releaseLock() }
  }`;

  test('may be started before and after every call of the first, and meets its locks', () => {
    for (let call = 1; call <= 3; call += 1) {
      for (const when of ['before', 'after'] as const) {
        effects = [];
        const workspace = made(APPEND);
        let inner: ExecutionRecord | undefined;
        workspace.onCall = (number, _method, phase) => {
          if (number === call && phase === when) inner = click(workspace);
        };
        expect(click(workspace).outcome).toBe('ok');
        expect(inner?.outcome).toBe('ok');
        const isLockFree = call === 1 && when === 'before';
        expect(effects).toEqual(isLockFree ? [] : ['busy']);
        expect(workspace.store.get('properties', 'script')).toEqual({ n: isLockFree ? '2' : '1' });
      }
    }
  });

  test('a listener hears each call twice, with its number and name', () => {
    const workspace = made(APPEND);
    const heard: string[] = [];
    workspace.onCall = (number, method, phase) => heard.push(`${phase} ${number} ${method}`);
    click(workspace);
    expect(heard).toEqual([
      'before 1 Lock.tryLock',
      'after 1 Lock.tryLock',
      'before 2 Properties.getProperty',
      'after 2 Properties.getProperty',
      'before 3 Properties.setProperty',
      'after 3 Properties.setProperty',
    ]);
  });
});

describe('permissions', () => {
  const granted = (scopes: string[]) =>
    script('function f() { Session.getActiveUser().getEmail() }', {}, { oauthScopes: scopes });

  test('a call whose scope the manifest lacks throws the sentence of Google', () => {
    expect(click(workspaceOf(granted([]))).error).toBe(
      'Specified permissions are not sufficient to call User.getEmail. Required permissions: https://www.googleapis.com/auth/userinfo.email',
    );
    expect(click(workspaceOf(granted(['https://www.googleapis.com/auth/userinfo.email']))).outcome).toBe('ok');
  });

  test.each([
    ['custom', 'ScriptApp.newTrigger("f")', 'You do not have permission to call ScriptApp service.'],
    ['custom', 'Session.getActiveUser()', 'You do not have permission to call Session service.'],
    [
      'simple',
      'ScriptApp.newTrigger("f")',
      'You do not have permission to call ScriptApp.newTrigger. Required permissions: https://www.googleapis.com/auth/script.scriptapp',
    ],
  ] as const)('in a %s run, %s is refused', (kind, call, message) => {
    expect(made(`function f() { ${call} }`).fire('f', { kind, by: OWNER }).error).toBe(message);
  });

  test.each(['custom', 'simple'] as const)('a %s run may use cache, properties, locks and utilities', kind => {
    const record = made(
      `function f() { CacheService.getScriptCache().get('a'); PropertiesService.getScriptProperties().getKeys();
        LockService.getScriptLock().tryLock(1); Utilities.getUuid(); HtmlService.createHtmlOutput('') }`,
    ).fire('f', { kind, by: OWNER });
    expect(record.error).toBeNull();
  });

  test.each([
    ['menu', `${OWNER} ${OWNER}`],
    ['simple', ' '],
    ['installable', ` ${OWNER}`],
  ] as const)('in a %s run the session shows « %s »', (kind, shown) => {
    const record = made(
      'function f() { console.log(Session.getActiveUser().getEmail() + " " + Session.getEffectiveUser().getEmail()) }',
    ).fire('f', { kind, by: OWNER });
    expect(record.logs[0]?.text).toBe(shown);
  });
});

describe('custom functions', () => {
  test('get and give host values, share a context in one recalculation, and count their cells', () => {
    const workspace = made('let n = 0; function SUM(rows) { n += 1; return [[n, rows.length, rows[0][0] === ""]] }');
    const functions = workspace.customFunctions();
    expect([functions.has('SUM'), functions.has('OTHER')]).toEqual([true, false]);
    expect(functions.call('SUM', [[[''], [1]]])).toEqual([[1, 2, true]]);
    expect(functions.call('SUM', [[[''], [1]]])).toEqual([[2, 2, true]]);
    workspace.afterGesture();
    expect(functions.call('SUM', [[['']]])).toEqual([[1, 1, true]]);
    expect(workspace.executions[0]).toMatchObject({
      function: 'SUM',
      trigger: 'custom',
      cellsRead: 2,
      cellsWritten: 3,
    });
  });

  test('a script that does not load says so', () => {
    expect(() => made('throw new Error("non")').customFunctions().has('F')).toThrow('Le script ne se charge pas : non');
  });

  test('a throw keeps its message', () => {
    const workspace = made('function BAD() { throw new Error("Le montant manque") }');
    expect(() => workspace.customFunctions().call('BAD', [])).toThrow(/^Le montant manque$/);
  });
});

test('time passes while a run lasts, and an instant that is set is exact', () => {
  const workspace = made('function f() { Utilities.sleep(2500) }');
  click(workspace);
  expect(workspace.clock.now()).toBe(START + 2500);
  workspace.moveTo(START + 1000);
  expect(workspace.clock.now()).toBe(START + 1000);
  expect(() => workspace.moveTo(START)).toThrow("L'horloge ne recule pas");
});
