/**
 * The objects of a PDF, as far as its page tree needs them: cross-reference tables and streams, object streams, earlier
 * revisions. Nothing is drawn or decrypted; every size is capped, so that a small hostile file cannot take much time.
 */
import { Inflate } from 'fflate';

export type PdfValue =
  | null
  | boolean
  | number
  | { readonly kind: 'name' | 'text'; readonly value: string }
  | { readonly kind: 'reference'; readonly number: number }
  | PdfDictionary
  | readonly PdfValue[];

export interface PdfDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfValue>;
}

/** The file is not as the format asks: the reason is for the log of the reading, in English. */
export class PdfFault extends Error {
  readonly code = 'pdf';
  constructor(reason: string) {
    super(reason);
    this.name = 'PdfFault';
  }
}

/** How often the strings of a file may be read over, as a whole; and what a small file may cost all the same. */
const READINGS = 6;
const SPARE_CHARACTERS = 1_000_000;
const DEPTH_LIMIT = 60;
/** Values that one file may make us read: a small one fewer. */
const VALUES_LIMIT = 2_000_000;
const SPARE_VALUES = 50_000;
/** Objects and trailers that cannot be read, in a file that is looked through. */
const FAULTS_LIMIT = 300;
/** Bytes that all its compressed parts together may grow to. */
const INFLATED_LIMIT = 20_000_000;
const REVISIONS_LIMIT = 200;
const OBJECTS_LIMIT = 8_388_607;
/** Deflate multiplies by a thousand at most: a piece gives 2 MB. */
const INFLATE_STEP = 2_048;

const WHITE = ' \t\r\n\f\0';
const DELIMITERS = '()<>[]{}/%';
const isRegular = (char: string): boolean => char !== '' && !WHITE.includes(char) && !DELIMITERS.includes(char);

/** Where an object stands: at an offset of the file, or inside an object stream. */
type Place =
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'inside'; readonly stream: number; readonly index: number };

interface PackedObject {
  readonly number: number;
  readonly value: PdfValue;
}

interface ObjectStream {
  readonly objects: readonly PackedObject[];
  readonly byNumber: ReadonlyMap<number, PdfValue>;
}

interface Stream {
  readonly dictionary: PdfDictionary;
  /** Offset of the first byte of its data. */
  readonly start: number;
}

export const entry = (dictionary: PdfDictionary, key: string): PdfValue => dictionary.entries.get(key) ?? null;

export const isDictionary = (value: PdfValue): value is PdfDictionary =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'dictionary';

const isReference = (value: PdfValue): value is { kind: 'reference'; number: number } =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'reference';

export const isList = (value: PdfValue): value is readonly PdfValue[] => Array.isArray(value);

export const nameOf = (value: PdfValue): string =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'name' ? value.value : '';

/** What one file may still make us read; overlapping strings could otherwise be read once for each that begins. */
interface Budget {
  values: number;
  characters: number;
}

function spend(budget: Budget, characters: number): void {
  budget.characters -= characters;
  if (budget.characters < 0) throw new PdfFault('too much to read');
}

/** Reads values out of text that holds one byte a character. */
class Reader {
  constructor(
    readonly text: string,
    public at: number,
    private readonly budget: Budget,
  ) {}

  skip(): void {
    for (;;) {
      const char = this.text.charAt(this.at);
      if (char !== '' && WHITE.includes(char)) this.at += 1;
      else if (char === '%') {
        const start = this.at;
        while (this.at < this.text.length && !'\r\n'.includes(this.text.charAt(this.at))) this.at += 1;
        spend(this.budget, this.at - start);
      } else return;
    }
  }

  /** Takes a word such as `obj` if it stands here. */
  word(expected: string): boolean {
    this.skip();
    if (!this.text.startsWith(expected, this.at) || isRegular(this.text.charAt(this.at + expected.length)))
      return false;
    this.at += expected.length;
    return true;
  }

  /** A whole number without sign, if one stands here. */
  whole(): number | null {
    this.skip();
    const start = this.at;
    while (/\d/.test(this.text.charAt(this.at)) && this.at - start < 12) this.at += 1;
    return this.at === start ? null : Number(this.text.slice(start, this.at));
  }

  value(depth = 0): PdfValue {
    this.budget.values -= 1;
    if (this.budget.values < 0) throw new PdfFault('too many values');
    if (depth > DEPTH_LIMIT) throw new PdfFault('too deep');
    this.skip();
    const char = this.text.charAt(this.at);
    if (char === '/') return this.name();
    if (char === '[') return this.list(depth);
    if (char === '<') return this.text.charAt(this.at + 1) === '<' ? this.dictionary(depth) : this.hexadecimal();
    if (char === '(') return this.literal();
    if (/[\d+.-]/.test(char)) return this.numberOrReference();
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const)
      if (this.word(word)) return value;
    throw new PdfFault(`unexpected character at ${this.at}`);
  }

  private name(): PdfValue {
    const start = this.at + 1;
    this.at = start;
    while (isRegular(this.text.charAt(this.at))) this.at += 1;
    const raw = this.text.slice(start, this.at);
    const value = raw.replace(/#([0-9a-f]{2})/gi, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
    return { kind: 'name', value };
  }

  private list(depth: number): PdfValue {
    const values: PdfValue[] = [];
    this.at += 1;
    for (;;) {
      this.skip();
      if (this.text.charAt(this.at) === ']') break;
      if (this.at >= this.text.length) throw new PdfFault('unfinished list');
      values.push(this.value(depth + 1));
    }
    this.at += 1;
    return values;
  }

  private dictionary(depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    this.at += 2;
    for (;;) {
      this.skip();
      if (this.text.startsWith('>>', this.at)) break;
      if (this.text.charAt(this.at) !== '/') throw new PdfFault(`no key at ${this.at}`);
      const key = nameOf(this.name());
      entries.set(key, this.value(depth + 1));
    }
    this.at += 2;
    return { kind: 'dictionary', entries };
  }

  private hexadecimal(): PdfValue {
    const end = this.text.indexOf('>', this.at);
    spend(this.budget, (end < 0 ? this.text.length : end) - this.at);
    if (end < 0) throw new PdfFault('unfinished string');
    this.at = end + 1;
    return { kind: 'text', value: '' };
  }

  /** Parentheses nest; a backslash hides the next one. What the string says does not matter here. */
  private literal(): PdfValue {
    let open = 0;
    const start = this.at;
    const marks = /[\\()]/g;
    marks.lastIndex = start;
    for (let mark = marks.exec(this.text); mark !== null; mark = marks.exec(this.text)) {
      if (mark[0] === '\\') marks.lastIndex += 1;
      else open += mark[0] === '(' ? 1 : -1;
      if (open > 0) continue;
      this.at = marks.lastIndex;
      spend(this.budget, this.at - start);
      return { kind: 'text', value: '' };
    }
    this.at = this.text.length;
    spend(this.budget, this.at - start);
    throw new PdfFault('unfinished string');
  }

  private numberOrReference(): PdfValue {
    const start = this.at;
    while (/[\d+.-]/.test(this.text.charAt(this.at))) this.at += 1;
    const written = this.text.slice(start, this.at);
    const after = this.at;
    if (/^\d{1,8}$/.test(written)) {
      const generation = this.whole();
      if (generation !== null && this.word('R')) return { kind: 'reference', number: Number(written) };
      this.at = after;
    }
    const number = Number(written);
    return Number.isNaN(number) ? 0 : number;
  }
}

/** The objects of one file, found by its own cross-reference table, or by looking through the file. */
export class PdfObjects {
  readonly trailer: PdfDictionary;
  private readonly places: ReadonlyMap<number, Place>;
  private readonly known = new Map<number, PdfValue>();
  private readonly unpacked = new Map<number, ObjectStream>();
  private readonly reading = new Set<number>();

  private constructor(
    private readonly file: PdfFile,
    found: { readonly places: ReadonlyMap<number, Place>; readonly trailer: PdfDictionary },
  ) {
    this.places = found.places;
    this.trailer = found.trailer;
  }

  /** By the file's own cross-reference table. Throws PdfFault when it is not sound. */
  static byTable(text: string): PdfObjects {
    const file = new PdfFile(text);
    return new PdfObjects(file, new Table(file).read());
  }

  /** By looking for objects everywhere, the last of a number counting: for a file whose table is broken. */
  static byScan(text: string): PdfObjects {
    const file = new PdfFile(text);
    return new PdfObjects(file, scanned(file));
  }

  /** What a value stands for; null for an object that is not there. */
  resolve(value: PdfValue): PdfValue {
    let found = value;
    for (let step = 0; isReference(found); step += 1) {
      if (step > DEPTH_LIMIT) throw new PdfFault('references in a circle');
      found = this.object(found.number);
    }
    return found;
  }

  private object(number: number): PdfValue {
    const known = this.known.get(number);
    if (known !== undefined) return known;
    const place = this.places.get(number);
    if (place === undefined) return null;
    if (this.reading.has(number)) throw new PdfFault('an object that needs itself');
    this.reading.add(number);
    const value = place.kind === 'offset' ? this.file.objectAt(place.offset, number).value : this.packed(number, place);
    this.reading.delete(number);
    this.known.set(number, value);
    return value;
  }

  /** The object at its index or, when a table with few bytes could not say it, the one of that number. */
  private packed(number: number, { stream, index }: { readonly stream: number; readonly index: number }): PdfValue {
    const { objects, byNumber } = this.inside(stream);
    const at = objects[index];
    const value = at?.number === number ? at.value : byNumber.get(number);
    if (value === undefined) throw new PdfFault(`object ${number} is not in ${stream}`);
    return value;
  }

  private inside(stream: number): ObjectStream {
    const known = this.unpacked.get(stream);
    if (known !== undefined) return known;
    const place = this.places.get(stream);
    if (place?.kind !== 'offset') throw new PdfFault(`no object stream ${stream}`);
    const { stream: found } = this.file.objectAt(place.offset, stream);
    if (found === undefined) throw new PdfFault(`object ${stream} is no stream`);
    const objects = this.file.packedObjects(found, value => this.resolve(value));
    const unpacked = { objects, byNumber: new Map(objects.map(({ number, value }) => [number, value])) };
    this.unpacked.set(stream, unpacked);
    return unpacked;
  }
}

type Resolve = (value: PdfValue) => PdfValue;
const asWritten: Resolve = value => value;

/** The bytes of a file as text, one byte a character, with what may still be read and inflated of it. */
class PdfFile {
  /** Some files have other bytes before their header, and count offsets from it. */
  readonly header: number;
  private readonly budget: Budget;
  private inflated = 0;

  constructor(readonly text: string) {
    this.budget = {
      values: Math.min(VALUES_LIMIT, text.length * 4 + SPARE_VALUES),
      characters: text.length * READINGS + SPARE_CHARACTERS,
    };
    this.header = Math.max(0, text.slice(0, 1024).indexOf('%PDF-'));
  }

  readerAt(offset: number, text = this.text): Reader {
    return new Reader(text, offset, this.budget);
  }

  /** The object at an offset, which must be the one of that number. */
  objectAt(offset: number, number: number): { readonly value: PdfValue; readonly stream?: Stream } {
    const reader = this.readerAt(offset);
    if (reader.whole() !== number || reader.whole() === null || !reader.word('obj'))
      throw new PdfFault(`object ${number} is not at ${offset}`);
    const value = reader.value();
    if (!isDictionary(value)) return { value };
    reader.skip();
    if (!this.text.startsWith('stream', reader.at)) return { value };
    let start = reader.at + 'stream'.length;
    if (this.text.charAt(start) === '\r') start += 1;
    if (this.text.charAt(start) === '\n') start += 1;
    return { value, stream: { dictionary: value, start } };
  }

  /** The objects of an object stream, in order, with their numbers. */
  packedObjects(stream: Stream, resolve: Resolve): PackedObject[] {
    const count = Number(resolve(entry(stream.dictionary, 'N')));
    const first = Number(resolve(entry(stream.dictionary, 'First')));
    if (!(count >= 0 && count <= OBJECTS_LIMIT && first >= 0)) throw new PdfFault('bad object stream');
    const text = this.dataOf(stream, resolve);
    const head = this.readerAt(0, text);
    return Array.from({ length: count }, () => {
      const number = head.whole();
      const offset = head.whole();
      if (number === null || offset === null) throw new PdfFault('bad object stream');
      return { number, value: this.readerAt(first + offset, text).value() };
    });
  }

  /** The data of a stream, inflated and with its predictor undone. */
  dataOf({ dictionary, start }: Stream, resolve: Resolve): string {
    const length = resolve(entry(dictionary, 'Length'));
    const stated = typeof length === 'number' && length >= 0 ? start + length : -1;
    const isSound = stated >= 0 && /^\s*endstream/.test(this.text.slice(stated, stated + 16));
    const end = isSound ? stated : this.text.indexOf('endstream', start);
    spend(this.budget, (end < 0 ? this.text.length : end) - start);
    if (end < 0) throw new PdfFault('unfinished stream');
    const raw = this.text.slice(start, end);
    const filters = listOf(resolve(entry(dictionary, 'Filter')));
    const [filter, ...others] = filters.map(one => nameOf(resolve(one)));
    if (filter === undefined) return raw;
    if (others.length > 0 || (filter !== 'FlateDecode' && filter !== 'Fl')) throw new PdfFault(`filter ${filter}`);
    const [parameters = null] = listOf(resolve(entry(dictionary, 'DecodeParms'))).map(resolve);
    return unpredicted(this.inflate(raw), isDictionary(parameters) ? parameters : null, resolve);
  }

  /** Fed in pieces: a small part that grows without end is given up. A damaged end leaves what came before it. */
  private inflate(raw: string): string {
    const pieces: string[] = [];
    const inflate = new Inflate(chunk => {
      this.inflated += chunk.length;
      if (this.inflated > INFLATED_LIMIT) throw new PdfFault('grows too much');
      pieces.push(textOfBytes(chunk));
    });
    // The two bytes of a zlib header come first.
    for (let at = 2; at < raw.length; at += INFLATE_STEP) {
      const bytes = bytesOfText(raw.slice(at, at + INFLATE_STEP));
      try {
        inflate.push(bytes, at + INFLATE_STEP >= raw.length);
      } catch (problem) {
        if (problem instanceof PdfFault) throw problem;
        if (pieces.length === 0) throw new PdfFault('cannot be inflated');
        break;
      }
    }
    return pieces.join('');
  }
}

const listOf = (value: PdfValue): readonly PdfValue[] => (value === null ? [] : isList(value) ? value : [value]);

/** One byte a character, in pieces that a call can take. */
export function textOfBytes(bytes: ArrayLike<number>): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    const piece: number[] = [];
    for (let index = at; index < Math.min(at + 8192, bytes.length); index += 1) piece.push((bytes[index] ?? 0) & 0xff);
    pieces.push(String.fromCharCode(...piece));
  }
  return pieces.join('');
}

function bytesOfText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}

/** Undoes a PNG predictor (10 to 15); the TIFF one is not used for what is read here. */
function unpredicted(text: string, parameters: PdfDictionary | null, resolve: Resolve): string {
  const number = (key: string, usual: number): number => {
    const value = parameters === null ? null : resolve(entry(parameters, key));
    return typeof value === 'number' ? value : usual;
  };
  const predictor = number('Predictor', 1);
  if (predictor === 1) return text;
  if (predictor < 10) throw new PdfFault(`predictor ${predictor}`);
  const pixel = Math.max(1, Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8)) / 8));
  const width = Math.ceil((number('Columns', 1) * number('Colors', 1) * number('BitsPerComponent', 8)) / 8);
  if (!(width > 0 && width < 1_000_000)) throw new PdfFault('bad predictor');
  const rows: string[] = [];
  let above = new Uint8Array(width);
  for (let at = 0; at + width < text.length + 1 && at < text.length; at += width + 1) {
    const kind = text.charCodeAt(at);
    const row = new Uint8Array(width);
    for (let index = 0; index < width; index += 1) {
      const raw = text.charCodeAt(at + 1 + index) || 0;
      const left = row[index - pixel] ?? 0;
      row[index] = raw + predicted(kind, left, above[index] ?? 0, above[index - pixel] ?? 0);
    }
    rows.push(textOfBytes(row));
    above = row;
  }
  return rows.join('');
}

function predicted(kind: number, left: number, up: number, upperLeft: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return Math.floor((left + up) / 2);
    case 4: {
      const guess = left + up - upperLeft;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upperLeft)];
      return a <= b && a <= c ? left : b <= c ? up : upperLeft;
    }
    default:
      return 0;
  }
}

/** The cross-reference table of a file with its earlier revisions: the newest place of each object counts. */
class Table {
  private readonly places = new Map<number, Place | null>();
  private trailer: PdfDictionary | null = null;
  /** Numbers that the section being read calls free. */
  private readonly free: number[] = [];

  constructor(private readonly file: PdfFile) {}

  read(): { places: Map<number, Place>; trailer: PdfDictionary } {
    const { text } = this.file;
    const last = text.lastIndexOf('startxref');
    const start = last < 0 ? null : this.file.readerAt(last + 'startxref'.length).whole();
    if (start === null) throw new PdfFault('no startxref');
    // A revision that was cut off, or that no table tells of.
    if (text.slice(last).search(FIRST_OBJECT) >= 0) throw new PdfFault('objects after the last table');
    const seen = new Set<number>();
    const todo = [start];
    for (let offset = todo.shift(); offset !== undefined; offset = todo.shift()) {
      if (seen.has(offset)) continue;
      if (seen.size > REVISIONS_LIMIT) throw new PdfFault('too many revisions');
      seen.add(offset);
      const trailer = this.section(this.placed(offset));
      // What a classic table hides from old readers, its stream tells: it comes before what the table calls free.
      const beside = entry(trailer, 'XRefStm');
      if (typeof beside === 'number' && !seen.has(beside)) {
        seen.add(beside);
        this.section(this.placed(beside));
      }
      for (const number of this.free.splice(0)) this.note(number, null);
      this.trailer ??= trailer;
      const previous = entry(trailer, 'Prev');
      if (typeof previous === 'number') todo.push(previous);
    }
    if (this.trailer === null) throw new PdfFault('no trailer');
    const places = new Map<number, Place>();
    for (const [number, place] of this.places) if (place !== null) places.set(number, place);
    return { places, trailer: this.trailer };
  }

  /** Offsets count from the header; a file with other bytes before it may have counted them too. */
  private placed(offset: number): number {
    const { header } = this.file;
    const startsHere = (at: number): boolean => /^\s*(?:xref|\d+\s+\d+\s+obj)/.test(this.file.text.slice(at, at + 40));
    if (startsHere(offset)) return offset;
    if (header > 0 && startsHere(offset + header)) return offset + header;
    throw new PdfFault(`no table at ${offset}`);
  }

  private section(offset: number): PdfDictionary {
    const reader = this.file.readerAt(offset);
    return reader.word('xref') ? this.classic(reader) : this.stream(reader, offset);
  }

  private classic(reader: Reader): PdfDictionary {
    while (!reader.word('trailer')) {
      const first = reader.whole();
      const count = reader.whole();
      if (first === null || count === null || count > OBJECTS_LIMIT) throw new PdfFault('bad table');
      for (let index = 0; index < count; index += 1) {
        const at = reader.whole();
        const generation = reader.whole();
        const isUsed = reader.word('n');
        if (at === null || generation === null || !(isUsed || reader.word('f'))) throw new PdfFault('bad table');
        if (isUsed) this.note(first + index, { kind: 'offset', offset: at });
        else this.free.push(first + index);
      }
    }
    const trailer = reader.value();
    if (!isDictionary(trailer)) throw new PdfFault('no trailer');
    return trailer;
  }

  private stream(reader: Reader, offset: number): PdfDictionary {
    const number = reader.whole();
    if (number === null) throw new PdfFault('bad table');
    const { stream } = this.file.objectAt(offset, number);
    if (stream === undefined) throw new PdfFault('bad table');
    const { dictionary } = stream;
    const widths = listOf(entry(dictionary, 'W')).map(Number);
    const size = Number(entry(dictionary, 'Size'));
    const index = listOf(entry(dictionary, 'Index')).map(Number);
    const data = this.file.dataOf(stream, asWritten);
    const [kindWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
    const width = kindWidth + secondWidth + thirdWidth;
    if (!(width > 0 && width < 32) || !(size <= OBJECTS_LIMIT)) throw new PdfFault('bad table');
    let at = 0;
    const field = (length: number): number => {
      let value = 0;
      for (let byte = 0; byte < length; byte += 1) value = value * 256 + (data.charCodeAt(at + byte) || 0);
      at += length;
      return value;
    };
    const ranges = index.length > 0 ? index : [0, size];
    for (let range = 0; range + 1 < ranges.length; range += 2) {
      const [first = 0, count = 0] = [ranges[range], ranges[range + 1]];
      for (let entryIndex = 0; entryIndex < count && at + width <= data.length; entryIndex += 1) {
        const kind = kindWidth === 0 ? 1 : field(kindWidth);
        const second = field(secondWidth);
        const third = field(thirdWidth);
        if (kind === 1) this.note(first + entryIndex, { kind: 'offset', offset: second });
        else if (kind === 2) this.note(first + entryIndex, { kind: 'inside', stream: second, index: third });
        else this.note(first + entryIndex, null);
      }
    }
    return dictionary;
  }

  private note(number: number, place: Place | null): void {
    if (this.places.has(number)) return;
    const { header, text } = this.file;
    // Offsets that do not count the bytes before the header.
    const isShifted =
      header > 0 &&
      place?.kind === 'offset' &&
      !/^\s*\d+\s+\d+\s+obj/.test(text.slice(place.offset, place.offset + 40));
    this.places.set(
      number,
      isShifted && place?.kind === 'offset' ? { kind: 'offset', offset: place.offset + header } : place,
    );
  }
}

const FIRST_OBJECT = /[\r\n\s>]\d{1,8}[ \t\r\n]{1,3}\d{1,5}[ \t\r\n]{1,3}obj\b/;
const OBJECT_START = /(?:^|[\r\n\s>])(\d{1,8})[ \t\r\n]{1,3}\d{1,5}[ \t\r\n]{1,3}obj\b/g;

/** Every object that looks like one, the last of each number; the trailer is the last dictionary with a Root. */
function scanned(file: PdfFile): { places: Map<number, Place>; trailer: PdfDictionary } {
  const places = new Map<number, Place>();
  const { text } = file;
  let trailer: PdfDictionary | null = null;
  let catalog: number | null = null;
  let faults = 0;
  for (const found of text.matchAll(OBJECT_START)) {
    const number = Number(found[1]);
    const offset = (found.index ?? 0) + found[0].search(/\d/);
    try {
      const { value, stream } = file.objectAt(offset, number);
      places.set(number, { kind: 'offset', offset });
      if (!isDictionary(value)) continue;
      const type = nameOf(entry(value, 'Type'));
      if (type === 'Catalog') catalog = number;
      if (type === 'XRef' && entry(value, 'Root') !== null) trailer = value;
      if (type === 'ObjStm' && stream !== undefined) {
        file.packedObjects(stream, asWritten).forEach((packed, index) => {
          places.set(packed.number, { kind: 'inside', stream: number, index });
          if (isDictionary(packed.value) && nameOf(entry(packed.value, 'Type')) === 'Catalog') catalog = packed.number;
        });
      }
    } catch (problem) {
      faults += 1;
      if (!isOrdinaryFault(problem) || faults > FAULTS_LIMIT) throw problem;
    }
  }
  // The last trailer with a Root counts.
  for (let at = text.lastIndexOf('trailer'), left = FAULTS_LIMIT; at > 0 && left > 0; left -= 1) {
    const value = valueOrNull(file, at + 'trailer'.length);
    if (value !== null && isDictionary(value) && entry(value, 'Root') !== null) {
      trailer = value;
      break;
    }
    at = text.lastIndexOf('trailer', at - 1);
  }
  if (trailer !== null) return { places, trailer };
  if (catalog === null) throw new PdfFault('no catalogue');
  return {
    places,
    trailer: { kind: 'dictionary', entries: new Map([['Root', { kind: 'reference', number: catalog }]]) },
  };
}

/** A fault of one object, not the end of what the file may cost. */
function isOrdinaryFault(problem: unknown): boolean {
  return problem instanceof PdfFault && !/too many|too much/.test(problem.message);
}

function valueOrNull(file: PdfFile, at: number): PdfValue {
  try {
    return file.readerAt(at).value();
  } catch (problem) {
    if (isOrdinaryFault(problem)) return null;
    throw problem;
  }
}
