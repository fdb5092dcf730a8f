/** Names under which downloads are kept. */

/** A name that any system can keep: no folder, no control character, no half of a character. */
export function fileName(name: string): string {
  const safe = name.replace(/[/\\\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '_').slice(0, 200);
  return safe.replace(/^\.+/, '') || 'piece';
}
