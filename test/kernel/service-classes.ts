/** Reads the source of local/ and lists the classes that a script can hold, with the members it can see. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface ServiceClass {
  file: string;
  /** The name that a script sees. */
  name: string;
  /** Public methods, inherited ones included, without constructor and toString. */
  methods: string[];
}

interface Declared {
  file: string;
  isAbstract: boolean;
  className: string;
  shownAs: string;
  parent: string | undefined;
  methods: string[];
}

const ROOT = join(__dirname, '../../local');

/** Every class of local/ that descends from ServiceObject and has instances. */
export function serviceClasses(): ServiceClass[] {
  const declared = new Map<string, Declared>();
  for (const file of readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))) {
    const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2022, true);
    const visit = (node: ts.Node): void => {
      if (ts.isClassDeclaration(node) && node.name !== undefined) {
        const found = declarationOf(file, node, node.name.text);
        declared.set(`${file}#${found.className}`, found);
        if (!declared.has(found.className)) declared.set(found.className, found);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  const classes: ServiceClass[] = [];
  for (const [key, one] of declared) {
    if (!key.includes('#')) continue;
    const lineage = lineageOf(one, declared);
    if (one.isAbstract || lineage.length < 2 || lineage.at(-1)?.className !== 'ServiceObject') continue;
    const methods = [...new Set(lineage.flatMap(ancestor => ancestor.methods))];
    classes.push({ file: one.file, name: one.shownAs, methods: methods.filter(name => name !== 'toString').sort() });
  }
  return classes;
}

function lineageOf(one: Declared, declared: ReadonlyMap<string, Declared>): Declared[] {
  const lineage = [one];
  for (let parent = one.parent; parent !== undefined; parent = lineage.at(-1)?.parent) {
    const found: Declared | undefined = declared.get(`${one.file}#${parent}`) ?? declared.get(parent);
    if (found === undefined) break;
    lineage.push(found);
  }
  return lineage;
}

function declarationOf(file: string, node: ts.ClassDeclaration, className: string): Declared {
  let shownAs = className;
  const methods: string[] = [];
  for (const member of node.members) {
    const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
    const has = (kind: ts.SyntaxKind) => modifiers.some(modifier => modifier.kind === kind);
    if (has(ts.SyntaxKind.StaticKeyword)) {
      if (
        ts.isPropertyDeclaration(member) &&
        member.name.getText() === 'scriptName' &&
        member.initializer !== undefined &&
        ts.isStringLiteral(member.initializer)
      ) {
        shownAs = member.initializer.text;
      }
      continue;
    }
    if (ts.isMethodDeclaration(member) && ts.isIdentifier(member.name)) methods.push(member.name.text);
  }
  const heritage = node.heritageClauses?.find(clause => clause.token === ts.SyntaxKind.ExtendsKeyword);
  const parent = heritage?.types[0]?.expression;
  return {
    file,
    isAbstract: node.modifiers?.some(modifier => modifier.kind === ts.SyntaxKind.AbstractKeyword) === true,
    className,
    shownAs,
    parent: parent !== undefined && ts.isIdentifier(parent) ? parent.text : undefined,
    methods,
  };
}
