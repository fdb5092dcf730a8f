// Every function that Google calls by its name is there: menu items, triggers, and formulas with what Sheets shows of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { TRIGGER_HANDLERS } from '../../src/actions/triggers';
import { budgetPage } from '../../src/sheets/budget-tab';
import { homePage } from '../../src/sheets/home-tab';
import { MENU } from '../../src/sheets/menu';
import { TAB_KEYS, tabOf } from '../../src/sheets/schema';
import { ROOT, tree } from './built-source';

const SCREENS = join(ROOT, 'src/sheets/screens');
const stubs = new Map(
  tree('stubs.js')
    .statements.filter(ts.isFunctionDeclaration)
    .map(declaration => [declaration.name?.text ?? '', declaration] as const),
);
const doc = (name: string): string => {
  const declaration = stubs.get(name);
  return declaration ? (ts.getJSDocCommentsAndTags(declaration).at(-1)?.getText() ?? '') : '';
};

const HANDLERS = MENU.flatMap(entry => ('handler' in entry ? [entry] : entry.items)).map(({ handler }) => handler);
const TRIGGERS = ['onOpen', 'onEdit', ...Object.values(TRIGGER_HANDLERS)];
const FORMULAS = [
  'AICT_TAUX',
  'AICT_PART_DISPOSITIF',
  'AICT_PART_COLLECTIVITE',
  'AICT_COLONNE',
  'AICT_BUDGET_RESTANT',
  'AICT_DATE_LIMITE',
  'AICT_JOURS',
  'AICT_DELAI',
  'AICT_NOTE_PRIX',
  'AICT_SIRET_VALIDE',
];
/** What the add-on's own pages call, one by one as their sources name them. */
const PAGE_CALLS = [
  ...new Set(
    readdirSync(SCREENS)
      .filter(name => name.endsWith('.ts'))
      .flatMap(name => [...readFileSync(join(SCREENS, name), 'utf8').matchAll(/'(page[A-Z]\w+)'/g)])
      .map(([, name = '']) => name),
  ),
];
const IN_HEADERS = TAB_KEYS.flatMap(key =>
  Object.values(tabOf(key).columns).flatMap(({ formula = '' }: { readonly formula?: string }) =>
    [...formula.matchAll(/AICT_\w+/g)].map(([name]) => name),
  ),
);

const ANY_RANGE = (): string => 'A1:A';
/** Those that the pages of the workbook use, whatever the tabs. */
const IN_PAGES = [budgetPage(ANY_RANGE), homePage({ getSheetByName: () => null } as never, ANY_RANGE).page].flatMap(
  ({ lines }) =>
    lines.flatMap(({ cells }) =>
      cells.flatMap(cell =>
        typeof cell === 'object' && cell !== null ? [...cell.formula.matchAll(/AICT_\w+/g)].map(([name]) => name) : [],
      ),
    ),
);

it.each([...HANDLERS, ...TRIGGERS, ...PAGE_CALLS])('%s is a function with its documentation', name => {
  expect(stubs.has(name)).toBe(true);
  expect(doc(name)).toMatch(/^\/\*\*[^@]*\w/);
});

describe.each([...new Set([...FORMULAS, ...IN_HEADERS, ...IN_PAGES])])('%s', name => {
  it('tells Sheets what it gives, with an example', () => {
    expect(doc(name)).toMatch(/^ \* @return \{.+\} \S/m);
    expect(doc(name)).toMatch(/^ \* @customfunction$/m);
  });

  it('tells Sheets what each argument is, in order, with an example', () => {
    const documented = [...doc(name).matchAll(/^ \* @param \{.+?\} \[?(\w+)\]? \S/gm)].map(([, argument]) => argument);
    expect(documented).toEqual(stubs.get(name)?.parameters.map(parameter => parameter.name.getText()));
  });
});

it('opens no other door', () => {
  expect([...stubs.keys()].sort()).toEqual(
    [...new Set([...HANDLERS, ...TRIGGERS, ...PAGE_CALLS, ...FORMULAS, ...IN_HEADERS, ...IN_PAGES])].sort(),
  );
});

it('gives every menu item a function of its own', () => {
  expect(new Set(HANDLERS).size).toBe(HANDLERS.length);
});
