/** The Fiche looks every few seconds by itself: that fills no list and takes no accident that somebody prepared. */
import { GRENOBLE, INSTALLED } from '../exactly-once/preparations';
import { type Case, MANAGER, PreparedWorkspace } from '../exactly-once/prepared-workspace';

let one: Case;
beforeAll(async () => {
  one = (await PreparedWorkspace.play(`${INSTALLED}${GRENOBLE}`)).copy();
  look(true);
}, 60_000);

const look = (isByItself: boolean) =>
  one.workspace.callFromPage('pageFollow', [''], {
    by: MANAGER,
    selection: { spreadsheetId: one.workspace.boundSpreadsheetId, sheetName: 'Demandes', rows: [2] },
    isByItself,
  });

it('counts looks that found the same in one record', () => {
  const before = one.workspace.executions.length;
  const { record } = look(true);
  const counted = record.coalesced ?? 1;
  look(true);
  expect(look(true).record.coalesced).toBe(counted + 2);
  expect(one.workspace.executions.length - before).toBeLessThanOrEqual(1);
});

it('leaves a prepared accident to the next gesture', () => {
  one.workspace.nextFault = { kill: { call: 1, when: 'before' } };
  expect(look(true).record.outcome).toBe('ok');
  expect(one.workspace.nextFault).toBeDefined();
  expect(look(false).record.outcome).toBe('killed');
  expect(one.workspace.nextFault).toBeUndefined();
});
