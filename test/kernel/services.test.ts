/** The small services: their results, their sizes, and Google's sentences. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workspace } from '../../local/kernel/workspace';
import { logged, OWNER, START, script, workspaceOf } from './fake-script';

const run = (body: string, pages: Record<string, string> = {}) =>
  logged(workspaceOf(script(`function f() { ${body} }`, pages)), 'f');
const failing = (body: string) =>
  workspaceOf(script(`function f() { ${body} }`)).fire('f', { kind: 'dialog', by: OWNER }).error;

describe('properties', () => {
  const P = 'const p = PropertiesService.getScriptProperties();';

  test('keep texts, chain, and give null for what is absent', () => {
    expect(
      run(`${P} p.setProperty('a', 1).setProperties({b: true, c: 'x'}).deleteProperty('c');
        console.log(JSON.stringify(p.getProperties()), p.getProperty('c'), p.getProperty('toString'), p.getKeys().join());
        p.setProperties({z: 1}, true); console.log(p.getKeys().join()); p.deleteAllProperties(); console.log(p.getKeys().length)`),
    ).toEqual(['{"a":"1","b":"true"} null null a,b', 'z', '0']);
  });

  test('of the script, of a user and of the document are apart', () => {
    const workspace = workspaceOf(`
      function write() { PropertiesService.getUserProperties().setProperty('k', 'u'); PropertiesService.getDocumentProperties().setProperty('k', 'd') }
      function read() { console.log(PropertiesService.getScriptProperties().getProperty('k'), PropertiesService.getUserProperties().getProperty('k'),
        PropertiesService.getDocumentProperties().getProperty('k')) }`);
    workspace.fire('write', { kind: 'dialog', by: OWNER });
    expect(workspace.fire('read', { kind: 'dialog', by: OWNER }).logs[0]?.text).toBe('null u d');
    expect(workspace.fire('read', { kind: 'dialog', by: 'autre@cuf.example' }).logs[0]?.text).toBe('null null d');
  });

  test('a value holds 9 KB and not one byte more', () => {
    expect(failing(`${P} p.setProperty('a', 'é'.repeat(4608))`)).toBeNull();
    expect(failing(`${P} p.setProperty('a', 'é'.repeat(4608) + 'x')`)).toBe('Argument too large: value');
  });

  test('a store holds 500 KB', () => {
    const fill = (count: number) =>
      `${P} for (let i = 100; i < 100 + ${count}; i++) p.setProperty(String(i), 'x'.repeat(9213))`;
    expect(failing(fill(55))).toBeNull();
    expect(failing(fill(56))).toContain('exceeded the property storage quota');
  });

  test('a refused write changes nothing', () => {
    const workspace = workspaceOf(
      `function f() { PropertiesService.getScriptProperties().setProperties({a: '1', b: 'x'.repeat(10000)}) }`,
    );
    workspace.fire('f', { kind: 'dialog', by: OWNER });
    expect(workspace.store.get('properties', 'script')).toBeUndefined();
  });
});

describe('the cache', () => {
  const C = 'const c = CacheService.getScriptCache();';

  test('forgets when its time is over, by the clock of the Workspace', () => {
    const workspace = workspaceOf(`
      function write() { ${C} c.put('a', 'x'); c.putAll({b: 'y', d: 'z'}, 60); c.remove('d') }
      function read() { ${C} console.log(c.get('a'), JSON.stringify(c.getAll(['a', 'b', 'd']))) }`);
    const read = () => workspace.fire('read', { kind: 'dialog', by: OWNER }).logs[0]?.text;
    workspace.fire('write', { kind: 'dialog', by: OWNER });
    expect(read()).toBe('x {"a":"x","b":"y"}');
    workspace.moveTo(START + 61_000);
    expect(read()).toBe('x {"a":"x"}');
    workspace.moveTo(START + 601_000);
    expect(read()).toBe('null {}');
  });

  test.each([
    ["c.put('a', 'x'.repeat(102401))", 'Argument too large: value'],
    ["c.put('k'.repeat(251), 'x')", 'Argument too large: key'],
    ["c.put('a', 'x', 21601)", 'Invalid argument: expirationInSeconds'],
    ["c.put('a', null)", 'Invalid argument: value'],
  ])('%s is refused', (call, message) => {
    expect(failing(`${C} ${call}`)).toBe(message);
  });

  test('keeps the 900 items farthest from their end when there are more than 1 000', () => {
    expect(
      run(`${C} const all = {}; for (let i = 0; i < 1000; i++) all['k' + i] = 'v'; c.putAll(all, 100); c.put('long', 'v', 200);
        console.log(Object.keys(c.getAll(Object.keys(all))).length, c.get('long'))`),
    ).toEqual(['899 v']);
  });
});

describe('locks', () => {
  test('are had again by the same run, and end with it', () => {
    const workspace = workspaceOf(`function f() { const l = LockService.getScriptLock();
      console.log(l.hasLock(), l.tryLock(0), l.tryLock(0), LockService.getScriptLock().hasLock()); }`);
    expect([logged(workspace, 'f'), logged(workspace, 'f')]).toEqual([
      ['false true true true'],
      ['false true true true'],
    ]);
  });

  test('of the script, of the user and of the document are apart', () => {
    expect(
      run(
        `console.log([LockService.getScriptLock(), LockService.getUserLock(), LockService.getDocumentLock()].map(l => l.tryLock(0)).join())`,
      ),
    ).toEqual(['true,true,true']);
  });

  test('waiting for a busy one spends its time, then tryLock answers false and waitLock throws', () => {
    const workspace = workspaceOf(`
      function f() { console.log(LockService.getScriptLock().tryLock(5000)) }
      function g() { LockService.getScriptLock().waitLock(5000) }`);
    const [f, g] = ['f', 'g'].map(name =>
      workspace.fire(name, { kind: 'dialog', by: OWNER, fault: { lockBusy: true } }),
    );
    expect(f).toMatchObject({ outcome: 'ok', logs: [{ text: 'false' }], modelledMs: 5080 });
    expect(g?.error).toBe('Lock timeout: another process was holding the lock for too long.');
  });

  test('the document lock is null in a run that does not come from the document', () => {
    const workspace = workspaceOf('function f() { console.log(LockService.getDocumentLock()) }');
    expect(workspace.fire('f', { kind: 'installable', by: OWNER }).logs[0]?.text).toBe('null');
  });
});

describe('utilities', () => {
  test.each([
    [
      'hex(Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, "é", Utilities.Charset.UTF_8))',
      '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c',
    ],
    [
      'Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, "", Utilities.Charset.UTF_8).slice(0, 4).join()',
      '-29,-80,-60,66',
    ],
    ['hex(Utilities.computeHmacSha256Signature("a", "k", Utilities.Charset.UTF_8)).length', '64'],
    ['Utilities.base64Encode("é?>", Utilities.Charset.UTF_8)', 'w6k/Pg=='],
    ['Utilities.base64EncodeWebSafe("é?>", Utilities.Charset.UTF_8)', 'w6k_Pg=='],
    ['Utilities.base64Encode([-1, 0, 127])', '/wB/'],
    ['Utilities.base64Decode("/wB/").join()', '-1,0,127'],
    ['Utilities.base64DecodeWebSafe("w6k_Pg").join()', '-61,-87,63,62'],
    ['Utilities.newBlob("é").getBytes().join()', '-61,-87'],
    ['Utilities.newBlob([-61, -87], "text/plain", "a.txt").setName("b.txt").copyBlob().getDataAsString()', 'é'],
    ['Utilities.newBlob("x").getContentType()', 'text/plain'],
    ['Utilities.newBlob("x", "text/html", "n").getName()', 'n'],
    ['Utilities.formatDate(new Date(0), "Europe/Paris", "dd/MM/yyyy HH:mm:ss")', '01/01/1970 01:00:00'],
    [
      'Utilities.formatDate(new Date(0), "UTC", "EEE d MMM yy, h:mm a \'o\'\'clock\' Z")',
      "Thu 1 Jan 70, 12:00 AM o'clock +0000",
    ],
    [
      'Utilities.formatDate(new Date(1540000000123), "Europe/Paris", "yyyy-MM-dd\'T\'HH:mm:ss.SSSXXX")',
      '2018-10-20T03:46:40.123+02:00',
    ],
    ['/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(Utilities.getUuid())', 'true'],
    ['Utilities.getUuid() === Utilities.getUuid()', 'false'],
  ])('%s', (expression, shown) => {
    expect(
      run(`const hex = b => b.map(n => (n & 255).toString(16).padStart(2, '0')).join(''); console.log(${expression})`),
    ).toEqual([shown]);
  });

  test.each([
    ['Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, "é")', 'précisez Utilities.Charset.UTF_8'],
    ['Utilities.base64Encode("é")', 'précisez Utilities.Charset.UTF_8'],
    ['Utilities.base64Decode("é")', 'Could not decode string.'],
    ['Utilities.newBlob([300])', 'Cannot convert 300 to Byte.'],
    ['Utilities.formatDate(new Date(0), "Lune", "y")', 'Invalid argument: timeZone (Lune)'],
    ['Utilities.formatDate(new Date(0), "UTC", "Q")', "n'est pas fournie"],
  ])('%s is refused', (call, message) => {
    expect(failing(call)).toContain(message);
  });

  test('identifiers are the same at every replay', () => {
    const uuid = () => run('console.log(Utilities.getUuid())');
    expect(uuid()).toEqual(uuid());
  });
});

describe('HTML', () => {
  test('a template escapes with <?= ?>, not with <?!= ?>, and runs <? ?> in the scope of the script', () => {
    const page = `<p><?= name ?></p>\n<? for (const n of list) { ?><li><?!= bold(n) ?></li><? } ?><?= missing ?>`;
    expect(
      logged(
        workspaceOf(
          script(
            `function bold(n) { return '<b>' + n + '</b>' }
             function f() { const t = HtmlService.createTemplateFromFile('page'); t.name = 'R&D <Lyon> "É" $&'; t.list = [1, 2]; t.missing = null;
               const o = t.evaluate().setTitle('T').setWidth(300); console.log(o.getContent(), o.getTitle(), o.getWidth()) }`,
            { 'page.html': page },
          ),
        ),
        'f',
      ),
    ).toEqual(['<p>R&amp;D &lt;Lyon&gt; &quot;É&quot; $&amp;</p>\n<li><b>1</b></li><li><b>2</b></li> T 300']);
  });

  test('a page that does not exist is refused by name', () => {
    expect(failing('HtmlService.createHtmlOutputFromFile("nulle part")')).toBe(
      'No HTML file named nulle part was found.',
    );
  });

  test('an error in a template is an error of the script', () => {
    expect(failing('HtmlService.createTemplate("<?= nobody ?>").evaluate()')).toBe(
      'ReferenceError: nobody is not defined',
    );
  });
});

test('a Workspace on a folder opens where it was left: clock, triggers, properties, records', () => {
  const root = mkdtempSync(join(tmpdir(), 'workspace-'));
  try {
    const folder = join(root, 'w');
    const bundle = script(`function f() { PropertiesService.getScriptProperties().setProperty('a', '1');
      ScriptApp.newTrigger('f').timeBased().everyHours(1).create() }`);
    const workspace = workspaceOf(bundle, [], { folder });
    workspace.fire('f', { kind: 'dialog', by: OWNER });
    workspace.moveTo(START + 1000);
    const again = Workspace.open(folder, { bundle });
    expect(again.clock.now()).toBe(START + 1000);
    expect(again.owner).toBe(OWNER);
    expect(again.store.get('properties', 'script')).toEqual({ a: '1' });
    expect(again.triggers.all()).toHaveLength(1);
    expect(again.executions.map(record => record.function)).toEqual(['f']);
    expect(again.hasUnsaved).toBe(false);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
