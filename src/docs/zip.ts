/** Files in a ZIP archive without compression (PKWARE APPNOTE 6.3): what holds the parts of a workbook outside Google. */

export interface ArchivedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
/** Names are in UTF-8. */
const FLAGS = 0x0800;
/** 1 January 2018, midnight, as DOS keeps days and hours: the same files always make the same bytes. */
const DOS_DATE = ((2018 - 1980) << 9) | (1 << 5) | 1;
const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
const END_SIZE = 22;

/** The bytes of the archive. Paths are ASCII. */
export function zipOf(files: readonly ArchivedFile[]): Uint8Array {
  const size = files.reduce(
    (total, { path, bytes }) => total + LOCAL_SIZE + CENTRAL_SIZE + 2 * path.length + bytes.length,
    END_SIZE,
  );
  const archive = new Uint8Array(size);
  const view = new DataView(archive.buffer);
  const entries = files.map(file => ({ file, checksum: crc32(file.bytes) }));
  const places: number[] = [];
  let at = 0;
  const writeName = (path: string): void => {
    for (let index = 0; index < path.length; index += 1) archive[at + index] = path.charCodeAt(index);
    at += path.length;
  };
  /** What both headers of a file share, from the version needed to the length of its name. */
  const writeFacts = (from: number, { path, bytes }: ArchivedFile, checksum: number): void => {
    view.setUint16(from, VERSION, true);
    view.setUint16(from + 2, FLAGS, true);
    view.setUint16(from + 8, DOS_DATE, true);
    view.setUint32(from + 10, checksum, true);
    view.setUint32(from + 14, bytes.length, true);
    view.setUint32(from + 18, bytes.length, true);
    view.setUint16(from + 22, path.length, true);
  };

  for (const { file, checksum } of entries) {
    places.push(at);
    view.setUint32(at, LOCAL_HEADER, true);
    writeFacts(at + 4, file, checksum);
    at += LOCAL_SIZE;
    writeName(file.path);
    archive.set(file.bytes, at);
    at += file.bytes.length;
  }
  const directory = at;
  for (const [index, { file, checksum }] of entries.entries()) {
    view.setUint32(at, CENTRAL_HEADER, true);
    view.setUint16(at + 4, VERSION, true);
    writeFacts(at + 6, file, checksum);
    view.setUint32(at + 42, places[index] ?? 0, true);
    at += CENTRAL_SIZE;
    writeName(file.path);
  }
  view.setUint32(at, END_OF_DIRECTORY, true);
  view.setUint16(at + 8, files.length, true);
  view.setUint16(at + 10, files.length, true);
  view.setUint32(at + 12, at - directory, true);
  view.setUint32(at + 16, directory, true);
  return archive;
}

const POLYNOMIAL = 0xedb88320;

/** The remainders of all bytes; made when the first archive is, not when the script loads. */
let remainders: Uint32Array | null = null;

function crcTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest & 1) === 1 ? POLYNOMIAL ^ (rest >>> 1) : rest >>> 1;
    return rest;
  });
}

/** CRC-32 as ZIP has it (ISO 3309). */
export function crc32(bytes: Uint8Array): number {
  remainders ??= crcTable();
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (remainders[(rest ^ byte) & 0xff] ?? 0) ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
