// docs/workbook.md says what the schema says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, source } from './built-source';
import { workbookPage } from './workbook-page';

it('docs/workbook.md is the page of the schema (npx tsx test/build/write-workbook-page.ts writes it again)', () => {
  expect(readFileSync(join(ROOT, 'docs/workbook.md'), 'utf8')).toBe(workbookPage(source('stubs.js')));
});
