/** The list of counted and free calls, and the table of permissions, against the services as they are written. */
import { callKind, countedMembers, freeMembers, isFree } from '../../local/kernel/counted';
import { callLatency } from '../../local/kernel/latency';
import { missingScope, scopesOf, unusedScopes } from '../../local/kernel/scopes';
import { serviceClasses } from './service-classes';

const classes = serviceClasses();

test('the services of the local Workspace are found', () => {
  expect(classes.map(found => found.name)).toEqual(
    expect.arrayContaining(['Properties', 'Cache', 'Lock', 'Ui', 'Utilities', 'Blob', 'Menu']),
  );
});

test.each(classes.map(found => [found.name, found.file, found.methods] as const))(
  'every member of %s (%s) is either counted or free',
  (name, _file, methods) => {
    expect(
      methods.filter(method => (callKind(`${name}.${method}`) !== undefined) === isFree(`${name}.${method}`)),
    ).toEqual([]);
  },
);

test('no member is listed twice', () => {
  expect(countedMembers().filter(isFree)).toEqual([]);
  expect(new Set(freeMembers()).size).toBe(freeMembers().length);
});

test.each([
  ['Range.getValues', { read: 1000 }, 150],
  ['Range.setValues', { written: 2 }, 100.1],
  ['SpreadsheetApp.flush', {}, 200],
  ['Cache.get', {}, 30],
  ['Properties.getProperty', {}, 80],
  ['Gmail.Users.Messages.get', {}, 150],
  ['Gmail.Users.Messages.send', {}, 800],
  ['Gmail.Users.Messages.list', {}, 500],
  ['Drive.Files.create', {}, 400],
  ['Drive.Files.export', { ms: 7 }, 7],
] as const)('%s with %j takes %d modelled milliseconds', (member, cost, ms) => {
  const kind = callKind(member);
  expect(kind).toBeDefined();
  expect(kind === undefined ? Number.NaN : callLatency(kind, cost)).toBeCloseTo(ms, 9);
});

const AUTH = 'https://www.googleapis.com/auth/';
const granted = new Set([`${AUTH}gmail.send`, `${AUTH}spreadsheets.currentonly`, `${AUTH}drive.file`]);

test.each([
  ['Range.getValues', true],
  ['SpreadsheetApp.openById', false],
  ['SpreadsheetApp.getUi', true],
  ['Ui.showSidebar', false],
  ['Ui.alert', true],
  ['Gmail.Users.Messages.send', true],
  ['Gmail.Users.Messages.get', false],
  ['Gmail.Users.Drafts.create', false],
  ['Drive.Files.create', true],
  ['Form.getResponses', false],
  ['DocumentApp.create', false],
  ['Cache.get', true],
])('%s under gmail.send, spreadsheets.currentonly and drive.file: %s', (member, allowed) => {
  expect(missingScope(member, granted) === undefined).toBe(allowed);
});

test('a permission that no call needs is named', () => {
  expect(unusedScopes(['Range.getValues', 'Drive.Files.list'], granted)).toEqual([`${AUTH}gmail.send`]);
  expect(scopesOf('Utilities.getUuid')).toEqual([]);
});
