/** The files of Drive as their people meet them: folders to walk through, and each document as a file that opens anywhere. */
import { z } from 'zod';
import { type DriveFile, FOLDER, GOOGLE_DOC, GOOGLE_FORM, GOOGLE_SHEET, PDF, XLSX } from '../../files/google-files';
import type { FilesPart } from '../../services/files-part';
import type { Download } from '../wire';
import { fileName } from './file-name';
import { method } from './method';
import { NotPossible, type WorkspaceHost } from './workspace-host';

/** What a file is for whoever looks at it. */
export type FileKind = 'folder' | 'document' | 'spreadsheet' | 'form' | 'file';

export interface DriveEntry {
  id: string;
  name: string;
  kind: FileKind;
  mimeType: string;
  /** Milliseconds since 1970. */
  modified: number;
  /** Null for folders and for Google's own documents, which have no size. */
  bytes: number | null;
}

const KINDS: Readonly<Record<string, FileKind>> = {
  [FOLDER]: 'folder',
  [GOOGLE_DOC]: 'document',
  [GOOGLE_SHEET]: 'spreadsheet',
  [GOOGLE_FORM]: 'form',
};
/** Into what Google's own documents are turned to leave Drive. */
const EXPORTS: Readonly<Partial<Record<FileKind, { type: string; ending: string }>>> = {
  document: { type: PDF, ending: '.pdf' },
  spreadsheet: { type: XLSX, ending: '.xlsx' },
};

const filesOf = (host: WorkspaceHost) => host.workspace.part<FilesPart>('drive').files;
const kindOf = (file: DriveFile): FileKind => KINDS[file.mimeType] ?? 'file';

const entryOf = (file: DriveFile): DriveEntry => ({
  id: file.id,
  name: file.name,
  kind: kindOf(file),
  mimeType: file.mimeType,
  modified: file.modifiedTime,
  bytes: file.content?.size ?? null,
});

/** A file that the account may open. Throws a sentence for any other, which says as little as Google does. */
function opened(host: WorkspaceHost, id: string, account: string): DriveFile {
  const files = filesOf(host);
  const file = files.find(id);
  if (file === undefined || file.trashed || !files.mayOpen(file, account))
    throw new NotPossible('Ce fichier n’existe pas, ou n’est pas partagé avec vous : choisissez une autre personne.');
  return file;
}

/** Folders first, then the newest. */
const byKindThenDate = (one: DriveEntry, other: DriveEntry): number =>
  Number(other.kind === 'folder') - Number(one.kind === 'folder') ||
  other.modified - one.modified ||
  one.name.localeCompare(other.name, 'fr');

/** The folders above a file that the account may open, the nearest last. */
function above(host: WorkspaceHost, file: DriveFile, account: string): DriveFile[] {
  const files = filesOf(host);
  const parent = file.parents.map(id => files.find(id)).find(one => one !== undefined && files.mayOpen(one, account));
  return parent === undefined || parent.id === file.id ? [] : [...above(host, parent, account), parent];
}

export const driveMethods = {
  /**
   * What a folder holds for the one who asks; '' is where everything begins for them: what no folder of theirs holds. A
   * file's own id shows it where it lies.
   */
  'drive.list': method(z.strictObject({ id: z.string().max(200) }), (host, { id }, { by }) => {
    const files = filesOf(host);
    const file = id === '' ? undefined : opened(host, id, by);
    const folder = file === undefined || file.mimeType === FOLDER ? file : above(host, file, by).at(-1);
    const path = folder === undefined ? [] : [...above(host, folder, by), folder];
    const isHere = (one: DriveFile): boolean =>
      folder === undefined ? above(host, one, by).length === 0 : one.parents.includes(folder.id);
    return {
      path: path.map(entryOf),
      found: file === undefined || file.mimeType === FOLDER ? null : file.id,
      entries: files
        .all()
        .filter(one => !one.trashed && files.mayOpen(one, by) && isHere(one))
        .map(entryOf)
        .sort(byKindThenDate),
    };
  }),
  /** The file itself, for the account `as`: a document as a PDF, a spreadsheet as .xlsx. */
  'drive.file': method(
    z.strictObject({ id: z.string().max(200), as: z.string().max(320) }),
    (host, { id, as }): Download => {
      const file = opened(host, id, as);
      const files = filesOf(host);
      const exported = EXPORTS[kindOf(file)];
      const bytes = exported === undefined ? files.bytes(file) : files.export(file, exported.type);
      if (bytes === undefined) throw new NotPossible(`« ${file.name} » ne se télécharge pas.`);
      return {
        name: fileName(`${file.name}${exported?.ending ?? ''}`),
        type: exported?.type ?? 'application/octet-stream',
        bytes,
      };
    },
  ),
};
