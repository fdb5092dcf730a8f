/** What the resources of the Drive service share: counting, what an account may see, arguments checked by name, errors. */
import type { FileComments } from '../files/comments';
import { type DriveFile, FOLDER, type GoogleFiles, ROOT_ID } from '../files/google-files';
import { type Execution, ScriptError, ServiceObject } from '../kernel/contract';
import { Blob } from './blob';
import { GoogleJsonError } from './gmail';

export interface DriveServices {
  readonly execution: Execution;
  readonly files: GoogleFiles;
  readonly comments: FileComments;
}

export type Arguments = Readonly<Record<string, unknown>>;
export type Resource = Record<string, unknown>;

/** Key of what a resource's methods share; a script cannot reach a symbol that it does not hold. */
export const CALL = Symbol('call');

/** What the methods of one API resource share: counting, visibility, arguments checked by name. */
export abstract class DriveResource extends ServiceObject {
  readonly #services: DriveServices;
  readonly #counted: string;
  readonly #api: string;

  constructor(services: DriveServices, counted: string, api: string) {
    super();
    this.#services = services;
    this.#counted = counted;
    this.#api = api;
  }

  protected [CALL](method: string): Call {
    const { execution } = this.#services;
    execution.requireService('Drive');
    execution.count(`${this.#counted}.${method}`);
    return new Call(this.#services, `${this.#api}.${method === 'remove' ? 'delete' : method}`);
  }
}

/** One call of the API: its errors carry its name. */
export class Call {
  readonly files: GoogleFiles;
  readonly comments: FileComments;
  readonly user: string;
  readonly #api: string;

  constructor(services: DriveServices, api: string) {
    this.files = services.files;
    this.comments = services.comments;
    this.user = services.execution.effectiveUser;
    this.#api = api;
  }

  fail(code: number, reason: string, message: string): GoogleJsonError {
    return new GoogleJsonError(this.#api, code, reason, message);
  }

  /** A file that the add-on may see for this account. */
  visible(id: unknown): DriveFile {
    const file = typeof id === 'string' ? this.files.find(id) : undefined;
    const seen = file && (file.id === ROOT_ID || file.appUsers.includes(this.user));
    if (!seen) throw this.fail(404, 'notFound', `File not found: ${String(id)}.`);
    return file;
  }

  options(given: unknown, known: readonly string[]): Arguments {
    if (given === undefined || given === null) return {};
    if (typeof given !== 'object') throw this.fail(400, 'badRequest', 'Invalid optional arguments.');
    const stranger = Object.keys(given).find(key => !known.includes(key));
    if (stranger !== undefined)
      throw new ScriptError(
        `Invalid JSON payload received. Unknown name "${stranger}": ${this.#api} of the local Workspace does not take it.`,
      );
    return given as Arguments;
  }

  /** The writable part of a file resource, each member checked. */
  resource(given: unknown, known: readonly string[]): Resource {
    if (typeof given !== 'object' || given === null) return {};
    const stranger = Object.keys(given).find(key => !known.includes(key));
    if (stranger !== undefined)
      throw this.fail(400, 'badRequest', `Invalid JSON payload received. Unknown name "${stranger}"`);
    return given as Resource;
  }

  text(value: unknown, name: string): string {
    if (typeof value !== 'string') throw this.fail(400, 'invalid', `Invalid value for ${name}`);
    return value;
  }

  parents(value: unknown): string[] | undefined {
    if (value === undefined || value === null) return undefined;
    const [parent, ...others] = Array.isArray(value) ? value : [value];
    if (others.length > 0) throw this.fail(400, 'invalidParents', 'A shared drive item must have exactly one parent.');
    const folder = this.visible(parent);
    if (folder.mimeType !== FOLDER) throw this.fail(403, 'parentNotAFolder', 'The specified parent is not a folder.');
    return [folder.id];
  }

  /** Text values by name, as `properties` and `appProperties` hold them. */
  map(value: unknown, name: string): Record<string, string> | undefined {
    if (value === undefined) return undefined;
    if (typeof value !== 'object' || value === null) throw this.fail(400, 'invalid', `Invalid value for ${name}`);
    return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, this.text(text, `${name}.${key}`)]));
  }

  media(blob: unknown): { bytes: Buffer; type: string | null; name: string | null } | undefined {
    if (blob === undefined || blob === null) return undefined;
    if (!(blob instanceof Blob))
      throw this.fail(400, 'badRequest', 'The mediaData parameter only supports Blob types for upload.');
    return { bytes: Blob.bytesOf(blob), type: blob.getContentType(), name: blob.getName() };
  }

  shown<T>(item: T, fields: unknown, table: Record<string, (item: T) => unknown>, usual: readonly string[]): Resource {
    const wanted =
      fields === undefined ? usual : fields === '*' ? Object.keys(table) : this.text(fields, 'fields').split(',');
    const entries = wanted.map(raw => {
      const name = raw.trim();
      const read = table[name];
      if (!read) throw this.fail(400, 'invalidParameter', `Invalid field selection ${name}`);
      return [name, read(item)] as const;
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
}
