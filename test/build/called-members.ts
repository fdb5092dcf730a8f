/**
 * The members of Google's services that src/ calls, found by type: `Range.getValues`, `Drive.Files.create`, as the local
 * Workspace names them in local/kernel/scopes.ts.
 */
import { join } from 'node:path';
import ts from 'typescript';
import { nodes, ROOT } from './built-source';

const GOOGLE_TYPES = '/@types/google-apps-script/';
/** Types by which gateways declare themselves what they use of a service, and the service's name. */
const STAND_INS = [
  { file: 'src/mail/gmail-gateway.ts', type: 'GmailService', service: 'Gmail' },
  { file: 'src/forms/form-gateway.ts', type: 'FormService', service: 'FormApp' },
  { file: 'src/forms/form-gateway.ts', type: 'GoogleForm', service: 'Form' },
  { file: 'src/forms/form-gateway.ts', type: 'WritableItem', service: 'Item' },
] as const;

export function calledMembers(): Set<string> {
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    ROOT,
  );
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const members = new Set<string>();
  for (const file of program.getSourceFiles()) {
    if (file.fileName.includes('/node_modules/')) continue;
    for (const node of nodes(file)) {
      const read = memberRead(checker, node);
      for (const declaration of read?.declarations ?? []) {
        const owner = googleClass(declaration);
        if (owner !== undefined) members.add(`${owner}.${read?.name}`);
      }
    }
    for (const standIn of STAND_INS) {
      if (file.fileName.endsWith(standIn.file))
        for (const member of declared(checker, file, standIn)) members.add(member);
    }
  }
  return members;
}

/** `object.member`, or `const { member } = object`. */
function memberRead(checker: ts.TypeChecker, node: ts.Node): ts.Symbol | undefined {
  if (ts.isPropertyAccessExpression(node)) return checker.getSymbolAtLocation(node.name);
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent)) return undefined;
  return checker.getTypeAtLocation(node.parent).getProperty((node.propertyName ?? node.name).getText());
}

/**
 * The class of a member that @types/google-apps-script declares. `Collection` is the types' own way to say a path; the
 * kinds of items of a form are one class in the local Workspace.
 */
function googleClass(declaration: ts.Declaration): string | undefined {
  if (!declaration.getSourceFile().fileName.includes(GOOGLE_TYPES)) return undefined;
  const owner = declaration.parent;
  if (!ts.isInterfaceDeclaration(owner) && !ts.isClassDeclaration(owner)) return undefined;
  const path = [owner.name?.text ?? ''];
  for (let node: ts.Node = owner.parent; node; node = node.parent) {
    if (ts.isModuleDeclaration(node)) path.unshift(node.name.text);
  }
  const name = path.at(-1) ?? '';
  const collection = path.indexOf('Collection');
  if (collection >= 0)
    return [advancedService(path), ...path.slice(collection + 1).map(part => part.replace(/Collection$/, ''))].join(
      '.',
    );
  return path[1] === 'Forms' && name.endsWith('Item') ? 'Item' : name;
}

/** `Drive` of GoogleAppsScript.Drive_v3.Drive.V3.Collection. */
function advancedService([, versioned = '']: readonly string[]): string {
  return versioned.replace(/_v\d+$/, '');
}

/** `Gmail.Users.History.list` and its like, walked out of the gateway's own type. */
function declared(
  checker: ts.TypeChecker,
  file: ts.SourceFile,
  { type, service }: (typeof STAND_INS)[number],
): string[] {
  const declaration = file.statements.find(
    statement =>
      (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && statement.name.text === type,
  );
  if (!declaration) throw new Error(`${file.fileName} declares no ${type}`);
  const found: string[] = [];
  const walk = (node: ts.Type, path: string): void => {
    for (const property of checker.getNonNullableType(node).getProperties()) {
      const member = `${path}.${property.name}`;
      const inner = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(property, declaration));
      if (inner.getCallSignatures().length > 0) found.push(member);
      else walk(inner, member);
    }
  };
  walk(checker.getTypeAtLocation(declaration), service);
  return found;
}
