/** Blobs: bytes with a name and a content type, as Utilities, Drive, Docs and Gmail hand them around. */
import { bytesOf, signedBytes } from '../kernel/bytes';
import { ScriptError, ServiceObject } from '../kernel/contract';

export class Blob extends ServiceObject {
  #bytes: Buffer;
  #contentType: string | null;
  #name: string | null;

  constructor(data: Uint8Array, contentType: string | null = null, name: string | null = null) {
    super();
    this.#bytes = Buffer.from(data);
    this.#contentType = contentType;
    this.#name = name;
  }

  /** The blob's bytes, for the other services; not a member that a script can see. */
  static bytesOf(blob: Blob): Buffer {
    return Buffer.from(blob.#bytes);
  }

  /** Signed, from -128 to 127. */
  getBytes(): number[] {
    return signedBytes(this.#bytes);
  }

  setBytes(data: number[]): this {
    this.#bytes = bytesOf(data);
    return this;
  }

  /** UTF-8 unless another charset is named. */
  getDataAsString(charset = 'UTF-8'): string {
    try {
      return new TextDecoder(charset).decode(this.#bytes);
    } catch (cause) {
      throw new ScriptError(`Invalid argument: charset (${charset}, ${String(cause)})`);
    }
  }

  setDataFromString(text: string, charset = 'UTF-8'): this {
    requireUtf8(charset);
    this.#bytes = Buffer.from(text, 'utf8');
    return this;
  }

  getContentType(): string | null {
    return this.#contentType;
  }

  setContentType(contentType: string): this {
    this.#contentType = contentType;
    return this;
  }

  getName(): string | null {
    return this.#name;
  }

  setName(name: string): this {
    this.#name = name;
    return this;
  }

  copyBlob(): Blob {
    return new Blob(this.#bytes, this.#contentType, this.#name);
  }

  /** Itself, for a caller that wants the blob of any file. */
  getBlob(): this {
    return this;
  }

  isGoogleType(): boolean {
    return this.#contentType?.startsWith('application/vnd.google-apps.') === true;
  }
}

/** The local Workspace writes one charset. */
export function requireUtf8(charset: unknown): void {
  if (String(charset).toUpperCase().replace('_', '-') !== 'UTF-8') {
    throw new ScriptError(`Le Workspace local n'écrit qu'en UTF-8 ; jeu demandé : ${String(charset)}.`);
  }
}
