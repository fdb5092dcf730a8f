/** The size of a file as people read it. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} octet${bytes > 1 ? 's' : ''}`;
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'Ko'] : [bytes / 1024 / 1024, 'Mo'];
  return `${size.toLocaleString('fr-FR', { maximumFractionDigits: size < 10 ? 1 : 0 })} ${unit}`;
}
