/**
 * The advanced service `Drive` (API v3) under the scope drive.file: an account sees through the add-on only the files that
 * the add-on made or opened for it; any other is "File not found". What the local Workspace does not know throws.
 */
import { type DriveFile, FOLDER, GOOGLE_DOC, PDF, type Permission, ROOT_ID } from '../files/google-files';
import { ScriptError, ServiceObject } from '../kernel/contract';
import { Blob } from './blob';
import { CALL, type Call, DriveResource, type DriveServices, type Resource } from './drive-call';
import { DriveComments, DriveReplies } from './drive-comments';
import type { GoogleJsonError } from './gmail';

const DEFAULT_FIELDS = ['kind', 'id', 'name', 'mimeType'];
const PAGE_SIZE = 100;
const PAGE_SIZE_MAX = 1000;
/** Google's limit for an export. */
const MAX_EXPORTED_BYTES = 10_000_000;

/** A file as the API shows it; only the fields that were asked for are given. */
const FILE_FIELDS: Record<string, (file: DriveFile) => unknown> = {
  kind: () => 'drive#file',
  id: file => file.id,
  name: file => file.name,
  mimeType: file => file.mimeType,
  description: file => file.description,
  parents: file => [...file.parents],
  createdTime: file => new Date(file.createdTime).toISOString(),
  modifiedTime: file => new Date(file.modifiedTime).toISOString(),
  trashed: file => file.trashed,
  properties: file => (Object.keys(file.properties).length > 0 ? { ...file.properties } : undefined),
  appProperties: file => (Object.keys(file.appProperties).length > 0 ? { ...file.appProperties } : undefined),
  size: file => (file.content ? String(file.content.size) : undefined),
  md5Checksum: file => file.content?.md5,
  sha256Checksum: file => file.content?.sha256,
  webViewLink: file => linkTo(file),
};

const PERMISSION_FIELDS: Record<string, (permission: Permission) => unknown> = {
  kind: () => 'drive#permission',
  id: permission => permission.id,
  type: permission => permission.type,
  role: permission => permission.role,
  emailAddress: permission => permission.emailAddress,
};

const EDITOR_OF: Readonly<Record<string, string>> = {
  'application/vnd.google-apps.document': 'document',
  'application/vnd.google-apps.spreadsheet': 'spreadsheets',
  'application/vnd.google-apps.form': 'forms',
};

function linkTo(file: DriveFile): string {
  if (file.mimeType === FOLDER) return `https://drive.google.com/drive/folders/${file.id}`;
  const editor = EDITOR_OF[file.mimeType];
  return editor
    ? `https://docs.google.com/${editor}/d/${file.id}/edit`
    : `https://drive.google.com/file/d/${file.id}/view`;
}

export class Drive extends ServiceObject {
  readonly Files: DriveFiles;
  readonly Permissions: DrivePermissions;
  readonly Comments: DriveComments;
  readonly Replies: DriveReplies;

  constructor(services: DriveServices) {
    super();
    this.Files = new DriveFiles(services);
    this.Permissions = new DrivePermissions(services);
    this.Comments = new DriveComments(services);
    this.Replies = new DriveReplies(services);
  }
}

function fileResource(call: Call, file: DriveFile, fields: unknown): Resource {
  return call.shown(file, fields, FILE_FIELDS, DEFAULT_FIELDS);
}

const WRITABLE = ['name', 'mimeType', 'description', 'parents', 'properties', 'appProperties', 'trashed'];
const ANYWHERE = ['fields', 'supportsAllDrives'];

export class DriveFiles extends DriveResource {
  static readonly scriptName = 'Drive.Files';

  constructor(services: DriveServices) {
    super(services, 'Drive.Files', 'drive.files');
  }

  create(resource: unknown, mediaData?: unknown, optionalArgs?: unknown): Resource {
    const call = this[CALL]('create');
    const { fields } = call.options(optionalArgs, ANYWHERE);
    const wanted = call.resource(resource, WRITABLE);
    const media = call.media(mediaData);
    const mimeType = call.text(wanted.mimeType ?? media?.type ?? 'application/octet-stream', 'mimeType');
    if (media && mimeType !== media.type && mimeType.startsWith('application/vnd.google-apps.')) {
      throw new ScriptError('Drive.Files.create: the local Workspace does not convert uploads to Google formats.');
    }
    if (!call.files.canCreate(mimeType)) throw call.fail(400, 'invalid', `Invalid value for mimeType: ${mimeType}`);
    const parents = call.parents(wanted.parents);
    const properties = call.map(wanted.properties, 'properties');
    const appProperties = call.map(wanted.appProperties, 'appProperties');
    const file = call.files.create({
      name: call.text(wanted.name ?? media?.name ?? 'Untitled', 'name'),
      mimeType,
      owner: call.user,
      byApp: true,
      ...(parents && { parents }),
      ...(wanted.description !== undefined && { description: call.text(wanted.description, 'description') }),
      ...(properties && { properties }),
      ...(appProperties && { appProperties }),
      ...(media && { bytes: media.bytes }),
      ...(!media && !mimeType.startsWith('application/vnd.google-apps.') && { bytes: new Uint8Array() }),
    });
    return fileResource(call, file, fields);
  }

  /** The file's record; with `{ alt: 'media' }`, the blob of an uploaded file. */
  get(fileId: unknown, optionalArgs?: unknown): Resource | Blob {
    const call = this[CALL]('get');
    const { fields, alt } = call.options(optionalArgs, [...ANYWHERE, 'alt']);
    const file = call.visible(fileId);
    if (alt === undefined || alt === 'json') return fileResource(call, file, fields);
    if (alt !== 'media') throw call.fail(400, 'invalidParameter', `Invalid value for alt: ${String(alt)}`);
    const bytes = call.files.bytes(file);
    if (!bytes)
      throw call.fail(
        403,
        'fileNotDownloadable',
        'Only files with binary content can be downloaded. Use Export with Docs Editors files.',
      );
    return new Blob(bytes, file.mimeType, file.name);
  }

  list(optionalArgs?: unknown): Resource {
    const call = this[CALL]('list');
    const args = call.options(optionalArgs, [
      ...ANYWHERE,
      'q',
      'pageSize',
      'pageToken',
      'orderBy',
      'spaces',
      'includeItemsFromAllDrives',
      'corpora',
    ]);
    const matches = parseQuery(args.q === undefined ? '' : call.text(args.q, 'q'), call);
    const seen = call.files
      .all()
      .filter(file => file.appUsers.includes(call.user) && matches.every(match => match(file)));
    const ordered = sorted(seen, args.orderBy, call);
    const size = args.pageSize === undefined ? PAGE_SIZE : Number(args.pageSize);
    if (!Number.isInteger(size) || size < 1 || size > PAGE_SIZE_MAX)
      throw call.fail(400, 'invalidParameter', 'Invalid value for pageSize');
    const start = args.pageToken === undefined ? 0 : Number(/^page-(\d+)$/.exec(String(args.pageToken))?.[1]);
    if (Number.isNaN(start)) throw call.fail(400, 'invalid', 'Invalid Value for pageToken');
    const page = ordered.slice(start, start + size);
    const { envelope, perFile } = listFields(args.fields, call);
    const whole: Resource = {
      kind: 'drive#fileList',
      incompleteSearch: false,
      files: page.map(file => fileResource(call, file, perFile)),
      ...(start + size < ordered.length && { nextPageToken: `page-${start + size}` }),
    };
    return Object.fromEntries(Object.entries(whole).filter(([key]) => envelope.includes(key)));
  }

  update(resource: unknown, fileId: unknown, mediaData?: unknown, optionalArgs?: unknown): Resource {
    const call = this[CALL]('update');
    const { fields, addParents, removeParents } = call.options(optionalArgs, [
      ...ANYWHERE,
      'addParents',
      'removeParents',
    ]);
    const file = call.visible(fileId);
    const wanted = call.resource(resource, WRITABLE);
    if (wanted.parents !== undefined) {
      throw call.fail(
        403,
        'fieldNotWritable',
        'The parents field is not directly writable in update requests. Use the addParents and removeParents parameters instead.',
      );
    }
    if (wanted.mimeType !== undefined && wanted.mimeType !== file.mimeType) {
      throw new ScriptError('Drive.Files.update: the local Workspace does not change the type of a file.');
    }
    const media = call.media(mediaData);
    if (media && !file.content)
      throw call.fail(403, 'fileNotDownloadable', 'The content of this file cannot be replaced by an upload.');
    const added = call.parents(addParents);
    const kept = file.parents.filter(
      parent => removeParents === undefined || !String(removeParents).split(',').includes(parent),
    );
    const properties = call.map(wanted.properties, 'properties');
    const appProperties = call.map(wanted.appProperties, 'appProperties');
    call.files.change(file, {
      ...(wanted.name !== undefined && { name: call.text(wanted.name, 'name') }),
      ...(wanted.description !== undefined && { description: call.text(wanted.description, 'description') }),
      ...(typeof wanted.trashed === 'boolean' && { trashed: wanted.trashed }),
      ...((added || removeParents !== undefined) && { parents: added ?? kept }),
      ...(properties && { properties: { ...file.properties, ...properties } }),
      ...(appProperties && { appProperties: { ...file.appProperties, ...appProperties } }),
    });
    if (media) call.files.write(file, media.bytes);
    return fileResource(call, file, fields);
  }

  /** A copy; of a PDF, with another `mimeType`, its text as a Google Doc (in Google its letters are recognised too, in `ocrLanguage`). */
  copy(resource: unknown, fileId: unknown, optionalArgs?: unknown): Resource {
    const call = this[CALL]('copy');
    const { fields } = call.options(optionalArgs, [...ANYWHERE, 'ocrLanguage']);
    const source = call.visible(fileId);
    if (source.mimeType === FOLDER) throw call.fail(403, 'cannotCopyFile', 'This file cannot be copied by the user.');
    const wanted = call.resource(resource, ['name', 'parents', 'mimeType']);
    const parents = call.parents(wanted.parents);
    const name = wanted.name === undefined ? `Copie de ${source.name}` : call.text(wanted.name, 'name');
    const place = { name, owner: call.user, ...(parents && { parents }) };
    const mimeType = wanted.mimeType === undefined ? source.mimeType : call.text(wanted.mimeType, 'mimeType');
    if (mimeType === source.mimeType) return fileResource(call, call.files.copy(source, place), fields);
    if (source.mimeType !== PDF || mimeType !== GOOGLE_DOC)
      throw new ScriptError('Drive.Files.copy: the local Workspace converts a PDF to a Google Doc, and nothing else.');
    const converted = call.files.convert(source, mimeType, place);
    if (converted === undefined) throw call.fail(400, 'badRequest', 'Bad Request');
    return fileResource(call, converted, fields);
  }

  remove(fileId: unknown, optionalArgs?: unknown): void {
    const call = this[CALL]('remove');
    call.options(optionalArgs, ['supportsAllDrives']);
    call.files.remove(call.visible(fileId));
  }

  /** The blob of a Google file in another type. Google answers only with `{ alt: 'media' }` (issue 468534237). */
  export(fileId: unknown, mimeType: unknown, optionalArgs?: unknown): Blob {
    const call = this[CALL]('export');
    const { alt } = call.options(optionalArgs, ['alt']);
    const file = call.visible(fileId);
    if (alt !== 'media')
      throw call.fail(400, 'badRequest', 'Export requires alt=media to download the exported content.');
    const target = call.text(mimeType, 'mimeType');
    if (!file.mimeType.startsWith('application/vnd.google-apps.')) {
      throw call.fail(403, 'fileNotExportable', 'Export only supports Docs Editors files.');
    }
    const bytes = call.files.export(file, target);
    if (!bytes) throw call.fail(400, 'badRequest', 'The requested conversion is not supported.');
    if (bytes.length > MAX_EXPORTED_BYTES)
      throw call.fail(403, 'exportSizeLimitExceeded', 'This file is too large to be exported.');
    return new Blob(bytes, target, file.name);
  }
}

export class DrivePermissions extends DriveResource {
  static readonly scriptName = 'Drive.Permissions';

  constructor(services: DriveServices) {
    super(services, 'Drive.Permissions', 'drive.permissions');
  }

  /** Shares a file. The local Workspace sends no invitation, so `sendNotificationEmail: false` is required. */
  create(resource: unknown, fileId: unknown, optionalArgs?: unknown): Resource {
    const call = this[CALL]('create');
    const { fields, sendNotificationEmail } = call.options(optionalArgs, [...ANYWHERE, 'sendNotificationEmail']);
    const file = call.visible(fileId);
    const wanted = call.resource(resource, ['role', 'type', 'emailAddress']);
    const role = oneOf(wanted.role, ['writer', 'commenter', 'reader'] as const, call);
    const type = oneOf(wanted.type, ['user', 'group', 'domain', 'anyone'] as const, call);
    if (sendNotificationEmail !== false && type !== 'anyone') {
      throw new ScriptError(
        'Drive.Permissions.create: the local Workspace sends no invitation; pass sendNotificationEmail: false.',
      );
    }
    const emailAddress = type === 'anyone' ? undefined : call.text(wanted.emailAddress, 'emailAddress');
    const permission: Permission = {
      id: emailAddress === undefined ? 'anyoneWithLink' : `permission-${emailAddress}`,
      type,
      role,
      ...(emailAddress !== undefined && { emailAddress }),
    };
    call.files.change(file, {
      permissions: [...file.permissions.filter(({ id }) => id !== permission.id), permission],
    });
    return call.shown(permission, fields, PERMISSION_FIELDS, ['kind', 'id', 'type', 'role']);
  }

  list(fileId: unknown, optionalArgs?: unknown): Resource {
    const call = this[CALL]('list');
    const { fields } = call.options(optionalArgs, [...ANYWHERE, 'pageSize']);
    const inner =
      fields === undefined ? undefined : /^permissions\(([^()]*)\)$/.exec(call.text(fields, 'fields').trim())?.[1];
    if (fields !== undefined && inner === undefined)
      throw call.fail(400, 'invalidParameter', `Invalid field selection ${String(fields)}`);
    const { permissions } = call.visible(fileId);
    return {
      ...(inner === undefined && { kind: 'drive#permissionList' }),
      permissions: permissions.map(permission =>
        call.shown(permission, inner, PERMISSION_FIELDS, ['kind', 'id', 'type', 'role']),
      ),
    };
  }

  remove(fileId: unknown, permissionId: unknown, optionalArgs?: unknown): void {
    const call = this[CALL]('remove');
    call.options(optionalArgs, ['supportsAllDrives']);
    const file = call.visible(fileId);
    if (!file.permissions.some(({ id }) => id === permissionId)) {
      throw call.fail(404, 'notFound', `Permission not found: ${String(permissionId)}.`);
    }
    call.files.change(file, { permissions: file.permissions.filter(({ id }) => id !== permissionId) });
  }
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], call: Call): T {
  const found = allowed.find(candidate => candidate === value);
  if (found === undefined) throw call.fail(400, 'invalid', `The specified value is invalid: ${String(value)}`);
  return found;
}

type Match = (file: DriveFile) => boolean;

/** A query is clauses joined by `and`: `name = 'x'`, `mimeType != 'x'`, `'id' in parents`, `trashed = false`. */
function parseQuery(q: string, call: Call): Match[] {
  const invalid = (): GoogleJsonError => call.fail(400, 'invalid', 'Invalid Value');
  const matches: Match[] = [];
  let rest = q.trim();
  while (rest !== '') {
    const clause =
      /^(?:(name|mimeType)\s*(=|!=|contains)\s*'((?:[^'\\]|\\.)*)'|'((?:[^'\\]|\\.)*)'\s+in\s+parents|trashed\s*=\s*(true|false))\s*(?:and\s+(?=\S)|$)/.exec(
        rest,
      );
    if (!clause) throw invalid();
    const [whole, field, operator, quoted, parent, trashed] = clause;
    const value = (quoted ?? parent ?? '').replace(/\\(.)/g, '$1');
    if (trashed !== undefined) matches.push(file => file.trashed === (trashed === 'true'));
    else if (parent !== undefined) matches.push(file => file.parents.includes(value === 'root' ? ROOT_ID : value));
    else if (field === 'name' && operator === 'contains') {
      // Google matches the beginning of words only.
      matches.push(file =>
        file.name
          .toLowerCase()
          .split(/\s+/)
          .some(word => word.startsWith(value.toLowerCase())),
      );
    } else if (operator === 'contains') throw invalid();
    else matches.push(file => ((field === 'name' ? file.name : file.mimeType) === value) === (operator === '='));
    rest = rest.slice(whole.length);
  }
  return matches;
}

const ORDERS: Readonly<Record<string, (a: DriveFile, b: DriveFile) => number>> = {
  name: (a, b) => a.name.localeCompare(b.name, 'fr'),
  createdTime: (a, b) => a.createdTime - b.createdTime,
  modifiedTime: (a, b) => a.modifiedTime - b.modifiedTime,
};

/** Without `orderBy` Google promises no order: the newest first here, so that a script which relies on one shows. */
function sorted(files: DriveFile[], orderBy: unknown, call: Call): DriveFile[] {
  if (orderBy === undefined) return [...files].reverse();
  const keys = call
    .text(orderBy, 'orderBy')
    .split(',')
    .map(key => {
      const [name = '', direction] = key.trim().split(/\s+/);
      const compare = ORDERS[name];
      if (!compare || (direction !== undefined && direction !== 'desc'))
        throw call.fail(400, 'invalid', `Sorting by ${key.trim()} is not supported.`);
      return (a: DriveFile, b: DriveFile) => (direction === 'desc' ? -compare(a, b) : compare(a, b));
    });
  return [...files].sort((a, b) => keys.reduce((order, compare) => order || compare(a, b), 0));
}

/** `nextPageToken, files(id, name)` apart: what of the list, and what of each file. */
function listFields(fields: unknown, call: Call): { envelope: string[]; perFile: string | undefined } {
  const known = ['kind', 'incompleteSearch', 'nextPageToken', 'files'];
  if (fields === undefined || fields === '*') return { envelope: known, perFile: fields === '*' ? '*' : undefined };
  let perFile: string | undefined;
  const outer = call
    .text(fields, 'fields')
    .replace(/files\s*(?:\(([^()]*)\)|\/(\w+))/, (_whole, inside?: string, single?: string) => {
      perFile = inside ?? single;
      return 'files';
    });
  const envelope = outer.split(',').map(name => name.trim());
  const stranger = envelope.find(name => !known.includes(name));
  if (stranger !== undefined) throw call.fail(400, 'invalidParameter', `Invalid field selection ${stranger}`);
  return { envelope, perFile };
}
