/** Writes docs/workbook.md again, after the schema, a setting, a formula or the menu has changed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { builtScript } from '../../local/play/built-script';
import { workbookPage } from './workbook-page';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const stubs = readFileSync(`${builtScript(ROOT)}/stubs.js`, 'utf8');
writeFileSync(`${ROOT}/docs/workbook.md`, workbookPage(stubs));
