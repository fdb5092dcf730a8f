/**
 * Builds dist/, the very files that clasp pushes: bundle.js (one classic script), stubs.js (the functions Google calls,
 * with their JSDoc, which esbuild drops), the HTML pages and the manifest.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import ts from 'typescript';

const ROOT = path.dirname(fileURLToPath(import.meta.url));
const ENTRY = path.join(ROOT, 'src/main.ts');
const SCREENS = path.join(ROOT, 'src/sheets/screens');
const GLOBAL = 'AppuiAICT';
/** What the bench reads: dist/ holds only what is pushed. */
const WEIGHTS = path.join(ROOT, 'build/weights.json');

/** The front door's functions in order of name, with their parameters and the documentation that Sheets shows. */
export function frontDoor() {
  const program = ts.createProgram([ENTRY], {
    ...ts.parseJsonConfigFileContent(
      ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile).config,
      ts.sys,
      ROOT,
    ).options,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(ENTRY);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error('src/main.ts exports nothing');
  return checker
    .getExportsOfModule(module)
    .map(symbol => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter(symbol => symbol.valueDeclaration && ts.isFunctionDeclaration(symbol.valueDeclaration))
    .map(symbol => {
      const declaration = symbol.valueDeclaration;
      const docs = ts.getJSDocCommentsAndTags(declaration).filter(ts.isJSDoc);
      const doc =
        docs
          .at(-1)
          ?.getText()
          .replace(/^[ \t]+\*/gm, ' *') ?? '';
      return { name: symbol.name, parameters: declaration.parameters.map(p => p.name.getText()), doc };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

function stub({ name, parameters, doc }) {
  const list = parameters.join(', ');
  return `${doc ? `${doc}\n` : ''}function ${name}(${list}) {\n  return ${GLOBAL}.${name}(${list});\n}\n`;
}

/** Files that hold French texts and nothing else: wording, default letters, the questions of the form, help. */
const TEXTS = /\/(?:wording(?:-[a-z]+)?|letter-templates|default-template|questions|menu|list-defaults)\.ts$/;

/**
 * Bytes of the bundle by origin, out of esbuild's account of each file: our own code, French texts, libraries. The help
 * of columns stands beside their types in schema.ts and counts as code.
 */
function weigh(inputs) {
  const weights = { code: 0, texts: 0, libraries: {} };
  for (const [name, { bytesInOutput }] of Object.entries(inputs)) {
    const isInflate = name.startsWith('only-inflate:');
    const library = isInflate ? 'fflate' : /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1];
    if (library) weights.libraries[library] = (weights.libraries[library] ?? 0) + bytesInOutput;
    else weights[TEXTS.test(name) ? 'texts' : 'code'] += bytesInOutput;
  }
  return weights;
}

/** The add-on's pages: their TypeScript and their style, which HtmlService cannot fetch, stand inside the one HTML file. */
async function buildScreens(target) {
  for (const name of readdirSync(SCREENS).filter(file => file.endsWith('.html'))) {
    let html = readFileSync(path.join(SCREENS, name), 'utf8');
    for (const [tag, file] of html.matchAll(/<link rel="stylesheet" href="([\w-]+\.css)">/g)) {
      const { code } = await esbuild.transform(readFileSync(path.join(SCREENS, file), 'utf8'), {
        loader: 'css',
        minify: true,
        charset: 'utf8',
      });
      html = html.replace(tag, () => `<style>${code}</style>`);
    }
    for (const [tag, file] of html.matchAll(/<script src="([\w-]+\.ts)"><\/script>/g)) {
      const { outputFiles } = await esbuild.build({
        entryPoints: [path.join(SCREENS, file)],
        bundle: true,
        write: false,
        minify: true,
        format: 'iife',
        target: 'es2020',
        charset: 'utf8',
        legalComments: 'inline',
      });
      html = html.replace(tag, () => `<script>${inTemplate(outputFiles[0].text)}</script>`);
    }
    writeFileSync(path.join(target, name), html);
  }
}

/** JavaScript inside a template: nothing in it may look like a scriptlet or the end of the script. */
function inTemplate(code) {
  return code.replaceAll('<?', '< ?').replaceAll('</script', '<\\/script');
}

/** How code becomes a part of the script. */
const BUNDLED = {
  bundle: true,
  write: false,
  target: 'es2020',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  charset: 'utf8',
  legalComments: 'inline',
  // fflate looks for a decoder of texts that it does not need here, and that Apps Script lacks.
  define: { TextDecoder: 'undefined' },
};

/**
 * Loads fflate at the first PDF or export: its tables, and the error that it catches while it looks for a decoder, would cost each
 * execution, each keystroke of a formula included, some 20 ms.
 */
const inflateAtFirstUse = {
  name: 'inflate-at-first-use',
  setup(build) {
    build.onResolve({ filter: /^fflate$/, namespace: 'file' }, ({ path: name, importer }) =>
      importer === '' ? undefined : { path: name, namespace: 'at-first-use' },
    );
    build.onLoad({ filter: /.*/, namespace: 'at-first-use' }, () => ({
      contents: `
        export function Inflate(onChunk) { return new (require("only-inflate").Inflate)(onChunk); }
        export function unzipSync(bytes, options) { return require("only-inflate").unzipSync(bytes, options); }
        export function strFromU8(bytes) { return require("only-inflate").strFromU8(bytes); }`,
    }));
    build.onResolve({ filter: /^only-inflate$/ }, ({ path: name }) => ({ path: name, namespace: 'only-inflate' }));
    // What is required is kept whole: it is bundled apart, so that nothing but what inflates is in it.
    build.onLoad({ filter: /.*/, namespace: 'only-inflate' }, async () => {
      const { outputFiles } = await esbuild.build({
        ...BUNDLED,
        stdin: { contents: 'export { Inflate, strFromU8, unzipSync } from "fflate";', resolveDir: ROOT },
        format: 'cjs',
      });
      return { contents: outputFiles[0].text };
    });
  },
};

/** Builds into dist/ and says what came out: bytes of each file, of code and texts, and the names of the front door. */
export async function build() {
  const dist = path.join(ROOT, 'dist');
  const result = await esbuild.build({
    entryPoints: [ENTRY],
    ...BUNDLED,
    format: 'iife',
    globalName: GLOBAL,
    metafile: true,
    plugins: [inflateAtFirstUse],
    supported: { 'class-field': false, 'class-private-field': false, 'class-static-field': false },
  });
  const functions = frontDoor();
  const fresh = path.join(ROOT, 'build', `dist.${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  writeFileSync(path.join(fresh, 'bundle.js'), result.outputFiles[0].text);
  writeFileSync(path.join(fresh, 'stubs.js'), functions.map(stub).join('\n'));
  cpSync(path.join(ROOT, 'appsscript.json'), path.join(fresh, 'appsscript.json'));
  await buildScreens(fresh);
  putInPlace(fresh, dist);
  const files = readdirSync(dist).map(name => ({ name, bytes: readFileSync(path.join(dist, name)).length }));
  const inputs = Object.values(result.metafile.outputs)[0].inputs;
  const weights = weigh(inputs);
  mkdirSync(path.dirname(WEIGHTS), { recursive: true });
  writeFileSync(WEIGHTS, JSON.stringify(weights));
  return { files, functions, inputs, weights };
}

/**
 * Moves each new file over the old one and removes what is no longer built: whoever reads dist/ meanwhile finds every
 * file whole.
 */
function putInPlace(fresh, dist) {
  mkdirSync(dist, { recursive: true });
  const names = readdirSync(fresh);
  for (const name of names) renameSync(path.join(fresh, name), path.join(dist, name));
  for (const name of readdirSync(dist)) if (!names.includes(name)) rmSync(path.join(dist, name), { recursive: true });
  rmSync(fresh, { recursive: true });
}

const kilobytes = bytes => `${(bytes / 1024).toFixed(1)} KB`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, functions, inputs, weights } = await build();
  if (!process.argv.includes('--quiet')) {
    for (const { name, bytes } of files) console.log(`dist/${name}  ${kilobytes(bytes)}`);
    console.log(`bundle.js: code ${kilobytes(weights.code)}, texts ${kilobytes(weights.texts)}`);
    for (const [name, bytes] of Object.entries(weights.libraries))
      console.log(`bundle.js: ${name} ${kilobytes(bytes)}`);
    console.log(`${functions.length} functions for Google to call`);
    if (process.argv.includes('--weights'))
      for (const [name, { bytesInOutput }] of Object.entries(inputs)
        .sort((a, b) => b[1].bytesInOutput - a[1].bytesInOutput)
        .slice(0, 40))
        console.log(`${String(bytesInOutput).padStart(8)}  ${name}`);
  }
}
