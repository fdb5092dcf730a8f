/**
 * What an attached file is, by its first bytes and not by its word: its readable name, its pages when it is a PDF, and what
 * a person should know before opening it.
 */
import { countPdfPages, type PagesStatus } from './page-count';
import { textOfBytes } from './pdf-objects';
import { attachments as wording } from './wording';

export interface AttachedFile {
  readonly name: string;
  /** As the message says; not believed. */
  readonly mimeType: string;
  /** Signed (as Apps Script gives them) or unsigned. */
  readonly bytes: ArrayLike<number>;
}

export interface AttachmentReading {
  /** Readable, and safe as the name of a file in Drive or on a disk. */
  readonly name: string;
  /** Media type by the content. */
  readonly type: string;
  /** Size of the file. */
  readonly bytes: number;
  readonly pages: number | null;
  readonly pagesStatus: PagesStatus;
  /** A French sentence; '' when the pages are certain or do not matter. */
  readonly pagesReason: string;
  /** French sentences: what to know before opening it. */
  readonly flags: readonly string[];
  /** Never to be filed nor opened: a program, a script. */
  readonly isDangerous: boolean;
}

/** Gmail itself takes 25 MB; Drive converts and people open less. */
const HEAVY_BYTES = 20_000_000;
const NAME_LIMIT = 120;
const HEAD_BYTES = 4096;
const TAIL_BYTES = 66_000;
const ENTRIES_LIMIT = 5_000;
/** Before the name of a file in a ZIP archive. */
const LOCAL_HEADER_BYTES = 30;

/** Extensions that a system runs. */
const PROGRAMS =
  /\.(?:exe|com|scr|pif|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|msi|msp|msix|appx|jar|class|dll|sys|cpl|lnk|url|reg|sh|bash|zsh|app|apk|dmg|pkg|deb|rpm|iso|img|vhd|chm|scf|gadget|inf|ws|xll|one)$/i;
const MACROS = /\.(?:docm|dotm|xlsm|xltm|xlam|pptm|ppam|potm|ppsm)$/i;
const WEB = /\.(?:html?|xhtml|svg|mht|mhtml)$/i;

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['%PDF-', 'application/pdf'],
  ['PK\x03\x04', 'application/zip'],
  ['PK\x05\x06', 'application/zip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'application/x-ole-storage'],
  ['{\\rtf', 'application/rtf'],
  ['MZ', 'application/x-msdownload'],
  ['\x7fELF', 'application/x-elf'],
  ['\xcf\xfa\xed\xfe', 'application/x-mach-binary'],
  ['\xca\xfe\xba\xbe', 'application/x-mach-binary'],
  ['#!', 'text/x-shellscript'],
  ['Rar!\x1a\x07', 'application/vnd.rar'],
  ['7z\xbc\xaf\x27\x1c', 'application/x-7z-compressed'],
  ['\x1f\x8b', 'application/gzip'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['GIF8', 'image/gif'],
];

const OFFICE: readonly (readonly [RegExp, string])[] = [
  [/^word\//, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [/^xl\//, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  [/^ppt\//, 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

const EXECUTABLE_TYPES = [
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'text/x-shellscript',
];
const ARCHIVE_TYPES = ['application/zip', 'application/vnd.rar', 'application/x-7z-compressed', 'application/gzip'];

/** Which extensions a type may carry; a file whose name says otherwise hides what it is. */
const EXTENSIONS: Readonly<Record<string, RegExp>> = {
  'application/pdf': /\.pdf$/i,
  'image/png': /\.png$/i,
  'image/jpeg': /\.jpe?g$/i,
  'image/gif': /\.gif$/i,
};

/** Reads a file. Never throws, whatever the bytes. */
export function describeAttachment({ name, mimeType, bytes }: AttachedFile): AttachmentReading {
  const head = textOfBytes(slice(bytes, 0, HEAD_BYTES));
  const entries = head.startsWith('PK') ? zipEntries(bytes) : [];
  const type = typeOf(head, entries, mimeType);
  const safe = safeName(name, type);
  const flags: string[] = [];
  const program = entries.find(({ path }) => PROGRAMS.test(path));
  const isDangerous =
    EXECUTABLE_TYPES.includes(type) || PROGRAMS.test(safe) || (program !== undefined && ARCHIVE_TYPES.includes(type));
  if (EXECUTABLE_TYPES.includes(type) || PROGRAMS.test(safe)) flags.push(wording.program);
  else if (program !== undefined && ARCHIVE_TYPES.includes(type))
    flags.push(wording.programInside(shortened(program.path)));
  if (MACROS.test(safe) || entries.some(({ path }) => /(?:^|\/)vbaProject\.bin$/i.test(path)))
    flags.push(wording.macros);
  if (WEB.test(safe) || /^\s*<(?:!doctype html|html|svg)/i.test(head)) flags.push(wording.webPage);
  if (bytes.length > HEAVY_BYTES) flags.push(wording.heavy);
  if (bytes.length === 0) flags.push(wording.empty);
  if (entries.some(({ isEncrypted }) => isEncrypted) || isEncryptedOffice(type, bytes)) flags.push(wording.encrypted);
  if (ARCHIVE_TYPES.includes(type)) flags.push(wording.archive);
  const expected = EXTENSIONS[type];
  const claimsPdf = /\.pdf$/i.test(safe);
  if (
    (expected !== undefined && /\.\w{1,5}$/.test(name) && !expected.test(safe)) ||
    (claimsPdf && type !== 'application/pdf')
  )
    flags.push(wording.disguised(type));
  const count =
    type === 'application/pdf'
      ? countPdfPages(bytes)
      : { pages: null, status: 'not a PDF' as const, reason: hintOf(type, entries) };
  if (count.status === 'encrypted') flags.push(wording.encrypted);
  return {
    name: safe,
    type,
    bytes: bytes.length,
    pages: count.pages,
    pagesStatus: count.status,
    pagesReason: count.reason,
    flags: [...new Set(flags)],
    isDangerous,
  };
}

function slice(bytes: ArrayLike<number>, from: number, to: number): number[] {
  const [start, end] = [Math.max(0, from), Math.min(bytes.length, to)];
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => bytes[start + index] ?? 0);
}

function typeOf(head: string, entries: readonly ZipEntry[], said: string): string {
  const at = head.slice(0, 1024).indexOf('%PDF-');
  if (at >= 0 && !head.startsWith('PK') && !head.startsWith('MZ')) return 'application/pdf';
  const found = SIGNATURES.find(([signature]) => head.startsWith(signature))?.[1];
  if (found === 'application/zip') {
    const office = OFFICE.find(([folder]) => entries.some(({ path }) => folder.test(path)))?.[1];
    if (office !== undefined) return office;
    // The first entry of an OpenDocument file is its media type, stored as it is.
    const stored = head.startsWith('mimetype', LOCAL_HEADER_BYTES) ? head.slice(LOCAL_HEADER_BYTES + 8) : '';
    const open = /^application\/vnd\.oasis\.opendocument\.[a-z-]{3,40}/.exec(stored)?.[0];
    return open ?? found;
  }
  if (found !== undefined) return found;
  const plain = said.trim().toLowerCase();
  const isKnownByContent = SIGNATURES.some(([, type]) => type === plain);
  return /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,80}$/.test(plain) && !isKnownByContent ? plain : 'application/octet-stream';
}

interface ZipEntry {
  readonly path: string;
  readonly isEncrypted: boolean;
}

const END_OF_DIRECTORY = 'PK\x05\x06';
const DIRECTORY_ENTRY = 'PK\x01\x02';

/** The list of an archive's files, out of its central directory; nothing when it cannot be read. */
function zipEntries(bytes: ArrayLike<number>): ZipEntry[] {
  const tailStart = Math.max(0, bytes.length - TAIL_BYTES);
  const tail = textOfBytes(slice(bytes, tailStart, bytes.length));
  const end = tail.lastIndexOf(END_OF_DIRECTORY);
  if (end < 0) return [];
  const number = (text: string, at: number, size: number): number =>
    Array.from({ length: size }, (_, index) => (text.charCodeAt(at + index) || 0) * 256 ** index).reduce(
      (a, b) => a + b,
      0,
    );
  const length = number(tail, end + 12, 4);
  const start = number(tail, end + 16, 4);
  if (length > 5_000_000) return [];
  const directory = textOfBytes(slice(bytes, start, start + length));
  const entries: ZipEntry[] = [];
  for (let at = 0; directory.startsWith(DIRECTORY_ENTRY, at) && entries.length < ENTRIES_LIMIT; ) {
    const [name, extra, comment] = [28, 30, 32].map(offset => number(directory, at + offset, 2)) as [
      number,
      number,
      number,
    ];
    entries.push({
      path: directory.slice(at + 46, at + 46 + name),
      isEncrypted: (number(directory, at + 8, 2) & 1) === 1,
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** An Office file behind a password is an OLE container with a stream of that name. */
function isEncryptedOffice(type: string, bytes: ArrayLike<number>): boolean {
  if (type !== 'application/x-ole-storage') return false;
  return textOfBytes(slice(bytes, 0, 200_000)).includes('E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0');
}

/** DOCX and ODT save a page count that is often too low: it is not even shown, only said to be uncountable. */
function hintOf(type: string, entries: readonly ZipEntry[]): string {
  const isText =
    /wordprocessingml|opendocument\.text|rtf|ole-storage/.test(type) ||
    entries.some(({ path }) => path.startsWith('word/'));
  return isText ? wording.notCountable : '';
}

/** Without folders, control or invisible characters, nor a hidden second extension behind spaces; never empty. */
function safeName(name: string, type: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).pop() ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ (?=\.\w{1,5}$)/, '')
    .replace(/^[. ]+|[. ]+$/g, '');
  const [, stem = plain, extension = ''] = /^(.*?)(\.\w{1,5})?$/s.exec(plain) ?? [];
  const base = shortened(stem, NAME_LIMIT) || wording.unnamed;
  return `${base}${extension || (name === '' && type === 'application/pdf' ? '.pdf' : '')}`;
}

function shortened(text: string, longest = 60): string {
  const characters = [...text];
  return characters.length <= longest
    ? text
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
