/** A program that saves one state after another until it is killed; run by store.test.ts. */
import { writeSync } from 'node:fs';
import { WorkspaceStore } from '../../local/kernel/store';

const store = WorkspaceStore.create(process.argv[2] ?? '');
for (let n = 1; ; n += 1) {
  for (const id of ['a', 'b', 'c', 'd', 'e']) store.put('kind', id, { n, filler: 'x'.repeat(5_000) });
  store.writeBytes('blob', Buffer.from(String(n).repeat(10_000)));
  store.newId('n');
  store.save();
  writeSync(1, `${n}\n`);
}
