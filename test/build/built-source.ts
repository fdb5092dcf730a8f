/** The built script as TypeScript's parser and V8 see it: its statements, its free names, and a context to load it in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import ts from 'typescript';
import { builtScript } from '../../local/play/built-script';

export const ROOT = join(__dirname, '../..');
export const SCRIPTS = ['bundle.js', 'stubs.js'] as const;
type Script = (typeof SCRIPTS)[number];

const dist = builtScript(ROOT);
const sources = new Map<Script, string>(SCRIPTS.map(name => [name, readFileSync(join(dist, name), 'utf8')]));
const trees = new Map<Script, ts.SourceFile>(
  SCRIPTS.map(name => [name, ts.createSourceFile(name, source(name), ts.ScriptTarget.ES2020, true, ts.ScriptKind.JS)]),
);

export function source(name: Script): string {
  return sources.get(name) ?? '';
}

export function tree(name: Script): ts.SourceFile {
  const found = trees.get(name);
  if (!found) throw new Error(`${name} was not built`);
  return found;
}

/** Every node of a tree, the root first; neither comments nor punctuation. */
export function nodes(root: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** A context with ECMAScript's own objects, and what else is given; both script files run in it. */
export function load(globals: object = {}): vm.Context {
  const context = vm.createContext(globals);
  for (const name of SCRIPTS) new vm.Script(source(name), { filename: name }).runInContext(context);
  return context;
}

/** Names that the script reads but declares nowhere: what it expects to find in its realm. */
export function freeNames(): string[] {
  const host = ts.createCompilerHost({});
  host.getSourceFile = name => trees.get(name as Script);
  const program = ts.createProgram(
    [...SCRIPTS],
    { allowJs: true, noLib: true, noResolve: true, types: [], target: ts.ScriptTarget.ES2020 },
    host,
  );
  const checker = program.getTypeChecker();
  const free = new Set<string>();
  for (const name of SCRIPTS) {
    for (const node of nodes(tree(name))) {
      if (ts.isIdentifier(node) && isReference(node) && !variableOf(checker, node)) free.add(node.text);
    }
  }
  return [...free].sort();
}

function variableOf(checker: ts.TypeChecker, node: ts.Identifier): ts.Symbol | undefined {
  return ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
}

/** A name that stands for a variable, rather than for a property, a label or the declaration itself. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isMethodDeclaration(parent) || ts.isAccessor(parent) || ts.isPropertyDeclaration(parent)) return false;
  return true;
}
