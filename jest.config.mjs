/** Tests run as CommonJS through swc; numfmt, stdnum and echarts are taken in their ESM form, transformed like our own files. */
import { mkdirSync } from 'node:fs';

// jest writes its result file (`npm test`, read by .ci/run) into this folder, which a fresh clone lacks.
mkdirSync(new URL('build/', import.meta.url), { recursive: true });
// The script's zone; workers inherit it, which a test file could not set for itself.
process.env.TZ = 'Europe/Paris';

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.(ts|mjs|js)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(numfmt|stdnum|echarts|zrender)/)', '/dist/'],
  moduleNameMapper: { '^numfmt$': '<rootDir>/node_modules/numfmt/dist/index.js' },
  testTimeout: 120_000,
  maxWorkers: 2,
};
