// `npm run push`: builds the add-on, then lets clasp push dist/, or says in plain words what is missing first.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pushReadiness } from './push-readiness';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLASP = join(ROOT, 'node_modules/.bin/clasp');

const read = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
const run = (command: string, args: string[]): number =>
  spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;

function push(): number {
  const built = run(process.execPath, ['build.mjs']);
  if (built !== 0) return built;
  const credentials = process.env.clasp_config_auth ?? join(homedir(), '.clasprc.json');
  const readiness = pushReadiness(read(join(ROOT, '.clasp.json')), read(credentials));
  if (!readiness.ready) {
    console.error(`\n${readiness.advice}`);
    return 1;
  }
  const pushed = run(CLASP, ['push']);
  if (pushed !== 0) {
    console.error(
      '\nclasp could not push. Its message is above; the usual reasons are an expired login (npx clasp login),',
    );
    console.error('the Apps Script API turned off (https://script.google.com/home/usersettings), or a script ID that');
    console.error('this account may not edit.');
  }
  return pushed;
}

process.exitCode = push();
