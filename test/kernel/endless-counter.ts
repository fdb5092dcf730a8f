/** A program that runs a script on a Workspace again and again until it is killed; run by store.test.ts. */
import { writeSync } from 'node:fs';
import { useParisTime } from '../../local/kernel/time-zone';
import { OWNER, script, workspaceOf } from './fake-script';

useParisTime();
const COUNT = `function f() {
  const p = PropertiesService.getScriptProperties();
  p.setProperty('n', String(Number(p.getProperty('n') || 0) + 1));
}`;
const workspace = workspaceOf(script(COUNT), [], { folder: process.argv[2] ?? '' });
for (let n = 1; ; n += 1) {
  workspace.fire('f', { kind: 'menu', by: OWNER });
  writeSync(1, `${n}\n`);
}
