/** Tests run as CommonJS through swc; numfmt, stdnum and echarts are taken in their ESM form, transformed like our own files. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

// jest writes its result file (`npm test`, read by .ci/run) into this folder, which a fresh clone lacks.
mkdirSync(new URL('build/', import.meta.url), { recursive: true });
/** Libraries of a hundred files and more, in one file each: jest loads them anew for every test file. */
const GATHERED = ['hyperformula', 'yaml', 'zod'];
buildSync({
  entryPoints: GATHERED,
  outdir: fileURLToPath(new URL('build/jest', import.meta.url)),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  logLevel: 'error',
});

// The script's zone; workers inherit it, which a test file could not set for itself.
process.env.TZ = 'Europe/Paris';

/** Modules that few tests use, and that the local Workspace names at once: loaded at their first use. */
const HEAVY = ['exceljs', './pdf'];

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.(ts|mjs|js)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs', lazy: HEAVY } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(numfmt|stdnum|echarts|zrender)/)', '/dist/'],
  moduleNameMapper: {
    '^numfmt$': '<rootDir>/node_modules/numfmt/dist/index.js',
    [`^(${GATHERED.join('|')})$`]: '<rootDir>/build/jest/$1.js',
  },
  testTimeout: 120_000,
  maxWorkers: 2,
};
