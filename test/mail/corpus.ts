/** The shared corpus of real files, when it is there; tests that need it skip with the reason when it is not. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../../shared/corpus');

/** Names and bytes of a folder of the corpus, [] when the corpus is absent. */
export function corpusFiles(folder: string): { name: string; bytes: Buffer }[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .sort()
    .map(name => ({ name, bytes: readFileSync(join(path, name)) }));
}

/** One test per file, or one skipped test that says why there is none. */
export function forEachCorpusFile(folder: string, check: (bytes: Buffer, name: string) => void): void {
  const files = corpusFiles(folder);
  if (files.length === 0) {
    test.skip(`corpus/${folder} is not on this machine (../shared/corpus)`, () => {});
    return;
  }
  test.each(files.map(({ name, bytes }) => [name, bytes] as const))('%s', (name, bytes) => check(bytes, name));
}
