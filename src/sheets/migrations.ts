/**
 * Changes of the workbook from one version to the next, beyond what the layout repairs by itself (tabs, columns, formats
 * and formulas are compared with the schema at each installation). Each runs once, in order, and loses nothing.
 */
import type { Workbook } from './workbook';

/** Version of the workbook's structure. */
export const WORKBOOK_VERSION = 1;

interface Migration {
  readonly to: number;
  /** What it did, in words; empty when there was nothing to do. */
  readonly run: (workbook: Workbook) => string[];
}

const MIGRATIONS: readonly Migration[] = [];

/** Runs the migrations that an older workbook lacks. */
export function migrate(workbook: Workbook, from: number): string[] {
  return MIGRATIONS.filter(({ to }) => to > from).flatMap(({ run }) => run(workbook));
}
