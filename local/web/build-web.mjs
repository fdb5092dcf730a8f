/**
 * Builds the pages of the local Workspace into build/web/, one file a page, nothing that is fetched from elsewhere; and its
 * server into build/web-server/, so that it starts in a second and its thread runs without a loader.
 */
import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.join(HERE, '../..');

/** Built beside its place and then moved there: whoever reads meanwhile finds the former pages whole. */
async function buildPages() {
  const target = path.join(ROOT, 'build/web');
  const fresh = `${target}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  const common = { bundle: true, target: 'es2022', charset: 'utf8', legalComments: 'linked', logLevel: 'warning' };
  await esbuild.build({
    ...common,
    entryPoints: [path.join(HERE, 'pages/main.tsx')],
    outdir: fresh,
    format: 'esm',
    splitting: true,
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  await esbuild.build({
    ...common,
    entryPoints: [path.join(HERE, 'pages/script-bridge.ts')],
    outfile: path.join(fresh, 'script-bridge.js'),
    format: 'iife',
    minify: true,
    legalComments: 'none',
  });
  cpSync(path.join(HERE, 'pages/index.html'), path.join(fresh, 'index.html'));
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
}

async function buildServer() {
  await esbuild.build({
    entryPoints: [path.join(HERE, 'start.ts'), path.join(HERE, 'host/thread.ts')],
    entryNames: '[name]',
    outdir: path.join(ROOT, 'build/web-server'),
    bundle: true,
    packages: 'external',
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    sourcemap: true,
    logLevel: 'warning',
  });
  // Run as a process of its own, beside the code that starts it.
  cpSync(path.join(ROOT, 'local/files/pdf-text-process.mjs'), path.join(ROOT, 'build/web-server/pdf-text-process.mjs'));
}

await Promise.all([buildPages(), buildServer()]);
