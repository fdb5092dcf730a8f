/**
 * The files of one Workspace's Drive: what each is, where it lies, and its bytes. Google's own kinds (Docs, Sheets)
 * keep their content elsewhere and plug in how it is created, copied, exported and removed.
 */
import { createHash } from 'node:crypto';
import type { Clock, EpochMs, Store } from '../kernel/contract';

export const FOLDER = 'application/vnd.google-apps.folder';
export const GOOGLE_DOC = 'application/vnd.google-apps.document';
export const GOOGLE_SHEET = 'application/vnd.google-apps.spreadsheet';
export const GOOGLE_FORM = 'application/vnd.google-apps.form';
export const PDF = 'application/pdf';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `My Drive`; Drive takes it for `root` too. */
export const ROOT_ID = 'my-drive';

export interface Permission {
  id: string;
  type: 'user' | 'group' | 'domain' | 'anyone';
  role: 'owner' | 'writer' | 'commenter' | 'reader';
  emailAddress?: string;
}

export interface DriveFile {
  id: string;
  name: string;
  mimeType: string;
  description?: string;
  parents: string[];
  createdTime: EpochMs;
  modifiedTime: EpochMs;
  trashed: boolean;
  /** The accounts for which the add-on made or opened the file: all that the scope drive.file shows it, account by account. */
  appUsers: string[];
  properties: Record<string, string>;
  appProperties: Record<string, string>;
  permissions: Permission[];
  /** Uploaded content only; Google's own kinds have none. */
  content?: { bytesName: string; size: number; md5: string; sha256: string };
}

/** How a Google kind of file (Docs, Sheets) behaves when Drive creates, copies, exports or deletes it. */
export interface GoogleFileKind {
  readonly mimeType: string;
  create(file: DriveFile): void;
  copy(from: DriveFile, to: DriveFile): void;
  remove(file: DriveFile): void;
  renamed(file: DriveFile): void;
  /** Fills a new file with uploaded content of another type, as Drive converts it; false when it cannot. */
  convert?(file: DriveFile, from: { readonly mimeType: string; readonly bytes: Uint8Array }): boolean;
  /** The bytes of the file in another type, or undefined when it cannot be given in that type. */
  export(file: DriveFile, mimeType: string): Uint8Array | undefined;
}

export interface NewFile {
  name: string;
  mimeType: string;
  owner: string;
  /** Whether the add-on makes it under drive.file, for its owner. */
  byApp: boolean;
  parents?: string[];
  description?: string;
  properties?: Record<string, string>;
  appProperties?: Record<string, string>;
  bytes?: Uint8Array;
  /** For content that another service already made under its own id. */
  id?: string;
}

const KIND = 'drive-file';

export class GoogleFiles {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #kinds = new Map<string, GoogleFileKind>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Declares how files of one Google kind behave; once per kind. */
  plug(kind: GoogleFileKind): void {
    this.#kinds.set(kind.mimeType, kind);
  }

  find(id: string): DriveFile | undefined {
    return id === 'root' || id === ROOT_ID ? this.#root() : this.#store.get<DriveFile>(KIND, id);
  }

  /** Every file and folder, the trashed ones too, in the order of their creation. */
  all(): DriveFile[] {
    return this.#store
      .ids(KIND)
      .map(id => this.#store.get<DriveFile>(KIND, id))
      .filter((file): file is DriveFile => file !== undefined);
  }

  /** Whether an account may open the file: its own permission, anyone's, or that of a folder above it. */
  mayOpen(file: DriveFile, account: string): boolean {
    const granted = file.permissions.some(({ type, emailAddress }) => type === 'anyone' || emailAddress === account);
    return granted || file.parents.some(id => id !== ROOT_ID && this.#mayOpenId(id, account));
  }

  #mayOpenId(id: string, account: string): boolean {
    const folder = this.find(id);
    return folder !== undefined && this.mayOpen(folder, account);
  }

  /** Lists a file whose content another service keeps (a spreadsheet, a form), without asking its kind to create it. */
  register(file: NewFile & { id: string }): DriveFile {
    return this.#add(file);
  }

  create(wanted: NewFile): DriveFile {
    const file = this.#add(wanted);
    this.#kinds.get(file.mimeType)?.create(file);
    return file;
  }

  /** Whether Drive can make an empty file of this type: folders, the plugged kinds, and uploads of any other type. */
  canCreate(mimeType: string): boolean {
    return !mimeType.startsWith('application/vnd.google-apps.') || mimeType === FOLDER || this.#kinds.has(mimeType);
  }

  copy(source: DriveFile, wanted: { name: string; owner: string; parents?: string[] }): DriveFile {
    const bytes = this.bytes(source);
    const copy = this.#add({
      mimeType: source.mimeType,
      byApp: true,
      parents: source.parents,
      ...wanted,
      ...(source.description === undefined ? {} : { description: source.description }),
      properties: { ...source.properties },
      appProperties: { ...source.appProperties },
      ...(bytes === undefined ? {} : { bytes }),
    });
    this.#kinds.get(copy.mimeType)?.copy(source, copy);
    return copy;
  }

  /** A copy in a Google type of a file that was uploaded; undefined, and nothing made, when Drive could not convert it. */
  convert(
    source: DriveFile,
    mimeType: string,
    wanted: { name: string; owner: string; parents?: string[] },
  ): DriveFile | undefined {
    const bytes = this.bytes(source);
    const kind = this.#kinds.get(mimeType);
    if (bytes === undefined || kind?.convert === undefined) return undefined;
    const file = this.#add({ mimeType, byApp: true, parents: source.parents, ...wanted });
    if (kind.convert(file, { mimeType: source.mimeType, bytes })) return file;
    this.#store.remove(KIND, file.id);
    return undefined;
  }

  /** Applies a change of the record itself; `modifiedTime` follows. */
  change(
    file: DriveFile,
    change: Partial<
      Pick<
        DriveFile,
        'name' | 'description' | 'parents' | 'trashed' | 'properties' | 'appProperties' | 'permissions' | 'appUsers'
      >
    >,
  ): void {
    const renamed = change.name !== undefined && change.name !== file.name;
    Object.assign(file, change);
    this.touch(file);
    if (renamed) this.#kinds.get(file.mimeType)?.renamed(file);
  }

  touch(file: DriveFile): void {
    file.modifiedTime = this.#clock.now();
    this.#store.touch(KIND, file.id);
  }

  write(file: DriveFile, bytes: Uint8Array): void {
    file.content = this.#keep(file.id, bytes);
    this.touch(file);
  }

  bytes(file: DriveFile): Buffer | undefined {
    return file.content && this.#store.readBytes(file.content.bytesName);
  }

  export(file: DriveFile, mimeType: string): Uint8Array | undefined {
    return this.#kinds.get(file.mimeType)?.export(file, mimeType);
  }

  /** Deletes for good, past the trash; a folder takes what it holds with it. */
  remove(file: DriveFile): void {
    for (const child of this.all()) if (child.parents.includes(file.id)) this.remove(child);
    this.#kinds.get(file.mimeType)?.remove(file);
    this.#store.remove(KIND, file.id);
  }

  #add(wanted: NewFile): DriveFile {
    const now = this.#clock.now();
    const id = wanted.id ?? this.#store.newId('file');
    const file: DriveFile = {
      id,
      name: wanted.name,
      mimeType: wanted.mimeType,
      ...(wanted.description === undefined ? {} : { description: wanted.description }),
      parents: (wanted.parents ?? [ROOT_ID]).map(parent => (parent === 'root' ? ROOT_ID : parent)),
      createdTime: now,
      modifiedTime: now,
      trashed: false,
      appUsers: wanted.byApp ? [wanted.owner] : [],
      properties: wanted.properties ?? {},
      appProperties: wanted.appProperties ?? {},
      permissions: [{ id: `owner-${wanted.owner}`, type: 'user', role: 'owner', emailAddress: wanted.owner }],
      ...(wanted.bytes === undefined ? {} : { content: this.#keep(id, wanted.bytes) }),
    };
    return this.#store.put(KIND, id, file);
  }

  #keep(id: string, bytes: Uint8Array): NonNullable<DriveFile['content']> {
    const digest = (algorithm: string): string => createHash(algorithm).update(bytes).digest('hex');
    const sha256 = digest('sha256');
    const bytesName = `drive-${id}-${sha256.slice(0, 12)}`;
    this.#store.writeBytes(bytesName, bytes);
    return { bytesName, size: bytes.length, md5: digest('md5'), sha256 };
  }

  #root(): DriveFile {
    return {
      id: ROOT_ID,
      name: 'Mon Drive',
      mimeType: FOLDER,
      parents: [],
      createdTime: 0,
      modifiedTime: 0,
      trashed: false,
      appUsers: [],
      properties: {},
      appProperties: {},
      permissions: [],
    };
  }
}
