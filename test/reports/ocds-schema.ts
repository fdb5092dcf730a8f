/** The schema of OCDS 1.1 release packages, read from ../shared/standards beside the repository; it is never kept in it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';

const STANDARD = join(__dirname, '../../../shared/standards/ocds');
const RELEASE_SCHEMA = 'https://standard.open-contracting.org/schema/1__1__5/release-schema.json';

export const hasStandard = existsSync(STANDARD);
export const withStandard = hasStandard ? describe : describe.skip;
export const standardTitle = hasStandard
  ? 'the schema of OCDS 1.1'
  : 'the schema of OCDS 1.1 (skipped: ../shared/standards is absent)';

/** What is wrong with a package; null when it is valid. */
export type PackageCheck = (content: unknown) => ErrorObject[] | null;

/** The schema is draft 4; what it uses of it reads the same in draft 7, its own id and declaration aside. */
export function packageCheck(): PackageCheck {
  const read = (name: string): Record<string, unknown> => {
    const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(join(STANDARD, name), 'utf8'));
    return schema;
  };
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(read('release-schema.json'), RELEASE_SCHEMA);
  const validate = ajv.compile(read('release-package-schema.json'));
  return content => (validate(content) ? null : (validate.errors ?? []));
}
