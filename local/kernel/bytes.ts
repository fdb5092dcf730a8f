/** Bytes as Apps Script knows them: arrays of numbers from -128 to 127. Services hold Buffers; scripts see signed arrays. */
import { ScriptError } from './contract';

/** The signed byte array that a script sees. */
export function signedBytes(data: Uint8Array): number[] {
  return Array.from(new Int8Array(data.buffer, data.byteOffset, data.length));
}

/** The bytes of what a script passed as `Byte[]`: signed or unsigned numbers. Throws on anything else. */
export function bytesOf(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (Array.isArray(value)) {
    const bytes = Buffer.alloc(value.length);
    for (let index = 0; index < value.length; index += 1) {
      const byte: unknown = value[index];
      // `| 0` keeps whole numbers alone; attachments are long, so nothing is called for each byte.
      if (typeof byte !== 'number' || (byte | 0) !== byte || byte < -128 || byte > 255) {
        throw new ScriptError(`Cannot convert ${String(byte)} to Byte.`);
      }
      bytes[index] = byte;
    }
    return bytes;
  }
  throw new ScriptError(`Cannot convert ${typeof value} to Byte[].`);
}
