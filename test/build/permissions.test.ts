// The manifest asks for the permissions that the calls need: none is missing, none is asked for without use, each is explained.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingScope, unusedScopes } from '../../local/kernel/scopes';
import { SCOPES } from '../../src/actions/install';
import { ROOT } from './built-source';
import { calledMembers } from './called-members';

const AUTH = 'https://www.googleapis.com/auth/';
const manifest = JSON.parse(readFileSync(join(ROOT, 'appsscript.json'), 'utf8')) as {
  oauthScopes: string[];
  dependencies: { enabledAdvancedServices: { userSymbol: string }[] };
};
const granted = new Set(manifest.oauthScopes);
const page = readFileSync(join(ROOT, 'docs/authorisations.md'), 'utf8');
let called: Set<string>;

beforeAll(() => {
  called = calledMembers();
});

it('finds calls of every kind of service in the source', () => {
  expect([...called]).toEqual(
    expect.arrayContaining(['Range.getValues', 'Drive.Files.create', 'Gmail.Users.Messages.send', 'Ui.prompt']),
  );
});

it('asks for every permission that a call needs', () => {
  expect([...called].flatMap(member => missingScope(member, granted) ?? [])).toEqual([]);
});

it('asks for no permission that no call needs', () => {
  expect(unusedScopes(called, granted)).toEqual([]);
});

it('has the installation ask for the whole list at once', () => {
  expect(SCOPES).toEqual(manifest.oauthScopes);
});

it('enables the advanced services that are called, and no other', () => {
  const used = [...called].filter(member => member.split('.').length > 2).map(member => member.split('.')[0]);
  const enabled = manifest.dependencies.enabledAdvancedServices.map(({ userSymbol }) => userSymbol);
  expect([...new Set(used)].sort()).toEqual(enabled.sort());
});

it('never asks for a whole mailbox or a whole Drive, nor for other workbooks', () => {
  const broad = ['drive', 'drive.readonly', 'spreadsheets', 'gmail.modify', 'gmail.compose'].map(name => AUTH + name);
  expect(['https://mail.google.com/', ...broad].filter(scope => granted.has(scope))).toEqual([]);
});

describe('docs/authorisations.md', () => {
  const sections = new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map(section => [/^`([\w.]+)`/.exec(section)?.[1] ?? '', section] as const),
  );

  it('has a section for each permission of the manifest, in its order, and no other', () => {
    expect([...sections.keys()].filter(name => name !== '')).toEqual(
      manifest.oauthScopes.map(scope => scope.replace(AUTH, '')),
    );
  });

  it.each(manifest.oauthScopes.map(scope => scope.replace(AUTH, '')))(
    'says of %s what it is for and what it does not allow',
    name => {
      expect(sections.get(name)).toMatch(/^\*\*Asked for\*\* \S/m);
      expect(sections.get(name)).toMatch(/^\*\*Does not allow\*\* \S/m);
    },
  );
});
