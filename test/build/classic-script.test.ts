// What clasp pushes is read by Apps Script's V8 as classic scripts, in a realm that holds ECMAScript's own objects only.
import { runInContext } from 'node:vm';
import ts from 'typescript';
import { freeNames, load, nodes, SCRIPTS, source, tree } from './built-source';

/** The globals that Apps Script gives, besides those of ECMAScript. */
const GOOGLE = [
  'Charts',
  'console',
  'DocumentApp',
  'Drive',
  'Sheets',
  'FormApp',
  'Gmail',
  'HtmlService',
  'LockService',
  'PropertiesService',
  'ScriptApp',
  'Session',
  'SpreadsheetApp',
  'Utilities',
];

describe.each(SCRIPTS)('%s', name => {
  it('has no byte-order mark', () => {
    expect(source(name).charCodeAt(0)).not.toBe(0xfeff);
  });

  it('is a script, not a module: no import, no export', () => {
    const found = nodes(tree(name)).filter(
      node =>
        ts.isImportDeclaration(node) ||
        ts.isExportDeclaration(node) ||
        ts.isExportAssignment(node) ||
        ts.isMetaProperty(node) ||
        node.kind === ts.SyntaxKind.ImportKeyword ||
        node.kind === ts.SyntaxKind.ExportKeyword,
    );
    expect(found.map(node => node.getText())).toEqual([]);
  });

  it('has no private name and no class field, static or not', () => {
    const found = nodes(tree(name)).filter(
      node => ts.isPrivateIdentifier(node) || ts.isPropertyDeclaration(node) || ts.isClassStaticBlockDeclaration(node),
    );
    expect(found.map(node => node.getText())).toEqual([]);
  });

  it('makes no code out of text', () => {
    const calls = nodes(tree(name)).filter(
      node =>
        (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
        ts.isIdentifier(node.expression) &&
        ['eval', 'Function'].includes(node.expression.text),
    );
    expect(calls.map(node => node.getText())).toEqual([]);
  });
});

it('reads no global but those of ECMAScript and of Apps Script', () => {
  const ecmaScript = runInContext('Object.getOwnPropertyNames(globalThis)', load()) as string[];
  const known = new Set([...ecmaScript, ...GOOGLE, 'arguments', 'undefined']);
  // Node's contexts have these by V8's grace; Apps Script is not known to.
  for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'Intl', 'escape', 'unescape']) known.delete(name);
  expect(freeNames().filter(name => !known.has(name))).toEqual([]);
});

it('reads nothing of Google while it loads', () => {
  const touched: string[] = [];
  const services = Object.defineProperties(
    {},
    Object.fromEntries(GOOGLE.map(name => [name, { get: () => touched.push(name), configurable: true }])),
  );
  load(services);
  expect(touched).toEqual([]);
});

it('declares no name twice at the top', () => {
  const names = SCRIPTS.flatMap(name => tree(name).statements.flatMap(declaredNames));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it('answers a formula in a bare context', () => {
  const context = load();
  expect(runInContext('AICT_TAUX("Adhérent")', context)).toBe(0.8);
  expect(runInContext('AICT_SIRET_VALIDE("213 801 855")', context)).toBe(true);
});

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement.name?.text ?? ''];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.map(({ name }) => name.getText());
}
