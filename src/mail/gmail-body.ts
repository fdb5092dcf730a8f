/** Body data of the Gmail API as bytes, in either form it comes. */
import { type ByteList, bytesOfBase64, unsignedBytes } from './bytes';

/** Body data as bytes (0 to 255): Apps Script gives signed numbers, the REST form a web-safe base64 text; anything else is empty. */
export function bodyBytes(data: unknown): Uint8Array {
  if (typeof data === 'string') return bytesOfBase64(data);
  if (data === null || typeof data !== 'object' || !('length' in data)) return new Uint8Array(0);
  return unsignedBytes(data as ByteList);
}
