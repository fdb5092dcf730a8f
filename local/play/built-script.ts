// The built add-on in dist/, built again when its sources are newer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['src', 'build.mjs', 'appsscript.json', 'package-lock.json', 'tsconfig.json'];
const BUILT = ['bundle.js', 'stubs.js', 'appsscript.json'];

/** The add-on does not build; what the build said stands in the message. */
export class BuildFailed extends Error {
  override readonly name = 'BuildFailed';
}

/** The folder of the built add-on, up to date. */
export function builtScript(root: string): string {
  const dist = join(root, 'dist');
  if (isStale(root, dist)) {
    const { status, stderr } = spawnSync(process.execPath, ['build.mjs', '--quiet'], { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new BuildFailed(`The add-on does not build:\n${stderr.trim()}`);
  }
  return dist;
}

function isStale(root: string, dist: string): boolean {
  const built = BUILT.map(name => join(dist, name));
  if (!built.every(path => existsSync(path))) return true;
  const oldest = Math.min(...built.map(path => statSync(path).mtimeMs));
  return SOURCES.map(name => join(root, name)).some(path => existsSync(path) && newest(path) > oldest);
}

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))));
}
