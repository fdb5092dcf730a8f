/** Files that a person joins to a message, as the host takes them. */
export type Attachments = { name: string; type: string; base64: string }[];

/** A file's bytes as the host takes them. */
export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(binary);
}
