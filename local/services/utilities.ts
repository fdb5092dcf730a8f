/** Utilities: digests and base 64 on signed bytes, blobs, dates in words, sleep, and identifiers that replay the same. */
import { createHash, createHmac } from 'node:crypto';
import { bytesOf, signedBytes } from '../kernel/bytes';
import { type Execution, type Part, ScriptError, ServiceObject } from '../kernel/contract';
import { type EnumValue, enumeration } from '../kernel/enumeration';
import type { KernelContext } from '../kernel/services-context';
import { Blob, requireUtf8 } from './blob';
import { formatDate } from './date-pattern';

const DIGESTS = enumeration('DigestAlgorithm', ['MD2', 'MD5', 'SHA_1', 'SHA_256', 'SHA_384', 'SHA_512']);
const CHARSETS = enumeration('Charset', ['US_ASCII', 'UTF_8']);
const MACS = enumeration('MacAlgorithm', ['HMAC_MD5', 'HMAC_SHA_1', 'HMAC_SHA_256', 'HMAC_SHA_384', 'HMAC_SHA_512']);

const NODE_DIGEST: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA_1: 'sha1',
  SHA_256: 'sha256',
  SHA_384: 'sha384',
  SHA_512: 'sha512',
};

type Value = string | number[];

export class Utilities extends ServiceObject {
  readonly #execution: Execution;
  readonly #context: KernelContext;

  constructor(execution: Execution, context: KernelContext) {
    super();
    this.#execution = execution;
    this.#context = context;
  }

  get DigestAlgorithm() {
    return DIGESTS;
  }

  get Charset() {
    return CHARSETS;
  }

  get MacAlgorithm() {
    return MACS;
  }

  /** Signed bytes. A text needs its charset: without it Google falls back on one that loses accents. */
  computeDigest(algorithm: EnumValue, value: Value, charset?: EnumValue): number[] {
    return signedBytes(
      createHash(digestName(algorithm.name()))
        .update(dataOf('computeDigest', value, charset))
        .digest(),
    );
  }

  computeHmacSignature(algorithm: EnumValue, value: Value, key: Value, charset?: EnumValue): number[] {
    const secret = typeof key === 'string' ? dataOf('computeHmacSignature', key, charset) : bytesOf(key);
    return signedBytes(
      createHmac(digestName(algorithm.name().replace('HMAC_', '')), secret)
        .update(dataOf('computeHmacSignature', value, charset))
        .digest(),
    );
  }

  computeHmacSha256Signature(value: Value, key: Value, charset?: EnumValue): number[] {
    return this.computeHmacSignature(MACS.HMAC_SHA_256, value, key, charset);
  }

  base64Encode(data: Value, charset?: EnumValue): string {
    return dataOf('base64Encode', data, charset).toString('base64');
  }

  /** Padded, as Google's is. */
  base64EncodeWebSafe(data: Value, charset?: EnumValue): string {
    return dataOf('base64EncodeWebSafe', data, charset).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
  }

  base64Decode(encoded: string): number[] {
    if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(encoded)) throw new ScriptError('Could not decode string.');
    return signedBytes(Buffer.from(encoded, 'base64'));
  }

  base64DecodeWebSafe(encoded: string): number[] {
    if (!/^[A-Za-z0-9\-_\s]*={0,2}\s*$/.test(encoded)) throw new ScriptError('Could not decode string.');
    return signedBytes(Buffer.from(encoded, 'base64url'));
  }

  newBlob(data: Value, contentType?: string | null, name?: string | null): Blob {
    const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : bytesOf(data);
    return new Blob(bytes, contentType ?? (typeof data === 'string' ? 'text/plain' : null), name ?? null);
  }

  formatDate(date: Date, timeZone: string, pattern: string): string {
    return formatDate(date, timeZone, pattern);
  }

  sleep(milliseconds: number): void {
    if (!(milliseconds >= 0 && milliseconds <= 300_000)) {
      throw new ScriptError('Invalid argument: milliseconds (0 to 300000)');
    }
    this.#execution.spend(milliseconds);
  }

  /** Version 4 in form; drawn from the Workspace's counter, so that a replay gives the same. */
  getUuid(): string {
    const hex = createHash('sha256')
      .update(`${this.#context.owner}/${this.#context.store.newId('uuid')}`)
      .digest('hex');
    const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}

export function utilitiesPart(context: KernelContext): Part {
  return { name: 'utilities', globals: execution => ({ Utilities: new Utilities(execution, context) }) };
}

function digestName(name: string): string {
  const node = NODE_DIGEST[name];
  if (node === undefined) throw new ScriptError(`Le Workspace local ne calcule pas ${name}.`);
  return node;
}

function dataOf(method: string, value: unknown, charset: EnumValue | undefined): Buffer {
  if (typeof value !== 'string') return bytesOf(value);
  if (charset === undefined) {
    throw new ScriptError(`Utilities.${method} : précisez Utilities.Charset.UTF_8, sans quoi les accents se perdent.`);
  }
  requireUtf8(charset);
  return Buffer.from(value, 'utf8');
}
