/** The store: documents and blobs in memory and on a folder, and what is left of them after a kill -9 at any moment. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkspaceStore } from '../../local/kernel/store';
import { Workspace } from '../../local/kernel/workspace';
import { script } from './fake-script';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'store-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const folder = () => join(root, 'workspace');
const dataFiles = () => readdirSync(join(folder(), 'data'));

describe('in memory', () => {
  test('keeps the reference of a document', () => {
    const store = WorkspaceStore.inMemory();
    const value = store.put('kind', 'id', { n: 1 });
    value.n = 2;
    store.touch('kind', 'id');
    expect(store.get('kind', 'id')).toBe(value);
    expect(store.ids('kind')).toEqual(['id']);
  });

  test('gives undefined and no ids for what is not there, and refuses to touch it', () => {
    const store = WorkspaceStore.inMemory();
    expect([store.get('kind', 'id'), store.readBytes('x'), store.ids('kind')]).toEqual([undefined, undefined, []]);
    expect(() => store.touch('kind', 'id')).toThrow('Document inconnu');
  });

  test('numbers ids by prefix', () => {
    const store = WorkspaceStore.inMemory();
    expect([store.newId('a'), store.newId('a'), store.newId('b')]).toEqual(['a-000001', 'a-000002', 'b-000001']);
  });

  test('keeps its own copy of bytes', () => {
    const store = WorkspaceStore.inMemory();
    const data = Buffer.from('abc');
    store.writeBytes('x', data);
    data[0] = 0;
    expect(store.readBytes('x')?.toString()).toBe('abc');
  });

  test('tells of every write', () => {
    const store = WorkspaceStore.inMemory();
    const heard: string[] = [];
    store.onTouch((kind, id) => heard.push(`${kind}/${id}`));
    store.put('k', '1', {});
    store.touch('k', '1');
    store.remove('k', '1');
    store.remove('k', '1');
    store.writeBytes('b', Buffer.of(1));
    expect(heard).toEqual(['k/1', 'k/1', 'k/1', 'bytes/b']);
  });
});

describe('on a folder', () => {
  test('what was saved is there when it is opened again: documents, bytes, counters, order', () => {
    const store = WorkspaceStore.create(folder());
    store.put('kind', 'b', { text: 'é' });
    store.put('kind', 'a', [1]);
    store.writeBytes('blob', Buffer.from([0, 255]));
    store.newId('n');
    store.save();
    const again = WorkspaceStore.open(folder());
    expect(again.ids('kind')).toEqual(['b', 'a']);
    expect(again.get('kind', 'b')).toEqual({ text: 'é' });
    expect(again.readBytes('blob')).toEqual(Buffer.from([0, 255]));
    expect(again.newId('n')).toBe('n-000002');
  });

  test('what was not saved is not', () => {
    const store = WorkspaceStore.create(folder());
    store.put('kind', 'a', { n: 1 });
    store.save();
    const value = store.get<{ n: number }>('kind', 'a');
    if (value) value.n = 2;
    store.touch('kind', 'a');
    expect(store.isDirty).toBe(true);
    expect(WorkspaceStore.open(folder()).get('kind', 'a')).toEqual({ n: 1 });
  });

  test('writes only the documents that were touched, and leaves one file for each', () => {
    const store = WorkspaceStore.create(folder());
    for (const id of ['a', 'b', 'c']) store.put('kind', id, { id });
    store.save();
    const before = dataFiles();
    store.touch('kind', 'b');
    store.save();
    const after = dataFiles();
    expect(after).toHaveLength(3);
    expect(after.filter(name => before.includes(name))).toHaveLength(2);
  });

  test('a document that was removed leaves no file', () => {
    const store = WorkspaceStore.create(folder());
    store.put('kind', 'a', {});
    store.save();
    store.remove('kind', 'a');
    store.save();
    expect(dataFiles()).toEqual([]);
    expect(WorkspaceStore.open(folder()).ids('kind')).toEqual([]);
  });

  test('saving twice without a change writes nothing', () => {
    const store = WorkspaceStore.create(folder());
    store.put('kind', 'a', {});
    store.save();
    const manifest = readFileSync(join(folder(), 'manifest.json'));
    rmSync(join(folder(), 'manifest.json'));
    store.save();
    expect(readdirSync(folder())).toEqual(['data', 'writer.pid']);
    writeFileSync(join(folder(), 'manifest.json'), manifest);
  });

  test('leftovers of an interrupted save are ignored and cleared away', () => {
    const store = WorkspaceStore.create(folder());
    store.put('kind', 'a', { n: 1 });
    store.save();
    writeFileSync(join(folder(), 'data', '00000099.json'), '{"n":');
    writeFileSync(join(folder(), 'manifest.json.tmp'), '{');
    expect(WorkspaceStore.open(folder()).get('kind', 'a')).toEqual({ n: 1 });
    expect(dataFiles()).toHaveLength(1);
  });

  test('refuses a folder that holds something else, and one that holds nothing', () => {
    expect(() => WorkspaceStore.open(folder())).toThrow('ne contient pas de Workspace local');
    writeFileSync(join(root, 'notes.txt'), 'x');
    expect(() => WorkspaceStore.create(root)).toThrow("n'est pas vide");
  });
});

test('a folder that another living process writes into is refused', () => {
  WorkspaceStore.create(folder());
  writeFileSync(join(folder(), 'writer.pid'), String(process.ppid));
  expect(() => WorkspaceStore.open(folder())).toThrow('est déjà ouvert par le processus');
});

describe('killed at a random moment', () => {
  /** Writes states 1, 2, 3… of five documents and a blob for ever, and says each number once it is saved. */
  const WRITER = join(__dirname, 'endless-writer.ts');
  /** Runs a script that counts in a property, for ever, and says each number once the run is over. */
  const COUNTER = join(__dirname, 'endless-counter.ts');

  test('the folder holds one complete state, no older than the last one that was said to be saved', async () => {
    for (let round = 0; round < 6; round += 1) {
      const place = join(root, `round-${round}`);
      const last = await killedAfter(WRITER, place, 40 + ((round * 137) % 211));
      const store = WorkspaceStore.open(place);
      const states = ['a', 'b', 'c', 'd', 'e'].map(id => store.get<{ n: number }>('kind', id)?.n);
      const n = states[0] ?? 0;
      expect(states).toEqual([n, n, n, n, n]);
      expect(store.readBytes('blob')?.toString()).toBe(String(n).repeat(10_000));
      expect(n).toBeGreaterThanOrEqual(last);
      expect(n).toBeLessThanOrEqual(last + 1);
      expect(store.newId('n')).toBe(`n-${String(n + 1).padStart(6, '0')}`);
    }
  }, 60_000);

  test('a Workspace loses at most the run in flight: its effects and its record stand or fall together', async () => {
    for (let round = 0; round < 3; round += 1) {
      const place = join(root, `workspace-${round}`);
      const last = await killedAfter(COUNTER, place, 100 + round * 83);
      const workspace = Workspace.open(place, { bundle: script('') });
      const runs = workspace.executions.length;
      expect(workspace.store.get('properties', 'script') ?? { n: '0' }).toEqual({ n: String(runs) });
      expect(runs).toBeGreaterThanOrEqual(last);
      expect(runs).toBeLessThanOrEqual(last + 1);
    }
  }, 60_000);

  function killedAfter(program: string, place: string, ms: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--import', 'tsx', program, place], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        if (said === '') setTimeout(() => child.kill('SIGKILL'), ms);
        said += chunk.toString();
      });
      child.on('error', reject);
      child.on('close', () => {
        const lines = said.split('\n');
        resolve(Number(lines.at(-2) ?? 0));
      });
    });
  }
});
