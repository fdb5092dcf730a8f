/**
 * The store of one Workspace: in memory, or on a folder that survives a kill. Each document and blob is a file of its
 * own, written once under a new name; the manifest names the current ones and is renamed last.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Store } from './contract';

const MANIFEST = 'manifest.json';
const DATA = 'data';
/** Since 2, the rows of a spreadsheet stand in documents of their own; a folder of format 1 is brought up to date as it is used. */
const FORMAT = 2;
const READABLE_FORMATS: readonly number[] = [1, FORMAT];
/** Names the process that writes into the folder. */
const WRITER = 'writer.pid';
/** Stands in memory for a document that is on disk, or in a snapshot, and that nobody has asked for yet. */
const UNREAD = Symbol('unread');

/** The complete state, by name: what is not named here does not exist. */
interface Manifest {
  format: number;
  /** Number of the next data file. */
  serial: number;
  counters: Record<string, number>;
  /** kind → id → file */
  documents: Record<string, Record<string, string>>;
  /** blob name → file */
  blobs: Record<string, string>;
}

/** A whole state at one moment, apart from any store: documents as JSON, blobs as they are. */
export interface StoreSnapshot {
  readonly counters: Readonly<Record<string, number>>;
  /** kind → id → JSON */
  readonly documents: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly blobs: ReadonlyMap<string, Buffer>;
}

const emptyManifest = (): Manifest => ({ format: FORMAT, serial: 1, counters: {}, documents: {}, blobs: {} });

/** Told of every write, with the kind and id of the document; blobs have the kind `bytes`. */
export type TouchListener = (kind: string, id: string) => void;

/** A folder that is not one of ours, or that was written by a later version. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

export class WorkspaceStore implements Store {
  readonly #folder: string | undefined;
  readonly #manifest: Manifest;
  /** Where a store in memory was started from. */
  readonly #origin: StoreSnapshot | undefined;
  readonly #documents = new Map<string, Map<string, unknown>>();
  readonly #blobs = new Map<string, Buffer>();
  readonly #dirtyDocuments = new Map<string, Set<string>>();
  readonly #dirtyBlobs = new Set<string>();
  readonly #listeners: TouchListener[] = [];
  #changed = false;

  private constructor(folder: string | undefined, manifest: Manifest, origin?: StoreSnapshot) {
    this.#folder = folder;
    this.#manifest = manifest;
    this.#origin = origin;
    for (const [kind, files] of Object.entries(manifest.documents)) {
      this.#documents.set(kind, new Map(Object.keys(files).map(id => [id, UNREAD])));
    }
    for (const [kind, documents] of origin?.documents ?? []) {
      this.#documents.set(kind, new Map([...documents.keys()].map(id => [id, UNREAD])));
    }
    for (const [name, blob] of origin?.blobs ?? []) this.#blobs.set(name, blob);
  }

  /** A store that lives as long as the process. */
  static inMemory(): WorkspaceStore {
    return new WorkspaceStore(undefined, emptyManifest());
  }

  /** In memory, from a state taken before: as many stores as one likes may start from the same one. */
  static from(snapshot: StoreSnapshot): WorkspaceStore {
    return new WorkspaceStore(undefined, { ...emptyManifest(), counters: { ...snapshot.counters } }, snapshot);
  }

  /** A new store on a folder, which must be absent or empty. */
  static create(folder: string): WorkspaceStore {
    mkdirSync(join(folder, DATA), { recursive: true });
    claim(folder);
    if (
      readdirSync(folder).some(name => name !== DATA && name !== WRITER) ||
      readdirSync(join(folder, DATA)).length > 0
    ) {
      throw new StoreError(`Le dossier ${folder} n'est pas vide : ouvrez-le, ou choisissez-en un autre.`);
    }
    const store = new WorkspaceStore(folder, emptyManifest());
    store.#changed = true;
    store.save();
    return store;
  }

  /** The last complete state of a folder; leftovers of an interrupted save are deleted. */
  static open(folder: string): WorkspaceStore {
    const path = join(folder, MANIFEST);
    if (!existsSync(path)) throw new StoreError(`Le dossier ${folder} ne contient pas de Workspace local.`);
    claim(folder);
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    if (!READABLE_FORMATS.includes(manifest.format)) {
      throw new StoreError(`Le dossier ${folder} a été écrit dans un autre format (${manifest.format}).`);
    }
    const named = new Set([
      ...Object.values(manifest.documents).flatMap(files => Object.values(files)),
      ...Object.values(manifest.blobs),
    ]);
    for (const name of readdirSync(join(folder, DATA))) {
      if (!named.has(name)) rmSync(join(folder, DATA, name), { force: true });
    }
    rmSync(join(folder, `${MANIFEST}.tmp`), { force: true });
    return new WorkspaceStore(folder, { ...manifest, format: FORMAT });
  }

  get<T>(kind: string, id: string): T | undefined {
    const documents = this.#documents.get(kind);
    if (documents === undefined) return undefined;
    const held = documents.get(id);
    if (held !== UNREAD) return held as T | undefined;
    const value: unknown = JSON.parse(this.#unread(kind, id));
    documents.set(id, value);
    return value as T;
  }

  put<T>(kind: string, id: string, value: T): T {
    let documents = this.#documents.get(kind);
    if (documents === undefined) {
      documents = new Map();
      this.#documents.set(kind, documents);
    }
    documents.set(id, value);
    this.#mark(kind, id);
    return value;
  }

  touch(kind: string, id: string): void {
    if (this.#documents.get(kind)?.has(id) !== true) throw new StoreError(`Document inconnu : ${kind}/${id}.`);
    // A document nobody read cannot have been changed, but whoever touches it may hold it: read it now.
    this.get(kind, id);
    this.#mark(kind, id);
  }

  remove(kind: string, id: string): void {
    if (this.#documents.get(kind)?.delete(id) === true) this.#mark(kind, id);
  }

  ids(kind: string): string[] {
    return [...(this.#documents.get(kind)?.keys() ?? [])];
  }

  writeBytes(name: string, data: Uint8Array): void {
    this.#blobs.set(name, Buffer.from(data));
    this.#dirtyBlobs.add(name);
    this.#changed = true;
    for (const listener of this.#listeners) listener('bytes', name);
  }

  readBytes(name: string): Buffer | undefined {
    const held = this.#blobs.get(name);
    if (held !== undefined) return Buffer.from(held);
    const file = this.#manifest.blobs[name];
    return file === undefined ? undefined : this.#readFile(file);
  }

  newId(prefix: string): string {
    const number = (this.#manifest.counters[prefix] ?? 0) + 1;
    this.#manifest.counters[prefix] = number;
    this.#changed = true;
    return `${prefix}-${String(number).padStart(6, '0')}`;
  }

  /** Listens to every write; for whoever must know whether anything has changed. */
  onTouch(listener: TouchListener): void {
    this.#listeners.push(listener);
  }

  /** Whether something was written since the last save. */
  get isDirty(): boolean {
    return this.#changed;
  }

  /**
   * Writes what was touched. Killed at any point, the folder still holds the state of the last save that ended:
   * new versions go under new names, and only the renaming of the manifest makes them count.
   */
  save(): void {
    if (!this.#changed) return;
    if (this.#folder !== undefined) this.#saveTo(this.#folder);
    this.#dirtyDocuments.clear();
    this.#dirtyBlobs.clear();
    this.#changed = false;
  }

  /** Saves, and lets another process open the folder; nothing may be written afterwards. */
  close(): void {
    this.save();
    if (this.#folder !== undefined) rmSync(join(this.#folder, WRITER), { force: true });
  }

  /** The state as it stands, what is not saved yet included. */
  snapshot(): StoreSnapshot {
    const documents = [...this.#documents].map(([kind, held]) => {
      const texts = [...held].map(([id, value]): [string, string] => [
        id,
        value === UNREAD ? this.#unread(kind, id) : JSON.stringify(value),
      ]);
      return [kind, new Map(texts)] as const;
    });
    const names = new Set([...this.#blobs.keys(), ...Object.keys(this.#manifest.blobs)]);
    const blobs = [...names].flatMap((name): [string, Buffer][] => {
      const blob = this.readBytes(name);
      return blob === undefined ? [] : [[name, blob]];
    });
    return {
      counters: { ...this.#manifest.counters },
      documents: new Map(documents),
      blobs: new Map(blobs),
    };
  }

  #unread(kind: string, id: string): string {
    const text = this.#origin?.documents.get(kind)?.get(id);
    return text ?? this.#readFile(this.#manifest.documents[kind]?.[id]).toString('utf8');
  }

  #saveTo(folder: string): void {
    const replaced: string[] = [];
    for (const [kind, ids] of this.#dirtyDocuments) {
      const files = this.#manifest.documents[kind] ?? {};
      this.#manifest.documents[kind] = files;
      for (const id of ids) {
        const before = files[id];
        if (before !== undefined) replaced.push(before);
        const value = this.#documents.get(kind)?.get(id);
        if (value === undefined) {
          delete files[id];
          continue;
        }
        files[id] = this.#writeFile(folder, 'json', Buffer.from(JSON.stringify(value), 'utf8'));
      }
    }
    for (const name of this.#dirtyBlobs) {
      const data = this.#blobs.get(name);
      if (data === undefined) continue;
      const before = this.#manifest.blobs[name];
      if (before !== undefined) replaced.push(before);
      this.#manifest.blobs[name] = this.#writeFile(folder, 'bin', data);
    }
    syncFolder(join(folder, DATA));
    const temporary = join(folder, `${MANIFEST}.tmp`);
    writeDurably(temporary, Buffer.from(JSON.stringify(this.#manifest), 'utf8'));
    renameSync(temporary, join(folder, MANIFEST));
    syncFolder(folder);
    for (const file of replaced) rmSync(join(folder, DATA, file), { force: true });
    // On disk now: memory need not keep them.
    for (const name of this.#dirtyBlobs) this.#blobs.delete(name);
  }

  #writeFile(folder: string, extension: string, data: Buffer): string {
    const file = `${String(this.#manifest.serial).padStart(8, '0')}.${extension}`;
    this.#manifest.serial += 1;
    writeDurably(join(folder, DATA, file), data);
    return file;
  }

  #readFile(file: string | undefined): Buffer {
    if (file === undefined || this.#folder === undefined) throw new StoreError('Fichier absent du manifeste.');
    return readFileSync(join(this.#folder, DATA, file));
  }

  #mark(kind: string, id: string): void {
    let ids = this.#dirtyDocuments.get(kind);
    if (ids === undefined) {
      ids = new Set();
      this.#dirtyDocuments.set(kind, ids);
    }
    ids.add(id);
    this.#changed = true;
    for (const listener of this.#listeners) listener(kind, id);
  }
}

/** Refuses a folder into which another living process writes: two of them would lose each other's work. */
function claim(folder: string): void {
  const path = join(folder, WRITER);
  const holder = existsSync(path) ? Number(readFileSync(path, 'utf8')) : Number.NaN;
  if (Number.isInteger(holder) && holder !== process.pid && isAlive(holder)) {
    throw new StoreError(
      `Le dossier ${folder} est déjà ouvert par le processus ${holder}. S'il n'en est rien, supprimez ${WRITER}.`,
    );
  }
  writeFileSync(path, String(process.pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function writeDurably(path: string, data: Buffer): void {
  const file = openSync(path, 'w');
  try {
    for (let written = 0; written < data.length; ) written += writeSync(file, data, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
