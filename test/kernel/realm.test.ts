/** What a script meets in its V8 context: built-ins only, the Workspace's time, objects of its own realm, strict services. */
import vm from 'node:vm';
import { ScriptError, ServiceObject } from '../../local/kernel/contract';
import { enumeration } from '../../local/kernel/enumeration';
import type { KernelPartFactory } from '../../local/kernel/parts';
import { RunawayScript, ScriptRealm } from '../../local/kernel/realm';
import { logged, OWNER, START, script, workspaceOf } from './fake-script';

const COLOURS = enumeration('Colour', ['RED', 'BLUE']);

class Child extends ServiceObject {
  getName(): string {
    return 'child';
  }
}

class Probe extends ServiceObject {
  readonly #received: unknown[] = [];
  readonly #child = new Child();
  readonly Nested = new Child();
  readonly secret = 'not part of the API';

  get Colour() {
    return COLOURS;
  }

  getChild(): Child {
    return this.#child;
  }

  take(value: unknown): void {
    this.#received.push(value);
  }

  received(): unknown[] {
    return this.#received;
  }

  give(kind: string): unknown {
    switch (kind) {
      case 'date':
        return new Date(START);
      case 'rows':
        return [[1, 'a', new Date(START)], [null]];
      case 'bytes':
        return Buffer.from([0, 127, 128, 255]);
      case 'object':
        return { a: { b: [1] }, ['__proto__']: 1 };
      case 'child':
        return { child: this.#child };
      default:
        return undefined;
    }
  }

  isSameColour(colour: unknown): boolean {
    return colour === COLOURS.RED;
  }

  fail(): never {
    const error = new ScriptError('Google says no', 'GoogleJsonResponseException');
    Object.assign(error, { details: { code: 404 } });
    throw error;
  }

  failTyped(): never {
    throw new ScriptError('not a number', 'TypeError');
  }

  break(): never {
    throw new RangeError('a defect of the local Workspace');
  }
}

let probe: Probe;
const probePart: KernelPartFactory = () => ({ name: 'probe', globals: () => ({ Jdbc: probe }) });

beforeEach(() => {
  probe = new Probe();
});

const run = (body: string) => logged(workspaceOf(`function f() { ${body} }`, [probePart]), 'f');

describe('built-ins', () => {
  test.each([
    'setTimeout',
    'URL',
    'TextEncoder',
    'atob',
    'fetch',
    'process',
    'require',
    'crypto',
    'structuredClone',
    'performance',
    'Buffer',
    'WebAssembly',
    'module',
    'globalThis.global',
    'Blob',
    'File',
  ])('%s does not exist', name => {
    expect(run(`console.log(typeof ${name})`)).toEqual(['undefined']);
  });

  test('Intl, JSON, Proxy and eval exist', () => {
    expect(run('console.log(typeof Intl.NumberFormat, typeof JSON, typeof Proxy, eval("1+1"))')).toEqual([
      'function object function 2',
    ]);
  });

  test('console records text, objects and errors', () => {
    expect(run('console.log("a", {b: [1]}, null, new TypeError("x")); console.warn(1)')).toEqual([
      'a {"b":[1]} null TypeError: x',
      '1',
    ]);
  });

  test('top-level names of all files share one scope, and each run starts afresh', () => {
    const workspace = workspaceOf(
      script('let n = 0; function f() { n += step; console.log(n) }', { 'other.js': 'const step = 2;' }),
    );
    expect([logged(workspace, 'f'), logged(workspace, 'f')]).toEqual([['2'], ['2']]);
  });

  test('promises settle once the stack is empty, and a rejected one is the error of the run', () => {
    const workspace = workspaceOf(
      'function f() { Promise.resolve().then(() => console.log("then")); console.log("stack") }' +
        'async function g() { await null; throw new Error("late") }',
    );
    expect(logged(workspace, 'f')).toEqual(['stack', 'then']);
    expect(workspace.fire('g', { kind: 'dialog', by: OWNER })).toMatchObject({ outcome: 'error', error: 'late' });
  });
});

test('a script that never returns is cut off', () => {
  const realm = new ScriptRealm([new vm.Script('for (;;);')], 20);
  expect(() => realm.load()).toThrow(RunawayScript);
});

describe('time and chance', () => {
  test('Date is the Workspace clock plus the modelled time, in the zone of Paris', () => {
    expect(
      run(
        'console.log(new Date().toISOString(), new Date().getHours()); Utilities.sleep(1500); console.log(Date.now())',
      ),
    ).toEqual(['2018-09-21T07:00:00.000Z 9', String(START + 1500)]);
  });

  test.each([
    ['new Date(0).getTime()', '0'],
    ['new Date(2018, 0, 1).toISOString()', '2017-12-31T23:00:00.000Z'],
    ['typeof Date()', 'string'],
    ['new Date() instanceof Date', 'true'],
    ['new Date().constructor === Date', 'true'],
    ['Date.length + Date.name', '7Date'],
    ['new (class Day extends Date {})(5).getTime()', '5'],
    ['Date.UTC(1970, 0, 1)', '0'],
    ['new Intl.DateTimeFormat("en-GB", {timeZone: "UTC"}).format()', '21/09/2018'],
  ])('%s gives %s', (expression, shown) => {
    expect(run(`console.log(${expression})`)).toEqual([shown]);
  });

  test('Math.random differs from run to run and repeats at replay', () => {
    const play = () => {
      const workspace = workspaceOf('function f() { console.log(Math.random(), Math.random()) }');
      return [logged(workspace, 'f'), logged(workspace, 'f')];
    };
    const [first, second] = play();
    expect(first).not.toEqual(second);
    expect(play()).toEqual([first, second]);
  });
});

describe('what crosses', () => {
  test('results belong to the realm of the script', () => {
    expect(
      run(`
        const rows = Jdbc.give('rows'), object = Jdbc.give('object');
        console.log(rows instanceof Array, rows[0] instanceof Array, rows[0][2] instanceof Date, rows[1][0] === null);
        console.log(Jdbc.give('date') instanceof Date, object.constructor === Object, object.a.b instanceof Array);
        console.log(JSON.stringify(Jdbc.give('bytes')), Object.getPrototypeOf(object) === Object.prototype);
        console.log(Jdbc.getChild instanceof Function);
      `),
    ).toEqual(['true true true true', 'true true true', '[0,127,-128,-1] true', 'true']);
  });

  test('arguments arrive as host values', () => {
    run(
      `Jdbc.take([[1, new Date(5), {a: undefined}], 'x']); Jdbc.take(new Error('e')); Jdbc.take(new Uint8Array([255]))`,
    );
    const [rows, error, bytes] = probe.received();
    expect(rows).toEqual([[1, new Date(5), { a: undefined }], 'x']);
    expect((rows as unknown[][])[0]?.[1]).toBeInstanceOf(Date);
    expect(error).toBeInstanceOf(Error);
    expect(bytes).toEqual(Uint8Array.from([255]));
  });

  test('a service object is the same proxy each time, also inside a result, and comes back as itself', () => {
    expect(
      run(`const c = Jdbc.getChild(); console.log(c === Jdbc.getChild(), Jdbc.give('child').child === c, Jdbc === Jdbc);
        Jdbc.take(c)`),
    ).toEqual(['true true true']);
    expect(probe.received()[0]).toBe(probe.getChild());
  });

  test('enumerations compare by identity and show their name', () => {
    expect(
      run(`console.log(Jdbc.Colour.RED === Jdbc.Colour.RED, Jdbc.Colour.RED === Jdbc.Colour.BLUE, String(Jdbc.Colour.RED),
        Jdbc.Colour.BLUE + '', Jdbc.Colour.BLUE.ordinal(), Jdbc.isSameColour(Jdbc.Colour.RED))`),
    ).toEqual(['true false RED BLUE 1 true']);
  });

  test.each([
    ['a function', 'Jdbc.take(() => 1)'],
    ['a Map', 'Jdbc.take(new Map())'],
    ['a cycle', 'const o = {}; o.o = o; Jdbc.take(o)'],
  ])('%s is refused', (_, call) => {
    expect(run(`try { ${call}; console.log('taken') } catch (e) { console.log(e.name) }`)).toEqual(['TypeError']);
  });

  test.each([
    ['fail', 'GoogleJsonResponseException Google says no true false 404'],
    ['failTyped', 'TypeError not a number true true undefined'],
    ['break', 'RangeError a defect of the local Workspace true false undefined'],
  ])('an error thrown by %s is an error of the realm, its message unchanged', (member, shown) => {
    expect(
      run(`try { Jdbc.${member}() } catch (e) {
        console.log(e.name, e.message, e instanceof Error, e instanceof TypeError, e.details && e.details.code) }`),
    ).toEqual([shown]);
  });
});

describe('strictness', () => {
  test.each([
    ['Jdbc.missing', "Probe.missing n'est pas fourni par le Workspace local"],
    ['Jdbc.getChild().getColour()', "Child.getColour n'est pas fourni par le Workspace local"],
    ['Jdbc.Colour.GREEN', "Colour.GREEN n'est pas fourni par le Workspace local"],
    ['Jdbc.secret', "Probe.secret n'est pas fourni par le Workspace local"],
    ['MailApp.sendEmail()', "MailApp n'est pas fourni par le Workspace local"],
    ['DriveApp', "DriveApp n'est pas fourni par le Workspace local"],
    ['typeof UrlFetchApp', "UrlFetchApp n'est pas fourni par le Workspace local"],
    ['Jdbc.title = 1', 'Probe.title ne peut pas être modifié par un script'],
    ['delete Jdbc.take', 'Probe : take est refusé par le Workspace local'],
    ['Utilities = 1', 'Utilities est un service de Google : un script ne doit pas le remplacer.'],
  ])('%s throws a TypeError that names it', (expression, message) => {
    expect(run(`try { ${expression}; console.log('passed') } catch (e) { console.log(e.name, e.message) }`)).toEqual([
      `TypeError ${message}`,
    ]);
  });

  test.each([
    ['"" + Jdbc', 'Probe'],
    ['Jdbc.then', 'undefined'],
    ['JSON.stringify(Jdbc)', '{}'],
    ['"take" in Jdbc', 'true'],
    ['"missing" in Jdbc', 'false'],
    ['Jdbc.Nested.getName()', 'child'],
    ['Object.prototype.toString.call(Jdbc)', '[object Probe]'],
  ])('%s is answered', (expression, shown) => {
    expect(run(`console.log(${expression})`)).toEqual([shown]);
  });

  test('a name that nobody knows is a ReferenceError', () => {
    expect(run('try { Nothing } catch (e) { console.log(e.name, e.message) }')).toEqual([
      'ReferenceError Nothing is not defined',
    ]);
  });

  test('an advanced service that the manifest does not enable is not defined', () => {
    const drive: KernelPartFactory = () => ({ globals: () => ({ Drive: probe, Gmail: probe }) });
    const workspace = workspaceOf('function f() { Gmail.getChild(); Drive.getChild() }', [drive]);
    expect(workspace.fire('f', { kind: 'dialog', by: OWNER }).error).toMatch(/^ReferenceError: Drive is not defined/);
  });
});
